"""Lexicons: the instruments, as YAML files in `data/lexicons/`.

A lexicon says what it is, where each part comes from, its categories with a definition, its entries, worked examples
(they are its tests) and what was removed and why. `load("hedges")` reads `data/lexicons/hedges.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import InputError

FOLDER = Path(__file__).resolve().parent.parent / "data" / "lexicons"

FILE_KEYS = {"lexicon", "about", "source", "licence", "categories", "entries", "examples", "removed"}
ENTRY_KEYS = {"match", "category", "case", "next", "not_next", "prev", "not_prev", "note"}
EXAMPLE_KEYS = {"text", "finds", "why"}


@dataclass(frozen=True)
class Entry:
    """One pattern of a lexicon.

    `match`: a word or words; `*` at the end of a word stands for any ending (`appear* to`).
    `case`: `lower` matches only as written in lower case, `exact` only as written; without it any case.
    `next`, `not_next`: regular expressions that the text after the match must, must not begin with.
    `prev`, `not_prev`: regular expressions that the text before the match must, must not end with.
    """

    match: str
    category: str
    case: str | None = None
    next: str | None = None
    not_next: str | None = None
    prev: str | None = None
    not_prev: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Lexicon:
    """An instrument: entries by category, with examples that are its tests."""

    name: str
    about: str
    source: str
    categories: Mapping[str, Mapping[str, Any]]
    entries: tuple[Entry, ...]
    examples: tuple[Mapping[str, Any], ...] = ()
    removed: tuple[Mapping[str, Any], ...] = ()
    path: Path | None = field(default=None, compare=False)

    def words(self, category: str) -> list[str]:
        """The `match` of every entry of one category, in the file's order."""
        if category not in self.categories:
            raise KeyError(f"lexicon {self.name} has no category {category!r}; it has {list(self.categories)}")
        return [e.match for e in self.entries if e.category == category]


def load(name: str, path: Path | None = None) -> Lexicon:
    """Read the lexicon `name` of the project, or the file at `path` in its stead.

    Raises:
        InputError: the file, the entry and what is wrong: unknown key, `match` that is no text (an unquoted
            `no` or `on` is a boolean in YAML), category that is not defined.
    """
    return _load((path or FOLDER / f"{name}.yaml").resolve())


@cache
def _load(path: Path) -> Lexicon:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError:
        raise InputError(f"lexicon {path.name}: no such file in {path.parent.name}/") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"lexicon {path.name}: not readable as YAML: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict):
        raise InputError(f"lexicon {path.name}: should be a mapping with the keys {sorted(FILE_KEYS)}")
    _refuse_unknown(path, "the file", data, FILE_KEYS)
    categories = data.get("categories") or {}
    entries = []
    for number, raw in enumerate(data.get("entries") or [], 1):
        where = f"entry {number} ({raw.get('match') if isinstance(raw, dict) else raw!r})"
        if not isinstance(raw, dict):
            raise InputError(f"lexicon {path.name}, {where}: should be a mapping with `match` and `category`")
        _refuse_unknown(path, where, raw, ENTRY_KEYS)
        matches = raw.get("match")
        for match in matches if isinstance(matches, list) else [matches]:
            if not isinstance(match, str) or not match.strip():
                raise InputError(f"lexicon {path.name}, {where}: `match` {match!r} is no text; put it in quotes")
            if raw.get("category") not in categories:
                raise InputError(
                    f"lexicon {path.name}, {where}: category {raw.get('category')!r} is not one of {list(categories)}"
                )
            entries.append(Entry(**{**raw, "match": match}))
    examples = data.get("examples") or []
    for number, example in enumerate(examples, 1):
        _refuse_unknown(path, f"example {number}", example, EXAMPLE_KEYS)
    return Lexicon(
        name=data.get("lexicon", path.stem),
        about=data.get("about", ""),
        source=data.get("source", ""),
        categories={k: v or {} for k, v in categories.items()},
        entries=tuple(entries),
        examples=tuple(examples),
        removed=tuple(data.get("removed") or ()),
        path=path,
    )


def _refuse_unknown(path: Path, where: str, mapping: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(mapping) - known):
        raise InputError(f"lexicon {path.name}, {where}: unknown key {unknown[0]!r}; known are {sorted(known)}")
