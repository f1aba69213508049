"""Measure the page of made-up news: how heavy it is, how long the one command takes, and how much memory.

    uv run python -m tests.benchmarks.page                  500 and 5,000 articles, each in a process of its own
    uv run python -m tests.benchmarks.page 5000 --keep DIR  keeps the page and the corpus

Outlets are eight, a tenth of the articles copies, the days a year. The suite runs `SMALL` articles.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import corpora

ROOT = Path(__file__).resolve().parents[2]
SMALL = 90
SEEDS_MOST, MANY_MOST = 1_000_000, 5_000_000
"""Bytes that the page may weigh: of the seed study, of 5,000 articles."""


def write(n: int, path: Path, seed: int = 1) -> None:
    """A table of `n` made-up articles, one JSON record a line."""
    made = corpora.make(n, seed, outlets=8, stories=max(1, n // 12), copies=0.1).articles
    with path.open("w", encoding="utf-8") as out:
        for row in made.itertuples():
            body = row.text.removeprefix(row.headline).lstrip()
            own = {"id": row.article_id, "outlet": row.outlet, "published": row.published, "story": row.story}
            out.write(json.dumps({**own, "headline": row.headline, "text": body}, ensure_ascii=False) + "\n")


def run(corpus: Path, output: Path) -> subprocess.CompletedProcess[str]:
    """The README's command on a table of articles."""
    command = [sys.executable, "-m", "papermill", "notebooks/report.ipynb", str(output), "--no-progress-bar"]
    return subprocess.run([*command, "-p", "study", str(corpus)], cwd=ROOT, capture_output=True, text=True, check=False)


def measure(n: int, folder: Path) -> None:
    corpus, output = folder / f"made_{n}.jsonl", folder / f"page_{n}.ipynb"
    write(n, corpus)
    started = time.monotonic()
    done = run(corpus, output)
    seconds = time.monotonic() - started
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    weight = output.with_suffix(".html").stat().st_size
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{n:,} articles: {weight / 1e6:.2f} MB, {seconds:.0f} s, at most {memory:,.0f} MB of memory in one process")
    if weight > MANY_MOST:
        sys.exit(f"the page is heavier than {MANY_MOST / 1e6:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int, nargs="*", default=[500, 5000])
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    kept: Path | None = given.keep
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for n in given.articles:
            measure(n, kept or Path(folder))


if __name__ == "__main__":
    main()
