"""Verb: the same quotation, introduced in ways that tell the reader different things."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from analysis import schema
from analysis.comparison.findings.contrast import Contrast, Outlets, Passage
from analysis.comparison.readings import forms

PLAIN = ("neutral", "structuring")
TELLING = ("affirming", "distancing", "arguing", "denying", "attacking", "praising")
"""Classes of reporting verbs that leave the words to the reader, and that tell how to take them. Others report another
act (a call for, a promise) or no speech, so that two of them may well be of two occasions."""
OTHER_CLASS, OTHER_VERB = 60.0, 50.0
"""Weights: verbs of different classes; two verbs of one class (an admission, or an acknowledgement)."""
CLASSES = frozenset((*PLAIN, *TELLING))
OF_QUOTES = ("article_id", "quote_id", "cue_start", "cue_end", "verb", "verb_class")
OF_VARIANTS = ("article_id", "quote_id", "start", "end", "text", "cue", "cluster_id")
LONG, NEAR, WORDS = 80, 60, 2
"""Characters of the quotation that the sentence gives; characters between a verb and the words that it introduces;
spaces in the words, as fewer may be anybody's."""


class Use(NamedTuple):
    """A verb that introduces a wording of a shared quotation."""

    article_id: str
    start: int
    end: int
    text: str
    cue: str
    cue_start: int
    cue_end: int
    verb: str
    verb_class: str


def find(variants: pd.DataFrame, quotes: pd.DataFrame, outlets: Outlets) -> Iterator[Contrast]:
    """One contrast for each shared quotation that an outlet gives with a telling verb, and others with others."""
    wanted = set(zip(variants["article_id"], variants["quote_id"], strict=True))
    verbs: dict[tuple[str, int], list[Any]] = {}
    for q in schema.rows(quotes, OF_QUOTES, missing=None):
        if (q.article_id, q.quote_id) in wanted and q.cue_start is not None and q.verb and q.verb_class in CLASSES:
            verbs.setdefault((q.article_id, q.quote_id), []).append(q)
    clusters: dict[int, list[Use]] = {}
    for row in schema.rows(variants, OF_VARIANTS):
        for q in verbs.get((row.article_id, row.quote_id), ()):
            near = row.start - q.cue_end <= NEAR and q.cue_start - row.end <= NEAR
            if near and row.text.count(" ") >= WORDS:
                use = Use(
                    row.article_id, row.start, row.end, row.text, row.cue, q.cue_start, q.cue_end, q.verb, q.verb_class
                )
                clusters.setdefault(row.cluster_id, []).append(use)
    for members in clusters.values():
        if found := [c for words, own in _holders(members) if (c := _contrast(words, _by_verb(own, outlets), outlets))]:
            yield max(found, key=lambda c: (c.weight, len(outlets.keys(p.article_id for p in c.passages))))


def _holders(members: list[Use]) -> Iterator[tuple[str, list[Use]]]:
    """The words of each quotation with all quotations that have them unbroken; a word more inside makes others."""
    read = [(forms(m.text), m) for m in members]
    texts: dict[tuple[str, ...], str] = {}
    for words, member in read:
        texts.setdefault(words, member.text)
    for words, text in texts.items():
        if words:
            held = {own for own in texts if any(own[i : i + len(words)] == words for i in range(len(own)))}
            yield text, [member for own, member in read if own in held]


def _by_verb(members: list[Use], outlets: Outlets) -> list[list[Use]]:
    """The quotations by their verb, telling verbs first; an outlet that has the words with several verbs is no side."""
    verbs: dict[str, set[str]] = {}
    for m in members:
        verbs.setdefault(outlets.key[m.article_id], set()).add(m.verb)
    groups: dict[str, list[Use]] = {}
    for m in members:
        if len(verbs[outlets.key[m.article_id]]) == 1:
            groups.setdefault(m.verb, []).append(m)
    return sorted(groups.values(), key=lambda group: group[0].verb_class not in TELLING)


def _contrast(words: str, groups: list[list[Use]], outlets: Outlets) -> Contrast | None:
    """The sides, one a verb; none without a telling verb, and another."""
    if len(groups) < 2 or groups[0][0].verb_class not in TELLING:
        return None
    words = " ".join(words.split()).rstrip(",.;")
    if len(words) > LONG:
        words = f"{words[:LONG].rsplit(' ', 1)[0]} […]"
    said = [f"with “{group[0].cue}” in {outlets.names(m.article_id for m in group)}" for group in groups]
    passages = [
        Passage(m.article_id, min(m.cue_start, m.start), max(m.cue_end, m.end), ((m.cue_start, m.cue_end),))
        for group in groups
        for m in group
    ]
    weight = OTHER_CLASS if len({group[0].verb_class for group in groups}) > 1 else OTHER_VERB
    title = "The same words, with other verbs of saying"
    return Contrast("verb", title, f"The same words, “{words}”, stand {', '.join(said)}.", passages, weight)
