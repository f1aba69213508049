"""Actors by name: where the names that a study lists stand in a text, and whose words a description gives."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from analysis.lexicon import load
from analysis.matcher import make_plain
from analysis.study import Actor

POSSESSIVE = r"(?:'s?)?"


class Naming(NamedTuple):
    """`text[start:end]` is a name of the actor."""

    start: int
    end: int
    actor: Actor


def names(text: str, actors: tuple[Actor, ...]) -> list[Naming]:
    """The namings in one text, from left to right, without overlap and without the possessive ending.

    >>> ruiz, board = Actor("ruiz", "Ana Ruiz", ("Ruiz", "mayor Ruiz")), Actor("board", "Ruiz board")
    >>> [(n.start, n.end, n.actor.id) for n in names("Mayor Ana Ruiz’s ally on the Ruiz board, a ruiz", (ruiz, board))]
    [(6, 14, 'ruiz'), (29, 39, 'board')]
    """
    if not actors:
        return []
    found: list[Naming] = []
    for naming in _scan(text, actors):
        last = found[-1] if found else None
        if last and last.actor is naming.actor and text[last.end : naming.start].isspace():
            found[-1] = Naming(last.start, naming.end, naming.actor)
        else:
            found.append(naming)
    return found


def speaker(description: str, actors: tuple[Actor, ...]) -> Actor | None:
    """The actor whose words they are, if the description of a speaker names one: titles before the name do not matter.

    An actor who only qualifies somebody else is not the speaker.

    >>> ruiz = Actor("ruiz", "Ana Ruiz", ("Ruiz",))
    >>> [speaker(d, (ruiz,)) is ruiz for d in ["Mayor Ana Ruiz", "Ruiz, 54", "an aide to Ruiz", "the Ruiz campaign"]]
    [True, True, False, False]
    """
    lexicon = load("sources")
    joining = lexicon.words("joining")
    opening = {*lexicon.words("definite"), *lexicon.words("indefinite")}
    for naming in reversed(names(description, actors)):
        before = [w for w in make_plain(description[: naming.start]).lower().split() if w not in opening]
        after = description[naming.end :].strip()
        if before and before[-1] in joining:
            continue
        if not after or after.startswith(",") or after.split()[0].lower() in joining:
            return naming.actor
    return None


def plain(description: str) -> str:
    """A description without the capital that only the sentence gave it: `The draft` is `the draft`."""
    first, _, rest = description.partition(" ")
    return f"{first.lower()} {rest}" if first in ("The", "A", "An") and rest else description


def _scan(text: str, actors: tuple[Actor, ...]) -> Iterator[Naming]:
    pattern, owners = _compile(actors)
    for match in pattern.finditer(make_plain(text)):
        index = match.lastgroup
        assert index is not None
        yield Naming(match.start(index), match.end(index), owners[index])


@lru_cache(maxsize=32)
def _compile(actors: tuple[Actor, ...]) -> tuple[re.Pattern[str], dict[str, Actor]]:
    """One expression for all names, longest first; each is a group that says whose it is."""
    listed = [(name, actor) for actor in actors for name in dict.fromkeys((actor.name, *actor.aliases))]
    listed.sort(key=lambda pair: -len(pair[0]))
    owners = {f"n{i}": actor for i, (_, actor) in enumerate(listed)}
    groups = [f"(?P<n{i}>{_expression(name)})" for i, (name, _) in enumerate(listed)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)}){POSSESSIVE}(?![\w-])"), owners


def _expression(name: str) -> str:
    first, *rest = make_plain(name).split()
    return _word(first, first[0].isupper()) + "".join(rf"\s+{_word(word, False)}" for word in rest)


def _word(word: str, capital: bool) -> str:
    """One word of a name: an abbreviation with its full stops or without, a possessive ending or none."""
    stem = word.removesuffix("'s")
    ending = "" if stem == word else "(?:'s)?"
    letters = stem.replace(".", "")
    if letters.isupper():
        dotted = "".join(rf"{re.escape(letter)}\." for letter in letters)
        return f"(?:{dotted}|{re.escape(letters)}){ending}"
    if capital:
        return f"{re.escape(stem[0])}(?i:{re.escape(stem[1:])}){ending}"
    return f"(?i:{re.escape(stem)}){ending}"
