"""Tables that coders hand in: CSV in whatever form a spreadsheet saved it, and workbooks."""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from analysis.codings.rows import Note

SUFFIXES = (".csv", ".tsv", ".xlsx")
Row = tuple[int, dict[str, str]]
"""The number of a row (from 1, the header not counted), and its cells by column, ends trimmed only of the header."""


def encodings(data: bytes) -> list[str]:
    """The encodings that a file may be in: one if its bytes say it, else those that spreadsheets save in.

    Western European Windows and old Macs differ only in accents, dashes and curly marks: both can be read without an
    error, and only the text of the articles tells which is right.

    >>> encodings("naïve".encode()), encodings("naïve".encode("cp1252"))
    (['utf-8-sig'], ['cp1252', 'mac_roman'])
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    try:
        data.decode("utf-8-sig")
        return ["utf-8-sig"]
    except UnicodeDecodeError:
        pass
    return [name for name in ("cp1252", "mac_roman") if _is_in(data, name)]


def _is_in(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def from_text(text: str, file: str) -> Iterator[Row | Note]:
    """The rows of CSV; the delimiter is the one of `, ; tab` that the header has most, or what Excel's `sep=;` names.

    >>> list(from_text("sep=;\\nitem;answer\\ns1-1;“a, b”\\n", "a.csv"))
    [(1, {'item': 's1-1', 'answer': '“a, b”'})]
    """
    csv.field_size_limit(sys.maxsize)
    head, _, rest = text.partition("\n")
    stated = head.strip().strip('"').casefold()
    delimiter = stated[4] if stated.startswith("sep=") and len(stated) == 5 else ""
    if delimiter:
        head, text = rest.partition("\n")[0], rest
    delimiter = delimiter or max(",;\t", key=head.count)
    # Strict, because else a mark that is opened and not closed takes the rows below into its cell in silence.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    number = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = "has a quotation mark that is not closed, or text behind the one that closes a cell"
            yield Note("reject", file, number + 1, f"{reason} ({error})", "save the table again as CSV")
            return
        if header is None:
            header = [name.strip().casefold() for name in cells]
            continue
        number += 1
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            reason = f"has {len(cells)} cells where the header has {len(header)}"
            yield Note("reject", file, number, reason, "put text with the delimiter in quotation marks")
            continue
        yield number, dict(zip(header, [*cells, *[""] * len(header)], strict=False))


def from_workbook(path: Path, file: str) -> Iterator[Row | Note]:
    """The rows of a workbook's first sheet."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        rows = [list(cells) for cells in book.worksheets[0].iter_rows(values_only=True)]
    except Exception:  # openpyxl raises what its zip and XML readers raise
        yield Note("reject", file, None, "cannot be read as a workbook", "save it as CSV")
        return
    header = [str(name or "").strip().casefold() for name in rows[0]] if rows else []
    for number, cells in enumerate(rows[1:], 1):
        texts = ["" if cell is None else str(int(cell) if _is_whole(cell) else cell) for cell in cells]
        if any(text.strip() for text in texts):
            yield number, dict(zip(header, texts, strict=False))


def _is_whole(cell: object) -> bool:
    return isinstance(cell, float) and cell.is_integer()
