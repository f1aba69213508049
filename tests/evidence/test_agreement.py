"""Agreement: published values, missing answers, one value only, intervals, and the two readings of the seeds."""

import krippendorff
import numpy as np
import pandas as pd
import pytest

from analysis import schema
from analysis.codings import variables
from analysis.evidence import agreement, alpha

# Krippendorff (2011), Computing Krippendorff's alpha-reliability, example C: nominal .743, ordinal .815, interval .849,
# ratio .797. Four coders, twelve units; "" is not coded.
PUBLISHED = {
    "a": ["1", "2", "3", "3", "2", "1", "4", "1", "2", "", "", ""],
    "b": ["1", "2", "3", "3", "2", "2", "4", "1", "2", "5", "", "3"],
    "c": ["", "3", "3", "3", "2", "3", "4", "2", "2", "5", "1", ""],
    "d": ["1", "2", "3", "3", "2", "4", "4", "1", "2", "5", "1", ""],
}


def tables(answers, variable="weight", kind="person", unit="sentence", reference=()):
    """Codings of one article a unit."""
    rows = [
        {"article_id": f"a{n}", "start": 0, "end": 5, "text": "Words", "coder": coder, "unit": unit, "variable": variable, "value": value}
        for coder, given in answers.items()
        for n, value in enumerate(given)
        if value
    ]  # fmt: skip
    coders = [{"coder": c, "kind": kind, "is_reference": c in reference, "n_judgements": 1} for c in answers]
    n = max(map(len, answers.values()))
    articles = [{"article_id": f"a{i}", "outlet_key": "x", "text": "Words in a row", "n_words": 4} for i in range(n)]
    return schema.from_rows("codings", rows), schema.from_rows("coders", coders), schema.from_rows("articles", articles)


def find(answers, known=None, **more):
    codings, coders, articles = tables(answers, **more)
    return agreement.find(codings, coders, articles, schema.empty("sampled"), known or variables.load())


def weight(level):
    values = ("1", "2", "3", "4", "5")
    return {"weight": variables.Variable("weight", (), level, values)}


@pytest.mark.parametrize(
    ("level", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_the_published_example_from_codings_on(level, value):
    row = find(PUBLISHED, weight(level)).iloc[0]
    assert row["alpha"] == pytest.approx(value, abs=0.0005)
    assert (row["n_units"], row["n_coders"], row["level"]) == (11, 4, level), "unit 12 was judged by one coder alone"
    assert row["prevalence"] == "2 (13), 3 (10), 1 (9), 4 (5), 5 (3)"
    assert row["low"] < row["alpha"] <= row["high"]
    assert "articles" in row["method"]


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_resampled_alpha_is_alpha_of_the_sample(level):
    rng = np.random.default_rng(5)
    counts = rng.multinomial(3, [0.5, 0.2, 0.2, 0.1], size=30)
    domain = [1.0, 2.0, 4.0, 8.0]
    sums = alpha._sums(counts, np.arange(30))
    weights = rng.multinomial(30, np.full(30, 1 / 30), size=4).astype(float)
    found = alpha._from_sums(*sums, weights, level, domain)
    for row, value in zip(weights.astype(int), found, strict=True):
        sample = np.repeat(counts, row, axis=0)
        numbers = domain if level in ("interval", "ratio") else None
        expected = krippendorff.alpha(value_counts=sample, level_of_measurement=level, value_domain=numbers)
        assert value == pytest.approx(expected)


def test_the_interval_holds_the_true_alpha_as_often_as_it_says():
    """300 draws of 60 units by two coders who each keep the truth four times in five; alpha of the whole is known."""
    rng = np.random.default_rng(11)
    truth = rng.random(200_000) < 0.4
    answers = [np.where(rng.random(truth.size) < 0.8, truth, rng.random(truth.size) < 0.4) for _ in range(2)]
    yes = np.sum(answers, axis=0)
    counts = np.column_stack([2 - yes, yes])
    true = alpha.alpha(counts, "nominal")
    held = 0
    for n in range(300):
        sample = counts[n * 60 : (n + 1) * 60]
        drawn = alpha.resampled(sample, np.arange(60), "nominal", draws=400)
        held += np.nanquantile(drawn, 0.025) <= true <= np.nanquantile(drawn, 0.975)
    assert 0.90 <= held / 300 <= 0.98, held / 300


def test_one_value_only_is_undefined_not_one_and_not_nought():
    row = find({"a": ["no"] * 12, "b": ["no"] * 12}, variable="quote").iloc[0]
    assert pd.isna(row["alpha"])
    assert pd.isna(row["low"])
    assert row["reading"] == "undefined"
    assert row["agreed"] == 1
    assert "Every judgement has the same value" in row["note"]


def test_a_rare_value_is_shown_by_its_prevalence():
    row = find({"a": ["no"] * 39 + ["yes"], "b": ["no"] * 38 + ["yes", "no"]}, variable="quote").iloc[0]
    assert row["agreed"] == 38 / 40
    assert row["alpha"] < 0
    assert row["prevalence"] == "no (78), yes (2)"
    assert "alpha is undefined in" in row["note"]


def test_the_reference_is_no_coder_and_who_coded_is_said():
    both = ["yes", "no"] * 6
    assert find({"a": both, "curated": both}, variable="quote", reference=("curated",)).empty
    notes = {
        kind: find({"a": both, "b": both}, variable="quote", kind=kind).iloc[0]["note"] for kind in ("person", "model")
    }
    assert "Not all coders are people" in notes["model"]
    assert "people" not in notes["person"]
    assert "No disagreement: resampling" in notes["person"]


def test_two_readings_of_the_seeds(root):
    """The readings themselves, as they were handed in, say which units are alike: counted here without the suite."""
    from analysis import codings, corpus, study

    seeds = study.load(root / "data/studies/iraq-letter.yaml")
    articles = corpus.read(seeds)["articles"]
    read = codings.read(seeds.codings, "codings", articles)
    found = agreement.find(read["codings"], read["coders"], articles, read["sampled"], variables.load())
    rows = found.set_index(["unit", "variable"])
    assert rows.at[("quote", "kind"), "alpha"] == 1
    assert rows.at[("quote", "spans"), "alpha"] == 1
    # Hedges: 52 of 56 marks alike to the character; `If` and `would` by one coder alone, `it appears` against `appears`.
    # What coders differ by, 2 × (2² + 5² + 3²) over both pairs, is little beside the squares of all marks, most of
    # which one question of 65 characters makes, marked by both.
    hedges = rows.loc[("hedge", "spans")]
    assert hedges["alpha"] == pytest.approx(0.9966, abs=0.00005)
    assert hedges["agreed"] == pytest.approx(52 / 56)
    assert "2 of the 56 make half of alpha’s weight or more" in hedges["note"]
    # 21 headlines and decks × propositions, of which 3 differ: 1 - (42 - 1) * 6 / (42² - 18² - 10² - 7² - 7²)
    assert rows.at[("heads", "stance"), "alpha"] == pytest.approx(1 - 41 * 6 / (42**2 - 18**2 - 10**2 - 7**2 - 7**2))
    assert rows["coders"].unique().tolist() == ["coder_a, coder_b"]
    assert found["note"].str.contains("Not all coders are people").all()
    schema.check(found, "agreement")
