"""Stance: which side a headline or sentence takes toward a claim, who answers for it, and the words that decide.

The claim's words are looked for by their stems, or by terms of the claim's own; then ordered rules ask for an answer,
a denial, a falsity, a negation, a question, a hedge, an attribution. What only knowledge of the world could tell is
not told: without a sign against the claim, a sentence that has its words counts as asserting it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from analysis import schema
from analysis.signals.stance import attribution, case, claim, distance, rules
from analysis.signals.stance.sentence import parse
from analysis.spans import merge, voices

Span = tuple[int, int]
ALWAYS = ("headline", "alt_headline", "deck")
"""Parts that have a row for each proposition, `unrelated` where they do not touch it."""

STATES_NOTHING = ("structuring", "asking", "directive")
"""Classes of reporting verbs whose content the source does not state: `troops begin leaving`, `asked them to leave`."""


class Proposition(Protocol):
    """What a proposition of a study has; see `analysis.study`."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def terms(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Reading:
    """How a sentence stands to a claim.

    `stance`: for, against, observing or unrelated. `by`: narrator or attributed; none where unrelated. `source`: the
    span of the words for whom it is attributed to. `spans`: the deciding words, in order. `distanced`: the sentence
    keeps the claim at a distance, by an attribution that does not affirm it.
    """

    stance: str
    by: str | None = None
    source: Span | None = None
    spans: tuple[Span, ...] = ()
    rule: str = "untouched"
    distanced: bool = False


def read(headline: str, text: str, terms: Iterable[str] = ()) -> Reading:
    """Read the stance of one headline toward one claim.

    Args:
        headline: a headline or sentence.
        text: the claim, as a sentence.
        terms: other words for what the claim says, see `claim.compile`.

    >>> reading = read("US denies Iraq pullout", "The United States is withdrawing from Iraq.", ("pullout",))
    >>> reading.stance, reading.by, ["US denies Iraq pullout"[i:j] for i, j in reading.spans]
    ('against', 'attributed', ['denies', 'pullout'])
    """
    return _read(headline, claim.compile(text, tuple(terms)))


def emergent(reading: Reading) -> str | None:
    """Write a reading as Emergent does: an attributed claim is *observing*, unless the source affirms it.

    A denial, though attributed, is *against*. None where the headline does not touch the claim.

    References: Ferreira & Vlachos (2016), Emergent: a novel data-set for stance classification, NAACL.

    >>> emergent(read("Bridge has fallen, officials say", "The bridge fell"))
    'observing'
    """
    if reading.stance == "unrelated":
        return None
    if reading.rule == distance.DOUBTING:
        return "against"
    return "observing" if reading.stance == "for" and reading.distanced else reading.stance


def _read(text: str, a_claim: claim.Claim, share: float = -1) -> Reading:
    if not a_claim.probe.search(text.lower()):
        return Reading("unrelated")
    sentence = parse(text)
    touched = a_claim.touched(sentence)
    if not touched or a_claim.share(sentence) <= share:
        return Reading("unrelated")
    decision = rules.decide(case.Case(sentence, a_claim, touched))
    said = attribution.find(sentence, a_claim, touched)
    if said and said.cue and not said.source and decision.stance == "against":
        said = None  # `Reports of … are false`: the reports say the claim, the narrator that it is false
    source = said.source if said else None
    by = "attributed" if said else "narrator"
    if decision.verb:
        by, source = "attributed", attribution.subject(sentence, decision.verb) or source
    spans = list(decision.spans)
    if said and said.cue:
        spans.append(said.cue)
    return Reading(
        stance=decision.stance,
        by=by,
        source=source,
        spans=tuple(merge(spans)),
        rule=decision.rule,
        distanced=bool(said and not said.affirming and decision.rule != "truth"),
    )


def find(sentences: pd.DataFrame, propositions: Iterable[Proposition], quotes: pd.DataFrame) -> pd.DataFrame:
    """Find what each sentence says of each proposition that it touches.

    Args:
        sentences: table `sentences`.
        propositions: `id`, `text` and `terms` of each; see `claim.compile` for the terms.
        quotes: table `quotes`, which says whose the words are.

    Returns:
        Table `claims`: a headline, alternative headline or deck has a row for every proposition, another sentence
        only for those that it touches.
    """
    claims = [(p.id, claim.compile(p.text, tuple(p.terms or ()))) for p in propositions]
    quotes = quotes[(quotes["kind"] != "indirect") | ~quotes["verb_class"].isin(STATES_NOTHING)]
    stretches = voices(quotes)
    rows = []
    speakers = {
        (q.article_id, q.quote_id): q.speaker_mention if pd.notna(q.speaker_mention) else q.speaker
        for q in quotes.itertuples()
    }
    for row in sentences.itertuples():
        for name, a_claim in claims:
            reading = _read(row.text, a_claim, claim.HALF)
            if reading.stance == "unrelated" and row.part not in ALWAYS:
                continue
            source = row.text[slice(*reading.source)] if reading.source else pd.NA
            by = reading.by
            places = [(row.start + i, row.start + j) for i, j in reading.spans]
            for start, end, _, quote_id in stretches.get(row.article_id, []):
                if any(start <= i and j <= end for i, j in places):
                    by, source = "attributed", speakers[row.article_id, quote_id]
                    break
            rows.append(
                {
                    "article_id": row.article_id,
                    "sentence_id": row.sentence_id,
                    "start": row.start,
                    "end": row.end,
                    "text": row.text,
                    "part": row.part,
                    "proposition": name,
                    "stance": reading.stance,
                    "by": by if by else pd.NA,
                    "source": source,
                    "deciding": " … ".join(row.text[i:j] for i, j in reading.spans) or pd.NA,
                    "deciding_spans": " ".join(f"{i}:{j}" for i, j in places) or pd.NA,
                    "rule": reading.rule,
                }
            )
    return schema.from_rows("claims", rows)
