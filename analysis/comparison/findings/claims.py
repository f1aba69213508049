"""Claims: what some articles assert in their own voice, in others only somebody speaks against."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.comparison.findings.contrast import Contrast, Outlets, Passage
from analysis.comparison.findings.stance import said_of
from analysis.spans import offsets

EACH = 2
"""Sentences of each outlet that the contrast rests on."""


def find(claims: pd.DataFrame, propositions: Sequence[Any], outlets: Outlets) -> Iterator[Contrast]:
    """One contrast for each proposition that one outlet asserts in its own voice and another has spoken against.

    An outlet that asserts it and also has somebody speak against it stands with those that assert it.
    """
    for number, proposition in enumerate(propositions):
        own = claims[claims["proposition"] == proposition.id]
        asserting = own[(own["stance"] == "for") & (own["by"] == "narrator").fillna(False)]
        keys = outlets.keys(asserting["article_id"])
        against = own[(own["stance"] == "against") & ~own["article_id"].map(outlets.key).isin(keys)]
        if asserting.empty or against.empty:
            continue
        passages = [
            Passage(row.article_id, row.start, row.end, tuple(offsets(row.deciding_spans)), said_of(row))
            for side in (asserting, against)
            for row in side.groupby("article_id", sort=False).head(EACH).itertuples()
        ]
        one = len(keys) == 1
        voice = "its own voice" if one else "their own voice"
        others = outlets.names(against["article_id"])
        title = f"“{proposition.text.rstrip('.')}”"
        sentence = (
            f"{title}: {outlets.names(asserting['article_id'], 'assert')} it in {voice}; "
            f"in {others} it is spoken against."
        )
        yield Contrast("claim", title, sentence, passages, 95 - number / 100)
