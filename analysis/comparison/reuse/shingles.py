"""Shingles: where the same words in a row stand in two articles.

Every run of five words (in quotations of three) is a number; equal numbers are met by sorting, one part of the numbers
at a time, so that memory does not grow with the pairs that are looked at.

References:
    Broder (1997), On the resemblance and containment of documents: shingles. Clough et al. (2002), METER: measuring
    text reuse, on n-grams that articles of one agency story share.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.reuse import tokens
from analysis.comparison.reuse.tokens import QUOTED, WALL, Ints, Tokens
from analysis.lexicon import load

SIZE, QUOTED_SIZE = 5, 3
"""Words in a row that make a shingle, and that make one inside a quotation, where little stands between two changes."""
FEW = 10
"""A shingle of a quotation meets its like in so many articles at most: more share it whole, which longer ones show."""
COMMON, LONG = 24, 12
"""A shingle that more articles have is met only between neighbours, and only as part of a run of `LONG` words: a story
that an agency sent to a hundred outlets stays one chain, and a formula of the trade (*did not respond to a request for
comment*) is no reuse and does not cost its number squared."""
PART = 4_000_000
"""Shingles that are sorted at a time."""
_HIGH, _LOW = np.uint64(0xFFFFFFFF00000000), np.uint64(0xFFFFFFFF)
"""A shingle's first half and its place are sorted as one number, far faster than places by their shingles."""
_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63)


def meetings(words: Tokens) -> tuple[Ints, NDArray[np.bool_]]:
    """Runs of equal words in two articles, and the words of formulas.

    Returns an array of three columns (place in the one article, place in a later one, number of words), sorted by the
    distance of the two and then by place: runs are as long as they can be and do not overlap at one distance. And for
    each word: does it stand in a shingle that many articles have, and in no long run of them?
    """
    hashes = _hashes(words, SIZE, quoted=False)
    rare, common, often = _pairs(words, hashes)
    quoted, _, often_quoted = _pairs(words, _hashes(words, QUOTED_SIZE, quoted=True), FEW)
    long = _runs([(common, SIZE)])
    long = long[long[:, 2] >= LONG]
    chained = ((long[:, 1] - long[:, 0]) << 32) | long[:, 0]
    found = _runs([(rare, SIZE), (quoted, QUOTED_SIZE), (chained, long[:, 2])])
    n = len(words.ids)
    known = np.flatnonzero(np.isin(hashes, _known_formulas()))
    formulas = _covered(often, SIZE, n) | _covered(known, SIZE, n) | _covered(often_quoted, QUOTED_SIZE, n)
    for side in (0, 1):
        formulas &= ~_covered(long[:, side], long[:, 2], n)
    return found, formulas


@cache
def _known_formulas() -> NDArray[np.uint64]:
    """The shingles of the formulas that the lexicon of wires lists: in a few articles none of them is seen often."""
    phrases = load("wires").words("formula")
    nothing: list = [()] * len(phrases)
    return np.unique(_hashes(tokens.read(phrases, nothing, nothing), SIZE, quoted=False))


def _covered(places: Ints, length: Ints | int, n: int) -> NDArray[np.bool_]:
    """For each of `n` words: does it stand in one of the stretches that begin at these places?"""
    steps = np.bincount(places, minlength=n + 1) - np.bincount(places + length, minlength=n + 1)
    return np.cumsum(steps[:n]) > 0


def _hashes(words: Tokens, size: int, quoted: bool) -> NDArray[np.uint64]:
    """A number for the words from each place on; 0 where they are not to be compared."""
    n = max(0, len(words.ids) - size + 1)
    hashes = np.zeros(n, np.uint64)
    good = np.ones(n, bool)
    for k in range(size):
        word = words.ids[k : k + n]
        hashes += (word.astype(np.uint64) + np.uint64(1)) * np.uint64(_MIX[k])
        hashes ^= hashes >> np.uint64(31)
        good &= word != WALL
        if quoted:
            good &= (words.flags[k : k + n] & QUOTED) > 0
    hashes[~good] = 0
    return hashes


def _pairs(words: Tokens, hashes: NDArray[np.uint64], rarer: int = COMMON) -> tuple[Ints, Ints, Ints]:
    """Places with the same shingle, as `distance << 32 | place`: of those that `rarer` articles have, of common ones.

    And the places of the common ones.
    """
    rare, common, many = ([np.zeros(0, np.int64)] for _ in range(3))
    for part in _parts(hashes):
        places = (np.sort((hashes[part] & _HIGH) | part.astype(np.uint64)) & _LOW).astype(np.int64)
        starts, sizes = _groups(hashes[places])
        few = sizes <= COMMON
        seldom = sizes <= rarer
        for lag in range(1, rarer):
            rare.append(_met(words, places, starts[seldom], sizes[seldom], lag))
        common.append(_met(words, places, starts[~few], sizes[~few], 1))
        many.append(places[_all(starts[~few], sizes[~few])])
    return np.concatenate(rare), np.concatenate(common), np.concatenate(many)


def _all(starts: Ints, counts: Ints) -> Ints:
    """`start, start + 1, …` of each row, `count` numbers each."""
    return np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())


def _parts(hashes: NDArray[np.uint64]) -> Iterator[Ints]:
    """Places by the first bits of their shingle: equal shingles come in one part."""
    valid = np.flatnonzero(hashes)
    n = 1 + len(valid) // PART
    if n == 1:
        yield valid
        return
    which = ((hashes[valid] >> np.uint64(40)) % np.uint64(n)).astype(np.uint8)
    for k in range(n):
        yield valid[which == k]


def _groups(hashes: NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Where each row of equal numbers begins, and how many they are; single ones are left out."""
    new = np.ones(len(hashes), bool)
    new[1:] = hashes[1:] != hashes[:-1]
    starts = np.flatnonzero(new)
    sizes = np.diff(np.append(starts, len(hashes)))
    return starts[sizes > 1], sizes[sizes > 1]


def _met(words: Tokens, places: Ints, starts: Ints, sizes: Ints, lag: int) -> Ints:
    """Pairs of places `lag` apart in each group, if they lie in two articles."""
    starts, counts = starts[sizes > lag], sizes[sizes > lag] - lag
    at = _all(starts, counts)
    one, other = places[at], places[at + lag]
    two = words.article(one) != words.article(other)
    return ((other[two] - one[two]) << 32) | one[two]


def _runs(found: Sequence[tuple[Ints, Ints | int]]) -> Ints:
    """Shingles (keys and sizes) that follow each other at one distance, as one run of words."""
    keys = np.concatenate([k for k, _ in found])
    ends = np.concatenate([k + size for k, size in found])
    order = np.argsort(keys, kind="stable")
    keys, ends = keys[order], ends[order]
    if not len(keys):
        return np.zeros((0, 3), np.int64)
    reach = np.maximum.accumulate(ends)  # a place never reaches the bits of the distance
    new = np.ones(len(keys), bool)
    new[1:] = keys[1:] > reach[:-1]
    at = np.flatnonzero(new)
    last = np.append(at[1:], len(keys)) - 1
    start, distance = keys[at] & 0xFFFFFFFF, keys[at] >> 32
    return np.column_stack([start, start + distance, reach[last] - keys[at]])
