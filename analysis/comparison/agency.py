"""The same deed in several articles: who is named as its doer, and by what grammar, outlet by outlet."""

from functools import cache

import pandas as pd

from analysis.comparison.doers import says_who
from analysis.lexicon import load
from analysis.words import WORD, even

OWN = ("narrator",)
"""The voices whose deeds are counted: the article's own wording."""


def counts(agency: pd.DataFrame, articles: pd.DataFrame, forms: list[str]) -> pd.DataFrame:
    """Count how the deeds of each outlet's own voice are told, headlines and captions too.

    Only what is told as done is counted under its form; what is denied, planned, feared or alleged stands apart.

    Args:
        agency: table `agency`, with voices.
        articles: table `articles`.
        forms: the ways of telling, in the order of the columns.

    Returns: one row an outlet and kind of deed (harm, decision), zeros too: `outlet_key, kind`, a column a form, and
        `not_done`, how many deeds in any form are denied or left open.

    >>> agency = pd.DataFrame({"article_id": ["a", "a", "a"], "kind": "harm", "form": "subject",
    ...                        "voice": ["narrator", "quoted", "narrator"], "told_as": ["done", "done", "open"]})
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet_key": ["Herald"]})
    >>> counts(agency, articles, ["subject"]).values.tolist()
    [['Herald', 'harm', 1, 1], ['Herald', 'decision', 0, 0]]
    """
    own = agency[agency["voice"].isin(OWN)].merge(articles[["article_id", "outlet_key"]], on="article_id")
    own = own.assign(way=own["form"].where(~own["told_as"].isin(["denied", "open"]), "not_done"))
    found = own.groupby(["outlet_key", "kind", "way"]).size()
    ways = [*forms, "not_done"]
    rows = [
        [outlet, kind, *(int(found.get((outlet, kind, way), 0)) for way in ways)]
        for outlet in dict.fromkeys(articles["outlet_key"])
        for kind in ("harm", "decision")
    ]
    return pd.DataFrame(rows, columns=["outlet_key", "kind", *ways])


def same_deeds(agency: pd.DataFrame, articles: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Deeds that two or more outlets tell: the same class of harm, or the same verb of decision, done to the same one.

    Whom a harm met is the same where the study's actor is named there, or where the last word of a name agrees; what a
    decision is about is the noun of the measure. Harm to an unnamed *man* or *people* is never held together.

    Returns: the rows of `agency` with `group` (numbers from 0, those told in most ways first), `told` (class or verb),
        `about` (what the deed met, as the group calls it), `outlet_key`, `says` (what the telling says of the doer, see
        `doers.says_who`) and `ways`: how many ways of telling the group has in the articles' own voice.

    Note: two killings of one name, or two resolutions of one parliament, are taken for one.
    """
    own = agency[agency["patient"].notna() & (agency["told_as"].fillna("done") != "open")]
    own = own.merge(articles[["article_id", "outlet_key", "story"]], on="article_id")
    actors = _actors(own, mentions)
    rows = own.to_dict("records")
    harm = own["kind"].eq("harm")
    own = own.assign(
        about=[
            (actor if row["kind"] == "harm" else "") or _named(row) for actor, row in zip(actors, rows, strict=True)
        ],
        told=own["category"].where(harm, own["deed"]),
    )
    own = own[own["about"].ne("")]
    own = own.assign(says=[says_who(a, k) for a, k in zip(own["agent"], own["agent_kind"], strict=True)])
    story = own["story"].fillna("") if len(own) else own["story"]
    made = []
    for (_, told, about), group in own.groupby([story, "told", "about"], sort=False):
        if group["outlet_key"].nunique() > 1:
            narrated = group[group["voice"].isin(OWN)]
            ways = len(narrated[["form", "agent_kind"]].drop_duplicates())
            made.append((-ways, -group["outlet_key"].nunique(), str(told), str(about), group.assign(ways=ways)))
    made.sort(key=lambda group: group[:4])
    if not made:
        return own.head(0).assign(group=0, ways=0)
    return pd.concat([group.assign(group=n) for n, (*_, group) in enumerate(made)], ignore_index=True)


def _actors(agency: pd.DataFrame, mentions: pd.DataFrame) -> list[str]:
    """The first actor of the study that is named within each patient; empty where none is."""
    by_article: dict[str, list[tuple[int, int, str]]] = {}
    for row in mentions.itertuples():
        by_article.setdefault(str(row.article_id), []).append((row.start, row.end, str(row.actor)))
    found = []
    for row in agency.itertuples():
        inside = [
            (start, actor)
            for start, end, actor in by_article.get(str(row.article_id), [])
            if row.patient_start <= start and end <= row.patient_end
        ]
        found.append(min(inside)[1] if inside else "")
    return found


def _named(row: dict) -> str:
    """What a deed met, by the last word of its name; of a decision by its noun; empty for what is not named."""
    words = [w.removesuffix("'s") for w in WORD.findall(even(row["patient"]))]
    if row["kind"] == "decision":
        plain = [w.lower() for w in words if w.islower()]
        noun = plain[-1] if plain and plain[-1] != "it" else ""
        return "" if noun.removesuffix("s") in _many() else noun
    capitals = [w for w in words if w[0].isupper() and w.lower() != "the"]
    return capitals[-1].lower() if capitals and words and words[-1] == capitals[-1] else ""


@cache
def _many() -> frozenset[str]:
    """What one story has many of: that two outlets tell of one does not make it the same."""
    return frozenset(load("agency").words("many"))
