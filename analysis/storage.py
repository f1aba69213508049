"""Storage: a folder on this machine or at an address (`s3://…`), where a file is there whole or not at all.

Addresses are fsspec's. On this machine a file is written beside its place, brought to the disk and put there in one
step; an object store shows an object when all of it has arrived.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from analysis.errors import InputError

LOCAL = ("file", "local")
UNFINISHED = ".unfinished"
"""How the name of a file ends that is still written; one that was left by a kill is never taken for a file."""


def is_address(given: str) -> bool:
    """Is it an address, not a path of this machine?

    >>> is_address("s3://bucket/news"), is_address("news/2020"), is_address("file:///news")
    (True, False, True)
    """
    return "://" in given


def opened(address: str) -> tuple[Any, str]:
    """The file system of an address and the path in it.

    Raises:
        InputError: fsspec knows no such kind of address, or a package for it is missing.
    """
    import fsspec  # 0.1 s

    try:
        return fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise InputError(f"{address}: cannot be opened: {' '.join(str(error).split())}") from None
    except Exception as error:  # each kind of storage has errors of its own
        raise InputError(f"{address}: cannot be opened: {reason(error)}") from None


def reason(error: BaseException) -> str:
    """Why something failed, in one line."""
    text = (error.strerror if isinstance(error, OSError) else "") or " ".join(str(error).split())
    return text[:200] or type(error).__name__


@dataclass(frozen=True)
class Folder:
    """A folder by its path or address; names in it are relative, with `/`. It can be sent to other machines."""

    address: str

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        return opened(self.address)

    @cached_property
    def local(self) -> Path | None:
        """The folder on this machine; none elsewhere."""
        if not is_address(self.address):
            return Path(self.address)
        files, path = self._opened
        return Path(path) if files.protocol == LOCAL else None

    @property
    def is_in_memory(self) -> bool:
        """Does it lie in the memory of this process, where no other can reach it?"""
        return is_address(self.address) and "memory" in self._opened[0].protocol

    def __getstate__(self) -> dict[str, str]:
        return {"address": self.address}  # connections stay here

    def _at(self, name: str) -> str:
        path: str = self._opened[1]
        return f"{path.rstrip('/')}/{name}" if name else path

    @contextmanager
    def _said(self, name: str, what: str, errors: type[Exception] = Exception) -> Iterator[None]:
        """Turn the errors of every kind of storage into one line."""
        try:
            yield
        except (InputError, FileNotFoundError):
            raise
        except errors as error:  # s3fs, gcsfs, … have errors of their own
            raise InputError(f"{self.address}/{name}: cannot be {what}: {reason(error)}") from None

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole, in place of an earlier one.

        Raises:
            InputError: it cannot be written: no space left, no right to.
        """
        with self._said(name, "written"):
            if self.local is None:
                self._opened[0].pipe_file(self._at(name), data)
            else:
                _replace(self.local / name, data)

    def read(self, name: str) -> bytes:
        """The bytes of a file.

        Raises:
            FileNotFoundError: there is none.
            InputError: it cannot be read.
        """
        with self._said(name, "read"):
            data: bytes = (self.local / name).read_bytes() if self.local else self._opened[0].cat_file(self._at(name))
            return data

    @contextmanager
    def reading(self, name: str) -> Iterator[Any]:
        """A file to read some of its bytes from."""
        with self._said(name, "read", OSError):
            file = (self.local / name).open("rb") if self.local else self._opened[0].open(self._at(name), "rb")
            with file:
                yield file

    def names(self, name: str = "") -> list[str]:
        """The names of all files in a folder of this one, in order, without those of unfinished writing."""
        with self._said(name, "listed"):
            if self.local is not None:
                top = self.local / name
                found = [p.relative_to(top).as_posix() for p in top.rglob("*") if p.is_file()]
            else:
                files = self._opened[0]
                files.invalidate_cache()
                top_path = self._at(name).rstrip("/") + "/"
                found = [p.removeprefix(top_path) for p in files.find(top_path)]
            return sorted(n for n in found if not n.rpartition("/")[2].startswith("."))

    def exists(self, name: str) -> bool:
        with self._said(name, "found"):
            if self.local is not None:
                return (self.local / name).exists()
            self._opened[0].invalidate_cache()
            return bool(self._opened[0].exists(self._at(name)))

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all that is in it; it need not be there."""
        import shutil

        with self._said(name, "removed"):
            if self.local is not None:
                path = self.local / name
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
            elif self.exists(name):
                self._opened[0].rm(self._at(name), recursive=True)

    def tidy(self) -> None:
        """Remove what writers left that were killed; to be called while nobody writes."""
        if self.local is not None:
            for path in self.local.rglob(f".*{UNFINISHED}"):
                path.unlink(missing_ok=True)

    @contextmanager
    def writing(self, name: str) -> Iterator[Any]:
        """A file to write bytes to, little by little; it is there when the block ends well."""
        with self._said(name, "written", OSError):  # what else the block raises is its own
            if self.local is not None:
                path = self.local / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with _beside(path) as file:
                    yield file
                return
            file = self._opened[0].open(self._at(name), "wb")
            try:
                yield file
            except BaseException:
                file.discard()  # without it what was written so far would be put there
                raise
            file.close()


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path) as file:
        file.write(data)


@contextmanager
def _beside(path: Path) -> Iterator[Any]:
    """A temporary file in the same folder that takes the place of `path` once it is on the disk."""
    handle, name = tempfile.mkstemp(UNFINISHED, f".{path.name[:30]}.", path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
