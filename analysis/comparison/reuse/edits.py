"""Edits: how two articles that are one text differ, sentence by sentence.

A sentence of one article stands beside the sentences of the other that have its telling words (one may have become
two), or alone. Words that many sentences of the two have weigh little; names, titles and reporting words nothing, as
the same people are in all sentences of a story. It is said which of the two has what; who changed it is said only where
dates tell which came first.
"""

import calendar
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis import schema
from analysis.comparison import readings
from analysis.comparison.alignment import align
from analysis.comparison.reuse import tokens
from analysis.comparison.reuse.passages import Shared, days
from analysis.lexicon import load
from analysis.spans import overlap

RUN = 4
"""Sentences that share so many words in a row, or so many telling words, may be linked."""
LINKED, LINKED_GREATER, HELD = 0.5, 0.3, 0.75
"""Two sentences are linked if they share this part of what the lesser one tells and this of the greater one, each word
weighed by its rarity in the two articles; or where one holds this part of the other (one became two)."""
CLOSE, CLOSE_LONGER = 0.5, 0.3
"""What a change touches is asked only where they share this part of the shorter one and of the longer one: others may
tell different things."""
TOUCHES = ("attribution", "hedge", "name", "verb")
"""What a change may touch, in the order in which the page shows it."""

DATES = frozenset((*calendar.day_name, *calendar.month_name))
"""Capitalised words that are no names; house style sets them with or without *on*."""
NAMINGS = frozenset(("full name", "surname", "acronym", "name", "role", "label"))
"""Forms of mentions that name somebody; a term for a thing may be what a sentence tells."""

Places = list[tuple[int, int]]


@dataclass
class _Sentence:
    """A sentence of one article: its place, its words by number, their places, and the stems that tell something."""

    sentence_id: int
    start: int
    end: int
    words: list[str]
    places: Places
    telling: frozenset[str]
    links: dict[int, float] = field(default_factory=dict)


def find(shared: Shared, copies: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Find the differences between articles that are one text.

    Each article of a text is compared with one of its story: the earliest where all are dated to the day, else the one
    that stands for the text in `copies`.

    Args:
        shared: the articles' words.
        copies: table `copies`.
        tables: tables `sentences, quotes, cues` by name, and `mentions` where there are any.

    Returns: table `edits`; pairs in the order of the articles; in each pair first what touches an attribution, a
    hedge, a name or a reporting verb, then reworded, moved, and what only one of them has.

    Note: a sentence that one article has in wholly, or mostly, other words is shown as standing in each alone.

    References:
        Spangher, Ren, May & Peng (2022), NewsEdits: a news article revision dataset: sentences added, deleted, edited
        and moved between versions of an article.
    """
    articles = shared.articles.reset_index(drop=True)
    number = {article: n for n, article in enumerate(articles["article_id"])}
    day = days(articles)
    several = copies[copies["n_articles"] > 1]
    wanted = set(several["article_id"])
    own = {
        name: _by_article(tables[name], wanted)
        for name in ("sentences", "quotes", "cues", "mentions")
        if name in tables
    }
    rows: list[dict] = []
    pair = 0
    stories = dict(zip(articles["article_id"], articles["story"].fillna(""), strict=True))
    for _, text in several.groupby([several["text_id"], several["article_id"].map(stories)], sort=True):
        members = [number[a] for a in text["article_id"]]
        base = number[text.sort_values("kept", ascending=False, kind="stable")["article_id"].iloc[0]]
        for other in members:
            if other == base:
                continue
            first, second = sorted((base, other), key=lambda n: (day[n] if not np.isnan(day[members]).any() else 0, n))
            rows += _Pair(shared, (first, second), own, bool(day[first] < day[second])).rows(pair)
            pair += 1
    return schema.from_rows("edits", rows)


class _Pair:
    """Two articles, the earlier or first one in front."""

    def __init__(
        self, shared: Shared, numbers: tuple[int, int], own: Mapping[str, Mapping[str, list]], dated: bool
    ) -> None:
        self.ids = [str(shared.articles["article_id"].iloc[n]) for n in numbers]
        self.texts = [shared.texts[n] for n in numbers]
        self.dated = dated
        self.own = {name: [table.get(article, []) for article in self.ids] for name, table in own.items()}
        self.sides = [self._sentences(shared, n, side) for side, n in enumerate(numbers)]
        self._link()

    def _sentences(self, shared: Shared, number: int, side: int) -> list[_Sentence]:
        starts, ends = tokens.places(self.texts[side])
        first = shared.tokens.first[number]
        words = [str(w) for w in shared.tokens.ids[first : first + len(starts)]]
        made = []
        for row in self.own["sentences"][side]:
            a, b = np.searchsorted(starts, [row.start, row.end])
            if a < b:
                places = list(zip(starts[a:b].tolist(), ends[a:b].tolist(), strict=True))
                telling = self._telling(side, places)
                made.append(_Sentence(row.sentence_id, row.start, row.end, words[a:b], places, telling))
        return made

    def _telling(self, side: int, places: Places) -> frozenset[str]:
        """Stems of a sentence's words that say something and are no name, title or reporting word."""
        named = {place for pair in self._names(side, places) for place in pair}
        low, high = places[0][0], places[-1][1]
        for row in self.own.get("mentions", ([], []))[side]:
            if row.form in NAMINGS and low <= row.start < high:
                named |= {place for place in places if overlap(*place, row.start, row.end)}
        words = (self.texts[side][a:b] for a, b in places if (a, b) not in named)
        return frozenset(
            readings.stems(f for w in words if w.lower() not in _reporting_words() for f in readings.forms(w))
        )

    def _link(self) -> None:
        """Set sentences beside each other that share enough of what they tell."""
        here, there = self.sides
        common = Counter(stem for side in self.sides for sentence in side for stem in sentence.telling)
        n = len(here) + len(there) + 1

        def weight(stems: Iterable[str]) -> float:
            return sum(math.log(n / common[stem]) for stem in sorted(stems))

        others = [(other, set(_runs(other.words)), weight(other.telling)) for other in there]
        for i, sentence in enumerate(here):
            runs, own = set(_runs(sentence.words)), weight(sentence.telling)
            for j, (other, other_runs, others_own) in enumerate(others):
                both = sentence.telling & other.telling
                shared, (lesser, greater) = weight(both), sorted((own, others_own))
                row = not runs.isdisjoint(other_runs)
                like = shared >= LINKED * lesser and shared >= LINKED_GREATER * greater
                held = row and shared >= HELD * lesser
                if sentence.words == other.words or (both and (row or len(both) >= RUN) and (like or held)):
                    sentence.links[j] = other.links[i] = shared

    def rows(self, pair: int) -> list[dict]:
        """The rows of the table for this pair."""
        here, there = self.sides
        best = {i: max(s.links, key=lambda j: (s.links[j], -j)) for i, s in enumerate(here) if s.links}
        in_order = _in_order([(i, j, here[i].links[j]) for i, j in sorted(best.items())])
        told: set[int] = set()
        rows = []
        for i, sentence in enumerate(here):
            if i not in best:
                rows.append(self._alone(pair, 0, sentence))
                continue
            beside = _neighbours(best[i], sentence.links)
            told |= set(beside)
            row = self._beside(pair, sentence, beside, i not in in_order)
            if row:
                rows.append(row)
        for j, sentence in enumerate(there):
            if j in told:
                continue
            if not sentence.links:
                rows.append(self._alone(pair, 1, sentence))
                continue
            i = max(sentence.links, key=lambda i: (sentence.links[i], -i))
            crossed = any((k < i) != (best[k] < j) for k in in_order if k != i and best[k] != j)
            row = self._beside(pair, here[i], [j], crossed, best=False)
            if row:
                rows.append(row)
        kinds = ("reworded", "moved", "cut", "added", "only_here")
        return sorted(rows, key=lambda r: (_rank(r["touches"]), kinds.index(r["kind"])))

    def _alone(self, pair: int, side: int, sentence: _Sentence) -> dict:
        kind = ("cut", "added")[side] if self.dated else "only_here"
        return {**self._here(pair, side, sentence), "kind": kind, "moved": False}

    def _beside(
        self, pair: int, sentence: _Sentence, beside: Sequence[int], moved: bool, best: bool = True
    ) -> dict | None:
        """A row for a sentence and those beside it, its best or lesser ones; none if nothing differs."""
        others = [self.sides[1][j] for j in beside]
        words, places = [w for o in others for w in o.words], [p for o in others for p in o.places]
        _, chain = align(sentence.words, words)
        own = self._said(0, sentence.places, _rest(sentence.places, [(a, n) for a, _, n in chain]))
        other = self._said(1, places, _rest(places, [(b, n) for _, b, n in chain]))
        if not own and not other and not moved:
            return None
        shorter, longer = sorted((len(sentence.places), len(places)))
        equal = len(sentence.places) - len(own)
        close = equal >= CLOSE * shorter and equal >= CLOSE_LONGER * longer
        touches = self._touches((sentence.places, places), (own, other)) if close and best else []
        start, end = others[0].start, others[-1].end
        return {
            **self._here(pair, 0, sentence),
            "other_start": start,
            "other_end": end,
            "other_text": self.texts[1][start:end],
            "kind": "reworded" if own or other else "moved",
            "moved": moved,
            "touches": ", ".join(touches) or pd.NA,
            "differs": _cell(own),
            "other_differs": _cell(other),
        }

    def _here(self, pair: int, side: int, sentence: _Sentence) -> dict:
        return {
            "article_id": self.ids[side],
            "sentence_id": sentence.sentence_id,
            "start": sentence.start,
            "end": sentence.end,
            "text": self.texts[side][sentence.start : sentence.end],
            "pair": pair,
            "other_id": self.ids[1 - side],
            "touches": pd.NA,
        }

    def _touches(self, places: tuple[Places, Places], differs: tuple[Places, Places]) -> list[str]:
        """What the words that differ do: attribute, hedge, name, report."""
        reporting = [self._reporting(side, differs[side]) for side in (0, 1)]
        hedges = [self._spans("cues", side, differs[side]) for side in (0, 1)]
        found = set()
        if bool(reporting[0]) != bool(reporting[1]):
            found.add("attribution")
        elif reporting[0] and sorted(reporting[0]) != sorted(reporting[1]):
            found.add("verb")
        if bool(hedges[0]) != bool(hedges[1]):
            found.add("hedge")
        if self._renamed(places, differs):
            found.add("name")
        return [touched for touched in TOUCHES if touched in found]

    def _reporting(self, side: int, differs: Places) -> list[str]:
        """Reporting words among those that differ, outside of quotation marks."""
        cues = [(q.cue_start, q.cue_end) for q in self.own["quotes"][side] if not pd.isna(q.cue_start)]
        quoted = [(q.start, q.end) for q in self.own["quotes"][side] if q.kind != "indirect"]
        words = []
        for start, end in differs:
            word = self.texts[side][start:end].lower()
            if any(a <= start < b for a, b in quoted):
                continue
            if word in _reporting_words() or any(overlap(start, end, a, b) for a, b in cues):
                words.append(word)
        return words

    def _spans(self, table: str, side: int, differs: Places) -> list[str]:
        """Uncertain words of the article's cues that lie in the words that differ."""
        return [
            row.text
            for row in self.own.get(table, ([], []))[side]
            if not pd.isna(row.meter)
            and row.meter == "uncertainty"
            and any(overlap(row.start, row.end, a, b) for a, b in differs)
        ]

    def _renamed(self, places: tuple[Places, Places], differs: tuple[Places, Places]) -> bool:
        """Is an actor called otherwise, or has a name parts here that it has not there?"""
        if "mentions" in self.own:
            called: list[dict[str, set[str]]] = [{}, {}]
            for side in (0, 1):
                low, high = places[side][0][0], places[side][-1][1]
                for row in self.own["mentions"][side]:
                    if low <= row.start < high and any(overlap(row.start, row.end, a, b) for a, b in differs[side]):
                        called[side].setdefault(row.actor, set()).add(row.wording)
            if any(called[0][actor] != called[1][actor] for actor in called[0].keys() & called[1].keys()):
                return True
        return any(
            (a in differs[side]) != (b in differs[side]) for side in (0, 1) for a, b in self._names(side, places[side])
        )

    def _names(self, side: int, places: Places) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Two words of a name: capitals in a row, not at the beginning of a sentence."""
        return [
            (a, b)
            for a, b in pairwise(places[1:])
            if self._is_name(side, a) and self._is_name(side, b) and not self.texts[side][a[1] : b[0]].strip(" .")
        ]

    def _said(self, side: int, places: Places, differs: Places) -> Places:
        """Differing words without *on* before a date, which house style sets or leaves out."""
        text = self.texts[side]
        dates = {a for a, b in pairwise(places) if text[slice(*a)].lower() == "on" and text[slice(*b)] in DATES}
        return [place for place in differs if place not in dates]

    def _is_name(self, side: int, place: tuple[int, int]) -> bool:
        word = self.texts[side][place[0] : place[1]]
        return word[:1].isupper() and word not in DATES


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The runs of `RUN` words in a sentence; a shorter sentence is one run."""
    wall, size = str(tokens.WALL), min(RUN, len(words))
    return [tuple(words[k : k + size]) for k in range(len(words) - size + 1) if wall not in words[k : k + size]]


def _neighbours(best: int, links: Mapping[int, object]) -> list[int]:
    """The best of the linked sentences, with linked ones right before and behind it."""
    low = high = best
    while low - 1 in links:
        low -= 1
    while high + 1 in links:
        high += 1
    return list(range(low, high + 1))


def _in_order(links: Sequence[tuple[int, int, float]]) -> set[int]:
    """The sentences of the heaviest row that comes in the same order in both; the others were moved.

    >>> sorted(_in_order([(0, 5, 9), (1, 1, 9), (2, 2, 9), (3, 3, 9)]))
    [1, 2, 3]
    """
    best: list[tuple[float, int]] = []
    for k, (_, j, weight) in enumerate(links):
        before = max(((best[p][0], p) for p in range(k) if links[p][1] <= j), default=(0.0, -1))
        best.append((before[0] + weight, before[1]))
    kept: set[int] = set()
    k = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    while k >= 0:
        kept.add(links[k][0])
        k = best[k][1]
    return kept


def _rest(places: Places, equal: Sequence[tuple[int, int]]) -> Places:
    """The places of the words that are not among the equal ones."""
    same = {k for start, n in equal for k in range(start, start + n)}
    return [place for k, place in enumerate(places) if k not in same]


def _cell(places: Places) -> str | None:
    return " ".join(f"{a}:{b}" for a, b in places) or None


def _rank(touches: object) -> int:
    return len(TOUCHES) if pd.isna(touches) else TOUCHES.index(str(touches).split(",")[0])


def _by_article(table: pd.DataFrame, wanted: set[str]) -> dict[str, list]:
    rows: dict[str, list] = {}
    for row in table[table["article_id"].isin(wanted)].itertuples():
        rows.setdefault(str(row.article_id), []).append(row)
    return rows


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
