"""Small pieces of the sentences that the run writes: lists, numbers with their noun, ranges."""

from collections.abc import Sequence
from typing import Any

NAMED = 4
"""Names that a sentence gives; of more it gives the number."""


def listed(names: Sequence[str]) -> str:
    """Names in a row, the last one behind *and*.

    >>> listed(["the Post"]), listed(["the Post", "the Mail", "the Sun"])
    ('the Post', 'the Post, the Mail and the Sun')
    """
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def some(names: Sequence[str], most: int = NAMED) -> str:
    """Names in a row; of many the first and how many others.

    >>> some(["a", "b"]), some(["a", "b", "c", "d", "e", "f"])
    ('a and b', 'a, b, c and 3 others')
    """
    if len(names) <= most:
        return listed(names)
    return f"{', '.join(names[: most - 1])} and {len(names) - most + 1:,} others"


def noun(word: str, n: int, several: str | None = None) -> str:
    """A noun in the form that its number asks for.

    >>> noun("article", 1), noun("article", 2), noun("is", 3, "are")
    ('article', 'articles', 'are')
    """
    return word if n == 1 else several or f"{word}s"


def between(low: Any, high: Any, form: str = ",.0f") -> str:
    """A range; one number where both ends read the same.

    >>> between(200, 1400), between(.5, .9, ".2f"), between(3, 3)
    ('200 to 1,400', '0.50 to 0.90', '3')
    """
    ends = dict.fromkeys((format(low, form), format(high, form)))
    return " to ".join(ends)
