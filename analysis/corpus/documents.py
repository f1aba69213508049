"""Documents of a word processor: the paragraphs of a `.docx`, through python-docx."""

from pathlib import Path
from typing import Any

from analysis.corpus import files
from analysis.corpus.source import Doubt, Unreadable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHARACTERS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def reader() -> str:
    """Name and version of what reads documents."""
    from importlib.metadata import version

    return f"python-docx {version('python-docx')}"


def read(path: Path) -> tuple[str, tuple[Doubt, ...]]:
    """The text of a document: its paragraphs, those of tables and text boxes too, joined by an empty line.

    Raises:
        Unreadable: no document, or one without text.

    Note: footnotes, headers and footers are not read. What was inserted under *track changes* is read, what was
        deleted is not: a doubt says so.
    """
    files.check_zip(path, ".docx")
    import docx  # 0.2 s

    try:
        body = docx.Document(str(path)).element.body
        paragraphs = [text for p in body.iter(f"{_W}p") if (text := _text(p).strip()) and not _is_fallback(p)]
        is_tracked = next(body.iter(f"{_W}ins", f"{_W}del"), None) is not None
    except Exception as error:  # what a broken document raises depends on the part that is broken
        reason = f"is no whole .docx document: {' '.join(str(error).split())[:120]}"
        raise Unreadable(reason, "save it again, or its text as .txt") from None
    if not paragraphs:
        raise Unreadable("is empty", "remove it, or put the article's text into it")
    doubts = (Doubt("holds tracked changes; read as if they were accepted", "accept or refuse them"),)
    return "\n\n".join(paragraphs), doubts if is_tracked else ()


def _text(paragraph: Any) -> str:
    """The characters of a paragraph, not those of a paragraph in it (of a text box)."""
    pieces = []
    for node in paragraph.iter(f"{_W}t", *_CHARACTERS):
        owner = next(node.iterancestors(f"{_W}p"))
        if owner is paragraph and next(node.iterancestors(f"{_W}pPr"), None) is None:
            pieces.append(_CHARACTERS.get(node.tag) or node.text or "")
    return "".join(pieces)


def _is_fallback(paragraph: Any) -> bool:
    """Does it stand a second time, for programs that know no text boxes?"""
    return next(paragraph.iterancestors(_FALLBACK), None) is not None
