"""Paraphrases: a statement that one article quotes and another tells in its own words.

An indirect statement belongs to a statement of another article if the same source is named for both, two words that
say something are shared, and the shared words carry half of what the indirect one says; where they are only two, half
of what the other says too. A word that many statements of the story have carries little. Words alone do not make a
paraphrase certain: every link is marked as less sure.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from analysis.comparison.readings import forms, negations, roots
from analysis.comparison.sources import SAME, Source, compare

SHARED, COVERED = 2, 0.5
"""Least number of shared stems; least share of the weight of the indirect statement's stems."""
COMMON, TRIED = 100, 20
"""A stem in more statements than this finds no candidate; so many candidates are looked at, the likest first."""
_CLAUSE = re.compile(r"[.,;:!?…—–]+(?=\s|$|[^\w\s])|[…—–]")


class Statement(NamedTuple):
    """A statement of one source: the articles that have it, its texts, and the stems of their words.

    `denied`: is it told under a verb that denies it?
    """

    story: str | None
    source: Source
    articles: frozenset[int]
    texts: tuple[str, ...]
    stems: frozenset[str]
    denied: bool = False


def link(told: Sequence[Statement], statements: Sequence[Statement]) -> list[int | None]:
    """For each indirect statement the number of the statement that it tells in other words; none without one.

    >>> def said(text, article):
    ...     return Statement(None, Source(("ann", "lee"), False), frozenset([article]), (text,), roots(forms(text)))
    >>> quoted = ["The bridge will not open in May, I fear", "We paid the engineers of the bridge twice"]
    >>> told = ["the opening of the bridge in May is not likely", "it may open in May", "engineers were paid twice"]
    >>> link([said(text, 1) for text in told], [said(text, 0) for text in quoted])
    [0, None, 1]
    """
    weights = _weights([*statements, *told])
    holders: dict[tuple[str | None, str, str], list[int]] = {}
    for number, statement in enumerate(statements):
        if statement.source.name:
            for stem in statement.stems:
                holders.setdefault((statement.story, statement.source.name[-1], stem), []).append(number)
    return [_likest(statement, statements, holders, weights[statement.story]) for statement in told]


def _likest(
    told: Statement,
    statements: Sequence[Statement],
    holders: Mapping[tuple[str | None, str, str], list[int]],
    weight: Mapping[str, float],
) -> int | None:
    """The statement that one indirect statement tells; of several that of which it covers most, then the first."""
    if not told.source.name or len(told.stems) < SHARED:
        return None
    candidates: Counter[int] = Counter()
    for stem in told.stems:
        if len(own := holders.get((told.story, told.source.name[-1], stem), ())) <= COMMON:
            candidates.update(own)
    if not candidates:
        return None
    best, score = None, 0.0
    whole = sum(weight[stem] for stem in sorted(told.stems))
    for number, _ in sorted(candidates.items(), key=lambda c: (-c[1], c[0]))[:TRIED]:
        other = statements[number]
        shared = told.stems & other.stems
        if len(shared) < SHARED or compare(told.source, other.source) != SAME or other.articles <= told.articles:
            continue
        carried = sum(weight[stem] for stem in sorted(shared))
        if carried < COVERED * whole or carried <= score:
            continue
        if len(shared) == SHARED and carried < COVERED * sum(weight[stem] for stem in sorted(other.stems)):
            continue
        if _agree(told, _clauses(other), shared, weight):
            best, score = number, carried
    return best


def _weights(statements: Iterable[Statement]) -> dict[str | None, dict[str, float]]:
    """For each story the weight of each stem: the logarithm of how rare it is in the story's statements."""
    counts: dict[str | None, Counter[str]] = {}
    totals: Counter[str | None] = Counter()
    for statement in statements:
        counts.setdefault(statement.story, Counter()).update(statement.stems)
        totals[statement.story] += 1
    return {s: {stem: math.log(1 + totals[s] / n) for stem, n in of.items()} for s, of in counts.items()}


def _clauses(statement: Statement) -> list[tuple[frozenset[str], bool]]:
    """The stems of each clause, and whether it is negated."""
    parts = [part for text in statement.texts for part in _CLAUSE.split(text)]
    return [(roots(forms(part)), _negated(part)) for part in parts]


def _negated(text: str) -> bool:
    return not negations().isdisjoint(forms(text))


def _agree(
    told: Statement, clauses: list[tuple[frozenset[str], bool]], shared: frozenset[str], weight: Mapping[str, float]
) -> bool:
    """Do most of the shared words stand in clauses that are negated as the indirect statement is?"""
    turned = _negated(" ".join(told.texts)) != told.denied
    alike = frozenset().union(*(found for found, negated in clauses if negated == turned))
    return 2 * sum(weight[s] for s in shared & alike) >= sum(weight[s] for s in shared)
