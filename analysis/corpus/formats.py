"""Formats of tables: the records of a file, whatever its format, one after the other and never all at once.

A record is its number (from 1, the header not counted) and its values by column. A row that cannot be read is a note.
"""

import io
import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import IO, Any

from analysis import paths
from analysis.corpus import columns, decode, delimited, files
from analysis.corpus.delimited import Record
from analysis.corpus.source import Note, Unreadable

Chosen = Callable[[list[str]], list[str]]
"""Of the columns of a table those that are needed."""
ROWS = 1000
"""Rows of a Parquet table that are held at once."""
SHEET, EMPTY = 1_048_576, 10_000
"""Rows that a sheet of a workbook can have, and empty ones after which nothing is looked for in it."""


def read(path: Path, name: str, chosen: Chosen = list) -> Iterator[Record | Note]:
    """The records of a table file.

    Args:
        name: the file as messages name it.
        chosen: which columns are needed, where others need not be read.

    Raises:
        Unreadable: the file as a whole, or the rest of it, is no table.
    """
    kind = paths.kind(path)
    if kind == ".parquet":
        yield from _parquet(path, name, chosen)
    elif kind == ".xlsx":
        yield from _workbook(path, name)
    elif kind == ".json":
        yield from _json(path, name)
    else:
        encoding, doubts = files.sniff(path)
        yield from (Note("doubt", name, None, *doubt) for doubt in doubts)
        with files.opened(path) as file:
            text = io.TextIOWrapper(file, encoding=encoding, newline="")
            if kind == ".jsonl":
                yield from _json_lines(text, name)
            else:
                yield from delimited.read(text, name, "\t" if kind == ".tsv" else None)


# Lines of JSON


def _json_lines(text: IO[str], name: str) -> Iterator[Record | Note]:
    lines, number = delimited.Lines(text), 0
    while True:
        try:
            line = next(lines)
        except StopIteration:
            return
        except delimited.TooLong:
            number += 1
            yield delimited.too_long(name, number)
            continue
        if not line.strip():
            continue
        number += 1
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Note("reject", name, number, f"is no JSON: {error}", "write one JSON object a line")
            continue
        if isinstance(value, dict):
            yield number, _flat(value)
        else:
            yield Note("reject", name, number, "is no JSON object", "write one JSON object a line")


# Whole trees


def _json(path: Path, name: str) -> Iterator[Record | Note]:
    decoded = decode.decode(files.content(path, files.LARGEST_TREE))
    yield from (Note("doubt", name, None, *doubt) for doubt in decoded.doubts)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is no JSON: {error}", "write a list of objects; one object a line is .jsonl") from None
    del decoded
    if isinstance(value, dict):
        lists = list(_lists(value))
        is_article = bool({"text", "headline"} & set(columns.match(list(value))))
        value = lists[0] if len(lists) == 1 and not is_article else [value]
    if not isinstance(value, list):
        raise Unreadable("is neither a list of objects nor an object", "write a list of objects")
    for number, item in enumerate(value, 1):
        if isinstance(item, dict):
            yield number, _flat(item)
        else:
            yield Note("reject", name, number, "is no JSON object", "write a list of objects")


def _lists(value: dict[str, Any], depth: int = 2) -> Iterator[list[Any]]:
    """The lists of objects in an object or in the objects in it: `{response: {results: […]}}`."""
    for inner in value.values():
        if isinstance(inner, list) and inner and all(isinstance(x, dict) for x in inner):
            yield inner
        elif isinstance(inner, dict) and depth > 1:
            yield from _lists(inner, depth - 1)


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """A record with the fields of its objects beside them: `source.name`."""
    flat = record
    for name, value in record.items():
        if isinstance(value, dict):
            flat = flat | {f"{name}.{inner}": x for inner, x in value.items()}
    return flat


# Workbooks and columns


def _workbook(path: Path, name: str) -> Iterator[Record | Note]:
    """Rows of a workbook's first sheet with any; formulas count as what they last came to."""
    files.check_zip(path, ".xlsx")
    import openpyxl  # 0.2 s

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and print settings that openpyxl does not know
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # what a broken workbook raises depends on the part that is broken
        raise Unreadable(*_broken(".xlsx workbook", error)) from None
    try:
        header: list[str] = []
        number = 0
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some programs state them wrongly
            for values in _filled(sheet.iter_rows(values_only=True), sheet.title):
                if header and number < 0:
                    yield Note(
                        "doubt", name, None, f"sheet {sheet.title!r} is not read", "save it as a file of its own"
                    )
                    break
                if not header:
                    header = ["" if value is None else str(value) for value in values]
                    delimited.refuse_twice(header)
                    continue
                number += 1
                if len(values) > len(header):
                    yield Note("reject", name, number, *delimited.uneven(len(values), len(header)))
                    continue
                yield number, dict(zip_longest(header, values))
            number = -1 if header else 0  # the sheets below are only looked at
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(*_broken(".xlsx workbook", error)) from None
    finally:
        book.close()


def _filled(rows: Iterable[Sequence[Any]], sheet: str) -> Iterator[list[Any]]:
    """The rows of a sheet that are not empty.

    Raises:
        Unreadable: more rows than a sheet has, or so many empty ones that a few bytes would stall the reading.
    """
    empty = 0
    for place, cells in enumerate(rows, 1):
        values = _trimmed(cells)
        empty = 0 if values else empty + 1
        if empty == EMPTY or place > SHEET:
            what = f"{EMPTY:,} empty rows one after the other" if empty == EMPTY else f"more than {SHEET:,} rows"
            reason = f"has {what} in sheet {sheet!r}; what stands below is not read"
            raise Unreadable(reason, "delete the empty rows, and save it again")
        if values:
            yield values


def _trimmed(cells: Sequence[Any]) -> list[Any]:
    """The cells of a row without the empty ones at its end."""
    last = max((i for i, cell in enumerate(cells) if cell is not None and cell != ""), default=-1)
    return list(cells[: last + 1])


def _parquet(path: Path, name: str, chosen: Chosen) -> Iterator[Record | Note]:
    import pyarrow as pa
    from pyarrow import parquet

    files.check_file(path)
    try:
        with parquet.ParquetFile(path, pre_buffer=False) as file:
            names = file.schema_arrow.names
            delimited.refuse_twice(names)
            number = 0
            for batch in file.iter_batches(ROWS, columns=chosen(names) or names):
                try:
                    records = batch.to_pylist()
                except (ValueError, OverflowError):  # no UTF-8, no date: somewhere in it, look for the row
                    for row in range(batch.num_rows):
                        try:
                            (values,) = batch.slice(row, 1).to_pylist()
                        except UnicodeDecodeError:
                            yield Note("reject", name, number + row + 1, "is not UTF-8", "export the table again")
                        except (ValueError, OverflowError) as error:
                            reason = f"holds a value that is none: {' '.join(str(error).split())[:80]}"
                            yield Note("reject", name, number + row + 1, reason, "mend it, and export the table again")
                        else:
                            yield number + row + 1, _flat(values)
                else:
                    yield from ((number + row, _flat(values)) for row, values in enumerate(records, 1))
                number += batch.num_rows
    except (OSError, pa.ArrowException) as error:
        raise Unreadable(*_broken("Parquet file", error)) from None


def _broken(kind: str, error: Exception) -> tuple[str, str]:
    return f"is no whole {kind}: {' '.join(str(error).split())[:120]}", "export it again"
