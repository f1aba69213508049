"""Sides: one article of a pair that is compared, its sentences, and what the words do that differ from the other's."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.comparison import readings
from analysis.comparison.reuse import tokens
from analysis.comparison.reuse.passages import Shared
from analysis.lexicon import load
from analysis.spans import overlap

DATES = frozenset((*calendar.day_name, *calendar.month_name))
"""Capitalised words that are no names; house style sets them with or without *on*."""
NAMINGS = frozenset(("full name", "surname", "acronym", "name", "role", "label"))
"""Forms of mentions that name somebody; a term for a thing may be what a sentence tells."""

Places = list[tuple[int, int]]
"""First character of each word, and one after its last."""


@dataclass
class Sentence:
    """A sentence of one article: its place, its words by number, their places, and the stems that tell something."""

    sentence_id: int
    start: int
    end: int
    words: list[str]
    places: Places
    telling: frozenset[str]
    links: dict[int, float] = field(default_factory=dict)


class Side:
    """One article of a pair: its sentences, and the rows of its quotes, cues and mentions."""

    def __init__(self, shared: Shared, number: int, own: Mapping[str, Mapping[str, list]]) -> None:
        self.article_id = str(shared.articles["article_id"].iloc[number])
        self.text: str = shared.texts[number]
        self.quotes, self.cues, self.mentions = (
            own.get(name, {}).get(self.article_id, []) for name in ("quotes", "cues", "mentions")
        )
        self.sentences = self._sentences(shared, number, own["sentences"].get(self.article_id, []))

    def _sentences(self, shared: Shared, number: int, rows: list) -> list[Sentence]:
        starts, ends = tokens.places(self.text)
        first = shared.tokens.first[number]
        words = [str(w) for w in shared.tokens.ids[first : first + len(starts)]]
        made = []
        for row in rows:
            a, b = np.searchsorted(starts, [row.start, row.end])
            if a < b:
                places = list(zip(starts[a:b].tolist(), ends[a:b].tolist(), strict=True))
                telling = self._telling(places)
                made.append(Sentence(row.sentence_id, row.start, row.end, words[a:b], places, telling))
        return made

    def _telling(self, places: Places) -> frozenset[str]:
        """Stems of a sentence's words that say something and are no name, title or reporting word."""
        named = {place for pair in self._names(places) for place in pair}
        low, high = places[0][0], places[-1][1]
        for row in self.mentions:
            if row.form in NAMINGS and low <= row.start < high:
                named |= {place for place in places if overlap(*place, row.start, row.end)}
        return frozenset(stem for a, b in places if (a, b) not in named for stem in _stems(self.text[a:b]))

    def reporting(self, differs: Places) -> list[str]:
        """Reporting words among those that differ, outside of quotation marks."""
        cues = [(q.cue_start, q.cue_end) for q in self.quotes if not pd.isna(q.cue_start)]
        quoted = [(q.start, q.end) for q in self.quotes if q.kind != "indirect"]
        words = []
        for start, end in differs:
            word = self.text[start:end].lower()
            if any(a <= start < b for a, b in quoted):
                continue
            if word in _reporting_words() or any(overlap(start, end, a, b) for a, b in cues):
                words.append(word)
        return words

    def hedges(self, differs: Places) -> list[str]:
        """Uncertain words of the article's cues that lie in the words that differ."""
        return [
            row.text
            for row in self.cues
            if not pd.isna(row.meter)
            and row.meter == "uncertainty"
            and any(overlap(row.start, row.end, a, b) for a, b in differs)
        ]

    def called(self, places: Places, differs: Places) -> dict[str, set[str]]:
        """What the actors are called whose mentions lie in the words that differ."""
        called: dict[str, set[str]] = {}
        low, high = places[0][0], places[-1][1]
        for row in self.mentions:
            if low <= row.start < high and any(overlap(row.start, row.end, a, b) for a, b in differs):
                called.setdefault(row.actor, set()).add(row.wording)
        return called

    def parts_name(self, places: Places, differs: Places) -> bool:
        """Does one word of a name differ and the word beside it not?"""
        return any((a in differs) != (b in differs) for a, b in self._names(places))

    def said(self, places: Places, differs: Places) -> Places:
        """Differing words without *on* before a date, which house style sets or leaves out."""
        text = self.text
        dates = {a for a, b in pairwise(places) if text[slice(*a)].lower() == "on" and text[slice(*b)] in DATES}
        return [place for place in differs if place not in dates]

    def _names(self, places: Places) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Two words of a name: capitals in a row, not at the beginning of a sentence."""
        return [
            (a, b)
            for a, b in pairwise(places[1:])
            if self._is_name(a) and self._is_name(b) and not self.text[a[1] : b[0]].strip(" .")
        ]

    def _is_name(self, place: tuple[int, int]) -> bool:
        word = self.text[place[0] : place[1]]
        return word[:1].isupper() and word not in DATES


@lru_cache(maxsize=100_000)
def _stems(word: str) -> tuple[str, ...]:
    """What a word tells: its stems, none of a reporting word."""
    return () if word.lower() in _reporting_words() else tuple(readings.stems(readings.forms(word)))


@cache
def _reporting_words() -> frozenset[str]:
    """Finite forms of the verbs that report plainly, affirm or leave open."""
    lexicon = load("reporting_verbs")
    irregular = lexicon.words("irregular")
    forms: set[str] = set()
    for category in ("neutral", "affirming", "distancing"):
        for verb in lexicon.words(category):
            stem = verb[:-1] if verb.endswith("e") else verb
            past = f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2] not in "aeiou" else f"{stem}ed"
            forms |= {f"{verb}s", past}
    for line in irregular:
        base, past = line.split()[:2]
        if f"{base}s" in forms:
            forms.add(past)
    return frozenset(forms)
