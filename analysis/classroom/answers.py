"""The answers: what the suite reads in the sentences of the pack, and where a coding of the study reads otherwise."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from analysis import paths, strict_yaml
from analysis.classroom.excerpt import Excerpt

SOFTENING, STRENGTHENING = ("uncertainty", "vagueness", "distancing"), ("boosters",)
STATEMENTS = 3
"""Statements that a class compares."""
ERRORS = 3
"""Errors of each kind that the teacher is shown."""
KIND = {
    "whole": "the same words",
    "cut": "a part of the words",
    "reworded": "other words",
    "paraphrase": "told, not quoted; the program is not sure that it is the same statement",
}
"""What the teacher reads of each kind of variant."""


class Marked(NamedTuple):
    """Words that were marked, and what they are."""

    start: int
    end: int
    words: str
    what: str


@dataclass
class Answer:
    """What is to be found in one sentence: by the suite, and where the reference coding differs."""

    item: str
    sentence: str
    softening: list[Marked] = field(default_factory=list)
    strengthening: list[Marked] = field(default_factory=list)
    quoted: list[Marked] = field(default_factory=list)
    told: list[Marked] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)


class Side(NamedTuple):
    """A text's words for a statement that several texts carry."""

    number: int
    words: str
    how: str


class Statement(NamedTuple):
    """Words of one speaker that several texts of the pack carry."""

    speaker: str
    texts: list[int]
    sides: list[Side]


def find(excerpt: Excerpt, tables: Mapping[str, pd.DataFrame]) -> list[Answer]:
    """The answers for the sentences of one excerpt, in their order."""
    cues, quotes, codings = (_of(tables[name], excerpt.article_id) for name in ("cues", "quotes", "codings"))
    text = str(tables["articles"].set_index("article_id").loc[excerpt.article_id, "text"])
    reference = codings[codings["coder"].isin(_references(tables["coders"])) & codings["start"].notna()]
    can_miss = set() if excerpt.article_id in set(tables["sampled"]["article_id"]) else set(reference["unit"])
    asked = tables["asked"]
    hedged = set(asked.loc[(asked["unit"] == "hedge") & asked["value"].notna(), "value"])
    answers = []
    for number, (start, end) in enumerate(excerpt.items, 1):
        answer = Answer(f"{excerpt.number}.{number}", text[start:end])
        for cue in _within(cues, start, end):
            voice = {"narrator": "own words", "reported": "told", "quoted": "quoted"}[cue.voice]
            marked = Marked(cue.start, cue.end, cue.text, f"{str(cue.category).replace('_', ' ')}, {voice}")
            (answer.strengthening if cue.meter in STRENGTHENING else answer.softening).append(marked)
        for quote in _within(quotes, start, end):
            if quote.kind in ("speech", "indirect"):
                said = "no speaker stated" if pd.isna(quote.speaker) else str(quote.speaker)
                inside = text[max(start, quote.start) : min(end, quote.end)]
                said += "" if pd.isna(quote.cue) else f" ({quote.cue})"
                marked = Marked(quote.start, quote.end, inside, said)
                (answer.told if quote.kind == "indirect" else answer.quoted).append(marked)
        in_sentence = reference[(reference["start"] < end) & (reference["end"] > start)]
        answer.differs = list(_differences(answer, in_sentence, _within(cues, start, end), hedged, can_miss))
        answers.append(answer)
    return answers


def _differences(
    answer: Answer, coded: pd.DataFrame, cues: Iterable[Any], asked: set[str], can_miss: set[str]
) -> Iterator[str]:
    """Where a coding reads otherwise than the suite; only in kinds of words that coders were asked for.

    `can_miss` are the units that coders looked for in the whole article: what they did not mark, they saw otherwise.
    """
    marked = [(c, Marked(c.start, c.end, c.text, c.category)) for c in cues]
    hedges = [m for c, m in marked if (c.category in asked if asked else c.meter not in STRENGTHENING)]
    boosters = [m for c, m in marked if c.meter in STRENGTHENING]
    for unit, name, found in (
        ("hedge", "softening words", hedges),
        ("booster", "strengthening words", boosters),
        ("quote", "quoted words", answer.quoted),
    ):
        kinds = coded[(coded["unit"] == unit) & (coded["variable"] != "kind")]
        scare = set(coded.loc[(coded["variable"] == "kind") & (coded["value"] != "speech"), "start"])
        theirs = {(int(c.start), int(c.end)): str(c.text) for c in kinds.itertuples() if c.start not in scare}
        for (start, end), words in theirs.items():
            if not any(f.start < end and start < f.end for f in found):
                yield f"the coding marks “{words}” as {name}; the suite does not"
        for f in found if unit in can_miss else ():
            if not any(f.start < end and start < f.end for start, end in theirs):
                yield f"the suite marks “{f.words}” as {name}; the coding does not"
    speakers = coded[(coded["unit"] == "quote") & (coded["variable"] == "speaker")]
    for c in speakers.itertuples():
        for q in answer.quoted:
            if q.start < c.end and c.start < q.end and not _alike(q.what.partition(" (")[0], str(c.value)):
                yield f"of “{q.words}” the coding has the speaker {c.value}; the suite: {q.what}"


def _alike(found: str, coded: str) -> bool:
    """Do two names of a speaker agree in the last word of one that is long enough to be a surname?

    >>> _alike("William H. Seely III", "William Seely"), _alike("Mark Esper", "Mark Milley")
    (True, False)
    """
    ours, theirs = _long_words(found), _long_words(coded)
    return bool(ours and theirs) and (ours[-1] in theirs or theirs[-1] in ours)


def _long_words(name: str) -> list[str]:
    found = name.casefold().split()
    return [word for word in found if len(word) > 3] or found


def statements(excerpts: Iterable[Excerpt], tables: Mapping[str, pd.DataFrame]) -> list[Statement]:
    """What several of the excerpts carry of one speaker's words: the statements that most texts have, one a speaker."""
    shown = {e.article_id: e for e in excerpts}
    rows = [
        v
        for v in tables["variants"].itertuples()
        if v.article_id in shown and v.end <= shown[v.article_id].end and v.part == "body" and not pd.isna(v.speaker)
    ]
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.cluster_id, []).append(row)
    told: dict[str, Statement] = {}
    for cluster in sorted(found, key=lambda c: (-len({v.article_id for v in found[c]}), c)):
        texts = sorted({shown[v.article_id].number for v in found[cluster]})
        speaker = str(found[cluster][0].speaker)
        if len(texts) > 1 and speaker not in told:
            sides = [Side(shown[v.article_id].number, str(v.text), KIND[v.kind]) for v in found[cluster]]
            told[speaker] = Statement(speaker, texts, sorted(sides, key=lambda s: s.number))
    return list(told.values())[:STATEMENTS]


def card(signal: str) -> dict[str, Any]:
    """How well a signal does on labelled text, and errors that it is known to make: from `data/cards`."""
    data = strict_yaml.read(paths.ROOT / "data" / "cards" / f"{signal}.yaml", f"card {signal}")
    kinds = dict.fromkeys(str(e["kind"]) for e in data["errors"])
    errors = [e for kind in kinds for e in [e for e in data["errors"] if e["kind"] == kind][:ERRORS]]
    return {"labelled_sets": data["labelled_sets"], "figures": data["figures"], "errors": errors}


def who_coded(coders: pd.DataFrame) -> list[tuple[str, str]]:
    """The reference coding: its name, and who made it as far as the study says."""
    own = coders[coders["is_reference"]] if len(coders) else coders
    return [(str(c.coder), "who made it is not stated" if pd.isna(c.who) else str(c.who)) for c in own.itertuples()]


def _references(coders: pd.DataFrame) -> list[str]:
    return [name for name, _ in who_coded(coders)]


def _of(table: pd.DataFrame, article_id: str) -> pd.DataFrame:
    return table[table["article_id"] == article_id]


def _within(table: pd.DataFrame, start: int, end: int) -> list[Any]:
    return list(table[(table["start"] < end) & (table["end"] > start)].sort_values("start").itertuples())
