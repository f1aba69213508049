"""Attributed: to whom a claim is put down, by one name wherever the article is plain about who it is.

A letter, its author and *the letter of* the author are one source: whose words a text holds is asked once, here.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import actors as cast
from analysis import schema
from analysis.spans import offsets
from analysis.study import Actor

NOBODY_NAMED = "a source not named"
THING = frozenset(("it", "that", "which"))
"""Words for a text that speaks, never for its author."""
_DETERMINED = re.compile(r"(?:an?|the|this|that)\s+(.+)", re.IGNORECASE | re.DOTALL)
NEEDED = ("article_id", "start", "end", "speaker", "speaker_mention")
OF_DOCUMENTS = ("article_id", "speaker", "speaker_mention", "speaker_type", "addressee", "named")
OF_CLAIMS = ("article_id", "source", "deciding_spans")
"""Columns that are read of quotations, and of claims."""


def sources(claims: pd.DataFrame, quotes: pd.DataFrame, actors: Sequence[Actor] = ()) -> list[str]:
    """To whom each claim is attributed: the quoted speaker's full name, else the words for the source as they stand.

    A speaker answers for a claim whose deciding words stand in his or her quotation: *he added* is Mark Esper there.
    Elsewhere a source has the full name that the article's quotations have for the same words. What a text says is
    the text's word: *the letter of William Seely*; so is what *a letter* says in an article where one letter speaks.
    An actor of the study goes by the study's name, office or not.

    Args:
        claims: rows of table `claims`.
        quotes: table `quotes` of their articles, or more.
        actors: the study's, whose aliases an office (*Iraq’s Prime Minister*) may stand among.
    """
    people = tuple(actor for actor in actors if actor.kind != "thing")
    spans: dict[str, list[Any]] = {}
    full: dict[tuple[str, str], set[str]] = {}
    whose: dict[tuple[str, str], set[str]] = {}
    for quote, text in zip(schema.rows(quotes, NEEDED, missing=None), documents(quotes), strict=True):
        if quote.speaker is None:
            continue
        name = _speaker(quote, text)
        spans.setdefault(quote.article_id, []).append((quote, name))
        if quote.speaker_mention is not None and quote.speaker_mention.lower() not in THING:
            full.setdefault((quote.article_id, quote.speaker_mention), set()).add(name)
        if text:
            whose.setdefault((quote.article_id, text), set()).add(name)
    known: dict[str, str] = {}
    named = []
    for claim in schema.rows(claims, OF_CLAIMS, missing=None):
        places = offsets(claim.deciding_spans)
        telling = [
            (q.end - q.start, n)
            for q, n in spans.get(claim.article_id, ())
            if any(q.start <= a and b <= q.end for a, b in places)
        ]
        names = full.get((claim.article_id, claim.source), set()) or whose.get(
            (claim.article_id, _text(claim.source)), set()
        )
        name = min(telling)[1] if telling else next(iter(names)) if len(names) == 1 else claim.source
        if name is not None and name not in known:
            known[name] = _known(name, people)
        named.append(NOBODY_NAMED if name is None else known[name])
    return named


def _known(name: str, actors: tuple[Actor, ...]) -> str:
    """The study's name for an actor that goes by these words, else the words."""
    actor = cast.speaker(name, actors)
    return actor.name if actor else cast.plain(name)


def on_condition(claims: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> list[bool]:
    """Is there an *if* or *unless* in the sentence of each claim (`We’re not leaving unless they pay`)?"""
    if "cues" not in tables:
        return [False] * len(claims)
    cues = tables["cues"]
    cues = cues[(cues["signal"] == "hedges") & (cues["category"] == "conditional")]
    cues = cues[cues["text"].str.lower().str.startswith(("if", "unless"))]
    where = set(zip(cues["article_id"], cues["sentence_id"], strict=True))
    return [place in where for place in zip(claims["article_id"], claims["sentence_id"], strict=True)]


def documents(quotes: pd.DataFrame) -> list[str]:
    """What kind of text speaks in each quotation, where a text of a named author does: *letter*; else nothing.

    Where an author's letter speaks in an article, so it does in what the author writes *in the letter*, and where the
    article has it from *it*, *that* or *which*.

    >>> said = [("a", "Seely", "a letter", "document", "letter"), ("a", "Seely", "he", "military", "letter"),
    ...         ("a", "Seely", "that", "military", None), ("a", "Seely", "he", "military", "reporters"),
    ...         ("b", "Seely", "he", "military", "letter")]
    >>> columns = ["article_id", "speaker", "speaker_mention", "speaker_type", "addressee"]
    >>> documents(pd.DataFrame(said, columns=columns).assign(named=True))
    ['letter', 'letter', 'letter', '', '']
    """
    rows = list(schema.rows(quotes, OF_DOCUMENTS, missing=None))
    direct = [row.addressee or "" if row.speaker_type == "document" and row.named else "" for row in rows]
    own = {(row.article_id, row.speaker): text for row, text in zip(rows, direct, strict=True) if text}
    found = []
    for row, text in zip(rows, direct, strict=True):
        theirs = own.get((row.article_id, row.speaker), "")
        by_it = (row.speaker_mention or "").lower() in THING
        found.append(text or (theirs if by_it or row.addressee == theirs else ""))
    return found


def _text(source: str | None) -> str:
    """What is determined: *letter* of `a letter`."""
    found = _DETERMINED.fullmatch(source or "")
    return found[1].lower() if found else ""


def _speaker(quote: Any, text: str) -> str:
    """Whose words a quotation is: the speaker's, or a text's that is somebody's: *the letter of William Seely*."""
    return f"the {text} of {quote.speaker}" if text else str(quote.speaker)
