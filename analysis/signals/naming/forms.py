"""What form an expression has, and its wording: the expression freed of what is house style.

House style is how an outlet writes the same words: *Gen.* or *General*, *Qasem* or *Kasem*, *U.S.* or *US*, the article
and the number before a noun. What is left is the wording: two expressions with one wording differ in style only.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.lexicon import load
from analysis.signals.naming.phrases import is_title, roles, words_of
from analysis.study import Actor

FORMS = ("full name", "surname", "given name", "name", "acronym", "role", "label", "term")
NAMED = FORMS[:5]
"""Forms that hold the actor's name; the others describe."""
BEINGS = ("person", "dead")
_INITIAL = re.compile(r"[A-Z]\.?$")
_NUMBER = re.compile(r"[$£€]?\d[\d,.]*(?:st|nd|rd|th)?$")


class Form(NamedTuple):
    """The form of an expression, the title in it (empty where none) and its wording."""

    form: str
    title: str
    wording: str


@cache
def short() -> dict[str, str]:
    """Abbreviation without its full stops, in small letters → what it stands for."""
    return load("house_style").stands_for("title", "word") | load("naming").stands_for("short")


def written_out(words: str) -> str:
    """Words with abbreviations written out, without full stops.

    >>> written_out("Brig. Gen."), written_out("U.S.-led"), written_out("Defence")
    ('brigadier general', 'US-led', 'defense')
    """
    made = []
    for word in words.split():
        stem, dash, rest = word.partition("-")
        plain = stem.rstrip(",").replace(".", "")
        made.append((plain if plain == "us" else short().get(plain.lower(), plain)) + dash + rest)
    return " ".join(made)


def name_words(name: str) -> list[str]:
    """The words of a person's name without initials and suffixes.

    >>> name_words("William H. Seely III")
    ['William', 'Seely']
    """
    words = [w for w in name.split() if w not in words_of("suffix")]
    return [w for w in words if not _INITIAL.match(w)] or words


@lru_cache(maxsize=65536)
def of_name(name: str, title: str, actor: Actor) -> Form:
    """The form of an expression that holds a name of the actor: its title, and the rest.

    >>> lind = Actor("lind", "Bo Lind", ("Lind", "Boe Lynd"), kind="person")
    >>> of_name("Boe Lynd", "Gen.", lind), of_name("Lind", "", lind).form
    (Form(form='full name', title='Gen.', wording='general Bo Lind'), 'surname')
    """
    words = name.split()
    while len(words) > 1 and is_title(words[0]):
        title, words = f"{title} {words[0]}".strip(), words[1:]
    name = " ".join(words)
    if actor.kind in BEINGS:
        if roles().intersection(name.lower().split()):
            return Form("role", title, plain_wording(f"{title} {name}".strip()))
        own, full = name_words(name), name_words(actor.name)
        if len(own) > 1:
            form, wording = "full name", actor.name
        elif own[0] == full[0] and len(full) > 1:
            form, wording = "given name", own[0]
        else:
            form, wording = "surname", full[-1]
        return Form(form, title, f"{plain_wording(title)} {wording}".strip())
    letters = name.replace(".", "")
    if letters.isupper() and " " not in letters and len(letters) < 7:
        return Form("acronym", title, letters)
    proper = all(w[0].isupper() for w in name.split() if w not in ("of", "the", "and", "for", "al", "de"))
    return Form("name" if proper else "term", title, plain_wording(name))


@lru_cache(maxsize=65536)
def of_description(words: str, actor: Actor) -> Form:
    """The form of a description: the role of a person, else a label; a thing or a collective has terms.

    A role says what office or rank somebody has, and where; a label adds something else. A term that qualifies
    another noun has the wording of its plural: the `US troop` of a withdrawal are `US troops`.

    >>> lind, guards = Actor("lind", "Bo Lind", kind="person"), Actor("guards", "the guards", kind="collective")
    >>> [of_description(w, lind).form for w in ("the region's general", "Iran's top general")]
    ['role', 'label']
    >>> of_description("some 500 armed U.S. guards", guards)
    Form(form='term', title='', wording='armed US guards')
    """
    if actor.kind not in (*BEINGS, None):
        wording = plain_wording(words)
        return Form("term", "", f"{wording}s" if is_qualifier(wording.rpartition(" ")[2], actor) else wording)
    head = re.sub(r"(?: (?:of|for|at|in|from|to|with|on)|,) .*", "", words)
    before = [w for w in head.split() if w.lower() not in words_of("determiner") | words_of("possessive")][:-1]
    known = words_of("rank") | roles()
    ranked = all(w[0].isupper() or w.endswith(("'s", "s'")) or w in known for w in before)
    return Form("role" if ranked else "label", "", plain_wording(words))


def is_qualifier(term: str, actor: Actor) -> bool:
    """Is a term the singular of a collective that the study lists in the plural too: the troop of a troop movement?

    >>> guards = Actor("guards", "the guards", kind="collective", terms=("guard", "guards", "police"))
    >>> [is_qualifier(term, guards) for term in guards.terms]
    [True, False, False]
    """
    return actor.kind == "collective" and term in actor.terms and f"{term}s" in actor.terms


@lru_cache(maxsize=65536)
def plain_wording(words: str) -> str:
    """Words without article, number and abbreviation, in small letters but for acronyms.

    >>> plain_wording("The top Irani General"), plain_wording("some 5,000 U.S. troops")
    ('top irani general', 'US troops')
    """
    kept = written_out(words).split()
    opening = words_of("determiner") | words_of("possessive") | words_of("quantity")
    while len(kept) > 1 and (kept[0].lower() in opening or _NUMBER.match(kept[0])):
        kept = kept[1:]
    return " ".join(w if w.partition("-")[0].isupper() else w.lower() for w in kept)
