"""Passages: the stretches of text that articles share, with their places in each.

A passage is a run of words that stands in two or more articles, a few words changed at most; cut where a quotation or
a paragraph of either begins or ends, so that words of a speaker and words of the outlets are told apart. It says that
the words are shared, not who took them from whom: both may have them from an agency, a release or the speaker.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import schema
from analysis.comparison.reuse import stretches, tokens
from analysis.comparison.reuse.stretches import Stretches
from analysis.comparison.reuse.tokens import QUOTED, Ints, Spans, Tokens
from analysis.words import count_words

SAME = 0.5
"""Two stretches of one article are the same passage if they overlap by this share of the longer one."""


class Found(Protocol):
    """The stretches that articles share: of each the numbers of the two articles, and whether it is quoted in either;
    and the words of each article outside of quotation marks."""

    @property
    def articles(self) -> pd.DataFrame: ...
    @property
    def stretches(self) -> Stretches: ...
    @property
    def one(self) -> Ints: ...
    @property
    def other(self) -> Ints: ...
    @property
    def quoted(self) -> NDArray[np.bool_]: ...
    @property
    def prose(self) -> Ints: ...


class Shared:
    """What a corpus shares: its words as numbers, and the stretches that each two articles have in common."""

    def __init__(self, articles: pd.DataFrame, lines: pd.DataFrame, quotes: pd.DataFrame) -> None:
        furniture = lines[~lines["label"].isin(schema.PARTS)]
        marks = quotes[(quotes["kind"] != "indirect").fillna(True)]
        self.articles = articles
        self.texts = articles["text"].array
        self.tokens: Tokens = tokens.read(self.texts, _spans(articles, furniture), _spans(articles, marks))

    @cached_property
    def stretches(self) -> Stretches:
        return stretches.find(self.tokens)

    @cached_property
    def one(self) -> Ints:
        return self.tokens.article(self.stretches.start)

    @cached_property
    def other(self) -> Ints:
        return self.tokens.article(self.stretches.other_start)

    @cached_property
    def quoted(self) -> NDArray[np.bool_]:
        """A column for each of the two articles: does the stretch stand between quotation marks there?"""
        sides = (self.stretches.start, self.stretches.other_start)
        return np.column_stack([self.tokens.flags[side] & QUOTED > 0 for side in sides])

    @property
    def prose(self) -> Ints:
        return self.tokens.prose


def find(shared: Shared, sentences: pd.DataFrame) -> pd.DataFrame:
    """Find the passages that two or more articles share.

    Args:
        shared: the articles' words and what each two of them share.
        sentences: table `sentences`.

    Returns: table `passages`, one row a stretch; clusters in order of the number of outlets, then of articles, then of
    words; rows in order of the articles.

    Note: a paraphrase shares no run of words and is not found; nor is prose of fewer than five equal words in a row.
    A formula that many articles have (*spoke on condition of anonymity because*) is no passage.

    References:
        Clough, Gaizauskas, Piao & Wilks (2002), METER: MEasuring TExt Reuse, ACL. Smith, Cordell & Mullen (2015),
        Computational methods for uncovering reprinted texts in antebellum newspapers: passages from shared shingles.
    """
    if not len(shared.stretches):
        return schema.empty("passages")
    return table(shared.articles, clustered(shared), shared.tokens.first, sentences)


def clustered(shared: Found) -> pd.DataFrame:
    """The rows of the table: of which passage (`cluster`), in which article (`article`, by number), from which word to
    which (`start`, `end`, words of all articles), `quoted, likeness, n_articles, n_outlets, first`."""
    rows = _ordered(_rows(shared), shared.articles["outlet_key"].to_numpy(dtype=object))
    return rows.assign(first=_first(rows, shared.articles))


def _clusters(start: Ints, end: Ints) -> Ints:
    """The passage that each stretch belongs to: linked by what two articles share, and by overlap in one article."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    n = len(start)
    half = np.arange(n // 2)
    links = [(half, half + n // 2)]
    order = np.lexsort((end, start))
    lag = 1
    while lag < n:
        a, b = order[:-lag], order[lag:]
        overlap = np.minimum(end[a], end[b]) - start[b]
        if not (overlap > 0).any():
            break
        longer = np.maximum(end[a] - start[a], end[b] - start[b])
        same = overlap >= SAME * longer
        links.append((a[same], b[same]))
        lag += 1
    one, other = (np.concatenate(side) for side in zip(*links, strict=True))
    graph = coo_array((np.ones(len(one), np.int8), (one, other)), shape=(n, n))
    return connected_components(graph, directed=False)[1].astype(np.int64)


def _rows(shared: Found) -> pd.DataFrame:
    """One row a cluster and place, by cluster and article: overlapping stretches of one article are one."""
    found = shared.stretches
    start, end = np.r_[found.start, found.other_start], np.r_[found.end, found.other_end]
    cluster, article = _clusters(start, end), np.r_[shared.one, shared.other].astype(np.int32)
    order = np.lexsort((end, start, article, cluster))
    start, end, cluster, article = start[order], end[order], cluster[order], article[order]
    own = np.cumsum(np.r_[0, (cluster[1:] != cluster[:-1]) | (article[1:] != article[:-1])])
    own *= int(end.max(initial=0)) + 1  # so that a running maximum does not leave its cluster and article
    reach = np.maximum.accumulate(end + own)
    first = np.flatnonzero(np.r_[True, (start + own)[1:] >= reach[:-1]])
    del own, reach
    likeness = (found.equal / np.maximum(found.end - found.start, found.other_end - found.other_start)).astype(float)
    n = len(likeness)  # a stretch has the same likeness in both articles
    return pd.DataFrame(
        {
            "cluster": cluster[first].astype(np.int64),
            "article": article[first].astype(np.int64),
            "start": start[first],
            "end": np.maximum.reduceat(end, first),
            "quoted": np.r_[shared.quoted[:, 0], shared.quoted[:, 1]][order[first]],
            "likeness": np.maximum.reduceat(likeness[order % n], first),
        }
    )


def _ordered(rows: pd.DataFrame, outlets: NDArray) -> pd.DataFrame:
    """The rows of clusters that two articles have, with the clusters numbered in the order of the table."""
    cluster, article, start, end = (rows[name].to_numpy() for name in ("cluster", "article", "start", "end"))
    begins = np.flatnonzero(np.r_[True, cluster[1:] != cluster[:-1]])
    sizes = np.diff(np.r_[begins, len(cluster)])
    another = np.r_[True, article[1:] != article[:-1]]
    another[begins] = True
    n_articles = np.add.reduceat(another.astype(np.int64), begins)
    numbers, _ = pd.factorize(outlets)
    n = int(numbers.max(initial=0)) + 1
    n_outlets = np.unique(np.unique(cluster * n + numbers[article]) // n, return_counts=True)[1]
    most, first = np.maximum.reduceat(end - start, begins), np.minimum.reduceat(start, begins)
    several = np.flatnonzero(np.repeat(n_articles > 1, sizes))
    by_cluster = [np.repeat(column, sizes)[several] for column in (first, -most, -n_articles, -n_outlets)]
    rows = rows.iloc[several[np.lexsort((start[several], *by_cluster))]]
    known = {"n_articles": n_articles, "n_outlets": n_outlets}
    of = np.searchsorted(cluster[begins], rows["cluster"].to_numpy())
    rows = rows.assign(**{name: column[of] for name, column in known.items()})
    return rows.assign(cluster=pd.factorize(rows["cluster"])[0])


def table(articles: pd.DataFrame, rows: pd.DataFrame, first: Ints, sentences: pd.DataFrame) -> pd.DataFrame:
    """Table `passages` for rows of `clustered`.

    Args:
        first: the number of each article's first word.
    """
    article = rows["article"].to_numpy()
    places, own = _places(articles["text"].array, rows, first)
    counts = {text: count_words(text) for text in set(own)}
    ids = articles["article_id"].tolist()
    return schema.build(
        "passages",
        {
            "article_id": [ids[k] for k in article],
            "sentence_id": _sentence_ids(articles, article, places[:, 0], sentences),
            "start": places[:, 0].tolist(),
            "end": places[:, 1].tolist(),
            "text": own,
            "cluster_id": rows["cluster"].tolist(),
            "n_articles": rows["n_articles"].tolist(),
            "n_outlets": rows["n_outlets"].tolist(),
            "n_words": [counts[text] for text in own],
            "quoted": rows["quoted"].tolist(),
            "likeness": rows["likeness"].round(3).tolist(),
            "first": rows["first"].tolist(),
        },
    )


def _places(of: Sequence[str], rows: pd.DataFrame, first: Ints) -> tuple[Ints, list[str]]:
    """First character of the first word of each row, and one after the last of its last word; and the text of it."""
    article, start, end = (rows[name].to_numpy() for name in ("article", "start", "end"))
    found = np.zeros((len(rows), 2), np.int64)
    own, known = np.empty(len(rows), object), dict[str, str]()  # words that stand in many places are held once
    order = np.argsort(article, kind="stable")
    used = np.unique(article)
    for at in range(0, len(used), tokens.CHUNK):  # many texts at a time are read far faster than one by one
        part = used[at : at + tokens.CHUNK]
        texts = [of[k] for k in part]
        starts, ends = tokens.places("\n".join(texts))
        offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])[:-1]
        held = order[slice(*np.searchsorted(article, (part[0], part[-1] + 1), sorter=order))]
        which = np.searchsorted(part, article[held])
        word = np.searchsorted(starts, offsets)[which] - first[article[held]]
        found[held, 0] = starts[word + start[held]] - offsets[which]
        found[held, 1] = ends[word + end[held] - 1] - offsets[which]
        words = (texts[k][a:b] for k, (a, b) in zip(which, found[held].tolist(), strict=True))
        own[held] = [known.setdefault(text, text) for text in words]
    return found, own.tolist()


def _sentence_ids(articles: pd.DataFrame, article: Ints, at: Ints, sentences: pd.DataFrame) -> list:
    """The sentence that holds each place, missing where none does."""
    if not len(sentences):
        return [pd.NA] * len(at)
    number = pd.Index(articles["article_id"]).get_indexer(pd.Index(sentences["article_id"]))
    key = (number.astype(np.int64) << 32) | sentences["start"].to_numpy(np.int64)
    order = np.argsort(key, kind="stable")
    row = order[np.maximum(0, np.searchsorted(key, (article << 32) | at, side="right", sorter=order) - 1)]
    held = (number[row] == article) & (sentences["start"].to_numpy()[row] <= at)
    held &= at < sentences["end"].to_numpy()[row]
    ids = sentences["sentence_id"].array.take(row).astype(object)
    return np.where(held, ids, pd.NA).tolist()


def _first(rows: pd.DataFrame, articles: pd.DataFrame) -> list[bool]:
    """Is every article of the passage dated to the day, and this one alone the earliest?"""
    day = days(articles)[rows["article"]]
    by_cluster = pd.Series(day, index=rows.index).groupby(rows["cluster"])
    known = by_cluster.transform("size") == by_cluster.transform("count")
    earliest = day == by_cluster.transform("min")
    alone = rows["article"].where(earliest).groupby(rows["cluster"]).transform("nunique") == 1
    return (known & earliest & alone).tolist()


def days(articles: pd.DataFrame) -> NDArray[np.float64]:
    """Day of publication as a number; none where the article is not dated to the day."""
    dated = articles["published"].where(articles["published_precision"] == "day").astype(object)
    days = pd.to_datetime(dated.where(dated.notna(), None), errors="coerce", format="ISO8601")
    return (days - pd.Timestamp("2000-01-01")).dt.days.to_numpy(dtype=np.float64, na_value=np.nan)


def _spans(articles: pd.DataFrame, table: pd.DataFrame) -> Spans:
    """The spans of a table, in the order of the articles."""
    number = pd.Index(articles["article_id"]).get_indexer(pd.Index(table["article_id"]))
    spans = np.column_stack([number, table["start"].to_numpy(np.int64), table["end"].to_numpy(np.int64)])
    spans = spans[number >= 0]
    return spans[np.argsort(spans[:, 0], kind="stable")]
