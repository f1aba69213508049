"""Score hedges on labelled sentences, and keep `data/cards/hedges.yaml` true.

    LABELLED_SETS=FOLDER uv run python -m tests.benchmarks.hedges            print the figures
    LABELLED_SETS=FOLDER uv run python -m tests.benchmarks.hedges --write    and write them into the card

FOLDER holds `hedges_news.jsonl` and `hedges_wiki.jsonl` (Szeged Uncertainty Corpus): a record a line with `sentence`,
`cues` ([start, end] each) and `types`. Only cues of uncertainty are scored; direct questions are left out.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from analysis import schema
from analysis.signals import hedges
from tests.benchmarks import cards

SETS = {"news": "hedges_news.jsonl", "encyclopedia": "hedges_wiki.jsonl"}


def predict(sentences: list[str]) -> list[dict[tuple[int, int], str]]:
    """For each sentence the cues of uncertainty: their place and category."""
    n = len(sentences)
    table = schema.build(
        "sentences",
        {
            "article_id": [str(i) for i in range(n)],
            "sentence_id": [0] * n,
            "start": [0] * n,
            "end": [len(s) for s in sentences],
            "text": sentences,
            "part": ["body"] * n,
            "paragraph": [1] * n,
            "n_words": [0] * n,
        },
    )
    found: list[dict[tuple[int, int], str]] = [{} for _ in range(n)]
    for row in hedges.uncertain(hedges.find(table, uncounted=True)).itertuples():
        found[int(row.article_id)][row.start, row.end] = row.category
    return found


def f1(both: int, found: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1 of `both` hits among `found` and `gold`, to three digits.

    >>> f1(3, 4, 6)
    {'precision': 0.75, 'recall': 0.5, 'f1': 0.6}
    """
    return {
        "precision": round(both / found if found else 0.0, 3),
        "recall": round(both / gold if gold else 0.0, 3),
        "f1": round(2 * both / (found + gold) if found + gold else 0.0, 3),
    }


def score(path: Path) -> dict[str, Any]:
    """The figures of one set: by sentence, by exact cue, by our category (precision), by the set's type (recall)."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    found, right, gold, caught = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    uncertain = [0, 0, 0]
    for record, cues in zip(records, predict([r["sentence"] for r in records]), strict=True):
        labelled = {(start, end): t for (start, end), t in zip(record["cues"], record["types"], strict=True)}
        is_uncertain = bool(labelled) or record["uncertain"]
        uncertain[0] += is_uncertain and bool(cues)
        uncertain[1] += bool(cues)
        uncertain[2] += is_uncertain
        found.update(cues.values())
        gold.update(labelled.values())
        right.update(category for place, category in cues.items() if place in labelled)
        caught.update(kind for place, kind in labelled.items() if place in cues)
    return {
        "sentences": len(records),
        "cues": gold.total(),
        "by_sentence": f1(*uncertain),
        "by_exact_cue": f1(right.total(), found.total(), gold.total()),
        "precision_by_category": {
            c: {"found": found[c], "right": round(right[c] / found[c], 3)} for c in hedges.UNCERTAINTY if found[c]
        },
        "recall_by_type": {t: {"cues": gold[t], "found": round(caught[t] / gold[t], 3)} for t in sorted(gold)},
    }


def figures(folder: Path) -> dict[str, Any]:
    return {name: score(folder / file) for name, file in SETS.items()}


if __name__ == "__main__":
    cards.main("hedges", figures)
