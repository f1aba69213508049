"""Tables of articles: one article a row, its fields by the names of the columns."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from analysis import dates, paths
from analysis.corpus import columns, decode, files, formats, lines
from analysis.corpus.columns import Columns
from analysis.corpus.source import Doubt, Note, Source, Unreadable

PARTS = ("headline", "deck", "text")
"""The fields that make the text of an article, in their order."""
NO_VALUE = frozenset(["nan", "null", "none", "n/a", "#n/a", "na", "<na>", "nil", "undefined"])
"""What programs write for a value that is missing."""
_LONGEST = max(map(len, NO_VALUE))
NO_TEXT = "no {what} of text: of articles without one the headline alone is read"
CELL = 32_767
"""Characters that a cell of a spreadsheet can hold: a longer text was cut."""
DEEPEST = 20
"""Lists and objects within each other that a value may be."""
_CUT = re.compile(r"(?:…|\.\.\.) ?\[\+\d+ chars\]\s*\Z")
_TAG = re.compile(r"</?(?:p|div|br|span|a|img|strong|em|h[1-6]|ul|li)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|amp|quot|nbsp|apos|lt|gt|[lr][sd]quo|[mn]dash|hellip);", re.IGNORECASE)
_EPOCH = (1_000_000_000, 4_102_444_800)
"""Seconds since 1970 of the years 2001 to 2099; smaller and larger numbers are no dates."""


class Row(NamedTuple):
    """One row of a table file: its number from 1, its fields by their names here, and their columns as messages name
    them."""

    number: int
    fields: dict[str, Any]
    columns: Mapping[str, str]


def sources(
    path: Path, name: str, given: Columns | None = None, day_first: bool | None = None
) -> Iterator[Source | Note]:
    """The articles of a table file, one after the other, and notes on the rows that are none.

    Args:
        name: the file as messages name it.
        given: columns of fields by the study's `columns`.
        day_first: how to read `01/07/2020`; without it the file's other dates tell.

    Raises:
        Unreadable: the file as a whole, or the rest of it, is no table of articles.
    """
    order = _Order(path, given, day_first)
    found = 0
    for item in rows(path, name, given):
        if isinstance(item, Note):
            yield item
            continue
        try:
            source, doubts = _article(item, path, name, order)
        except Unreadable as error:
            yield Note("reject", name, item.number, error.reason, error.remedy)
            continue
        found += 1
        yield source
        yield from (Note("doubt", name, item.number, *doubt) for doubt in doubts)
    if not found:
        yield Note("reject", name, None, "has no row that is an article", "check its header and its rows")


def rows(path: Path, name: str, given: Columns | None = None) -> Iterator[Row | Note]:
    """The rows of a table file that have the columns of an article.

    Raises:
        Unreadable: no row has.
    """
    is_tree = paths.kind(path) in (".json", ".jsonl")  # whose records need not have the same fields
    unseen = dict(given or {})
    matched: Columns = {}
    shown: Mapping[str, str] = {}
    seen: tuple[str, ...] | None = None
    told: set[Doubt] = set()
    for item in formats.read(path, name, lambda names: columns.wanted(names, given)):
        if isinstance(item, Note):
            yield item
            continue
        number, values = item
        names = tuple(str(key) for key in values)
        if names != seen:
            seen = names
            stated = {f: c for f, c in (given or {}).items() if not is_tree or set(c) <= set(names)}
            unseen = {f: c for f, c in unseen.items() if f not in stated}
            matched = columns.match(names, stated)
            shown = {field: " + ".join(parts) for field, parts in matched.items()}
            what = "field" if is_tree else "column"
            doubts = list(columns.others(names, matched, stated))
            if "headline" in matched and "text" not in matched:
                doubts.append(Doubt(NO_TEXT.format(what=what), f"name a {what} `text`, or say which it is in a study"))
            doubts = [doubt for doubt in doubts if doubt not in told]
            told.update(doubts)
            yield from (Note("doubt", name, None, *doubt) for doubt in doubts)
        if "text" not in matched and "headline" not in matched:
            reason = f"no {what} of text or headline; its {what}s are {columns.in_short(names)}"
            remedy = f"name a {what} `text` or `headline`, or say in a study file which are, under `columns`"
            if not is_tree:
                raise Unreadable(reason, remedy)
            yield Note("reject", name, number, reason, remedy)
            continue
        try:
            fields = {field: _joined(values, parts, field) for field, parts in matched.items()}
        except UnicodeDecodeError:
            yield Note("reject", name, number, "holds bytes that are no UTF-8 text", "export its columns as text")
            continue
        except Unreadable as error:
            yield Note("reject", name, number, error.reason, error.remedy)
            continue
        yield Row(number, {field: value for field, value in fields.items() if value is not None}, shown)
    for field, parts in unseen.items():
        reason = f"no record has {' + '.join(parts)!r}, which the study's `columns` names as {field}"
        yield Note("reject", name, None, reason, "mend `columns` in the study file")


def _joined(values: Mapping[str, Any], parts: tuple[str, ...], field: str) -> Any:
    """The value of a field, from one column or from several."""
    if len(parts) == 1:
        return _value(values[parts[0]], field)
    return _value([values[part] for part in parts], field)


def _value(value: Any, field: str, depth: int = 1) -> Any:
    """A value as text (numbers and dates as they are); missing ones and empty text are none.

    The pieces of a text are its paragraphs, those of anything else are listed: *Ann Lee, Bo Ray*.

    Raises:
        UnicodeDecodeError: bytes that are no UTF-8.
        Unreadable: lists in lists in lists, deeper than `DEEPEST`.
    """
    if depth > DEEPEST:
        raise Unreadable(f"its {field} is nested more than {DEEPEST} deep", "write it as text")
    if isinstance(value, str):
        return value if value.strip() else None
    if value is None:
        return None
    if isinstance(value, float) and value != value:
        return "NaN" if field == "text" else None
    if isinstance(value, list | tuple):
        pieces = [_value(piece, field, depth + 1) for piece in value]
        value = ("\n\n" if field == "text" else ", ").join(str(piece) for piece in pieces if piece is not None)
    elif isinstance(value, bytes):
        value = value.decode("utf-8")
    elif isinstance(value, dict):
        return _value(value.get("name") or value.get("title"), field, depth + 1)
    else:
        return value
    return value if value and str(value).strip() else None


# From a row to an article


def _article(row: Row, path: Path, name: str, order: "_Order") -> tuple[Source, list[Doubt]]:
    """The article of a row, and what is doubtful about it.

    Raises:
        Unreadable: it has no text and no headline, or they cannot be read whole.
    """
    doubts: list[Doubt] = []
    parts: dict[str, str] = {}
    for part in PARTS:
        if part in row.fields:
            text = str(row.fields[part])
            if _is_no_value(text):
                if part == "text":
                    raise Unreadable(f"its {row.columns[part]} is {text.strip()!r}: no value", "fill it, or empty it")
                continue
            parts[part], more = _sound(text)
            doubts += [doubt for doubt in more if doubt not in doubts]
    if not parts.keys() - {"deck"}:
        raise Unreadable("has neither text nor headline", "fill one of them, or remove the row")
    if "text" in parts:
        doubts += _text_doubts(parts["text"])
    fields: dict[str, Any] = {}
    for field in ("outlet", "url", "byline", "story"):
        value = row.fields.get(field)
        if value is not None and not _is_no_value(str(value)):
            fields[field] = decode.whole(str(value).strip())
            if field != "story":  # a label, not a statement about the article
                fields[f"{field}_from"] = f"column {row.columns[field]}"
    if "headline" in parts:
        fields |= {"headline": parts["headline"].strip(), "headline_from": f"column {row.columns['headline']}"}
    if "published" in row.fields:
        stated, undated = _published(row.fields["published"], row.columns["published"], order)
        fields |= stated
        doubts += undated
    text, known = _text(parts)
    article_id = str(row.fields["id"]).strip() if "id" in row.fields else f"{files.stem(path)}-{row.number}"
    text_from = "columns " + ", ".join(row.columns[part] for part in parts)
    return Source(article_id, name, text, row.number, fields, known, text_from, "id" in row.fields), doubts


def _is_no_value(text: str) -> bool:
    bare = text.strip()
    return len(bare) <= _LONGEST and bare.casefold() in NO_VALUE


def _sound(text: str) -> tuple[str, tuple[Doubt, ...]]:
    if "\x00" in text:
        raise Unreadable("holds NUL characters", "export the text again")
    if len(text) > files.LONGEST_ARTICLE:
        raise Unreadable(*files.too_long(len(text)))
    return decode.sound(text)


def _text_doubts(text: str) -> Iterator[Doubt]:
    if len(text) == CELL:
        yield Doubt(f"its text has {CELL:,} characters: a spreadsheet cut it", "export it without a spreadsheet")
    if text.rstrip().endswith("]") and _CUT.search(text):
        yield Doubt("its text is cut, by its last words", "fetch the whole text")
    if "<" in text and _TAG.search(text):
        yield Doubt("its text holds HTML tags; they were read as text", "export the text without tags")
    if "&" in text and (entity := _ENTITY.search(text)):
        yield Doubt(
            f"its text holds HTML entities ({entity[0]}); they were read as text", "export the text without them"
        )


def _text(parts: Mapping[str, str]) -> tuple[str, dict[int, str]]:
    """The text of an article from its parts, and the starts of those lines whose label is known by that."""
    known: dict[int, str] = {}
    text = ""
    for part, content in parts.items():
        text += "\n\n" if text else ""
        if part != "text":  # line ends inside a headline would cut it in two
            for start, _ in lines.split(content):
                known[len(text) + start] = part
        text += content
    return text, known


def _published(value: Any, column: str, order: "_Order") -> tuple[dict[str, str], list[Doubt]]:
    """The date of a row with its pedigree, or a doubt.

    Raises:
        Unreadable: no calendar has such a day.
    """
    origin = f"column {column}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if _EPOCH[1] < value <= 1000 * _EPOCH[1] else value
        if _EPOCH[0] <= seconds <= _EPOCH[1]:
            value = dt.datetime.fromtimestamp(seconds, dt.UTC)
            origin += ", seconds since 1970"
    is_ambiguous = dates.is_ambiguous(value)
    if date := dates.parse(value, order.day_first() if is_ambiguous else None):
        return {"published": date.iso, "published_precision": date.precision, "published_from": origin}, []
    if dates.is_out_of_range(value):
        raise Unreadable(f"{column} {str(value)[:40]!r} is a day that no calendar has", "write it like 2020-01-07")
    if _is_no_value(str(value)):
        return {}, []
    why = "could be two different days" if is_ambiguous else "is no date"
    reason = f"{column} {decode.whole(str(value))[:40]!r} {why}; the date is left open"
    return {}, [Doubt(reason, "write it like 2020-01-07")]


class _Order:
    """Do dates such as 01/07/2020 have the day first in this file? Its other dates tell; asked when one needs it."""

    def __init__(self, path: Path, given: Columns | None, day_first: bool | None) -> None:
        self.path, self.given = path, given
        self.known: list[bool | None] = [] if day_first is None else [day_first]

    def day_first(self) -> bool | None:
        if not self.known:
            self.known.append(self._read())
        return self.known[0]

    def _read(self) -> bool | None:
        votes = set()
        for item in formats.read(self.path, "", self._column):
            if not isinstance(item, Note):
                for column in columns.match(tuple(item[1]), self.given).get("published", ()):
                    votes.add(dates.order([str(item[1][column])]))
                    if {True, False} <= votes:
                        return None
        return (votes - {None}).pop() if votes - {None} else None

    def _column(self, names: list[str]) -> list[str]:
        return list(columns.match(names, self.given).get("published", ()))
