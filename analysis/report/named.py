"""Who is named, and given a word or none: actor × outlet."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.causes import asked
from analysis.report.passages import Passages, articles_of
from analysis.report.render import Fragment
from analysis.report.tables import NONE, folded, joined, table
from analysis.wording import several

ASIDE = ("dead", "collective", "thing")


def named(found: pd.DataFrame, mentions: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Actor × outlet: times named, quoted, told indirectly; who is named often and given no word, in words above."""
    if not len(found):
        return Fragment("<p>This study names no actors, so nobody can be looked for: list them under `actors`.</p>")
    page, outlets = Passages(tables), list(dict.fromkeys(found["outlet_key"]))
    found = found[~found["kind"].isin(ASIDE)]  # a thing, a crowd and the dead cannot be asked
    mentions = mentions[mentions["actor"].isin(found["actor"])]
    present = found[found.groupby("actor")[["named", "quoted", "reported"]].transform("sum").sum(axis=1) > 0]
    rows = []
    for (actor, name), own in present.groupby(["actor", "name"], sort=False):
        cells: list[Any] = [name]
        by_outlet = own.set_index("outlet_key")
        for outlet in outlets:
            row = by_outlet.loc[outlet]
            counts = f"{row['named']} · {row['quoted']} · {row['reported']}"
            first = mentions[(mentions["actor"] == actor) & mentions["article_id"].isin(articles_of(outlet, tables))]
            cells.append(page.number(counts, first) if row["named"] or row["quoted"] or row["reported"] else NONE)
        rows.append(cells)
    caption = (
        "People and institutions: times named, by name or role (a role beside a name counts, too; an institution also "
        "where its name is a place: “at the ministry”) · quoted · told only indirectly (“she said that …”; with quoted "
        "words in it, or going on in them, it counts as quoted). A dash: not found named, nor heard. Who cannot be "
        "asked (groups, things, the dead) is left out"
    )
    shown = table(caption, [("Who", ""), *[(o, "num") for o in outlets]], rows)
    told = asks(tables["demands"], mentions).merge(tables["articles"][["article_id", "outlet_key"]], on="article_id")
    numbers = folded("Who is named, quoted and told only indirectly, in numbers", shown)
    return joined(Markup("<p>{}</p>").format(silent_sentence(found, told)), numbers)


def asks(demands: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Who may be the one that demands: the actors named in a sentence up to the word of a demand that says what.

    Whose a demand is, its sentence may say with a paper between (*the council passed a resolution calling for …*). So
    the demands are counted in whose sentence an actor stands before the word, or as the one who makes them (*the vote
    of the council to …*), and not as the one of whom something is demanded. What a demand is for must be said: these
    rows stand in the table of demands, too (`causes.asked`).

    Returns: `article_id, actor`, one row a demand.
    """
    said = asked(demands)
    keys = ["article_id", "sentence_id"]
    found = said.merge(mentions[[*keys, "actor", "start", "end"]], on=keys, suffixes=("", "_named"))
    inside = {
        side: ((found["start_named"] >= found[f"{side}_start"]) & (found["end_named"] <= found[f"{side}_end"])).fillna(
            False
        )
        for side in ("by", "of")
    }
    found = found[inside["by"] | ((found["end_named"] <= found["start"]) & ~inside["of"])]
    return found.drop_duplicates(["article_id", "start", "actor"])[["article_id", "actor"]]


def silent_sentence(found: pd.DataFrame, told: pd.DataFrame) -> str:
    """Who is named often and given no word, in a sentence: what was looked for, and what else is told of them.

    >>> row = {"actor": "lind", "name": "Bo Lind", "outlet_key": "Herald", "named": 4, "silent": True}
    >>> told = pd.DataFrame({"outlet_key": ["Herald"] * 2, "actor": "lind"})
    >>> silent_sentence(pd.DataFrame([row]), told)[67:150]
    'Bo Lind in Herald (named 4 times; 2 demands or decisions told in the same sentences'
    """
    silent = found[found["silent"]]
    if not len(silent):
        return (
            "Of those whom the study lists and who could be asked, whoever an outlet names three times or more has a "
            "word there."
        )
    lines = []
    for r in silent.itertuples(index=False, name="Silent"):
        n = int(((told["outlet_key"] == r.outlet_key) & (told["actor"] == r.actor)).sum())
        acts = several(n, "demand or decision", "demands or decisions")
        acts = f"; {acts} told in the same sentence{'s' * (n > 1)}" if n else ""
        lines.append(f"{r.name} in {r.outlet_key} (named {r.named} times{acts})")
    return (
        f"Named three times or more, and neither quoted nor told indirectly: {'; '.join(lines)}. Looked for were words "
        "between quotation marks and what is told indirectly, in forms that the rules know, under their name. What a "
        "text of theirs says stands under that text; what they do, and what else they ask for or decide, under Deeds "
        "and under Causes and demands."
    )
