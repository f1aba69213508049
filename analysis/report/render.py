"""Fragments of HTML from templates: everything that comes from an article, a file name or a study is escaped."""

import base64
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True)
class Fragment:
    """A piece of the page, shown by a notebook cell.

    `notice` is a line for the person who runs the report at a terminal; `title` names the page. `plain` is what is
    shown where no HTML can be.
    """

    html: str
    notes: dict[str, str] = field(default_factory=dict)
    plain: str = "<part of the page>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, str], dict[str, Any]]:
        return {"text/html": self.html, "text/plain": self.plain}, {"told_differently": self.notes}


@dataclass(frozen=True)
class Chart:
    """A drawing, the sentence that says what it shows, its name, and the table of its numbers.

    `name` is what the file is called that a reader takes away; `measure` says what is counted, its unit and how many.
    A drawing that is `folded` stands under these words, which the reader opens.
    """

    svg: str
    alt: str
    name: str
    measure: str = ""
    twin: Fragment = Fragment("")
    folded: str = ""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, str], dict[str, Any]]:
        told = {"alt": self.alt, "name": self.name, "measure": self.measure, "table": self.twin.html}
        told |= {"folded": self.folded} if self.folded else {}
        return {"image/svg+xml": self.svg, "text/plain": self.alt}, {"image/svg+xml": told}


def data_uri(content: str, kind: str) -> str:
    """A file as an address that holds it: nothing is asked for from outside.

    >>> data_uri("a,b", "text/csv")
    'data:text/csv;base64,YSxi'
    """
    return f"data:{kind};base64," + base64.b64encode(content.encode("utf-8", "replace")).decode("ascii")


def stated(value: Any, otherwise: str) -> str:
    """A cell of a table, or what stands where it is missing.

    >>> stated("Nova", "not stated"), stated(pd.NA, "not stated")
    ('Nova', 'not stated')
    """
    return otherwise if pd.isna(value) else str(value)


@cache
def environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    from analysis.report.annotate import link

    env.globals["link"] = link
    env.filters["data_uri"] = data_uri
    env.filters["stated"] = stated
    return env


def render(template: str, notes: dict[str, str] | None = None, **values: Any) -> Fragment:
    """Fill `templates/<template>.html.j2`."""
    return Fragment(environment().get_template(f"{template}.html.j2").render(**values), notes or {})
