"""Passages on the page: the sentence around a span with the way to it, in lists of who has a word and how."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.annotate import ARTICLE, Mark, Places, labels, marked
from analysis.report.render import Fragment
from analysis.report.tables import folded, table

SPEAKERS_SHOWN = 30
PASSAGES_SHOWN = 100
UNSAID = "(no speaker found)"
"""Where no rule says whose words they are. A reader may see it: scores of speakers stand under “How sure is this”."""


def speaker_of(row: Any) -> str:
    return UNSAID if pd.isna(row.speaker) else str(row.speaker)


def mention_of(row: Any) -> str:
    return UNSAID if pd.isna(row.speaker_mention) else str(row.speaker_mention)


def how_told(row: Any) -> str:
    return "quoted" if row.kind == "speech" else "told indirectly"


class Passages:
    """Where passages stand on the page. Only the texts that the page shows can be linked to."""

    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        articles = tables["articles"]
        self.keys = labels(articles)
        self.texts = dict(zip(articles["article_id"], articles["text"], strict=True))
        self.places = Places(tables)
        self.sentences = dict(list(tables["sentences"].groupby("article_id", sort=False)))

    def number(self, shown: str, passages: pd.DataFrame) -> Markup | str:
        """A cell that leads to the first of the passages it counts."""
        passages = passages[[bool(self.places.article(a)) for a in passages["article_id"]]]
        if not len(passages):
            return shown
        first = passages.iloc[0]
        return Markup('<a href="#{}">{}</a>').format(self.places.line(first["article_id"], first["start"]), shown)

    def passage(self, row: Any) -> Markup:
        """The sentence of a passage, with the passage marked, and the way to it."""
        start, end, text = row.start, row.end, self.texts[row.article_id]
        own = self.sentences[row.article_id]
        holding = own[(own["start"] < row.end) & (own["end"] > row.start)]
        if len(holding):
            start, end = min(start, int(holding["start"].min())), max(end, int(holding["end"].max()))
        drawn = marked(text, start, end, [Mark(row.start, row.end, "changed")])
        return Markup("{} {}").format(drawn, self.places.link(row.article_id, row.start))

    def listed(self, summary: str, names: tuple[str, str], passages: Sequence[tuple[str, str, Any]]) -> Fragment:
        """A folded list of passages, each with who and how; nothing to fold is said in a line."""
        if not passages:
            return Fragment(f"<p>{summary}: none.</p>")
        rows = [(who, self.keys[row.article_id], how, self.passage(row)) for who, how, row in passages[:PASSAGES_SHOWN]]
        caption = summary
        if len(passages) > len(rows):
            caption = f"{summary}: the first {len(rows)} of {len(passages)}; all are in the tables"
        who, how = names
        inner = table(
            caption,
            [(who, ""), (ARTICLE, ""), (how, ""), ("Sentence", "")],
            rows,
            take=False,
            heard=len(passages) == len(rows),
        )
        return folded(f"{summary} ({len(passages)})", inner, printed=False)


def in_order(rows: pd.DataFrame, column: str, order: list[Any]) -> pd.DataFrame:
    places = {value: number for number, value in enumerate(order)}
    return rows.sort_values(column, key=lambda values: values.map(places).astype("Float64"), kind="stable")


def articles_of(outlet: str, tables: dict[str, pd.DataFrame]) -> list[str]:
    return tables["articles"].loc[tables["articles"]["outlet_key"] == outlet, "article_id"].tolist()


def outlets_of(found: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> list[str]:
    return [o for o in dict.fromkeys(tables["articles"]["outlet_key"]) if (found["outlet_key"] == o).any()]


def most(totals: pd.Series) -> list[Any]:
    """The speakers that a table shows: those with most of what it counts, at first sight the first."""
    return ranked(totals)[:SPEAKERS_SHOWN]


def ranked(totals: pd.Series) -> list[Any]:
    return totals.sort_values(ascending=False, kind="stable").index.tolist()


def left_out(totals: pd.Series, what: str = "statements") -> str:
    rest = len(totals) - SPEAKERS_SHOWN
    return f" ({SPEAKERS_SHOWN} of {len(totals)} speakers, those with most {what})" if rest > 0 else ""
