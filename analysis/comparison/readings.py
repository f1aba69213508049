"""Readings: the words of a quotation, with house style set aside.

Outlets spell and punctuate the same words each in its own way. A reading keeps what was said and forgets how it was
set: capitals, marks, hyphens, `U.S.` or `US`, `there's` or `there has`, `defence` or `defense`, `five` or `5`. Words
in brackets are the outlet's gloss and stand beside the reading; an ellipsis is remembered as a declared cut. Every
word keeps its place in the text.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.lexicon import load
from analysis.words import even

_PLAIN = re.compile(r"[^\W_]+(?:(?:['&@]|[.,](?=[^\W_]))[^\W_]+)*")
# A word, or a word with some of its letters in brackets: [T]he, call[ed].
_WORD = re.compile(rf"[^\W_]*\[[^\W_]{{1,4}}\][^\W_]+|[^\W_]+\[[^\W_]{{1,4}}\]|{_PLAIN.pattern}")
_BRACKET = re.compile(r"(?<![^\W_])\[[^\[\]]*\](?![^\W_])|\([^()]*\)")
_MARKS = re.compile(r"[\[\]]|(?<!\d)\.|\.(?!\d)|(?<=\d),(?=\d{3}(?!\d))")
"""Marks in a word that say nothing: but 3.5 is not 35."""
_ELLIPSIS = re.compile(r"…|\.(?: ?\.){2,}")

_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
_NUMBERS |= {"nine": "9", "ten": "10", "eleven": "11", "twelve": "12"}
_FULL = _NUMBERS | {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "dr": "doctor"}
_SPELLING = [
    (re.compile(pattern), american)
    for pattern, american in (
        (r"(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations)$", r"iz\1"),  # organise
        (r"(?<=[a-z]{2})ys(e|ed|es|ing)$", r"yz\1"),  # analyse
        (r"(?<=[a-z]{2})our(|s|ed|ing|able|ite|ites|hood|hoods)$", r"or\1"),  # labour, not four
        (r"(?<=[a-z]{3})([tb])re(|s)$", r"\1er\2"),  # centre
        (r"(?<=[a-z]{3})ence(|s)$", r"ense\1"),  # defence
        (r"(?<=[a-z]{2})([ae])ll(ed|ing|er|ers)$", r"\1l\2"),  # travelled
        (r"ogramme(|s)$", r"ogram\1"),
        (r"^grey", "gray"),
    )
]
_NOT = {"wo": "will", "ca": "can", "sha": "shall"}
_SHORT = {"re": "are", "ll": "will", "ve": "have", "m": "am"}
_HOSTS = frozenset(["it", "that", "there", "he", "she", "what", "who", "here", "where", "how", "everything", "nobody"])
_BETWEEN = frozenset(["not", "never", "already", "always", "just"])
_PARTICIPLE = re.compile(r"been|had|got|gone|done|become|made|\w{2,}ed")


@dataclass(frozen=True)
class Reading:
    """The words of a quotation.

    `forms`: the words, evened. `spans`: their places in the quotation's text. `gaps`: `i` where an ellipsis stands
    before word `i` (`len(forms)`: at the end). `glosses`: `(i, start, end)` for brackets before word `i`.
    """

    forms: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    gaps: frozenset[int]
    glosses: tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """One spelling for the spellings of a word.

    >>> [fold(w) for w in ("U.S", "5,000", "3.5", "Defence", "organised", "five", "[T]he")]
    ['us', '5000', '3.5', 'defense', 'organized', '5', 'the']
    """
    word = word.lower()
    if not word.isalpha():
        word = _MARKS.sub("", word)
    if word in _FULL:
        return _FULL[word]
    for pattern, american in _SPELLING:
        word = pattern.sub(american, word)
    return word


def read(text: str) -> Reading:
    """The reading of a quotation.

    >>> read("There’s [still] no decision … to leave the U.S.-run base").forms
    ('there', 'is', 'no', 'decision', 'to', 'leave', 'the', 'us', 'run', 'base')
    >>> read("There’s been no").forms, read("We won’t").forms
    (('there', 'has', 'been', 'no'), ('we', 'will', 'not'))
    """
    text = even(text)
    brackets = [m.span() for m in _BRACKET.finditer(text)] if "[" in text or "(" in text else []
    forms: list[str] = []
    spans: list[tuple[int, int]] = []
    glosses: list[tuple[int, int, int]] = []
    matches = list(_WORD.finditer(text))
    for k, match in enumerate(matches):
        start, end = match.span()
        while brackets and brackets[0][1] <= start:
            _add_gloss(text, glosses, len(forms), brackets.pop(0))
        if brackets and brackets[0][0] <= start:
            continue  # the outlet's words
        word = match.group()
        if "'" not in word and word != "cannot":
            forms.append(fold(word))
            spans.append((start, end))
            continue
        for form, a, b in _split(word, [m.group() for m in matches[k + 1 : k + 3]]):
            forms.append(form)
            spans.append((start + a, start + b))
    for bracket in brackets:
        _add_gloss(text, glosses, len(forms), bracket)
    gaps = set()
    if "…" in text or ".." in text or ". ." in text:
        for match in _ELLIPSIS.finditer(text):
            gaps.add(sum(1 for a, _ in spans if a < match.start()))
    return Reading(tuple(forms), tuple(spans), frozenset(gaps), tuple(glosses))


def _add_gloss(text: str, glosses: list[tuple[int, int, int]], index: int, bracket: tuple[int, int]) -> None:
    if any(c.isalnum() for c in text[bracket[0] : bracket[1]]):  # […] is a cut, no gloss
        glosses.append((index, *bracket))


def forms(text: str) -> tuple[str, ...]:
    """The words of a quotation without their places: what `read` gives as `forms`, in a third of the time."""
    text = even(text)
    if "[" in text or "(" in text:
        return read(text).forms
    words = _PLAIN.findall(text)
    if "'" not in text and "cannot" not in text:
        return tuple(map(fold, words))
    found: list[str] = []
    for k, word in enumerate(words):
        if "'" not in word and word != "cannot":
            found.append(fold(word))
        else:
            found += [form for form, _, _ in _split(word, words[k + 1 : k + 3])]
    return tuple(found)


def _split(word: str, after: list[str]) -> list[tuple[str, int, int]]:
    """A word as one or two forms with their places in it: `it's` is two. `after`: the two words that follow."""
    lower, end = word.lower(), len(word)
    if lower == "cannot":
        return [("can", 0, 3), ("not", 3, end)]
    host, _, rest = lower.rpartition("'")
    cut = len(host)
    if rest == "t" and host.endswith("n") and cut > 1:
        return [(_NOT.get(host[:-1], fold(host[:-1])), 0, end - 3), ("not", end - 3, end)]
    if rest in _SHORT:
        return [(fold(host), 0, cut), (_SHORT[rest], cut, end)]
    if rest == "s" and host == "let":
        return [("let", 0, cut), ("us", cut, end)]
    if rest == "s" and host in _HOSTS:
        if after and after[0] in _BETWEEN:
            after = after[1:]
        return [(fold(host), 0, cut), ("has" if after and _PARTICIPLE.fullmatch(after[0]) else "is", cut, end)]
    return [(fold(word), 0, end)]


def same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Do two runs of words differ only in how they are written?

    >>> same(("air", "base"), ("airbase",)), same(("it", "has"), ("it", "is")), same(("never",), ("not",))
    (True, True, False)
    >>> same(("3", "5"), ("35",))
    False
    """
    return _closed_up(one) == _closed_up(other)


def _closed_up(words: tuple[str, ...]) -> str:
    """Words written as one, but figures apart; `'s` can be either `has` or `is`."""
    return re.sub(r"(?<!\d) | (?!\d)", "", " ".join("is" if w == "has" else w for w in words))


@cache
def function_words() -> frozenset[str]:
    """Folded words that carry no statement: all of the lexicon but its negations."""
    lexicon = load("light_words")
    return frozenset(fold(w) for c in lexicon.categories if c != "negation" for w in lexicon.words(c))


@cache
def negations() -> frozenset[str]:
    """Folded words that turn a statement round."""
    return frozenset(load("light_words").words("negation"))


def is_content(word: str) -> bool:
    """Does a folded word say something of its own?

    >>> is_content("mistake"), is_content("the"), is_content("5000"), is_content("not")
    (True, False, True, True)
    """
    return word not in function_words()
