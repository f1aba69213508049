"""Scores: how often the suite is right in this corpus, against the codings of this corpus, and where it errs."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis import schema
from analysis.evidence import judged as judging
from analysis.evidence import units
from analysis.evidence.chance import CONFIDENCE
from analysis.evidence.scores import judgements, marked
from analysis.evidence.scores.rows import ALL

Tables = Mapping[str, pd.DataFrame]
UNVALIDATED = "Not validated on this corpus."
SIGNALS = (
    "lines", "quotes", "indirect", "hedges", "vagueness", "distancing", "boosters", "naming", "stance", "agency",
    "causes", "demands", "numbers", "frames", "tone",
)  # fmt: skip


def find(tables: Tables, population: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of every signal that somebody coded here; `not validated` of the others.

    Args:
        tables: `articles, lines, sentences`, those of the signals, `codings, coders, asked, sampled`.
        population: the units, as `evidence.units.find` gives them.

    Returns: table `scores`: for all, by outlet, for headlines and body, by voice.

    Note: scored against the reference coding; without one, against every coder in equal parts, that is against a coder
        picked by chance. Stretches count in the articles that a coder marked anything in, and in the lines that are
        analysed. Answers on coding sheets are weighted by one over their chance to be drawn, so that the figures hold
        for all units. Precision of a signal of which the reference has gaps (`asked`) is not given.
    """
    codings = tables["codings"]
    rows: list[dict[str, Any]] = []
    if len(codings):
        free = codings[~_is_drawn(codings, tables["sampled"])]
        rows = marked.find(free, tables) + judgements.find(free, tables, population)
        warning = _warning(tables)
        for made in rows:
            made["note"] = f"{made['note']}{warning}".strip() or pd.NA
    scored = {made["signal"] for made in rows}
    missing = [
        {"signal": signal, "category": ALL, "by": ALL, "subset": ALL, "n_units": 0, "n_articles": 0,
         "confidence": CONFIDENCE, "note": UNVALIDATED}
        for signal in SIGNALS if signal not in scored
    ]  # fmt: skip
    return schema.from_rows("scores", rows + missing)


def headings(tables: Tables) -> pd.DataFrame:
    """Each judged position of a heading beside the one that the suite reads: `article_id, unit, proposition, coder,
    coded, read`, as `judgements.headings` says. Nothing where nobody judged one.
    """
    codings = tables["codings"]
    population = units.find(tables) if len(tables["sampled"]) else units.NO_UNITS
    return judgements.headings(codings[~_is_drawn(codings, tables["sampled"])], tables, population)


def overall(scores: pd.DataFrame) -> pd.DataFrame:
    """The rows of table `scores` that stand for a signal as a whole, strictest rule first.

    Those of all categories together; where coders were asked for one thing only (does a sentence hold one?), of that.

    >>> made = pd.DataFrame({"signal": ["hedges", "hedges", "lines"], "by": "all", "value": [0.9, 0.8, 1.0],
    ...     "category": ["a sentence holds one", "modal", "all"]})
    >>> overall(made)["category"].tolist()
    ['a sentence holds one', 'all']
    """
    known = scores[scores["value"].notna() & (scores["by"] == ALL)]
    is_all = known["category"] == ALL
    has_all = is_all.groupby(known["signal"]).transform("any")
    first = known.groupby("signal")["category"].transform("first")
    return known[is_all | (~has_all & (known["category"] == first))]


def _warning(tables: Tables) -> str:
    """What makes every figure too good, or who coded, if not people."""
    seen = tables["asked"]["seen"].dropna()
    told = [f" Expect less elsewhere: {why}." for why in seen]
    if (tables["coders"]["kind"] == "model").any():
        told.append(" The coding is not by people but by a model.")
    return "".join(told)


def _is_drawn(codings: pd.DataFrame, sampled: pd.DataFrame) -> np.ndarray:
    drawn = set(sampled[judging.PLACE].astype(object).itertuples(index=False, name=None))
    if not drawn:
        return np.zeros(len(codings), dtype=bool)
    own = codings.assign(variable=codings["variable"].replace("hedge", "hedges"))
    keys = own[judging.PLACE].astype(object).itertuples(index=False, name=None)
    return np.array([key in drawn for key in keys], dtype=bool)
