"""Units that coders can judge, and what the suite says of each: the population of coding sheets and of corrections."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.spans import overlap

BODY, HEADLINE = "body", "headline"
BOOSTERS, QUOTED = "boosters", "quoted"
UNKNOWN, NOBODY = "unknown", "none"
COLUMNS = (
    "variable", "unit", "article_id", "sentence_id", "start", "end", "text", "outlet_key", "predicted", "group",
)  # fmt: skip
"""Columns of the population: `predicted` is the suite's answer, `group` what it is stratified by."""

TYPES = dict.fromkeys(COLUMNS, "string") | dict.fromkeys(("sentence_id", "start", "end"), "Int64")
NO_UNITS = pd.DataFrame(columns=list(COLUMNS)).astype(TYPES)
Tables = Mapping[str, pd.DataFrame]


def find(tables: Tables) -> pd.DataFrame:
    """Every unit of every question, with the suite's answer.

    Returns: one row a variable and unit, columns `COLUMNS`: `hedges` (softening words of a body sentence outside of
        quotation marks) and `quote` (does it hold quoted words) of sentences; `speaker` of quotations; `actor` of the
        study's actors; `stance:P` and `by:P` of headlines and of body sentences that touch a proposition. `start` and
        `end` are missing where a headline is judged.

    >>> from analysis import corpus, schema
    >>> tables = corpus.from_texts(["a"], ["Bridge shut\\n\\nIt may open soon."])
    >>> tables |= {name: schema.empty(name) for name in ("cues", "quotes", "mentions", "claims")}
    >>> find(tables)[["variable", "unit", "text", "predicted", "group"]].values.tolist()
    [['hedges', 'sentence', 'It may open soon.', '0', 'none'], ['quote', 'sentence', 'It may open soon.', 'no', 'no']]
    """
    outlets = dict(zip(tables["articles"]["article_id"], tables["articles"]["outlet_key"], strict=True))
    found: list[dict] = []
    for make in (_hedges, _quotes, _speakers, _actors, _stances):
        found += make(tables)
    for row in found:
        row["outlet_key"] = outlets[row["article_id"]]
    return pd.DataFrame(found, columns=list(COLUMNS)).astype(TYPES)


def _bodies(tables: Tables) -> pd.DataFrame:
    sentences = tables["sentences"]
    return sentences[sentences["part"] == BODY]


def _rows(spans: pd.DataFrame, variable: str, unit: str, predicted: Sequence[str], group: Sequence[str]) -> list[dict]:
    columns = [spans[c] for c in ("article_id", "sentence_id", "start", "end", "text")]
    return [
        {
            "variable": variable,
            "unit": unit,
            "article_id": article_id,
            "sentence_id": sentence_id,
            "start": start,
            "end": end,
            "text": text,
            "predicted": answer,
            "group": kind,
        }
        for article_id, sentence_id, start, end, text, answer, kind in zip(*columns, predicted, group, strict=True)
    ]


def _hedges(tables: Tables) -> list[dict]:
    bodies, cues = _bodies(tables), tables["cues"]
    softening = cues[(cues["signal"] == "hedges") & (cues["meter"] != BOOSTERS) & (cues["voice"] != QUOTED)]
    counts = softening.groupby(["article_id", "sentence_id"]).size().to_dict()
    n = [counts.get(key, 0) for key in zip(bodies["article_id"], bodies["sentence_id"], strict=True)]
    return _rows(bodies, "hedges", "sentence", [str(k) for k in n], ["some" if k else "none" for k in n])


def _quotes(tables: Tables) -> list[dict]:
    bodies = _bodies(tables)
    speech = tables["quotes"][tables["quotes"]["kind"] == "speech"]
    places: dict[str, list[tuple[int, int]]] = {}
    for article_id, start, end in zip(speech["article_id"], speech["start"], speech["end"], strict=True):
        places.setdefault(article_id, []).append((start, end))
    holds = [
        "yes" if any(overlap(start, end, s, e) for s, e in places.get(article_id, ())) else "no"
        for article_id, start, end in zip(bodies["article_id"], bodies["start"], bodies["end"], strict=True)
    ]
    return _rows(bodies, "quote", "sentence", holds, holds)


def _speakers(tables: Tables) -> list[dict]:
    speech = tables["quotes"][tables["quotes"]["kind"] == "speech"]
    who = [UNKNOWN if pd.isna(name) else str(name) for name in speech["speaker"]]
    return _rows(speech, "speaker", "quote", who, ["not found" if name == UNKNOWN else "found" for name in who])


def _actors(tables: Tables) -> list[dict]:
    mentions = tables["mentions"]
    mentions = mentions[mentions["part"] == BODY]
    kinds = ["a listed name" if listed else "other words" for listed in mentions["listed"]]
    return _rows(mentions, "actor", "mention", list(mentions["actor"]), kinds)


def _stances(tables: Tables) -> list[dict]:
    claims, rows = tables["claims"], []
    for part, unit in ((HEADLINE, "headline"), (BODY, "sentence")):
        own = claims[claims["part"] == part].drop_duplicates(["article_id", "start", "proposition"])
        if unit == "headline":
            own = own.drop_duplicates(["article_id", "proposition"])
        place = own.assign(start=pd.NA, end=pd.NA, sentence_id=pd.NA) if unit == "headline" else own
        stance = list(own["stance"])
        by = [NOBODY if pd.isna(answer) else str(answer) for answer in own["by"]]
        asked = _rows(place, "stance", unit, stance, stance) + _rows(place, "by", unit, by, stance)
        for row, proposition in zip(asked, [*own["proposition"]] * 2, strict=True):
            row["variable"] = f"{row['variable']}:{proposition}"
        rows += asked
    return rows
