"""Groups: things that are linked two by two, some links at a time; of each thing one number is held."""

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.reuse.tokens import Ints

MANY = 1 << 20
"""Things whose groups are looked up at a time."""


class Groups:
    """`n` things in groups, at first each in its own. Eight bytes a thing are held, however many links are given.

    >>> groups = Groups(6)
    >>> groups.link(np.array([5, 1]), np.array([3, 0]))
    >>> groups.link(np.array([3]), np.array([1]))
    >>> groups.numbers().tolist()
    [0, 0, 1, 0, 2, 0]
    """

    def __init__(self, n: int) -> None:
        self._earlier: Ints = np.arange(n)  # of each an earlier one of its group, or itself

    def link(self, one: Ints, other: Ints) -> None:
        """Put each two things into one group."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        one, other = self._first(one), self._first(other)
        apart = one != other
        which, at = np.unique(np.concatenate([one[apart], other[apart]]), return_inverse=True)
        if not len(which):
            return
        n = len(at) // 2
        graph = coo_array((np.ones(n, np.int8), (at[:n], at[n:])), shape=(len(which), len(which)))
        label = connected_components(graph, directed=False)[1]
        self._earlier[which] = which[np.unique(label, return_index=True)[1]][label]

    def _first(self, things: Ints) -> Ints:
        """The first of the group of each, as far as it is linked."""
        first = self._earlier[things]
        while True:
            before = self._earlier[first]
            if np.array_equal(before, first):
                break
            first = before
        self._earlier[things] = first
        return first

    def numbers(self) -> Ints:
        """The number of each one's group, in the order of the groups' first."""
        n = len(self._earlier)
        number: Ints = np.empty(n, np.int64)
        groups = 0
        for at in range(0, n, MANY):
            own = np.arange(at, min(n, at + MANY))
            first = self._first(own)
            is_first: NDArray[np.bool_] = first == own
            number[own[is_first]] = groups + np.arange(np.count_nonzero(is_first))
            number[own] = number[first]
            groups += int(np.count_nonzero(is_first))
        return number
