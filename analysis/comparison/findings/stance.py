"""Stance: a headline or deck of one outlet speaks for what one of another outlet speaks against."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis import schema
from analysis.comparison.findings.contrast import Contrast, Outlets, Passage, listed
from analysis.spans import offsets

PARTS = schema.HEADS
"""Units that are compared, and what they are called; body sentences report too many voices to be a side."""
VERBS = {"for": ("speaks for it", "speak for it"), "against": ("speaks against it", "speak against it")}
"""What one unit does, what several do. Not *denies*: who calls a report a mistake has not denied what it tells."""


def find(claims: pd.DataFrame, propositions: Sequence[Any], outlets: Outlets) -> Iterator[Contrast]:
    """One contrast for each proposition on which two outlets take opposite sides, as the stance rules read them."""
    heads = claims[claims["part"].isin(list(PARTS)) & claims["stance"].isin(list(VERBS))]
    for number, proposition in enumerate(propositions):
        units = list(heads[heads["proposition"] == proposition.id].itertuples())
        stances: dict[str, set[str]] = {}
        for unit in units:
            stances.setdefault(outlets.key[unit.article_id], set()).add(unit.stance)
        torn = {key for key, taken in stances.items() if len(taken) == 2}
        sides = {stance: [u for u in units if u.stance == stance] for stance in VERBS}
        for stance, side in sides.items():
            # An outlet that says both stands for a side only where nobody else does.
            sides[stance] = [u for u in side if outlets.key[u.article_id] not in torn] or side
        keys = {stance: outlets.keys(u.article_id for u in side) for stance, side in sides.items()}
        if not all(keys.values()) or len(keys["for"] | keys["against"]) < 2:
            continue
        chosen = [u for side in sides.values() for u in side]
        said = [_said(stance, side, outlets) for stance, side in sides.items()]
        also = [
            u for u in units if u not in chosen and outlets.key[u.article_id] in torn & (keys["for"] | keys["against"])
        ]
        for stance in VERBS:
            if more := [u for u in also if u.stance == stance]:
                said.append(f"{_said(stance, more, outlets)} too")
        passages = [Passage(u.article_id, u.start, u.end, tuple(offsets(u.deciding_spans))) for u in [*chosen, *also]]
        sentence = f"“{proposition.text.rstrip('.')}”: {'; '.join(said)}."
        yield Contrast("stance", sentence, passages, 100 - number / 100)


def _said(stance: str, units: Sequence[Any], outlets: Outlets) -> str:
    """`the headline of A (as the word of “US”) and the deck of B (in its own voice) speak against it`."""
    parts: dict[tuple[str, str], list[str]] = {}
    for unit in units:
        by = " (in its own voice)"
        if unit.by == "attributed":
            by = " (as somebody’s word)" if pd.isna(unit.source) else f" (as the word of “{unit.source}”)"
        of_outlet = parts.setdefault((outlets.key[unit.article_id], by), [])
        if PARTS[unit.part] not in of_outlet:
            of_outlet.append(PARTS[unit.part])
    names = [f"the {' and the '.join(of_outlet)} of {name}{by}" for (name, by), of_outlet in parts.items()]
    one, several = VERBS[stance]
    return f"{listed(names)} {one if sum(map(len, parts.values())) == 1 else several}"
