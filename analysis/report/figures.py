"""Figures, each from a small table: one dot an article, zero shown, the same order everywhere."""

import io
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.report import tables
from analysis.report.annotate import ARTICLE, rows_by
from analysis.report.render import Chart, Fragment
from analysis.wording import percent

INK, MUTED, LINE = "#1d1b17", "#5c574d", "#d9d3c5"
DARK = {INK: "#ece9e2", MUTED: "#b3ada0", LINE: "#55585e", "#12456b": "#6fb1e4", "#8a4b00": "#f2b25e"}
DOTS_MOST = 1_000
"""With more articles than this the strips show no dots, only where most of them lie."""
SHARES = [0.1, 0.25, 0.5, 0.75, 0.9]
VOICE_STYLE = {
    "narrator": ("#d9d3c5", "", "the article’s own wording"),
    "reported": ("#9db8cc", "////", "told indirectly (“said that …”)"),
    "quoted": ("#12456b", "", "between quotation marks"),
}
STYLE: dict[Any, Any] = {
    "svg.hashsalt": "told-differently",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["Helvetica Neue", "Segoe UI", "Liberation Sans", "Arial", "DejaVu Sans"],
    "font.size": 11,
    "axes.edgecolor": LINE,
    "axes.labelcolor": MUTED,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "hatch.linewidth": 0.6,
    "text.parse_math": False,  # an outlet’s name is text, also with a $ in it
}


def voice_bars(measures: pd.DataFrame) -> Chart:
    """Whose words fill each article: one bar each, its words by voice. With many articles, the quoted share of each."""
    words = measures[(measures["signal"] == "quotes") & (measures["measure"] == "words")]
    key, names = rows_by(words.drop_duplicates("article_id"))
    if key == "outlet_key":
        unit = "per cent of the body’s words between quotation marks"
        return strips(quoted_share(measures), unit, "voices", names)
    table = words.pivot_table(index=key, columns="voice", values="count", aggfunc="sum")
    table = table.loc[list(names), list(VOICE_STYLE)]

    def draw(axes: Any) -> None:
        left = pd.Series(0.0, index=table.index)
        for voice, (colour, hatch, label) in VOICE_STYLE.items():
            axes.barh(
                range(len(table)), table[voice], left=left, color=colour, hatch=hatch, edgecolor="white", label=label,
                height=0.62,
            )  # fmt: skip
            left = left + table[voice]
        axes.set_xlabel("words of the body")
        _legend(axes)

    shares = [
        f"{names[a]} {percent(row['quoted'] / total)}" for a, row in table.iterrows() if (total := float(row.sum()))
    ]
    alt = f"Share of the body’s words between quotation marks: {'; '.join(shares)}."
    measure = (
        f"Words of the body by voice, scare quotes between marks too; n = {words['article_id'].nunique():,} articles"
    )
    voices = [(label, "num") for _, _, label in VOICE_STYLE.values()]
    numbers = [[names[a], *(int(n) for n in row)] for a, row in table.iterrows()]
    twin = tables.table("Words of the body by voice", [(ARTICLE, ""), *voices], numbers)
    return _rows([names[a] for a in table.index], draw, alt, "voices", measure, twin)


def hedge_dots(measures: pd.DataFrame, meter: str, words: str) -> Chart:
    """How often each article softens what it tells in its own words, and what others say, on one axis.

    With many articles: the rate in the article's own wording, one dot an article, one row an outlet.
    """
    own = measures[(measures["signal"] == "hedges") & (measures["measure"] == meter)]
    key, names = rows_by(own.drop_duplicates("article_id"))
    if key == "outlet_key":
        unit = f"{words} per 1,000 words of the article’s own wording"
        return strips(own_rate(measures, meter), unit, meter, names)
    order = list(names)
    counts = own.pivot(index="article_id", columns="voice", values="count").loc[order]

    def draw(axes: Any) -> None:
        top = max(1, int(counts.max().max()))
        for voice, marker, colour, label, shift in (  # shifted a little, so that no mark hides another
            ("narrator", "o", "#8a4b00", "the article’s own wording", -0.2),
            ("reported", "D", "#5c7f99", "told indirectly", 0.0),
            ("quoted", "s", "#12456b", "between quotation marks", 0.2),
        ):
            axes.scatter(
                counts[voice], [row + shift for row in range(len(order))], marker=marker, s=52, label=label, zorder=3,
                linewidths=1.6,
                facecolors=colour if voice == "narrator" else "none", edgecolors=colour,
            )  # fmt: skip
        axes.set_xlim(-0.3, top + 0.7)
        axes.set_xticks(range(0, top + 1, max(1, top // 8)))
        axes.grid(axis="x", color=LINE, linewidth=0.7)
        axes.set_xlabel(f"{words} (number of them in the body)")
        _legend(axes)

    told = [
        f"{names[a]}: {int(r['narrator'])} in its own wording, {int(r['reported'])} told indirectly, "
        f"{int(r['quoted'])} quoted"
        for a, r in counts.iterrows()
    ]
    measure = f"{words.capitalize()} in the body, number by voice; n = {len(order)} articles"
    numbers = [[names[a], *(int(row[v]) for v in VOICE_STYLE)] for a, row in counts.iterrows()]
    columns = [(ARTICLE, ""), *[(label, "num") for _, _, label in VOICE_STYLE.values()]]
    twin = tables.table(measure, columns, numbers)
    return _rows([names[a] for a in order], draw, f"{words.capitalize()}. {'; '.join(told)}.", meter, measure, twin)


def quoted_share(measures: pd.DataFrame) -> pd.DataFrame:
    """The per cent of each article's body that stands between quotation marks: `article_id, outlet_key, value`."""
    own = measures[
        (measures["signal"] == "quotes") & (measures["measure"] == "words") & (measures["voice"] == "quoted")
    ]
    return _values(own, 100)


def own_rate(measures: pd.DataFrame, meter: str) -> pd.DataFrame:
    """Words of a meter per 1,000 words of each article's own wording: `article_id, outlet_key, value`."""
    own = measures[
        (measures["signal"] == "hedges") & (measures["measure"] == meter) & (measures["voice"] == "narrator")
    ]
    return _values(own, 1000)


def _values(own: pd.DataFrame, per: int) -> pd.DataFrame:
    own = own[own["exposure"] > 0]
    return own[["article_id", "outlet_key"]].assign(value=per * own["count"] / own["exposure"])


def strips(values: pd.DataFrame, unit: str, name: str, names: Mapping[str, str]) -> Chart:
    """One dot an article at its value, one row an outlet, the median as an upright line, zero shown.

    Args:
        values: `article_id, outlet_key, value`; `unit` says what a value is.
        names: the outlets in their order, and what each is called.
    """
    of_outlet = {k: values.loc[values["outlet_key"] == k, "value"].sort_values(kind="stable") for k in names}
    n = sum(map(len, of_outlet.values()))
    size = 14 if n <= DOTS_MOST else 0

    def draw(axes: Any) -> None:
        for row, own in enumerate(of_outlet.values()):
            if size:  # spread in height by rank, so that equal values lie side by side
                heights = [row + 0.5 * ((i * 0.618) % 1 - 0.5) for i in range(len(own))]
                dots(axes, own, heights, 3.7)
            if len(own):
                low, quarter, middle, three, high = own.quantile(SHARES)
                axes.plot([low, high], [row, row], color="#12456b", linewidth=1.2, zorder=4)
                axes.plot([quarter, three], [row, row], color="#12456b", linewidth=3.5, zorder=4)
                axes.plot([middle, middle], [row - 0.3, row + 0.3], color=INK, linewidth=2, zorder=5)
        axes.set_xlim(left=-0.02 * max(1.0, float(values["value"].max())))
        axes.grid(axis="x", color=LINE, linewidth=0.7)
        each = "one dot an article; " if size else ""
        axes.set_xlabel(f"{unit}\n{each}upright line: median; thick: middle half; thin: middle 80 %")

    told = [f"{names[k]} {own.median():.1f}" for k, own in of_outlet.items() if len(own)]
    measure = f"{unit[:1].upper()}{unit[1:]}; n = {n:,} articles"
    numbers = [
        [names[k], len(own), *(f"{x:.1f}" for x in own.quantile(SHARES))] for k, own in of_outlet.items() if len(own)
    ]
    columns = [("Outlet", ""), ("Articles", "num"), *[(f"{share:.0%} lie below", "num") for share in SHARES]]
    alt = f"{unit[:1].upper()}{unit[1:]}, median article: {'; '.join(told)}."
    return _rows(list(names.values()), draw, alt, name, measure, tables.table(measure, columns, numbers))


def in_the_dark(svg: str) -> str:
    """The drawing with a second set of colours for the text and lines of a page in dark mode."""
    rules = "".join(
        f"[style*='{kind}: {light}']{{{kind}:{dark}!important}}"
        for light, dark in DARK.items()
        for kind in ("fill", "stroke")
    )
    return svg.replace("<defs>", f"<defs><style>@media (prefers-color-scheme: dark) {{{rules}}}</style>", 1)


def _legend(axes: Any) -> None:
    """Labels above the plot, in the order of the marks."""
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=3,
        frameon=False,
        fontsize=10,
        handlelength=1.2,
        columnspacing=1.2,
    )


def _rows(
    names: Sequence[str], draw: Callable[[Any], None], alt: str, name: str, measure: str, twin: Fragment
) -> Chart:
    """One row an article, the first on top."""
    import matplotlib as mpl

    with mpl.rc_context(STYLE):
        from matplotlib.figure import Figure

        figure = Figure(figsize=(8.6, 1.35 + 0.42 * len(names)))
        axes = figure.subplots()
        draw(axes)
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.tick_params(length=0)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        svg = as_svg(figure)
    return Chart(in_the_dark(svg), alt, name, measure, twin)


def dots(axes: Any, x: Any, y: Any, size: float) -> None:
    """One open dot a place, drawn so that thousands of them stay light."""
    axes.plot(
        x, y, "o", markersize=size, markerfacecolor="none", markeredgecolor="#8a4b00", markeredgewidth=0.8, zorder=3,
        clip_on=False,
    )  # fmt: skip


def as_svg(figure: Any) -> str:
    """A figure as SVG, the same bytes each time; what all markers of a kind have in common is said once."""
    buffer = io.StringIO()
    undated = {"Date": None, "Creator": None}
    with warnings.catch_warnings():
        # The text stays text in the SVG: the reader's fonts draw what matplotlib's cannot measure.
        warnings.filterwarnings("ignore", message="Glyph ")
        figure.savefig(buffer, format="svg", bbox_inches="tight", transparent=True, metadata=undated)
    svg = buffer.getvalue()
    styles: dict[str, str] = {}
    for name, style in re.findall(r'<use xlink:href="#(m\w+)" x="[\d.]+" y="[\d.]+" style="([^"]*)"/>', svg):
        styles.setdefault(name, style)
    svg = re.sub(r'(<use xlink:href="#m\w+") x="([\d.]+)" y="([\d.]+)" style="[^"]*"/>\s*', _marker, svg)
    return re.sub(
        r'<path id="(m\w+)" d="([^"]*)"[^>]*/>',
        lambda m: f'<path id="{m[1]}" d="{m[2]}" style="{styles.get(m[1], "")}"/>',
        svg,
    )


def _marker(found: re.Match[str]) -> str:
    return f'{found[1]} x="{float(found[2]):.1f}" y="{float(found[3]):.1f}"/>'
