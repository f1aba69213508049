"""Formats of tables: the records of a file, whatever its format, one after the other and never all at once.

A record is its number (from 1, the header not counted) and its values by column. A row that cannot be read is a note.
"""

import csv
import io
import json
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, zip_longest
from pathlib import Path
from typing import IO, Any

from analysis import paths
from analysis.corpus import columns, decode, files
from analysis.corpus.source import Note, Unreadable

Record = tuple[int, dict[str, Any]]
Chosen = Callable[[list[str]], list[str]]
"""Of the columns of a table those that are needed."""
ROWS = 1000
"""Rows of a Parquet table that are held at once."""
LONGEST_LINE = 8 * files.LONGEST_ARTICLE
"""Characters of the longest line of CSV or JSON Lines: there may be escapes (`\\u0451`) and other fields."""
_SEPARATOR = re.compile(r"sep=(.)", re.IGNORECASE)


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
                yield from _delimited(text, name, "\t" if kind == ".tsv" else None)


# Text, line by line


class _TooLong(Exception):
    """A line is longer than any article may be; `is_even` if its quotation marks are pairs."""

    def __init__(self, is_even: bool) -> None:
        super().__init__()
        self.is_even = is_even


class _Lines:
    """The lines of a text; one that is too long is not kept but raised as `_TooLong`, and the next call goes on."""

    def __init__(self, text: IO[str]) -> None:
        self.text = text

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = part = self.text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) < LONGEST_LINE or line.endswith(("\n", "\r")):
            return line
        marks = 0
        while part and not part.endswith(("\n", "\r")):
            marks += part.count('"')
            part = self.text.readline(LONGEST_LINE)
        raise _TooLong((marks + part.count('"')) % 2 == 0)


def _too_long(name: str, number: int | None) -> Note:
    remedy = "split it, or remove it"
    return Note("reject", name, number, f"is a line of more than {LONGEST_LINE:,} characters", remedy)


def _json_lines(text: IO[str], name: str) -> Iterator[Record | Note]:
    lines, number = _Lines(text), 0
    while True:
        try:
            line = next(lines)
        except StopIteration:
            return
        except _TooLong:
            number += 1
            yield _too_long(name, number)
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


def _delimited(text: IO[str], name: str, delimiter: str | None) -> Iterator[Record | Note]:
    """Rows of CSV; its delimiter is the one that its header has most, or the one that Excel's `sep=;` names."""
    csv.field_size_limit(LONGEST_LINE)
    lines = _Lines(text)
    try:
        head = next((line for line in lines if line.strip()), "")
        if stated := _SEPARATOR.fullmatch(head.strip()):
            delimiter, head = stated[1], next(lines, "")
        # Strict, because else a mark that is opened and not closed takes the rows below into its field in silence.
        delimiter = delimiter or max(",;\t|", key=head.count)
        reader = csv.reader(chain([head], lines), delimiter=delimiter, strict=True)
        header = next(reader, [])
    except csv.Error:
        raise Unreadable("opens a quotation mark in its header that nothing closes", "close the mark") from None
    except _TooLong:
        raise Unreadable(f"has a header of more than {LONGEST_LINE:,} characters", "export it again") from None
    _refuse_twice(header)
    number = 0
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield Note("reject", name, number, *_misquoted(error, first, reader.line_num))
            if "limit" in str(error):
                raise Unreadable(*_lost(number)) from None
            continue
        except _TooLong as error:
            number += 1
            yield _too_long(name, number)
            if not error.is_even or reader.line_num >= first:
                raise Unreadable(*_lost(number)) from None
            continue
        if not any(cells):
            continue
        number += 1
        if len(cells) != len(header):
            yield Note("reject", name, number, *_uneven(len(cells), len(header)))
            continue
        yield number, dict(zip(header, cells, strict=True))


def _misquoted(error: csv.Error, first: int, last: int) -> tuple[str, str]:
    """What is wrong with the quotation marks of a row from line `first` to line `last`, and the way out."""
    into = f", so lines {first} to {last} went into it" if last > first else ""
    if "unexpected end" in str(error) or "limit" in str(error):
        return f"opens a quotation mark that nothing closes{into}", "close the mark, or double it inside a quoted field"
    return f"has text behind the mark that closes a quoted field{into}", "double each mark inside a quoted field"


def _lost(number: int) -> tuple[str, str]:
    return f"what stands below row {number} cannot be told apart and is not read", f"mend row {number}"


def _uneven(cells: int, header: int) -> tuple[str, str]:
    return f"has {cells} fields where the header has {header}", "put text with the delimiter or line ends in quotes"


def _refuse_twice(header: Sequence[str]) -> None:
    if twice := sorted({column for column in header if column and header.count(column) > 1}):
        raise Unreadable(f"column {twice[0]} stands twice in the header", "rename one of them")


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
            for cells in sheet.iter_rows(values_only=True):
                values = _trimmed(cells)
                if not values:
                    continue
                if header and number < 0:
                    yield Note(
                        "doubt", name, None, f"sheet {sheet.title!r} is not read", "save it as a file of its own"
                    )
                    break
                if not header:
                    header = ["" if value is None else str(value) for value in values]
                    _refuse_twice(header)
                    continue
                number += 1
                if len(values) > len(header):
                    yield Note("reject", name, number, *_uneven(len(values), len(header)))
                    continue
                yield number, dict(zip_longest(header, values))
            number = -1 if header else 0  # the sheets below are only looked at
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(*_broken(".xlsx workbook", error)) from None
    finally:
        book.close()


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
            _refuse_twice(names)
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
