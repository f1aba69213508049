"""Judgements as files hold them, before they are checked, and notes on those that are left out."""

from typing import NamedTuple

SPAN, PRESENT = "span", "yes"
"""Variable and value of a stretch that is marked and given no value: a highlighted hedge is a hedge."""


class Judgement(NamedTuple):
    """One judgement as it stands in a file; what a file does not say is missing or empty.

    `start`, `end` are as written: a text that may be no number.
    """

    file: str
    row: int | None
    article_id: str
    start: str
    end: str
    text: str
    coder: str
    unit: str
    variable: str
    value: str
    note: str = ""


class Note(NamedTuple):
    """A row or file that was left out (`reject`) or read with a doubt: a row of table `rejects`."""

    severity: str
    file: str
    row: int | None
    reason: str
    remedy: str
