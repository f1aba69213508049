"""Numbers: every figure for things, people, money and shares, how exact it is meant, and every date of an event."""

import re
from typing import Any

import pandas as pd

from analysis import schema, screen
from analysis.phrases import Sentence
from analysis.signals.numbers import dates, figures, things

_DIGIT = re.compile(r"\d")


def find(sentences: pd.DataFrame) -> pd.DataFrame:
    """Find figures and dates, and what they are about.

    Args:
        sentences: table `sentences`.

    Returns: table `numbers`, one row a figure or a date, in the order of the text. `voice` and `quote_id` are missing
        until `spans.assign_voice` says who answers for the words.

    Note: What a figure counts is read from the noun behind it and the verb beside it; figures of time and length
        (*20 minutes*, *3 miles*), ages, ordinals, scores and figures without a noun are left out. A date is read with
        the subject and verb of its clause; without these it is left out, too.

    >>> text = "More than 5,000 US soldiers stay in Iraq."
    >>> row = find(schema.from_rows("sentences", [
    ...     {"article_id": "a", "sentence_id": 0, "start": 0, "end": len(text), "text": text,
    ...      "part": "body", "paragraph": 1, "n_words": 8}])).iloc[0]
    >>> row["text"], row["value"], row["hedge"], row["thing"], row["name"], row["owner"]
    ('5,000', np.float64(5000.0), 'more than', 'US soldiers', 'troops', 'us')
    """
    rows: list[tuple[Any, ...]] = []
    keys = ("article_id", "sentence_id", "start", "part", "paragraph")
    words = figures.number_words() | {"*day"}
    for row_of, text, plain in screen.worth_reading(sentences, words, keys, also=_DIGIT):
        article_id, sentence_id, offset, part, paragraph = row_of
        for start, end, thing, row in in_sentence(text, plain):
            named = (text[thing[0] : thing[1]], offset + thing[0], offset + thing[1]) if thing else (None, None, None)
            rows.append(
                (article_id, sentence_id, offset + start, offset + end, text[start:end], part, paragraph, *row, *named)
            )
    return schema.from_tuples("numbers", rows)


Row = tuple[str, float | None, float | None, str | None, str | None, str, str]
"""kind, value, high, date, hedge, name, owner"""


def in_sentence(text: str, plain: str) -> list[tuple[int, int, tuple[int, int] | None, Row]]:
    """Figures and dates of one sentence: start, end, place of the thing, and the rest of the row."""
    found: list[tuple[int, int, tuple[int, int] | None, Row]] = []
    days = dates.find(plain)
    numbers = [f for f in figures.find(plain) if not any(d.start <= f.start < d.end for d in days)]
    if not days and not numbers:
        return []
    s = Sentence(text, plain=plain) if days or any(not f.unit for f in numbers) else Sentence("")
    row: Row
    for figure in numbers:
        if figure.unit:
            kind = "percent" if figure.unit == "percent" else "money"
            row = (kind, figure.value, figure.high, None, figure.hedge, figure.unit, "")
            found.append((figure.start, figure.end, None, row))
        elif thing := things.counted(s, figure):
            row = ("count", figure.value, figure.high, None, figure.hedge, thing.name, thing.owner)
            found.append((figure.start, figure.end, s.span(thing.first, thing.last), row))
    for day in days:
        at = s.token_from(day.start)
        event = things.dated(s, at) if at is not None else None
        if event:
            row = ("date", None, None, day.date, None, event.name, "")
            found.append((day.start, day.end, s.span(event.first, event.last), row))
    return sorted(found, key=lambda row: row[:2])
