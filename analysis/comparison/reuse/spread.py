"""Spread: what articles share, for more of them than one memory holds.

The articles are cut into blocks. Equal shingles of all blocks meet where their hashes begin alike (a bucket); what
meets goes back to pairs of blocks, of which one at a time is looked at with the words of both. Words weigh what they
weigh among all articles, so that the stretches are those of `stretches.find`.

A place is the number of a word in its block; a place of all blocks is `block << 32 | place`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.reuse import shingles, stretches
from analysis.comparison.reuse.shingles import COMMON, COMMON_QUOTED, LONG, QUOTED_SIZE, SIZE, Hashes, Runs
from analysis.comparison.reuse.stretches import Stretches, Weighed
from analysis.comparison.reuse.tokens import QUOTED, Ints, Tokens, one_row

SIZES = {SIZE: COMMON, QUOTED_SIZE: COMMON_QUOTED}
"""Words of a shingle, and in how many articles it meets each of its like."""


class Met(NamedTuple):
    """Places of all blocks with the same shingle: pairs of rarer ones, pairs of neighbours among common ones (a row
    each), and all places of the common ones."""

    rare: Ints
    common: Ints
    often: Ints


def shingled(words: Tokens, size: int) -> tuple[Hashes, Ints]:
    """The hashes of all shingles of a block, and their places."""
    found = list(shingles.hashed(words, size, size == QUOTED_SIZE))
    if not found:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    return np.concatenate([hashes for _, hashes in found]), np.concatenate([places for places, _ in found])


def bucket(hashes: Hashes, n: int) -> Ints:
    """Which of `n` buckets each shingle is in: equal ones are in one."""
    return ((hashes >> np.uint64(40)) % np.uint64(n)).astype(np.int64)


def meet(hashes: Hashes, places: Ints, size: int) -> Met:
    """What meets in one bucket: each two places where few have the shingle, neighbours where many.

    Two places of one article are still among the pairs; a bucket does not know where articles end.

    Args:
        places: in order. What is given is given up, to hold no more than four numbers a place.
    """
    order = np.argsort(hashes, kind="stable")
    hashes = hashes[order]
    starts, sizes = shingles.groups(hashes[1:] == hashes[:-1])
    del hashes
    places = places[order]
    del order
    few, seldom = sizes <= COMMON, sizes <= SIZES[size]
    rare = [_lagged(places, starts[seldom], sizes[seldom], lag) for lag in range(1, SIZES[size])]
    common = _lagged(places, starts[~few], sizes[~few], 1)
    return Met(np.concatenate(rare), common, places[shingles.row(starts[~few], sizes[~few])])


def _lagged(places: Ints, starts: Ints, sizes: Ints, lag: int) -> Ints:
    at = shingles.row(starts[sizes > lag], sizes[sizes > lag] - lag)
    return np.column_stack([places[at], places[at + lag]])


@dataclass(frozen=True)
class Two:
    """Two blocks side by side, or one with itself: how many places the first has, and where the articles begin."""

    n: int
    first: Ints
    same: bool

    @classmethod
    def of(cls, one: Tokens, other: Tokens, same: bool) -> "Two":
        n = 0 if same else len(one.ids)
        return cls(n, one.first if same else np.concatenate([one.first, other.first + n]), same)

    def runs(self, one: Ints, other: Ints, size: int | Ints) -> Iterator[Runs]:
        """Pairs of places of the two blocks as runs of equal words in two articles."""
        other = other + self.n
        if self.same:
            two = self.article(one) != self.article(other)
            one, other = one[two], other[two]
            size = size if isinstance(size, int) else size[two]
        yield from shingles.runs([((other - one) << 32) | (one << 1) | (np.asarray(size) == SIZE)])

    def article(self, places: Ints) -> Ints:
        return np.searchsorted(self.first, places, side="right") - 1


def chains(two: Two, one: Ints, other: Ints) -> Ints:
    """Runs of `LONG` words of common shingles: place in the one block, in the other, and length, a row each."""
    long: list[Runs] = [run[run[:, 2] >= LONG] for run in two.runs(one, other, SIZE)]
    found: Ints = np.concatenate([np.zeros((0, 3), np.int32), *long]).astype(np.int64)
    return found - (0, two.n, 0)


def chained(n: int, starts: Ints, lengths: Ints) -> NDArray[np.bool_]:
    """Which of the `n` words of a block stand in chains."""
    words = np.zeros(n, bool)
    words[shingles.row(starts, lengths)] = True
    return words


def formulas(words: Tokens, often: dict[int, Ints], in_chains: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which words of a block stand in a shingle that many articles have, by its size, and in no chain."""
    found = np.zeros(len(words.ids), bool)
    for size, places in [*often.items(), *((SIZE, p) for p in shingles.known(words))]:
        for k in range(size):
            found[places + k] = True
    return found & ~in_chains


def between(
    one: Weighed, other: Weighed, in_chains: tuple[NDArray[np.bool_], NDArray[np.bool_]], same: bool,
    pairs: Ints, sizes: Ints, long: Ints,
) -> Iterator[tuple[Stretches, NDArray[np.bool_]]]:  # fmt: skip
    """What articles of one block share with articles of the other, in places of either, and whether it is quoted there.

    Args:
        pairs, sizes: pairs of places with the same rarer shingle, and its size.
        long: the chains between the two.
    """
    two = Two.of(one.tokens, other.tokens, same)
    both = one if same else beside(one, other)
    chain = in_chains[0] if same else np.concatenate(in_chains)
    own = [shingles.trimmed(run, chain) for run in two.runs(pairs[:, 0], pairs[:, 1], sizes)]
    long = np.column_stack([long[:, 0], long[:, 1] + two.n, long[:, 2]])
    found = np.concatenate([long.astype(np.int32), *own])
    for part in stretches.by_article(both.tokens, found):
        shared = stretches.of_pairs(both, part)
        quoted = np.column_stack([both.tokens.flags[side] & QUOTED > 0 for side in (shared.start, shared.other_start)])
        yield (
            Stretches(shared.start, shared.end, shared.other_start - two.n, shared.other_end - two.n, shared.equal),
            quoted,
        )


def beside(one: Weighed, other: Weighed) -> Weighed:
    """The words of two blocks behind each other, each with what it weighs."""
    n = len(one.tokens.ids)
    return Weighed(
        one_row([one.tokens, other.tokens]),
        np.concatenate([one.formulas, other.formulas]),
        np.concatenate([one.bits, other.bits]),
        np.concatenate([one.breaks[:-1], other.breaks + n]),
        one.chance,
    )
