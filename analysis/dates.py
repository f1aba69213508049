"""Dates: what day, month or year a text states, and how exactly. A weekday is no date, nor is a day without a year.

Reading is dateutil's; which words stand around a date and what zones mean is in `data/lexicons/dates.yaml`.
"""

import datetime as dt
import re
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.lexicon import load

YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
COMPACT = re.compile(r"(?:1[6-9]|20)\d{6}(?:T\d{4}(?:\d\d)?Z?)?")
NUMERIC = re.compile(r"\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
"""Day and month as numbers, year last: `01/07/2020` is 7 January in Washington and 1 July in London."""
_ORDERED = re.compile(r"(\d{4,6})[./-](\d{1,2})[./-](\d{1,2})(?!\d)")
_FIRST, _SECOND = dt.datetime(2001, 1, 1, 1), dt.datetime(2002, 2, 2, 2)


class Date(NamedTuple):
    """A date in ISO 8601, and its precision: day, month or year."""

    iso: str
    precision: str


def parse(value: object, day_first: bool | None = None) -> Date | None:
    """Read a date in any usual writing; none if `value` does not state at least a year.

    Args:
        value: text, a number (a year) or a date.
        day_first: how to read `01/07/2020`; if it is not known, such a date is none.

    Returns: the day in UTC where time and zone are stated, else the day as it stands.

    >>> parse("Tuesday, 7 January 2020, 5:30 pm EST"), parse("2020-01-07T23:30:00-05:00").iso
    (Date(iso='2020-01-07', precision='day'), '2020-01-08')
    >>> parse("January 2020").precision, parse(2020).precision
    ('month', 'year')
    >>> parse("Monday"), parse("7 January"), parse("01/07/2020"), parse("25/12/2020").iso
    (None, None, None, '2020-12-25')
    """
    if isinstance(value, dt.date):
        day = value.astimezone(dt.UTC) if isinstance(value, dt.datetime) and value.tzinfo else value
        return Date(f"{day:%Y-%m-%d}", "day") if day.year >= 1600 else None
    text = str(value).strip()
    if isinstance(value, bool) or len(text) > 80 or not (YEAR.search(text) or COMPACT.fullmatch(text)):
        return None
    if YEAR.fullmatch(text):
        return Date(text, "year")
    if numeric := NUMERIC.match(text):
        first, month = int(numeric[1]), int(numeric[3])
        if first != month and max(first, month) <= 12 and day_first is None:
            return None
        day_first = first > 12 or (month <= 12 and bool(day_first))
    return _read(text, bool(day_first))


def bare(text: str) -> str:
    """A date line without the words around its date.

    >>> bare("Published on: 7 January 2020 | Updated 8 January 2020").split()
    [':', '7', 'January', '2020', '|', '8', 'January', '2020']
    """
    return _around().sub(" ", text)


def is_ambiguous(value: object) -> bool:
    """Could the numbers be read as two different days?

    >>> is_ambiguous("01/07/2020"), is_ambiguous("13/07/2020"), is_ambiguous("07/07/2020")
    (True, False, False)
    """
    numeric = NUMERIC.match(str(value))
    return numeric is not None and numeric[1] != numeric[3] and max(int(numeric[1]), int(numeric[3])) <= 12


def is_out_of_range(value: object) -> bool:
    """Is it written as a day, and none that a calendar of the years 1600 to 2100 has?

    >>> is_out_of_range("2020-02-30"), is_out_of_range("9999-12-31"), is_out_of_range("Monday")
    (True, True, False)
    """
    if isinstance(value, dt.date):
        return not 1600 <= value.year <= 2100
    text = str(value).strip()
    days: list[tuple[int, int, int]]
    if numeric := NUMERIC.match(text):
        first, second, year = int(numeric[1]), int(numeric[3]), int(numeric[4])
        days = [(year, first, second), (year, second, first)]
    elif ordered := _ORDERED.match(text):
        days = [(int(ordered[1]), int(ordered[2]), int(ordered[3]))]
    else:
        return False
    return not any(1600 <= year <= 2100 and _is_day(year, month, day) for year, month, day in days)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def order(values: list[str]) -> bool | None:
    """Is the day first in these dates? True or False where a number above 12 tells, and none tells otherwise.

    >>> order(["01/07/2020", "25/07/2020"]), order(["01/07/2020"]), order(["25/07/2020", "07/25/2020"])
    (True, None, None)
    """
    pairs = [(int(m[1]), int(m[3])) for v in values if (m := NUMERIC.match(v))]
    votes = {first > 12 for first, second in pairs if (first > 12) != (second > 12)}
    return votes.pop() if len(votes) == 1 else None


def days_apart(one: str, other: str) -> int | None:
    """How many days lie between two ISO dates; none if one of them is not exact to the day.

    >>> days_apart("2020-01-07", "2020-01-09"), days_apart("2020-01", "2020-01-09")
    (2, None)
    """
    if min(len(one), len(other)) < 10:
        return None
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)


@lru_cache(maxsize=10_000)  # a corpus has few days and many articles
def _read(text: str, day_first: bool) -> Date | None:
    """Parse twice with different defaults: what differs was not stated."""
    from dateutil import parser  # costs 20 ms

    try:
        first, second = (
            parser.parse(text, default=default, dayfirst=day_first, tzinfos=_zone) for default in (_FIRST, _SECOND)
        )
        if first.year != second.year:
            return None
        if first.month != second.month:
            return Date(f"{first:%Y}", "year")
        if first.day != second.day:
            return Date(f"{first:%Y-%m}", "month")
        if first.tzinfo and first.hour == second.hour:
            first = first.astimezone(dt.UTC)
    except (ValueError, OverflowError, TypeError):
        return None
    return Date(f"{first:%Y-%m-%d}", "day")


def _zone(name: str | None, offset: int | None) -> dt.tzinfo | None:
    """The zone of an offset in seconds, or of an abbreviation that means one zone."""
    seconds = _zones().get(name or "") if offset is None else offset
    return None if seconds is None else dt.timezone(dt.timedelta(seconds=seconds))


@cache
def _zones() -> dict[str, int]:
    seconds = {}
    for entry in load("dates").entries:
        if entry.category[0] in "+-":
            hours, minutes = entry.category.split(":")
            seconds[entry.match] = int(hours) * 3600 + int(minutes) * 60
    return seconds


@cache
def _around() -> re.Pattern[str]:
    words = "|".join(load("dates").words("around"))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
