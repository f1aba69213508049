"""Text tables line by line: CSV and TSV, read strictly, and lines of bounded length for any."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import IO, Any

from analysis.corpus import files
from analysis.corpus.source import Note, Unreadable

Record = tuple[int, dict[str, Any]]
"""The number of a row (from 1, the header not counted), and its values by column."""
LONGEST_LINE = 8 * files.LONGEST_ARTICLE
"""Characters of the longest line of CSV or JSON Lines: there may be escapes (`\\u0451`) and other fields."""
_SEPARATOR = re.compile(r"sep=(.)", re.IGNORECASE)


class TooLong(Exception):
    """A line is longer than any article may be; `is_even` if its quotation marks are pairs."""

    def __init__(self, is_even: bool) -> None:
        super().__init__()
        self.is_even = is_even


class Lines:
    """The lines of a text; one that is too long is not kept but raised as `TooLong`, and the next call goes on."""

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
        raise TooLong((marks + part.count('"')) % 2 == 0)


def too_long(name: str, number: int | None) -> Note:
    """The note on a line that is too long."""
    remedy = "split it, or remove it"
    return Note("reject", name, number, f"is a line of more than {LONGEST_LINE:,} characters", remedy)


def read(text: IO[str], name: str, delimiter: str | None) -> Iterator[Record | Note]:
    """Rows of CSV; its delimiter is the one that its header has most, or the one that Excel's `sep=;` names."""
    csv.field_size_limit(LONGEST_LINE)
    lines = Lines(text)
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
    except TooLong:
        raise Unreadable(f"has a header of more than {LONGEST_LINE:,} characters", "export it again") from None
    refuse_twice(header)
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
        except TooLong as error:
            number += 1
            yield too_long(name, number)
            if not error.is_even or reader.line_num >= first:
                raise Unreadable(*_lost(number)) from None
            continue
        if not any(cells):
            continue
        number += 1
        if len(cells) != len(header):
            yield Note("reject", name, number, *uneven(len(cells), len(header)))
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


def uneven(cells: int, header: int) -> tuple[str, str]:
    """The reason and the remedy for a row that does not fit its header."""
    return f"has {cells} fields where the header has {header}", "put text with the delimiter or line ends in quotes"


def refuse_twice(header: Sequence[str]) -> None:
    """Make sure that every column has a name of its own; those without any are not asked for.

    Raises:
        Unreadable: which name stands twice.
    """
    if twice := sorted({column for column in header if column and header.count(column) > 1}):
        raise Unreadable(f"column {twice[0]} stands twice in the header", "rename one of them")
