"""What *it* and *they* that speak can stand for: bodies and people whom the sentence before names."""

from collections.abc import Iterator
from functools import cache

from analysis import lexicon
from analysis.known_names import is_medium
from analysis.signals.quotes.clauses import Paragraph
from analysis.signals.quotes.marks import pair
from analysis.signals.quotes.mentions import Mention, is_body, role_of
from analysis.signals.quotes.tags import function_words, many, word_class

_NOT_PEOPLE = ("institution", "document", "media")


@cache
def _words(category: str) -> frozenset[str]:
    """The words of one category of `data/lexicons/sources.yaml`."""
    return frozenset(lexicon.load("sources").words(category))


def heads_body(noun: str) -> bool:
    """Does the noun head the description of a body that speaks as one?

    >>> heads_body("council"), heads_body("company"), heads_body("boss"), heads_body("closure")
    (True, True, False, False)
    """
    noun = noun.lower()
    return noun in _words("body") or (role_of(noun) == "institution" and not is_plural(noun))


def is_trade(noun: str) -> bool:
    """Is the noun one that stands before the name of a firm or a thing: the retailer Harborne Steel?"""
    return noun in _words("trade")


def is_bodys_name(name: str) -> bool:
    """Is a name that of a body by its words, whatever is told of it?

    >>> [is_bodys_name(n) for n in ("Trainmen United", "Corrant Group", "Kaja Church", "Network Rail", "Ada Pike")]
    [True, True, False, True, False]
    """
    words = name.lower().split()
    last = words[-1].rstrip(".")
    if len(words) == 2 and last in _words("surname"):
        return words[0] in _words("naming")
    if is_body(name) or is_medium(name) or last in many():
        return True
    return last in _words("body") or last in _words("firm") or role_of(last) in _NOT_PEOPLE


def is_plural(noun: str) -> bool:
    """Can *they* take the noun up: residents, police, the family?

    >>> is_plural("residents"), is_plural("police"), is_plural("boss"), is_plural("source")
    (True, True, False, False)
    """
    noun = noun.lower()
    return noun in function_words("irregular_plural") or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))


def head_of(description: str) -> str:
    """The noun of a description.

    >>> head_of("A senior doctor at the port"), head_of("Residents")
    ('doctor', 'residents')
    """
    words = description.lower().split()
    tied = (n for n, word in enumerate(words) if n and word_class(word) in "OIFtW")
    return words[next(tied, len(words)) - 1].strip(",")


def read(sentence: str) -> tuple[Mention | None, list[Mention]]:
    """The subject of a sentence, and what else it names outside of quotation marks; nothing where it has no verb.

    >>> subject, others = read("The closure will save the trust a million.")
    >>> subject.text, [other.text for other in others]
    ('The closure', ['the trust', 'a million'])
    """
    par = Paragraph(sentence, pair(sentence))
    verb = next((k for k in range(1, len(par.codes)) if par.codes[k] == "v" and par.codes[k - 1] != "W"), None)
    found = par.subject(verb) if verb is not None else None
    if found is None:
        return None, []
    return Mention(par, *found), list(_others(par, found))


def _others(par: Paragraph, subject: tuple[int, int]) -> Iterator[Mention]:
    for k, code in enumerate(par.codes):
        if code == "n" and not subject[0] <= k <= subject[1]:
            yield Mention(par, k, k)
