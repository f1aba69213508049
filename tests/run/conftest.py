"""A small corpus with stories, copies and lines that its outlets share, and what a run makes of it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis import schema
from analysis.run import command
from tests.benchmarks import corpora

N, SIZE = 24, 7


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of 24 articles, and a row that is none."""
    made = corpora.articles(
        N, seed=5, stories=3, outlets=2, words=90, shortest=50, longest=150, copies=0.2, passages=0.3, quotations=0.2
    )
    rows = made[["article_id", "outlet", "story", "published", "headline", "text"]].rename(columns={"article_id": "id"})
    rows["text"] = [text.partition("\n\n")[2] + "\n\nNews of the coast\n\n" for text in rows["text"]]
    rows = pd.concat([rows, rows.tail(1).assign(id="none", headline=None, text=None)], ignore_index=True)
    path = tmp_path_factory.mktemp("corpus") / "news.jsonl"
    rows.to_json(path, orient="records", lines=True)
    return path


@pytest.fixture(scope="session")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that nothing disturbed."""
    out = tmp_path_factory.mktemp("run") / "out"
    command.run(str(corpus), str(out), workers=1, size=SIZE)
    return out


def tables(out: Path) -> dict[str, pd.DataFrame]:
    """Every table of a run's folder."""
    state = json.loads((out / "run.json").read_text())
    return {
        name: pd.concat(
            [
                schema.from_arrow(pq.read_table(out / f["file"], partitioning=None), name)
                for f in state["tables"][name]["files"]
            ],
            ignore_index=True,
        )
        for name in state["tables"]
    }


def sorted_rows(table: pd.DataFrame) -> pd.DataFrame:
    """A table whatever the order of its rows."""
    return table.sort_values(list(table.columns), ignore_index=True)


def content(out: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a run's folder, by name."""
    for path in sorted(out.rglob("*")):
        if path.is_file():
            yield path.relative_to(out).as_posix(), path.read_bytes()


def assert_same(out: Path, other: Path) -> None:
    """Both folders hold the same files, byte for byte."""
    one, two = dict(content(out)), dict(content(other))
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []
