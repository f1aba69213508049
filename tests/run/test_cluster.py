"""A real cluster: a scheduler and two workers, started as a user starts them, one killed on the way."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from analysis.errors import InputError
from analysis.run import command
from tests.conftest import ROOT
from tests.run.conftest import SIZE, assert_same

DASK = Path(sys.executable).with_name("dask")


def start(*arguments: str, log: Path) -> "subprocess.Popen[bytes]":
    with log.open("wb") as file:
        return subprocess.Popen(
            [DASK, *arguments], stderr=file, stdout=file, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )


def said(log: Path, pattern: str, seconds: float = 60) -> str:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := re.search(pattern, log.read_text()):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text())


class Scheduler(NamedTuple):
    process: "subprocess.Popen[bytes]"
    address: str


def worker(scheduler: Scheduler, folder: Path, n: int) -> "subprocess.Popen[bytes]":
    """A worker that the scheduler knows."""
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder))
    log = folder / f"worker{n}.log"
    process = start("worker", scheduler.address, *options, log=log)
    said(log, r"(Registered to)")
    return process


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator["Scheduler"]:
    log = tmp_path / "scheduler.log"
    process = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show", log=log)
    try:
        yield Scheduler(process, said(log, r"Scheduler at:\s+(tcp://\S+)"))
    finally:
        process.kill()
        process.wait()


def test_the_tables_are_those_of_a_local_run_with_a_worker_killed_on_the_way(
    scheduler: Scheduler, corpus: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("analysis.scale.SECONDS", 1)
        with pytest.raises(InputError, match="has no worker; start some"):
            command.run(str(corpus), str(tmp_path / "none"), scheduler=scheduler.address)
    workers = [worker(scheduler, tmp_path, n) for n in (1, 2)]
    out = tmp_path / "out"
    try:
        killer = threading.Thread(target=kill_on_the_way, args=(workers[0], out))
        killer.start()
        command.run(str(corpus), str(out), scheduler=scheduler.address, size=SIZE)
        killer.join()
    finally:
        for process in workers:
            process.kill()
            process.wait()
    assert workers[0].returncode == -signal.SIGKILL
    assert_same(out, whole)


def test_a_lost_scheduler_is_said_and_the_run_goes_on_without(
    scheduler: Scheduler, corpus: Path, whole: Path, tmp_path: Path
) -> None:
    process, out = worker(scheduler, tmp_path, 1), tmp_path / "out"
    try:
        killer = threading.Thread(target=kill_on_the_way, args=(scheduler.process, out))
        killer.start()
        with pytest.raises(InputError, match="the scheduler was lost"):
            command.run(str(corpus), str(out), scheduler=scheduler.address, size=SIZE)
        killer.join()
    finally:
        process.kill()
        process.wait()
    assert list(out.glob("work/done/label/*.json"))
    command.run(str(corpus), str(out), workers=1, size=SIZE)
    assert_same(out, whole)


def kill_on_the_way(process: "subprocess.Popen[bytes]", out: Path) -> None:
    """Kill a process once the first part is labelled: three parts, and all later steps, are still to be done."""
    until = time.monotonic() + 120
    while time.monotonic() < until and not list(out.glob("work/done/label/*.json")):
        time.sleep(0.01)
    process.kill()
