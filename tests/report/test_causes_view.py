"""Causes on the page: no row is passed over, whatever stands on its two sides."""

import re

import pandas as pd
import pytest

from analysis import schema
from analysis.report import causes as views
from analysis.report import opening, titles
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


@pytest.mark.parametrize(
    ("categories", "strengths", "title"),
    [
        ([], [], "No expression of cause; no thing asked for"),
        (["cause"], [2], "1 expression of cause; 1 thing asked for"),
        (["sequence"], [3], "1 expression of cause, which says only what came before or meanwhile; 1 thing asked for, demanded, ordered or decided by vote"),
        (["cause", "sequence", "sequence"], [1, 3], "3 expressions of cause, 2 of which say only what came before or meanwhile; 2 things asked for, 1 of them demanded, ordered or decided by vote"),
    ],
)  # fmt: skip
def test_the_title_counts_what_there_is(categories, strengths, title) -> None:
    found = pd.DataFrame({"category": pd.Series(categories, dtype="string")})
    acts = pd.DataFrame(
        {"category": ["ask"] * len(strengths), "what": ["to go"] * len(strengths), "strength": strengths}
    )
    assert titles.causes(found, acts) == title


@pytest.mark.parametrize(
    ("stories", "title"),
    [([pd.NA, pd.NA], "2 headlines"), (["a", "a"], "2 headlines, one story"), (["a", "b"], "1 headline of one story")],
)
def test_one_story_is_said_only_of_what_is_stated_to_be_one(stories, title) -> None:
    articles = [{"article_id": str(n), "story": story, "n_words": 5} for n, story in enumerate(stories)]
    tables = {"articles": schema.from_rows("articles", articles), "findings": schema.empty("findings")}
    assert opening._board_title(tables, len(opening.told_in(tables))).startswith(title)
