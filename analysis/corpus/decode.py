"""Decoding: bytes made text, once; what is not certain is told as a doubt, what cannot be whole is unreadable."""

import re
from typing import NamedTuple

from analysis.corpus.source import Doubt, Unreadable

SAVE = "save it as UTF-8"
GARBLED_WORDS = 50
"""A text with more than one lost or garbled character in so many words is not worth reading."""
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "rich text (RTF)",
    b"\x1f\x8b": "a gzip archive",
    b"PAR1": "a Parquet table",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
}
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CERTAIN = ("utf-8", "utf-8-sig", "utf-16")
_HTML = re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<\?xml)", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
# UTF-8 taken for Windows-1252: the byte that leads a character, then the bytes that go on with it (80 to BF).
_ON = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE = re.compile(f"[ÂÃ]{_ON}|[à-ï]{_ON}{{2}}|ð{_ON}{{3}}")
_LEADS = "ÂÃàáâãäåæçèéêëìíîïð"
_WESTERN = "‘’“”–—…•€ £©®°·«»"
_WINDOWS = {bytes([n]).decode("cp1252") if n not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(n): n for n in range(256)}
"""The byte of each character of Windows-1252. What misread the five that it leaves undefined kept them as they are."""


class Decoded(NamedTuple):
    """The text of a file, and what is doubtful about it."""

    text: str
    doubts: tuple[Doubt, ...] = ()


def decode(data: bytes, stated: str | None = None) -> Decoded:
    """Make the bytes of one text text: UTF-8 if they are, else by their byte order mark, else by a guess.

    Args:
        stated: the encoding that the file itself names, taken before a guess.

    Raises:
        Unreadable: empty, binary, or in no known encoding.

    >>> decode("It’s".encode("cp1252")).text
    'It’s'
    """
    encoding, doubts = sniff(data)
    if stated and encoding not in _CERTAIN and _is_in(data, stated):
        encoding, doubts = stated, ()
    try:
        text = data.decode(encoding)
    except UnicodeError:
        raise Unreadable(f"begins like {encoding} and is not", SAVE) from None
    _refuse_nul(text)
    if not text.strip():
        raise Unreadable("is empty", "remove it, or put the article's text into it")
    return Decoded(text, doubts)


def sniff(data: bytes, is_whole: bool = True) -> tuple[str, tuple[Doubt, ...]]:
    """The encoding of bytes, or of a file that begins with them (`is_whole=False`), and the doubts about it.

    Raises:
        Unreadable: binary, or in no known encoding.

    >>> sniff("“Nein”, sagte er.".encode("utf-16"))[0]
    'utf-16'
    """
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"is {kind}, not plain text", "save its text as a .txt file in UTF-8")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            if encoding == "utf-8-sig":
                return encoding, (Doubt("a byte order mark before the text was left out", f"{SAVE} without BOM"),)
            return encoding, (Doubt(f"read as {encoding.upper()}, after its byte order mark", SAVE),)
    try:
        data.decode("utf-8")
        return "utf-8", ()
    except UnicodeDecodeError as error:
        if not is_whole and error.start >= len(data) - 3:  # a character that the end of the sample cuts
            return "utf-8", ()
    encoding = _guess(data)
    return encoding, (Doubt(f"not UTF-8; read as {_name(encoding)}, a guess", SAVE),)


def _is_in(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (LookupError, UnicodeError):  # of *undefined* Python says no more than that
        return False
    return True


def _name(encoding: str) -> str:
    return "Windows-1252" if encoding == "cp1252" else encoding


def _guess(data: bytes) -> str:
    """The encoding of bytes that are not UTF-8."""
    if b"\x00" in data:
        raise Unreadable("holds NUL characters: not a text", "save its text as a .txt file in UTF-8")
    # Bytes 80 to 9F are control characters in ISO 8859 and curly quotes and dashes in Windows-1252, where Western text
    # nearly always has them from: tried first, as browsers do.
    try:
        western = data.decode("cp1252")
        if sum(c.isascii() or c in _WESTERN for c in western) >= 0.99 * len(western):
            return "cp1252"
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # 30 ms

    best = from_bytes(data).best()
    if best is None:
        raise Unreadable("is in no encoding that could be recognised", SAVE)
    return best.encoding


def _refuse_nul(text: str) -> None:
    if "\x00" in text:
        raise Unreadable("holds NUL characters: not a text", "save its text as a .txt file in UTF-8")


def looks_like_html(text: str) -> bool:
    """Does a text begin as a web page does?"""
    return bool(_HTML.match(text))


def sound(text: str) -> Decoded:
    """A text whose characters can be trusted.

    UTF-8 that was once saved as Windows-1252 is read back where all of it can be (*itâ€™s* is *it’s*), and said so;
    lone surrogates (halves of characters, from broken JSON) become U+FFFD, one for one.

    Raises:
        Unreadable: more than one character in `GARBLED_WORDS` words is lost or garbled.

    >>> sound("Itâ€™s over").text
    'It’s over'
    >>> sound("It’s over").doubts
    ()
    """
    if text.isascii():
        return Decoded(text)
    doubts: list[Doubt] = []
    even = whole(text)
    if even != text:
        reason = "held halves of characters (lone surrogates); each is shown as U+FFFD"
        doubts.append(Doubt(reason, "export the text again"))
    garbled = _MOJIBAKE.findall(even) if any(lead in even for lead in _LEADS) else []
    if garbled and (mended := _mended(even)) is not None:
        reason = f"UTF-8 that was saved as Windows-1252 ({garbled[0]}); read back"
        return Decoded(mended, (*doubts, Doubt(reason, "export the text again as UTF-8")))
    lost = even.count("\ufffd")
    if damage := lost + len(garbled):
        shown = "U+FFFD" if lost else garbled[0]
        if damage > 1 and damage * GARBLED_WORDS > len(even.split()):
            raise Unreadable(f"has {damage} lost or garbled characters ({shown})", "fetch or export the text again")
        if (lost and not doubts) or garbled:
            reason = f"lost or garbled characters ({shown}): {damage}; shown as they stand"
            doubts.append(Doubt(reason, "fetch or export the text again"))
    return Decoded(even, tuple(doubts))


def _mended(text: str) -> str | None:
    """The text that was read with the wrong encoding, if all of it can be read back."""
    try:
        return bytes(map(_WINDOWS.__getitem__, text)).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


def whole(text: str) -> str:
    """`text` with every lone surrogate (half of a character, from broken JSON) exchanged for U+FFFD, one for one.

    >>> whole("a\\ud83d b")
    'a\ufffd b'
    """
    try:
        text.encode()  # ten times as fast as looking for them
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text
