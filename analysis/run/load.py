"""Load: the tables of a run that is complete, all of them or those of a sample of its stories, for the report."""

import csv
import heapq
import sys
from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from analysis import schema
from analysis.corpus.source import Note
from analysis.errors import InputError
from analysis.run import disputed
from analysis.run import plan as plans
from analysis.run.parts import whole
from analysis.run.plan import COMPLETE
from analysis.run.tasks import READ, SIGNALS, place
from analysis.schema.columns import BOOL, FLOAT, FLOAT_NA, INT, INT_NA, STR
from analysis.storage import Folder
from analysis.writing import undone

MOST = 2000
"""Articles that a report shows; of more, those of whole stories taken by chance (by a hash of the story's name)."""
NAMED = 200
"""Rows of `rejects` that the report of a sample names."""

Tables = dict[str, pd.DataFrame]
VALUES: dict[str, Callable[[str], Any]] = {
    STR: undone, INT: int, INT_NA: int, FLOAT: float, FLOAT_NA: float, BOOL: {"True": True, "False": False}.__getitem__,
}  # fmt: skip
"""How a cell of CSV is read, by the type of its column."""
EMPTY = frozenset({"numbers.owner"})
"""Columns of text in which an empty cell is an empty text; elsewhere it is missing."""


def read(folder: Path) -> tuple[Tables, bool]:
    """The tables of a run, and whether they are those of all its articles.

    Of a sample only what is found in one article at a time is read: what articles share has to be looked for among
    those that are shown.

    Raises:
        InputError: the run is not complete, or is in a form that no report can be made of.
    """
    state = _state(folder)
    files = {name: [folder / f["file"] for f in table["files"]] for name, table in state["tables"].items()}
    if state["articles"] <= MOST:
        return _in_order({name: _read(name, own) for name, own in files.items()}), True
    chosen = set(sample(lambda: _stories(files["articles"])))
    tables = {n: _read(n, files[n], chosen) for n in (*READ, *SIGNALS, *disputed.TABLES) if n in files}
    rejects = _read("rejects", files["rejects"])
    notes = [
        Note(
            "doubt", folder.name, None, f"holds {state['articles']:,} articles; {len(chosen):,} of them are shown "
            "here, of whole stories taken by chance", "look at the tables for all of them",
        )
    ]  # fmt: skip
    if len(rejects) > NAMED:
        notes.append(
            Note("doubt", folder.name, None, f"{len(rejects) - NAMED:,} more rows of `rejects` are not named here",
                 "look at the table")
        )  # fmt: skip
    said = schema.from_rows("rejects", [note._asdict() for note in notes])
    return _in_order(tables) | {"rejects": pd.concat([said, rejects.head(NAMED)], ignore_index=True)}, False


def sample(parts: Callable[[], Iterable[pd.DataFrame]]) -> list[str]:
    """The ids of at most `MOST` articles of whole stories; one without a story is a story of its own.

    Args:
        parts: gives `article_id` and `story` of all articles, part by part; it is called twice.

    >>> ids = [f"a{n}" for n in range(3_000)]
    >>> found = pd.DataFrame({"article_id": ids, "story": [f"s{n // 10}" for n in range(3_000)]}, dtype="string")
    >>> chosen = sample(lambda: [found])
    >>> len(chosen), all(f"{a[:-1]}0" in chosen for a in chosen if len(a) > 2)
    (2000, True)
    """
    stories, sizes = np.unique(np.concatenate([_places(part) for part in parts()]), return_counts=True)
    chosen, n = [], 0
    for story, size in zip(stories, sizes, strict=True):
        if n + size <= MOST:
            chosen.append(story)
            n += size
        if n == MOST:
            break
    ids = [str(i) for part in parts() for i in part["article_id"][np.isin(_places(part), chosen)]]
    return ids or heapq.nsmallest(MOST, (str(i) for part in parts() for i in part["article_id"]), key=place)


def _places(articles: pd.DataFrame) -> NDArray[np.float64]:
    """A number for each article's story, by chance: eight bytes an article, whatever the stories are called."""
    stories = articles["story"].where(articles["story"].notna(), "\0" + articles["article_id"])
    number, names = pd.factorize(stories)
    return np.array([place(story) for story in names], np.float64)[number]


def _in_order(tables: Tables) -> Tables:
    """Disputes in the order of their file, and what they changed by article, as without parts."""
    by = {"disputes": "row", "dispute_changes": "article_id"}
    return {n: t.sort_values(by[n], kind="stable", ignore_index=True) if n in by else t for n, t in tables.items()}


def _stories(files: list[Path]) -> Iterator[pd.DataFrame]:
    """Of each article its id and its story, part by part."""
    wanted = ["article_id", "story"]
    for file in files:
        if file.suffix == ".csv":
            yield _read("articles", [file])[wanted]
        else:
            yield schema.from_arrow(pq.read_table(file, columns=wanted, partitioning=None), "articles")


def _state(folder: Path) -> dict[str, Any]:
    state = plans.state_of(Folder(str(folder))) or {}
    asked = state.get("parameters", {})
    if state.get("state") != COMPLETE:
        raise InputError(f"{folder}: the run in it is not complete; give the same `run` command again")
    if asked["schema"] != schema.version():
        raise InputError(f"{folder}: holds tables of another version of the suite; run it again with --fresh")
    if not asked["text"]:
        raise InputError(f"{folder}: holds tables without texts; a report needs the texts: run without --no-text")
    return state


def _read(name: str, files: list[Path], within: Set[str] | None = None) -> pd.DataFrame:
    """A table, or its rows of some articles."""
    if files and files[0].suffix == ".csv":
        return _from_csv(name, files[0], within)
    rows = None if within is None else pc.field("article_id").isin(pa.array(within, pa.string()))
    found = []
    for file in files:
        with whole(str(file)):
            found.append(pq.read_table(file, filters=rows, partitioning=None))
    return schema.from_arrow(pa.concat_tables(found), name)


def _from_csv(name: str, file: Path, within: Set[str] | None) -> pd.DataFrame:
    """A table as `run` wrote it into a CSV file.

    Raises:
        InputError: it is no such table, as after a spreadsheet has saved it anew.
    """
    csv.field_size_limit(sys.maxsize)
    names = schema.TABLES[name].names
    known = {c.name: VALUES[c.dtype] for c in schema.TABLES[name].columns}
    with whole(str(file)), file.open(encoding="utf-8-sig", newline="") as text:
        rows = csv.reader(text)
        if (header := next(rows, [])) != names:
            raise InputError(f"{file}: its columns are {', '.join(header)}; run it again with --fresh")
        at = names.index("article_id") if within is not None else 0
        kept = [row for row in rows if within is None or undone(row[at]) in within]
    columns: dict[str, list[Any]] = {}
    for column, cells in zip(names, zip(*kept, strict=True), strict=False):
        try:
            missing = "" if f"{name}.{column}" in EMPTY else pd.NA
            columns[column] = [known[column](cell) if cell else missing for cell in cells]
        except (ValueError, KeyError):
            raise InputError(
                f"{file}: column {column} holds another kind of value than was written; run it again with --fresh"
            ) from None
    return schema.build(name, columns)
