"""Validity on the page: do coders agree, and how often are the marks right?"""

import re
from collections.abc import Mapping, Sequence
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
SUBSETS = {"outlet": "outlet", "part": "part", "voice": "voice"}
VARIABLES = {"spans": "which words are marked", "by": "who answers for the position"}
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
    if found.empty:
        return joined(said, Markup("<p>No unit was judged by two coders: agreement cannot be had.</p>"))
    counts = found["reading"].value_counts(sort=False)
    told = [f"{int(counts[r])} {words}" for r, words in READINGS.items() if counts.get(r, 0)]
    said += Markup("<p>{}</p>").format(
        f"Of {len(found)} variables that two coders or more judged, by alpha: {'; '.join(told)}."
    )
    common = _common(found["note"])
    if common:
        said += Markup("<p><b>{}</b></p>").format(" ".join(common))
    weak = found["reading"] == "not reliable"
    parts: list[Fragment | Markup] = [said]
    if not weak.all():
        parts.append(folded("Agreement on each variable", _agreement(found[~weak], "Agreement, by variable", common)))
    if weak.any():
        caption = "Variables that coders do not agree on: read what rests on them with care"
        parts.append(folded("Variables that are not reliable", _agreement(found[weak], caption, common)))
    return joined(*parts)


def _agreement(found: pd.DataFrame, caption: str, common: Sequence[str]) -> Fragment:
    rows = [
        [
            f"{VARIABLES.get(str(row.variable), row.variable)} ({row.unit})",
            figure(row.alpha, row.low, row.high),
            READINGS[str(row.reading)],
            f"{row.n_units:,} in {row.n_articles:,}",
            f"{row.coders} ({row.level})",
            row.prevalence,
            " ".join(s for s in _sentences(row.note) if s not in common) or NONE,
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


def cards(scores: pd.DataFrame, whole: pd.DataFrame, public: Mapping[str, str]) -> Fragment:
    """One row a signal: its figures on these articles, or that it is not validated; beside it those of other texts.

    Args:
        scores: the table.
        whole: the rows of it that stand for a signal as a whole (`evidence.scores.overall`).
        public: what is known of signals from labelled sets of other texts, by signal, each in sentences.
    """
    rows = []
    common = _common(whole["note"])
    for signal, words in SIGNALS.items():
        own = whole[whole["signal"] == signal]
        rule = own["rule"].iloc[0] if len(own) else ""
        own = own[own["rule"] == rule]
        figures = {str(r.metric): figure(r.value, r.low, r.high) for r in own.itertuples()}
        here = Markup("{}; n = {:,} <span class='note'>({})</span>").format(
            ", ".join(f"{words} {figures[metric]}" for metric, words in METRICS.items() if metric in figures),
            own["n_units"].max() if len(own) else 0,
            rule,
        )
        apart = dict.fromkeys(s for note in own["note"].dropna() for s in _sentences(note) if s not in common)
        bare = Markup("<span class='note'>not validated on these articles</span>")
        elsewhere = public.get(signal, "no labelled texts were at hand")
        rows.append([words, here if len(own) else bare, " ".join(apart) or NONE, elsewhere])
    columns = [
        ("Signal", ""),
        ("On these articles, 95 % interval", ""),
        ("To know", ""),
        ("What is known from other texts", ""),
    ]
    told = Markup("<p class='note'>{}</p>").format(" ".join(common)) if common else Markup("")
    return joined(told, table("How often marks are right", columns, rows), _by_subset(scores, whole))


def _sentences(note: Any) -> list[str]:
    return [] if pd.isna(note) else re.split(r"(?<=\.) (?=[A-Z0-9])", note)


def _common(notes: pd.Series) -> list[str]:
    """The sentences that stand in every note, which are said once."""
    split = [_sentences(note) for note in notes.dropna()]
    return [s for s in split[0] if all(s in own for own in split)] if len(split) == len(notes) > 0 else []


def _by_subset(scores: pd.DataFrame, whole: pd.DataFrame) -> Fragment | Markup:
    """By outlet, part of the article and voice, and by category: the strictest rule of each signal."""
    first = whole.drop_duplicates("signal").set_index("signal")
    cut = scores[scores["value"].notna() & (scores["rule"] == scores["signal"].map(first["rule"]))]
    is_whole = cut["category"] == cut["signal"].map(first["category"])
    cut = cut[(cut["by"] == "all") != is_whole]
    if cut.empty:
        return Markup("")
    rows = []
    for (signal, category, by, subset), own in cut.groupby(["signal", "category", "by", "subset"], sort=False):
        of = {str(row.metric): figure(row.value, row.low, row.high) for row in own.itertuples()}
        n = own["n_units"].max()
        rows.append(
            [
                SIGNALS.get(str(signal), signal),
                f"{SUBSETS[str(by)]}: {subset}" if by != "all" else f"category: {str(category).replace('_', ' ')}",
                *(of.get(metric, NONE) for metric in ("precision", "recall", "f1")),
                of.get("accuracy", NONE),
                f"{n:,}",
            ]
        )
    columns = [
        ("Signal", ""), ("Of these", ""), ("Precision", "num"), ("Recall", "num"), ("F1", "num"), ("Accuracy", "num"),
        ("Units", "num"),
    ]  # fmt: skip
    caption = "The same by outlet, headings and body, voice and category: where marks err more, rates differ for that"
    return folded("By outlet, headings or body, voice and category", table(caption, columns, rows))


def figure(value: Any, low: Any, high: Any, form: str = ".2f") -> str:
    """A value with its interval, if there is one.

    >>> figure(0.5, 0.41, 0.59), figure(1.0, pd.NA, pd.NA), figure(pd.NA, pd.NA, pd.NA)
    ('0.50 (0.41–0.59)', '1.00', '–')
    """
    if pd.isna(value):
        return "–"
    return f"{value:{form}}" + ("" if pd.isna(low) else f" ({low:{form}}–{high:{form}})")
