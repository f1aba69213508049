"""Tokens: the words of many texts as arrays of numbers, so that millions of them are compared at once.

A word is a run of letters and digits, with a full stop, comma or apostrophe inside it; case, accents and those marks do
not count, so `U.S.` is `US` and `Iraq’s` is `Iraq's`. A hyphen parts two words.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.lexicon import load

Ints = NDArray[np.int64]
Number = TypeVar("Number", bound=np.generic)
Spans = Ints
"""Stretches of many texts, a row each: the text's number, the first character and one after the last; by text."""

WALL = 0
"""The id of what is no word to be compared: a word of furniture, and the space between two articles."""
APART = 5
"""So many walls stand between two articles: more than any step across a gap."""
CHUNK = 40
"""Texts that are read at a time: so few that their letters stay near the processor."""
MANY = 100 * CHUNK
"""Texts whose words are joined at a time."""
NOWHERE: Spans = np.zeros((0, 3), np.int64)
QUOTED, CONTENT, BREAK = 1, 2, 4
"""Flags of a word: stands between quotation marks; is a content word in small letters; begins a paragraph, or a voice
that is not the one of the word before."""
_JOINERS = ".,'’&@"
_CODES = 0x10000


@dataclass(frozen=True)
class Tokens:
    """The words of all articles in one row. `first[k]` is the place of article k's first word; `ids` name the words."""

    ids: NDArray[np.uint32]
    flags: NDArray[np.uint8]
    first: Ints

    @cached_property
    def n_words(self) -> int:
        return int(np.count_nonzero(self.ids))

    @cached_property
    def longest(self) -> int:
        """Words of the longest article, with the walls behind it."""
        return int(np.diff(self.first, append=len(self.ids)).max(initial=0))

    @cached_property
    def prose(self) -> Ints:
        """Words of each article outside quotation marks."""
        counts = [np.zeros(0, np.int64)]
        for at in range(0, len(self.first), MANY):
            first = self.first[at : at + MANY]
            own = slice(first[0], self.first[at + MANY] if at + MANY < len(self.first) else None)
            words = (self.flags[own] & QUOTED == 0) & (self.ids[own] != WALL)
            counts.append(np.add.reduceat(words, first - first[0], dtype=np.int64))
        return np.concatenate(counts)

    def article(self, places: NDArray[np.integer]) -> Ints:
        """The number of the article that each place lies in."""
        return np.searchsorted(self.first, places, side="right") - 1


def one_row(some: Sequence[Tokens]) -> Tokens:
    """The words of several rows of articles behind each other."""
    places = np.cumsum([0, *(len(tokens.ids) for tokens in some)])
    return Tokens(
        np.concatenate([tokens.ids for tokens in some]),
        np.concatenate([tokens.flags for tokens in some]),
        np.concatenate([tokens.first + place for tokens, place in zip(some, places, strict=False)]),
    )


def read(texts: Sequence[str], furniture: Spans = NOWHERE, quoted: Spans = NOWHERE) -> Tokens:
    """The words of the texts; `furniture` and `quoted` are the spans of what is left out, and of quotations.

    >>> read(["The U.S. left.", "the US left"]).ids.tolist()[1:3] == read(["the US left"]).ids.tolist()[1:3]
    True
    """
    ids, flags, counts = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint8)], [np.zeros(1, np.int64)]
    for block in range(0, len(texts), MANY):  # very many small arrays would leave holes in the memory
        stop = min(len(texts), block + MANY)
        chunks = [
            _chunk(list(texts[at : at + CHUNK]), _of(furniture, at), _of(quoted, at))
            for at in range(block, stop, CHUNK)
        ]
        words, marks, numbers = zip(*chunks, strict=True)
        ids.append(np.concatenate(words))
        flags.append(np.concatenate(marks))
        counts.append(np.concatenate(numbers))
    return Tokens(joined(ids), joined(flags), np.cumsum(joined(counts))[:-1])


def _of(spans: Spans, at: int) -> Spans:
    """The spans of the texts of one chunk, numbered from its first."""
    own: Spans = spans[slice(*np.searchsorted(spans[:, 0], (at, at + CHUNK)))] - (at, 0, 0)
    return own


def places(text: str) -> tuple[Ints, Ints]:
    """First character, and one after the last, of every word of one text, as `read` counts them.

    >>> [("The U.S.-led force")[a:b] for a, b in zip(*places("The U.S.-led force"))]
    ['The', 'U.S', 'led', 'force']
    """
    return _edges(_codes(text))[:2]


def joined(parts: list[NDArray[Number]]) -> NDArray[Number]:
    """One array of many, which are given up while they are copied: no number is held twice.

    >>> joined([np.array([1, 2]), np.array([3])]).tolist()
    [1, 2, 3]
    """
    at = sum(map(len, parts))
    whole = np.empty((at, *parts[0].shape[1:]), parts[0].dtype)
    while parts:
        part = parts.pop()
        at -= len(part)
        whole[at : at + len(part)] = part
    return whole


def _chunk(texts: Sequence[str], furniture: Spans, quoted: Spans) -> tuple[NDArray[np.uint32], NDArray[np.uint8], Ints]:
    """Ids and flags of the words of some texts, walls behind each text, and the number of both together by text."""
    codes = _codes("\n".join(texts))
    offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])
    starts, ends, hashes = _words(codes)
    inside = _inside(quoted, offsets, len(codes))[starts]
    left_out = _inside(furniture, offsets, len(codes))[starts]
    ids = (hashes ^ (hashes >> np.uint64(29))).astype(np.uint32)
    ids[ids == WALL] = 1
    small = _tables().small[np.minimum(codes[starts], _CODES - 1)]
    content = small & (ends - starts > 2)
    content[content] = ~among(ids[content], _function_words())
    ids[left_out] = WALL

    new_line = np.zeros(len(codes) + 1, np.int32)
    new_line[1:] = np.cumsum(codes == ord("\n"))
    line = new_line[starts]
    turns = np.ones(len(starts), bool)
    turns[1:] = (line[1:] != line[:-1]) | (inside[1:] != inside[:-1])
    flags = inside * QUOTED | content * CONTENT | turns * BREAK

    per_text = np.diff(np.searchsorted(starts, offsets))
    behind = np.repeat(np.cumsum(per_text), APART)
    flags = np.insert(flags.astype(np.uint8), behind, BREAK)
    return np.insert(ids, behind, WALL), flags, per_text + APART


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _words(codes: NDArray[np.uint32]) -> tuple[Ints, Ints, NDArray[np.uint64]]:
    """Start, end and hash of every word: a sum of its letters' random numbers, each times a number for its place."""
    tables = _tables()
    starts, ends, known, letter = _edges(codes)
    if not len(starts):
        return starts, ends, np.zeros(0, np.uint64)
    count = np.cumsum(letter, dtype=np.int32)
    rank = count[starts[0] :] - np.repeat(count[starts], np.diff(np.append(starts, len(codes))))
    np.clip(rank, 0, len(tables.weight) - 1, out=rank)
    parts = tables.value[known[starts[0] :]] * tables.weight[rank]
    return starts, ends, np.add.reduceat(parts, starts - starts[0])


def _edges(codes: NDArray[np.uint32]) -> tuple[Ints, Ints, NDArray[np.uint32], NDArray[np.bool_]]:
    """Start and end of every word; each character's number in the tables, and whether it is a letter or digit."""
    tables = _tables()
    known = np.minimum(codes, _CODES - 1)
    letter = tables.letter[known]
    inside = letter.copy()
    inside[1:-1] |= tables.joiner[known[1:-1]] & letter[:-2] & letter[2:]
    edges = np.diff(inside.view(np.int8), prepend=np.int8(0), append=np.int8(0))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), known, letter


def _inside(spans: Spans, offsets: Ints, length: int) -> NDArray[np.bool_]:
    """For each character: does it stand in one of the spans?"""
    steps = np.zeros(length + 1, np.int32)
    np.add.at(steps, offsets[spans[:, 0]] + spans[:, 1], 1)
    np.subtract.at(steps, offsets[spans[:, 0]] + spans[:, 2], 1)
    return np.cumsum(steps[:length]) > 0


def among(numbers: NDArray, known: NDArray) -> NDArray[np.bool_]:
    """Which of the numbers are among the known ones, a short sorted row? Much faster than `numpy.isin`."""
    found: NDArray[np.bool_] = known.take(np.searchsorted(known, numbers), mode="clip") == numbers
    return found


@dataclass(frozen=True)
class _Tables:
    letter: NDArray[np.bool_]
    joiner: NDArray[np.bool_]
    small: NDArray[np.bool_]
    value: NDArray[np.uint64]
    weight: NDArray[np.uint64]


@cache
def _tables() -> _Tables:
    """For each character: is it a letter or digit, may it stand inside a word, is it small, and its number."""
    characters = [chr(code) for code in range(_CODES - 1)]
    letter = np.array([c.isalnum() for c in characters] + [False])
    joiner, small = np.zeros(_CODES, bool), np.zeros(_CODES, bool)
    joiner[[ord(c) for c in _JOINERS]] = True
    small[: _CODES - 1] = [c.islower() for c in characters]
    random = np.random.default_rng(20200107)
    numbers = random.integers(1, 2**63, _CODES, dtype=np.uint64)
    plain = np.arange(_CODES)
    for code in np.flatnonzero(letter):
        plain[code] = _plain(characters[code])
    value = np.where(letter, numbers[plain], np.uint64(0))
    return _Tables(letter, joiner, small, value, random.integers(1, 2**63, 64, dtype=np.uint64) | np.uint64(1))


def _plain(character: str) -> int:
    """A letter small and without its accent: é is e, as outlets differ in such marks."""
    lower = character.lower()
    base = unicodedata.normalize("NFKD", lower)[0] if lower.isalpha() else lower[0]
    return ord(base) if ord(base) < _CODES else ord(character)


@cache
def _function_words() -> NDArray[np.uint32]:
    words = sorted({entry.match.lower() for entry in load("function_words").entries})
    hashes = _words(_codes("\n".join(words)))[2]
    return np.unique((hashes ^ (hashes >> np.uint64(29))).astype(np.uint32))
