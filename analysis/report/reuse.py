"""Shared copy on the page: which articles are one text, and how its editions differ."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.annotate import ARTICLE, Mark, Places, labels, marked
from analysis.report.render import Fragment, render
from analysis.report.tables import NONE, folded, table
from analysis.spans import offsets
from analysis.wording import percent
from analysis.words import WORD, even

PAIRS_SHOWN, EDITS_SHOWN, EDITS_MOST = 3, 1, 120
PASSAGES_MOST = 100
ROWS_OPEN = 12
AGAIN = "Words of a longer passage that an article has at another place, too, make a passage of their own"
KINDS = {
    "reworded": "in other words or another order",
    "part": "alike in part",
    "moved": "stands elsewhere",
    "only_here": "only in one",
    "cut": "no longer in the later one",
    "added": "new in the later one",
}
TOUCHED = {
    "attribution": "reporting clause: one has words of it that the other has not",
    "hedge": "softening word",
    "name": "how somebody is named",
    "verb": "reporting verb",
}


def texts(tables: dict[str, pd.DataFrame]) -> Fragment:
    """How many separately worded texts the articles are, and which articles are one text."""
    copies, names = tables["copies"], labels(tables["articles"])
    n_texts = copies["text_id"].nunique()
    said = Markup("<p>{} {}.</p>").format(
        f"{len(copies)} articles are" if len(copies) != 1 else "1 article is",
        "1 separately worded text" if n_texts == 1 else f"{n_texts} separately worded texts",
    )
    grouped = copies[(copies["n_articles"] > 1) | copies["credit"].notna()]
    if not len(grouped):
        return Fragment(str(said + Markup("<p>No two share much of their prose, and none credits an agency.</p>")))
    rows = []
    for row in grouped.sort_values(["text_id", "article_id"]).head(PASSAGES_MOST).itertuples():
        others = copies[(copies["text_id"] == row.text_id) & (copies["article_id"] != row.article_id)]["article_id"]
        rows.append(
            (
                names[row.article_id],
                ", ".join(names[a] for a in others) if len(others) else NONE,
                NONE if pd.isna(row.shared_prose) else percent(row.shared_prose),
                NONE if pd.isna(row.credit) else row.credit,
            )
        )
    columns = [
        (ARTICLE, ""),
        ("One text with", ""),
        ("Prose shared, of the shorter one", "num"),
        ("Agency credited in a line or byline of its own", ""),
    ]
    caption = "Articles that are one text, re-edited, or that credit an agency"
    shown = table(caption, columns, rows, fold=ROWS_OPEN)
    return Fragment(str(said) + shown.html, shown.notes)


def passages(tables: dict[str, pd.DataFrame]) -> Fragment:
    """Every passage that articles share, with each article's own words: what the strip shows, as a table."""
    found, names, places = tables["passages"], labels(tables["articles"]), Places(tables)
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    rows = []
    clusters = list(found.groupby("cluster_id", sort=True))
    for _, members in clusters[:PASSAGES_MOST]:
        words = members.sort_values("n_words", ascending=False).iloc[0]
        longest = texts[words["article_id"]][words["start"] : words["end"]]
        where = Markup("; ").join(
            Markup("{} ({}{}) {}").format(
                names[m.article_id],
                "quoted" if m.quoted else "prose",
                "" if _plain(own := texts[m.article_id][m.start : m.end]) == _plain(longest) else f": “{own}”",
                places.link(m.article_id, m.start),
            )
            for m in members.itertuples()
        )
        rows.append((longest, int(members["n_articles"].iloc[0]), where))
    columns = [("Words, as the article with most of them has them", ""), ("Articles", "num"), ("Where", "")]
    left = len(clusters) - len(rows)
    caption = "Passages that two or more articles share" + (f"; {left} more are in the tables" if left else "")
    summary = f"All {len(rows)} passages as a table" if not left else f"The first {len(rows)} passages as a table"
    if again := repeats(found):
        caption += f". {AGAIN}: of the {len(clusters):,} passages {again:,}"
    return (
        folded(summary, table(caption, columns, rows), printed=False)
        if rows
        else Fragment("<p>No two articles share a passage.</p>")
    )


def repeats(found: pd.DataFrame) -> int:
    """How many passages stand within longer ones in all of their articles but one, at most.

    Takes table `passages`. Their words are counted twice, but the place where they stand alone is in no longer one.

    >>> spans = [("a", 0, 90, 1), ("b", 0, 90, 1), ("a", 20, 50, 2), ("b", 95, 125, 2)]
    >>> repeats(pd.DataFrame(spans, columns=["article_id", "start", "end", "cluster_id"]))
    1
    """
    rows = found.sort_values(["article_id", "start", "end"], ascending=[True, True, False], kind="stable")
    reach = rows.groupby("article_id", sort=False)["end"].cummax().groupby(rows["article_id"], sort=False).shift()
    alone = rows[~(reach >= rows["end"])]
    apart = alone.groupby("cluster_id")["article_id"].nunique().reindex(found["cluster_id"].unique(), fill_value=0)
    return int((apart < 2).sum())


def edits(tables: dict[str, pd.DataFrame]) -> Fragment:
    """The edit ledger: articles that are one text, sentence beside sentence, the words that differ marked."""
    found, places = tables["edits"], Places(tables)
    names = labels(tables["articles"])
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    pairs = []
    for _, own in found.groupby("pair", sort=True):
        row = own.iloc[0]
        first, second = sorted((row["article_id"], row["other_id"]), key=_first_side(own))
        entries = [_entry(r, texts, names, places) for r in own[own["kind"].isin(["reworded", "moved"])].itertuples()]
        alone = {
            side: [
                _alone(r, texts, places)
                for r in own[(own["article_id"] == side) & own["other_start"].isna()].itertuples()
            ]
            for side in (first, second)
        }
        dated = own["kind"].isin(["cut", "added"]).any()
        pairs.append(
            {
                "first": names[first],
                "second": names[second],
                "entries": entries[:EDITS_MOST],
                "alone": [
                    (KINDS[("cut", "added")[n]] if dated else "", names[side], alone[side])
                    for n, side in enumerate((first, second))
                ],
            }
        )
    return render("edits", pairs=pairs[:PAIRS_SHOWN], left=max(0, len(pairs) - PAIRS_SHOWN), shown=EDITS_SHOWN)


def _plain(text: str) -> list[str]:
    return WORD.findall(even(text).lower())


def _first_side(own: pd.DataFrame) -> Any:
    """The front article of a pair is the one that rows with two sides stand in."""
    front = own[own["other_start"].notna()]["article_id"]
    return lambda article: (len(front) > 0 and article != front.iloc[0], article)


def _entry(row: Any, texts: dict[str, str], names: dict[str, str], places: Places) -> dict[str, Any]:
    touched = [] if pd.isna(row.touches) else [TOUCHED[t] for t in str(row.touches).split(", ")]
    kind = "the same words, elsewhere" if row.kind == "moved" else KINDS["reworded" if _mostly_alike(row) else "part"]
    sides = [
        (row.article_id, row.start, row.end, row.differs),
        (row.other_id, row.other_start, row.other_end, row.other_differs),
    ]
    return {
        "tag": "; ".join(touched) or kind,
        "moved": row.moved and row.kind != "moved",
        "sides": [
            {
                "outlet": names[article],
                "html": marked(texts[article], start, end, _runs(texts[article], offsets(differs))),
                "link": places.link(article, start),
            }
            for article, start, end, differs in sides
        ],
    }


def _mostly_alike(row: Any) -> bool:
    """Do two thirds of the words of the shorter side stand in the other, too? Else a clause, or half of one, is alike.

    >>> row = {"text": "The port shut, adding to fears", "differs": "0:3 4:8 9:13"}
    >>> row |= {"other_text": "A new strike adds further to fears", "other_differs": "0:1 2:5 6:12 13:17 18:25"}
    >>> _mostly_alike(pd.Series(row))
    False
    """
    own, other = len(WORD.findall(row.text)), len(WORD.findall(row.other_text))
    alike = min(own - len(offsets(row.differs)), other - len(offsets(row.other_differs)))
    return alike >= 2 / 3 * min(own, other)


def _runs(text: str, differing: Sequence[tuple[int, int]]) -> list[Mark]:
    """Words that differ, marked; words in a row under one mark."""
    merged: list[tuple[int, int]] = []
    for start, end in differing:
        if merged and not any(c.isalnum() for c in text[merged[-1][1] : start]):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return [Mark(a, b, "changed") for a, b in merged]


def _alone(row: Any, texts: dict[str, str], places: Places) -> Markup:
    return Markup("{} {}").format(texts[row.article_id][row.start : row.end], places.link(row.article_id, row.start))
