"""Order: articles side by side so that neighbours share the most, and what runs from one to the next.

The tables behind the story-order strip: in which order each article tells what others tell too.
"""

from collections.abc import Sequence
from itertools import pairwise, permutations

import numpy as np
import pandas as pd

EXACT = 7
"""Up to so many articles every order is tried; of more, each is set behind the one that it shares most with."""


def choose(passages: pd.DataFrame, articles: pd.DataFrame, most: int = 8) -> list[str]:
    """The articles for one picture: of the story whose articles share the most words, those that share the most.

    Returns: at most `most` ids in the order of `columns`.
    """
    stories = dict(zip(articles["article_id"], articles["story"].fillna(""), strict=True))
    sharing = passages.groupby("article_id")["n_words"].sum()
    by_story = sharing.groupby(sharing.index.map(stories)).sum()
    story = by_story.idxmax() if len(by_story) else ""
    own = [a for a in articles["article_id"] if stories[a] == story]
    chosen = set(sorted(own, key=lambda a: -int(sharing.get(a, 0)))[:most])
    return columns(passages, [a for a in own if a in chosen])


def columns(passages: pd.DataFrame, article_ids: Sequence[str]) -> list[str]:
    """The articles in an order in which neighbours share as many words as can be.

    Args:
        passages: table `passages`.
        article_ids: the articles to be shown.

    Returns: their ids; those that share nothing at the end, in their own order.

    Note: with more than seven articles a good order, not surely the best.
    """
    ids = list(article_ids)
    words = _shared_words(passages, ids)
    sharing = [k for k in range(len(ids)) if words[k].any()]
    rest = [k for k in range(len(ids)) if not words[k].any()]
    order = (
        max(permutations(sharing), key=lambda row: _total(words, row))
        if len(sharing) <= EXACT
        else _chain(words, sharing)
    )
    return [ids[k] for k in (*order, *rest)]


def ribbons(passages: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """What runs between the columns: each passage from one article that has it to the next one in the row.

    Returns one row a ribbon: `cluster_id, article_id, start, end, other_id, other_start, other_end, quoted` (in both),
    `next` (are the two columns neighbours?).
    """
    place = {article: n for n, article in enumerate(order)}
    own = passages[passages["article_id"].isin(place)]
    rows = []
    for cluster, members in own.groupby("cluster_id", sort=True):
        by_column: dict[int, list] = {}
        for member in members.sort_values("start").itertuples():
            by_column.setdefault(place[str(member.article_id)], []).append(member)
        for left, right in pairwise(sorted(by_column)):
            for a in by_column[left]:
                for b in by_column[right]:
                    here, there = (a.article_id, a.start, a.end), (b.article_id, b.start, b.end)
                    rows.append((cluster, *here, *there, a.quoted and b.quoted, right == left + 1))
    names = ["cluster_id", "article_id", "start", "end", "other_id", "other_start", "other_end", "quoted", "next"]
    return pd.DataFrame(rows, columns=names).astype({"quoted": bool, "next": bool})  # also where there is none


def _shared_words(passages: pd.DataFrame, ids: Sequence[str]) -> np.ndarray:
    """Words of the passages that each two articles share."""
    place = {article: n for n, article in enumerate(ids)}
    words = np.zeros((len(ids), len(ids)))
    for _, members in passages[passages["article_id"].isin(place)].groupby("cluster_id"):
        most = members.groupby("article_id")["n_words"].sum()
        for a in most.index:
            for b in most.index:
                if a != b:
                    words[place[a], place[b]] += min(most[a], most[b])
    return words


def _total(words: np.ndarray, row: Sequence[int]) -> tuple[float, tuple[int, ...]]:
    """Words that neighbours share; of equal orders the one that begins with the earlier articles."""
    return sum(words[a, b] for a, b in pairwise(row)), tuple(-k for k in row)


def _chain(words: np.ndarray, sharing: Sequence[int]) -> list[int]:
    """From the two that share most, one after the other put at the end that it shares more with."""
    among = words[np.ix_(sharing, sharing)]
    first, second = np.unravel_index(int(among.argmax()), among.shape)
    row = [sharing[int(first)], sharing[int(second)]]
    left = [k for k in sharing if k not in row]
    while left:
        _, end, best = max((words[row[end], k], end, -k) for end in (0, -1) for k in left)
        row.insert(0 if end == 0 else len(row), -best)
        left.remove(-best)
    return row
