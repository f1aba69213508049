"""Columns: which field of an article each column of a table is read as, by its name or by the study's `columns`.

The names stand in `data/columns.yaml`, with the exports that are known by theirs.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from analysis import strict_yaml
from analysis.corpus.source import Doubt, Unreadable
from analysis.paths import ROOT

Columns = Mapping[str, tuple[str, ...]]
"""Of each field the columns that it is read from; several are joined."""
TOLD = ("text", "headline", "outlet", "published")
"""Fields for which a doubt names the columns that could have been read instead."""


@cache
def _data() -> Mapping[str, Any]:
    return strict_yaml.read(ROOT / "data" / "columns.yaml", "data/columns.yaml")


def fields() -> tuple[str, ...]:
    """What a table can say of an article.

    >>> fields()
    ('id', 'headline', 'deck', 'text', 'outlet', 'published', 'url', 'byline', 'story')
    """
    return tuple(_data()["columns"])


def exports() -> Mapping[str, Mapping[str, Any]]:
    """The exports that are known by their columns."""
    return _data()["exports"]


def declared_names(field: str) -> Mapping[str, Sequence[str]]:
    """Where a web page declares a field: keys of its JSON-LD and names of its meta tags."""
    return _data()["page"][field]


def match(names: Sequence[str], given: Columns | None = None) -> Columns:
    """Which columns each field is read from.

    Args:
        given: the columns of some fields by the study's `columns`; the others go by usual names.

    Raises:
        Unreadable: a column of `given` is not there.

    >>> match(("Title", "Full Text", "Publication-Date", "n"))
    {'headline': ('Title',), 'text': ('Full Text',), 'published': ('Publication-Date',)}
    >>> match(("HD", "SN", "LP", "TD"))["text"]
    ('LP', 'TD')
    """
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(key(name), name)
    found: dict[str, tuple[str, ...]] = {}
    for field, columns in (given or {}).items():
        for column in columns:
            if column not in names:
                reason = f"has no column {column!r}, which the study's `columns` names as {field}"
                raise Unreadable(f"{reason}; its columns are {in_short(names)}", "mend `columns` in the study file")
        found[field] = tuple(columns)
    for usual in (_export(by_key), _usual()):
        for field, alternatives in usual.items():
            for alternative in alternatives:
                parts = tuple(by_key[k] for k in alternative if k in by_key)
                if parts and field not in found:
                    found[field] = parts
    return {field: found[field] for field in fields() if field in found}


def others(names: Sequence[str], columns: Columns, given: Columns | None = None) -> Iterator[Doubt]:
    """Say so where another column could be read as the same field."""
    if _export({key(name): name for name in names}):
        return
    used = {column for parts in columns.values() for column in parts}
    for field, parts in columns.items():
        if field in TOLD and field not in (given or {}):
            usual = {k for alternative in _usual()[field] for k in alternative}
            if more := [n for n in names if n not in used and key(n) in usual]:
                reason = f"columns {parts[0]} and {', '.join(more)} could both be the {field}; {parts[0]} is read"
                yield Doubt(reason, f"rename the one that is not the {field}")


def wanted(names: Sequence[str], given: Columns | None = None) -> list[str]:
    """Those columns that a field is read from or could have been: a table of columns need not be read whole.

    >>> wanted(("n", "Title", "Full Text", "content"))
    ['Title', 'Full Text', 'content']
    """
    used = {column for parts in match(names, given).values() for column in parts}
    usual = {k for alternatives in _usual().values() for alternative in alternatives for k in alternative}
    return [name for name in names if name in used or key(name) in usual]


def in_short(names: Sequence[str]) -> str:
    """Names for a message, not more of them than one reads."""
    return ", ".join(names)[:200] or "none"


def key(name: str) -> str:
    """What counts of a column's name: `Published At`, `published_at` and `publishedAt` are one.

    >>> key("\\ufeffPublished At"), key("fields.bodyText")
    ('publishedat', 'fields.bodytext')
    """
    return "".join(c for c in name.casefold() if c.isalnum() or c == ".")


def _export(by_key: Mapping[str, str]) -> Mapping[str, list[list[str]]]:
    """The map of the first export whose columns are all there."""
    for export in exports().values():
        if all(key(name) in by_key for name in export["needs"]):
            return _keys(export["columns"])
    return {}


@cache
def _usual() -> Mapping[str, list[list[str]]]:
    return _keys({field: column["names"] for field, column in _data()["columns"].items()})


def _keys(columns: Mapping[str, Sequence[str]]) -> dict[str, list[list[str]]]:
    return {field: [[key(part) for part in name.split("+")] for name in names] for field, names in columns.items()}
