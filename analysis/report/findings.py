"""The findings on the page: contrasts in words with the passages of each side; and what cannot be said."""

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.report.annotate import Mark, Places, excerpt
from analysis.report.provenance import citation
from analysis.report.render import Fragment, render

SHOWN = 3  # the rest is folded
MOST = 40
EXCERPT = 360
"""Characters of a passage, around the words that differ."""


def findings(tables: dict[str, pd.DataFrame], cannot: Sequence[str], title: str) -> Fragment:
    """The contrasts that the run found, the words of each side beside each other; then what cannot be said.

    Each has an address and a line to cite it by: version, `title` of the study, hash of the articles.
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
    for row in tables["findings"].head(MOST).itertuples():
        sides = [
            {
                "outlet": side["outlet_key"],
                "passages": [passage(span) for span in side["spans"]],
                "at": order[side["spans"][0]["article_id"]],
            }
            for side in json.loads(row.sides)
        ]
        outlets = len({side["outlet"] for side in sides})
        told.append(
            {"sentence": row.sentence, "n": row.n, "outlets": outlets, "sides": sorted(sides, key=lambda s: s["at"])}
        )
    return render(
        "findings", {"section": "What differs"}, findings=told, shown=SHOWN, n=len(tables["findings"]), cannot=cannot,
        cite=citation(articles, title),
    )  # fmt: skip
