"""A run that is killed goes on where it was, and nothing is ever half there."""

import os
import random
import signal
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from analysis.errors import InputError
from analysis.run import command, tasks
from analysis.scale import Crew
from tests.run.conftest import SIZE, assert_same

KILLS = 10


def begun(corpus: Path, out: Path) -> int:
    """The run in a child of this process, which has imported everything already."""
    child = os.fork()
    if child:
        return child
    try:
        command.run(str(corpus), str(out), workers=1, size=SIZE)
    finally:
        os._exit(0)


def test_killed_at_ten_random_moments_it_gives_what_an_undisturbed_run_gives(
    corpus: Path, whole: Path, tmp_path: Path
) -> None:
    started = time.monotonic()
    os.waitpid(begun(corpus, tmp_path / "measured"), 0)
    takes = time.monotonic() - started
    moments = random.Random(20200107)
    out, killed, completed = tmp_path / "out", 0, 0
    while killed < KILLS:
        child = begun(corpus, out)
        time.sleep(moments.uniform(0.02, 0.4) * takes)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        for path in out.rglob("[!.]*.parquet"):
            pq.read_metadata(path)  # whole, or not there
        if os.WIFEXITED(status) and killed < KILLS:  # it was complete before: begin another one
            command.run(str(corpus), str(out), workers=1, size=SIZE)  # what is complete is left as it is
            assert_same(out, whole)
            completed += 1
            out = tmp_path / f"out{completed}"
    command.run(str(corpus), str(out), workers=1, size=SIZE)
    assert_same(out, whole)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("articles/000001.parquet", r"articles/000001.parquet: is damaged \(.*\); give --fresh"),
        ("work/names/000001.parquet", r"names/000001.parquet: is damaged \(.*\); give --fresh"),
        ("work/done/label/000001.json", r"label/000001.json: is damaged \(.*\); give --fresh"),
        ("study/study.yaml", "study.yaml: has changed since the run began; give --fresh"),
        ("run.json", "is no run of this suite"),
    ],
)
def test_a_file_that_was_damaged_meanwhile_is_said_in_one_line(
    file: str, said: str, corpus: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "signals", stopped)
        with pytest.raises(InputError, match="stopped"):
            command.run(str(corpus), str(out), workers=1, size=SIZE)
    content = (out / file).read_bytes()
    (out / file).write_bytes(content[: len(content) // 2])
    with pytest.raises(InputError, match=said) as error:
        command.run(str(corpus), str(out), workers=1, size=SIZE)
    assert "\n" not in str(error.value)
    (out / file).write_bytes(content)
    if file.startswith("articles"):
        (out / file).unlink()
        with pytest.raises(InputError, match="is missing, but was written"):
            command.run(str(corpus), str(out), workers=1, size=SIZE)
        (out / file).write_bytes(content)
        command.run(str(corpus), str(out), workers=1, size=SIZE)
        assert_same(out, whole)


def stopped(*given: object) -> None:
    raise InputError("stopped")


def dies_once(task: int, marks: str) -> int:
    """A task whose worker is killed the first time."""
    mark = Path(marks) / str(task)
    if task % 3 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def test_a_killed_process_costs_time_and_no_result(tmp_path: Path) -> None:
    with Crew(workers=2) as crew:
        assert sorted(crew.each(dies_once, range(1, 8), str(tmp_path))) == list(range(1, 8))
