"""Small pieces of the sentences that the run writes: lists, numbers, and plain words for the names in the tables."""

from collections.abc import Sequence
from typing import Any

NAMED = 4
"""Names that a sentence gives; of more it gives the number."""
SIGNALS = {
    "lines": "lines of the site",
    "quotes": "quotations",
    "indirect": "words told indirectly",
    "hedges": "softening words",
    "vagueness": "rounding words",
    "distancing": "distancing words",
    "boosters": "strengthening words",
    "naming": "expressions for actors",
    "stance": "positions",
    "agency": "deeds",
    "causes": "causes",
    "demands": "demands",
    "numbers": "figures",
    "frames": "terms of frames",
    "tone": "lexicon tone",
}
"""What a signal marks."""
UNITS = {
    "article": "whole article",
    "heads": "headline or line under it",
    "deck": "line under the headline",
    "hedge": "softening word",
    "booster": "strengthening word",
    "indirect": "words told indirectly",
    "quote": "quotation",
    "mention": "expression for an actor",
}
"""What coders judge."""
VARIABLES = {
    "spans": "where marks begin and end",
    "by": "who answers for the position",
    "stance": "position",
    "cue": "reporting word",
    "addressee": "who is spoken to",
    "form": "whole sentence or fragment",
    "voice": "quoted, or the article’s own",
    "category": "kind of word",
    "label": "kind of line",
    "actor": "who or what is meant",
    "hedges": "number of softening words",
    "hedge": "softening word or none",
    "quote": "quoted words or none",
}
"""What coders say of it."""
VALUES = {
    "modal": "modal verb",
    "epistemic_verb": "verb of seeming or believing",
    "adverb": "adverb of likelihood",
    "adjective_noun": "adjective or noun of doubt",
    "evidential": "hearsay",
    "conditional": "condition",
    "question": "open question",
    "approximator": "rounding word",
    "booster": "strengthening word",
    "distancing": "word of distance",
    "narrator": "the article itself",
    "alt_headline": "second headline",
    "deck": "line under the headline",
    "boilerplate": "text of the site",
    "related": "link to another story",
    "observing": "left open",
}
"""Answers and categories whose names are the field’s, or the program’s."""
METRICS = {"precision": "precision", "recall": "recall", "f1": "F1", "accuracy": "accuracy", "macro_f1": "macro-F1"}
"""Shares of marks that are right, or of what should be marked."""
CLASSES = (0.667, 0.8, 1.0)
"""Where a class of agreement begins: tentative, reliable, no disagreement (`evidence.alpha`)."""
SURE = 0.05
"""A contrast whose p, adjusted after Holm, is at most this is told from chance."""


def plain(name: Any, words: dict[str, str]) -> str:
    """A name of the tables in plain words; one that has none without its underscores. Of `stance:P1` both parts.

    >>> plain("by", VARIABLES), plain("letter_author", VALUES), plain("stance:P1", VARIABLES)
    ('who answers for the position', 'letter author', 'position: P1')
    """
    first, colon, rest = str(name).partition(":")
    return words.get(first, first.replace("_", " ")) + (f": {rest}" if colon else "")


def three_places(value: float) -> str:
    """A coefficient to three decimals, never rounded up into a class of agreement that it does not reach.

    >>> three_places(0.7958), three_places(1.0), three_places(-0.01)
    ('0.796', '1.000', '−0.010')
    >>> three_places(0.9996), three_places(0.79996), three_places(-0.0001)
    ('just below 1.000', 'just below 0.800', '0.000')
    """
    for limit in CLASSES:
        if value < limit <= round(value, 3):
            return f"just below {limit:.3f}"
    return f"{round(value, 3) or 0.0:.3f}".replace("-", "−")  # no −0.000


def listed(names: Sequence[str], most: int | None = None) -> str:
    """Names in a row, the last one behind *and*; of more than `most` the first, and how many more.

    >>> listed(["the Post"]), listed(["the Post", "the Mail", "the Sun"])
    ('the Post', 'the Post, the Mail and the Sun')
    >>> listed("ABCDEFG", 5)
    'A, B, C, D, E and 2 more'
    """
    if most is not None and len(names) > most:
        names = [*names[:most], f"{len(names) - most:,} more"]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def noun(word: str, n: int, several: str | None = None) -> str:
    """A noun in the form that its number asks for.

    >>> noun("article", 1), noun("article", 2), noun("is", 3, "are")
    ('article', 'articles', 'are')
    """
    return word if n == 1 else several or f"{word}s"


def several(n: int, word: str, many: str | None = None) -> str:
    """A number and its noun.

    >>> several(1, "article"), several(2_000, "article"), several(0, "story", "stories")
    ('1 article', '2,000 articles', '0 stories')
    """
    return f"{n:,} {noun(word, n, many)}"


def percent(share: float) -> str:
    """A share in per cent, never rounded to none or to all where it is neither.

    >>> percent(14 / 5000), percent(0.5), percent(0.0), percent(0.999)
    ('<1%', '50%', '0%', '>99%')
    """
    if 0 < share < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= share < 1 else f"{share:.0%}"


def between(low: Any, high: Any, form: str = ",.0f") -> str:
    """A range; one number where both ends read the same.

    >>> between(200, 1400), between(.5, .9, ".2f"), between(3, 3)
    ('200 to 1,400', '0.50 to 0.90', '3')
    """
    ends = dict.fromkeys((format(low, form), format(high, form)))
    return " to ".join(ends)
