"""What a run costs, step by step, what that means for 1, 10 and 100 workers, and whether it holds.

    uv run python -m tests.benchmarks.scale [--articles 500 2000]

Two corpora are run through with one worker. Of each step the CPU time (other programs do not count) is taken as a fixed
part and a part for each article; what only one process does (gathering, learning, putting stretches together) does not
get faster with workers, all other steps do. Then the larger corpus is run through by one and by two processes of this
machine, and by a Dask cluster of one and of two workers, started as a user starts them; the model has not seen these
runs, and what it says of them stands beside how long they took. Other programs on the machine make them longer.

That each block of articles is set beside every other one (shared text) grows with the square of the articles: the model
does not know it, and says too little for millions.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis import pipeline, study
from analysis.corpus import gather
from analysis.run import command, steps
from tests.benchmarks.memory import write

ROOT = Path(__file__).resolve().parents[2]
ALONE = ("gather", "shared_lines", "learn", "gather stretches", "group", "weigh together", "tone")
"""Steps that one process does, however many there are."""
AT_MOST = {"weigh": steps.WEIGHED, "tone": steps.WEIGHED}
"""Articles that a step looks at, at most. (Other paths than the chosen one are for small corpora: left out here.)"""
PARTED = {"weigh": len(pipeline.rules())}
"""Steps that are cut into so many tasks, whatever the corpus; the others into as many as there are parts."""


class Clock:
    """CPU seconds of this process and those it began by step; `learn` is what lies between. And seconds in all."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.last, self.began = sum(os.times()[:4]), time.perf_counter()

    @contextmanager
    def bar(self, name: str, total: int | None = None) -> Iterator[object]:
        self._add("learn")
        yield lambda n: None
        self._add(name)

    def _add(self, name: str) -> None:
        now = sum(os.times()[:4])
        self.seconds[name] = self.seconds.get(name, 0) + now - self.last
        self.last = now


@contextmanager
def clocked() -> Iterator[Clock]:
    """A run's steps on a clock, and estimates as a large corpus has them."""
    clock = Clock()
    before, paths = command.progress, steps.PATHS
    steps.PATHS = 0
    command.progress = clock.bar  # type: ignore[assignment]
    try:
        yield clock
    finally:
        command.progress, steps.PATHS = before, paths


def by_step(corpus: Path, out: Path, size: int) -> dict[str, float]:
    """CPU seconds of each step of a run with one worker."""
    with clocked() as clock:
        command.run(str(corpus), str(out), workers=1, size=size)
        clock._add("learn")
    started = time.process_time()
    for _ in gather.sources(study.load(corpus)):
        pass
    seconds = clock.seconds
    seconds["gather"] = time.process_time() - started
    seconds["label"] = max(0.0, seconds["label"] - seconds["gather"])
    return seconds


def taken(corpus: Path, out: Path, size: int, workers: int, scheduler: str | None = None) -> float:
    """Seconds that pass until a run is complete, its processes started among them."""
    with clocked() as clock:
        command.run(str(corpus), str(out), workers=workers, scheduler=scheduler, size=size)
        return time.perf_counter() - clock.began


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """A scheduler and so many workers of one thread each; the scheduler's address."""
    dask = Path(sys.executable).with_name("dask")
    log, started = folder / f"cluster{workers}.log", []
    own = {**os.environ, "PYTHONPATH": str(ROOT)}

    def start(*arguments: str) -> None:
        with log.open("ab") as said:
            started.append(subprocess.Popen([dask, *arguments], stdout=said, stderr=said, cwd=ROOT, env=own))

    def said(pattern: str, times: int = 1) -> str:
        until = time.monotonic() + 60
        while len(found := re.findall(pattern, log.read_text())) < times:
            if time.monotonic() > until:
                sys.exit(f"the cluster did not start:\n{log.read_text()}")
            time.sleep(0.1)
        return str(found[0])

    try:
        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        address = said(r"Scheduler at:\s+(tcp://\S+)")
        for _ in range(workers):
            options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder))
            start("worker", address, *options)
        said("Registered to", workers)
        yield address
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def fitted(few: dict[str, float], many: dict[str, float], n: tuple[int, int]) -> dict[str, tuple[float, float]]:
    """Of each step its fixed seconds and those for an article, from two runs.

    >>> fitted({"label": 3.0}, {"label": 5.0}, (10, 20))
    {'label': (1.0, 0.2)}
    """
    found = {}
    for name in many:
        each = max(0.0, (many[name] - few.get(name, 0.0)) / (n[1] - n[0]))
        found[name] = (max(0.0, many[name] - each * n[1]), each)
    return found


def predicted(model: dict[str, tuple[float, float]], n: int, workers: int, size: int) -> float:
    """Seconds of a run of `n` articles; a worker more than there are tasks has nothing to do."""
    found = 0.0
    for name, (fixed, each) in model.items():
        useful = 1 if name in ALONE else max(1, min(workers, PARTED.get(name, -(-n // size))))
        found += fixed + each * min(n, AT_MOST.get(name, n)) / useful
    return found


def _time(seconds: float) -> str:
    return (
        f"{seconds:.0f} s"
        if seconds < 180
        else f"{seconds / 60:.0f} min"
        if seconds < 10_800
        else f"{seconds / 3600:.1f} h"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs=2, default=(500, 2000))
    parser.add_argument("--size", type=int, default=250, help="articles of a part in these runs")
    given = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        folder, runs, sizes = Path(name), [], []
        for n in given.articles:
            corpus = folder / f"{n}.jsonl"
            sizes.append(write(corpus, 1, chunk=n))
            runs.append(by_step(corpus, folder / f"out{n}", given.size))
            megabytes = corpus.stat().st_size / 2**20
            print(f"{sizes[-1]:,} articles, {megabytes:.1f} MB: {sum(runs[-1].values()):.1f} s", flush=True)
        model = fitted(runs[0], runs[1], (sizes[0], sizes[1]))
        print(f"\n{'step':<20}{'fixed s':>9}{'ms/article':>12}  done by")
        for step, (fixed, each) in sorted(model.items(), key=lambda item: -item[1][1]):
            print(f"{step:<20}{fixed:>9.1f}{1000 * each:>12.2f}  {'one process' if step in ALONE else 'workers'}")
        print(f"\n{sizes[1]:,} articles          model     took   load of the machine")
        for workers in (1, 2):
            for kind in ("processes", "cluster"):
                out = folder / f"{kind}{workers}"
                if kind == "processes":
                    took = taken(corpus, out, given.size, workers)
                else:
                    with cluster(folder, workers) as scheduler:
                        took = taken(corpus, out, given.size, workers, scheduler)
                guess = predicted(model, sizes[1], workers, given.size)
                print(
                    f"{kind:<10} of {workers:<10}{guess:>7.1f} s{took:>7.1f} s   {os.getloadavg()[0]:.1f}", flush=True
                )
    print(f"\n{'articles':>10}" + "".join(f"{w:>8} worker{'s' * (w > 1)}" for w in (1, 10, 100)))
    for n in (10_000, 100_000, 1_000_000, 5_000_000):
        print(f"{n:>10,}" + "".join(f"{_time(predicted(model, n, w, steps.SIZE)):>15}" for w in (1, 10, 100)))
    growing = {name: each for name, (_, each) in model.items() if name not in AT_MOST}
    alone, whole = sum(each for name, each in growing.items() if name in ALONE), sum(growing.values())
    print(
        f"\nOf each article {alone / whole:.1%} is done by one process: never more than {whole / alone:.0f} times as fast."
    )


if __name__ == "__main__":
    main()
