"""Shares with an interval: of units that are weighted and come in clusters, however few, and even if all are alike."""

from typing import NamedTuple

import numpy as np

from analysis.evidence.chance import CONFIDENCE, DRAWS, FEWEST_CLUSTERS, SEED


class Share(NamedTuple):
    """A share and the ends of its interval, NaN where none can be had; the number of units and of clusters."""

    value: float
    low: float
    high: float
    n: int
    n_clusters: int


def share(hits: np.ndarray, weights: np.ndarray, clusters: np.ndarray) -> Share:
    """The weighted share of hits, with Korn and Graubard's interval for clustered samples.

    Args:
        hits: for each unit how much of it is a hit, 0–1.
        weights: what each unit counts.
        clusters: the cluster of each unit; one a unit if they are independent.

    Returns: NaN for all without a unit, for the interval with a single cluster.

    Note: Clopper and Pearson's interval, of so many units as would be as sure if they were independent; the fewer
        clusters, the fewer. It does not shrink to nothing where all units are hits, as resampling does.

    References: Korn and Graubard (1998), Confidence intervals for proportions with small expected number of positive
        counts estimated from survey data, Survey Methodology 24.

    Of independent units it is Clopper and Pearson's own: 10 of 10, lower end .025 ** (1 / 10).

    >>> found = share(np.ones(10), np.ones(10), np.arange(10))
    >>> found.value, round(found.low, 4) == round(0.025 ** 0.1, 4), found.high
    (1.0, True, 1.0)
    """
    from scipy import stats  # with the next 0.6 s, and only where coders judged
    from statsmodels.stats.proportion import proportion_confint

    kept = weights > 0
    hits, weights, clusters = hits[kept], weights[kept], clusters[kept]
    n, total = len(hits), float(weights.sum())
    if not n:
        return Share(np.nan, np.nan, np.nan, 0, 0)
    groups = np.unique(clusters, return_inverse=True)[1]
    n_groups = int(groups.max()) + 1
    value = float((hits * weights).sum() / total)
    if n_groups < 2:
        return Share(value, np.nan, np.nan, n, n_groups)
    rest = np.bincount(groups, weights * (hits - value), n_groups)
    variance = n_groups / (n_groups - 1) * float((rest**2).sum()) / total**2
    most = total**2 / float((weights**2).sum())  # Kish: units of unequal weight say less
    effective = min(most, value * (1 - value) / variance) if variance > 1e-12 else most
    narrower = stats.t.ppf(0.975, max(1, n - 1)) / stats.t.ppf(0.975, n_groups - 1)
    effective = max(1.0, effective * min(1.0, float(narrower)) ** 2)
    low, high = proportion_confint(value * effective, effective, alpha=1 - CONFIDENCE, method="beta")
    return Share(value, 0.0 if value == 0 else float(low), 1.0 if value == 1 else float(high), n, n_groups)


def f1(found: Share) -> Share:
    """F1 from the share of matches among matches, misses and false ones: 2 s / (1 + s).

    >>> f1(Share(0.5, 0.2, 0.8, 10, 10)).value == 2 * 5 / (2 * 5 + 5)
    True
    """
    value, low, high = (2 * s / (1 + s) for s in found[:3])
    return Share(value, low, high, found.n, found.n_clusters)


def macro_f1(coded: np.ndarray, read: np.ndarray, weights: np.ndarray, clusters: np.ndarray, n_classes: int) -> Share:
    """The mean of the F1 of all classes, with a percentile bootstrap of clusters where there are enough.

    Args:
        coded, read: numbers of the classes of each unit, from 0.

    >>> macro_f1(np.array([0, 0, 1]), np.array([0, 1, 1]), np.ones(3), np.arange(3), 2).value  # (2/3 + 2/3) / 2
    0.6666666666666666
    """
    groups = np.unique(clusters, return_inverse=True)[1]
    n_groups = int(groups.max(initial=-1)) + 1
    tables = np.zeros((n_groups, n_classes, n_classes))
    np.add.at(tables, (groups, coded, read), weights)
    value = float(_macro(tables.sum(axis=0)[None])[0])
    if n_groups < FEWEST_CLUSTERS:
        return Share(value, np.nan, np.nan, len(coded), n_groups)
    rng = np.random.default_rng(SEED)
    drawn = rng.multinomial(n_groups, np.full(n_groups, 1 / n_groups), size=DRAWS).astype(float)
    low, high = np.quantile(_macro(np.tensordot(drawn, tables, axes=1)), [0.025, 0.975])
    return Share(value, float(low), float(high), len(coded), n_groups)


def _macro(tables: np.ndarray) -> np.ndarray:
    """Mean F1 of each table of classes, over the classes that are in it."""
    alike = np.diagonal(tables, axis1=1, axis2=2)
    either = tables.sum(axis=1) + tables.sum(axis=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nanmean(np.where(either > 0, 2 * alike / either, np.nan), axis=1)
