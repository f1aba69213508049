"""Who says the quoted words, and by which verb: the rules, in the order in which they are asked.

Each rule has a name, and the name of the rule that decided stands in the table. Rules only look at one paragraph and
at what the paragraph before it left behind (`Carry`).
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from analysis import lexicon
from analysis.signals.quotes.clauses import OWN_CLAUSE, Paragraph
from analysis.signals.quotes.tags import POSSESSIVES, function_words
from analysis.signals.quotes.verbs import Form


@dataclass(frozen=True)
class Attribution:
    """Speaker and cue of one quotation, as chunks of a paragraph (both ends inclusive); `paragraph` holds them."""

    paragraph: Paragraph
    rule: str
    subject: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    form: Form | None = None
    relative: int | None = None  # the chunk of *who*, where the subject is its antecedent
    owner: bool = False  # the speaker is the possessor in `subject`: the ministry [’s claim]
    teller: tuple[int, int] | None = None  # who reports that the speaker said it: [Pike] said Rowe called it “…”


_TOPIC = re.compile(r"n(?:[IOtF]n)+:")
"""A headline without a verb: Pike on the Port: “…”."""


@cache
def _nouns() -> dict[str, frozenset[str]]:
    cues = lexicon.load("quotation_cues")
    return {category: frozenset(cues.words(category)) for category in cues.categories}


def in_sentence(par: Paragraph, k: int) -> Attribution | None:
    """The first of the rules that answers; a verb that reports outweighs one that only goes well with quoted words."""
    chain = _chain(par, k)
    strong = next((a for a in chain if _level(a, k) == 3 and _real(a)), None)
    strong = strong or next((a for a in chain if _level(a, k) == 3), None)
    claimed = _claimed(par, k)
    if claimed is not None and _cue(claimed) > _cue(strong):
        return claimed
    strong = _told(par, k, chain, _same_subject(chain, strong))
    headed = _headed(par, k)
    if headed is not None:
        return headed
    after = _tag_after(par, k)
    apart = par.sentence(k)[0] == k or par.codes[k - 1] in "-:("
    if after is not None and (strong is None or apart or not _real(strong)):
        return after
    if strong is not None:
        return strong
    inserted = _inserted(par, k)
    if inserted is not None:
        return inserted
    phrase = _phrase(par, k)
    if phrase is not None:
        return phrase
    middle = next((a for a in chain if _level(a, k) == 2), None)
    return middle or _around(par, k) or _noun(par, k) or next(iter(chain), None)


# -- after the quotation -------------------------------------------------------------------------------------------


def _tag_after(par: Paragraph, k: int) -> Attribution | None:
    """“…,” Pike said; “…,” said Pike; “…,” Pike, who runs the port, told CNN."""
    codes, (_, last) = par.codes, par.sentence(k)
    j = k + 1
    ended = par.pairs[par.quote_at[k]].text.rstrip()[-1:] in tuple(",?!…—-–")
    while j < last and codes[j] in ",-R":
        ended = True
        j += 1
    if j >= last:
        return None
    if codes[j] == "S" and par.word(j) == "as" and j + 1 < last:
        j += 1
    if codes[j] == "v" and (form := par.forms[j]) and form.inverts and not par.passive(j):
        subject = par.inverted(j)
        if subject is not None:
            return _by_verb(par, "verb and name after", subject, j, form)
    if not ended and par.tags[par.chunks[j].first] == "N":
        return None  # the “Low Water” star Ada Pike
    if codes[j] in "np":
        for verb in range(j + 1, last):
            if codes[verb] == "Q":
                break
            if codes[verb] != "v" or codes[verb - 1] == "W" or codes[verb - 2 : verb] == "WR":
                continue
            form = par.forms[verb]
            subject = par.subject(verb)
            described = form is not None and form.inverts  # “…,” another friend, Ada Pike, told CNN
            if subject is None or not (
                subject[0] <= j <= subject[1] or (described and codes[j + 1 : subject[0]] == ",")
            ):
                continue
            if (
                form is not None
                and not _own_clause(par, verb)
                and ((form.level > 1 and (form.inverts or ended)) or (form.inverts and par.sentence(k)[0] == k))
            ):
                return _by_verb(par, "name and verb after", subject, verb, form)
            break
    return None


def _own_clause(par: Paragraph, verb: int) -> bool:
    """Does the verb open a clause of its own: the senator said his campaign was done?"""
    codes, (_, last) = par.codes, par.sentence(verb)
    return verb + 1 < last and (par.word(verb + 1) == "that" or OWN_CLAUSE.match(codes, verb + 1, last) is not None)


# -- before the quotation ------------------------------------------------------------------------------------------


def _level(found: Attribution, k: int) -> int:
    """How much the verb is a sign of speech here: one that reports a clause needs a clause or the words after it."""
    if found.form is None or found.cue is None:
        return 0
    level, codes = found.form.level, found.paragraph.codes
    if found.form.verb in function_words("aspectual") and codes[found.cue[1] + 1] in "tig":
        return 1  # has begun to “see”
    if level == 2 and found.form.verb_class == "voicing" and found.cue[1] == k - 1:
        return 3  # a man yelled “…”
    if level == 2 and found.form.verb_class in ("voicing", "attacking", "praising") and codes[k - 1 : k] in (":", ","):
        return 3 if "v" not in codes[found.cue[1] + 1 : k] else 2
    if level == 2 and codes[found.cue[1]] == "g" and codes[found.cue[1] - 1 : found.cue[1]] in (",", "C", "Q", "-"):
        return 3  # …, calling it “…”: an act of its own
    return 2 if level == 3 and not found.paragraph.opens(found.cue[1], k) else level


def _same_subject(chain: list[Attribution], strong: Attribution | None) -> Attribution | None:
    """The nearer of two verbs that share their subject: Pike said it was late and called the port “a ruin”."""
    if strong is None:
        return None
    for found in chain[: chain.index(strong)]:
        form, par = found.form, found.paragraph
        if form is None or form.level != 2 or form.verb_class == "thinking" or found.subject != strong.subject:
            continue
        if found.cue is not None and par.codes[found.cue[0]] == "v" and not par.passive(found.cue[0]) and _real(found):
            return found
    return strong


_NAMED_SO = re.compile(r"(?:[np](?:[IO]n)*|D)S?[DA]?")
"""What stands between a verb of naming and the words: called [her] “…”, described [the port of Ames as a] “…”."""


def _told(par: Paragraph, k: int, chain: list[Attribution], strong: Attribution | None) -> Attribution | None:
    """Two layers, Pike said Rowe had called it “…”: the words are Rowe’s, and Pike tells them."""
    if strong is None:
        return None
    at = chain.index(strong)
    for found in chain[:at]:
        if found.form is None or found.form.verb_class != "naming" or found.cue is None or found.subject is None:
            continue
        named = "X" in par.tags[par.chunks[found.subject[0]].first : par.chunks[found.subject[1]].last]
        direct = par.codes[found.cue[0]] == "v" and _NAMED_SO.fullmatch(par.codes, found.cue[0] + 1, k) is not None
        if named and direct and _real(found) and _tells(par, strong, found) and not par.passive(found.cue[0]):
            return replace(found, teller=strong.subject)
    outer = next((a for a in chain[at + 1 :] if _level(a, k) == 3 and _real(a) and _tells(par, a, strong)), None)
    return replace(strong, teller=outer.subject) if outer is not None else strong


def _tells(par: Paragraph, outer: Attribution, inner: Attribution) -> bool:
    """Is the inner clause right away what the outer verb reports: Pike said [in Ames that] Rowe had called …?"""
    if outer.cue is None or inner.subject is None or outer.subject == inner.subject or inner.relative is not None:
        return False
    verb, clause = outer.cue[0], inner.subject[0]
    between = par.codes[verb + 1 : clause]
    that = _THAT.fullmatch(between) is not None and par.word(clause - 1) in function_words("complementizer")
    return clause > verb and (between == "" or that)


_THAT = re.compile(r"(?:[IYRnp](?:On)?)*S")


def _headed(par: Paragraph, k: int) -> Attribution | None:
    """A name and a colon right before the words, as transcripts and headlines have them: … - Pike: “…”."""
    codes, (first, _) = par.codes, par.sentence(k)
    if codes[k - 1 : k] != ":" or k - 2 < first:
        return None
    name = k - 2
    if codes[name] == ")" and codes.rfind("(", first, name) > first:
        name = codes.rfind("(", first, name) - 1  # Sen. Pike (R-Ohio): “…”
    if codes[name] == "n" and (name == first or codes[name - 1] == "-"):
        return Attribution(par, "colon", (name, name), (k - 1, k - 1))
    return None


def _cue(found: Attribution | None) -> int:
    """Where the cue stands, as a chunk; before everything where there is none."""
    return found.cue[0] if found is not None and found.cue is not None else -1


def _real(found: Attribution) -> bool:
    """Was it said, and not only to be said: Pike expects that they [will say] “no”?"""
    par, cue = found.paragraph, found.cue
    if cue is None or par.codes[cue[1]] == "i":
        return False
    if par.codes[cue[1]] == "g" and par.codes[cue[1] - 1 : cue[1]] in ("I", "S") and par.word(cue[1] - 1) in _UNSAID:
        return False
    return not function_words("modal") & set(_words(par, cue[1])[:-1])


_UNSAID = frozenset(("like", "than", "without"))
"""That was like saying “…”: nobody said it."""


def _words(par: Paragraph, k: int) -> list[str]:
    """The words of a chunk."""
    return par.words[par.chunks[k].first : par.chunks[k].last]


def _chain(par: Paragraph, k: int) -> list[Attribution]:
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
        if subject is None and par.codes[verb] == "v" and _ends_clause(par, verb):
            subject = par.inverted(verb)
        if subject is not None and not subject[0] <= k <= subject[1]:
            rule = "clause before" if form is not None else "any verb"
            chain.append(_by_verb(par, rule, subject, verb, form))
    return chain


def _around(par: Paragraph, k: int) -> Attribution | None:
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
            found = _by_verb(par, "clause around", subject, verb, form)
            if _real(found):
                return found
    return None


def _ends_clause(par: Paragraph, verb: int) -> bool:
    """Does the clause end after the noun phrase that follows the verb: …, said Pike, …; not: said Pike was …?"""
    subject = par.inverted(verb)
    return subject is not None and par.codes[subject[1] + 1 : subject[1] + 2] in ("", ".", ",", ":", "Y", "-", "(")


def _inserted(par: Paragraph, k: int) -> Attribution | None:
    """A reporting clause between commas or at the end: the port, Pike said, was “…”; it was “…” by then, Pike said."""
    codes, (first, last) = par.codes, par.sentence(k)
    found: list[tuple[int, Attribution]] = []
    for verb in range(first + 1, last):
        form = par.forms[verb]
        if codes[verb] != "v" or form is None or not form.inverts or form.level < 3 or par.passive(verb):
            continue
        following = codes[verb + 1 : verb + 2]
        if following not in ("", ".", ",", "Y", "I", "F", "-") and not (following in "np" and codes[verb - 1] in ",-Q"):
            continue
        subject = par.subject(verb)
        if following in "np" and following and codes[verb - 1] in ",-Q":
            subject = par.inverted(verb) if _ends_clause(par, verb) else subject
        elif subject is None or subject[0] <= first or codes[subject[0] - 1] not in ",-Q":
            continue
        if subject is not None and not subject[0] <= k <= subject[1]:
            found.append((abs(verb - k), _by_verb(par, "inserted clause", subject, verb, form)))
    return min(found, key=lambda f: f[0])[1] if found else None


def _passive(par: Paragraph, verb: int, k: int, form: Form) -> Attribution | None:
    """The plan was called “…” by Pike; Pike was quoted as saying “…”."""
    codes, (_, last) = par.codes, par.sentence(k)
    for j in range(verb + 1, last - 1):
        if codes[j] == "I" and par.word(j) == "by" and codes[j + 1] in "np":
            return _by_verb(par, "passive with by", (j + 1, j + 1), verb, form)
    if form.verb in function_words("quoting"):
        subject = par.subject(verb)
        return _by_verb(par, "was quoted", subject, verb, form) if subject else None
    return None


def _by_verb(par: Paragraph, rule: str, subject: tuple[int, int], verb: int, form: Form | None) -> Attribution:
    relative = verb - 1 if par.codes[verb - 1 : verb] == "W" and subject[1] < verb else None
    return Attribution(par, rule, subject, (verb, verb), form, relative)


# -- without a verb ------------------------------------------------------------------------------------------------


def _phrase(par: Paragraph, k: int) -> Attribution | None:
    """According to Pike, the port was “…”."""
    codes, (first, last) = par.codes, par.sentence(k)
    words = par.words
    for j in range(first, last - 2):
        if par.word(j) == "according" and codes[j + 2] in "np":
            return Attribution(par, "according to", (j + 2, j + 2), (j, j + 1))
        if codes[j] == "g" and words[par.chunks[j].first] == "according" and codes[j + 2 : j + 3] in ("n", "p"):
            return Attribution(par, "according to", (j + 2, j + 2), (j, j + 1))
    if codes[k - 1 : k] == ":" and (main := main_clause(par, first, k - 1)) is not None:
        return replace(main, rule="colon")
    if codes[k - 1 : k] == ":" and _TOPIC.fullmatch(codes, first, k) is not None:
        return Attribution(par, "colon", (first, first), (k - 1, k - 1))
    if k - 2 >= first and codes[k - 1] == ":" and codes[k - 2] == "n":
        return Attribution(par, "colon", (k - 2, k - 2), (k - 1, k - 1))
    if codes[first : first + 2] == "n:" and first + 1 < k:
        return Attribution(par, "colon", (first, first), (first + 1, first + 1))
    dash = codes.find("-n", k + 1, k + 4)
    if dash > 0 and codes[k + 1 : dash] in ("", ".") and codes[dash + 2 : dash + 3] in ("", ".", ",", "("):
        return Attribution(par, "dash", (dash + 1, dash + 1), (dash, dash))
    return None


def _noun(par: Paragraph, k: int) -> Attribution | None:
    """The ministry’s admission that the port “…”; his “…” remark."""
    codes, (first, last) = par.codes, par.sentence(k)
    nouns = _nouns()["saying"]
    crossed = False  # a verb stands between: only *claim that …* reaches over it
    for j in [*range(k - 1, first - 1, -1), *range(k, min(k + 2, last))]:
        if codes[j] in ".;:v" and j < k - 1:
            crossed = True
        if codes[j] != "n" or (crossed and codes[j + 1 : j + 2] != "S"):
            continue
        chunk = par.chunks[j]
        if par.word(j) in nouns or any(w in nouns for w in par.words[chunk.first : chunk.last]):
            if "s" in par.tags[chunk.first : chunk.last] or par.words[chunk.first] in POSSESSIVES:
                return Attribution(par, "noun of saying", (j, j), (j, j), owner=True)
            if codes[j + 1 : j + 3] in ("On", "In") and par.word(j + 1) in ("of", "from", "by"):
                return Attribution(par, "noun of saying", (j + 2, j + 2), (j, j))
    return None


def _claimed(par: Paragraph, k: int) -> Attribution | None:
    """The mayor’s claim that the port was “…”: the nearest clause that opens on the way is the noun’s."""
    codes, (first, _) = par.codes, par.sentence(k)
    that = codes.rfind("S", first, k)
    noun = that - 1
    if that <= first or par.word(that) != "that" or codes[noun] != "n" or par.word(noun) not in _nouns()["saying"]:
        return None
    chunk = par.chunks[noun]
    owned = "s" in par.tags[chunk.first : chunk.last] or par.words[chunk.first] in POSSESSIVES
    verbs = [j for j in range(that + 1, k) if codes[j] in "vig"]
    if not owned or len(verbs) > 1 or any(f is not None and f.level == 3 for f in map(par.forms.__getitem__, verbs)):
        return None
    return Attribution(par, "noun of saying", (noun, noun), (noun, noun), owner=True)


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
            return _by_verb(par, "sentence before", subject, verb, form)
        found = found or _by_verb(par, "sentence before", subject, verb, form)
    return found


def cue_span(found: Attribution) -> tuple[int, int]:
    """Characters of the cue in its paragraph: the verb with its particle, or the noun or phrase."""
    par = found.paragraph
    assert found.cue is not None
    start, end = par.chars(*found.cue)
    if par.codes[found.cue[1]] in "vig":
        head = par.chunks[found.cue[1]].last - 1
        particle = len(found.form.particle) if found.form is not None else 0
        return par.tokens[head][1], par.tokens[min(head + particle, len(par.tokens) - 1)][2]
    if found.owner or found.rule == "noun of saying":
        words = par.chunks[found.cue[0]]
        for token in reversed(range(words.first, words.last)):
            if par.words[token] in _nouns()["saying"]:
                return par.tokens[token][1], par.tokens[token][2]
    return start, end
