"""Intervals hold the truth as often as they say: a small case of `tests/benchmarks/intervals.py`.

The seed is the benchmark's; the bounds are three and a half standard errors of a share of so many corpora, as though the
contrasts of one corpus were one, which they nearly are not.
"""

import math

import pytest

from analysis.evidence import estimate
from tests.benchmarks import intervals

CORPORA = 200


@pytest.mark.parametrize("outlets", [2, 5])
@pytest.mark.parametrize("n", [estimate.FEWEST, 20])
def test_the_known_difference_is_held_as_often_as_said(n: int, outlets: int) -> None:
    held = intervals.coverage(intervals.SEED, CORPORA, n, outlets, intervals.SKEWED)
    error = math.sqrt(0.95 * 0.05 / CORPORA)
    for name in ("difference", "ratio", "rate"):
        assert 0.93 - 3.5 * error <= held[name], name
    assert held["difference"] <= 1 - 1 / CORPORA, "never missing is too wide"


def test_where_outlets_do_not_differ_few_are_called_different() -> None:
    held = intervals.coverage(intervals.SEED, CORPORA, estimate.FEWEST, 5, intervals.ALIKE)
    assert held["family"] <= 0.05 + 3.5 * math.sqrt(0.95 * 0.05 / CORPORA)


def test_the_plain_bootstrap_holds_less() -> None:
    """Why there is none: articles drawn as though copies were texts of their own."""
    plain = intervals.bootstraps(intervals.SEED, 60, 10, 5, intervals.SKEWED)["percentile, articles"]
    own = intervals.coverage(intervals.SEED, 60, 10, 5, intervals.SKEWED)["difference"]
    assert plain < own - 0.02


def test_the_truth_is_what_very_many_articles_have() -> None:
    """Rates and the others' rate of one corpus of 20,000 articles an outlet, within two in a hundred."""
    import numpy as np

    made = intervals.simulate(np.random.default_rng(2), 20_000, 3, intervals.SKEWED)
    rates, others = intervals.truth([made], 3, intervals.SKEWED)
    for k in range(3):
        one, other = intervals.sides(made, k)
        assert one.rate[0] == pytest.approx(rates[k], rel=0.02)
        assert other.rate[0] == pytest.approx(others[k], rel=0.02)
