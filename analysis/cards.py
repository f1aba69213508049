"""Cards: what is known of how well a signal works, in the words and figures of `data/cards/<signal>.yaml`."""

from functools import cache
from typing import Any

from analysis import strict_yaml
from analysis.lexicon import FOLDER as LEXICONS

FOLDER = LEXICONS.parent / "cards"


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
