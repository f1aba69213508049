"""Copies: articles that are one text, re-edited, and the agency that an article says its words are from.

Articles are copies of each other where much of their *prose* is shared: words outside quotation marks in both. Articles
that quote the same speech share words and are no copies. A cluster of copies is one separately worded text; differently
worded is not independently reported.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import schema
from analysis.comparison.reuse import credits
from analysis.comparison.reuse.groups import Groups
from analysis.comparison.reuse.passages import Found, Shared, days
from analysis.comparison.reuse.tokens import APART, Ints

SHARED_PROSE, PROSE_WORDS = 0.2, 30
"""Two articles are one text if they share this part of the shorter one's prose, and so many words of it. Among 129
pairs of outlets on one event the most was far below; two seeds that are one text share a third."""
ALL, ONE_PER_TEXT = "all", "one_per_text"
EVERY = ("lines", "passages", "copies", "edits", "variants")
"""Tables of all articles whatever counts: where things stand, and ledgers in which copies are set beside each other."""


def find(shared: Shared, lines: pd.DataFrame) -> pd.DataFrame:
    """Say for each article which separately worded text it is, and what wire or syndicate it credits.

    Returns: table `copies`, one row an article. Texts are numbered from 0 in the order of their first article. Of the
    articles of one text in one story one is `kept`: the earliest where each is dated to the day, else the longest body;
    the first of equals.

    Note: a copy that was rewritten sentence by sentence counts as worded separately. Two articles need no link of their
    own: where A is a copy of B and B of C, the three are one text.
    """
    return table(shared.articles, grouped(shared), lines)


def grouped(shared: Shared) -> pd.DataFrame:
    """What table `copies` says of each article beside its credit."""
    texts = Texts(shared.tokens.prose)
    texts.add(shared)
    articles = shared.articles
    story = pd.factorize(articles["story"].fillna(""))[0]
    return texts.table(story, days(articles), articles["n_words"].to_numpy())


class Texts:
    """Which articles are one text, from what each two of them share, some articles at a time: sixteen bytes an article.

    Args:
        prose: words of each article outside of quotation marks.
    """

    def __init__(self, prose: NDArray[np.integer]) -> None:
        self.prose = prose
        self._articles = Groups(len(prose))
        self._most = np.zeros(len(prose))

    def add(self, found: Found) -> None:
        """Take in all that each two of some articles share."""
        one, other, words, share = pairs(found, self.prose)
        same = (share >= SHARED_PROSE) & (words >= PROSE_WORDS)
        one, other, share = one[same], other[same], share[same]
        self._articles.link(one, other)
        np.maximum.at(self._most, one, share)
        np.maximum.at(self._most, other, share)

    def table(self, story: NDArray, day: NDArray[np.float64], n_words: NDArray[np.integer]) -> pd.DataFrame:
        """What table `copies` says of each article beside its credit.

        Args:
            story: a number for each article's story.
            day: the day of each one's publication, if it is known.
            n_words: words of each one's body.
        """
        text_id = self._articles.numbers()
        n = np.bincount(text_id, minlength=1)[text_id]
        kept = n == 1
        several = np.flatnonzero(~kept)
        kept[several] = _kept(text_id[several], story[several], day[several], n_words[several])
        most = np.where(n > 1, self._most.round(3), np.nan)
        return pd.DataFrame({"text_id": text_id, "n_articles": n, "kept": kept, "shared_prose": most})


def table(articles: pd.DataFrame, texts: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Table `copies` of some articles, from their rows of `grouped`."""
    credit = credits.find(articles, lines)
    return schema.build(
        "copies",
        {
            "article_id": articles["article_id"].tolist(),
            "text_id": texts["text_id"].tolist(),
            "n_articles": texts["n_articles"].tolist(),
            "kept": texts["kept"].tolist(),
            "shared_prose": [pd.NA if np.isnan(share) else share for share in texts["shared_prose"].tolist()],
            **{name: credit[name].tolist() for name in ("agency", "credit", "credit_start", "credit_end")},
        },
    )


def pairs(shared: Found, prose: NDArray[np.integer]) -> tuple[Ints, Ints, Ints, np.ndarray]:
    """Pairs of articles that share prose: both numbers, the words shared, and their share of the shorter one's prose.

    A word counts once however often the other article has it.
    """
    told: NDArray[np.bool_] = ~(shared.quoted[:, 0] | shared.quoted[:, 1])
    one, other = shared.one[told], shared.other[told]
    found = shared.stretches.take(told)
    n = max(1, len(prose))
    keys, at = np.unique(one * n + other, return_inverse=True)
    # The equal words of a pair, but no more than the stretches cover on either side without counting a place twice
    equal = np.bincount(at, found.equal, len(keys)).astype(np.int64)
    for start, end in ((found.start, found.end), (found.other_start, found.other_end)):
        equal = np.minimum(equal, _covered(at, start, end, len(keys)))
    one, other = keys // n, keys % n
    shorter = np.maximum(1, np.minimum(prose[one], prose[other]))
    return one, other, equal, equal / shorter


def counted(tables: Mapping[str, pd.DataFrame], setting: str = ALL) -> dict[str, pd.DataFrame]:
    """The tables that counts are made of: all articles, or one for each separately worded text.

    Tables that set copies beside each other (`EVERY`) and those that are not of articles stay as they are.

    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"]})
    >>> copies = articles.assign(kept=[True, False, True])
    >>> found = counted({"articles": articles, "copies": copies}, "one_per_text")
    >>> found["articles"]["article_id"].tolist(), found["copies"]["article_id"].tolist()
    (['a', 'c'], ['a', 'b', 'c'])
    """
    if setting == ALL:
        return dict(tables)
    kept = tables["copies"].loc[tables["copies"]["kept"], "article_id"]
    return {
        name: table
        if name in EVERY or "article_id" not in table.columns
        else table[table["article_id"].isin(kept)].reset_index(drop=True)
        for name, table in tables.items()
    }


def _covered(at: Ints, start: Ints, end: Ints, n: int) -> Ints:
    """Places covered by the stretches of each pair, overlaps counted once."""
    order = np.lexsort((end, start, at))
    at, start, end = at[order], start[order], end[order]
    offset = at * (int(end.max(initial=0)) + APART)  # so that a running maximum does not leave its pair
    reach = np.maximum.accumulate(np.concatenate([[0], (end + offset)[:-1]]))[: len(at)] if len(at) else end
    new = np.maximum(0, end + offset - np.maximum(start + offset, reach))
    return np.bincount(at, new, n).astype(np.int64)


def _kept(text: Ints, story: NDArray, day: NDArray[np.float64], n_words: NDArray[np.integer]) -> NDArray[np.bool_]:
    """One article of each text in each story: an article that stands in two stories counts in both."""
    kept = np.zeros(len(text), bool)
    if not len(text):
        return kept
    order = np.lexsort((story, text))
    own_text, own_story = text[order], story[order]
    another = np.r_[True, (own_text[1:] != own_text[:-1]) | (own_story[1:] != own_story[:-1])]
    begins = np.flatnonzero(another)
    known = np.logical_and.reduceat(~np.isnan(day[order]), begins)[np.cumsum(another) - 1]
    first = np.zeros(len(text))
    first[order[known]] = day[order[known]]
    kept[np.lexsort((-n_words, first, story, text))[begins]] = True
    return kept
