"""What would be read, and what not: the command `python -m analysis check PATH`."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import click
import pandas as pd

from analysis import codebook, codings, corpus, study
from analysis.errors import InputError
from analysis.lexicon import in_stead
from analysis.wording import several

WHOLE = 2000
"""A corpus of so many articles is read at once, as for the report; of a larger one the doubts that only all articles
together show (lines of the site, other events) are left to the report."""
HEADINGS = {"reject": "left out", "doubt": "read, with a doubt"}


def run(path: str, as_json: bool = False) -> int:
    """Print what a study, a folder or a table would give, and every reject and doubt; the number of rejects.

    The rows of a study's codings are checked too, as they are against the text of the articles, and those of its
    disputes, for which every signal is found.

    Raises:
        InputError: no such study, or a study file that is wrong.
    """
    the_study = study.load(path)
    with in_stead(the_study.lexicons):
        found = corpus.inspect(the_study)
        is_whole = 0 < found.n_articles <= WHOLE
        tables = corpus.read(the_study) if is_whole else {"rejects": found.rejects}
    rejects = tables["rejects"]
    if the_study.codings and is_whole:
        folder, ids = the_study.codings, ([a.id for a in the_study.actors], [p.id for p in the_study.propositions])
        questions = codebook.load(the_study.frames).questions
        judged = codings.read(folder, folder.name, tables["articles"], *ids, questions)
        rejects = pd.concat([rejects, judged["rejects"]], ignore_index=True)
    if the_study.disputes and is_whole:
        rejects = pd.concat([rejects, _unmet(tables, the_study)], ignore_index=True)
    if not found.n_articles and not len(rejects):
        raise InputError(f"{path}: there is no article in it; put files or a table there")
    if as_json:
        json.dump(_data(path, found.outlets, rejects), sys.stdout, indent=2)
        click.echo()
    else:
        for line in _report(path, found.outlets, rejects, is_whole):
            click.echo(_printable(line))
    return int((rejects["severity"] == "reject").sum())


def _unmet(tables: dict[str, pd.DataFrame], the_study: study.Study) -> pd.DataFrame:
    """The rows of the study's disputes that are about no hit, as table `rejects`."""
    from analysis import pipeline  # which takes long to load, and only this asks for it

    with in_stead(the_study.lexicons):
        made = dict(tables)
        pipeline.find_signals(made, the_study, with_tone=False)
    return made["rejects"].iloc[len(tables["rejects"]) :]


def _data(path: str, outlets: pd.DataFrame, rejects: pd.DataFrame) -> dict[str, Any]:
    return {
        "study": path,
        "n_articles": int(outlets["n_articles"].sum()),
        "n_words": int(outlets["n_words"].sum()),
        "outlets": _records(outlets),
        "rejects": _records(rejects),
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return table.astype(object).where(table.notna(), None).to_dict("records")


def _report(path: str, outlets: pd.DataFrame, rejects: pd.DataFrame, is_whole: bool) -> Iterator[str]:
    n, words = int(outlets["n_articles"].sum()), int(outlets["n_words"].sum())
    yield f"{path}: {several(n, 'article')} would be read, with {several(words, 'word')} of body"
    width = max((len(str(outlet)) for outlet in outlets["outlet"].fillna("outlet not stated")), default=0)
    for row in outlets.itertuples():
        outlet = "outlet not stated" if pd.isna(row.outlet) else str(row.outlet)
        size = f"{several(row.n_articles, 'article'):>16}  {several(row.n_words, 'word'):>18}"
        yield f"  {outlet:<{min(width, 50)}}  {size}  {_dates(row)}"
    for severity, heading in HEADINGS.items():
        notes = rejects[rejects["severity"] == severity]
        yield ""
        yield f"{heading}: {len(notes) or 'nothing'}"
        for note in notes.itertuples():
            yield f"  {note.file if pd.isna(note.row) else f'{note.file}, row {note.row}'}: {note.reason}"
            yield f"      {note.remedy}"
    if n and not is_whole:
        yield ""
        yield (
            f"More than {WHOLE:,} articles: lines that articles of an outlet share are looked for by the report, and "
            "rows of codings and disputes are checked there."
        )


def _dates(row: Any) -> str:
    undated = f"{row.n_undated:,} without a date" if row.n_undated else ""
    if pd.isna(row.first):
        return "no date stated"
    between = str(row.first) if row.first == row.last else f"{row.first} to {row.last}"
    return f"{between}, {undated}" if undated else between


def _printable(line: str) -> str:
    """A line without what would steer a terminal: names of files may hold anything.

    >>> _printable("a\\x1b[2Jb")
    'a\\\\x1b[2Jb'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
