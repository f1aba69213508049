"""What a reader needs to get the same page again: versions, hashes, parameters. No clock time."""

import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from analysis import fingerprint
from analysis.lexicon import Lexicon
from analysis.report.render import Fragment, render
from analysis.report.tables import box, folded

PACKAGES = ("told-differently", "pandas", "nltk", "textblob", "nupunkt", "matplotlib", "papermill", "nbconvert")


def citation(articles: pd.DataFrame, title: str) -> str:
    """The line to cite a result by: version, study, and the articles by their hash."""
    digest = fingerprint.of_articles(articles)[: fingerprint.SHOWN]
    return f"Told Differently {version('told-differently')}, “{title}”, articles {digest}"


def provenance(articles: pd.DataFrame, lexicons: Iterable[Lexicon], study: str) -> Fragment:
    """Study, hashes of corpus and lexicons, versions of the packages."""
    hashes = ", ".join(fingerprint.of_lexicon(lexicon) for lexicon in lexicons if lexicon.path)
    points = [
        ("Study:", Path(study).name if Path(study).is_absolute() else study),  # no path of the maker's machine
        ("Articles:", f"{len(articles)}; SHA-256 of ids and texts {fingerprint.of_articles(articles)}"),
        ("Lexicons:", f"{hashes} (first 12 digits of SHA-256)"),
        (
            "Versions:",
            f"Python {'.'.join(platform.python_version_tuple()[:2])}, "
            + ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        ),
        ("Rights:", "the texts of the articles remain with their publishers; the code is under the MIT licence."),
        ("Cite:", f"Told Differently {version('told-differently')}, with the hash of the articles above."),
    ]
    return folded(
        "What was read and run: hashes of articles and lexicons, versions", box("To get this page again", points)
    )


def methods(short: str, paragraph: str) -> Fragment:
    """What `evidence.methods` writes, in short, and folded in full: one click marks all of it, both can be taken."""
    return render("methods", short=short, paragraph=paragraph)
