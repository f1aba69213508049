"""Sources without a reporting verb: according to, colon and dash, nouns of saying."""

import re

from analysis.signals.quotes.attribution import Attribution, saying_nouns
from analysis.signals.quotes.clauses import Paragraph
from analysis.signals.quotes.governing import main_clause
from analysis.signals.quotes.tags import POSSESSIVES

_TOPIC = re.compile(r"n(?:[IOtF]n)+:")
"""A headline without a verb: Pike on the Port: “…”."""


def headed(par: Paragraph, k: int) -> Attribution | None:
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


def phrase(par: Paragraph, k: int) -> Attribution | None:
    """According to Pike, the port was “…”."""
    codes, (first, last) = par.codes, par.sentence(k)
    words = par.words
    for j in range(first, last - 2):
        if par.word(j) == "according" and codes[j + 2] in "np":
            return Attribution(par, "according to", (j + 2, j + 2), (j, j + 1))
        if codes[j] == "g" and words[par.firsts[j]] == "according" and codes[j + 2 : j + 3] in ("n", "p"):
            return Attribution(par, "according to", (j + 2, j + 2), (j, j + 1))
    if codes[k - 1 : k] == ":" and (main := main_clause(par, first, k - 1)) is not None:
        return main._replace(rule="colon")
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


def noun(par: Paragraph, k: int) -> Attribution | None:
    """The ministry’s admission that the port “…”; his “…” remark."""
    codes, (first, last) = par.codes, par.sentence(k)
    nouns = saying_nouns()
    crossed = False  # a verb stands between: only *claim that …* reaches over it
    for j in [*range(k - 1, first - 1, -1), *range(k, min(k + 2, last))]:
        if codes[j] in ".;:v" and j < k - 1:
            crossed = True
        if codes[j] != "n" or (crossed and codes[j + 1 : j + 2] != "S"):
            continue
        if not nouns.isdisjoint(par.words[par.firsts[j] : par.lasts[j]]):
            if _is_owned(par, j):
                return Attribution(par, "noun of saying", (j, j), (j, j), owner=True)
            if codes[j + 1 : j + 3] in ("On", "In") and par.word(j + 1) in ("of", "from", "by"):
                return Attribution(par, "noun of saying", (j + 2, j + 2), (j, j))
    return None


def claimed(par: Paragraph, k: int) -> Attribution | None:
    """The mayor’s claim that the port was “…”: the nearest clause that opens on the way is the noun’s."""
    codes, (first, _) = par.codes, par.sentence(k)
    that = codes.rfind("S", first, k)
    noun = that - 1
    if that <= first or par.word(that) != "that" or codes[noun] != "n" or par.word(noun) not in saying_nouns():
        return None
    verbs = [j for j in range(that + 1, k) if codes[j] in "vig"]
    reports = any(form is not None and form.level == 3 for form in map(par.forms.__getitem__, verbs))
    if not _is_owned(par, noun) or len(verbs) > 1 or reports:
        return None
    return Attribution(par, "noun of saying", (noun, noun), (noun, noun), owner=True)


def _is_owned(par: Paragraph, k: int) -> bool:
    """Does the noun phrase say whose it is: the mayor’s claim, her remark?"""
    first = par.firsts[k]
    return "s" in par.tags[first : par.lasts[k]] or par.words[first] in POSSESSIVES
