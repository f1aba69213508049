"""What kind of source a speaker is: official, military, politician, expert, witness, document, media, anonymous, …"""

import re
from functools import cache

from analysis import lexicon
from analysis.known_names import is_medium
from analysis.signals.quotes.mentions import Mention, governments, is_body, role_of, titles
from analysis.signals.quotes.people import Person

_SKIP = ("courtesy_male", "courtesy_female", "courtesy")


def kind_of_title(title: str) -> str | None:
    """The kind that a title or a description before a name makes of its bearer, the last word first.

    >>> kind_of_title("Joint Chiefs of Staff Chairman Gen."), kind_of_title("State Department spokesperson")
    ('military', 'spokesperson')
    """
    table = titles()
    for word in reversed(title.split()):
        if word.endswith(("’s", "'s")):
            break
        if word in table and table[word] not in _SKIP:
            return table[word]
        if word not in table and (role := role_of(word)):
            return role
    return None


def kind(mention: Mention, who: Person) -> str:
    """The kind of source that a mention and the person behind it make; `person` where the text tells a name only."""
    if who.kind:
        return _plain(who.kind)
    if not mention.pronoun and tells_only_how_they_know(mention):
        return "anonymous"
    if not mention.pronoun and not mention.name:
        role = role_of(mention.noun)
        if role == "official" and mention.text.split()[0].lower() in _INDEFINITE:
            return "anonymous"
        return _plain(role) if role else "other"
    if who.title and (found := kind_of_title(who.title)):
        return _plain(found)
    if is_medium(who.name):
        return "media"
    if who.name in governments() or (is_body(who.name) and not who.person):
        return "institution"
    role = role_of(" ".join(who.name.split()[-2:]))
    return _plain(role) if role else "person" if who.named else "other"


def tells_only_how_they_know(mention: Mention) -> bool:
    """Are persons named by nothing but how they know: two people familiar with the matter, those close to the mayor?

    >>> from analysis.signals.quotes.clauses import Paragraph
    >>> def first(text):
    ...     return tells_only_how_they_know(Mention(Paragraph(text, []), 0, 0))
    >>> first("Two people briefed on the talks said no."), first("Two people near the port said no.")
    (True, False)
    """
    found = _knowing().search(mention.par.text, mention.start, mention.start + _NEAR)
    if found is None or found.start() >= mention.end:
        return False
    if found["what"] is None:
        return True
    words = [word.strip(".-") for word in found["what"].split()]
    named = next((word for word in words if word[:1].isupper()), None)
    return named is not None or any(word in _cues("matter") or role_of(word) not in _THINGS for word in words)


_NEAR = 160
"""Characters in which persons and how they know are told."""
_THINGS = (None, "document")


@cache
def _cues(category: str) -> frozenset[str]:
    """The words of one category of `data/lexicons/quotation_cues.yaml`."""
    return frozenset(lexicon.load("quotation_cues").words(category))


@cache
def _knowing() -> re.Pattern[str]:
    """Somebody of whom nothing is told, right before how they know."""
    nobody, knowing, close = ("|".join(map(re.escape, sorted(_cues(c)))) for c in ("person", "knowing", "near_to"))
    what = r"(?:the |a |an |his |her |its |their )?(?P<what>[\w’'.-]+(?: [\w’'.-]+)?)"
    return re.compile(rf"\b(?i:{nobody}),?(?: \w+ly)? (?:(?:{knowing})\b|(?:{close}) {what})")


_INDEFINITE = frozenset(("a", "an", "one", "some", "two", "three", "several", "officials", "another"))


def _plain(kind: str) -> str:
    """A spokesperson speaks for an office, as officials do."""
    return "official" if kind == "spokesperson" else kind
