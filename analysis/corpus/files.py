"""Files: which files of a folder are looked at, and their bytes, packed or not, within stated limits."""

import codecs
import gzip
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from analysis.corpus import decode
from analysis.corpus.decode import Decoded
from analysis.corpus.source import Doubt, Note, Unreadable

TEXT_FILES = (".txt", ".text", ".md")
PAGE_FILES = (".html", ".htm", ".xhtml")
DOCUMENT_FILES = (".docx",)
ONE_ARTICLE = (*TEXT_FILES, *PAGE_FILES, *DOCUMENT_FILES)
"""Files that hold one article; a table (`study.TABLE_FILES`) holds one a row."""
ABOUT_FOLDER = ("readme", "license", "licence", "notice", "changelog")
SAVED_WITH = ("_files", "-files", ".files", "_fichiers", "_archivos", "-Dateien")
"""Browsers save what a page shows in a folder of the page's name with such an end."""
LONGEST_ARTICLE = 1_000_000
"""Characters of the longest article that is read: a book; news is a thousandth of it."""
LARGEST_TEXT = 4 << 20
"""Bytes of the largest text of one article, unpacked."""
LARGEST_FILE = 32 << 20
"""Bytes of the largest page of one article, with the images that may be in it."""
LARGEST_TREE = 256 << 20
"""Bytes of the largest file that has to be held in memory as a whole (.json; the parts of .docx, .xlsx)."""
LARGEST_RATIO = 100
"""What is larger than `LARGEST_FILE` and unpacks to more than so many times its packed size is no text."""
_CHUNK = 1 << 20


def walk(folder: Path) -> Iterator[Path | Note]:
    """Every file of a folder and its subfolders in order, but hidden ones; then what cannot be gone into.

    Links to folders are not followed, and links to files only inside the folder: what lies elsewhere is not the corpus.
    """
    closed: list[OSError] = []
    top = folder.resolve()
    for base, folders, names in os.walk(folder, onerror=closed.append):
        here = Path(base)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in list(folders):
            if page := _saved_with(name, names):
                folders.remove(name)
                reason = f"holds what {page} shows, saved with it; not read"
                yield Note("doubt", _within(here / name, folder), None, reason, "rename it if it holds articles")
            elif (here / name).is_symlink():
                folders.remove(name)
                reason, remedy = "is a link to a folder; linked folders are not followed", "copy the folder here"
                yield Note("reject", _within(here / name, folder), None, reason, remedy)
        for name in sorted(names):
            if name.startswith("."):
                continue
            path = here / name
            if path.is_symlink() and (astray := _astray(path, top)):
                yield Note("reject", _within(path, folder), None, astray, "copy the file here")
            else:
                yield path
    for error in closed:
        reason = f"is a folder that cannot be opened: {error.strerror}"
        yield Note("reject", _within(Path(error.filename), folder), None, reason, "check that you may read it")


def _within(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _saved_with(name: str, files: list[str]) -> str | None:
    """The page beside a folder that a browser saved with it: `story.html` beside `story_files`."""
    for end in SAVED_WITH:
        if name.endswith(end):
            stem = name.removesuffix(end)
            return next((stem + suffix for suffix in PAGE_FILES if stem + suffix in files), None)
    return None


def _astray(link: Path, top: Path) -> str | None:
    """Why a link to a file is not followed; none if it leads to a file in the folder `top`."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # a loop is the one or the other, by the version of Python
        return "is a link that leads nowhere, or back to itself"
    return None if target.is_relative_to(top) else "is a link that leaves the corpus folder"


def load(path: Path) -> Decoded:
    """Read a text file.

    Raises:
        Unreadable: too large, empty, binary, or in no known encoding.
    """
    return decode.decode(content(path, LARGEST_TEXT))


def content(path: Path, limit: int = LARGEST_FILE) -> bytes:
    """The bytes of a file, unpacked if it is packed, if they are not more than `limit`.

    Raises:
        Unreadable: missing, unreadable, too large, or badly packed.
    """
    with opened(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"is larger than {limit >> 20} MB", "split it, or save it as a table (.jsonl, .parquet)")
    return data


def check_file(path: Path) -> None:
    """Make sure that there is a file: a pipe, for one, would be waited for.

    Raises:
        Unreadable: there is none, or something else.
    """
    try:
        if path.is_file():
            return
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}", "check that you may read it") from None
    raise Unreadable("is no file", "replace it with a file")


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A file to read bytes from, unpacked if its name ends in `.gz`.

    Raises:
        Unreadable: missing, unreadable, or badly packed; now or while it is read.
    """
    check_file(path)
    try:
        with path.open("rb") as raw:
            if path.suffix.lower() != ".gz":
                yield raw
                return
            with gzip.GzipFile(fileobj=raw) as packed:
                yield cast(IO[bytes], packed)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Unreadable(f"is no whole gzip file: {error}", "pack it again, or unpack it") from None
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}", "check that you may read it") from None


def sniff(path: Path) -> tuple[str, tuple[Doubt, ...]]:
    """The encoding of a text file of any size and the doubts about it, from one pass over all its bytes.

    Raises:
        Unreadable: binary, empty, in no known encoding, or packed beyond what a text can be.
    """
    with opened(path) as file:
        sample = file.read(_CHUNK)
    for attempt in (1, 2):
        encoding, doubts = decode.sniff(sample, is_whole=attempt == 2 or len(sample) < _CHUNK)
        try:
            _check(path, encoding)
            return encoding, doubts
        except UnicodeDecodeError as error:  # the first character that is not ASCII may stand far below
            sample = error.object
    raise Unreadable("is in no encoding that fits all of it", decode.SAVE)


def _check(path: Path, encoding: str) -> None:
    """Decode all of a file, chunk by chunk, and keep nothing.

    Raises:
        UnicodeDecodeError: with the chunk that is in another encoding.
        Unreadable: NUL characters, nothing but blanks, or packed beyond what a text can be.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    size, is_blank = 0, True
    with opened(path) as file:
        packed = path.stat().st_size
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > LARGEST_FILE and size > LARGEST_RATIO * packed:
                reason = f"unpacks to more than {LARGEST_RATIO} times its size: no text does"
                raise Unreadable(reason, "unpack it and look at it")
            text = decoder.decode(chunk)
            if "\x00" in text:
                raise Unreadable("holds NUL characters: not a text", "export it again as text in UTF-8")
            is_blank = is_blank and not text.strip()
        decoder.decode(b"", final=True)
    if is_blank:
        raise Unreadable("is empty", "remove it, or export the articles again")


def stem(path: Path) -> str:
    """The name of a file without its ending, packed or not.

    >>> stem(Path("news/BBC.csv.gz"))
    'BBC'
    """
    return Path(path.stem).stem if path.suffix.lower() == ".gz" else path.stem


def too_long(characters: int) -> tuple[str, str]:
    """The reason and the remedy for an article that is longer than any is."""
    return f"has {characters:,} characters; an article has at most {LONGEST_ARTICLE:,}", "split it, or remove it"


def check_zip(path: Path, kind: str) -> None:
    """Make sure that an office document is a zip archive whose parts are not too large.

    Raises:
        Unreadable: no zip archive, or one that unpacks to more than `LARGEST_TREE`.
    """
    check_file(path)
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}", "check that you may read it") from None
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        with opened(path) as file:
            is_text = file.read(2) != b"PK" and b"\x00" not in file.read(_CHUNK)
        remedy = "save it again in the program that made it"
        if is_text:
            raise Unreadable(f"is no {kind} file but looks like plain text", "name it .csv or .txt") from None
        raise Unreadable(f"is no whole {kind} file", remedy) from None
    if size > LARGEST_TREE:
        raise Unreadable(f"unpacks to more than {LARGEST_TREE >> 20} MB", "save it as .csv or .txt")
