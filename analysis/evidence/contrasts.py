"""The contrasts of one measure: each outlet's rate against the others', as they are and with something left out."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analysis.evidence.estimate import Grid
from analysis.evidence.interval import Floats
from analysis.evidence.measure import Measure

KEPT = 0.5
"""Part of its size, (rate − others) / (rate + others), that a contrast must keep in a path to hold there: one that a
single word has doubled is that word's."""


class Paths(NamedTuple):
    """A contrast in several paths of one kind: what is left out or changed, the two rates, the rank, does it hold?"""

    kind: str
    names: Sequence[str]
    rate: Floats
    others: Floats
    rank: np.ndarray
    n_outlets: np.ndarray
    holds: np.ndarray


class Contrasts(NamedTuple):
    """What is needed to work out the contrasts of one measure: articles' counts in its own voice, and the base."""

    key: tuple[str, str, str]
    scale: float
    outlet: np.ndarray
    outlets: list[str]
    compared: np.ndarray
    counts: Floats
    exposures: Floats

    @classmethod
    def of(cls, table: Grid, rule: Measure, compared: np.ndarray) -> "Contrasts | None":
        found = columns(table, rule, (rule.own,))
        if not len(found) or len(table.outlets) < 2:
            return None
        count, exposure = table.counts[:, found[0]], table.exposure[:, found[0]]
        some = np.bincount(table.outlet, exposure, len(table.outlets)) > 0
        key = (rule.signal, rule.name, rule.own)
        return cls(key, table.scale[found[0]], table.outlet, table.outlets, compared & some, count, exposure)

    def sums(self, values: Floats) -> Floats:
        """The sum of each outlet, as a column."""
        return np.bincount(self.outlet, values, len(self.outlets))[:, None]

    def paths(self, kind: str, names: Sequence[str], count: Floats, exposure: Floats) -> list[Paths]:
        """Each outlet's contrast in paths that are given by the outlets' sums, a column a path or one for all."""
        exposure = np.broadcast_to(exposure, count.shape)
        there = self.compared[:, None] & (exposure > 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            rate = count / exposure
            others = (count.sum(axis=0) - count) / (exposure.sum(axis=0) - exposure)
            base = self.sums(self.counts) / self.sums(self.exposures)
            base_others = (self.counts.sum() - self.sums(self.counts)) / (
                self.exposures.sum() - self.sums(self.exposures)
            )
        found = []
        for k in range(len(self.outlets)):
            rank = 1 + (there & (rate > rate[k])).sum(axis=0)
            was = 1 + (there & (base > base[k])).sum(axis=0)
            holds = there[k] & (rank == was) & _keeps(rate[k], others[k], base[k], base_others[k])
            found.append(Paths(kind, names, rate[k], others[k], rank, there.sum(axis=0), holds))
        return found


def columns(table: Grid, rule: Measure, voices: Sequence[str]) -> np.ndarray:
    of = table.of
    mine = (of["signal"] == rule.signal) & (of["measure"] == rule.name) & of["voice"].isin(list(voices))
    return np.flatnonzero(mine.to_numpy(dtype=bool))


def without_articles(it: Contrasts, k: int, articles: list[str]) -> Paths:
    """The contrast of outlet `k` without each article that has anything to count in, where each side keeps another."""
    c, e = it.sums(it.counts)[:, 0], it.sums(it.exposures)[:, 0]
    side = np.where(it.outlet == k, e[k], e.sum() - e[k])
    left = np.flatnonzero((it.exposures > 0) & (side > it.exposures))
    home, count, exposure = it.outlet[left], it.counts[left], it.exposures[left]
    own = home == k
    with np.errstate(divide="ignore", invalid="ignore"):
        base = c / e
        changed = (c[home] - count) / (e[home] - exposure)  # the rate of the article's own outlet; none: not ranked
        rate = np.where(own, changed, base[k])
        others = (c.sum() - c[k] - ~own * count) / (e.sum() - e[k] - ~own * exposure)
        above = it.compared & (base > base[k])
        rank = 1 + above.sum() - above[home] + (it.compared[home] & (changed > base[k]))
    rest = np.sort(base[it.compared & (np.arange(len(base)) != k)])
    rank[own] = 1 + len(rest) - np.searchsorted(rest, changed[own], side="right")
    there = it.compared.sum() - (it.compared[home] & (e[home] - exposure <= 0))
    was = 1 + above.sum() - (above[home] & (e[home] - exposure <= 0))
    holds = (rank == was) & _keeps(rate, others, base[k], (c.sum() - c[k]) / (e.sum() - e[k]))
    return Paths("article", [articles[i] for i in left], rate, others, rank, there, holds)


def _keeps(rate: Floats, others: Floats, base: Floats, base_others: Floats) -> np.ndarray:
    """Has a contrast its sign and enough of its size?

    >>> _keeps(np.array([3.0, 1.2, 0.0]), np.array([1.0, 1.0, 0.0]), np.array(3.0), np.array(1.0)).tolist()
    [True, False, False]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        size, was = (rate - others) / (rate + others), (base - base_others) / (base + base_others)
        return np.nan_to_num(size / was) >= KEPT - 1e-9
