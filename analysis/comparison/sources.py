"""Sources across articles: may two speakers, as two articles name them, be the same?

A name is written in many forms (`Mark A. Milley`, `Mark Milley`, `Milley`), a foreign one also in many spellings, and
some articles do not name the speaker at all. The answer has three values; only likeness of the words can turn
`OPEN` into yes, and nothing turns `DIFFERENT`.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.lexicon import load
from analysis.words import MOST

DIFFERENT, OPEN, SAME = 0, 1, 2

_SOUNDS = {c: str(n) for n, group in enumerate(["bfpv", "cgjkqsxz", "dt", "l", "mn", "r"], 1) for c in group}


class Source(NamedTuple):
    """A speaker as one article gives it: the folded words of the name (none without a name); is it a document?

    `generation`: what tells a son from his father (`jr`, `iii`); empty where nothing does.
    """

    name: tuple[str, ...]
    document: bool
    generation: str = ""


@lru_cache(MOST)
def source(speaker: str | None, named: bool, kind: str | None) -> Source:
    """The source of a quotation from the columns `speaker`, `named`, `speaker_type` of table `quotes`.

    >>> source("William H. Seely III", True, "document")
    Source(name=('william', 'h', 'seely'), document=True, generation='iii')
    >>> source("the spokesman", False, "official").name
    ()
    """
    words: list[str] = []
    generation = ""
    if speaker and named:
        words = re.findall(r"[^\W_]+", re.sub(r"['’]s\b|\.", "", speaker.lower()))
        suffixes = _suffixes()
        while len(words) > 1 and words[-1] in suffixes:
            generation = generation if suffixes[words[-1]] == "honour" else words[-1]
            words.pop()
        if len(words) > 1 and words[0] == "the":
            words.pop(0)
    return Source(tuple(words), kind == "document", generation)


@cache
def _suffixes() -> dict[str, str]:
    """What may follow a name, and its category in the lexicon."""
    lexicon = load("house_style")
    return {word: category for category in ("generation", "numeral", "honour") for word in lexicon.words(category)}


@lru_cache(MOST)
def compare(one: Source, other: Source) -> int:
    """Are two sources the same (`SAME`), surely not (`DIFFERENT`), or is it `OPEN`?

    >>> names = ["Mark A. Milley", "Milley", "Donald Trump", "Ivanka Trump", "William H. Sili", "William Seely", None]
    >>> s = [source(n, n is not None, None) for n in names]
    >>> compare(s[0], s[1]), compare(s[2], s[3]), compare(s[4], s[5]), compare(s[0], s[6])
    (2, 0, 1, 1)
    """
    if not one.name or not other.name or (one.document and other.document and one.name[-1] != other.name[-1]):
        return OPEN  # not named, or a document, whose words may be put down to its author or to its office
    (*given_a, surname_a), (*given_b, surname_b) = one.name, other.name
    if surname_a == surname_b:
        level = _compare_given(given_a, given_b)
        if level != SAME or one.generation == other.generation:
            return level
        if one.generation and other.generation:
            return DIFFERENT
        return OPEN if _suffixes()[one.generation or other.generation] == "generation" else SAME
    if given_a and given_b and given_a[0] == given_b[0] and soundex(surname_a) == soundex(surname_b):
        return OPEN  # two spellings of a foreign name
    return DIFFERENT


def _compare_given(one: list[str], other: list[str]) -> int:
    """The same for the names before one surname."""
    if not one or not other:
        return SAME
    a, b = one[0], other[0]
    if a == b or (a[0] == b[0] and 1 in (len(a), len(b))):  # Mark, M.
        initials = zip(one[1:], other[1:], strict=False)
        return DIFFERENT if any(x != y and len(x) == len(y) == 1 for x, y in initials) else SAME  # George W., George H.
    return OPEN if a[:2] == b[:2] else DIFFERENT  # Mike, Michael; but Dan and Dana may be two people


@lru_cache(MOST)
def soundex(name: str) -> str:
    """Code of how a name sounds (Russell 1918): its first letter and three digits.

    >>> soundex("seely"), soundex("sili"), soundex("milley")
    ('S400', 'S400', 'M400')
    """
    digits, last = "", _SOUNDS.get(name[:1], "")
    for letter in name[1:]:
        code = _SOUNDS.get(letter, "")
        if code and code != last:
            digits += code
        if letter not in "hw":
            last = code
    return (name[:1].upper() + digits + "000")[:4]
