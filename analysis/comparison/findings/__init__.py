"""Findings: contrasts between outlets in words, each with the passages of both sides.

A finding sets two or more outlets side by side and says only what stands in their articles, or how a rule read it; it
never ranks outlets, and never says which of them is right. The first are those that would change most what a reader
believes: opposite positions, a negation or a word of content that differs in the same quotation, a speaker whom some
quote and others only name, verbs that tell the reader how to take the same words.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

from analysis import attributed, schema
from analysis.comparison.findings import claims, silence, stance, twice, verb, wording
from analysis.comparison.findings.contrast import Contrast, Outlets, as_json
from analysis.comparison.variants import PARAPHRASE
from analysis.study import Actor


class HasPropositions(Protocol):
    """What is needed of a study: propositions with `id` and `text`, and the actors by whose names sources go."""

    @property
    def propositions(self) -> Sequence[Any]: ...

    @property
    def actors(self) -> Sequence[Actor]: ...


def find(tables: Mapping[str, pd.DataFrame], study: HasPropositions) -> pd.DataFrame:
    """Find the contrasts worth telling between the outlets of a corpus.

    Kinds: `stance` (headlines or standfirsts on opposite sides of a proposition), `claim` (a proposition that one tells
    in its own voice and that is spoken against in another), `wording` (a shared quotation whose words differ), `twice`
    (one that a single article gives in two wordings), `silence` (a speaker whom some quote at length, others only
    name), `verb` (the same quotation under verbs that tell the reader different things).

    Args:
        tables: tables `articles, lines, sentences, quotes, claims, variants` by name, and `cues` if there are any.
        study: what has the `propositions` and the `actors`.

    Returns: table `findings`, the weightiest first; `sides` is a JSON list of
    `{"outlet_key": …, "spans": [{"article_id", "start", "end", "differs": [[start, end], …], "said"}]}`; `said`, where
    there is one, tells in words what the span does: *speaks against the claim, attributed to “US” (headline)*.

    Note: a contrast stands for what the rules found; a quotation or a stance that they miss makes none.
    """
    outlets = Outlets.of(tables["articles"], tables.get("lines"))
    quoted = tables["variants"][tables["variants"]["kind"] != PARAPHRASE]
    worded = wording.clusters(quoted, tables["quotes"])
    found = list(twice.find(worded, outlets))  # which needs one article, and no other outlet beside it
    if len(set(outlets.key.values())) > 1:
        found = [
            *_of_propositions(tables, study, outlets),
            *wording.find(worded, outlets),
            *found,
            *silence.find(tables["quotes"], tables["sentences"], quoted, outlets),
            *verb.find(quoted, tables["quotes"], outlets),
        ]
    found.sort(key=lambda contrast: -contrast.weight)
    return schema.build(
        "findings",
        {
            "kind": [c.kind for c in found],
            "title": [c.title for c in found],
            "sentence": [c.sentence for c in found],
            "sides": [as_json(c.passages, outlets) for c in found],
            "note": [c.note or pd.NA for c in found],
            "n": [c.n_articles for c in found],
        },
    )


def _of_propositions(
    tables: Mapping[str, pd.DataFrame], study: HasPropositions, outlets: Outlets
) -> Iterator[Contrast]:
    """Opposite positions: those of headlines first; a proposition that they do not divide on, the sentences may."""
    told = _told(tables, study)
    touched = set(told["proposition"])
    for proposition in study.propositions:
        if proposition.id in touched:
            heads = list(stance.find(told, [proposition], outlets))
            yield from heads or claims.find(told, [proposition], outlets)


def _told(tables: Mapping[str, pd.DataFrame], study: HasPropositions) -> pd.DataFrame:
    """The claims that take a position or leave it open, with `who` each is attributed to, and if `on_condition`."""
    told = tables["claims"][tables["claims"]["stance"] != "unrelated"] if study.propositions else tables["claims"][:0]
    if not len(told):
        return told
    who = pd.Series(attributed.sources(told, tables["quotes"], study.actors), index=told.index)
    return told.assign(
        who=who.where((told["by"] == "attributed").fillna(False), stance.OWN),
        on_condition=attributed.on_condition(told, tables),
    )
