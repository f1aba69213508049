"""Indirect statements: what a source is reported to have said, thought or asked for, outside of quotation marks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.signals.quotes import contents, endings, framed, nouns
from analysis.signals.quotes.attribution import ASKER, Attribution, by_verb
from analysis.signals.quotes.clauses import Paragraph
from analysis.signals.quotes.contents import Words, telling
from analysis.signals.quotes.mentions import role_of
from analysis.signals.quotes.tags import function_words
from analysis.signals.quotes.verbs import Form

_SILENT = ("thinking", "weak", "naming", "voicing", "document")
"""Classes of verbs that report a clause only where `attitude` or `finding` says so."""
_WORDS = frozenset("npvigeADQXY")
"""Chunks that hold a word that says something."""
_ACTS = ("directive", "denying", "asking", "committing", "arguing")


class Statement(NamedTuple):
    """The content of an indirect statement, in characters of the paragraph, and who said it.

    `form`: `sentence` where it has a clause of its own, else `fragment` (called for [the removal of troops]).
    """

    start: int
    end: int
    attribution: Attribution
    form: str


def statements(par: Paragraph, tags_of_quotes: set[int]) -> Iterator[Statement]:
    """Find the indirect statements of a paragraph; `tags_of_quotes` are the verbs that already give a quotation.

    A source that frames the whole sentence (according to Pike, …; …, Pike said) answers for all of it, unless the
    sentence's main clause is itself somebody's report: then the frame only tells who passes it on. That somebody
    refused or threatened to do something is a deed that the frame's source tells.

    Note: a statement ends with its sentence, unless a comma and the next reporting clause end it before.
    """
    told_by_nouns = nouns.hold(par)
    according = "according" in par.words
    if not (par.reporting or told_by_nouns or according):
        return
    for first, last in par.sentences:
        verbs = [k for k in par.reporting if first <= k < last]
        places = sorted({*verbs, *nouns.places(par, first, last)}) if told_by_nouns else verbs
        inner = list(_inside(par, places, first, last, tags_of_quotes))
        frame = framed.by_clause(par, verbs, first, last, tags_of_quotes) if verbs else None
        if frame is None and according:
            frame = framed.by_phrase(par, first, last)
        if frame is not None and not (inner and _is_main(par, first, inner[0][1]) and not _is_deed(par, inner[0][0])):
            found, pieces = frame
            yield from _told(par, pieces, found)
            reach = max(end for _, end in pieces)
            inner = [(words, a) for words, a in inner if words[0] >= reach]
        for words, found in inner:
            yield from _told(par, endings.apart(par, *words), found)


def _told(par: Paragraph, pieces: Sequence[Words], found: Attribution) -> Iterator[Statement]:
    """The pieces of what was told that hold any word."""
    for words in pieces:
        if not _WORDS.isdisjoint(par.codes[slice(*words)]):
            form = "sentence" if "v" in par.codes[slice(*words)] else "fragment"
            yield Statement(*par.chars(words[0], words[1] - 1), found, form)


def _inside(
    par: Paragraph, places: Sequence[int], first: int, last: int, tags: set[int]
) -> Iterator[tuple[Words, Attribution]]:
    """What the verbs and nouns at some places of a sentence report after them, the outer ones only, in their order."""
    reached = first
    for k in places:
        if k < reached or k in tags:
            continue
        form = par.forms[k]
        found = nouns.find(par, k, last) if form is None else _after_verb(par, k, form, first, last)
        if found is not None:
            yield found
            reached = found[0][1]
        elif form is not None and contents.keeps_silent(par, k, last):
            reached = _silent_until(par, k, last)


def _silent_until(par: Paragraph, k: int, last: int) -> int:
    """Where what was declined ends: refused to confirm or deny that it fell[, saying …]; to comment [but said …]."""
    for n in range(k + 1, last):
        told = par.forms[n + 1] if par.codes[n] == "C" and par.codes[n + 1 : n + 2] == "v" else None
        if par.codes[n] in ",;" or (told is not None and told.form in ("past", "s")):
            return n
    return last


def _after_verb(par: Paragraph, verb: int, form: Form, first: int, last: int) -> tuple[Words, Attribution] | None:
    """Pike told reporters [in Ames] that the port was closed; Pike said the port was closed; …, adding that it was."""
    if par.codes[verb] in "ve" and par.passive(verb):
        return _by_whom(par, verb, form, last)
    if par.codes[verb] not in "vg" or not reports(form) or (par.codes[verb] == "g" and not _tells(par, verb, first)):
        return None
    if not telling("unreal").isdisjoint(helpers := par.words[par.firsts[verb] : par.lasts[verb] - 1]):
        return None
    begin = contents.begins(par, verb, last)
    words = None
    told = form.verb_class in _ACTS or form.verb in telling("claiming")
    if begin is None and (told or form.verb in telling("taking") | telling("taking_act")):
        words = contents.act(par, verb, last) if "would" not in helpers else None
        begin = words[0] if words else None
    if begin is None or begin >= last or par.codes[begin] in "Q.,":
        return None
    subject = par.subject(verb)
    if words is not None and form.verb in telling("claiming") and par.codes[verb - 1 : verb + 1] == "ng":
        subject = (verb - 1, verb - 1)
    if subject is None or _is_only_supposed(par, subject) or not _may_say(par, form, subject):
        return None
    if words is not None and _is_object_of(par, subject, verb):
        return None
    negated = contents.is_negated(par, verb)
    if words is not None and negated and form.verb_class != "denying":
        return None  # he never asked for money
    asks = par.codes[begin] == "S" and par.word(begin) in telling("question")
    if asks and (negated or contents.is_nobody(par, subject)):
        return None  # would not say whether it fell
    if asks and form.verb_class != "asking" and not _can_tell(par, subject):
        return None
    end = endings.ends(par, verb, begin, words[1] if words else last, subject)
    if words is not None and par.codes[verb - 1 : verb] == "W" and (main := par.codes.find("v", begin + 1, end)) > 0:
        end = main  # anyone who claims to know the truth [is lying]
    if par.codes[verb] == "g" and par.codes[verb - 1 : verb] == "n":
        end = endings.before_main_verb(par, verb - 1, begin, end)
    if end <= begin:
        return None
    if contents.is_nobody(par, subject):
        return (begin, end), Attribution(par, "clause before", None, (verb, verb), form)
    found = by_verb(par, "clause before", subject, verb, form)
    return (begin, end), found._replace(owner=_is_resolve(par, subject))


def _by_whom(par: Paragraph, verb: int, form: Form, last: int) -> tuple[Words, Attribution] | None:
    """She was asked [by her lawyers] not to speak; they were told by the mayor that it was over.

    Not where nobody was, or only if somebody is; *by* names somebody, no means (by phone, by law).
    """
    codes, who, begin = par.codes, verb + 2, verb + 3
    if codes[verb + 1 : verb + 2] != "I" or par.word(verb + 1) != "by" or codes[who:begin] not in ("n", "p"):
        return None
    if form.verb not in function_words("addressed") or begin >= last or contents.is_negated(par, verb):
        return None
    told = par.subject(verb)
    if not (telling("unreal") | telling("yet_to_come")).isdisjoint(par.words[par.firsts[verb] : par.lasts[verb]]):
        return None  # should be told, will be asked
    if told is not None and (_is_only_supposed(par, told) or contents.is_nobody(par, told)):
        return None
    if codes[who] == "n" and (not contents.is_somebody(par, who) or role_of(par.word(who)) == "document"):
        return None
    opening = par.word(begin) if codes[begin] == "S" else ""
    if not (codes.startswith(("i", "Ri"), begin) or opening == "that" or opening in telling("question")):
        return None
    begin += opening == "that"
    end = endings.ends(par, verb, begin, last, None)
    found = Attribution(par, ASKER, (who, who), (verb, verb), form)
    return ((begin, end), found) if end > begin else None


def reports(form: Form) -> bool:
    """Does the verb report a clause outside of quotation marks?"""
    if form.verb_class in _SILENT:
        return form.verb in telling("attitude") or form.verb in telling("finding")
    return form.clause and form.verb not in telling("unsaid")


def _tells(par: Paragraph, verb: int, first: int) -> bool:
    """Does an -ing form report: …, [adding] that; a letter [saying] that; by [saying] so; not: without saying so?"""
    at = verb
    if par.codes[at - 2 : at] == "IY" and at - 2 > first:
        at -= 2  # a letter [on Monday] saying that
    before = par.codes[at - 1] if at > first else ","
    return before in ",-Qn" or (before in "IS" and par.word(verb - 1) in telling("participle"))


def _is_resolve(par: Paragraph, subject: Words) -> bool:
    """Does a body speak by what it resolved: the council’s motion demanding that …?"""
    head = subject[0]
    tags = par.tags[par.firsts[head] : par.lasts[head]]
    return subject[0] == subject[1] and "s" in tags and par.word(head) in telling("resolve")


def _is_only_supposed(par: Paragraph, subject: Words) -> bool:
    """If he asked, he would …: nothing was asked."""
    before = subject[0] - 1
    return before >= 0 and par.codes[before] == "S" and par.word(before) in telling("condition")


def _may_say(par: Paragraph, form: Form, subject: Words) -> bool:
    """Is the subject one that can think so (`I` and `we` are the writer), or find so: a text, a body, an inquiry?"""
    if form.verb_class not in _SILENT:
        return True
    if form.verb in telling("finding"):
        return contents.may_find(par, subject)
    return par.codes[subject[0]] != "p" or par.word(subject[0]) not in telling("writer")


def _can_tell(par: Paragraph, subject: Words) -> bool:
    """Is the subject somebody, or a text: Pike explained how it fell; not: a fall in turnout shows whether it pays?"""
    return par.codes[subject[0]] == "p" or contents.is_somebody(par, subject[0]) or contents.may_find(par, subject)


def _is_object_of(par: Paragraph, subject: Words, verb: int) -> bool:
    """Is what is done the thing that stands before: what he [promises to do], the plan she [promised to bring]?"""
    before = subject[0] - 1
    first = par.sentence(verb)[0]
    if before < first or subject[0] > verb or par.codes[first : before + 1] in ("In", "InOn"):
        return False  # in a statement the firm denied
    return par.codes[before] == "n" or par.word(before) in ("what", "which", "whatever", "that", "whom")


def _is_deed(par: Paragraph, words: Words) -> bool:
    """Is it an act and no clause: refused [to pay], threatened [to leave]?"""
    return par.codes[words[0]] == "i"


def _is_main(par: Paragraph, first: int, found: Attribution) -> bool:
    """Is the reporting verb that of the sentence's main clause?"""
    if found.subject is None or found.cue is None:
        return False
    return (
        found.relative is None
        and par.codes[found.cue[0]] == "v"
        and found.subject[0] < found.cue[0]
        and not set(par.codes[first : found.subject[0]]) & set("vSW")
    )
