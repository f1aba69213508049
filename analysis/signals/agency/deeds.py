"""The deeds of the lexicon: every form of every verb of harm and decision, and the nouns made of them."""

from functools import cache
from typing import NamedTuple

from analysis import lexicon

NAME = "agency"
FORMS = ("base", "s", "ing", "past", "participle")


class Deed(NamedTuple):
    """What one form of the lexicon stands for.

    `form` is one of `FORMS`, or `noun`, `nouns`; `objects` are the words one of which a verb's object must have,
    `alone` those that may be its subject without an object (*the bill passed*), `complement` those one of which must
    follow verb and object (*took two clerks hostage*); a `whole` one counts with its object, or in a whole passive;
    one `of_suspects` is none the less done for being done to somebody who is alleged to have done another.
    """

    deed: str
    category: str
    kind: str
    form: str
    objects: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    intransitive: bool = False
    no_object: bool = False
    possessive: str = ""
    complement: frozenset[str] = frozenset()
    whole: bool = False
    of_suspects: bool = False


@cache
def verbs() -> dict[str, tuple[Deed, ...]]:
    """Form in small letters → the verbs that it can be.

    >>> [(d.deed, d.form) for d in verbs()["slain"]]
    [('slay', 'participle')]
    """
    table: dict[str, list[Deed]] = {}
    entries = lexicon.load(NAME)
    for entry in entries.entries:
        about = entries.categories[entry.category]
        if not about.get("verb"):
            continue
        words = entry.match.split()
        for form, word in zip(FORMS, words, strict=False):
            deed = Deed(
                words[0],
                entry.category,
                about["kind"],
                form,
                frozenset(about.get("objects", ())),
                frozenset(about.get("alone", ())),
                about.get("intransitive", False),
                about.get("no_object", False),
                complement=frozenset(about.get("complement", ())),
                whole=about.get("whole", False),
                of_suspects=about.get("of_suspects", False),
            )
            table.setdefault(word, []).append(deed)
    return {word: tuple(found) for word, found in table.items()}


@cache
def nouns() -> dict[str, Deed]:
    """Noun in small letters, singular or plural → its deed.

    >>> nouns()["killings"].form, nouns()["attack"].possessive
    ('nouns', 'agent')
    """
    table = {}
    entries = lexicon.load(NAME)
    for entry in entries.entries:
        about = entries.categories[entry.category]
        if "possessive" in about:
            for form, word in zip(("noun", "nouns"), entry.match.split(), strict=True):
                deed = entry.match.split()[0]
                category = entry.category.removesuffix("_noun")
                table[word] = Deed(deed, category, about["kind"], form, possessive=about["possessive"])
    return table


@cache
def forms() -> frozenset[str]:
    """Every form, verb or noun."""
    return frozenset(verbs()) | frozenset(nouns())


@cache
def past_forms() -> frozenset[str]:
    """Past forms, which the tag lexicon may take for nouns: shot."""
    return frozenset(word for word, found in verbs().items() if any(d.form in ("past", "participle") for d in found))


@cache
def words(category: str) -> frozenset[str]:
    """The words of a category that is asked for word by word, in small letters but for names."""
    return frozenset(lexicon.load(NAME).words(category))


@cache
def exempt() -> tuple[str, ...]:
    """Expressions that look like a deed and are none."""
    return tuple(entry.match for entry in lexicon.load(NAME).exempt)
