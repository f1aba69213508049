"""Score what a paragraph tells (indirect statements, deeds, causes, demands) on paragraphs that no rule was made on.

    uv run python -m tests.benchmarks.told            print the figures
    uv run python -m tests.benchmarks.told --write    and write them into data/cards/told.yaml
    uv run python -m tests.benchmarks.told --errors deeds    what is missed and what is false, in the half for mending

`data/labelled/told` holds paragraphs of made-up news, two independent readings of them and a curated one; its README
says how they came about. The half of the events called `mending` may be looked at to mend rules; figures stand for the
half called `held out` alone. A statement is right if it shares half of the longer one of the two spans; anything else, if
the two words overlap. Who, whom and what are judged where the word is right: if both say nothing, or share half of the
shorter span (a whole clause: of the longer).
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import corpus
from analysis.signals import agency, causes, demands, quotes
from tests.benchmarks import cards

FOLDER = Path(__file__).resolve().parents[2] / "data" / "labelled" / "told"
CURATED = "curated"
HELD_OUT, MENDING = "held out", "mending"
HEAD = "\n\n"
CLAUSES = ("content", "cause", "effect", "what")
"""What is a clause or a long phrase, and compared as a whole."""
Span = tuple[int, int]


class Kind(NamedTuple):
    """One kind of label: the part that is marked, what else is told of it, and where the project says the same."""

    mark: str
    spans: tuple[str, ...]
    words: tuple[str, ...]
    columns: dict[str, str]


KINDS = {
    "statements": Kind("content", ("source", "cue"), (), {"source": "mention", "cue": "cue"}),
    "deeds": Kind("word", ("agent", "patient"), ("told",), {"agent": "agent", "patient": "patient", "told": "told_as"}),
    "causes": Kind("word", ("cause", "effect"), ("told",), {"cause": "cause", "effect": "effect", "told": "told_as"}),
    "demands": Kind("word", ("by", "of", "what"), ("strength",), {"by": "by", "of": "of", "what": "what", "strength": "category"}),
}  # fmt: skip
RELATIVE = ("who", "which", "that")
UNSAID = {"deeds": "done", "causes": "stated"}
"""What a label says where the project's column is missing."""


class Label(NamedTuple):
    """A mark in a paragraph, and what is told of it: spans, or None where nothing is; and words of a fixed list."""

    at: Span
    spans: dict[str, Span | None]
    words: dict[str, str]


def read(name: str) -> list[dict[str, Any]]:
    """The records of one file of the set."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def place(text: str, words: str, nth: int = 0, near: int | None = None) -> Span | None:
    """Where words stand in a text: the `nth` time, or nearest to a character; None for none.

    >>> place("the man and the men", "the", near=12), place("the man", "")
    ((12, 15), None)
    """
    if not words:
        return None
    found = [at for at in range(len(text)) if text.startswith(words, at)]
    if not found:
        raise ValueError(f"not in the text: {words}")
    at = found[nth] if near is None else min(found, key=lambda at: abs(at - near))
    return at, at + len(words)


def labels(text: str, kind: str, given: list[dict[str, Any]]) -> list[Label]:
    """The labels of one reading, with their places in the text."""
    k = KINDS[kind]
    made = []
    for label in given:
        at = place(text, label[k.mark], label.get("nth", 0))
        assert at is not None
        spans = {name: place(text, label.get(name, ""), near=at[0]) for name in k.spans}
        made.append(Label(at, spans, {name: label[name] for name in k.words}))
    return made


def found(texts: list[str]) -> dict[str, list[list[Label]]]:
    """What the project finds in each paragraph, as labels."""
    ids = [str(n) for n in range(len(texts))]
    tables = corpus.from_texts(ids, ["." + HEAD + text for text in texts])
    shift = len("." + HEAD)
    said = quotes.find(tables["articles"], tables["lines"], tables["sentences"])
    rows = {
        "statements": said[said["kind"] == "indirect"],
        "deeds": agency.find(tables["sentences"]),
        "causes": causes.find(tables["sentences"]),
        "demands": demands.find(tables["sentences"]),
    }
    rows["demands"] = rows["demands"][rows["demands"]["category"] != "qualifier"]
    return {kind: _labels(kind, table, texts, shift) for kind, table in rows.items()}


def _labels(kind: str, table: pd.DataFrame, texts: list[str], shift: int) -> list[list[Label]]:
    k = KINDS[kind]
    made: list[list[Label]] = [[] for _ in texts]
    for row in table.sort_values(["start", "end"]).to_dict("records"):
        spans = {name: _span(row, k.columns[name], shift) for name in k.spans}
        if (
            kind == "statements"
            and texts[int(row["article_id"])][slice(*spans["source"] or (0, 0))].lower() in RELATIVE
        ):
            spans["source"] = _antecedent(texts[int(row["article_id"])], row["speaker"], spans["source"])
        words = {name: _word(kind, row[k.columns[name]]) for name in k.words}
        made[int(row["article_id"])].append(Label((row["start"] - shift, row["end"] - shift), spans, words))
    return made


def _antecedent(text: str, speaker: Any, relative: Span | None) -> Span | None:
    """Where the text last names whom *who* or *which* stands for; the relative pronoun where it does not so name him."""
    at = text.rfind(speaker, 0, relative[0]) if relative and isinstance(speaker, str) else -1
    return (at, at + len(speaker)) if at >= 0 else relative


def _span(row: dict[str, Any], column: str, shift: int) -> Span | None:
    start, end = row[f"{column}_start"], row[f"{column}_end"]
    return None if pd.isna(start) else (int(start) - shift, int(end) - shift)


def _word(kind: str, value: Any) -> str:
    return UNSAID.get(kind, "") if pd.isna(value) else str(value).removesuffix("_noun")


def shared(a: Span, b: Span) -> int:
    """Characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def alike(a: Span | None, b: Span | None, *, whole: bool) -> bool:
    """Do two spans say the same: both nothing, or half of the shorter one shared (`whole`: of the longer)?"""
    if a is None or b is None:
        return a is b
    size = max if whole else min
    return 2 * shared(a, b) >= size(a[1] - a[0], b[1] - b[0])


def pairs(kind: str, gold: list[Label], own: list[Label]) -> list[tuple[Label, Label]]:
    """The labels that mark the same thing, one to one, those first that share most."""
    whole = KINDS[kind].mark in CLAUSES
    near = [(shared(g.at, o.at), i, j) for i, g in enumerate(gold) for j, o in enumerate(own)
            if shared(g.at, o.at) and (not whole or alike(g.at, o.at, whole=True))]  # fmt: skip
    taken: list[tuple[int, int]] = []
    for _, i, j in sorted(near, key=lambda n: (-n[0], n[1], n[2])):
        if all(i != one and j != other for one, other in taken):
            taken.append((i, j))
    return [(gold[i], own[j]) for i, j in sorted(taken)]


def score(kind: str, gold: list[list[Label]], own: list[list[Label]]) -> dict[str, Any]:
    """Precision, recall and F1 of the marks, and how often what is told of a right mark is right."""
    k = KINDS[kind]
    both = [pair for g, o in zip(gold, own, strict=True) for pair in pairs(kind, g, o)]
    n_gold, n_own = sum(map(len, gold)), sum(map(len, own))
    made: dict[str, Any] = {"labelled": n_gold, "found": n_own, "right": len(both)}
    made |= {"precision": _share(len(both), n_own), "recall": _share(len(both), n_gold), "f1": _share(2 * len(both), n_gold + n_own)}  # fmt: skip
    for name in k.spans:
        right = sum(alike(g.spans[name], o.spans[name], whole=name in CLAUSES) for g, o in both)
        made[f"{name}_right"] = _share(right, len(both))
    for name in k.words:
        made[f"{name}_right"] = _share(sum(g.words[name] == o.words[name] for g, o in both), len(both))
    return made


def _share(part: int, of: int) -> float:
    return round(part / of, 3) if of else 0.0


def halves(half: str) -> list[dict[str, Any]]:
    """The paragraphs of one half."""
    return [record for record in read("texts") if record["half"] == half]


def reading(name: str, records: list[dict[str, Any]], kind: str) -> list[list[Label]]:
    """What one reading labels in some paragraphs."""
    by_id = {record["id"]: record for record in read(name)}
    return [labels(record["text"], kind, by_id[record["id"]][kind]) for record in records]


def figures() -> dict[str, dict[str, Any]]:
    """By kind: the project against the curated reading, and the two first readings against each other."""
    records = halves(HELD_OUT)
    own = found([record["text"] for record in records])
    made = {}
    for kind in KINDS:
        one, other = (reading(name, records, kind) for name in ("reader_a", "reader_b"))
        made[kind] = {
            "paragraphs": len(records),
            **score(kind, reading(CURATED, records, kind), own[kind]),
            "two_readers_f1": score(kind, one, other)["f1"],
        }
    return made


def errors(kind: str) -> Iterator[str]:
    """A line for each label of the half for mending that is missed, false or told wrongly."""
    records = halves(MENDING)
    own = found([record["text"] for record in records])[kind]
    for record, gold, marks in zip(records, reading(CURATED, records, kind), own, strict=True):
        text: str = record["text"]
        both = pairs(kind, gold, marks)
        said: list[str] = [f"missed: {_told(text, g)}" for g in gold if all(g is not one for one, _ in both)]
        said += [f"false: {_told(text, o)}" for o in marks if all(o is not other for _, other in both)]
        for g, o in both:
            wrong = [n for n in g.spans if not alike(g.spans[n], o.spans[n], whole=n in CLAUSES)]
            wrong += [n for n in g.words if g.words[n] != o.words[n]]
            if wrong:
                said.append(f"{', '.join(wrong)}: {_told(text, g)}\n      found {_told(text, o)}")
        if said:
            yield "\n  ".join([f"{record['id']} {text}", *said])


def _told(text: str, label: Label) -> str:
    spans = {name: text[slice(*span)] if span else "" for name, span in label.spans.items()}
    return f"[{text[slice(*label.at)]}] " + "; ".join(f"{n}: {v}" for n, v in (spans | label.words).items())


def main(given: list[str]) -> None:
    if given[:1] == ["--errors"]:
        print("\n".join(line for kind in given[1:] or KINDS for line in errors(kind)))
        return
    made = figures()
    print(cards.as_yaml(made), end="")
    if "--write" in given:
        cards.write("told", made)


if __name__ == "__main__":
    main(sys.argv[1:])
