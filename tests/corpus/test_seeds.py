"""The seeds: as they came, and read with what they state."""

import hashlib
import re
from pathlib import Path

import pytest

from analysis import corpus, study
from analysis.spans import mismatches

ROOT = Path(__file__).resolve().parents[2]
SUMS = dict(re.findall(r"`(\S+\.txt)` \| `([0-9a-f]{64})`", (ROOT / "seeds/README.md").read_text(encoding="utf-8")))


def test_the_seeds_are_as_they_came():
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (ROOT / "seeds").glob("*.txt")}
    assert len(found) == 5
    assert found == SUMS


@pytest.fixture(scope="module")
def tables():
    return corpus.read(study.load("data/studies/iraq-letter.yaml"))


def test_what_the_seeds_state(tables):
    articles = tables["articles"].set_index("article_id")
    assert articles["outlet_key"].to_dict() == {
        "000": "Free America Network",
        "001": "Newswire.net",
        "002": "article 002",
        "003": "article 003",
        "004": "Daily US Times",
    }
    assert articles["outlet"].isna().tolist() == [False, False, True, True, False]
    assert articles["published"].dropna().to_dict() == {"001": "2020-01-07"}
    assert articles.loc["001", "published_from"] == "study: dateline of the first paragraph"
    assert articles["byline"].dropna().to_dict() == {"000": "FAN Editor"}
    assert tables["rejects"].empty


def test_the_lines_of_the_seeds_themselves_say_the_same():
    articles = corpus.read(study.load("seeds"))["articles"].set_index("article_id")
    assert articles.loc["001_65e32d338a8d0be4", ["outlet", "published", "outlet_from"]].tolist() == [
        "Newswire.net",
        "2020-01-07",
        "dateline of a paragraph",
    ]
    assert articles.loc["004_4a53385fff3b5174", "outlet"] == "Daily US Times"


def test_the_update_and_the_story_below_it(tables):
    lines = tables["lines"]
    body = lines[(lines["article_id"] == "002") & (lines["label"] == "body")]
    assert body["layer"].tolist() == ["update"] * 3 + ["original"] * 7
    assert lines.loc[lines["article_id"] != "002", "layer"].isna().all()


def test_the_tables_of_the_seeds_hold_together(tables):
    assert mismatches(tables["sentences"], tables["articles"]).empty
    for article_id, text in zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True):
        lines = tables["lines"][tables["lines"]["article_id"] == article_id]
        assert "".join(text[s:e] for s, e in zip(lines["start"], lines["end"], strict=True)) == text
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    raw = {p.name[:3]: p.read_bytes().decode() for p in (ROOT / "seeds").glob("*.txt")}
    assert texts == raw


def test_reading_twice_gives_the_same(tables):
    again = corpus.read(study.load("data/studies/iraq-letter.yaml"))
    assert all(tables[name].equals(again[name]) for name in tables)
