"""Corrected estimates: worked by hand, exact where the suite is, and right on average where it errs by outlet."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.evidence import correct, sample
from analysis.evidence.units import COLUMNS


def answer(value: bool) -> str:
    return "yes" if value else "no"


def population(rows) -> pd.DataFrame:
    """Sentences of `(outlet, article, read, true)`; `true` stays beside."""
    made = [
        ("quote", "sentence", article, k, 10 * k, 10 * k + 5, "t", outlet, answer(read), answer(read))
        for k, (outlet, article, read, _) in enumerate(rows)
    ]
    types = dict.fromkeys(("start", "end", "sentence_id"), "Int64")
    return pd.DataFrame(made, columns=list(COLUMNS)).astype(types).assign(true=[row[3] for row in rows])


def coded(units, drawn, truth=None, coder="ana"):
    """Codings of the drawn items by one who answers as it is, or as `truth(item, answer)` says."""
    by_place = dict(zip(units["start"], units["true"], strict=True))
    rows = [
        {"article_id": r.article_id, "start": r.start, "end": r.end, "text": "t", "coder": coder, "unit": r.unit, "variable": r.variable,
         "value": truth(r, by_place[r.start]) if truth else answer(by_place[r.start])}
        for r in drawn.itertuples()
    ]  # fmt: skip
    return schema.from_rows("codings", [row for row in rows if row["value"]])


def corrected(units, n, seed=1, truth=None, coders=("ana",), corpus=None, **more):
    names = list(dict.fromkeys(units["article_id"]))
    articles = schema.from_rows(
        "articles", [{"article_id": a, "outlet_key": "o", "text": a, "n_words": 1} for a in names]
    )
    drawn = sample.draw(units.drop(columns="true"), articles, n, seed)
    codings = pd.concat([coded(units, drawn, truth, coder) for coder in coders], ignore_index=True)
    who = schema.from_rows("coders", [{"coder": c, "is_reference": c == "curated", "n_judgements": 1} for c in coders])
    table = correct.find(units, drawn, codings, who, corpus or sample.fingerprint(articles), **more)
    return schema.check(table, "corrected").set_index(["outlet_key", "estimand"])


def news(rng, missed, articles=40, sentences=25, rate=0.2):
    """Two outlets that quote as often, in articles that differ; of one the suite misses more."""
    rows = []
    for outlet, share in missed.items():
        for a in range(articles):
            true = rng.random(sentences) < rng.beta(4 * rate, 4 * (1 - rate))
            read = np.where(true, rng.random(sentences) >= share, rng.random(sentences) < 0.02)
            rows += [(outlet, f"{outlet}{a}", bool(r), bool(t)) for r, t in zip(read, true, strict=True)]
    return population(rows)


def test_worked_by_hand():
    """10 sentences are read as quoting, 90 not. All 10 and 30 of the 90 are coded; 2 of the 10 do not, 3 of the 30 do."""
    units = population([("x", "a", True, k >= 2) for k in range(10)] + [("x", "a", False, False) for _ in range(90)])
    names = schema.from_rows("articles", [{"article_id": "a", "outlet_key": "o", "text": "a", "n_words": 1}])
    assert sample.allocate([90, 10], 40) == [30, 10]
    no = [r.start for r in sample.draw(units.drop(columns="true"), names, 40, 1).itertuples() if r.predicted == "no"]
    units["true"] = units["true"] | units["start"].isin(no[:3])
    found = corrected(units, 40)
    row = found.loc[("x", correct.THESE)]
    assert row["raw"] == 0.10
    assert row["estimate"] == pytest.approx(0.10 - 2 / 100 + 90 * (3 / 30) / 100)  # .17
    # Agresti and Coull: of 30 + 4 units 3 + 2 in error; of the 60 that were not drawn nothing is known
    spread = (3 + 2) / 34 - (3 / 34) ** 2
    half = (row["high"] - row["low"]) / 2
    assert half == pytest.approx(2.0244 * (90**2 * (1 - 30 / 90) * spread / 30) ** 0.5 / 100, abs=1e-4)  # t, 38 d. f.
    assert (row["n_units"], row["n_coded"], row["n_articles"]) == (100, 40, 1)
    assert "Only 40 units" in row["note"]
    assert ("x", correct.COVERAGE) not in found.index, "one article says nothing of what else there might be"


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(60, 200))
def test_where_the_suite_is_right_nothing_is_corrected(seed, n):
    rng = np.random.default_rng(seed)
    units = news(rng, {"x": 0.0, "y": 0.0}, articles=12, sentences=12)
    units["true"] = units["predicted"] == "yes"
    found = corrected(units, n, seed)
    assert found["estimate"].notna().all()
    assert found["estimate"].astype(float).to_numpy() == pytest.approx(found["raw"].to_numpy())
    these, coverage = (found.xs(e, level="estimand") for e in (correct.THESE, correct.COVERAGE))
    assert (coverage["high"] - coverage["low"] >= coverage["raw_high"] - coverage["raw_low"] - 1e-12).all()
    assert (these["low"] <= these["raw"]).all()
    assert (these["raw"] <= these["high"]).all()


def test_a_difference_that_errors_make_is_taken_back():
    """Both outlets quote in one sentence of five; of one the suite misses 40 %, of the other 5 %."""
    raw, mended, held, times = [], [], {"x": 0, "y": 0}, 60
    for seed in range(times):
        units = news(np.random.default_rng(seed), {"x": 0.05, "y": 0.4})
        found = corrected(units, 200, seed)
        true = units.groupby("outlet_key")["true"].mean()
        these = found.xs(correct.THESE, level="estimand")
        raw.append((these["raw"]["x"] - true["x"]) - (these["raw"]["y"] - true["y"]))
        mended.append((these["estimate"]["x"] - true["x"]) - (these["estimate"]["y"] - true["y"]))
        for outlet in held:
            held[outlet] += these["low"][outlet] <= true[outlet] <= these["high"][outlet]
    assert np.mean(raw) > 0.05
    assert abs(np.mean(mended)) < 3 * np.std(mended) / times**0.5 + 0.005
    assert min(held.values()) / times >= 0.9, held


def test_the_coverage_of_the_outlet_is_held_too():
    """The share that both outlets draw their articles from is 20 %, whatever these articles happen to hold."""
    held, times = 0, 60
    for seed in range(100, 100 + times):
        found = corrected(news(np.random.default_rng(seed), {"y": 0.4}), 150, seed)
        row = found.loc[("y", correct.COVERAGE)]
        held += row["low"] <= 0.2 <= row["high"]
    assert held / times >= 0.87, held


def test_copies_of_one_text_are_one():
    units = news(np.random.default_rng(1), {"x": 0.2}, articles=20)
    alone = corrected(units, 100)
    # every article is there twice, as copies: no more is known of the outlet than before
    names = units["article_id"].unique()
    pairs = {name: k // 2 for k, name in enumerate(names)}
    together = corrected(units, 100, clusters=pairs)
    width = {k: f.loc[("x", correct.COVERAGE)] for k, f in (("alone", alone), ("together", together))}
    assert width["together"]["method"] == width["alone"]["method"]
    assert width["together"]["raw_high"] != width["alone"]["raw_high"]
    assert ("x", correct.COVERAGE) not in corrected(units, 100, clusters=dict.fromkeys(names, 0)).index


def test_what_is_suppressed_says_why():
    units = news(np.random.default_rng(2), {"x": 0.1, "y": 0.1}, articles=12)
    few = corrected(units, 30)
    assert few["estimate"].isna().sum() == 4
    assert few.loc[("x", correct.THESE), "note"].startswith("Not corrected: 15 of its units were coded, fewer than 20.")
    assert few["raw"].notna().all()
    other = corrected(units, 200, corpus="another")
    assert other["estimate"].isna().all()
    assert other["note"].str.startswith("Not corrected: the articles are not those").all()


def test_two_coders_count_half_each_and_the_reference_alone():
    units = news(np.random.default_rng(3), {"x": 0.3}, articles=12)

    def half(coder):
        return lambda item, true: answer(true) if coder == "ana" else "no"

    ana = corrected(units, 120).loc[("x", correct.THESE), "estimate"]
    never = corrected(units, 120, truth=half("ben")).loc[("x", correct.THESE), "estimate"]
    names = schema.from_rows(
        "articles",
        [{"article_id": a, "outlet_key": "o", "text": a, "n_words": 1} for a in units["article_id"].unique()],
    )
    drawn = sample.draw(units.drop(columns="true"), names, 120, 1)
    both = pd.concat([coded(units, drawn, half(c), c) for c in ("ana", "ben")], ignore_index=True)
    for reference, expected in (("nobody", (ana + never) / 2), ("ana", ana)):
        coders = [{"coder": c, "is_reference": c == reference, "n_judgements": 1} for c in ("ana", "ben")]
        table = correct.find(units, drawn, both, schema.from_rows("coders", coders), sample.fingerprint(names))
        row = table[(table["outlet_key"] == "x") & (table["estimand"] == correct.THESE)].iloc[0]
        assert row["estimate"] == pytest.approx(expected)
