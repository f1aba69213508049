"""Verb: the same quotation, introduced in ways that tell the reader different things."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.comparison.findings.contrast import Contrast, Outlets, Passage
from analysis.comparison.readings import forms

PLAIN = ("neutral", "structuring")
TELLING = ("affirming", "distancing", "arguing", "denying", "attacking", "praising")
"""Classes of reporting verbs that leave the words to the reader, and that tell how to take them. Others report another
act (a call for, a promise) or no speech, so that two of them may well be of two occasions."""
OTHER_CLASS, OTHER_VERB = 60.0, 50.0
"""Weights: verbs of different classes; two verbs of one class (an admission, or an acknowledgement)."""
LONG, NEAR, WORDS = 80, 60, 2
"""Characters of the quotation that the sentence gives; characters between a verb and the words that it introduces;
spaces in the words, as fewer may be anybody's."""


def find(variants: pd.DataFrame, quotes: pd.DataFrame, outlets: Outlets) -> Iterator[Contrast]:
    """One contrast for each shared quotation that an outlet gives with a telling verb, and another with another."""
    columns = ["article_id", "quote_id", "cue", "cue_start", "cue_end", "verb", "verb_class"]
    rows = variants.merge(quotes[columns], on=["article_id", "quote_id"])
    rows = rows[rows["verb"].notna() & rows["verb_class"].isin([*PLAIN, *TELLING]) & rows["cue_start"].notna()]
    rows = rows[(rows["start"] - rows["cue_end"] <= NEAR) & (rows["cue_start"] - rows["end"] <= NEAR)]
    rows = rows[rows["text"].str.count(" ") >= WORDS]
    clusters: dict[int, list[Any]] = {}
    for row in rows.itertuples():
        clusters.setdefault(row.cluster_id, []).append(row)
    for members in clusters.values():
        pairs = [
            (one, other)
            for one in members
            if one.verb_class in TELLING
            for other in members
            if other.verb != one.verb and outlets.key[other.article_id] != outlets.key[one.article_id]
            if _same_words(one, other)
        ]
        if not pairs:
            continue
        one, other = max(pairs, key=lambda pair: pair[0].verb_class != pair[1].verb_class)
        sides = [[m for m in members if m.verb == side.verb and _same_words(m, side)] for side in (one, other)]
        # An outlet that has both verbs is no side.
        keys = [outlets.keys(m.article_id for m in side) for side in sides]
        sides = [
            [m for m in side if outlets.key[m.article_id] not in others]
            for side, others in zip(sides, reversed(keys), strict=True)
        ]
        if not all(sides):
            continue
        words = " ".join(min((one.text, other.text), key=len).split()).rstrip(",.;")
        if len(words) > LONG:
            words = f"{words[:LONG].rsplit(' ', 1)[0]} …"
        said = [f"“{side[0].cue}” in {outlets.names(m.article_id for m in side)}" for side in sides]
        sentence = f"The same words, “{words}”, are introduced by {said[0]}, by {said[1]}."
        passages = [
            Passage(m.article_id, min(m.cue_start, m.start), max(m.cue_end, m.end), ((m.cue_start, m.cue_end),))
            for side in sides
            for m in side
        ]
        yield Contrast("verb", sentence, passages, OTHER_CLASS if one.verb_class != other.verb_class else OTHER_VERB)


def _same_words(one: Any, other: Any) -> bool:
    """Are the words of one quotation, whole, a stretch of the other's? With a word more or less inside they differ."""
    short, long = sorted((forms(one.text), forms(other.text)), key=len)
    return bool(short) and any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))
