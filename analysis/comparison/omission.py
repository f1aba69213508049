"""Omission: what two or more articles of a story carry, and which of them do not.

A blank is no reproach: a short text leaves out most things, and nobody can carry what comes later. So a blank is called
*surprising* only where the article's length and date made the item expected. The model: an article is compared with the
separately worded texts of its story that are at most a quarter longer and dated no later; where there are two or more
of these, and two thirds of them carry the item, it was expected. An article without a day as its date, or an event
dated later than the article, is never an omission. Dates have no hours, so what came on the same day counts as known.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from analysis import schema
from analysis.comparison import items
from analysis.comparison.readings import forms, is_content
from analysis.comparison.sources import SAME, Source, compare, source
from analysis.lexicon import load

LONGER, TEXTS, SHARE = 1.25, 2, 2 / 3
"""A comparable text is at most so many times as long; so many are needed; this share of them must carry the item."""
MOST = 500
"""With more articles than this a story is no event that each article could be expected to tell: no matrix is made."""
DAY = len("2020-01-07")
"""Characters of a date that states the day."""
KINDS = ("quotation", "speaker", "document", "place", "figure", "event")

Place = tuple[int, int]


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
    rows: list[dict[str, Any]] = []
    for _, own in articles.assign(of=articles["story"].fillna("")).groupby("of", sort=False):
        if 1 < len(own) <= MOST:
            ids = set(own["article_id"])
            of_story = {n: tables[n][tables[n]["article_id"].isin(ids)] for n in ("sentences", "quotes", "variants")}
            story = _Story(list(own.itertuples()), text_of)
            _add_quotations(story, of_story["variants"])
            _add_items(story, of_story["sentences"])
            _add_speakers(story, of_story["quotes"], of_story["sentences"])
            rows += _rows(story, rows[-1]["item_id"] + 1 if rows else 0)
    return schema.from_rows("omissions", rows)


def _add_quotations(story: _Story, variants: pd.DataFrame) -> None:
    for number, cluster in variants.groupby("cluster_id", sort=True):
        item = Item("quotation", number, " … ".join(cluster.loc[cluster["base"], "text"]))
        for row in cluster.itertuples():
            story.carry(item, row.article_id, row.start, row.end)


def _add_items(story: _Story, sentences: pd.DataFrame) -> None:
    """Documents, places, figures and dated events; of several names of an item the first counts."""
    names: dict[tuple[str, str], Item] = {}
    for article_id, start, text in zip(sentences["article_id"], sentences["start"], sentences["text"], strict=True):
        for found in items.find(text):
            item = names.setdefault((found.kind, found.key), Item(found.kind, found.key, found.name))
            story.carry(item, article_id, start + found.start, start + found.end)


def _add_speakers(story: _Story, quotes: pd.DataFrame, sentences: pd.DataFrame) -> None:
    """Named sources who are given a word; where they are only named, by their surname or their whole name."""
    given = quotes[
        quotes["kind"].isin(["speech", "indirect"]) & quotes["named"].astype(bool) & quotes["speaker"].notna()
    ]
    people: list[tuple[list[Source], list[Any]]] = []
    for row in given.itertuples():
        who = source(str(row.speaker), True, None)
        group = next((g for g in people if all(compare(who, s) == SAME for s in g[0])), None)
        if group is None:
            people.append(group := ([], []))
        if who not in group[0]:
            group[0].append(who)
        group[1].append(row)
    texts = [(s.article_id, s.start, s.text, frozenset(forms(s.text))) for s in sentences.itertuples()]
    for sources, rows in people:
        item = Item("speaker", sources[0].name, max((str(r.speaker) for r in rows), key=len))
        for row in rows:
            story.carry(item, row.article_id, row.start, row.end)
        own = {word for who in sources for word in who.name}
        surname = sources[0].name[-1]
        for article_id, start, text, words in texts:
            silent = surname in words and article_id not in story.carried[item]
            if silent and (place := _naming(text, surname, own)):
                story.named.setdefault(item, {}).setdefault(article_id, (start + place[0], start + place[1]))


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


def _rows(story: _Story, first: int) -> Iterator[dict[str, Any]]:
    """The rows of a story: what two or more of its articles carry."""
    shared = [item for item, places in story.carried.items() if len(places) > 1]
    shared.sort(key=lambda i: (KINDS.index(i.kind), -story.texts(story.carried[i]), -len(story.carried[i])))
    for number, item in enumerate(shared, first):
        places = story.carried[item]
        for article in story.articles:
            here = places.get(article.article_id)
            place = here or story.named.get(item, {}).get(article.article_id, (pd.NA, pd.NA))
            expected, surprising, why = (pd.NA, False, "carried") if here else _blank(article, item, story)
            yield {
                "article_id": article.article_id,
                "item_id": number,
                "item": item.name,
                "kind": item.kind,
                "present": here is not None,
                "start": place[0],
                "end": place[1],
                "n_articles": len(places),
                "n_texts": story.texts(places),
                "expected": expected,
                "surprising": surprising,
                "why": why,
            }


def _blank(article: Any, item: Item, story: _Story) -> tuple[Any, bool, str]:
    """What an article without an item could be expected to carry: the share, the answer and its reason."""
    places = story.carried[item]
    if not _dated(article):
        return pd.NA, False, "the article states no date"
    if item.kind == "event" and len(item.key) == DAY and item.key > article.published:
        return pd.NA, False, "dated later than the article"
    comparable: dict[str, bool] = {}
    for other in story.articles:
        text = story.text_of[other.article_id]
        if text == story.text_of[article.article_id] or not _comparable(article, other):
            continue
        comparable[text] = comparable.get(text, False) or other.article_id in places
    n, carry = len(comparable), sum(comparable.values())
    if n < TEXTS:
        return pd.NA, False, f"too few texts to compare with ({n}) that are no longer and no later"
    said = f"{carry} of {n} texts that are no longer and no later carry it"
    if article.article_id in story.named.get(item, {}):
        return carry / n, False, f"named, and given no word; {said}"
    return carry / n, carry >= SHARE * n, said


def _comparable(article: Any, other: Any) -> bool:
    """Had another article no more room, and nothing later to tell?"""
    return _dated(other) and other.published <= article.published and other.n_words <= LONGER * article.n_words


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
