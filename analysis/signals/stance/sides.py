"""Rules that find a side: what is denied, doubted, false, negated, taken back, ruled out, or said to be true."""

from analysis.signals.stance.case import NEAR, Case, Decision, asks, is_about, negator_of, spans, tells
from analysis.signals.stance.claim import HALF, Claim, quantities, where
from analysis.signals.stance.event import named_only
from analysis.signals.stance.sentence import Cue, Sentence, calendar, stem, words_of
from analysis.signals.stance.subject import comma_before, is_passive

FALSE = ("falsity", "fabrication", "duped")
FLIP = {"for": "against", "against": "for"}
FAR = 1.5
"""The news rounds: from this factor on a number is another one."""


def answered(case: Case) -> Decision | None:
    """`Did the bridge fall? No, …`: the answer decides, not the question."""
    s = case.sentence
    for asked, answer in zip(s.stretches, s.stretches[1:], strict=False):
        if asked.mark != "?" or not any(asked.first <= i < asked.after for i in case.touched):
            continue
        for category, stance in (("no_answer", "against"), ("yes_answer", "for")):
            for length in (1, 2, 3, 4):
                if " ".join(s.forms(answer.first, min(answer.after, answer.first + length))) in words_of(category):
                    said = range(answer.first, min(answer.after, answer.first + length))
                    return Decision(stance, "answer", spans(case, {*said, *case.touched}))
    return None


def denial(case: Case) -> Decision | None:
    """`X denies Y` is against; `X denies that Y is a hoax` is for; `neither confirms nor denies` takes no side."""
    s = case.sentence
    for cue in case.cues("denial", "unmasking"):
        if not is_about(case, cue) or cue.category in case.claim.has or _is_refusal(case, cue):
            continue
        if _is_of_the_teller(case, cue) or _is_of_something_else(case, cue):
            continue
        before = s.forms(cue.first - NEAR, cue.first)
        if negator_of(s, cue) or "or" in before or "nor" in before:
            return Decision("observing", "neither confirmed nor denied", spans(case, case.touched, cue), cue)
        _, after = s.clause(cue.first)
        inner = [c for c in s.of("falsity", "fabrication", "error") if cue.after <= c.first < after]
        if inner and inner[0].category not in case.claim.has and _is_denied(s, cue, inner[0]):
            return Decision("for", "denial of a denial", spans(case, case.touched, cue, inner[0]), cue)
        return Decision("against", "denial", spans(case, case.touched, cue), cue)
    return None


def _is_refusal(case: Case, denial: Cue) -> bool:
    """`denies visitors a look at the bear`: what is turned down is no claim, and the claim comes only later."""
    s = case.sentence
    _, after = s.clause(denial.first)
    reach = min(after, denial.after + NEAR)
    near = any(denial.after <= i < reach for i in case.touched) or set(s.forms(denial.after, reach)) & words_of(
        "carrier"
    )
    return not near and any(reach <= i < after for i in case.touched)


def _is_of_the_teller(case: Case, denial: Cue) -> bool:
    """`Inquiry finds door was open, port disputes report`: the claim is the inquiry's, and what another denies after it
    is not the claim in a word (`it`, `the claim`) but the inquiry's report, or a blame of his own.
    """
    s = case.sentence
    opening = next((i for i in range(denial.first, 0, -1) if s.is_parted(i) or s.stretch(i).first == i), 0)
    if any(i >= opening for i in case.touched) or not s.of_range(0, opening):
        return False
    subject = set(s.forms(opening, denial.first)) - words_of("function") - words_of("clause")
    if not subject or words_of("relative") & set(s.forms(opening, denial.first)):
        return False
    named = words_of("carrier") - words_of("source") | words_of("charge")
    _, after = s.clause(denial.first)
    denied = set(s.forms(denial.after, after)) - words_of("function")
    return bool(denied) and denied.isdisjoint(named)


def _is_of_something_else(case: Case, denial: Cue) -> bool:
    """`Mayor says it will close and denies wrongdoing`: what is denied is neither the claim nor a word for it."""
    s = case.sentence
    _, after = s.clause(denial.first)
    stop = next(
        (i for i in range(denial.after, after) if s.is_parted(i) or s.words[i].form in words_of("joining")), after
    )
    denied = range(denial.after, stop)
    named = words_of("carrier") | words_of("charge")
    own = set(s.forms(denied.start, denied.stop)) - words_of("function")
    told = [c for c in s.of("say", "affirm") if c.first not in denied and c.first not in case.touched]
    return bool(told and own) and own.isdisjoint(named) and not any(i in denied for i in case.touched)


def _is_denied(sentence: Sentence, denial: Cue, inner: Cue) -> bool:
    """Is `inner` what is denied (*denies hoax claims*), and not the denier's own word (*dismisses it as a hoax*)?"""
    if any(sentence.is_parted(i) for i in range(denial.after, inner.first + 1)):
        return False  # `denied the claims, calling them a hoax`
    if denial.category == "unmasking" or "as" in sentence.forms(denial.after, inner.first):
        return False
    carried = set(sentence.forms(inner.after, inner.after + 2)) & words_of("carrier")
    return not carried or (inner.category == "fabrication" and bool(carried & words_of("charge")))


def doubt(case: Case) -> Decision | None:
    """`X doubts Y`, `doubts about Y`: against."""
    s = case.sentence
    for cue in case.cues("doubt"):
        if is_about(case, cue) and not asks(s, cue.first) and "doubt" not in case.claim.has:
            stance = "observing" if negator_of(s, cue) else "against"
            told = " " in cue.form or (cue.form.endswith("ed") and not is_passive(s, cue))
            whose = cue if told else None  # `casts doubt on`, `doubted`; *doubts* alone may be a noun
            return Decision(stance, "doubt", spans(case, case.touched, cue), whose)
    return None


def falsity(case: Case) -> Decision | None:
    """`X is a hoax` is against; `X is no hoax` is for; where the claim is that X is a hoax, the other way round."""
    s = case.sentence
    repeated = None
    for cue in case.cues(*FALSE):
        if asks(s, cue.first) or not is_about(case, cue) or _is_of_another_thing(case, cue):
            continue
        negator = negator_of(s, cue)
        stance = "for" if negator else "against"
        cues = (negator, cue) if negator else (cue,)
        caller = _caller(s, cue)
        if stem(cue.form) in case.claim.stems:  # the claim's own word: what else is said may still be against it
            repeated = repeated or Decision(FLIP[stance], "falsity", spans(case, case.touched, *cues), caller)
            continue
        if set(FALSE) & case.claim.has and not repeated:
            stance = FLIP[stance]
        return Decision(stance, "falsity", spans(case, case.touched, *cues), caller)
    return repeated


def _caller(sentence: Sentence, falsity: Cue) -> Cue | None:
    """The verb by which a source calls something so: `Mayor calls the claim that … a lie`."""
    stretch = sentence.stretch(falsity.first)
    before = [c for c in sentence.of("calling") if stretch.first < c.first < falsity.first]
    if not before or is_passive(sentence, before[-1]):
        return None
    named = before[-1].after
    if named == falsity.first or sentence.forms(named, named + 1)[0] in ("a", "an"):
        return None  # `Diary called a fake by experts`: of a passive, the subject is what is named
    return before[-1]


def _is_of_another_thing(case: Case, cue: Cue) -> bool:
    """`fake tickets`: the noun that follows neither carries nor touches the claim."""
    s = case.sentence
    if cue.form not in words_of("attributive"):
        return False
    _, after = s.clause(cue.first)
    following = [i for i in range(cue.after, min(after, cue.after + 2)) if s.words[i].form not in words_of("function")]
    if not following or following[0] > cue.after:
        return False
    return not any(i in case.touched or s.words[i].form in words_of("carrier") for i in following)


def not_so(case: Case) -> Decision | None:
    """`They say that the bridge will go; that is not what’s happening`: what was told before is turned down."""
    s = case.sentence
    for cue in case.cues("not_so"):
        that = next(
            (i for i in range(cue.first, 0, -1) if s.is_parted(i) or s.words[i].stretch != s.words[i - 1].stretch), 0
        )
        told = next((i for i in range(that - 1, 0, -1) if s.is_parted(i)), 0)
        before = [i for i in case.touched if told <= i < that]
        if before and is_told(s, case.claim):
            return Decision("against", "not so", spans(case, before, cue))
    return None


def taken_up(sentence: Sentence) -> Cue | None:
    """The words with which a sentence begins that turns down what stood before it: `That is not what’s happening`."""
    return next((cue for cue in sentence.of("not_so") if cue.first <= NEAR // 2), None)


def is_told(sentence: Sentence, claim: Claim) -> bool:
    """Does a sentence tell what the claim says, and not only that somebody tells it?

    `The letter implies that they leave. That is not what’s happening`: that they leave, not that the letter implies it.
    """
    touched = set(claim.touched(sentence))
    return bool(touched) and not any(cue.first in touched for cue in sentence.of("modal", "rumour", "say", "affirm"))


def negation(case: Case) -> Decision | None:
    """A negator whose clause holds words of the claim behind it: against, unless the claim is negated itself.

    A negator of the verb reaches the subject too, `Old bridge will not go`, unless the subject tells the whole claim,
    `Bear that escaped is not dangerous`. What cannot be said, is not confirmed or not talked of
    is left open, and `no idea how` takes for granted what follows.
    """
    s = case.sentence
    negators = case.cues("negator")
    named = named_only(case) if negators else frozenset()
    for cue in negators:
        first, after = s.clause(cue.first)
        if asks(s, cue.first) or set(s.forms(cue.first - 1, cue.first)) & words_of("not_the_verb"):
            continue
        if set(s.forms(max(first, cue.first - 2), cue.first)) & words_of("relative"):
            continue  # `the man who had no …`
        near = range(cue.after, min(after, cue.after + NEAR))
        reached = [i for i in case.touched if cue.after <= i < after]
        scope = [i for i in reached if i not in named]  # `the sum does not include the strike`
        if known := [c for c in s.of("affirm") if c.first in near and "affirm" not in case.claim.has]:
            return Decision("observing", "not confirmed", spans(case, case.touched, cue, known[0]))
        silent = cue.first and s.words[cue.first - 1].form in words_of("saying") and cue.form == "nothing"
        if silent and scope and s.forms(cue.after, cue.after + 1)[0] in words_of("topic") | {"of"}:
            return Decision("observing", "not talked of", spans(case, scope, cue))  # `said nothing of the claim that …`
        talk = next((i for i in near if s.words[i].form in words_of("talking") and i not in case.touched), None)
        if talk is not None and s.words[talk].stem not in case.claim.stems and any(i > talk for i in scope):
            return Decision("observing", "not talked of", spans(case, {talk, *scope}, cue))  # `will not discuss a sale`
        for mind in (i for i in near if s.words[i].form in words_of("mind")):
            following = set(s.forms(mind + 1, min(after, mind + 2)))
            if following & {"if", "whether"} or cue.form in words_of("cannot"):
                return Decision("observing", "not told", spans(case, {mind, *scope}, cue))
        if any(
            set(s.forms(i + 1, after)) & words_of("presuppose") for i in near if s.words[i].form in words_of("mind")
        ):
            continue  # `has no idea how the whale got there`
        if wanted := [i for i in near if s.words[i].form in words_of("attitude") and any(k > i for k in scope)]:
            return Decision("observing", "not wanted", spans(case, {wanted[0], *scope}, cue))  # `do not want to strike`
        if (truth := [c for c in s.of("truth") if c.first in near]) and is_about(case, cue):
            return Decision("against", "not true", spans(case, case.touched, cue, truth[0]))
        comma = comma_before(s, first, cue.first + 1)
        subject = [i for i in case.touched if (first if comma is None else comma) <= i < cue.first]
        other = tells(case, subject) or not words_of("carrier").isdisjoint(s.forms(first, cue.first))
        if reached and not scope:
            continue
        if scope or (subject and not other and (cue.form.endswith("n't") or cue.form in words_of("verb_negator"))):
            stance = "for" if "negator" in case.claim.has else "against"
            return Decision(stance, "negation", spans(case, scope or subject, cue))
    return None


def unnegated(case: Case) -> Decision | None:
    """`She died`, where the claim is that she did not die: the claim's verb, without its negator."""
    s = case.sentence
    if case.claim.negated and not s.of("negator", "denial", *FALSE):
        verb = [i for i in case.touched if s.words[i].stem == case.claim.negated and not asks(s, i)]
        if verb:
            return Decision("against", "no negation", spans(case, case.touched))
    return None


def opposite(case: Case) -> Decision | None:
    """`X is alive`, where the claim is that X is dead."""
    s = case.sentence
    for here, there in case.claim.opposites:
        found = where(there, s)
        if found and not asks(s, found[0]) and not where(here, s):
            return Decision("against", "opposite", spans(case, {found[0], *case.touched}))
    return None


def numbers(case: Case) -> Decision | None:
    """`Ten miles from the city`, where the claim is one mile: far from the claim's number of the same thing."""
    s = case.sentence
    if case.claim.share(s) <= HALF:
        return None  # a number of something else
    for unit, claimed in case.claim.quantities.items():
        told = {number: value for u, value, number in quantities(s.words) if u == unit}
        if told and all(max(value, claimed) > FAR * min(value, claimed) for value in told.values()):
            number = next(iter(told))
            if not asks(s, number) and not set(s.forms(number - 3, number)) & words_of("approximately"):
                return Decision("against", "another number", spans(case, (number, number + 1)))
    return None


def dates(case: Case) -> Decision | None:
    """`Tram line opens in June`, where the claim is that it opens in May."""
    s = case.sentence
    if case.claim.share(s) <= HALF:
        return None
    for group in calendar():
        claimed = {w.form for w in case.claim.words} & group
        told = [i for i, w in enumerate(s.words) if w.form in group and (w.form != "may" or _is_month(s, i))]
        if claimed and told and not any(s.words[i].form in claimed for i in told) and not asks(s, told[0]):
            return Decision("against", "another date", spans(case, {told[0], *case.touched}))
    return None


def _is_month(sentence: Sentence, number: int) -> bool:
    return bool(set(sentence.forms(number - 1, number)) & words_of("before_month"))


TAKEN_BACK = "taken back"
"""The rule of a statement that is called a mistake. A headline has no more room; the body of an article, which has,
does not say thereby that what was told is not so."""


def taken_back(case: Case) -> Decision | None:
    """`Letter that announces withdrawal was a mistake`: what was told is taken back."""
    s = case.sentence
    if "error" in case.claim.has:
        return None
    for cue in case.cues("error"):
        first, _ = s.clause(cue.first)
        nouns = words_of("carrier") - words_of("function")
        carriers = [i for i in range(first, cue.first) if s.words[i].form in nouns]
        inside = [i for i in case.touched if carriers and carriers[0] < i < cue.first]
        if inside and not set(carriers) & set(case.touched):
            carrier = max(i for i in carriers if i < inside[0])
            return Decision("against", TAKEN_BACK, spans(case, {carrier, *inside}, cue))
    return None


def truth(case: Case) -> Decision | None:
    """`The video is genuine`: said to be so."""
    s = case.sentence
    for cue in case.cues("truth"):
        first, after = s.clause(cue.first)
        here = [i for i in case.touched if first <= i < after]
        if not words_of("supposing").isdisjoint(s.forms(first, cue.first)):
            continue  # `if the video is genuine`
        if here and cue.first and s.words[cue.first - 1].form in words_of("copula") and not asks(s, cue.first):
            return Decision("for", "truth", spans(case, here, cue))
    return None
