"""What the articles of a story carry: quotations, items in their sentences, and sources who are given a word."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

import pandas as pd

from analysis.comparison import items
from analysis.comparison.omission.story import Item, Place, Story
from analysis.comparison.readings import is_content
from analysis.comparison.sources import SAME, Source, compare, source
from analysis.lexicon import load
from analysis.words import even

OPENING = 3
"""A dateline opens one of the first so many paragraphs."""


def add_quotations(story: Story, variants: Iterable[Any]) -> None:
    clusters: dict[int, list[Any]] = {}
    for row in variants:
        clusters.setdefault(row.cluster_id, []).append(row)
    for number, cluster in sorted(clusters.items()):
        item = Item("quotation", number, " … ".join(row.text for row in cluster if row.base))
        for row in cluster:
            story.carry(item, row.article_id, row.start, row.end)


def add_items(story: Story, sentences: Iterable[Any]) -> None:
    """Documents, places, figures and dated events; of several names of an item the first counts.

    Neither a caption nor a dateline is what an article tells: one says what a picture shows, often an older one, the
    other where and when the text was written.
    """
    names: dict[tuple[str, str], Item] = {}
    paragraphs: dict[str, set[int]] = {}
    for row in sentences:
        if row.part == "caption":
            continue
        if row.part == "body":
            paragraphs.setdefault(row.article_id, set()).add(row.paragraph)
        own = items.find(row.text)
        opens = own and row.part == "body" and len(paragraphs[row.article_id]) <= OPENING
        told = _behind_dateline(row.text) if opens else 0
        for found in own:
            if found.start < told:
                continue
            item = names.setdefault((found.kind, found.key), Item(found.kind, found.key, found.name))
            story.carry(item, row.article_id, row.start + found.start, row.start + found.end)


def _behind_dateline(text: str) -> int:
    """Where a sentence goes on behind the dateline that opens it; 0 where none does.

    >>> [_behind_dateline(s) for s in ("GHENT, 3 May 2020 (Reuters) — It is shut.", "It was shut in Ghent — again.")]
    [17, 0]
    """
    flat = even(text)
    for pattern in _datelines():
        if match := pattern.fullmatch(flat):
            return max((match.end(name) for name in match.groupdict() if match[name]), default=0)
    return 0


@cache
def _datelines() -> list[re.Pattern[str]]:
    """How a dateline opens a paragraph, as the reading of articles knows it."""
    entries = (e for e in load("furniture").entries if e.category == "opening")
    return [re.compile(e.match, re.DOTALL | (re.IGNORECASE if e.case != "exact" else 0)) for e in entries]


def add_speakers(story: Story, quotes: Iterable[Any], sentences: Iterable[Any]) -> None:
    """Named sources who are given a word; where they are only named, by their surname or their whole name."""
    people: list[tuple[list[Source], list[Any]]] = []
    by_surname: dict[str, list[tuple[list[Source], list[Any]]]] = {}  # without one surname no two are the same
    known: dict[Source, tuple[list[Source], list[Any]]] = {}
    for row in quotes:
        if row.kind not in ("speech", "indirect") or pd.isna(row.speaker) or not row.named:
            continue
        who = source(str(row.speaker), True, None)
        if who not in known:
            alike = by_surname.setdefault(who.name[-1] if who.name else "", [])
            group = next((g for g in alike if all(compare(who, s) == SAME for s in g[0])), None)
            if group is None:
                people.append(group := ([], []))
                alike.append(group)
            group[0].append(who)
            known[who] = group
        known[who][1].append(row)
    text = _Text(list(sentences))
    for sources, rows in people:
        if len({row.article_id for row in rows}) < 2:
            continue
        item = Item("speaker", sources[0].name, max((str(r.speaker) for r in rows), key=len))
        for row in rows:
            story.carry(item, row.article_id, row.start, row.end)
        own = {word for who in sources for word in who.name}
        surname, quoting, named = sources[0].name[-1], story.carried[item], story.named.setdefault(item, {})
        for row in text.holding(surname):
            silent = row.article_id not in quoting and row.article_id not in named
            if silent and (place := _naming(row.text, surname, own)):
                named[row.article_id] = (row.start + place[0], row.start + place[1])


class _Text:
    """Sentences as one text in small letters, where a word is found without going through them one by one."""

    def __init__(self, sentences: Sequence[Any]) -> None:
        self.sentences = sentences
        small = [sentence.text.lower() for sentence in sentences]
        self.text = "\n".join(small)
        self.ends = list(accumulate(len(text) + 1 for text in small))

    def holding(self, word: str) -> Iterator[Any]:
        """The sentences that hold some letters, in order."""
        at = self.text.find(word)
        while at >= 0:
            number = bisect_right(self.ends, at)
            yield self.sentences[number]
            at = self.text.find(word, self.ends[number])


def _naming(text: str, surname: str, own: set[str]) -> Place | None:
    """Where a sentence names somebody by surname, and nobody else whose name holds the same word.

    >>> _naming("He met Lee on Monday.", "lee", {"ann", "lee"}), _naming("Gen. Bob Lee left", "lee", {"ann", "lee"})
    ((7, 10), None)
    """
    titles = _titles()
    for match in re.finditer(rf"(?:(\S+) )?(?<!\w)({re.escape(surname)})(?!\w|-)", text, re.IGNORECASE):
        before = (match[1] or "").strip("“\"'‘(").rstrip(".,").lower()
        another = match[1] and match[1][0].isupper() and is_content(before) and before not in own | titles
        if match[2][0].isupper() and not another:
            return match.span(2)
    return None


@cache
def _titles() -> set[str]:
    """The last words of titles, without a full stop."""
    lexicon = load("titles")
    words = (word for c in lexicon.categories if c != "stands_for" for word in lexicon.words(c))
    return {word.split()[-1].rstrip(".").lower() for word in words}
