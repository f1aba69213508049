"""Krippendorff's alpha of judgements on given units, and its bootstrap."""

from collections.abc import Iterator, Sequence
from typing import Any

import krippendorff
import numpy as np

from analysis.evidence.chance import CONFIDENCE, DRAWS, SEED

RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's limits: reliable from .80 on; from .667 on only tentative conclusions (2018, chapter 12)."""
LOST = 0.05
"""Share of draws in which alpha may be undefined; with more there is no interval."""


def alpha(counts: np.ndarray, level: str, domain: Sequence[Any] | None = None) -> float:
    """Krippendorff's alpha; NaN where one value only was given, or no unit was judged twice.

    Args:
        counts: units × values: how many coders gave the unit the value.
        level: nominal, ordinal, interval or ratio.
        domain: the values, for interval and ratio numbers.

    References: Krippendorff, K. (2018), Content Analysis, 4th edition, chapter 12.

    Krippendorff's example of 12 units and 4 coders (2011, Computing Krippendorff's alpha-reliability; values 1 to 5):

    >>> a, b = [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3]
    >>> c, d = [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0]
    >>> counts = np.array([[unit.count(v) for v in range(1, 6)] for unit in zip(a, b, c, d)])
    >>> [round(alpha(counts, level, [1, 2, 3, 4, 5]), 3) for level in ("nominal", "ordinal", "interval")]
    [0.743, 0.815, 0.849]
    >>> alpha(np.array([[2, 0], [2, 0]]), "nominal")
    nan
    """
    paired = counts[counts.sum(axis=1) >= 2]
    if not len(paired) or (paired.sum(axis=0) > 0).sum() < 2:
        return float("nan")
    numbers = domain if level in ("interval", "ratio") else None
    return float(krippendorff.alpha(value_counts=paired, level_of_measurement=level, value_domain=numbers))


def resampled(
    counts: np.ndarray, clusters: np.ndarray, level: str, domain: Sequence[Any] | None = None, draws: int = DRAWS
) -> np.ndarray:
    """Alpha of `draws` samples of the clusters of units, with replacement; NaN where it is undefined.

    Args:
        clusters: for each unit the number of its cluster, from 0.

    With every cluster once it is alpha itself:

    >>> counts = np.array([[2, 0], [1, 1], [0, 2], [0, 2]])
    >>> weights = np.ones((1, 4))
    >>> float(_from_sums(*_sums(counts, np.arange(4)), weights, "nominal", None)[0]) == alpha(counts, "nominal")
    True
    """
    sums = _sums(counts, clusters)
    n = len(sums[0])
    rng = np.random.default_rng(SEED)
    pieces = [
        _from_sums(*sums, rng.multinomial(n, np.full(n, 1 / n), size=size).astype(float), level, domain)
        for size in _sizes(draws, max(1, 2_000_000 // max(n, counts.shape[1] ** 2)))
    ]
    return np.concatenate(pieces)


def _sizes(total: int, most: int) -> Iterator[int]:
    for at in range(0, total, most):
        yield min(most, total - at)


def _sums(counts: np.ndarray, clusters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By cluster: values that can be paired, and coincidences of values (see Krippendorff 2011)."""
    of = counts.sum(axis=1)
    counts, clusters, of = counts[of >= 2], clusters[of >= 2], of[of >= 2]
    v, n = counts.shape[1], int(clusters.max(initial=-1)) + 1
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(v)
    pairs = pairs / (of - 1)[:, None, None]
    margins, coincidences = np.zeros((n, v)), np.zeros((n, v, v))
    np.add.at(margins, clusters, counts)
    np.add.at(coincidences, clusters, pairs)
    kept = margins.sum(axis=1) > 0
    return margins[kept], coincidences[kept]


def _from_sums(
    margins: np.ndarray, coincidences: np.ndarray, weights: np.ndarray, level: str, domain: Sequence[Any] | None
) -> np.ndarray:
    """Alpha for each row of weights, which say how often each cluster counts."""
    n_c = weights @ margins
    n = n_c.sum(axis=1)
    if level == "nominal":
        alike = weights @ np.trace(coincidences, axis1=1, axis2=2)
        observed, expected = n - alike, n - (n_c * (n_c - 1)).sum(axis=1) / (n - 1)
    else:
        o = np.tensordot(weights, coincidences, axes=1)
        distance = _distances(n_c, level, domain)
        observed = (o * distance).sum(axis=(1, 2))
        expected = (n_c[:, :, None] * n_c[:, None, :] * distance).sum(axis=(1, 2)) / (n - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 1e-12, 1 - observed / expected, np.nan)


def _distances(n_c: np.ndarray, level: str, domain: Sequence[Any] | None) -> np.ndarray:
    """Squared differences between values, for each row of margins, which ordinal differences depend on."""
    v = n_c.shape[1]
    if level == "ordinal":
        up_to = np.cumsum(n_c, axis=1)
        middle = up_to - n_c / 2
        return (middle[:, :, None] - middle[:, None, :]) ** 2
    values = np.asarray(domain if domain is not None else range(v), dtype=float)
    difference = values[:, None] - values[None, :]
    if level == "ratio":
        both = values[:, None] + values[None, :]
        difference = np.divide(difference, both, out=np.zeros_like(difference), where=both != 0)
    return (difference**2)[None, :, :]


def limits(drawn: np.ndarray) -> tuple[float, float, list[str]]:
    """The middle 95 % of the draws; none, and why, where alpha is undefined in too many of them."""
    lost = float(np.isnan(drawn).mean())
    if lost > LOST:
        why = f"No interval: alpha is undefined in {lost:.0%} of the samples, as one value is too rare."
        return float("nan"), float("nan"), [why]
    low, high = np.nanquantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return float(low), float(high), []


def reading(value: float) -> str:
    """Alpha in words.

    >>> [reading(value) for value in (0.8, 0.667, 0.66, float("nan"))]
    ['reliable', 'tentative', 'not reliable', 'undefined']
    """
    if np.isnan(value):
        return "undefined"
    return "reliable" if value >= RELIABLE else "tentative" if value >= TENTATIVE else "not reliable"
