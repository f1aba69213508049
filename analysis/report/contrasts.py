"""Contrasts on the page: each outlet against the others, the size of the difference first, then how sure it is."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.report.estimates import ALL, ONCE, called, interval
from analysis.report.render import Fragment
from analysis.report.tables import NONE, folded, table
from analysis.wording import SURE, percent


def contrasts(tables: Mapping[str, pd.DataFrame], rules: Sequence[Any], survived: pd.DataFrame) -> Fragment:
    """Each outlet against the others: how far apart, how sure, with copies counted once, in how many paths it holds.

    Args:
        tables: `estimates`.
        rules: the measures, of which the article's own wording is shown.
        survived: `evidence.sensitivity.survival`.
    """
    wanted = {(rule.signal, rule.name, rule.own) for rule in rules}
    rows = tables["estimates"]
    key = ["outlet_key", "signal", "measure", "voice"]
    is_own = [k in wanted for k in rows[key[1:]].itertuples(index=False, name=None)]
    rows = rows[is_own]
    at = {(k[0], *k[1:], row["copies"], row["kind"]): row for k, row in zip(
        rows[key].itertuples(index=False, name=None), rows.to_dict("records"), strict=True)}  # fmt: skip
    paths = survived.set_index(key)
    shown: list[list[Any]] = []
    sure = 0
    for row in rows[(rows["copies"] == ALL) & (rows["kind"] == "ratio")].to_dict("records"):
        own = tuple(row[name] for name in key)
        difference, rate = at[(*own, ALL, "difference")], at[(*own, ALL, "rate")]
        once = at.get((*own, ONCE, "ratio"))
        is_share = row["per"] != "1,000 words"
        by = 100 if is_share else 1
        apart = {n: pd.NA if pd.isna(difference[n]) else difference[n] * by for n in ("estimate", "low", "high")}
        sure += bool(row["p_holm"] <= SURE) if not pd.isna(row["p_holm"]) else 0
        shown.append(
            [
                called(row["signal"], row["measure"]),
                row["outlet_key"],
                interval(row, ".2f"),
                interval(once, ".2f") if once else NONE,
                interval(apart).replace("-", "−"),
                f"{rate['estimate'] * by:.1f}{' %' if is_share else ''}",
                f"{row['n_texts']:,} and {row['n_texts_against']:,}",
                _paths(paths.loc[own]) if own in paths.index else NONE,
                _p(row["p_holm"]),
                _p(row["p_bh"]),
            ]
        )
    if not shown:
        return Fragment("")
    columns = [
        ("Measure", ""),
        ("Outlet", ""),
        ("Its rate over that of the others (ratio)", "num"),
        ("The same, each text once", "num"),
        ("Its rate less theirs (difference)", "num"),
        ("Its rate", "num"),
        ("Texts of both sides", "num"),
        ("Other choices in which it holds", ""),
        ("p, adjusted after Holm", "num"),
        ("p, adjusted after Benjamini and Hochberg", "num"),
    ]
    caption = (
        "Each outlet against the others, with 95 % intervals; p is of a ratio of 1, adjusted over all contrasts of the "
        "run, other voices too"
    )
    return folded(
        f"{len(shown)} contrasts in the articles’ own wording; {sure or 'none'} beyond chance",
        table(caption, columns, shown),
    )


def _p(value: Any) -> str:
    """A p-value to three decimals, never rounded to 0 or 1.

    >>> [_p(value) for value in (0.0004, 0.0312, 0.9997, 1.0, pd.NA)]
    ['< .001', '.031', '> .999', '1', '–']
    """
    if pd.isna(value) or value == 1:
        return "–" if pd.isna(value) else "1"
    return "< .001" if value < 0.001 else "> .999" if value > 0.9995 else f"{value:.3f}"[1:]


def _paths(row: Any) -> str:
    undone = "" if pd.isna(row["undone_by"]) else f"; not without {_first(row['undone_by'])}"
    return f"{percent(row['holds_in'])}{undone}"


def _first(names: str, most: int = 2) -> str:
    parts = names.split("; ")
    rest = len(parts) - most
    return ", ".join(parts[:most]) + (f" and {rest} more" if rest > 0 else "")
