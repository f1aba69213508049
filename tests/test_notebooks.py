"""The notebooks as committed: executed in order, without an error, each with its question, answer and limits."""

from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("*.ipynb"))
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


def test_they_are_all_there() -> None:
    assert [p.stem for p in NOTEBOOKS] == [
        "00_start_here",
        "01_corpus",
        "02_headlines",
        "03_hedges",
        "04_quotes",
        "05_reuse",
        "06_quote_ledger",
        "07_deeds",
        "07_naming",
        "08_validity",
        "09_explore",
        "report",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_it_is_committed_as_executed(path: Path) -> None:
    nb = nbformat.read(path, as_version=4)
    code = [c for c in nb.cells if c.cell_type == "code"]
    assert [c.execution_count for c in code] == list(range(1, len(code) + 1))
    assert not [o for c in code for o in c.outputs if o.output_type in ("error", "stream")]
    assert nb.metadata.kernelspec == KERNEL
    assert not [c for c in code if set(c.metadata) - {"tags"}], "no traces of a run in the cells' metadata"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_code_lives_in_the_package(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert "def " not in cell.source
            assert "class " not in cell.source
            assert len(cell.source.splitlines()) <= 12


@pytest.mark.parametrize("path", [p for p in NOTEBOOKS if p.stem != "report"], ids=lambda p: p.stem)
def test_it_opens_with_question_answer_and_limits(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    for word in ("**Question.**", "**Answer.**", "**Limits.**"):
        assert word in cells[0].source
    assert "## Where this could be wrong" in [c.source.splitlines()[0] for c in cells if c.cell_type == "markdown"]
