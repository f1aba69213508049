"""The corpus before any result: what each outlet brings to it."""

from typing import Any

import pandas as pd

from analysis.report.render import Fragment
from analysis.report.tables import NONE, table

SHOWN = 60


def balance(found: pd.DataFrame) -> Fragment:
    """One row an outlet: articles, words, dates, share of furniture, share of words that another article has too."""
    has_copy, has_texts = bool(found["copied_words"].notna().any()), bool(found["n_texts"].notna().any())
    columns = [("Outlet", ""), ("Articles", "num"), ("Words of the body", "num"), ("Published", "")]
    columns.append(("Words of the site or the editors, of all words", "num"))
    if has_copy:
        columns.append(("Words of the body that another article has too", "num"))
    if has_texts:
        columns.append(("Separately worded texts; one that outlets share counts for each", "num"))
    rows = []
    for row in found.head(SHOWN).itertuples():
        cells = [
            row.outlet_key,
            f"{row.n_articles:,}",
            f"{row.n_words:,}",
            _dates(row),
            _share(row.furniture_words, row.all_words),
        ]
        if has_copy:
            cells.append(_share(row.copied_words, row.n_words))
        if has_texts:
            cells.append(f"{int(row.n_texts):,}")
        rows.append(cells)
    caption = "What each outlet brings"
    if len(found) > SHOWN:
        caption += f" (the first {SHOWN} of {len(found)})"
    return table(caption, columns, rows)


def _dates(row: Any) -> str:
    if pd.isna(row.first):
        return "date not stated"
    between = str(row.first) if row.first == row.last else f"{row.first} to {row.last}"
    return f"{between}; {row.n_undated} without a date" if row.n_undated else between


def _share(count: float, of: float) -> str:
    """A share with what it is out of; a dash where there is nothing that it could be out of."""
    return f"{100 * count / of:.0f} % ({int(count):,} of {int(of):,})" if of else NONE
