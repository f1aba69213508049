"""Intervals of a rate, and of how two rates differ, where articles that are one text stand or fall together.

A rate is Σcount / Σexposure. The unit of chance is the separately worded text: an article, or all copies of it, in
whatever outlets. Each text adds its deviation, count − rate × exposure, to the variance of the rate (linearised,
cluster-robust, corrected for leverage as *CR2*); texts with copies on both sides of a contrast add to both, so that
what they share cancels. Counts are skewed, so limits are taken on the logarithm of the rate, with Student's t; its
degrees of freedom follow from how evenly the exposure lies over the texts (Satterthwaite): one long article among ten
leaves few. The limits of a difference are put together from those of the two rates (Zou and Donner's MOVER).

Why not the bootstrap: at ten articles an outlet its percentile, BCa and studentised intervals cover the truth too
seldom; `python -m tests.benchmarks.intervals` prints how often each does.

References: Bell, R. M., McCaffrey, D. F. (2002), Bias reduction in standard errors for linear regression with
multi-stage samples, Survey Methodology 28(2); Pustejovsky, J. E., Tipton, E. (2018), Small-sample methods for
cluster-robust variance estimation, Journal of Business & Economic Statistics 36(4); Zou, G. Y., Donner, A. (2008),
Construction of confidence limits about effect measures: a general approach, Statistics in Medicine 27(10).
"""

from typing import NamedTuple

import numpy as np

from analysis.evidence.chance import CONFIDENCE

Floats = np.ndarray

SPREAD = 1.5
"""The variance of a text's count is taken to grow with its exposure to this power, for the degrees of freedom only:
between 1 (chance alone) and 2 (articles differ in their rate)."""
FARTHEST = 50.0
"""Limits are no farther than this on the logarithm: beyond it a number says nothing."""


class Rates(NamedTuple):
    """The rates of one side, a column a measure; `deviation` has a row a text."""

    counted: Floats
    exposure: Floats
    texts: Floats
    rate: Floats
    variance: Floats
    freedom: Floats
    deviation: Floats


class Limits(NamedTuple):
    """An estimate with the limits of its interval."""

    estimate: Floats
    low: Floats
    high: Floats


class Contrast(NamedTuple):
    """How two rates differ: difference, ratio, and the p-value of equal rates."""

    difference: Limits
    ratio: Limits
    p: Floats


def rates(count: Floats, exposure: Floats) -> Rates:
    """The rate of each measure, with what its interval needs.

    Args:
        count, exposure: a row a text (its articles added up), a column a measure; a text that is not on this side
            has 0 and 0.

    Two texts, 1 of 10 words and 3 of 10: the rate is 4/20 = .2; the deviations are ∓1/20, over √(1 − ½) for the
    leverage of each; the variance is 2 × (1/400) / ½ = .01. Two texts of equal length leave 1 degree of freedom.

    >>> found = rates(np.array([[1.0], [3.0]]), np.array([[10.0], [10.0]]))
    >>> found.rate, found.variance.round(12), found.freedom
    (array([0.2]), array([0.01]), array([1.]))
    """
    total = exposure.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = exposure / total
        rate = count.sum(axis=0) / total
        deviation = np.where(exposure > 0, (count - rate * exposure) / total / np.sqrt(1 - np.minimum(share, 1)), 0.0)
        weight = share**SPREAD
        even = weight.sum(axis=0) ** 2 / (weight**2).sum(axis=0)
    texts = (exposure > 0).sum(axis=0)
    return Rates(
        count.sum(axis=0), total, texts, rate, (deviation**2).sum(axis=0), np.maximum(even - 1, 1.0), deviation
    )


def of_rate(one: Rates, level: float = CONFIDENCE) -> Limits:
    """The interval of each rate. Where nothing was counted, or all texts have one rate, there is none.

    The rate of `rates`' example, .2 with a standard error of .1: half of it, and t(1) = 12.7, so ln .2 ∓ 6.35.

    >>> found = of_rate(rates(np.array([[1.0], [3.0]]), np.array([[10.0], [10.0]])))
    >>> found.low.round(5), found.high.round(1)
    (array([0.00035]), array([114.9]))
    """
    return Limits(one.rate, *_limits(one, _t(level, one.freedom)))


def contrast(one: Rates, other: Rates, level: float = CONFIDENCE) -> Contrast:
    """How each rate of one side differs from the other's: difference, ratio, and p of the ratio being 1.

    The rows of both sides are the same texts. Where either side has no interval, there is none here.
    """
    from scipy.special import stdtr

    with np.errstate(divide="ignore", invalid="ignore"):
        shared = (one.deviation * other.deviation).sum(axis=0)
        a, b, ab = one.variance / one.rate**2, other.variance / other.rate**2, shared / one.rate / other.rate
        log_ratio, log_error = np.log(one.rate / other.rate), np.sqrt(np.maximum(a + b - 2 * ab, 0))
        freedom = _satterthwaite(a, one.freedom, b, other.freedom)
        known = computable(one) & computable(other)
        p = np.where(known, 2 * stdtr(freedom, -np.abs(log_ratio) / log_error), np.nan)
        reach = np.minimum(_t(level, freedom) * log_error, FARTHEST)
        ratio = Limits(
            np.where(other.counted > 0, one.rate / other.rate, np.nan),
            np.where(known, np.exp(log_ratio - reach), np.nan),
            np.where(known, np.exp(log_ratio + reach), np.nan),
        )
        t = _t(level, _satterthwaite(one.variance, one.freedom, other.variance, other.freedom))
        (low, high), (other_low, other_high) = _limits(one, t), _limits(other, t)
        likeness = np.where(one.variance * other.variance > 0, shared / np.sqrt(one.variance * other.variance), 0.0)
        difference = one.rate - other.rate
        down = _joined(one.rate - low, other_high - other.rate, likeness)
        up = _joined(high - one.rate, other.rate - other_low, likeness)
    return Contrast(Limits(difference, difference - down, difference + up), ratio, p)


def computable(one: Rates) -> Floats:
    """Has a rate an interval: was anything counted, and do the texts differ, so that chance can be told from them?

    Where every text has exactly the same rate (all statements named), a variance of 0 would claim certainty.
    """
    return (one.counted > 0) & (one.variance > 1e-12 * one.rate**2)


def _limits(one: Rates, t: Floats) -> tuple[Floats, Floats]:
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = np.minimum(t * np.sqrt(one.variance) / one.rate, FARTHEST)
        known = computable(one)
        return np.where(known, one.rate * np.exp(-reach), np.nan), np.where(known, one.rate * np.exp(reach), np.nan)


def _t(level: float, freedom: Floats) -> Floats:
    from scipy.special import stdtrit

    return stdtrit(freedom, (1 + level) / 2)


def _satterthwaite(a: Floats, a_freedom: Floats, b: Floats, b_freedom: Floats) -> Floats:
    """Degrees of freedom of a sum of two variances."""
    both = a**2 / a_freedom + b**2 / b_freedom
    return np.where(both > 0, (a + b) ** 2 / np.where(both > 0, both, 1), a_freedom)


def _joined(a: Floats, b: Floats, likeness: Floats) -> Floats:
    return np.sqrt(np.maximum(a**2 + b**2 - 2 * likeness * a * b, 0))
