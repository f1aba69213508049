"""Where the doer and the object of a deed stand to its right: by-phrases and direct objects.

Each function gives first token and one after the last, or None where no rule is sure.
"""

from analysis.clauses import Words, extended, name_behind
from analysis.phrases import Sentence
from analysis.signals.agency import deeds

SUBJECTIVE = frozenset(("i", "he", "she", "we", "they"))
NEAR = 10
"""How many tokens after a deed its by-phrase may stand."""


def by_phrase(s: Sentence, start: int) -> Words | None:
    """The doer of a by-phrase in the same clause: killed in a raid [by rebels]."""
    for at in range(start, min(start + NEAR, len(s.tokens))):
        if s.lower[at] == "by":
            phrase = s.phrase_from(at + 1)
            if phrase is None or (s.tags[phrase[1] - 1] == "#" and phrase[1] - phrase[0] < 2):
                return None
            return None if s.lower[phrase[1] - 1] in deeds.words("no_agent") else extended(s, phrase)
        if s.tags[at] in "VMWS;:.,BGC":
            return None
    return None


def direct_object(s: Sentence, at: int) -> Words | None:
    """The object right after a verb: killed [two drivers]; of two joined verbs the object stands behind the second."""
    after = at + 1
    if s.tags[after : after + 1] == "C" and s.lower[after + 1 : after + 2] and s.lower[after + 1] in deeds.verbs():
        after += 2
    while s.tags[after : after + 1] == "R" and s.tags[after + 1 : after + 2] not in ("#", "R"):
        after += 1
    phrase = s.phrase_from(after)
    if phrase is None or s.lower[phrase[0]] in SUBJECTIVE:
        return None
    if s.tags[phrase[1] : phrase[1] + 1] in ("V", "M") and (name := name_behind(s, phrase)):
        return phrase[0], name  # the deal Ruiz struck
    return extended(s, phrase)
