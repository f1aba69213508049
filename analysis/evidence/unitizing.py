"""Agreement on where stretches begin and end: Krippendorff's alpha for unitizing."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

Stretch = tuple[int, int]
"""`[start, end)` in characters of an article."""


class Parts(NamedTuple):
    """What each article adds to alpha, so that articles can be resampled: vectors by article, `gaps` a matrix.

    `length` is of the article, `observed` the squared differences between all pairs of coders, `n` units of all coders,
    `own` and `square` sums over them, `gaps[a, b]` how the units of article a would fit into the gaps of b.
    """

    length: np.ndarray
    observed: np.ndarray
    n: np.ndarray
    own: np.ndarray
    square: np.ndarray
    gaps: np.ndarray


def alpha(lengths: Sequence[int], coders: Sequence[Sequence[Sequence[Stretch]]]) -> float:
    """Krippendorff's alpha for unitizing, of one category of stretches.

    Args:
        lengths: of each article, in characters.
        coders: for each coder and article its stretches; those of one coder that overlap are joined.

    Returns: 1 where all coders mark the same, 0 as by chance, less below; NaN where nobody marks anything.

    Note: this is alpha-U of 1995: two stretches that overlap differ by the squares of the characters by which their
        begins and their ends lie apart, a stretch that meets none by the square of its length. So a long stretch weighs
        much more than a short one, and alpha may be near 1 where coders disagree on several short stretches: read it
        beside the share that is marked alike. Articles are put end to end; a gap ends with its article.

    References: Krippendorff, K. (1995), On the reliability of unitizing continuous data, Sociological Methodology 25;
        (2004), Content Analysis, 2nd edition, section 11.6. The later family, in which a stretch weighs by its length
        and not by its square: Krippendorff, K., Mathet, Y., Bouvry, S., Widlöcher, A. (2016), On the reliability of
        unitizing textual continua, Quality & Quantity 50(6).

    Two coders of 100 characters; the first pair differs by 2 characters at one end, the other not at all:

    >>> round(alpha([100], [[[(10, 20), (50, 60)]], [[(10, 22), (50, 60)]]]), 3)
    0.985
    >>> alpha([100], [[[(10, 20)]], [[(10, 20)]]])
    1.0
    """
    return float(values(parts(lengths, coders), np.ones((1, len(lengths))), len(coders))[0])


def alpha_of_categories(
    lengths: Sequence[int], categories: Mapping[str, Sequence[Sequence[Sequence[Stretch]]]]
) -> float:
    """Alpha of stretches of several categories: disagreements are added up before they are set in relation."""
    observed = expected = 0.0
    for coders in categories.values():
        o, e = disagreements(parts(lengths, coders), np.ones((1, len(lengths))), len(coders))
        observed, expected = observed + float(o[0]), expected + float(e[0])
    return 1 - observed / expected


def values(given: Parts, weights: np.ndarray, m: int) -> np.ndarray:
    """Alpha for each row of weights, which say how often each article counts; NaN where it is undefined."""
    observed, expected = disagreements(given, weights, m)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - observed / expected, np.nan)


def disagreements(given: Parts, weights: np.ndarray, m: int) -> tuple[np.ndarray, np.ndarray]:
    """Observed and expected disagreement of `m` coders for each row of weights."""
    length = weights @ given.length
    observed = weights @ given.observed / (m * (m - 1) * length**2)
    fitting = (weights @ given.n - 1) / 3 * (weights @ given.own)
    fitting = fitting + np.einsum("ba,ac,bc->b", weights, given.gaps, weights)
    ways = m * length * (m * length - 1) - weights @ given.square
    return observed, 2 / length * fitting / ways


def parts(lengths: Sequence[int], coders: Sequence[Sequence[Sequence[Stretch]]]) -> Parts:
    """What each article adds."""
    n = len(lengths)
    marked = [[_apart(own[a]) for own in coders] for a in range(n)]
    units = [np.array([e - s for own in by_coder for s, e in own], dtype=float) for by_coder in marked]
    gaps = [
        np.sort(np.array([e - s for own in by_coder for s, e in _between(own, lengths[a])], dtype=float))
        for a, by_coder in enumerate(marked)
    ]
    fits = np.zeros((n, n))
    for b, own in enumerate(gaps):
        after = np.append(np.cumsum(own[::-1])[::-1], 0.0)
        for a, sizes in enumerate(units):
            first = np.searchsorted(own, sizes)
            n_long = len(own) - first
            fits[a, b] = float((sizes**2 * (after[first] + n_long * (1 - sizes))).sum())
    return Parts(
        length=np.array(lengths, dtype=float),
        observed=np.array([_observed(marked[a], lengths[a]) for a in range(n)], dtype=float),
        n=np.array([len(u) for u in units], dtype=float),
        own=np.array([(2 * u**3 - 3 * u**2 + u).sum() for u in units], dtype=float),
        square=np.array([(u * (u - 1)).sum() for u in units], dtype=float),
        gaps=fits,
    )


def _observed(by_coder: Sequence[Sequence[Stretch]], length: int) -> float:
    """Squared differences, over all ordered pairs of coders: each pair is met from both sides."""
    total = 0.0
    for i, own in enumerate(by_coder):
        for other in by_coder[i + 1 :]:
            for s, e in own:
                for t, f in other:
                    if s < f and t < e:
                        total += (s - t) ** 2 + (e - f) ** 2
            total += sum((e - s) ** 2 for s, e in own if not any(s < f and t < e for t, f in other))
            total += sum((f - t) ** 2 for t, f in other if not any(s < f and t < e for s, e in own))
    return 2 * total


def _apart(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches of one coder, those that overlap joined.

    >>> _apart([(8, 9), (0, 3), (2, 5), (5, 6)])
    [(0, 5), (5, 6), (8, 9)]
    """
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _between(stretches: Sequence[Stretch], length: int) -> list[Stretch]:
    """The gaps before, between and after stretches.

    >>> _between([(2, 4), (4, 6)], 9)
    [(0, 2), (6, 9)]
    """
    ends = [0, *(e for _, e in stretches)]
    starts = [*(s for s, _ in stretches), length]
    return [(s, e) for s, e in zip(ends, starts, strict=True) if s < e]
