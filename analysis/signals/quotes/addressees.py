"""To whom or where the words were said, and the medium that they are taken from."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd

from analysis import lexicon
from analysis.known_names import is_medium
from analysis.signals.quotes.attribution import Attribution
from analysis.signals.quotes.tags import function_words

_TOLD = frozenset(
    ["tell", "inform", "notify", "assure", "remind", "warn", "advise", "ask", "urge", "brief", "reassure", "write"]
)


@cache
def occasions() -> frozenset[str]:
    """Nouns of an occasion or a channel: said in a [statement]."""
    return frozenset(lexicon.load("quotation_cues").words("occasion"))


def addressee(found: Attribution) -> object:
    """To whom (told CNN), or where (said in a statement, in an interview with CNN); missing where not said."""
    par = found.paragraph
    if found.cue is None or found.form is None:
        return pd.NA
    codes, verb = par.codes, found.cue[1]
    _, last = par.sentence(verb)
    j = verb + 1
    if (
        found.form.verb in _TOLD
        and j < last
        and codes[j] in "np"
        and par.words[par.firsts[j]] not in function_words("interrogative")
        and not (found.subject and found.subject[0] <= j <= found.subject[1])
    ):
        end = j + 2 if codes[j + 1 : j + 3] == "In" and par.word(j + 1) == "at" and j + 2 < last else j
        return _text(found, j, end)
    while j < min(last, verb + 6) and codes[j] in "YRnp":
        j += 1
    if (
        j + 1 < last
        and codes[j] == "I"
        and par.word(j) in ("in", "on", "at", "during")
        and codes[j + 1] == "n"
        and par.word(j + 1) in occasions()
    ):
        if codes[j + 2 : j + 4] == "In" and par.word(j + 2) == "with":
            return _text(found, j + 3, j + 3)
        return _text(found, j + 1, j + 1)
    if j + 1 < last and codes[j] == "t" and codes[j + 1] == "n":
        return _text(found, j + 1, j + 1)
    return pd.NA


def via(found: Attribution) -> object:
    """The medium that the words are taken from: …, Mail Online quoted Mr. Esper; …, according to CNN's Jake Tapper."""
    par = found.paragraph
    if found.cue is None or found.rule == "according to":
        return pd.NA
    codes, verb = par.codes, found.cue[1]
    _, last = par.sentence(verb)
    if codes[verb] == "g" and (taken := par.quoting(verb)) is not None and (medium := par.subject(taken)) is not None:
        return _text(found, *medium)  # the Gazette quoted Pike as saying
    according = "according" in par.words
    j = verb
    while (j := codes.find("n", j + 1, last)) >= 0:
        if according and codes[j - 1] in "tI" and j >= 2 and par.words[par.firsts[j - 2]] == "according":
            return _text(found, j, j)
        quotes = codes[j - 1] == "," and j + 1 < last and (form := par.forms[j + 1])
        if quotes and form and form.verb in ("quote", "report", "cite"):
            return _text(found, j, j)
        if according and par.words[par.firsts[j - 1]] == "according":
            return _text(found, j, j)
    return pd.NA


def carry(rows: list[dict[str, Any]], paragraphs: Sequence[int]) -> None:
    """Words that go on with the same speaker, in this paragraph or the next one, go on to the same addressee."""
    before: dict[str, Any] | None = None
    place = -1
    for row in sorted((r for r in rows if r["kind"] == "speech"), key=lambda r: r["start"]):
        at = bisect_right(paragraphs, row["start"])
        same = before is not None and not pd.isna(row.get("speaker")) and row.get("speaker") == before.get("speaker")
        if same and before is not None and at - place < 2 and pd.isna(row.get("addressee")):
            row["addressee"] = before.get("addressee", pd.NA)
        before, place = row, at


def _text(found: Attribution, first: int, last: int) -> str:
    start, end = found.paragraph.chars(first, last)
    text = found.paragraph.text[start:end]
    return text.removeprefix("a ").removeprefix("an ").removeprefix("the ") if not is_medium(text) else text
