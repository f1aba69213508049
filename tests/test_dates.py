"""Dates: what is read, how exactly, in which zone, and what is left open."""

import datetime as dt

import pytest

from analysis import dates
from analysis.lexicon import load
from analysis.matcher import find


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("2020-01-07", ("2020-01-07", "day")),
        ("7 January 2020", ("2020-01-07", "day")),
        ("Jan. 7, 2020, 5:30 p.m. EST", ("2020-01-07", "day")),
        ("2020-01-07T23:59:00-05:00", ("2020-01-08", "day")),
        ("2020-01-07T23:59:00Z", ("2020-01-07", "day")),
        ("2020-01-08T01:30:00+02:00", ("2020-01-07", "day")),
        ("January 7, 2020 at 11:30 p.m. EST", ("2020-01-08", "day")),
        ("January 7, 2020 at 11:30 p.m. IST", ("2020-01-07", "day")),
        (dt.datetime(2020, 1, 7, 23, tzinfo=dt.timezone(dt.timedelta(hours=-5))), ("2020-01-08", "day")),
        (dt.datetime(2020, 1, 7, 23), ("2020-01-07", "day")),
        ("20200107", ("2020-01-07", "day")),
        ("January 2020", ("2020-01", "month")),
        ("2020-01", ("2020-01", "month")),
        ("2020", ("2020", "year")),
        (2020, ("2020", "year")),
        ("13/07/2020", ("2020-07-13", "day")),
        ("07/13/2020", ("2020-07-13", "day")),
        ("07/07/2020", ("2020-07-07", "day")),
        ("01/07/2020", None),
        ("Monday", None),
        ("7 January", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (True, None),
        (3.5, None),
        ("2020-13-45", None),
        ("soon after 2020, she said", None),
    ],
)
def test_dates_and_their_precision(value, read):
    assert dates.parse(value) == read


@pytest.mark.parametrize("example", load("dates").examples, ids=lambda e: e["text"])
def test_the_lexicons_own_examples(example):
    hits = find(example["text"], load("dates"))
    assert {example["text"][start:end]: entry.category for start, end, entry in hits} == example["finds"]
