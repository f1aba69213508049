"""Metadata: what an article itself states of its outlet, place, date and author, and where it states it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from analysis import dates
from analysis.corpus.furniture import Furniture, ready
from analysis.corpus.lines import Line
from analysis.corpus.page import MASTHEAD
from analysis.words import even

OPENING = 3
"""A dateline opens one of the first so many paragraphs."""
DAYS_APART = 1
"""A dateline is that of the day of publication, or of the day before."""
PEDIGREE = ("outlet", "published", "byline", "url", "headline")
"""What has a column `…_from` that says where it was read."""
PARAGRAPH = "dateline of a paragraph"
NAME_IT = "if it does, write it as `outlet` of the article in a study file"
Doubt = tuple[str, str]


class Stated(NamedTuple):
    """What the lines of an article state, by column of `articles`; and doubts about it, each with the way out."""

    fields: Mapping[str, Any]
    doubts: list[Doubt]


def read(text: str, lines: Sequence[Line], furniture: Furniture | None = None, day_first: bool | None = None) -> Stated:
    """What the lines of an article state of it: headline, byline, outlet, place, date, and where each stands.

    Args:
        day_first: how to read `01/07/2020`; if it is not known, the date is left open and doubted.

    Note: an agency in a dateline (*LONDON (Reuters)*) wrote the text and need not have published it; it is no outlet.
        A date without a year is none.

    >>> from analysis.corpus.lines import label
    >>> text = "No plan to leave\\n\\nLONDON, 7 January 2020 (Reuters) — There is no plan to leave, he said."
    >>> stated = read(text, label(text)).fields
    >>> stated["published"], stated["place"], stated["place_from"]
    ('2020-01-07', 'LONDON', 'dateline of a paragraph')
    """
    page = _Statements(furniture or ready(), day_first)
    paragraphs = 0
    for number, (start, end, label, _, why) in enumerate(lines, 1):
        if label == "body":
            paragraphs += 1
            if paragraphs <= OPENING:
                page.match(text[start:end].strip(), PARAGRAPH)
        elif label in ("headline", "byline"):
            page.state(label, text[start:end].strip(), f"line {number}")
        elif label == "dateline":
            page.date(text[start:end].strip(), "dateline")
        elif label == "boilerplate":
            content = text[start:end].strip()
            page.match(content, "furniture")
            if why == MASTHEAD and "outlet" not in page.fields:
                page.doubts.append((f"its line {number}, {content!r}, may name its outlet", NAME_IT))
    return Stated(page.fields, page.doubts)


def merge(stated: Stated, given: Mapping[str, Any], outlets: Mapping[str, str]) -> Stated:
    """What a study or a table says of an article, and what the article states where they say nothing.

    A value comes from one place, with its precision and its pedigree. Where the two differ, that is a doubt.

    Args:
        given: columns of `articles`.
        outlets: other names of outlets, each with the one name to use.
    """
    own = dict(stated.fields)
    for fields in (own, given := dict(given)):
        _name_outlet(fields, outlets)
    settled = {name for name in ("outlet", "published") if name in given}
    doubts = [doubt for doubt in stated.doubts if ("outlet" if doubt[1] == NAME_IT else "published") not in settled]
    if "outlet" in own and "outlet" in given and own["outlet_from"] == PARAGRAPH:
        one, other = str(given["outlet"]), own["outlet"]
        if one.casefold() != other.casefold():
            remedy = f"if both are one outlet, write `outlets: {{{one}: [{other}]}}` in the study; the first is taken"
            doubts.append((f"outlet {one} ({given['outlet_from']}), but {other} ({PARAGRAPH})", remedy))
    if "published" in own and "published" in given:
        apart = dates.days_apart(str(given["published"]), own["published"])
        if apart is not None and apart > DAYS_APART:
            one, other = (f"{fields['published']} ({fields['published_from']})" for fields in (given, own))
            doubts.append((f"published {one}, but {other}", "check which is right; the first is taken"))
    for name in PEDIGREE:
        if name in given:
            own = {key: value for key, value in own.items() if key != name and not key.startswith(f"{name}_")}
    return Stated(own | given, doubts)


def _name_outlet(fields: dict[str, Any], outlets: Mapping[str, str]) -> None:
    """Use the study's one name for an outlet that has several, wherever its name was read."""
    outlet = fields.get("outlet")
    if outlet and outlet in outlets:
        fields["outlet"] = outlets[outlet]
        fields["outlet_from"] += f", {outlet!r} by the study's list of outlets"


class _Statements:
    """Collects what lines state; the first that states a thing counts."""

    def __init__(self, furniture: Furniture, day_first: bool | None) -> None:
        self.furniture, self.day_first = furniture, day_first
        self.fields: dict[str, str] = {}
        self.doubts: list[Doubt] = []

    def state(self, name: str, value: str, where: str) -> None:
        if name not in self.fields:
            self.fields |= {name: value, f"{name}_from": where}

    def match(self, content: str, where: str) -> None:
        flat = even(content)
        for pattern in self.furniture.datelines:
            if match := pattern.fullmatch(flat):
                for name in ("outlet", "place"):
                    if match.groupdict().get(name):
                        start, end = match.span(name)
                        self.state(name, content[start:end], where)
                if match.groupdict().get("date"):
                    self.date(match["date"], where)
                return

    def date(self, content: str, where: str) -> None:
        """Keep the first date that is one; of `Published … | Updated …` the first."""
        if "published" in self.fields:
            return
        bare = dates.bare(content).strip(" :|-")
        for piece in (bare, *bare.split("|")):
            if date := dates.parse(piece, self.day_first):
                self.fields |= {"published": date.iso, "published_precision": date.precision, "published_from": where}
                return
        if dates.is_ambiguous(bare):
            reason = f"its {where} {bare[:40]!r} could be two different days; the date is left open"
            self.doubts.append((reason, "write `settings: {day_first: true}` (or false) in the study"))
