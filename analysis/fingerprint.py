"""Fingerprints: numbers by which a corpus, or a file of the project, is known to be the same to the character."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.lexicon import FOLDER, Lexicon

SHOWN = 12
"""Digits that are printed in running text."""


def of_articles(articles: pd.DataFrame) -> str:
    """SHA-256 over the ids and texts of the articles, in the order of their ids.

    >>> two = pd.DataFrame({"article_id": ["b", "a"], "text": ["x", "y"]})
    >>> of_articles(two) == of_articles(two.iloc[::-1]), of_articles(two)[:SHOWN]
    (True, '06001cfd20d2')
    """
    digest = hashlib.sha256()
    for article_id, text in sorted(zip(articles["article_id"], articles["text"], strict=True)):
        digest.update(f"{article_id}\0{text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def of_text(text: str) -> str:
    """SHA-256 of an article's text, whatever white space stands between its words.

    >>> of_text("It is\\r\\nshut.\\n") == of_text("It is shut."), of_text("It is shut.")[:SHOWN]
    (True, '589e90f784af')
    """
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def of_file(path: Path) -> str:
    """The first digits of a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:SHOWN]


def of_files(paths: Iterable[Path]) -> str:
    """The first digits of one SHA-256 over several files, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:SHOWN]


def of_lexicon(lexicon: Lexicon) -> str:
    """Name, hash and size of a lexicon that was read from a file, and which one it extends."""
    assert lexicon.path is not None
    own = "" if lexicon.path.parent == FOLDER else f", file {lexicon.path.name} of the study"
    base = f", extends {of_lexicon(lexicon.extends)}" if lexicon.extends else ""
    return f"{lexicon.name.replace('_', ' ')} {of_file(lexicon.path)} ({len(lexicon.entries):,} entries{own}{base})"
