"""Stretches: runs of equal words, joined over the few words that differ, and what of them is worth telling."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.reuse import shingles
from analysis.comparison.reuse.tokens import BREAK, CONTENT, QUOTED, WALL, Ints, Tokens

GAP = 3
"""So many words may differ between two runs of one stretch."""
STEP = 2
"""A stretch is lengthened over a gap by runs of at least so many words."""
CONTENT_WORDS = {shingles.SIZE: 3, 8: 2, shingles.LONG: 0}
"""By the words that a stretch shares, the content words in small letters that it needs: titles and idioms go."""
QUOTED_WORDS, QUOTED_SHARE = 5, 0.5
"""Between marks on both sides, it is also kept if it shares so many words, and this share of the shorter quotation."""
TOLD, CITED, MISSING = 4.0, 2.3, 5.0
"""Evidence that is asked of a stretch, as a multiple of the bits that it takes to name one word's place in all articles
(were words drawn one by one, two meet by chance at 2); and what a word counts against two quotations that the shorter
has and the other lacks."""
HOPEFUL = 2.0
"""Of that evidence, what a stretch must have before it is lengthened."""
PIECE = 3
"""A stretch is cut at marks and paragraphs; a piece that shares fewer words is left out."""


_BUCKETS = 20
"""Bits of a word's id by which words are counted; so few rare words fall together that it does not matter."""


@dataclass(frozen=True)
class Stretches:
    """Places of words, a row a piece that two articles share: `[start, end)` in the one, in the other, equal words."""

    start: Ints
    end: Ints
    other_start: Ints
    other_end: Ints
    equal: Ints

    def __len__(self) -> int:
        return len(self.start)

    def take(self, rows: Ints | NDArray[np.bool_]) -> "Stretches":
        return Stretches(
            self.start[rows], self.end[rows], self.other_start[rows], self.other_end[rows], self.equal[rows]
        )


def find(tokens: Tokens) -> Stretches:
    """What each two articles share, cut at quotation marks and paragraphs of either."""
    runs, formulas = shingles.meetings(tokens)
    runs, chain = _joined(tokens, runs)
    bits = _bits(tokens, formulas)
    hopeful = _hopeful(tokens, runs, chain, bits)[chain]
    runs, chain = _joined(tokens, _lengthened(tokens, runs[hopeful], chain[hopeful]))
    keep = _worth(tokens, runs, chain, formulas, bits)[chain]
    return _pieces(tokens, runs[keep], chain[keep])


def _joined(tokens: Tokens, runs: Ints) -> tuple[Ints, Ints]:
    """Runs of one pair of articles in order, each with the number of its chain: gaps of `GAP` words at most."""
    one, other = tokens.article(runs[:, 0]), tokens.article(runs[:, 1])
    order = np.lexsort((runs[:, 1], runs[:, 0], one * (len(tokens.first) + 1) + other))
    runs, one, other = runs[order], one[order], other[order]
    if not len(runs):
        return runs, np.zeros(0, np.int64)
    gap = runs[1:, :2] - (runs[:-1, :2] + runs[:-1, 2:])
    near = ((gap <= GAP) & (gap >= -1)).all(axis=1)
    follows = near & (one[1:] == one[:-1]) & (other[1:] == other[:-1])
    return runs, np.cumsum(np.concatenate([[0], ~follows]))


def _lengthened(tokens: Tokens, runs: Ints, chain: Ints) -> Ints:
    """The runs, and the short ones before and behind each chain, over gaps of `GAP` words at most."""
    if not len(runs):
        return runs
    first = np.flatnonzero(np.diff(chain, prepend=-1))
    last = np.append(first[1:], len(runs)) - 1
    onwards = _steps(tokens, runs[last, :2] + runs[last, 2:], 1)
    backwards = _steps(tokens, runs[first, :2], -1)
    return np.unique(np.concatenate([runs, onwards, backwards]), axis=0)


def _steps(tokens: Tokens, edge: Ints, way: int) -> Ints:
    """Short runs found from the edges of chains onwards (`way` 1) or backwards (-1).

    A run of `shingles.SIZE` words is a chain's own already: there the steps end.
    """
    ids = tokens.ids
    runs = [np.zeros((0, 3), np.int64)]
    gaps = sorted(((a, b) for a in range(GAP + 1) for b in range(GAP + 1) if a or b), key=lambda g: (sum(g), max(g)))
    while len(edge):
        place = np.full((len(edge), 2), -1)
        open_ = np.arange(len(edge))
        for gap in gaps:
            at = edge[open_] + np.array(gap) * way if way == 1 else edge[open_] - np.array(gap) - STEP
            fits = _same(ids, at)
            for k in range(1, STEP):
                fits &= _same(ids, at + k)
            place[open_[fits]] = at[fits]
            open_ = open_[~fits]
        place = place[place[:, 0] >= 0]
        length = np.full(len(place), STEP)
        growing = np.arange(len(place))
        for _ in range(shingles.SIZE - STEP):
            at = place[growing] + length[growing, None] if way == 1 else place[growing] - 1
            growing = growing[_same(ids, at)]
            length[growing] += 1
            if way == -1:
                place[growing] -= 1
        short = length < shingles.SIZE
        place, length = place[short], length[short]
        runs.append(np.column_stack([place, length]))
        edge = place + length[:, None] if way == 1 else place
    return np.concatenate(runs)


def _same(ids: NDArray[np.uint32], at: Ints) -> NDArray[np.bool_]:
    """Does the same word stand at both places of each row?"""
    one, other = (ids.take(at[:, side], mode="clip") for side in (0, 1))  # before the first and behind the last: walls
    same: NDArray[np.bool_] = (one == other) & (one != WALL) & (at[:, 0] >= 0)
    return same


def _hopeful(tokens: Tokens, runs: Ints, chain: Ints, bits: NDArray[np.int32]) -> NDArray[np.bool_]:
    """For each chain: could it be worth telling once it is lengthened? Most that meet by chance could not."""
    n = int(chain.max()) + 1 if len(chain) else 0
    return np.bincount(chain, _sums(runs, bits), n) >= HOPEFUL * _chance(tokens)


def _chance(tokens: Tokens) -> float:
    """Bits that it takes to name one word's place in all articles."""
    return float(np.log2(2 + np.count_nonzero(tokens.ids)))


def _worth(
    tokens: Tokens, runs: Ints, chain: Ints, formulas: NDArray[np.bool_], bits: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """For each chain: is it more than a title, an idiom or chance?"""
    n = int(chain.max()) + 1 if len(chain) else 0
    equal = np.bincount(chain, runs[:, 2], n)
    own = np.bincount(chain, _sums(runs, ~formulas), n)
    content = np.bincount(chain, _sums(runs, ((tokens.flags & CONTENT) > 0) & ~formulas), n)
    evidence = np.bincount(chain, _sums(runs, bits), n)
    longest, shorter = np.zeros(n, np.int64), np.full(n, len(tokens.ids))
    np.maximum.at(longest, chain, runs[:, 2])
    size = _quotation_sizes(tokens)
    np.minimum.at(shorter, chain, np.minimum(size[runs[:, 0]], size[runs[:, 1]]))
    inside = (tokens.flags & QUOTED) > 0
    outside = np.bincount(chain, ~(inside[runs[:, 0]] & inside[runs[:, 1]]), n)
    chance = _chance(tokens)
    told = np.zeros(n, bool)
    for words, needed in CONTENT_WORDS.items():
        told |= (own >= words) & (content >= needed)
    told &= (longest >= shingles.SIZE) & (evidence >= TOLD * chance)
    cited = (outside == 0) & (equal >= QUOTED_WORDS) & (equal >= QUOTED_SHARE * shorter) & (content > 0)
    cited &= evidence - MISSING * np.maximum(0, shorter - equal) >= CITED * chance
    return told | cited


def _sums(runs: Ints, weights: NDArray) -> Ints:
    """The weights of the words of each run, added up."""
    sums = np.zeros(len(weights) + 1, np.int32)
    np.cumsum(weights, out=sums[1:])
    return sums[runs[:, 0] + runs[:, 2]] - sums[runs[:, 0]]


def _bits(tokens: Tokens, formulas: NDArray[np.bool_]) -> NDArray[np.int32]:
    """What each word weighs, in bits: the rarer it is in these articles, the more.

    A content word counts twice, a word of a formula half.
    """
    buckets = tokens.ids & ((1 << min(_BUCKETS, len(tokens.ids).bit_length() + 4)) - 1)
    seen = np.bincount(buckets)
    bits = np.round(np.log2(np.count_nonzero(tokens.ids) / np.maximum(seen, 1))).astype(np.int32)[buckets]
    bits[(tokens.flags & CONTENT) > 0] *= 2
    bits[formulas] //= 2
    return bits


def _quotation_sizes(tokens: Tokens) -> Ints:
    """For each word the number of words between the same breaks: in a quotation, those of the quotation's paragraph."""
    begins = np.flatnonzero(tokens.flags & BREAK)
    sizes = np.diff(np.append(begins, len(tokens.ids)))
    return np.repeat(sizes, sizes)


def _pieces(tokens: Tokens, runs: Ints, chain: Ints) -> Stretches:
    """Chains cut where a quotation or paragraph of either article begins or ends."""
    breaks = np.flatnonzero(tokens.flags & BREAK)
    for side in (0, 1):
        inner = np.searchsorted(breaks, runs[:, side], side="right")
        n = np.searchsorted(breaks, runs[:, side] + runs[:, 2], side="left") - inner
        row = np.repeat(np.arange(len(runs)), n + 1)
        rank = np.arange(len(row)) - np.repeat(np.cumsum(n + 1) - n - 1, n + 1)
        cut = np.where(rank, breaks[np.minimum(inner[row] + rank - 1, len(breaks) - 1)] - runs[row, side], 0)
        stop = np.append(cut[1:], 0)
        stop = np.where(rank == n[row], runs[row, 2], stop)
        runs = np.column_stack([runs[row, 0] + cut, runs[row, 1] + cut, stop - cut])
        chain = chain[row]
    if not len(runs):
        none = np.zeros(0, np.int64)
        return Stretches(none, none, none, none, none)
    segment = np.cumsum((tokens.flags & BREAK) > 0)
    keys = np.column_stack([chain, segment[runs[:, 0]], segment[runs[:, 1]]])
    order = np.lexsort((runs[:, 0], keys[:, 2], keys[:, 1], keys[:, 0]))
    runs, keys = runs[order], keys[order]
    at = np.flatnonzero(np.concatenate([[True], (keys[1:] != keys[:-1]).any(axis=1)]))
    ends = runs[:, :2] + runs[:, 2:]
    found = Stretches(
        np.minimum.reduceat(runs[:, 0], at),
        np.maximum.reduceat(ends[:, 0], at),
        np.minimum.reduceat(runs[:, 1], at),
        np.maximum.reduceat(ends[:, 1], at),
        np.add.reduceat(runs[:, 2], at),
    )
    found = found.take(found.equal >= PIECE)
    # Two chains may have been lengthened over the same words
    columns = np.column_stack([found.start, found.end, found.other_start, found.other_end])
    return found.take(np.unique(columns, axis=0, return_index=True)[1])
