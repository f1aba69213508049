"""A claim made ready to be looked for: which words of a sentence touch it, and what the claim itself already says."""

from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.lexicon import load
from analysis.signals.stance.sentence import CUES, Sentence, Word, parse, stem, words_of

LONG = 5


@dataclass(frozen=True)
class Claim:
    """A claim or proposition.

    `content`: stems of its content words. `terms`: its own terms, each one or more parts that must all be there, each
    part one or more words. `has`: moves that the claim makes itself: a headline that makes them too only repeats it.
    """

    text: str
    words: tuple[Word, ...]
    content: frozenset[str]
    stems: frozenset[str]
    terms: tuple[tuple[tuple[str, ...], ...], ...]
    has: frozenset[str]
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()

    def touched(self, sentence: Sentence) -> tuple[int, ...]:
        """Numbers of the words of `sentence` that touch the claim; none where it does not.

        With terms of its own, one whole term must be there. Without, the words that share a stem with the claim.
        """
        if not self.terms:
            return tuple(i for i, w in enumerate(sentence.words) if self._has(w.stem))
        found: set[int] = set()
        for term in self.terms:
            parts = [_places(part, sentence) for part in term]
            if all(parts):
                found.update(i for part in parts for i in part)
        return tuple(sorted(found))

    def _has(self, its_stem: str) -> bool:
        """Is a stem one of the claim's, or does one of two long stems begin the other (`meteor`, `meteorit`)?"""
        return its_stem in self.content or (
            len(its_stem) >= LONG
            and any(len(s) >= LONG and (s.startswith(its_stem) or its_stem.startswith(s)) for s in self.content)
        )

    def share(self, sentence: Sentence) -> float:
        """Share of the claim's content stems that `sentence` has, 0–1."""
        stems = {w.stem for w in sentence.words}
        return len(self.content & stems) / len(self.content) if self.content else 0.0


@lru_cache(maxsize=4096)
def compile(text: str, terms: tuple[str, ...] = ()) -> Claim:
    """Make a claim ready.

    Args:
        text: the claim, as a sentence.
        terms: other words for what it says. `leave` stands for its inflected forms, `withdraw*` for any ending,
            `pull out` for words in a row, and `letter + genuine` for parts that must all be in the sentence.

    >>> sorted(compile("The letter is genuine.").content)
    ['genuin', 'letter']
    """
    sentence = parse(text)
    function = words_of("function")
    content = frozenset(w.stem for w in sentence.words if w.form not in function)
    parts = tuple(
        tuple(words for part in term.split(" + ") if (words := tuple(part.lower().split()))) for term in terms
    )
    return Claim(
        text=text,
        words=sentence.words,
        content=content or frozenset(w.stem for w in sentence.words),
        stems=frozenset(w.stem for w in sentence.words),
        terms=tuple(p for p in parts if p),
        opposites=tuple(pair for pair in _opposites() if any(matches_any(w, pair[0]) for w in sentence.words)),
        has=frozenset(cue.category for cue in sentence.cues if cue.category in CUES),
    )


def _places(part: tuple[str, ...], sentence: Sentence) -> list[int]:
    words = sentence.words
    found: list[int] = []
    for i in range(len(words) - len(part) + 1):
        if all(matches(word, words[i + k]) for k, word in enumerate(part)):
            found += range(i, i + len(part))
    return found


def matches(pattern: str, word: Word) -> bool:
    """Is `word` the word, another form of it, or, with `*`, one that begins so?"""
    if pattern.endswith("*"):
        return word.form.startswith(pattern[:-1])
    return word.form == pattern or word.stem == stem(pattern)


def matches_any(word: Word, patterns: tuple[str, ...]) -> bool:
    """Is `word` one of several, see `matches`?"""
    return any(matches(pattern, word) for pattern in patterns)


@cache
def _opposites() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The opposites of the lexicon, each both ways round."""
    pairs = load("stance").categories["opposite"]["pairs"]
    sides = [tuple(tuple(side.split(" | ")) for side in pair) for pair in pairs]
    return tuple(both for a, b in sides for both in ((a, b), (b, a)))
