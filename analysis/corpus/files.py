"""Files: which files of a folder are looked at, and their bytes made text: decoded once, never changed."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TEXT_FILES = (".txt", ".text", ".md")
ABOUT_FOLDER = ("readme", "license", "licence", "notice", "changelog")
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "rich text (RTF)",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
}
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HTML = re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<\?xml)", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Note(NamedTuple):
    """Something of the input that was left out (`reject`) or read with a doubt: a row of table `rejects`."""

    severity: str
    file: str
    row: int | None
    reason: str
    remedy: str


class Unreadable(Exception):
    """A file or row that is no article: why, and the way out."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


class Decoded(NamedTuple):
    """The text of a file, and what is doubtful about it."""

    text: str
    doubts: tuple[tuple[str, str], ...] = ()


def walk(folder: Path) -> Iterator[Path | Note]:
    """Every file of a folder and its subfolders in order, but hidden ones; then the folders that cannot be opened."""
    closed: list[OSError] = []
    for base, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(base) / name
    for error in closed:
        name = Path(error.filename).relative_to(folder).as_posix()
        reason = f"is a folder that cannot be opened: {error.strerror}"
        yield Note("reject", name, None, reason, "check that you may read it")


def load(path: Path) -> Decoded:
    """Read a text file.

    Raises:
        Unreadable: empty, binary, or in no known encoding.
    """
    try:
        if not path.is_file():
            raise Unreadable("is no file", "replace it with a file")
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}", "check that you may read it") from None
    return decode(data)


def decode(data: bytes) -> Decoded:
    """Make bytes text: UTF-8 if they are, else by their byte order mark, else by a guess that is reported.

    >>> decode("It’s".encode("cp1252")).text
    'It’s'
    """
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"is {kind}, not plain text", "save its text as a .txt file in UTF-8")
    doubts: list[tuple[str, str]] = []
    text = None
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                raise Unreadable(f"begins like {encoding} and is not", "save it as UTF-8") from None
            if encoding != "utf-8-sig":
                doubts.append((f"read as {encoding.upper()}, after its byte order mark", "save it as UTF-8"))
            else:
                doubts.append(("a byte order mark before the text was left out", "save it as UTF-8 without BOM"))
            break
    if text is None:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text, encoding = _guess(data)
            doubts.append((f"not UTF-8; read as {encoding}, a guess", "save it as UTF-8"))
    if "\x00" in text:
        raise Unreadable("holds NUL characters: not a text", "save its text as a .txt file in UTF-8")
    if not text.strip():
        raise Unreadable("is empty", "remove it, or put the article's text into it")
    if _HTML.match(text):
        doubts.append(("looks like HTML; its tags were read as text", "save the article's text as a .txt file"))
    return Decoded(text, tuple(doubts))


def _guess(data: bytes) -> tuple[str, str]:
    """Text and encoding of bytes that are not UTF-8."""
    if b"\x00" in data:
        raise Unreadable("holds NUL characters: not a text", "save its text as a .txt file in UTF-8")
    from charset_normalizer import from_bytes  # 30 ms

    # Bytes 80 to 9F are control characters in ISO 8859 and curly quotes and dashes in Windows-1252, where Western text
    # nearly always has them from: tried first, as browsers do.
    try:
        western = data.decode("cp1252")
        letters = sum(c.isascii() or c in "‘’“”–—…•€ £©®°·«»" for c in western)
        if letters >= 0.99 * len(western):
            return western, "Windows-1252"
    except UnicodeDecodeError:
        pass
    best = from_bytes(data).best()
    if best is None:
        raise Unreadable("is in no encoding that could be recognised", "save it as UTF-8")
    return str(best), best.encoding


def whole(text: str) -> str:
    """`text` with every lone surrogate (half of a character, from broken JSON) exchanged for U+FFFD, one for one.

    >>> whole("a\\ud83d b")
    'a\ufffd b'
    """
    return _SURROGATE.sub("\ufffd", text)
