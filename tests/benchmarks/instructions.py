"""Where an article's processor instructions go: the interpreter, regular expressions, memory, dictionaries, other C code.

    uv run python -m tests.benchmarks.instructions    (six minutes; needs valgrind)

Two runs of this suite under callgrind, of 20 and 60 made articles; what they differ by is what 40 articles cost, free of start,
imports and lexicons. The count is the same every time. It tells what a compiler could win at most: the interpreter's part, since the
calls of regular expressions, strings and dictionaries stay.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks import throughput

FEW, MANY = 20, 60
PARTS = {
    "the interpreter: bytecode, frames, calls": (
        r"_PyEval|PyFrame|[Vv]ectorcall|_PyFunction|CheckFunctionResult|PyObject_Call|cfunction|gen_send|gen_iternext|"
        r"MakeTpCall|_PyCode|initialize_locals|_PyStack|method_get|PyCell|PyMethod|slot_tp|type_call"
    ),
    "regular expressions": r"sre_|pattern_|match_|state_init|getslice",
    "search for lists of words": r"aho_corasick|ahocorasick|packed",
    "memory": r"[Mm]alloc|[Ff]ree|dealloc|GC|NewReference|alloc|memset|_New|[Rr]esize",
    "dictionaries and sets": r"[Dd]ict|hash|set_|unicodekeys",
}
"""Parts by the names of the C functions of CPython 3.11 that belong to them; the first that fits."""
REST = "strings, lists, numbers, the rest"
_LINE = re.compile(r"\s*([\d,]+) \(\s*[\d.]+%\)\s+\S*?:(.+?)(?: \[.*\])?\s*$")


def functions(lines: Iterable[str]) -> Counter[str]:
    """Instructions by function, from the listing of callgrind_annotate.

    >>> functions(["1,204 ( 0.10%)  ???:sre_ucs1_match [/usr/bin/python]", "9,000 (100.0%)  PROGRAM TOTALS"])
    Counter({'sre_ucs1_match': 1204})
    """
    found: Counter[str] = Counter()
    for line in lines:
        if match := _LINE.match(line):
            found[match[2]] += int(match[1].replace(",", ""))
    return found


def shares(few: Counter[str], many: Counter[str]) -> dict[str, float]:
    """The share of each part in what the longer run has more than the shorter.

    >>> shares(Counter(sre_search=5), Counter(sre_search=8, _PyEval_Vector=6, split=1))["regular expressions"]
    0.3
    """
    more = {name: many[name] - few[name] for name in few | many}
    total, made = sum(more.values()), dict.fromkeys([*PARTS, REST], 0)
    for name, count in more.items():
        made[next((part for part, names in PARTS.items() if re.search(names, name)), REST)] += count
    return {part: round(count / total, 3) for part, count in made.items()}


def count(articles: int, folder: Path) -> Counter[str]:
    """Instructions by function of a run over some made articles."""
    throughput.store(articles, folder / f"{articles}.parquet")
    out = folder / f"{articles}.out"
    code = f"from pathlib import Path; from tests.benchmarks import throughput; throughput.suite(Path({str(folder / f'{articles}.parquet')!r}))"
    valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}"]
    subprocess.run([*valgrind, sys.executable, "-c", code], check=True, capture_output=True)
    told = subprocess.run(
        ["callgrind_annotate", "--threshold=100", str(out)], check=True, capture_output=True, text=True
    )
    return functions(told.stdout.splitlines())


def main() -> None:
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not there: install it from the system's packages")
    with tempfile.TemporaryDirectory() as name:
        few, many = (count(n, Path(name)) for n in (FEW, MANY))
    print(f"{(many.total() - few.total()) / (MANY - FEW) / 1e6:.1f} million instructions an article")
    for part, share in sorted(shares(few, many).items(), key=lambda told: -told[1]):
        print(f"{share:6.1%}  {part}")


if __name__ == "__main__":
    main()
