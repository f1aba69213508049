"""A hostile folder: everything in it is an article or is named, in bounded time and memory."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from analysis import corpus, study
from analysis.corpus import files
from tests.corpus import hostile

SECONDS, MEGABYTES = 60, 850  # 100 of them are the model that tells languages apart


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile")
    made = hostile.make(path)
    assert len(made) >= 60
    return path, made


@pytest.fixture(scope="module")
def tables(folder):
    return corpus.read(study.load(folder[0]))


def notes(tables, name):
    of_file = tables["rejects"][tables["rejects"]["file"] == name]
    return [f"{n.severity}: {'' if pd.isna(n.row) else f'row {n.row}: '}{n.reason}" for n in of_file.itertuples()]


@pytest.mark.parametrize("name", hostile.CASES)
def test_every_file_gives_its_articles_and_its_notes(folder, tables, name):
    if name not in folder[1]:
        pytest.skip("this system cannot have such a file")
    case = folder[1][name]
    found = notes(tables, name)
    if case.articles is not None:
        assert [
            (note, expected) for note, expected in zip(found, case.notes, strict=True) if not note.startswith(expected)
        ] == []
        assert (tables["articles"]["file"] == name).sum() == case.articles
    assert tables["rejects"]["remedy"].notna().all()


def test_nothing_is_said_of_files_that_are_not_there(folder, tables):
    assert set(tables["rejects"]["file"]) <= set(folder[1])
    assert "\n" not in "".join(tables["rejects"]["reason"] + tables["rejects"]["remedy"])


MEASURED = """
import atexit, pathlib, re, sys
from analysis.__main__ import main
most = sys.argv.pop(1)
status = pathlib.Path("/proc/self/status")
atexit.register(lambda: pathlib.Path(most).write_text(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1]))
main()
"""
"""The command, which leaves behind how much memory it held at most (kB): what the system says of a child process counts
in what its parent held."""


def test_check_names_everything_ends_with_one_and_keeps_to_time_and_memory(folder, tables, root, tmp_path):
    """The folder holds a line of 50 MB, boxes nested 20,000 deep and bombs that unpack to hundreds of megabytes."""
    command = [sys.executable, "-c", MEASURED, str(tmp_path / "most"), "check", str(folder[0]), "--json"]
    start = time.monotonic()
    with (tmp_path / "out").open("w") as out, (tmp_path / "err").open("w") as err:
        run = subprocess.run(command, cwd=root, stdout=out, stderr=err, check=False)
    assert time.monotonic() - start < SECONDS
    assert int((tmp_path / "most").read_text()) >> 10 < MEGABYTES
    assert run.returncode == 1
    assert "Traceback" not in (tmp_path / "err").read_text()
    found = json.loads((tmp_path / "out").read_text())
    assert found["n_articles"] == len(tables["articles"])
    named = {(r["severity"], r["file"], r["row"], r["reason"]) for r in found["rejects"]}
    expected = tables["rejects"].astype(object).where(tables["rejects"].notna(), None)
    assert named == {(r.severity, r.file, r.row, r.reason) for r in expected.itertuples()}


def test_doubts_alone_end_with_nought(tmp_path, root):
    for name in ("a02-bom.txt", "a05-western.txt", "a18-mojibake.txt", "c06-date.html"):
        hostile.CASES[name].write(tmp_path / name)
    command = [sys.executable, "-m", "analysis", "check", str(tmp_path)]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert "left out: nothing" in run.stdout
    assert "read, with a doubt: 4" in run.stdout


def test_a_file_that_vanishes_or_cannot_be_read_is_named(tmp_path, monkeypatch):
    for name in ("a.txt", "b.csv", "c.html", "d.docx", "e.xlsx", "f.parquet", "g.json", "h.jsonl.gz"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "z.txt").write_text("Bridge closed.", encoding="utf-8")
    walk = files.walk

    def vanishing(folder):
        for path in walk(folder):
            if path.name != "z.txt":
                path.unlink()
            yield path

    monkeypatch.setattr(files, "walk", vanishing)
    rejects = corpus.read(study.load(tmp_path))["rejects"]
    assert rejects["severity"].tolist() == ["reject"] * 8
    assert {reason.split(":")[0] for reason in rejects["reason"]} <= {
        "is no file",
        "cannot be read",
        "is no whole Parquet file",
    }


def test_a_file_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Bridge closed.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Bridge open.", encoding="utf-8")
    opened = Path.open

    def refuse(path, *args, **more):
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **more)

    monkeypatch.setattr(Path, "open", refuse)
    tables = corpus.read(study.load(tmp_path))
    assert tables["rejects"]["reason"].tolist() == ["cannot be read: Permission denied"]
