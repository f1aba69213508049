"""The rules that decide a stance, in the order in which they are asked; the first that applies decides.

Each rule gets the sentence, the claim and the words that touch it, and answers with a stance and the words that
decided it, or not at all.
"""

from collections.abc import Callable
from typing import NamedTuple

from analysis.signals.stance import attribution
from analysis.signals.stance.claim import Claim, matches_any
from analysis.signals.stance.sentence import Cue, Sentence, words_of

Span = tuple[int, int]
FLIP = {"for": "against", "against": "for"}
NEAR = 4
AHEAD = ("would_be", "matter", "demand")
"""Categories that bear on what follows them only."""
CANNOT = ("can't", "cannot", "cant", "won't", "wont", "wouldn't", "couldn't", "declines to", "declined to")
NOT_THE_VERB = ("who", "which", "whose", "for", "better", "if", "or", "why")
DISTANCE = ("rumour", "modal", "matter", "demand", "open", "would_be")


class Case(NamedTuple):
    """What a rule looks at."""

    sentence: Sentence
    claim: Claim
    touched: tuple[int, ...]


class Decision(NamedTuple):
    """A stance, the rule, the words that decided, and the cue whose subject is the source, where it has one."""

    stance: str
    rule: str
    spans: tuple[Span, ...]
    verb: Cue | None = None


def decide(case: Case) -> Decision:
    """The stance of a sentence that touches a claim."""
    for rule in RULES:
        decision = rule(case)
        if decision:
            return decision
    if case.claim.is_countered(case.sentence):
        return Decision("against", "opposite", words(case, case.touched))
    return Decision("for", "assertion", words(case, case.touched))


def words(case: Case, numbers: tuple[int, ...] | list[int]) -> tuple[Span, ...]:
    return tuple((case.sentence.words[i].start, case.sentence.words[i].end) for i in numbers)


def _with(case: Case, cue: Cue, numbers: list[int] | None = None) -> tuple[Span, ...]:
    near = [i for i in (numbers if numbers else case.touched) if not cue.first <= i < cue.after]
    return ((cue.start, cue.end), *words(case, near))


def _is_about(case: Case, cue: Cue) -> bool:
    """Does the cue stand in a stretch that touches the claim, or that speaks of what carries it?"""
    stretch = case.sentence.stretch(cue.first)
    if any(stretch.first <= i < stretch.after for i in case.touched):
        return True
    forms = case.sentence.forms(stretch.first, stretch.after)
    return len(forms) <= NEAR or any(f in words_of("carrier") for f in forms)


def _negated(sentence: Sentence, cue: Cue) -> Cue | None:
    """The negator that stands close before a cue in its clause."""
    first, _ = sentence.clause(cue.first)
    for negator in sentence.of("negator"):
        if max(first, cue.first - NEAR) <= negator.first < cue.first:
            return negator
    return None


def answered(case: Case) -> Decision | None:
    """`Did the bridge fall? No, …`: the answer decides, not the question."""
    s = case.sentence
    for asked, answer in zip(s.stretches, s.stretches[1:], strict=False):
        if asked.mark != "?":
            continue
        opening = " ".join(s.forms(answer.first, min(answer.after, answer.first + 3))) + " "
        start = s.words[answer.first].start
        for category, stance in (("no_answer", "against"), ("yes_answer", "for")):
            for said in words_of(category) | ({"no", "not"} if category == "no_answer" else set()):
                if opening.startswith(said + " "):
                    length = len(said.split())
                    end = s.words[answer.first + length - 1].end
                    return Decision(stance, "answer", ((start, end), *words(case, case.touched)))
    return None


def denial(case: Case) -> Decision | None:
    """`X denies Y` is against; `X denies that Y is a hoax` is for; `neither confirms nor denies` takes no side."""
    s = case.sentence
    for cue in s.of("denial"):
        if not _is_about(case, cue) or "denial" in case.claim.has:
            continue
        before = s.forms(cue.first - NEAR, cue.first)
        if _negated(s, cue) or "or" in before or "nor" in before:
            return Decision("observing", "neither confirmed nor denied", _with(case, cue), cue)
        _, after = s.clause(cue.first)
        inner = [c for c in s.of("falsity", "fabrication", "error") if cue.after <= c.first < after]
        if inner and inner[0].category not in case.claim.has and _is_denied(s, cue, inner[0]):
            return Decision("for", "denial of a denial", ((cue.start, cue.end), *_with(case, inner[0])), cue)
        return Decision("against", "denial", _with(case, cue), cue)
    return None


def _is_denied(sentence: Sentence, denial: Cue, inner: Cue) -> bool:
    """Is `inner` what is denied (*denies hoax claims*), and not the denier's own word (*dismisses it as a hoax*)?"""
    if denial.form.startswith(("debunk", "disprov", "discredit", "set")):
        return False
    if "as" in sentence.forms(denial.after, inner.first):
        return False
    carried = set(sentence.forms(inner.after, inner.after + 2)) & words_of("carrier")
    return not carried or (inner.category == "fabrication" and bool(carried & words_of("charge")))


def doubt(case: Case) -> Decision | None:
    """`X doubts Y`, `doubts about Y`: against."""
    s = case.sentence
    for cue in s.of("doubt"):
        if _is_about(case, cue) and not _asks(s, cue.first) and "doubt" not in case.claim.has:
            return Decision("observing" if _negated(s, cue) else "against", "doubt", _with(case, cue))
    return None


def falsity(case: Case) -> Decision | None:
    """`X is a hoax` is against; `X is no hoax` is for; where the claim is that X is a hoax, the other way round."""
    s = case.sentence
    for cue in s.of("falsity", "fabrication", "duped"):
        if not _is_about(case, cue) or _asks(s, cue.first) or _is_of_another_thing(case, cue):
            continue
        negator = _negated(s, cue)
        stance = "for" if negator else "against"
        if {"falsity", "fabrication"} & case.claim.has:
            stance = FLIP[stance]
        spans = _with(case, cue)
        if negator:
            spans = ((negator.start, negator.end), *spans)
        return Decision(stance, "falsity", spans)
    return None


def _is_of_another_thing(case: Case, cue: Cue) -> bool:
    """`fake passports`: the noun that follows neither carries nor touches the claim."""
    s = case.sentence
    if cue.form not in ("fake", "false", "bogus", "phony", "phoney", "sham", "forged"):
        return False
    _, after = s.clause(cue.first)
    following = [
        i for i in range(cue.after, min(after, cue.after + NEAR)) if s.words[i].form not in words_of("function")
    ]
    if not following or following[0] > cue.after:
        return False
    return not any(i in case.touched or s.words[i].form in words_of("carrier") for i in following)


def negation(case: Case) -> Decision | None:
    """A negator whose clause holds words of the claim behind it: against, unless the claim is negated itself."""
    s = case.sentence
    for cue in s.of("negator"):
        first, after = s.clause(cue.first)
        if _asks(s, cue.first) or (cue.first and s.words[cue.first - 1].form in NOT_THE_VERB):
            continue
        near = range(cue.after, min(after, cue.after + NEAR))
        scope = [i for i in case.touched if cue.after <= i < after]
        known = [c for c in s.of("affirm") if c.first in near]
        if known and "affirm" not in case.claim.has:
            return Decision("observing", "not confirmed", ((cue.start, cue.end), *_with(case, known[0])))
        for told in (i for i in near if s.words[i].form in ("say", "tell", "know")):
            if cue.form in CANNOT or s.words[min(told + 1, after - 1)].form in ("if", "whether"):
                return Decision("observing", "not told", ((cue.start, cue.end), *words(case, sorted({told, *scope}))))
        mind = [i for i in near if s.words[i].form in ("idea", "sure", "clue", "know", "knows", "knew")]
        if mind and set(s.forms(mind[0] + 1, after)) & words_of("presuppose"):
            continue  # `has no idea how his truck got there`
        truth = [c for c in s.of("truth") if c.first in near]
        if truth and _is_about(case, cue):
            return Decision("against", "not true", ((cue.start, cue.end), *_with(case, truth[0])))
        comma = attribution.comma_before(s, first, cue.first + 1)
        left = [i for i in case.touched if (first if comma is None else comma) <= i < cue.first]
        if scope or (left and _is_of_verb(s, cue)):
            stance = "for" if "negator" in case.claim.has else "against"
            return Decision(stance, "negation" if scope else "negation of the verb", _with(case, cue, scope))
    return None


def _is_of_verb(sentence: Sentence, negator: Cue) -> bool:
    """Does the negator belong to the verb of its clause: `did not`, `isn't`, `not to have`?"""
    return negator.form.endswith("n't") or negator.form in ("not", "never", "cannot")


def _asks(sentence: Sentence, number: int) -> bool:
    """Does word `number` stand in a question that leaves its answer open?"""
    stretch = sentence.stretch(number)
    if stretch.mark != "?":
        return False
    forms = [f.split("'")[0] for f in sentence.forms(stretch.first, stretch.after)]
    if forms[0] in words_of("ask"):
        return forms[1:2] != ["you"]  # `Will you buy one?` is about the reader
    return not set(forms) & words_of("presuppose") and "you" not in forms[:2]


def question(case: Case) -> Decision | None:
    """A question about the claim: observing, unless it takes the claim for granted (`Why did …?`)."""
    s = case.sentence
    for stretch in s.stretches:
        inside = [i for i in case.touched if stretch.first <= i < stretch.after]
        if not inside and stretch.after - stretch.first <= NEAR:  # `…: real or hoax?`
            inside = [c.first for c in s.of("truth", "falsity", "fabrication") if c.first in range(*stretch[:2])]
        if inside and _asks(s, inside[0]):
            false = [c for c in s.of("falsity", "fabrication") if stretch.first <= c.first < stretch.after]
            name = "question of falsity" if false and not s.of("truth") else "question"
            mark = s.plain.find("?", s.words[stretch.after - 1].end)
            return Decision("observing", name, (*words(case, inside), (mark, mark + 1)))
    return None


def distance(case: Case) -> Decision | None:
    """The claim is hedged, rumoured, asked about or looked into."""
    s = case.sentence
    if set(DISTANCE) & case.claim.has:
        return None
    for cue in s.of(*DISTANCE):
        if s.words[cue.first].stem in case.claim.stems:
            continue
        first, after = s.clause(cue.first)
        comma = attribution.comma_before(s, first, cue.first + 1)
        if cue.category in AHEAD:
            first = cue.after
        elif comma is not None and cue.category != "open":
            first = comma
        if cue.category == "would_be":
            after = min(after, cue.after + NEAR)
        inside = [i for i in case.touched if first <= i < after]
        if inside or (_is_apart(s, cue) and cue.category not in AHEAD):
            return Decision("observing", cue.category, _with(case, cue, inside))
    return None


def truth(case: Case) -> Decision | None:
    """`The video is genuine`: said to be so."""
    s = case.sentence
    for cue in s.of("truth"):
        first, after = s.clause(cue.first)
        here = [i for i in case.touched if first <= i < after]
        if here and cue.first and s.words[cue.first - 1].form in BE and not _asks(s, cue.first):
            return Decision("for", "truth", _with(case, cue, here))
    return None


BE = ("is", "are", "was", "were", "be", "it's", "that's", "they're", "he's", "she's")


def opposite(case: Case) -> Decision | None:
    """`X is alive`, where the claim is that X is dead."""
    s = case.sentence
    for here, there in case.claim.opposites:
        found = [i for i, w in enumerate(s.words) if matches_any(w, there)]
        if found and not _asks(s, found[0]) and not any(matches_any(w, here) for w in s.words):
            return Decision("against", "opposite", words(case, sorted({found[0], *case.touched})))
    return None


def _is_apart(sentence: Sentence, cue: Cue) -> bool:
    """Does the cue stand in a short stretch of its own (`Rumour: …`)?"""
    stretch = sentence.stretch(cue.first)
    return stretch.after - stretch.first <= NEAR and len(sentence.stretches) > 1


def topic(case: Case) -> Decision | None:
    """`Confusion over a letter on withdrawal`: the claim is what something is about, and is not said."""
    s = case.sentence
    for i in range(1, len(s.words)):
        if s.words[i].form in words_of("topic") and s.words[i - 1].form in words_of("carrier"):
            _, after = s.clause(i)
            inside = [k for k in case.touched if i < k < min(after, i + 1 + NEAR)]
            if inside and len(inside) == len(case.touched):
                return Decision("observing", "topic", words(case, [i - 1, i, *inside]))
    return None


def error(case: Case) -> Decision | None:
    """`Letter that announces withdrawal was a mistake`: what was told is taken back."""
    s = case.sentence
    for cue in s.of("error"):
        if "error" in case.claim.has:
            return None
        first, _ = s.clause(cue.first)
        carriers = [i for i in range(first, cue.first) if s.words[i].form in words_of("carrier")]
        inside = [i for i in case.touched if carriers and carriers[0] < i < cue.first]
        if inside and not set(carriers) & set(case.touched):
            carrier = max(i for i in carriers if i < inside[0])
            return Decision("against", "taken back", (*words(case, [carrier, *inside]), (cue.start, cue.end)))
    return None


RULES: tuple[Callable[[Case], Decision | None], ...] = (
    answered, denial, doubt, falsity, negation, opposite, topic, error, question, truth, distance,
)  # fmt: skip
