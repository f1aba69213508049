"""The made-up example with four outlets of twenty articles each, and two simulated coders: `data/studies/made-up.yaml`.

    uv run python -m tests.benchmarks.example --write     make data/examples/made-up.csv and data/codings/made-up/ again

The five seed articles, one an outlet, allow no estimate. This corpus shows what more articles allow, and its truth is
known: one outlet softens more of its sentences than the others, and in the same outlet more of the suite's marks are called
wrong by the coders, so that a part of the difference is error. Notebook 08_validity and its tests read it. No person wrote or coded any of it.
"""

import random
import sys
from pathlib import Path

import pandas as pd

from analysis import pipeline
from analysis.evidence import sample, units
from tests.benchmarks import corpora

ROOT = Path(__file__).resolve().parents[2]
STUDY = ROOT / "data" / "studies" / "made-up.yaml"
ARTICLES = ROOT / "data" / "examples" / "made-up.csv"
CODINGS = ROOT / "data" / "codings" / "made-up"
EACH = 20
OUTLETS = ("Eastmere Herald", "Harborne Gazette", "Pellham Post", "Valdora Courier")
SOFTER = MISREAD = OUTLETS[1]
HEDGING = {SOFTER: 0.42}
"""Share of softened sentences where it is not .12."""
WRONG = {MISREAD: 0.3}
"""Chance that a word which the suite marks is none, where it is not `WRONG_ELSEWHERE`."""
WRONG_ELSEWHERE, MISSED, SLIP = 0.05, 0.02, 0.03
"""Chance of a false mark; of a softening word that the suite misses, a sentence; of a coder's slip."""
CODED, SEED = 200, 8
CODERS = ("simulated_1", "simulated_2")


def articles() -> pd.DataFrame:
    """Twenty articles an outlet: `id, outlet, story, published, headline, text`; one in five is a copy of another."""
    made = corpora.make(
        130, seed=3, outlets=OUTLETS, skew=0, words=170, shortest=90, longest=420, copies=0.2, hedging=HEDGING
    ).articles
    own = made.groupby("outlet", sort=False).head(EACH)
    own = own.assign(id=[f"m{k:02d}" for k in range(len(own))])
    own["text"] = [text.removeprefix(f"{head}\n\n") for text, head in zip(own["text"], own["headline"], strict=True)]
    return own[["id", "outlet", "story", "published", "headline", "text"]]


def codings() -> dict[str, str]:
    """The key of a sample of sentences, and what two simulated coders answer: files by name.

    They are asked how many softening words a sentence holds. The truth that they know is the suite's own reading with
    errors put in: more false marks in one outlet than in the others.
    """
    tables = pipeline.analyse(STUDY)
    asked = units.find(tables)
    asked = asked[asked["variable"] == "hedges"]
    key = sample.draw(asked, tables["articles"], CODED, SEED)
    rng = random.Random(SEED)
    truth = []
    for outlet, predicted in zip(key["outlet_key"], key["predicted"], strict=True):
        wrong = WRONG.get(outlet, WRONG_ELSEWHERE)
        truth.append(sum(rng.random() >= wrong for _ in range(int(predicted))) + (rng.random() < MISSED))
    files = {"key.csv": key.to_csv(index=False, lineterminator="\n")}
    for coder in CODERS:
        answers = [max(0, n + rng.choice((-1, 1))) if rng.random() < SLIP else n for n in truth]
        coded = key[["article_id", "sentence_id", "start", "end", "text", "unit", "variable"]].assign(
            coder=coder, value=answers
        )
        files[f"{coder}.csv"] = coded.to_csv(index=False, lineterminator="\n")
    return files


def write() -> None:
    """Write the articles, then the codings that are made of them."""
    for folder in (ARTICLES.parent, CODINGS):
        folder.mkdir(parents=True, exist_ok=True)
    ARTICLES.write_text(articles().to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="")
    for name in ("key.csv", *(f"{coder}.csv" for coder in CODERS)):
        (CODINGS / name).unlink(missing_ok=True)
    for name, content in codings().items():
        (CODINGS / name).write_text(content, encoding="utf-8", newline="")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    write()
