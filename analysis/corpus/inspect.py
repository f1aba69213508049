"""Inspection: what a corpus holds and what would be left out, without keeping its texts."""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.corpus.read import Page, notes_on, pages
from analysis.corpus.source import Note
from analysis.study import Study
from analysis.words import count_words


class Inspection(NamedTuple):
    """What there is to read.

    `outlets` has one row an outlet, in order of their names, the articles of no stated outlet last: `outlet` (missing
    for these), `n_articles`, `n_words` (of the bodies), `first` and `last` (day, month or year of publication, missing
    where no article states one), `n_undated`. `rejects` is the table of that name.
    """

    outlets: pd.DataFrame
    rejects: pd.DataFrame

    @property
    def n_articles(self) -> int:
        """Articles that would be read."""
        return int(self.outlets["n_articles"].sum())


@dataclass
class _Count:
    """What is counted of an outlet."""

    n_articles: int = 0
    n_words: int = 0
    first: str | None = None
    last: str | None = None
    n_undated: int = 0

    def add(self, page: Page) -> None:
        text = page.source.text
        self.n_articles += 1
        self.n_words += sum(count_words(text[line.start : line.end]) for line in page.lines if line.label == "body")
        if published := page.stated.fields.get("published"):
            self.first = min(self.first or published, published)
            self.last = max(self.last or published, published)
        else:
            self.n_undated += 1


def inspect(study: Study) -> Inspection:
    """Count the articles of a study and gather its rejects and doubts; no text is held longer than it takes.

    Note: what only all articles together show is not looked for: lines that those of an outlet share (`n_words` may
        count some that `read` does not), articles about another event. Of each article its id and the fingerprints of
        `duplicates` are held: under two hundred bytes.

    >>> from analysis import study
    >>> found = inspect(study.load("data/studies/iraq-letter.yaml"))
    >>> found.n_articles, len(found.rejects)
    (5, 0)
    """
    counts: dict[str | None, _Count] = {}
    notes: list[Note] = []
    for item in pages(study):
        if isinstance(item, Note):
            notes.append(item)
        else:
            notes += notes_on([item])
            counts.setdefault(item.stated.fields.get("outlet"), _Count()).add(item)
    names = sorted(counts, key=lambda name: (name is None, name or ""))
    columns = {name: [getattr(counts[outlet], name) for outlet in names] for name in _Count.__dataclass_fields__}
    outlets = pd.DataFrame({"outlet": pd.array(names, dtype="string"), **columns})
    return Inspection(outlets, schema.from_rows("rejects", [note._asdict() for note in notes]))
