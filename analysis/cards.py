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
    "indirect": "quotes",
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
TOLD = "told"
"""The card of several signals on texts that their rules were not made on."""
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

    >>> in_words("numbers").split("): ")[0]
    'Of the example study (five articles on a letter about US troops in Iraq'
    """
    examples, lead = list(_examples(name).values()), _in_view_here(articles)
    said = [
        told
        for signal in dict.fromkeys((name, *(s for s, card in CARDS.items() if card == name)))
        for told in _says(signal)
    ]
    if lead and examples:
        return " ".join([*said, lead, *examples, IN_VIEW])
    return " ".join([*said, *_of_example(examples, labelled="says" in read(name))])


def elsewhere() -> dict[str, str]:
    """What is known of each signal from texts that its rules were not made on, in sentences, by signal.

    >>> list(elsewhere())
    ['quotes', 'indirect', 'hedges', 'stance', 'agency', 'causes', 'demands', 'frames']
    """
    said = {signal: " ".join(_says(signal)) for signal in CARDS}
    return {signal: sentences for signal, sentences in said.items() if sentences}


def known(articles: pd.DataFrame) -> tuple[dict[str, str], dict[str, str]]:
    """What is known of each signal beside a coding of these articles: on these very articles, and on others.

    Args:
        articles: table `articles`, to tell whether any of them is of the example study.

    >>> here, others = known(pd.DataFrame({"article_id": ["a"], "text": ["It is shut."]}))
    >>> here, others["numbers"].split("): ")[1][:31]
    ({}, '19 of 19 figures and dates list')
    """
    examples = {s: _examples(name)[s] for s, name in CARDS.items() if s in _examples(name)}
    if lead := _in_view_here(articles):
        return {signal: f"{lead} {said} {IN_VIEW}" for signal, said in examples.items()}, elsewhere()
    others = elsewhere()
    told = {s: _of_example([said], labelled="says" in read(CARDS[s])) for s, said in examples.items()}
    return {}, {s: " ".join([*([others[s]] if s in others else []), *told.get(s, [])]) for s in CARDS}


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


def _says(signal: str) -> list[str]:
    """What the card that bears a signal's name says of labelled sets, and the card of several signals of this one."""
    own, several = read(CARDS.get(signal, signal)), read(TOLD)
    said = [_filled(own["says"], own)] if own["signal"] == signal and "says" in own else []
    return said + ([_filled(several["says"][signal], several)] if signal in several["says"] else [])


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
