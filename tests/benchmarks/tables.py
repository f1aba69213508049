"""The tables of the benchmarks where a reader finds them: whole in `README.md` beside this file, in short in the other.

Each command with `--write` puts its own between its marks here; what the project's README says in short is made of
these tables alone, so that the two never differ.
"""

import sys
from pathlib import Path

LONG = Path(__file__).resolve().parent / "README.md"
SHORT = LONG.parents[2] / "README.md"
SPEED = "speed"
SHARED = "Shared text in articles"


def between(text: str, name: str, file: Path) -> tuple[str, str, str]:
    """What stands before, between and after the marks `<!-- name -->` and `<!-- /name -->`, each a line."""
    head, opening, rest = text.partition(f"<!-- {name} -->\n")
    inside, closing, tail = rest.partition(f"<!-- /{name} -->\n")
    if not (opening and closing):
        sys.exit(f"{file.name}: has no lines <!-- {name} --> and <!-- /{name} --> to write between")
    return head + opening, inside, closing + tail


def write(name: str, made: str) -> None:
    """Put a benchmark's tables in their place, and what they say in short into the project's README."""
    head, _, tail = between(LONG.read_text(encoding="utf-8"), name, LONG)
    LONG.write_text(f"{head}{made}\n{tail}", encoding="utf-8")
    head, _, tail = between(SHORT.read_text(encoding="utf-8"), SPEED, SHORT)
    SHORT.write_text(f"{head}{in_short(LONG.read_text(encoding='utf-8'))}{tail}", encoding="utf-8")


def in_short(long: str) -> str:
    """Speed beside others, and the cost of shared text, as the README has them."""
    speed, shared = (between(long, name, LONG)[1] for name in ("throughput", "reuse"))
    machine = next(line for line in speed.splitlines() if line)
    cases = rows(speed)
    cases[0] = {**cases[0], "case": "**this suite**"}
    wanted = {"articles/s": "articles/s", "this suite is … times as fast": "suite ÷ case", "goal": "goal at least"}
    lines = [machine, "", *turned(cases, "case", wanted)]
    costs = [
        {
            "n": row["articles"],
            "cost": f"{row['CPU s']} s, {row['memory, MB']} MB",
            "found": " / ".join(value for name, value in row.items() if name.startswith(FOUND)),
        }
        for row in rows(shared)
    ]
    wanted = {"cost": "CPU time, memory", "found": "copies / passages / quotations found"}
    return "\n".join([*lines, "", *turned(costs, "n", wanted, SHARED), ""])


FOUND = ("copies found", "passages", "quotations")


def rows(text: str) -> list[dict[str, str]]:
    """The rows of the first Markdown table of a text, by the names of its columns.

    >>> rows("One:\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |\\n\\n| c |\\n|---|\\n| 3 |")
    [{'a': '1', 'b': '2'}]
    """
    table: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("|"):
            table.append([cell.strip() for cell in line.strip("|").split("|")])
        elif table:
            break
    return [dict(zip(table[0], row, strict=True)) for row in table[2:]]


def turned(found: list[dict[str, str]], head: str, names: dict[str, str], corner: str = "") -> list[str]:
    """A Markdown table with a column a row of `found`.

    >>> turned([{"a": "1", "b": "2"}, {"a": "3", "b": "4"}], "a", {"b": "says"})
    ['| | 1 | 3 |', '|---|---|---|', '| says | 2 | 4 |']
    """
    lines = [[corner, *(row[head] for row in found)], ["---"] * (len(found) + 1)]
    lines += [[said, *(row[name] for row in found)] for name, said in names.items()]
    return [f"|{'|'.join(cells)}|" if cells[0] == "---" else f"|{_cells(cells)}|" for cells in lines]


def _cells(cells: list[str]) -> str:
    return "|".join(f" {cell} " if cell else " " for cell in cells)
