"""Scores of judgements on units that are given: headlines, lines, sentences and names of the sheets."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.codings.variables import base
from analysis.evidence import judged as judging
from analysis.evidence.scores.matches import HEADS, same_speaker
from analysis.evidence.scores.rows import ALL, ANALYTIC, BOOTSTRAP, SINGLE, references, row
from analysis.evidence.scores.shares import Share, f1, macro_f1, share

Tables = Mapping[str, pd.DataFrame]
JUDGED = {
    "hedge": "hedges", "quote": "quotes", "speaker": "quotes", "actor": "naming", "stance": "stance", "by": "stance",
    "label": "lines",
}  # fmt: skip
"""The signal that a judgement is about."""
PRESENT = {"hedge": "a sentence holds one", "quote": "a sentence holds one"}
"""What a yes says, of variables that are answered by yes or no."""


def find(codings: pd.DataFrame, tables: Tables, units: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of `scores` on stances, labels of lines, and everything that sheets ask.

    Args:
        codings: those that were not asked for by a sheet.
    """
    given = pd.concat([_heads(codings, tables), _lines(codings, tables)], ignore_index=True)
    return _judgements(given, ANALYTIC) + _judgements(_sampled(tables, units), SINGLE)


def headings(codings: pd.DataFrame, tables: Tables, units: pd.DataFrame) -> pd.DataFrame:
    """Each judged position of a headline, second headline or line under it, beside the one that the suite reads.

    Args: as `find`.

    Returns one row a judgement: `article_id, unit, proposition, coder`; `coded` and `read`, the two positions.
    """
    sampled = _sampled(tables, units)
    rows = pd.concat([_heads(codings, tables), sampled[sampled["unit"].isin(HEADS)]], ignore_index=True)
    rows = rows[rows["variable"].map(base) == "stance"]
    rows = rows.assign(proposition=[variable.partition(":")[2] for variable in rows["variable"]])
    named = rows.rename(columns={"value": "coded", "predicted": "read"})
    return named[["article_id", "unit", "proposition", "coder", "coded", "read"]].reset_index(drop=True)


def _heads(codings: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Stance of headlines, second headlines and lines under them."""
    own = codings[codings["unit"].isin(HEADS) & codings["start"].isna()]
    own = own[own["variable"].map(base).isin(["stance", "by"])]
    claims = tables["claims"][tables["claims"]["part"].isin(HEADS)].drop_duplicates(
        ["article_id", "part", "proposition"]
    )
    read = {
        (row.article_id, row.part, f"{what}:{row.proposition}"): getattr(row, what)
        for row in claims.itertuples()
        for what in ("stance", "by")
    }
    return _against(own, read, tables)


def _lines(codings: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Labels of lines."""
    own = codings[(codings["unit"] == "line") & (codings["variable"] == "label")]
    lines = tables["lines"]
    starts = dict(zip(zip(lines["article_id"], lines["start"], strict=True), lines["label"], strict=True))
    read = {(a, "line", f"label:{s}"): label for (a, s), label in starts.items()}
    return _against(own.assign(variable=[f"label:{s}" for s in own["start"]]), read, tables)


def _against(own: pd.DataFrame, read: Mapping[tuple, Any], tables: Tables) -> pd.DataFrame:
    """Judgements of the reference beside what the suite says, those without an answer of the suite left out."""
    names = references(own, tables["coders"])
    own = own[own["coder"].isin(names)]
    outlets = dict(zip(tables["articles"]["article_id"], tables["articles"]["outlet_key"], strict=True))
    keys = list(zip(own["article_id"], own["unit"], own["variable"], strict=True))
    own = own.assign(
        predicted=[read.get(key, pd.NA) for key in keys],
        item=["/".join(key) for key in keys],
        outlet_key=[outlets[key] for key in own["article_id"]],
        weight=1.0 / max(1, len(names)),
        against=", ".join(names),
    )
    return own[own["predicted"].notna()]


def _sampled(tables: Tables, units: pd.DataFrame) -> pd.DataFrame:
    """Answers on the sheets; of counts only whether there is any."""
    found = judging.find(tables["sampled"], tables["codings"], tables["coders"], units)
    counts = found["variable"] == "hedges"
    for column in ("value", "predicted"):
        found[column] = found[column].where(~counts, (found[column] != "0").map({True: "yes", False: "no"}))
    found["variable"] = found["variable"].where(~counts, "hedge")
    answered = found.groupby(["stratum", found["variable"].map(base), "unit"])["item"].transform("nunique")
    found["weight"] = found["weight"] * found["n_stratum"] / answered
    return found.assign(against=", ".join(sorted(set(found["coder"]))))


def _judgements(rows: pd.DataFrame, method: str) -> list[dict[str, Any]]:
    """Accuracy, and precision, recall and F1 of each answer, question by question."""
    made: list[dict[str, Any]] = []
    if rows.empty:
        return made
    rows = rows.assign(
        question=rows["variable"].map(base),
        part=["heads" if u in HEADS else "body" for u in rows["unit"]],
        proposition=[v.partition(":")[2] for v in rows["variable"]],
    )
    for question, own in rows.groupby("question", sort=False):
        signal = JUDGED.get(str(question))
        if signal is None:
            continue
        own = own.reset_index(drop=True)
        made += _question(str(question), signal, own, method)
    return made


def _question(question: str, signal: str, own: pd.DataFrame, method: str) -> list[dict[str, Any]]:
    rule = "same answer as the coder; several coders count in equal parts"
    right = (own["predicted"] == own["value"]).to_numpy(float)
    if question == "speaker":
        rule = f"the last word of the coded speaker is in the speaker found; {rule}"
        right = np.array([same_speaker(f, c) for f, c in zip(own["predicted"], own["value"], strict=True)], dtype=float)
    weights = own["weight"].to_numpy(float)
    clusters = own["article_id" if method == ANALYTIC else "item"].to_numpy(str)
    against = own["against"].iloc[0]
    what = {"stance": ALL, "label": ALL}.get(question, PRESENT.get(question, question))
    made: list[dict[str, Any]] = []

    def add(
        category: str, by: str, subset: str, metric: str, found: Share, kept: np.ndarray, how: str = method
    ) -> None:
        """A unit that several coders judged is one unit."""
        if found.n:
            units, articles = own.loc[kept, "item"].nunique(), own.loc[kept, "article_id"].nunique()
            counted = found._replace(n=units, n_clusters=articles)
            made.append(row(signal, category, by, subset, metric, rule, counted, how, "", against))

    cuts = [(ALL, ALL, np.ones(len(own), dtype=bool))]
    cuts += [("outlet", str(o), (own["outlet_key"] == o).to_numpy()) for o in sorted(set(own["outlet_key"]))]
    if question != "label":
        cuts += [("part", p, (own["part"] == p).to_numpy()) for p in sorted(set(own["part"]))]
    answers = sorted({*own["value"], *own["predicted"]})
    coded, read = (own[c].map({a: n for n, a in enumerate(answers)}).to_numpy() for c in ("value", "predicted"))
    for by, subset, cut in cuts:
        add(what, by, subset, "accuracy", share(right[cut], weights[cut], clusters[cut]), cut)
        if question in ("stance", "label"):
            add(
                what,
                by,
                subset,
                "macro_f1",
                macro_f1(coded[cut], read[cut], weights[cut], clusters[cut], len(answers)),
                cut,
                BOOTSTRAP,
            )
        if question in PRESENT:
            yes = answers.index("yes") if "yes" in answers else -1
            for metric, found, kept in _class(coded, read, weights, clusters, cut, yes):
                add(what, by, subset, metric, found, kept)
    if question in ("stance", "label"):
        for n, answer in enumerate(answers):
            for metric, found, kept in _class(coded, read, weights, clusters, cuts[0][2], n):
                add(answer, ALL, ALL, metric, found, kept)
        for proposition in sorted(set(own["proposition"]) if question == "stance" else ()):
            cut = (own["proposition"] == proposition).to_numpy()
            add(proposition, ALL, ALL, "accuracy", share(right[cut], weights[cut], clusters[cut]), cut)
    return made


def _class(
    coded: np.ndarray, read: np.ndarray, weights: np.ndarray, clusters: np.ndarray, cut: np.ndarray, n: int
) -> Iterator[tuple[str, Share, np.ndarray]]:
    """Precision, recall and F1 of one answer, and which judgements each is of."""
    both = ((coded == n) & (read == n)).astype(float)
    for metric, of in (("precision", read == n), ("recall", coded == n), ("f1", (read == n) | (coded == n))):
        kept = cut & of
        found = share(both[kept], weights[kept], clusters[kept])
        yield metric, f1(found) if metric == "f1" else found, kept
