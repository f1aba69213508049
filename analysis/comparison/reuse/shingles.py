"""Shingles: where the same words in a row stand in two articles.

Every run of five words (in quotations of three) is a number, its hash. Hashes that are seen once are left out before
anything is sorted, as most are; the others are met by sorting, one part of the hashes at a time. A pair of places is
one number, and what was used is given up, as memory is what ends first.

References:
    Broder (1997), On the resemblance and containment of documents: shingles. Clough et al. (2002), METER: measuring
    text reuse, on n-grams that articles of one agency story share.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.reuse import tokens
from analysis.comparison.reuse.tokens import QUOTED, WALL, Ints, Number, Tokens, joined
from analysis.lexicon import load

SIZE, QUOTED_SIZE = 5, 3
"""Words in a row that make a shingle, and that make one inside a quotation, where little stands between two changes."""
COMMON_QUOTED = 10
"""A shingle of a quotation meets its like in so many articles at most: more share it whole, which longer ones show."""
COMMON, LONG = 24, 12
"""A shingle that more articles have is met only between neighbours, and only as part of a run of `LONG` words: a story
that an agency sent to a hundred outlets stays one chain, and a formula of the trade (*did not respond to a request for
comment*) is no reuse and does not cost its number squared."""
PART, BLOCK = 1 << 19, 1 << 15
"""Numbers that are looked at a time, and words that are hashed at a time."""
_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63)

Hashes = NDArray[np.uint64]


Runs = NDArray[np.int32]
"""Runs of equal words in two articles, a row each: place in the one, place in a later one, number of words."""
_NONE: Runs = np.zeros((0, 3), np.int32)


class Met(NamedTuple):
    """Pairs of places with the same shingle, of rarer and of common ones, and the places of the common ones.

    A pair is one number, so that pairs are sorted fast: distance, place, and whether the shingle is of `SIZE` words.
    """

    rare: list[Ints]
    common: list[Ints]
    often: list[Ints]


def meetings(words: Tokens) -> tuple[Runs, NDArray[np.bool_]]:
    """Runs of equal words in two articles, and the words of formulas.

    The runs are as long as they can be and do not overlap at one distance. And for each word: does it stand in a
    shingle that many articles have, and in no long run of them?
    """
    prose, quoted = _met(words, SIZE, COMMON), _met(words, QUOTED_SIZE, COMMON_QUOTED)
    long = joined([_NONE, *(run[run[:, 2] >= LONG] for run in runs(prose.common))])
    chained = np.zeros(len(words.ids), bool)
    for side in (0, 1):
        chained[row(long[:, side], long[:, 2])] = True
    formulas = np.zeros(len(words.ids), bool)
    for found, size in ((prose.often, SIZE), (known(words), SIZE), (quoted.often, QUOTED_SIZE)):
        for places in found:
            for k in range(size):
                formulas[places + k] = True
    formulas &= ~chained
    pairs = [*prose.rare, *quoted.rare]
    del prose, quoted
    return joined([long, *(trimmed(run, chained) if len(long) else run for run in runs(pairs))]), formulas


def trimmed(found: Runs, chained: NDArray[np.bool_]) -> Runs:
    """The runs without the words at their ends that chains hold: a headline that some outlets gave to an agency's story
    would else take the story's first words with it, though the chain has them."""
    for _ in range(SIZE - 1):
        before = chained[found[:, 0]] & chained[found[:, 1]]
        found[:, :2] += before[:, None]
        found[:, 2] -= before
        behind = chained[found[:, 0] + found[:, 2] - 1] & chained[found[:, 1] + found[:, 2] - 1]
        found[:, 2] -= behind
        found = found[found[:, 2] > 0]
    return found


def repeated(words: Tokens, size: int, quoted: bool) -> Hashes:
    """The shingles that stand in two places, and a few others: the first bits of the hash, then the place."""
    bits = len(words.ids).bit_length()
    first = np.uint64(max(0, 63 - bits))  # buckets: two to four for each word
    seen = np.zeros(1 << (bits + 1), np.uint8)
    slots = np.zeros(BLOCK * 8, np.int32)
    for _, hashes in hashed(words, size, quoted):
        bucket = (hashes >> first).astype(np.int64)
        # Equal ones in one block: of those that write into one slot all but the last do not find themselves there
        slot, own = bucket % len(slots), np.arange(len(bucket), dtype=np.int32)
        slots[slot] = own
        seen[bucket] = 1 + (seen[bucket] > 0)
        seen[bucket[slots[slot] != own]] = 2
    kept = [np.zeros(0, np.uint64)]
    for at, hashes in hashed(words, size, quoted):
        again = seen[(hashes >> first).astype(np.int64)] > 1
        kept.append((hashes[again] >> np.uint64(bits) << np.uint64(bits)) | at[again].astype(np.uint64))
    return joined(kept)


def hashed(words: Tokens, size: int, quoted: bool) -> Iterator[tuple[Ints, Hashes]]:
    """Places and hashes of the shingles, some words at a time, so that they stay near the processor."""
    for at in range(0, len(words.ids), BLOCK):
        ids, flags = words.ids[at : at + BLOCK + size - 1], words.flags[at : at + BLOCK + size - 1]
        n = max(0, len(ids) - size + 1)
        good = np.ones(n, bool)
        for k in range(size):
            good &= ids[k : k + n] != WALL
            if quoted:
                good &= (flags[k : k + n] & QUOTED) > 0
        places = np.flatnonzero(good)
        hashes = np.zeros(len(places), np.uint64)
        for k in range(size):
            hashes += (ids[places + k].astype(np.uint64) + np.uint64(1)) * np.uint64(_MIX[k])
            hashes ^= hashes >> np.uint64(31)
        yield places + at, hashes


def known(words: Tokens) -> list[Ints]:
    """Places of the formulas that the lexicon of wires lists: in a few articles none of them is seen often."""
    listed = _known_formulas()
    near = np.zeros(1 << 16, bool)
    near[listed >> np.uint64(48)] = True
    found = []
    for places, hashes in hashed(words, SIZE, False):
        likely = near[hashes >> np.uint64(48)]
        found.append(places[likely][np.isin(hashes[likely], listed)])
    return found


@cache
def _known_formulas() -> Hashes:
    formulas = tokens.read(load("wires").words("formula"))
    return np.unique(np.concatenate([hashes for _, hashes in hashed(formulas, SIZE, False)]))


def _met(words: Tokens, size: int, rarer: int) -> Met:
    """Pairs of places with the same shingle, found part by part."""
    shingles = repeated(words, size, quoted=size == QUOTED_SIZE)
    shingles.sort()
    found = Met([], [], [])
    for part in slices(shingles, len(words.ids).bit_length()):
        for column, own in zip(found, meet(words, shingles[part], size, rarer), strict=True):
            column += own
    return found


def slices(numbers: NDArray[Number], bits: int) -> Iterator[slice]:
    """Parts of a sorted row; numbers that agree before their last bits are in one part."""
    at = 0
    while at < len(numbers):
        last = numbers[min(len(numbers), at + PART) - 1] | numbers.dtype.type((1 << bits) - 1)
        stop = int(np.searchsorted(numbers, last, side="right"))
        yield slice(at, stop)
        at = stop


def meet(words: Tokens, part: Hashes, size: int, rarer: int) -> Met:
    """Pairs of places with the same shingle in one sorted part: each two where few have it, neighbours where many."""
    bits = np.uint64(len(words.ids).bit_length())
    places = (part & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    equal = part[1:] >> bits == part[:-1] >> bits
    at = np.flatnonzero(equal)
    for k in range(size):  # the first bits of a hash may be equal by chance
        at = at[words.ids[places[at] + k] == words.ids[places[at + 1] + k]]
    equal[:] = False
    equal[at] = True
    starts, sizes = groups(equal)
    few, seldom = sizes <= COMMON, sizes <= rarer
    rare = [_pairs(words, places, starts[seldom], sizes[seldom], lag, size) for lag in range(1, rarer)]
    common = _pairs(words, places, starts[~few], sizes[~few], 1, size)
    return Met([np.concatenate(rare)], [common], [places[row(starts[~few], sizes[~few])]])


def groups(equal: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Where groups of two or more begin, and their sizes, in a row of which each is `equal` to the next or not."""
    edges = np.diff(equal.view(np.int8), prepend=np.int8(0), append=np.int8(0))
    starts = np.flatnonzero(edges == 1)
    return starts, np.flatnonzero(edges == -1) - starts + 1


def _pairs(words: Tokens, places: Ints, starts: Ints, sizes: Ints, lag: int, size: int) -> Ints:
    """Pairs of places `lag` apart in each group, if they lie in two articles."""
    at = row(starts[sizes > lag], sizes[sizes > lag] - lag)
    one, other = places[at], places[at + lag]
    two = np.ones(len(at), bool)
    near = np.flatnonzero(other - one < words.longest)
    two[near] = words.article(one[near]) != words.article(other[near])
    return pair(one[two], other[two], size)


def pair(one: Ints, other: Ints, size: int) -> Ints:
    """Two places as one number: distance, place, and whether the shingle is of `SIZE` words."""
    return ((other - one) << 32) | (one << 1) | (size == SIZE)


def row(starts: NDArray[np.integer], counts: NDArray[np.integer]) -> Ints:
    """`start, start + 1, …` of each row, `count` numbers each."""
    return np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())


def runs(pairs: list[Ints]) -> Iterator[Runs]:
    """Pairs that follow each other at one distance, as one run of words; the pairs are given up."""
    keys = joined(pairs) if pairs else np.zeros(0, np.int64)
    keys.sort()
    for part in slices(keys, 32):  # a distance is never parted
        size = np.where(keys[part] & 1, SIZE, QUOTED_SIZE)
        place = keys[part] >> 1  # with the distance before it, which no end of a run reaches
        reach = np.maximum.accumulate(place + size)
        first = np.flatnonzero(np.concatenate([[True], place[1:] > reach[:-1]]))
        last = np.append(first[1:], len(place)) - 1
        start, distance = place[first] & 0x7FFFFFFF, place[first] >> 31
        yield np.column_stack([start, start + distance, reach[last] - place[first]]).astype(np.int32)
