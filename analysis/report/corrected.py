"""Corrected estimates on the page: as the suite reads every unit, and mended by what coders say of a sample of them."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report import figures
from analysis.report.figures import LINE, MUTED
from analysis.report.render import Chart, Fragment
from analysis.report.tables import NONE, folded, joined, table
from analysis.report.validity import figure as value
from analysis.wording import noun, several

OF_WHAT = {"these articles": "these articles", "coverage": "the outlet’s coverage of these events"}
ALL_OF = "all outlets’ coverage of these events"
"""What an estimate is about (the field’s word: estimand)."""


def corrected(found: pd.DataFrame) -> Chart | Fragment:
    """Each outlet's estimates as the suite reads it, and corrected for the errors that coders found in a sample."""
    own = found[(found["estimand"] == "these articles") & (found["outlet_key"] != "all")]
    shown = own[own["estimate"].notna()]
    if found.empty:
        return Fragment("")
    twin = _twin(found)
    if shown.empty:
        return twin
    first = shown[shown["measure"] == shown["measure"].iloc[0]]
    moved = (first["estimate"] - first["raw"]).abs().idxmax()
    row = first.loc[moved]
    alt = (
        f"{row['measure'].capitalize()}, as read and corrected: {row['outlet_key']} moves most, from {row['raw']:.2f} "
        f"to {value(row['estimate'], row['low'], row['high'])}."
    )
    n = int(found["n_coded"].max())
    measure = f"Open: as the suite reads every unit; filled, with a 95 % interval: corrected by {n:,} coded units"
    return Chart(_corrected_drawing(shown), alt, "corrected", measure, twin)


def _twin(found: pd.DataFrame) -> Fragment:
    """The estimates that were corrected; of those that were not the number, and a folded list with the reasons."""
    bare = found["estimate"].isna()
    parts: list[Fragment | Markup] = []
    if not bare.all():
        parts.append(table("As read, and corrected for errors", *_corrected_rows(found[~bare])))
    if bare.any():
        n = int(bare.sum())
        said = (
            f"{n:,} of {several(len(found), 'estimate')} {noun('is', n, 'are')} not corrected, because "
            "too few units were coded or the sheets fit no longer: what stands is as the suite reads it."
        )
        parts.append(Markup("<p>{}</p>").format(said))
        parts.append(folded("Estimates that are not corrected, and why", _as_read(found[bare])))
    return joined(*parts)


def _as_read(found: pd.DataFrame) -> Fragment:
    rows = [
        [row.outlet_key, _of_what(row), value(row.raw, row.raw_low, row.raw_high, ".3f"), *_counted(row)]
        for row in found.itertuples()
    ]
    columns = [
        ("Outlet", ""), ("What is estimated", ""), ("As read", "num"), ("Units, coded", "num"), ("Why", ""),
    ]  # fmt: skip
    return table("As read, not corrected for errors", columns, rows)


def _corrected_rows(found: pd.DataFrame) -> tuple[list[tuple[str, str]], list[list[Any]]]:
    columns = [
        ("Outlet", ""), ("What is estimated", ""), ("As read", "num"), ("Corrected", "num"), ("Units, coded", "num"),
        ("To know", ""),
    ]  # fmt: skip
    rows = [
        [
            row.outlet_key,
            _of_what(row),
            value(row.raw, row.raw_low, row.raw_high, ".3f"),
            value(row.estimate, row.low, row.high, ".3f"),
            *_counted(row),
        ]
        for row in found.itertuples()
    ]
    return columns, rows


def _of_what(row: Any) -> str:
    """`share against (headline), of these articles`."""
    of = ALL_OF if row.outlet_key == "all" and row.estimand == "coverage" else OF_WHAT[row.estimand]
    return f"{row.measure} ({row.unit}), of {of}"


def _counted(row: Any) -> tuple[str, Any]:
    return f"{row.n_units:,}, {row.n_coded:,}", NONE if pd.isna(row.note) else row.note


def _corrected_drawing(shown: pd.DataFrame) -> str:
    import matplotlib as mpl

    measures, keys = list(dict.fromkeys(shown["measure"])), list(dict.fromkeys(shown["outlet_key"]))
    across = min(3, len(measures))
    down = -(-len(measures) // across)
    with mpl.rc_context(figures.STYLE):
        from matplotlib.figure import Figure

        figure = Figure(figsize=(9.6, down * (1.1 + 0.4 * len(keys))), layout="constrained")
        every = figure.subplots(down, across, sharey=True, squeeze=False).ravel()
        for axes, measure in zip(every, measures, strict=False):
            own = shown[shown["measure"] == measure].set_index("outlet_key")
            for y, key in enumerate(keys):
                if key not in own.index:
                    continue
                row = own.loc[key]
                axes.plot([row["low"], row["high"]], [y, y], color="#12456b", linewidth=1.8, zorder=3)
                axes.scatter([row["estimate"]], [y], s=30, color="#12456b", zorder=4)
                axes.scatter([row["raw"]], [y], s=44, facecolors="none", edgecolors="#8a4b00", linewidths=1.5, zorder=5)
            axes.set_title(measure.capitalize(), fontsize=10, loc="left")
            axes.set_xlim(left=0)
            axes.grid(axis="x", color=LINE, linewidth=0.7)
            axes.set_yticks(range(len(keys)), keys, fontsize=10)
            axes.set_ylim(len(keys) - 0.4, -0.6)
            axes.tick_params(length=0, colors=MUTED)
            for side in ("top", "right", "left"):
                axes.spines[side].set_visible(False)
        for axes in every[len(measures) :]:
            axes.set_visible(False)
        svg = figures.as_svg(figure)
    return figures.in_the_dark(svg)
