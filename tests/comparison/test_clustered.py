"""Stretches put together as passages: in any blocks what it is at once, and what a slow count by hand says."""

from itertools import combinations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.reuse.clustered import SAME, Passages, Places, Told, overlapping, rows
from analysis.comparison.reuse.groups import Groups

WORDS, ARTICLES = 20, 5
OUTLETS = np.array([0, 1, 0, 2, 1])
DAYS = [np.array([3.0, 1.0, 2.0, 1.0, 4.0]), np.array([3.0, np.nan, 2.0, 1.0, 4.0])]

PLACE = st.tuples(st.integers(0, WORDS - 1), st.integers(1, 8)).map(lambda p: (p[0], min(WORDS, p[0] + p[1])))
STRETCH = st.tuples(st.sampled_from(list(combinations(range(ARTICLES), 2))), PLACE, PLACE)
"""Two articles, and from which word to which in each."""


def places(found: list) -> list[tuple[int, int, int, int]]:
    """Stretch, article, and from which word of all articles to which."""
    return [
        (n, article, article * WORDS + start, article * WORDS + end)
        for n, (pair, *sides) in enumerate(found)
        for article, (start, end) in zip(pair, sides, strict=True)
    ]


def told(found: list, day: np.ndarray, cuts: list[int]) -> pd.DataFrame:
    """The rows of the table, from the articles between each two cuts at a time."""
    known = Told(OUTLETS, day)
    blocks = []
    for begin, end in zip([0, *cuts], [*cuts, ARTICLES], strict=True):
        own = [place for place in places(found) if begin <= place[1] < end]
        columns = np.array(own, np.int64).reshape(-1, 4).T
        quoted, likeness = columns[1] % 2 == 0, 1 / (1 + columns[0])
        blocks.append(Places.in_order([Places(*columns, quoted, likeness)]))
    groups = Groups(len(found))
    for block in blocks:
        for two in overlapping(block):
            groups.link(*two)
    numbers = groups.numbers()
    passages = Passages(int(numbers.max(initial=-1)) + 1, 3)
    made = [rows(block, numbers) for block in blocks]
    for table in made:
        passages.add(table, known)
    order = passages.numbers()
    whole = pd.concat([passages.numbered(table, order, known) for table in made])
    return whole.sort_values(["cluster", "start"], ignore_index=True)


def by_hand(found: list) -> list[set[tuple[int, int, int]]]:
    """The places of each passage as article, start and end, linked one by one; those of one article that overlap are one."""
    own = places(found)
    passage = list(range(len(found)))
    for (n, _, start, end), (m, _, other, other_end) in combinations(own, 2):
        both = min(end, other_end) - max(start, other)
        if both > 0 and both >= SAME * max(end - start, other_end - other):
            passage = [passage[n] if p == passage[m] else p for p in passage]
    clusters = []
    for number in set(passage):
        merged: list[tuple[int, int, int]] = []
        for _, article, start, end in sorted((p for p in own if passage[p[0]] == number), key=lambda p: p[1:]):
            if merged and merged[-1][0] == article and start < merged[-1][2]:
                merged[-1] = (article, merged[-1][1], max(end, merged[-1][2]))
            else:
                merged.append((article, start, end))
        clusters.append(set(merged))
    return clusters


@settings(max_examples=150, deadline=None)
@given(
    st.lists(STRETCH, max_size=14), st.sampled_from(DAYS), st.lists(st.integers(0, ARTICLES), max_size=4).map(sorted)
)
def test_in_any_blocks_they_are_what_they_are_at_once(found: list, day: np.ndarray, cuts: list[int]) -> None:
    pd.testing.assert_frame_equal(told(found, day, cuts), told(found, day, []))


@settings(max_examples=150, deadline=None)
@given(st.lists(STRETCH, max_size=14), st.sampled_from(DAYS))
def test_they_are_what_a_slow_count_says(found: list, day: np.ndarray) -> None:
    table, expected = told(found, day, []), by_hand(found)
    got = [set(zip(own["article"], own["start"], own["end"], strict=True)) for _, own in table.groupby("cluster")]
    assert sorted(map(sorted, got)) == sorted(map(sorted, expected))
    for own, (_, table_rows) in zip(got, table.groupby("cluster"), strict=True):
        articles = {article for article, _, _ in own}
        assert set(table_rows["n_articles"]) == {len(articles)}
        assert set(table_rows["n_outlets"]) == {len({OUTLETS[a] for a in articles})}
        days = {a: day[a] for a in articles}
        earliest = [a for a in articles if days[a] == min(days.values())]
        dated = not any(np.isnan(list(days.values())))
        assert set(table_rows.loc[table_rows["first"], "article"]) == (
            set(earliest) if dated and len(earliest) == 1 else set()
        )
    by_size = [(-t["n_outlets"].iloc[0], -t["n_articles"].iloc[0], -(t["end"] - t["start"]).max(), t["start"].min())
               for _, t in table.groupby("cluster")]  # fmt: skip
    assert by_size == sorted(by_size)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=5), max_size=4))
def test_things_that_are_linked_have_one_number(batches: list[list[tuple[int, int]]]) -> None:
    groups, expected = Groups(10), list(range(10))
    for batch in batches:
        one, other = np.array(batch, np.int64).reshape(-1, 2).T
        groups.link(one, other)
        for a, b in batch:
            low, high = sorted((expected[a], expected[b]))
            expected = [low if e == high else e for e in expected]
    firsts = sorted(set(expected))
    assert groups.numbers().tolist() == [firsts.index(e) for e in expected]
