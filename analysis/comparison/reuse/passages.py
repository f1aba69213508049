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
from analysis.comparison.reuse.clustered import Passages, Places, Told, overlapping, rows
from analysis.comparison.reuse.groups import Groups
from analysis.comparison.reuse.stretches import Stretches
from analysis.comparison.reuse.tokens import QUOTED, Ints, Spans, Tokens
from analysis.words import count_words


class Found(Protocol):
    """The stretches that articles share: of each the numbers of the two articles; is it quoted in either?"""

    @property
    def stretches(self) -> Stretches: ...
    @property
    def one(self) -> Ints: ...
    @property
    def other(self) -> Ints: ...
    @property
    def quoted(self) -> NDArray[np.bool_]: ...


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


def clustered(shared: Shared) -> pd.DataFrame:
    """The rows of the table: of which passage (`cluster`), in which article (`article`, by number), from which word to
    which (`start`, `end`, words of all articles), `quoted, likeness, n_articles, n_outlets, first`."""
    outlet, outlets = pd.factorize(shared.articles["outlet_key"].to_numpy(dtype=object))
    told = Told(outlet.astype(np.int64), days(shared.articles))
    own = Places.in_order(places(shared, np.arange(len(shared.stretches))))
    linked = Groups(len(shared.stretches))
    for two in overlapping(own):
        linked.link(*two)
    cluster = linked.numbers()
    found, known = rows(own, cluster), Passages(int(cluster.max(initial=-1)) + 1, len(outlets))
    known.add(found, told)
    return known.numbered(found, known.numbers(), told)


def places(found: Found, numbers: Ints) -> tuple[Places, Places]:
    """The places of stretches in the one article, and in the other."""
    of = found.stretches
    likeness = of.equal / np.maximum(of.end - of.start, of.other_end - of.other_start)
    return (
        Places(numbers, found.one, of.start, of.end, found.quoted[:, 0], likeness),
        Places(numbers, found.other, of.other_start, of.other_end, found.quoted[:, 1], likeness),
    )


def table(articles: pd.DataFrame, rows: pd.DataFrame, first: Ints, sentences: pd.DataFrame) -> pd.DataFrame:
    """Table `passages` for rows of `clustered`.

    Args:
        first: the number of each article's first word.
    """
    article = rows["article"].to_numpy()
    at, own = _places(articles["text"].array, rows, first)
    counts = {text: count_words(text) for text in set(own)}
    ids = articles["article_id"].tolist()
    return schema.build(
        "passages",
        {
            "article_id": [ids[k] for k in article],
            "sentence_id": _sentence_ids(articles, article, at[:, 0], sentences),
            "start": at[:, 0].tolist(),
            "end": at[:, 1].tolist(),
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
