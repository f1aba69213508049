"""The rules that decide a stance, in the order in which they are asked; the first that applies decides.

Each rule gets a case (the sentence, the claim, the words that touch it) and answers with a stance and the words that
decided it, or not at all. A side that is taken in words wins over distance: *it is probably a hoax* is against.
"""

from collections.abc import Callable

from analysis.signals.stance import distance, sides
from analysis.signals.stance.case import Case, Decision, spans

RULES: tuple[Callable[[Case], Decision | None], ...] = (
    sides.answered,
    sides.denial,
    sides.doubt,
    sides.falsity,
    sides.negation,
    sides.opposite,
    distance.topic,
    sides.taken_back,
    distance.question,
    sides.truth,
    distance.distance,
    sides.numbers,
    sides.dates,
    sides.unnegated,
)


def decide(case: Case) -> Decision:
    """The stance of a sentence that touches a claim: without a sign against it, it asserts it."""
    for rule in RULES:
        decision = rule(case)
        if decision:
            return decision
    if case.claim.is_countered(case.sentence):
        return Decision("against", "opposite", spans(case, case.touched))
    return Decision("for", "assertion", spans(case, case.touched))
