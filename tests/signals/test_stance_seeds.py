"""Stance on the five seed articles, against the curated coding."""

import csv
from pathlib import Path

import pytest

from analysis.signals import stance

ROOT = Path(__file__).resolve().parents[2]
PROPOSITIONS = {
    "P1": ("The United States is withdrawing its troops from Iraq.", ("withdraw*", "pull out", "pullout", "leave")),
    "P2": ("The letter is genuine.", ("letter + genuine", "letter + authentic*", "letter + fake", "letter + forged")),
    "P3": ("Sending the letter was a mistake.", ("letter + mistake", "letter + error")),
}
# the lines of the codings, each as it stands in its file
LINES = {
    ("000", "headline"): "Confusion builds over letter on US troop withdrawal in Iraq",
    ("001", "headline"): "The Letter on Withdrawal of US Troops from Iraq is Authentic, But a Mistake",
    ("002", "headline"): "UPDATE: U.S. Letter Agreeing To Withdraw From Iraq Was Mistake, Says General",
    (
        "002",
        "deck",
    ): "U.S. forces will begin leaving Iraq after the Iraqi parliament voted on Sunday to expel the American presence.",
    ("003", "headline"): "State Department tells Iraq it will not discuss US troop withdrawal",
    ("004", "headline"): "US denies Iraq pullout",
    ("004", "alt_headline"): "US denies Iraq pullout amid letter confusion",
}


def codings() -> dict[tuple[str, str, str], str]:
    with (ROOT / "data/codings/iraq-letter/curated.csv").open(newline="") as file:
        return {
            (r["article_id"], r["unit"], r["variable"]): r["value"]
            for r in csv.DictReader(file)
            if r["unit"] in ("headline", "alt_headline", "deck")
        }


def test_the_lines_stand_in_the_seeds():
    for (article, _), line in LINES.items():
        (path,) = (ROOT / "seeds").glob(f"{article}_*.txt")
        assert line in path.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def compared():
    gold = codings()
    return [
        (article, unit, name, gold[article, unit, f"stance:{name}"], gold.get((article, unit, f"by:{name}")), reading)
        for (article, unit), line in LINES.items()
        for name, (text, terms) in PROPOSITIONS.items()
        for reading in [stance.read(line, text, terms)]
    ]


def test_stance_is_right_in_17_of_21_and_in_8_of_11_that_touch(compared):
    right = [(c[3], c[3] == c[5].stance) for c in compared]
    assert len(right) == 21
    assert sum(ok for _, ok in right) >= 17
    touching = [ok for value, ok in right if value != "unrelated"]
    assert len(touching) == 11
    assert sum(touching) >= 8


def test_by_is_right_wherever_the_stance_is(compared):
    wrong = [(c[:3], c[4], c[5].by) for c in compared if c[3] == c[5].stance != "unrelated" and c[4] != c[5].by]
    assert wrong == []
