"""A headline or sentence made ready to be read: words with their stems, stretches, and the expressions of the lexicon.

A stretch is what stands between strong marks: `Pentagon: no withdrawal - report` has three. A clause is what a
negation or a denial can reach: it ends with its stretch, or where another clause opens (`but`, `amid`, `after`).
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from analysis import lexicon, matcher
from analysis.words import WORD

CUES = (
    "denial", "unmasking", "doubt", "falsity", "fabrication", "duped", "calling", "truth", "error", "not_so", "negator",
    "cancel", "modal", "rumour", "would_be", "matter", "demand", "open", "say", "affirm", "according",
)  # fmt: skip
"""Categories that are found in the text; the others are classes of single words, asked for one by one."""
SHORT = 3
"""Letters of a root whose *ie* may become *y*."""
FRONT = 3
"""Words that a clause before the main clause has at least."""
_PARTING = frozenset(",;()-")
_CLOSED = re.compile(r"[,.?!]['\"]")
_BREAK = re.compile(r"[?!|;]+|:(?=\s|$)|(?<=\s)-+|--+|\.{2,}|…|(?<=[a-z0-9]{3})\.(?=[\"')]*\s+[\"'(]*[A-Z0-9])")

_INSERT = re.compile(r"(?<=\s)([-–—])\s(?=[a-z])[^-–—?!:;]{1,80}(?<=\s)([-–—])\s(?=[a-z])")
"""Words between two dashes inside a sentence: they break it no more than commas do."""


class Word(NamedTuple):
    """A word: its place, its lower-case form, its stem, and the number of its stretch."""

    start: int
    end: int
    form: str
    stem: str
    stretch: int


class Cue(NamedTuple):
    """An expression of the lexicon: the numbers of its first word and of the word after its last."""

    category: str
    first: int
    after: int
    start: int
    end: int
    form: str


class Stretch(NamedTuple):
    """What stands between strong marks: its words by number, and the mark that closes it (`?`, `:`, `-`, or none)."""

    first: int
    after: int
    mark: str


@dataclass(frozen=True)
class Sentence:
    """A sentence ready to be read."""

    text: str
    plain: str
    words: tuple[Word, ...]
    stretches: tuple[Stretch, ...]

    @cached_property
    def every_form(self) -> list[str]:
        """All words in small letters."""
        return [word.form for word in self.words]

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins."""
        return [word.start for word in self.words]

    @cached_property
    def by_stem(self) -> dict[str, list[int]]:
        """The numbers of the words, by their stem."""
        numbers: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            numbers.setdefault(word.stem, []).append(number)
        return numbers

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The expressions of the lexicon, in order; looked for when they are asked for."""
        found = []
        for hit in matcher.find_all([self.plain], _cue_lexicon())[0]:
            i, j = bisect_left(self.starts, hit.start), bisect_left(self.starts, hit.end)
            if i < j:
                form = self.plain[hit.start : hit.end].lower()
                found.append(Cue(hit.entry.category, i, j, hit.start, hit.end, form))
        return tuple(found)

    def of(self, *categories: str) -> list[Cue]:
        """The cues of some categories, in order."""
        return [cue for cue in self.cues if cue.category in categories]

    def of_range(self, first: int, after: int) -> list[Cue]:
        """The verbs of telling between two words."""
        return [cue for cue in self.of("say", "affirm", "denial") if first <= cue.first < after]

    def forms(self, first: int, after: int) -> list[str]:
        """The lower-case words from one number to another."""
        return self.every_form[max(0, first) : max(0, after)]

    def stretch(self, number: int) -> Stretch:
        """The stretch in which word `number` stands."""
        return self.stretches[self.words[number].stretch]

    def is_parted(self, number: int) -> bool:
        """Does a comma, a dash or a bracket stand before word `number`?"""
        gap = self.plain[self.words[number - 1].end : self.words[number].start] if number else ""
        return not _PARTING.isdisjoint(gap)

    def part(self, number: int) -> int:
        """The first word of what stands between two commas, or stronger marks, around word `number`."""
        first = self.stretch(number).first
        return next((i for i in range(number, first, -1) if self.is_parted(i)), first)

    def front(self, number: int) -> int:
        """Where the clause ends that opens the stretch of word `number`: the first word of the main clause.

        `Though the mayor said it will close, the bridge …`; the stretch's first word, where no such clause opens it.
        """
        return self._fronts[self.words[number].stretch]

    @cached_property
    def _fronts(self) -> list[int]:
        """For each stretch the first word of its main clause."""
        return [self._front(stretch) for stretch in self.stretches]

    def _front(self, stretch: Stretch) -> int:
        opening = self.forms(stretch.first, stretch.first + 2)
        if not opening or (opening[0] not in words_of("fronting") and opening[-1] not in words_of("fronting")):
            return stretch.first
        closed = (i for i in range(stretch.first + FRONT, stretch.after) if self.is_parted(i))
        return next(closed, stretch.first)

    def clause(self, number: int) -> tuple[int, int]:
        """The words of the clause around word `number`: first, and one after the last."""
        around = self.stretch(number)
        first, after = around.first, around.after
        front = self.front(number)
        if number < front:
            after = front
        else:
            first = max(first, front)
        edges = self._edges
        before, behind = bisect_left(edges, number), bisect_right(edges, number)
        if number in self._closings:
            first = max(first, number)
        elif before:
            first = max(first, edges[before - 1])
        if behind < len(edges):
            after = min(after, edges[behind])
        return first, after

    @cached_property
    def _edges(self) -> list[int]:
        """The words that open a clause, or stand behind a quotation."""
        openers = words_of("clause")
        return sorted(self._closings.union(i for i, form in enumerate(self.every_form) if form in openers))

    @cached_property
    def _closings(self) -> frozenset[int]:
        """The words before which a quotation ends: *he* of `“It will close,” he said`."""
        return frozenset(bisect_left(self.starts, closed.end()) for closed in _CLOSED.finditer(self.plain))


@cache
def words_of(category: str) -> frozenset[str]:
    """The words of one category of the lexicon."""
    return frozenset(lexicon.load("stance").words(category))


@cache
def calendar() -> list[frozenset[str]]:
    """The months and the days of the week: of each one only can be meant."""
    return [frozenset(group) for group in lexicon.load("stance").categories["calendar"]["groups"]]


@cache
def _cue_lexicon() -> lexicon.Lexicon:
    whole = lexicon.load("stance")
    return replace(whole, entries=tuple(e for e in whole.entries if e.category in CUES))


@cache
def _same() -> dict[str, str]:
    return {_stemmer().stem(form): common for form, common in _same_forms().items()}


def beginnings(its_stem: str) -> list[str]:
    """What the words of a stem begin with: to see in a text, before it is parsed, that none of them is there.

    >>> beginnings("citi"), beginnings("leave")
    (['cit'], ['leav', 'leave', 'left'])
    """
    roots = [root for root, common in _same().items() if common == its_stem] or [its_stem]
    return sorted({form for form, common in _same_forms().items() if common == its_stem} | set(map(_begin, roots)))


def _begin(root: str) -> str:
    """What the inflected forms of a root begin with: `happ` (happy, happier), `lov` (loving), but `l` (lie, lying)."""
    if root.endswith("ie") and len(root) <= SHORT:
        return root[:1]
    return root[:-1] if root[-1:] in ("i", "e", "y") else root


@cache
def _same_forms() -> dict[str, str]:
    groups = lexicon.load("stance").categories["same"]["groups"]
    return {form: group[0] for group in groups for form in group}


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a lower-case word (Porter's second, English stemmer), or the common form of words that are the same.

    >>> stem("withdrawing") == stem("withdraws"), stem("american") == stem("u.s")
    (True, True)
    """
    word = word.removesuffix("'s").removesuffix("'").removesuffix(".")
    root = _stemmer().stem(word)
    return _same().get(root, root)


@cache
def _stemmer():
    from nltk.stem.snowball import SnowballStemmer  # importing nltk costs a second

    return SnowballStemmer("english")


@lru_cache(maxsize=4096)
def parse(text: str) -> Sentence:
    """Make a text ready to be read.

    >>> [cue.form for cue in parse("Pentagon denies pullout - reports").cues]
    ['denies', 'reports']
    """
    plain = matcher.make_plain(text)
    dashed = "—" in text or "–" in text or " - " in text
    inserts = [place for m in _INSERT.finditer(text) for place in (m.start(1), m.start(2))] if dashed else []
    breaks = [(m.start(), m.end(), m.group().strip()[:1]) for m in _BREAK.finditer(plain) if m.start() not in inserts]
    words: list[Word] = []
    stretches: list[Stretch] = []
    first = at = 0
    for found in WORD.finditer(plain):
        start, end = found.span()
        while at < len(breaks) and breaks[at][0] <= start:
            if len(words) > first:
                stretches.append(Stretch(first, len(words), breaks[at][2]))
                first = len(words)
            elif stretches and breaks[at][2] == "?":  # `Really ...?` ends in its last mark
                stretches[-1] = stretches[-1]._replace(mark="?")
            at += 1
        form = found[0].lower()
        words.append(Word(start, end, form, stem(form), len(stretches)))
    if len(words) > first:
        marks = "".join(mark for *_, mark in breaks[at:])
        stretches.append(Stretch(first, len(words), "?" if "?" in marks else marks[:1]))
    return Sentence(text, plain, tuple(words), tuple(stretches))
