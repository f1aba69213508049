"""From the executed report notebook to one HTML file."""

from pathlib import Path
from typing import Any

from analysis.writing import replacing

OVERRIDES = {"\u202d": "⟨U+202D⟩", "\u202e": "⟨U+202E⟩"}
"""Characters that turn the direction of all that follows are shown by name, not obeyed."""
FAILED = "Told Differently: a run that failed"
"""What a page in place of one that was not made says of itself, for programs."""


def render_page(nb: Any) -> str:
    """The page of an executed notebook: its text cells and its outputs, in the project's template, no input cells.

    Returns one HTML document that asks for nothing from outside and needs no script.
    """
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    from analysis.report import republish
    from analysis.report.render import TEMPLATES, data_uri

    exporter = HTMLExporter(
        config=Config({"HTMLExporter": {"extra_template_basedirs": [str(TEMPLATES)]}}),
        template_name="page",
    )
    exporter.register_filter("data_uri", data_uri)
    html, _ = exporter.from_notebook_node(nb, resources={"metadata": {"name": title_of(nb)}})
    if kept := _told(nb, "text"):
        html = republish.limited(html, kept["text"], kept["articles"], kept["shown"], kept["own"])
    for character, name in OVERRIDES.items():
        html = html.replace(character, name)
    return html.strip() + "\n"


def title_of(nb: Any) -> str:
    """Title of the page: the opening cell carries it."""
    return str(_told(nb, "title").get("title", "Told Differently"))


def _told(nb: Any, key: str) -> dict[str, Any]:
    """What the output that has something to say of `key` tells the page."""
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            told = output.get("metadata", {}).get("told_differently", {})
            if told.get(key):
                return dict(told)
    return {}


def write_page(nb: Any, path: Path) -> None:
    """Write the page in one step: a reader sees the earlier page or the new one, never half of one.

    A page that a failed run had put aside goes: it would have been written over.
    """
    _write(render_page(nb), path)
    aside(path).unlink(missing_ok=True)


def write_failure(path: Path, why: str) -> None:
    """Where a page stands that a failed run was to replace, put one that says so; the earlier page is kept beside it.

    Where there is no page, none is made: nothing there can be taken for the new one.
    """
    from analysis.report.render import render

    if not path.exists():
        return
    if FAILED not in path.read_text(encoding="utf-8", errors="replace")[:2000]:
        path.replace(aside(path))
    earlier = aside(path).name if aside(path).exists() else ""
    _write(render("failed", why=why, mark=FAILED, earlier=earlier).html.strip() + "\n", path)


def aside(path: Path) -> Path:
    """Where the earlier page is kept while the page says that a run failed.

    >>> aside(Path("reports/report.html")).name
    'report.before-the-failed-run.html'
    """
    return path.with_suffix(".before-the-failed-run.html")


def _write(html: str, path: Path) -> None:
    with replacing(path) as temporary:
        temporary.write_text(html, encoding="utf-8", newline="\n")
