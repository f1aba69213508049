"""Figures over time, where a corpus is large and dated: small multiples, one an outlet, on one axis."""

from collections.abc import Mapping

import pandas as pd

from analysis.report import figures, tables
from analysis.report.annotate import ARTICLES_APART, rows_by
from analysis.report.render import Chart, Fragment

OUTLETS_SHOWN = 8
DOTS_MOST = 600
"""With more articles than this no dots are drawn, only the medians."""
PERIODS = (("D", "day"), ("W", "week"), ("M", "month"), ("Q", "quarter"), ("Y", "year"))
PERIODS_MOST, LEAST = 40, 3
"""A period is the shortest of which the corpus spans no more than this; a median is of so many articles at least."""


def over_time(values: pd.DataFrame, articles: pd.DataFrame, unit: str, name: str) -> Chart | Fragment:
    """How a value runs through the days of publication: one panel an outlet, one dot an article, medians as a line.

    Args:
        values: `article_id, outlet_key, value`; `unit` says what a value is.
        articles: table `articles`; only those dated to the day count.

    Returns a chart; a sentence where there are few articles, or fewer than two periods.
    """
    if len(articles) <= ARTICLES_APART:
        return Fragment("")
    dated = articles.loc[articles["published_precision"] == "day", ["article_id", "published"]]
    own = values.merge(dated, on="article_id")
    own = own.assign(day=pd.to_datetime(own["published"], errors="coerce")).dropna(subset=["day"])
    left = len(articles) - len(own)
    letter, period = _period(own["day"]) if len(own) else ("D", "day")
    own = own.assign(period=own["day"].dt.to_period(letter).dt.start_time)
    if own["period"].nunique() < 2:
        return Fragment("<p>Too few articles are dated to the day for a drawing over time.</p>")
    _, names = rows_by(articles)
    shown = {k: n for k, n in names.items() if (own["outlet_key"] == k).any()}
    shown = dict(list(shown.items())[:OUTLETS_SHOWN])
    n = int(own["outlet_key"].isin(shown).sum())
    measure = (
        f"{unit[:1].upper()}{unit[1:]}, by day of publication; line: median of a {period} with {LEAST} articles or more"
    )
    measure += f"; n = {n:,} articles of the {len(shown)} outlets with most" + (
        f", {left:,} others have no day" if left else ""
    )
    middle = own.groupby(["outlet_key", "period"])["value"].agg(["median", "size"]).reset_index()
    middle = middle[(middle["size"] >= LEAST) & middle["outlet_key"].isin(shown)]
    svg = _draw(own, middle, shown, unit)
    alt = _alt(middle, shown, unit, period)
    rows = [
        (shown[k], f"{start:%Y-%m-%d}", int(size), f"{value:.1f}")
        for k in shown
        for start, value, size in middle.loc[middle["outlet_key"] == k, ["period", "median", "size"]].itertuples(
            index=False
        )
    ]
    columns = [("Outlet", ""), (f"{period.capitalize()} from", ""), ("Articles", "num"), ("Median", "num")]
    twin, summary = tables.table(measure, columns, rows), f"The same over time, {period} by {period}"
    return Chart(figures.in_the_dark(svg), alt, f"{name}-over-time", measure, twin, summary)


def _period(days: pd.Series) -> tuple[str, str]:
    """The shortest period of which the days span no more than `PERIODS_MOST`.

    >>> _period(pd.Series(pd.to_datetime(["2020-01-01", "2020-12-31"])))
    ('M', 'month')
    """
    span = (days.max() - days.min()).days + 1
    lengths = {"D": 1, "W": 7, "M": 31, "Q": 92, "Y": 366}
    return next(((k, word) for k, word in PERIODS if span / lengths[k] <= PERIODS_MOST), PERIODS[-1])


def _draw(own: pd.DataFrame, middle: pd.DataFrame, shown: Mapping[str, str], unit: str) -> str:
    import matplotlib as mpl

    with mpl.rc_context(figures.STYLE):
        from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
        from matplotlib.figure import Figure

        figure = Figure(figsize=(8.6, 0.9 + 1.15 * len(shown)))
        panels = figure.subplots(len(shown), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
        for axes, (key, name) in zip(panels, shown.items(), strict=True):
            at = own[own["outlet_key"] == key]
            if len(own) <= DOTS_MOST:
                figures.dots(axes, at["day"], at["value"], 3)
            line = middle[middle["outlet_key"] == key]
            axes.plot(
                line["period"], line["median"], color="#12456b", linewidth=1.6, marker="o", markersize=2.5, zorder=4
            )
            axes.set_title(name, loc="left", fontsize=10, pad=3)
            axes.grid(axis="y", color=figures.LINE, linewidth=0.7)
            axes.tick_params(length=0)
            for side in ("top", "right", "left"):
                axes.spines[side].set_visible(False)
        panels[0].set_ylim(bottom=0)
        locator = AutoDateLocator()
        panels[-1].xaxis.set_major_locator(locator)
        panels[-1].xaxis.set_major_formatter(ConciseDateFormatter(locator))
        panels[-1].set_xlabel(unit)
        figure.subplots_adjust(hspace=0.45)
        return figures.as_svg(figure)


def _alt(middle: pd.DataFrame, shown: Mapping[str, str], unit: str, period: str) -> str:
    told = []
    for key, name in shown.items():
        own = middle.loc[middle["outlet_key"] == key, "median"]
        if len(own):
            told.append(f"{name} from {own.min():.1f} to {own.max():.1f}")
    return f"{unit[:1].upper()}{unit[1:]}, medians of a {period}: {'; '.join(told)}."
