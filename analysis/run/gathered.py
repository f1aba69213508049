"""Shared text put together: the stretches of all blocks as passages and texts, and their tables part by part."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from analysis.comparison import reuse
from analysis.comparison.reuse import copies, passages
from analysis.comparison.reuse.stretches import Stretches
from analysis.comparison.reuse.tokens import Ints
from analysis.lexicon import in_stead
from analysis.run import parts
from analysis.run.parts import Entry
from analysis.run.plan import Plan
from analysis.run.spread import Block
from analysis.run.tasks import with_study


def at_once(part: str, plan: Plan) -> Entry:
    """Find what the articles of the only part share, and make its tables."""
    articles, lines, sentences, quotes = parts.tables(plan, ("articles", "lines", "sentences", "quotes"), part).values()
    with with_study(plan):
        shared = reuse.Shared(articles, lines, quotes)
        made = [parts.write(plan, "passages", part, passages.find(shared, sentences))]
        made.append(parts.write(plan, "copies", part, copies.find(shared, lines)))
    return parts.complete(plan, "share", part, files=made)


@dataclass(frozen=True)
class Gathered:
    """The stretches of all blocks (`passages.Found`): columns of articles without their texts."""

    articles: pd.DataFrame
    prose: Ints
    columns: dict[str, Any]

    @property
    def stretches(self) -> Stretches:
        return Stretches(*(self.columns[n] for n in ("start", "end", "other_start", "other_end", "equal")))

    @property
    def one(self) -> Ints:
        return self.columns["one"]

    @property
    def other(self) -> Ints:
        return self.columns["other"]

    @cached_property
    def quoted(self) -> NDArray[np.bool_]:
        return np.column_stack([self.columns["quoted"], self.columns["other_quoted"]])


ABOUT = ("outlet_key", "story", "published", "published_precision", "n_words")
"""What is asked of articles; outlets and stories are held as numbers, as there are as many rows as articles."""


def gather(task: tuple[str, tuple[str, ...]], plan: Plan, blocks: Sequence[Block]) -> Entry:
    """Put the stretches of all blocks together: passages, and texts; their rows by part."""
    name, of = task
    outlets: dict[str, int] = {}
    told: dict[str, int] = {}
    articles = []
    for part in of:
        own = parts.read(plan, "articles", part, ABOUT)
        keys = [outlets.setdefault(key, len(outlets)) for key in own["outlet_key"]]
        articles.append(
            own.assign(outlet_key=keys, story=[told.setdefault(s, len(told)) for s in own["story"].fillna("")])
        )
    found = [parts.kept_arrays(plan, "stretches", parts.number(block.number)) for block in blocks]
    columns = {n: np.concatenate([f.pop(n) for f in found]) for n in list(found[0])}
    order = np.lexsort((columns["other_end"], columns["end"], columns["other_start"], columns["start"]))
    for column in columns:  # one by one, so that no more than one is held twice
        columns[column] = columns[column][order]
    del found, order
    own = [parts.kept_arrays(plan, "articles", parts.number(block.number)) for block in blocks]
    first = np.concatenate([a["first"] + block.place for a, block in zip(own, blocks, strict=True)])
    everything = Gathered(
        pd.concat(articles, ignore_index=True),
        np.concatenate([a["prose"] for a in own]),
        columns,
    )
    rows = passages.clustered(everything)
    texts = copies.grouped(everything)
    ends = np.cumsum([len(table) for table in articles])
    in_part = np.searchsorted(ends, rows["article"], side="right")
    order = np.argsort(in_part, kind="stable")
    bounds = np.searchsorted(in_part[order], np.arange(len(of) + 1))
    for n, part in enumerate(of):
        at, stop = int(ends[n]) - len(articles[n]), int(ends[n])
        here = rows.iloc[order[bounds[n] : bounds[n + 1]]]
        offset = first[here["article"]]
        here = here.assign(article=here["article"] - at, start=here["start"] - offset, end=here["end"] - offset)
        parts.keep(plan, "passages", part, pa.Table.from_pandas(here, preserve_index=False))
        parts.keep(plan, "copies", part, pa.Table.from_pandas(texts.iloc[at:stop], preserve_index=False))
    return parts.complete(plan, "gather stretches", name)


def tell(part: str, plan: Plan) -> Entry:
    """Make the tables `passages` and `copies` of a part."""
    articles, lines, sentences = (parts.read(plan, name, part) for name in ("articles", "lines", "sentences"))
    rows, texts = parts.kept(plan, "passages", part).to_pandas(), parts.kept(plan, "copies", part).to_pandas()
    with in_stead(plan.the_study.lexicons):
        first = np.zeros(len(articles), np.int64)
        files = [parts.write(plan, "passages", part, passages.table(articles, rows, first, sentences))]
        files.append(parts.write(plan, "copies", part, copies.table(articles, texts, lines)))
    return parts.complete(plan, "tell", part, files=files, n_articles=len(articles))
