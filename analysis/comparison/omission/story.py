"""A story: its articles, what each of them carries, and which of them can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

LONGER = 1.25
"""A comparable text is at most so many times as long."""
DAY = len("2020-01-07")
"""Characters of a date that states the day."""

Place = tuple[int, int]
Counts = npt.NDArray[np.int64]


class Item(NamedTuple):
    """What an article can carry: `key` tells it from others of its kind, `name` is what it is called."""

    kind: str
    key: Any
    name: str


@dataclass
class Story:
    """The articles of a story; for each item who carries it where, and where a speaker is only named."""

    articles: list[Any]
    text_of: dict[str, str]
    carried: dict[Item, dict[str, Place]] = field(default_factory=dict)
    named: dict[Item, dict[str, Place]] = field(default_factory=dict)

    def carry(self, item: Item, article_id: str, start: int, end: int) -> None:
        places = self.carried.setdefault(item, {})
        places[article_id] = min(places.get(article_id, (start, end)), (start, end))

    def comparable(self, shared: Sequence[Item]) -> tuple[Counts, Counts]:
        """How many other texts had no more room than an article and nothing later to tell; how many carry each item.

        Returns: a number an article, and a table of an article a row and an item a column.
        """
        fits = _comparable(self.articles)
        carries = np.array([[a.article_id in self.carried[i] for i in shared] for a in self.articles]).reshape(
            len(self.articles), len(shared)
        )
        n, carry = np.zeros(len(fits), np.int64), np.zeros(carries.shape, np.int64)
        places: dict[str, list[int]] = {}
        for place, article in enumerate(self.articles):
            places.setdefault(self.text_of[article.article_id], []).append(place)
        for own in places.values():
            fits[np.ix_(own, own)] = False
        alone = [own[0] for own in places.values() if len(own) == 1]
        groups = [alone, *(own for own in places.values() if len(own) > 1)]
        for number, group in enumerate(groups):
            few = fits[:, group]
            told = few.astype(np.float32) @ carries[group].astype(np.float32)
            n += few.any(axis=1) if number else few.sum(axis=1)
            carry += (told > 0) if number else told.astype(np.int64)  # of one text, one article that tells it is enough
        return n, carry

    def texts(self, article_ids: Any) -> int:
        return len({self.text_of[a] for a in article_ids})


def _comparable(articles: Sequence[Any]) -> npt.NDArray[np.bool_]:
    """Had another article (column) no more room than an article (row), and nothing later to tell?"""
    known = np.array([dated(article) for article in articles])
    days = np.array([article.published if is_known else "" for article, is_known in zip(articles, known, strict=True)])
    words = np.array([article.n_words for article in articles], np.float64)
    fits = known[:, None] & known & (days <= days[:, None]) & (words <= LONGER * words[:, None])
    return np.asarray(fits, np.bool_)


def dated(article: Any) -> bool:
    """Does an article state the day on which it was published?"""
    return not pd.isna(article.published) and len(article.published) == DAY
