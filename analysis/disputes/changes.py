"""What disputes changed: the numbers that are others without the disputed hits, and by how much."""

from collections.abc import Mapping

import pandas as pd

from analysis import schema
from analysis.disputes.signals import SIGNALS, about

KEY = ["article_id", "outlet_key", "signal", "measure", "voice", "per"]
HITS = "hits"
"""The unit of plain numbers of hits; they have no exposure."""


def changes(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The numbers of each article that disputes changed: measures, with what they are out of, and hits by category.

    A disputed quotation changes more than itself: its words are the narrator's again, and so are the hits among them.

    Args:
        before, after: `articles, measures` and the tables of spans, with and without the disputed hits.

    Returns: table `dispute_changes`.
    """
    one, other = _numbers(before), _numbers(after)
    both = one.merge(other, on=KEY, how="outer", suffixes=("_before", "_after"))
    both[["before", "after"]] = both[["count_before", "count_after"]].fillna(0).to_numpy()
    exposure = both[["exposure_before", "exposure_after"]]
    moved = (both["before"] != both["after"]) | (exposure.iloc[:, 0].fillna(-1) != exposure.iloc[:, 1].fillna(-1))
    names = schema.TABLES["dispute_changes"].names
    changed = both[moved].sort_values(["article_id", "signal", "measure", "voice", "per"], na_position="first")
    return schema.build("dispute_changes", {name: changed[name].tolist() for name in names})


def _numbers(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every measure and every number of hits of some articles."""
    outlets = dict(zip(tables["articles"]["article_id"], tables["articles"]["outlet_key"], strict=True))
    found = [tables["measures"][[*KEY, "count", "exposure"]]]
    lists = tables["cues"]["signal"].unique().tolist()  # word lists are signals, too
    for signal in dict.fromkeys((*SIGNALS, *lists)):
        kind = about(signal)
        table = tables[kind.table]
        if "signal" in table:
            table = table[table["signal"] == signal]
        measure = table[kind.category].fillna("not stated").astype("string")
        if kind.also:
            measure = measure + ", " + table[kind.also].fillna("not stated")
        voice = table["voice"] if "voice" in table else pd.Series(pd.NA, index=table.index, dtype="string")
        hits = pd.DataFrame({"article_id": table["article_id"], "measure": measure, "voice": voice})
        counts = (
            hits.groupby(list(hits), dropna=False, sort=False).size().rename("count").astype("float64").reset_index()
        )
        counts["outlet_key"] = counts["article_id"].map(outlets)
        found.append(counts.assign(signal=signal, per=HITS, exposure=float("nan")))
    return pd.concat([f.astype(dict.fromkeys(KEY, "string")) for f in found], ignore_index=True)
