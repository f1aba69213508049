"""Who answers for what a sentence says of a claim: the narrator, or a source that the sentence names."""

import re
from typing import NamedTuple

from analysis.signals.stance.claim import Claim
from analysis.signals.stance.sentence import Cue, Sentence, Stretch, words_of

Span = tuple[int, int]
_MARKED = re.compile(r""""[^"]+"|(?<!\w)'(?:[^']|(?<=\w)'(?=\w))+'(?!\w)""")
REACH = 4
"""Words that a source before a colon or after a dash may have."""


class Attribution(NamedTuple):
    """A source and the expression that hands the claim to it; `affirming` where it reports it as a fact."""

    source: Span | None
    cue: Span | None
    affirming: bool
    form: str


def find(sentence: Sentence, claim: Claim, touched: tuple[int, ...]) -> Attribution | None:
    """The attribution that covers the words that touch the claim; none where the narrator says them.

    A claim that is itself about what someone said (*A priest says that …*) is not attributed by saying so again.
    """
    noun = None
    for cue in sentence.of("say", "affirm"):
        if ({"say", "affirm"} & claim.has) and _repeats(sentence, cue, claim):
            continue
        found = _verb(sentence, cue, touched)
        if found and found.source:
            return found
        noun = noun or found
    return noun or _according(sentence, touched) or _apart(sentence, claim, touched) or _marked(sentence, touched)


def subject(sentence: Sentence, cue: Cue) -> Span | None:
    """The words of the clause before a verb: who says, who denies."""
    first, _ = sentence.clause(cue.first)
    comma = comma_before(sentence, first, cue.first)
    first = comma if comma is not None else first
    while first < cue.first and sentence.words[first].form in words_of("clause"):
        first += 1
    inner = [c.first for c in sentence.of("negator", "say", "affirm") if first < c.first < cue.first]
    after = min(inner, default=cue.first)
    while after > first and sentence.words[after - 1].form in words_of("function"):
        after -= 1
    return (sentence.words[first].start, sentence.words[after - 1].end) if after > first else None


def comma_before(sentence: Sentence, first: int, number: int) -> int | None:
    """Number of the word after the last comma between two words."""
    for i in range(number - 1, first, -1):
        if "," in sentence.plain[sentence.words[i - 1].end : sentence.words[i].start]:
            return i
    return None


def comma_after(sentence: Sentence, first: int, after: int) -> int:
    """Number of the word after the first comma between two words, or of the last one's follower."""
    for i in range(first + 1, after):
        if "," in sentence.plain[sentence.words[i - 1].end : sentence.words[i].start]:
            return i
    return after


def _repeats(sentence: Sentence, cue: Cue, claim: Claim) -> bool:
    return any(w.stem in claim.content for w in sentence.words[: cue.first])


def _verb(sentence: Sentence, cue: Cue, touched: tuple[int, ...]) -> Attribution | None:
    """`X says Y`; `Y, says X`; `Y, X says`."""
    words = sentence.words
    stretch = sentence.stretch(cue.first)
    here = (cue.start, cue.end)
    affirming = cue.category == "affirm"
    after = [i for i in touched if cue.after <= i < stretch.after]
    elsewhere = [i for i in touched if not stretch.first <= i < stretch.after]
    topic = sentence.stretches[0]
    if not after and elsewhere and topic.mark == ":" and all(i < topic.after <= REACH for i in touched):
        after = elsewhere  # `Old harbour: minister says …`: what is said is about the topic before the colon
    elif len(after) < len(elsewhere):
        after = []
    comma = comma_before(sentence, stretch.first, cue.first + 1)
    if comma is not None and any(i < comma for i in touched):
        tail = range(cue.after, stretch.after)
        if comma == cue.first and len(tail) <= 2 * REACH:  # Y, says X
            source = (words[cue.after].start, words[tail[-1]].end) if tail else None
            return Attribution(source, here, affirming, cue.form)
        if len(tail) <= 1 or not after:  # Y, X says
            return Attribution(subject(sentence, cue), here, affirming, cue.form)
    if not after:
        later = [i for i in touched if i >= cue.after]
        colon = stretch.mark == ":" and later
        if not colon:
            return None
    if cue.first > stretch.first and words[cue.first - 1].form in words_of("before_noun"):
        return Attribution(None, here, affirming, cue.form) if cue.form.startswith(("report", "claim")) else None
    if cue.first == stretch.first and not cue.form.startswith(("report", "claim")):
        return None
    return Attribution(subject(sentence, cue), here, affirming, cue.form)


def _according(sentence: Sentence, touched: tuple[int, ...]) -> Attribution | None:
    for cue in sentence.cues:
        if cue.form == "according to" or cue.category == "according":
            _, after = sentence.clause(cue.first)
            after = comma_after(sentence, cue.after, after)
            if after > cue.after and touched:
                source = (sentence.words[cue.after].start, sentence.words[after - 1].end)
                return Attribution(source, (cue.start, cue.end), False, cue.form)
    return None


def _apart(sentence: Sentence, claim: Claim, touched: tuple[int, ...]) -> Attribution | None:
    """A source apart, before a colon or after the last colon or dash: `Pentagon: …`, `… - reports`."""
    stretches = sentence.stretches
    if len(stretches) < 2:
        return None
    first, last = stretches[0], stretches[-1]
    before = stretches[-2]
    if before.mark in (":", "-", ";") and _is_source(sentence, last, claim, strict=before.mark != ":"):
        return Attribution(_span(sentence, last), None, False, "apart")
    if first.mark in (":", ";", "-") and _is_source(sentence, first, claim, strict=first.mark != ":"):
        return Attribution(_span(sentence, first), None, False, "apart")
    return None


def _span(sentence: Sentence, stretch: Stretch) -> Span:
    return sentence.words[stretch.first].start, sentence.words[stretch.after - 1].end


def _is_source(sentence: Sentence, stretch: Stretch, claim: Claim, strict: bool) -> bool:
    """Is a short stretch the name or description of a source, and not a topic or a label?"""
    words = sentence.words[stretch.first : stretch.after]
    if len(words) > REACH:
        return False
    forms = [w.form for w in words]
    if (all(f in words_of("label") for f in forms) and forms != ["report"]) or forms[0] == "it's":
        return False
    if all(w.stem in claim.content or w.form in words_of("function") for w in words):
        return False
    if forms[0] in words_of("source") or forms[-1].removesuffix("'s") in words_of("source"):
        return True
    if strict or any(w.stem in claim.content for w in words):
        return False
    raw = [sentence.text[w.start : w.end] for w in words]
    acronym = len(raw) == 1 and raw[0].isupper() and len(raw[0]) > 1
    following = sentence.forms(stretch.after, len(sentence.words))
    return acronym or bool(set(following) & words_of("first_person"))  # a name alone may as well be the topic


def _marked(sentence: Sentence, touched: tuple[int, ...]) -> Attribution | None:
    """Quotation marks around all that touches the claim: the words are someone's, though nobody is named."""
    for marked in _MARKED.finditer(sentence.plain):
        inside = [i for i, w in enumerate(sentence.words) if marked.start() <= w.start < marked.end()]
        here = set(inside) & set(touched)
        if here and (len(here) == len(touched) or len(inside) > 2):
            return Attribution(None, None, False, "marks")
    return None
