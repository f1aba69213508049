"""Who is named, and given a word or none: actor × outlet."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.passages import Passages, articles_of
from analysis.report.render import Fragment
from analysis.report.tables import NONE, joined, table

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
        "People and institutions: times named, by name or role · quoted · told indirectly (“she said that …”). "
        "A dash: not found named, nor heard. Who cannot be asked (groups, things, the dead) is left out"
    )
    shown = table(caption, [("Who", ""), *[(o, "num") for o in outlets]], rows)
    asked = asks(tables["demands"], mentions).merge(tables["articles"][["article_id", "outlet_key"]], on="article_id")
    return joined(Markup("<p>{}</p>").format(silent_sentence(found, asked)), shown)


def asks(demands: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """The demands and decisions by whose maker an actor is named: `article_id, actor`, one a row."""
    made = demands[(demands["category"] != "qualifier") & demands["by_start"].notna()]
    found = made.merge(mentions[["article_id", "actor", "start", "end"]], on="article_id", suffixes=("", "_named"))
    found = found[(found["start_named"] >= found["by_start"]) & (found["end_named"] <= found["by_end"])]
    return found.drop_duplicates(["article_id", "start", "actor"])[["article_id", "actor"]]


def silent_sentence(found: pd.DataFrame, asked: pd.DataFrame) -> str:
    """Who is named often and given no word, in a sentence: what was looked for, and what else is told of them.

    >>> row = {"actor": "lind", "name": "Bo Lind", "outlet_key": "Herald", "named": 4, "silent": True}
    >>> asked = pd.DataFrame({"outlet_key": ["Herald"] * 2, "actor": "lind"})
    >>> silent_sentence(pd.DataFrame([row]), asked)[:109]
    'Named three times or more, and neither quoted nor told indirectly: Bo Lind in Herald (named 4 times; 2 demand'
    """
    silent = found[found["silent"]]
    if not len(silent):
        return "No outlet’s articles name somebody who could be asked three times or more without a word of theirs."
    told = []
    for r in silent.itertuples(index=False, name="Silent"):
        n = int(((asked["outlet_key"] == r.outlet_key) & (asked["actor"] == r.actor)).sum())
        acts = f"; {n} demand{'s' * (n != 1)} or decision{'s' * (n != 1)} of theirs told" if n else ""
        told.append(f"{r.name} in {r.outlet_key} (named {r.named} times{acts})")
    return (
        f"Named three times or more, and neither quoted nor told indirectly: {'; '.join(told)}. Looked for were words "
        "between quotation marks and statements after a verb of saying; what somebody demands or decides is no such "
        "word and stands under Causes and demands."
    )
