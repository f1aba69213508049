"""Events: articles that share few names with the rest of their story and may be about something else."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple

import pandas as pd

from analysis.lexicon import load
from analysis.schema import texts

ARTICLES = 4
"""A story of fewer articles is not looked at: two or three cannot outvote one."""
NAMES = 5
"""Nor is one whose articles have fewer names in common."""
SHARE = 0.2
"""An article with fewer of the common names than this share is doubted. In 43 stories of three articles with a fourth
put in from another story, 29 of the 43 were found, and 1 of the 129 that belonged was doubted; of 43 pairs of such
stories under one name, 25 had a doubt, and 11 were told as two stories."""
_NAME = re.compile(r"[A-Z](?<=[a-z,;:”\"] .)[^\W\d_]{2,}")


class Stranger(NamedTuple):
    """An article that has `n_has` of the `n_names` names that at least half of the other articles have.

    `n_strangers`: of the `n_articles` of its story so many are strangers, itself among them.
    """

    article_id: str
    n_has: int
    n_names: int
    examples: tuple[str, ...]
    n_strangers: int = 1
    n_articles: int = 0

    @property
    def of_two_stories(self) -> bool:
        """Are so many of its story strangers that none can be said to be the odd one out?"""
        return 2 * self.n_strangers >= self.n_articles > 0


def strangers(articles: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[Stranger]:
    """The articles that may be about another event than the rest of their story.

    A name is a word with a capital inside a sentence. Names in common are those that at least half of the other
    articles of the story have, and at least two.

    Where two stories of about the same size stand under one name, all or most of their articles are strangers.

    Note: an article that names nobody is a stranger everywhere; three stories or more under one name may have so few
        names in common that nothing is found.
    """
    body: dict[str, list[str]] = {}
    columns = sentences["article_id"].tolist(), sentences["part"].tolist(), texts(sentences)
    for article_id, part, text in zip(*columns, strict=True):
        if part == "body":
            body.setdefault(article_id, []).append(text)
    names = {i: frozenset(_NAME.findall(" ".join(own))) - _no_names() for i, own in body.items()}
    for _, story in articles.groupby("story", sort=False, dropna=False):
        ids = [i for i in story["article_id"] if i in names]
        if len(ids) >= ARTICLES:
            found = list(_in_story({i: names[i] for i in ids}))
            yield from (s._replace(n_strangers=len(found), n_articles=len(ids)) for s in found)


def _in_story(names: Mapping[str, frozenset[str]]) -> Iterator[Stranger]:
    n_articles = Counter(chain.from_iterable(names.values()))
    needed = max(2, (len(names) - 1) / 2)
    common = {name for name, n in n_articles.items() if n >= needed}
    barely = {name for name in common if n_articles[name] - 1 < needed}  # not without an article that has it itself
    for article_id, own in names.items():
        counted_out = barely & own
        n_names, n_has = len(common) - len(counted_out), len(common & own) - len(counted_out)
        if n_names >= NAMES and n_has < SHARE * n_names:
            lacks = sorted(common - own, key=lambda name: (-n_articles[name], name))
            yield Stranger(article_id, n_has, n_names, tuple(lacks[:3]))


@cache
def _no_names() -> frozenset[str]:
    """Words with a capital that name nobody and nothing: days, months, and small words that open a quotation."""
    small = {entry.match.capitalize() for entry in load("function_words").entries}
    return frozenset(load("capitals").words("calendar")) | small
