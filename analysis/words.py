"""Words and characters: what counts as a word, and how text is made even before it is matched.

Both keep offsets true: `even()` exchanges single characters for single characters, so a position in the even
text is the same position in the article.
"""

import re
from collections.abc import Callable
from typing import Any

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
