"""Paraphrases: a statement that one article quotes and another tells in its own words.

An indirect statement belongs to a statement of another article if the same source is named for both, two words that
say something are shared, and the shared words carry half of what the indirect one says; where they are only two, half
of what the other says too. A word that many statements of the story have carries little. Words alone do not make a
paraphrase certain: every link is marked as less sure.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.comparison.readings import forms, negations, stems
from analysis.comparison.sources import SAME, Source, compare

SHARED, COVERED = 2, 0.5
"""Least number of shared stems; least share of the weight of the indirect statement's stems."""
COMMON, TRIED = 100, 20
"""A stem in more statements than this finds no candidate; so many candidates are looked at, the likest first."""
_CLAUSE = re.compile(r"[.,;:!?…—–]+(?=\s|$|[^\w\s])|[…—–]")


class Statement(NamedTuple):
    """A statement of one source: the articles that have it, and its text in clauses.

    `denied`: is it told under a verb that denies it?
    """

    story: str | None
    source: Source
    articles: frozenset[int]
    texts: tuple[str, ...]
    denied: bool = False


def link(told: Sequence[Statement], statements: Sequence[Statement]) -> list[int | None]:
    """For each indirect statement the number of the statement that it tells in other words; none without one.

    >>> ann = Source(("ann", "lee"), False)
    >>> quoted = [Statement(None, ann, frozenset([0]), ("The bridge will not open in May, I fear",)),
    ...           Statement(None, ann, frozenset([0]), ("We paid the engineers of the bridge twice",))]
    >>> told = [Statement(None, ann, frozenset([1]), (text,)) for text in
    ...         ["the opening of the bridge in May is not likely", "it may open in May", "engineers were paid twice"]]
    >>> link(told, quoted)
    [0, None, 1]
    """
    clauses = [_clauses(s) for s in statements]
    everything = [frozenset().union(*(c for c, _ in own)) for own in clauses]
    own_stems = [frozenset(stems(" ".join(s.texts))) for s in told]
    weights = _weights(zip([*statements, *told], [*everything, *own_stems], strict=True))
    holders: dict[tuple[str | None, str], list[int]] = {}
    for number, (statement, found) in enumerate(zip(statements, everything, strict=True)):
        for stem in sorted(found):
            holders.setdefault((statement.story, stem), []).append(number)
    answers = []
    for statement, found in zip(told, own_stems, strict=True):
        candidates: Counter[int] = Counter()
        for stem in sorted(found):
            if len(own := holders.get((statement.story, stem), ())) <= COMMON:
                candidates.update(own)
        best, score = None, 0.0
        for number, n in candidates.most_common(TRIED):
            other = statements[number]
            if n < SHARED or compare(statement.source, other.source) != SAME or other.articles <= statement.articles:
                continue
            shared, weight = found & everything[number], weights[statement.story]
            carried = sum(weight[stem] for stem in shared)
            covered = carried / sum(weight[stem] for stem in found)
            if len(shared) == SHARED and carried < COVERED * sum(weight[stem] for stem in everything[number]):
                continue
            if covered >= COVERED and covered > score and _agree(statement, clauses[number], shared, weight):
                best, score = number, covered
        answers.append(best)
    return answers


def _weights(statements: Iterable[tuple[Statement, frozenset[str]]]) -> dict[str | None, dict[str, float]]:
    """For each story the weight of each stem: the logarithm of how rare it is in the story's statements."""
    counts: dict[str | None, Counter[str]] = {}
    totals: Counter[str | None] = Counter()
    for statement, found in statements:
        counts.setdefault(statement.story, Counter()).update(found)
        totals[statement.story] += 1
    return {s: {stem: math.log(1 + totals[s] / n) for stem, n in of.items()} for s, of in counts.items()}


def _clauses(statement: Statement) -> list[tuple[frozenset[str], bool]]:
    """The stems of each clause, and whether it is negated."""
    parts = [part for text in statement.texts for part in _CLAUSE.split(text)]
    return [(frozenset(stems(part)), _negated(part)) for part in parts]


def _negated(text: str) -> bool:
    return not negations().isdisjoint(forms(text))


def _agree(told: Statement, clauses: list[tuple[frozenset[str], bool]], shared: frozenset[str], weight: dict) -> bool:
    """Do most of the shared words stand in clauses that are negated as the indirect statement is?"""
    turned = _negated(" ".join(told.texts)) != told.denied
    alike = frozenset().union(*(found for found, negated in clauses if negated == turned))
    return 2 * sum(weight[s] for s in shared & alike) >= sum(weight[s] for s in shared)
