"""Omission: what two or more articles of a story carry, and which of them do not.

A blank is no reproach: a short text leaves out most things, and nobody can carry what comes later. So a blank is called
*surprising* only where the article's length and date made the item expected. The model: an article is compared with the
separately worded texts of its story that are at most a quarter longer and dated no later; where there are two or more
of these, and two thirds of them carry the item, it was expected. An article without a day as its date, or an event
dated later than the article, is never an omission. Dates have no hours, so what came on the same day counts as known.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import schema
from analysis.comparison.omission.carried import add_items, add_quotations, add_speakers
from analysis.comparison.omission.story import DAY, Item, Story, dated

TEXTS, SHARE = 2, 2 / 3
"""So many comparable texts are needed; this share of them must carry the item."""
MOST = 500
"""With more articles than this a story is no event that each article could be expected to tell: no matrix is made."""
PART = 100
"""Stories that are read at a time: this bounds the memory."""
KINDS = ("quotation", "speaker", "document", "place", "figure", "event")

NEEDED = {
    "articles": ("article_id", "published", "n_words"),
    "variants": ("article_id", "start", "end", "text", "cluster_id", "base"),
    "sentences": ("article_id", "start", "text", "part", "paragraph"),
    "quotes": ("article_id", "start", "end", "kind", "speaker", "named"),
}
"""Columns that are read of each table."""
COLUMNS = schema.TABLES["omissions"].names

NOWHERE, CARRIED = (pd.NA, pd.NA), (pd.NA, False, "carried")


def find(tables: Mapping[str, pd.DataFrame], copies: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find what articles of one story carry and others do not.

    Args:
        tables: tables `articles, sentences, quotes, variants` by name.
        copies: `article_id, text_id`: articles with one `text_id` are copies of one text and count once. Without it
            every article counts as a text of its own.

    Returns: table `omissions`; by story, kind (quotation, speaker, document, place, figure, event), then in order of
    how many texts carry an item, its articles in the order of the corpus.

    Note: present is what the rules of each kind find; a blank may be words that they do not know. A speaker is present
    where he or she is given a word, directly or indirectly; a document, place, figure or day where headings or body
    name it: captions and datelines are set aside.
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
            story = Story(own, text_of)
            add_quotations(story, by_story["variants"].get(name, []))
            add_items(story, by_story["sentences"].get(name, []))
            add_speakers(story, by_story["quotes"].get(name, []), by_story["sentences"].get(name, []))
            _add_rows(story, rows, rows["item_id"][-1] + 1 if rows["item_id"] else first)
    return rows


def _by_story(table: pd.DataFrame, story_of: Mapping[str, str]) -> dict[str, list[Any]]:
    """The rows of a table by story, in the table's order."""
    found: dict[str, list[Any]] = {}
    for row in schema.rows(table):
        found.setdefault(story_of[row.article_id], []).append(row)
    return found


def _add_rows(story: Story, columns: Mapping[str, list[Any]], first: int) -> None:
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
    if not dated(article):
        return pd.NA, False, "the article states no date"
    if item.kind == "event" and len(item.key) == DAY and item.key > article.published:
        return pd.NA, False, "dated later than the article"
    if n < TEXTS:
        return pd.NA, False, f"too few texts to compare with ({n}) that are no longer and no later"
    said = f"{carry} of {n} texts that are no longer and no later carry it"
    if is_named:
        return carry / n, False, f"named, and given no word; {said}"
    return carry / n, carry >= SHARE * n, said


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
