"""Words and characters: what counts as a word, and how text is made even before it is matched.

Both keep offsets true: `even()` exchanges single characters for single characters, so a position in the even
text is the same position in the article.
"""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

import numpy as np

WORD = re.compile(r"[^\W_]+(?:(?:\.?[-‐‑]|['’.,&@])[^\W_]+)*")
"""A token with a letter or a digit: `U.S.`, `U.S.-led`, `Iraq’s`, `5,000` are one word each."""

_COUNTED = re.compile(rf"[a-z]++ |{WORD.pattern}")
_PLAIN_COUNTED = re.compile(r"[a-z]++ |[A-Za-z\d]++(?:(?:\.?-|['.,&@])[A-Za-z\d]++)*+", re.ASCII)
"""The same to be counted, most words being small letters and a space; and where all letters are plain: faster still."""

_EVEN = (
    ("“", '"'), ("”", '"'), ("„", '"'), ("‟", '"'), ("«", '"'), ("»", '"'),
    ("‘", "'"), ("’", "'"), ("‚", "'"), ("‛", "'"), ("ʼ", "'"), ("´", "'"), ("`", "'"),
    ("‐", "-"), ("‑", "-"), ("–", "-"), ("—", "-"), ("−", "-"),
    ("\u00a0", " "), ("\u2009", " "), ("\u202f", " "), ("\u200a", " "), ("\t", " "),
)  # fmt: skip


def even(text: str) -> str:
    """Make quotation marks, dashes and spaces alike, one character for one.

    >>> even("“It’s U.S.–led”")
    '"It\\'s U.S.-led"'
    >>> len(even("a\\u00a0b — c")) == len("a\\u00a0b — c")
    True
    """
    if text.isascii():
        return text.replace("`", "'").replace("\t", " ")
    for fancy, plain in _EVEN:  # chained replace is far faster than str.translate
        text = text.replace(fancy, plain)
    return text


def count_words(text: str) -> int:
    """Number of words in `text`.

    >>> count_words("The U.S.-led force — 5,000 strong — won’t leave … yet")
    8
    >>> count_words("“…”")
    0
    """
    return len((_PLAIN_COUNTED if text.isascii() else _COUNTED).findall(text))


TOGETHER = 2000
"""Texts whose words `count_each` counts at a time: some 300 kB, which the processor keeps at hand."""
_ALNUM, _JOINING, _HYPHEN = 1, 2, 3
_CLASSES = bytes(
    _ALNUM if c.isalnum() else _HYPHEN if c == "-" else _JOINING if c in "'.,&@" else 0 for c in map(chr, range(128))
).ljust(256, b"\0")
_UNKNOWN = ord("?")
_PLAIN = (
    ("?", "!"), ("’", "'"), ("‐", "-"), ("‑", "-"),
    ("“", '"'), ("”", '"'), ("‘", '"'), ("–", ";"), ("—", ";"), ("…", ";"), ("\u00a0", " "),
)  # fmt: skip
"""Frequent marks as plain ones that mean the same to `WORD`; what is no plain character after that becomes a `?`."""


def count_each(texts: Sequence[str]) -> list[int]:
    """As `count_words`, of each of many texts: in one pass over all of them.

    >>> count_each(["The U.S.-led force — 5,000 strong — won’t leave … yet", "“…”", "Café Odéon, (say) AT&T"])
    [8, 0, 4]
    """
    counts: list[int] = []
    for first in range(0, len(texts), TOGETHER):
        counts += _count_together(texts[first : first + TOGETHER])
    return counts


def _count_together(texts: Sequence[str]) -> list[int]:
    """A word begins at a letter or digit before which none stands, nor a mark that joins it to one."""
    flat = "\n\n\n".join(["", *texts])  # so that three characters can be looked back at
    for mark, plain in _PLAIN:
        flat = flat.replace(mark, plain)
    encoded = flat.encode("ascii", "replace")
    characters, classes = np.frombuffer(encoded, np.uint8), np.frombuffer(encoded.translate(_CLASSES), np.uint8)
    inside, before, earlier, first = classes[3:] == _ALNUM, classes[2:-1], classes[1:-2], classes[:-3]
    joined = (before >= _JOINING) & (earlier == _ALNUM)
    stopped = (before == _HYPHEN) & (characters[1:-2] == ord(".")) & (first == _ALNUM)
    words = np.flatnonzero(inside & (before != _ALNUM) & ~joined & ~stopped)
    ends = np.fromiter(accumulate(len(text) + 3 for text in texts), np.int64, len(texts))
    counts = np.diff(np.searchsorted(words, ends), prepend=0).tolist()
    unknown = np.flatnonzero(characters == _UNKNOWN)
    for number in np.unique(np.searchsorted(ends, unknown - 3, side="right")).tolist():
        counts[number] = count_words(texts[number])
    return counts


MOST = 200_000
"""Words of which something is kept at a time: names, numbers and slips of the pen would fill any memory."""


class Kept(dict[str, Any]):
    """What a function says of each word, kept: in a loop over many words, a look-up costs a fourth of a call.

    When it holds `MOST` words it begins anew; those that are frequent are soon there again.

    >>> length = Kept(len)
    >>> list(map(length.__getitem__, ["No", "plan", "No"])), len(length)
    ([2, 4, 2], 2)
    """

    def __init__(self, say: Callable[[str], Any]) -> None:
        self.say = say

    def __missing__(self, word: str) -> Any:
        if len(self) >= MOST:
            self.clear()
        self[word] = said = self.say(word)
        return said
