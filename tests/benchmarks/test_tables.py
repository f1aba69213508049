"""What the benchmarks write into the two READMEs."""

from pathlib import Path

import pytest

from tests.benchmarks import tables


def test_the_readme_says_in_short_what_the_benchmarks_tables_say() -> None:
    long, short = (file.read_text(encoding="utf-8") for file in (tables.LONG, tables.SHORT))
    assert tables.between(short, tables.SPEED, tables.SHORT)[1] == tables.in_short(long)


def test_tables_are_written_between_the_marks_of_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long, short = tmp_path / "long.md", tmp_path / "README.md"
    long.write_text(tables.LONG.read_text(encoding="utf-8"), encoding="utf-8")
    short.write_text("above\n<!-- speed -->\nold\n<!-- /speed -->\nbelow\n", encoding="utf-8")
    monkeypatch.setattr(tables, "LONG", long)
    monkeypatch.setattr(tables, "SHORT", short)
    made = tables.between(long.read_text(encoding="utf-8"), "throughput", long)[1].rstrip("\n")
    tables.write("throughput", made.replace("| 1.5 |", "| 1.75 |"))
    assert "| 1.75 |" in long.read_text(encoding="utf-8")
    assert "| goal at least | | 1.75 |" in short.read_text(encoding="utf-8")
    assert "old" not in short.read_text(encoding="utf-8")
    short.write_text("no marks", encoding="utf-8")
    with pytest.raises(SystemExit, match="speed"):
        tables.write("throughput", made)
