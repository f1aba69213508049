"""A study file drafted from articles: the command `python -m analysis new NAME PATH`."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pandas as pd
import yaml

from analysis import candidates, corpus, paths, study
from analysis.corpus.page import MASTHEAD
from analysis.corpus.read import Tables
from analysis.errors import InputError
from analysis.writing import replacing

LISTED = 50
"""So many articles in files of their own are listed one by one; more, or a table, are named as a corpus."""
ACTORS, TERMS = 12, 10
_NAME = re.compile(r"[^\W_][\w-]{0,60}")
_ID = re.compile(r"[^a-z0-9]+")


def run(name: str, path: str, out: str | None = None) -> Path:
    """Write a commented study file for the articles of a folder or a table file, and say so.

    Args:
        name: short name of the study; the file is `data/studies/NAME.yaml` unless `out` is given.

    Raises:
        InputError: the file is there, the name can be none, or no article can be read.
    """
    if not _NAME.fullmatch(name):
        raise InputError(f"{name!r} can be no name of a study; use letters, digits, - and _")
    the_study = study.load(path)
    if the_study.address is not None:
        raise InputError(f"{path}: is an address; draft the study from a copy of its articles on this machine")
    if the_study.corpus is None:
        raise InputError(f"{path}: is a study file already; give its folder of articles or its table")
    target = Path(out) if out else paths.ROOT / "data" / "studies" / f"{name}.yaml"
    if target.suffix.lower() not in study.STUDY_FILES:
        raise InputError(f"{target}: a study file ends in .yaml")
    if target.exists() or target.is_symlink():
        raise InputError(f"{out or f'data/studies/{name}.yaml'}: is there already; choose another name, or --out")
    tables = corpus.read(the_study)
    text = "\n".join(draft(name, the_study.corpus, target.parent, tables)) + "\n"
    with replacing(target) as temporary:
        temporary.write_text(text, encoding="utf-8")
    shown = out or f"data/studies/{name}.yaml"
    click.echo(f"{shown}: drafted from {len(tables['articles'])} articles; open it, and mend what is wrong")
    if n_left_out := int((tables["rejects"]["severity"] == "reject").sum()):
        click.echo(f"{n_left_out} left out: python -m analysis check {path}", file=sys.stderr)
    return target


def draft(name: str, place: Path, folder: Path, tables: Tables) -> Iterator[str]:
    """The lines of a study file.

    Args:
        place: folder or table of the articles.
        folder: where the study file will be; the paths in it count from there.
    """
    articles = tables["articles"]
    yield f"# A draft for {len(articles)} articles, made by a program: everything in it is for you to check and change."
    yield "# Lines that begin with # say what may stand there and do nothing. The study runs as it is."
    yield _line("title", name.replace("-", " ").replace("_", " "))
    yield "# question: What the study asks, in one sentence; it stands at the top of the page."
    yield "# background: What happened, in a sentence or two, for readers who do not know the story."
    yield ""
    yield from _articles(articles, place, folder, _mastheads(tables))
    yield ""
    yield from _outlets(articles)
    yield ""
    outlets = set(articles["outlet"].dropna())
    yield from _actors([c for c in candidates.actors(tables["sentences"]) if c.name not in outlets])
    yield ""
    yield from _propositions(articles, candidates.terms(tables["sentences"]))
    yield ""
    yield "# settings:"
    yield "#   day_first: true      # 01/07/2020 is 1 July; false: 7 January"
    yield "#   languages: [en]      # articles in other languages are left out"


def _mastheads(tables: Tables) -> dict[str, str]:
    """Of each article whose line under the headline may name its outlet that line."""
    lines = tables["lines"]
    named = lines[lines["why"] == MASTHEAD]
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    rows = zip(named["article_id"], named["start"], named["end"], strict=True)
    return {article_id: texts[article_id][start:end].strip() for article_id, start, end in rows}


def _articles(articles: pd.DataFrame, place: Path, folder: Path, mastheads: Mapping[str, str]) -> Iterator[str]:
    files = {str(row.file): place / str(row.file) for row in articles.itertuples()}
    if place.is_file() or len(articles) > LISTED or not all(map(_is_own, files.values(), articles["row"])):
        yield "# Each row or file of the corpus is an article."
        yield _line("corpus", _relative(place, folder))
        if place.is_file():
            yield "# columns: {headline: …, text: …, outlet: …}   # which column is what, if their names do not say it"
        return
    yield "# Outlet, date and author stand here where the article states them, with the place under `from`."
    yield "# State what you know, and from where; what nobody states, leave out: it will be shown as not stated."
    yield "articles:"
    for row in articles.itertuples():
        given = {"id": row.article_id, "file": _relative(files[str(row.file)], folder)}
        origins = {}
        for field in ("outlet", "published", "byline", "url"):
            value, origin = getattr(row, field), getattr(row, f"{field}_from")
            if not pd.isna(value):
                given[field] = value
                origins[field] = origin
        if origins:
            given["from"] = {field: origin for field, origin in origins.items() if not pd.isna(origin)}
        missing = [field for field in ("outlet", "published") if field not in given]
        note = _not_stated(missing) if missing else ""
        if "outlet" in missing and row.article_id in mastheads:
            note += f"; outlet: {mastheads[row.article_id]}? It stands under the headline"
        yield f"  - {_flow(given)}{f'   # {_comment(note)}' if note else ''}"


def _is_own(path: Path, row: Any) -> bool:
    """Is an article a file of its own, whose name a study file can say?"""
    return pd.isna(row) and path.is_file()


def _not_stated(fields: Iterable[str]) -> str:
    return " and ".join(fields) + " not stated"


def _outlets(articles: pd.DataFrame) -> Iterator[str]:
    outlets = articles["outlet"].dropna().value_counts()
    yield "# One name for an outlet that has several: {New York Times: [nyt, NY Times]}."
    listed = ", ".join(f"{outlet} ({n})" for outlet, n in sorted(outlets.items()))
    yield f"# Found: {_comment(listed) or 'no article states its outlet'}"
    yield "outlets: {}"


def _actors(found: list[candidates.Candidate]) -> Iterator[str]:
    yield "# Those who are named most often. Under `aliases` stand names that mean nobody else in this story."
    yield f"# kind: {', '.join(study.ACTOR_KINDS)}; side and country, if you compare sides."
    if not found:
        yield "actors: []"
        return
    yield "actors:"
    taken: set[str] = set()
    for candidate in found[:ACTORS]:
        actor: dict[str, Any] = {"id": _identifier(candidate.surname, taken)}
        if candidate.kind:
            actor["kind"] = candidate.kind
        actor["name"] = candidate.name
        if candidate.aliases:
            actor["aliases"] = list(candidate.aliases)
        also = f"; also? {_comment(', '.join(candidate.similar))}" if candidate.similar else ""
        yield f"  - {_flow(actor)}   # {candidate.n} times, in {candidate.n_articles} articles{also}"


def _propositions(articles: pd.DataFrame, terms: list[str]) -> Iterator[str]:
    yield "# What is disputed: a sentence that headlines can be for or against, and the words by which they touch it."
    yield "# The headlines:"
    for headline in articles["headline"].dropna().head(20):
        yield f"#   {_comment(str(headline))}"
    yield "# `leave` stands for its inflected forms, `withdraw*` for any ending, `letter + signed` for parts that must"
    yield "# all be in the sentence. Take the # from the lines below, write your own sentence, keep the words that fit."
    proposed = ", ".join(f'"{term}"' for term in terms[:TERMS]) or '"…"'
    yield "# propositions:"
    yield "#   - id: P1"
    yield '#     text: "The bridge will be closed."'
    yield f"#     terms: [{proposed}]"


def _identifier(name: str, taken: set[str]) -> str:
    """A short id from the last word of a name that no other actor has."""
    words = _ID.sub(" ", name.casefold()).split() or ["actor"]
    base = words[-1]
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}_{number}"
    taken.add(found)
    return found


def _relative(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return path.resolve().as_posix()


def _line(key: str, value: str) -> str:
    return f"{key}: {_flow(value)}"


def _flow(value: Any) -> str:
    """A value as YAML on one line."""
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=1_000_000, sort_keys=False)
    return text.removesuffix("\n").removesuffix("\n...")


def _comment(text: str) -> str:
    """Words of an article on one line of comment."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
