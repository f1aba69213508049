"""Tables, folded tables and method boxes: what the sections of the page are built of."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from analysis.report.render import Fragment, render

NONE = Markup('<span class="note">–</span>')


def method(title: str, **points: str) -> Fragment:
    """A box beside a measure: what it counts, an example it gets right, one it gets wrong, its limits."""
    return render("method", title=title, points=[(f"{k.replace('_', ' ')}:", v) for k, v in points.items()])


def table(
    caption: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[Any]],
    notes: dict[str, str] | None = None,
) -> Fragment:
    """A table with a caption; a column is its name and `num` for numbers."""
    return render("table", notes, caption=caption, columns=columns, rows=rows)


def folded(summary: str, inner: Fragment) -> Fragment:
    """A part that the reader opens."""
    html = Markup("<details><summary>{}</summary>\n{}\n</details>").format(summary, Markup(inner.html))
    return Fragment(str(html), inner.notes)
