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
    """One contrast for each shared quotation that an outlet gives with a telling verb, and others with others."""
    columns = ["article_id", "quote_id", "cue_start", "cue_end", "verb", "verb_class"]
    rows = variants.merge(quotes[columns], on=["article_id", "quote_id"])
    rows = rows[rows["verb"].notna() & rows["verb_class"].isin([*PLAIN, *TELLING]) & rows["cue_start"].notna()]
    rows = rows[(rows["start"] - rows["cue_end"] <= NEAR) & (rows["cue_start"] - rows["end"] <= NEAR)]
    rows = rows[rows["text"].str.count(" ") >= WORDS]
    clusters: dict[int, list[Any]] = {}
    for row in rows.itertuples():
        clusters.setdefault(row.cluster_id, []).append(row)
    for members in clusters.values():
        if found := [c for words, own in _holders(members) if (c := _contrast(words, _by_verb(own, outlets), outlets))]:
            yield max(found, key=lambda c: (c.weight, len(outlets.keys(p.article_id for p in c.passages))))


def _holders(members: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """The words of each quotation with all quotations that have them unbroken; a word more inside makes others."""
    read = [(forms(m.text), m) for m in members]
    texts: dict[tuple[str, ...], str] = {}
    for words, member in read:
        texts.setdefault(words, member.text)
    for words, text in texts.items():
        if words:
            held = {own for own in texts if any(own[i : i + len(words)] == words for i in range(len(own)))}
            yield text, [member for own, member in read if own in held]


def _by_verb(members: list[Any], outlets: Outlets) -> list[list[Any]]:
    """The quotations by their verb, telling verbs first; an outlet that has the words with several verbs is no side."""
    verbs: dict[str, set[str]] = {}
    for m in members:
        verbs.setdefault(outlets.key[m.article_id], set()).add(m.verb)
    groups: dict[str, list[Any]] = {}
    for m in members:
        if len(verbs[outlets.key[m.article_id]]) == 1:
            groups.setdefault(m.verb, []).append(m)
    return sorted(groups.values(), key=lambda group: group[0].verb_class not in TELLING)


def _contrast(words: str, groups: list[list[Any]], outlets: Outlets) -> Contrast | None:
    """The sides, one a verb; none without a telling verb, and another."""
    if len(groups) < 2 or groups[0][0].verb_class not in TELLING:
        return None
    words = " ".join(words.split()).rstrip(",.;")
    if len(words) > LONG:
        words = f"{words[:LONG].rsplit(' ', 1)[0]} …"
    said = [f"by “{group[0].cue}” in {outlets.names(m.article_id for m in group)}" for group in groups]
    passages = [
        Passage(m.article_id, min(m.cue_start, m.start), max(m.cue_end, m.end), ((m.cue_start, m.cue_end),))
        for group in groups
        for m in group
    ]
    weight = OTHER_CLASS if len({group[0].verb_class for group in groups}) > 1 else OTHER_VERB
    title = "The same words, introduced differently"
    return Contrast("verb", title, f"The same words, “{words}”, are introduced {', '.join(said)}.", passages, weight)
