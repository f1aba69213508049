"""Qualifiers: words that take weight from what is decided, written or said, before its noun or said of it."""

from typing import NamedTuple

from analysis.clauses import BE, Words, group, subject
from analysis.phrases import Sentence
from analysis.signals.demands import words


class Qualified(NamedTuple):
    """One qualifier: its tokens, the noun whose weight it takes, and whether that is left open: *if it is a draft*."""

    first: int
    last: int
    word: str
    noun: int
    told_as: str | None = None


def qualifiers(s: Sentence) -> list[Qualified]:
    """Every qualifier that stands before a noun of the lexicon, or is said of one: *are not binding*.

    >>> [q.word for q in qualifiers(Sentence("A draft unsigned letter and a nonbinding resolution."))]
    ['draft', 'unsigned', 'nonbinding']
    """
    found = []
    for n in s.places(words.qualified()):
        word = s.lower[n]
        if word in words.qualifying() and n + 1 < len(s.tags):
            head = n + 1
            while (
                head < len(s.tags) - 1 and s.tags[head] in "ANX" and s.tags[head + 1] in "NX" and not _weighed(s, head)
            ):
                head += 1
            if s.lower[head] in words.qualifying():  # a draft unsigned letter
                head = next((m for m in range(head, min(head + 4, len(s.tags))) if _weighed(s, m)), head)
            if _weighed(s, head):
                found.append(Qualified(n, n + 1, word.replace("non-", "non"), head))
                continue
        if word in words.qualifying() and (said := _said_of(s, n)) is not None:
            found.append(Qualified(n, n + 1, word.replace("non-", "non"), *said))
        elif word == "binding" and s.lower[n - 1 : n] == ["not"]:
            who = subject(s, group(s, n))
            if who and _weighed(s, who[1] - 1):
                found.append(Qualified(n - 1, n + 1, "not binding", who[1] - 1))
    return found


def _said_of(s: Sentence, at: int) -> tuple[int, str | None] | None:
    """The noun that a qualifier is said of, and if that is left open: the [letter] was only a draft; None if denied."""
    last = at
    while last and (s.tags[last - 1] in "DAR" or s.lower[last - 1] in words.qualifying()):
        last -= 1
    first = group(s, last)
    helpers = s.lower[first:at]
    if not last or s.lower[last - 1] not in BE or words.NEGATIONS & set(helpers):
        return None
    who = subject(s, first)
    if who is None:
        return None
    if s.lower[who[0] : who[1]] == ["it"]:  # that letter is a draft, it was a mistake, it was unsigned
        named = [n for n in range(who[0]) if s.tags[n] in "NX" and _weighed(s, n)]
        words_for_it = {s.lower[n].removesuffix("s") for n in named if s.lower[n] not in words.qualifying()}
        noun = next((n for n in named if s.lower[n] in words_for_it), None) if len(words_for_it) == 1 else None
    else:
        noun = next((n for n in range(who[1] - 1, who[0] - 1, -1) if _weighed(s, n)), None) if _heads(s, who) else None
    if noun is None:
        return None
    is_open = words.MODALS & set(helpers) or s.lower[who[0] - 1 : who[0]] in (["if"], ["unless"], ["whether"])
    return noun, "open" if is_open else None


def _heads(s: Sentence, who: Words) -> bool:
    """Is a noun of the lexicon the head of the phrase: the letter, the letter of the general; not the letter writer?"""
    last = next((n for n in range(*who) if s.tags[n] in "IO"), who[1])
    return _weighed(s, last - 1)


def _weighed(s: Sentence, at: int) -> bool:
    return s.lower[at].removesuffix("s") in words.listed("weighed")
