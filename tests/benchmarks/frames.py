"""Score indicator terms on headlines labelled with issue frames, and keep `data/cards/frames.yaml` true.

    LABELLED_SETS=FOLDER uv run python -m tests.benchmarks.frames            print the figures
    LABELLED_SETS=FOLDER uv run python -m tests.benchmarks.frames --write    and write them into the card

FOLDER holds `frames_headlines.jsonl` (Gun Violence Frame Corpus): a record a line with `headline`, `frame` and
`frame2`. The codebook of its nine frames, `guns.yaml`, stands beside this file. A headline without any term is given no
frame; `framed` scores the headlines that coders gave a frame, `all` counts no frame as a tenth answer.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from analysis import codebook
from analysis.signals import frames
from tests.benchmarks import cards

BOOK = Path(__file__).with_name("guns.yaml")
NO_FRAME = "none"


def score(pairs: list[tuple[str, str]], labels: list[str]) -> dict[str, Any]:
    """Accuracy and macro-F1 over `labels`, from pairs of label and reading, to three digits.

    >>> score([("Race", "Race"), ("Race", "none"), ("Politics", "Race")], ["Race", "Politics"])
    {'headlines': 3, 'accuracy': 0.333, 'macro_f1': 0.25}
    """
    gold, found = Counter(g for g, _ in pairs), Counter(f for _, f in pairs)
    right = Counter(g for g, f in pairs if g == f)
    f1 = [2 * right[c] / (gold[c] + found[c]) if gold[c] + found[c] else 0.0 for c in labels]
    return {
        "headlines": len(pairs),
        "accuracy": round(right.total() / len(pairs), 3),
        "macro_f1": round(sum(f1) / len(labels), 3),
    }


def figures(folder: Path) -> dict[str, Any]:
    """The figures of the labelled headlines in `folder`."""
    lines = (folder / "frames_headlines.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    book = codebook.load(BOOK)
    readings = [reading or NO_FRAME for reading in frames.leading([r["headline"] for r in records], book)]
    labels = [frame.id for frame in book.frames]
    pairs = list(zip((r["frame"] for r in records), readings, strict=True))
    framed = [(gold, read) for gold, read in pairs if gold != NO_FRAME]
    either = sum(
        read != NO_FRAME and r["frame"] != NO_FRAME and read in (r["frame"], r["frame2"])
        for r, read in zip(records, readings, strict=True)
    )
    by_frame = {}
    for label in labels:
        right = sum(gold == read == label for gold, read in framed)
        read, gold = sum(r == label for _, r in framed), sum(g == label for g, _ in framed)
        by_frame[label] = {
            "headlines": gold,
            "precision": round(right / read, 3) if read else 0.0,
            "recall": round(right / gold, 3) if gold else 0.0,
        }
    return {
        "gun_violence": {
            "framed": {
                **score(framed, labels),
                "first_or_second_frame": round(either / len(framed), 3),
                "without_a_term": sum(read == NO_FRAME for _, read in framed),
                "by_frame": by_frame,
            },
            "all": score(pairs, [*labels, NO_FRAME]),
        }
    }


def main() -> None:
    cards.main("frames", figures)


if __name__ == "__main__":
    main()
