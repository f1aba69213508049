"""Reporting verbs: every form of every entry of `data/lexicons/reporting_verbs.yaml`."""

from functools import cache
from typing import NamedTuple

from analysis import lexicon

NAME = "reporting_verbs"
_VOWELS = "aeiou"


_LEVELS = {"weak": 1, "document": 1, "naming": 2, "thinking": 2, "voicing": 2, "attacking": 2, "praising": 2}


class Form(NamedTuple):
    """One form of a reporting verb."""

    verb: str
    verb_class: str
    form: str  # base, s, ing, past
    particle: tuple[str, ...]
    clause: bool
    inverts: bool

    @property
    def level(self) -> int:
        """How much the verb by itself is a sign of speech: 3 reports a clause, 2 with words near it, 1 hardly."""
        return _LEVELS.get(self.verb_class, 3)

    @property
    def strong(self) -> bool:
        """Does the verb report by itself, without quoted words near it?"""
        return self.level == 3


def conjugate(base: str) -> dict[str, str]:
    """The forms of a regular verb: form → its name.

    >>> conjugate("note")
    {'note': 'base', 'notes': 's', 'noting': 'ing', 'noted': 'past'}
    >>> sorted(conjugate("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        third = base + "es"
    elif base.endswith("y") and base[-2:-1] not in _VOWELS:
        third = base[:-1] + "ies"
    else:
        third = base + "s"
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else base
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        past = base[:-1] + "ied"
    else:
        past = base + "d" if base.endswith("e") else base + "ed"
    return {base: "base", third: "s", stem + "ing": "ing", past: "past"}


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    parts = (entry.split() for entry in lexicon.load(NAME).words("irregular"))
    return {base: (past, participle) for base, past, participle in parts}


@cache
def unchanged() -> frozenset[str]:
    """Verbs whose past is their base: read, put, cut."""
    return frozenset(base for base, (past, _) in _irregular().items() if base == past)


def all_forms(base: str) -> dict[str, str]:
    """The forms of a verb, regular or not; a doubled consonant is read off the past form (labelled as well as labeled).

    >>> sorted(all_forms("admit"))
    ['admit', 'admits', 'admitted', 'admitting']
    """
    forms = conjugate(base)
    if base in _irregular():
        past, participle = _irregular()[base]
        forms = {f: name for f, name in forms.items() if name != "past"}
        forms.setdefault(past, "past")
        forms.setdefault(participle, "past")
        if past == base + base[-1] + "ed":
            forms = {f: name for f, name in forms.items() if name != "ing"} | {base + base[-1] + "ing": "ing"}
        if base in ("cut", "get", "hit", "put", "run", "begin", "forget", "set", "bid", "forbid"):
            forms = {f: name for f, name in forms.items() if name != "ing"} | {base + base[-1] + "ing": "ing"}
    elif base[-1:] == "l" and base[-2:-1] in _VOWELS and base[-3:-2] not in _VOWELS:
        forms |= {base + "led": "past", base + "ling": "ing"}  # British spelling
    return forms


@cache
def forms() -> dict[str, list[Form]]:
    """First word in any form → the verbs it can be, those with the longest particle first."""
    entries = lexicon.load(NAME)
    table: dict[str, list[Form]] = {}
    for entry in entries.entries:
        if entry.category == "irregular":
            continue
        about = entries.categories[entry.category]
        base, *particle = entry.match.split()
        for word, form in all_forms(base).items():
            table.setdefault(word, []).append(
                Form(
                    entry.match,
                    entry.category,
                    form,
                    tuple(particle),
                    about.get("clause", False),
                    about.get("inverts", False),
                )
            )
    for found in table.values():
        found.sort(key=lambda f: -len(f.particle))
    return table


def lookup(words: list[str], at: int) -> Form | None:
    """The reporting verb that begins at word `at` of `words` (lower case), with its particle if that follows.

    >>> lookup(["pointed", "out", "that"], 0).verb
    'point out'
    >>> lookup(["pointed", "at"], 0) is None
    True
    """
    for form in forms().get(words[at], ()):
        particle = form.particle
        if not particle or tuple(words[at + 1 : at + 1 + len(particle)]) == particle:
            return form
    return None
