"""Shared text put together: the stretches of all blocks as passages and texts, and their tables part by part."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pandas.util import hash_array

from analysis.comparison import reuse
from analysis.comparison.reuse import clustered, copies, passages
from analysis.comparison.reuse.clustered import Places
from analysis.comparison.reuse.groups import Groups
from analysis.comparison.reuse.stretches import Stretches
from analysis.comparison.reuse.tokens import Ints, joined
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


ABOUT = ("outlet_key", "story", "published", "published_precision", "n_words")
"""What is asked of articles."""
STRETCHES = "shared/stretches"


class Between(NamedTuple):
    """The stretches between two blocks (`passages.Found`), by the numbers of all articles and words."""

    stretch: Ints
    one: Ints
    other: Ints
    stretches: Stretches
    quoted: NDArray[np.bool_]

    @classmethod
    def of(cls, one: Block, other: Block, table: pa.Table) -> "Between":
        columns = [column.to_numpy() for column in table.columns]
        numbers = [column.astype(np.int64) for column in columns[:8]]
        counted_from = (other.stretch, one.article, other.article, one.place, one.place, other.place, other.place, 0)
        stretch, first, second, *places = (own + at for own, at in zip(numbers, counted_from, strict=True))
        return cls(stretch, first, second, Stretches(*places), np.column_stack(columns[8:]))

    @property
    def places(self) -> tuple[Places, Places]:
        return passages.places(self, self.stretch)


def gather(task: tuple[str, tuple[str, ...]], plan: Plan, blocks: Sequence[Block], n_stretches: int) -> Entry:
    """Put the stretches of all blocks together, block by block: texts, and passages; their rows by part.

    Of all articles, stretches and passages only a few numbers each are held.
    """
    name, of = task
    about = [_about(plan, part) for part in of]
    ends = list(accumulate(len(own["day"]) for own in about))
    articles = {column: joined([own.pop(column) for own in about]) for column in list(about[0])}
    texts = _texts(plan, blocks).table(*(articles[n] for n in ("story", "day", "n_words")))
    for part, at, stop in zip(of, [0, *ends], ends, strict=False):
        parts.keep(plan, "copies", part, pa.Table.from_pandas(texts.iloc[at:stop], preserve_index=False))
    outlet, outlets = pd.factorize(articles["outlet"])
    told = clustered.Told(outlet, articles["day"])
    del articles, texts

    stretches = Groups(n_stretches)
    for block in blocks:
        for two in clustered.overlapping(_places(plan, blocks, block)):
            stretches.link(*two)
    cluster = stretches.numbers()
    known = clustered.Passages(int(cluster.max(initial=-1)) + 1, len(outlets))
    for block in blocks:
        rows = clustered.rows(_places(plan, blocks, block), cluster)
        known.add(rows, told)
        parts.keep(plan, "rows", parts.number(block.number), pa.Table.from_pandas(rows, preserve_index=False))
    del stretches, cluster
    numbers = known.numbers()
    for block in blocks:
        rows = parts.kept(plan, "rows", parts.number(block.number)).to_pandas()
        _keep_rows(plan, block, dict(zip(of, ends, strict=True)), known.numbered(rows, numbers, told))
    return parts.complete(plan, "gather stretches", name)


def _about(plan: Plan, part: str) -> dict[str, NDArray]:
    """What is asked of a part's articles; names of outlets and stories are held as numbers, their hashes."""
    articles = parts.read(plan, "articles", part, ABOUT)
    return {
        "outlet": hash_array(articles["outlet_key"].to_numpy(dtype=object)),
        "story": hash_array(articles["story"].fillna("").to_numpy(dtype=object)),
        "day": passages.days(articles),
        "n_words": articles["n_words"].to_numpy(np.int32),
    }


def _texts(plan: Plan, blocks: Sequence[Block]) -> copies.Texts:
    prose = (parts.kept_arrays(plan, "articles", parts.number(block.number))["prose"] for block in blocks)
    texts = copies.Texts(joined([own.astype(np.int32) for own in prose]))
    for block in blocks:
        for one, table in zip(blocks, parts.kept_batches(plan, STRETCHES, parts.number(block.number)), strict=False):
            if len(table):
                texts.add(Between.of(one, block, table))
    return texts


def _places(plan: Plan, blocks: Sequence[Block], block: Block) -> Places:
    """Where stretches stand in the articles of a block, which may be the earlier one of the two or the later."""
    found = []
    for one, table in zip(blocks, parts.kept_batches(plan, STRETCHES, parts.number(block.number)), strict=False):
        here, there = Between.of(one, block, table).places
        found += [here, there] if one is block else [there]
    for other in blocks[block.number + 1 :]:
        table = parts.kept_batch(plan, STRETCHES, parts.number(other.number), block.number)
        found.append(Between.of(block, other, table).places[0])
    return Places.in_order(found)


def _keep_rows(plan: Plan, block: Block, ends: Mapping[str, int], rows: pd.DataFrame) -> None:
    """Keep the rows of a block's articles by part; their numbers count the part's articles, and an article's words."""
    first = parts.kept_arrays(plan, "articles", parts.number(block.number))["first"] + block.place
    article = rows["article"].to_numpy()
    word = first[article - block.article]
    rows = rows.assign(start=rows["start"] - word, end=rows["end"] - word)
    at = block.article
    for part in block.of:
        own = rows[(article >= at) & (article < ends[part])]
        own = own.assign(article=own["article"] - at)
        parts.keep(plan, "passages", part, pa.Table.from_pandas(own, preserve_index=False))
        at = ends[part]


def tell(part: str, plan: Plan) -> Entry:
    """Make the tables `passages` and `copies` of a part."""
    articles, lines, sentences = (parts.read(plan, name, part) for name in ("articles", "lines", "sentences"))
    rows, texts = parts.kept(plan, "passages", part).to_pandas(), parts.kept(plan, "copies", part).to_pandas()
    with in_stead(plan.the_study.lexicons):
        first = np.zeros(len(articles), np.int64)
        files = [parts.write(plan, "passages", part, passages.table(articles, rows, first, sentences))]
        files.append(parts.write(plan, "copies", part, copies.table(articles, texts, lines)))
    return parts.complete(plan, "tell", part, files=files, n_articles=len(articles))
