"""Who is looked for: the actors of a study made ready, by every name, short name and term."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from analysis.lexicon import Entry, Lexicon
from analysis.matcher import make_plain
from analysis.signals.naming import forms
from analysis.signals.naming.phrases import words_of
from analysis.study import Actor

NOT = "not "


@dataclass(frozen=True)
class Referent:
    """An actor to look for.

    `short`: names that mean the actor only in an article that has a longer one, or with a title (a surname);
    `spellings`: names in another spelling, found by `census.learn`; `learned`: found by it, listed by no study;
    `alone`: nobody else in the corpus has the surname; `roles`: titles that the corpus gives the actor, written out.
    """

    actor: Actor
    short: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    learned: bool = False
    alone: bool = True
    roles: frozenset[str] = frozenset()


class Target(NamedTuple):
    """What an expression that the matcher finds stands for.

    `kind`: name (of the study), spelling (found by `learn`), short, term, office. `parts` must all be in the noun
    phrase around a term, none of `refused` may be. `qualifies`: a term in the singular of a collective that is listed
    in the plural too, and so stands before another noun: a troop movement.
    """

    number: int
    kind: str
    match: str
    parts: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    qualifies: bool = False


class Compiled(NamedTuple):
    """A cast made ready: one lexicon for the matcher, and for each of its entries what it may stand for."""

    lexicon: Lexicon
    targets: dict[str, list[Target]]


@lru_cache(maxsize=16)
def compiled(cast: tuple[Referent, ...]) -> Compiled:
    """The cast as a lexicon. Every name has an entry with the possessive ending and one for each way to abbreviate."""
    targets: dict[str, list[Target]] = defaultdict(list)
    for number, referent in enumerate(cast):
        actor = referent.actor
        for kind, names in (
            ("spelling" if referent.learned else "name", _full_names(referent)),
            ("spelling", referent.spellings),
            ("short", referent.short),
        ):
            for name in dict.fromkeys(names):
                for written in _writings(make_plain(name)):
                    targets[written.lower()].append(Target(number, kind, written))
        refused = tuple(t.removeprefix(NOT).lower() for t in actor.terms if t.startswith(NOT))
        for term in actor.terms:
            if not term.startswith(NOT):
                *parts, head = (part.strip() for part in term.split(" + "))
                required, qualifies = tuple(p.lower() for p in parts), forms.is_qualifier(head, actor)
                for written in _writings(make_plain(head)):
                    targets[written.lower()].append(Target(number, "term", written, required, refused, qualifies))
    for office in words_of("office"):
        targets[f"the {office}"].append(Target(-1, "office", f"the {office}"))
    entries = tuple(Entry(match, "naming") for match in sorted(targets))
    return Compiled(Lexicon("cast", "", "", {"naming": {}}, entries), dict(targets))


def _full_names(referent: Referent) -> tuple[str, ...]:
    return tuple(n for n in (referent.actor.name, *referent.actor.aliases) if n not in referent.short)


def _writings(name: str) -> list[str]:
    """A name as written, with the possessive ending, and with capitals with and without full stops.

    >>> _writings("US Navy")
    ['US Navy', "US Navy's", 'U.S. Navy', "U.S. Navy's"]
    """
    written = [name]
    words = name.split()
    for number, word in enumerate(words):
        letters = word.replace(".", "")
        if letters.isupper() and letters.isalpha() and 1 < len(letters) < 6:
            other = letters if "." in word else "".join(f"{letter}." for letter in letters)
            written.append(" ".join([*words[:number], other, *words[number + 1 :]]))
            break
    return [w + ending for w in written for ending in ("", "'s")]


def of_study(actors: Sequence[Actor]) -> tuple[Referent, ...]:
    """The actors of a study as a cast: every name that the study lists means its actor everywhere."""
    return tuple(Referent(actor) for actor in actors)
