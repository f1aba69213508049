"""Corrected estimates: the suite's reading of every unit, mended by what coders say of a sample of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis import schema
from analysis.codings.variables import base
from analysis.evidence import judged as judging
from analysis.evidence.chance import CONFIDENCE

FEWEST_CODED = 20
"""An outlet with fewer coded units is not corrected: its errors are hardly seen."""
FEWEST_ARTICLES = 10
"""An outlet with fewer articles says nothing of what else it might have written. More than `estimate.FEWEST`, since it
was shown for rates, by simulation, that eight texts suffice, and not for means of corrected units."""
FEW_CODED = 200
"""Fewer coded units of a question than this are told: corrections are then unsure."""
ALL = "all"
THESE, COVERAGE = "these articles", "coverage"
PSEUDO = 4
"""Units added to each group for its spread, two of them in error, as Agresti and Coull (1998) add two of each: where no
error was seen there may be some."""


@dataclass(frozen=True)
class Measure:
    """A share or a mean that is estimated: `number` says what an answer counts."""

    question: str
    name: str
    number: Callable[[str], float]
    most: float = 1.0


MEASURES = (
    Measure("hedges", "softening words a unit", lambda answer: float(answer), float("inf")),
    Measure("hedges", "share with a softening word", lambda answer: float(answer != "0")),
    Measure("quote", "share with quoted words", lambda answer: float(answer == "yes")),
    *(Measure("stance", f"share {s}", lambda answer, s=s: float(answer == s)) for s in schema.STANCES),  # type: ignore[misc]
)


def find(
    units: pd.DataFrame,
    sampled: pd.DataFrame,
    codings: pd.DataFrame,
    coders: pd.DataFrame,
    corpus: str,
    clusters: Mapping[str, Any] | None = None,
) -> pd.DataFrame:
    """Estimates for each outlet as the suite reads it, and corrected for the errors that coders found.

    Args:
        units: as `evidence.units.find` gives them: every unit, with the suite's answer of today.
        sampled, codings, coders: the tables.
        corpus: fingerprint of the articles; if the sheets were drawn from others, nothing is corrected.
        clusters: for an article the text that it is a copy of; copies are resampled together.

    Returns: table `corrected`; empty where no sheet was filled. Two estimands: `these articles` (chance is only in
        which units were coded) and `coverage` (also in which articles there are; from `FEWEST_ARTICLES` on).

    Note: the mean of all units as the suite reads them, plus the mean error of the coded units, each weighted by one
        over its chance to be drawn. So errors cancel on average, even if they differ between outlets; what coders get
        wrong stays. The interval of `coverage` is the larger of that of design-based supervised learning (articles as
        clusters) and that of prediction-powered inference (spread of the readings plus spread of the errors). Answers
        of several coders count in equal parts. An item that nobody answered counts as left out by chance.

    References: Egami, Hinck, Stewart and Wei (2023), Using imperfect surrogates for downstream inference, NeurIPS;
        Angelopoulos, Bates, Fannjiang, Jordan and Zrnic (2023), Prediction-powered inference, Science 382; Särndal,
        Swensson and Wretman (1992), chapter 6 (the difference estimator) and 10 (domains).
    """
    answers = judging.find(sampled, codings, coders, units)
    rows = []
    for measure in MEASURES:
        asked = answers[answers["variable"].map(base) == measure.question]
        for (variable, unit), own in asked.groupby(["variable", "unit"], sort=False):
            items = _items(measure, asked[asked["unit"] == unit])
            population = units[(units["variable"] == variable) & (units["unit"] == unit)]
            drawn = sampled[(sampled["variable"].map(base) == measure.question) & (sampled["unit"] == unit)]
            changed = _changed(drawn, units, measure.question, str(unit), corpus)
            n_own = own["item"].nunique()
            for outlet, domain in _domains(population):
                estimates = _estimates(measure, domain, items, str(variable), clusters or {}, changed)
                for row in estimates:
                    if n_own < FEW_CODED:
                        told = (
                            f"Only {n_own} units of this question were coded; several hundred make a correction sure."
                        )
                        row["note"] = " ".join(filter(None, (row["note"], told)))
                    rows.append({"outlet_key": outlet, "variable": variable, "unit": unit, **row})
    for row in rows:
        row["note"] = row["note"] or pd.NA
    return schema.from_rows("corrected", rows)


def _domains(population: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    yield ALL, population
    for outlet, own in population.groupby("outlet_key", sort=True, dropna=False):
        yield str(outlet), own


def _changed(drawn: pd.DataFrame, units: pd.DataFrame, question: str, unit: str, corpus: str) -> str:
    """Why the draw does not fit what is there now, or nothing."""
    if set(drawn["corpus"]) != {corpus}:
        return "Not corrected: the articles are not those that the sheets were drawn from; draw new sheets."
    now = int(((units["variable"].map(base) == question) & (units["unit"] == unit)).sum())
    then = int(drawn.drop_duplicates("stratum")["n_stratum"].sum())
    if now != then:
        return f"Not corrected: there are {now} units now and were {then} when the sheets were drawn; draw new sheets."
    return ""


def _estimates(
    measure: Measure,
    domain: pd.DataFrame,
    items: pd.DataFrame,
    variable: str,
    clusters: Mapping[str, Any],
    changed: str,
) -> list[dict[str, Any]]:
    """The rows of one outlet, or of all: for these articles, and for its coverage where there are enough articles."""
    read = domain["predicted"].map(measure.number).to_numpy(dtype=float)
    keys = domain["article_id"].to_numpy(dtype=str)
    groups = np.unique([str(clusters.get(key, key)) for key in keys], return_inverse=True)[1]
    errors = _within(items, variable, set(zip(keys, domain["start"].fillna(-1), strict=True)))
    n_coded = int(errors["inside"].sum())
    shared: dict[str, Any] = {
        "measure": measure.name,
        "raw": float(read.mean()),
        "confidence": CONFIDENCE,
        "n_articles": len(set(keys)),
        "n_units": len(read),
        "n_coded": n_coded,
    }
    why = changed or _too_few(errors, n_coded)
    total, variance, beyond, freedom = _correction(errors)
    n = len(read)
    estimate = shared["raw"] + total / n
    rows = [
        {
            **shared,
            "estimand": THESE,
            **_interval("", estimate, variance / n**2, freedom, measure.most, why),
            "method": "stratified difference estimator",
            "note": why,
        }
    ]
    n_groups = int(groups.max()) + 1
    if n_groups >= FEWEST_ARTICLES:
        spread = _clustered(read, groups)
        corrected = read + _by_unit(errors, domain)
        whole = max(_clustered(corrected, groups), spread + beyond / n**2)
        rows.append(
            {
                **shared,
                "estimand": COVERAGE,
                **_interval("raw_", shared["raw"], spread, n_groups - 1, measure.most, ""),
                **_interval("", estimate, whole, min(freedom, n_groups - 1), measure.most, why),
                "method": "design-based supervised learning, articles as clusters",
                "note": why,
            }
        )
    return rows


def _items(measure: Measure, question: pd.DataFrame) -> pd.DataFrame:
    """Each coded item of a question: `error`, the coders' mean less what the suite reads, and its group."""
    answers = question.assign(
        coded=question["value"].map(measure.number) * question["weight"],
        read=question["predicted"].map(measure.number),
        start=question["start"].fillna(-1),
    )
    first = ("read", "variable", "article_id", "start", "stratum", "n_stratum")
    grouped = answers.groupby("item", sort=False)
    items = grouped.agg(coded=("coded", "sum"), **{name: (name, "first") for name in first})
    items["error"] = items["coded"] - items["read"]
    items["n_coded"] = items.groupby("stratum")["error"].transform("size")
    return items


def _within(items: pd.DataFrame, variable: str, places: set[tuple[str, int]]) -> pd.DataFrame:
    """The items with `inside` the domain or not; outside of it there is no error."""
    keys = zip(items["variable"], items["article_id"], items["start"], strict=True)
    inside = np.array([v == variable and (key, start) in places for v, key, start in keys], dtype=bool)
    return items.assign(inside=inside, error=np.where(inside, items["error"], 0.0))


def _too_few(errors: pd.DataFrame, n_coded: int) -> str:
    if n_coded < FEWEST_CODED:
        return f"Not corrected: {n_coded} of its units were coded, fewer than {FEWEST_CODED}."
    own = errors[errors["inside"]]
    thin = own[(own["n_coded"] < 2) & (own["n_coded"] < own["n_stratum"])]
    if len(thin):
        return f"Not corrected: of the group {thin['stratum'].iloc[0]!r} one unit alone was coded."
    return ""


def _correction(errors: pd.DataFrame) -> tuple[float, float, float, int]:
    """Sum of errors over all units, its variance for these articles and beyond them, and degrees of freedom.

    A unit outside of the domain counts as without error, so that groups may hold units of several outlets or
    propositions (Särndal, Swensson and Wretman 1992, chapter 10).
    """
    total = variance = beyond = 0.0
    freedom = 0
    for _, own in errors.groupby("stratum", sort=False):
        if not own["inside"].any():
            continue
        n, size = len(own), int(own["n_stratum"].iloc[0])
        error = own["error"].to_numpy()
        total += size * float(error.mean())
        share = float(own["inside"].mean())
        square = (float((error**2).sum()) + PSEUDO / 2 * share) / (n + PSEUDO)
        spread = square - (float(error.sum()) / (n + PSEUDO)) ** 2
        beyond += size**2 * spread / n
        variance += size**2 * (1 - n / size) * spread / n
        freedom += n - 1
    return total, variance, beyond, max(1, freedom)


def _by_unit(errors: pd.DataFrame, domain: pd.DataFrame) -> np.ndarray:
    """For each unit of the domain its error over its chance to be coded; 0 where it was not coded."""
    own = errors[errors["inside"]]
    chance = own["n_coded"] / own["n_stratum"]
    by_place = {
        (key, start): error
        for key, start, error in zip(own["article_id"], own["start"], own["error"] / chance, strict=True)
    }
    places = zip(domain["article_id"], domain["start"].fillna(-1), strict=True)
    return np.array([by_place.get(place, 0.0) for place in places])


def _clustered(values: np.ndarray, groups: np.ndarray) -> float:
    """Variance of the mean of units that come in groups, by linearisation of the ratio of sums to sizes."""
    n = int(groups.max()) + 1
    sums, sizes = np.bincount(groups, values, n), np.bincount(groups, minlength=n)
    rest = sums - sums.sum() / sizes.sum() * sizes
    return float(n / (n - 1) * (rest**2).sum() / sizes.sum() ** 2)


def _interval(prefix: str, value: float, variance: float, freedom: int, most: float, why: str) -> dict[str, Any]:
    """Estimate and ends of its interval, kept between 0 and what is possible; missing where it is suppressed."""
    named = {} if prefix else {"estimate": pd.NA if why else min(max(value, 0.0), most)}
    if why:
        return named
    from scipy import stats  # 0.5 s, and only where coders judged

    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, freedom)) * variance**0.5
    return {**named, f"{prefix}low": max(value - half, 0.0), f"{prefix}high": min(value + half, most)}
