"""Records: the rows of a JSONL, CSV, TSV or Parquet file, one at a time in, one batch at a time out.

Reading never holds more than a batch and never gives up on a file for one bad record: each comes out as a `Record` or
as a `Rejected` with its line and the reason. Writing goes to a file beside the target, which takes the target's place
only at the end.
"""

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.errors import InputError
from analysis.writing import harmless

DELIMITERS = {".csv": ",", ".tsv": "\t"}
SUFFIXES = (".jsonl", ".csv", ".tsv", ".parquet")


@dataclass(frozen=True)
class Record:
    """A record that can be used: its id as it was given and its fields, all text."""

    id: str | int
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Rejected:
    """A record that cannot be used: its line (or row) and why."""

    where: str
    reason: str


def suffix(path: str) -> str:
    """The format of a file by the ending of its name.

    >>> suffix("news/headlines.JSONL")
    '.jsonl'

    Raises:
        InputError: the ending is none of the four.
    """
    ending = Path(path).suffix.lower()
    if ending not in SUFFIXES:
        raise InputError(f"{path}: cannot tell the format by its ending {ending!r}; name it {', '.join(SUFFIXES)}")
    return ending


class Source:
    """The records of a file, with `position` of `total` (bytes or rows) for a progress bar."""

    def __init__(self, path: str, fields: Sequence[str]) -> None:
        self.path, self.fields, self.ending = path, fields, suffix(path)
        self.total, self.position, self.integer_ids = 0, 0, False

    def __iter__(self) -> Iterator[Record | Rejected]:
        try:
            if self.ending == ".parquet":
                yield from self._parquet()
            else:
                self.total = Path(self.path).stat().st_size
                with Path(self.path).open("rb") as handle:
                    yield from self._jsonl(handle) if self.ending == ".jsonl" else self._table(handle)
        except (OSError, pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error).splitlines()[0]
            raise InputError(f"{self.path}: cannot be read: {reason}") from None

    def _jsonl(self, handle: io.BufferedReader) -> Iterator[Record | Rejected]:
        for number, line in enumerate(handle, 1):
            self.position += len(line)
            if not (line := line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip():
                continue
            where = f"line {number}"
            try:
                values = json.loads(line.decode("utf-8"))
            except UnicodeDecodeError as error:
                yield Rejected(where, f"is not UTF-8 (byte {error.start + 1}); save the file as UTF-8")
            except (json.JSONDecodeError, RecursionError, ValueError) as error:
                reason = f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
                yield Rejected(where, f"is no JSON ({reason}); each line should be one JSON object")
            else:
                if isinstance(values, dict):
                    yield self._record(where, values)
                else:
                    yield Rejected(where, 'is JSON but no object; a record looks like {"id": "1", …}')

    def _table(self, handle: io.BufferedReader) -> Iterator[Record | Rejected]:
        # Bytes that are not UTF-8 become lone surrogates here, which `_record` refuses row by row.
        lines = io.TextIOWrapper(handle, encoding="utf-8-sig", errors="surrogateescape", newline="")
        csv.field_size_limit(sys.maxsize)
        # Strict, because else a mark that is opened and not closed takes the rows below into its cell in silence.
        rows = csv.reader(lines, delimiter=DELIMITERS[self.ending], strict=True)
        try:
            header = [name.strip() for name in next(rows, [])]
        except csv.Error as error:
            raise InputError(f"{self.path}: line 1 {_misquoted(error, 1, rows.line_num)}") from None
        self._need(header)
        last = rows.line_num
        while True:
            where, misquoted = f"line {last + 1}", ""
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                cells, misquoted = [], _misquoted(error, last + 1, rows.line_num)
            last, self.position = rows.line_num, handle.tell()
            if misquoted:
                yield Rejected(where, misquoted)
            elif not cells:
                continue
            elif len(cells) != len(header):
                yield Rejected(where, f"has {len(cells)} cells, the header has {len(header)}; quote cells with commas")
            else:
                yield self._record(where, dict(zip(header, cells, strict=True)))

    def _parquet(self) -> Iterator[Record | Rejected]:
        file = pq.ParquetFile(self.path)
        self._need(file.schema_arrow.names)
        self.total = file.metadata.num_rows
        self.integer_ids = pa.types.is_integer(file.schema_arrow.field("id").type)
        names = ["id", *self.fields]
        for batch in file.iter_batches(batch_size=256, columns=names):
            columns = [batch.column(name) for name in names]
            for row in range(batch.num_rows):
                self.position += 1
                where = f"row {self.position}"
                try:
                    values = {name: column[row].as_py() for name, column in zip(names, columns, strict=True)}
                except UnicodeDecodeError:
                    yield Rejected(where, "is not UTF-8")
                else:
                    yield self._record(where, values)

    def _need(self, names: Sequence[str]) -> None:
        missing = [name for name in ("id", *self.fields) if names.count(name) != 1]
        if missing:
            found = ", ".join(map(repr, names[:12])).encode("utf-8", "replace").decode()
            raise InputError(f"{self.path}: needs exactly one column {missing[0]!r}; its columns are {found or 'none'}")

    def _record(self, where: str, values: Mapping[str, Any]) -> Record | Rejected:
        key = values.get("id")
        if isinstance(key, bool) or not isinstance(key, str | int) or key == "":
            return Rejected(where, "has no `id`; give it a text or a whole number")
        for name in self.fields:
            if values.get(name) is None:
                return Rejected(where, f"(id {key!r}) has no `{name}`")
            if not isinstance(values[name], str):
                return Rejected(where, f"(id {key!r}): `{name}` is no text but {values[name]!r:.40}")
        for value in (str(key), *(values[name] for name in self.fields)):
            try:
                value.encode("utf-8")
            except UnicodeEncodeError as error:
                return Rejected(where, f"holds what is no UTF-8 text (character {error.start + 1}); save it as UTF-8")
        return Record(key, {name: values[name] for name in self.fields})


def _misquoted(error: csv.Error, first: int, last: int) -> str:
    """What is wrong with the quotation marks of a record from line `first` to line `last`."""
    into = f", so lines {first} to {last} went into it" if last > first else ""
    if "unexpected end" in str(error):
        return f"opens a quotation mark that nothing closes{into}; close it, or double it inside a quoted cell"
    return f"has text behind the quotation mark that closes a cell{into}; double each mark inside a quoted cell"


class Write(Protocol):
    """Take a batch of results to the file: `(id, what was found)` of each record in."""

    def __call__(self, results: Sequence[tuple[str | int, Any]]) -> None: ...


@contextmanager
def writer(path: Path, ending: str, columns: Mapping[str, pa.DataType], to_json: Callable, to_rows: Callable):
    """Open a file of format `ending` for results, batch by batch.

    `to_json(id, found)` makes the record of JSONL, `to_rows(id, found)` the rows of a table with `columns`.
    """
    if ending == ".jsonl":
        with path.open("w", encoding="utf-8", newline="\n") as file:

            def write(results: Sequence[tuple[str | int, Any]]) -> None:
                file.writelines(json.dumps(to_json(*r), ensure_ascii=False) + "\n" for r in results)

            yield write
    elif ending == ".parquet":
        schema = pa.schema(list(columns.items()))
        with pq.ParquetWriter(path, schema) as parquet:

            def write(results: Sequence[tuple[str | int, Any]]) -> None:
                rows = [row for r in results for row in to_rows(*r)]
                if pa.types.is_string(columns["id"]):
                    rows = [{**row, "id": str(row["id"])} for row in rows]
                parquet.write_table(pa.Table.from_pylist(rows, schema=schema))

            yield write
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, delimiter=DELIMITERS[ending], lineterminator="\n")
            table.writerow(columns)

            def write(results: Sequence[tuple[str | int, Any]]) -> None:
                rows = (row for r in results for row in to_rows(*r))
                table.writerows([harmless(row[name]) for name in columns] for row in rows)

            yield write
