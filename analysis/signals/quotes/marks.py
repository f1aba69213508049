"""Quotation marks: where quoted words begin and end in one paragraph.

Newspapers' marks are unruly: straight, curly, mixed, curly the wrong way round, opened and never closed. Each mark is
judged by what stands around it first and by its shape second; no text is given up on. Single marks count where they
open before a word and close after one; an apostrophe never does.

>>> [p.text for p in pair("“We are done,” she said. ‘Not yet,’ he replied; it wasn’t.")]
['We are done,', 'Not yet,']
>>> [p.text for p in pair("She told us” We are done ”.")]
['We are done']
>>> [(p.text, p.closed) for p in pair("“It began in May.")]
[('It began in May.', False)]
"""

import re
from typing import NamedTuple

DOUBLE = '"“”„‟«»'
_MARK = re.compile(
    r"[\"“”„‟«»`'‘’‛‚](?:(?<=[\"“”„‟«»])|(?<=`)`|(?<=')'|(?<!\w.)(?!s\b)(?=[\w\"“$£€\[(.…])|(?<=[’'])(?!\w))"
)
"""It opens with a set of letters, as such a search is by far the faster one."""
_ANY = re.compile(r"[\"“”„‟«»`'‘’‛‚](?<!\w['‘’‛‚])")
"""A mark that can open a quotation; a single one inside or behind a word cannot."""
_ELISION = re.compile(r"['’](?:\d0?s?\b|\d\d\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|round\b|n['’]|cuz\b|n\b)", re.I)
_BEFORE_OPEN = frozenset(" \t\u00a0\u2009\u200a\u202f([{—–-/:'‘“\"…")
_AFTER_CLOSE = frozenset(" \t\u00a0\u2009\u200a\u202f)]}—–-/:;,.?!'’”\"…")


class Pair(NamedTuple):
    """The words between two marks: half-open `start`, `end` without the marks."""

    start: int
    end: int
    text: str
    closed: bool
    single: bool


class _Mark(NamedTuple):
    start: int
    end: int
    opens: bool
    closes: bool
    shape: str  # "open", "close" or "" for straight marks


def pair(paragraph: str) -> list[Pair]:
    """Find the outermost quotations of one paragraph, in order; an open one ends with the paragraph.

    Note: a quotation within a quotation belongs to the outer one and is not given separately.
    """
    if _ANY.search(paragraph) is None:
        return []
    double, single = _marks(paragraph)
    pairs = _pair_double(paragraph, double)
    if single:
        for outer in _pair_single(paragraph, single, pairs):
            inside = [p for p in pairs if outer.start <= p.start and p.end <= outer.end]
            if all(p.end < outer.start or outer.end < p.start or p in inside for p in pairs):
                pairs = [p for p in pairs if p not in inside] + [outer]
        pairs.sort()
    return pairs


def _marks(text: str) -> tuple[list[_Mark], list[_Mark]]:
    double, single = [], []
    last = len(text)
    for match in _MARK.finditer(text):
        start, end = match.span()
        glyph = match.group()
        before = text[start - 1] if start else " "
        after = text[end] if end < last else " "
        opens = before in _BEFORE_OPEN and not after.isspace() and after not in ",;:!?)."
        closes = not before.isspace() and after in _AFTER_CLOSE
        if glyph[0] in DOUBLE or len(glyph) == 2:
            shape = "open" if glyph in "“„‟«``" else "close" if glyph in "”»" else ""
            if shape == "" and before.isdigit() and not after.isalnum() and _inches(text, start):
                continue
            double.append(_Mark(start, end, opens, closes, shape))
        else:
            shape = "open" if glyph in "‘‛‚`" else "close" if glyph == "’" else ""
            if shape != "open" and _ELISION.match(text, start):
                opens = False
            single.append(_Mark(start, end, opens and before not in "'’", closes and shape != "open", shape))
    return double, single


def _inches(text: str, at: int) -> bool:
    """A straight mark after a number that no quotation opened: 5'10\", a 9\" pan."""
    return text.count('"', 0, at) % 2 == 0


def _pair_double(text: str, marks: list[_Mark]) -> list[Pair]:
    pairs: list[Pair] = []
    opened: _Mark | None = None
    depth = 0
    for number, mark in enumerate(marks):
        following = marks[number + 1] if number + 1 < len(marks) else None
        if opened is None:
            stray = mark.closes and not mark.opens and (following is None or (following.opens and not following.closes))
            if not stray:
                opened, depth = mark, 0
            continue
        opens = mark.opens and not mark.closes and mark.shape != "close"
        if opens and mark.shape == "open" and _balanced(marks, number):
            depth += 1
        elif opens and _sentence_before(text, mark.start):
            pairs.append(_pair(text, opened.end, len(text[: mark.start].rstrip()), closed=False))  # never closed
            opened = mark
        elif depth and not opens:
            depth -= 1
        elif not opens or mark.shape != "open":
            pairs.append(_pair(text, opened.end, mark.start, closed=True))
            opened = None
    if opened is not None:
        pairs.append(_pair(text, opened.end, len(text.rstrip()), closed=False))
    return [p for p in pairs if p.end > p.start]


def _balanced(marks: list[_Mark], number: int) -> bool:
    """Do two closing marks follow the opening mark `number` before another one opens twice: a nested quotation?"""
    depth = 0
    for mark in marks[number:]:
        if mark.opens and not mark.closes and mark.shape != "close":
            depth += 1
        elif mark.closes or mark.shape == "close":
            depth -= 1
            if depth < 0:
                return True
        if depth > 1:
            return False
    return False


def _sentence_before(text: str, at: int) -> bool:
    return text[:at].rstrip()[-1:] in tuple(".!?,…")


def _pair_single(text: str, marks: list[_Mark], taken: list[Pair]) -> list[Pair]:
    pairs: list[Pair] = []
    free = [m for m in marks if not any(p.start <= m.start < p.end for p in taken)]
    number = 0
    while number < len(free):
        mark = free[number]
        number += 1
        if not mark.opens or (mark.shape == "close" and not _wrong_way(text, mark)):
            continue
        close = _closing(text, free, number)
        if close is None:
            continue
        if not any(p.start <= free[close].start < p.end for p in taken):
            pairs.append(_pair(text, mark.end, free[close].start, closed=True, single=True))
            number = close + 1
    return [p for p in pairs if p.end > p.start]


def _wrong_way(text: str, mark: _Mark) -> bool:
    """A closing shape in front of a word: ’tis and the ’90s are gone by now; needs a bare word before it."""
    return mark.start == 0 or text[mark.start - 1].isspace()


def _closing(text: str, marks: list[_Mark], first: int) -> int | None:
    """The mark that closes a single quotation: after punctuation if there is one (the states’ rights)."""
    found = None
    for number in range(first, len(marks)):
        mark = marks[number]
        if mark.shape == "open" and mark.opens:
            break
        if not mark.closes:
            continue
        if text[mark.start - 1] in ",.?!…":
            return number
        if found is None or text[marks[found].start - 1] in "sz":
            found = number
        if text[mark.start - 1] not in "sz":
            return found
    return found


def _pair(text: str, start: int, end: int, *, closed: bool, single: bool = False) -> Pair:
    """The pair without white space at its ends: told us” We are done ”."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Pair(start, end, text[start:end], closed, single)
