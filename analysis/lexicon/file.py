"""Lexicons as files: what may stand in one, and what is wrong with one that cannot be read."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis import strict_yaml
from analysis.errors import InputError
from analysis.lexicon.entries import CONDITIONS, Entry, Lexicon
from analysis.words import even

FILE_KEYS = (
    "lexicon", "about", "source", "licence", "categories", "patterns", "entries", "exempt", "examples", "removed",
    "extends",
)  # fmt: skip
ENTRY_KEYS = ("match", "category", "case", "regex", "holds", "qualifies", "stands_for", "note", *CONDITIONS)
EXEMPT = "exempt"
EXAMPLE_KEYS = ("text", "finds", "why")
REMOVED_KEYS = ("match", "why")


def read(path: Path, extended: Callable[[Any], Lexicon | None]) -> Lexicon:
    """The lexicon of a file; `extended` gives the lexicon that it adds to, by the name in it."""
    reader = strict_yaml.Reader(f"lexicon {path.name}")
    data = strict_yaml.read(path, reader.given)
    reader.known(data, "", FILE_KEYS)
    for key in ("lexicon", "about", "source", "licence"):
        reader.text(data, "", key)
    base = extended(data.get("extends"))
    categories = {**(base.categories if base else {}), **_categories(reader, data)}
    patterns = _patterns(path, reader.mapping(data, "patterns"), base.patterns if base else {})
    entries = _entries(path, reader.sequence(data, "", "entries"), "entry", tuple(categories), patterns)
    exempt = _entries(
        path,
        [{"category": EXEMPT, **e} if isinstance(e, dict) else e for e in reader.sequence(data, "", "exempt")],
        "exempt entry",
        (EXEMPT,),
        patterns,
    )
    examples = _records(reader, data, "examples", EXAMPLE_KEYS)
    for number, example in enumerate(examples):
        reader.text(example, f"examples[{number}]", "text", needed=True)
        reader.mapping(example, "finds")
    removed = _records(reader, data, "removed", REMOVED_KEYS)
    out = {match for n, item in enumerate(removed) for match in _removed(reader, item, f"removed[{n}]")}
    if base:
        if unknown := sorted(out - {entry.match for entry in (*base.entries, *base.exempt)}):
            raise InputError(f"lexicon {path.name}: removes {unknown[0]!r}, which {base.name} does not hold")
        entries += tuple(entry for entry in base.entries if entry.match not in out)
        exempt += tuple(entry for entry in base.exempt if entry.match not in out)
    return Lexicon(
        name=data.get("lexicon") or path.stem,
        about=data.get("about") or "",
        source=data.get("source") or "",
        categories=categories,
        entries=entries,
        exempt=exempt,
        examples=examples,
        removed=removed,
        patterns=patterns,
        path=path,
        extends=base,
    )


def made(
    path: Path, categories: Mapping[str, Mapping[str, Any]], patterns: Mapping[str, Any], entries: list[Any]
) -> Lexicon:
    """A lexicon of entries that stand in another kind of file, as the terms of a codebook do."""
    written = _patterns(path, patterns, {})
    checked = _entries(path, entries, "term", tuple(categories), written)
    return Lexicon(path.stem, "", "", categories, checked, patterns=written, path=path)


def _categories(reader: strict_yaml.Reader, data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    given = reader.mapping(data, "categories")
    for name, about in given.items():
        if about is not None and not isinstance(about, dict):
            raise reader.error(f"categories.{name}", "should be a mapping, as {about: what it means}")
    return {name: about or {} for name, about in given.items()}


def _records(
    reader: strict_yaml.Reader, data: Mapping[str, Any], key: str, keys: tuple[str, ...]
) -> tuple[Mapping[str, Any], ...]:
    records = tuple(reader.sequence(data, "", key))
    for number, record in enumerate(records):
        reader.known(record, f"{key}[{number}]", keys)
    return records


def _removed(reader: strict_yaml.Reader, item: Mapping[str, Any], where: str) -> tuple[str, ...]:
    """What is taken out: one `match`, or a list of them."""
    if isinstance(item.get("match"), list):
        return reader.texts(item, where, "match")
    reader.text(item, where, "match", needed=True)
    return (item["match"],)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _entries(
    path: Path, raws: Sequence[Any], what: str, categories: tuple[str, ...], patterns: Mapping[str, str]
) -> tuple[Entry, ...]:
    """One `Entry` for every `match` of every raw entry, its conditions written out and checked."""
    entries = []
    for number, raw in enumerate(raws, 1):
        where = f"{what} {number} ({raw.get('match') if isinstance(raw, dict) else raw!r})"
        if not isinstance(raw, dict):
            raise InputError(f"lexicon {path.name}, {where}: should be a mapping with `match` and `category`")
        reader = strict_yaml.Reader(f"lexicon {path.name}, {where}")
        reader.known(raw, "", ENTRY_KEYS)
        if raw.get("category") not in categories:
            raise InputError(f"{reader.given}: category {raw.get('category')!r} is not one of {list(categories)}")
        if raw.get("case") not in (None, "lower", "exact"):
            raise InputError(f"{reader.given}: case {raw['case']!r} is neither 'lower' nor 'exact'")
        if not isinstance(raw.get("regex", False), bool):
            raise reader.error("regex", f"{raw['regex']!r} should be true or false")
        for key in ("qualifies", "stands_for", "note"):
            reader.text(raw, "", key)
        holds = reader.texts(raw, "", "holds")
        conditions = {c: _write_out(path, where, raw[c], patterns) for c in CONDITIONS if c in raw}
        for match in _listed(raw.get("match")):
            if not isinstance(match, str) or not (parts := even(match).split()):
                raise reader.error("match", f"{match!r} is no text; put it in quotes")
            if raw.get("regex"):
                match = _write_out(path, where, match, patterns)
            elif not all(part.strip("*") for part in parts):
                raise reader.error("match", f"{match!r} has a * without a word; it stands for the ending of one")
            entries.append(Entry(**{**raw, **conditions, "match": match, "holds": holds}))
    return tuple(entries)


def _patterns(path: Path, raw: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, str]:
    """The file's named patterns, each written out with those above it and those that are known."""
    patterns = dict(known)
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
        re.compile(f"(?:{pattern})")  # as part of an expression: flags for all of it have no place in it
    except (re.error, OverflowError, RecursionError) as error:
        raise InputError(f"lexicon {path.name}, {where}: {pattern!r} is no regular expression: {error}") from None
    return pattern
