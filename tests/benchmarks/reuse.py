"""Score passages and copies on made-up news with planted reuse, and measure their cost.

    uv run python -m tests.benchmarks.reuse                  3,000 articles: recall of every cell, precision, cost
    uv run python -m tests.benchmarks.reuse 300 3000 30000   each in a process of its own; with --write the table goes
                                                             into README.md beside this file and the project's
    LABELLED_SETS=FOLDER uv run python -m tests.benchmarks.reuse events    the real events of `same_event.jsonl`

A tenth of the articles are copies, a tenth hold a passage, a tenth a quotation of another (see `corpora`). A passage or
quotation is found if the passages that the two articles share cover half of its characters; a copy, if both articles
are one text. A stretch found is right if what was planted says that the two articles have words in common.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis import corpus as reading
from analysis import schema
from analysis.comparison.reuse import Shared, copies, passages, tokens
from analysis.spans import overlap
from tests.benchmarks import corpora
from tests.benchmarks import tables as written

COLUMNS = [
    "articles", "text, MB", "CPU s", "memory, MB", "of it to hold the corpus", "copies found", "passages",
    "quotations, changed by up to three words", "precision of stretches",
]  # fmt: skip
PLANTS = {"copies": 0.1, "passages": 0.1, "quotations": 0.1, "shortest": 300, "longest": 850}


def run(made: corpora.Corpus) -> tuple[Shared, dict[str, pd.DataFrame], dict[str, float]]:
    """The shared words of a made corpus, its tables `passages, copies`, and CPU seconds by step."""
    lines, quotes = _tables(made.articles)
    seconds = {}
    tokens.read(["a"])  # its tables of letters are made once
    start = time.process_time()
    shared = Shared(made.articles, lines, quotes)
    seconds["shared words"] = time.process_time() - start
    tables = {"passages": passages.find(shared, schema.empty("sentences")), "copies": copies.find(shared, lines)}
    seconds["all"] = time.process_time() - start
    return shared, tables, seconds


def _tables(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """No furniture, and the quotations that stand between the marks of the made texts."""
    ids, starts, ends = [], [], []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        for match in corpora.QUOTED.finditer(text):
            ids.append(article_id)
            starts.append(match.start(1))
            ends.append(match.end(1))
    quotes = schema.build("quotes", {"article_id": ids, "start": starts, "end": ends, "text": [""] * len(ids),
                                     "kind": ["speech"] * len(ids), "quote_id": [0] * len(ids), "named": [True] * len(ids),
                                     "closed": [True] * len(ids)})  # fmt: skip
    return schema.empty("lines"), quotes


def score(made: corpora.Corpus, shared: Shared, tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """Recall by kind and change, recall by kind, and the precision of the stretches that two articles share."""
    number = {article: n for n, article in enumerate(made.articles["article_id"])}
    places = _places(shared)
    text_of = dict(zip(tables["copies"]["article_id"], tables["copies"]["text_id"], strict=True))
    hits, total = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    root: dict[int, int] = {}
    taken: dict[int, list[tuple[int, int, int, int, int]]] = defaultdict(list)
    for row in made.planted.itertuples():
        cell = (str(row.kind), str(row.change))
        total[cell] += 1
        here, there = number[row.article_id], number[row.other_id]
        if row.kind == "copy":
            root[here] = there
            hits[cell] += text_of[row.article_id] == text_of[row.other_id]
        else:
            taken[here].append((there, row.start, row.end, row.other_start, row.other_end))
            covered = sum(overlap(b[0], b[1], row.start, row.end) for _, b in places.get((there, here), ()))
            hits[cell] += covered >= (row.end - row.start) / 2
    n_right = n_found = 0
    for (one, other), found in places.items():
        for a, b in found:
            n_found += 1
            n_right += _right(one, other, a, b, root, taken)
    recall = {cell: hits[cell] / total[cell] for cell in sorted(total)}
    kinds = {k: sum(hits[c] for c in total if c[0] == k) / sum(total[c] for c in total if c[0] == k)
             for k in sorted({c[0] for c in total})}  # fmt: skip
    return {"recall": recall, "n": total, "kinds": kinds, "precision": n_right / max(1, n_found), "stretches": n_found}


def _right(one: int, other: int, a: tuple[int, int], b: tuple[int, int], root: dict, taken: dict) -> bool:
    """Do two stretches come from one original? What is planted says from which, and where it stands in the taker."""

    def origins(article: int, span: tuple[int, int]) -> set[int]:
        found = {root.get(article, article)}
        return found | {root.get(t, t) for t, start, end, *_ in taken.get(article, ()) if overlap(*span, start, end)}

    return bool(origins(one, a) & origins(other, b))


def _places(shared: Shared) -> dict[tuple[int, int], list[tuple[tuple[int, int], tuple[int, int]]]]:
    """For each two articles the stretches that they share, in characters of each."""
    words: dict[int, tuple[np.ndarray, np.ndarray]] = {}

    def characters(article: int, start: int, end: int) -> tuple[int, int]:
        if article not in words:
            words[article] = tokens.places(shared.texts[article])
        first = shared.tokens.first[article]
        return int(words[article][0][start - first]), int(words[article][1][end - 1 - first])

    found = shared.stretches
    pairs: dict[tuple[int, int], list] = defaultdict(list)
    columns = (shared.one, shared.other, found.start, found.end, found.other_start, found.other_end)
    for one, other, a, b, c, d in zip(*(column.tolist() for column in columns), strict=True):
        pairs[one, other].append((characters(one, a, b), characters(other, c, d)))
    return pairs


def store(n: int, folder: Path, seed: int = 1) -> None:
    """Make a corpus and put it into a folder, so that the memory of making it is not counted."""
    made = corpora.make(n, seed, stories=max(1, n // 10), **PLANTS)  # type: ignore[arg-type]
    made.articles.to_parquet(folder / "articles.parquet")
    made.planted.to_parquet(folder / "planted.parquet")


def report(n: int, folder: Path) -> None:
    made = corpora.Corpus(*(pd.read_parquet(folder / f"{name}.parquet") for name in ("articles", "planted")))
    made = corpora.Corpus(made.articles.astype(dict.fromkeys(["outlet_key", "text"], "string")), made.planted)
    before = _peak()
    shared, tables, seconds = run(made)
    peak = _peak()
    print(f"{n:,} articles, {sum(map(len, shared.texts)) / 1e6:.0f} MB of text")
    print(f"  CPU s: {seconds['all']:.2f}, of it shared words {seconds['shared words']:.2f}")
    print(f"  memory: {peak:.0f} MB of the whole process at the most; {before:.0f} MB to read the corpus")
    found = score(made, shared, tables)
    for (kind, change), recall in found["recall"].items():
        print(f"  {kind:10} {change:10} {recall:6.3f}  of {found['n'][kind, change]}")
    print("  over all: " + ", ".join(f"{kind} {recall:.3f}" for kind, recall in found["kinds"].items()))
    print(f"  precision {found['precision']:.3f} of {found['stretches']:,} stretches")
    text = sum(map(len, shared.texts)) / 1e6
    cost = [f"{n:,}", f"{text:.0f}", f"{seconds['all']:.3g}", f"{peak:,.0f}", f"{before:,.0f}"]
    figures = [
        *(found["kinds"].get(kind, float("nan")) for kind in ("copy", "passage", "quotation")),
        found["precision"],
    ]
    print(json.dumps([*cost, *(f"{figure:.3f}" for figure in figures)]), flush=True)


def _peak() -> float:
    """Most memory that this process held so far, in millions of bytes: Python, libraries and the corpus with it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def events(path: Path) -> dict[str, pd.DataFrame]:
    """Tables of real articles, three outlets an event; every event is compared with all others too."""
    from analysis.signals import quotes

    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = ["\n\n".join([r["headline"], *r["sentences"]]) for r in records]
    tables = reading.from_texts([f"{r['id']} {r['outlet']}" for r in records], texts)
    keys = pd.array([r["outlet"] for r in records], dtype="string")
    stories = pd.array([r["triple"] for r in records], dtype="string")
    tables["articles"] = tables["articles"].assign(outlet_key=keys, story=stories)
    tables["quotes"] = quotes.find(tables["articles"], tables["lines"], tables["sentences"])
    shared = Shared(tables["articles"], tables["lines"], tables["quotes"])
    tables["passages"] = passages.find(shared, tables["sentences"])
    tables["copies"] = copies.find(shared, tables["lines"])
    return tables


def main() -> None:
    asked = [*sys.argv[1:], *([] if set(sys.argv[1:]) - {"--write"} else ["3000"])]
    if asked == ["events"]:
        folder = os.environ.get("LABELLED_SETS")
        if not folder:
            sys.exit("LABELLED_SETS names no folder: set it to the folder with same_event.jsonl")
        tables = events(Path(folder) / "same_event.jsonl")
        stories = tables["articles"].set_index("article_id")["story"]
        found = tables["passages"].assign(story=tables["passages"]["article_id"].map(stories))
        inside = found.groupby("cluster_id")["story"].nunique() == 1
        print(f"{stories.nunique()} events, {len(stories)} articles, {tables['copies']['text_id'].nunique()} texts")
        print(
            f"{found['cluster_id'].nunique()} passages, {int(inside.sum())} inside one event, in {found['story'].nunique()} events"
        )
    elif asked[0] in ("store", "report"):
        {"store": store, "report": report}[asked[0]](int(asked[1]), Path(asked[2]))
    else:
        rows = [COLUMNS, ["---"] * len(COLUMNS)]
        for n in (word for word in asked if word != "--write"):  # a process each: memory is the process's
            with tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, "-m", "tests.benchmarks.reuse"]
                subprocess.run([*command, "store", n, folder], check=True)
                done = subprocess.run([*command, "report", n, folder], check=True, stdout=subprocess.PIPE, text=True)
                said, _, row = done.stdout.rstrip().rpartition("\n")
                print(said, flush=True)
                rows.append(json.loads(row))
        if "--write" in asked:
            written.write("reuse", "\n".join(f"| {' | '.join(row)} |" for row in rows).replace("| --- ", "|---"))


if __name__ == "__main__":
    main()
