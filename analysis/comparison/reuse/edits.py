"""Edits: how two articles that are one text differ, sentence by sentence.

A sentence of one article stands beside the sentences of the other that have its telling words (one may have become
two), or alone. Words that many sentences of the two have weigh little; names, titles and reporting words nothing, as
the same people are in all sentences of a story. It is said which of the two has what; who changed it is said only where
dates tell which came first.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis import schema
from analysis.comparison.alignment import align
from analysis.comparison.reuse import tokens
from analysis.comparison.reuse.passages import Shared, days
from analysis.comparison.reuse.sides import Places, Sentence, Side

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
        self.dated = dated
        self.sides = [Side(shared, number, own) for number in numbers]
        self._link()

    def _link(self) -> None:
        """Set sentences beside each other that share enough of what they tell."""
        here, there = (side.sentences for side in self.sides)
        common = Counter(stem for side in (here, there) for sentence in side for stem in sentence.telling)
        n = len(here) + len(there) + 1

        weights = {stem: math.log(n / times) for stem, times in common.items()}

        def weight(stems: Iterable[str]) -> float:
            return sum(weights[stem] for stem in sorted(stems))

        others = [(other, set(_runs(other.words)), weight(other.telling)) for other in there]
        telling: dict[str, list[int]] = {}
        alike: dict[tuple[str, ...], list[int]] = {}
        for j, other in enumerate(there):
            alike.setdefault(tuple(other.words), []).append(j)
            for stem in other.telling:
                telling.setdefault(stem, []).append(j)
        for i, sentence in enumerate(here):
            runs, own = set(_runs(sentence.words)), weight(sentence.telling)
            near = set(alike.get(tuple(sentence.words), ())).union(*(telling.get(s, ()) for s in sentence.telling))
            for j in sorted(near):  # without a telling word in common, or all words, no two are linked
                other, other_runs, others_own = others[j]
                both = sentence.telling & other.telling
                shared, (lesser, greater) = weight(both), sorted((own, others_own))
                row = not runs.isdisjoint(other_runs)
                like = shared >= LINKED * lesser and shared >= LINKED_GREATER * greater
                held = row and shared >= HELD * lesser
                if sentence.words == other.words or (both and (row or len(both) >= RUN) and (like or held)):
                    sentence.links[j] = other.links[i] = shared

    def rows(self, pair: int) -> list[dict]:
        """The rows of the table for this pair."""
        here, there = (side.sentences for side in self.sides)
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

    def _alone(self, pair: int, side: int, sentence: Sentence) -> dict:
        kind = ("cut", "added")[side] if self.dated else "only_here"
        return {**self._here(pair, side, sentence), "kind": kind, "moved": False}

    def _beside(
        self, pair: int, sentence: Sentence, beside: Sequence[int], moved: bool, best: bool = True
    ) -> dict | None:
        """A row for a sentence and those beside it, its best or lesser ones; none if nothing differs."""
        others = [self.sides[1].sentences[j] for j in beside]
        words, places = [w for o in others for w in o.words], [p for o in others for p in o.places]
        _, chain = align(sentence.words, words)
        own = self.sides[0].said(sentence.places, _rest(sentence.places, [(a, n) for a, _, n in chain]))
        other = self.sides[1].said(places, _rest(places, [(b, n) for _, b, n in chain]))
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
            "other_text": self.sides[1].text[start:end],
            "kind": "reworded" if own or other else "moved",
            "moved": moved,
            "touches": ", ".join(touches) or pd.NA,
            "differs": _cell(own),
            "other_differs": _cell(other),
        }

    def _here(self, pair: int, side: int, sentence: Sentence) -> dict:
        return {
            "article_id": self.sides[side].article_id,
            "sentence_id": sentence.sentence_id,
            "start": sentence.start,
            "end": sentence.end,
            "text": self.sides[side].text[sentence.start : sentence.end],
            "pair": pair,
            "other_id": self.sides[1 - side].article_id,
            "touches": pd.NA,
        }

    def _renamed(self, places: tuple[Places, Places], differs: tuple[Places, Places]) -> bool:
        """Is an actor called otherwise, or has a name parts here that it has not there?"""
        both = list(zip(self.sides, places, differs, strict=True))
        here, there = (side.called(*own) for side, *own in both)
        if any(here[actor] != there[actor] for actor in here.keys() & there.keys()):
            return True
        return any(side.parts_name(*own) for side, *own in both)

    def _touches(self, places: tuple[Places, Places], differs: tuple[Places, Places]) -> list[str]:
        """What the words that differ do: attribute, hedge, name, report."""
        reporting = [side.reporting(own) for side, own in zip(self.sides, differs, strict=True)]
        hedges = [side.hedges(own) for side, own in zip(self.sides, differs, strict=True)]
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
