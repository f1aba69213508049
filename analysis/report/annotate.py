"""Text with marks: spans of an article drawn into its own words."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup, escape

from analysis import schema
from analysis.words import even

CLOSING = ('"', "'")


@dataclass(frozen=True)
class Mark:
    """A span to draw: its kind (a CSS class: `quote`, `uncertainty`, …) and a label, with the place it stands at."""

    start: int
    end: int
    kind: str
    label: str = ""
    label_at: int = -1


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """The characters `[start, end)` of `text` as HTML, with every mark drawn, overlapping ones too.

    >>> marked("It may rain.", 0, 12, [Mark(3, 6, "hedge")])
    Markup('It <span class="m hedge">may</span> rain.')
    """
    inside = [m for m in marks if m.end > start and m.start < end and m.end > m.start]
    cuts = {e for m in inside for e in (m.start, m.end, m.label_at if m.label else m.end)}
    edges = sorted({start, end, *(min(max(cut, start), end) for cut in cuts)})
    pieces = []
    for left, right in itertools.pairwise(edges):
        over = sorted({m.kind for m in inside if m.start <= left and right <= m.end})
        words = escape(text[left:right])
        pieces.append(Markup('<span class="m {}">{}</span>').format(" ".join(over), words) if over else words)
        pieces.extend(
            Markup('<span class="label"> {}</span>').format(m.label) for m in inside if m.label and m.label_at == right
        )
    return Markup("").join(pieces)


def marks_of(article_id: str, text: str, quotes: pd.DataFrame, cues: pd.DataFrame) -> list[Mark]:
    """The marks of one article: quotations with their speakers, and the cues by meter."""
    marks = []
    for q in quotes[(quotes["article_id"] == article_id) & (quotes["kind"] != "title")].itertuples():
        if q.kind == "indirect":
            marks.append(Mark(q.start, q.end, "told"))
            continue
        kind = "quote" if q.kind == "speech" else "scare"
        label = "" if pd.isna(q.speaker) else str(q.speaker)
        marks.append(Mark(q.start, q.end, kind, label, q.end + (even(text[q.end : q.end + 1]) in CLOSING)))
    for c in cues[cues["article_id"] == article_id].itertuples():
        marks.append(Mark(c.start, c.end, str(c.meter)))
    return marks


@dataclass(frozen=True)
class Line:
    """One line of an annotated article."""

    anchor: str
    label: str
    furniture: bool
    html: Markup


def anchors(articles: pd.DataFrame) -> dict[str, str]:
    """An address on the page for each article, made of its place in the table, never of a user's file name."""
    return {article_id: f"a{number}" for number, article_id in enumerate(articles["article_id"], 1)}


def lines_of(article_id: str, text: str, anchor: str, lines: pd.DataFrame, marks: Sequence[Mark]) -> list[Line]:
    """Every line of an article that is not blank, furniture too, with its marks."""
    own = lines[(lines["article_id"] == article_id) & (lines["label"] != schema.BLANK)]
    return [
        Line(
            anchor=f"{anchor}-l{row.line}",
            label=str(row.label),
            furniture=row.label in schema.FURNITURE,
            html=marked(text, row.start, row.start + len(text[row.start : row.end].rstrip()), marks),
        )
        for row in own.itertuples()
    ]


def line_anchor(article_id: str, start: int, lines: pd.DataFrame, addresses: dict[str, str]) -> str:
    """The address of the line that holds a character."""
    own = lines[(lines["article_id"] == article_id) & (lines["start"] <= start) & (lines["end"] > start)]
    return f"{addresses[article_id]}-l{own['line'].iloc[0]}" if len(own) else addresses[article_id]
