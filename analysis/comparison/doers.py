"""Who or what did it: does a telling name somebody, only a weapon or an event, or nothing?"""

from collections.abc import Iterable, Sequence
from functools import cache

import pandas as pd

from analysis.lexicon import load
from analysis.words import even


def says_who(agent: object, agent_kind: object) -> str:
    """What a telling says of the doer: `who` it was, only `what` did it (a weapon, an event), or `nothing`.

    A weapon says who where a people or a force stands before its noun (*a U.S. airstrike*), where somebody owns it
    (*the army’s missiles*) and where somebody stands behind *by*; a place, a day or a time owns nothing (*Monday’s
    airstrike*), and what nobody sends says nobody (*an earthquake*).

    Note: a name that no list has as a place or a day is taken for somebody’s (*Lind’s rockets*), and a state that owns
    an attack for its doer, though it may be where it was (*Norway’s bombing*).

    >>> weapons = ["a U.S. airstrike", "the drone strike in Baghdad", "Iran’s missiles", "a strike by the US", "a mine"]
    >>> [says_who(weapon, "weapon or event") for weapon in weapons]
    ['who', 'what', 'who', 'who', 'what']
    >>> says_who("the army", pd.NA), says_who(pd.NA, pd.NA)
    ('who', 'nothing')
    """
    if pd.isna(agent):
        return "nothing"
    if pd.isna(agent_kind):
        return "who"
    words = even(str(agent)).split()
    lower = [word.lower() for word in words]
    ties = _ties()
    tie = next((n for n, word in enumerate(lower) if word in ties), len(words))
    first = next((n for n, word in enumerate(lower[:tie]) if _singular(word) in _words("instrument")), tie)
    if _is_event(lower[first:tie]) or _is_event(lower[max(0, first - 1) : tie]):
        return "what"
    before = words[:first]
    owners = [n for n, word in enumerate(before) if word.endswith(("'s", "s'"))]
    if any(_is_somebody(before[: n + 1]) for n in owners) or _holds(before, _words("nation"), _words("doer")):
        return "who"
    by = next((n for n, word in enumerate(lower) if word == "by" and n >= first), len(words))
    behind = next((n for n in range(by + 1, len(words)) if lower[n] in ties), len(words))
    return "who" if by + 1 < behind and lower[behind - 1] not in _words("no_agent") else "what"


def _is_event(words: Sequence[str]) -> bool:
    """Do some words begin with what nobody sends (*earthquake*, *house fire*)?"""
    events = _words("event")
    return any(" ".join([*words[: n - 1], _singular(words[n - 1])]) in events for n in (1, 2) if len(words) >= n)


def _is_somebody(owner: Sequence[str]) -> bool:
    """Can an owner, by its last words, have done it?"""
    words = [*owner[:-1], owner[-1].removesuffix("'s").removesuffix("'")]
    last = words[-1]
    if not last[0].isupper():
        return _singular(last) in _roles() or _holds(words, frozenset(), _words("doer"))
    return _holds(words, _words("nation") | _states(), _words("doer")) or not _holds(words, _no_doers(), _times())


def _holds(words: Sequence[str], names: Iterable[str], nouns: Iterable[str]) -> bool:
    """Do some words hold one of the names as it is written, or one of the nouns in any case and number?"""
    text = f" {' '.join(words)} "
    return any(f" {name} " in text for name in names) or any(_singular(word.lower()) in nouns for word in words)


def _singular(word: str) -> str:
    """A noun's singular as the lexicon has it.

    >>> [_singular(word) for word in ("rockets", "gunmen", "blast")]
    ['rocket', 'gunman', 'blast']
    """
    if word.endswith("men"):
        return f"{word[:-3]}man"
    return word.removesuffix("s") if not word.endswith("ss") else word


@cache
def _words(category: str) -> frozenset[str]:
    return frozenset(load("agency").words(category))


@cache
def _ties() -> frozenset[str]:
    """The words behind which stands where an attack was, whom it met, or who did it."""
    small = load("function_words")
    return frozenset((*small.words("preposition"), *small.words("of"), *small.words("for"), *small.words("to")))


@cache
def _roles() -> frozenset[str]:
    roles = load("roles")
    return frozenset(e.match for e in roles.entries if roles.categories[e.category].get("person"))


@cache
def _states() -> frozenset[str]:
    return frozenset(load("places").words("state"))


@cache
def _no_doers() -> frozenset[str]:
    """Names of places and days: where an attack was, or when."""
    places = load("gazetteer")
    named = [
        name for category in ("country", "city", "state", "region", "also_name") for name in places.words(category)
    ]
    return frozenset((*named, *load("places").words("capital"), *load("quotation_cues").words("time")))


@cache
def _times() -> frozenset[str]:
    """Words of time and of places, which open a sentence with a capital, too."""
    times = (*load("function_words").words("time_noun"), *load("quotation_cues").words("time"))
    return frozenset((*times, *_words("place")))
