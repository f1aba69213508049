"""Attributed: to whom a claim is put down, by one name wherever the article is plain about who it is."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis import actors as cast
from analysis import schema
from analysis.spans import offsets
from analysis.study import Actor

NOBODY_NAMED = "somebody not named"
NEEDED = ("article_id", "start", "end", "speaker", "speaker_mention", "speaker_type", "addressee", "named")
OF_CLAIMS = ("article_id", "source", "deciding_spans")
"""Columns that are read of quotations, and of claims."""


def sources(claims: pd.DataFrame, quotes: pd.DataFrame, actors: Sequence[Actor] = ()) -> list[str]:
    """To whom each claim is attributed: the quoted speaker's full name, else the words for the source as they stand.

    A speaker answers for a claim whose deciding words stand in his or her quotation: *he added* is Mark Esper there.
    Elsewhere a source has the full name that the article's quotations have for the same words. What a text says is
    the text's word: *the letter of William Seely*. An actor of the study goes by the study's name, office or not.

    Args:
        claims: rows of table `claims`.
        quotes: table `quotes` of their articles, or more.
        actors: the study's, whose aliases an office (*Iraq’s Prime Minister*) may stand among.
    """
    people = tuple(actor for actor in actors if actor.kind != "thing")
    spans: dict[str, list[Any]] = {}
    full: dict[tuple[str, str], set[str]] = {}
    for quote in schema.rows(quotes, NEEDED, missing=None):
        if quote.speaker is None:
            continue
        spans.setdefault(quote.article_id, []).append(quote)
        if quote.speaker_mention is not None:
            full.setdefault((quote.article_id, quote.speaker_mention), set()).add(speaker(quote))
    known: dict[str, str] = {}
    named = []
    for claim in schema.rows(claims, OF_CLAIMS, missing=None):
        places = offsets(claim.deciding_spans)
        telling = [q for q in spans.get(claim.article_id, ()) if any(q.start <= a and b <= q.end for a, b in places)]
        inner = min(telling, key=lambda q: q.end - q.start, default=None)
        names = full.get((claim.article_id, claim.source), set())
        name = speaker(inner) if inner is not None else next(iter(names)) if len(names) == 1 else claim.source
        if name is not None and name not in known:
            known[name] = _known(name, people)
        named.append(NOBODY_NAMED if name is None else known[name])
    return named


def _known(name: str, actors: tuple[Actor, ...]) -> str:
    """The study's name for an actor that goes by these words, else the words."""
    actor = cast.speaker(name, actors)
    return actor.name if actor else name


def speaker(quote: Any) -> str:
    """Whose words a quotation is: the speaker's, or a text's that is somebody's: *the letter of William Seely*.

    >>> from types import SimpleNamespace
    >>> told = SimpleNamespace(speaker="William Seely", speaker_type="document", addressee="letter", named=True)
    >>> speaker(told), speaker(SimpleNamespace(**{**vars(told), "speaker_type": "military"}))
    ('the letter of William Seely', 'William Seely')
    """
    text = document(quote)
    return f"the {text} of {quote.speaker}" if text else str(quote.speaker)


def document(quote: Any) -> str:
    """What kind of text speaks, where a text of a named author does: *letter*; else nothing."""
    return quote.addressee or "" if quote.speaker_type == "document" and quote.named else ""
