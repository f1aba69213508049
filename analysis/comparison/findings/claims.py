"""Claims: what some articles assert in their own voice, in others only somebody speaks against."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.comparison.findings.contrast import NAMED, Contrast, Outlets, Passage
from analysis.comparison.findings.stance import VERBS, by_source, named, own_voice, said_of, title
from analysis.spans import offsets

EACH = 2
"""Sentences of each outlet and position that are shown."""
POSITIONS = (("for", "narrator"), ("for", "attributed"), ("against", "narrator"), ("against", "attributed"))
"""A stance and who answers for it, in the order of the sentence."""


def find(claims: pd.DataFrame, propositions: Sequence[Any], outlets: Outlets) -> Iterator[Contrast]:
    """One contrast for each proposition that one outlet tells in its own voice and another has spoken against.

    Every outlet that takes a side, or has somebody take one, is named on it: one that does both, on both.

    Args:
        claims: table `claims`, with `who` each is attributed to, and whether that is said `on_condition`.
    """
    for number, proposition in enumerate(propositions):
        own = claims[(claims["proposition"] == proposition.id) & claims["stance"].isin(["for", "against"])]
        asserting = own[(own["stance"] == "for") & (own["by"] == "narrator").fillna(False)]
        against = own[own["stance"] == "against"]
        keys = outlets.keys(asserting["article_id"])
        if asserting.empty or outlets.keys(against["article_id"]) <= keys:
            continue
        sides = {
            position: own[(own["stance"] == position[0]) & (own["by"] == position[1]).fillna(False)]
            for position in POSITIONS
        }
        passages = [
            Passage(row.article_id, row.start, row.end, tuple(offsets(row.deciding_spans)), said_of(row))
            for side in sides.values()
            for row in side.groupby("article_id", sort=False).head(EACH).itertuples()
        ]
        what = named(proposition)
        said = [_said(*position, side, outlets) for position, side in sides.items() if len(side)]
        note = " ".join(outlets.of_two_times(passages))
        sentence = f"{what[0].upper()}{what[1:]}: {'; '.join(said)}."
        yield Contrast("claim", title(proposition), sentence, passages, 95 - number / 100, note)


def _said(stance: str, by: str, claims: pd.DataFrame, outlets: Outlets) -> str:
    """`A and B support it in their own voice`; `cited against it: Mark Esper (C), Mark Milley (C and D)`."""
    if by == "narrator":
        keys = outlets.keys(claims["article_id"])
        verb = VERBS[stance][len(keys) > 1]
        return f"{outlets.names(claims['article_id'])} {verb} it {own_voice(keys)}"
    names = [f"{who} ({outlets.names(own['article_id'])})" for who, own in by_source(claims)]
    more = len(names) - NAMED
    rest = [f"{more:,} other source{'s' * (more > 1)}"] if more > 0 else []
    return f"cited {stance} it: {', '.join([*names[:NAMED], *rest])}"
