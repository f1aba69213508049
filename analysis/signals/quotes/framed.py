"""Sentences that one source frames: …, Pike said; the port, Pike said, was …; according to Pike, …; as Pike noted, …"""

import re
from collections.abc import Sequence

from analysis.signals.quotes import contents, endings, governing
from analysis.signals.quotes.attribution import Attribution, by_verb
from analysis.signals.quotes.clauses import OWN_CLAUSE, Paragraph
from analysis.signals.quotes.contents import Words, telling
from analysis.signals.quotes.tags import function_words
from analysis.signals.quotes.verbs import Form

Frame = tuple[Attribution, list[Words]]
"""The source, and the words of the sentence that are its own."""
_GOES_ON = ("S", "Q", "i", "g", ":", "W")
"""What follows a verb that reports a clause of its own, and is no tag."""
_WITH_ASIDE = re.compile(r"R*[npD](?:[IOt]n|C[np])*(?:,(?:W[^,.;]*|[^,.;v]*),)?R?v")
"""A clause whose subject may have an aside: [Ada Pike, 34, was]; [the bridge, which opened in May, was]."""


def by_clause(par: Paragraph, verbs: Sequence[int], first: int, last: int, tags: set[int]) -> Frame | None:
    """The frame that one of the verbs of a sentence makes; `tags` are verbs that give a quotation.

    Args:
        first, last: first chunk of the sentence, and one after its last.
    """
    codes = par.codes
    comma, quoted = codes.find(",", first, last), codes.find("Q", first, last)
    opening = min(comma if comma >= 0 else last, quoted if quoted >= 0 else last)
    comments = "as" in par.words
    if opening == last and not comments:
        return None
    for verb in verbs:
        form = par.forms[verb]
        if form is None or codes[verb] != "v" or codes[verb + 1 : verb + 2] in _GOES_ON or par.passive(verb):
            continue
        if not _gives(form) and not _finds(par, verb, form):
            continue
        found = _commented(par, verb, first, last) if comments else None
        if found is None and verb > opening:
            found = _tagged(par, verb, first, last, verb in tags)
        if found is not None:
            return found
    return None


def _gives(form: Form) -> bool:
    """Is it a verb by which a clause is given to a source: said, told, argued; not *started*, *required*?"""
    told = form.inverts and form.level == 3 and form.verb_class != "directive"
    return told and form.verb not in function_words("aspectual")


def _finds(par: Paragraph, verb: int, form: Form) -> bool:
    """Is it a finding of those whose work it is: most boats leak, [researchers found]; not: the key, police found?"""
    subject = par.subject(verb) if form.verb in telling("finding") else None
    return subject is not None and subject[0] < verb and contents.may_find(par, subject)


def _tagged(par: Paragraph, verb: int, first: int, last: int, quotes: bool) -> Frame | None:
    """The port was closed, Pike told CNN; the port, Pike said, was closed; it was closed, said Pike, the mayor."""
    codes, form = par.codes, par.forms[verb]
    assert form is not None
    inverted = codes[verb - 1] in ",Q"
    subject = par.inverted(verb) if inverted else par.subject(verb)
    if subject is None or contents.is_nobody(par, subject) or (inverted and not governing.ends_clause(par, verb)):
        return None
    if inverted and _only_describes(par, first, verb - 1):
        return None
    after = subject[1] + 1 if inverted else verb + 1
    opening = verb - 1 if inverted else subject[0] - 1
    if not inverted and form.verb in function_words("addressed") and codes[after : after + 1] in ("n", "p"):
        after += 1
    if codes[after : after + 1] not in ("", ".", ",", "I", "Y", "t", "R") or opening <= first:
        return None
    if codes[opening] == "Q" and par.pairs[par.quote_at[opening]].text.endswith(","):
        opening += 1  # it was “a ruin,” Pike said
    elif codes[opening] != ",":
        return None
    before = _before(par, first, opening)
    rest = (
        None
        if inverted or quotes
        else _rest(par, after, last, "v" in codes[first:opening], _lacks_predicate(par, opening))
    )
    if rest is None and not (_states(par, first, opening, quotes) and before):
        return None
    pieces = [piece for piece in (before, rest) if piece]
    return by_verb(par, "name and verb after", subject, verb, form), pieces


def _lacks_predicate(par: Paragraph, opening: int) -> bool:
    """Does the tag cut a clause behind its verb: it was, Pike said, [a ruin]?"""
    return par.codes[opening - 1] == "v" and par.tags[par.lasts[opening - 1] - 1] == "M"


def _only_describes(par: Paragraph, first: int, comma: int) -> bool:
    """Is what stands before a comma a noun and a clause that tells more of it, so that its own verb comes next: the
    authority, whose staff wrote the draft, disputed the report?"""
    codes = par.codes
    opening = codes.rfind(",", first, comma)
    if opening <= first or "v" in codes[first:opening]:
        return False
    return codes.startswith(("W", "IW"), opening + 1) or par.words[par.firsts[opening + 1]] == "whose"


def _commented(par: Paragraph, verb: int, first: int, last: int) -> Frame | None:
    """As Pike noted, the port was closed; the port was closed, as Pike stated."""
    codes, form, subject = par.codes, par.forms[verb], par.subject(verb)
    if form is None or form.verb not in telling("commenting") or subject is None or subject[0] > verb:
        return None
    at = subject[0] - 1
    if at < first or codes[at] != "S" or par.word(at) != "as":
        return None
    after = verb + 1
    while codes[after : after + 1] in ("I", "Y", "R") and after < last:
        after += 2 if codes[after : after + 2] == "In" else 1
    if codes[after : after + 1] not in ("", ".", ","):
        return None
    found = by_verb(par, "name and verb after", subject, verb, form)
    if not codes[first:at].strip("CR"):
        end = endings.ends(par, verb, after + 1, last, None) if after + 1 < last else 0
        return (found, [(after + 1, end)]) if "v" in codes[after + 1 : max(end, 0)] else None
    if codes[at - 1] == "," and "v" in codes[first : at - 1]:
        begin = _start(par, first, at - 1)
        begin += codes[begin] == "S" and par.word(begin) in telling("condition")  # the writer's if, and his words
        return found, [(begin, at - 1)]
    return None


def by_phrase(par: Paragraph, first: int, last: int) -> Frame | None:
    """According to Pike, the port was closed; it was closed, according to Pike; it was, according to Pike, closed."""
    codes = par.codes
    for j in range(first, last - 2):
        if par.words[par.firsts[j]] != "according" or codes[j + 2] not in "np":
            continue
        found = Attribution(par, "according to", (j + 2, j + 2), (j, j + 1))
        if not codes[first:j].strip("CR"):
            words = _after_source(par, j + 3, last)
            return (found, [words]) if words and not _mostly_quoted(par, *words) else None
        opening = j - 1 if codes[j - 1] == "," else j
        if opening == j and par.word(j + 2) in telling("standard"):
            continue  # she acted according to the law
        comma = codes.find(",", j + 3, last)
        before = _start(par, first, opening), opening
        rest = _rest(par, comma, last, "v" in codes[first:opening]) if comma > 0 and opening < j else None
        if rest is None and "v" not in codes[first:opening]:
            return None
        pieces = [
            piece for piece in (before, rest) if piece and piece[0] < piece[1] and not _mostly_quoted(par, *piece)
        ]
        return (found, pieces) if pieces else None  # Pike said: “…,” according to CNN: her words, taken from CNN
    return None


def _after_source(par: Paragraph, j: int, last: int) -> Words | None:
    """The clause after a source that opens the sentence: according to Pike, a lawyer for the port, [it was closed].

    What stands between the first two commas is told of the source only where a subject and its verb follow it; in
    *according to the ministry, Ada Pike, 34, was arrested* it is the subject itself.
    """
    codes = par.codes
    end = last - 1 if codes[last - 1] == "." else last
    end = next((n for n in range(j, end) if codes[n] == "," and endings.turns(par, j, n, end)), end)
    commas = [n for n in range(j, end) if codes[n] == ","]
    if commas and codes[commas[0] + 1 : commas[0] + 2] == "W":
        commas = commas[1:]  # according to Pike, who runs the port, …
    for comma in commas:
        if _WITH_ASIDE.match(codes, comma + 1, end) is not None:
            return comma + 1, end
        if "v" in codes[j:comma]:
            break
    verb = codes.find("v", commas[0], end) if commas else -1
    before = [comma for comma in commas if comma < verb]
    return (before[-1] + 1, end) if before else None


def _start(par: Paragraph, first: int, opening: int) -> int:
    """The first chunk of what stands before the tag, without the conjunction that ties it to the sentence before."""
    begin = max(first, *(par.codes.rfind(mark, first, opening) + 1 for mark in ":;"))
    return begin + 1 if par.codes[begin] == "C" else begin


def _before(par: Paragraph, first: int, opening: int) -> Words | None:
    """The words before the tag, if any are more than a conjunction or an adverb."""
    begin = _start(par, first, opening)
    return (begin, opening) if begin < opening and par.codes[begin:opening].strip("RC,") else None


def _states(par: Paragraph, first: int, opening: int, quotes: bool) -> bool:
    """Does the clause before the tag state something outside of marks: the port was shut, and “closed,” Pike said?

    Not a clause that only tells when it was said (*when he was asked, he said*), nor one that a comma keeps off the
    quoted words (*when he was asked, “I know,” he said*).
    """
    codes = par.codes
    quoted = codes.rfind("Q", first, opening)
    if quoted >= 0 and (codes[quoted - 1 : quoted] in (",", ":", "-", ";", "") or quoted == first):
        return False
    if quotes and quoted < 0:
        return False
    begin = _start(par, first, opening)
    while begin < opening and codes[begin] == "R":
        begin += 1  # even as the crowd cheered, he said
    setting = codes[begin] in "SI" and par.word(begin) in telling("setting")
    asked = codes[begin] == "v" and (form := par.forms[begin]) is not None and form.form == "past"
    if codes[begin] in "ge" or setting or asked:  # asked what she thought, Pike said
        comma = codes.find(",", begin, opening)
        begin = comma + 1 if comma > 0 else opening if setting else begin
    return "v" in codes[begin:opening]


def _rest(par: Paragraph, comma: int, last: int, stated: bool, unfinished: bool = False) -> Words | None:
    """What goes on after a reporting clause between commas: the port, Pike said, [was closed]; it was, he said, [shut].

    Args:
        stated, unfinished: what stands before the clause has a verb; it has one that needs more.
    """
    codes = par.codes
    after, comma = comma, codes.find(",", comma, last)
    end = last - 1 if codes[last - 1] == "." else last
    begin = comma + 1
    if comma < 0 or begin >= end or set(codes[after:comma]) - set("YRItnOA"):
        return None
    end = endings.ends(par, comma, begin, last, None)
    going_on = (
        (unfinished and codes[begin] != "g")
        or codes[begin] in "vi"
        or (codes[begin] == "S" and par.word(begin) in telling("reason"))
    )
    going_on = going_on or (codes[begin] == "S" and par.word(begin) in telling("moment") and not _asks(par, begin, end))
    clause = OWN_CLAUSE.match(codes, begin, end) is not None
    if going_on or clause or (not stated and codes[begin] not in "QWgC" and "v" in codes[begin:end]):
        return (begin, end) if end > begin and not _mostly_quoted(par, begin, end) else None
    return None


def _asks(par: Paragraph, begin: int, end: int) -> bool:
    """Does the clause tell how it came to be said: …, Pike said, [when she was asked]?"""
    verb = next((n for n in range(begin, end) if par.codes[n] in "ve"), None)
    form = par.forms[verb] if verb is not None else None
    return form is not None and form.verb_class == "asking"


def _mostly_quoted(par: Paragraph, begin: int, end: int) -> bool:
    """Is more than half of the chunks `begin` to `end` (one after) quoted words?"""
    first, last = par.chars(begin, end - 1)
    return 2 * sum(b - a for a, b in par.masked if first <= a and b <= last) > last - first
