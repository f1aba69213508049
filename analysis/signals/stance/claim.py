"""A claim made ready to be looked for: which words of a sentence touch it, and what the claim itself already says."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from analysis.lexicon import load
from analysis.signals.stance.sentence import CUES, Cue, Sentence, Word, beginnings, parse, stem, words_of

LONG = 5
"""Letters that a stem must have, to be looked for in longer ones."""
NOT = "not "
HALF = 0.5
"""A sentence that has more than this share of a claim's content words is about the same thing."""
ADVERB = "ly"
ENDING = 3
"""Letters by which an inflected form may be longer than its word."""

Term = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Claim:
    """A claim or proposition: what to look for in a sentence, and what a sentence can contradict.

    `content`: stems of its content words. `terms`: its own terms, each one or more parts that must all be there, each
    part one or more words; `against`: terms that say its opposite. `has`: moves that the claim makes itself, which a
    headline then only repeats. `quantities`: its numbers, by the stem of what they count. `negated`: the stem of the
    verb that it negates. `opposites`: words of the claim with the words that rule them out.
    """

    text: str
    words: tuple[Word, ...]
    content: frozenset[str]
    stems: frozenset[str]
    terms: tuple[Term, ...]
    has: frozenset[str]
    against: tuple[Term, ...]
    quantities: Mapping[str, float]
    negated: str | None
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    @cached_property
    def needs(self) -> tuple[tuple[int, tuple[tuple[str, ...], ...]], ...]:
        """What a sentence must hold to touch the claim: so many of these groups, of each a word that begins so.

        A term needs all its parts; a claim without terms more than `HALF` of its content words.
        """
        if not self.terms and not self.against:
            groups = tuple(tuple(b[:LONG] for b in beginnings(its_stem)) for its_stem in sorted(self.content))
            return ((int(HALF * len(groups)) + 1, groups),)
        every = (tuple(_beginnings(part[0]) for part in term) for term in (*self.terms, *self.against))
        return tuple((len(groups), groups) for groups in every)

    def touched(self, sentence: Sentence) -> tuple[int, ...]:
        """Numbers of the words of `sentence` that touch the claim; none where it does not.

        With terms of its own, one whole term must be there. Without, the words that share a stem with the claim.
        """
        if not self.terms and not self.against:
            return tuple(i for i, w in enumerate(sentence.words) if self._has(w.stem))
        return self._terms_in(sentence) or _touched(self.against, sentence)

    def _terms_in(self, sentence: Sentence) -> tuple[int, ...]:
        """The words of its own terms; of one that stands in a longer term for the opposite, none."""
        if not self.against:
            return _touched(self.terms, sentence)
        longer = [place for term in self.against for part in term if len(part) > 1 for place in _places(part, sentence)]
        return _touched(self.terms, sentence, longer)

    def is_told_by(self, sentence: Sentence, numbers: tuple[int, ...]) -> bool:
        """Do some of the words of a sentence touch the claim without the others?"""
        some = set(numbers)
        if self.terms or self.against:
            return any(_holds(term, sentence, some) for term in (*self.terms, *self.against))
        return len({sentence.words[i].stem for i in some}) >= HALF * len(self.content)

    def is_countered(self, sentence: Sentence) -> bool:
        """Does the sentence have a term that says the opposite, and none that says the claim?"""
        return bool(self.against and _touched(self.against, sentence)) and not self._terms_in(sentence)

    def _has(self, its_stem: str) -> bool:
        """Is a stem one of the claim's, or does one of two long stems begin the other (`arson`, `arsonist`)?"""
        return its_stem in self.content or (
            len(its_stem) >= LONG
            and any(len(s) >= LONG and (s.startswith(its_stem) or its_stem.startswith(s)) for s in self.content)
        )

    def share(self, sentence: Sentence) -> float:
        """Share of the claim's content stems that `sentence` has, 0–1; 1 where a term of its own is there."""
        if self.terms or self.against:
            return 1.0
        stems = {w.stem for w in sentence.words}
        return len(self.content & stems) / len(self.content) if self.content else 0.0

    @cached_property
    def tells_an_event(self) -> bool:
        """Does it say, with terms of its own, that something happens, and not what something is (`is a hoax`)?"""
        forms = [word.form for word in self.words]
        states = any(
            form in words_of("be") and not following.endswith(("ing", "ed"))
            for form, following in itertools.pairwise([*forms, ""])
        )
        return bool(self.terms) and not states and not self.has & {"falsity", "fabrication", "truth", "error"}


@lru_cache(maxsize=4096)
def compile(text: str, terms: tuple[str, ...] = ()) -> Claim:
    """Make a claim ready.

    Args:
        text: the claim, as a sentence.
        terms: other words for what it says. `leave` stands for its inflected forms, `withdraw*` for any ending,
            `pull out` for words in a row, and `letter + genuine` for parts that must all be in the sentence. A term
            that says the opposite begins with `not`: `not letter + unsigned`; it wins over the others where it holds
            their words, `not released by mistake` over `released`.

    >>> sorted(compile("The letter is genuine.").content)
    ['genuin', 'letter']
    """
    sentence = parse(text)
    function = words_of("function")
    content = frozenset(w.stem for w in sentence.words if w.form not in function)
    return Claim(
        text=text,
        words=sentence.words,
        content=content or frozenset(w.stem for w in sentence.words),
        stems=frozenset(w.stem for w in sentence.words),
        terms=tuple(p for term in terms if not term.startswith(NOT) and (p := _parts(term))),
        against=tuple(p for term in terms if term.startswith(NOT) and (p := _parts(term.removeprefix(NOT)))),
        negated=_negated(sentence),
        quantities={unit: value for unit, value, _ in quantities(sentence.words)},
        opposites=tuple(pair for pair in _opposites() if any(matches_any(w, pair[0]) for w in sentence.words)),
        has=frozenset(c.category for c in sentence.cues if c.category in CUES and not _is_thing(sentence, c)),
    )


def _is_thing(sentence: Sentence, cue: Cue) -> bool:
    """Is a word of telling a thing that the claim is about (*the engineer’s warning*), and no telling of its own?"""
    before = sentence.forms(cue.first - 1, cue.first)[0] if cue.first else ""
    return before.endswith("'s") and sentence.forms(cue.after, cue.after + 1) != ["that"]


def _negated(sentence: Sentence) -> str | None:
    for cue in sentence.of("negator"):
        after_auxiliary = cue.first and sentence.words[cue.first - 1].form in words_of("ask")
        following = sentence.words[cue.after : cue.after + 1]
        if (cue.form.endswith("n't") or after_auxiliary) and following:
            return None if following[0].form in words_of("function") else following[0].stem
    return None


def _beginnings(word: str) -> tuple[str, ...]:
    """What a word of a sentence begins with that `matches` the first word of a part."""
    return (word[:-1],) if word.endswith("*") else (word, *beginnings(stem(word)))


def _parts(term: str) -> Term:
    return tuple(words for part in term.split(" + ") if (words := tuple(part.lower().split())))


def _touched(terms: tuple[Term, ...], sentence: Sentence, longer: Sequence[tuple[int, ...]] = ()) -> tuple[int, ...]:
    """The words of every term that is there with all its parts; of parts that come again, those nearest each other.

    A part that stands inside one of the `longer` places is not there: the longest term wins.
    """
    found: set[int] = set()
    for term in terms:
        parts = [_places(part, sentence) for part in term]
        if longer:
            parts = [[p for p in part if not any(set(p) < set(long) for long in longer)] for part in parts]
        if len(parts) == 1:
            found.update(*parts[0])
        elif all(parts):
            rarest = min(parts, key=len)
            found.update(*min((_near(here, parts) for here in rarest), key=_width))
    return tuple(sorted(found))


def _near(here: tuple[int, ...], parts: list[list[tuple[int, ...]]]) -> list[tuple[int, ...]]:
    """Of each part of a term the occurrence nearest to `here`."""
    return [min(part, key=lambda place: abs(place[0] - here[0])) for part in parts]


def _width(places: list[tuple[int, ...]]) -> int:
    return max(place[-1] for place in places) - min(place[0] for place in places)


def _holds(term: Term, sentence: Sentence, numbers: set[int]) -> bool:
    """Is each part of a term among some words of a sentence?"""
    return all(any(numbers.issuperset(place) for place in _places(part, sentence)) for part in term)


def _places(part: tuple[str, ...], sentence: Sentence) -> list[tuple[int, ...]]:
    """The numbers of the words of each occurrence of a part of a term."""
    words = sentence.words
    firsts = _where(part[0], sentence)
    if len(part) == 1:
        return [(i,) for i in firsts]
    return [
        tuple(range(i, i + len(part)))
        for i in firsts
        if i + len(part) <= len(words) and all(matches(part[k], words[i + k]) for k in range(1, len(part)))
    ]


def _where(pattern: str, sentence: Sentence) -> list[int]:
    """The numbers of the words that are a word, see `matches`."""
    if pattern.endswith("*"):
        beginning = pattern[:-1]
        return [i for i, form in enumerate(sentence.every_form) if form.startswith(beginning)]
    return [i for i in sentence.by_stem.get(stem(pattern), ()) if matches(pattern, sentence.words[i])]


def where(patterns: tuple[str, ...], sentence: Sentence) -> list[int]:
    """The numbers of the words that are one of several, in order, see `matches`."""
    return sorted({i for pattern in patterns for i in _where(pattern, sentence)})


def matches(pattern: str, word: Word) -> bool:
    """Is `word` the word, another form of it, or, with `*`, one that begins so?

    An adverb is no form of its adjective: `watched closely` does not say that something will `close`.
    """
    if pattern.endswith("*"):
        return word.form.startswith(pattern[:-1])
    if word.form == pattern:
        return True
    if word.form.endswith(ADVERB) and not pattern.endswith(ADVERB):
        return False
    return len(word.form) <= len(pattern) + ENDING and word.stem == stem(pattern)  # not `department` for `depart`


def matches_any(word: Word, patterns: tuple[str, ...]) -> bool:
    """Is `word` one of several, see `matches`?"""
    return any(matches(pattern, word) for pattern in patterns)


@cache
def _opposites() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The opposites of the lexicon, each both ways round."""
    pairs = load("stance").categories["opposite"]["pairs"]
    sides = [tuple(tuple(side.split(" | ")) for side in pair) for pair in pairs]
    return tuple(both for a, b in sides for both in ((a, b), (b, a)))


def quantities(words: tuple[Word, ...]) -> list[tuple[str, float, int]]:
    """Numbers with the word that they count: its stem, the value, and the place of the number.

    >>> [(unit, value) for unit, value, _ in quantities(parse("Ten miles to go for 1,200 soldiers").words)]
    [('mile', 10.0), ('soldier', 1200.0)]
    """
    found = []
    for i, (word, counted) in enumerate(itertools.pairwise(words)):
        value = _value(word.form)
        if value is None or len(counted.form) < 3 or not counted.form.isalpha() or counted.form in words_of("function"):
            continue
        if i > 1 and _value(words[i - 2].form) is not None:
            continue  # the end of a range: `two to four hours`
        found.append((counted.stem, value, i))
    return found


def _value(form: str) -> float | None:
    named = load("stance").words("number")
    if form in named:
        return float(named.index(form))
    try:
        return float(form.replace(",", ""))
    except ValueError:
        return None
