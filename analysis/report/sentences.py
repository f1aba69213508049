"""Spans as a reader meets them: each in its sentence, marked there."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from analysis import schema
from analysis.report.render import Fragment, render
from analysis.spans import merge, offsets

ROWS = 60
"""Rows that are shown, as pandas shows; the caption tells how many there are."""
AROUND = 400
"""Characters of a sentence that are shown before and after a mark."""
SPAN_COLUMNS = [column[0] for column in schema.SPAN]


class Sentences:
    """The sentences of articles, asked by place; where no sentence is, the line."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
        self._of = {name: dict(list(tables[name].groupby("article_id", sort=False))) for name in ("sentences", "lines")}
        self._places: dict[tuple[str, str], tuple[list[int], list[int]]] = {}

    def around(self, article_id: str, start: int, end: int) -> tuple[int, int]:
        """From the beginning of the sentence that holds `start` to the end of the one that holds the last character."""
        return self._unit(article_id, start)[0], max(end, self._unit(article_id, max(start, end - 1))[1])

    def _unit(self, article_id: str, at: int) -> tuple[int, int]:
        for name in ("sentences", "lines"):
            starts, ends = self._ordered(name, article_id)
            number = bisect_right(starts, at) - 1
            if number >= 0 and at < ends[number]:
                return starts[number], ends[number]
        return at, at

    def _ordered(self, name: str, article_id: str) -> tuple[list[int], list[int]]:
        if (name, article_id) not in self._places:
            own = self._of[name].get(article_id)
            places = ([], []) if own is None else (own["start"].tolist(), own["end"].tolist())
            self._places[name, article_id] = places
        return self._places[name, article_id]

    def pieces(
        self, article_id: str, start: int, end: int, marks: Sequence[tuple[int, int]] = ()
    ) -> Iterator[tuple[str, bool]]:
        """The sentence around a span in pieces, each marked or not; `marks` are places to mark in the span's stead."""
        text = self.texts[article_id]
        left, right = self.around(article_id, start, end)
        marks = merge(marks or [(start, end)])
        first, last = max(left, marks[0][0] - AROUND), min(right, marks[-1][1] + AROUND)
        at = min(first, marks[0][0])
        if first > left:
            yield "… ", False
        for mark_start, mark_end in marks:
            yield text[at:mark_start], False
            yield text[mark_start:mark_end], True
            at = mark_end
        yield text[at:last].rstrip(), False
        if last < right:
            yield " …", False

    def marked(
        self, article_id: str, start: int, end: int, marks: Sequence[tuple[int, int]] = (), tag: str = "mark"
    ) -> Markup:
        """The sentence around a span as HTML, the span marked, or in another `tag`."""
        pieces = self.pieces(article_id, start, end, marks)
        return Markup("").join(
            Markup("<{0}>{1}</{0}>").format(Markup(tag), p) if is_marked else escape(p) for p, is_marked in pieces
        )


def show(
    table: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    caption: str = "",
    mark: str | None = None,
    most: int = ROWS,
) -> Fragment:
    """A table of spans as marked sentences: one row a span, its sentence with the span marked, and its other columns.

    Args:
        table: rows with `article_id, start, end`; what else it has, but for the other columns of a span, is shown.
        tables: `articles, sentences, lines`.
        mark: a column of places (`deciding_spans`, `differs`) to mark in the span's stead.
        most: rows that are shown; the caption tells of more.

    Raises:
        KeyError: the table has no column `article_id`, `start` or `end`.

    >>> text = "It may rain <today>. It is cold."
    >>> tables = {name: schema.from_rows(name, [{"article_id": "a", "start": 0, "end": 20, **more}]) for name, more in (
    ...     ("sentences", {"sentence_id": 0, "text": text[:20], "part": "body", "paragraph": 1, "n_words": 4}),
    ...     ("lines", {"line": 1, "label": "body"}))}
    >>> tables["articles"] = schema.build("articles", {"article_id": ["a"], "text": [text], "n_words": [7]})
    >>> shown = show(pd.DataFrame({"article_id": ["a"], "start": [3], "end": [6], "category": ["modal"]}), tables)
    >>> print(shown.plain)
    a | It [may] rain <today>. | modal
    >>> "It <mark>may</mark> rain &lt;today&gt;." in shown.html
    True
    """
    if missing := [name for name in ("article_id", "start", "end") if name not in table]:
        raise KeyError(f"a table without {missing[0]!r} holds no spans; take the column along")
    sentences = Sentences(tables)
    others = [name for name in table.columns if name not in (*SPAN_COLUMNS, mark)]
    more = f"the first {most} of {len(table):,}" if len(table) > most else ""
    caption = f"{caption} ({more})" if caption and more else caption or more
    rows, plain = [], [caption] if caption else []
    for row in table.head(most).to_dict("records"):
        places = offsets(row[mark]) if mark else []
        span = (row["article_id"], int(row["start"]), int(row["end"]), places)
        cells = [_cell(row[name]) for name in others]
        rows.append((row["article_id"], sentences.marked(*span), *cells))
        words = "".join(f"[{piece}]" if is_marked else piece for piece, is_marked in sentences.pieces(*span))
        plain.append(" | ".join((str(row["article_id"]), " ".join(words.split()), *cells)))
    names = [name.replace("_", " ") for name in others]
    html = plain_table(caption, ["article", "sentence", *names], rows)
    return Fragment(html, plain="\n".join(plain) or "no rows")


def plain_table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table for a notebook, which has no style sheet of ours; the first cell of a row names it."""
    return render("plain_table", caption=caption, columns=columns, rows=rows).html


def _cell(value: Any) -> str:
    if isinstance(value, float) and not pd.isna(value):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return "" if pd.isna(value) else str(value)
