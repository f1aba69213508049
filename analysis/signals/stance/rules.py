"""The rules that decide a stance, in the order in which they are asked; the first that applies decides.

Each rule gets a case (the sentence, the claim, the words that touch it) and answers with a stance and the words that
decided it, or not at all. A side that is taken in words wins over distance: *it is probably a hoax* is against.
"""

from collections.abc import Callable

from analysis.signals.stance import distance, event, sides
from analysis.signals.stance.case import Case, Decision, is_description, spans
from analysis.signals.stance.sides import FLIP

RULES: tuple[Callable[[Case], Decision | None], ...] = (
    sides.answered,
    distance.supposed,
    sides.denial,
    sides.doubt,
    sides.falsity,
    sides.not_so,
    event.called_off,
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
    event.only_named,
)


TURNED = (sides.answered, sides.denial, sides.falsity, sides.not_so, sides.negation, sides.truth)
"""Rules that say what a sentence does to the words that touch the claim, be they its own or those of its opposite."""


DESCRIBED = "description"
"""The rule of a claim that stands only in the description of a thing: `the meaning of the letter signed by …`."""


def decide(case: Case) -> Decision:
    """The stance of a sentence that touches a claim: without a sign against it, it asserts it.

    Where the words that touch it say the opposite, denying them is speaking for the claim.
    """
    countered = case.claim.is_countered(case.sentence)
    for rule in RULES:
        decision = rule(case)
        if decision:
            return (
                decision._replace(stance=FLIP.get(decision.stance, decision.stance))
                if countered and rule in TURNED
                else decision
            )
    if countered:
        return Decision("against", "opposite", spans(case, case.touched))
    return Decision("for", DESCRIBED if is_description(case) else "assertion", spans(case, case.touched))
