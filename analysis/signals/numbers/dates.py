"""Dates of one sentence: days of the week, and days of a month with the year where it stands there."""

import re
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"(?P<name>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept\.|Sep\.|Oct\.|Nov\.|Dec\.)(?:(?<=day)\b(?!')|"
    r" (?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\d|[,.]\d)(?:,? (?P<year>(?:19|20)\d\d)\b)?)"
)
"""A day of the week, or a month with its day. What comes before is asked afterwards (`_LETTER`): where an expression
begins with letters, a text is searched for these alone."""
_LETTER = re.compile(r"\w")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Of the names, those that are a date by themselves."""
NAMES = (
    *WEEKDAYS, "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december", "sept", *_MONTHS,
)  # fmt: skip
"""Words of which every date has one, in small letters."""


class Date(NamedTuple):
    """One date: `text[start:end]`, and the date as far as it is said: `2019-11-18`, `--11-18`, `Sunday`."""

    start: int
    end: int
    date: str


def find(plain: str) -> list[Date]:
    """Every date of a sentence that `matcher.make_plain` has made, from left to right.

    >>> [(d.start, d.date) for d in find("On Sunday she spoke of Sept. 11, 2001, and of May 3.")]
    [(3, 'Sunday'), (23, '2001-09-11'), (46, '--05-03')]
    """
    found = []
    for match in _DATE.finditer(plain):
        start, end = match.span()
        if start and _LETTER.match(plain, start - 1):
            continue
        date, day = match["name"], match["day"]
        if day:
            month = _MONTHS.index(date[:3].lower()) + 1
            if not 1 <= int(day) <= 31:
                continue
            date = f"{match['year'] or '-'}-{month:02}-{int(day):02}"
        found.append(Date(start, end, date))
    return found
