"""Fetched: the files of a corpus that lies at an address (`s3://…`), brought to this machine one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis import storage
from analysis.corpus.source import Note
from analysis.errors import InputError

STATES = ("ETag", "etag", "md5Hash", "LastModified", "last_modified", "mtime", "modified", "created")
"""What storage says of a file that changes when the file does, by the names that kinds of storage have for it."""


def walk(address: str) -> Iterator[tuple[Path, str] | Note]:
    """Each file of the folder or the one file at an address: where it is now, and its name from the folder on.

    A file is here until the next one is asked for. Hidden ones are left out.

    Raises:
        InputError: nothing is there, or it cannot be looked into.
    """
    system, found = _found(address)
    with TemporaryDirectory(prefix="told-differently-") as folder:
        for path, name in sorted(found, key=lambda item: item[1]):
            here = Path(folder) / name.rpartition("/")[2]
            try:
                system.get_file(path, str(here))
            except Exception as error:  # each kind of storage has errors of its own
                yield Note(
                    "reject", name, None, f"cannot be read: {storage.reason(error)}", "check that you may read it"
                )
                continue
            yield here, name
            here.unlink(missing_ok=True)


def states(address: str) -> list[tuple[str, int, str]]:
    """Name, size and state of each file at an address: other ones if a file has changed."""
    system, found = _found(address)
    rows = []
    for path, name in sorted(found, key=lambda item: item[1]):
        about = system.info(path)
        state = next((str(about[key]) for key in STATES if about.get(key)), "")
        rows.append((name, int(about.get("size") or 0), state))
    return rows


def _found(address: str) -> tuple[Any, list[tuple[str, str]]]:
    """The file system, and of each file its path and its name."""
    system, path = storage.opened(address)
    with _said(address):
        system.invalidate_cache()
        if system.isfile(path):
            return system, [(path, path.rstrip("/").rpartition("/")[2])]
        paths = system.find(path)
    if not paths:
        raise InputError(f"{address}: no such file or folder, or an empty one")
    top = path.rstrip("/") + "/"
    names = [(p, p.removeprefix(top)) for p in paths]
    return system, [(p, n) for p, n in names if not any(part.startswith(".") for part in n.split("/"))]


@contextmanager
def _said(address: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise InputError(f"{address}: no such file or folder") from None
    except Exception as error:  # each kind of storage has errors of its own
        raise InputError(f"{address}: cannot be looked into: {storage.reason(error)}") from None
