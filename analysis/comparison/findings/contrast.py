"""A contrast: a sentence, and the passages of two or more outlets that it rests on."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

NAMED = 3
"""Outlets named in a sentence before `and N more`."""


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
    """What `find` makes a row of; `title`: what differs, in a few words; a larger `weight` stands earlier (0–100)."""

    kind: str
    title: str
    sentence: str
    passages: Sequence[Passage]
    weight: float


@dataclass(frozen=True)
class Outlets:
    """Of each article its outlet's key, which is also what it is called in a sentence, and its story."""

    key: Mapping[str, str]
    story: Mapping[str, str]

    @classmethod
    def of(cls, articles: pd.DataFrame) -> "Outlets":
        ids = articles["article_id"].tolist()
        return cls(
            key=dict(zip(ids, articles["outlet_key"], strict=True)),
            story=dict(zip(ids, articles["story"].fillna(""), strict=True)),
        )

    def keys(self, article_ids: Iterable[str]) -> set[str]:
        return {self.key[a] for a in article_ids}

    def names(self, article_ids: Iterable[str], verb: str = "") -> str:
        """The outlets of some articles in a sentence, each once, and a verb (`quote`) that agrees with them."""
        names = list(dict.fromkeys(self.key[a] for a in article_ids))
        return f"{listed(names)} {verb}{'s' * (len(names) == 1)}" if verb else listed(names)


def listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> listed(["A"]), listed(["A", "B"]), listed("ABCDE")
    ('A', 'A and B', 'A, B, C and 2 more')
    """
    if len(names) > NAMED:
        names = [*names[:NAMED], f"{len(names) - NAMED} more"]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


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
