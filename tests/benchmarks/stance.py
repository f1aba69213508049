"""Score stance on labelled headlines, and keep `data/cards/stance.yaml` true.

    LABELLED_SETS=FOLDER uv run python -m tests.benchmarks.stance            print the figures
    LABELLED_SETS=FOLDER uv run python -m tests.benchmarks.stance --write    and write them into the card

FOLDER holds `stance.jsonl` (Emergent): a record a line with `headline`, `claim` and `stance` (for, against,
observing). A headline that is read as `unrelated` counts as wrong.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from analysis.signals import stance
from tests.benchmarks import cards

LABELS = ("for", "against", "observing")


def score(pairs: list[tuple[str, str | None]]) -> dict[str, Any]:
    """Accuracy, macro-F1 and the figures of each class, from labels and predictions, to three digits.

    >>> score([("for", "for"), ("for", None), ("against", "for"), ("observing", "observing")])["accuracy"]
    0.5
    """
    gold, found, right = Counter(g for g, _ in pairs), Counter(f for _, f in pairs), Counter[str]()
    right.update(g for g, f in pairs if g == f)
    f1 = {c: 2 * right[c] / (gold[c] + found[c]) if gold[c] + found[c] else 0.0 for c in LABELS}
    return {
        "headlines": len(pairs),
        "accuracy": round(right.total() / len(pairs), 3),
        "macro_f1": round(sum(f1.values()) / len(LABELS), 3),
        "read_as_unrelated": found[None],
        "by_class": {
            c: {
                "headlines": gold[c],
                "precision": round(right[c] / found[c], 3) if found[c] else 0.0,
                "recall": round(right[c] / gold[c], 3) if gold[c] else 0.0,
                "f1": round(f1[c], 3),
            }
            for c in LABELS
        },
    }


def figures(folder: Path) -> dict[str, Any]:
    """The figures of every set in `folder`; `by_rule` says how often each rule decided, and was right."""
    lines = (folder / "stance.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    readings = [stance.read(r["headline"], r["claim"]) for r in records]
    pairs = [(r["stance"], stance.emergent(reading)) for r, reading in zip(records, readings, strict=True)]
    found, right = Counter[str](), Counter[str]()
    for reading, (gold, written) in zip(readings, pairs, strict=True):
        rule = reading.rule + (", attributed" if reading.rule == "assertion" and reading.by == "attributed" else "")
        found[rule] += 1
        right[rule] += gold == written
    by_rule = {rule: {"headlines": n, "right": round(right[rule] / n, 3)} for rule, n in found.most_common()}
    return {"emergent": {**score(pairs), "by_rule": by_rule}}


if __name__ == "__main__":
    cards.main("stance", figures)
