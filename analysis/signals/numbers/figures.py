"""Figures of one sentence: digits and number words with their value, how exact they are meant, and their unit."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick

from analysis import lexicon
from analysis.words import MOST

NAME = "numbers"
_SYMBOL, _SHORT = r"[$€£]", {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
HEDGES = ("about", "more_than", "at_least", "less_than", "at_most", "exactly")
_LONGEST_HEDGE = 16
LARGEST = 1e15
"""No article counts further: a longer row of digits is a serial number, and exact as no float is."""
_PARTS = re.compile(r"[\d.,]*\d|[a-z]+")
_DIGITS = re.compile(r"[$€£\d][\d,.]*")


class Figure(NamedTuple):
    """One figure: `text[start:end]`; `value` and `high` (of a range) are missing for *hundreds*."""

    start: int
    end: int
    value: float | None
    high: float | None
    unit: str | None  # currency, percent
    hedge: str | None


@cache
def valued(category: str) -> dict[str, str]:
    """Word → what stands behind it in the lexicon: twelve → 12, dollars → USD."""
    pairs = (entry.rpartition(" ") for entry in lexicon.load(NAME).words(category))
    return {word: value for word, _, value in pairs}


@cache
def words(category: str) -> frozenset[str]:
    """The words of one category of `data/lexicons/numbers.yaml`."""
    return frozenset(lexicon.load(NAME).words(category))


@cache
def number_words() -> frozenset[str]:
    """Words that stand for a number, or a vague one."""
    return (frozenset(valued("cardinal")) - {"one"}) | frozenset(valued("magnitude")) | words("vague")


@cache
def _spelled() -> BytesAhoCorasick:
    """What a figure in words can begin with: twelve, a dozen, half a million."""
    several = (f"{one}{joint}{big}" for one in ("a", "an", "half a") for joint in " -" for big in valued("magnitude"))
    return BytesAhoCorasick([word.encode("latin-1", "replace") for word in sorted({*number_words(), *several})])


def _beginnings(plain: str, spelled: bool) -> list[int]:
    """Where a figure can begin: at digits, at a sign of money, and, where number words may stand, at one of them.

    >>> _beginnings("Half a million of 1,200 paid $5.", spelled=True)
    [0, 5, 7, 18, 29]
    """
    starts = [found.start() for found in _DIGITS.finditer(plain)]
    if spelled:
        letters = plain.encode("latin-1", "replace").lower()
        found = _spelled().find_matches_as_indexes(letters, overlapping=True)
        starts = sorted({*starts, *(start for _, start, _ in found)})
    return starts


@cache
def _pattern() -> re.Pattern[str]:
    ones = "|".join(sorted(set(valued("cardinal")) - {"one"}, key=len, reverse=True))  # one is a pronoun, too
    big = "|".join(sorted(valued("magnitude"), key=len, reverse=True))
    vague = "|".join(sorted(words("vague"), key=lambda word: (-len(word), word)))  # a set's own order is by chance
    vague = rf"(?:{vague})(?: of (?:{vague}))?"
    number = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:[ -](?:{big})\b|(?:k|m|mn|bn|b|tn)\b(?=[ ,.;)]))?"
    spoken = rf"(?:(?:an?|half a|{ones})[ -])?(?:{big})(?: (?:{big}))?|(?:{ones})(?:-(?:{ones}))?"
    return re.compile(
        rf"(?<![\w$€£.,/:#-])(?<!no\. )(?:(?P<symbol>{_SYMBOL}) ?)?(?:(?P<low>{number}|{spoken})"
        rf"(?:(?P<range> ?- ?| to | and )(?:{_SYMBOL})?(?P<high>{number}|{spoken}))?|(?P<vague>{vague})(?= of\b))"
        r"(?![\w/:-]|[.,]\d|'\w| ?[ap]\.?m\b)"
        r"(?P<unit>%| percent\b| per cent\b| percentage points?\b| (?:of )?(?:dollars|euros|yen)\b)?",
        re.IGNORECASE,
    )


def find(plain: str, *, spelled: bool = True) -> list[Figure]:
    """Every figure of a sentence that `matcher.make_plain` has made, from left to right.

    Args:
        spelled: the sentence may hold number words; where it is known to have none, digits are looked for alone.

    >>> for f in find("More than 5,000 troops, $2.5 billion and two dozen jets; 12 to 15 percent of 1,200."):
    ...     print(f.value, f.high, f.unit, f.hedge)
    5000.0 None None more than
    2500000000.0 None USD None
    24.0 None None None
    12.0 15.0 percent None
    1200.0 None None None
    """
    found: list[Figure] = []
    pattern, place = _pattern(), 0
    for start in _beginnings(plain, spelled):
        match = pattern.match(plain, start) if start >= place else None
        if not match:
            continue
        low, high = match["low"], match["high"]
        end = match.end()
        joint, place = match["range"], end
        if joint == " and " and not plain[max(0, start - 8) : start].lower().endswith("between "):
            high, end = None, match.end("low")
            place = end  # 3 and 4 are two figures; between 3 and 4 is one
        value = _value(low) if low else None
        if low and len(low) == 4 and low.isdigit() and 1900 <= int(low) < 2100 and not match["symbol"]:
            continue  # a year
        top = _value(high) if high else None
        if max(value or 0.0, top or 0.0) > LARGEST:
            continue
        if top is not None and value is not None and top < value:
            scaled = value * next((v for w, v in _magnitudes().items() if high and high.lower().endswith(w)), 1)
            value = scaled if scaled < top else value
            if value > top:
                continue  # a score, a vote, a season: 396-9, 2019-20
        unit = _unit(match["symbol"], match["unit"] if end == match.end() else None)
        hedge = "vague" if match["vague"] else _hedge(plain, start, end)
        found.append(Figure(start, end, value, top, unit, hedge))
    return found


@cache
def _magnitudes() -> dict[str, float]:
    return {word: float(value) for word, value in valued("magnitude").items()}


@lru_cache(MOST)
def _value(words: str) -> float | None:
    """The value of digits or number words.

    >>> [_value(w) for w in ("5,000", "2.5 million", "twenty-one", "three hundred", "a dozen", "3bn")]
    [5000.0, 2500000.0, 21.0, 300.0, 12.0, 3000000000.0]
    """
    total = None
    factor = 1.0
    for part in _PARTS.findall(words.lower()):
        if part[0].isdigit():
            total = float(part.replace(",", ""))
        elif part in valued("cardinal"):
            total = (total or 0.0) + float(valued("cardinal")[part])
        elif part in _magnitudes():
            factor *= _magnitudes()[part]
        elif part in _SHORT:
            factor *= _SHORT[part]
        elif part == "half":
            factor *= 0.5
    return factor if total is None else total * factor


def _unit(symbol: str | None, after: str | None) -> str | None:
    if symbol:
        return valued("currency")[symbol]
    if not after:
        return None
    word = after.split()[-1].lower()
    return valued("currency").get(word, "percent")


def _hedge(plain: str, start: int, end: int) -> str | None:
    """How exact the figure is meant, by the words before it: *about*, *more than*.

    >>> _hedge("as many as 40 died", 11, 13)
    'at most'
    """
    before = " " + plain[max(0, start - _LONGEST_HEDGE) : start].lower().rstrip("$€£ ")
    if before.endswith(_endings(*HEDGES)):  # as most are not
        category = next(category for category in HEDGES if before.endswith(_endings(category)))
        return str(lexicon.load(NAME).categories[category]["says"])
    return "about" if plain[end : end + 6] == " or so" else None


@cache
def _endings(*categories: str) -> tuple[str, ...]:
    return tuple(f" {word}" for category in categories for word in words(category))
