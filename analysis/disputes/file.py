"""The file of disputes: CSV, one row a hit that a reader calls wrong."""

import csv
import difflib
import io
from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from analysis.codings import tabular
from analysis.codings.rows import Note
from analysis.disputes.signals import SIGNALS
from analysis.errors import InputError
from analysis.writing import harmless, replacing, undone

COLUMNS = ("signal", "article_id", "start", "end", "text", "category", "verdict", "note", "who")
"""The columns of the file. `start` and `end` may be empty where the article has the words as one hit only; `category`
(of a hedge its category, of a stance the proposition, of a naming the actor, …) where one place has one hit only."""
NEEDED = ("signal", "article_id", "text", "verdict")
WRONG = "wrong"


class Dispute(NamedTuple):
    """One row: the hit that is called wrong, by whom, and why. Places that were not given are missing."""

    row: int
    signal: str
    article_id: str
    start: int | None
    end: int | None
    text: str
    category: str = ""
    note: str = ""
    who: str = ""


def read(path: Path, signals: Collection[str] = tuple(SIGNALS)) -> tuple[list[Dispute], list[Note]]:
    """The disputes of a file, and a line for every row that says none.

    Args:
        signals: those whose hits can be disputed; the word lists of a pipeline are more than these.

    Read is what spreadsheets write: `,` `;` or tab between cells, UTF-8 (with a mark or without) or Windows-1252.

    Raises:
        InputError: the file cannot be read, or a column is missing.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read: {error.strerror}") from None
    try:
        text = data.decode(tabular.encodings(data)[0])
    except UnicodeError:
        raise InputError(f"{path.name}: is no readable text; save it as CSV in UTF-8") from None
    said: list[Dispute | Note] = []
    for row in tabular.from_text(text, path.name):
        if isinstance(row, Note):
            said.append(row)
            continue
        number, cells = row
        if missing := [name for name in NEEDED if name not in cells]:
            raise InputError(f"{path.name}: has no column `{missing[0]}`; its columns should be {', '.join(COLUMNS)}")
        said.append(_said(number, cells, path.name, signals))
    return [r for r in said if isinstance(r, Dispute)], [r for r in said if isinstance(r, Note)]


def _said(number: int, cells: dict[str, str], file: str, signals: Collection[str]) -> Dispute | Note:
    """What a row says, or why it says nothing."""
    refused = partial(Note, "reject", file, number)
    signal, verdict = (cells.get(name, "").strip().casefold() for name in ("signal", "verdict"))
    if signal not in signals:
        near = difflib.get_close_matches(signal, signals, n=1)
        hint = f"did you mean {near[0]}?" if near else f"signals are {', '.join(signals)}"
        return refused(f"{signal!r} is no signal that can be disputed", hint)
    if verdict != WRONG:
        way = f"write {WRONG}; what the suite misses is added by a lexicon of the study’s own (`lexicons:`)"
        return refused(f"the verdict is {verdict!r}", way)
    if not cells.get("text", "").strip():
        return Note(
            "reject", file, number, "has no text", "write the words of the hit, so that the place can be checked"
        )
    places = []
    for name in ("start", "end"):
        value = cells.get(name, "").strip()
        if value and not (value.isdecimal() and len(value) < 10):
            return refused(f"its {name} is {value!r}, no whole number", "count characters from 0")
        places.append(int(value) if value else None)
    if (places[0] is None) != (places[1] is None):
        return Note(
            "reject", file, number, "has a start without an end, or an end without a start", "give both, or neither"
        )
    return Dispute(
        number, signal, undone(cells.get("article_id", "").strip()), places[0], places[1], undone(cells["text"]),
        *(undone(cells.get(name, "").strip()) for name in ("category", "note", "who")),
    )  # fmt: skip


def append(path: Path, disputes: Iterable[Dispute]) -> None:
    """Add rows to a file, or begin it. What stands in it stays as it is, columns of its own too.

    Raises:
        InputError: the file is no CSV of disputes, or cannot be written.
    """
    if path.is_dir():
        raise InputError(f"{path.name}: is a folder; name a file for disputes")
    old = path.read_bytes() if path.exists() else b""
    if old:
        read(path)
    encoding = "utf-16" if old[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = old.decode(encoding)
    except UnicodeDecodeError:
        raise InputError(f"{path.name}: is not in UTF-8; save it as CSV UTF-8, then add to it") from None
    head = text.splitlines()[0] if text else ""
    delimiter = max(",;\t", key=head.count) if text else ","
    header = next(csv.reader([head], delimiter=delimiter), []) if text else list(COLUMNS)
    if not {*NEEDED} <= {
        name.strip().casefold() for name in header
    }:  # Excel's `sep=;`, an empty line: a row would be lost
        raise InputError(f"{path.name}: its first line does not name the columns; save it as CSV UTF-8, then add to it")
    written = io.StringIO()
    out = csv.writer(written, delimiter=delimiter, lineterminator="\n")
    if not text:
        out.writerow(header)
    elif not text.endswith(("\n", "\r")):
        written.write("\n")
    for said in disputes:
        row = {**said._asdict(), "verdict": WRONG, "start": said.start, "end": said.end}
        out.writerow([harmless(row.get(name.strip().casefold(), "")) for name in header])
    with replacing(path) as temporary:
        temporary.write_bytes((text + written.getvalue()).encode(encoding))
