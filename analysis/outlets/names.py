"""The names of outlets in a text: in any case, with any marks between the words, joined, abbreviated, in an address.

An outlet's name is looked for in text whose characters are made alike (`fold`), so that no accent, soft hyphen or
full-width letter hides it. Three kinds of names differ in how sure their finding is:

- `any`: the whole name; in any case, wherever it stands;
- `exact`: initials (*FAN*) and names of two letters (*AP*): as written, as a word;
- `careful`: a name that is a common word too (*Time*, *The Sun*), and a part of a name (*the Times*): only where the
  words around it speak of an outlet, see `data/lexicons/outlets.yaml`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from analysis.lexicon import load
from analysis.words import even

LONG = 8
"""Letters of a name that is found inside of other words too: #DailyUSTimesLive."""
TITLE_CASE = 0.6
"""Share of a line's longer words that have a capital, from which on a capital tells nothing."""
_TOKEN = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")  # scripts that put no space between words
_BETWEEN = r"[\W_]{0,3}"


class Folded(NamedTuple):
    """A text made alike: `plain` keeps its case, `small` has none; `at[i]` is where character i stands in the text."""

    plain: str
    small: str
    at: list[int]


class Found(NamedTuple):
    """`text[start:end]` names the outlet; `sure` is false where it may be a common word, and is left."""

    start: int
    end: int
    outlet: str
    sure: bool = True


@dataclass(frozen=True)
class Form:
    """One way to write an outlet's name. `part`: it counts only in articles of the outlet, or that name it whole."""

    pattern: re.Pattern[str]
    kind: str
    part: bool = False


def fold(text: str) -> Folded:
    """The text without accents, invisible characters and differences of width, each character with its place.

    >>> fold("Le\\u00adMonde, École").small, fold("É").at
    ('lemonde, ecole', [0])
    """
    plain, small, at = [], [], []
    for place, character in enumerate(even(text)):
        for piece in unicodedata.normalize("NFKD", character):
            if unicodedata.category(piece) in ("Mn", "Me", "Cf"):
                continue
            low = piece.casefold()
            plain.append(piece if len(low) == 1 else low)
            small.append(low)
            at.extend([place] * len(low))
    return Folded("".join(plain), "".join(small), at)


def words(name: str) -> list[str]:
    """The words of an outlet's name as they are compared, without an article before them.

    >>> words("The Daily Téle-Graph"), words("The The")
    (['daily', 'tele', 'graph'], ['the', 'the'])
    """
    found = _TOKEN.findall(fold(name).small)
    articles = load("outlets").words("article")
    return found[1:] if len(found) > 1 and found[0] in articles and found[1] not in articles else found


def forms(name: str, is_common: Callable[[str], bool]) -> list[Form]:
    """The ways to write a name; none where it has no letter or digit.

    Args:
        is_common: is a word, in small letters, one that texts use for something else?

    >>> [form.kind for form in forms("Free America Network", lambda word: False)]
    ['any', 'exact', 'careful']
    """
    found = words(name)
    if not found:
        return []
    parts = list(_parts(name, found, is_common))
    if len(found) > 1:
        return [Form(_whole(found, is_common), "any"), *_initials(name, found), *parts]
    (word,) = found
    if is_common(word):
        return [Form(_word(word, _TOKEN.findall(fold(name).plain)[-1]), "careful"), *parts]
    if len(word) < 3 and not _UNSPACED.search(word):
        return [Form(re.compile(rf"(?<!\w){re.escape(fold(name).plain.strip())}(?!\w)"), "exact")]
    return [Form(_whole(found, is_common), "any")]


def of_address(url: str, is_common: Callable[[str], bool]) -> list[Form]:
    """The ways to write the outlet whose page has this address.

    >>> ways = of_address("https://www.dailynova.co.uk/a", lambda word: False)
    >>> [way.pattern.search("more at dailynova.co.uk")[0] for way in ways]
    ['dailynova.co.uk', 'dailynova']
    """
    try:
        host = fold(urlsplit(url).hostname or "").small
    except ValueError:
        return []
    known = load("outlets").words("domain")
    own = [part for part in host.split(".") if part not in known]
    if not own:
        return []
    stem = own[-1]
    pattern = re.compile(rf"(?<!\w){re.escape(host.removeprefix('www.'))}(?!\w)")
    return [Form(pattern, "any"), *forms(stem, lambda word: len(word) < LONG or is_common(word))]


def _whole(found: list[str], is_common: Callable[[str], bool]) -> re.Pattern[str]:
    """The words with a few marks between them; joined, also inside of another word where they are many letters."""
    joined = "".join(found)
    signs = load("outlets").words("and")
    is_word = len(found) > 1 and is_common(joined)  # Mid-Day is not midday
    marks = _BETWEEN.replace("0", "1") if is_word else _BETWEEN
    between = rf"{marks}(?:(?:{'|'.join(signs)}){_BETWEEN})?"
    pieces = [re.escape(found[0])]
    for word in found[1:]:
        pieces.append(rf"{_BETWEEN}(?:{re.escape(word)}|&){_BETWEEN}" if word in signs else between + re.escape(word))
    article = rf"(?:\b(?:{'|'.join(load('outlets').words('article'))})\s+)?"
    apart = "".join(pieces)
    if _UNSPACED.search(joined):
        return re.compile(apart)
    inside = rf"|{re.escape(joined)}" if len(joined) >= LONG and not is_word else ""
    return re.compile(rf"{article}(?:(?<![^\W_]){apart}(?![^\W_]){inside})")


def _initials(name: str, found: list[str]) -> Iterator[Form]:
    """*FAN* for Free America Network, with its words in capitals whole (*DUST* for Daily US Times) or not (*DUT*)."""
    given = _TOKEN.findall(fold(name).plain)[-len(found) :]
    known = {e.match.replace(".", "") for lexicon in ("gazetteer", "places") for e in load(lexicon).entries}
    for initials in dict.fromkeys(
        ("".join(word[0] for word in given), "".join(w if w.isupper() else w[0] for w in given))
    ):
        if 3 <= len(initials) <= 6 and initials.isalpha() and initials.upper() not in known:
            letters = initials.upper()
            dotted = "".join(rf"{letter}\.\s?" for letter in letters).removesuffix(r"\s?")
            yield Form(re.compile(rf"(?<!\w)(?:{dotted}|{letters}(?!\w))"), "exact")


def _parts(name: str, found: list[str], is_common: Callable[[str], bool]) -> Iterator[Form]:
    """A part of the name that stands for the whole: *the Times*, *the Courant*, *Fox*, *Newswire* for Newswire.net."""
    lexicon, endings = load("outlets"), {w.casefold() for w in load("media").words("ending")}
    if len(found) < 2:
        return
    if re.search(r"\w\.\w", name) and found[-1] in lexicon.words("domain"):  # Newswire.net
        stem = [word for word in found if word not in lexicon.words("domain")]
        if len(stem) > 1 or (stem and len(stem[0]) > 2 and not is_common(stem[0])):
            yield Form(_whole(stem, is_common), "any")
        elif stem:
            yield Form(_word(stem[0]), "careful")
        return
    if found[-1] in lexicon.words("publisher") and len(found) == 2:
        yield Form(_word(found[0]), "careful", part=True)
    last = found[-1]
    if last not in endings and not is_common(last) and not _is_place(last):  # the Courant, and Courant readers
        yield Form(_word(last, _TOKEN.findall(fold(name).plain)[-1]), "careful", part=True)
    elif last in endings or not _is_place(last):  # the Times, the Wire
        articles = "|".join(f"{a}|{a.capitalize()}" for a in lexicon.words("article"))
        yield Form(re.compile(rf"(?<!\w)(?:{articles})\s+(?:{_cases(last)})(?!\w)"), "careful", part=True)


def _is_place(word: str) -> bool:
    """Is a word, in small letters, a place of the lists, or a part of its name? *The America* is no outlet."""
    return word in _places()


@cache
def _places() -> frozenset[str]:
    entries = [e for name in ("gazetteer", "places") for e in load(name).entries if e.category != "preposition"]
    return frozenset(word.casefold() for e in entries for word in _TOKEN.findall(e.match))


def _word(word: str, given: str = "") -> re.Pattern[str]:
    """A word with a capital, in capitals, or as the outlet itself writes it; with an article before it."""
    articles = "|".join(f"{a}|{a.capitalize()}|{a.upper()}" for a in load("outlets").words("article"))
    return re.compile(rf"(?<!\w)(?:(?:{articles})\s+)?(?:{_cases(word, given)})(?!\w)")


def _cases(word: str, given: str = "") -> str:
    forms = (word.capitalize(), word.upper(), given if given != word else "")
    return "|".join(re.escape(w) for w in dict.fromkeys(forms) if w)


def find(folded: Folded, outlet: str, ways: Iterable[Form]) -> Iterator[Found]:
    """Where a folded text names an outlet, in places of the text itself; or perhaps does (`sure` is false)."""
    for way in ways:
        for match in way.pattern.finditer(folded.small if way.kind == "any" else folded.plain):
            start, end = match.span()
            if start < end:
                sure = way.kind != "careful" or speaks_of_outlet(folded.plain, start, end)
                yield Found(folded.at[start], folded.at[end - 1] + 1, outlet, sure)


def speaks_of_outlet(text: str, start: int, end: int) -> bool:
    """Is `text[start:end]`, a common word with a capital, an outlet's name by the words around it?

    It is where it stands behind *told* or *according to*, before *reported* or *magazine*, in a dateline or alone on
    its line; else only where it has a capital within a sentence that has few, and is no part of another name.

    >>> speaks_of_outlet("he told Time.", 8, 12), speaks_of_outlet("Time is short.", 0, 4)
    (True, False)
    """
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, after = text[line_start:start], text[end : line_end if line_end >= 0 else len(text)]
    cues = _cues()
    if cues.before.search(before) or cues.after.match(after) or (cues.dateline.match(after) and not before.strip("( ")):
        return True
    if not before.strip(" \"'(") and not after.strip(" .\"')"):  # alone on its line
        return True
    name = _TOKEN.findall(text[start:end])
    opens = not before.strip(" \"'(") or bool(re.search(r"[.!?:][\"')]*\s+[\"'(]*$", before))
    if (opens and len(name) == 1) or cues.indefinite.search(before):
        return False
    if (
        len(name) == 1
        and re.search(r"[A-Z][\w.'-]*[ -]$", before)
        and not re.search(r"(?:^|[.!?:]\s+)[\"'(]*[A-Z][\w'-]*[ ]$", before)
    ):
        return False
    neighbour = re.match(r"[ -]([A-Z][\w'-]*)", after)
    if neighbour and neighbour[1] not in cues.calendar:
        return False
    longer = [w for w in re.findall(r"[^\W\d_]{4,}", before + after) if w not in cues.calendar]
    return not longer or sum(w[0].isupper() for w in longer) / len(longer) < TITLE_CASE


class _Cues(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]
    dateline: re.Pattern[str]
    indefinite: re.Pattern[str]
    calendar: frozenset[str]


@cache
def _cues() -> _Cues:
    lexicon = load("outlets")

    def either(category: str) -> str:
        return "|".join(re.escape(w) for w in sorted(lexicon.words(category), key=len, reverse=True))

    is_one = rf"\W{{1,2}}(?:(?:{either('rank')}) )?(?:{either('is')})"
    return _Cues(
        re.compile(rf"(?:(?<!\w)(?:{either('before')})\W{{1,3}}|[@#|©(]\s?)$", re.IGNORECASE),
        re.compile(rf"(?:(?:'s)?{is_one}|\s(?:{either('does')})|\.(?:{either('domain')}))(?!\w)", re.IGNORECASE),
        re.compile(r"(?:,? [A-Z]\w+:| ?\([A-Z]{2,}\)| - )"),
        re.compile(rf"(?<!\w)(?:{either('indefinite')})\s+$", re.IGNORECASE),
        frozenset(load("capitals").words("calendar")),
    )
