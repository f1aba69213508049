"""The base text of a shared quotation: the reading that agrees best with what most outlets have.

As in a critical apparatus, the other readings are then given by where they differ from it. The base is no claim that
these words were spoken.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from analysis.comparison.alignment import align
from analysis.comparison.apparatus import Base, Witness
from analysis.comparison.clusters import LIKENESS_SHORT, SHORT
from analysis.comparison.readings import is_content

CANDIDATES, WITNESSES = 5, 30
"""So many of the commonest readings are tried, and judged by so many."""


class Quote(NamedTuple):
    """A row of the quotations that are compared, its article and outlet, and the words of its reading."""

    row: int
    article: int
    outlet: str
    text: str
    forms: tuple[str, ...]


class Member(NamedTuple):
    """A quotation beside the base of its statement; `is_base`: is it (part of) the base itself?"""

    quote: Quote
    witness: Witness
    is_base: bool


def statements(group: list[Quote]) -> Iterator[list[Member]]:
    """A cluster as one base and its witnesses; what shares nothing with the base is tried again by itself."""
    while len({quote.article for quote in group}) > 1:
        if not any(is_content(form) for quote in group for form in quote.forms):
            return
        segments = choose(group)
        base = Base([q.text for q in segments])
        rows = {quote.row for quote in segments}
        witnesses: dict[str, Witness] = {}
        for quote in group:
            if quote.text not in witnesses:
                witnesses[quote.text] = Witness(quote.text, base)
        fits = {text: _fits(witness) for text, witness in witnesses.items()}
        part = [Member(q, witnesses[q.text], q.row in rows) for q in group if fits[q.text]]
        if len({member.quote.article for member in part}) > 1:
            yield part
        group = [q for q in group if not fits[q.text]]


def _fits(witness: Witness) -> bool:
    """Does a quotation share words with the base, and a few words most of them? *Act of hate* is no *act of terror*."""
    if witness.kind != "reworded":
        return bool(witness.runs)
    own, base = witness.reading.forms, witness.base.forms
    shorter = min(len(own), len(base))
    return shorter > SHORT or align(own, base)[0] >= LIKENESS_SHORT * shorter


def choose(group: list[Quote]) -> list[Quote]:
    """The quotations of one article whose reading agrees best with those of all outlets.

    Agreement: words that others share, less words where they differ, each outlet counted once. Ties go to the reading
    that more outlets have to the word, then to the fuller one, then to the first article.
    """
    by_article: dict[int, list[Quote]] = {}
    for quote in group:
        by_article.setdefault(quote.article, []).append(quote)
    n_articles = Counter(quotes[0].outlet for quotes in by_article.values())
    first: dict[tuple, list[Quote]] = {}  # for each reading the first article that has it
    weights: dict[tuple, Counter[str]] = {}  # for each reading its outlets, each with the share of its articles
    for quotes in by_article.values():
        segments = _without_repeats(quotes)
        key = tuple(q.forms for q in segments)
        first.setdefault(key, segments)
        weights.setdefault(key, Counter())[quotes[0].outlet] += 1 / n_articles[quotes[0].outlet]  # type: ignore[assignment]
    weight = {key: sum(of.values()) for key, of in weights.items()}
    common = sorted(first, key=lambda key: (-weight[key], -sum(map(len, key))))
    if len(common) < 3:  # two readings agree with each other as well either way round
        return first[common[0]]

    def agreement(key: tuple) -> float:
        words = tuple(form for segment in key for form in segment)
        total = 0.0
        for other in common[:WITNESSES]:
            equal = differing = 0
            for segment in other:
                _, chain = align(segment, words)
                equal += sum(n for *_, n in chain)
                for (i, j, n), (next_i, next_j, _) in pairwise(chain):
                    differing += max(next_i - i, next_j - j) - n
            others = weight[other] - (max(weights[key].values()) if other == key else 0)
            total += others * (equal - differing)
        return total

    best = max(common[:CANDIDATES], key=lambda key: (round(agreement(key), 6), weight[key], sum(map(len, key))))
    return first[best]


def _without_repeats(quotes: list[Quote]) -> list[Quote]:
    """The quotations of one article that add words; what a longer one of them holds already is quoted twice."""
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda q: -len(q.forms)):
        own = quote.forms
        if not any(align(own, k.forms)[0] >= 0.5 * len(own) for k in kept):
            kept.append(quote)
    return sorted(kept, key=lambda q: q.row)


def alone(quote: Quote) -> Member:
    """A quotation that nobody shares, as its own base."""
    return Member(quote, Witness(quote.text, Base([quote.text])), True)
