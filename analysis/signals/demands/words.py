"""The words of demands, by what the lexicon says of them: verbs with their forms, nouns, qualifiers, strengths."""

from functools import cache

from analysis import lexicon

NAME = "demands"
FORMS = ("base", "s", "ing", "past")
MODALS = frozenset(("will", "would", "could", "may", "might", "should", "can"))
NEGATIONS = frozenset(("not", "n't", "never"))


def strength_of(category: str) -> int:
    """From 1 (ask) to 5 (decide).

    >>> strength_of("ask"), strength_of("demand_noun")
    (1, 3)
    """
    return strengths()[category]


@cache
def strengths() -> dict[str, int]:
    """Category → from 1 (ask) to 5 (decide)."""
    return {
        name: int(about["strength"]) for name, about in lexicon.load(NAME).categories.items() if "strength" in about
    }


@cache
def listed(category: str) -> frozenset[str]:
    """The words of one category of `data/lexicons/demands.yaml`."""
    return frozenset(lexicon.load(NAME).words(category))


@cache
def verbs() -> dict[str, tuple[str, str, str]]:
    """Every form of a verb → its base, category and form."""
    entries = lexicon.load(NAME)
    return {
        word: (entry.match.split()[0], entry.category, form)
        for entry in entries.entries
        if entries.categories[entry.category].get("verb")
        for form, word in zip(FORMS, entry.match.split(), strict=True)
    }


@cache
def nouns() -> dict[str, tuple[str, str]]:
    """Every form of a noun → its singular and category."""
    entries = lexicon.load(NAME)
    return {
        word: (entry.match.split()[0], entry.category)
        for entry in entries.entries
        if entries.categories[entry.category].get("noun")
        for word in entry.match.split()
    }


@cache
def roles() -> frozenset[str]:
    """Nouns of people and bodies, in singular and plural: who can demand something."""
    nouns = {entry.match.lower() for entry in lexicon.load("roles").entries if " " not in entry.match}
    return frozenset(nouns | {noun + "s" for noun in nouns})


@cache
def past_forms() -> frozenset[str]:
    """Past forms, which the tag lexicon may take for nouns."""
    return frozenset(word for word, (_, _, form) in verbs().items() if form == "past")


@cache
def acts() -> frozenset[str]:
    """Every form of a verb or noun."""
    return frozenset(verbs()) | frozenset(nouns())


def qualifying() -> frozenset[str]:
    """Words that take some of the weight from a noun."""
    return listed("qualifier")


@cache
def qualified() -> frozenset[str]:
    """Words of which a qualifier has one: of *not binding* the second."""
    return qualifying() | {"binding"}


@cache
def every() -> frozenset[str]:
    """Every word that a sentence must hold one of, to hold a demand or a qualifier."""
    return acts() | qualified()
