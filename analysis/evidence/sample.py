"""A probability sample of units for coding: how many, from which groups, and with what chance."""

import hashlib
import math
import random
from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis import schema
from analysis.codings.variables import base
from analysis.fingerprint import of_articles

AGREEMENT, MARGIN = 0.9, 0.05
"""What the size rule takes for granted: coders agree on nine units in ten; five points below that are told apart."""
OF_EACH_GROUP = 2
"""Units that are drawn of every group, if it has them: one alone has no spread."""
OTHERS = "other outlets"
FOLLOWS = {"by": "stance"}
"""Questions that are asked of the units drawn for another."""


def size(population: int, agreement: float = AGREEMENT, margin: float = MARGIN) -> int:
    """How many units coders should judge, so that their agreement holds for all units.

    Lacy and Riffe's rule: n = ((N - 1) SE² + N P Q) / ((N - 1) SE² + P Q), with P the agreement that is expected in
    all N units, Q = 1 - P, and SE = margin / 1.64, rounded to two places as they do: a 95 % chance, on one side, that
    agreement in all units is at least P - margin.

    References: Lacy and Riffe (1996), Sampling error and selecting intercoder reliability samples for nominal content
        categories, Journalism & Mass Communication Quarterly 73.

    Their worked example has 1,000 units of which 90 % are agreed on (91.9 units); the number of all matters little:

    >>> [size(n) for n in (1_000, 100, 10_000, 1_000_000)]
    [92, 51, 101, 101]
    """
    error = round(margin / 1.64, 2) ** 2 * (population - 1)
    spread = agreement * (1 - agreement)
    if population <= 1:
        return population
    return min(population, math.ceil((error + population * spread) / (error + spread)))


def allocate(sizes: Sequence[int], n: int) -> list[int]:
    """Share `n` draws among groups of these sizes, by their square roots: small groups get more than their share.

    Every group gets `OF_EACH_GROUP` if it has them, even where that makes more than `n`.

    >>> allocate([100, 400, 1], 12), allocate([3, 3], 100)
    ([4, 7, 1], [3, 3])
    """
    drawn = [min(size, OF_EACH_GROUP) for size in sizes]
    while sum(drawn) < n:
        # The group that is furthest below its share of the next draw; the first of several.
        open_ = [k for k, size in enumerate(sizes) if drawn[k] < size]
        if not open_:
            break
        drawn[max(open_, key=lambda k: (math.sqrt(sizes[k]) / (drawn[k] + 0.5), -k))] += 1
    return drawn


def draw(units: pd.DataFrame, articles: pd.DataFrame, n: int | None = None, seed: int = 1) -> pd.DataFrame:
    """Draw units of every question, by chance within groups of one outlet and one answer of the suite.

    Args:
        units: as `evidence.units.find` gives them.
        articles: table `articles`, for the fingerprint of the corpus.
        n: units a question; as many as `size` says if not given. More if there are more groups than half of it.
        seed: of the draw; the same seed and units give the same sheet.

    Returns: table `sampled`, in the order of the sheet: question by question, units of a question in an order of
        chance, and who says so (`by`) right after the stance.

    Note: propositions of a study make one question (`stance`). Where there would be more than n / 2 groups, the outlets
        with the fewest units are drawn from together, as `other outlets`, and cannot be told apart afterwards.
    """
    corpus = fingerprint(articles)
    tag = hashlib.sha256(f"{corpus} {seed} {n}".encode()).hexdigest()[:3]
    questions = units.assign(question=[base(variable) for variable in units["variable"]])
    rows: list[dict] = []
    for (question, unit), asked in questions.groupby(["question", "unit"], sort=False):
        if question in FOLLOWS:
            continue
        rng = random.Random(f"{seed} {question} {unit}")
        drawn = _drawn(asked, n or size(len(asked)), rng)
        following = [name for name, first in FOLLOWS.items() if first == question]
        others = {name: questions[(questions["question"] == name) & (questions["unit"] == unit)] for name in following}
        places = {name: _by_place(other) for name, other in others.items()}
        for row in drawn:
            rows.append(row)
            for name, other in places.items():
                proposition = row["variable"].partition(":")[2]
                variable = f"{name}:{proposition}"
                predicted = other[variable, row["article_id"], _start(row["start"])]
                rows.append({**row, "variable": variable, "predicted": predicted})
    for number, row in enumerate(rows, 1):
        row |= {"item": f"s{tag}-{number:04d}", "seed": seed, "corpus": corpus}
    return schema.from_rows("sampled", rows)


def fingerprint(articles: pd.DataFrame) -> str:
    """The first 16 digits of a SHA-256 over the ids and texts of the articles, in the order of their ids."""
    return of_articles(articles)[:16]


def _by_place(units: pd.DataFrame) -> dict[tuple[str, str, int | None], str]:
    columns = (units[c] for c in ("variable", "article_id", "start", "predicted"))
    return {(variable, key, _start(start)): answer for variable, key, start, answer in zip(*columns, strict=True)}


def _start(start: Any) -> int | None:
    return None if pd.isna(start) else int(start)


def _drawn(asked: pd.DataFrame, n: int, rng: random.Random) -> list[dict]:
    """The units of one question that are drawn, in an order of chance."""
    outlets = _outlets(asked, n)
    strata = [
        f"{outlet if outlet in outlets else OTHERS} / {group}"
        for outlet, group in zip(asked["outlet_key"], asked["group"], strict=True)
    ]
    by_stratum: dict[str, list[int]] = {}
    for number, stratum in enumerate(strata):
        by_stratum.setdefault(stratum, []).append(number)
    names = sorted(by_stratum)
    shares = allocate([len(by_stratum[name]) for name in names], n)
    records = asked.astype(object).to_dict("records")
    drawn = []
    for name, share in zip(names, shares, strict=True):
        members = by_stratum[name]
        for number in rng.sample(members, share):
            made = {c: records[number][c] for c in records[number] if c not in ("group", "question")}
            chance = share / len(members)
            drawn.append({**made, "stratum": name, "n_stratum": len(members), "n_drawn": share, "probability": chance})
    rng.shuffle(drawn)
    return drawn


def _outlets(asked: pd.DataFrame, n: int) -> set[str]:
    """The outlets that are drawn from by themselves: as many of the largest as there is room for."""
    groups = asked.groupby("outlet_key", dropna=False)["group"].nunique()
    sizes = asked["outlet_key"].value_counts()
    ordered = sorted(sizes.index, key=lambda key: (-sizes[key], str(key)))
    if OF_EACH_GROUP * int(groups.sum()) <= n:
        return set(ordered)
    kept, room = set(), n // OF_EACH_GROUP - asked["group"].nunique()
    for outlet in ordered:
        room -= int(groups[outlet])
        if room < 0:
            break
        kept.add(outlet)
    return kept
