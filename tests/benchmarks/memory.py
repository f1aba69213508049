"""A corpus twice the size of the memory that a process may use, run through from end to end.

    uv run python -m tests.benchmarks.memory [--megabytes 600] [--times 2]

The corpus is made in parts and written as it is made. The run is a process of its own whose address space is limited
(`RLIMIT_AS`), so that what is mapped counts too; it is the whole of `python -m analysis run`, with shared text.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from tests.benchmarks import corpora

ROOT = Path(__file__).resolve().parents[2]
CHUNK = 2_000


def write(path: Path, n_bytes: int, chunk: int = CHUNK, **parameters: object) -> int:
    """Write made-up news of at least so many bytes of text as JSON Lines; how many articles."""
    n = size = 0
    with path.open("w", encoding="utf-8") as file:
        while size < n_bytes:
            made = corpora.articles(chunk, seed=n, copies=0.05, passages=0.1, quotations=0.1, **parameters)
            rows = made[["article_id", "outlet", "story", "published", "headline", "text"]]
            rows = rows.assign(id=[f"{n}-{i}" for i in rows["article_id"]], story=[f"{n}-{s}" for s in rows["story"]])
            size += int(rows["text"].str.len().sum())
            file.write(rows.drop(columns="article_id").to_json(orient="records", lines=True))
            n += chunk
    return n


def limited(corpus: Path, out: Path, n_bytes: int, size: int) -> tuple[subprocess.CompletedProcess[str], float]:
    """The command in a process that may use so many bytes of address space; and its peak of resident memory, in MB."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (n_bytes, n_bytes))

    command = ["-m", "analysis", "run", str(corpus), str(out), "--workers", "1", "--size", str(size)]
    # Libraries that start a thread a core take address space for each; one is what --workers 1 asks for.
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ARROW_DEFAULT_MEMORY_POOL"), "1")
    environment = {**os.environ, **threads, "ARROW_DEFAULT_MEMORY_POOL": "system"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = subprocess.run(
        [sys.executable, *command], preexec_fn=limit, capture_output=True, text=True, cwd=ROOT, env=environment
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return done, (peak if peak > before else float("nan")) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--megabytes", type=int, default=900, help="address space that the process may use")
    parser.add_argument("--times", type=float, default=2.0, help="how many times as large the corpus is")
    parser.add_argument("--size", type=int, default=500, help="articles of a part")
    given = parser.parse_args()
    allowed = given.megabytes << 20
    with tempfile.TemporaryDirectory() as folder:
        corpus, out = Path(folder) / "news.jsonl", Path(folder) / "out"
        n = write(corpus, int(given.times * allowed))
        print(f"{n:,} articles, {corpus.stat().st_size / 2**20:,.0f} MB; {given.megabytes:,} MB allowed", flush=True)
        started = time.perf_counter()
        done, peak = limited(corpus, out, allowed, given.size)
        seconds = time.perf_counter() - started
        print(done.stdout.strip() or done.stderr.strip())
        print(
            f"status {done.returncode}, {seconds:,.0f} s, {n / seconds:,.1f} articles/s, peak {peak:,.0f} MB resident"
        )
        if not done.returncode:
            state = json.loads((out / "run.json").read_text())
            print(pd.Series({name: table["rows"] for name, table in state["tables"].items()}).to_string())
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
