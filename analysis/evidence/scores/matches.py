"""Matches: coded stretches and those that the suite found, set beside each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.lexicon import load

EXACT, OVERLAP = "same first and last character", "a character in common"
HEADS = ("headline", "alt_headline", "deck")
OUTSIDE = "outside"
"""Part of a stretch that stands in no analysed line."""


UNCERTAINTY = "uncertainty"
"""The meter of softening words in the narrow sense, which is what the page calls by that name."""


def _of_meter(tables: Mapping[str, pd.DataFrame], meter: str) -> pd.DataFrame:
    cues = tables["cues"]
    return cues[(cues["signal"] == "hedges") & (cues["meter"] == meter)]


def meters(cues: pd.DataFrame) -> dict[str, str]:
    """The meter that each category of the hedges counts for: by the lexicon, and by a study's own list as it was used.

    >>> found = meters(pd.DataFrame({"signal": ["hedges"], "category": ["our own"], "meter": ["vagueness"]}))
    >>> found["modal"], found["approximator"], found["our own"]
    ('uncertainty', 'vagueness', 'vagueness')
    """
    used = cues[cues["signal"] == "hedges"].drop_duplicates("category")
    known = {name: str(c["meter"]) for name, c in load("hedges").categories.items() if c.get("meter")}
    return known | dict(zip(used["category"], used["meter"], strict=True))


@dataclass(frozen=True)
class Marked:
    """A signal whose stretches are compared with those of one unit of the codings.

    `found` gives the suite's stretches, `variable` the coded value that must be the same, `column` the suite's; `match`
    says if it must, or if it only names the category. `meter`: of softening words in the wide sense of the codebook
    only those that count for this meter, by the category that the coder gives.
    """

    signal: str
    unit: str
    found: Callable[[Mapping[str, pd.DataFrame]], pd.DataFrame]
    rules: tuple[str, ...] = (EXACT, OVERLAP)
    variable: str | None = None
    column: str | None = None
    match: bool = False
    meter: str | None = None


MARKED = (
    Marked("quotes", "quote", lambda t: t["quotes"][t["quotes"]["kind"] != "indirect"]),
    Marked("indirect", "indirect", lambda t: t["quotes"][t["quotes"]["kind"] == "indirect"], (OVERLAP,)),
    *(
        Marked(
            signal,
            "hedge",
            lambda t, meter=meter: _of_meter(t, meter),  # type: ignore[misc]
            variable="category",
            column="category",
            meter=meter,
        )
        for signal, meter in (("hedges", UNCERTAINTY), ("vagueness", "vagueness"), ("distancing", "distancing"))
    ),
    Marked("boosters", "booster", lambda t: _of_meter(t, "boosters")),
    Marked("naming", "mention", lambda t: t["mentions"], variable="actor", column="actor", match=True),
)


def stretches(codings: pd.DataFrame) -> pd.DataFrame:
    """One row a coded stretch and coder: `article_id, start, end, coder, unit`; `values`, by variable."""
    rows: dict[tuple, dict[str, set[str]]] = {}
    columns = (codings[c] for c in ("article_id", "start", "end", "coder", "unit", "variable", "value"))
    for *place, variable, value in zip(*columns, strict=True):
        rows.setdefault(tuple(place), {}).setdefault(variable, set()).add(value)
    table = pd.DataFrame([(*place, values) for place, values in rows.items()],
                         columns=["article_id", "start", "end", "coder", "unit", "values"])  # fmt: skip
    return table.astype({"start": "int64", "end": "int64"}) if len(table) else table


def placed(spans: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The stretches with `part` (heads, body, another label, or `outside`) and `outlet_key`."""
    outlets = dict(zip(tables["articles"]["article_id"], tables["articles"]["outlet_key"], strict=True))
    by_article: dict[str, list[tuple[int, int, str]]] = {}
    sentences = tables["sentences"]
    for key, start, end, part in zip(*(sentences[c] for c in ("article_id", "start", "end", "part")), strict=True):
        by_article.setdefault(key, []).append((start, end, "heads" if part in HEADS else part))
    parts = [
        next((part for s, e, part in by_article.get(key, ()) if s <= start < e), OUTSIDE)
        for key, start in zip(spans["article_id"], spans["start"], strict=True)
    ]
    return spans.assign(part=parts, outlet_key=[outlets[key] for key in spans["article_id"]])


def met(spans: pd.DataFrame, others: pd.DataFrame, rule: str) -> np.ndarray:
    """For each stretch: is there another of the same article (and of the same `label`, if both have one) that matches?

    >>> one = pd.DataFrame({"article_id": ["a", "a"], "start": [0, 9], "end": [5, 12], "label": ["x", "x"]})
    >>> two = pd.DataFrame({"article_id": ["a", "a"], "start": [0, 11], "end": [4, 15], "label": ["x", "y"]})
    >>> met(one, two, OVERLAP).tolist(), met(one, two, EXACT).tolist()
    ([True, False], [False, False])
    """
    by: dict[tuple, list[tuple[int, int]]] = {}
    for key, start, end, label in zip(*(others[c] for c in ("article_id", "start", "end", "label")), strict=True):
        by.setdefault((key, label), []).append((start, end))
    found = []
    for key, start, end, label in zip(*(spans[c] for c in ("article_id", "start", "end", "label")), strict=True):
        places = by.get((key, label), ())
        if rule == EXACT:
            found.append((start, end) in places)
        else:
            found.append(any(s < end and start < e for s, e in places))
    return np.array(found, dtype=bool)


def same_speaker(found: object, coded: str) -> bool:
    """Is the last word of the coded speaker among the words of the speaker that was found, whatever the capitals?

    >>> same_speaker("Mark T. Esper", "Mark Esper"), same_speaker("the mayor", "Ana Ruiz"), same_speaker(pd.NA, "x")
    (True, False, False)
    """
    last = coded.split()[-1:] or [""]
    return not pd.isna(found) and last[0].casefold() in str(found).casefold().split()
