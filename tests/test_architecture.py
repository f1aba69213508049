"""The house as drawn: imports run down to the ground, and no wing imports another."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "analysis"
WINGS = ("corpus", "signals", "comparison", "evidence", "report")
TOP = ("pipeline", "run", "scale", "find", "check", "draft", "explore", "records", "sheets", "classroom", "__main__")
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Dotted names of the project's own modules that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name}: a relative import hides where it leads"
            if node.module is None or node.module.split(".")[0] != "analysis":
                continue
            found.add(node.module)
            found.update(f"{node.module}.{a.name}" for a in node.names)
        elif isinstance(node, ast.Import):
            found.update(a.name for a in node.names if a.name.split(".")[0] == "analysis")
    return found


def room(dotted: str) -> str:
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_down(path: Path) -> None:
    own = path.relative_to(PACKAGE).with_suffix("").parts
    rooms = {room(name) for name in imports(path)} - {""}
    if own[0] in WINGS:
        assert rooms.isdisjoint({*WINGS, *TOP} - {own[0]}), f"{path.name} reaches into another wing or up"
    elif own[0] not in TOP:
        assert rooms.isdisjoint({*WINGS, *TOP}), f"{path.name} is ground and may not import what stands on it"
    if own[0] == "signals" and own[1:] != ("__init__",):
        siblings = {n.split(".")[2] for n in imports(path) if n.startswith("analysis.signals.")} - {own[1]}
        assert not siblings, f"signals never import each other: {siblings}"


def test_modules_that_every_papermill_call_imports_stay_light() -> None:
    heavy = {"pandas", "nltk", "textblob", "matplotlib", "nbconvert"}
    for name in ("__init__.py", "report/__init__.py", "report/engine.py"):
        tree = ast.parse((PACKAGE / name).read_text(encoding="utf-8"))
        top = {a.name.split(".")[0] for n in tree.body if isinstance(n, ast.Import) for a in n.names}
        top |= {n.module.split(".")[0] for n in tree.body if isinstance(n, ast.ImportFrom) and n.module}
        assert top.isdisjoint(heavy | {"analysis"}), name
