"""Stance: a headline or deck of one outlet speaks for what one of another outlet speaks against."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis import schema
from analysis.comparison.findings.contrast import NAMED, Contrast, Outlets, Passage, listed
from analysis.spans import offsets

PARTS = schema.HEADS
"""Units that are compared, and what they are called; body sentences report too many voices to be a side."""
SOURCES = 3
"""Sources of the texts under the headings that are named; the ledger of who says what has all."""
VERBS = {"for": ("speaks for it", "speak for it"), "against": ("speaks against it", "speak against it")}
"""What one outlet does, what several do. Not *denies*: who calls a report a mistake has not denied what it tells."""


def find(claims: pd.DataFrame, propositions: Sequence[Any], outlets: Outlets) -> Iterator[Contrast]:
    """One contrast for each proposition on which headings of two outlets take opposite sides, as the rules read them.

    What the texts under them carry, on either side, and which headings may be of another time, its note tells.

    Args:
        claims: table `claims`, with `who` each is attributed to.
    """
    heads = claims[claims["part"].isin(list(PARTS)) & claims["stance"].isin(list(VERBS))]
    for number, proposition in enumerate(propositions):
        units = list(heads[heads["proposition"] == proposition.id].itertuples())
        stances: dict[str, set[str]] = {}
        for unit in units:
            stances.setdefault(outlets.key[unit.article_id], set()).add(unit.stance)
        torn = {key for key, taken in stances.items() if len(taken) == 2}
        by_side = sorted(units, key=lambda u: outlets.key[u.article_id] in torn)  # an outlet that says both comes last
        sides = {stance: [u for u in by_side if u.stance == stance] for stance in VERBS}
        keys = {stance: outlets.keys(u.article_id for u in side) for stance, side in sides.items()}
        if not all(keys.values()) or len(keys["for"] | keys["against"]) < 2:
            continue
        passages = [
            Passage(u.article_id, u.start, u.end, tuple(offsets(u.deciding_spans)), said_of(u, PARTS[u.part]))
            for side in sides.values()
            for u in side
        ]
        title = f"“{proposition.text.rstrip('.')}”"
        said = "; ".join(_said(stance, side, outlets) for stance, side in sides.items())
        notes = [_texts(claims[claims["proposition"] == proposition.id], outlets), *outlets.of_two_times(passages)]
        note = " ".join(filter(None, notes))
        yield Contrast("stance", title, f"{title}, in headings: {said}.", passages, 100 - number / 100, note)


def said_of(claim: Any, part: str = "") -> str:
    """What a sentence does to a proposition, and who answers for it: `against it, citing “US” (headline)`."""
    return f"{claim.stance} it, {by_whom(claim)}{f' ({part})' if part else ''}"


def by_whom(claim: Any) -> str:
    """Who answers for a position: the outlet, or a source as the sentence names it."""
    if claim.by != "attributed":
        return "in its own voice"
    return "citing somebody" if pd.isna(claim.source) else f"citing “{claim.source}”"


def _said(stance: str, units: Sequence[Any], outlets: Outlets) -> str:
    """`A (citing “US”) and B (in its own voice) speak against it`."""
    names = dict.fromkeys(f"{outlets.key[unit.article_id]} ({by_whom(unit)})" for unit in units)
    one, several = VERBS[stance]
    return f"{listed(list(names))} {one if len(names) == 1 else several}"


def _texts(claims: pd.DataFrame, outlets: Outlets) -> str:
    """What the texts under the headings carry: `In their texts A and B have words against it (Mark Esper), …`."""
    body = claims[(claims["part"] == "body") & (claims["stance"] != "unrelated")]
    said = []
    for stance in ("against", "for"):
        own = body[body["stance"] == stance]
        if len(own):
            keys = list(dict.fromkeys(own["article_id"].map(outlets.key)))
            every = set(keys) == set(outlets.key.values()) and len(keys) > 2
            who = f"all {len(keys)}" if every else listed(keys) if len(keys) <= NAMED else f"{len(keys):,} outlets"
            sources = list(own["who"].value_counts().index)
            more = [f"{len(sources) - SOURCES} more"] if len(sources) > SOURCES else []
            whose = listed([*sources[:SOURCES], *more])
            said.append(f"{who} {'has' if len(keys) == 1 else 'have'} words {stance} it ({whose})")
    return f"In the texts under the headings, {'; '.join(said)}." if said else ""
