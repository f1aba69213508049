"""Alpha for unitizing, against Krippendorff's formulas written out as they stand, and against what can be counted."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.evidence import unitizing

L = 60


def sections(stretches, length):
    """A continuum as Krippendorff cuts it: `(begin, length, is a unit)`, units and gaps in order."""
    cut, at = [], 0
    for start, end in stretches:
        if start > at:
            cut.append((at, start - at, 0))
        cut.append((start, end - start, 1))
        at = end
    if at < length:
        cut.append((at, length - at, 0))
    return cut


def as_published(length, coders):
    """Observed and expected disagreement by the sums of Krippendorff (1995), equations for one category."""
    m, cut = len(coders), [sections(own, length) for own in coders]
    observed = 0
    for i in range(m):
        for j in set(range(m)) - {i}:
            for b, n, v in cut[i]:
                for c, k, w in cut[j]:
                    if v and w and -n < b - c < k:
                        observed += (b - c) ** 2 + (b + n - c - k) ** 2
                    elif v and not w and k - n >= b - c >= 0:
                        observed += n**2
                    elif not v and w and n - k >= c - b >= 0:
                        observed += k**2
    units = sum(v for own in cut for _, _, v in own)
    ways, expected = m * length * (m * length - 1), 0
    for own in cut:
        for _, n, v in own:
            if v:
                ways -= n * (n - 1)
                expected += (units - 1) / 3 * (2 * n**3 - 3 * n**2 + n)
                expected += n**2 * sum(k - n + 1 for other in cut for _, k, w in other if not w and k >= n)
    return observed / (m * (m - 1) * length**2), 2 / length * expected / ways


@st.composite
def markings(draw):
    places = draw(st.lists(st.integers(0, L), max_size=8, unique=True).map(sorted))
    return list(zip(places[::2], places[1::2], strict=False))


@given(st.lists(markings(), min_size=2, max_size=4))
def test_it_is_the_published_sum(coders):
    observed, expected = as_published(L, coders)
    assume(expected > 0)
    found = unitizing.alpha([L], [[own] for own in coders])
    assert found == pytest.approx(1 - observed / expected, abs=1e-9)


@pytest.mark.parametrize(("a", "b"), [(1, 1), (4, 4), (3, 11), (20, 7)])
def test_what_two_units_differ_by_wherever_they_may_meet(a, b):
    """The cubic of the formula is the sum of squared differences over all places where two units overlap."""
    met = sum(at**2 + (at + a - b) ** 2 for at in range(-a + 1, b))
    assert met == pytest.approx(sum((2 * n**3 - 3 * n**2 + n) / 3 for n in (a, b)))


def by_enumeration(lengths, coders):
    """Alpha without a formula: every section is a set of characters, every way to meet is tried, one by one.

    Observed: what two coders differ by, stretch beside stretch as they lie. Expected: the same of any two stretches of
    anybody, slid along each other a character at a time, and of a stretch in every place of every gap that holds all
    of it; over the ordered pairs of characters that may meet, which are all but those of one and the same stretch.
    """
    m, total = len(coders), sum(lengths)
    begin = [sum(lengths[:a]) for a in range(len(lengths))]
    laid = [[[set(range(b + s, b + e)) for s, e in own] for b, own in zip(begin, by, strict=True)] for by in coders]
    stretches = [[section for own in by for section in own] for by in laid]
    gaps = []
    for by in laid:
        for a, own in enumerate(by):
            free = sorted(set(range(begin[a], begin[a] + lengths[a])) - set().union(*own))
            runs = []
            for at in free:
                if runs and at == runs[-1][-1] + 1:
                    runs[-1].append(at)
                else:
                    runs.append([at])
            gaps += [len(run) for run in runs]

    def apart(one, other):
        return (min(one) - min(other)) ** 2 + (max(one) - max(other)) ** 2

    pairs = list(itertools.combinations(stretches, 2))
    observed = 0
    for own, others in pairs:
        observed += sum(apart(one, other) for one in own for other in others if one & other)
        observed += sum(len(one) ** 2 for one in own if not any(one & other for other in others))
        observed += sum(len(other) ** 2 for other in others if not any(one & other for one in own))
    every = [section for own in stretches for section in own]
    differences = 0
    for one, other in itertools.combinations(every, 2):
        for shift in range(-len(one) - len(other), len(one) + len(other) + 1):
            first, second = set(range(len(one))), set(range(shift, shift + len(other)))
            if first & second:
                differences += apart(first, second)
    for one in every:
        for gap in gaps:
            differences += sum(len(one) ** 2 for at in range(gap) if at + len(one) <= gap)
    owner = {(i, at): n for i, own in enumerate(stretches) for n, section in enumerate(own) for at in section}
    characters = [(i, at) for i in range(m) for at in range(total)]
    ways = sum(
        one != other and not (one[0] == other[0] and owner.get(one, -1) == owner.get(other, -2))
        for one, other in itertools.product(characters, repeat=2)
    )
    return 1 - (observed / len(pairs) / total**2) / (2 / total * differences / ways)


@pytest.mark.parametrize(
    ("lengths", "coders"),
    [
        ([12], [[[(1, 4), (6, 7)]], [[(2, 5)]], [[(0, 1), (4, 8), (9, 12)]]]),
        ([10], [[[(2, 4), (4, 6)]], [[(2, 6)]]]),  # two stretches without a gap against one
        ([9, 7], [[[(0, 2), (5, 9)], []], [[(1, 3)], [(0, 4)]], [[], [(2, 7)]]]),  # a gap ends with its article
        ([8, 6], [[[(0, 8)], [(1, 2)]], [[(3, 5)], [(1, 2)]]]),  # no gap in an article
    ],
)
def test_it_is_what_comes_of_trying_every_way_to_meet(lengths, coders):
    assert unitizing.alpha(lengths, coders) == pytest.approx(by_enumeration(lengths, coders), abs=1e-12)


def test_three_categories_of_two_coders():
    """Worked by hand, on 300 characters: (5² + 5²) / 300²; (40² + 45² + 5²) / 300²; (60² + 50²) / 300²."""
    categories = {
        "nearly the same": [[(75, 145)], [(70, 150)]],
        "one cut in two": [[(205, 265)], [(205, 225), (250, 270)]],
        "elsewhere": [[(30, 90)], [(150, 200)]],
    }
    weights = np.ones((1, 1))
    observed = {
        name: float(unitizing.disagreements(unitizing.parts([300], [[own] for own in c]), weights, 2)[0][0])
        for name, c in categories.items()
    }
    assert observed == pytest.approx(
        {"nearly the same": 50 / 300**2, "one cut in two": 3650 / 300**2, "elsewhere": 6100 / 300**2}
    )
    alphas = {name: unitizing.alpha([300], [[own] for own in c]) for name, c in categories.items()}
    assert alphas["nearly the same"] > 0.9 > 0 > alphas["one cut in two"] > alphas["elsewhere"]
    together = unitizing.alpha_of_categories([300], {name: [[own] for own in c] for name, c in categories.items()})
    assert alphas["elsewhere"] < together < alphas["nearly the same"]


def test_articles_are_put_end_to_end_and_can_be_weighted():
    coders = [[[(0, 4)], [(5, 9)], []], [[(0, 4)], [(6, 9)], [(1, 3)]]]
    parts = unitizing.parts([20, 30, 10], coders)
    twice = unitizing.values(parts, np.array([[1.0, 2.0, 0.0]]), 2)[0]
    written_out = unitizing.alpha([20, 30, 30], [[own[0], own[1], own[1]] for own in coders])
    assert twice == pytest.approx(written_out)


def test_nothing_marked_is_undefined_and_not_agreement():
    assert np.isnan(unitizing.alpha([50], [[[]], [[]]]))
