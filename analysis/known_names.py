"""Names that lists know: frequent given names, with the gender that they tell, and names of news media."""

from functools import cache

from analysis.lexicon import load


@cache
def given_names() -> dict[str, str]:
    """Frequent given name → m or f.

    >>> given_names()["Mark"], "Harborne" in given_names()
    ('m', False)
    """
    names = load("first_names")
    return dict.fromkeys(names.words("male"), "m") | dict.fromkeys(names.words("female"), "f")


@cache
def media() -> frozenset[str]:
    """News agencies, broadcasters, papers and sites, by name."""
    return frozenset(entry.match for entry in load("media").entries if entry.category != "ending")


def is_medium(name: str) -> bool:
    """Is it the name of a news medium, a known one or by its last words?

    >>> [is_medium(name) for name in ("Reuters", "the Harborne Gazette", "Northern Press Agency", "the Space Agency")]
    [True, True, True, False]
    """
    bare = name.removeprefix("the ").removeprefix("The ").removeprefix("a ")
    words = bare.split()
    ends = any(len(words) > n and " ".join(words[-n:]) in _endings() for n in (1, 2))
    return bare in media() or (ends and words[0][:1].isupper())


@cache
def _endings() -> frozenset[str]:
    return frozenset(load("media").words("ending"))
