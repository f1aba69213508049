"""Table files: one article a row, in CSV, TSV, JSON Lines, JSON or Parquet, with the column names people use."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus import files
from analysis.corpus.files import Note, Unreadable

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("article_id", "id", "uid", "doc_id", "document_id"),
    "headline": ("headline", "title", "heading", "article_title"),
    "deck": ("deck", "dek", "standfirst", "subtitle", "subheadline", "sub_headline"),
    "text": ("text", "body", "content", "full_text", "fulltext", "article_text", "body_text", "maintext", "article"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "source_name", "news_outlet", "media"),
    "published": (
        "published", "date", "published_at", "publish_date", "date_publish", "published_date", "publication_date",
        "date_published", "pub_date", "pubdate", "datetime", "timestamp",
    ),
    "url": ("url", "link", "article_url", "web_url"),
    "byline": ("byline", "author", "authors", "by"),
    "story": ("story", "story_id", "event", "event_id"),
}  # fmt: skip
"""What a column may be called, ignoring case, spaces and hyphens; the first of these names that is there counts."""


class Row(NamedTuple):
    """One row of a table file: its number from 1, its fields by their names here, and the names of their columns."""

    number: int
    fields: dict[str, Any]
    columns: dict[str, str]


def rows(path: Path, name: str) -> Iterator[Row | Note]:
    """The rows of a table file that can be articles, and notes on the others.

    Args:
        name: the file as messages name it.

    Raises:
        Unreadable: the file as a whole is no table of articles.
    """
    raw = _READERS[path.suffix.lower()](path, name)
    columns: dict[str, str] = {}
    seen: tuple[str, ...] = ()
    told: set[Note] = set()
    for item in raw:
        if isinstance(item, Note):
            yield item
            continue
        number, values = item
        names = tuple(str(key) for key in values)
        if names != seen:
            seen, columns = names, match_columns(names)
            doubts = [note for note in _doubts(names, columns, name) if note not in told]
            told.update(doubts)
            yield from doubts
        if "text" not in columns and "headline" not in columns:
            reason = f"no column of text or headline; its columns are {', '.join(names)[:200] or 'none'}"
            remedy = "name a column `text` or `headline`"
            if path.suffix.lower() not in (".jsonl", ".json"):
                raise Unreadable(reason, remedy)
            yield Note("reject", name, number, reason.replace("column", "field"), remedy.replace("column", "field"))
            continue
        try:
            fields = {role: _clean(values[column], role) for role, column in columns.items()}
        except UnicodeDecodeError:
            yield Note("reject", name, number, "holds bytes that are no UTF-8 text", "export its columns as text")
            continue
        yield Row(number, {role: value for role, value in fields.items() if value is not None}, columns)


def match_columns(names: tuple[str, ...]) -> dict[str, str]:
    """Which column has which role.

    >>> match_columns(("Title", "Full Text", "Publication-Date", "n"))
    {'headline': 'Title', 'text': 'Full Text', 'published': 'Publication-Date'}
    """
    even: dict[str, str] = {}
    for name in names:
        even.setdefault(_even(name), name)
    found = {role: next((even[n] for n in usual if n in even), None) for role, usual in COLUMNS.items()}
    return {role: name for role, name in found.items() if name is not None}


def _even(name: str) -> str:
    """A column's name as `COLUMNS` writes it."""
    return "_".join(name.strip().lstrip("\ufeff").casefold().replace("-", " ").split())


def _doubts(names: tuple[str, ...], columns: Mapping[str, str], name: str) -> Iterator[Note]:
    """Say so where two columns could have the same role."""
    used = set(columns.values())
    for role, column in columns.items():
        others = [n for n in names if n not in used and _even(n) in COLUMNS[role]]
        if others and role in ("text", "headline", "outlet", "published"):
            reason = f"columns {column} and {', '.join(others)} could both be the {role}; {column} is read"
            yield Note("doubt", name, None, reason, f"rename the one that is not the {role}")


def _clean(value: Any, role: str) -> Any:
    """A value as text (dates as they are); missing ones and empty text are none.

    The pieces of a text are its paragraphs, those of anything else are listed: *Ann Lee, Bo Ray*.

    Raises:
        UnicodeDecodeError: bytes that are no UTF-8.
    """
    if value is None or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, list):
        pieces = [_clean(piece, role) for piece in value]
        value = ("\n\n" if role == "text" else ", ").join(str(piece) for piece in pieces if piece is not None)
    if isinstance(value, bytes):
        value = value.decode("utf-8")
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return value if value.strip() else None
    return value


def _delimited(path: Path, name: str) -> Iterator[tuple[int, dict[str, Any]] | Note]:
    decoded = files.load(path)
    yield from (Note("doubt", name, None, *doubt) for doubt in decoded.doubts)
    csv.field_size_limit(1 << 30)
    head = decoded.text.partition("\n")[0]
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(",;\t|", key=head.count)
    # Strict, because else a mark that is opened and not closed takes the rows below into its field in silence.
    reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = next(reader, [])
    except csv.Error:
        raise Unreadable("opens a quotation mark in its header that nothing closes", "close the mark") from None
    if twice := {column for column in header if column and header.count(column) > 1}:
        raise Unreadable(f"column {sorted(twice)[0]} stands twice in the header", "rename one of them")
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
            continue
        if not any(cells):
            continue
        number += 1
        if len(cells) != len(header):
            reason = f"has {len(cells)} fields where the header has {len(header)}"
            yield Note("reject", name, number, reason, "put text with the delimiter or line ends in quotes")
            continue
        yield number, dict(zip(header, cells, strict=True))


def _misquoted(error: csv.Error, first: int, last: int) -> tuple[str, str]:
    """What is wrong with the quotation marks of a row from line `first` to line `last`, and the way out."""
    into = f", so lines {first} to {last} went into it" if last > first else ""
    if "unexpected end" in str(error):
        return f"opens a quotation mark that nothing closes{into}", "close the mark, or double it inside a quoted field"
    return f"has text behind the mark that closes a quoted field{into}", "double each mark inside a quoted field"


def _json_lines(path: Path, name: str) -> Iterator[tuple[int, dict[str, Any]] | Note]:
    decoded = files.load(path)
    yield from (Note("doubt", name, None, *doubt) for doubt in decoded.doubts)
    number = 0
    for line in decoded.text.split("\n"):  # not splitlines(): U+2028 may stand inside a JSON string
        if not line.strip():
            continue
        number += 1
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Note("reject", name, number, f"is no JSON: {error}", "write one JSON object a line")
            continue
        if isinstance(value, dict):
            yield number, value
        else:
            yield Note("reject", name, number, "is no JSON object", "write one JSON object a line")


def _json(path: Path, name: str) -> Iterator[tuple[int, dict[str, Any]] | Note]:
    decoded = files.load(path)
    yield from (Note("doubt", name, None, *doubt) for doubt in decoded.doubts)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is no JSON: {error}", "write a list of objects; one object a line is .jsonl") from None
    if isinstance(value, dict):
        lists = [v for v in value.values() if isinstance(v, list) and v and all(isinstance(x, dict) for x in v)]
        is_article = bool({"text", "headline"} & set(match_columns(tuple(value))))
        value = lists[0] if len(lists) == 1 and not is_article else [value]
    if not isinstance(value, list):
        raise Unreadable("is neither a list of objects nor an object", "write a list of objects")
    for number, item in enumerate(value, 1):
        if isinstance(item, dict):
            yield number, item
        else:
            yield Note("reject", name, number, "is no JSON object", "write a list of objects")


def _parquet(path: Path, name: str) -> Iterator[tuple[int, dict[str, Any]] | Note]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(path)
        number = 0
        usual = {name for names in COLUMNS.values() for name in names}
        columns = [column for column in file.schema_arrow.names if _even(column) in usual] or file.schema_arrow.names
        for batch in file.iter_batches(1000, columns=columns):
            for row in range(batch.num_rows):
                number += 1
                try:
                    (values,) = batch.slice(row, 1).to_pylist()
                except UnicodeDecodeError:
                    yield Note("reject", name, number, "is not UTF-8", "export the table again")
                else:
                    yield number, values
    except (OSError, pa.ArrowException) as error:
        raise Unreadable(f"is no Parquet file: {' '.join(str(error).split())[:120]}", "export it again") from None


_READERS = {".csv": _delimited, ".tsv": _delimited, ".jsonl": _json_lines, ".json": _json, ".parquet": _parquet}
