"""Expressions side by side: how each outlet names each actor, and which differences are house style only."""

from collections import Counter, defaultdict
from functools import cache
from typing import Any

import pandas as pd

from analysis.lexicon import load
from analysis.words import even

HEADS = ("headline", "alt_headline", "deck")
EXPRESSIONS = [
    *(
        "actor",
        "name",
        "outlet_key",
        "place",
        "form",
        "wording",
        "text",
        "count",
        "outlets",
        "voice",
        "article_id",
        "start",
    ),
]
PLACES = ("headline", "first", "narrator", "reported", "quoted")
"""Where an expression stands: headline or deck; else the article's first for the actor; else by voice."""
STYLES = ["actor", "name", "wording", "written", "outlet_key", "count"]


def expressions(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Every wording for each actor, by outlet and place: what the field calls naming or labelling.

    A mention stands in one place only: in headline or deck (`headline`), else as the article's first in the body
    (`first`, in whatever voice), else by voice (`narrator`, `reported`, `quoted`; captions and subheadings too).

    Returns one row an actor, outlet, place and wording, in order of the actors' first appearance, the articles and the
    text: `actor, name, outlet_key, place, form, wording`, `text` (as it stands most often, without the article
    before it), `count`, `outlets` (that use the wording for the actor anywhere), `voice, article_id, start` (of the
    first).

    Note: a difference between two wordings need not be a choice: a later mention of a person is often shorter
    than a first one, in any outlet. What differs in house style only is one wording, see `house_style`.
    """
    keyed = mentions.merge(articles[["article_id", "outlet_key"]], on="article_id")
    place = keyed["voice"].mask(keyed["first"], "first").mask(keyed["part"].isin(HEADS), "headline")
    keyed = keyed.assign(place=place)
    used = keyed.groupby(["actor", "wording"])["outlet_key"].nunique()
    order = {actor: n for n, actor in enumerate(dict.fromkeys(keyed["actor"]))}
    outlets = {outlet: n for n, outlet in enumerate(dict.fromkeys(articles["outlet_key"]))}
    groups: dict[tuple[str, str, str, str], list[Any]] = defaultdict(list)
    for row in keyed.itertuples(index=False):
        groups[str(row.actor), str(row.outlet_key), str(row.place), str(row.wording)].append(row)
    ranked = sorted(groups, key=lambda g: (order[g[0]], outlets[g[1]], PLACES.index(g[2])))
    rows = []
    for key in ranked:
        actor, outlet, where, wording = key
        own = groups[key]
        written = Counter(bare(row.text) for row in own)
        first = own[0]
        rows.append(
            (
                *(actor, first.name, outlet, where, first.form, wording, written.most_common(1)[0][0], len(own)),
                *(int(used[actor, wording]), first.voice, first.article_id, first.start),
            )
        )
    return pd.DataFrame(rows, columns=EXPRESSIONS)


def house_style(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Where the same words are written in several ways: spelling, abbreviated titles, full stops.

    The title and the name behind it are looked at one by one.

    Returns one row an actor, wording, way of writing and outlet, only of wordings with two or more ways: `actor, name,
    wording, written, outlet_key, count`. Capitals, quotation marks and the article before a noun are set aside.

    >>> mentions = pd.DataFrame({"article_id": ["a", "b"], "actor": ["lind"] * 2, "name": ["Bo Lind"] * 2,
    ...     "form": ["full name"] * 2, "title": ["Gen.", "General"], "text": ["Gen. Bo Lind", "General Boe Lind"],
    ...     "wording": ["general Bo Lind"] * 2})
    >>> found = house_style(mentions, pd.DataFrame({"article_id": ["a", "b"], "outlet_key": ["Echo", "Post"]}))
    >>> list(zip(found["wording"], found["written"], found["outlet_key"]))[:2]
    [('general', 'Gen.', 'Echo'), ('general', 'General', 'Post')]
    """
    outlets = dict(zip(articles["article_id"], articles["outlet_key"], strict=True))
    parts = [
        (row.actor, row.name, wording, bare(written, whose=True), outlets[row.article_id])
        for row in mentions.itertuples(index=False)
        for wording, written in _parts(row)
    ]
    keyed = pd.DataFrame(parts, columns=["actor", "name", "wording", "written", "outlet_key"])
    keyed = keyed.assign(plain=[even(written).lower() for written in keyed["written"]])
    several = keyed[keyed.groupby(["actor", "wording"])["plain"].transform("nunique") > 1]
    several = several.assign(order=several.groupby(["actor", "wording"], sort=False).ngroup())
    counted = several.groupby(["order", "actor", "name", "wording", "plain", "outlet_key"], sort=False)
    found = counted.agg(written=("written", "first"), count=("written", "size")).reset_index()
    return found.sort_values("order", kind="stable").reset_index(drop=True)[STYLES]


def _parts(row: Any) -> list[tuple[str, str]]:
    """Wording and words of an expression: of its title and its name where it has both."""
    if pd.isna(row.title) or row.form not in ("full name", "surname", "given name"):
        return [(row.wording, row.text)]
    name = row.name if row.form == "full name" else row.wording.rpartition(" ")[2]
    written = row.text[len(row.title) :].strip()
    return [(row.wording.removesuffix(name).strip(), row.text[: len(row.title)]), (name, written)]


def bare(text: str, *, whose: bool = False) -> str:
    """An expression without the article or the number before it; with `whose`, without a possessive pronoun too.

    >>> bare("The top general"), bare("more than 5,000 troops"), bare("his aide"), bare("his aide", whose=True)
    ('top general', 'troops', 'his aide', 'aide')
    """
    opening = _opening() | (_whose() if whose else frozenset())
    words = text.split(" ")
    while len(words) > 1 and (words[0].lower() in opening or words[0][:1].isdigit()):
        words = words[1:]
    return " ".join(words)


@cache
def _opening() -> frozenset[str]:
    lexicon = load("naming")
    return frozenset((*lexicon.words("determiner"), *lexicon.words("quantity"), "than"))


@cache
def _whose() -> frozenset[str]:
    return frozenset(load("naming").words("possessive"))
