"""Clauses of a sentence: the verb group, its subject to the left, what belongs to a noun phrase; rules, no parse.

Each function gives first token and one after the last of `phrases.Sentence`, or None where no rule is sure.
"""

from analysis.phrases import Sentence, function_words

Words = tuple[int, int]
"""First token and one after the last."""

BE = frozenset(("am", "is", "are", "was", "were", "be", "been", "being", "get", "gets", "got", "'m", "'re"))
OBJECTIVE = frozenset(("me", "him", "us", "them"))
PLACING = frozenset(("in", "at", "near", "on", "outside", "inside", "from", "across"))
_SUBORDINATE = frozenset(("if", "unless", "when", "because", "while", "although", "though", "until", "since"))
_ASIDE = 14
"""How many tokens an aside between subject and verb may have."""


def group(s: Sentence, at: int) -> int:
    """The first token of the verb group that ends at `at`: [has not yet been] killed."""
    first = at
    while first and (s.tags[first - 1] in "MR" or s.lower[first - 1] in BE):
        first -= 1
    while first < at and s.tags[first] == "R":  # adverbs before the first helper belong to nobody
        first += 1
    return first


def extended(s: Sentence, phrase: Words) -> Words:
    """A phrase with what surely belongs to it: `of` and its noun, a second noun, a name behind a comma."""
    first, last = phrase
    if s.tags[last : last + 1] == "O" and (more := s.phrase_from(last + 1)):
        last = more[1]
    if s.tags[last : last + 1] == "," and (name := s.phrase_from(last + 1)) and s.tags[last - 1] in "NA":
        named = set(s.tags[name[0] : name[1]]) == {"X"} and name[1] - name[0] > 1
        if named and s.tags[name[1] : name[1] + 1] in (",", ".", "", "C", ";"):
            last = name[1]
    if s.lower[last : last + 1] == ["and"] and (second := s.phrase_from(last + 1)):
        ends = s.tags[second[1] : second[1] + 1] in (",", ".", "", "I", ";")
        if ends and s.lower[second[1] : second[1] + 1] != ["after"]:
            last = second[1]
    return first, last


def noun_before(s: Sentence, at: int) -> Words | None:
    """What a bare participle is said of: the letter [signed by a general]; two drivers, [killed in a crash]."""
    j = at - 1
    while j >= 0 and s.tags[j] == "R":
        j -= 1
    if j >= 0 and s.tags[j] == ",":
        j -= 1
    phrase = s.phrase_before(j + 1)
    if phrase is None or s.tags[j] == "P":
        return None
    first, last = phrase
    if s.tags[first - 1 : first] == "O" and (part := s.phrase_before(first - 1)) and s.tags[part[1] - 1] in "#D":
        first = part[0]  # two of the drivers killed in Ames
    return first, last


def _bearer(s: Sentence, at: int) -> Words | None:
    """The noun phrase that ends right before token `at`, or before an age behind it: [Pike], 58, who."""
    phrase = s.phrase_before(at)
    if phrase and s.tags[slice(*phrase)] == "#" and s.tags[phrase[0] - 1 : phrase[0]] == ",":
        return s.phrase_before(phrase[0] - 1) or phrase
    return phrase


def subject(s: Sentence, first: int, depth: int = 0) -> Words | None:
    """The subject of the verb group that begins at token `first`.

    >>> s = Sentence("The mayor of Ames, who ran the port, was shot.")
    >>> s.words(*subject(s, s.lower.index("was")))
    'The mayor of Ames'
    """
    j = first - 1
    while j >= 0 and s.tags[j] in "RY":
        j -= 1
        if j >= 0 and s.tags[j + 1] == "Y" and s.tags[j] == "I":
            j -= 1
    if j > 1 and s.lower[j - 1] == "in" and s.tokens[j].isdigit() and len(s.tokens[j]) == 4:
        j -= 2  # the mayor in 1993 signed
    if j < 0 or depth > 3:
        return None
    tag = s.tags[j]
    if tag == "W":
        return _antecedent(s, j)
    if tag == "C":
        return _shared(s, j, depth)
    if tag == ",":
        return _over_aside(s, j)
    if tag == "V" and s.lower[j] in s.verbs and (said_of := s.phrase_before(j)) and s.tags[j - 1] != "P":
        name = name_behind(s, said_of)  # the bill passed on Monday was; the bill Ruiz signed was
        return said_of[0], name or said_of[1]
    if tag == ")":
        opening = s.tags.rfind("(", 0, j)
        return subject(s, opening, depth + 1) if opening > 0 else None
    opens = (
        j == 0 or s.tags[j - 1] in ".;" or s.lower[j - 1] in function_words("conjunction_like") | {"because", "that"}
    )
    if tag == "G" and s.tags[first : first + 1] == "V" and opens:
        return j, j + 1  # after [shelling] killed two; not: a man wanted for stalking stabbed
    phrase = s.phrase_before(j + 1)
    if phrase is None or (tag == "P" and s.lower[j] in OBJECTIVE):
        return None
    return _whole(s, phrase)


def _whole(s: Sentence, phrase: Words) -> Words | None:
    """A subject with the phrases before it that it hangs on: [a clerk at] the port; none in a fronted phrase."""
    first, last = phrase
    for _ in range(3):
        tie = first - 1
        if tie < 0 or s.tags[tie] not in "IOt" or s.lower[tie] in function_words("conjunction_like"):
            break
        outer = s.phrase_before(tie)
        if outer is None:
            name = name_behind(s, phrase)  # Ahead of the vote Ruiz said
            return (name, last) if name else None
        first = outer[0]
    if first > 1 and s.tags[first - 1] == "V" and s.tags[group(s, first - 1) - 1 :][:1] == "W":
        return _antecedent(s, group(s, first - 1) - 1)  # [senators] who backed the bill
    other = s.phrase_before(first - 1) if first and s.tags[first - 1] == "C" else None
    if other and (other[0] == 0 or s.tags[other[0] - 1] in ",;S."):
        first = other[0]  # Ruiz and Pike
    return first, last


def name_behind(s: Sentence, phrase: Words) -> int | None:
    """Where a name begins that only follows a noun: the vote [Ruiz] called; not *the actor Ruiz*, for it may be one."""
    first, last = phrase
    at = last
    while at > first and s.tags[at - 1] == "X":
        at -= 1
    return at if first < at < last and s.tags[at - 1] == "N" else None


def _antecedent(s: Sentence, relative: int) -> Words | None:
    """What a relative clause is about: [a raid in Ames] that; nothing is sure before `, which`."""
    j = relative - 1
    if j >= 0 and s.tags[j] == ",":
        if s.lower[relative] != "who":
            return None
        j -= 1
    phrase = _bearer(s, j + 1)
    if phrase is None:
        return None
    first, last = phrase
    if first and s.lower[first - 1] in PLACING and set(s.tags[first:last]) <= {"X"}:
        outer = s.phrase_before(first - 1)
        first = outer[0] if outer else first
    return first, last


def _shared(s: Sentence, joint: int, depth: int) -> Words | None:
    """The subject of the verb before `and`: [gunmen] stormed the hotel and killed."""
    for v in range(joint - 1, -1, -1):
        if s.tags[v] in ";WS.:":
            return None
        if s.tags[v] == "V":
            who = subject(s, group(s, v), depth + 1)
            opening = s.lower[who[0] - 1] if who and who[0] else ""
            return None if opening in _SUBORDINATE else who  # if Ames votes for it [and the mayor] signs
    return None


def _over_aside(s: Sentence, comma: int) -> Words | None:
    """Over what stands between two commas: [Pike], who ran the port, was shot."""
    opening = s.tags.rfind(",", 0, comma)
    if opening < 1 or comma - opening > _ASIDE or s.tags[opening - 1] not in "NX#A":
        return None
    if s.tags[opening + 1] not in "WDAXNGPI#":
        return None
    phrase = _bearer(s, opening)
    return _whole(s, phrase) if phrase else None
