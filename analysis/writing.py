"""Writing: in one step, so that a reader sees the earlier file or the new one; and safe for a spreadsheet."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analysis.errors import InputError

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings that a spreadsheet takes for a formula, the full-width forms too."""


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """A temporary file in the folder of `path` that takes its place when the block ends well, and goes if it fails.

    Raises:
        InputError: the folder is missing, or nothing can be written there.
    """
    target = Path(os.path.realpath(path))  # a link goes on pointing where it points
    if not target.parent.is_dir():
        raise InputError(f"{path}: its folder does not exist; make it first")
    try:
        if target.is_dir():
            raise InputError(f"{path}: is a folder; name a file")
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:30]}.", dir=target.parent)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from None
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~umask)
        temporary.replace(target)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def new_folder(path: str | Path) -> Iterator[Path]:
    """A temporary folder that becomes the folder `path` when the block ends well, and goes if it fails.

    Raises:
        InputError: there is something already (an empty folder is taken), its parent is missing, or nothing can be
            written there.
    """
    target = Path(path)
    try:
        if target.is_symlink() or (target.exists() and not (target.is_dir() and not any(target.iterdir()))):
            raise InputError(f"{path}: is there already; name a new folder")
        if not target.resolve().parent.is_dir():
            raise InputError(f"{path}: the folder that it should be in does not exist; make it first")
        temporary = Path(tempfile.mkdtemp(prefix=".making-", dir=target.resolve().parent))
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}") from None
    try:
        yield temporary
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o777 & ~umask)
        temporary.replace(target)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def harmless(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: an apostrophe before what begins like one. Numbers stay.

    >>> harmless("=1+1"), harmless("-3"), harmless("“=”"), harmless(None)
    ("'=1+1", '-3', '“=”', None)
    """
    if isinstance(cell, str) and _is_formula(cell) and not cell.removeprefix("-").isdecimal():
        return "'" + cell
    return cell


def undone(cell: str) -> str:
    """The text of a cell that `harmless` wrote.

    >>> undone(harmless("=1+1")), undone(harmless("'=1+1")), undone("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return cell[1:] if cell[:1] == "'" and _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    """Does it begin like a formula, perhaps behind apostrophes? The first of them is a sign for spreadsheets."""
    return cell.lstrip("'").startswith(FORMULA)
