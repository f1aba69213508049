"""Claims: what some articles assert in their own voice, in others only somebody speaks against."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.comparison.findings.contrast import NAMED, Contrast, Outlets, Passage
from analysis.comparison.findings.stance import said_of
from analysis.spans import offsets

EACH = 2
"""Sentences of each outlet and position that are shown."""
POSITIONS = (("for", "narrator"), ("for", "attributed"), ("against", "narrator"), ("against", "attributed"))
"""A stance and who answers for it, in the order of the sentence."""


def find(claims: pd.DataFrame, propositions: Sequence[Any], outlets: Outlets) -> Iterator[Contrast]:
    """One contrast for each proposition that one outlet tells in its own voice and another has spoken against.

    Every outlet that takes a side, or has somebody take one, is named on it: one that does both, on both.

    Args:
        claims: table `claims`, with `who` each is attributed to.
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
        title = f"“{proposition.text.rstrip('.')}”"
        said = [_said(*position, side, outlets) for position, side in sides.items() if len(side)]
        note = " ".join(outlets.of_two_times(passages))
        yield Contrast("claim", title, f"{title}: {'; '.join(said)}.", passages, 95 - number / 100, note)


def _said(stance: str, by: str, claims: pd.DataFrame, outlets: Outlets) -> str:
    """`A and B speak for it in their own voice`; `cited against it: Mark Esper (C), Mark Milley (C and D)`."""
    if by == "narrator":
        one = len(outlets.keys(claims["article_id"])) == 1
        return f"{outlets.names(claims['article_id'], 'speak')} {stance} it in {'its' if one else 'their'} own voice"
    names = [f"{who} ({outlets.names(own['article_id'])})" for who, own in claims.groupby("who", sort=False)]
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return f"cited {stance} it: {', '.join([*names[:NAMED], *more])}"
