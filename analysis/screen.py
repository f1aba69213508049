"""Screens: which of many texts hold any word of a list, in one pass over all of them, so that rules read only those.

A screen may let a text through that a rule then finds nothing in, but it never holds one back: it knows Latin letters
and takes everything else for what stands between words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, compress
from typing import Any

import pandas as pd
from ahocorasick_rs import BytesAhoCorasick

from analysis import schema
from analysis.matcher import make_all_plain

_LETTERS = bytes(c if chr(c) in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" else 32 for c in range(256))
"""Every byte that is no Latin letter becomes a space."""


def holding(texts: Sequence[str], words: frozenset[str], *, any_case: bool = True) -> list[bool]:
    """For each text whether it may hold one of the words, as a whole word; `*` stands for any beginning or ending.

    >>> holding(["The mayor asked.", "A task for Monday", "It rained."], frozenset(("asked", "*day")))
    [True, True, False]
    """
    found = [False] * len(texts)
    for number, _ in _hits(texts, _automaton(tuple(sorted(words))), any_case=any_case):
        found[number] = True
    return found


def held(texts: Sequence[str], words: Sequence[str]) -> list[set[int]]:
    """For each text the numbers of those of the words that it may hold; case does not matter.

    >>> held(["Leaving now", "They left the town."], ("leav*", "town", "left"))
    [{0}, {1, 2}]
    """
    found: list[set[int]] = [set() for _ in texts]
    for number, word in _hits(texts, _automaton(tuple(words))):
        found[number].add(word)
    return found


def worth_reading(
    sentences: pd.DataFrame, words: frozenset[str], columns: Sequence[str], also: re.Pattern[str] | None = None
) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    """The sentences that may hold one of the words, or hold what `also` finds: values of columns, text, plain text.

    >>> sentences = pd.DataFrame({"text": ["It rained.", "The mayor asked."], "sentence_id": [0, 1]})
    >>> list(worth_reading(sentences, frozenset(["asked"]), ["sentence_id"]))
    [((1,), 'The mayor asked.', 'The mayor asked.')]
    """
    texts = schema.texts(sentences)
    rows = zip(*(sentences[name].tolist() for name in columns), strict=True)
    plain_texts = make_all_plain(texts)
    chosen = holding(texts, words)
    if also is not None:
        chosen = [holds or also.search(plain) is not None for holds, plain in zip(chosen, plain_texts, strict=True)]
    return compress(zip(rows, texts, plain_texts, strict=True), chosen)


def _hits(
    texts: Sequence[str], automaton: BytesAhoCorasick | None, *, any_case: bool = True
) -> Iterator[tuple[int, int]]:
    """Each word found: the number of the text, and the number of the word."""
    if automaton is None:
        return
    starts, flat = _joined(tuple(texts), any_case)
    for word, start, _ in automaton.find_matches_as_indexes(flat, overlapping=True):
        yield bisect_right(starts, start) - 1, word


@lru_cache(maxsize=4)
def _joined(texts: tuple[str, ...], any_case: bool) -> tuple[list[int], bytes]:
    """Where each text begins in all of them, and all of them, flat; kept, as several screens see the same texts."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    starts = list(accumulate((len(text) + 1 for text in encoded), initial=0))
    return starts, _flat(b" ".join([b"", *encoded, b""]), any_case=any_case)


def _flat(text: bytes, *, any_case: bool) -> bytes:
    text = text.translate(_LETTERS)
    return text.lower() if any_case else text


@lru_cache(maxsize=64)
def _automaton(words: tuple[str, ...]) -> BytesAhoCorasick | None:
    return BytesAhoCorasick([_pattern(word) for word in words]) if words else None


def _pattern(word: str) -> bytes:
    core = _flat(word.strip("*").encode("utf-8"), any_case=False)
    return (b"" if word.startswith("*") else b" ") + core + (b"" if word.endswith("*") else b" ")
