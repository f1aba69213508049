"""Clustered: the stretches that each two articles share, put together as passages.

Two stretches are one passage if they overlap in an article by `SAME`; and so on from article to article. This is done
with the stretches of some articles at a time: of all stretches one number each is held, and a few of each passage.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.comparison.reuse.tokens import Ints, joined

SAME = 0.5
"""Two stretches of one article are the same passage if they overlap by this share of the longer one."""
_NONE = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Places:
    """Where stretches stand in some articles, all that stand in them: a row for each stretch and article.

    `stretch` and `article` are numbers; `[start, end)` counts words of all articles; `quoted`: does it stand between
    quotation marks there; `likeness`: equal words by those of the longer side.
    """

    stretch: Ints
    article: Ints
    start: Ints
    end: Ints
    quoted: NDArray[np.bool_]
    likeness: NDArray[np.float64]

    @classmethod
    def in_order(cls, some: Sequence["Places"]) -> "Places":
        """Several as one, by start and end."""
        columns = [np.concatenate(column) for column in zip(*(vars(places).values() for places in some), strict=True)]
        order = np.lexsort((columns[3], columns[2]))
        return cls(*(column[order] for column in columns))


def overlapping(places: Places) -> Iterator[tuple[Ints, Ints]]:
    """Stretches that are one passage, as they overlap in one of the articles: two and two.

    Args:
        places: in order.
    """
    start, end = places.start, places.end
    at, lag = np.arange(len(start)), 0
    while len(at):  # a place that does not reach the next one but `lag` reaches none behind it
        lag += 1
        at = at[: np.searchsorted(at, len(start) - lag)]
        overlap = np.minimum(end[at], end[at + lag]) - start[at + lag]
        at, overlap = at[overlap > 0], overlap[overlap > 0]
        longer = np.maximum(end[at] - start[at], end[at + lag] - start[at + lag])
        same = at[overlap >= SAME * longer]
        yield places.stretch[same], places.stretch[same + lag]


def rows(places: Places, cluster: Ints) -> pd.DataFrame:
    """One row a passage and place, by passage and article: overlapping stretches of one article are one.

    Args:
        places: in order.
        cluster: the number of the passage that each stretch belongs to.

    Returns: `cluster, article, start, end, quoted, likeness`, and where the first of its stretches ends (`first_end`).
    """
    of = cluster[places.stretch]
    order = np.lexsort((places.end, places.start, of))
    start, end, of, article = (column[order] for column in (places.start, places.end, of, places.article))
    own = np.cumsum(np.r_[0, (of[1:] != of[:-1]) | (article[1:] != article[:-1])][: len(of)])
    own *= int(end.max(initial=0)) + 1  # so that a running maximum does not leave its passage and article
    reach = np.maximum.accumulate(end + own)
    first = np.flatnonzero(np.r_[True, (start + own)[1:] >= reach[:-1]][: len(of)])
    return pd.DataFrame(
        {
            "cluster": of[first],
            "article": article[first],
            "start": start[first],
            "end": np.maximum.reduceat(end, first) if len(first) else end,
            "quoted": places.quoted[order[first]],
            "likeness": np.maximum.reduceat(places.likeness[order], first) if len(first) else places.likeness,
            "first_end": end[first],
        }
    )


class Told(NamedTuple):
    """What is asked of all articles: the number of each one's outlet, and the day of its publication, if known."""

    outlet: Ints
    day: NDArray[np.float64]


class Passages:
    """What all rows of a passage say together, from those of some articles at a time: some sixty bytes a passage.

    Args:
        n: passages.
        n_outlets: outlets of all articles.
    """

    def __init__(self, n: int, n_outlets: int) -> None:
        self.n_outlets = n_outlets
        self._outlets = [np.zeros(0, np.int64)]  # passage and outlet as one number
        self._n_articles, self._longest = np.zeros(n, np.int32), np.zeros(n, np.int32)
        self._first, self._first_end = np.full(n, _NONE), np.full(n, _NONE)
        self._n_outlets = np.zeros(n, np.int32)
        self._day, self._n_on_day = np.full(n, np.inf), np.zeros(n, np.int32)

    def add(self, rows: pd.DataFrame, told: Told) -> None:
        """Take in all rows of some articles, as `rows` gives them."""
        if not len(rows):
            return
        cluster, article, start = (rows[name].to_numpy() for name in ("cluster", "article", "start"))
        another = np.flatnonzero(np.diff(cluster, prepend=-1) | np.diff(article, prepend=-1))
        begins = np.flatnonzero(np.diff(cluster, prepend=-1))
        own = cluster[begins]
        self._longest[own] = np.maximum(self._longest[own], np.maximum.reduceat(rows["end"].to_numpy() - start, begins))
        earlier = start[begins] < self._first[own]
        self._first[own[earlier]] = start[begins][earlier]
        self._first_end[own[earlier]] = rows["first_end"].to_numpy()[begins][earlier]
        cluster, article = cluster[another], article[another]
        self._outlets.append(np.unique(cluster * self.n_outlets + told.outlet[article]))
        begins = np.flatnonzero(np.diff(cluster, prepend=-1))
        sizes = np.diff(np.append(begins, len(cluster)))
        self._n_articles[own] += sizes.astype(np.int32)
        day = told.day[article]  # not a number where one is not known, and then of its passage
        least = np.minimum.reduceat(day, begins)
        n_least = np.add.reduceat(day == np.repeat(least, sizes), begins, dtype=np.int32)
        before = self._day[own]
        self._day[own] = np.minimum(before, least)
        self._n_on_day[own] = self._n_on_day[own] * (before <= least) + n_least * (least <= before)

    def numbers(self) -> Ints:
        """The number of each passage: by the outlets that have it, then articles, then words, then its first place."""
        outlets = joined(self._outlets)  # and each only once
        outlets.sort()
        outlets = outlets[np.diff(outlets, prepend=-1) > 0]
        outlets //= self.n_outlets
        self._n_outlets = np.bincount(outlets, minlength=len(self._first)).astype(np.int32)
        del outlets
        by = (self._first_end, self._first, -self._longest, -self._n_articles, -self._n_outlets)
        numbers: Ints = np.empty(len(self._first), np.int64)
        numbers[np.lexsort(by)] = np.arange(len(numbers))
        return numbers

    def numbered(self, rows: pd.DataFrame, numbers: Ints, told: Told) -> pd.DataFrame:
        """The rows with `n_articles, n_outlets`, and `first`: is every article of the passage dated to the day, and
        this one alone the earliest? By passage, and in it by place."""
        of = rows["cluster"].to_numpy()
        earliest = told.day[rows["article"].to_numpy()] == self._day[of]
        rows = rows.drop(columns="first_end").assign(
            cluster=numbers[of],
            n_articles=self._n_articles[of],
            n_outlets=self._n_outlets[of],
            first=earliest & (self._n_on_day[of] == 1),
        )
        return rows.iloc[np.lexsort((rows["start"], rows["cluster"]))]
