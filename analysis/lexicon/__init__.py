"""Lexicons: the instruments, as YAML files in `data/lexicons/`.

A lexicon says what it is, where each part comes from, its categories with a definition, its entries, worked examples
(they are its tests) and what was removed and why. `load("hedges")` reads `data/lexicons/hedges.yaml`;
`analysis.matcher` finds its entries in a text.

A study may name a file of its own for any of them. One that says `extends: hedges` adds to the project's: the
categories and patterns of that are there to be used, its own entries win over others of the same length, and what it
lists under `removed` is taken out. One that extends nothing stands alone, and must define the same categories.
"""

import difflib
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from analysis.errors import InputError
from analysis.lexicon import file
from analysis.lexicon.entries import CONDITIONS, Entry, Lexicon, unconditional, without_conditions
from analysis.lexicon.file import EXEMPT, made

__all__ = [
    "CONDITIONS", "EXEMPT", "FOLDER", "Entry", "Lexicon", "check_stand_in", "in_stead", "load", "made", "names",
    "unconditional", "without_conditions",
]  # fmt: skip

FOLDER = Path(__file__).resolve().parent.parent.parent / "data" / "lexicons"
ASKED = {"furniture": ("name", "name_part"), "wires": ("agency",), "causes": ("denying", "denied_before")}
"""Patterns that are asked for by name, beside the entries: what stands for these lexicons needs them."""


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
    return file.read(path, lambda name: _base(path, name))


def _base(path: Path, name: Any) -> Lexicon | None:
    """The project's lexicon that a file extends."""
    if name is None:
        return None
    if name not in names():
        near = difflib.get_close_matches(str(name), names(), n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(names())}"
        raise InputError(f"lexicon {path.name}: `extends` names no lexicon of the project: {name!r}; {hint}")
    return _load((FOLDER / f"{name}.yaml").resolve())
