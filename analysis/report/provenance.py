"""What a reader needs to get the same page again: versions, hashes, parameters. No clock time."""

import hashlib
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from analysis.lexicon import FOLDER, Lexicon
from analysis.report.render import Fragment
from analysis.report.tables import box

PACKAGES = ("told-differently", "pandas", "nltk", "textblob", "nupunkt", "matplotlib", "papermill", "nbconvert")


def corpus_hash(articles: pd.DataFrame) -> str:
    """SHA-256 over the ids and texts of the articles, in the order of their ids."""
    digest = hashlib.sha256()
    for article_id, text in sorted(zip(articles["article_id"], articles["text"], strict=True)):
        digest.update(f"{article_id}\0{text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def citation(articles: pd.DataFrame, title: str) -> str:
    """The line to cite a result by: version, study, and the articles by their hash."""
    return f"Told Differently {version('told-differently')}, “{title}”, articles {corpus_hash(articles)[:12]}"


def provenance(articles: pd.DataFrame, lexicons: Iterable[Lexicon], study: str) -> Fragment:
    """Study, hashes of corpus and lexicons, versions of the packages."""
    hashes = ", ".join(_named(lexicon) for lexicon in lexicons if lexicon.path)
    points = [
        ("Study:", Path(study).name if Path(study).is_absolute() else study),  # no path of the maker's machine
        ("Articles:", f"{len(articles)}; SHA-256 of ids and texts {corpus_hash(articles)}"),
        ("Lexicons:", f"{hashes} (first 12 digits of SHA-256)"),
        (
            "Versions:",
            f"Python {'.'.join(platform.python_version_tuple()[:2])}, "
            + ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        ),
        ("Rights:", "the texts of the articles remain with their publishers; the code is under the MIT licence."),
        ("Cite:", f"Told Differently {version('told-differently')}, with the hash of the articles above."),
    ]
    return box("To get this page again", points)


def _named(lexicon: Lexicon) -> str:
    """Name, hash and size of a lexicon, and which one it extends."""
    assert lexicon.path is not None
    digest = hashlib.sha256(lexicon.path.read_bytes()).hexdigest()[:12]
    own = "" if lexicon.path.parent == FOLDER else f", file {lexicon.path.name} of the study"
    base = f", extends {_named(lexicon.extends)}" if lexicon.extends else ""
    return f"{lexicon.name} {digest} ({len(lexicon.entries)} entries{own}{base})"
