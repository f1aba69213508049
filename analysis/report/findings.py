"""The findings on the page: contrasts in words with the passages of each side; and what cannot be said."""

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.annotate import Mark, Places, excerpt
from analysis.report.provenance import citation
from analysis.report.render import Fragment, render, stated

SHOWN, NAMED = 2, 12
"""Findings that stand open, and those of which the sentence does; all others are folded together."""
MOST = 40
EXCERPT = 360
"""Characters of a passage, around the words that differ."""


def findings(
    tables: dict[str, pd.DataFrame], cannot: Sequence[str], title: str, first: Fragment | None = None
) -> Fragment:
    """The contrasts that the run found, the words of each side beside each other; then what cannot be said.

    What comes `first` is in what the articles differ besides their outlet (`balance.first`). Each contrast has an
    address and a line to cite it by: version, `title` of the study, hash of the articles.
    """
    articles, places = tables["articles"], Places(tables)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    order = {a: i for i, a in enumerate(articles["article_id"])}

    def passage(span: dict[str, Any]) -> dict[str, Any]:
        marks = [Mark(a, b, "changed") for a, b in span.get("differs", [])]
        return {
            "html": excerpt(texts[span["article_id"]], span["start"], span["end"], marks, EXCERPT),
            "link": places.link(span["article_id"], span["start"]),
            "said": span.get("said", ""),
        }

    told = []
    known = set(tables["articles"]["outlet"].dropna())
    for row in tables["findings"].head(MOST).itertuples():
        sides = [
            {
                "outlet": side["outlet_key"],
                "passages": [passage(span) for span in side["spans"]],
                "at": order[side["spans"][0]["article_id"]],
            }
            for side in json.loads(row.sides)
        ]
        keys = {side["outlet"] for side in sides}
        shown = len({span["article_id"] for side in json.loads(row.sides) for span in side["spans"]})
        told.append(
            {
                "sentence": row.sentence,
                "notes": stated(row.note, "").splitlines(),
                "basis": basis(row, len(keys) if keys <= known else 0, shown),
                "sides": sorted(sides, key=lambda s: s["at"]),
            }
        )
    return render(
        "findings", {"section": "What differs"}, findings=told, shown=SHOWN, named=NAMED, n=len(tables["findings"]),
        cannot=cannot, cite=citation(articles, title), first=Markup(first.html if first else ""),
    )  # fmt: skip


def basis(row: Any, outlets: int, shown: int) -> str:
    """What a finding rests on: the articles it speaks of, or of an estimate its interval and the paths it holds in.

    `outlets`: of the articles that are `shown`; 0 where one does not state its outlet: who knows how many they are.

    >>> from types import SimpleNamespace
    >>> basis(SimpleNamespace(n=3, low=pd.NA, high=pd.NA, holds_in=pd.NA), 2, 3)
    'in these articles; n = 3 articles of 2 outlets'
    >>> basis(SimpleNamespace(n=5, low=pd.NA, high=pd.NA, holds_in=pd.NA), 2, 2)
    'in these articles; n = 5 articles, 2 of them shown here'
    >>> basis(SimpleNamespace(n=90, low=1.2, high=1.9, holds_in=0.97), 2, 6)
    'n = 90 separately worded texts; 95 % interval 1.20 to 1.90; holds in 97 % of the ways tried to count'
    """
    if pd.isna(row.low):
        several, more = "s" * (row.n != 1), "s" * (outlets != 1)
        of = f" of {outlets} outlet{more}" if outlets else ""
        of = f", {shown} of them shown here" if shown < row.n else of
        return f"in {'these articles' if several else 'this article'}; n = {row.n} article{several}{of}"
    said = f"n = {row.n:,} separately worded texts; 95 % interval {row.low:.2f} to {row.high:.2f}"
    return said if pd.isna(row.holds_in) else f"{said}; holds in {100 * row.holds_in:.0f} % of the ways tried to count"
