"""A contrast: a sentence, and the passages of two or more outlets that it rests on."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.comparison.versions import Versions
from analysis.wording import listed

NAMED = 5
"""Outlets, or speakers, named in a sentence before `and N more`."""


@dataclass(frozen=True)
class Passage:
    """A stretch of an article, the places in it that make the contrast, and in words what it does there."""

    article_id: str
    start: int
    end: int
    differs: tuple[tuple[int, int], ...] = ()
    said: str = ""


@dataclass(frozen=True)
class Contrast:
    """What `find` makes a row of; a larger `weight` stands earlier (0–100).

    `title`: what differs, in a few words; `note`: what a reader must know beside it, a line a point; `beside`: articles
    that the sentence or the note speaks of, whether or not a passage of theirs is among `passages`.
    """

    kind: str
    title: str
    sentence: str
    passages: Sequence[Passage]
    weight: float
    note: str = ""
    beside: frozenset[str] = frozenset()

    @property
    def n_articles(self) -> int:
        """How many articles the sentence, its note and the passages speak of together."""
        return len(self.beside.union(p.article_id for p in self.passages))


@dataclass(frozen=True)
class Outlets:
    """Of each article its outlet's key, which is also what it is called in a sentence, its story, its versions."""

    key: Mapping[str, str]
    story: Mapping[str, str]
    versions: Versions

    @classmethod
    def of(cls, articles: pd.DataFrame, lines: pd.DataFrame | None = None) -> "Outlets":
        ids = articles["article_id"].tolist()
        return cls(
            key=dict(zip(ids, articles["outlet_key"], strict=True)),
            story=dict(zip(ids, articles["story"].fillna(""), strict=True)),
            versions=Versions.of(lines),
        )

    def keys(self, article_ids: Iterable[str]) -> set[str]:
        return {self.key[a] for a in article_ids}

    def names(self, article_ids: Iterable[str], verb: str = "") -> str:
        """The outlets of some articles in a sentence, each once, and a verb (`quote`) that agrees with them."""
        names = list(dict.fromkeys(self.key[a] for a in article_ids))
        return f"{listed(names, NAMED)} {verb}{'s' * (len(names) == 1)}" if verb else listed(names, NAMED)

    def holders(self, article_ids: Iterable[str]) -> str:
        """The outlets of some articles, in few words where they are all, or all but one: `all 5`, `all but Post`."""
        every = list(dict.fromkeys(self.key.values()))
        own = self.keys(article_ids)
        left = [name for name in every if name not in own]
        if not left and len(every) > 2:
            return f"all {len(every):,}"
        if len(left) == 1 and len(own) > 2:
            return f"all but {left[0]}"
        return listed([name for name in every if name in own], NAMED)

    def of_two_times(self, passages: Iterable[Passage]) -> Iterator[str]:
        """Of each article whose passages may be of two times a sentence that says so."""
        starts: dict[str, set[int]] = {}
        for p in passages:
            starts.setdefault(p.article_id, set()).add(p.start)
        for article_id, own in starts.items():
            name = self.key[article_id]
            if told := self.versions.told(article_id, sorted(own), name[0].upper() + name[1:]):
                yield told


def as_json(passages: Iterable[Passage], outlets: Outlets) -> str:
    """The passages by outlet, in the order given, as column `sides` has them."""
    sides: dict[str, dict[Passage, dict]] = {}
    for p in passages:
        differs = [[int(start), int(end)] for start, end in p.differs]
        span = {"article_id": p.article_id, "start": int(p.start), "end": int(p.end), "differs": differs}
        if p.said:
            span["said"] = p.said
        sides.setdefault(outlets.key[p.article_id], {})[p] = span
    return json.dumps(
        [{"outlet_key": key, "spans": list(spans.values())} for key, spans in sides.items()], ensure_ascii=False
    )
