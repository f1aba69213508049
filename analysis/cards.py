"""Cards: what is known of how well a signal works, in the words and figures of `data/cards/<signal>.yaml`."""

from functools import cache
from typing import Any

from analysis import strict_yaml
from analysis.lexicon import FOLDER as LEXICONS

FOLDER = LEXICONS.parent / "cards"
CARDS = {
    "quotes": "quotes",
    "hedges": "hedges",
    "naming": "naming",
    "stance": "stance",
    "agency": "agency",
    "causes": "causes",
    "demands": "causes",
    "numbers": "numbers",
    "frames": "frames",
}
"""Which card tells of a signal, as table `scores` names them."""
LABELLED = ("quotes", "hedges", "stance", "frames")
"""Signals that were scored on labelled sets which other people made."""


@cache
def read(signal: str) -> dict[str, Any]:
    """The card of a signal: what it finds, on which labelled texts it was scored, limits, errors, figures."""
    path = FOLDER / f"{signal}.yaml"
    return strict_yaml.read(path, path.name)


def in_words(signal: str) -> str:
    """The scores of a signal in a sentence or two: the card's key `says`, with its own figures filled in.

    >>> in_words("frames")[:53]
    'On 686 labelled headlines about gun violence, with a '
    """
    card = read(signal)
    return " ".join(str(card["says"]).format(**card["figures"]).split())


def public(only_labelled: bool = False) -> dict[str, str]:
    """What is known of each signal from other texts than those of a study, in sentences, by signal.

    Args:
        only_labelled: leave out signals of which no labelled set was at hand.

    >>> list(public(only_labelled=True))
    ['quotes', 'hedges', 'stance', 'frames']
    """
    return {signal: in_words(card) for signal, card in CARDS.items() if not only_labelled or signal in LABELLED}
