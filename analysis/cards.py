"""Cards: what is known of how well a signal works, in the words and figures of `data/cards/<signal>.yaml`."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import pandas as pd

from analysis import fingerprint, strict_yaml
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
NONE_LABELLED = "labelled texts of others were at hand"
HERE = "These articles are those of the example study:"
WHICH = "five articles on a letter about US troops in Iraq"
"""What the example study is, for a reader of another page, or of the middle of its own."""
IN_VIEW = "In-sample: the rules were written and mended with these articles in view, so expect less elsewhere."


@cache
def read(signal: str) -> dict[str, Any]:
    """The card of a signal: what it finds, on which labelled texts it was scored, limits, errors, figures."""
    path = FOLDER / f"{signal}.yaml"
    return strict_yaml.read(path, path.name)


def in_words(name: str, articles: pd.DataFrame | None = None) -> str:
    """All that a card says of its scores, in a few sentences: on labelled sets, and on the example study.

    Args:
        articles: table `articles` of the run; if any of them is of the example study, that is said.

    >>> in_words("agency").split("): ")[0]
    'Of the example study (five articles on a letter about US troops in Iraq'
    """
    examples, lead = list(_examples(name).values()), _in_view_here(articles)
    if lead and examples:
        return " ".join([*_says(name), lead, *examples, IN_VIEW])
    return " ".join([*_says(name), *_of_example(examples, labelled="says" in read(name))])


def public() -> dict[str, str]:
    """What is known of each signal from sets that other people labelled, in sentences, by signal.

    >>> list(public())
    ['quotes', 'hedges', 'stance', 'frames']
    """
    return {signal: said[0] for signal, name in CARDS.items() if (said := _says(name))}


def known(articles: pd.DataFrame) -> tuple[dict[str, str], dict[str, str]]:
    """What is known of each signal beside a coding of these articles: on these very articles, and on others.

    Args:
        articles: table `articles`, to tell whether any of them is of the example study.

    >>> here, elsewhere = known(pd.DataFrame({"article_id": ["a"], "text": ["It is shut."]}))
    >>> here, elsewhere["numbers"].split("): ")[1][:31]
    ({}, '19 of 19 figures and dates list')
    """
    examples = {s: _examples(name)[s] for s, name in CARDS.items() if s in _examples(name)}
    if lead := _in_view_here(articles):
        return {signal: f"{lead} {said} {IN_VIEW}" for signal, said in examples.items()}, public()
    labelled = public()
    told = {s: _of_example([said], labelled=s in labelled) for s, said in examples.items()}
    return {}, {s: " ".join([*([labelled[s]] if s in labelled else []), *told.get(s, [])]) for s in CARDS}


def _in_view_here(articles: pd.DataFrame | None) -> str:
    """That articles at hand are of the example study, all or some; nothing where none is."""
    if articles is None:
        return ""
    in_view = {article["sha256"] for article in read("in_view")["articles"]}
    among = in_view & set(map(fingerprint.of_text, articles["text"].dropna()))
    if not among:
        return ""
    if len(among) == len(in_view) == len(articles):
        return HERE
    return f"Of all {len(in_view)} articles of the example study, {len(among)} of which stand here:"


def _says(name: str) -> list[str]:
    card = read(name)
    return [_filled(card["says"], card)] if "says" in card else []


def _examples(name: str) -> dict[str, str]:
    """What a card says of the example study, by signal."""
    card = read(name)
    given = card.get("example", {})
    by_signal = given if isinstance(given, dict) else {name: given}
    return {signal: _filled(said, card) for signal, said in by_signal.items()}


def _of_example(said: Iterable[str], labelled: bool) -> list[str]:
    said = list(said)
    if not said:
        return []
    told = f"Of the example study ({WHICH}): {' '.join(said)} {IN_VIEW}"
    return [told] if labelled else [told, f"No {NONE_LABELLED}."]


def _filled(said: Any, card: dict[str, Any]) -> str:
    """A sentence of a card with the card's own figures filled in."""
    return " ".join(str(said).format(**card["figures"]).split())
