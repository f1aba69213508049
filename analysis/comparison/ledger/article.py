"""An article made ready to be set against its own headline: sentences by stems, who answers for which words, hedges."""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

import pandas as pd

from analysis import schema
from analysis.comparison.readings import forms, is_content, read, stem
from analysis.lexicon import load
from analysis.spans import overlap
from analysis.words import even

HEADS = ("headline", "alt_headline", "deck")
SAYING = ("neutral", "distancing", "arguing", "document")
"""Classes of verbs that hand the words to their speaker; *admit* shares them, *begin* may report nothing."""
SPEAKING = ("neutral", "distancing", "arguing", "affirming", "denying", "directive", "committing", "thinking")
"""Classes of verbs under which a headline is no flat statement: it tells what someone says, wants or thinks."""
RESERVED = ("modal", "evidential", "adverb", "adjective_noun")
"""Categories of cues that take certainty from the words they qualify; *if* and a question open a case instead."""
_SOURCE = re.compile(r"^[^:?!.]{2,40}:\s|:\s[^:?!.]{2,40}$")

Span = tuple[int, int]

NEEDED = {
    "sentences": ("article_id", "sentence_id", "start", "end", "text", "part", "paragraph"),
    "quotes": (
        *("article_id", "start", "end", "text", "kind", "form", "cue", "cue_start", "cue_end", "verb_class", "speaker"),
        *("speaker_mention", "mention_start", "mention_end", "named"),
    ),
    "cues": ("article_id", "start", "end", "text", "category", "meter", "qualifies_start", "qualifies_end", "voice"),
    "claims": ("article_id", "start", "part", "proposition", "stance", "by", "deciding_spans"),
}
"""Columns that are read of each table."""
PART = 1000
"""Articles that are read at a time: this bounds the memory."""


class Stem(NamedTuple):
    """A content word: its stem and its place in the article."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A sentence of the article, or a headline: its row, and its content words."""

    row: Any

    @property
    def span(self) -> Span:
        return self.row.start, self.row.end

    @cached_property
    def stems(self) -> tuple[Stem, ...]:
        reading, at = read(self.row.text), self.row.start
        words = zip(reading.forms, reading.spans, strict=True)
        return tuple(Stem(stem(w), at + a, at + b) for w, (a, b) in words if is_content(w))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Its stems without their places, which is faster: most sentences are asked for no more."""
        return frozenset(filter(None, map(_stem, forms(self.row.text))))

    def holds(self, start: int, end: int) -> bool:
        return self.row.start <= start and end <= self.row.end


@dataclass(frozen=True)
class Article:
    """An article's headlines, body sentences, quotations, cues of reserve and claims."""

    heads: tuple[Sentence, ...]
    body: tuple[Sentence, ...]
    quotes: tuple[Any, ...]
    cues: tuple[Any, ...]
    claims: tuple[Any, ...]

    @cached_property
    def told(self) -> tuple[Any, ...]:
        """The quotations and indirect statements that a verb of saying hands to a speaker."""
        return tuple(q for q in self.quotes if q.cue and q.verb_class in SAYING)

    @cached_property
    def told_in(self) -> dict[int, list[Any]]:
        """Of each sentence of the body, by its number, what is told in it; none without."""
        starts = [sentence.row.start for sentence in self.body]
        found: dict[int, list[Any]] = {}
        for quote in self.told:
            first = max(0, bisect_right(starts, quote.start) - 1)
            for number in range(first, bisect_left(starts, quote.end)):
                if overlap(*self.body[number].span, quote.start, quote.end):
                    found.setdefault(number, []).append(quote)
        return dict(sorted(found.items()))

    @cached_property
    def reserves(self) -> tuple[Any, ...]:
        """The cues that take certainty from what they qualify."""
        return tuple(c for c in self.cues if c.category in RESERVED)

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much a stem tells in this article: less, the more of its sentences have it."""
        n = len(self.body)
        seen = Counter(stem for sentence in self.body for stem in sentence.kinds)
        return {stem: math.log((n + 1) / count) + 0.1 for stem, count in seen.items()}

    def weight(self, stems: Iterable[str]) -> float:
        """The weight of some stems; one that no sentence of the body has weighs as one that a single sentence has."""
        rare = math.log(len(self.body) + 1) + 0.1
        return sum(self.weights.get(stem, rare) for stem in stems)

    def share(self, head: Sentence, stems: Iterable[str]) -> float:
        """The part of a headline's weight that some stems have, 0–1."""
        whole = self.weight(head.kinds)
        return self.weight(head.kinds & set(stems)) / whole if whole else 0.0

    def teller(self, start: int, end: int) -> Any | None:
        """The quotation or indirect statement that holds some words, the outermost."""
        holding = [q for q in self.told if q.start <= start and end <= q.end]
        return max(holding, key=lambda q: q.end - q.start, default=None)

    def reserve(self, sentence: Sentence) -> list[Any]:
        """The cues by which a sentence's narrator or speaker keeps from full certainty."""
        return [c for c in self.reserves if sentence.holds(c.start, c.end)]

    def is_flat(self, head: Sentence) -> bool:
        """Is a headline a plain statement: no hedge, question, quotation, source or verb of speaking?"""
        text = even(head.row.text)
        return not (
            "?" in text
            or _SOURCE.search(text)
            or any(head.holds(c.start, c.end) for c in self.cues if c.meter == "uncertainty")
            or any(overlap(*head.span, q.start, q.end) for q in self.quotes if q.kind != "indirect")
            or any(overlap(*head.span, q.start, q.end) for q in self.told)
            or _speaks(text.lower())
        )


def articles(tables: Mapping[str, pd.DataFrame]) -> Iterator[Article]:
    """The articles that have a headline and a body, each with its rows of `sentences, quotes, cues, claims`."""
    needed = {name: tables[name][list(columns)] for name, columns in NEEDED.items()}
    part_of = {a: number // PART for number, a in enumerate(needed["sentences"]["article_id"].unique())}
    for part in schema.parts(needed, part_of):
        rows = {name: _by_article(table) for name, table in part.items()}
        for article_id, sentences in rows["sentences"].items():
            heads = tuple(Sentence(r) for r in sentences if r.part in HEADS)
            body = tuple(Sentence(r) for r in sentences if r.part == "body")
            if heads and body:
                yield Article(heads, body, *(tuple(rows[n].get(article_id, ())) for n in ("quotes", "cues", "claims")))


def _by_article(table: pd.DataFrame) -> dict[str, list[Any]]:
    """The rows of a table by article; what is missing is None."""
    by_article: dict[str, list[Any]] = {}
    for row in schema.rows(table, missing=None):
        by_article.setdefault(row.article_id, []).append(row)
    return by_article


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str | None:
    return stem(word) if is_content(word) else None


def within(stems: Sequence[Stem], start: int, end: int) -> set[str]:
    """The stems that stand in a stretch."""
    return {s.stem for s in stems if start <= s.start and s.end <= end}


def _speaks(text: str) -> bool:
    """Has a headline in small letters a verb of speaking? In its base form only after a plural: *a report* is none."""
    words = re.findall(r"[a-z]+", text)
    plural = [False, *(w.endswith("s") for w in words)]
    base, inflected = _speaking()
    return any(w in inflected or (w in base and after) for w, after in zip(words, plural, strict=False))


@cache
def _speaking() -> tuple[frozenset[str], frozenset[str]]:
    """The verbs of speaking that are one word: in their base form, and inflected."""
    entries = load("reporting_verbs").entries
    base = {e.match for e in entries if e.category in SPEAKING and e.match.isalpha()}
    inflected = {
        form
        for line in load("reporting_verbs").words("irregular")
        for form in line.split()[1:]
        if line.split()[0] in base
    }
    for verb in base:
        inflected |= {f"{verb}s", f"{verb}es", f"{verb.removesuffix('e')}ed"}
        if verb.endswith("y"):
            inflected |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    return frozenset(base), frozenset(inflected)
