"""What a run costs, step by step, and what that means for 1, 10 and 100 workers.

    uv run python -m tests.benchmarks.scale [--articles 500 2000] [--workers 2]

Two corpora are run through with one worker. Of each step the CPU time (other programs do not count) is taken as a fixed part and a part for each article;
what only one process does (gathering, learning, putting stretches together) does not get faster with workers, all other
steps do. The last lines set the model beside a run with several processes that it has not seen. That each block
of articles is set beside every other one (shared text) grows with the square of the articles: the model does not know
it, and says too little for millions.
"""

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis import study
from analysis.corpus import gather
from analysis.run import command, steps
from tests.benchmarks.memory import write

ALONE = ("gather", "learn", "gather stretches", "weigh")
"""Steps that one process does, however many there are."""
AT_MOST = {"weigh": steps.WEIGHED}
"""Articles that a step looks at, at most. (Other paths than the chosen one are for small corpora: left out here.)"""


class Clock:
    """CPU seconds of this process by step; `learn` is what lies between the steps. And seconds in all."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.last, self.began = time.process_time(), time.perf_counter()

    @contextmanager
    def bar(self, name: str, total: int | None = None) -> Iterator[object]:
        self._add("learn")
        yield lambda n: None
        self._add(name)

    def _add(self, name: str) -> None:
        now = time.process_time()
        self.seconds[name] = self.seconds.get(name, 0) + now - self.last
        self.last = now


def measured(corpus: Path, out: Path, workers: int, size: int) -> tuple[dict[str, float], float]:
    """CPU seconds of each step of a run, of this process alone; and how long it took."""
    clock = Clock()
    before, paths = command.progress, steps.PATHS
    steps.PATHS = 0
    command.progress = clock.bar  # type: ignore[assignment]
    try:
        command.run(str(corpus), str(out), workers=workers, size=size)
        clock._add("learn")
        took = time.perf_counter() - clock.began
    finally:
        command.progress, steps.PATHS = before, paths
    started = time.process_time()
    for _ in gather.sources(study.load(corpus)):
        pass
    seconds = clock.seconds
    seconds["gather"] = time.process_time() - started
    seconds["label"] = max(0.0, seconds["label"] - seconds["gather"])
    return seconds, took


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
    """Seconds of a run of `n` articles; a worker more than there are parts has nothing to do."""
    useful = max(1, min(workers, -(-n // size)))
    return sum(
        fixed + each * min(n, AT_MOST.get(name, n)) / (1 if name in ALONE else useful)
        for name, (fixed, each) in model.items()
    )


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
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="of the run that checks the model")
    parser.add_argument("--size", type=int, default=250, help="articles of a part in these runs")
    given = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        runs, sizes = [], []
        for n in given.articles:
            corpus = Path(folder) / f"{n}.jsonl"
            sizes.append(write(corpus, 1, chunk=n))
            runs.append(measured(corpus, Path(folder) / f"out{n}", 1, given.size)[0])
            print(
                f"{sizes[-1]:,} articles, {corpus.stat().st_size / 2**20:.1f} MB: {sum(runs[-1].values()):.1f} s",
                flush=True,
            )
        took = measured(corpus, Path(folder) / "several", given.workers, given.size)[1]
    model = fitted(runs[0], runs[1], (sizes[0], sizes[1]))
    print(f"\n{'step':<20}{'fixed s':>9}{'ms/article':>12}  done by")
    for name, (fixed, each) in sorted(model.items(), key=lambda item: -item[1][1]):
        print(f"{name:<20}{fixed:>9.1f}{1000 * each:>12.2f}  {'one process' if name in ALONE else 'workers'}")
    guess, load = predicted(model, sizes[1], given.workers, given.size), os.getloadavg()[0]
    print(f"\n{given.workers} processes, {sizes[1]:,} articles: {took:.1f} s; the model says {guess:.1f} s")
    print(f"(load of the machine {load:.1f}: with more than its cores other programs took their share)")
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
