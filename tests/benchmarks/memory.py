"""A corpus twice the size of the memory that a process may use, run through from end to end.

    uv run python -m tests.benchmarks.memory                          400 MB that the process may write to (ulimit -d)
    uv run python -m tests.benchmarks.memory --limit address --megabytes 700     of address space (ulimit -v)
    uv run python -m tests.benchmarks.memory --by-step 5000 20000     bytes an article that each step of a run holds
    uv run python -m tests.benchmarks.memory --limit cgroup --megabytes 380      of all its processes together (root)
    uv run python -m tests.benchmarks.memory --limit none             for a limit that stands around it, such as
                                                systemd-run --user --scope -p MemoryMax=500M -p MemorySwapMax=0 …

The corpus is made in parts and written as it is made. The run is a process of its own, the whole of `python -m analysis
run --workers 1` with shared text. `data` counts all that the process may write to (heap, arrays, stacks), which is what
grows; `address` counts the read-only code of libraries too, some 250 MB that lie on the disk and are shared. Both bind
each process by itself; a control group (`cgroup`) binds all together, with what the system keeps of files for them, which
it gives up when memory is short. Who passes a group's limit is killed.
"""

import argparse
import ctypes
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import pandas as pd

from analysis import scale
from analysis.run import command, steps
from analysis.run.parts import Entry
from analysis.run.steps import Run
from analysis.signals import naming
from tests.benchmarks import corpora

ROOT = Path(__file__).resolve().parents[2]
CHUNK = 2_000
LIMITS = {"data": resource.RLIMIT_DATA, "address": resource.RLIMIT_AS, "cgroup": None, "none": None}
PYTHON = [sys.executable, "-m", "analysis"]
ONE_THREAD = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ARROW_IO_THREADS", "MALLOC_ARENA_MAX"), "1"),
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""Libraries that start threads, or reserve memory for what may come, take it for each; `--workers 1` asks for none."""


def write(path: Path, n_bytes: int, chunk: int = CHUNK, **parameters: object) -> int:
    """Write made-up news of at least so many bytes of text as JSON Lines; how many articles."""
    n = size = 0
    with path.open("w", encoding="utf-8") as file:
        while size < n_bytes:
            made = corpora.articles(chunk, seed=n, copies=0.05, passages=0.1, quotations=0.1, **parameters)
            rows = made[["article_id", "outlet", "story", "published", "headline", "text"]]
            rows = rows.assign(id=[f"{n}-{i}" for i in rows["article_id"]], story=[f"{n}-{s}" for s in rows["story"]])
            size += int(rows["text"].str.len().sum())
            file.write(rows.drop(columns="article_id").to_json(orient="records", lines=True))
            n += chunk
    return n


@contextmanager
def group(n_bytes: int) -> Iterator[Path]:
    """A control group of so much memory and no swap, of the first version or the second; the file that takes a process in.

    Raises:
        SystemExit: this user may make none, or the machine has none.
    """
    first = Path("/sys/fs/cgroup/memory")
    here = (first if first.is_dir() else Path("/sys/fs/cgroup")) / f"told-differently-{os.getpid()}"
    limit = here / ("memory.limit_in_bytes" if first.is_dir() else "memory.max")
    try:
        here.mkdir()
        limit.write_text(str(n_bytes))
        swap = here / ("memory.swappiness" if first.is_dir() else "memory.swap.max")
        if swap.exists():
            swap.write_text("0")
    except OSError as error:
        with suppress(OSError):
            here.rmdir()
        sys.exit(f"{limit}: no control group can be made here ({error.strerror}); take --limit data")
    try:
        yield here / "cgroup.procs"
    finally:
        with suppress(OSError):  # a process of it may still be ending
            here.rmdir()


LAUNCH = """
import os, resource, sys
ended, kind, n_bytes, members, *command = sys.argv[1:]
if not (child := os.fork()):
    if members:
        with open(members, "w") as file:
            file.write("0")
    if kind:
        resource.setrlimit(int(kind), (int(n_bytes), int(n_bytes)))
    os.execvp(command[0], command)
_, status, used = os.wait4(child, 0)
with open(ended, "w") as file:
    print(status, used.ru_maxrss, file=file)
"""
"""Starts a command from a small process: the peak of a child is at least what its parent held when it was born."""


def limited(
    corpus: Path, out: Path, n_bytes: int, size: int, limit: str = "data", *options: str
) -> tuple[subprocess.CompletedProcess[str], float]:
    """The command in a process that may use so many bytes; and its peak of resident memory, in MB."""
    kind = LIMITS[limit]
    command = [*PYTHON, "run", str(corpus), str(out), "--workers", "1", "--size", str(size), *options]
    with (
        tempfile.NamedTemporaryFile("r") as ended,
        tempfile.TemporaryFile("w+") as said,
        group(n_bytes) if limit == "cgroup" else nullcontext("") as members,
    ):
        bounds = ["" if kind is None else str(kind), str(n_bytes), str(members)]
        subprocess.run(
            [sys.executable, "-IS", "-c", LAUNCH, ended.name, *bounds, *command], stdout=said, stderr=said, cwd=ROOT,
            env={**os.environ, **ONE_THREAD}, check=True,
        )  # fmt: skip
        status, peak = map(int, ended.read().split())
        said.seek(0)
        return subprocess.CompletedProcess(command, os.waitstatus_to_exitcode(status), said.read()), peak / 1024


# What each step holds


class Measured(Run):
    """A run of which each step is done in a process of its own, a copy of this one, that says how much it came to hold.

    This process then finds the step complete and goes on.
    """

    held: ClassVar[dict[str, float]] = {}

    def step(self, name: str, *given: Any) -> dict[str, Entry]:
        self._apart(name, super().step, *given)
        return super().step(name, *given)

    def _cast(self) -> tuple[naming.Referent, ...]:
        self._apart("cast", lambda name: super(Measured, self)._cast())
        return super()._cast()

    def _apart(self, name: str, function: Callable[..., object], *given: object) -> None:
        def peak() -> float:
            ctypes.CDLL(None).malloc_trim(0)  # what was given up before is no part of it
            before = _resident("VmRSS")
            Path("/proc/self/clear_refs").write_text("5")  # its peak begins anew
            function(name, *given)
            return _resident("VmHWM") - before

        self.held[name] = apart(peak)


def apart(function: Callable[[], object]) -> Any:
    """What a function gives that is called in a copy of this process."""
    here, there = os.pipe()
    if not (child := os.fork()):
        try:
            os.write(there, json.dumps(function()).encode())
        finally:
            os._exit(0)
    os.close(there)
    with os.fdopen(here) as said:
        found = said.read()
    os.waitpid(child, 0)
    return json.loads(found)


def _resident(what: str) -> float:
    """Resident memory of this process, now (`VmRSS`) or at most (`VmHWM`), in bytes."""
    [kilobytes] = re.findall(rf"{what}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return float(kilobytes) * 1024


def by_step(sizes: Sequence[int], folder: Path, size: int) -> pd.DataFrame:
    """For each step what it came to hold, in MB, in runs of so many short articles; and for one more, in bytes."""
    found = pd.DataFrame({f"{n:,}": apart(lambda n=n: _held(n, folder, size)) for n in sizes})
    found["bytes an article"] = (found.iloc[:, -1] - found.iloc[:, 0]) / (sizes[-1] - sizes[0])
    found.iloc[:, :-1] /= 2**20
    return found.round(1)


def _held(n: int, folder: Path, size: int) -> dict[str, float]:
    corpus, out = folder / f"{n}.jsonl", folder / f"{n}"
    for library in ("scipy.sparse.csgraph", "scipy.stats"):  # loaded once, whichever step needs it
        import_module(library)
    write(corpus, 1, n, words=100, shortest=60, longest=160)
    scale.MANY, steps.PATHS, steps.WEIGHED = n, 0, n  # no other processes; estimates as of a large corpus
    command.Run = Measured  # type: ignore[misc]
    command.run(str(corpus), str(out), workers=1, size=size)
    return Measured.held


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--megabytes", type=int, default=400, help="that the process may use")
    parser.add_argument("--limit", choices=list(LIMITS), default="data", help="what is limited")
    parser.add_argument("--times", type=float, default=2.0, help="how many times as large the corpus is")
    parser.add_argument("--size", type=int, default=250, help="articles of a part")
    parser.add_argument("--words", type=int, default=550, help="median length of the articles")
    parser.add_argument("--no-tone", action="store_true", help="without TextBlob and VADER, which take a third of it")
    parser.add_argument("--keep", type=Path, help="folder for the corpus and the tables; given again, the run goes on")
    parser.add_argument("--by-step", type=int, nargs=2, metavar="N", help="measure each step with so many articles")
    given = parser.parse_args()
    if given.by_step:
        with tempfile.TemporaryDirectory() as temporary:
            print(by_step(given.by_step, Path(temporary), given.size).to_string())
        return
    allowed = given.megabytes << 20
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        corpus, out = folder / "news.jsonl", folder / "out"
        if not corpus.exists():
            unfinished = folder / "news.unfinished"
            longest = max(3000, 2 * given.words)
            write(
                unfinished, int(given.times * allowed), CHUNK * 550 // given.words, words=given.words, longest=longest
            )
            unfinished.rename(corpus)
        with corpus.open("rb") as lines:
            n = sum(1 for _ in lines)
        print(f"{n:,} articles, {corpus.stat().st_size / 2**20:,.0f} MB; {given.megabytes:,} MB allowed", flush=True)
        started = time.perf_counter()
        options = ["--no-tone"] if given.no_tone else []
        done, peak = limited(corpus, out, allowed, given.size, given.limit, *options)
        seconds = time.perf_counter() - started
        print(done.stdout.strip())
        print(
            f"status {done.returncode}, {seconds:,.0f} s, {n / seconds:,.1f} articles/s, peak {peak:,.0f} MB resident"
        )
        if not done.returncode:
            state = json.loads((out / "run.json").read_text())
            print(pd.Series({name: table["rows"] for name, table in state["tables"].items()}).to_string())
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
