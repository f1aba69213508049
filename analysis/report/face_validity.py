"""Face validity on the page: what each measure counts, where it finds nothing, and its extreme units for a reader."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.annotate import ARTICLE, Mark, Places, excerpt, labels
from analysis.report.render import Fragment
from analysis.report.tables import NONE, folded, joined, table
from analysis.wording import percent

SHOWN = 10
"""Units of highest and of lowest value that are printed."""
MOST = 600
"""Characters that a unit is printed with at most."""
OF_VOICE = {"narrator": "the article’s own", "all": "anybody’s"}
Tables = Mapping[str, pd.DataFrame]


def coverage(measures: pd.DataFrame, rules: Sequence[Any]) -> Fragment:
    """Of each measure the share of articles in which nothing was found: a list that finds little says little."""
    rows = []
    for rule in rules:
        own = measures[
            (measures["signal"] == rule.signal) & (measures["measure"] == rule.name) & (measures["voice"] == rule.own)
        ]
        some = own[own["exposure"] > 0]
        none = int((some["count"] == 0).sum())
        share = f"{percent(none / len(some))} ({none:,} of {len(some):,})" if len(some) else NONE
        rows.append([rule.counts, rule.out_of, OF_VOICE[rule.own], share])
    columns = [
        ("What counts", ""),
        ("Out of what", ""),
        ("In whose words", ""),
        ("Articles in which none was found in these words", "num"),
    ]
    return folded(
        "What counts, out of what, and where nothing was found", table("The rules of the measures", columns, rows)
    )


def extremes(tables: Tables, meter: str, words: str) -> Fragment:
    """Face validity: the sentences with most words of a meter, and the longest with none, for a reader to judge.

    Copies of a text count once. Most: in the article's own wording. None: in anybody's words; the longest of these are
    shown, since a miss is likeliest there.
    """
    kept = set(tables["copies"].loc[tables["copies"]["kept"], "article_id"])
    sentences = tables["sentences"]
    body = sentences[(sentences["part"] == "body") & sentences["article_id"].isin(kept)]
    found = tables["cues"][tables["cues"]["meter"] == meter]
    cues = found[found["voice"] == "narrator"]
    n = cues.groupby(["article_id", "sentence_id"]).size().rename("n").reset_index()
    scored = body.merge(n, on=["article_id", "sentence_id"], how="left").fillna({"n": 0})
    most = scored[scored["n"] > 0].sort_values(["n", "n_words"], ascending=[False, True], kind="stable").head(SHOWN)
    holding = found[["article_id", "sentence_id"]].drop_duplicates()
    bare = body.merge(holding, on=["article_id", "sentence_id"], how="left", indicator="held").assign(n=0)
    bare = bare[bare["held"] == "left_only"]
    least = bare.sort_values("n_words", ascending=False, kind="stable").head(SHOWN)
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    names, places = labels(tables["articles"]), Places(tables)

    def shown(rows: pd.DataFrame) -> list[list[Any]]:
        return [
            [
                names[row.article_id],
                int(row.n),
                Markup("{} {}").format(
                    excerpt(
                        texts[row.article_id],
                        row.start,
                        row.end,
                        [
                            Mark(c.start, c.end, meter)
                            for c in cues[
                                (cues["article_id"] == row.article_id) & (cues["sentence_id"] == row.sentence_id)
                            ].itertuples()
                        ],
                        MOST,
                    ),
                    places.link(row.article_id, row.start),
                ),
            ]
            for row in rows.itertuples()
        ]

    columns = [(ARTICLE, ""), (words.capitalize(), "num"), ("Sentence", "")]
    once = " Of articles that share a text, one stands for all." if len(kept) < len(tables["articles"]) else ""
    which = "with most" if len(most) == SHOWN else "that have"
    high = table(f"The {len(most)} sentences {which} {words} in the article’s own wording.{once}", columns, shown(most))
    if not len(most):
        high = Fragment(f"<p>No sentence has {words} in the article’s own wording.</p>")
    low = table(
        f"The {len(least)} longest sentences in which none was found, in anybody’s words.{once}", columns, shown(least)
    )
    return folded(f"Judge for yourself: the sentences with most {words}, and with none", joined(high, low))
