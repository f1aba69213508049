"""Studies: which articles are compared, about what, and who and what is in the story.

A study is a YAML file in `data/studies/`, or just a folder of articles or a table file: then it has a corpus and a
title and nothing else. Reading the articles themselves is `analysis.corpus`.
"""

import os
from dataclasses import replace
from pathlib import Path

from analysis import paths, storage
from analysis.errors import InputError
from analysis.study.reader import CHOICES, LANGUAGES, STATED, STUDY_FILES, Reader
from analysis.study.records import ACTOR_KINDS, Actor, Article, Proposition, Study

__all__ = [
    "ACTOR_KINDS", "CHOICES", "LANGUAGES", "STATED", "STUDY_FILES", "TABLE_FILES",
    "Actor", "Article", "Proposition", "Study", "load",
]  # fmt: skip

TABLE_FILES = (".csv", ".tsv", ".jsonl", ".json", ".xlsx", ".parquet")
"""Kinds of tables, one article a row; those of text may be packed (`.csv.gz`)."""
RUN = ("run.json", "study/study.yaml")
"""What a folder that `python -m analysis run` made holds."""


def load(path: str | Path) -> Study:
    """Read a study file, or take a folder of articles or a table file as a study of its own.

    Args:
        path: from the current folder or, failing that, from the project's folder; or the address of a folder of
            articles or a table file (`s3://…`); or the folder that a `run` made.

    Raises:
        InputError: the file, the key and the way out: nothing at that path, unknown key, missing file, no date, …

    >>> load("data/studies/iraq-letter.yaml").propositions[0].text
    'The United States is withdrawing its troops from Iraq.'
    >>> load("seeds").title
    'seeds'
    """
    given = str(path)
    if storage.is_address(given):
        name = given.rstrip("/").rpartition("/")[2]
        return Study(title=name.partition(".")[0] or name, given=given, path=Path(name), address=given)
    found = paths.find(given)
    if (found / RUN[0]).is_file() and (found / RUN[1]).is_file():
        return replace(Reader(given, found / RUN[1]).study(), path=found, corpus=None, run=found)
    if found.suffix.lower() in STUDY_FILES and found.is_file():
        return Reader(given, found).study()
    if found.is_file() and paths.kind(found) not in TABLE_FILES:
        kinds = ", ".join((*STUDY_FILES, *TABLE_FILES))
        raise InputError(f"{given}: neither a study nor a table of articles ({kinds}); give its folder to read it")
    name = found.stem if found.is_file() else found.resolve().name
    title = os.fsencode(name).decode("utf-8", "replace")  # a name in broken UTF-8 can be written on no page
    return Study(title=title, given=given, path=found, corpus=found)
