"""The ledger on the page: a headline and a sentence of its own article side by side, the words that differ marked."""

from typing import Any

import pandas as pd

from analysis import schema
from analysis.report.annotate import Mark, Places, labels, marked
from analysis.report.render import Fragment, render
from analysis.spans import offsets

SHOWN = 1
"""Entries in the open; the rest is folded, up to `MOST`."""
MOST = 200
KINDS = {
    "deck contradicts headline": "line under the headline contradicts it",
    "headline against lead": "headline against the first sentences",
}
"""Kinds of entries in plain words, where the table has the field's."""


def ledger(tables: dict[str, pd.DataFrame]) -> Fragment:
    """Every entry of the ledger: the headline on one side, the sentence it is set against on the other.

    Takes tables `articles, lines, sentences, ledger`.
    """
    articles, found = tables["articles"], tables["ledger"]
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    outlets, places = labels(articles), Places(tables)
    sentences = tables["sentences"]
    parts = dict(zip(zip(sentences["article_id"], sentences["start"], strict=True), sentences["part"], strict=True))

    def side(row: Any, start: int, end: int) -> dict[str, Any]:
        part = parts.get((row.article_id, start), "body")
        return {
            "part": schema.HEADS.get(part, "the article"),
            "html": marked(texts[row.article_id], start, end, [Mark(a, b, "changed") for a, b in offsets(row.differs)]),
            "link": places.link(row.article_id, start),
        }

    entries = [
        {
            "outlet": outlets[row.article_id],
            "kind": KINDS.get(row.kind, row.kind),
            "why": row.why,
            "sides": [side(row, row.start, row.end), side(row, row.other_start, row.other_end)],
        }
        for row in found.head(MOST).itertuples()
    ]
    counts = found["kind"].value_counts()
    return render(
        "ledger",
        entries=entries,
        shown=SHOWN,
        counts=[(KINDS.get(kind, kind), int(counts.get(kind, 0))) for kind in schema.LEDGER_KINDS],
        quiet=len(articles) - found["article_id"].nunique(),
        articles=len(articles),
        left=len(found) - len(entries),
    )
