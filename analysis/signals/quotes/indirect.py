"""Indirect statements: what a source is reported to have said, outside of quotation marks."""

from collections.abc import Iterator
from typing import NamedTuple

from analysis.signals.quotes.attribution import Attribution
from analysis.signals.quotes.clauses import OWN_CLAUSE, Paragraph
from analysis.signals.quotes.tags import function_words
from analysis.signals.quotes.verbs import Form

CONDITIONS = ("if", "unless")
_HALTS = frozenset("vQ.:;,")
"""What no *that* is sought behind."""
_THINKING = ("thinking", "weak", "naming", "voicing", "document")


class Statement(NamedTuple):
    """The content of an indirect statement, in characters of the paragraph, and who said it."""

    start: int
    end: int
    attribution: Attribution


def statements(par: Paragraph, tags_of_quotes: set[int]) -> Iterator[Statement]:
    """Find the indirect statements of a paragraph; `tags_of_quotes` are the verbs that already give a quotation.

    Note: a statement ends with its sentence, unless a comma and the next reporting clause end it before.
    """
    for first, last in par.sentences:
        verb = first - 1
        while (verb := par.codes.find("v", verb + 1, last)) >= 0:
            if par.forms[verb] is not None and verb not in tags_of_quotes:
                statement = _after_verb(par, verb, first, last) or _before_verb(par, verb, first)
                if statement is not None:
                    yield statement
                    if statement.end > par.chars(verb, verb)[1]:
                        break
        else:
            if (statement := _according(par, first, last)) is not None:
                yield statement


def _after_verb(par: Paragraph, verb: int, first: int, last: int) -> Statement | None:
    """Pike told reporters [in Ames] that the port was closed; Pike said the port was closed."""
    form = par.forms[verb]
    codes = par.codes
    if form is None or not form.clause or form.verb_class in _THINKING or par.passive(verb):
        return None
    j = verb + 1
    if (
        j < last
        and codes[j] in "np"
        and form.verb in function_words("addressed")
        and (codes[j + 1 : j + 2] in ("S", "n", "p", "I", "Y", "R", "i"))
    ):
        j += 1
    if codes[j : j + 3] == ",R,":
        j += 3  # say, however, that
    that = next((n for n in range(j, min(j + 6, last)) if codes[n] == "S" and par.word(n) == "that"), None)
    between = "" if that is None else codes[j:that]
    on_the_way = _HALTS.isdisjoint(between) and ("n" not in between or _circumstance(par, form, j))
    if that is not None and on_the_way:
        begin = that + 1
    else:
        while j < last and codes[j] in "YR":
            j += 1
        acts = form.verb_class in ("directive", "denying", "asking", "committing", "arguing")
        condition = j < last and codes[j] == "S" and par.word(j) in CONDITIONS
        clause = j + 1 < last and OWN_CLAUSE.match(codes, j + condition, last) is not None
        if not clause and not (acts and codes[j : j + 1] in ("i", "g", "n", "S")):
            return None
        begin = j
    subject = par.subject(verb)
    if subject is not None and par.codes[subject[0] - 1 : subject[0]] == "S" and par.word(subject[0] - 1) in CONDITIONS:
        return None  # if he asked, he would …: nothing was asked
    if subject is None or begin >= last or codes[begin] in "Q.,":
        return None
    end = last - 1 if codes[last - 1] == "." else last
    end = next((n for n in range(begin, end) if codes[n] == "," and _closes(par, n, last)), end)
    if end <= begin:
        return None
    start, stop = par.chars(begin, end - 1)
    return Statement(start, stop, Attribution(par, "clause before", subject, (verb, verb), form))


def _circumstance(par: Paragraph, form: Form, j: int) -> bool:
    """Is what stands between verb and *that* only where or to whom it was said: said in Ames that?"""
    code = par.codes[j]
    return code == "I" or (code == "t" and form.verb_class != "structuring") or form.verb in function_words("addressed")


def _closes(par: Paragraph, comma: int, last: int) -> bool:
    """Does a second reporting clause begin after the comma: …, adding that …; …, Reuters reported?"""
    codes = par.codes
    following = comma + 1
    if following >= last:
        return False
    if codes[following] == "g":
        form = par.forms[following]
        return par.words[par.firsts[following]] == "according" or (form is not None and form.clause)
    if par.word(following) == "according":
        return True
    if codes[following] in "np":
        form = par.forms[following + 1] if following + 1 < last and codes[following + 1] == "v" else None
        return form is not None and form.inverts and codes[following + 2 : following + 3] in (".", "", "Y", "I", ",")
    return False


def _before_verb(par: Paragraph, verb: int, first: int) -> Statement | None:
    """The port was closed, Pike said; If it rained, she said, “we go”: the condition is hers, too."""
    form, codes = par.forms[verb], par.codes
    if form is None or not form.inverts or codes[verb + 1 : verb + 2] not in (".", "", "I", "Y", ","):
        return None
    subject = par.subject(verb)
    if subject is None or subject[0] - 2 <= first or codes[subject[0] - 1] != ",":
        return None
    clause = codes[first : subject[0] - 1]
    if "v" not in clause or "Q" in clause:
        return None
    start, stop = par.chars(first, subject[0] - 2)
    return Statement(start, stop, Attribution(par, "name and verb after", subject, (verb, verb), form))


def _mostly_quoted(par: Paragraph, begin: int, end: int) -> bool:
    """Is more than half of the chunks `begin` to `end` (one after) quoted words?"""
    first, last = par.chars(begin, end - 1)
    return 2 * sum(b - a for a, b in par.masked if first <= a and b <= last) > last - first


def _according(par: Paragraph, first: int, last: int) -> Statement | None:
    codes = par.codes
    if "according" not in par.words:
        return None
    for j in range(first, last - 2):
        if par.words[par.firsts[j]] == "according" and codes[j + 2] in "np":
            found = Attribution(par, "according to", (j + 2, j + 2), (j, j + 1))
            if j == first:
                comma = codes.find(",", j + 2, last)
                begin, end = comma + 1, last - 1 if codes[last - 1] == "." else last
                if comma < 0 or begin >= end:
                    return None
            else:
                begin, end = first, j - 1 if codes[j - 1] == "," else j
            if "v" not in codes[begin:end] or _mostly_quoted(par, begin, end):
                return None  # Pike said: “…,” according to CNN: her words, taken from CNN
            return Statement(*par.chars(begin, end - 1), found)
    return None
