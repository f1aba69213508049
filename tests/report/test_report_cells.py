"""Every cell of the report notebook on corpora that are not like the seeds: each gives a part of the page."""

import ast
import json
from pathlib import Path

import nbformat
import pytest

CORPORA = {
    "one article": [{"headline": "Dam may close", "text": "The dam may close, Mayor Ana Ruiz said.", "outlet": "Post"}],
    "two that share nothing": [
        {"headline": "Dam may close", "text": "The dam may close, Mayor Ana Ruiz said.", "outlet": "Post"},
        {"headline": "Orchestra tours", "text": "Forty players left for Oslo on Monday.", "outlet": "Echo"},
    ],
    "headlines alone": [{"headline": "Dam may close"}, {"headline": "Mayor denies dam will close"}],
    "no headline": [{"text": "The dam may close, Mayor Ana Ruiz said on Monday."}, {"text": "It will not, Ruiz said."}],
    "another script": [
        {"headline": "Dam may close", "text": "The dam may close, Mayor Ana Ruiz said.", "outlet": "新聞 Post"},
        {"headline": "Плотина может закрыться", "text": "Плотина может закрыться, сказал мэр.", "outlet": "Почта"},
        {"headline": "大坝可能关闭", "text": "市长说，大坝可能关闭。", "outlet": "新聞"},
    ],
    "two stories": [
        {"headline": f"{place} dam {verb}", "text": f"“It {verb},” Ana Ruiz of {place} said.", "outlet": outlet, "story": place}
        for place in ("Ames", "Oslo")
        for outlet, verb in (("Post", "may close"), ("Echo", "will stay"))
    ],
    "an outlet many times": [
        {"headline": f"Dam {n} may close", "text": f"The dam may close in {n} days, Ana Ruiz said. “We have {n} days.”", "outlet": "Post"}
        for n in range(3, 50)
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def cells(root: Path) -> list[str]:
    notebook = nbformat.read(root / "notebooks" / "report.ipynb", as_version=4)
    return [
        c.source for c in notebook.cells if c.cell_type == "code" and "parameters" not in c.metadata.get("tags", [])
    ]


@pytest.mark.parametrize("name", CORPORA)
def test_every_cell_gives_its_part(name: str, cells: list[str], tmp_path: Path) -> None:
    path = tmp_path / "articles.json"
    path.write_text(json.dumps(CORPORA[name]), encoding="utf-8")
    space: dict[str, object] = {"study": str(path), "text": ""}
    parts = []
    for source in cells:
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<cell>", "exec"), space)
        if last is not None:
            shown = eval(compile(ast.Expression(last.value), "<cell>", "eval"), space)
            parts.append(shown._repr_mimebundle_()[0])
    assert len(parts) > 20
    assert all("text/html" in part or part.get("image/svg+xml") for part in parts)
    empty = [part for part in parts if not part.get("text/html") and not part.get("image/svg+xml")]
    assert len(empty) <= 8, "two drawings over time; rates, contrasts, strip, corrections; no softening word at all"
