"""The corpus before any result: what each outlet brings to it."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.annotate import UNSTATED
from analysis.report.render import Fragment
from analysis.report.tables import NONE, folded, joined, table
from analysis.wording import listed

SHOWN = 60
DAY = len("2020-01-07")
"""Characters of a date that is stated to the day."""


def balance(found: pd.DataFrame) -> Fragment:
    """One row an outlet: articles, length, genre, dates, share of words that another article has too, furniture."""
    has_copy, has_texts = bool(found["copied_words"].notna().any()), bool(found["n_texts"].notna().any())
    columns = [
        ("Outlet" if found["is_stated"].all() else UNSTATED, ""),
        ("Articles", "num"),
        ("Words of the body", "num"),
        ("Of the median article", "num"),
        ("Articles that call themselves something other than news", ""),
        ("Published", ""),
    ]
    if has_copy:
        columns.append(("Words of the body that another article has too", "num"))
    if has_texts:
        columns.append(("Separately worded texts; one that outlets share counts for each", "num"))
    columns.append(("Words of the site or the editors, of all words", "num"))
    rows = []
    for row in found.head(SHOWN).itertuples():
        cells = [
            row.outlet_key,
            f"{row.n_articles:,}",
            f"{row.n_words:,}",
            f"{row.median_words:,.0f}",
            NONE if pd.isna(row.genres) else row.genres,
            _dates(row),
        ]
        if has_copy:
            cells.append(_share(row.copied_words, row.n_words))
        if has_texts:
            cells.append(f"{int(row.n_texts):,}")
        rows.append([*cells, _share(row.furniture_words, row.all_words)])
    caption = "What each outlet brings"
    if len(found) > SHOWN:
        caption += f" (the first {SHOWN} of {len(found)})"
    return table(caption, columns, rows)


def first(found: pd.DataFrame, uneven: Sequence[str]) -> Fragment:
    """In what the articles differ besides their outlet, which stands before any comparison: in words, and the table.

    Args:
        found: `evidence.balance.find`.
        uneven: `evidence.imbalance.find`.
    """
    said = (
        f"In what the articles differ besides their outlet. {' '.join(uneven)} A difference below may come of that."
        if uneven
        else _even(found)
    )
    told = Markup("<p>{}</p>").format(said)
    return joined(told, folded("Length, genre, dates and shared words of each outlet’s articles", balance(found)))


def _even(found: pd.DataFrame) -> str:
    """What is said where `evidence.imbalance` finds nothing: of what could be compared alone."""
    if len(found) < 2:
        return "All articles are of one outlet: nothing stands beside them."
    dated = found[(found["n_undated"] == 0) & (found["first"].str.len() == DAY) & (found["last"].str.len() == DAY)]
    whose = "" if len(dated) == len(found) else f" (of the {len(dated):,} whose articles are all dated)"
    alike = {"length": "no median article is half as long again as another outlet’s"}
    if found["genres"].notna().any():
        alike["genre"] = "the same shares name a genre"
    if len(dated) > 1:
        alike["date"] = f"no outlet’s articles end before another’s begin{whose}"
    if found["copied_words"].notna().any():
        alike["shared words"] = "of none more than half of the words stand in other articles"
    said = (
        f"As far as the articles tell, their outlets do not differ in {listed([*alike])}: {listed([*alike.values()])}."
    )
    unseen = [name for name in ("genre", "date", "shared words") if name not in alike]
    return f"{said} Not compared, as too little is stated: {listed(unseen)}." if unseen else said


def _dates(row: Any) -> str:
    if pd.isna(row.first):
        return "date not stated"
    between = str(row.first) if row.first == row.last else f"{row.first} to {row.last}"
    return f"{between}; {row.n_undated} without a date" if row.n_undated else between


def _share(count: float, of: float) -> str:
    """A share with what it is out of; a dash where there is nothing that it could be out of."""
    return f"{100 * count / of:.0f} % ({int(count):,} of {int(of):,})" if of else NONE
