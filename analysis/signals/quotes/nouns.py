"""Nouns that hand a clause to a source: reports that …, the mayor’s claim that …, a letter in which …"""

from functools import cache

from analysis import lexicon
from analysis.signals.quotes import contents, endings, verbs
from analysis.signals.quotes.attribution import TELLING, WITHIN, Attribution
from analysis.signals.quotes.clauses import Paragraph
from analysis.signals.quotes.contents import Words, telling
from analysis.signals.quotes.mentions import role_of
from analysis.signals.quotes.tags import POSSESSIVES

_REACH = 9
"""Chunks between a noun and its clause: the threat [to ships in the bay on Monday] that."""


@cache
def forms(category: str) -> frozenset[str]:
    """The nouns of one category of `data/lexicons/telling.yaml`, in singular and plural."""
    nouns = telling(category)
    return nouns | set(map(plural, nouns))


def plural(noun: str) -> str:
    """A regular plural: threats, testimonies."""
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


@cache
def _stance_of() -> dict[str, str]:
    """Noun, in singular and plural → the verb for what its owner does: denials → deny."""
    verb_of = lexicon.load("telling").stands_for("stance_of")
    return {form: verb for noun, verb in verb_of.items() for form in (noun, plural(noun))}


def verb_of(noun: str) -> verbs.Form | None:
    """The verb that says what the owner of a clause does with it, where he does not state it.

    >>> verb_of("denial").verb_class, verb_of("claim") is None
    ('denying', True)
    """
    verb = _stance_of().get(noun)
    return verbs.forms()[verb][0] if verb is not None else None


@cache
def every() -> frozenset[str]:
    """The nouns that can hand a clause to a source."""
    return forms("noun") | forms("noun_of_act")


def hold(par: Paragraph) -> bool:
    """May a noun of the paragraph hand on a clause?"""
    return not every().isdisjoint(par.words) or "which" in par.words


def places(par: Paragraph, first: int, last: int) -> list[int]:
    """The noun phrases of a sentence that such a noun heads, and *which* in *in which*."""
    codes = par.codes
    return [
        k
        for k in range(first, last)
        if (codes[k] == "n" and par.word(k) in every())
        or (codes[k] == "W" and codes[k - 1 : k] == "I" and par.word(k - 1) == "in" and par.word(k) == "which")
    ]


@cache
def _verb_forms(category: str) -> frozenset[str]:
    return frozenset(form for base in telling(category) for form in verbs.all_forms(base))


def find(par: Paragraph, k: int, last: int) -> tuple[Words, Attribution] | None:
    """The clause of the noun that heads chunk `k`, or of the text that *which* stands for; and whose it is, or None.

    Without an owner it is the words of nobody whom the text tells, and still not the writer's. None too where a verb
    names it (called the mayor's claim that it fell a lie): the sentence does not tell where the clause ends.
    """
    if par.codes[k] == "W":
        return _within(par, k, last)
    governing = par.forms[k - 1] if k else None
    if governing is not None and governing.verb_class == "naming":
        return None
    if par.word(k) in forms("noun"):
        opening = _that(par, k, last)
        if opening is not None and par.codes[opening + 1] != "Q" and not _is_about(par, opening + 1, last):
            end = _end(par, k, opening + 1, last)
            return ((opening + 1, end), _whose(par, k)) if end > opening + 1 else None
    bare = par.lasts[k] - par.firsts[k] == 1 and par.word(k) in telling("noun_of_act")  # in order to
    if par.word(k) in forms("noun_of_act") and not bare:
        found = _whose(par, k)
        opening = par.codes.find("i", k + 1, min(k + 1 + _REACH, last))
        if found.subject is not None and opening > 0 and not set(par.codes[k + 1 : opening]) - set("OInYtR"):
            end = _end(par, k, opening, last)
            return ((opening, end), found) if end > opening else None
    return None


def _within(par: Paragraph, which: int, last: int) -> tuple[Words, Attribution] | None:
    """What a text holds: a letter in which [the army agrees to leave]; a letter came to light, in which [it agrees].

    Where the clause has a speaker of its own (a letter in which Pike says that …), that is for its verb.
    """
    text = _text_before(par, which - 1)
    verb = par.codes.find("v", which, last)
    if text is None or verb < 0:
        return None
    form = par.forms[verb]
    if form is not None and form.clause and (par.codes[verb + 1] in "Q,:" or contents.begins(par, verb, last)):
        return None
    adjoins = not par.codes[text + 1 : which - 1].strip(",")  # a letter in which it agrees [was leaked]
    end = _end(par, text, which + 1, last) if adjoins else endings.ends(par, text, which + 1, last, None)
    found = Attribution(par, WITHIN, (text, text), (which - 1, which))
    return ((which + 1, end), found) if end > which + 1 else None


def _text_before(par: Paragraph, preposition: int) -> int | None:
    """The text that *in which* speaks of: the nearest, or the subject of a verb between that has no object."""
    codes, first = par.codes, par.sentence(preposition)[0]
    k = preposition - (codes[preposition - 1 : preposition] == ",") - 1
    if k < first:
        return None  # In which year …
    if k > first and codes[k] == "v":
        subject = par.subject(k)
        return subject[0] if subject is not None and role_of(par.word(subject[0])) == "document" else None
    while k > first and (codes[k] in "YR" or codes[k - 1 : k + 1] == "IY" or _is_party(par, k)):
        k -= 1 + (codes[k - 1] in "It")
    return k if codes[k] == "n" and role_of(par.word(k)) == "document" else None


def _is_party(par: Paragraph, k: int) -> bool:
    """Is it whom the text goes to or comes from: a letter [to the mayor] in which; not: a report [on the crash]?"""
    before = par.codes[k - 1 : k + 1]
    tied = before == "tn" or (before == "In" and par.word(k - 1) in ("to", "from", "by"))
    return tied and contents.is_somebody(par, k)  # not: a letter to the town in which he was born


def _that(par: Paragraph, k: int, last: int) -> int | None:
    """The *that* which opens the noun's clause, right behind it or behind whom it was made to, by, or when."""
    codes = par.codes
    that = codes.find("S", k + 1, min(k + 1 + _REACH, last))
    if that < 0 or par.word(that) != "that" or set(codes[k + 1 : that]) - set("ItOnYRC"):
        return None
    return that if that + 1 < last else None


def _is_about(par: Paragraph, begin: int, last: int) -> bool:
    """Is it a relative clause: the threat that he [poses] is grave; not: the claim that he lied, that he made it?

    The noun is the object of such a clause, whose verb has no other: it ends with the verb, or what was done with the
    noun is followed by where or when, the claims that he made [in court].
    """
    codes = par.codes
    verb = codes.find("v", begin, last)
    if verb < 0 or set(codes[begin:verb]) - set("npR") or codes[verb + 1 : verb + 2] in ("n", "p"):
        return False
    if par.word(verb) in _verb_forms("handled"):
        return not par.passive(verb)
    form = par.forms[verb]
    if form is not None and form.verb_class == "naming" and codes[verb + 1 : verb + 2] in ("Q", "A"):
        return True  # a charge that the mayor called “absurd”
    ends = codes[verb + 1 : verb + 2] in ("", "v", ".", ",", ";")
    needs_object = par.tags[par.lasts[verb] - 1] in "VBG" and par.word(verb) not in _verb_forms("intransitive")
    return ends and needs_object and not par.passive(verb)


def _end(par: Paragraph, k: int, begin: int, last: int) -> int:
    return endings.before_main_verb(par, k, begin, endings.ends(par, k, begin, last, None))


def _whose(par: Paragraph, k: int) -> Attribution:
    """The owner (the mayor’s claim), or whom *by*, *from* or *of* names; without them a text or nobody speaks."""
    first = par.firsts[k]
    if "s" in par.tags[first : par.lasts[k]] or par.words[first] in POSSESSIVES:
        return Attribution(par, TELLING, (k, k), (k, k), owner=True)
    if par.codes[k + 1 : k + 3] in ("On", "In", "Op", "Ip") and par.word(k + 1) in telling("maker"):
        return Attribution(par, TELLING, (k + 2, k + 2), (k, k))
    told = (k, k) if role_of(par.word(k)) == "document" else None
    return Attribution(par, TELLING, told, (k, k))
