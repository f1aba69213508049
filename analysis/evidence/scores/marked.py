"""Scores of stretches: quotations, statements, hedges, boosters, names."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.evidence.agreement import WHOLE
from analysis.evidence.scores.matches import (
    EXACT,
    MARKED,
    OUTSIDE,
    UNCERTAINTY,
    Marked,
    met,
    meters,
    placed,
    same_speaker,
    stretches,
)  # fmt: skip
from analysis.evidence.scores.rows import ALL, ANALYTIC, references, row
from analysis.evidence.scores.shares import Share, f1, share
from analysis.wording import NAMED, VALUES, listed, noun, plain, several

Tables = Mapping[str, pd.DataFrame]


def find(codings: pd.DataFrame, tables: Tables) -> list[dict[str, Any]]:
    """Rows of `scores` on every kind of stretch that somebody marked.

    Args:
        codings: those that were not asked for by a sheet.
    """
    return [made for marked in MARKED for made in _signal(marked, codings, tables)]


def _signal(marked: Marked, codings: pd.DataFrame, tables: Tables) -> list[dict[str, Any]]:
    spans = codings[codings["start"].notna() & ~codings["unit"].isin(WHOLE)]
    own = spans[spans["unit"] == marked.unit]
    if own.empty:
        return []
    names = references(own, tables["coders"])
    asked = tables["asked"]
    asked_for = set(asked.loc[(asked["unit"] == marked.unit) & asked["value"].notna(), "value"])
    gap = next(iter(asked.loc[(asked["unit"] == marked.unit) & asked["gap"].notna(), "gap"]), "")
    looked = spans[spans["coder"].isin(names)].groupby("coder")["article_id"].unique()
    every = placed(marked.found(tables), tables)
    every = every.assign(category=every[marked.column] if marked.column else ALL)
    meter_of = meters(tables["cues"]) if marked.meter else {}
    unasked: list[str] = sorted(set(every["category"]) - asked_for) if asked_for else []
    left = every["category"].isin(unasked) & every["article_id"].isin(set().union(*map(set, looked)))
    every = every[~every["category"].isin(unasked)]
    gold_rows, found_rows, aside = [], [], 0
    for name in names:
        coded = placed(stretches(own[own["coder"] == name]), tables)
        coded = coded.assign(
            category=[_one(v.get(marked.variable or "", set())) for v in coded["values"]] if marked.variable else ALL,
            voice=["quoted" if "quoted" in v.get("voice", ()) else "narrator" for v in coded["values"]],
        )
        if marked.meter:  # a coder's category that no list knows is softening in the narrow sense
            of = coded["category"].map(lambda category: meter_of.get(category, UNCERTAINTY))
            coded = coded[(of == marked.meter).to_numpy(dtype=bool)]
        aside += int((coded["part"] == OUTSIDE).sum())
        coded = coded[coded["part"] != OUTSIDE]
        here = every[every["article_id"].isin(looked[name])]
        gold_rows.append(coded.assign(weight=1 / len(names)))
        found_rows.append(here.assign(weight=1 / len(names), coder=name))
    gold, found = pd.concat(gold_rows, ignore_index=True), pd.concat(found_rows, ignore_index=True)
    if "voice" in found:
        found["voice"] = ["quoted" if voice == "quoted" else "narrator" for voice in found["voice"]]
    note = ""
    if aside:
        stretches_are = f"{several(aside, 'coded stretch', 'coded stretches')} outside of the analysed lines"
        note = f" {stretches_are} {noun('is', aside, 'are')} set aside."
    if unasked:
        kind = "actor" if marked.variable == "actor" else "kind"
        kinds = listed([plain(name, VALUES) for name in unasked], NAMED)
        n = int(left.sum())
        note += (
            f" {several(n, 'mark')} of {several(len(unasked), kind)} that coders were not asked for "
            f"{noun('is', n, 'are')} not checked: {kinds}."
        )
    note += f" The coding has gaps: {gap}; so there is no precision, and recall is of what it holds." if gap else ""
    against = ", ".join(names)
    rows = []
    for rule in marked.rules:
        told = f"{rule}; same {marked.variable}" if marked.match else rule
        label = "category" if marked.match else None
        gold_hit, found_hit = _met_by_coder(gold, found, label, rule)
        for by, subset, g, p in _subsets(gold, found, marked):
            rows += _prf(
                marked.signal, ALL, by, subset, told, (gold, gold_hit, g), (found, found_hit, p), gap, note, against
            )
        if marked.variable and rule == marked.rules[-1]:
            for category in sorted({*gold["category"], *found["category"]}):
                g, p = (gold["category"] == category).to_numpy(), (found["category"] == category).to_numpy()
                rows += _prf(
                    marked.signal,
                    category,
                    ALL,
                    ALL,
                    told,
                    (gold, gold_hit, g),
                    (found, found_hit, p),
                    gap,
                    note,
                    against,
                    f1_too=marked.match,
                )
    if marked.signal == "quotes":
        rows += _speakers(gold, found, note, against)
    return rows


def _one(values: set[str]) -> str:
    return min(values) if values else "not coded"


def _met_by_coder(
    gold: pd.DataFrame, found: pd.DataFrame, label: str | None, rule: str
) -> tuple[np.ndarray, np.ndarray]:
    """For the stretches of each coder and for the suite's beside them: is there a match?"""
    gold = gold.assign(label=gold[label] if label else "")
    found = found.assign(label=found[label] if label else "")
    gold_hit, found_hit = np.zeros(len(gold), dtype=bool), np.zeros(len(found), dtype=bool)
    for name in gold["coder"].unique():
        g, f = (gold["coder"] == name).to_numpy(), (found["coder"] == name).to_numpy()
        gold_hit[g], found_hit[f] = met(gold[g], found[f], rule), met(found[f], gold[g], rule)
    return gold_hit, found_hit


def _subsets(
    gold: pd.DataFrame, found: pd.DataFrame, marked: Marked
) -> Iterator[tuple[str, str, np.ndarray, np.ndarray]]:
    """Everything, then by outlet, by part, and by voice where both sides say it."""
    yield ALL, ALL, np.ones(len(gold), dtype=bool), np.ones(len(found), dtype=bool)
    cuts = [("outlet", "outlet_key"), ("part", "part")]
    if marked.unit in ("hedge", "booster"):
        cuts.append(("voice", "voice"))
    for by, column in cuts:
        for value in sorted({*gold[column], *found[column]}):
            yield by, str(value), (gold[column] == value).to_numpy(), (found[column] == value).to_numpy()


Side = tuple[pd.DataFrame, np.ndarray, np.ndarray]
"""Stretches, which of them match, and which are of the subset."""


def _prf(
    signal: str, category: str, by: str, subset: str, rule: str, coded: Side, read: Side, gap: str, note: str,
    against: str, f1_too: bool = True,
) -> list[dict[str, Any]]:  # fmt: skip
    """Precision, recall and F1 of one subset; without precision where the coding has gaps."""
    (gold, gold_hit, g), (found, found_hit, p) = coded, read
    weights, clusters = gold["weight"].to_numpy(float)[g], gold["article_id"].to_numpy(str)[g]
    false = p & ~found_hit
    rows = []

    def add(metric: str, made: Share, more: str = "") -> None:
        if made.n:
            rows.append(row(signal, category, by, subset, metric, rule, made, ANALYTIC, note + more, against))

    add("recall", share(gold_hit[g].astype(float), weights, clusters))
    if gap:
        return rows
    own = found["weight"].to_numpy(float)[p]
    add("precision", share(found_hit[p].astype(float), own, found["article_id"].to_numpy(str)[p]))
    if f1_too:
        hits = np.concatenate([gold_hit[g].astype(float), np.zeros(int(false.sum()))])
        both = np.concatenate([weights, found["weight"].to_numpy(float)[false]])
        where = np.concatenate([clusters, found["article_id"].to_numpy(str)[false]])
        add("f1", f1(share(hits, both, where)))
    return rows


def _speakers(gold: pd.DataFrame, found: pd.DataFrame, note: str, against: str) -> list[dict[str, Any]]:
    """Is the speaker of a quotation right, of quotations that were found to the character?"""
    rule = f"{EXACT}; the last word of the coded speaker is in the speaker found"
    speech = [("speech" in v.get("kind", {"speech"})) and bool(v.get("speaker")) for v in gold["values"]]
    gold = gold[np.array(speech, dtype=bool)].reset_index(drop=True)
    found = found[(found["kind"] == "speech") & found["speaker"].notna()].reset_index(drop=True)
    place = ("coder", "article_id", "start", "end")
    named = {tuple(r[:4]): r[4] for r in zip(*(found[c] for c in (*place, "speaker")), strict=True)}
    coded = {tuple(r[:4]): r[4]["speaker"] for r in zip(*(gold[c] for c in (*place, "values")), strict=True)}
    right = {k for k, who in coded.items() if k in named and any(same_speaker(named[k], w) for w in who)}
    sides = []
    for table in (gold, found):
        keys = list(zip(*(table[c] for c in place), strict=True))
        sides.append((table, np.array([k in right for k in keys], dtype=bool), np.ones(len(table), dtype=bool)))
    rows = _prf("quotes", "speaker", ALL, ALL, rule, sides[0], sides[1], "", note, against)
    for outlet in sorted(set(gold["outlet_key"])):
        cut = [(t, hit, (t["outlet_key"] == outlet).to_numpy()) for t, hit, _ in sides]
        rows += _prf("quotes", "speaker", "outlet", outlet, rule, cut[0], cut[1], "", note, against)
    return rows
