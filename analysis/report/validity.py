"""Validity on the page: do coders agree, and how often are the marks right?"""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.render import Fragment
from analysis.report.tables import NONE, folded, joined, table

SIGNALS = {
    "lines": "Lines of the site",
    "quotes": "Quotations",
    "indirect": "Words told indirectly",
    "hedges": "Softening words",
    "boosters": "Strengthening words",
    "naming": "Expressions for actors",
    "stance": "Positions",
    "agency": "Deeds and doers",
    "causes": "Causes",
    "demands": "Demands",
    "numbers": "Figures",
    "frames": "Terms of frames",
    "tone": "Lexicon tone",
}
METRICS = {"precision": "precision", "recall": "recall", "f1": "F1", "accuracy": "accuracy", "macro_f1": "macro-F1"}
READINGS = {
    "reliable": "reliable (.80 or more)",
    "tentative": "tentative conclusions only (.667 to .80)",
    "not reliable": "not reliable (below .667)",
    "undefined": "undefined",
}
SUBSETS = {"all": "all", "outlet": "outlet", "part": "headings or body", "voice": "voice"}
NO_PEOPLE = "How far they agree says nothing of how far people would."
Tables = Mapping[str, pd.DataFrame]


def agreement(tables: Tables) -> Fragment:
    """Who coded, and how far coders agree on each variable; what is not reliable stands apart."""
    found, coders = tables["agreement"], tables["coders"]
    if coders.empty:
        return Fragment(
            "<p>Nobody has coded these articles, so nothing here says how often the marks are right in them. "
            "<code>python -m analysis sheets</code> draws a sample for people to judge.</p>"
        )
    who = [f"{row.coder}: {'it is not stated who' if pd.isna(row.who) else row.who}" for row in coders.itertuples()]
    said = Markup("<p>Who coded: {}.</p>").format("; ".join(who))
    if set(coders["kind"].dropna()) & {"model", "simulated"}:
        said += Markup(
            "<p><b>Not all of these coders are people.</b> Agreement between them is no agreement between people.</p>"
        )
    if found.empty:
        return joined(said, Markup("<p>No unit was judged by two coders: agreement cannot be had.</p>"))
    weak = found["reading"].isin(["not reliable"])
    parts: list[Fragment | Markup] = [said, _agreement(found[~weak], "Agreement between coders, by variable")]
    if weak.any():
        caption = "Variables that coders do not agree on: no result rests on them"
        parts.append(folded(f"{int(weak.sum())} variables are not reliable", _agreement(found[weak], caption)))
    return joined(*parts)


def _agreement(found: pd.DataFrame, caption: str) -> Fragment:
    rows = [
        [
            f"{row.variable} of {row.unit}",
            figure(row.alpha, row.low, row.high),
            READINGS[str(row.reading)],
            f"{row.n_units:,} in {row.n_articles:,}",
            f"{row.coders} ({row.level})",
            row.prevalence,
            NONE if pd.isna(row.note) else row.note,
        ]
        for row in found.itertuples()
    ]
    columns = [
        ("What was judged", ""),
        ("Krippendorff’s alpha, 95 % interval", "num"),
        ("In words", ""),
        ("Units, articles", "num"),
        ("Coders, level of measurement", ""),
        ("How often each value was given", ""),
        ("To know", ""),
    ]
    return table(caption, columns, rows)


def cards(scores: pd.DataFrame, public: Mapping[str, str]) -> Fragment:
    """One row a signal: its figures on these articles, or that it is not validated; beside it those of other texts.

    Args:
        scores: the table.
        public: what is known of signals from labelled sets of other texts, by signal, each in sentences.
    """
    known = scores[scores["value"].notna()]
    whole = known[(known["by"] == "all") & (known["category"] == "all")]
    rows = []
    common = _common(whole["note"])
    for signal, words in SIGNALS.items():
        own = whole[whole["signal"] == signal]
        here = Markup("<br>").join(
            Markup("{}; n = {:,} <span class='note'>({})</span>").format(
                ", ".join(
                    f"{METRICS.get(str(r.metric), r.metric)} {figure(r.value, r.low, r.high)}"
                    for r in same.itertuples()
                ),
                same["n_units"].max(),
                rule,
            )
            for rule, same in own.groupby("rule", sort=False)
        )
        apart = dict.fromkeys(s for note in own["note"].dropna() for s in _sentences(note) if s not in common)
        bare = Markup("<span class='note'>not validated on these articles</span>")
        rows.append(
            [words, here or bare, " ".join(apart) or NONE, public.get(signal, "no labelled texts were at hand")]
        )
    columns = [
        ("Signal", ""),
        ("On these articles, 95 % interval", ""),
        ("To know", ""),
        ("On labelled sets of other texts", ""),
    ]
    told = Markup("<p class='note'>{}</p>").format(" ".join(common)) if common else Markup("")
    return joined(told, table("How often marks are right", columns, rows), _by_subset(known))


def _sentences(note: str) -> list[str]:
    return re.split(r"(?<=\.) (?=[A-Z0-9])", note)


def _common(notes: pd.Series) -> list[str]:
    """The sentences that stand in every note: they are said once."""
    split = [_sentences(note) for note in notes.dropna()]
    return [s for s in split[0] if all(s in own for own in split)] if len(split) == len(notes) > 0 else []


def _by_subset(known: pd.DataFrame) -> Fragment | Markup:
    """Every figure: by category, outlet, part of the article, voice."""
    cut = known[(known["by"] != "all") | (known["category"] != "all")]
    if cut.empty:
        return Markup("")
    rows = [
        [
            SIGNALS.get(str(row.signal), row.signal),
            row.category,
            row.subset if row.by != "all" else "all",
            METRICS.get(str(row.metric), row.metric),
            figure(row.value, row.low, row.high),
            f"{row.n_units:,} in {row.n_articles:,}",
            row.rule,
        ]
        for row in cut.itertuples()
    ]
    columns = [
        ("Signal", ""), ("Category", ""), ("Outlet, part or voice", ""), ("Figure", ""), ("Value, 95 % interval", "num"),
        ("Units, articles", "num"), ("What counts as right", ""),
    ]  # fmt: skip
    caption = "Figures by category, outlet, headings and body, voice: where they differ by outlet, results may for that"
    summary = f"By outlet, headings or body, voice and category ({len(rows)} figures)"
    return folded(summary, table(caption, columns, rows))


def figure(value: Any, low: Any, high: Any, form: str = ".2f") -> str:
    """A value with its interval, if there is one.

    >>> figure(0.5, 0.41, 0.59), figure(1.0, pd.NA, pd.NA), figure(pd.NA, pd.NA, pd.NA)
    ('0.50 (0.41–0.59)', '1.00', '–')
    """
    if pd.isna(value):
        return "–"
    return f"{value:{form}}" + ("" if pd.isna(low) else f" ({low:{form}}–{high:{form}})")
