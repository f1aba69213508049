"""Measure what only comparison shows, shared words aside: `variants, omissions, ledger, findings` on made-up news.

    uv run python -m tests.benchmarks.variants                  3,000 articles in 300 stories: CPU seconds by step, memory
    uv run python -m tests.benchmarks.variants 3000 30000       each in a process of its own

The corpora are those of `tests.benchmarks.reuse`, their quotations and other signals those that the rules find in them.
A tenth of the articles are copies and a tenth hold a changed quotation of another; speakers have a word in most
articles of their story, so that what is told may tell what another quotes.
"""

import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis import corpus as reading
from analysis import pipeline, schema
from analysis.comparison import findings, ledger, omission, readings, variants
from analysis.comparison.reuse import Shared, copies
from analysis.study import Study
from tests.benchmarks import corpora
from tests.benchmarks.reuse import PLANTS

STUDY = Study(title="made", given="made", path=Path())
READ = ("articles", "sentences", "quotes", "cues", "claims", "copies")
"""Tables that the steps read."""


def tables(n: int, seed: int = 1) -> dict[str, pd.DataFrame]:
    """The tables of a made corpus that the steps read."""
    made = corpora.make(n, seed, stories=max(1, n // 10), **PLANTS).articles  # type: ignore[arg-type]
    found = reading.from_texts(made["article_id"].tolist(), made["text"].tolist())
    own = {name: made[name].array for name in ("outlet", "outlet_key", "story", "published", "published_precision")}
    found["articles"] = found["articles"].assign(**own)
    pipeline.find_signals(found, STUDY)
    found["copies"] = copies.find(Shared(found["articles"], found["lines"], found["quotes"]), found["lines"])
    return {name: found[name] for name in READ}


def run(given: dict[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], dict[str, float]]:
    """What the steps find, and their CPU seconds."""
    readings.stem("walking")  # its library is imported once
    found, seconds = dict(given), {}
    steps: dict[str, Callable[[], pd.DataFrame]] = {
        "variants": lambda: variants.find(found["quotes"], found["articles"], found["sentences"]),
        "omissions": lambda: omission.find(found, found["copies"]),
        "ledger": lambda: ledger.find(found),
        "findings": lambda: findings.find(found, STUDY),
    }
    with pipeline.uncollected():
        for name, step in steps.items():
            start = time.process_time()
            found[name] = step()
            seconds[name] = time.process_time() - start
    return {name: found[name] for name in steps}, seconds


def store(n: int, folder: Path) -> None:
    """Make the tables and put them into a folder, so that the memory of making them is not counted."""
    for name, table in tables(n).items():
        table.to_parquet(folder / f"{name}.parquet")


def report(n: int, folder: Path) -> None:
    given = {name: pd.read_parquet(folder / f"{name}.parquet") for name in READ}
    given = {
        name: table.astype({c.name: c.dtype for c in schema.TABLES[name].columns}) for name, table in given.items()
    }
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found, seconds = run(given)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{n:,} articles, {given['articles']['story'].nunique():,} stories, {len(given['quotes']):,} quotations")
    for name, took in seconds.items():
        print(f"  {name:10} {took:6.2f} CPU s  {len(found[name]):9,} rows")
    print(f"  all        {sum(seconds.values()):6.2f} CPU s, {n / sum(seconds.values()):,.0f} articles/s")
    print(f"  memory: {peak / 1000:.0f} MB at the most, {before / 1000:.0f} MB of it to hold the tables", flush=True)


def main() -> None:
    asked = sys.argv[1:] or ["3000"]
    if asked[0] in ("store", "report"):
        {"store": store, "report": report}[asked[0]](int(asked[1]), Path(asked[2]))
        return
    for n in asked:  # a process each: memory is the process's
        with tempfile.TemporaryDirectory() as folder:
            for step in ("store", "report"):
                subprocess.run([sys.executable, "-m", "tests.benchmarks.variants", step, n, folder], check=True)


if __name__ == "__main__":
    main()
