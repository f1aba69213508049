"""Language: which one an article is in, told by its letters and its small words, or by py3langid where those are not
English."""

import re
from functools import cache
from typing import Any

from analysis.lexicon import load

ENGLISH = "en"
UNKNOWN = "und"
"""The ISO 639 code of a language that could not be told."""
SAMPLE = 1000
"""Characters of the body that are looked at."""
WORDS = 20
"""A text of fewer words is not judged, unless it is in other letters than Latin ones."""
SMALL_WORDS = 0.1
"""A text is English if at least this share of its words are small words of English."""
SURE = 0.9
"""A language that is less probable is not named."""
LETTERS = 4
"""Letters that tell the script of a text."""
_WORD = re.compile(r"[a-z]++(?![^\W\d_])|[^\W\d_]+")
_LATIN = re.compile("[a-zªºß-öø-ɏɐ-ʯḀ-ỿﬀ-ﬆａ-ｚ]")


def identify(text: str) -> str | None:
    """The language of a text as its ISO 639 code; none if the text is short or the answer unsure.

    A text whose letters are mostly not Latin is not English, however short; where its language is unsure it is `und`.

    Note: a text in two languages is taken for one of them.

    References: Lui & Baldwin (2012), langid.py: An Off-the-shelf Language Identification Tool (ACL); py3langid is its
    successor.

    >>> identify("The bridge was closed on Monday, police said, after a crack was found in it. " * 2)
    'en'
    >>> identify("Bridge closed") is None, identify("Мост закрыт")
    (True, 'und')
    """
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.casefold())
    letters = "" if sample.isascii() else "".join(words)
    if len(letters) >= LETTERS and not letters.isascii() and 2 * len(_LATIN.findall(letters)) < len(letters):
        language, probability = _identifier().classify(sample)
        return str(language) if probability >= SURE and language != ENGLISH else UNKNOWN
    if len(words) < WORDS:
        return None
    if sum(map(_english().__contains__, words)) >= SMALL_WORDS * len(words):
        return ENGLISH
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= SURE else None


@cache
def _english() -> frozenset[str]:
    return frozenset(load("languages").words("english"))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 2 s

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
