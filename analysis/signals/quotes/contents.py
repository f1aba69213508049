"""Where the words begin that a reporting verb or noun hands to its source, or the act that it asks for; in chunks."""

import re
from functools import cache

from analysis import lexicon
from analysis.signals.quotes.addressees import occasions
from analysis.signals.quotes.clauses import OWN_CLAUSE, Paragraph
from analysis.signals.quotes.mentions import is_body, role_of
from analysis.signals.quotes.tags import function_words, many, word_class
from analysis.signals.quotes.verbs import Form, forms

Words = tuple[int, int]
"""First chunk and one after the last."""


@cache
def telling(category: str) -> frozenset[str]:
    """The words of one category of `data/lexicons/telling.yaml`."""
    return frozenset(lexicon.load("telling").words(category))


_LONG_CLAUSE = re.compile(
    r"R*(?:[npDA]|g(?=[npDAIt]))(?:[IOtneRYAQs]|C[npD]|\([^()]*\)|,I?W[^,.;:Q]*,|,[^,.;:Qv]*,|g[npY]?|W[RY]*v)*(?<!C)(?<!CR)v"
)
"""A clause whose subject is long: [the talks between the port and its owners] were; [using a server] was."""
_SUBJECT_OF_QUOTED = re.compile(r"[np](?:[IO]n)*R?(?=Q)")
_PLACE = re.compile(r"I?Y+|[It]n(?:In)?")
_TIED = re.compile(r"R*[npD](?:[OI]g?[np]|C[np](?!R*v)|(?:,n)+,?Cn(?!R*v))*")
"""A noun phrase with what is tied to it: the removal of American forces from the country."""

_NOT = ("not", "never")
_TOWARD = re.compile(r"[np](?:[IO][np])*(?:,n(?:[IO]n)*,)?i")
"""Somebody who is to do something: the firm in Ames to close."""


def is_somebody(par: Paragraph, k: int) -> bool:
    """Is a noun phrase a name, or one of a person or a body?"""
    return "X" in par.tags[par.firsts[k] : par.lasts[k]] or role_of(par.word(k)) is not None


def may_find(par: Paragraph, subject: Words) -> bool:
    """Is the subject one whose work it is to find: an inquiry, a text, a body, researchers; not a doctor, a hiker?"""
    head = subject[0]
    noun, role = par.word(head), role_of(par.word(head))
    if noun in telling("finder") or role in ("document", "institution"):
        return True
    if par.lasts[head] - par.firsts[head] == 1 and is_body(par.tokens[par.firsts[head]]):
        return True
    return noun.endswith(("s", "police")) and role in ("expert", "police", "legal")


def is_nobody(par: Paragraph, subject: Words) -> bool:
    """Is the subject no source: nobody, no one, none of them, no official?"""
    begin = par.firsts[subject[0]]
    before = par.words[max(begin - 2, 0) : begin + 1]
    if before[-2:-1] == ["of"]:
        return before[0] in telling("nobody")
    return not telling("nobody").isdisjoint(before[-2:])


def begins(par: Paragraph, verb: int, last: int) -> int | None:
    """Where the clause begins that a verb reports: said [on Friday] it would; told them [in Ames] that it would."""
    form, codes = par.forms[verb], par.codes
    assert form is not None
    j = verb + 1
    addressed = form.verb in function_words("addressed")
    if j < last and codes[j] in "np" and addressed and codes[j + 1 : j + 2] in ("S", "n", "p", "I", "Y", "R", "i"):
        j += 1
    if codes[j : j + 3] == ",R,":
        j += 3  # say, however, that
    that = next((n for n in range(j, min(j + 8, last)) if codes[n] == "S" and par.word(n) == "that"), None)
    if that is not None and _on_the_way(par, verb, j, that):
        return that + 1 if that + 1 < last else None
    while j < last and codes[j] in "YR":
        j += 1
    if j + 1 < last and codes[j] == "S" and par.word(j) in telling("question"):
        return j
    if is_clause(par, verb, j, last):
        return j
    while (place := _place(par, j, last)) is not None:
        j = place
        if is_clause(par, verb, j, last):
            return j
    return None


def is_negated(par: Paragraph, verb: int) -> bool:
    """Was it not said: would not say whether it fell?"""
    words = par.words[max(par.firsts[verb] - 1, 0) : par.lasts[verb]]
    return any(word in _NOT or word.endswith("n't") for word in words)


def is_clause(par: Paragraph, verb: int, j: int, last: int) -> bool:
    """Does a clause with a subject of its own begin at chunk `j`?"""
    form, codes = par.forms[verb], par.codes
    condition = j < last and codes[j] == "S" and par.word(j) in telling("condition")
    if j + 1 >= last:
        return False
    if form is not None and form.verb_class == "denying" and form.verb != "deny":
        return False  # rejected the plan the mayor made
    if form is not None and form.verb in telling("that_only"):
        return False  # released ten letters sent in May
    if OWN_CLAUSE.match(codes, j + condition, last) is not None:
        return True
    if form is None or form.verb not in telling("asserting"):
        return False
    if (subject := _SUBJECT_OF_QUOTED.match(codes, j, last)) is not None and _is_quoted_verb(par, subject.end()):
        return True
    return codes[verb - 1 : verb] not in (",", "Q") and _LONG_CLAUSE.match(codes, j, last) is not None


def _is_quoted_verb(par: Paragraph, k: int) -> bool:
    """Do the quoted words of a chunk begin with a finite verb: said the letter “implies” a withdrawal?"""
    first = par.pairs[par.quote_at[k]].text.partition(" ")[0].lower().strip(",.")
    return word_class(first) == "M" or any(form.form in ("s", "past") for form in forms().get(first, ()))


def _on_the_way(par: Paragraph, verb: int, j: int, that: int) -> bool:
    """Is what stands between verb and *that* only where, when or to whom it was said: said in Ames that?"""
    form, between = par.forms[verb], par.codes[j:that]
    if set(between) & set("vQ.:;,"):
        return False
    if "n" not in between:
        return True
    structuring = form is not None and form.verb_class == "structuring"
    addressed = form is not None and form.verb in function_words("addressed")
    return between[0] == "I" or (between[0] == "t" and not structuring) or addressed


def _place(par: Paragraph, j: int, last: int) -> int | None:
    """One after a time, an occasion or a named place at chunk `j`: on Friday, in a statement, in Ames."""
    found = _PLACE.match(par.codes, j, last)
    if found is None:
        return None
    if "n" in found.group():
        noun = j + 1
        named = set(par.tags[par.firsts[noun] : par.lasts[noun]]) == {"X"} and par.word(j) in ("in", "at")
        if not named and par.word(noun) not in occasions():
            return None
    return found.end()


def act(par: Paragraph, verb: int, last: int) -> Words | None:
    """What is asked for, promised or refused, with no clause of its own: urged ships [to leave]; called for [talks].

    A noun phrase ends with what is tied to it: when and why it was asked for is the writer's to tell.
    """
    form, codes = par.forms[verb], par.codes
    assert form is not None
    j = verb + 1 + len(form.particle)
    if codes[verb + 1 : verb + 2] not in ("I", "R") or not form.particle:
        j = verb + 1
    while j < last and codes[j] in "YR" and par.word(j) not in _NOT:
        j += 1
    if j < last and codes[j] in "np" and form.verb in function_words("addressed"):
        j += codes.startswith(("i", "Ri"), j + 1)  # warned them [not to leave]
    if j >= last:
        return None
    if codes[j] in "iR" and par.word(j + codes.startswith("Ri", j)) in telling("unnamed"):
        return None  # who asked not to be named
    if keeps_silent(par, verb, last):
        return None
    if codes[j] in "ig" or (codes[j] == "S" and par.word(j) != "as") or codes.startswith("Ri", j):
        return j, last
    if codes[j] in "np":
        asked = form.verb_class in ("directive", "asking") or form.verb in telling("taking")
        toward = form.verb in function_words("addressed") | function_words("proposing")
        if (asked or toward) and _TOWARD.match(codes, j, last) is not None:
            return j, last
        if nouns_clause := _noun_with_clause(par, j, last, form):
            return nouns_clause
        pledged = form.verb in telling("pledging") and _is_promised(par, verb, j)
        if pledged or form.verb in telling("taking") or (form.verb in telling("taking_act") and _is_act(par.word(j))):
            tied = _TIED.match(codes, j, last)
            if tied is not None:
                return j, _without_time(par, j, tied.end())
    return None


def _is_promised(par: Paragraph, verb: int, j: int) -> bool:
    """Is the noun phrase behind a verb of promise what is promised, and by somebody: promised [a bridge]; not: promised
    [crews] a bridge; nor the forecast promised rain?"""
    if par.codes[j] != "n" or par.codes[j + 1 : j + 2] in ("n", "p", "D") or is_somebody(par, j):
        return False
    bare = par.lasts[j] - par.firsts[j] == 1 and not par.word(j).endswith("s")  # pledged allegiance
    who = par.subject(verb)
    speaks = who is not None and (par.codes[who[0]] == "p" or is_somebody(par, who[0]) or par.word(who[0]) in many())
    return speaks and not bare


def keeps_silent(par: Paragraph, verb: int, last: int) -> bool:
    """Is what is declined to say anything: refused [to comment], declined [comment], declined [a request to speak]?"""
    form, j = par.forms[verb], verb + 1
    if form is None or form.verb not in telling("declining") or j >= last:
        return False
    if par.codes[j] != "n":
        return par.codes[j] == "i" and par.word(j) in telling("silent")
    asked = _TOWARD.match(par.codes, j, last)
    return par.word(asked.end() - 1 if asked else j) in telling("silent")


def _is_act(noun: str) -> bool:
    return not telling("act").isdisjoint((noun, noun.removesuffix("s"), noun.removesuffix("es")))


def _noun_with_clause(par: Paragraph, j: int, last: int, form: Form) -> Words | None:
    """A noun that hands on a clause, as what is confirmed or denied: denied [reports that it fell]."""
    takes = form.verb in telling("taking") or form.verb in telling("taking_act")
    noun = par.word(j)
    told = noun in telling("noun") or noun.removesuffix("s") in telling("noun")
    follows = par.codes[j + 1 : j + 2] == "S" and par.word(j + 1) == "that" and j + 2 < last
    return (j, last) if takes and told and follows else None


def _without_time(par: Paragraph, begin: int, end: int) -> int:
    """The end of a noun phrase without the time or the occasion that follows it: the removal of forces [after …]."""
    for j in range(begin + 1, end):
        if par.codes[j] == "I" and par.word(j) in telling("occasional"):
            return j
        if par.codes[j] == "I" and par.word(j + 1) in telling("occasion"):
            return j
    return end
