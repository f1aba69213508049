"""Versions: an article may be an update laid over an earlier text, so that its lines are of two times."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from analysis import schema

UPDATE, ORIGINAL = "update", "original"
WHOSE = {UPDATE: "is of the update", ORIGINAL: "is of the earlier text", None: "may be of either"}
"""What is said of a line by its `layer`: a line above the first note of the editors may be older than the update."""


class Place(NamedTuple):
    """A line of an article of two versions: what it is called, and which version it is of, if the notes say so."""

    name: str
    layer: str | None


@dataclass(frozen=True)
class Versions:
    """Of each article that has two versions, its lines by their start."""

    lines: Mapping[str, Mapping[int, Place]]

    @classmethod
    def of(cls, lines: pd.DataFrame | None) -> "Versions":
        """From table `lines`; without it no article is known to have two versions."""
        if lines is None:
            return cls({})
        two = set(lines.loc[(lines["layer"] == ORIGINAL).fillna(False), "article_id"])
        found: dict[str, dict[int, Place]] = {}
        columns = ("article_id", "start", "label", "layer")
        for row in schema.rows(lines[lines["article_id"].isin(two)], columns, missing=None):
            name = (
                f"its {schema.HEADS[row.label]}"
                if row.label in schema.HEADS
                else "a sentence of its text that stands here"
            )
            place = Place(name, row.layer)
            found.setdefault(row.article_id, {})[row.start] = place
        return cls(found)

    def told(self, article_id: str, starts: Iterable[int], name: str = "The article") -> str:
        """A sentence on places of one article that may be of two times; empty where they are of one.

        >>> rows = [("a", 0, "headline", "update"), ("a", 50, "deck", None), ("a", 90, "body", "original")]
        >>> lines = pd.DataFrame(rows, columns=["article_id", "start", "label", "layer"])
        >>> Versions.of(lines).told("a", [50, 90])[52:]
        'its line under the headline may be of either, a sentence of its text that stands here is of the earlier text.'
        >>> Versions.of(lines).told("a", [90, 95]), Versions.of(lines).told("b", [0, 50])
        ('', '')
        """
        own = self.lines.get(article_id, {})
        places = list(dict.fromkeys(_line(own, start) for start in starts)) if own else []
        if len({place.layer for place in places}) < 2:
            return ""
        said = ", ".join(f"{place.name} {WHOSE[place.layer]}" for place in places)
        return f"{name} is an update laid over an earlier text: {said}."


def _line(lines: Mapping[int, Place], start: int) -> Place:
    """The line that a place stands in."""
    return lines[max(begin for begin in lines if begin <= start)]
