"""The rules that decide a stance, in the order in which they are asked; the first that applies decides.

Each rule gets the sentence, the claim and the words that touch it, and answers with a stance and the words that
decided it, or not at all.
"""

from collections.abc import Callable
from typing import NamedTuple

from analysis.signals.stance.claim import Claim
from analysis.signals.stance.sentence import Cue, Sentence, words_of

Span = tuple[int, int]
FLIP = {"for": "against", "against": "for"}
NEAR = 4


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
        inner = [c for c in s.of("falsity", "error") if cue.after <= c.first < after]
        nested = inner and "as" not in s.forms(cue.after, inner[0].first) and inner[0].category not in case.claim.has
        if nested and cue.form.startswith(("den", "reject", "dismiss", "rebuff", "refut", "disput")):
            return Decision("for", "denial of a denial", ((cue.start, cue.end), *_with(case, inner[0])), cue)
        return Decision("against", "denial", _with(case, cue), cue)
    return None


def falsity(case: Case) -> Decision | None:
    """`X is a hoax` is against; `X is no hoax` is for; where the claim is that X is a hoax, the other way round."""
    s = case.sentence
    for cue in s.of("falsity"):
        if not _is_about(case, cue) or s.stretch(cue.first).mark == "?":
            continue
        negator = _negated(s, cue)
        stance = "for" if negator else "against"
        if "falsity" in case.claim.has:
            stance = FLIP[stance]
        spans = _with(case, cue)
        if negator:
            spans = ((negator.start, negator.end), *spans)
        return Decision(stance, "falsity", spans)
    return None


def negation(case: Case) -> Decision | None:
    """A negator whose clause holds words of the claim behind it: against, unless the claim is negated itself."""
    s = case.sentence
    for cue in s.of("negator"):
        first, after = s.clause(cue.first)
        if s.stretch(cue.first).mark == "?":
            continue
        if cue.first > first and s.words[cue.first - 1].form in ("who", "which", "whose"):
            continue
        scope = [i for i in case.touched if cue.after <= i < after]
        truth = [c for c in s.of("truth") if cue.after <= c.first < min(after, cue.after + NEAR)]
        known = [c for c in s.of("affirm", "matter") if cue.after <= c.first < min(after, cue.after + NEAR)]
        if known and known[0].category == "affirm":
            return Decision("observing", "not confirmed", ((cue.start, cue.end), *_with(case, known[0])))
        if truth and _is_about(case, cue):
            return Decision("against", "not true", ((cue.start, cue.end), *_with(case, truth[0])))
        if scope:
            stance = "for" if "negator" in case.claim.has else "against"
            return Decision(stance, "negation", _with(case, cue, scope))
    return None


def question(case: Case) -> Decision | None:
    """A question about the claim: observing, unless it takes the claim for granted (`Why did …?`)."""
    s = case.sentence
    for stretch in s.stretches:
        if stretch.mark != "?":
            continue
        if s.words[stretch.first].form in words_of("presuppose"):
            continue
        inside = [i for i in case.touched if stretch.first <= i < stretch.after]
        if inside:
            end = s.words[stretch.after - 1].end
            mark = s.plain.find("?", end)
            return Decision("observing", "question", (*words(case, inside), (mark, mark + 1)))
    return None


def distance(case: Case) -> Decision | None:
    """The claim is hedged, rumoured, asked about or looked into."""
    s = case.sentence
    for category in ("rumour", "modal", "matter"):
        if category in case.claim.has:
            continue
        for cue in s.of(category):
            if _is_about(case, cue) and s.words[cue.first].stem not in case.claim.stems:
                return Decision("observing", category, _with(case, cue))
    return None


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
        if inside:
            return Decision("against", "taken back", (*words(case, [carriers[0], *inside]), (cue.start, cue.end)))
    return None


RULES: tuple[Callable[[Case], Decision | None], ...] = (
    answered, denial, falsity, negation, topic, error, question, distance,
)  # fmt: skip
