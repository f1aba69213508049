"""What every rule looks at and answers with, and the questions that several rules ask."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from analysis.signals.stance.claim import Claim
from analysis.signals.stance.sentence import Cue, Sentence, words_of

Span = tuple[int, int]
NEAR = 4
"""Words within which one expression bears on another."""

MOST = 0.7
"""With more than this share of the claim's words a subject tells the whole claim."""


class Case(NamedTuple):
    """A sentence, a claim, and the numbers of the words that touch it."""

    sentence: Sentence
    claim: Claim
    touched: tuple[int, ...]

    def cues(self, *categories: str) -> list[Cue]:
        """The cues of some categories, but those that are words of the claim's own terms (`false statements`)."""
        found = self.sentence.of(*categories)
        return [cue for cue in found if cue.first not in self.touched] if self.claim.terms else found


class Decision(NamedTuple):
    """A stance, the rule, the words that decided, and the cue whose subject is the source, where it has one."""

    stance: str
    rule: str
    spans: tuple[Span, ...]
    verb: Cue | None = None


def outweighing(sentence: Sentence, claim: Claim, touched: tuple[int, ...]) -> tuple[int, ...]:
    """The words that touch the claim, but those of a concession where the main clause touches the claim too.

    `Though the mayor said it “might” close, the letter states that it will`: the second is what the sentence says.
    """
    main = tuple(i for i in touched if i >= sentence.front(i))
    return main if main != touched and claim.is_told_by(sentence, main) else touched


def spans(case: Case, numbers: Iterable[int], *cues: Cue) -> tuple[Span, ...]:
    """The places of cues, and of words by their numbers."""
    words = case.sentence.words
    return (*((cue.start, cue.end) for cue in cues), *((words[i].start, words[i].end) for i in sorted(numbers)))


def is_about(case: Case, cue: Cue) -> bool:
    """Does the cue stand in a clause that touches the claim, that speaks of what carries it, or that is short?"""
    first, after = case.sentence.clause(cue.first)
    if any(first <= i < after for i in case.touched):
        return True
    following = case.sentence.forms(cue.after, after)
    if cue.category == "denial" and any(
        a in words_of("pronoun") and b in words_of("ask") for a, b in pairwise(following)
    ):
        return False  # `…, but denied that it was sent`: what is denied is said anew
    return after - first <= NEAR or not words_of("carrier").isdisjoint(case.sentence.forms(first, after))


def tells(case: Case, numbers: Iterable[int]) -> bool:
    """Do some words tell the whole claim, so that what is said of them is something else?"""
    return len({case.sentence.words[i].stem for i in numbers}) > MOST * len(case.claim.content)


def is_description(case: Case) -> bool:
    """Are the words that touch the claim a noun and a participle that describes it: `the letter signed by a clerk`?

    Such words are taken for granted; they are not what the sentence says.
    """
    s, touched = case.sentence, case.touched
    last = touched[-1]
    in_a_row = last - touched[0] == len(touched) - 1 == 1
    return (
        in_a_row
        and s.words[last].form.endswith(("ed", "en"))
        and s.forms(last + 1, last + 2) == ["by"]
        and s.forms(touched[0] - 1, touched[0]) in (["the"], ["a"], ["an"])
    )


def is_apart(sentence: Sentence, cue: Cue) -> bool:
    """Does the cue stand in a short stretch of its own (`Rumour: …`)?"""
    stretch = sentence.stretch(cue.first)
    return stretch.after - stretch.first <= NEAR and len(sentence.stretches) > 1


def negator_of(sentence: Sentence, cue: Cue) -> Cue | None:
    """The negator that stands close before a cue in its clause."""
    first, _ = sentence.clause(cue.first)
    for negator in sentence.of("negator"):
        if max(first, cue.first - NEAR) <= negator.first < cue.first:
            return negator
    return None


def asks(sentence: Sentence, number: int) -> bool:
    """Does word `number` stand in a question that leaves its answer open?"""
    stretch = sentence.stretch(number)
    if stretch.mark != "?":
        return False
    forms = [f.split("'")[0] for f in sentence.forms(stretch.first, stretch.after)]
    if forms[0] in words_of("ask"):
        return forms[1:2] != ["you"]  # `Will you buy one?` is about the reader
    return not set(forms) & words_of("presuppose") and "you" not in forms[:2]
