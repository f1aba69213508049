"""Stored: tables in the types of Arrow and back; and which columns may be shared without the texts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.schema.columns import BOOL, FLOAT, FLOAT_NA, INT, INT_NA, STR, Table

if TYPE_CHECKING:
    import pyarrow as pa

LABELS = frozenset((
    "article_id", "other_id", "outlet", "outlet_key", "outlet_from", "story", "published", "published_precision",
    "published_from", "place_from", "byline_from", "url_from", "headline_from", "text_from", "genre", "genre_from",
    "label", "layer", "why", "severity", "part", "kind", "verb", "verb_class", "speaker_type", "form", "rule",
    "signal", "category", "meter", "voice", "proposition", "stance", "deciding_spans", "actor", "deed", "told_as",
    "agent_kind", "hedge", "word", "frame", "differs", "other_differs", "touches", "sides", "measure", "per",
))  # fmt: skip
"""Columns of text whose values come from the suite's rules and lexicons, the study, or what is known of the article.
Every other one may hold words of an article."""
WORDS = frozenset({"demands.by", "omissions.why", "ledger.why", "codings.value"})
"""Columns of such a name that do hold them."""


def without_text(table: Table) -> list[str]:
    """The columns of a table that hold no words of an article.

    >>> from analysis.schema import TABLES
    >>> without_text(TABLES["tone"]), "text" in without_text(TABLES["quotes"])
    (['article_id', 'outlet_key', 'part', 'polarity', 'subjectivity', 'words_known', 'vader', 'vader_known'], False)
    """
    return [
        c.name for c in table.columns if c.dtype != STR or (c.name in LABELS and f"{table.name}.{c.name}" not in WORDS)
    ]


def version(tables: Mapping[str, Table]) -> str:
    """A fingerprint of all tables, columns and types: another one if any of them changes."""
    named = [f"{t.name}.{c.name}:{c.dtype}" for t in tables.values() for c in t.columns]
    return hashlib.sha256("\n".join(named).encode()).hexdigest()[:12]


def to_arrow(frame: pd.DataFrame, table: Table, metadata: Mapping[str, str] | None = None) -> pa.Table:
    """A table, or some of its columns, in Arrow's types; what `metadata` says goes with it."""
    import pyarrow as pa  # 0.2 s

    types: Mapping[str, Any] = {
        STR: pa.string(), INT: pa.int64(), INT_NA: pa.int64(), FLOAT: pa.float64(), FLOAT_NA: pa.float64(),
        BOOL: pa.bool_(),
    }  # fmt: skip
    fields = [pa.field(c.name, types[c.dtype]) for c in table.columns if c.name in frame.columns]
    arrays = [pa.array(frame[f.name], type=f.type, from_pandas=True) for f in fields]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=dict(metadata or {})))


def from_arrow(found: pa.Table, table: Table) -> pd.DataFrame:
    """The table, or some of its columns, in the types of the schema."""
    return pd.DataFrame(
        {
            c.name: pd.array(found[c.name].to_numpy(zero_copy_only=False), dtype=c.dtype)
            if c.dtype in (INT, FLOAT, BOOL)
            else found[c.name].to_pandas(types_mapper=_nullable).astype(c.dtype)
            for c in table.columns
            if c.name in found.column_names
        }
    )


def _nullable(kind: Any) -> Any:
    """The pandas type that keeps what is missing apart from any number."""
    return {"int64": pd.Int64Dtype(), "double": pd.Float64Dtype(), "string": pd.StringDtype()}.get(str(kind))
