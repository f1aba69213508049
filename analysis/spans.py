"""Spans: half-open stretches `[start, end)` of an article's text, and what can be asked of them.

Every finding of the suite is a span with `articles.text[start:end] == span.text`. The columns of a span come first
in every table; `analysis.schema.SPAN` names them in order.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.schema import values
from analysis.words import count_words


def overlap(a_start: int, a_end: int, b_start: int, b_end: int) -> int:
    """Number of characters that two spans share.

    >>> overlap(0, 5, 3, 9), overlap(0, 3, 3, 9)
    (2, 0)
    """
    return max(0, min(a_end, b_end) - max(a_start, b_start))


def offsets(places: Any) -> list[tuple[int, int]]:
    """Read the places of several spans, as table cells hold them: `start:end start:end`; none where missing.

    >>> offsets("3:9 15:22"), offsets(pd.NA)
    ([(3, 9), (15, 22)], [])
    """
    pairs = [] if pd.isna(places) else str(places).split()
    return [(int(start), int(end)) for start, _, end in (pair.partition(":") for pair in pairs)]


def merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that touch or overlap, in order of their start.

    >>> merge([(8, 9), (0, 3), (2, 5)])
    [(0, 5), (8, 9)]
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def mismatches(spans: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The rows of a span table whose text is not the text of their article at that place; none, if all is well."""
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    wrong = [
        texts[article_id][start:end] != text
        for article_id, start, end, text in zip(
            spans["article_id"], spans["start"], spans["end"], spans["text"], strict=True
        )
    ]
    return spans[pd.Series(wrong, index=spans.index, dtype=bool)]


def voices(quotes: pd.DataFrame) -> dict[str, list[tuple[int, int, str, int]]]:
    """For each article the stretches that are not the narrator's: `(start, end, voice, quote_id)`, outer ones first.

    Words between marks are `quoted`; words of an indirect statement are `reported`. Titles of works are neither.
    """
    by_article: dict[str, list[tuple[int, int, str, int]]] = {}
    for article_id, start, end, kind, quote_id in values(quotes, ("article_id", "start", "end", "kind", "quote_id")):
        if kind != "title":
            voice = "reported" if kind == "indirect" else "quoted"
            by_article.setdefault(article_id, []).append((start, end, voice, quote_id))
    for stretches in by_article.values():
        stretches.sort(key=lambda s: (s[2] != "quoted", s[0], -s[1]))
    return by_article


def assign_voice(cues: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Say who answers for each cue: fills `voice` (narrator, reported, quoted) and `quote_id`.

    A cue belongs to the stretch that holds all of it; marks win over an indirect statement around them, and the
    outermost quotation wins over one inside it.
    """
    return assign_voices({"cues": cues}, quotes)["cues"]


def assign_voices(tables: Mapping[str, pd.DataFrame], quotes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """`assign_voice` for several tables of the same articles at once, by their names."""
    by_article = voices(quotes)
    return {name: _voiced(table, by_article) for name, table in tables.items()}


def _voiced(cues: pd.DataFrame, by_article: Mapping[str, list[tuple[int, int, str, int]]]) -> pd.DataFrame:
    voice, quote_id = [], []
    for article_id, start, end in values(cues, ("article_id", "start", "end")):
        for q_start, q_end, q_voice, q_id in by_article.get(article_id, ()):
            if q_start <= start and end <= q_end:
                voice.append(q_voice)
                quote_id.append(q_id)
                break
        else:
            voice.append("narrator")
            quote_id.append(pd.NA)
    return cues.assign(
        voice=pd.array(voice, dtype="string"),
        quote_id=pd.array(quote_id, dtype="Int64"),
    )


def words_by_voice(sentences: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Count the words of each sentence by voice: the exposure of every rate.

    Returns one row a sentence: `article_id, sentence_id, part, narrator, reported, quoted` (words). The three add up
    to the words of the sentence, counted stretch by stretch.
    """
    by_article = voices(quotes)
    told = {a: _Joined((s, e) for s, e, _, _ in stretches) for a, stretches in by_article.items()}
    quoted = {a: _Joined((s, e) for s, e, v, _ in stretches if v == "quoted") for a, stretches in by_article.items()}
    nothing = _Joined(())
    columns: dict[str, list] = {"narrator": [], "reported": [], "quoted": []}
    for article_id, start, text, n_words in values(sentences, ("article_id", "start", "text", "n_words")):
        pieces = told.get(article_id, nothing).inside(start, start + len(text))
        n_told = n_quoted = _words_in(pieces, text, n_words)
        if pieces and (spoken := quoted.get(article_id, nothing).inside(start, start + len(text))) != pieces:
            n_quoted = _words_in(spoken, text, n_words)
        columns["narrator"].append(n_words - n_told)
        columns["reported"].append(n_told - n_quoted)
        columns["quoted"].append(n_quoted)
    return sentences[["article_id", "sentence_id", "part"]].reset_index(drop=True).assign(**columns)


class _Joined:
    """The stretches of an article, joined where they touch, to be asked for those that a sentence holds."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = merge(spans)
        self.ends = [end for _, end in self.spans]

    def inside(self, start: int, end: int) -> list[tuple[int, int]]:
        """What lies between `start` and `end`, counted from there."""
        found = []
        for s, e in self.spans[bisect_right(self.ends, start) :]:
            if s >= end:
                break
            found.append((max(s - start, 0), min(e, end) - start))
        return found


def _words_in(pieces: Sequence[tuple[int, int]], text: str, n_words: int) -> int:
    """Of the `n_words` words of a sentence those in some pieces of it."""
    if len(pieces) == 1 and pieces[0] == (0, len(text)):
        return n_words
    return min(sum(count_words(text[s:e]) for s, e in pieces), n_words)
