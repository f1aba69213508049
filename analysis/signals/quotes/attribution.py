"""Speaker and cue of one quotation, and where they stand."""

from functools import cache
from typing import NamedTuple

from analysis import lexicon
from analysis.signals.quotes.clauses import Paragraph
from analysis.signals.quotes.verbs import Form

TELLING = "noun of telling"
"""The rule of a noun that hands a clause to a source."""
WITHIN = "in a text"
"""The rule of a clause that a text holds: a letter *in which* the army agrees to leave."""
ASKER = "asked or told by"
"""The rule of a passive verb whose *by* names who asks or tells: she was asked by the mayor not to speak."""
BY_NOUN = (TELLING, WITHIN)


class Attribution(NamedTuple):
    """Speaker and cue of one quotation, as chunks of a paragraph (both ends inclusive); `paragraph` holds them."""

    paragraph: Paragraph
    rule: str
    subject: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    form: Form | None = None
    relative: int | None = None  # the chunk of *who*, where the subject is its antecedent
    owner: bool = False  # the speaker is the possessor in `subject`: the ministry [’s claim]
    teller: tuple[int, int] | None = None  # who reports that the speaker said it: [Pike] said Rowe called it “…”


def by_verb(par: Paragraph, rule: str, subject: tuple[int, int], verb: int, form: Form | None) -> Attribution:
    relative = verb - 1 if par.codes[verb - 1 : verb] == "W" and subject[1] < verb else None
    return Attribution(par, rule, subject, (verb, verb), form, relative)


def cue_place(found: Attribution | None) -> int:
    """Where the cue stands, as a chunk; before everything where there is none."""
    return found.cue[0] if found is not None and found.cue is not None else -1


def cue_span(found: Attribution) -> tuple[int, int]:
    """Characters of the cue in its paragraph: the verb with its particle, or the noun or phrase."""
    par = found.paragraph
    assert found.cue is not None
    if par.codes[found.cue[1]] in "vig":
        head = par.lasts[found.cue[1]] - 1
        particle = len(found.form.particle) if found.form is not None else 0
        return par.span(head, min(head + particle + 1, len(par.tokens)))
    if found.rule == TELLING:
        return par.span(par.lasts[found.cue[1]] - 1, par.lasts[found.cue[1]])
    if found.owner or found.rule == "noun of saying":
        for token in reversed(range(par.firsts[found.cue[0]], par.lasts[found.cue[0]])):
            if par.words[token] in saying_nouns():
                return par.span(token, token + 1)
    return par.chars(*found.cue)


@cache
def saying_nouns() -> frozenset[str]:
    """Nouns of speech or thought whose owner is the source: the minister's [admission]."""
    return frozenset(lexicon.load("quotation_cues").words("saying"))
