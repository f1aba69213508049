"""Estimates: intervals worked by hand, copies that are no new texts, nothing inferred from too little."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from analysis import schema
from analysis.evidence import estimate
from tests.benchmarks import cards


def tables(
    outlets: dict[str, Sequence[tuple[float, float]]], texts: Sequence[int] | None = None, per: str = "1,000 words"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables `measures` and `copies` from counts and exposures by outlet; `texts` says which articles are one text."""
    rows = [(outlet, c, e) for outlet, articles in outlets.items() for c, e in articles]
    ids = [f"a{i}" for i in range(len(rows))]
    numbers = list(range(len(rows))) if texts is None else list(texts)
    measures = [
        {"article_id": i, "outlet_key": o, "signal": "hedges", "measure": "uncertainty", "voice": "narrator", "count": c, "exposure": e, "per": per}
        for i, (o, c, e) in zip(ids, rows, strict=True)
    ]  # fmt: skip
    sizes = pd.Series(numbers).value_counts()
    copies = [
        {"article_id": i, "text_id": t, "n_articles": int(sizes[t]), "kept": t not in numbers[:k]}
        for k, (i, t) in enumerate(zip(ids, numbers, strict=True))
    ]
    return schema.from_rows("measures", measures), schema.from_rows("copies", copies)


def found(*args: object, copies: str = "all", **more: object) -> pd.DataFrame:
    rows = schema.check(estimate.find(*tables(*args, **more)), "estimates")  # type: ignore[arg-type]
    return rows[rows["copies"] == copies].set_index(["outlet_key", "kind"])


POST = [(float(c), 100.0) for c in range(1, 9)]  # 36 in 800 words, 45 in 1,000
ECHO = [(float(c), 100.0) for c in (0, 1, 1, 2, 2, 3, 3, 4)]  # 16 in 800 words, 20 in 1,000


def test_a_rate_and_its_interval_by_hand() -> None:
    """Texts of one length: the standard error of a mean, 2.449 / √8 / 100 words, 7 degrees of freedom, t = 2.365."""
    row = found({"Post": POST, "Echo": ECHO}).loc[("Post", "rate")]
    error = math.sqrt(6 / 8) / 100
    reach = 2.3646 * error / 0.045
    assert row["estimate"] == pytest.approx(45)
    assert row["low"] == pytest.approx(45 * math.exp(-reach), rel=1e-3)
    assert row["high"] == pytest.approx(45 * math.exp(reach), rel=1e-3)
    assert row[["n_articles", "n_texts"]].tolist() == [8, 8]
    assert row["estimand"] == estimate.COVERAGE


def test_a_ratio_and_its_p_by_hand() -> None:
    """45 over 20 in 1,000; the variances of the logarithms add up, and so do, after Satterthwaite, their freedoms."""
    rows = found({"Post": POST, "Echo": ECHO})
    a, b = 6 / 8 / 4.5**2, np.var([c for c, _ in ECHO], ddof=1) / 8 / 2**2
    freedom = (a + b) ** 2 / (a**2 / 7 + b**2 / 7)
    ratio, error = math.log(2.25), math.sqrt(a + b)
    row = rows.loc[("Post", "ratio")]
    assert row["estimate"] == pytest.approx(2.25)
    assert row["low"] == pytest.approx(math.exp(ratio - stats.t.ppf(0.975, freedom) * error))
    assert row["p"] == pytest.approx(2 * stats.t.sf(ratio / error, freedom))
    assert rows.loc[("Post", "difference"), "estimate"] == pytest.approx(25)
    assert rows.loc[("Post", "difference"), "low"] < 25 < rows.loc[("Post", "difference"), "high"]


def test_of_two_outlets_one_is_set_against_the_other() -> None:
    rows = found({"Post": POST, "Echo": ECHO})
    assert ("Echo", "ratio") not in rows.index
    assert rows.loc[("Post", "ratio"), "against"] == "Echo"
    assert rows.loc[("Post", "ratio"), "p_holm"] == rows.loc[("Post", "ratio"), "p"]


def test_copies_are_no_new_texts() -> None:
    """Each text printed twice: twice the articles, the same interval."""
    once = found({"Post": POST, "Echo": ECHO})
    twice = found({"Post": POST * 2, "Echo": ECHO}, texts=[*range(8), *range(8), *range(8, 16)])
    for kind in ("rate", "ratio", "difference"):
        columns = ["estimate", "low", "high", "n_texts"]
        assert twice.loc[("Post", kind), columns].tolist() == pytest.approx(once.loc[("Post", kind), columns].tolist())
    assert twice.loc[("Post", "rate"), "n_articles"] == 16


def test_what_two_outlets_share_cancels() -> None:
    """Half of each outlet's texts are the same: their difference is surer than that of outlets with texts of their own."""
    other = [(c + 1, e) for c, e in POST]
    apart = found({"Post": POST, "Echo": other})
    shared = found({"Post": POST, "Echo": other}, texts=[*range(8), *range(4), *range(8, 12)])

    def width(rows: pd.DataFrame) -> float:
        return rows.loc[("Post", "ratio"), "high"] - rows.loc[("Post", "ratio"), "low"]

    assert width(shared) < 0.8 * width(apart)


def test_each_text_once_is_a_version_of_its_own() -> None:
    outlets = {"Post": POST, "Echo": [*ECHO, *POST[:4]]}
    texts = [*range(8), *range(8, 16), *range(4)]
    every = found(outlets, texts=texts)
    once = found(outlets, texts=texts, copies="one_per_text")
    assert every.loc[("Echo", "rate"), ["count", "n_articles"]].tolist() == [26, 12]
    assert once.loc[("Echo", "rate"), ["count", "n_articles"]].tolist() == [16, 8]


def test_with_too_few_texts_nothing_is_estimated_and_it_says_why() -> None:
    few = estimate.FEWEST - 1
    rows = found({"Post": POST, "Echo": ECHO, "Sun": POST[:few]})
    sun = rows.loc[("Sun", "rate")]
    assert sun[["estimate", "low", "high"]].isna().all()
    assert sun["why"] == f"{few} separately worded texts to count in, {estimate.FEWEST} are needed"
    assert sun["estimand"] == estimate.ARTICLES
    assert ("Sun", "ratio") not in rows.index
    assert rows.loc[("Post", "ratio"), "n_texts_against"] == 8 + few, "its articles are among the others all the same"
    copied = found({"Post": POST, "Sun": POST}, texts=[*range(8), *[9] * 8])
    assert copied.loc[("Sun", "rate"), "why"].startswith("1 separately worded text to")


def test_one_article_an_outlet_infers_nothing() -> None:
    rows = estimate.find(*tables({name: [(3.0, 100.0)] for name in "ABCDE"}))
    assert set(rows["kind"]) == {"rate"}
    assert rows["estimate"].isna().all()


@pytest.mark.parametrize("count", [0.0, 7.0], ids=["nothing", "everything"])
def test_without_any_difference_between_texts_there_is_no_certainty(count: float) -> None:
    rows = found({"Post": POST, "Echo": [(count, 7.0)] * 8, "Sun": ECHO}, per="statements")
    row = rows.loc[("Echo", "rate")]
    assert row["estimate"] == count / 7
    assert row[["low", "high"]].isna().all()
    assert row["why"] == estimate.NOTHING
    assert rows.loc[("Echo", "ratio"), ["low", "high", "p", "p_holm"]].isna().all()


def test_a_share_ends_at_one() -> None:
    rows = found({"Post": [(9.0, 10.0), (1.0, 10.0)] * 4, "Echo": ECHO, "Sun": POST}, per="statements")
    assert rows["high"].drop("ratio", level="kind").max() <= 1


def test_p_values_are_adjusted_over_all_contrasts() -> None:
    """Holm: the smallest of three times 3, the next times 2, never falling."""
    rows = found({"Post": POST, "Echo": ECHO, "Sun": [(c, e) for c, e in POST][::-1]}).xs("ratio", level="kind")
    p = sorted(rows["p"])
    assert len(p) == 3
    assert sorted(rows["p_holm"]) == pytest.approx([min(1, 3 * p[0]), *np.maximum.accumulate([min(1, 2 * p[1]), p[2]])])
    assert (rows["p_bh"] <= rows["p_holm"]).all()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_holm_is_the_library_s(p: list[float]) -> None:
    assert estimate.holm(np.array(p)) == pytest.approx(multipletests(p, method="holm")[1])


def test_no_article_no_estimate() -> None:
    assert schema.check(estimate.find(schema.empty("measures"), schema.empty("copies")), "estimates").empty


@settings(max_examples=6, deadline=None)
@given(st.randoms(), st.sampled_from([2, 3, 5]))
def test_the_order_of_articles_and_the_unit_of_exposure_change_nothing(rng: object, scale: int) -> None:
    articles = [*POST, *ECHO]
    shuffled = list(range(8))
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    one = found({"Post": articles[:8], "Echo": articles[8:]})
    other = found({"Post": [(articles[i][0], articles[i][1] * scale) for i in shuffled], "Echo": [(c, e * scale) for c, e in ECHO]})  # fmt: skip
    for limit in ("estimate", "low", "high"):
        assert other.loc[("Post", "rate"), limit] * scale == pytest.approx(one.loc[("Post", "rate"), limit])
        assert other.loc[("Post", "ratio"), limit] == pytest.approx(one.loc[("Post", "ratio"), limit])


def test_the_fewest_texts_are_those_of_the_benchmark() -> None:
    made = cards.read("intervals")["figures"]
    assert made["fewest"] == estimate.FEWEST, "python -m tests.benchmarks.intervals --write"
