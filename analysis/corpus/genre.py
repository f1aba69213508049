"""Genre: an opinion, a live blog or an explainer, where the page itself says so."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from analysis.corpus.lines import Line
from analysis.lexicon import load
from analysis.words import even

LIVE_TIMES = "time of an entry of a live blog"
"""The rule by which a page is known as a live blog from its lines (see `page.py`)."""
PAGE_LINES = ("boilerplate", "update_note")
"""Lines in which a page says what it is."""


class Genre(NamedTuple):
    """What an article is, and where it says so."""

    name: str
    origin: str


def find(text: str, lines: Sequence[Line], url: str | None = None) -> Genre | None:
    """What an article says that it is; none if it says nothing, as news reports do.

    >>> from analysis.corpus.lines import label
    >>> text = "Opinion: Count us\\n\\nNobody likes to be counted. I do, and you should, too."
    >>> find(text, label(text))
    Genre(name='opinion', origin='headline')
    """
    headline: list[tuple[int | None, str]] = []
    page: list[tuple[int | None, str]] = []
    for number, (start, end, label, _, why) in enumerate(lines, 1):
        if why == LIVE_TIMES:
            return Genre("live blog", "times of its entries")
        if label == "headline":
            headline.append((None, even(text[start:end]).strip()))
        elif label in PAGE_LINES:
            page.append((number, even(text[start:end]).strip()))
    return _first("headline", headline) or _first("line", page) or _first("url", [(None, url)] if url else ())


def _first(of: str, texts: Iterable[tuple[int | None, str]]) -> Genre | None:
    pattern, genres = _patterns(of)
    for number, text in texts:
        if match := (pattern.search(text) if of == "url" else pattern.fullmatch(text)):
            return Genre(genres[match.lastgroup or ""], of if number is None else f"line {number}")
    return None


@cache
def _patterns(of: str) -> tuple[re.Pattern[str], dict[str, str]]:
    lexicon = load("genres")
    entries = [e for e in lexicon.entries if lexicon.categories[e.category]["of"] == of]
    groups = "|".join(f"(?P<g{n}>{entry.match})" for n, entry in enumerate(entries))
    genres = {f"g{n}": str(lexicon.categories[entry.category]["genre"]) for n, entry in enumerate(entries)}
    return re.compile(groups, re.IGNORECASE), genres
