"""The verbs before a quotation: which of those whose complement it stands in gives its speaker."""

import re

from analysis.signals.quotes.attribution import Attribution, by_verb
from analysis.signals.quotes.clauses import Paragraph
from analysis.signals.quotes.tags import function_words
from analysis.signals.quotes.verbs import Form

_NAMED_SO = re.compile(r"(?:[np](?:[IO]n)*|D)S?[DA]?")
"""What stands between a verb of naming and the words: called [her] “…”, described [the port of Ames as a] “…”."""
_THAT = re.compile(r"(?:[IYRnp](?:On)?)*S")
_UNSAID = frozenset(("like", "than", "without"))
"""That was like saying “…”: nobody said it."""


def chain_of(par: Paragraph, k: int) -> list[Attribution]:
    """Pike said that the port was “…”: the verbs whose complement the quotation stands in, nearest first."""
    chain = []
    for verb in par.governors(k):
        form = par.forms[verb]
        if form is None and par.word(k - 1) == "by" and function_words("be") & set(_words(par, verb)):
            continue  # the vote was fueled by “outrage”: its subject says nothing
        if form is not None and par.passive(verb):
            found = _passive(par, verb, k, form)
            if found is not None:
                chain.append(found)
            continue
        inserted = par.codes[verb - 1 : verb] == "," and par.codes[verb + 1 : verb + 3] in ("n,", "p,")
        inserted = inserted and form is not None and form.inverts and form.verb not in function_words("addressed")
        subject = par.inverted(verb) if inserted and par.codes[verb] == "v" else par.subject(verb)
        if subject is None and par.codes[verb] == "v" and ends_clause(par, verb):
            subject = par.inverted(verb)
        if subject is not None and not subject[0] <= k <= subject[1]:
            rule = "clause before" if form is not None else "any verb"
            chain.append(by_verb(par, rule, subject, verb, form))
    return chain


def _passive(par: Paragraph, verb: int, k: int, form: Form) -> Attribution | None:
    """The plan was called “…” by Pike; Pike was quoted as saying “…”."""
    codes, (_, last) = par.codes, par.sentence(k)
    for j in range(verb + 1, last - 1):
        if codes[j] == "I" and par.word(j) == "by" and codes[j + 1] in "np":
            return by_verb(par, "passive with by", (j + 1, j + 1), verb, form)
    if form.verb in function_words("quoting"):
        subject = par.subject(verb)
        return by_verb(par, "was quoted", subject, verb, form) if subject else None
    return None


def level(found: Attribution, k: int) -> int:
    """How much the verb is a sign of speech here: one that reports a clause needs a clause or the words after it."""
    if found.form is None or found.cue is None:
        return 0
    level, codes = found.form.level, found.paragraph.codes
    if found.form.verb in function_words("aspectual") and _acts(found.paragraph, found.cue[1] + 1):
        return 1  # has begun to “see”
    if level == 2 and found.form.verb_class == "voicing" and found.cue[1] == k - 1:
        return 3  # a man yelled “…”
    if level == 2 and found.form.verb_class in ("voicing", "attacking", "praising") and codes[k - 1 : k] in (":", ","):
        return 3 if "v" not in codes[found.cue[1] + 1 : k] else 2
    if level == 2 and codes[found.cue[1]] == "g" and codes[found.cue[1] - 1 : found.cue[1]] in (",", "C", "Q", "-"):
        return 3  # …, calling it “…”: an act of its own
    return 2 if level == 3 and not found.paragraph.opens(found.cue[1], k) else level


def _acts(par: Paragraph, k: int) -> bool:
    """Does a verb follow, in the text or as the first of the quoted words: begun [to see], begun [“to see”]?"""
    return par.codes[k] in "tig" or (par.codes[k] == "Q" and par.pairs[par.quote_at[k]].text.startswith("to "))


def real(found: Attribution) -> bool:
    """Was it said, and not only to be said: Pike expects that they [will say] “no”?"""
    par, cue = found.paragraph, found.cue
    if cue is None or par.codes[cue[1]] == "i":
        return False
    if (
        par.codes[cue[1]] == "g"
        and par.codes[cue[1] - 1 : cue[1]] in ("I", "S", "v")
        and par.word(cue[1] - 1) in _UNSAID
    ):
        return False
    return not function_words("modal") & set(_words(par, cue[1])[:-1])


def left(found: Attribution, k: int) -> bool:
    """Are the words the object of another participle: a vote calling on them to demand more, [ending] “the lease”?"""
    codes, cue = found.paragraph.codes, found.cue
    return cue is not None and codes[cue[1]] in "ig" and cue[1] < k - 2 and codes[k - 2 : k] == ",g"


def without_verb(chain: list[Attribution], k: int) -> Attribution | None:
    """The source of an act whose terms the words are, though the reporting verbs of its sentence are over."""
    found = next((a for a in chain if left(a, k) and level(a, k) >= 2), None)
    return found._replace(rule="act of the source", cue=None, form=None) if found is not None else None


def same_subject(chain: list[Attribution], strong: Attribution | None) -> Attribution | None:
    """The nearer of two verbs that share their subject: Pike said it was late and called the port “a ruin”."""
    if strong is None:
        return None
    for found in chain[: chain.index(strong)]:
        form, par = found.form, found.paragraph
        if form is None or form.level != 2 or form.verb_class == "thinking" or found.subject != strong.subject:
            continue
        if found.cue is not None and par.codes[found.cue[0]] == "v" and not par.passive(found.cue[0]) and real(found):
            return found
    return strong


def told(par: Paragraph, k: int, chain: list[Attribution], strong: Attribution | None) -> Attribution | None:
    """Two layers, Pike said Rowe had called it “…”: the words are Rowe’s, and Pike tells them."""
    if strong is None:
        return None
    at = chain.index(strong)
    for found in chain[:at]:
        if found.form is None or found.form.verb_class != "naming" or found.cue is None or found.subject is None:
            continue
        named = "X" in par.tags[par.firsts[found.subject[0]] : par.lasts[found.subject[1]]]
        direct = par.codes[found.cue[0]] == "v" and _NAMED_SO.fullmatch(par.codes, found.cue[0] + 1, k) is not None
        if named and direct and real(found) and _tells(par, strong, found) and not par.passive(found.cue[0]):
            return found._replace(teller=strong.subject)
    outer = next((a for a in chain[at + 1 :] if level(a, k) == 3 and real(a) and _tells(par, a, strong)), None)
    return strong._replace(teller=outer.subject) if outer is not None else strong


def _tells(par: Paragraph, outer: Attribution, inner: Attribution) -> bool:
    """Is the inner clause right away what the outer verb reports: Pike said [in Ames that] Rowe had called …?"""
    if outer.cue is None or inner.subject is None or outer.subject == inner.subject or inner.relative is not None:
        return False
    verb, clause = outer.cue[0], inner.subject[0]
    between = par.codes[verb + 1 : clause]
    that = _THAT.fullmatch(between) is not None and par.word(clause - 1) in function_words("complementizer")
    return clause > verb and (between == "" or that)


def around(par: Paragraph, k: int) -> Attribution | None:
    """The reporting verb whose clause goes on up to the words, though another clause stands between: Pike said the
    talks between the port and its owners were “fine”; Pike said the sum was small, but the risk was “real”."""
    codes, (first, _) = par.codes, par.sentence(k)
    for verb in range(k - 1, first - 1, -1):
        if codes[verb] == ";":
            break
        form = par.forms[verb]
        if codes[verb] != "v" or form is None or form.level < 3 or not form.clause or par.passive(verb):
            continue
        if not par.takes_clause(verb, k) or par.set_off(verb, k):
            continue
        subject = par.subject(verb)
        if subject is not None and not subject[0] <= k <= subject[1]:
            found = by_verb(par, "clause around", subject, verb, form)
            if real(found):
                return found
    return None


def ends_clause(par: Paragraph, verb: int) -> bool:
    """Does the clause end after the noun phrase that follows the verb: …, said Pike, …; not: said Pike was …?"""
    subject = par.inverted(verb)
    return subject is not None and par.codes[subject[1] + 1 : subject[1] + 2] in ("", ".", ",", ":", "Y", "-", "(")


def _words(par: Paragraph, k: int) -> list[str]:
    """The words of a chunk."""
    return par.words[par.firsts[k] : par.lasts[k]]


def main_clause(par: Paragraph, begin: int, end: int) -> Attribution | None:
    """The first finite verb outside of a relative clause, or the first one that reports."""
    found = None
    for verb in range(begin, end):
        if par.codes[verb] != "v" or (verb > begin and par.codes[verb - 1] == "W"):
            continue
        subject = par.subject(verb)
        if subject is None:
            continue
        form = par.forms[verb]
        if form is not None and form.level == 3:
            return by_verb(par, "sentence before", subject, verb, form)
        found = found or by_verb(par, "sentence before", subject, verb, form)
    return found
