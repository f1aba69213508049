"""Stance on the five seed articles, by the study's own propositions, against the curated coding."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import corpus, study
from analysis.signals import quotes, stance

ROOT = Path(__file__).resolve().parents[2]
CODED = ["P1", "P2", "P3"]
UNITS = ["headline", "alt_headline", "deck"]


@pytest.fixture(scope="module")
def claims():
    seeds = study.load(ROOT / "data/studies/iraq-letter.yaml")
    tables = corpus.read(seeds)
    aliases = [(actor.name, actor.aliases) for actor in seeds.actors]
    found = quotes.find(tables["articles"], tables["lines"], tables["sentences"], aliases=aliases)
    return stance.find(tables["sentences"], seeds.propositions, found)


@pytest.fixture(scope="module")
def compared(claims):
    """One row a coded unit and proposition: stance and by, as coded and as found."""
    codings = pd.read_csv(ROOT / "data/codings/iraq-letter/curated.csv", dtype="string")
    codings = codings[codings["unit"].isin(UNITS) & codings["variable"].str.contains(":P")]
    codings[["what", "proposition"]] = codings["variable"].str.split(":", expand=True)
    key = ["article_id", "unit", "proposition"]
    gold = codings.pivot(index=key, columns="what", values="value")
    found = claims.rename(columns={"part": "unit"}).set_index(key)[["stance", "by"]]
    return gold.join(found, how="left", suffixes=("_coded", ""))


def test_stance_is_right_in_17_of_21_and_in_8_of_the_11_that_touch(compared):
    right = compared["stance_coded"] == compared["stance"]
    assert len(right) == 21
    assert right.sum() >= 17
    touching = right[compared["stance_coded"] != "unrelated"]
    assert len(touching) == 11
    assert touching.sum() >= 8


def test_by_is_right_wherever_the_stance_is(compared):
    right = compared[(compared["stance_coded"] == compared["stance"]) & (compared["stance"] != "unrelated")]
    assert (right["by_coded"] == right["by"]).all(), right


def test_each_headline_and_deck_has_a_row_for_each_proposition(claims):
    per_unit = claims[claims["part"].isin(UNITS)].groupby(["article_id", "part"])["proposition"].nunique()
    assert len(per_unit) == 7
    assert set(per_unit) == {6}


@pytest.mark.parametrize(
    ("article", "begins", "proposition", "expected", "source"),
    [
        # what the sources say in the body, as a reader would code it
        ("000", "“There has been no decision whatsoever", "P1", "against", "he"),
        ("000", "“I will say this, the United States is not", "P1", "against", "he"),
        ("002", "Following the Iraqi parliament’s vote", "P1", "for", "the United States-led military coalition"),
        ("004", "But US Defence Secretary Mark Esper has denied", "P1", "against", "US Defence Secretary Mark Esper"),
        ("000", "“That letter is a draft", "P3", "for", "Joint Chiefs of Staff Chairman Gen. Mark Milley"),
        ("004", "It was sent after Iraqi MPs", "P1", "observing", None),
    ],
)
def test_body_sentences(claims, article, begins, proposition, expected, source):
    begins = claims["text"].str.startswith(begins)
    row = claims[(claims["article_id"] == article) & begins & (claims["proposition"] == proposition)].iloc[0]
    assert row["stance"] == expected
    assert (None if pd.isna(row["source"]) else row["source"][: len(source or "")]) == source
