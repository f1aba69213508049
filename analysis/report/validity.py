"""Validity on the page: do coders agree, and how often are the marks right?"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.annotate import labels
from analysis.report.render import Fragment
from analysis.report.tables import NONE, folded, joined, lettered, table
from analysis.wording import CLASSES, METRICS, SIGNALS, UNITS, VALUES, VARIABLES, noun, plain, several, three_places

READINGS = {
    "reliable": "reliable (.80 or more)",
    "tentative": "tentative conclusions only (.667 to .80)",
    "not reliable": "not reliable (below .667)",
    "undefined": "undefined",
}
TENTATIVE = CLASSES[0]
OUT_OF = {
    "precision": "of the {:,} marked",
    "recall": "of the {:,} coded",
    "f1": "of the {:,} marked or coded",
    "accuracy": "of {:,} judged",
}
"""What each figure is a share of; a mean over the answers has none."""
MISREAD = 6
"""Headings that are named where rules and coding differ; the others are counted."""
PARTS = {"headline": "headline", "alt_headline": "second headline", "deck": "line under the headline"}
POSITIONS = {
    "for": "speaking for it",
    "against": "speaking against it",
    "observing": "leaving it open",
    "unrelated": "not about it",
}
SPEAKER = "speaker"
"""The category of quotations whose scores say if the speaker is right."""
BARE = "<span class='note'>not validated: no coder judged it in these articles</span>"
LISTED = "<span class='note'>in no coding; held against a list of what a reader found:</span>"
"""Where nobody coded a signal, but a card has figures of these very articles."""
Tables = Mapping[str, pd.DataFrame]


def agreement(tables: Tables) -> Fragment:
    """Who coded, and how far coders agree on each variable; what is not reliable stands apart."""
    found, coders = tables["agreement"], tables["coders"]
    if coders.empty:
        return Fragment(
            "<p>Nobody has coded these articles, so nothing here says how often the marks are right in them. "
            "<code>python -m analysis sheets</code> draws a sample for people to judge.</p>"
        )
    who = [
        f"{row.coder}: {'it is not stated who' if pd.isna(row.who) else row.who}"
        f"{'' if pd.isna(row.when) else f' (coded {row.when})'}"
        for row in coders.itertuples()
    ]
    unstated = int(coders["when"].isna().sum())
    when = {0: "", len(coders): " When is not stated."}.get(unstated, " When the others coded is not stated.")
    said = Markup("<p>Who coded: {}.{}</p>").format("; ".join(who), when)
    if found.empty:
        return joined(said, Markup("<p>No unit was judged by two coders: agreement cannot be had.</p>"))
    counts = found["reading"].value_counts(sort=False)
    told = [f"{int(counts[r])} {words}" for r, words in READINGS.items() if counts.get(r, 0)]
    unsure = int(_unsure(found).sum())
    said += Markup("<p>{}{}</p>").format(
        f"Of {several(len(found), 'variable')} that two coders or more judged, by alpha: {'; '.join(told)}.",
        f" {unsure:,} of those from .667 on {noun('has', unsure, 'have')} an interval that reaches below it, and "
        f"{noun('is', unsure, 'are')} not known to be so good."
        if unsure
        else "",
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


def _unsure(found: pd.DataFrame) -> pd.Series:
    """Is the value reliable, or fit for tentative conclusions, and the lower end of its interval neither?"""
    return ((found["alpha"] >= TENTATIVE) & (found["low"] < TENTATIVE)).fillna(False)


def _agreement(found: pd.DataFrame, caption: str, common: Sequence[str]) -> Fragment:
    notes, legend = lettered([[s for s in _sentences(note) if s not in common] for note in found["note"]])
    rows = [
        [
            f"{plain(row.variable, VARIABLES)} ({plain(row.unit, UNITS)})",
            coefficient(row.alpha, row.low, row.high),
            READINGS[str(row.reading)] + (", but not surely: see the interval" if unsure else ""),
            f"{row.n_units:,} in {row.n_articles:,}",
            f"{row.agreed:.0%}" if not pd.isna(row.agreed) else NONE,
            _given(row.prevalence),
            f"{row.coders} ({row.level})",
            note,
        ]
        for row, unsure, note in zip(found.itertuples(), _unsure(found), notes, strict=True)
    ]
    columns = [
        ("What was judged", ""),
        ("Krippendorff’s alpha, 95 % interval", "num"),
        ("In words", ""),
        ("Units, articles", "num"),
        ("Alike, chance included", "num"),
        ("How often all coders together gave each answer", ""),
        ("Coders, level of measurement", ""),
        ("To know", ""),
    ]
    return joined(table(caption, columns, rows), legend)


def _given(prevalence: str) -> str:
    """The answers and their numbers, in plain words.

    >>> _given("epistemic_verb (20), letter_author (2)")
    'verb of seeming or believing (20), letter author (2)'
    """
    return re.sub(r"(?<![^ ])([a-z_]+)(?= \()", lambda name: plain(name[1], VALUES), prevalence)


def cards(
    scores: pd.DataFrame,
    whole: pd.DataFrame,
    here: Mapping[str, str],
    elsewhere: Mapping[str, str],
    propositions: Sequence[Any] = (),
) -> Fragment:
    """One row a signal: its figures on these articles, or that nobody coded it; beside it those of other texts.

    Args:
        scores: the table.
        whole: the rows of it that stand for a signal as a whole (`evidence.scores.overall`).
        here, elsewhere: what else is known of each signal, of these articles and of others (`cards.known`).
        propositions: those of the study, for their words.
    """
    rows = []
    common = _common(whole["note"])
    listed, legend = lettered([_sentences(here.get(signal, pd.NA)) for signal in SIGNALS])
    of_reader = dict(zip(SIGNALS, listed, strict=True))
    for signal, words in SIGNALS.items():
        own = whole[whole["signal"] == signal]
        rule = own["rule"].iloc[0] if len(own) else ""
        own = own[own["rule"] == rule]
        about = "" if own.empty or own["category"].iloc[0] == "all" else f"{own['category'].iloc[0]}; "
        coded = "; ".join(_score(row) for row in own.sort_values("metric", key=_in_order).itertuples())
        bare = Markup(LISTED if signal in here else BARE)
        said = [Markup("{} <span class='note'>({})</span>").format(coded, about + rule) if coded else bare]
        said += _speakers(scores[scores["signal"] == signal])
        said += [Markup("{}").format(of_reader[signal])] if signal in here else []
        apart = dict.fromkeys(s for note in own["note"].dropna() for s in _sentences(note) if s not in common)
        known = elsewhere.get(signal, "no labelled texts were at hand")
        rows.append([words.capitalize(), Markup("<br>").join(said), " ".join(apart) or NONE, known])
    columns = [
        ("Signal", ""),
        ("On these articles, 95 % interval", ""),
        ("To know", ""),
        ("On other texts", ""),
    ]
    told = Markup("<p class='note'>{}</p>").format(" ".join(common)) if common else Markup("")
    shown = joined(table("How often marks are right", columns, rows), legend)
    every = folded("How often marks are right, signal by signal", shown)
    return joined(told, every, _by_subset(scores, whole, {p.id: f"“{p.text.rstrip('.')}”" for p in propositions}))


def _speakers(scores: pd.DataFrame) -> list[Markup]:
    """Of quotations: how often their speaker is right, which is another question than where they begin and end."""
    own = scores[(scores["category"] == SPEAKER) & (scores["by"] == "all") & scores["value"].notna()]
    if own.empty:
        return []
    told = "; ".join(_score(row) for row in own.sort_values("metric", key=_in_order).itertuples())
    return [Markup("Their speaker: {} <span class='note'>({})</span>").format(told, own["rule"].iloc[0])]


def headings(judged: pd.DataFrame, articles: pd.DataFrame, propositions: Sequence[Any]) -> Fragment:
    """In which headings the coding takes another position than the rules, which the section on headlines shows.

    Args:
        judged: `evidence.scores.headings`.
        propositions: those of the study.
    """
    if judged.empty:
        return Fragment("")
    other = judged[judged["coded"] != judged["read"]]
    n = several(len(judged), "judgement")
    of = "of the position of a headline or of a line beside it"
    coded = judged["proposition"].nunique()
    of += f" (toward {coded:,} of the study’s {several(len(propositions), 'proposition')})" if propositions else ""
    shown = Markup(" <a href='#headlines'>Headlines</a> {} what rules read, not what coders judged.").format("shows")
    if other.empty:
        return Fragment(str(Markup("<p>Rules read as coded in all {} {}.{}</p>").format(n, of, shown)))
    names, texts = labels(articles), {p.id: p.text.rstrip(".") for p in propositions}
    told = [
        f"{names[row.article_id]}, {PARTS.get(row.unit, row.unit)}, on "
        f"“{texts.get(row.proposition, row.proposition)}”: coded as "
        f"{POSITIONS.get(row.coded, row.coded)} ({row.coder}), read as {POSITIONS.get(row.read, row.read)}"
        for row in other.itertuples()
    ]
    many = f"; and {len(told) - MISREAD:,} more" if len(told) > MISREAD else ""
    return Fragment(
        str(
            Markup("<p>Rules read otherwise than coded in {:,} of {} {}: {}.{}</p>").format(
                len(other), n, of, "; ".join(told[:MISREAD]) + many, shown
            )
        )
    )


def _score(row: Any) -> str:
    out_of = OUT_OF.get(row.metric, "").format(row.n_units)
    return f"{METRICS[row.metric]} {figure(row.value, row.low, row.high)}{out_of and f', {out_of}'}"


def _in_order(metrics: pd.Series) -> pd.Series:
    return metrics.map(list(METRICS).index)


def _sentences(note: Any) -> list[str]:
    return [] if pd.isna(note) else re.split(r"(?<=\.) (?=[A-Z0-9])", note)


def _common(notes: pd.Series) -> list[str]:
    """The sentences that stand in every note, which are said once."""
    split = [_sentences(note) for note in notes.dropna()]
    return [s for s in split[0] if all(s in own for own in split)] if len(split) == len(notes) > 0 else []


def _by_subset(scores: pd.DataFrame, whole: pd.DataFrame, texts: Mapping[str, str]) -> Fragment | Markup:
    """By outlet, part of the article and voice, and by category: the strictest rule of each signal."""
    first = whole.drop_duplicates("signal").set_index("signal")
    cut = scores[scores["value"].notna() & (scores["rule"] == scores["signal"].map(first["rule"]))]
    is_whole = cut["category"] == cut["signal"].map(first["category"])
    cut = cut[(cut["by"] == "all") != is_whole]
    if cut.empty:
        return Markup("")
    rows = []
    for (signal, category, by, subset), own in cut.groupby(["signal", "category", "by", "subset"], sort=False):
        of = {r.metric: f"{figure(r.value, r.low, r.high)} of {r.n_units:,}" for r in own.itertuples()}
        rows.append(
            [
                plain(signal, SIGNALS).capitalize(),
                f"{by}: {plain(subset, VALUES)}"
                if by != "all"
                else f"category: {texts.get(category) or plain(category, {**VALUES, **VARIABLES})}",
                *(of.get(metric, NONE) for metric in OUT_OF),
            ]
        )
    columns = [
        ("Signal", ""),
        ("Of these", ""),
        ("Precision, of so many marked", "num"),
        ("Recall, of so many coded", "num"),
        ("F1, of so many marked or coded", "num"),
        ("Accuracy, of so many judged", "num"),
    ]
    caption = "The same by outlet, headings and body, voice and category: where marks err more, rates differ for that"
    summary = "By outlet, headings or body, voice and category"
    return folded(summary, table(caption, columns, rows), printed=False)


def figure(value: Any, low: Any, high: Any, form: str = ".2f") -> str:
    """A value with its interval, if there is one.

    >>> figure(0.5, 0.41, 0.59), figure(1.0, pd.NA, pd.NA), figure(pd.NA, pd.NA, pd.NA)
    ('0.50 (0.41–0.59)', '1.00', '–')
    """
    if pd.isna(value):
        return "–"
    return f"{value:{form}}" + ("" if pd.isna(low) else f" ({low:{form}}–{high:{form}})")


def coefficient(value: Any, low: Any, high: Any) -> str:
    """Alpha with its interval, to the three decimals on which its class may hang.

    >>> coefficient(0.7958, 0.44, 1.0), coefficient(0.9966, pd.NA, pd.NA), coefficient(pd.NA, pd.NA, pd.NA)
    ('0.796 (0.440–1.000)', '0.997', '–')
    """
    if pd.isna(value):
        return "–"
    return three_places(value) + ("" if pd.isna(low) else f" ({three_places(low)}–{three_places(high)})")
