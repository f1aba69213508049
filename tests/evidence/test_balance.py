"""Balance: what each outlet brings, counted by hand."""

import pandas as pd
import pytest

from analysis import corpus, schema, study
from analysis.evidence import balance

FURNISHED = "Bridge closed\n\nBy Ann Lee\n\nThe bridge is closed.\n\nIt was old.\n\nRead more"


@pytest.fixture
def tables(tmp_path):
    rows = [
        ("Post", "2020-01-07", FURNISHED),  # headline 2, byline 3, body 4 + 3, boilerplate 2 words
        ("Post", "2020-01", "Road shut\n\nThe road is shut."),  # headline 2, body 4
        ("Mail", "", "Pool shut\n\nThe pool is shut."),
        ("", "2020-01-09", "Tower shut\n\nThe tower is shut."),
    ]
    (tmp_path / "s.yaml").write_text("corpus: t.csv\n", encoding="utf-8")
    frame = pd.DataFrame(rows, columns=["outlet", "date", "text"])
    frame.assign(id=["a", "b", "c", "d"]).to_csv(tmp_path / "t.csv", index=False)
    return corpus.read(study.load(tmp_path / "s.yaml"))


def test_each_outlet_with_its_words_and_dates(tables):
    found = balance.find(tables)
    assert found.columns.tolist() == list(balance.COLUMNS)
    assert found["outlet_key"].tolist() == ["Post", "Mail", tables["articles"]["outlet_key"][3]]
    assert found["is_stated"].tolist() == [True, True, False]
    assert found["n_articles"].tolist() == [2, 1, 1]
    assert found["median_words"].tolist() == [5.5, 4, 4], "bodies of 7 and 4 words; of 4; of 4"
    assert found["genres"].isna().all()
    assert found["first"].fillna("none").tolist() == ["2020-01", "none", "2020-01-09"]
    assert found["last"].fillna("none").tolist() == ["2020-01-07", "none", "2020-01-09"]
    assert found["n_undated"].tolist() == [0, 1, 0]
    assert found["copied_words"].isna().all()


def test_genres_are_those_that_articles_name(tables):
    articles = tables["articles"].assign(genre=pd.array(["opinion", pd.NA, "live blog", pd.NA], dtype="string"))
    found = balance.find(tables | {"articles": articles})
    assert found["genres"].fillna("none").tolist() == ["opinion 1", "live blog 1", "none"]


def test_shares_keep_their_counts(tmp_path):
    (tmp_path / "a.txt").write_text(FURNISHED, encoding="utf-8")
    found = balance.find(corpus.read(study.load(tmp_path))).iloc[0]
    assert (found["furniture_words"], found["all_words"], found["n_words"]) == (3 + 2, 2 + 3 + 4 + 3 + 2, 4 + 3)


def test_copied_words_are_those_of_the_body_counted_once(tables):
    text = tables["articles"]["text"][1]
    start = text.index("The road")
    spans = [(0, 9), (start, start + 8), (start + 4, len(text))]  # headline; The road; road is shut.
    tables["passages"] = schema.build(
        "passages",
        {
            "article_id": ["b"] * 3,
            "start": [a for a, _ in spans],
            "end": [b for _, b in spans],
            "text": [text[a:b] for a, b in spans],
            "cluster_id": [0, 1, 2],
            "n_articles": [2] * 3,
            "n_outlets": [2] * 3,
            "n_words": [2, 2, 3],
            "quoted": [False] * 3,
            "likeness": [1.0] * 3,
            "first": [False] * 3,
        },
    )
    texts = {
        "article_id": ["a", "b", "c", "d"],
        "text_id": [0, 1, 1, 2],
        "n_articles": [1, 2, 2, 1],
        "kept": [True] * 4,
    }
    tables["copies"] = schema.build("copies", texts)
    found = balance.find(tables)
    assert found["copied_words"].tolist() == [4, 0, 0]
    assert found["n_texts"].tolist() == [2, 1, 1]
