"""A small case of `tests/benchmarks/memory.py`: four times the articles, and hardly more memory."""

import sys
from pathlib import Path

import pytest

from analysis.errors import InputError
from analysis.run import command
from tests.benchmarks import memory
from tests.run.conftest import SIZE

MOST = 30
"""MB by which the peak may grow from 100 to 400 articles in parts of 25 (by 16, measured); in one part it grows by 45."""
IN_PARTS = (
    "import analysis.run.steps as steps, analysis.__main__ as command\n"
    "steps.PATHS, steps.BLOCK = 0, 1  # as of a corpus of thousands of articles\n"
    "command.main()"
)


def test_memory_does_not_grow_with_the_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "PYTHON", [sys.executable, "-c", IN_PARTS])
    peaks = []
    for n in (100, 400):
        memory.write(tmp_path / f"{n}.jsonl", 1, chunk=n)
        done, peak = memory.limited(tmp_path / f"{n}.jsonl", tmp_path / f"{n}", 0, 25, "none", "--no-tone")
        assert done.returncode == 0, done.stdout
        peaks.append(peak)
    assert peaks[1] - peaks[0] < MOST


def test_where_memory_is_short_it_is_said_in_one_line(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def short(*given: object, **named: object) -> None:
        raise MemoryError

    monkeypatch.setattr("analysis.run.tasks.pipeline.find_signals", short)
    with pytest.raises(InputError, match="memory is short; what is complete stays"):
        command.run(str(corpus), str(tmp_path / "out"), size=SIZE, workers=1)
    assert list((tmp_path / "out" / "work" / "done" / "articles").iterdir())
