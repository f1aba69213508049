"""Paths as people write them: found from the current folder or the project's, and if not, with the nearest name."""

import difflib
from pathlib import Path

from analysis.errors import InputError

ROOT = Path(__file__).resolve().parent.parent


def find(given: str) -> Path:
    """The path from the current folder, else from the project's; an error with the nearest names if neither is."""
    if not given.strip():
        raise InputError("no study given: name a study file, a folder of articles or a table file")
    try:
        places = (Path(given).expanduser(), ROOT / given)
    except RuntimeError:  # ~somebody who has no folder here
        places = (Path(given), ROOT / given)
    for place in places:
        if exists(place):
            return place
    shown = given if given.isprintable() and len(given) < 200 else repr(given[:60])
    raise InputError(f"{shown}: no such file or folder{near(places)}")


def exists(place: Path) -> bool:
    try:
        return place.exists()
    except (OSError, ValueError):  # a name that the system cannot even look up
        return False


def near(places: tuple[Path, ...], count_from: str = "the current folder or from the project's") -> str:
    """`; did you mean …?`, from the names beside the one that is missing; else from where its path counts."""
    for place in places:
        if exists(place.parent) and place.parent.is_dir():
            try:
                names = [p.name for p in place.parent.iterdir() if not p.name.startswith(".")]
            except OSError:  # a folder that may not be looked into
                continue
            if close := difflib.get_close_matches(place.name, names, n=1):
                return f"; did you mean {close[0]}?"
    return f"; paths count from {count_from}"


def kind(path: Path) -> str:
    """The kind of a file by the ending of its name, packed (`.gz`) or not.

    >>> kind(Path("news/BBC.CSV.gz")), kind(Path("a.txt")), kind(Path("a.gz"))
    ('.csv', '.txt', '.gz')
    """
    name = path.name.lower()
    return Path(name.removesuffix(".gz")).suffix or Path(name).suffix
