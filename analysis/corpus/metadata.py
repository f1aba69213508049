"""Metadata: what an article itself states of its outlet, date and author, and where it states it."""

from collections.abc import Sequence

from analysis import dates
from analysis.corpus.furniture import Furniture, ready
from analysis.corpus.lines import Line
from analysis.words import even

OPENING = 3
"""A dateline opens one of the first so many paragraphs."""


def read(text: str, lines: Sequence[Line], furniture: Furniture | None = None) -> dict[str, str]:
    """What the lines of an article state of it.

    Returns: those of `headline, byline, outlet, outlet_from, published, published_precision, published_from` that the
    article states.

    Note: an agency in a dateline (*LONDON (Reuters)*) wrote the text and need not have published it; it is no outlet.
        A date without a year is none.

    >>> from analysis.corpus.lines import label
    >>> text = "No plan to leave\\n\\nLONDON, 7 January 2020 (Reuters) — There is no plan to leave, he said."
    >>> read(text, label(text))["published"]
    '2020-01-07'
    """
    stated: dict[str, str] = {}
    furniture = furniture or ready()
    paragraphs = 0
    for line in lines:
        content = text[line.start : line.end].strip()
        if line.label in ("headline", "byline"):
            stated.setdefault(line.label, content)
        elif line.label == "dateline":
            _date(stated, content, "dateline")
        elif line.label == "boilerplate":
            _match(stated, content, furniture, "furniture")
        elif line.label == "body" and paragraphs < OPENING:
            paragraphs += 1
            _match(stated, content, furniture, "dateline of a paragraph")
    return stated


def _match(stated: dict[str, str], content: str, furniture: Furniture, where: str) -> None:
    flat = even(content)
    for pattern in furniture.datelines:
        if match := pattern.fullmatch(flat):
            groups = match.groupdict()
            if groups.get("outlet") and "outlet" not in stated:
                start, end = match.span("outlet")
                stated |= {"outlet": content[start:end], "outlet_from": where}
            if groups.get("date"):
                _date(stated, groups["date"], where)
            return


def _date(stated: dict[str, str], content: str, where: str) -> None:
    """Keep the first date that is one; of `Published … | Updated …` the first."""
    if "published" in stated:
        return
    for piece in _pieces(content):
        if date := dates.parse(piece):
            stated |= {"published": date.iso, "published_precision": date.precision, "published_from": where}
            return


def _pieces(content: str) -> list[str]:
    """A date line without the words around it, and with them."""
    bare = dates.WORDS.sub(" ", content)
    return [bare, *bare.split("|")]
