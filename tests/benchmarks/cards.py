"""Cards: what each signal's `data/cards/<signal>.yaml` says it reaches on labelled sets, written and held true.

A card's `figures` are written by `python -m tests.benchmarks.<signal> --write`; its `errors` are written by hand. The
labelled sets are no part of the project: the folder that holds them is named by the variable LABELLED_SETS.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "cards"
SETS = os.environ.get("LABELLED_SETS")
needs_sets = pytest.mark.skipif(not SETS, reason="LABELLED_SETS names no folder of labelled sets")

Figures = dict[str, Any]


def read(signal: str) -> dict[str, Any]:
    """The card of a signal."""
    return yaml.safe_load((FOLDER / f"{signal}.yaml").read_text(encoding="utf-8"))


def write(signal: str, figures: Figures) -> None:
    """Put `figures` into the card of a signal: all below its line `figures:` is written anew."""
    path = FOLDER / f"{signal}.yaml"
    head, mark, _ = path.read_text(encoding="utf-8").partition("\nfigures:\n")
    if not mark:
        sys.exit(f"{path.name}: has no line `figures:` to write below")
    indented = "".join(f"  {line}\n" for line in as_yaml(figures).splitlines())
    path.write_text(f"{head}{mark}{indented}", encoding="utf-8")


def figures_now(signal: str, figures: Callable[[Path], Figures]) -> Figures:
    """The figures of the labelled sets as they are now; fails where the card says others."""
    made = figures(Path(str(SETS)))
    assert read(signal)["figures"] == made, f"run python -m tests.benchmarks.{signal} --write"
    return made


def main(signal: str, figures: Callable[[Path], Figures]) -> None:
    """The command of a benchmark: print the figures; with `--write`, also put them into the card."""
    if not SETS:
        sys.exit("LABELLED_SETS names no folder: set it to the folder of the labelled sets")
    made = figures(Path(SETS))
    print(as_yaml(made), end="")
    if "--write" in sys.argv[1:]:
        write(signal, made)


def as_yaml(figures: Figures) -> str:
    """Figures as they stand in a card."""
    return yaml.safe_dump(figures, sort_keys=False, allow_unicode=True, width=120)
