"""Imbalance, from corpora that differ in one thing only."""

import pandas as pd
import pytest

from analysis import schema
from analysis.evidence import imbalance


def corpus(*rows: tuple) -> dict[str, pd.DataFrame]:
    """Articles: outlet, words, day, genre."""
    articles = [
        {
            "article_id": f"a{k}",
            "outlet_key": outlet,
            "outlet": pd.NA if outlet.startswith("article") else outlet,
            "n_words": n,
            "published": day,
            "published_precision": "day" if day else pd.NA,
            "genre": genre,
            "text": "",
            "file": "f",
        }
        for k, (outlet, n, day, genre) in enumerate(rows)
    ]
    return {"articles": schema.from_rows("articles", articles), "lines": schema.empty("lines")}


ALIKE = ("Post", 300, "2020-01-07", pd.NA), ("Mail", 310, "2020-01-07", pd.NA)


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        (ALIKE, []),
        ((("Post", 300, "2020-01-07", pd.NA),), []),
        (
            (("Post", 200, None, pd.NA), ("Post", 400, None, pd.NA), ("Mail", 450, None, pd.NA)),
            ["Length: from 300 words (Post) to 450 (Mail), median article."],
        ),
        (
            (*ALIKE, ("Post", 300, "2020-01-07", "opinion")),
            ["Genre: articles that call themselves opinion: 1 of 2 in Post and none in 1 other outlet."],
        ),
        ((("Post", 300, "2020-01-07", "opinion"), ("Mail", 300, "2020-01-07", "opinion")), []),
        (
            (("Post", 300, "2020-01-03", pd.NA), ("Mail", 300, "2020-01-05", pd.NA)),
            [
                "Date: the article of Post is of 2020-01-03, the article of Mail is of 2020-01-05; who writes later may know more."
            ],
        ),
        (
            (
                ("Post", 300, "2020-01-02", pd.NA),
                ("Post", 300, "2020-01-03", pd.NA),
                ("Mail", 300, "2020-01-05", pd.NA),
            ),
            [
                "Date: the articles of Post end on 2020-01-03, the article of Mail is of 2020-01-05; who writes later may know more."
            ],
        ),
        (
            (("article 1", 300, "2020-01-03", pd.NA), ("article 2", 300, "2020-01-05", pd.NA)),
            ["Date: article 1 is of 2020-01-03, article 2 is of 2020-01-05; who writes later may know more."],
        ),
        ((("Post", 300, "2020-01-03", pd.NA), ("Mail", 300, None, pd.NA)), []),
    ],
)
def test_what_differs_is_told_and_nothing_else(rows, sentences) -> None:
    assert imbalance.find(corpus(*rows)) == sentences
