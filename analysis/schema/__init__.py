"""Every table of the suite: its grain, its columns, their types and units. The one place where columns are named.

Grain first: one row is one ___. `start`, `end`: 0-based, half-open, in characters of `articles.text`. Missing is
`<NA>`, never `""` or `-1`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.schema import comparison, corpus, evidence, signals, stored
from analysis.schema.columns import SPAN, STR
from analysis.schema.reading import parts, rows, texts, values
from analysis.schema.words import BLANK, FURNITURE, HEADS, LEDGER_KINDS, LINES, PARTS, STANCES, VOICES

__all__ = [
    "BLANK", "FURNITURE", "HEADS", "LEDGER_KINDS", "LINES", "PARTS", "SPAN", "STANCES", "TABLES", "VOICES",
    "build", "check", "dictionary", "empty", "from_arrow", "from_rows", "from_tuples", "parts", "rows", "texts",
    "to_arrow", "values", "version", "without_text",
]  # fmt: skip

TABLES = {t.name: t for room in (corpus, signals, comparison, evidence) for t in room.TABLES}


def build(name: str, columns: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Make table `name` from columns of values; a column that is not given is missing throughout.

    >>> build("rejects", {"severity": ["reject"], "file": ["a.txt"], "reason": ["empty"]})["row"].isna().all()
    np.True_
    """
    table = TABLES[name]
    if unknown := set(columns) - set(table.names):
        raise KeyError(f"table {name} has no column {sorted(unknown)}; it has {table.names}")
    length = max((len(v) for v in columns.values()), default=0)
    return pd.DataFrame({c.name: _array(list(columns.get(c.name, [pd.NA] * length)), c.dtype) for c in table.columns})


def _array(values: list[Any], dtype: str) -> Any:
    if dtype == STR:
        try:  # as Arrow has it, which is how pandas holds text: twice as fast
            return pd.array(pa.array(values, pa.large_string(), from_pandas=True), dtype=STR)
        except pa.ArrowException:
            pass  # a value that is no text is written as text
    return pd.array(values, dtype=dtype)


def from_tuples(name: str, given: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Make table `name` from the values of each row, in the order of its columns; None is missing, and so is the rest.

    >>> from_tuples("rejects", [("reject", "a.txt", None)])["file"].tolist()
    ['a.txt']
    """
    return build(name, dict(zip(TABLES[name].names, zip(*given, strict=True), strict=False)))


def from_rows(name: str, given: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Make table `name` from one mapping a row; a key that is not given is missing."""
    names: set[str] = set().union(*given)
    return build(name, {n: [row.get(n, pd.NA) for row in given] for n in names}) if given else empty(name)


def empty(name: str) -> pd.DataFrame:
    """Table `name` without a row.

    >>> len(empty("quotes")), empty("lines").columns[0]
    (0, 'article_id')
    """
    return build(name, {})


def check(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return `frame` if it has exactly the columns and types of table `name`; else say what differs.

    Raises:
        ValueError: which columns are missing, unknown, out of order or of another type.
    """
    table = TABLES[name]
    if list(frame.columns) != table.names:
        raise ValueError(f"table {name}: columns are {list(frame.columns)}, should be {table.names}")
    wrong = {c.name: str(frame[c.name].dtype) for c in table.columns if str(frame[c.name].dtype) != c.dtype}
    if wrong:
        raise ValueError(f"table {name}: wrong types {wrong}")
    return frame


def dictionary() -> str:
    """The data dictionary as Markdown: every table with its grain, every column with its type. See `data/README.md`."""
    found = []
    for table in TABLES.values():
        found.append(f"### {table.name}\n\nOne row is one {table.grain}.\n\n| column | type | what |\n|---|---|---|")
        found.extend(f"| `{c.name}` | {c.dtype} | {c.about} |" for c in table.columns)
        found.append("")
    return "\n".join(found)


def version() -> str:
    """A fingerprint of all tables, columns and types, by which files of two versions are told apart."""
    return stored.version(TABLES)


def without_text(name: str) -> list[str]:
    """The columns of table `name` that hold no words of an article.

    >>> without_text("tone")
    ['article_id', 'outlet_key', 'part', 'polarity', 'subjectivity', 'words_known', 'vader', 'vader_known']
    """
    return stored.without_text(TABLES[name])


def to_arrow(frame: pd.DataFrame, name: str, metadata: Mapping[str, str] | None = None) -> pa.Table:
    """Table `name`, or some of its columns, for a Parquet file that says what `metadata` does."""
    return stored.to_arrow(frame, TABLES[name], metadata)


def from_arrow(found: pa.Table, name: str) -> pd.DataFrame:
    """Table `name`, or some of its columns, from a Parquet file, in the types of the schema."""
    return stored.from_arrow(found, TABLES[name])
