"""Where the words end that a reporting verb or noun hands to its source, in chunks of a paragraph."""

import re
from itertools import pairwise

from analysis.known_names import given_names
from analysis.signals.quotes.clauses import OWN_CLAUSE, Paragraph
from analysis.signals.quotes.contents import Words, is_somebody, telling
from analysis.signals.quotes.mentions import role_of
from analysis.signals.quotes.names import gender_of_title
from analysis.signals.quotes.tags import function_words, many
from analysis.signals.quotes.verbs import Form

_OTHERS = ("citizen", "witness", "anonymous", "institution", "business", "civil", "media", "document")
"""Kinds of roles whose *he* may well be somebody else: the victim said he …; or who are no *he* at all."""
_CALLING = ("naming", "attacking", "praising")
"""Classes of verbs by which somebody says what he thinks of a thing: …, [calling] it absurd."""
_CLAUSE = re.compile(r"[RYC]*(?P<subject>[np])(?:[IO]n|,[^,;:]*,)*R?v")
_NEW_CLAUSE = re.compile(r"n(?:[IO]n|I?Y)*R*v")


def ends(par: Paragraph, verb: int, begin: int, last: int, subject: Words | None) -> int:
    """One after the last chunk of the words: they end with their sentence, or before the next reporting clause.

    In a clause that itself hangs on another, they end where the main clause goes on: Pike, who said it was over, left.
    """
    codes = par.codes
    end = last - 1 if codes[last - 1] == "." else last
    inserted = codes[verb] == "g" or par.passive(verb)
    inserted = inserted and codes[verb - 2 : verb] in ("n,", "p,")  # Pike, saying it was over, left
    hangs = inserted or codes[verb - 2 : verb] == ",W" or codes[verb - 3 : verb] == ",WR"
    first = par.sentence(verb)[0]
    fronted = codes[verb] == "g" and not codes[first:verb].strip("SIRC")  # insisting it was over, Pike left
    if subject is not None and subject[0] <= verb and (at := subject[0] - 1) >= 0:
        opens = codes[at] == "S" and par.word(at) not in function_words("complementizer")
        relative = codes[verb - 1] == "W" and codes[first] in "IS" and "v" not in codes[first:verb]
        fronted = opens or relative or (codes[at] == "I" and par.word(at) in function_words("conjunction_like"))
    clause = not codes.startswith(("g", "i", "Ri"), begin)
    asks = codes[begin] == "S" and par.word(begin) in telling("question")
    for n in range(begin, end):
        if codes[n] == ";" or (codes[n : n + 2] == ":Q" and codes[n - 1] != "v"):
            return n
        if _next_verb(par, verb, begin, n + (codes[n] == ","), end):
            return n
        if _ends_with_comma(par, n) and (closes(par, n, last) or turns(par, begin, n, end)):
            return n + 1  # it was “dead,” Pike said
        if codes[n] != ",":
            continue
        goes_on = codes[n + 1 : n + 2] == "C" and codes[n + 2 : n + 3] not in ("i", "g", "R")
        if not clause and goes_on and "v" in codes[n + 2 : end]:
            return n  # asked not to speak, and so she left
        if asks and goes_on and OWN_CLAUSE.match(codes, n + 2, end) is not None:
            return n  # asked whether it was over, and he said no
        following = n + 1
        while following < end and codes[following] == "R":
            following += 1
        if closes(par, n, last) or turns(par, begin, n, end) or (hangs and codes[following] == "v"):
            return n
        if fronted and codes[following] in "npD":
            return n
        if codes[begin] == "i" and codes[following] == "C" and OWN_CLAUSE.match(codes, following + 1, end) is not None:
            return n  # threatened to sue, but Pike laughed
    return end


def _next_verb(par: Paragraph, verb: int, begin: int, k: int, end: int) -> bool:
    """Does the sentence go on with a verb of the same subject: denied firing [and accused the rebels]; not: and fire?

    Behind a clause with a subject of its own only a verb that tells again, in the tense of the first, and that the
    subject of the clause cannot have: a thing does not urge (*said the port was shut [and urged patience]*), and what
    goes on behind *would* is no past form. Not: Ms. Pike said he came to the port and threatened her.
    """
    if k + 1 >= end or par.codes[k] != "C" or par.word(k) == "yet":
        return False
    form = par.forms[k + 1]
    if par.codes[k + 1] == "g":
        return form is not None and form.strong  # insisting that it was over and [urging them to leave]
    if par.codes[k + 1] != "v":
        return False
    if par.codes.startswith(("g", "i", "Ri"), begin):
        first, last = par.firsts[k + 1], par.lasts[k + 1]
        perfect = par.tags[par.lasts[begin] - 1] == "V" and par.lasts[begin] - par.firsts[begin] > 1
        if perfect and par.tags[first] == "V":
            return False  # to be heard [and respected]; having drugged [and raped]
        return "B" not in par.tags[first:last] and par.tags[first] in "VM"
    own = par.forms[verb]
    if form is None or own is None or not (form.level == 3 or form.verb_class == "attacking"):
        return False
    if form.form != (own.form if own.form != "ing" else "past") or form.form not in ("past", "s"):
        return False
    clause = _CLAUSE.match(par.codes, begin, k)
    if clause is None:
        return False
    subject, finite = clause.start("subject"), clause.end() - 1
    if set(par.codes[finite + 1 : k]) & set("vWS") or form.verb in function_words("aspectual"):
        return False
    if par.codes[subject] == "p":
        who = par.subject(verb)
        return who is not None and _may_be(par, who[0], par.word(subject))
    helpers = function_words("be") | telling("unreal") | telling("yet_to_come")
    settled = not helpers.isdisjoint(par.words[par.firsts[finite] : par.lasts[finite]])
    return settled and not is_somebody(par, subject) and par.word(subject) not in many()


def _may_be(par: Paragraph, k: int, pronoun: str) -> bool:
    """Can a pronoun stand for the noun phrase before it: Mr. Pike said [he] was; not: the woman said [he] was?"""
    if par.codes[k] == "p":
        return par.word(k) == pronoun
    names = par.tokens[par.firsts[k] : par.lasts[k]]
    if pronoun in ("it", "they"):
        return "X" not in par.tags[par.firsts[k] : par.lasts[k]] and is_somebody(par, k)
    told = {_gender(name) for name in names} - {None}
    named = par.tags[par.lasts[k] - 1] == "X" and not par.word(k).endswith("s")
    office = role_of(par.word(k)) not in (*_OTHERS, None)
    return pronoun in ("he", "she") and (told == {pronoun} if told else named or office)


def _gender(name: str) -> str | None:
    """The pronoun that a given name or a form of address asks for."""
    told = given_names().get(name) or gender_of_title(name)
    return {"m": "he", "f": "she"}.get(told or "")


def _ends_with_comma(par: Paragraph, k: int) -> bool:
    """Does a quotation end with its own comma?"""
    return k in par.quote_at and par.pairs[par.quote_at[k]].text.endswith(",")


def turns(par: Paragraph, begin: int, comma: int, end: int) -> bool:
    """Does the writer go on after the comma: Pike said it was over, [but the crew laughed]?

    Not where the clause is marked as told, too (*but that the crew …*, *but the crew would …*), nor where a pronoun
    takes up what was told (*but it …*).
    """
    at = comma + 2
    if par.codes[comma + 1 : at] != "C" or par.word(comma + 1) not in telling("turning"):
        return False
    if par.codes[at : at + 2] == "pv" and (form := par.forms[at + 1]) is not None and form.strong:
        taken_up = any(par.codes[n] == "p" and par.word(n) == par.word(at) for n in range(begin, comma))
        return not taken_up and par.word(at) in ("he", "she", "i", "we")  # Pike said it was over, but she warned that …
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
        calls = form is not None and form.verb_class in _CALLING and form.verb not in telling("bodily")
        tells = calls or (form is not None and form.clause)
        return par.words[par.firsts[following]] == "according" or tells
    told = codes[following] == "n" and par.word(following) in telling("noun")
    if (
        told
        and par.words[par.firsts[following]] in ("a", "an")
        and codes[following + 1 : following + 2] in tuple("Snpe")
    ):
        return True  # they were helped, a suggestion that the owner dismissed
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
