"""Inspection: what a corpus holds and what would be left out, without keeping its texts."""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.corpus.read import batches
from analysis.study import Study


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

    def add(self, n_words: int, published: str | None) -> None:
        self.n_articles += 1
        self.n_words += n_words
        if published:
            self.first = min(self.first or published, published)
            self.last = max(self.last or published, published)
        else:
            self.n_undated += 1


def inspect(study: Study) -> Inspection:
    """Count the articles of a study and gather its rejects and doubts; one batch of texts is held at a time.

    Note: lines that the articles of an outlet share are not looked for, so `n_words` may count some that `read` does
        not. Of each article its id and the fingerprints of `duplicates` are held: some 500 bytes.

    >>> from analysis import study
    >>> found = inspect(study.load("data/studies/iraq-letter.yaml"))
    >>> found.n_articles, len(found.rejects)
    (5, 0)
    """
    counts: dict[str | None, _Count] = {}
    rejects = [schema.empty("rejects")]
    for tables in batches(study):
        rejects.append(tables["rejects"])
        articles = tables["articles"]
        columns = (articles["outlet"], articles["n_words"], articles["published"])
        for outlet, n_words, published in zip(*(c.astype(object) for c in columns), strict=True):
            key, day = (None if pd.isna(value) else value for value in (outlet, published))
            counts.setdefault(key, _Count()).add(n_words, day)
    names = sorted(counts, key=lambda name: (name is None, name or ""))
    found = {name: [getattr(counts[outlet], name) for outlet in names] for name in _Count.__dataclass_fields__}
    outlets = pd.DataFrame({"outlet": pd.array(names, dtype="string"), **found})
    return Inspection(outlets, pd.concat(rejects, ignore_index=True))
