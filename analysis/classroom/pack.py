"""The command `python -m analysis classroom STUDY OUT_DIR`: a lesson from a study, as pages to print."""

import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

import click
import pandas as pd

from analysis import pipeline, study
from analysis.classroom import answers, choice, excerpt
from analysis.classroom.excerpt import Excerpt
from analysis.errors import InputError
from analysis.outlets import masking
from analysis.outlets.masking import Masks
from analysis.report.render import render
from analysis.writing import new_folder

PAGES = {
    "student/pack.html": "classroom/student",
    "teacher/plan.html": "classroom/plan",
    "teacher/key.html": "classroom/key",
}
"""Files of the pack, and the template of each."""


class Text(NamedTuple):
    """What the teacher is told of one text: its article, and what was hidden in it or left."""

    excerpt: Excerpt
    article: Any
    answers: list[answers.Answer]
    hidden: list[tuple[str, str]]
    left: list[str]


def run(given: str, out: str, n: int = 5, seed: int = 1) -> bool:
    """Write the pack, and say so; was anything of the study's articles left out?

    Raises:
        InputError: the study cannot be read, holds fewer than two articles, or `out` is there already.
    """
    the_study = study.load(given)
    with new_folder(out) as folder:
        tables = pipeline.analyse(the_study)
        pages = make(tables, the_study, n, seed)
        for name, html in pages.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(html, encoding="utf-8", errors="replace")
    click.echo(
        f"{out}: read the student's pages before you copy them (hidden are the outlets' names, and of nicknames those "
        f"that the study lists under `outlets`), then print {', '.join(PAGES)}"
    )
    if n_left_out := int((tables["rejects"]["severity"] == "reject").sum()):
        click.echo(f"{n_left_out} left out: python -m analysis check {given}", file=sys.stderr)
    return bool(n_left_out)


def make(tables: Mapping[str, pd.DataFrame], the_study: study.Study, n: int = 5, seed: int = 1) -> dict[str, str]:
    """The pages of the pack by their file names.

    Args:
        tables: every table of the study, see `analysis.pipeline`.

    Raises:
        InputError: fewer than two articles; or the student's page would name an outlet.
    """
    articles = tables["articles"]
    chosen = choice.pick(tables, n, seed)
    masks = masking.masks_of(articles, the_study.outlets)
    excerpts = [excerpt.take(number, one, tables, masks) for number, one in enumerate(chosen.articles, 1)]
    if unstated := [e.article_id for e in excerpts if e.article_id not in _stated(articles)]:
        told = ", ".join(unstated)
        click.echo(
            f"{told}: no outlet is stated, so its name cannot be hidden; the study may state it", file=sys.stderr
        )
    if without := [e.article_id for e in excerpts if not e.items]:
        click.echo(f"no sentence to code in {', '.join(without)}: its texts have no body", file=sys.stderr)
    statements = answers.statements(excerpts, tables)
    values: dict[str, Any] = {
        "excerpts": excerpts,
        "texts": _texts(excerpts, tables, masks),
        "statements": statements,
        "speakers": [(masks.hide(s.speaker), s.texts) for s in statements],
        "copies": _copies(excerpts, tables["copies"]),
        "background": masks.hide(the_study.background) if the_study.background else None,
        "title": the_study.title,
        "how": chosen.how,
        "seed": seed,
        "words": excerpt.WORDS,
        "unstated": [e.number for e in excerpts if e.article_id not in _stated(articles)],
        "nameless": masking.nameless(articles),
        "coded": answers.who_coded(tables["coders"]),
        "cards": {signal: answers.card(signal) for signal in ("hedges", "quotes")},
    }
    pages = {name: render(template, **values).html for name, template in PAGES.items()}
    if named := masks.still_named(_words(pages["student/pack.html"])):
        raise InputError(f"the student's pages would name {named!r}, which the sheets use as a word; no pack made")
    return pages


def _texts(excerpts: list[Excerpt], tables: Mapping[str, pd.DataFrame], masks: Masks) -> list[Text]:
    by_id = tables["articles"].set_index("article_id", drop=False)
    found = []
    for one in excerpts:
        article = by_id.loc[one.article_id]
        text = str(article["text"])
        hidden = [(text[m.start : m.end], m.words) for m in one.masks]
        left = [_around(text, d.start, d.end) for d in one.doubts]
        found.append(Text(one, article, answers.find(one, tables), list(dict.fromkeys(hidden)), left))
    return found


def _around(text: str, start: int, end: int) -> str:
    """A place with some words to its left and right.

    >>> _around("The bridge is shut. Time is short.", 20, 24)
    'The bridge is shut. Time is short.'
    """
    left, right = text[max(0, start - 40) : start], text[end : end + 40]
    left = left if start <= 40 else "… " + left.partition(" ")[2]
    right = right if end + 40 >= len(text) else right.rpartition(" ")[0] + " …"
    return " ".join((left + text[start:end] + right).split())


def _copies(excerpts: list[Excerpt], copies: pd.DataFrame) -> list[list[int]]:
    """Numbers of the texts that share much of their prose."""
    text_of = copies.set_index("article_id")["text_id"]
    groups: dict[int, list[int]] = {}
    for one in excerpts:
        groups.setdefault(int(text_of[one.article_id]), []).append(one.number)
    return [numbers for numbers in groups.values() if len(numbers) > 1]


def _stated(articles: pd.DataFrame) -> set[str]:
    return set(articles.loc[articles["outlet"].notna(), "article_id"])


def _words(html: str) -> str:
    """The words of a page, without its markup: as a reader sees them, and as its source has them."""
    from lxml.html import document_fromstring

    return str(document_fromstring(html).text_content())
