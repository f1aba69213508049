"""Score naming on the codings of the seeds, and keep `data/cards/naming.yaml` true.

    uv run python -m tests.benchmarks.naming            print the figures
    uv run python -m tests.benchmarks.naming --write    and write them into the card

A coded span is found if a mention of the same actor overlaps it; a mention is false if it overlaps no span of its actor
in either reading.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import corpus, schema, study
from analysis.signals import naming
from tests.benchmarks import cards

ROOT = Path(__file__).resolve().parents[2]
STUDY = ROOT / "data" / "studies" / "iraq-letter.yaml"
HEADS = ("headline", "alt_headline", "deck", "subheading", "caption")


def codings(coder: str) -> pd.DataFrame:
    """The coded namings of one coder."""
    types: dict[Any, Any] = {c.name: c.dtype for c in schema.TABLES["codings"].columns}
    read = pd.read_csv(ROOT / "data" / "codings" / "iraq-letter" / f"{coder}.csv", dtype=types)
    read = read[read["unit"] == "mention"]
    return read.assign(actor=read["value"])


def overlapped(spans: pd.DataFrame, others: pd.DataFrame) -> list[bool]:
    """For each span: does another of the same article and actor share a character with it?"""
    by_key = {k: list(zip(o["start"], o["end"], strict=True)) for k, o in others.groupby(["article_id", "actor"])}
    rows = zip(spans["article_id"], spans["actor"], spans["start"], spans["end"], strict=True)
    return [any(s < end and start < e for s, e in by_key.get((a, who), [])) for a, who, start, end in rows]


def figures(tables: dict[str, pd.DataFrame], mentions: pd.DataFrame) -> dict[str, Any]:
    """Spans found and mentions right: in all, by actor, by article, and by part of the article."""
    curated, either = codings("curated"), pd.concat([codings("coder_a"), codings("coder_b")])
    marks = mentions[mentions["actor"].isin(either["actor"])]
    found, right = overlapped(curated, marks), overlapped(marks, either)
    parts = {
        a: [(s.start, s.end, "heads" if s.part in HEADS else "body") for s in own.itertuples()]
        for a, own in tables["sentences"].groupby("article_id")
    }
    where = [
        next((p for s, e, p in parts[a] if s <= start < e), "lines of the site")
        for a, start in zip(curated["article_id"], curated["start"], strict=True)
    ]
    marked = ["heads" if p in HEADS else "body" for p in marks["part"]]
    return {
        "in_all": _share(found) | {"marks": len(right), "false_marks": right.count(False)},
        "by_actor": _by(curated["actor"], found, marks["actor"], right),
        "by_article": _by(curated["article_id"], found, marks["article_id"], right),
        "by_part": _by(where, found, marked, right),
    }


def _share(found: list[bool]) -> dict[str, Any]:
    return {"spans": len(found), "found": sum(found)}


def _by(keys: Iterable[str], found: list[bool], mark_keys: Iterable[str], right: list[bool]) -> dict[str, Any]:
    keys, mark_keys = list(keys), list(mark_keys)
    spans, hits = Counter(keys), Counter(k for k, ok in zip(keys, found, strict=True) if ok)
    false = Counter(k for k, ok in zip(mark_keys, right, strict=True) if not ok)
    marks = Counter(mark_keys)
    return {
        k: {"spans": spans[k], "found": hits[k], "marks": marks[k], "false_marks": false[k]}
        for k in sorted({*keys, *mark_keys})
    }


def measured() -> cards.Figures:
    """The figures on the seeds, with the names and terms of their study."""
    the_study = study.load(STUDY)
    tables = corpus.read(the_study)
    return figures(tables, naming.find(tables["sentences"], naming.learn(tables["sentences"], the_study.actors)))


def main() -> None:
    made = measured()
    print(cards.as_yaml(made), end="")
    if "--write" in sys.argv[1:]:
        cards.write("naming", made)


if __name__ == "__main__":
    main()
