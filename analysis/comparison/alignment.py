"""Alignment: the best common stretch of two word lists, with words changed, cut and added inside it.

References:
    Smith & Waterman (1981), Identification of common molecular subsequences: local alignment; here over runs of
    equal words, with a cost for a gap that grows slowly with its length, as a declared cut may be long.
"""

from collections.abc import Sequence
from itertools import pairwise

MISMATCH, GAP_OPEN, GAP_WORD = 0.5, 0.4, 0.1
"""Cost of a changed word; of a cut or addition; of each of its words. An equal word earns 1."""


def runs(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """All maximal stretches of equal words: `(place in a, place in b, words)`, in order.

    >>> runs("a b c d".split(), "x b c y d".split())
    [(1, 1, 2), (3, 4, 1)]
    """
    places: dict[str, list[int]] = {}
    for j, word in enumerate(b):
        places.setdefault(word, []).append(j)
    found = []
    for i, word in enumerate(a):
        for j in places.get(word, ()):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            n = 1
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                n += 1
            found.append((i, j, n))
    return found


def align(a: Sequence[str], b: Sequence[str]) -> tuple[float, list[tuple[int, int, int]]]:
    """The best chain of equal stretches: its score (an equal word 1, less the costs) and its stretches.

    >>> align("we will not leave now".split(), "they said we will never leave".split())
    (2.5, [(0, 2, 2), (3, 5, 1)])
    >>> align("yes".split(), "no".split())
    (0.0, [])
    """
    if chain := _plain(a, b):
        return _score(chain), chain
    pieces = runs(a, b)
    best: list[float] = []
    back: list[tuple[int, int]] = []  # the piece before, and how many words this one loses to it
    for k, (i, j, n) in enumerate(pieces):
        score, link = float(n), (-1, 0)
        for p in range(k):
            p_i, p_j, p_n = pieces[p]
            end_i, end_j = p_i + p_n, p_j + p_n
            lost = max(0, end_i - i, end_j - j)
            if lost >= n or i < p_i or j < p_j:
                continue
            total = best[p] + n - lost - _cost(i + lost - end_i, j + lost - end_j)
            if total > score:
                score, link = total, (p, lost)
        best.append(score)
        back.append(link)
    if not pieces:
        return 0.0, []
    k = max(range(len(pieces)), key=best.__getitem__)
    total, chain = best[k], []
    while k >= 0:
        (i, j, n), (p, lost) = pieces[k], back[k]
        chain.append((i + lost, j + lost, n - lost))
        k = p
    return round(total, 6), chain[::-1]


def _cost(i: int, j: int) -> float:
    """Cost of `i` words of the one between two equal stretches, where the other has `j`."""
    gap = abs(i - j)
    return MISMATCH * min(i, j) + (GAP_OPEN + GAP_WORD * gap if gap else 0.0)


def _score(chain: list[tuple[int, int, int]]) -> float:
    costs = (_cost(i - p_i - n, j - p_j - n) for (p_i, p_j, n), (i, j, _) in pairwise(chain))
    return round(sum(n for *_, n in chain) - sum(costs), 6)


def _plain(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """The chain where it is plain, which it mostly is: one list inside the other, or one place where they differ."""
    shorter = min(len(a), len(b))
    start = 0
    while start < shorter and a[start] == b[start]:
        start += 1
    end = 0
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    if shorter and start + end == shorter and not (start and end):
        return [(0, 0, start)] if start else [(len(a) - end, len(b) - end, end)]
    if start and end and shorter > 5 and start + end >= shorter - 2 and abs(len(a) - len(b)) <= 2:
        return [(0, 0, start), (len(a) - end, len(b) - end, end)]
    swap = len(a) > len(b)
    short, long = (b, a) if swap else (a, b)
    for at in range(1, len(long) - shorter):
        if shorter and long[at] == short[0] and long[at : at + shorter] == short:
            return [(at, 0, shorter)] if swap else [(0, at, shorter)]
    return []
