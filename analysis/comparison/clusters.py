"""Clusters: which quotations of different articles are wordings of one statement of one source.

Candidates come from an index of word shingles, so the work grows with what is shared and not with the number of
pairs. A candidate becomes a link if the sources may be the same and the words align: the score of the best local
alignment out of the shorter one's words (0–1). Links chain, as one article may join what another quotes in pieces;
but no chain ever joins two sources that are surely different.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq

from analysis.comparison.alignment import align
from analysis.comparison.readings import is_content
from analysis.comparison.sources import DIFFERENT, SAME, Source, compare, soundex

LIKENESS, LIKENESS_SHORT, SHORT = 0.5, 0.75, 4
"""Least likeness of the words of one source; the same up to `SHORT` words."""
LIKENESS_OPEN, WORDS_OPEN = 0.75, 6
"""Least likeness, and least number of equal words, where it is open whether the sources are the same."""
COMMON = 100
"""A shingle in more wordings than this is an idiom."""
WINDOW = 8
"""A wording is compared with so many others that share a shingle; chains do the rest."""
_PRIME = np.uint64(1_000_003)


class Wording(NamedTuple):
    """Words as one source says them in one story: what is compared. Many articles can have the same."""

    forms: tuple[str, ...]
    source: Source
    story: str | None


def cluster(wordings: Sequence[Wording]) -> list[int]:
    """Give each wording the number of its cluster: the place of its first member.

    >>> me = Source(("ann", "lee"), False)
    >>> said = ["the bridge was never closed", "it was never closed", "was never closed by us", "we regret it"]
    >>> cluster([Wording(tuple(s.split()), me, None) for s in said])
    [0, 0, 0, 3]
    """
    forest = _Forest([w.source for w in wordings])
    index = _Index(wordings)
    for a, b in index.pairs():
        if forest.root(a) != forest.root(b) and alike(wordings[a], wordings[b]):
            forest.join(a, b)
    for short, holders in index.holders():
        roots = {forest.root(h) for h in holders if compare(wordings[short].source, wordings[h].source) == SAME}
        if len(roots) == 1:  # a word or two can only belong to the one statement that has them
            forest.join(short, roots.pop())
    return [forest.root(i) for i in range(len(wordings))]


def alike(one: Wording, other: Wording) -> bool:
    """May two wordings be one statement? Source, likeness, and shared words that say something decide.

    >>> lee, whole = Source(("ann", "lee"), False), "i was told that my career would be over by morning"
    >>> of = [Wording(tuple(said.split()), lee, None) for said in (whole, "would be over by morning", "would be it")]
    >>> alike(of[0], of[1]), alike(of[0], of[2])
    (True, False)
    """
    level = compare(one.source, other.source)
    shorter = min(len(one.forms), len(other.forms))
    if level == DIFFERENT or not shorter:
        return False
    least = LIKENESS_OPEN if level != SAME else LIKENESS_SHORT if shorter <= SHORT else LIKENESS
    if LCSseq.similarity(one.forms, other.forms) < least * shorter:  # no alignment can be better
        return False
    score, chain = align(one.forms, other.forms)
    if score < least * shorter:
        return False
    content = sum(is_content(word) for i, _, n in chain for word in one.forms[i : i + n])
    if level != SAME:
        return content >= 3 and sum(n for *_, n in chain) >= WORDS_OPEN
    is_part = shorter > SHORT and [n for *_, n in chain] == [shorter]  # word for word inside of the longer one
    return content >= (1 if shorter <= SHORT or is_part else 2)


class _Forest:
    """Disjoint sets of wordings that never hold two sources which are surely different."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.parent = list(range(len(sources)))
        self.sources = [{source} for source in sources]

    def root(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, a: int, b: int) -> None:
        a, b = sorted((self.root(a), self.root(b)))
        if a == b or any(compare(s, t) == DIFFERENT for s in self.sources[a] for t in self.sources[b]):
            return
        self.parent[b] = a
        self.sources[a] |= self.sources[b]


class _Index:
    """Shingles of all wordings, as numbers."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        numbers: dict[Hashable, int] = {}
        words = [numbers.setdefault(word, len(numbers)) for w in wordings for word in w.forms]
        self.wordings = wordings
        self.words = np.array(words, dtype=np.uint64)
        self.lengths = np.array([len(w.forms) for w in wordings], dtype=np.int64)
        self.owner = np.repeat(np.arange(len(wordings)), self.lengths)
        ends = np.cumsum(self.lengths)
        self.left = np.repeat(ends, self.lengths) - np.arange(len(words))  # words from here to the end
        self.story = self._numbers([("story", w.story) for w in wordings])
        # Two spellings of a name sound alike, so they meet under one key.
        sounds = [soundex(w.source.name[-1]) if w.source.name else None for w in wordings]
        self.speaker = self._numbers([(s, w.story) for s, w in zip(sounds, wordings, strict=True)])
        self.named = np.array([s is not None for s in sounds], dtype=bool)

    @staticmethod
    def _numbers(keys: Sequence[Hashable]) -> np.ndarray:
        numbers: dict[Hashable, int] = {}
        return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.uint64)

    def _shingles(self, n: int, key: np.ndarray, where: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Hashes of all `n`-word shingles of the wordings `where`, with their owners."""
        places = np.flatnonzero((self.left >= n) & where[self.owner])
        owner = self.owner[places]
        hashes = key[owner] + np.uint64(1)
        for k in range(n):
            hashes = (hashes * _PRIME) ^ (self.words[places + k] * np.uint64(0x9E3779B97F4A7C15))
        return hashes, owner

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs of wordings that share three words in a row (same source by sound) or five (any source)."""
        everyone = np.ones(len(self.wordings), dtype=bool)
        found = [self._meet(3, self.speaker, self.named), self._meet(5, self.story, everyone)]
        for pairs in found:
            yield from zip((pairs // len(self.wordings)).tolist(), (pairs % len(self.wordings)).tolist(), strict=True)

    def _meet(self, n: int, key: np.ndarray, where: np.ndarray) -> np.ndarray:
        hashes, owner = self._shingles(n, key, where)
        order = np.lexsort((owner, hashes))
        hashes, owner = hashes[order], owner[order]
        first = np.ones(len(hashes), dtype=bool)
        first[1:] = (hashes[1:] != hashes[:-1]) | (owner[1:] != owner[:-1])
        hashes, owner = hashes[first], owner[first]
        _, run, sizes = np.unique(hashes, return_inverse=True, return_counts=True)
        keep = (sizes[run] > 1) & (sizes[run] <= COMMON)
        hashes, owner = hashes[keep], owner[keep]
        pairs = []
        for distance in range(1, WINDOW + 1):
            together = hashes[distance:] == hashes[:-distance]
            pairs.append(owner[:-distance][together] * len(self.wordings) + owner[distance:][together])
        return np.unique(np.concatenate(pairs)) if pairs else np.array([], dtype=np.int64)

    def holders(self) -> Iterator[tuple[int, list[int]]]:
        """Each wording of one or two words with those of the same source by sound that hold it."""
        for n in (1, 2):
            short = self.named & (self.lengths == n)
            for i in np.flatnonzero(short).tolist():
                forms = self.wordings[i].forms
                short[i] = any(is_content(w) for w in forms) and (n == 2 or len(forms[0]) > 3)
            if not short.any():
                continue
            hashes, owner = self._shingles(n, self.speaker, short)
            whole = dict(zip(owner.tolist(), hashes.tolist(), strict=True))
            all_hashes, all_owners = self._shingles(n, self.speaker, self.named)
            wanted = np.isin(all_hashes, hashes)
            by_hash: dict[int, set[int]] = {}
            for value, holder in zip(all_hashes[wanted].tolist(), all_owners[wanted].tolist(), strict=True):
                by_hash.setdefault(value, set()).add(holder)
            for i, value in whole.items():
                if 1 < len(by_hash[value]) <= COMMON:
                    yield i, sorted(by_hash[value] - {i})
