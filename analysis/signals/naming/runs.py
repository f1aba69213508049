"""A run of capitalised words: the name in it, whether it is a person's, and the title or role that shows it."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.known_names import given_names
from analysis.lexicon import load
from analysis.signals.naming import descriptions, forms, phrases
from analysis.signals.naming.phrases import words_of

_REST = r"(?:(?:\.[A-Z])+\.|\.(?= )|[a-z]{1,4}\.(?= [A-Z])|\w*(?:'[A-Z]\w+|[&-]\w+)*)"
_NEXT = re.compile(r"[ ]?([\w'-]*)")


@cache
def _run() -> re.Pattern[str]:
    """Capitalised words in a row, with initials, abbreviations and particles. It opens with a set of letters, as such a
    search is the faster one."""
    particles = "|".join(load("first_names").words("particle"))
    return re.compile(rf"[A-Z](?<![\w'&-].){_REST}(?: (?:(?:{particles}|of|of the|for) )?(?:al-)?[A-Z]{_REST})*")


def names(plain: str) -> list[tuple[str, str | None, str]]:
    """The names of a sentence that `matcher.make_plain` has made: name, kind (person, surname, or none), role.

    >>> names("The late Gen. Bo Lind met Ms. Ruiz at the Harbour Board.")
    [('Bo Lind', 'person', 'general'), ('Ruiz', 'surname', 'ms'), ('Harbour Board', None, '')]
    """
    found = []
    for match in _run().finditer(plain):
        parsed, start = _parsed(match[0]), match.start()
        if parsed is None or (parsed.is_word and start == 0):
            continue
        if name := _read(plain, start, match.end(), parsed):
            found.append(name)
    return found


class _Run(NamedTuple):
    """A run of capitalised words by itself: the name in it, and where the rest of the sentence has a say.

    `kind`: person, surname (behind a title), open (a person's if a role stands beside it), or none; `from_start`,
    `to_end`: does the name begin and end with the run? `is_word`: is it one word from the start and no person's? Then
    at the start of a sentence it is no name.
    """

    name: str
    kind: str | None
    role: str
    from_start: bool
    to_end: bool
    is_word: bool


@lru_cache(maxsize=65536)
def _parsed(run: str) -> _Run | None:
    words = run.split()
    role, length = "", len(words)
    while words and (phrases.breaks(words[0]) or phrases.is_title(words[0]) or words[0] in ("Former", "Then", "Late")):
        role = words[0] if phrases.is_title(words[0]) else ""
        words = words[1:]
    from_start, kept = len(words) == length, len(words)
    while words and phrases.breaks(words[-1]):
        words = words[:-1]
    to_end = len(words) == kept
    if len(words) > 1 and len(forms.name_words(" ".join(words))) == 1:  # Lind Jr.
        return None
    if not words or phrases.is_title(words[-1]) or any(len(w) > 5 and w.isupper() for w in words):
        return None
    kind = None
    given = next((n for n, w in enumerate(words[:-1]) if w in given_names()), None)
    last = max((n for n, w in enumerate(words[:-1]) if phrases.is_title(w)), default=None)
    if given is not None and _personal(words[given:]):
        role = words[given - 1] if given and phrases.is_title(words[given - 1]) else role
        kind, words, from_start = "person", words[given:], from_start and not given
    elif given is None and last is not None:  # Island General Bo Lind
        role, words, from_start = words[last], words[last + 1 :], False
    if kind is None and _personal(words):
        if role:
            kind = "surname" if len(words) == 1 else "person"
        elif len(words) > 1:
            kind = "open"
    if kind is None and any(phrases.breaks(w) and w not in ("of", "for", "the") for w in words):  # In God We Trust
        return None
    is_word = kind is None and from_start and len(words) == 1
    return _Run(" ".join(words), kind, forms.plain_wording(role) if role else "", from_start, to_end, is_word)


def _personal(words: list[str]) -> bool:
    """Can the words be a person's name: up to four and a suffix, no `of`, none that shows a body or a place?"""
    first = words[0] in given_names()  # Bill, Grace
    if any(w in words_of("body") or w in ("of", "the", "for") or phrases.breaks(w) for w in words[first:]):
        return False
    return len(forms.name_words(" ".join(words))) <= 4


def _read(text: str, start: int, end: int, parsed: _Run) -> tuple[str, str | None, str] | None:
    """Name, kind and role of one run of capitalised words in its sentence; none where it is no name."""
    name, kind, role, from_start, to_end, _ = parsed
    if kind is not None:
        if kind != "surname" and not role and from_start:
            role = _noun_before(text, start)
        if kind == "open" and not role and to_end:
            role = _described(text, end - len(name), end)
        if kind != "open" or role:
            return name, "surname" if kind == "surname" else "person", role
    if " " not in name and not _stands_alone(text, start, end, name, from_start):
        return None
    return (name, None, "") if name[-1].isalnum() or name.endswith(".") else None


def _noun_before(text: str, start: int) -> str:
    """The lower-case noun of role right before a name; empty where there is none."""
    before = text[:start].rsplit(None, 1)[-1:]
    return before[0] if before and before[0] in phrases.roles() else ""


def _described(text: str, start: int, end: int) -> str:
    """The noun of role in the description beside a name; empty where there is none."""
    beside = descriptions.described_before(text, start, end) or descriptions.described_after(text, end)
    return text[beside.head : beside.end].split()[0].rstrip(",.") if beside else ""


def _stands_alone(text: str, start: int, end: int, name: str, from_start: bool) -> bool:
    """Is one word a name: inside a sentence, no abbreviation, and not only a qualifier of the noun behind it?"""
    if len(name) < 3 or (from_start and (start == 0 or text[start - 1] in "\"'(")):
        return False
    if text[end : end + 1] == "." and end + 2 < len(text):  # Calif.
        return False
    following = _NEXT.match(text, end)
    word = following[1] if following else ""
    return not word[:1].islower() or phrases.breaks(word)
