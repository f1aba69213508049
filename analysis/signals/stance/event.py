"""A claim that something happens, of which a sentence has only the noun: `the strike` is its topic, and no more.

`The mayor branded the strike needless`, `Strikes have become more frequent` and `The sum does not include a strike`
name a strike; that it goes ahead they neither say nor deny.
"""

from analysis.phrases import word_class
from analysis.signals.stance.case import NEAR, Case, Decision, negator_of, spans
from analysis.signals.stance.claim import matches
from analysis.signals.stance.sentence import Cue, Sentence, stem, words_of
from analysis.signals.stance.subject import is_passive

TOPIC = "only named"
"""The rule of an event that is only named."""


def called_off(case: Case) -> Decision | None:
    """`Union calls off the strike` is against; `Union refuses to call off the strike` leaves it standing, and open."""
    s = case.sentence
    if "cancel" in case.claim.has or not case.claim.tells_an_event:
        return None
    for cue in case.cues("cancel"):
        first, after = s.clause(cue.first)
        behind = [i for i in case.touched if cue.after <= i < min(after, cue.after + NEAR) and _is_object(s, cue, i)]
        inside = behind or [i for i in case.touched if first <= i < cue.first and _is_passive(s, cue)]
        if not inside:
            continue
        if negator := negator_of(s, cue):
            return Decision("observing", "not called off", spans(case, inside, negator, cue))
        if not s.of("modal", "matter", "demand"):
            return Decision("against", "called off", spans(case, inside, cue))
    return None


def _is_object(sentence: Sentence, cue: Cue, number: int) -> bool:
    """`Cancelled the rail strike`; not `trains cancelled in strike`, `scraps strike law`, `talks cancelled, strike`."""
    between = range(cue.after, number + 1)
    small = words_of("function") - words_of("determiner")
    if any(sentence.is_parted(i) for i in between) or not small.isdisjoint(sentence.forms(cue.after, number)):
        return False
    _, after = sentence.clause(number)
    return (
        number + 1 >= after
        or _is_small(sentence, number + 1, after)
        or word_class(sentence.words[number + 1].form) in "RYDV"
    )


def _is_passive(sentence: Sentence, cue: Cue) -> bool:
    """`The strike was called off`, `Strike called off`, and not `Drivers who strike cancelled their leave`."""
    _, after = sentence.clause(cue.first)
    ends = cue.after >= after or sentence.forms(cue.after, cue.after + 1)[0] in words_of("placing")
    return is_passive(sentence, cue) or (cue.form.split()[0].endswith("ed") and ends)


def only_named(case: Case) -> Decision | None:
    """Every word that touches the claim is a noun of which no happening is said: left open."""
    named = frozenset(case.touched)
    if named and not case.claim.is_countered(case.sentence) and named == named_only(case):
        return Decision("observing", TOPIC, spans(case, named))
    return None


def named_only(case: Case) -> frozenset[int]:
    """The words that touch the claim by one noun alone, of which their clause says no happening."""
    if not case.claim.tells_an_event:
        return frozenset()
    nouns = [term[0][0] for term in case.claim.terms if len(term) == 1 and len(term[0]) == 1]
    touched = (i for i in case.touched if any(matches(noun, case.sentence.words[i]) for noun in nouns))
    return frozenset(i for i in touched if _is_noun(case.sentence, i) and not _happens(case.sentence, i))


def _is_noun(sentence: Sentence, number: int) -> bool:
    """Has a word an article, a possessive or an ordinal, or does it open its clause as a plural (`Strikes on …`)?"""
    first, after = sentence.clause(number)
    further, before = ["", "", *sentence.forms(max(first, number - 2), number)][-2:]
    determiners = (words_of("determiner") - {"that"}) | words_of("ordinal")
    if _determines(before, determiners):
        return True
    word = sentence.words[number].form
    bare = not word.endswith(("s", "ed", "ing"))
    if _determines(further, determiners):  # `the rail strike`, and not `the council closes` or `the drivers strike`
        return word_class(before) in "A#" or (bare and not before.endswith("s"))
    return number == first and word.endswith("s") and _is_small(sentence, number + 1, after)


def _determines(form: str, determiners: frozenset[str]) -> bool:
    return form in determiners or form.endswith("'s")


def _happens(sentence: Sentence, number: int) -> bool:
    """Is it said of an event that it happens: by a word of happening, or as the subject of a verb that acts?"""
    first, after = sentence.clause(number)
    is_subject = number - first < NEAR - 1
    if not is_subject:  # `a second strike, which the union has called for …`
        after = next((i for i in range(number, after) if sentence.words[i].form in words_of("relative")), after)
    happening = {stem(word) for word in words_of("happening")}
    if any(sentence.words[i].stem in happening for i in range(first, after) if i != number):
        return True
    called = any(number - NEAR < cue.first < number for cue in sentence.of("calling"))
    if called or number + 1 >= after:
        return False  # `branded the strike needless`
    verb = next((i for i in range(number + 1, after) if sentence.words[i].form in words_of("ask")), after)
    if _is_small(sentence, number + 1, after) and (not is_subject or verb == after):
        return False  # an object, or what a preposition governs
    likens = [i for i in range(number + 1, after) if sentence.words[i].form in words_of("likening")]
    placed = set(sentence.forms(likens[0] + 1, min(after, likens[0] + 2))) if likens else set()
    return not likens or not placed.isdisjoint(words_of("placing"))  # `the strike is on Friday`


def _is_small(sentence: Sentence, number: int, after: int) -> bool:
    """Is a word a preposition or another small word, and no auxiliary?"""
    small = words_of("function") - words_of("ask") - {"to"}
    return number < after and sentence.words[number].form in small
