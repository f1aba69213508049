"""Deeds told as nouns: the killing of, the general's killing, a U.S. airstrike, the attack on the port."""

from analysis.clauses import Words, extended
from analysis.phrases import Sentence, function_words
from analysis.signals.agency import deeds
from analysis.signals.agency.deeds import Deed
from analysis.signals.agency.places import by_phrase

INDEFINITE = frozenset(("a", "an", "one", "another", "some"))
GENERIC = frozenset(("any", "every", "each", "all", "such"))
OWNERS = frozenset(("his", "her", "their", "its", "our", "your", "my"))
OBJECT_SIDES = frozenset(("on", "against"))


def is_noun(s: Sentence, at: int) -> bool:
    """Is this form a noun here? An -ing form needs a determiner before it or `of` behind it."""
    before, after = s.tags[at - 1 : at] or ".", s.lower[at + 1 : at + 2]
    if (s.tags[at] == "X" and at) or before in "MPt":
        return False
    if s.lower[at].endswith("ing"):
        return before in "DsA#" or after == ["of"]
    return before in "DsA#NXIOVBG.,C" or after in (["of"], ["on"], ["against"])


def read(s: Sentence, at: int, deed: Deed) -> tuple[Words | None, Words | None, str | None] | None:
    """Doer, object and how it is told; None for deeds in general (*attacks are rare*) and where no rule is sure.

    >>> s = Sentence("Ruiz condemned the Israeli strike on the port.")
    >>> agent, patient, told_as = read(s, 4, deeds.nouns()["strike"])
    >>> s.words(*agent), s.words(*patient)
    ('Israeli', 'the port')
    """
    if s.tags[at + 1 : at + 2] in ("N", "X", "#", "s") or (at and s.tokens[at][:1].isupper()):
        return None
    start = _start(s, at)
    own = s.lower[start:at]
    opening = own[0] if own else ""
    after = s.lower[at + 1] if at + 1 < len(s.lower) else ""
    of = s.phrase_from(at + 2) if after == "of" else None
    bound = any(s.tags[n] in "D#s" or s.tokens[n] in deeds.words("nation") for n in range(start, at))
    if opening in GENERIC or (not bound and (deed.form == "nouns" or of is None)):
        return None
    if deed.category == "decision" and (deed.form == "nouns" or opening in INDEFINITE):
        return None
    if deed.category == "death" and opening in INDEFINITE and of is None:
        return None
    parts = _premodifiers(s, start, at, deed)
    if parts is None:
        return None
    agent, patient = parts
    agent = by_phrase(s, at + 1) or agent
    dated = of is not None and of[1] - of[0] == 1 and s.tags[of[0]] == "#"
    if of and deed.category == "decision":
        agent = agent or (of if s.tags[of[0]] in "DX" else None)
    elif of and not dated and deed.deed not in deeds.words("of_no_object"):
        patient = extended(s, of)
    elif after in OBJECT_SIDES and deed.category == "attack" and (met := s.phrase_from(at + 2)):
        patient = extended(s, met)
    feared = start > 1 and s.lower[start - 1] == "of" and s.lower[start - 2] in deeds.words("feared")
    told_as = "denied" if opening == "no" else "open" if feared or deeds.words("not_yet") & set(own) else None
    return agent, patient, told_as


def _start(s: Sentence, at: int) -> int:
    """Where the phrase begins that the noun heads: its determiner, possessor or first adjective."""
    start = at
    while start and s.tags[start - 1] in "AXN#s":
        start -= 1
    if s.tags[start] == "s":
        start += 1  # Tuesday's vote
    while start and s.tags[start - 1] == "D":
        start -= 1
    return start


def _premodifiers(s: Sentence, start: int, at: int, deed: Deed) -> tuple[Words | None, Words | None] | None:
    """Doer and object as the words before the noun name them; None where it cannot be told which they are."""
    of_doer = deed.possessive == "agent"
    owner = s.tags.rfind("s", start, at)
    named: Words | None = None
    if owner > start:
        after = s.lower[owner + 1 : at]
        ranked = any(word.endswith("est") or word == "worst" for word in after)  # the country's deadliest attack
        if not ranked and s.lower[owner - 1] not in function_words("time_noun") | deeds.words("place"):
            named = (start, owner)
    elif s.lower[start] in OWNERS:
        named = (start, start + 1)
    told = []
    for n in range(max(start, owner + 1), at):
        word, doer = s.lower[n], s.tokens[n] in deeds.words("nation") or s.lower[n] in deeds.words("doer")
        if doer and of_doer:
            told.append(n)
        elif not doer and (s.tags[n] in "DA#" or word in deeds.words("manner") | deeds.words("instrument")):
            continue
        elif not of_doer and not doer and s.tags[n] == "X":
            told.append(n)
        else:
            return None
    if told and named is None:
        named = (told[0], told[-1] + 1)
    return (named, None) if of_doer else (None, named)
