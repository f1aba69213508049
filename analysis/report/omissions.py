"""Omissions: what several articles of a story carry and others do not."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.annotate import Places, labels, link
from analysis.report.render import Fragment
from analysis.report.tables import NONE, folded, table

KINDS = {
    "quotation": "statement",
    "speaker": "is given a word",
    "document": "document",
    "place": "place",
    "figure": "figure",
    "event": "date",
}
ARTICLES_SHOWN, STORIES_SHOWN = 30, 3
"""A table of more articles would not be read, nor would a table of each of many stories: table `omissions` has all."""
OPEN = 4
"""A table of more rows is folded."""
BEGINNING = 90
UNDATED = "the article states no date"
"""What table `omissions` says of an article whose blanks mean nothing."""


def omissions(found: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Fragment:
    """Item × article, a table a story: who carries what, in the order of how many do. Takes table `omissions`.

    Statements stand in a table of their own; here only those that an article was expected to have and has not.
    """
    stories = dict(zip(tables["articles"]["article_id"], tables["articles"]["story"].fillna(""), strict=True))
    expected = found.groupby("item_id")["surprising"].transform("any")
    own = found[(found["kind"] != "quotation") | expected]
    own = own.assign(story=own["article_id"].map(stories))
    parts = [_story(story, of, tables) for story, of in list(own.groupby("story", sort=False))[:STORIES_SHOWN]]
    parts[1:] = [Markup(folded("The same of another story", Fragment(str(part))).html) for part in parts[1:]]
    if not parts:
        return Fragment("<p>No person, document, place, figure or date was found in two articles of a story.</p>")
    left = own["story"].nunique() - len(parts)
    if left:
        parts.append(Markup('<p class="note">{} more stories are in the tables.</p>').format(left))
    return Fragment(str(Markup("").join(parts)))


def _story(story: str, own: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Markup:
    names, places = labels(tables["articles"]), Places(dict(tables))
    shown = list(dict.fromkeys(own["article_id"]))
    everywhere = own.groupby("item_id")["present"].transform("all")
    rows = []
    for _, item in own[~everywhere].groupby("item_id", sort=True):
        cells = {r.article_id: _cell(r, places) for r in item.itertuples()}
        first = item.iloc[0]
        head = Markup("{}<br><span class='note'>{}</span>").format(_beginning(first["item"]), KINDS[first["kind"]])
        rows.append([head, *(cells[a] for a in shown[:ARTICLES_SHOWN])])
    parts = []
    if rows:
        caption = "What at least two articles carry and another does not"
        caption += f", in the story {story}" if story else ""
        more = f" (the first {ARTICLES_SHOWN} of {len(shown)} articles)" if len(shown) > ARTICLES_SHOWN else ""
        columns = [("What", ""), *((names[a], "") for a in shown[:ARTICLES_SHOWN])]
        parts.append(Markup(table(caption + more, columns, rows, fold=OPEN).html))
    if not own["surprising"].any() and (undated := own.loc[own["why"] == UNDATED, "article_id"].nunique()):
        said = f"{undated} of {len(shown)} articles state no date, so it is not known what they could have carried."
        parts.append(Markup('<p class="note">No dash here is called surprising: {}</p>').format(said))
    if everywhere.any():
        carried = own[everywhere].drop_duplicates("item_id")
        listed = "; ".join(
            f"{', '.join(_beginning(i) for i in of['item'])} ({KINDS[str(kind)]})"
            for kind, of in carried.groupby("kind", sort=False)
        )
        parts.append(Markup('<p class="note">All {} articles carry: {}.</p>').format(len(shown), listed))
    return Markup("").join(parts)


def _cell(row: Any, places: Places) -> Markup:
    if row.present:
        return link(places.line(row.article_id, row.start), "carried")
    if row.surprising:
        return Markup("<b>missing, though expected</b><br><span class='note'>{}</span>").format(row.why)
    if not pd.isna(row.start):
        return link(places.line(row.article_id, row.start), "named, no word")
    return NONE


def _beginning(words: str) -> str:
    return words if len(words) <= BEGINNING else f"{words[:BEGINNING].rsplit(' ', 1)[0]} …"
