"""What a figure counts or a date dates: the noun behind it, the verb beside it, the clause around it."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.phrases import Sentence
from analysis.signals.numbers.figures import Figure, valued, words
from analysis.words import MOST

STATES = ("dead", "injured", "arrested")
"""What the verb beside a figure can say of the people it counts."""
_AFTER = 4
"""How many tokens behind the noun its verb may stand: 12 people [were later] killed."""
_BEHIND = re.compile(r" ?(?:([a-z]++)(?=[ ,])|[,.;:?!()](?=\s|\Z))")
"""What stands right behind a figure: a word in small letters, or a mark."""


class Thing(NamedTuple):
    """What is counted: its tokens, the one name for it, and whose it is (`us` for *U.S.*, *American*)."""

    first: int
    last: int
    name: str
    owner: str


def may_count(plain: str, figure: Figure) -> bool:
    """Can a figure count something? Not with a mark behind it, or a unit of time or length, which is seen at once.

    >>> from analysis.signals.numbers import figures
    >>> [may_count("In 3 years, 40 left.", figure) for figure in figures.find("In 3 years, 40 left.")]
    [False, True]
    """
    behind = _BEHIND.match(plain, figure.end)
    return behind is None or (behind[1] is not None and behind[1] not in words("measure"))


def counted(s: Sentence, figure: Figure) -> Thing | None:
    """The thing that a figure counts; None where no noun stands behind it, or a unit of time or length does.

    >>> from analysis.signals.numbers import figures
    >>> text = "There are more than 5,000 American soldiers in Iraq."
    >>> thing = counted(Sentence(text), figures.find(text)[0])
    >>> thing.name, thing.owner
    ('troops', 'us')
    >>> text = "Four of the city's eleven libraries will close."
    >>> [counted(Sentence(text), figure).name for figure in figures.find(text)]
    ['library', 'library']
    """
    at = s.token_from(figure.end)
    if at is None:
        return None
    before = next((n for n in range(at - 1, -1, -1) if s.spans[n][1] <= figure.start), -1)
    small = figure.value is not None and figure.value < 1000
    if small and before >= 0 and s.tags[before] == "X" and s.tokens[before][0].isupper():
        return None  # Route 66, No. 2
    if s.lower[at] == "of" and figure.hedge == "vague":
        at += 1
    elif s.lower[at] == "of":
        at = _past_whole(s, at + 1)
    last = at
    while last < len(s.tags) and s.tags[last] in "AXNs" and s.lower[last] not in _hurt():
        last += 1
    if last == at:
        group = _states().get(s.lower[at]) if at < len(s.lower) else None
        return Thing(at, at + 1, group, "") if group else None
    while last > at and s.tags[last - 1] in "As":
        last -= 1
    if last == at or not words("changing").isdisjoint(s.lower[at:last]):
        return None
    head = s.lower[last - 1]
    if head in words("measure") or s.lower[at] in words("measure") or s.tags[last - 1] == "X":
        return None
    state = _state_behind(s, last) or _state_at(s, before)
    name: str = state or _group(head)
    owner = "" if state else _owner(s, at, last - 1)
    return Thing(at, last, name, owner)


@cache
def _hurt() -> frozenset[str]:
    return words("dead") | words("injured")


@cache
def _states() -> dict[str, str]:
    """Word → the one of `STATES` that it says."""
    return {word: state for state in reversed(STATES) for word in words(state)}


def _past_whole(s: Sentence, at: int) -> int:
    """Past what stands before the noun of which a figure is a part: four of [the city's eleven] libraries."""
    noun = at
    while noun < len(s.tags) and s.tags[noun] == "D":
        noun += 1
    number = noun
    while number < len(s.tags) and s.tags[number] in "AXNs":
        number += 1
    if s.tags[number : number + 1] != "#" or s.tags[number - 1] not in "DsO":
        return noun
    while s.tags[number : number + 1] == "#":
        number += 1
    return number


def _state_behind(s: Sentence, last: int) -> str | None:
    """12 people [were killed]."""
    for n in range(last, min(last + _AFTER, len(s.tokens))):
        group = _states().get(s.lower[n])
        if group:
            return group
        if s.tags[n] not in "MR":
            return None
    return None


def _state_at(s: Sentence, before: int) -> str | None:
    """[killed] 12 people; hedges between are passed over."""
    for n in range(before, max(before - 3, -1), -1):
        group = _states().get(s.lower[n])
        if group:
            helped = any(w in ("was", "were", "been", "being") for w in s.lower[max(0, n - 3) : n])
            return None if helped else group
        if s.tags[n] not in "RI" and s.lower[n] not in ("than", "as", "many", "some"):
            return None
    return None


@lru_cache(MOST)
def _group(head: str) -> str:
    """The one name of a noun: troops for soldiers, else its singular."""
    for group in ("troops", *STATES):
        if head in words(group):
            return group
    if head.endswith("ies") and len(head) > 4:
        return head[:-3] + "y"
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head


def _owner(s: Sentence, first: int, last: int) -> str:
    said = [s.lower[n] for n in range(first, last) if s.tags[n] == "X" or s.tokens[n][:1].isupper()]
    return " ".join(sorted(valued("same_owner").get(word, word) for word in said))


class Event(NamedTuple):
    """What a date dates: its tokens and one name, of subject and verb or of a noun."""

    first: int
    last: int
    name: str


def dated(s: Sentence, at: int) -> Event | None:
    """What happened on the date at token `at`; None where no verb or noun beside it says.

    >>> dated(Sentence("The council on Sunday passed a plan."), 3).name
    'council passed'
    >>> dated(Sentence("After the council's vote on Sunday she left."), 6).name
    'vote'
    """
    verb = next((n for n in range(at - 1, -1, -1) if s.tags[n] in "VB,;:.WSC"), -1)
    if verb < 0 or s.tags[verb] not in "VB":
        noun = at - 1 if s.lower[at - 1 : at] != ["on"] else at - 2
        phrase = s.phrase_before(noun + 1) if noun >= 0 else None
        follows = next((n for n in range(at + 1, len(s.tags)) if s.tags[n] not in "YR#M"), len(s.tags))
        if phrase and s.tags[follows : follows + 1] == "V":
            verb = follows  # the council on Sunday passed
        elif phrase:
            lower = s.tags[phrase[1] - 1] == "N"
            return Event(*phrase, s.lower[phrase[1] - 1]) if lower else None
        else:
            verb = _opening(s, at)
    return _clause(s, verb, at) if verb >= 0 else None


def _opening(s: Sentence, at: int) -> int:
    """The verb of a sentence that a date opens: On Sunday, the council [passed]; -1 where there is none."""
    commas, after = 0, at + 1
    while after < len(s.tags) - 1 and (s.tags[after] in "#Y" or (s.tags[after] == "," and s.tags[after + 1] == "#")):
        after += 1  # May 3, 2019
    for n in range(after, len(s.tags)):
        commas += s.tags[n] == ","
        if s.tags[n] in ";:.WSC" or commas > 1:
            return -1
        if s.tags[n] == "V":
            return n
    return -1


def _clause(s: Sentence, verb: int, at: int) -> Event | None:
    j = verb - 1
    while j >= 0 and (s.tags[j] in "MRY#" or j == at or (s.lower[j] == "on" and s.tags[j + 1] == "Y")):
        j -= 1
    phrase = s.phrase_before(j + 1) if j >= 0 and s.tags[j] != "P" else None
    if phrase is None:
        return None
    first, last = phrase
    named = last - first > 1 and set(s.tags[first:last]) == {"X"}  # Secretary of [Defense Ana Ruiz]
    head = last - 1
    while first > 1 and s.tags[first - 1] == "O" and (outer := s.phrase_before(first - 1)):
        first, head = outer[0], head if named else outer[1] - 1
    return Event(first, verb + 1, f"{s.lower[head]} {s.lower[verb]}")
