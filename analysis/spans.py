"""Spans: half-open stretches `[start, end)` of an article's text, and what can be asked of them.

Every finding of the suite is a span with `articles.text[start:end] == span.text`. The columns of a span come first
in every table; `analysis.schema.SPAN` names them in order.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

import pandas as pd

from analysis.schema import values
from analysis.words import count_each


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


class Voices:
    """Whose words a place in an article is: the one rule for deeds, causes, demands, hedges, numbers and claims alike.

    Between marks they are `quoted`, inside an indirect statement `reported`, else the `narrator`'s. Marks win over an
    indirect statement around them, and the outermost quotation wins over one inside it.
    """

    def __init__(self, quotes: pd.DataFrame) -> None:
        self._stretches = voices(quotes)
        self._quotes = quotes

    def of(self, article_id: str, places: Sequence[tuple[int, int]]) -> tuple[str, int | None]:
        """The voice of what stands at some places that belong together, and the `quote_id` it is in.

        One of them between marks makes them the speaker's. An indirect statement must hold them all: in *the letter
        states that they would leave* the letter is the narrator's word, though *would leave* is the letter's.
        """
        if len(places) == 1:
            return self.at(article_id, *places[0])
        for start, end, voice, quote_id in self._stretches.get(article_id, ()):
            inside = [start <= i and j <= end for i, j in places]
            if any(inside) if voice == "quoted" else all(inside):
                return voice, quote_id
        return self._in_parts(article_id, places)

    def at(self, article_id: str, start: int, end: int) -> tuple[str, int | None]:
        """The voice of one place, and the `quote_id` it is in."""
        for from_, to, voice, quote_id in self._stretches.get(article_id, ()):
            if from_ <= start and end <= to:
                return voice, quote_id
        return "narrator", None

    def _in_parts(self, article_id: str, places: Sequence[tuple[int, int]]) -> tuple[str, int | None]:
        """Of an indirect statement that its own source or an aside cuts in two: the letter, he said, was genuine."""
        for parts in self._cut.get(article_id, ()):
            if all(any(start <= i and j <= end for start, end, _ in parts) for i, j in places):
                return "reported", parts[0][2]
        return "narrator", None

    @cached_property
    def _cut(self) -> dict[str, list[list[tuple[int, int, int]]]]:
        """The parts of each indirect statement that has several: those that one word hands to a source."""
        parts: dict[tuple[str, int], list[tuple[int, int, int]]] = {}
        indirect = self._quotes[(self._quotes["kind"] == "indirect") & self._quotes["cue_start"].notna()]
        for article_id, cue, *part in values(indirect, ("article_id", "cue_start", "start", "end", "quote_id")):
            parts.setdefault((article_id, cue), []).append((part[0], part[1], part[2]))
        found: dict[str, list[list[tuple[int, int, int]]]] = {}
        for (article_id, _), own in parts.items():
            if len(own) > 1:
                found.setdefault(article_id, []).append(own)
        return found


def assign_voice(cues: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Say who answers for each cue: fills `voice` (narrator, reported, quoted) and `quote_id`, see `Voices`."""
    return assign_voices({"cues": cues}, quotes)["cues"]


def assign_voices(tables: Mapping[str, pd.DataFrame], quotes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """`assign_voice` for several tables of the same articles at once, by their names."""
    whose = Voices(quotes)
    return {name: _voiced(table, whose) for name, table in tables.items()}


def _voiced(cues: pd.DataFrame, whose: Voices) -> pd.DataFrame:
    found = [whose.at(*place) for place in values(cues, ("article_id", "start", "end"))]
    return cues.assign(
        voice=pd.array([voice for voice, _ in found], dtype="string"),
        quote_id=pd.array([pd.NA if quote_id is None else quote_id for _, quote_id in found], dtype="Int64"),
    )


def words_by_voice(sentences: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Count the words of each sentence by voice: the exposure of every rate.

    Returns one row a sentence: `article_id, sentence_id, part, narrator, reported, quoted` (words). The three add up
    to the words of the sentence, counted stretch by stretch.
    """
    by_article = voices(quotes)
    told = {a: _Joined((s, e) for s, e, _, _ in stretches) for a, stretches in by_article.items()}
    quoted = {a: _Joined((s, e) for s, e, v, _ in stretches if v == "quoted") for a, stretches in by_article.items()}
    n_words = sentences["n_words"].tolist()
    n_told, n_quoted = [0] * len(n_words), [0] * len(n_words)
    pieces: list[str] = []  # of sentences that voices share; their words are counted all at once
    of: list[tuple[list[int], int]] = []
    all_quoted: list[int] = []
    for number, (article_id, start, text) in enumerate(values(sentences, ("article_id", "start", "text"))):
        if article_id not in told or not (stretches := told[article_id].inside(start, start + len(text))):
            continue
        spoken = quoted[article_id].inside(start, start + len(text))
        if spoken == stretches:
            all_quoted.append(number)
            spoken = []
        for found, counts in ((stretches, n_told), (spoken, n_quoted)):
            if found == [(0, len(text))]:
                counts[number] = n_words[number]
            else:
                for s, e in found:
                    pieces.append(text[s:e])
                    of.append((counts, number))
    for (counts, number), n in zip(of, count_each(pieces), strict=True):
        counts[number] = min(counts[number] + n, n_words[number])
    for number in all_quoted:
        n_quoted[number] = n_told[number]
    return (
        sentences[["article_id", "sentence_id", "part"]]
        .reset_index(drop=True)
        .assign(
            narrator=[n - told for n, told in zip(n_words, n_told, strict=True)],
            reported=[told - quoted for told, quoted in zip(n_told, n_quoted, strict=True)],
            quoted=n_quoted,
        )
    )


class _Joined:
    """The stretches of an article, joined where they touch, to be asked for those that a sentence holds."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = merge(spans)
        self.ends = [end for _, end in self.spans]

    def inside(self, start: int, end: int) -> list[tuple[int, int]]:
        """What lies between `start` and `end`, counted from there."""
        found = []
        for s, e in islice(self.spans, bisect_right(self.ends, start), None):
            if s >= end:
                break
            found.append((max(s - start, 0), min(e, end) - start))
        return found
