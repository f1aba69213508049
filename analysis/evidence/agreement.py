"""Agreement between coders: Krippendorff's alpha for each variable, with an interval, and in words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import krippendorff
import numpy as np
import pandas as pd

from analysis import schema
from analysis.codings import variables
from analysis.codings.variables import Variable
from analysis.evidence import unitizing

RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's limits: reliable from .80 on; from .667 on only tentative conclusions (2018, chapter 12)."""
CONFIDENCE = 0.95
DRAWS, SEED = 2000, 0
CLUSTERS = 10
"""From so many articles on, articles are resampled; with fewer their number says too little, and units are."""
FEW = 30
"""Fewer units than this are told."""
LOST = 0.05
"""Share of draws in which alpha may be undefined; with more there is no interval."""
HEADS = "heads"
SPANS, UNITIZING = "spans", "unitizing"
WHOLE = ("sentence", "article", *schema.HEADS)
"""Units that nobody had to find: they are given, and only judged."""


def alpha(counts: np.ndarray, level: str, domain: Sequence[Any] | None = None) -> float:
    """Krippendorff's alpha; NaN where one value only was given, or no unit was judged twice.

    Args:
        counts: units × values: how many coders gave the unit the value.
        level: nominal, ordinal, interval or ratio.
        domain: the values, for interval and ratio numbers.

    Krippendorff's example of 12 units and 4 coders (2011, Computing Krippendorff's alpha-reliability; values 1 to 5):

    >>> a, b = [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3]
    >>> c, d = [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0]
    >>> counts = np.array([[unit.count(v) for v in range(1, 6)] for unit in zip(a, b, c, d)])
    >>> [round(alpha(counts, level, [1, 2, 3, 4, 5]), 3) for level in ("nominal", "ordinal", "interval")]
    [0.743, 0.815, 0.849]
    >>> alpha(np.array([[2, 0], [2, 0]]), "nominal")
    nan
    """
    paired = counts[counts.sum(axis=1) >= 2]
    if not len(paired) or (paired.sum(axis=0) > 0).sum() < 2:
        return float("nan")
    numbers = domain if level in ("interval", "ratio") else None
    return float(krippendorff.alpha(value_counts=paired, level_of_measurement=level, value_domain=numbers))


def resampled(
    counts: np.ndarray, clusters: np.ndarray, level: str, domain: Sequence[Any] | None = None, draws: int = DRAWS
) -> np.ndarray:
    """Alpha of `draws` samples of the clusters of units, with replacement; NaN where it is undefined.

    Args:
        clusters: for each unit the number of its cluster, from 0.

    With every cluster once it is alpha itself:

    >>> counts = np.array([[2, 0], [1, 1], [0, 2], [0, 2]])
    >>> weights = np.ones((1, 4))
    >>> float(_from_sums(*_sums(counts, np.arange(4)), weights, "nominal", None)[0]) == alpha(counts, "nominal")
    True
    """
    sums = _sums(counts, clusters)
    n = len(sums[0])
    rng = np.random.default_rng(SEED)
    pieces = [
        _from_sums(*sums, rng.multinomial(n, np.full(n, 1 / n), size=size).astype(float), level, domain)
        for size in _sizes(draws, max(1, 2_000_000 // max(n, counts.shape[1] ** 2)))
    ]
    return np.concatenate(pieces)


def _sizes(total: int, most: int) -> Iterator[int]:
    for at in range(0, total, most):
        yield min(most, total - at)


def _sums(counts: np.ndarray, clusters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By cluster: values that can be paired, and coincidences of values (see Krippendorff 2011)."""
    of = counts.sum(axis=1)
    counts, clusters, of = counts[of >= 2], clusters[of >= 2], of[of >= 2]
    v, n = counts.shape[1], int(clusters.max(initial=-1)) + 1
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(v)
    pairs = pairs / (of - 1)[:, None, None]
    margins, coincidences = np.zeros((n, v)), np.zeros((n, v, v))
    np.add.at(margins, clusters, counts)
    np.add.at(coincidences, clusters, pairs)
    kept = margins.sum(axis=1) > 0
    return margins[kept], coincidences[kept]


def _from_sums(
    margins: np.ndarray, coincidences: np.ndarray, weights: np.ndarray, level: str, domain: Sequence[Any] | None
) -> np.ndarray:
    """Alpha for each row of weights, which say how often each cluster counts."""
    n_c = weights @ margins
    n = n_c.sum(axis=1)
    if level == "nominal":
        alike = weights @ np.trace(coincidences, axis1=1, axis2=2)
        observed, expected = n - alike, n - (n_c * (n_c - 1)).sum(axis=1) / (n - 1)
    else:
        o = np.tensordot(weights, coincidences, axes=1)
        distance = _distances(n_c, level, domain)
        observed = (o * distance).sum(axis=(1, 2))
        expected = (n_c[:, :, None] * n_c[:, None, :] * distance).sum(axis=(1, 2)) / (n - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 1e-12, 1 - observed / expected, np.nan)


def _distances(n_c: np.ndarray, level: str, domain: Sequence[Any] | None) -> np.ndarray:
    """Squared differences between values, for each row of margins, which ordinal differences depend on."""
    v = n_c.shape[1]
    if level == "ordinal":
        up_to = np.cumsum(n_c, axis=1)
        middle = up_to - n_c / 2
        return (middle[:, :, None] - middle[:, None, :]) ** 2
    values = np.asarray(domain if domain is not None else range(v), dtype=float)
    difference = values[:, None] - values[None, :]
    if level == "ratio":
        both = values[:, None] + values[None, :]
        difference = np.divide(difference, both, out=np.zeros_like(difference), where=both != 0)
    return (difference**2)[None, :, :]


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
        Intervals resample articles where there are `CLUSTERS`, else units as if they were independent, which makes
        them too narrow where judgements in one article hang together.
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
    by_article = len(articles) >= CLUSTERS
    of = counts.sum(axis=1)
    note = []
    if alone and unit not in WHOLE and unit != HEADS:
        note.append(f"{alone} judgements are of stretches that one coder alone marked; `spans` tells of these.")
    low = high = float("nan")
    if np.isnan(value):
        note.append("Every judgement has the same value: alpha is undefined.")
    elif value == 1:
        note.append(f"No disagreement in {len(units)} units: resampling them cannot show how much there might be.")
    else:
        drawn = resampled(counts, clusters if by_article else np.arange(len(units)), level, numbers)
        low, high = _interval(drawn, note)
    if len(units) < FEW:
        note.append(f"Only {len(units)} units.")
    if not np.isnan(low) and low < TENTATIVE <= value:
        note.append(f"The interval reaches below {TENTATIVE}.")
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
        "prevalence": ", ".join(f"{v} {n}" for v, n in given.most_common(12) if n)
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
    return sorted(given, key=lambda value: (int(value), value) if value.isdecimal() else (0, value))


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
    if len(ids) < CLUSTERS:
        note.append(f"No interval: {len(ids)} articles are too few to resample.")
    elif value < 1:
        rng = np.random.default_rng(SEED)
        weights = rng.multinomial(len(ids), np.full(len(ids), 1 / len(ids)), size=DRAWS).astype(float)
        low, high = _interval(unitizing.values(parts, weights, len(coders)), note)
    shared = Counter(
        (key, place)
        for by_article in stretches
        for key, own_places in zip(ids, by_article, strict=True)
        for place in own_places
    )
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
        "method": f"alpha-U (Krippendorff 1995); percentile bootstrap of articles, {DRAWS:,} draws, from {CLUSTERS} on",
        "note": note,
    }


def _interval(drawn: np.ndarray, note: list[str]) -> tuple[float, float]:
    """The middle 95 % of the draws; none where alpha is undefined in too many of them."""
    lost = float(np.isnan(drawn).mean())
    if lost > LOST:
        note.append(f"No interval: alpha is undefined in {lost:.0%} of the samples, as one value is too rare.")
        return float("nan"), float("nan")
    low, high = np.nanquantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return float(low), float(high)


def _said(value: float, low: float, high: float) -> dict[str, Any]:
    return {
        "alpha": _or_missing(value),
        "low": _or_missing(low),
        "high": _or_missing(high),
        "confidence": CONFIDENCE,
        "reading": reading(value),
    }


def reading(value: float) -> str:
    """Alpha in words.

    >>> [reading(value) for value in (0.8, 0.667, 0.66, float("nan"))]
    ['reliable', 'tentative', 'not reliable', 'undefined']
    """
    if np.isnan(value):
        return "undefined"
    return "reliable" if value >= RELIABLE else "tentative" if value >= TENTATIVE else "not reliable"


def _or_missing(value: float) -> Any:
    return pd.NA if np.isnan(value) else value


def _coders(names: pd.Series) -> dict[str, Any]:
    coders = sorted(names.unique())
    return {"n_coders": len(coders), "coders": ", ".join(coders)}
