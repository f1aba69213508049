"""The reading of one headline or sentence: its stance to a claim, who answers for it, and the words that decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.signals.stance import attribution, case, claim, distance, rules, sides, subject
from analysis.signals.stance.sentence import Sentence, parse
from analysis.spans import merge

Span = tuple[int, int]
TAKEN_UP = "not so, of the sentence before"
"""The rule of a sentence that turns down the one before it."""


@dataclass(frozen=True)
class Reading:
    """How a sentence stands to a claim.

    `stance`: for, against, observing (raises the claim and takes neither side; the page says *leaves open*) or
    unrelated. `by`: narrator or attributed; none where unrelated. `source`: the
    span of the words for whom it is attributed to. `spans`: the deciding words, in order. `distanced`: the sentence
    keeps the claim at a distance, by an attribution that does not affirm it. `cue`: of the deciding words those that
    only hand the claim to its source, as *said* and *never said* do. `act`: the verb by which the source itself takes
    a side (it denies, it authenticates), whoever may have said first what it is about.
    """

    stance: str
    by: str | None = None
    source: Span | None = None
    spans: tuple[Span, ...] = ()
    rule: str = "untouched"
    distanced: bool = False
    cue: Span | None = None
    act: Span | None = None


UNRELATED = Reading("unrelated")


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
    return read_claim(headline, claim.compile(text, tuple(terms)))


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


def read_claim(text: str, a_claim: claim.Claim, share: float = -1) -> Reading:
    """Read a sentence toward a claim made ready; unrelated where it has no more than `share` of the claim's words."""
    sentence = parse(text)
    touched = a_claim.touched(sentence)
    if not touched or a_claim.share(sentence) <= share:
        return UNRELATED
    touched = case.outweighing(sentence, a_claim, touched)
    decision = rules.decide(case.Case(sentence, a_claim, touched))
    said = attribution.find(sentence, a_claim, touched)
    if said and said.form == attribution.NOUN and decision.stance == "against" and decision.rule != "negation":
        said = attribution.find(sentence, a_claim, touched, nouns=False)
    source = said.source if said else None
    by = "attributed" if said else "narrator"
    act = said.cue if said and said.act else None
    if decision.verb:
        by, source = "attributed", subject.subject(sentence, decision.verb) or source
        act = (decision.verb.start, decision.verb.end)
    cue = _with_negator(sentence, said.cue, touched) if said and said.cue and said.cue != act else None
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
        cue=cue,
        act=act,
    )


def _with_negator(sentence: Sentence, cue: Span, touched: tuple[int, ...]) -> Span:
    """The words that hand the claim to its source, with what negates them: [never said], [does not think]."""
    verb = next((c for c in sentence.cues if (c.start, c.end) == cue), None)
    negator = case.negator_of(sentence, verb) if verb else None
    if verb is None or negator is None:
        return cue
    between = range(negator.after, verb.first + 1)
    if any(sentence.is_parted(i) for i in between) or not set(touched).isdisjoint(between):
        return cue
    return negator.start, verb.end


def take_up(text: str, a_claim: claim.Claim, before: str) -> Reading:
    """Read a sentence that turns down what the sentence before it told: `That is not what’s happening.`"""
    sentence = parse(text)
    turned_down = sides.taken_up(sentence)
    if turned_down is None or not sides.is_told(parse(before), a_claim):
        return UNRELATED
    said = attribution.find(sentence, a_claim, tuple(range(turned_down.first, turned_down.after)))
    places = [(turned_down.start, turned_down.end), *([said.cue] if said and said.cue else [])]
    return Reading(
        stance="against",
        by="attributed" if said else "narrator",
        source=said.source if said else None,
        spans=tuple(merge(places)),
        rule=TAKEN_UP,
        cue=said.cue if said else None,
    )
