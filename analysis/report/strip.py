"""The sensitivity strip on the page: does a contrast survive other choices, and what undoes it?"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report import figures
from analysis.report.annotate import ARTICLE, labels, outlet_heading
from analysis.report.estimates import ALL, called
from analysis.report.figures import INK, LINE, MUTED
from analysis.report.render import Chart, Fragment
from analysis.report.tables import folded, joined, table
from analysis.wording import SURE, listed, noun, percent, several

KINDS = {
    "copies": "each text once",
    "voice": "all voices together",
    "exposure": "per sentence",
    "list": "other word lists",
    "category": "a category left out",
    "word": "a word left out",
    "article": "an article left out",
}
"""The kinds of paths as the strip names them."""
ROWS = 12
"""Contrasts that are drawn."""
KEY = ["outlet_key", "signal", "measure", "voice"]
HELD, UNDONE = "#12456b", "#8a4b00"


def strip(
    estimates: pd.DataFrame, paths: pd.DataFrame, survived: pd.DataFrame, articles: pd.DataFrame
) -> Chart | Fragment:
    """One row a contrast, one column a kind of choice: in how many paths the contrast keeps sign and rank.

    Args:
        estimates, paths, articles: the tables.
        survived: `evidence.sensitivity.survival`.

    Drawn are the contrasts that chance does not explain and then those that are farthest from it, `ROWS` at most;
    where none was tested, a table says how far the order of the articles hangs on choices.
    """
    survived = survived.assign(undone_by=_by_name(survived["undone_by"], labels(articles)))
    tested = estimates[(estimates["copies"] == ALL) & (estimates["kind"] == "ratio") & estimates["p"].notna()]
    rows = tested.merge(survived, on=KEY).sort_values("p", kind="stable").head(ROWS)
    if rows.empty:
        one_each = not articles["outlet_key"].duplicated().any()
        heading = ARTICLE if one_each else outlet_heading(articles)
        return _described(estimates, paths, survived, "article" if one_each else "outlet", heading)
    counts = _counts(paths)
    told = rows[rows["survives"] & (rows["p_holm"] <= SURE)]
    lie, survive = ("lies", "survives") if len(told) == 1 else ("lie", "survive")
    finding = (
        f"Of {len(tested):,} contrasts {len(told) or 'none'} {lie} beyond chance, their number allowed for, "
        f"and {survive} the other choices"
        f"{': ' if len(told) else ''}{'; '.join(_name(row) for row in told.to_dict('records'))}."
    )
    drawn = ", ".join(words for words in KINDS.values())
    measure = (
        f"Paths in which a contrast keeps its sign and the outlet its rank, by what is changed ({drawn}); filled: all; "
        "open, with a number: so many of them undo it"
    )
    svg = _drawing(rows.to_dict("records"), counts)
    return Chart(svg, finding, "sensitivity", measure, _twin(rows, counts))


def _by_name(undone: pd.Series, names: Mapping[str, str]) -> list[Any]:
    """What undoes each contrast, articles by the name that the page has for them.

    >>> _by_name(pd.Series(["the word “may”; article 000", pd.NA]), {"000": "Post"})
    ['the word “may”; Post', <NA>]
    """
    ids = {f"article {key}": name for key, name in names.items()}
    return [pd.NA if pd.isna(said) else "; ".join(ids.get(one, one) for one in said.split("; ")) for said in undone]


def _name(row: Mapping[str, Any]) -> str:
    return f"{row['outlet_key']}, {called(row['signal'], row['measure'])}"


def _counts(paths: pd.DataFrame) -> dict[tuple[str, ...], tuple[int, int]]:
    """Paths of each contrast and kind, and how many of them undo it."""
    n = paths.groupby([*KEY, "kind"])["n"].sum()
    undone = paths[~paths["holds"]].groupby([*KEY, "kind"])["n"].sum()
    return {key: (int(total), int(undone.get(key, 0))) for key, total in n.items()}


def _drawing(rows: Sequence[Mapping[str, Any]], counts: Mapping[tuple[str, ...], tuple[int, int]]) -> str:
    import matplotlib as mpl

    with mpl.rc_context(figures.STYLE):
        from matplotlib.figure import Figure

        figure = Figure(figsize=(9.6, 1.5 + 0.5 * len(rows)))
        axes = figure.subplots()
        for y, row in enumerate(rows):
            for x, kind in enumerate(KINDS):
                n, undone = counts.get((*(row[name] for name in KEY), kind), (0, 0))
                if not n:
                    axes.text(x, y, "–", ha="center", va="center", color=MUTED)
                    continue
                colour = UNDONE if undone else HELD
                face = "none" if undone else colour
                axes.scatter(
                    [x], [y], s=150, marker="s" if undone else "o", facecolors=face, edgecolors=colour, zorder=3
                )
                if undone:
                    axes.text(x + 0.15, y, f"{undone} of {n}", ha="left", va="center", fontsize=9, color=INK)
            sure = row["survives"] and row["p_holm"] <= SURE
            axes.text(
                len(KINDS) + 0.3, y, percent(row["holds_in"]), ha="right", va="center", weight="bold" if sure else None
            )
        axes.set_yticks(range(len(rows)), [_label(row) for row in rows], fontsize=10)
        axes.set_xticks(
            [*range(len(KINDS)), len(KINDS) + 0.1],
            [*(words.replace(" ", "\n", 1) for words in KINDS.values()), "holds\nin"],
            fontsize=9,
        )
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.set_xlim(-0.4, len(KINDS) + 0.4)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.hlines([y + 0.5 for y in range(len(rows) - 1)], -0.4, len(KINDS) + 0.4, color=LINE, linewidth=0.7)
        for side in axes.spines:
            axes.spines[side].set_visible(False)
        svg = figures.as_svg(figure)
    return figures.in_the_dark(svg)


def _label(row: Mapping[str, Any]) -> str:
    ratio = f"ratio {row['estimate']:.2f} ({row['low']:.2f}–{row['high']:.2f})"
    return f"{row['outlet_key']}: {called(row['signal'], row['measure'])}\n{ratio}"


def _twin(rows: pd.DataFrame, counts: Mapping[tuple[str, ...], tuple[int, int]]) -> Fragment:
    shown = []
    for row in rows.to_dict("records"):
        cells = [_name(row), f"{row['estimate']:.2f} ({row['low']:.2f}–{row['high']:.2f})"]
        for kind in KINDS:
            n, undone = counts.get((*(row[name] for name in KEY), kind), (0, 0))
            cells.append(f"{n - undone:,} of {n:,}" if n else "–")
        cells.append(percent(row["holds_in"]))
        cells.append("–" if pd.isna(row["undone_by"]) else row["undone_by"])
        shown.append(cells)
    columns = [
        ("Contrast", ""),
        ("Ratio", "num"),
        *[(words.capitalize(), "num") for words in KINDS.values()],
        ("Holds in, each kind weighing the same", "num"),
        ("Single words and articles without which it does not hold", ""),
    ]
    return table("Paths in which each contrast holds, of those tried", columns, shown)


def _described(
    estimates: pd.DataFrame, paths: pd.DataFrame, survived: pd.DataFrame, one: str, heading: str
) -> Fragment:
    """For articles that nothing is inferred from: how far the order of their outlets hangs on choices, folded.

    `one` is what is set against the others: an article where each outlet has one, else an outlet. One that shares its
    rate with another has no place of its own that could hold, and is counted apart.
    """
    own, tied = survived[survived["n_tied"] == 0], survived[survived["n_tied"] > 0]
    if own.empty:
        return Fragment("")
    per = estimates.drop_duplicates(KEY[1:]).set_index(KEY[1:])["per"]
    base = paths[paths["kind"] == "as it is"].set_index(KEY)
    rows = []
    for row in own.to_dict("records"):
        at = base.loc[tuple(row[name] for name in KEY)]
        unit = per.get(tuple(row[name] for name in KEY[1:]), "")
        rows.append(
            [
                called(row["signal"], row["measure"]),
                row["outlet_key"],
                _rates(at["rate"], at["rate_others"], unit),
                percent(row["holds_in"]),
                "–" if pd.isna(row["undone_by"]) else row["undone_by"],
            ]
        )
    firm = int(own["survives"].sum())
    columns = [
        ("Measure", ""),
        (heading, ""),
        ("Its rate, against that of the others together", ""),
        ("Other choices in which that holds", "num"),
        ("Undone by leaving out", ""),
    ]
    caption = f"Would the differences between these {one}s survive other ways to count? A description, no inference"
    said = (
        f"One {one} is set against all the others together, measure by measure. The difference holds under another "
        f"choice if it keeps its direction and half of its size, and the {one} its place among the others; it "
        "survives if it holds in 90 % of the choices and leaving out no single word or article undoes it."
    )
    if len(tied):
        zero = int((base.loc[tied[KEY].itertuples(index=False, name=None), "rate"] == 0).sum())
        said += (
            f" {several(len(tied), 'more difference')} {noun('is', len(tied), 'are')} left out of this number, because "
            f"another {one} has exactly the same rate there{_none_at_all(zero, len(tied))}: neither has a place of "
            "its own to keep."
        )
    wordless = own[~own.set_index(KEY).index.isin(paths.loc[paths["kind"] == "word"].set_index(KEY).index)]
    if len(wordless):
        names = dict.fromkeys(called(*row) for row in wordless[["signal", "measure"]].itertuples(index=False))
        said += f" Some count no listed words, so none can be left out of them: {listed(list(names))}."
    verb = noun("survives", firm or 1, "survive")
    summary = (
        f"{firm or 'None'} of {several(len(own), 'difference')} between one {one} and the others {verb} other ways "
        "to count"
    )
    return folded(summary, joined(Markup("<p class='note'>{}</p>").format(said), table(caption, columns, rows)))


def _none_at_all(zero: int, n: int) -> str:
    """In how many of the differences that are tied there is nothing to count.

    >>> _none_at_all(0, 3), _none_at_all(2, 3), _none_at_all(3, 3)
    ('', ' (in 2 of them both have none at all)', ' (both have none at all)')
    """
    if not zero:
        return ""
    return " (both have none at all)" if zero == n else f" (in {zero:,} of them both have none at all)"


def _rates(own: float, others: float, per: str) -> str:
    """Two rates with their unit.

    >>> _rates(5.71, 9.8, "1,000 words"), _rates(0.125, 0.0, "statements")
    ('5.7 against 9.8 in 1,000 words', '12 % against 0 % of statements')
    """
    if per == "1,000 words":
        return f"{own:.1f} against {others:.1f} in {per}"
    return f"{100 * own:.0f} % against {100 * others:.0f} % of {per}"
