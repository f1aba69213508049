"""Lexicons: the instruments, as YAML files in `data/lexicons/`.

A lexicon says what it is, where each part comes from, its categories with a definition, its entries, worked examples
(they are its tests) and what was removed and why. `load("hedges")` reads `data/lexicons/hedges.yaml`;
`analysis.matcher` finds its entries in a text.

A study may name a file of its own for any of them. One that says `extends: hedges` adds to the project's: the
categories and patterns of that are there to be used, its own entries win over others of the same length, and what it
lists under `removed` is taken out. One that extends nothing stands alone, and must define the same categories.
"""

import difflib
import re
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from analysis import strict_yaml
from analysis.errors import InputError
from analysis.words import even

FOLDER = Path(__file__).resolve().parent.parent / "data" / "lexicons"

FILE_KEYS = (
    "lexicon", "about", "source", "licence", "categories", "patterns", "entries", "exempt", "examples", "removed",
    "extends",
)  # fmt: skip
CONDITIONS = ("next", "not_next", "prev", "not_prev", "sentence", "not_sentence")
ENTRY_KEYS = ("match", "category", "case", "regex", "holds", "qualifies", "stands_for", "note", *CONDITIONS)
EXEMPT = "exempt"
EXAMPLE_KEYS = ("text", "finds", "why")
REMOVED_KEYS = ("match", "why")
ASKED = {"furniture": ("name", "name_part"), "wires": ("agency",)}
"""Patterns that are asked for by name, beside the entries: what stands for these lexicons needs them."""


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
    `patterns` are the file's named regular expressions, written out. `extends` is the lexicon that it adds to.
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
    extends: "Lexicon | None" = None

    def words(self, category: str) -> list[str]:
        """The `match` of every entry of one category, in the file's order."""
        if category not in self.categories:
            raise KeyError(f"lexicon {self.name} has no category {category!r}; it has {list(self.categories)}")
        return [e.match for e in self.entries if e.category == category]

    def stands_for(self, *categories: str) -> dict[str, str]:
        """What each entry of some categories stands for, in the file's order."""
        return {e.match: e.stands_for for e in self.entries if e.category in categories and e.stands_for is not None}


def without_conditions(lexicon: Lexicon) -> Lexicon:
    """The lexicon with every entry wherever it stands: no condition on the words around it, nothing exempt."""
    free = tuple(replace(entry, **dict.fromkeys(CONDITIONS)) for entry in lexicon.entries)  # type: ignore[arg-type]
    return replace(lexicon, entries=free, exempt=())


def unconditional(lexicon: Lexicon) -> Lexicon:
    """The lexicon with those entries only that need no condition on the words around them.

    >>> maybe, like = Entry("maybe", "adverb"), Entry("like", "adverb", not_next="to")
    >>> tiny = Lexicon("tiny", "", "", {"adverb": {}}, (maybe, like, Entry("like", "adverb", prev="is")))
    >>> [e.match for e in unconditional(tiny).entries], {e.not_next for e in without_conditions(tiny).entries}
    (['maybe'], {None})
    """
    bound = {e.match for e in lexicon.entries if any(getattr(e, condition) is not None for condition in CONDITIONS)}
    return replace(lexicon, entries=tuple(e for e in lexicon.entries if e.match not in bound))


def names() -> list[str]:
    """The lexicons of the project, by name."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def load(name: str, path: Path | None = None) -> Lexicon:
    """Read the lexicon `name` of the project, or the file at `path` in its stead.

    Within `in_stead` a name means the file that is given there.

    Raises:
        InputError: the file, the entry and what is wrong: unknown key, `match` that is no text (an unquoted
            `no` or `on` is a boolean in YAML), category that is not defined.
    """
    return _load(path.resolve()) if path else _named(name, FOLDER)


@cache
def _named(name: str, folder: Path) -> Lexicon:
    return _load((_in_stead.get(name) or folder / f"{name}.yaml").resolve())


def check_stand_in(name: str, path: Path) -> None:
    """Can the file at `path` stand for the lexicon `name`?

    Raises:
        InputError: it is no lexicon, or it extends another one, or lacks a category that the project's has, a field
            that all of its categories have, or a pattern that is asked for.
    """
    own, shipped = load(name, path), _load((FOLDER / f"{name}.yaml").resolve())
    if own.extends and own.extends is not shipped:
        raise InputError(f"lexicon {path.name}: extends {own.extends.name}, and stands for {name}")
    if missing := [category for category in shipped.categories if category not in own.categories]:
        raise InputError(
            f"lexicon {path.name}: has no category {missing[0]!r} of the lexicon {name}, which it stands for; "
            f"define it (it may have no entries), or begin the file with `extends: {name}`"
        )
    fields = [set(about) for about in shipped.categories.values()]
    for category, about in own.categories.items():
        here = shipped.categories.get(category, {})
        needed = set.intersection(*fields) | {key for key, value in here.items() if isinstance(value, int | list)}
        needed -= {key for key, value in here.items() if isinstance(value, bool)}
        if lacks := sorted(key for key in needed if about.get(key) in (None, "", [])):
            raise InputError(
                f"lexicon {path.name}: `categories.{category}` has no `{lacks[0]}`, as those of the lexicon {name} have"
            )
    if unasked := [pattern for pattern in ASKED.get(name, ()) if pattern not in own.patterns]:
        raise InputError(
            f"lexicon {path.name}: `patterns` has no `{unasked[0]}`, which is asked for by name; "
            f"define it, or begin the file with `extends: {name}`"
        )


_in_stead: dict[str, Path] = {}
_lock = threading.RLock()


@contextmanager
def in_stead(paths: Mapping[str, Path]) -> Iterator[None]:
    """Within this block the named lexicons are read from other files, by every signal.

    Rooms keep what they made of a lexicon; where another file comes in its stead, and when it goes, all of that is
    forgotten. One block runs at a time.

    >>> with in_stead({}):
    ...     load("hedges").name
    'hedges'
    """
    with _lock:
        before = dict(_in_stead)
        _set(paths)
        try:
            yield
        finally:
            _set(before)


def _set(paths: Mapping[str, Path]) -> None:
    if dict(paths) == _in_stead:
        return
    _in_stead.clear()
    _in_stead.update(paths)
    for name, module in list(sys.modules.items()):
        if name.startswith("analysis."):
            for kept in list(vars(module).values()):
                if callable(getattr(kept, "cache_clear", None)):
                    kept.cache_clear()


@cache
def _load(path: Path) -> Lexicon:
    reader = strict_yaml.Reader(f"lexicon {path.name}")
    data = strict_yaml.read(path, reader.given)
    reader.known(data, "", FILE_KEYS)
    for key in ("lexicon", "about", "source", "licence"):
        reader.text(data, "", key)
    base = _base(path, data.get("extends"))
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


def _base(path: Path, name: Any) -> Lexicon | None:
    """The project's lexicon that a file extends."""
    if name is None:
        return None
    if name not in names():
        near = difflib.get_close_matches(str(name), names(), n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(names())}"
        raise InputError(f"lexicon {path.name}: `extends` names no lexicon of the project: {name!r}; {hint}")
    return _load((FOLDER / f"{name}.yaml").resolve())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def made(
    path: Path, categories: Mapping[str, Mapping[str, Any]], patterns: Mapping[str, Any], entries: list[Any]
) -> Lexicon:
    """A lexicon of entries that stand in another kind of file, as the terms of a codebook do."""
    written = _patterns(path, patterns, {})
    checked = _entries(path, entries, "term", tuple(categories), written)
    return Lexicon(path.stem, "", "", categories, checked, patterns=written, path=path)


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
