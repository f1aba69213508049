"""Words that their own sentence attributes to no one: they go on with the speaker before them, or wait for the next."""

from collections.abc import Sequence

from analysis.signals.quotes.attribution import Attribution
from analysis.signals.quotes.clauses import Paragraph
from analysis.signals.quotes.governing import main_clause
from analysis.signals.quotes.rules import in_sentence


def attribute(paragraph: Paragraph, carried: Attribution | None) -> list[Attribution | None]:
    """Find the attribution of every quotation of a paragraph, in order; None where the text does not say."""
    quotes = paragraph.quote_chunks
    found: list[Attribution | None] = [None] * len(quotes)
    for number, k in enumerate(quotes):
        found[number] = in_sentence(paragraph, k)
    _carry(paragraph, found, carried)
    return found


def _carry(par: Paragraph, found: list[Attribution | None], carried: Attribution | None) -> None:
    """Words that no clause of their own sentence attributes go on with the speaker before them."""
    quotes = par.quote_chunks
    for number, k in enumerate(quotes):
        first, last = par.sentence(k)
        own = found[number]
        if own is not None and own.rule != "any verb":
            continue
        previous = found[number - 1] if number else None
        before = quotes[number - 1] if number else None
        same = before is not None and par.sentence(before) == (first, last)
        if same and previous is not None:
            found[number] = _again(previous, "same sentence")
        elif own is None and (first == k or "v" not in par.codes[first:last]) and not _is_subject(par, k):
            following = _following(par, found, number)
            if previous is not None and previous.subject is not None:
                found[number] = _again(previous, "same paragraph")
            elif (lead := _lead(par, first)) is not None:
                found[number] = lead
            elif following is not None:
                found[number] = _again(following, "tag in the next sentence")
            elif carried is not None:
                found[number] = _again(carried, "paragraph before")


def _is_subject(par: Paragraph, k: int) -> bool:
    """Are the words the subject of what follows: “Anything goes” seems to be the motto?"""
    form = par.forms[k + 1] if par.codes[k + 1 : k + 2] == "v" else None
    return par.codes[k + 1 : k + 2] == "v" and (form is None or not form.inverts)


def _again(found: Attribution, rule: str) -> Attribution:
    return Attribution(found.paragraph, rule, found.subject, found.cue, found.form, found.relative, found.owner)


def _following(par: Paragraph, found: Sequence[Attribution | None], number: int) -> Attribution | None:
    for later in found[number + 1 : number + 2]:
        if later is not None and later.rule in ("name and verb after", "verb and name after"):
            return later
    return None


def _lead(par: Paragraph, first: int) -> Attribution | None:
    """The sentence before: Pike was blunt. “We are done.”"""
    if first == 0:
        return None
    begin, end = par.sentence(first - 1)
    return main_clause(par, begin, end)


def leading(par: Paragraph) -> Attribution | None:
    """What a paragraph without quotations leaves to the next: Pike was blunt: ¶ “We are done.”"""
    begin, end = par.sentences[-1] if par.sentences else (0, 0)
    if par.codes[end - 1 : end] != ":":
        return None
    found = main_clause(par, begin, end)
    if found is None and par.codes[begin : begin + 1] == "n":
        return Attribution(par, "sentence before", (begin, begin), (end - 1, end - 1))
    return found
