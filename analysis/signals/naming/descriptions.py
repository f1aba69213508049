"""Descriptions beside a name: Bo Lind, [head of the harbour board], left; [the region's top general], Bo Lind, left."""

import re
from typing import NamedTuple

from analysis.signals.naming.phrases import STOPS, WORDS, function_words, is_title, noun_phrase, roles, words_of


class Description(NamedTuple):
    """A noun phrase that says what somebody is; `head` is where its noun of role begins."""

    start: int
    end: int
    head: int


def described_after(plain: str, end: int) -> Description | None:
    """The description right after a name: Bo Lind, [head of the harbour board], left.

    >>> text = "Bo Lind, the board's top lawyer, met Ed Coe, mayor of Lakewood. Lind, Coe and the judge left."
    >>> found = [described_after(text, text.index(name)) for name in (", the", ", mayor", ", Coe")]
    >>> [d and text[d.start:d.end] for d in found]
    ["the board's top lawyer", 'mayor of Lakewood', None]
    """
    if plain[end : end + 2] != ", ":
        return None
    place, opened = end + 2, False
    for number, match in enumerate(re.finditer(r"\S+", plain[place : place + 160])):
        word, closes = match[0].rstrip(STOPS), match[0][-1] in STOPS and not is_title(match[0])
        lower = word.lower()
        if number >= WORDS or not word:
            return None
        if lower in roles() and (opened or number == 0) and not is_title(match[0]):
            head = place + match.start()
            return _closed(plain, place, head, head + len(word), closes)
        if number == 0 and lower in words_of("determiner") | words_of("possessive"):
            opened = True
        elif (
            closes or lower in function_words() or (not word[:1].isupper() and not opened and not lower.endswith("'s"))
        ):
            return None
        elif word[:1].isupper() or lower.endswith("'s"):
            opened = True
    return None


_TIE = re.compile(r" (?:of|for|at|in|from|to|with|on) ")
_ABBREVIATED = r"(?:(?<=[A-Z])|(?<=[A-Z][a-z])|(?<=[A-Z][a-z]{2}))\.(?= [A-Z])"
_REST = re.compile(
    rf"(?:[^,;:()\"?!.]|{_ABBREVIATED})*?"
    rf"(?=\s*(?:[,;:()\"?!]|(?!{_ABBREVIATED})\.|$| (?:who|which|that|and|said|says|told|was|is|were|are|has|had)\b))"
)
"""As far as the description goes; a full stop behind an initial or an abbreviation (John A., Gov.) does not end it."""
_ENDS = re.compile(r"[,.;:)?!]|$| (?:who|which)\b| and an? ")


def _closed(plain: str, start: int, head: int, end: int, closes: bool) -> Description | None:
    """A description whose noun stands at `head`: with what *of* or *for* ties to it, where it ends as an aside does."""
    following = re.match(r"(?: [a-z]+)?", plain[end:])
    if not closes and following and following[0].strip() in roles():  # attorney general
        head, end = end + 1, end + following.end()
    if closes or _ENDS.match(plain, end):
        return Description(start, end, head)
    if _TIE.match(plain, end):
        rest = _REST.match(plain, end)
        if rest and len(rest[0].split()) <= WORDS:
            aside = plain[rest.end() : rest.end() + 1] != ":"  # mayor of Lakewood writes: …
            return Description(start, rest.end() if aside else end, head)
    return None


def described_before(plain: str, start: int, end: int) -> Description | None:
    """The description right before a full name: [the region's top general], Bo Lind, left.

    >>> text = "They met the region's top general, Bo Lind. After talks with a general, Ed Coe left."
    >>> found = [described_before(text, place, place + 7) for place in (text.index("Bo Lind"), text.index("Ed Coe "))]
    >>> [d and text[d.start:d.end] for d in found]
    ["the region's top general", None]
    """
    if plain[start - 2 : start] != ", " or not _ENDS.match(plain, end):
        return None
    head = plain.rfind(" ", 0, start - 2) + 1
    if plain[head : start - 2].lower() not in roles():
        return None
    begin = noun_phrase(plain, head)
    first = plain[begin:head].split(None, 1)[0].lower() if begin < head else ""
    if (
        first in words_of("determiner") | words_of("possessive")
        or "'s " in plain[begin:head]
        or "s' " in plain[begin:head]
    ):
        return Description(begin, start - 2, head)
    return None
