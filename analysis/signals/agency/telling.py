"""The clause around a deed: is it told with its doer as the subject, in a by-phrase, or without one, and who are they?

Every rule would rather give nothing than a wrong doer: an infinitive (*voted to expel*) and a gerund (*charged with
killing*) tell of no deed that the article says was done, and a clause whose subject no rule finds is left out.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from analysis.clauses import BE, Words, group, noun_before, subject
from analysis.phrases import Sentence
from analysis.signals.agency import deeds, nominals
from analysis.signals.agency.deeds import Deed
from analysis.signals.agency.places import by_phrase, direct_object

MODALS = frozenset(
    ("will", "would", "shall", "should", "can", "could", "may", "might", "must", "'ll", "'d", "wo", "ca", "cannot")
)
DO = frozenset(("do", "does", "did"))
NEGATIONS = frozenset(("not", "n't", "never", "no", "neither", "nor"))
NOBODY = frozenset(("no", "nobody", "none", "neither"))
IF = frozenset(("if", "unless", "whether", "until", "lest"))
WHEN = frozenset(("when", "while", "as", "because", "after"))
WISHING = frozenset(("get", "getting", "have", "having", "see", "want", "wants", "need", "needs"))
NO_DEED_BEFORE = frozenset(("to", "let", "help"))


_BEHIND = 8
"""How many tokens behind a verb what completes it may end."""


class Told(NamedTuple):
    """One deed: the token it stands at, how it is told, and by which tokens its doer and its object are named."""

    at: int
    deed: Deed
    form: str
    agent: Words | None
    patient: Words | None
    told_as: str | None


def read(sentence: Sentence) -> list[Told]:
    """Every deed of a sentence that a rule can read, from left to right.

    >>> text = "The mayor was shot by a clerk after the council passed the budget, but nobody was arrested."
    >>> s = Sentence(text, deeds.past_forms())
    >>> for told in read(s):
    ...     print(told.form, *(s.words(*words) if words else "-" for words in (told.agent, told.patient)), sep=" | ")
    by_phrase | a clerk | The mayor
    subject | the council | the budget
    agentless_passive | - | nobody
    """
    found = []
    for at in sentence.places(deeds.forms()):
        word = sentence.lower[at]
        if word in deeds.words("debated") and not _violent(sentence):
            continue
        if word in deeds.words("stoppage") and _is_of_work(sentence.lower):
            continue  # the strike over pay
        if word in deeds.nouns() and nominals.is_noun(sentence, at):
            deed = deeds.nouns()[word]
            parts = nominals.read(sentence, at, deed)
            told = Told(at, deed, "nominalisation", *parts) if parts else None
        else:
            told = next((t for deed in deeds.verbs().get(word, ()) if (t := _verb(sentence, at, deed))), None)
        if told and not _exempt(sentence, at):
            found.append(told)
    return found


def _violent(s: Sentence) -> bool:
    """Does a word of the sentence tell of arms or bodies? *Attack* is a word of debate too."""
    return not deeds.words("violence").isdisjoint(s.lower)


def _exempt(s: Sentence, at: int) -> bool:
    near = f" {' '.join(s.lower[max(0, at - 2) : at + 3])} "
    return any(f" {words} " in near for words in deeds.exempt())


def _is_of_work(words: list[str]) -> bool:
    """Has the sentence a word of work, or does somebody call something off?"""
    called_off = any(one.startswith("call") and other == "off" for one, other in pairwise(words))
    return called_off or not deeds.words("work").isdisjoint(words)


def _verb(s: Sentence, at: int, deed: Deed) -> Told | None:
    first = group(s, at)
    helpers = s.lower[first:at]
    if "to" in helpers or (first and s.lower[first - 1] in NO_DEED_BEFORE) or (at and s.tags[at] == "X"):
        return None
    if deed.complement and not _is_completed(s, at, deed):
        return None
    passive = any(h in BE for h in helpers)
    if deed.form in ("past", "participle"):
        return _past(s, at, first, deed, helpers, passive)
    if deed.form == "ing":
        return _ing(s, at, first, deed, helpers, passive)
    return _present(s, at, first, deed, helpers)


def _is_completed(s: Sentence, at: int, deed: Deed) -> bool:
    """Does what a verb needs follow it in its clause: took two clerks [hostage], were found [guilty]?"""
    reach = next((n for n in range(at + 1, len(s.tags)) if s.tags[n] in ",.;:CSWVM"), len(s.tags))
    behind = s.lower[at + 1 : min(reach, at + 1 + _BEHIND)]
    for words in map(str.split, deed.complement):
        for n in range(len(behind) - len(words) + 1):
            after = at + 1 + n + len(words)
            if behind[n : n + len(words)] != words or s.tags[after : after + 1] in ("N", "s"):
                continue  # held talks on the hostage crisis
            between = s.tags[at + 1 : at + 1 + n]
            if behind[:n][-1:] != ["not"] and (len(words) > 1 or "I" not in between):
                return True  # not: found not guilty; opened an inquiry into the fire
    return False


def _past(s: Sentence, at: int, first: int, deed: Deed, helpers: list[str], passive: bool) -> Told | None:
    if not passive and at > 1 and s.tags[at - 1] == "C" and s.lower[at - 2] in deeds.verbs():
        partner = group(s, at - 2)
        if any(h in BE for h in s.lower[partner : at - 2]):  # was shot and killed
            first, helpers, passive = partner, s.lower[partner : at - 2], True
    told_as = _told_as(s, first, helpers, of_suspect=deed.of_suspects and passive)
    if deed.intransitive or deed.no_object:
        return None if passive else _alone(s, at, first, deed, told_as)
    after, next_word = s.tags[at + 1 : at + 2], "".join(s.lower[at + 1 : at + 2])
    if passive:
        return _passive(s, at, deed, subject(s, first), told_as)
    if next_word == "by" and first == at:  # missiles presumably launched by rebels: they were launched, by whom is open
        return _passive(s, at, deed, noun_before(s, at), _behind_noun(s, at))
    if patient := direct_object(s, at):
        return _active(s, at, first, deed, patient, told_as)
    if deed.whole:
        return None  # her mother approved; an approved drug
    if deed.alone and _matches(s, subject(s, first), deed.alone) and not (first == at and _goes_on(s, at)):
        return _alone(s, at, first, deed, told_as)
    if after == "I" and s.tags[at + 2 : at + 3] in (",", ".", "", "C", ";"):
        return None  # stormed in
    ends = after in ("I", "t", "Y", ",", ".", "", ";", ":", "C") or next_word in WHEN
    patient = noun_before(s, at) if first == at and ends and next_word not in deeds.words("particle") else None
    if patient is None or WISHING & set(s.lower[max(0, patient[0] - 4) : patient[0]]):
        return None
    return _passive(s, at, deed, patient, _behind_noun(s, at) if told_as == "done" else told_as)


def _ing(s: Sentence, at: int, first: int, deed: Deed, helpers: list[str], progressive: bool) -> Told | None:
    if progressive:
        return _governs(s, at, first, deed, _told_as(s, first, helpers))
    before = s.tags[at - 1 : at] if s.tags[at - 2 : at] not in ("NA", "XA") else "N"  # the house nearby
    if deed.intransitive or deed.no_object or before not in (",", "N", "X", "R"):
        return None
    patient = direct_object(s, at)
    if not patient or not _matches(s, patient, deed.objects) or s.tags[at + 1] in "IO":
        return None
    return Told(at, deed, "participle", None, patient, "done" if before == "," else None)


def _present(s: Sentence, at: int, first: int, deed: Deed, helpers: list[str]) -> Told | None:
    """kills, may kill, they kill; a form that is a noun too needs a helper or a pronoun before it."""
    before = s.tags[first - 1 : first]
    if not any(h in MODALS or h in DO for h in helpers):
        noun_too = s.lower[at] in deeds.nouns() or s.tags[at] == "N"
        if not before or before not in ("PW" if noun_too else "PWNX"):
            return None
        if deed.form == "base" and before in "NX" and not s.lower[first - 1].endswith("s"):
            return None
    return _governs(s, at, first, deed, _told_as(s, first, helpers))


def _governs(s: Sentence, at: int, first: int, deed: Deed, told_as: str) -> Told | None:
    if deed.intransitive or deed.no_object:
        return _alone(s, at, first, deed, told_as)
    patient = direct_object(s, at)
    return _active(s, at, first, deed, patient, told_as) if patient else None


def _active(s: Sentence, at: int, first: int, deed: Deed, patient: Words, told_as: str) -> Told | None:
    agent = subject(s, first)
    if patient[1] - patient[0] > 1 and s.lower[patient[1] - 1] in deed.complement:
        patient = patient[0], patient[1] - 1  # two clerks [hostage]
    if agent is None or not _matches(s, patient, deed.objects) or _unhurt(s, deed, patient):
        return None
    return Told(at, deed, "subject", agent, patient, told_as)


def _alone(s: Sentence, at: int, first: int, deed: Deed, told_as: str) -> Told | None:
    """A verb without an object: somebody died; the council voted; the bill passed."""
    who = subject(s, first)
    if who is None or (deed.alone and not _matches(s, who, deed.alone)):
        return None
    if deed.no_object:
        return Told(at, deed, "subject", who, None, told_as)
    return Told(at, deed, "intransitive", None, who, told_as)


def _passive(s: Sentence, at: int, deed: Deed, patient: Words | None, told_as: str) -> Told | None:
    if (deed.objects or at == 0) and (patient is None or not _matches(s, patient, deed.objects)):
        return None
    if patient and _unhurt(s, deed, patient):
        return None
    agent = by_phrase(s, at + 1)
    return Told(at, deed, "by_phrase" if agent else "agentless_passive", agent, patient, told_as)


def _goes_on(s: Sentence, at: int) -> bool:
    """Does the clause have its verb only behind `at`: the bill passed on Monday [was] signed?"""
    return re.match(r"[^,.;:CSW]*?[VM]", s.tags[at + 1 :]) is not None


def _told_as(s: Sentence, first: int, helpers: list[str], *, of_suspect: bool = False) -> str:
    """done, denied (not, never, no one) or open (may, will, if, what somebody alleges).

    What *should not have been done* was done; what *could not have been done*, or *should not be done*, is left open.
    """
    who = subject(s, first)
    if any(h in NEGATIONS for h in helpers):
        if not any(h in MODALS for h in helpers):
            return "denied"
        return "done" if "should" in helpers and "have" in helpers else "open"
    if who and s.lower[who[0]] in NOBODY:
        return "denied" if not any(h in MODALS for h in helpers) else "open"
    opening = who[0] - 1 if who else -1
    alleging = deeds.words("alleging")
    before = who[0] if who and of_suspect else first  # the arrest of an alleged killer is no alleged one
    alleged = not alleging.isdisjoint(s.lower[:before]) or not alleging.isdisjoint(
        s.lower[who[1] : first] if who else ()
    )
    if alleged or any(h in MODALS for h in helpers) or (opening >= 0 and s.lower[opening] in IF):
        return "open"
    return "done"


def _behind_noun(s: Sentence, at: int) -> str:
    """How a participle behind its noun is told: a hedge before it (*presumably*, *allegedly*) touches the doer only.

    *Any* delegation sent to Ames need not be one that was sent.
    """
    if s.lower[at - 1] in NEGATIONS:
        return "denied"
    who = noun_before(s, at)
    if who and s.lower[who[0]] == "any":
        return "open"
    return "open" if who and who[0] and s.lower[who[0] - 1] in IF else "done"


def _matches(s: Sentence, words: Words | None, wanted: frozenset[str]) -> bool:
    """Does the phrase hold one of the wanted nouns, in singular or plural? No wanted ones: anything does."""
    if not wanted:
        return True
    if words is None:
        return False
    said = [s.lower[n] for n in range(*words) if s.tags[n] != "X" or s.tokens[n].islower()]  # not Bill, the name
    if said == ["it"]:
        return "it" in wanted
    return any(word in wanted or word.removesuffix("s") in wanted for word in said if word != "it")


def _unhurt(s: Sentence, deed: Deed, words: Words) -> bool:
    """A photo is shot, and a bill killed, without harm to anybody."""
    return deed.kind == "harm" and not deeds.words("unhurt").isdisjoint(s.lower[words[0] : words[1]])
