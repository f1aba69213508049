"""Estimates on the page: each outlet's rates with their intervals, over a dot for every article."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report import figures
from analysis.report.annotate import outlets
from analysis.report.figures import INK, LINE, MUTED
from analysis.report.render import Chart, Fragment
from analysis.report.sections import METER_WORDS
from analysis.report.tables import NONE, table
from analysis.wording import SURE

ALL, ONCE = "all", "one_per_text"
VERSIONS = {ALL: ("o", "#12456b", -0.16, "all articles"), ONCE: ("D", "#8a4b00", 0.2, "each text once")}
"""How the two versions of an estimate are drawn: mark, colour, place above or below the row's middle, name."""
COLUMNS = 3
"""Panels beside each other."""
CALLED = {
    ("quotes", "words"): "words of the article’s own",
    ("sources", "unnamed"): "statements of unnamed sources",
    ("verbs", "affirming"): "affirming verbs of saying",
    ("verbs", "distancing"): "distancing verbs of saying",
    ("agency", "no doer: harm"): "deeds of harm without a doer",
    ("agency", "no doer: decision"): "decisions without a doer",
}
"""What a measure is called where room is short."""
DOTS_MOST = 2_000


def called(signal: str, measure: str) -> str:
    """A measure in few words.

    >>> called("hedges", "uncertainty"), called("hedges", "our own meter"), called("sources", "unnamed")
    ('softening words', 'our own meter', 'statements of unnamed sources')
    """
    if signal == "hedges":
        return METER_WORDS.get(measure, measure).split(" (")[0]
    return CALLED.get((signal, measure), measure)


def title(estimates: pd.DataFrame, findings: pd.DataFrame) -> str:
    """What may be said beyond the articles at hand, in a line."""
    tested = estimates[(estimates["copies"] == ALL) & estimates["p_holm"].notna()]
    if tested.empty:
        return "Nothing is inferred beyond these articles"
    sure, told = int((tested["p_holm"] <= SURE).sum()), int((findings["kind"] == "rate").sum())
    return (
        f"Of {len(tested):,} contrasts between outlets {sure or 'none'} {'lies' if sure == 1 else 'lie'} beyond chance"
        + (f"; {told or 'none'} of them {'survives' if told == 1 else 'survive'} other ways to count" if sure else "")
    )


def rates(tables: Mapping[str, pd.DataFrame], rules: Sequence[Any], per: str) -> Chart | Fragment:
    """Each outlet's rates of the measures that have one unit, on one axis: every article a dot, intervals over them.

    Args:
        tables: `articles, measures, estimates`.
        rules: the measures, as `evidence.measure` has them; those whose unit is not `per` are left out, and those of
            which no outlet has an interval. `shares` stands for all shares.
    """
    own = [rule for rule in rules if rule.per == per or (per == "shares" and rule.per != "1,000 words")]
    names, scale = outlets(tables["articles"]), 1000 if per == "1,000 words" else 100
    found = _rates(tables["estimates"], scale)
    sure = found[found["low"].notna()]
    drawn = set(zip(sure["signal"], sure["measure"], sure["voice"], strict=True))
    left, own = [r for r in own if _key(r) not in drawn], [r for r in own if _key(r) in drawn]
    if not own:
        return Fragment("")
    dots = {(rule.signal, rule.name): _dots(tables["measures"], rule, scale) for rule in own}
    unit = "per 1,000 words of the article’s own wording" if scale == 1000 else "per cent of all"
    told = []
    for rule in own:
        known = found[(found["signal"] == rule.signal) & (found["measure"] == rule.name) & (found["voice"] == rule.own)]
        known = known[(known["copies"] == ALL) & known["low"].notna()]
        if len(known):
            low, high = known.loc[known["estimate"].idxmin()], known.loc[known["estimate"].idxmax()]
            told.append(
                f"{called(rule.signal, rule.name)}: from {interval(low)} ({low['outlet_key']}) to {interval(high)} "
                f"({high['outlet_key']})"
            )
    n = tables["articles"]["article_id"].nunique()
    measure = f"Rates {unit}; line: 95 % interval; pale dots: articles (n = {n:,}); one axis for all"
    if left:
        measure += f". Too few counted to be drawn: {', '.join(called(r.signal, r.name) for r in left)}"
    alt = f"Rates {unit}, lowest and highest outlet, with 95 % intervals. {'; '.join(told) or 'None is estimated'}."
    svg = _panels(own, names, found, dots, unit)
    return Chart(svg, alt, f"estimates-{scale}", measure, _twin(own, names, found, unit))


def _key(rule: Any) -> tuple[str, str, str]:
    return rule.signal, rule.name, rule.own


def _rates(estimates: pd.DataFrame, scale: int) -> pd.DataFrame:
    """The rows of rates; shares in per cent."""
    rows = estimates[estimates["kind"] == "rate"].copy()
    by = rows["per"].map(lambda per: 1.0 if per == "1,000 words" else float(scale))
    for name in ("estimate", "low", "high"):
        rows[name] = rows[name].astype("Float64") * by
    return rows


def _dots(measures: pd.DataFrame, rule: Any, scale: int) -> pd.DataFrame:
    """Each article's own rate: `outlet_key, value`."""
    rows = measures[
        (measures["signal"] == rule.signal) & (measures["measure"] == rule.name) & (measures["voice"] == rule.own)
    ]
    rows = rows[rows["exposure"] > 0]
    return rows[["outlet_key"]].assign(value=scale * rows["count"] / rows["exposure"])


def _panels(
    own: Sequence[Any],
    names: Mapping[str, str],
    found: pd.DataFrame,
    dots: Mapping[tuple[str, str], pd.DataFrame],
    unit: str,
) -> str:
    """Panels with one row an outlet, all on one axis from zero."""
    import matplotlib as mpl

    across = min(COLUMNS, len(own))
    down = -(-len(own) // across)
    with mpl.rc_context(figures.STYLE):
        from matplotlib.figure import Figure

        figure = Figure(figsize=(9.6, down * (1.25 + 0.46 * len(names))), layout="constrained", dpi=110)
        every = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False).ravel()
        for axes, rule in zip(every, own, strict=False):
            mine = (found["signal"] == rule.signal) & (found["measure"] == rule.name) & (found["voice"] == rule.own)
            _panel(axes, list(names), found[mine], dots[(rule.signal, rule.name)])
            axes.set_title(called(rule.signal, rule.name).capitalize(), fontsize=10, loc="left", color=INK, wrap=True)
        for axes in every:
            axes.set_yticks(range(len(names)), list(names.values()), fontsize=10)
            axes.set_ylim(len(names) - 0.4, -0.6)
            axes.tick_params(length=0)
            axes.grid(axis="x", color=LINE, linewidth=0.7)
            for side in ("top", "right", "left"):
                axes.spines[side].set_visible(False)
        for axes in every[len(own) :]:
            axes.set_visible(False)
        every[0].set_xlim(left=-0.02 * every[0].get_xlim()[1])  # room for the dots at zero
        figure.supxlabel(unit, fontsize=10, color=MUTED)
        handles, labels = every[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside upper left", ncols=3, frameon=False, fontsize=10)
        svg = figures.as_svg(figure)
    return figures.in_the_dark(svg)


def _panel(axes: Any, names: Sequence[str], found: pd.DataFrame, dots: pd.DataFrame) -> None:
    show = len(dots) <= DOTS_MOST
    for row, key in enumerate(names):
        if show:
            values = dots.loc[dots["outlet_key"] == key, "value"].sort_values(kind="stable")
            heights = [row + 0.5 * ((i * 0.618) % 1 - 0.5) for i in range(len(values))]
            axes.scatter(
                values,
                heights,
                s=9,
                facecolors="none",
                edgecolors=MUTED,
                linewidths=0.5,
                alpha=0.6,
                zorder=2,
                rasterized=True,
            )
    for version, (mark, colour, shift, label) in VERSIONS.items():
        rows = found[(found["copies"] == version) & found["low"].notna()].set_index("outlet_key")
        at = [(rows.loc[key], row + shift) for row, key in enumerate(names) if key in rows.index]
        for row, height in at:
            axes.plot([row["low"], row["high"]], [height, height], color=colour, linewidth=1.8, zorder=4)
        face = colour if version == ALL else "none"
        axes.scatter(
            [row["estimate"] for row, _ in at], [height for _, height in at], marker=mark, s=26, label=label, zorder=5,
            facecolors=face, edgecolors=colour, linewidths=1.4,
        )  # fmt: skip


def _twin(own: Sequence[Any], names: Mapping[str, str], found: pd.DataFrame, unit: str) -> Fragment:
    rows = []
    for rule in own:
        mine = found[
            (found["signal"] == rule.signal) & (found["measure"] == rule.name) & (found["voice"] == rule.own)
        ].set_index(["copies", "outlet_key"])
        for key in names:
            cells: list[Any] = [called(rule.signal, rule.name), key]
            for version in VERSIONS:
                if (version, key) not in mine.index:
                    cells += [NONE, NONE]
                    continue
                row = mine.loc[(version, key)]
                cells += [interval(row) if pd.isna(row["why"]) else row["why"], int(row["n_texts"])]
            rows.append(cells)
    columns = [("Measure", ""), ("Outlet", "")]
    for _, _, _, label in VERSIONS.values():
        columns += [(f"Rate, {label}", "num"), ("Texts", "num")]
    return table(f"Rates {unit}, with 95 % intervals", columns, rows)


def interval(row: Any, form: str = ".1f") -> str:
    """An estimate with the ends of its interval, if it has one."""
    if pd.isna(row["low"]):
        return "–" if pd.isna(row["estimate"]) else f"{row['estimate']:{form}}"
    return f"{row['estimate']:{form}} ({row['low']:{form}}–{row['high']:{form}})"


def not_inferred(estimates: pd.DataFrame, fewest: int) -> Fragment:
    """That nothing, or not everything, is inferred, and the smallest number of texts that it takes.

    Args:
        fewest: separately worded texts that an outlet must have.
    """
    rows = estimates[(estimates["kind"] == "rate") & (estimates["copies"] == ALL)]
    most = rows.groupby("outlet_key", sort=False)["n_texts"].max()
    few = most[most < fewest]
    if few.empty:
        said = f"Every outlet has {fewest} separately worded texts or more; with fewer nothing would be inferred."
    elif len(few) == len(most):
        said = (
            f"Nothing is inferred from these articles to how an outlet tells things: no outlet has {fewest} separately "
            "worded texts. What is counted is counted exactly, and is about these articles alone."
        )
    else:
        named = ", ".join(f"{key} ({n})" for key, n in few.head(12).items())
        more = f" and {len(few) - 12} more" if len(few) > 12 else ""
        said = (
            f"Without estimates, as they have fewer than {fewest} separately worded texts: {named}{more}. Their "
            "articles are drawn as dots, and count on the other side of the contrasts."
        )
    where = f"How {fewest} was found stands below, under “How sure is found”."
    return Fragment(str(Markup("<p>{} {}</p>").format(said, where)))
