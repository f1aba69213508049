"""Numbers: every figure for things, people, money and shares, how exact it is meant, and every date of an event."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis import schema, screen
from analysis.matcher import make_all_plain
from analysis.phrases import Sentence
from analysis.signals.numbers import dates, figures, things

KEYS = ("article_id", "sentence_id", "start", "part", "paragraph")
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
    for row_of, text, plain, spelled, dated in _worth_reading(sentences):
        article_id, sentence_id, offset, part, paragraph = row_of
        for start, end, thing, row in in_sentence(text, plain, spelled=spelled, dated=dated):
            named = (text[thing[0] : thing[1]], offset + thing[0], offset + thing[1]) if thing else (None, None, None)
            rows.append(
                (article_id, sentence_id, offset + start, offset + end, text[start:end], part, paragraph, *row, *named)
            )
    return schema.from_tuples("numbers", rows)


def _worth_reading(sentences: pd.DataFrame) -> Iterator[tuple[tuple[Any, ...], str, str, bool, bool]]:
    """The sentences that may hold a figure or a date; and whether number words, and names of days or months."""
    texts = schema.texts(sentences)
    number_words = sorted(figures.number_words())
    n_words, n_enough = len(number_words), len(number_words) + len(dates.WEEKDAYS)
    rows = zip(*(sentences[name].tolist() for name in KEYS), strict=True)
    held = screen.held(texts, (*number_words, *dates.NAMES))
    for row, text, plain, words in zip(rows, texts, make_all_plain(texts), held, strict=True):
        spelled = bool(words) and min(words) < n_words
        if spelled or (words and min(words) < n_enough) or _DIGIT.search(plain):
            yield row, text, plain, spelled, bool(words) and max(words) >= n_words


Row = tuple[str, float | None, float | None, str | None, str | None, str, str]
"""kind, value, high, date, hedge, name, owner"""


def in_sentence(
    text: str, plain: str, *, spelled: bool = True, dated: bool = True
) -> list[tuple[int, int, tuple[int, int] | None, Row]]:
    """Figures and dates of one sentence: start, end, place of the thing, and the rest of the row.

    Args:
        spelled: it may hold number words.
        dated: it may hold the name of a day or a month.
    """
    found: list[tuple[int, int, tuple[int, int] | None, Row]] = []
    days = dates.find(plain) if dated else []
    numbers = [f for f in figures.find(plain, spelled=spelled) if f.unit or things.may_count(plain, f)]
    if days:
        numbers = [f for f in numbers if not any(d.start <= f.start < d.end for d in days)]
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
    return sorted(found, key=lambda row: row[:2]) if days and numbers else found
