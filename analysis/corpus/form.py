"""Form: what a line looks like, whatever it says: a paragraph, a question, a heading, a title that was cut short."""

import re
from collections.abc import Sequence

HEADING_WORDS = 15
"""A heading inside the text has at most so many words; a line of this kind below the text is a link or a label."""
PROSE_WORDS = 25
"""A line of so many words is prose even without a stop at its end."""

_STOP = re.compile(r"[.!?:;…][\"')\]]*\Z")
_QUOTED_END = re.compile(r"[\"')\]]\Z")
_QUESTION = re.compile(r"\?[\"')\]]*\Z")
_INNER_STOP = re.compile(r"[.!?][\"')\]]* ")
_CUT = re.compile(r"(?:\[(?:\.\.\.|…|&hellip;)\]|\.\.\.|…)\s*\Z")
_ITEM = re.compile(r"(?:[-*•·–—]|\d{1,2}[.)]|\([a-z\d]\))\s")
_JOINING = ("&", "+", "/")
_TOKEN = re.compile(r"\w+")


def is_prose(line: str, words: int | None = None) -> bool:
    """Is a line, of so many words, a paragraph by its form: long, an item of a list, or ended by a stop?

    >>> is_prose("The bridge was closed."), is_prose("A bridge closed"), is_prose("What happens next?")
    (True, False, False)
    >>> is_prose("The city has done none of it. Is anyone surprised?")
    True
    """
    words = len(line.split()) if words is None else words
    if words >= PROSE_WORDS or _ITEM.match(line):
        return True
    if line.endswith("."):
        return words >= 2
    if _QUESTION.search(line) and words <= HEADING_WORDS and '"' not in line:
        return bool(_INNER_STOP.search(line))
    if words > HEADING_WORDS // 2 and _QUOTED_END.search(line):
        return True
    return words >= 3 and bool(_STOP.search(line))


def is_heading(line: str) -> bool:
    """Is a line short, and does it quote nobody, unless all of it is quoted?

    >>> is_heading("Months of talks"), is_heading("'A gift to the opposition'"), is_heading('She called it "a gift')
    (True, True, False)
    """
    return len(line.split()) <= HEADING_WORDS and ('"' not in line or line[0] in "\"'")


def is_cut(line: str) -> bool:
    """Does a line end in dots, as the teaser of another story does?

    >>> is_cut("The mayor walked over the bridge [...]")
    True
    """
    return bool(_CUT.search(line))


def is_section(line: str) -> bool:
    """Can a line be the name of a section: one word, or two or three that are joined, all with capitals?

    >>> is_section("Companies"), is_section("Crime & Courts"), is_section("Bridge closed")
    (True, True, False)
    """
    words = line.split()
    if not words or len(words) > 3 or not all(word[0].isupper() or word in _JOINING for word in words):
        return False
    return line[-1] not in ".!?:\"'" and (len(words) == 1 or words[1] in _JOINING)


def goes_on(line: str, after: str) -> bool:
    """Does the next line go on with this one's sentence, as in text cut to a fixed width?"""
    return after[:1].islower() and not _STOP.search(line)


def are_wrapped(lines: Sequence[str]) -> bool:
    """Were paragraphs cut to lines of a fixed width? Then many lines begin in the middle of a sentence.

    >>> are_wrapped(["The minister said that", "his country would not", "leave."] * 3)
    True
    """
    first = "".join([line.lstrip()[:1] for line in lines]) if len(lines) >= 6 else ""
    return bool(first) and sum(map(str.islower, first)) >= 0.4 * len(lines)


def same_words(a: str, b: str) -> bool:
    """Do two lines share half of the longer one's words, and three in four of the shorter one's?

    >>> same_words("Bridge closed amid protest", "Bridge closed"), same_words("Bridge closed", "Mayor resigns")
    (True, False)
    """
    left, right = (set(_TOKEN.findall(x.casefold())) for x in (a, b))
    shared, fewer, more = len(left & right), min(len(left), len(right)), max(len(left), len(right))
    return fewer >= 2 and shared >= 0.75 * fewer and shared >= 0.5 * more
