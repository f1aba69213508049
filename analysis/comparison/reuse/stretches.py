"""Stretches: runs of equal words, joined over the few words that differ, and what of them is worth telling."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass

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
TOLD, CITED, MISSING = 4.0, 2.1, 5.0
"""Evidence that is asked of a stretch, as a multiple of the bits that it takes to name one word's place in all articles
(were words drawn one by one, two meet by chance at 2); and what a word counts against two quotations that the shorter
has and the other lacks."""
HOPEFUL = 1.5
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


@dataclass(frozen=True)
class Weighed:
    """The words of all articles; for each, is it of a formula, and what does it weigh; where the voice changes."""

    tokens: Tokens
    formulas: NDArray[np.bool_]
    bits: NDArray[np.uint8]
    breaks: Ints
    """Places at which a paragraph or another voice begins, and one behind the last word."""
    chance: float
    """Bits that it takes to name one word's place in all articles."""

    @classmethod
    def of(cls, tokens: Tokens, formulas: NDArray[np.bool_], counts: "Counts") -> "Weighed":
        return cls.known(tokens, formulas, _bits(tokens, formulas, counts), counts.n_words)

    @classmethod
    def known(cls, tokens: Tokens, formulas: NDArray[np.bool_], bits: NDArray[np.uint8], n_words: int) -> "Weighed":
        """Words whose weights are known; `n_words` are those of all articles."""
        breaks = np.append(np.flatnonzero(tokens.flags & BREAK), len(tokens.ids))
        return cls(tokens, formulas, bits, breaks, float(np.log2(2 + n_words)))


@dataclass(frozen=True)
class Counts:
    """How often words stand in all articles: by the last bits of their ids."""

    n_words: int
    seen: Ints

    @classmethod
    def of(cls, tokens: Tokens, n_buckets: int) -> "Counts":
        """The counts of some articles; those of two parts of a corpus, with as many buckets, add up."""
        seen = np.zeros(n_buckets, np.int64)
        for at in range(0, len(tokens.ids), shingles.PART):
            seen += np.bincount(tokens.ids[at : at + shingles.PART] & np.uint32(n_buckets - 1), minlength=n_buckets)
        return cls(tokens.n_words, seen)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.n_words + other.n_words, self.seen + other.seen)


def n_buckets(n_places: int) -> int:
    """By how many buckets the words of a corpus of so many words and walls are counted."""
    return 1 << min(_BUCKETS, n_places.bit_length() + 4)


_NOTHING = Stretches(*[np.zeros(0, np.int64)] * 5)


def find(tokens: Tokens) -> Stretches:
    """What each two articles share, cut at quotation marks and paragraphs of either."""
    runs, formulas = shingles.meetings(tokens)
    weighed = Weighed.of(tokens, formulas, Counts.of(tokens, n_buckets(len(tokens.ids))))
    parts = [_NOTHING, *(of_pairs(weighed, part) for part in by_article(tokens, runs))]
    return Stretches(*(np.concatenate(column) for column in zip(*map(astuple, parts), strict=True)))


def by_article(tokens: Tokens, runs: shingles.Runs) -> Iterator[Ints]:
    """The runs of some articles with all earlier ones at a time: those of one pair of articles together, in order."""
    count = np.zeros(len(tokens.first), np.int64)
    for at in range(0, len(runs), shingles.PART):
        count += np.bincount(tokens.article(runs[at : at + shingles.PART, 1]), minlength=len(count))
    part = (np.cumsum(count) - count) // shingles.PART
    for first in np.flatnonzero(np.diff(part, prepend=-1)):
        last = np.searchsorted(part, part[first], side="right")
        stop = tokens.first[last] if last < len(part) else len(tokens.ids)
        own = runs[(runs[:, 1] >= tokens.first[first]) & (runs[:, 1] < stop)].astype(np.int64)
        yield own[np.argsort((tokens.article(own[:, 1]) << 32) | own[:, 0], kind="stable")]


def of_pairs(weighed: Weighed, runs: Ints) -> Stretches:
    """What pairs of articles share, from the runs that they have in common."""
    tokens = weighed.tokens
    chain = _chains(tokens, runs)
    # Could it be worth telling once it is lengthened? Most that meet by chance could not
    evidence = _sums(runs, weighed.bits[shingles.row(runs[:, 0], runs[:, 2])])
    hopeful = (np.bincount(chain, evidence) >= HOPEFUL * weighed.chance)[chain]
    runs = _lengthened(tokens, runs[hopeful], chain[hopeful])
    chain = _chains(tokens, runs)
    keep = _worth(weighed, runs, chain)
    return _pieces(weighed.breaks, runs[keep], chain[keep])


def _chains(tokens: Tokens, runs: Ints) -> Ints:
    """The number of the chain that each run is in: over gaps of `GAP` words at most, in one pair of articles."""
    if not len(runs):
        return np.zeros(0, np.int64)
    near = np.ones(len(runs) - 1, bool)
    for side in (0, 1):
        gap = runs[1:, side] - (runs[:-1, side] + runs[:-1, 2])
        near &= (gap <= GAP) & (gap >= -1)
    at = np.flatnonzero(near)
    for side in (0, 1):
        at = at[tokens.article(runs[at, side]) == tokens.article(runs[at + 1, side])]
    new = np.ones(len(runs), np.int64)
    new[at + 1] = 0
    return np.cumsum(new) - 1


def _lengthened(tokens: Tokens, runs: Ints, chain: Ints) -> Ints:
    """The runs, and the short ones before and behind each chain, over gaps of `GAP` words at most."""
    if not len(runs):
        return runs
    first = np.flatnonzero(np.diff(chain, prepend=-1))
    last = np.append(first[1:], len(runs)) - 1
    onwards = _steps(tokens, runs[last, :2] + runs[last, 2:], 1)
    backwards = _steps(tokens, runs[first, :2], -1)
    runs = np.concatenate([runs, onwards, backwards])
    runs = runs[np.lexsort((runs[:, 2], runs[:, 1], runs[:, 0], tokens.article(runs[:, 1])))]
    again = (runs[1:] == runs[:-1]).all(axis=1)  # two chains may take the same step
    return runs[np.concatenate([[True], ~again])]


def _steps(tokens: Tokens, edge: Ints, way: int) -> Ints:
    """Short runs found from the edges of chains onwards (`way` 1) or backwards (-1).

    One of `shingles.LONG` words is a chain's own already: there the steps end.
    """
    runs = [np.zeros((0, 3), np.int64)]
    gaps = sorted(((a, b) for a in range(GAP + 1) for b in range(GAP + 1)), key=lambda g: (sum(g), max(g)))
    while len(edge):
        one, other = ([_word(tokens, edge[:, side] + (k if way == 1 else -1 - k)) for k in range(GAP + STEP)]
                      for side in (0, 1))  # fmt: skip
        gap = np.full((len(edge), 2), -1)
        for a, b in reversed(gaps):  # the nearest is the last to be written
            fits = np.ones(len(edge), bool)
            for k in range(STEP):
                fits &= (one[a + k] == other[b + k]) & (one[a + k] != WALL)
            gap[fits] = a, b
        found = gap[:, 0] >= 0
        place = edge[found] + gap[found] if way == 1 else edge[found] - gap[found] - STEP
        length = np.full(len(place), STEP)
        growing = np.arange(len(place))
        for _ in range(shingles.LONG - STEP):
            at = place[growing] + length[growing, None] if way == 1 else place[growing] - 1
            word = _word(tokens, at[:, 0])
            growing = growing[(word == _word(tokens, at[:, 1])) & (word != WALL)]
            length[growing] += 1
            if way == -1:
                place[growing] -= 1
        short = length < shingles.LONG
        place, length = place[short], length[short]
        runs.append(np.column_stack([place, length]))
        edge = place + length[:, None] if way == 1 else place
    return np.concatenate(runs)


def _word(tokens: Tokens, places: Ints) -> NDArray[np.uint32]:
    """The words at the places; before the first and behind the last there are walls."""
    words = tokens.ids.take(places, mode="clip")
    words[places < 0] = WALL
    return words


def _worth(weighed: Weighed, runs: Ints, chain: Ints) -> NDArray[np.bool_]:
    """For each run: is its chain, or what of it is quoted in both, more than a title, an idiom or chance?"""
    tokens, n = weighed.tokens, int(chain.max(initial=-1)) + 1
    inside = (tokens.flags[runs[:, 0]] & tokens.flags[runs[:, 1]] & QUOTED) > 0
    words = shingles.row(runs[:, 0], runs[:, 2])
    formula = weighed.formulas[words]
    content = _sums(runs, (tokens.flags[words] & CONTENT > 0) & ~formula)
    own = runs[:, 2] - _sums(runs, formula)
    evidence = _sums(runs, weighed.bits[words])
    chance = weighed.chance

    def all_of(weights: NDArray[np.integer]) -> NDArray[np.float64]:
        return np.bincount(chain, weights.astype(np.float64), n).astype(np.float64)

    longest, shorter = np.zeros(n, np.int64), np.full(n, len(tokens.ids))
    np.maximum.at(longest, chain, runs[:, 2])
    told = np.zeros(n, bool)
    for least, needed in CONTENT_WORDS.items():
        told |= (all_of(own) >= least) & (all_of(content) >= needed)
    told &= (longest >= shingles.SIZE) & (all_of(evidence) >= TOLD * chance)

    for side in (0, 1):
        np.minimum.at(shorter, chain[inside], _quotation_sizes(weighed.breaks, runs[inside, side]))
    equal = all_of(runs[:, 2] * inside)
    cited = (equal >= QUOTED_WORDS) & (equal >= QUOTED_SHARE * shorter) & (all_of(content * inside) > 0)
    cited &= all_of(evidence * inside) - MISSING * np.maximum(0, shorter - equal) >= CITED * chance
    return told[chain] | (cited[chain] & inside)


def _sums(runs: Ints, weights: NDArray) -> Ints:
    """The weights of the words of each run, added up."""
    sums: Ints = np.add.reduceat(weights, np.cumsum(runs[:, 2]) - runs[:, 2], dtype=np.int64)
    return sums


def _bits(tokens: Tokens, formulas: NDArray[np.bool_], counts: Counts) -> NDArray[np.uint8]:
    """What each word weighs, in bits: the rarer it is in these articles, the more.

    A content word counts twice, a word of a formula half.
    """
    mask = np.uint32(len(counts.seen) - 1)
    weights = np.round(np.log2(max(1, counts.n_words) / np.maximum(counts.seen, 1))).clip(0).astype(np.uint8)
    bits = np.zeros(len(tokens.ids), np.uint8)
    for at in range(0, len(tokens.ids), shingles.PART):
        block = slice(at, at + shingles.PART)
        own = weights[tokens.ids[block] & mask]
        own[tokens.flags[block] & CONTENT > 0] *= 2
        own[formulas[block]] //= 2
        bits[block] = own
    return bits


def _quotation_sizes(breaks: Ints, places: Ints) -> Ints:
    """The words between the breaks around each place: in a quotation, those of the quotation's paragraph."""
    at = np.searchsorted(breaks, places, side="right")
    return breaks[at] - breaks[at - 1]


def _pieces(breaks: Ints, runs: Ints, chain: Ints) -> Stretches:
    """Chains cut where a quotation or paragraph of either article begins or ends."""
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
        return _NOTHING
    keys = np.column_stack([chain, *(np.searchsorted(breaks, runs[:, side], side="right") for side in (0, 1))])
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
