"""Lexicons: the instruments, as YAML files in `data/lexicons/`.

A lexicon says what it is, where each part comes from, its categories with a definition, its entries, worked examples
(they are its tests) and what was removed and why. `load("hedges")` reads `data/lexicons/hedges.yaml`;
`analysis.matcher` finds its entries in a text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from analysis import strict_yaml
from analysis.errors import InputError

FOLDER = Path(__file__).resolve().parent.parent / "data" / "lexicons"

FILE_KEYS = {
    "lexicon", "about", "source", "licence", "categories", "patterns", "entries", "exempt", "examples", "removed",
}  # fmt: skip
CONDITIONS = ("next", "not_next", "prev", "not_prev", "sentence", "not_sentence")
ENTRY_KEYS = {"match", "category", "case", "regex", "holds", "qualifies", "stands_for", "note", *CONDITIONS}
EXEMPT = "exempt"
EXAMPLE_KEYS = {"text", "finds", "why"}


@dataclass(frozen=True)
class Entry:
    """One pattern of a lexicon.

    `match`: a word or words; `*` at the end of a word stands for any ending (`appear* to`).
    `qualifies`: which words it is about, where that is not what its category says (see the signal).
    `stands_for`: the form that it is read as, where two texts are compared (`sen` for `senator`).
    `case`: `lower` matches only as written in lower case, `exact` only as written; without it any case.
    `regex`: `match` is a regular expression for a whole line, with the file's `patterns` (lines only, not phrases);
    `holds`: it is tried only on lines that hold one of these, in small letters: a slow pattern need not see the others.

    Conditions are regular expressions for whole words, in any case, on even text (see `words.even`; a dash reads as
    a semicolon); `{name}` stands for one of the file's `patterns`:
    `next`, `not_next`: what the text after the match must, must not begin with;
    `prev`, `not_prev`: what the text before the match must, must not end with;
    `sentence`, `not_sentence`: what the sentence must, must not hold.
    """

    match: str
    category: str
    case: str | None = None
    regex: bool = False
    holds: tuple[str, ...] = ()
    next: str | None = None
    not_next: str | None = None
    prev: str | None = None
    not_prev: str | None = None
    sentence: str | None = None
    not_sentence: str | None = None
    qualifies: str | None = None
    stands_for: str | None = None
    note: str | None = None


@dataclass(frozen=True, eq=False)
class Lexicon:
    """An instrument: entries by category, with examples that are its tests.

    `exempt` holds expressions that look like an entry and are none (*as soon as possible*): they use up their words.
    `patterns` are the file's named regular expressions, written out.
    """

    name: str
    about: str
    source: str
    categories: Mapping[str, Mapping[str, Any]]
    entries: tuple[Entry, ...]
    exempt: tuple[Entry, ...] = ()
    examples: tuple[Mapping[str, Any], ...] = ()
    removed: tuple[Mapping[str, Any], ...] = ()
    patterns: Mapping[str, str] = field(default_factory=dict)
    path: Path | None = field(default=None, compare=False)

    def words(self, category: str) -> list[str]:
        """The `match` of every entry of one category, in the file's order."""
        if category not in self.categories:
            raise KeyError(f"lexicon {self.name} has no category {category!r}; it has {list(self.categories)}")
        return [e.match for e in self.entries if e.category == category]

    def stands_for(self, *categories: str) -> dict[str, str]:
        """What each entry of some categories stands for, in the file's order."""
        return {e.match: e.stands_for for e in self.entries if e.category in categories and e.stands_for is not None}


def load(name: str, path: Path | None = None) -> Lexicon:
    """Read the lexicon `name` of the project, or the file at `path` in its stead.

    Raises:
        InputError: the file, the entry and what is wrong: unknown key, `match` that is no text (an unquoted
            `no` or `on` is a boolean in YAML), category that is not defined.
    """
    return _load((path or FOLDER / f"{name}.yaml").resolve())


@cache
def _load(path: Path) -> Lexicon:
    data = strict_yaml.read(path, f"lexicon {path.name}")
    if not isinstance(data, dict):
        raise InputError(f"lexicon {path.name}: should be a mapping with the keys {sorted(FILE_KEYS)}")
    _refuse_unknown(path, "the file", data, FILE_KEYS)
    categories = data.get("categories") or {}
    patterns = _patterns(path, data.get("patterns") or {})
    entries = _entries(path, data.get("entries") or [], "entry", tuple(categories), patterns)
    exempt = _entries(
        path, [{"category": EXEMPT, **e} for e in data.get("exempt") or []], "exempt entry", (EXEMPT,), patterns
    )
    examples = data.get("examples") or []
    for number, example in enumerate(examples, 1):
        _refuse_unknown(path, f"example {number}", example, EXAMPLE_KEYS)
    return Lexicon(
        name=data.get("lexicon", path.stem),
        about=data.get("about", ""),
        source=data.get("source", ""),
        categories={k: v or {} for k, v in categories.items()},
        entries=entries,
        exempt=exempt,
        examples=tuple(examples),
        removed=tuple(data.get("removed") or ()),
        patterns=patterns,
        path=path,
    )


def _entries(
    path: Path, raws: list[Any], what: str, categories: tuple[str, ...], patterns: Mapping[str, str]
) -> tuple[Entry, ...]:
    """One `Entry` for every `match` of every raw entry, its conditions written out and checked."""
    entries = []
    for number, raw in enumerate(raws, 1):
        where = f"{what} {number} ({raw.get('match') if isinstance(raw, dict) else raw!r})"
        if not isinstance(raw, dict):
            raise InputError(f"lexicon {path.name}, {where}: should be a mapping with `match` and `category`")
        _refuse_unknown(path, where, raw, ENTRY_KEYS)
        if raw.get("category") not in categories:
            raise InputError(
                f"lexicon {path.name}, {where}: category {raw.get('category')!r} is not one of {list(categories)}"
            )
        if raw.get("case") not in (None, "lower", "exact"):
            raise InputError(f"lexicon {path.name}, {where}: case {raw['case']!r} is neither 'lower' nor 'exact'")
        conditions = {c: _write_out(path, where, raw[c], patterns) for c in CONDITIONS if c in raw}
        matches = raw.get("match")
        for match in matches if isinstance(matches, list) else [matches]:
            if not isinstance(match, str) or not match.strip():
                raise InputError(f"lexicon {path.name}, {where}: `match` {match!r} is no text; put it in quotes")
            if raw.get("regex"):
                match = _write_out(path, where, match, patterns)
            holds = tuple(raw.get("holds") or ())
            entries.append(Entry(**{**raw, **conditions, "match": match, "holds": holds}))
    return tuple(entries)


def _patterns(path: Path, raw: Mapping[str, Any]) -> dict[str, str]:
    """The file's named patterns, each written out with those above it."""
    patterns: dict[str, str] = {}
    for name, pattern in raw.items():
        patterns[name] = _write_out(path, f"pattern {name}", pattern, patterns)
    return patterns


def _write_out(path: Path, where: str, pattern: Any, patterns: Mapping[str, str]) -> str:
    """`pattern` with every `{name}` exchanged for the pattern of that name."""
    if not isinstance(pattern, str):
        raise InputError(f"lexicon {path.name}, {where}: condition {pattern!r} is no text; put it in quotes")
    names = set(re.findall(r"\{([a-z_]+)\}", pattern))
    if unknown := sorted(names - set(patterns)):
        raise InputError(f"lexicon {path.name}, {where}: no pattern {unknown[0]!r}; known are {sorted(patterns)}")
    for name in names:
        pattern = pattern.replace(f"{{{name}}}", f"(?:{patterns[name]})")
    try:
        re.compile(pattern)
    except re.error as error:
        raise InputError(f"lexicon {path.name}, {where}: {pattern!r} is no regular expression: {error}") from None
    return pattern


def _refuse_unknown(path: Path, where: str, mapping: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(mapping) - known):
        raise InputError(f"lexicon {path.name}, {where}: unknown key {unknown[0]!r}; known are {sorted(known)}")
