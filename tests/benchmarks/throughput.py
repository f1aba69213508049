"""How many articles a second: this suite, and what others would do with the same articles, in one run.

    uv run --group benchmarks python tests/benchmarks/throughput.py             300 made articles
    uv run --group benchmarks python tests/benchmarks/throughput.py 1000 --write    also into README.md beside this file and the project's

A corpus is made from a seed and put into a file. Each case runs in a process of its own, on one core, three times in
turn with the others; its CPU seconds (median) do not count the start of Python, imports, lexicons, and a first few
articles. This suite's case reads the file, labels lines, cuts sentences and fills every table of one article at a time
(`corpus.read`, `pipeline.find_signals` with five propositions), but for lexicon tone (`settings: {tone: false}`), which is
TextBlob's sentiment once more and would cost what that costs. What only comparison shows has benchmarks of its own: `reuse`, `variants`.
"""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest import mock

import pandas as pd

from analysis import corpus as reading
from analysis import pipeline
from analysis.study import Proposition, Study
from tests.benchmarks import cards, corpora, tables
from tests.benchmarks.peers import PEERS, Tables, words

SUITE = "suite"
ROUNDS, WARM = 3, 20
FEW = {"str.count": 0.1}
"""Share of the corpus that a case is given that would take minutes."""
FLOORS = {"textblob": 1.5, "spacy": 1.5, "notebook": 3.0}
"""How many times as fast as each the suite should be."""
PROPOSITIONS = (
    Proposition("P1", "The bridge was closed.", ("clos*", "suspend*", "bridge + open*")),
    Proposition("P2", "The council has approved the plan.", ("approv*", "accept*", "not reject*")),
    Proposition("P3", "The strike will go on.", ("strike", "school + teacher")),
    Proposition("P4", "The government ordered the repair of the harbour."),
    Proposition("P5", "The report is genuine.", ("report + genuine", "report + fake", "statement + denied")),
)
"""What the made articles are asked about: about three sentences of each touch one of them."""
NO_TONE = {"tone": False}
STEPS = (
    ("quotes", pipeline.quotes, "find"), ("hedges", pipeline.hedges, "find"), ("stance", pipeline.stance, "find"),
    ("naming, learned", pipeline.naming, "learn"), ("naming, found", pipeline.naming, "find"),
    ("agency", pipeline.agency, "find"), ("numbers", pipeline.numbers, "find"), ("causes", pipeline.causes, "find"),
    ("demands", pipeline.demands, "find"), ("frames", pipeline.frames, "find"), ("voices", pipeline, "assign_voices"),
    ("measures", pipeline.measure, "find"),
)  # fmt: skip
"""The functions whose time is told apart, by what they find."""


def store(n: int, path: Path, seed: int = 1) -> None:
    """Make a corpus and put it into a Parquet file: headline and body in columns of their own, as tables have them."""
    made = corpora.articles(n, seed)
    bodies = [text.partition("\n\n")[2] for text in made["text"]]
    keep = ["article_id", "outlet", "story", "published", "headline"]
    made[keep].assign(text=bodies).to_parquet(path)


def texts(path: Path) -> list[str]:
    """The articles of a stored corpus as texts: headline, empty line, body."""
    stored = pd.read_parquet(path)
    return (stored["headline"] + "\n\n" + stored["text"]).tolist()


def suite(path: Path) -> tuple[Tables, dict[str, float]]:
    """Every table that one article at a time fills, but `tone`; and the CPU seconds of each step."""
    study = Study(title="made", given=path.name, path=path, corpus=path, propositions=PROPOSITIONS, settings=NO_TONE)
    start = time.process_time()
    with timed() as seconds, pipeline.uncollected():
        tables = reading.read(study)
        seconds["read, lines, sentences"] = time.process_time() - start
        pipeline.find_signals(tables, study)
    seconds["all"] = time.process_time() - start
    return tables, seconds


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    """The CPU seconds that the functions of `STEPS` take meanwhile, by their names here."""
    seconds: dict[str, float] = {}

    def clocked(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return function(*given, **named)
            finally:
                seconds[name] = seconds.get(name, 0.0) + time.process_time() - start

        return run

    with mock.patch.multiple(pipeline, assign_voices=clocked("voices", pipeline.assign_voices)):
        patches = [
            mock.patch.object(room, name, clocked(step, getattr(room, name)))
            for step, room, name in STEPS
            if room is not pipeline
        ]
        for patch in patches:
            patch.start()
        try:
            yield seconds
        finally:
            for patch in patches:
                patch.stop()


def run(case: str, path: Path) -> tuple[Tables, dict[str, float]]:
    """The tables of one case, and its CPU seconds: `all`, and the suite's by step."""
    if case == SUITE:
        return suite(path)
    given = texts(path)
    start = time.process_time()
    tables = PEERS[case][1](given)
    return tables, {"all": time.process_time() - start}


def measure(case: str, folder: Path) -> dict[str, Any]:
    """Run a case once, warm: CPU seconds, the most memory it held above what it began with, rows it made."""
    run(case, folder / "warm.parquet")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tables, seconds = run(case, folder / ("few.parquet" if case in FEW else "corpus.parquet"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows = sum(len(table) for name, table in tables.items() if name != "articles")
    return {"seconds": seconds, "peak": peak / 1000, "grown": (peak - before) / 1000, "rows": rows}


def report(n: int) -> str:
    """Make the corpus, run every case, and write what came of it as Markdown."""
    cases = [SUITE, *(case for case in PEERS if case != "spacy" or find_spec("spacy"))]
    if len(cases) <= len(PEERS):
        print("spaCy is not there: uv run --group benchmarks python tests/benchmarks/throughput.py", file=sys.stderr)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store(n, folder / "corpus.parquet")
        store(WARM, folder / "warm.parquet", seed=2)
        few = max(WARM, int(n * FEW["str.count"]))
        store(few, folder / "few.parquet")
        megabytes = sum(len(text.encode()) for text in texts(folder / "corpus.parquet")) / 1e6
        found: dict[str, list[dict[str, Any]]] = {case: [] for case in cases}
        for _ in range(ROUNDS):
            for case in cases:
                command = [sys.executable, __file__, "case", case, name]
                done = subprocess.run(command, capture_output=True, text=True, check=True, env=_one_core())
                found[case].append(json.loads(done.stdout.splitlines()[-1]))
                print(f"{case}: {found[case][-1]['seconds']['all']:.2f} CPU s", file=sys.stderr)
    return "\n".join(
        [_head(n, megabytes), "", *_cases(found, n, few, megabytes), "", *_steps(found[SUITE], n), "", _accuracy()]
    )


def _one_core() -> dict[str, str]:
    return {**os.environ, **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")}


def _head(n: int, megabytes: float) -> str:
    return (
        f"{n:,} made articles of {megabytes / n * 1000:.1f} kB, {len(words()):,} expressions; one core of {_machine()}, "
        f"Python {platform.python_version()}, CPU time, median of {ROUNDS}."
    )


def _machine() -> str:
    """The processor, its cores and the memory, where the system tells them."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    info = Path("/proc/cpuinfo")
    names = (
        [line.partition(": ")[2] for line in info.read_text().splitlines() if "model name" in line]
        if info.exists()
        else []
    )
    return f"{names[0] if names else platform.machine()} ({os.cpu_count()} cores, {memory:.0f} GB)"


def _cases(found: dict[str, list[dict[str, Any]]], n: int, few: int, megabytes: float) -> list[str]:
    def rate(case: str) -> float:
        return (few if case in FEW else n) / statistics.median(r["seconds"]["all"] for r in found[case])

    lines = [
        "| case | articles/s | MB/s | memory, MB | rows an article | this suite is … times as fast | goal |",
        "|---|---|---|---|---|---|---|",
    ]
    for case, runs in found.items():
        count = few if case in FEW else n
        about = "**this suite**, every table of an article" if case == SUITE else PEERS[case][0]
        ratio = "" if case == SUITE else f"{rate(SUITE) / rate(case):.2f}"
        memory, rows = max(r["peak"] for r in runs), runs[0]["rows"] / count
        should = f"{FLOORS[case]:.1f}" if case in FLOORS else ""
        lines.append(
            f"| {about} | {rate(case):,.0f} | {rate(case) * megabytes / n:.2f} | {memory:,.0f} | {rows:,.0f} | {ratio} | {should} |"
        )
    return lines


def _steps(runs: list[dict[str, Any]], n: int) -> list[str]:
    """Milliseconds an article by step, the longest first."""
    middle = {step: statistics.median(r["seconds"][step] for r in runs) for step in runs[0]["seconds"]}
    whole = middle.pop("all")
    lines = ["| step of this suite | ms an article | share |", "|---|---|---|"]
    for step, seconds in sorted(middle.items(), key=lambda item: -item[1]):
        lines.append(f"| {step} | {seconds / n * 1000:.2f} | {seconds / whole:.0%} |")
    lines.append(f"| all | {whole / n * 1000:.2f} | |")
    return lines


def _accuracy() -> str:
    """What the cards of this build say."""
    quotes, hedges, stance = (cards.read(signal)["figures"] for signal in ("quotes", "hedges", "stance"))
    return (
        "Accuracy of the same build, on labelled sets ([`data/cards/`](../../data/cards)): quotations F1 "
        f"{quotes['span']['f1']}, with speaker {quotes['span_and_speaker']['f1']}, with verb too "
        f"{quotes['span_speaker_and_verb']['f1']}; hedges by sentence {hedges['news']['by_sentence']['f1']} (news), "
        f"{hedges['encyclopedia']['by_sentence']['f1']} (encyclopedia); stance accuracy "
        f"{stance['emergent']['accuracy']}, macro-F1 {stance['emergent']['macro_f1']}."
    )


def main() -> None:
    given = sys.argv[1:]
    if given[:1] == ["case"]:
        print(json.dumps(measure(given[1], Path(given[2]))))
        return
    numbers = [word for word in given if word != "--write"]
    made = report(int(numbers[0]) if numbers else 300)
    print(made)
    if "--write" in given:
        tables.write("throughput", made)


if __name__ == "__main__":
    main()
