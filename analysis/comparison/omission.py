"""Omission: what two or more articles of a story carry, and which of them do not.

A blank is no reproach: a short text leaves out most things, and nobody can carry what comes later. So a blank is called
*surprising* only where the article's length and date made the item expected. The model: an article is compared with the
separately worded texts of its story that are at most a quarter longer and dated no later; where there are two or more
of these, and two thirds of them carry the item, it was expected. An article without a day as its date, or an event
dated later than the article, is never an omission. Dates have no hours, so what came on the same day counts as known.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import schema
from analysis.comparison import items
from analysis.comparison.readings import is_content
from analysis.comparison.sources import SAME, Source, compare, source
from analysis.lexicon import load

LONGER, TEXTS, SHARE = 1.25, 2, 2 / 3
"""A comparable text is at most so many times as long; so many are needed; this share of them must carry the item."""
MOST = 500
"""With more articles than this a story is no event that each article could be expected to tell: no matrix is made."""
PART = 100
"""Stories that are read at a time: this bounds the memory."""
DAY = len("2020-01-07")
"""Characters of a date that states the day."""
KINDS = ("quotation", "speaker", "document", "place", "figure", "event")

NEEDED = {
    "articles": ("article_id", "published", "n_words"),
    "variants": ("article_id", "start", "end", "text", "cluster_id", "base"),
    "sentences": ("article_id", "start", "text"),
    "quotes": ("article_id", "start", "end", "kind", "speaker", "named"),
}
"""Columns that are read of each table."""
COLUMNS = schema.TABLES["omissions"].names

Place = tuple[int, int]
NOWHERE, CARRIED = (pd.NA, pd.NA), (pd.NA, False, "carried")
Counts = npt.NDArray[np.int64]


class Item(NamedTuple):
    """What an article can carry: `key` tells it from others of its kind, `name` is what it is called."""

    kind: str
    key: Any
    name: str


@dataclass
class _Story:
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


def find(tables: Mapping[str, pd.DataFrame], copies: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find what articles of one story carry and others do not.

    Args:
        tables: tables `articles, sentences, quotes, variants` by name.
        copies: `article_id, text_id`: articles with one `text_id` are copies of one text and count once. Without it
            every article counts as a text of its own.

    Returns: table `omissions`; by story, kind (quotation, speaker, document, place, figure, event), then in order of
    how many texts carry an item, its articles in the order of the corpus.

    Note: present is what the rules of each kind find; a blank may be words that they do not know. A speaker is present
    where he or she is given a word, directly or indirectly.
    """
    articles = tables["articles"]
    text_of = {str(a): str(a) for a in articles["article_id"]}
    if copies is not None:
        text_of |= dict(zip(copies["article_id"].astype(str), copies["text_id"].astype(str), strict=True))
    story_of = dict(zip(articles["article_id"], articles["story"].fillna(""), strict=True))
    numbers: dict[str, int] = {}
    part_of = {a: numbers.setdefault(story, len(numbers)) // PART for a, story in story_of.items()}
    needed = {name: tables[name][list(columns)] for name, columns in NEEDED.items()}
    found = [schema.empty("omissions")]
    n_items = 0
    for part in schema.parts(needed, part_of):
        rows = _find(part, text_of, story_of, n_items)
        n_items = rows["item_id"][-1] + 1 if rows["item_id"] else n_items
        found.append(schema.build("omissions", rows))
    return pd.concat(found, ignore_index=True)


def _find(
    tables: Mapping[str, pd.DataFrame], text_of: dict[str, str], story_of: Mapping[str, str], first: int
) -> dict[str, list[Any]]:
    """The columns of table `omissions` for whole stories; their items are numbered from `first`."""
    by_story = {name: _by_story(table, story_of) for name, table in tables.items()}
    rows: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for name, own in by_story["articles"].items():
        if 1 < len(own) <= MOST:
            story = _Story(own, text_of)
            _add_quotations(story, by_story["variants"].get(name, []))
            _add_items(story, by_story["sentences"].get(name, []))
            _add_speakers(story, by_story["quotes"].get(name, []), by_story["sentences"].get(name, []))
            _add_rows(story, rows, rows["item_id"][-1] + 1 if rows["item_id"] else first)
    return rows


def _by_story(table: pd.DataFrame, story_of: Mapping[str, str]) -> dict[str, list[Any]]:
    """The rows of a table by story, in the table's order."""
    found: dict[str, list[Any]] = {}
    for row in schema.rows(table):
        found.setdefault(story_of[row.article_id], []).append(row)
    return found


def _add_quotations(story: _Story, variants: Iterable[Any]) -> None:
    clusters: dict[int, list[Any]] = {}
    for row in variants:
        clusters.setdefault(row.cluster_id, []).append(row)
    for number, cluster in sorted(clusters.items()):
        item = Item("quotation", number, " … ".join(row.text for row in cluster if row.base))
        for row in cluster:
            story.carry(item, row.article_id, row.start, row.end)


def _add_items(story: _Story, sentences: Iterable[Any]) -> None:
    """Documents, places, figures and dated events; of several names of an item the first counts."""
    names: dict[tuple[str, str], Item] = {}
    for row in sentences:
        for found in items.find(row.text):
            item = names.setdefault((found.kind, found.key), Item(found.kind, found.key, found.name))
            story.carry(item, row.article_id, row.start + found.start, row.start + found.end)


def _add_speakers(story: _Story, quotes: Iterable[Any], sentences: Iterable[Any]) -> None:
    """Named sources who are given a word; where they are only named, by their surname or their whole name."""
    people: list[tuple[list[Source], list[Any]]] = []
    by_surname: dict[str, list[tuple[list[Source], list[Any]]]] = {}  # without one surname no two are the same
    known: dict[Source, tuple[list[Source], list[Any]]] = {}
    for row in quotes:
        if row.kind not in ("speech", "indirect") or pd.isna(row.speaker) or not row.named:
            continue
        who = source(str(row.speaker), True, None)
        if who not in known:
            alike = by_surname.setdefault(who.name[-1] if who.name else "", [])
            group = next((g for g in alike if all(compare(who, s) == SAME for s in g[0])), None)
            if group is None:
                people.append(group := ([], []))
                alike.append(group)
            group[0].append(who)
            known[who] = group
        known[who][1].append(row)
    text = _Text(list(sentences))
    for sources, rows in people:
        if len({row.article_id for row in rows}) < 2:
            continue
        item = Item("speaker", sources[0].name, max((str(r.speaker) for r in rows), key=len))
        for row in rows:
            story.carry(item, row.article_id, row.start, row.end)
        own = {word for who in sources for word in who.name}
        surname, quoting, named = sources[0].name[-1], story.carried[item], story.named.setdefault(item, {})
        for row in text.holding(surname):
            silent = row.article_id not in quoting and row.article_id not in named
            if silent and (place := _naming(row.text, surname, own)):
                named[row.article_id] = (row.start + place[0], row.start + place[1])


class _Text:
    """Sentences as one text in small letters, where a word is found without going through them one by one."""

    def __init__(self, sentences: Sequence[Any]) -> None:
        self.sentences = sentences
        small = [sentence.text.lower() for sentence in sentences]
        self.text = "\n".join(small)
        self.ends = list(accumulate(len(text) + 1 for text in small))

    def holding(self, word: str) -> Iterator[Any]:
        """The sentences that hold some letters, in order."""
        at = self.text.find(word)
        while at >= 0:
            number = bisect_right(self.ends, at)
            yield self.sentences[number]
            at = self.text.find(word, self.ends[number])


def _naming(text: str, surname: str, own: set[str]) -> Place | None:
    """Where a sentence names somebody by surname, and nobody else whose name holds the same word.

    >>> _naming("He met Lee on Monday.", "lee", {"ann", "lee"}), _naming("Gen. Bob Lee left", "lee", {"ann", "lee"})
    ((7, 10), None)
    """
    titles = _titles()
    for match in re.finditer(rf"(?:(\S+) )?(?<!\w)({re.escape(surname)})(?!\w|-)", text, re.IGNORECASE):
        before = (match[1] or "").strip("“\"'‘(").rstrip(".,").lower()
        another = match[1] and match[1][0].isupper() and is_content(before) and before not in own | titles
        if match[2][0].isupper() and not another:
            return match.span(2)
    return None


@cache
def _titles() -> set[str]:
    """The last words of titles, without a full stop."""
    lexicon = load("titles")
    words = (word for c in lexicon.categories if c != "stands_for" for word in lexicon.words(c))
    return {word.split()[-1].rstrip(".").lower() for word in words}


def _add_rows(story: _Story, columns: Mapping[str, list[Any]], first: int) -> None:
    """Add the rows of a story to the columns: what two or more of its articles carry, numbered from `first`."""
    shared = [item for item, places in story.carried.items() if len(places) > 1]
    shared.sort(key=lambda i: (KINDS.index(i.kind), -story.texts(story.carried[i]), -len(story.carried[i])))
    n, carry = story.comparable(shared)
    texts, carriers = n.tolist(), carry.T.tolist()
    ids = [article.article_id for article in story.articles]
    for number, (item, carrying) in enumerate(zip(shared, carriers, strict=True), first):
        carried, named = story.carried[item], story.named.get(item, {})
        places = [carried.get(i) or named.get(i, NOWHERE) for i in ids]
        blanks = [
            CARRIED if i in carried else _blank(article, item, i in named, n_texts, telling)
            for article, i, n_texts, telling in zip(story.articles, ids, texts, carrying, strict=True)
        ]
        rows = {
            "article_id": ids,
            "present": [i in carried for i in ids],
            "start": [start for start, _ in places],
            "end": [end for _, end in places],
            "expected": [expected for expected, _, _ in blanks],
            "surprising": [surprising for _, surprising, _ in blanks],
            "why": [why for _, _, why in blanks],
        }
        alike = {
            "item_id": number, "item": item.name, "kind": item.kind,
            "n_articles": len(carried), "n_texts": story.texts(carried),
        }  # fmt: skip
        for name, values in (rows | {name: [value] * len(ids) for name, value in alike.items()}).items():
            columns[name].extend(values)


def _blank(article: Any, item: Item, is_named: bool, n: int, carry: int) -> tuple[Any, bool, str]:
    """What an article without an item could be expected to carry: the share, the answer and its reason.

    Args:
        is_named: it names the speaker, and gives no word.
        n, carry: texts to compare with, and those of them that carry the item.
    """
    if not _dated(article):
        return pd.NA, False, "the article states no date"
    if item.kind == "event" and len(item.key) == DAY and item.key > article.published:
        return pd.NA, False, "dated later than the article"
    if n < TEXTS:
        return pd.NA, False, f"too few texts to compare with ({n}) that are no longer and no later"
    said = f"{carry} of {n} texts that are no longer and no later carry it"
    if is_named:
        return carry / n, False, f"named, and given no word; {said}"
    return carry / n, carry >= SHARE * n, said


def _comparable(articles: Sequence[Any]) -> npt.NDArray[np.bool_]:
    """Had another article (column) no more room than an article (row), and nothing later to tell?"""
    dated = np.array([_dated(article) for article in articles])
    days = np.array([article.published if known else "" for article, known in zip(articles, dated, strict=True)])
    words = np.array([article.n_words for article in articles], np.float64)
    fits = dated[:, None] & dated & (days <= days[:, None]) & (words <= LONGER * words[:, None])
    return np.asarray(fits, np.bool_)


def _dated(article: Any) -> bool:
    return not pd.isna(article.published) and len(article.published) == DAY


def matrix(omissions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Set out who carries what: one row an item, one column an article.

    Returns a table with the index `kind, item` and a column for each article: `carried`, `named` (a speaker without a
    word), `surprising`, or missing; in the order of table `omissions`.
    """
    cell = pd.Series(pd.NA, index=omissions.index, dtype="string")
    cell[omissions["start"].notna()] = "named"
    cell[omissions["surprising"]] = "surprising"
    cell[omissions["present"]] = "carried"
    wide = omissions.assign(cell=cell).pivot(index=["item_id", "kind", "item"], columns="article_id", values="cell")
    wide = wide.droplevel("item_id")
    shown = [a for a in articles["article_id"] if a in set(omissions["article_id"])]
    return wide.reindex(columns=shown)
