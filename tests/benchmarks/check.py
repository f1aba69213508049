"""Inspect a Parquet table of a million short articles, and say how long it took and how much memory.

    uv run python -m tests.benchmarks.check            a million rows
    uv run python -m tests.benchmarks.check 10000      so many rows

Rows are made up from a seed: a headline and two or three sentences of words at random, half of them small ones as in
English; 200 outlets; and planted among them one row in `BROKEN` without any text and one in `TWICE` that is the row
before it once more.
"""

import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from analysis import corpus, study

BROKEN, TWICE, OUTLETS, CHUNK = 1_000, 700, 200, 20_000
MEGABYTES, BYTES_A_ROW = 100, 600
"""What an inspection may hold: one batch, and for each row its id and fingerprints."""
WORDS = (
    "bridge town mayor council ferry river winter crack pillar engineer police letter troops minister general border "
    "closed opened said warned denied reported asked repaired delayed planned shut crossed "
    + "the the the the of of a a in in to to and and that was for on with as at by after from he it is be has not "
).split()


class Figures(NamedTuple):
    """What an inspection came to."""

    n_rows: int
    n_articles: int
    n_rejects: int
    seconds: float
    megabytes: int

    @property
    def bytes_a_row(self) -> float:
        """Growth of memory over the whole run, by row."""
        return self.megabytes * (1 << 20) / self.n_rows


def write(path: Path, rows: int, seed: int = 1) -> tuple[int, int]:
    """Write the table; returns how many rows are broken and how many are there twice."""
    draw = random.Random(seed)
    schema = pa.schema([(name, pa.string()) for name in ("id", "headline", "text", "outlet", "published")])
    broken = twice = 0
    with pq.ParquetWriter(path, schema) as writer:
        before: dict[str, str | None] = {}
        for start in range(0, rows, CHUNK):
            chunk = []
            for number in range(start, min(start + CHUNK, rows)):
                row: dict[str, str | None] = {
                    "id": f"a{number}",
                    "headline": f"{' '.join(draw.choices(WORDS, k=7)).capitalize()} {number}",
                    "text": ". ".join(
                        " ".join(draw.choices(WORDS, k=14)).capitalize() for _ in range(draw.choice((2, 3)))
                    )
                    + ".",
                    "outlet": f"Outlet {draw.randrange(OUTLETS)}",
                    "published": f"2020-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}",
                }
                if number % BROKEN == BROKEN - 1:
                    row |= {"headline": None, "text": " "}
                    broken += 1
                elif number % TWICE == TWICE - 1 and before.get("headline"):
                    row = {**before, "id": row["id"]}
                    twice += 1
                chunk.append(row)
                before = row
            writer.write_table(pa.Table.from_pylist(chunk, schema=schema))
    return broken, twice


def measure(path: Path) -> Figures:
    """Inspect a table and measure it; memory is the most that this process ever held, less what it began with."""
    the_study = study.load(path)
    began, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    found = corpus.inspect(the_study)
    seconds = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rejects = int((found.rejects["severity"] == "reject").sum())
    return Figures(pq.ParquetFile(path).metadata.num_rows, found.n_articles, rejects, seconds, (most - began) >> 10)


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.parquet"
        broken, twice = write(path, rows)
        figures = measure(path)
        print(f"rows {figures.n_rows:,}, file {path.stat().st_size >> 20} MB, planted {broken} broken, {twice} twice")
        print(f"articles {figures.n_articles:,}, rejects {figures.n_rejects:,}")
        print(
            f"{figures.seconds:.0f} s ({figures.n_rows / figures.seconds:,.0f} rows/s), {figures.megabytes} MB more than at the start ({figures.bytes_a_row:.0f} bytes a row)"
        )
        assert figures.n_articles == rows - broken - twice, "an article is missing"
        assert figures.n_rejects == broken + twice, "a reject is missing"
        most = MEGABYTES + rows * BYTES_A_ROW / (1 << 20)
        assert figures.megabytes < most, f"more than {most:.0f} MB"


if __name__ == "__main__":
    main()
