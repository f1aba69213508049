"""Agreement between coders: Krippendorff's alpha for each variable, with an interval, and in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis import schema
from analysis.codings import variables
from analysis.codings.variables import Variable
from analysis.evidence import unitizing
from analysis.evidence.alpha import alpha, limits, reading, resampled
from analysis.evidence.chance import CONFIDENCE, DRAWS, FEW_UNITS, FEWEST_CLUSTERS, SEED
from analysis.wording import noun, several

HEADS = "heads"
SPANS, UNITIZING = "spans", "unitizing"
WHOLE = ("sentence", "article", *schema.HEADS)
"""Units that nobody had to find: they are given, and only judged."""


def find(
    codings: pd.DataFrame,
    coders: pd.DataFrame,
    articles: pd.DataFrame,
    sampled: pd.DataFrame,
    known: Mapping[str, Variable],
) -> pd.DataFrame:
    """Agreement on every variable that two coders or more judged; the reference coding is no coder.

    Args:
        codings, coders, articles, sampled: the tables.
        known: variables by name, which say the level of measurement; others are nominal.

    Returns: table `agreement`. Headlines, second headlines and lines under them are one unit `heads`; the propositions
        of a study are judged one by one, and make one variable (`stance`). `spans` is where stretches begin and end.

    Note: values are compared only where coders marked the same stretch; what one of them did not mark is in `spans`.
        Intervals resample articles where there are `FEWEST_CLUSTERS`, else units as if they were independent, which
        makes them too narrow where judgements in one article hang together; `note` says so.
    """
    reference = set(coders.loc[coders["is_reference"], "coder"])
    own = codings[~codings["coder"].isin(reference)]
    if own["coder"].nunique() < 2:
        return schema.empty("agreement")
    kinds = dict(zip(coders["coder"], coders["kind"], strict=True))
    own = own.assign(
        asked=[variables.base(v) for v in own["variable"]],
        where=[HEADS if unit in schema.HEADS else unit for unit in own["unit"]],
    )
    rows = []
    for (unit, variable), judged in own.groupby(["where", "asked"], sort=False):
        row = _variable(str(unit), str(variable), judged, variables.find(str(variable), judged["unit"].iloc[0], known))
        rows += [row] if row else []
    lengths = {key: len(text) for key, text in zip(articles["article_id"], articles["text"], strict=True)}
    marked = _marked(own, sampled)
    for unit in dict.fromkeys(marked["unit"]):
        row = _spans(str(unit), marked, lengths)
        rows += [row] if row else []
    for row in rows:
        people = {kinds.get(name) for name in str(row["coders"]).split(", ")}
        row["note"] = " ".join([*row["note"], *_who(people)]) or pd.NA
    return schema.from_rows("agreement", sorted(rows, key=lambda row: (row["unit"], row["variable"])))


def _who(kinds: set[Any]) -> list[str]:
    if "model" in kinds:
        return ["Not all coders are people: two readings by the same kind of model overstate agreement."]
    if "simulated" in kinds:
        return ["The answers are simulated."]
    return [] if kinds == {"person"} else ["Who the coders are is not stated."]


def _variable(unit: str, variable: str, judged: pd.DataFrame, known: Variable | None) -> dict[str, Any] | None:
    """The row of one variable, or none if no unit was judged by two coders."""
    place = ["article_id", "unit", "start", "end", "variable"]
    by_coder = judged.groupby([*place, "coder"], dropna=False, sort=False)["value"]
    answers = by_coder.agg(lambda given: " | ".join(sorted({str(v).strip() for v in given}))).reset_index()
    answers["number"] = answers.groupby(place, dropna=False, sort=False).ngroup()
    twice = answers.groupby("number")["coder"].transform("nunique") >= 2
    alone, answers = int((~twice).sum()), answers[twice]
    if answers.empty:
        return None
    level = known.level if known else "nominal"
    domain = _domain(answers["value"], known)
    codes = answers["value"].map({value: n for n, value in enumerate(domain)})
    units, first = np.unique(answers["number"], return_inverse=True)
    counts = np.zeros((len(units), len(domain)), dtype=int)
    np.add.at(counts, (first, codes.to_numpy()), 1)
    texts = answers.drop_duplicates("number").sort_values("number")["article_id"]
    articles, clusters = np.unique(texts.to_numpy(dtype=str), return_inverse=True)
    numbers = [float(v) for v in domain] if level in ("interval", "ratio") else None
    value = alpha(counts, level, numbers)
    by_article = len(articles) >= FEWEST_CLUSTERS
    of = counts.sum(axis=1)
    note = []
    if alone and unit not in WHOLE and unit != HEADS:
        note.append(
            f"{several(alone, 'further judgement')} {noun('is', alone, 'are')} not in it. What one coder alone "
            "marked counts where marks begin and end."
        )
    low = high = float("nan")
    if np.isnan(value):
        note.append("Every judgement has the same value: alpha is undefined.")
    elif value == 1:
        note.append("No disagreement: resampling such units cannot show how much there might be.")
    else:
        drawn = resampled(counts, clusters if by_article else np.arange(len(units)), level, numbers)
        low, high, why = limits(drawn)
        note += why
        if not why and not by_article:
            few = several(len(articles), "article")
            note.append(f"The interval is too narrow: units were resampled as if independent, {few} being too few.")
    if len(units) < FEW_UNITS:
        note.append("Few units.")
    what = "articles" if by_article else "units, as if independent"
    given = Counter(dict(zip(domain, counts.sum(axis=0).tolist(), strict=True)))
    return {
        "unit": unit,
        "variable": variable,
        "level": level,
        **_said(value, low, high),
        "agreed": float((counts * (counts - 1)).sum() / (of * (of - 1)).sum()),
        "n_units": len(units),
        "n_articles": len(articles),
        **_coders(answers["coder"]),
        "prevalence": ", ".join(f"{v} ({n})" for v, n in given.most_common(12) if n)
        + (", …" if len(domain) > 12 else ""),
        "method": f"Krippendorff's alpha, {level}; percentile bootstrap of {what}, {DRAWS:,} draws",
        "note": note,
    }


def _domain(answers: pd.Series, known: Variable | None) -> list[str]:
    """The values that were given, in the variable's order; numbers by size."""
    given = set(answers)
    if known and known.values:
        ordered = [value for value in known.values if value in given]
        return ordered + sorted(given - set(ordered))
    return sorted(given, key=_size)


def _size(value: str) -> tuple[int, str, str]:
    """What answers are ordered by: numbers by size, however many digits they have.

    >>> sorted(["10", "9", "007", "1" * 5000], key=_size)[:3]
    ['007', '9', '10']
    """
    digits = value.lstrip("0")
    return (len(digits), digits, value) if value.isdecimal() else (0, "", value)


def _marked(own: pd.DataFrame, sampled: pd.DataFrame) -> pd.DataFrame:
    """The judgements on stretches that coders had to find themselves: not those of the sheets."""
    place = ["article_id", "unit", "start", "end", "variable"]
    found = own[own["start"].notna() & ~own["unit"].isin(WHOLE)]
    drawn = set(sampled[place].astype(object).itertuples(index=False, name=None))
    asked = [key in drawn for key in found[place].astype(object).itertuples(index=False, name=None)]
    return found[~np.array(asked, dtype=bool)]


def _spans(unit: str, marked: pd.DataFrame, lengths: Mapping[str, int]) -> dict[str, Any] | None:
    """The row on where the stretches of one kind begin and end; an article counts that all its coders looked at."""
    own = marked[marked["unit"] == unit]
    coders = sorted(own["coder"].unique())
    looked = marked[marked["coder"].isin(coders)].groupby("article_id")["coder"].nunique()
    ids = sorted(looked[looked == len(coders)].index)
    own = own[own["article_id"].isin(ids)]
    if len(coders) < 2 or own.empty:
        return None
    by = {key: list(zip(o["start"], o["end"], strict=True)) for key, o in own.groupby(["coder", "article_id"])}
    stretches = [[sorted(set(by.get((coder, key), []))) for key in ids] for coder in coders]
    parts = unitizing.parts([lengths[key] for key in ids], stretches)
    value = float(unitizing.values(parts, np.ones((1, len(ids))), len(coders))[0])
    note, low, high = [], float("nan"), float("nan")
    if len(ids) < FEWEST_CLUSTERS:
        note.append(f"No interval: {several(len(ids), 'article')} {noun('is', len(ids), 'are')} too few to resample.")
    elif value < 1:
        rng = np.random.default_rng(SEED)
        weights = rng.multinomial(len(ids), np.full(len(ids), 1 / len(ids)), size=DRAWS).astype(float)
        low, high, why = limits(unitizing.values(parts, weights, len(coders)))
        note += why
    shared = Counter(
        (key, place)
        for by_article in stretches
        for key, own_places in zip(ids, by_article, strict=True)
        for place in own_places
    )
    note.append(_weight([end - start for (_, (start, end)), n in shared.items() for _ in range(n)]))
    n_marked = sum(shared.values())
    alike = sum(n for n in shared.values() if n == len(coders))
    return {
        "unit": unit,
        "variable": SPANS,
        "level": UNITIZING,
        **_said(value, low, high),
        "agreed": alike / n_marked,
        "n_units": n_marked,
        "n_articles": len(ids),
        **_coders(own["coder"]),
        "prevalence": f"{alike} of {n_marked} marked alike to the character by all coders",
        "method": "alpha-U (Krippendorff 1995; 2004, section 11.6), one category; percentile bootstrap of articles, "
        f"{DRAWS:,} draws, from {FEWEST_CLUSTERS} on",
        "note": note,
    }


def _weight(lengths: Sequence[int]) -> str:
    """How few stretches make most of an alpha in which a stretch weighs by the square of its length.

    >>> _weight([70, 70, *[5] * 50])
    'Long marks weigh most, by the square of their length. 2 of the 52 make half of alpha’s weight or more.'
    """
    squares = np.sort(np.array(lengths, dtype=float) ** 2)[::-1]
    n = 1 + int(np.searchsorted(np.cumsum(squares), squares.sum() / 2))
    return (
        f"Long marks weigh most, by the square of their length. {n} of the {len(squares)} make half of alpha’s weight "
        "or more."
    )


def _said(value: float, low: float, high: float) -> dict[str, Any]:
    return {
        "alpha": _or_missing(value),
        "low": _or_missing(low),
        "high": _or_missing(high),
        "confidence": CONFIDENCE,
        "reading": reading(value),
    }


def _or_missing(value: float) -> Any:
    return pd.NA if np.isnan(value) else value


def _coders(names: pd.Series) -> dict[str, Any]:
    coders = sorted(names.unique())
    return {"n_coders": len(coders), "coders": ", ".join(coders)}
