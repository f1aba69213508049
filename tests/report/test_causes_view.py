"""Causes on the page: no row is passed over, whatever stands on its two sides."""

import re

import pandas as pd

from analysis import schema
from analysis.report import causes as views
from analysis.report import titles
from analysis.signals import causes

SAID = [
    "The port closed. ",
    "This came as a consequence of the strike. ",
    "Ships waited, further deepening confusion in the bay.",
]


def _tables() -> dict[str, pd.DataFrame]:
    text, rows = "".join(SAID), []
    for n, said in enumerate(SAID):
        start = text.index(said)
        words = said.strip()
        rows.append({"article_id": "a", "sentence_id": n, "start": start, "end": start + len(words), "text": words})
    sentences = schema.from_rows("sentences", [r | {"part": "body", "paragraph": 1, "n_words": 5} for r in rows])
    article = {"article_id": "a", "outlet_key": "Post", "outlet": "Post", "text": text, "n_words": 15}
    line = {"article_id": "a", "line": 1, "start": 0, "end": len(text), "label": "body"}
    return {
        "articles": schema.from_rows("articles", [article]),
        "lines": schema.from_rows("lines", [line]),
        "sentences": sentences,
    }


def test_a_cause_whose_event_stands_in_the_sentence_before_is_listed_as_it_stands() -> None:
    tables = _tables()
    found = causes.find(tables["sentences"]).assign(voice="narrator")
    html = views.causes(found, tables).html
    seen = [re.sub(r"<[^>]*>", " ", row) for row in html.split("<tr")[2:]]
    assert len(seen) == len(found) == 2
    assert re.search(r"This\s.*came as a consequence of\s.*the strike", seen[0], re.S)
    assert "–" in seen[1]
    assert "confusion in the bay" in seen[1]
    assert "a dash: the sentence does not say" in html
    assert titles.causes(found, schema.empty("demands")).startswith("2 expressions of cause")
