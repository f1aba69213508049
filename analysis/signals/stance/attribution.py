"""Who answers for what a sentence says of a claim: the narrator, or a source that the sentence names."""

import re
from typing import NamedTuple

from analysis.signals.stance.claim import Claim
from analysis.signals.stance.sentence import Cue, Sentence, Stretch, words_of
from analysis.signals.stance.subject import by, comma_after, comma_before, is_passive, owner, scope, subject

Span = tuple[int, int]
_MARKED = re.compile(r""""[^"]+"|(?<!\w)'(?:[^']|(?<=\w)'(?=\w))+'(?!\w)""")
REACH = 4
"""Words that a source before a colon or after a dash may have."""


NEAR_CLAIM = 5
"""Words between a verb of checking and the noun for what is checked: verified the old mayor’s claim."""

NOUN = "noun"
"""The form of an attribution by a noun: `reports that …`, `the mayor’s claim that …`."""


class Attribution(NamedTuple):
    """A source and the expression that hands the claim to it.

    `affirming`: it reports it as a fact; `act`: the expression tells what the source does (authenticated by Reuters),
    and no clause of the source's own follows.
    """

    source: Span | None
    cue: Span | None
    affirming: bool
    form: str
    act: bool = False


def find(sentence: Sentence, claim: Claim, touched: tuple[int, ...], nouns: bool = True) -> Attribution | None:
    """The attribution that covers the words that touch the claim; none where the narrator says them.

    A claim that is itself about what someone said (*A priest says that …*) is not attributed by saying so again.
    Without `nouns`, a noun does not attribute: `Reports of … are false` says the claim by reports, its falsity not.
    """
    if agent := _agent(sentence, touched):
        return agent
    noun = None
    for cue in sentence.of("say", "affirm"):
        if ({"say", "affirm"} & claim.has) and any(i < cue.first for i in touched):
            continue
        found = _verb(sentence, cue, touched)
        if found and found.form == NOUN and not nouns:
            continue
        if found and found.source:
            return (found.form == NOUN and _checked(sentence, found)) or found
        noun = noun or found
    if noun and noun.form == NOUN:
        noun = noun._replace(source=noun.cue)  # `reports that …`: the reports are all that is named
    if noun and noun.form == NOUN and (checked := _checked(sentence, noun)):
        return checked
    return _according(sentence, touched) or noun or _apart(sentence, claim, touched) or _marked(sentence, touched)


def _agent(sentence: Sentence, touched: tuple[int, ...]) -> Attribution | None:
    """`authenticated by Reuters`, `the closure was announced by the mayor`: of a passive, whoever stands after `by`."""
    for cue in sentence.of("truth", "say", "affirm"):
        own = cue.first in touched
        first, _ = sentence.clause(cue.first)
        of_subject = any(first <= i < cue.first for i in touched) and comma_before(sentence, first, cue.first) is None
        if (own or (of_subject and cue.category != "truth" and is_passive(sentence, cue))) and (
            source := by(sentence, cue)
        ):
            return Attribution(source, (cue.start, cue.end), cue.category != "say", cue.form, act=True)
    return None


def _verb(sentence: Sentence, cue: Cue, touched: tuple[int, ...]) -> Attribution | None:
    """`X says Y`; `Y, says X`; `Y, X says`."""
    words = sentence.words
    stretch = sentence.stretch(cue.first)
    here = (cue.start, cue.end)
    affirming = cue.category == "affirm"
    end = scope(sentence, cue)
    after = [i for i in touched if cue.after <= i < end]
    elsewhere = [i for i in touched if not stretch.first <= i < stretch.after]
    topic = sentence.stretches[0]
    if not after and elsewhere and topic.mark == ":" and all(i < topic.after <= REACH for i in touched):
        after = elsewhere  # `Old harbour: minister says …`: what is said is about the topic before the colon
    elif len(after) < len(elsewhere):
        after = []
    comma = comma_before(sentence, stretch.first, cue.first + 1)
    if comma is not None and _follows(sentence, comma, cue, touched):
        tail = range(cue.after, stretch.after)
        if comma == cue.first and len(tail) <= 2 * REACH and not _is_clause(sentence, tail):  # Y, says X
            source = (words[cue.after].start, words[tail[-1]].end) if tail else None
            return Attribution(source, here, affirming, cue.form)
        if len(tail) <= 1 or not after:  # Y, X says
            return Attribution(subject(sentence, cue), here, affirming, cue.form)
    if not after:
        later = [i for i in touched if i >= cue.after]
        colon = stretch.mark == ":" and later and end == stretch.after
        if not colon:
            return None
    if is_passive(sentence, cue):
        return None if affirming else Attribution(None, here, affirming, cue.form)
    if whose := owner(sentence, cue):
        if set(sentence.forms(cue.after, cue.after + 1)) & words_of("be"):
            return None  # the engineer’s warning was ignored: not what the engineer warned of
        return Attribution(whose, here, affirming, NOUN)
    if cue.first > stretch.first and words[cue.first - 1].form in words_of("before_noun"):
        return Attribution(None, here, affirming, NOUN) if cue.form.startswith(("report", "claim")) else None
    if cue.first == stretch.first and not cue.form.startswith(("report", "claim")):
        return None
    form = NOUN if cue.first == stretch.first else cue.form
    return Attribution(subject(sentence, cue), here, affirming, form)


def _checked(sentence: Sentence, noun: Attribution) -> Attribution | None:
    """`Engineers verified the mayor’s claim that …`: who finds it to be so, and not only who claims it."""
    if noun.cue is None:
        return None
    for cue in sentence.of("truth"):
        active = cue.form.endswith("ed") and not is_passive(sentence, cue) and cue.first > 0
        near = [w.start for w in sentence.words[cue.after : cue.after + NEAR_CLAIM]]
        if active and noun.cue[0] in near and (source := subject(sentence, cue)):
            return Attribution(source, (cue.start, cue.end), True, cue.form)
    return None


def _is_clause(sentence: Sentence, tail: range) -> bool:
    """Is what follows a verb of saying what is said (`said he should go`), and not who says it (`said the mayor`)?"""
    forms = sentence.forms(tail.start, tail.stop)
    return bool(forms) and (forms[0] in words_of("pronoun") or not words_of("ask").isdisjoint(forms))


def _follows(sentence: Sentence, comma: int, cue: Cue, touched: tuple[int, ...]) -> bool:
    """Is a verb of saying, with its subject after the comma, about the words before it (`It will close, Jo Dow said`)?

    Not where its clause stands against what comes before, `…, however, Jo Dow said`, nor in a relative clause.
    """
    if not any(i < comma for i in touched) or sentence.words[comma - 1].form in words_of("adversative"):
        return False
    opening = words_of("relative") | words_of("clause") | {"that"}
    return opening.isdisjoint(set(sentence.forms(comma, cue.first)) - {"and", "as"})


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
