"""The checklist of demands: all of it is there, and every place that it names is."""

import json
import re
from pathlib import Path

import pytest

DEMANDS = [f"C{n}" for n in range(1, 32)]
PLACES = ("analysis/", "data/", "tests/", "notebooks/", "CHANGELOG.md", "reports/")


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "data" / "method.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows(text: str) -> dict[str, list[str]]:
    found = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| C")
    ]
    return {cells[0]: cells for cells in found}


def test_every_demand_has_a_row_in_order_and_an_answer(rows: dict[str, list[str]]) -> None:
    assert list(rows) == DEMANDS
    assert {cells[2] for cells in rows.values()} <= {"met", "in part", "not met"}
    assert all(len(cells) == 4 and len(cells[3]) > 20 for cells in rows.values())


def test_every_file_and_name_is_there(root: Path, text: str) -> None:
    named = [m for m in re.findall(r"`([^`\s]+)`", text) if m.startswith(PLACES)]
    assert len(named) > 40
    for place in named:
        file, _, name = place.partition("::")
        path = root / file
        assert path.exists(), place
        if name:
            assert re.search(rf"^(def {name}\(|{name}\b.* = )", path.read_text(encoding="utf-8"), re.M), place


def test_every_section_is_on_the_page(root: Path, text: str, rows: dict[str, list[str]]) -> None:
    nb = json.loads((root / "notebooks" / "report.ipynb").read_text(encoding="utf-8"))
    cells = "\n".join("".join(c["source"]) for c in nb["cells"])
    cells += (root / "analysis" / "report" / "findings.py").read_text(encoding="utf-8")  # it names its own section
    named = {s for row in rows.values() for s in re.findall(r"(?<![\w*])\*([A-Z][^*…]+)\*", row[3])}
    assert named >= {"How sure is this", "Method and limits"}
    for section in named:
        assert f'"{section}"' in cells, section


def test_readme_and_page_lead_to_it(root: Path) -> None:
    assert "data/method.md" in (root / "README.md").read_text(encoding="utf-8")
    assert "data/method.md" in (root / "notebooks" / "report.ipynb").read_text(encoding="utf-8")


BIAS = re.compile(r"\bbias(ed)?\b", re.I)
DENIED = re.compile(r"\b(no|not|nor|never)\b", re.I)


def test_nothing_is_called_a_score_of_bias(root: Path) -> None:
    """Wherever the project's own sentences on the page speak of bias, it is to say that nothing is a measure of it."""
    nb = json.loads((root / "notebooks" / "report.ipynb").read_text(encoding="utf-8"))
    texts = ["".join(c["source"]) for c in nb["cells"] if c["cell_type"] == "markdown"]
    modules = [
        p.read_text(encoding="utf-8") for p in (root / "analysis" / "report").rglob("*") if p.suffix in (".py", ".j2")
    ]
    sentences = [s for t in texts + modules for s in re.split(r"(?<=[.:])\s", t) if BIAS.search(s)]
    assert sentences
    assert [s for s in sentences if not DENIED.search(s)] == []
