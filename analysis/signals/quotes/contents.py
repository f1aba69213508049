"""Where the words begin and end that a reporting verb or noun hands to its source, in chunks of a paragraph."""

import re
from functools import cache
from itertools import pairwise

from analysis import lexicon
from analysis.signals.quotes.addressees import occasions
from analysis.signals.quotes.clauses import OWN_CLAUSE, Paragraph
from analysis.signals.quotes.mentions import is_body, role_of
from analysis.signals.quotes.tags import function_words, word_class
from analysis.signals.quotes.verbs import Form, forms

Words = tuple[int, int]
"""First chunk and one after the last."""


@cache
def telling(category: str) -> frozenset[str]:
    """The words of one category of `data/lexicons/telling.yaml`."""
    return frozenset(lexicon.load("telling").words(category))


_LONG_CLAUSE = re.compile(
    r"R*(?:[npDA]|g(?=[npDAIt]))(?:[IOtneRYAQs]|C[npD]|\([^()]*\)|,[^,.;:Qv]*,|g[npY]?|W[RY]*v)*(?<!C)(?<!CR)v"
)
"""A clause whose subject is long: [the talks between the port and its owners] were; [using a server] was."""
_NEW_CLAUSE = re.compile(r"n(?:[IO]n|I?Y)*R*v")
_SUBJECT_OF_QUOTED = re.compile(r"[np](?:[IO]n)*R?(?=Q)")
_PLACE = re.compile(r"I?Y+|[It]n(?:In)?")
_TIED = re.compile(r"R*[npD](?:(?:O|I)[np]|C[np])*")
"""A noun phrase with what is tied to it: the removal of American forces from the country."""

_NOT = ("not", "never")
_TOWARD = re.compile(r"[np](?:[IO][np])*i")
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
    if is_clause(par, verb, j, last):
        return j
    while (place := _place(par, j, last)) is not None:
        j = place
        if is_clause(par, verb, j, last):
            return j
    return None


def is_clause(par: Paragraph, verb: int, j: int, last: int) -> bool:
    """Does a clause with a subject of its own begin at chunk `j`?"""
    form, codes = par.forms[verb], par.codes
    condition = j < last and codes[j] == "S" and par.word(j) in telling("condition")
    if j + 1 >= last:
        return False
    if form is not None and form.verb_class == "denying" and form.verb != "deny":
        return False  # rejected the plan the mayor made
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
    if codes[j] in "igS" or codes.startswith("Ri", j):
        return j, last
    if codes[j] in "np":
        if _TOWARD.match(codes, j, last) is not None:
            return j, last
        if nouns_clause := _noun_with_clause(par, j, last, form):
            return nouns_clause
        if form.verb in telling("taking") or (form.verb in telling("taking_act") and _is_act(par.word(j))):
            tied = _TIED.match(codes, j, last)
            if tied is not None:
                return j, _without_time(par, j, tied.end())
    return None


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
    return noun in telling("act") or noun.removesuffix("s") in telling("act")


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


def ends(par: Paragraph, verb: int, begin: int, last: int, subject: Words | None) -> int:
    """One after the last chunk of the words: they end with their sentence, or before the next reporting clause.

    In a clause that itself hangs on another, they end where the main clause goes on: Pike, who said it was over, left.
    """
    codes = par.codes
    end = last - 1 if codes[last - 1] == "." else last
    hangs = codes[verb - 2 : verb] == ",W" or codes[verb - 3 : verb] == ",WR"
    first = par.sentence(verb)[0]
    fronted = codes[verb] == "g" and not codes[first:verb].strip("SIRC")  # insisting it was over, Pike left
    if subject is not None and subject[0] <= verb and (at := subject[0] - 1) >= 0:
        opens = codes[at] == "S" and par.word(at) not in function_words("complementizer")
        relative = codes[verb - 1] == "W" and codes[first] in "IS" and "v" not in codes[first:verb]
        fronted = opens or relative or (codes[at] == "I" and par.word(at) in function_words("conjunction_like"))
    for n in range(begin, end):
        if codes[n] == ";" or _next_verb(par, n, end, clause=codes[begin] not in "gi"):
            return n
        if codes[n] != ",":
            continue
        following = n + 1
        while following < end and codes[following] == "R":
            following += 1
        if closes(par, n, last) or turns(par, n, end) or (hangs and codes[following] == "v"):
            return n
        if fronted and codes[following] in "npD":
            return n
        if codes[begin] == "i" and codes[following] == "C" and OWN_CLAUSE.match(codes, following + 1, end) is not None:
            return n  # threatened to sue, but Pike laughed
    return end


def _next_verb(par: Paragraph, k: int, end: int, *, clause: bool) -> bool:
    """Does the sentence go on with a verb of the same subject: denied firing [and accused the rebels]; not: and fire?

    Behind a clause with a subject of its own only a verb that tells again: said the port was shut [and urged patience].
    """
    if par.codes[k : k + 2] != "Cv" or k + 1 >= end or par.word(k) == "yet":
        return False
    if not clause:
        first, last = par.firsts[k + 1], par.lasts[k + 1]
        return "B" not in par.tags[first:last] and par.tags[first] in "VM"
    form = par.forms[k + 1]
    return form is not None and form.form in ("past", "s") and (form.level == 3 or form.verb_class == "attacking")


def turns(par: Paragraph, comma: int, end: int) -> bool:
    """Does the writer go on after the comma: Pike said it was over, [but the crew laughed]?

    Not where the clause is marked as told, too (*but that the crew …*, *but the crew would …*), nor where a pronoun
    takes up what was told (*but it …*).
    """
    at = comma + 2
    if par.codes[comma + 1 : at] != "C" or par.word(comma + 1) not in telling("turning"):
        return False
    if par.codes[at : at + 2] == "pv" and (form := par.forms[at + 1]) is not None and form.strong:
        return True  # Pike said it was over, but he warned that …
    clause = _NEW_CLAUSE.match(par.codes, at, end)
    if clause is None or par.tags[par.lasts[at] - 1] not in "NX":
        return False
    if not is_somebody(par, at):
        return False  # Pike said the economy was strong, but inflation remained high
    return par.words[par.firsts[clause.end() - 1]] not in telling("told_on")


def closes(par: Paragraph, comma: int, last: int) -> bool:
    """Does a second reporting clause begin after the comma: …, adding that …; …, Reuters reported?"""
    codes = par.codes
    following = comma + 1
    if following >= last:
        return False
    if codes[following] == "g":
        form = par.forms[following]
        return par.words[par.firsts[following]] == "according" or (form is not None and form.clause)
    if par.word(following) == "according":
        return True
    if codes[following] in "np":
        form = par.forms[following + 1] if following + 1 < last and codes[following + 1] == "v" else None
        if form is None or not form.inverts:
            return False
        after = following + 2
        if form.verb in function_words("addressed") or form.verb in function_words("quoting"):
            after += codes[after : after + 1] in ("n", "p")  # …, Pike told CNN; …, the Gazette quoted Pike
        return codes[after : after + 1] in (".", "", "Y", "I", ",")
    return False


def before_main_verb(par: Paragraph, head: int, begin: int, end: int) -> int:
    """The end of a clause in the subject of another: reports that it fell [were false]; a law saying so [was passed].

    Args:
        head: the noun whose clause begins at `begin`.
    """
    codes, first = par.codes, par.sentence(head)[0]
    since = max(first, *(codes.rfind(mark, first, head) + 1 for mark in ",;:S"))
    if set(codes[since:head]) & set("vgi"):
        return end
    opens = codes[first] == "I" or codes[head - 1 : head] in ("I", "t")
    if opens and "v" not in codes[first:head]:  # Despite complaints that it leaks, the port …; contrary to claims that
        return next((n for n in range(begin, end) if codes[n] == "," and codes[n + 1 : n + 2] in ("n", "p")), end)
    found = [n for n in range(begin, end) if codes[n] == "v"]
    bare = bool(found) and not codes[begin : found[0]].strip("RYIOnCts") and not _has_subject(par, begin)
    if codes[begin] in "ig" or bare:
        return found[0] if found else end
    for one, other in pairwise(found):
        between = codes[one + 1 : other]
        if not set(between) & set("SWC,p") or (between == "p" and not _takes_clause(par.forms[one])):
            return other  # the claim that he made it [was false]
    if found and (comma := codes.find(",", found[0], end)) > 0 and codes[comma + 1] in "veg":
        again = codes.find(",v", comma + 1, end)  # the report that it fell, published on Monday, was read out
        return comma if (codes[comma + 1] == "v" and again < 0) or again > 0 else end
    return end


def _takes_clause(form: Form | None) -> bool:
    return form is not None and form.clause


def _has_subject(par: Paragraph, begin: int) -> bool:
    """Is what begins at the chunk a clause, and no bare noun phrase?"""
    return par.codes[begin - 1 : begin] == "S" or OWN_CLAUSE.match(par.codes, begin) is not None


def apart(par: Paragraph, begin: int, end: int) -> list[Words]:
    """The words without an aside that has a source of its own: he sent a letter — [confirmed by Reuters] — to Ames."""
    codes = par.codes
    opening = codes.find("-", begin, end)
    closing = codes.find("-", opening + 1, end)
    if opening < 0 or closing < 0:
        return [(begin, end)]
    inside = range(opening + 1, closing)
    sourced = any(
        codes[n] == "I" and par.word(n) == "by" and (form := par.forms[n - 1]) is not None and form.clause
        for n in inside
    )
    if not sourced or any(codes[n] in "np" for n in inside[:1]):
        return [(begin, end)]
    return [(begin, opening), *apart(par, closing + 1, end)]
