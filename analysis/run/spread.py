"""Shared text of a corpus that no one memory holds: the tasks of `reuse.spread`, step by step.

`words` reads the articles of a block; `meet` brings equal shingles of all blocks together, one bucket of hashes at a
time; `chain` and `weigh` say of each block which words stand in chains and formulas; `stretch` looks at a block beside
every earlier one. `gathered` puts the stretches of all together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analysis.comparison import reuse
from analysis.comparison.reuse import shingles, spread, stretches, tokens
from analysis.comparison.reuse.stretches import Counts, Weighed
from analysis.comparison.reuse.tokens import Ints, Tokens
from analysis.lexicon import in_stead
from analysis.run import parts
from analysis.run.parts import Entry
from analysis.run.plan import Plan

MOST_BUCKETS = 1 << 20
"""Buckets by which a block counts its words: what more of them would tell is not asked for."""
KINDS = {(shingles.SIZE, False): 0, (shingles.QUOTED_SIZE, False): 1, (shingles.SIZE, True): 2}
"""Pairs as they are kept: with a rarer shingle of either size, or of neighbours with a common one."""


ASKED = {
    "articles": ("article_id", "text"),
    "lines": ("article_id", "start", "end", "label"),
    "quotes": ("article_id", "start", "end", "kind"),
}
"""Columns of tables that the words of articles are read from."""
FOUND = pa.schema(
    [
        *((name, pa.uint32()) for name in ("stretch", "one", "other", "start", "end", "other_start", "other_end")),
        *(("equal", pa.uint32()), ("quoted", pa.bool_()), ("other_quoted", pa.bool_())),
    ]
)
"""What is kept of a stretch that an article of an earlier block (`one`) shares with one of the block (`other`)."""


class Block(NamedTuple):
    """Some parts whose words are held at a time: its number, the parts, the numbers of its first article, word and
    stretch."""

    number: int
    of: tuple[str, ...]
    article: int = 0
    place: int = 0
    stretch: int = 0


# Words, and where they meet


def words(task: tuple[str, Block], plan: Plan, n_buckets: int) -> Entry:
    """Read the words of a block; keep them, how often each stands, and its shingles by bucket."""
    name, block = task
    with in_stead(plan.the_study.lexicons):
        own = tokens.one_row([_read(plan, part) for part in block.of])
    parts.keep_arrays(plan, "words", name, ids=own.ids, flags=own.flags)
    parts.keep_arrays(plan, "articles", name, first=own.first, prose=own.prose)
    parts.keep_arrays(plan, "counts", name, seen=Counts.of(own, MOST_BUCKETS).seen)
    for size in spread.SIZES:
        hashes, places = spread.shingled(own, size)
        bucket = spread.bucket(hashes, n_buckets)
        order = np.argsort(bucket, kind="stable")
        bounds = np.searchsorted(bucket[order], np.arange(n_buckets + 1))
        cut = [order[bounds[n] : bounds[n + 1]] for n in range(n_buckets)]
        groups = (parts.arrays(hash=hashes[rows], place=places[rows].astype(np.uint32)) for rows in cut)
        parts.keep_groups(plan, f"shingles{size}", name, groups)
    n = {"n_places": len(own.ids), "n_words": own.n_words, "n_articles": len(own.first)}
    return parts.complete(plan, "words", name, **n)


def meet(task: tuple[str, int], plan: Plan, blocks: Sequence[Block]) -> Entry:
    """Bring the equal shingles of one bucket together; keep what meets by the later block of each pair."""
    name, bucket = task
    pairs, often = [], []
    for size in spread.SIZES:
        hashes, places = [], []
        for block in blocks:
            found = parts.kept_group(plan, f"shingles{size}", parts.number(block.number), bucket)
            hashes.append(found["hash"].to_numpy())
            places.append(found["place"].to_numpy().astype(np.int64) | (block.number << 32))
        met = spread.meet(tokens.joined(hashes), tokens.joined(places), size)
        often.append((met.often, np.full(len(met.often), size, np.uint8)))
        pairs.append((met.rare, np.full(len(met.rare), KINDS[size, False], np.uint8)))
        if size == shingles.SIZE:
            pairs.append((met.common, np.full(len(met.common), KINDS[size, True], np.uint8)))
    two, kind = (np.concatenate(column) for column in zip(*pairs, strict=True))
    place, size_of = (np.concatenate(column) for column in zip(*often, strict=True))
    later, of = two[:, 1] >> 32, place >> 32
    own = [np.flatnonzero(later == block.number) for block in blocks]
    groups = (
        parts.arrays(block=_block(two[k, 0]), one=_local(two[k, 0]), other=_local(two[k, 1]), kind=kind[k]) for k in own
    )
    parts.keep_groups(plan, "pairs", name, groups)
    own = [np.flatnonzero(of == block.number) for block in blocks]
    parts.keep_groups(plan, "often", name, (parts.arrays(place=_local(place[k]), size=size_of[k]) for k in own))
    return parts.complete(plan, "meet", name)


def _block(places: Ints) -> NDArray[np.uint32]:
    return (places >> 32).astype(np.uint32)


def _local(places: Ints) -> NDArray[np.uint32]:
    return (places & 0xFFFFFFFF).astype(np.uint32)


# Chains, formulas, weights


def chain(task: tuple[str, Block], plan: Plan, buckets: Sequence[str]) -> Entry:
    """Find the long runs of common shingles between a block and all earlier ones."""
    name, block = task
    pairs = _pairs(plan, block, buckets, common=True)
    own = _words(plan, name)
    found = [np.zeros((0, 4), np.int64)]
    for earlier, rows in _by_block(pairs["block"]):
        same = earlier == block.number
        two = spread.Two.of(own if same else _words(plan, parts.number(earlier)), own, same)
        long = spread.chains(two, pairs["one"][rows], pairs["other"][rows])
        found.append(np.column_stack([np.full(len(long), earlier), long]))
    columns = np.concatenate(found).T
    parts.keep_arrays(plan, "chains", name, **dict(zip(("block", "one", "other", "length"), columns, strict=True)))
    return parts.complete(plan, "chain", name)


def weigh(task: tuple[str, Block], plan: Plan, blocks: Sequence[Block], buckets: Sequence[str], n_words: int) -> Entry:
    """Say of each word of a block whether it stands in a chain or a formula, and what it weighs among all."""
    name, block = task
    own = _words(plan, name)
    starts, lengths = [], []
    for other in blocks[block.number :]:
        long = parts.kept_arrays(plan, "chains", parts.number(other.number))
        here = long["block"] == block.number
        starts.append(long["one"][here])
        lengths.append(long["length"][here])
        if other.number == block.number:
            starts.append(long["other"])
            lengths.append(long["length"])
    in_chains = spread.chained(len(own.ids), np.concatenate(starts), np.concatenate(lengths))
    often = [parts.kept_group(plan, "often", bucket, block.number) for bucket in buckets]
    place, size = (np.concatenate([group[n].to_numpy() for group in often]) for n in ("place", "size"))
    by_size = {s: place[size == s].astype(np.int64) for s in spread.SIZES}
    with in_stead(plan.the_study.lexicons):
        formulas = spread.formulas(own, by_size, in_chains)
    counts = Counts(n_words, parts.kept_arrays(plan, "counts", "all")["seen"])
    bits = Weighed.of(own, formulas, counts).bits
    parts.keep_arrays(plan, "weighed", name, formulas=formulas, chained=in_chains, bits=bits)
    return parts.complete(plan, "weigh words", name)


def count_words(plan: Plan, blocks: Sequence[Block], n_places: int) -> None:
    """Put the words' counts of all blocks together, in as many buckets as a corpus of `n_places` has."""
    seen = np.zeros(MOST_BUCKETS, np.int64)
    for block in blocks:
        seen += parts.kept_arrays(plan, "counts", parts.number(block.number))["seen"]
    parts.keep_arrays(plan, "counts", "all", seen=seen.reshape(-1, stretches.n_buckets(n_places)).sum(axis=0))


# Stretches


def stretch(task: tuple[str, Block], plan: Plan, blocks: Sequence[Block], buckets: Sequence[str], n: int) -> Entry:
    """Find what the articles of a block share with each other and with those of all earlier blocks, one by one.

    Args:
        n: words of all articles.
    """
    name, block = task
    pairs = _pairs(plan, block, buckets, common=False)
    long = parts.kept_arrays(plan, "chains", name)
    own, own_chains = _weighed(plan, name, n)
    n_stretches = 0

    def shared(number: int) -> pa.Table:
        """What the block shares with one of them; numbers of articles and words count those of either block."""
        nonlocal n_stretches
        rows, chain_rows = pairs["block"] == number, long["block"] == number
        if not (rows.any() or chain_rows.any()):
            return FOUND.empty_table()
        same = number == block.number
        one, one_chains = (own, own_chains) if same else _weighed(plan, parts.number(number), n)
        chains = np.column_stack([long[k][chain_rows] for k in ("one", "other", "length")])
        two = np.column_stack([pairs["one"][rows], pairs["other"][rows]])
        sizes = np.where(pairs["kind"][rows] == KINDS[shingles.SIZE, False], shingles.SIZE, shingles.QUOTED_SIZE)
        found = [FOUND.empty_table()]
        for part, quoted in spread.between(one, own, (one_chains, own_chains), same, two, sizes, chains):
            articles = one.tokens.article(part.start), own.tokens.article(part.other_start)
            numbers = n_stretches + np.arange(len(part))
            columns = (numbers, *articles, *astuple(part), *quoted.T)
            found.append(pa.table([pa.array(c, f.type) for c, f in zip(columns, FOUND, strict=True)], FOUND))
            n_stretches += len(part)
        return pa.concat_tables(found)

    parts.keep_batches(plan, "shared/stretches", name, FOUND, map(shared, range(block.number + 1)))
    return parts.complete(plan, "stretch", name, n_stretches=n_stretches)


# What is kept on the way


def _read(plan: Plan, part: str) -> Tokens:
    return reuse.Shared(*(parts.read(plan, name, part, columns) for name, columns in ASKED.items())).tokens


def _words(plan: Plan, name: str) -> Tokens:
    own = parts.kept_arrays(plan, "words", name)
    return Tokens(own["ids"], own["flags"], parts.kept_arrays(plan, "articles", name)["first"])


def _weighed(plan: Plan, name: str, n_words: int) -> tuple[Weighed, NDArray[np.bool_]]:
    own, words_of = parts.kept_arrays(plan, "weighed", name), _words(plan, name)
    return Weighed.known(words_of, own["formulas"], own["bits"], n_words), own["chained"]


def _pairs(plan: Plan, block: Block, buckets: Sequence[str], common: bool) -> dict[str, Ints]:
    """The pairs of places whose later one lies in a block, of common shingles or of rarer ones."""
    wanted = KINDS[shingles.SIZE, True]
    found = []
    for bucket in buckets:
        group = parts.kept_group(plan, "pairs", bucket, block.number)
        own = {name: group[name].to_numpy() for name in group.column_names}
        keep = (own["kind"] == wanted) == common
        found.append({name: column[keep].astype(np.int64) for name, column in own.items()})
    return {name: np.concatenate([f[name] for f in found]) for name in found[0]}


def _by_block(blocks: Ints) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    for number in np.unique(blocks).tolist():
        yield number, blocks == number
