"""Words in context (the field's concordance, or KWIC)."""

import re
from collections.abc import Mapping

import pandas as pd

from analysis import schema
from analysis.errors import InputError
from analysis.words import count_words, even

AROUND = 60
"""Characters of context on each side."""


def concordance(tables: Mapping[str, pd.DataFrame], words: str) -> pd.DataFrame:
    """Every place of some words, with what stands around it on its line.

    Words are words, not an expression: `U.S. (2)` finds just that. `*` at the end of a word stands for any ending.
    Capitals, kinds of quotation marks and dashes do not matter.

    Args:
        tables: `articles, lines`.
        words: one word or several in a row.

    Returns one row a place: `article_id, part` (label of its line; furniture is searched too), `start, end, left,
        text, right`.

    Raises:
        InputError: there is no word in it.

    >>> text = "It may rain. Maybe not."
    >>> tables = {"articles": schema.build("articles", {"article_id": ["a"], "text": [text], "n_words": [5]}),
    ...           "lines": schema.build("lines", {"article_id": ["a"], "line": [1], "start": [0], "end": [23],
    ...                                           "label": ["body"]})}
    >>> concordance(tables, "may")[["left", "text", "right"]].values.tolist()
    [['It', 'may', 'rain. Maybe not.']]
    >>> concordance(tables, "MAY*")["text"].tolist()
    ['may', 'Maybe']
    """
    pattern = _pattern(words)
    lines = tables["lines"][tables["lines"]["label"] != schema.BLANK]
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    rows = []
    for article_id, own in lines.groupby("article_id", sort=False):
        text = texts[article_id]
        plain = even(text)
        for start, end, label in zip(own["start"], own["end"], own["label"], strict=True):
            for found in pattern.finditer(plain, start, end):
                s, e = found.span()
                left, right = text[max(start, s - AROUND) : s], text[e : min(end, e + AROUND)]
                rows.append((article_id, label, s, e, left.strip(), text[s:e], right.strip()))
    return pd.DataFrame(rows, columns=["article_id", "part", "start", "end", "left", "text", "right"])


def _pattern(words: str) -> re.Pattern[str]:
    parts = even(words).split()
    if not count_words(words) or not all(part.strip("*") for part in parts):
        raise InputError(f"{words!r} holds no word that can be found; write one, or several in a row")
    written = [re.escape(part.removesuffix("*")) + (r"(?:[\w'.-]*\w)?" if part.endswith("*") else "") for part in parts]
    return re.compile(r"(?<!\w)" + r"\s+".join(written) + r"(?!\w)", re.IGNORECASE)
