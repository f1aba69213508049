"""Writing in one step: a reader sees the earlier file or the new one, never half of one."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import InputError


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
