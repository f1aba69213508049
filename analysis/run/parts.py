"""Parts: the tables of each part of a run, and the entries that say which steps of it are complete."""

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from analysis import schema
from analysis.errors import InputError
from analysis.run.plan import WORK, Plan
from analysis.storage import reason

Entry = dict[str, Any]
"""What a task says when it is complete: `part`, and what others need to know of it."""
COMPRESSION = "zstd"
AGAIN = "give --fresh to begin anew"
"""The way out where a file of the run was lost."""


def name_of(table: str, part: str) -> str:
    """The file of a table's part."""
    return f"{table}/{part}.parquet"


def number(part: int) -> str:
    """The name of a part, so that names sort as numbers do."""
    return f"{part:06d}"


@contextmanager
def whole(file: str) -> Iterator[None]:
    """Say in one line that a file of the run is not as it was written.

    Raises:
        InputError: it is missing, or holds something else.
    """
    try:
        yield
    except InputError:
        raise
    except FileNotFoundError:
        raise InputError(f"{file}: is missing, but was written; {AGAIN}") from None
    except (pa.ArrowException, ValueError, OSError) as error:
        raise InputError(f"{file}: is damaged ({reason(error).rpartition(': ')[2]}); {AGAIN}") from None


# Entries


def entries(plan: Plan, step: str) -> dict[str, Entry]:
    """The entry of each part for which a step is complete, in order of the parts."""
    found = {}
    for name in plan.folder.names(f"{WORK}/done/{step}"):
        file = f"{WORK}/done/{step}/{name}"
        with whole(f"{plan.folder.address}/{file}"):
            found[name.removesuffix(".json")] = json.loads(plan.folder.read(file))
    return found


def complete(plan: Plan, step: str, part: str, **entry: Any) -> Entry:
    """Write the entry of a part whose tables are all written."""
    whole = {"part": part, **entry}
    plan.folder.write(f"{WORK}/done/{step}/{part}.json", json.dumps(whole).encode())
    return whole


# Tables


def write(plan: Plan, name: str, part: str, frame: pd.DataFrame) -> Entry:
    """Write table `name` of a part; its entry: file, rows, hash.

    Raises:
        ValueError: the table has not the columns of the schema.
    """
    arrow = schema.to_arrow(schema.check(frame, name), name, plan.metadata())
    return written(plan, f"{plan.tables}{name_of(name, part)}", arrow)


def written(plan: Plan, file: str, table: pa.Table) -> Entry:
    """Write an Arrow table; its entry."""
    data = io.BytesIO()
    pq.write_table(table, data, compression=COMPRESSION)
    content = data.getvalue()
    plan.folder.write(file, content)
    return {"file": file, "rows": table.num_rows, "sha256": hashlib.sha256(content).hexdigest()}


def read(plan: Plan, name: str, part: str, columns: Sequence[str] | None = None, within: Any = None) -> pd.DataFrame:
    """Table `name` of a part as it was written, or some columns of it, or the rows `within` a filter of pyarrow's."""
    file = f"{plan.tables}{name_of(name, part)}"
    return schema.from_arrow(_read(plan, file, columns, within), name)


def arrow(plan: Plan, name: str, part: str) -> pa.Table:
    """Table `name` of a part as Arrow holds it, without pandas' price."""
    return _read(plan, f"{plan.tables}{name_of(name, part)}")


def tables(plan: Plan, names: Iterable[str], part: str) -> dict[str, pd.DataFrame]:
    """Several tables of a part."""
    return {name: read(plan, name, part) for name in names}


def _read(plan: Plan, file: str, columns: Sequence[str] | None = None, within: Any = None) -> pa.Table:
    columns = None if columns is None else list(columns)
    with whole(f"{plan.folder.address}/{file}"):
        if plan.folder.local and not (plan.folder.local / file).is_file():  # of a folder pyarrow reads what is in it
            raise FileNotFoundError
        source: Any = plan.folder.local / file if plan.folder.local else pa.BufferReader(plan.folder.read(file))
        return pq.read_table(source, columns=columns, filters=within, use_threads=False, partitioning=None)


# What is between two steps


def keep(plan: Plan, what: str, part: str, frame: pa.Table) -> None:
    """Write something that is no table of the schema and goes when the run is complete."""
    written(plan, f"{WORK}/{what}/{part}.parquet", frame)


def kept(plan: Plan, what: str, part: str, columns: Sequence[str] | None = None) -> pa.Table:
    """What `keep` wrote, or some columns of it."""
    return _read(plan, f"{WORK}/{what}/{part}.parquet", columns)


def keep_groups(plan: Plan, what: str, part: str, groups: Iterable[pa.Table]) -> None:
    """Keep several tables of one form in one file, each to be read by its number."""
    data, writer = io.BytesIO(), None
    for group in groups:
        writer = writer or pq.ParquetWriter(data, group.schema, compression=COMPRESSION, write_statistics=False)
        writer.write_table(group, row_group_size=max(1, group.num_rows))
    assert writer is not None
    writer.close()
    plan.folder.write(f"{WORK}/{what}/{part}.parquet", data.getvalue())


def kept_group(plan: Plan, what: str, part: str, n: int) -> pa.Table:
    """One of the tables that `keep_groups` kept."""
    name = f"{WORK}/{what}/{part}.parquet"
    with whole(f"{plan.folder.address}/{name}"), plan.folder.reading(name) as file:
        return pq.ParquetFile(file).read_row_group(n, use_threads=False)


def keep_batches(plan: Plan, what: str, part: str, form: pa.Schema, batches: Iterable[pa.Table]) -> None:
    """Keep many small tables of one form in one file, each to be read by its number without a look at the others.

    As Arrow writes them: to find one of thousands in Parquet costs more than to read it.
    """
    data = io.BytesIO()
    with pa.ipc.new_file(data, form, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        for table in batches:
            whole_table = table.combine_chunks().to_batches()
            writer.write_batch(whole_table[0] if whole_table else pa.RecordBatch.from_pylist([], form))
    plan.folder.write(f"{WORK}/{what}/{part}.arrow", data.getvalue())


def kept_batch(plan: Plan, what: str, part: str, n: int) -> pa.Table:
    """One of the tables that `keep_batches` kept."""
    with _batches(plan, what, part) as file:
        return pa.Table.from_batches([file.get_batch(n)])


def kept_batches(plan: Plan, what: str, part: str) -> Iterator[pa.Table]:
    """The tables that `keep_batches` kept, one after the other."""
    with _batches(plan, what, part) as file:
        for n in range(file.num_record_batches):
            yield pa.Table.from_batches([file.get_batch(n)])


@contextmanager
def _batches(plan: Plan, what: str, part: str) -> Iterator[Any]:
    name = f"{WORK}/{what}/{part}.arrow"
    with whole(f"{plan.folder.address}/{name}"), plan.folder.reading(name) as file:
        yield pa.ipc.open_file(file)


# Columns of numbers on the way to shared text


def arrays(**columns: NDArray) -> pa.Table:
    """Columns of numpy's."""
    return pa.table({name: pa.array(column) for name, column in columns.items()})


def keep_arrays(plan: Plan, what: str, part: str, **columns: NDArray) -> None:
    """Keep columns of numpy's."""
    keep(plan, f"shared/{what}", part, arrays(**columns))


def kept_arrays(plan: Plan, what: str, part: str) -> dict[str, NDArray]:
    """What `keep_arrays` kept."""
    found = kept(plan, f"shared/{what}", part)
    return {name: found[name].to_numpy() for name in found.column_names}
