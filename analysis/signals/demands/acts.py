"""Demands as acts: the verb or noun of one, whose frame is complete: who asks whom for what, and how it is told."""

from typing import NamedTuple

from analysis.clauses import BE, Words, group, subject
from analysis.phrases import Sentence
from analysis.signals.demands import words
from analysis.signals.demands.content import before_participle, joint, thing_from, to_do, to_the_end


class Demand(NamedTuple):
    """One demand: token, lexicon category and verb, who makes it, of whom, what, and how it is told."""

    at: int
    category: str
    word: str
    by: Words | None
    of: Words | None
    what: Words | None
    told_as: str | None


def demands(s: Sentence) -> list[Demand]:
    """Every demand of a sentence whose frame is complete.

    >>> text = "Residents called on the mayor to resign."
    >>> d = demands(Sentence(text))[0]
    >>> d.category, text[slice(*Sentence(text).span(*d.of))]
    ('call', 'the mayor')
    """
    found = []
    for at in s.places(words.acts()):
        word, demand = s.lower[at], None
        if word in words.nouns() and s.tags[at] != "V" and s.tags[at - 1 : at] not in ("M", "P", "t", "W"):
            demand = _noun(s, at)
        a_noun = word in words.nouns() and s.tags[at - 1 : at] in ("D", "s", "A", "#") and at > 0
        if demand is None and word in words.verbs() and not a_noun:
            demand = _verb(s, at)
        if demand and not (demand.what and s.lower[demand.what[0]] in words.listed("boilerplate")):
            found.append(demand)
    wanted = {d.what[0] for d in found if d.what}  # called on the mayor to [demand] a report: one demand, not two
    return [d for d in found if d.at not in wanted]


def _verb(s: Sentence, at: int) -> Demand | None:
    base, category, form = words.verbs()[s.lower[at]]
    first = group(s, at)
    helpers = s.lower[first:at]
    bare = not helpers and s.tags[first - 1 : first] not in ("P", "W", "N", "X", "t", "")
    if (form == "s" and helpers) or (form in ("base", "s") and bare):
        return None  # they have enough votes to pass it
    passive = form == "past" and any(h in BE for h in helpers)
    reduced = form == "past" and s.lower[at + 1 : at + 2] == ["by"] and base != "vote"
    if reduced and not passive and s.lower[at - 1 : at] == ["as"]:  # as requested by the mayor
        by = s.phrase_from(at + 2)
        return Demand(at, category, base, joint(s, by), None, None, None) if by else None
    if passive and base == "require" and s.lower[at + 1 : at + 2] != ["by"]:
        return None  # drivers are required to stop: a duty or a need, which nobody is said to demand
    if passive and base == "vote":
        return None  # she was voted by fans to be player of the year
    if passive or (reduced and s.phrase_from(at + 2)):
        by = s.phrase_from(at + 2) if s.lower[at + 1 : at + 2] == ["by"] else None
        if by and (base in ("demand", "require") or s.lower[by[1] - 1] in words.listed("means")):
            return None  # tools required by law to open the tomb
        what = to_do(s, by[1] if by else at + 1)
        of = subject(s, first) if passive else None
        return Demand(at, category, base, by, of, what, _told_as(s, first, helpers)) if what else None
    frame = _frame(s, at, base)
    if frame is None or (form == "past" and reduced):
        return None
    of, what = frame
    by = _maker(s, first) if form != "ing" or first < at else before_participle(s, at)
    infinitive = s.lower[first - 1 : first] == ["to"]
    if by is None and form in ("base", "s") and not infinitive and first > 0:
        return None
    return Demand(at, category, base, None if infinitive else by, of, what, _told_as(s, first, helpers))


def _frame(s: Sentence, at: int, base: str) -> tuple[Words | None, Words | None] | None:
    """Of whom and what: `ask` somebody `to`, `call for` a thing, `call on` somebody `to`, `demand that`, `vote to`."""
    after = s.lower[at + 1] if at + 1 < len(s.lower) else ""
    if base == "vote":
        what = to_do(s, _over_count(s, at + 1))
        return (None, what) if what else None
    if after == "that" and base not in ("call", "vote", "press", "appeal", "insist"):
        what = to_the_end(s, at + 2)
        return (None, what) if what else None
    if after == "for" and base in ("ask", "call", "plead", "press", "appeal", "beg"):
        thing = thing_from(s, at + 2)
        of = s.phrase_from(at + 2)
        what = to_do(s, of[1]) if of else None  # called for the mayor to resign
        return (of, what) if what else (None, thing) if thing else None
    if base in ("call", "appeal", "insist"):
        joint = {"call": ("on", "upon"), "appeal": ("to",), "insist": ("on",)}[base]
        if after not in joint:
            return None
        if base == "insist":
            thing = thing_from(s, at + 2)
            return (None, thing) if thing else None
        of = s.phrase_from(at + 2)
        what = to_do(s, of[1]) if of else None
        return (of, what) if what else None
    of = s.phrase_from(at + 1)
    if of is None:
        return None
    what = to_do(s, of[1])
    if what:
        return of, what
    direct = (
        base in ("demand", "request", "order")
        and s.tags[of[0]] not in "P"
        and s.lower[of[1] : of[1] + 1] != ["whether"]
    )
    return (None, thing_from(s, at + 1)) if direct else None


def _maker(s: Sentence, first: int) -> Words | None:
    """Who makes a demand: [Pike] alleged that figures had been changed, and urged."""
    who = subject(s, first)
    opening = who[0] - 1 if who else -1
    if (
        who is None
        or s.tags[first - 1 : first] != "C"
        or opening < 1
        or s.lower[opening] != "that"
        or s.tags[opening - 1] != "V"
    ):
        return who
    passive = not BE.isdisjoint(s.lower[who[1] : first])
    if not passive or "X" in s.tags[who[0] : who[1]] or s.lower[who[1] - 1] in words.roles():
        return who  # prosecutors say that Rowe met the clerk and demanded
    return subject(s, group(s, opening - 1)) or who


def _over_count(s: Sentence, n: int) -> int:
    """Where what was voted begins: voted [148-131 late on Wednesday] to; voted [by 96 votes to 71] to."""
    if s.lower[n : n + 1] == ["by"] and (count := s.phrase_from(n + 1)):
        n = count[1] + 2 * (s.lower[count[1] : count[1] + 1] == ["to"] and s.tags[count[1] + 1 : count[1] + 2] == "#")
    while n < len(s.tags) and (
        s.tags[n] in "YR#-"
        or s.lower[n] in ("late", "early", "unanimously")
        or (s.lower[n] == "on" and s.tags[n + 1 : n + 2] == "Y")
    ):
        n += 1
    return n


def _noun(s: Sentence, at: int) -> Demand | None:
    """A request as a noun: whose (`of`, the possessive), and for what or to do what."""
    base, category = words.nouns()[s.lower[at]]
    phrase = next(((a, b) for a, b in s.noun_phrases if a <= at < b), None)
    if phrase is None or phrase[1] - 1 != at or s.lower[at - 1 : at] == ["in"]:
        return None
    by: Words | None = None
    owner = s.tags.rfind("s", phrase[0], at)
    if owner > phrase[0]:
        by = phrase[0], owner
    elif s.lower[phrase[0]] in ("his", "her", "its", "their", "our", "your", "my"):
        by = phrase[0], phrase[0] + 1
    n, of = at + 1, None
    if s.lower[n : n + 1] == ["of"] and (who := s.phrase_from(n + 1)):
        by, n = who, who[1]
    if s.lower[n : n + 1] == ["to"] and (of := s.phrase_from(n + 1)):  # to the government
        n = of[1]
        if s.lower[n : n + 1] == ["of"] and (more := s.phrase_from(n + 1)):
            of, n = (of[0], more[1]), more[1]
    while n < len(s.tags) and (s.tags[n] == "Y" or (s.lower[n] == "on" and s.tags[n + 1 : n + 2] == "Y")):
        n += 1  # the vote on Sunday to
    what = to_do(s, n) or (thing_from(s, n + 1) if s.lower[n : n + 1] == ["for"] and base != "vote" else None)
    if what and category == "call_noun" and s.lower[what[0]] in words.listed("sought"):
        category = "ask_noun"  # a call for help asks
    bound = by is not None or s.tags[phrase[0]] == "D"
    if not bound or (what is None and (by is None or category != "ask_noun")):
        return None
    return Demand(at, category, base, by, of, what, None)


def _told_as(s: Sentence, first: int, helpers: list[str]) -> str | None:
    if words.NEGATIONS & set(helpers):
        return "denied"
    who = subject(s, first)
    opened = s.lower[who[0] - 1 : who[0]] if who else []
    return "open" if words.MODALS & set(helpers) or opened in (["if"], ["unless"], ["whether"]) else None
