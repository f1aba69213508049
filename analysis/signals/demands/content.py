"""What is demanded in the words of the text (infinitives, clauses, things), and who join in demanding it."""

from analysis.clauses import BE, Words, extended, group, noun_before, subject
from analysis.phrases import Sentence

_STOPS = frozenset(";:.,")
_OPENING = frozenset(("after", "because", "before", "if", "unless", "while", "amid", "but", "following"))
_TIES = frozenset(("of", "from", "and", "on", "to", "for", "at", "between", "against"))
"""Words that tie a phrase to the thing before it."""
_LONGEST = 16
"""The most tokens that what is demanded is given with."""


def to_do(s: Sentence, at: int) -> Words | None:
    """`to` and a verb, with what follows it: to [leave the country], [not to leave]."""
    if s.lower[at : at + 1] in (["not"], ["never"]) and s.lower[at + 1 : at + 2] == ["to"]:
        return to_the_end(s, at) if s.tags[at + 2 : at + 3] in tuple("BNV") else None
    if s.lower[at : at + 1] != ["to"] or s.tags[at + 1 : at + 2] not in tuple("BNVMAR") or at + 1 >= len(s.tags):
        return None
    if s.tags[at + 1] == "N" and s.lower[at + 1].endswith("s") and not s.lower[at + 1].endswith(("ss", "us")):
        return None  # a halt to hostilities; not: to focus
    return to_the_end(s, at + 1)


def to_the_end(s: Sentence, first: int) -> Words | None:
    """To the end of the clause: a mark, a word that opens another one, or its second finite verb."""
    last, verbs = first, 0
    while last < len(s.tags) and s.tags[last] not in _STOPS and last - first < _LONGEST:
        if last > first and (s.lower[last] in _OPENING or (verbs and s.tags[last] == "M" and s.tags[last - 1] in "NX")):
            break
        verbs += s.tags[last] in ("VBN" if last == first else "VB")
        last += 1
    return (first, last) if last > first else None


def thing_from(s: Sentence, first: int) -> Words | None:
    """A noun phrase with what hangs on it: the removal [of American forces and other troops] [from Iraq].

    A date is no thing: a strike called for Dec. 5 is set for that day.
    """
    phrase = s.phrase_from(first)
    if phrase is None or _is_date(s, phrase):
        return None
    last = phrase[1]
    while last < len(s.tags) - 1 and s.lower[last] in _TIES:
        more = s.phrase_from(last + 1)
        if more is None or last - first > _LONGEST:
            break
        last = more[1]
    return phrase[0], _listed(s, last)


def _listed(s: Sentence, last: int) -> int:
    """The end of a list that goes on behind a thing: bedding[, nappies and shoes]; not: talks[, and the mayor left]."""
    n, commas = last, 0
    while s.tags[n : n + 1] == "," and (more := s.phrase_from(n + 1)):
        n, commas = more[1], commas + 1
    n += s.tags[n : n + 1] == ","
    final = s.phrase_from(n + 1) if commas and s.lower[n : n + 1] == ["and"] else None
    return last if final is None or s.tags[final[1] : final[1] + 1] in ("V", "M") else final[1]


def _is_date(s: Sentence, phrase: Words) -> bool:
    """Does a phrase begin as a day does: [5 December], [the 5th]?"""
    first = phrase[0] + (s.tags[phrase[0]] == "D")
    counts = s.tags[first : first + 1] == "#"
    ordinal = counts and s.lower[first].endswith(("1st", "2nd", "3rd", "th")) and first + 1 == phrase[1]
    return ordinal or (counts and s.tags[first + 1 : first + 2] == "Y")


def joint(s: Sentence, first: Words) -> Words:
    """All who make a demand: [the council, and the mayor], Ana Ruiz; [the mayor, Ana Ruiz, and the council]."""
    last = extended(s, first)[1]
    while True:
        n = last
        if s.tags[n : n + 1] == "," and (name := s.phrase_from(n + 1)) and set(s.tags[name[0] : name[1]]) == {"X"}:
            n = name[1]  # a name beside a title counts only where more of them follow
        n += s.tags[n : n + 1] == ","
        more = s.phrase_from(n + 1) if s.lower[n : n + 1] == ["and"] else None
        if more is None or s.tags[more[1] : more[1] + 1] in ("V", "M"):
            return first[0], last
        last = more[1]


def before_participle(s: Sentence, at: int) -> Words | None:
    """What a bare -ing form is said of: [a resolution] calling for; [a resolution in the council] asking; behind a
    comma, [crews] left the port, demanding."""
    j = at
    finite = s.tags.find("V", 0, at) if s.tags[at - 1 : at] == "," else -1
    if finite > 0 and not BE.isdisjoint(s.lower[group(s, finite) : finite]):
        return None  # the ship was seized by rebels, demanding
    if finite > 0 and (who := subject(s, group(s, finite))):
        return who
    while j > 1 and s.tags[j - 1] in "YR":
        j -= 2 if s.lower[j - 2] == "on" else 1
    who = noun_before(s, j)
    if who and s.lower[who[0] - 1 : who[0]] == ["in"] and (outer := s.phrase_before(who[0] - 1)):
        who = outer[0], who[1]
    return who
