"""Stories: the articles of whole stories, gathered from all parts that have one, set beside each other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pandas.util import hash_array

from analysis import pipeline, schema
from analysis.comparison import reuse
from analysis.comparison.reuse import edits
from analysis.comparison.reuse.tokens import Ints
from analysis.corpus.read import strangers
from analysis.run import parts
from analysis.run.parts import Entry
from analysis.run.plan import Plan
from analysis.run.tasks import with_study

STORIES, TEXTS = "story", "text"
"""What a group is made of."""
STORY = 2000
"""Articles of the largest story that is compared as one: more are no event that each article could tell."""
COMPARED = ("articles", "lines", "sentences", "quotes", "cues", "mentions", "claims")
ALL = "all"
"""What is kept of all parts together."""
STRIDE = 10**9
"""Clusters, items and pairs of the n-th group of stories are numbered from n times this."""
NUMBERED = {"variants": "cluster_id", "omissions": "item_id", "edits": "pair"}


class Group(NamedTuple):
    """Articles that are compared by one task: those of whole stories, or of whole texts."""

    places: tuple[tuple[str, int], ...]
    """The parts that have one, and the number of its rows among those that `deal` has cut the part into."""
    by: str = STORIES
    alone: bool = True
    """Is it the only group?"""


# Which articles are compared by one task


def group(task: tuple[str, tuple[str, ...]], plan: Plan) -> Entry:
    """Put whole stories into groups of a part's size, in order of their first articles; then the texts of large ones.

    Kept are the number of each article's group, by part, and where the articles of each group lie (`groups`). The entry
    says why articles of stories that are too large are not compared, if there are any. Of each article a few numbers
    are held: names of stories as their hashes.
    """
    name, of = task
    told = [parts.read(plan, "articles", part, ["story"])["story"].fillna("") for part in of]
    stops = np.cumsum([len(own) for own in told])
    story, hashes = pd.factorize(np.concatenate([hash_array(own.to_numpy(dtype=object)) for own in told]))
    del told
    sizes = np.bincount(story, minlength=len(hashes))
    large = sizes > STORY
    number, n_groups = _packed(sizes, large, plan.size)
    number = number[story]
    n_stories = n_groups
    if large.any() and plan.reuse:
        text = _texts_of(plan, of, large[story])
        several = text >= 0
        code, ids = pd.factorize(text[several])
        packed, n_groups = _packed(np.bincount(code, minlength=len(ids)), np.zeros(len(ids), bool), plan.size, n_groups)
        number[several] = packed[code]
    found = []
    for n, (part, own) in enumerate(zip(of, np.split(number, stops[:-1]), strict=True)):
        parts.keep(plan, "groups", part, parts.arrays(group=own))
        present = np.unique(own[own >= 0])
        found.append(np.column_stack([present, np.full(len(present), n), np.arange(len(present))]).astype(np.int32))
    lie = np.concatenate(found)
    lie = lie[np.argsort(lie[:, 0], kind="stable")]
    parts.keep(plan, "groups", ALL, parts.arrays(group=lie[:, 0], part=lie[:, 1], n=lie[:, 2]))
    why = _too_large(sizes, large, hashes) if large.any() else ""
    return parts.complete(plan, "group", name, n_groups=n_groups, n_stories=n_stories, too_large=why)


def groups(plan: Plan, of: Sequence[str], entry: Entry) -> Iterator[tuple[str, Group]]:
    """The groups that `group` has made of all parts, one after the other, by name."""
    lie = parts.kept(plan, "groups", ALL)
    number, part, rank = (lie[name].to_numpy() for name in ("group", "part", "n"))
    for n in range(entry["n_groups"]):
        own = slice(*np.searchsorted(number, (n, n + 1)))
        places = tuple((of[k], r) for k, r in zip(part[own].tolist(), rank[own].tolist(), strict=True))
        yield parts.number(n), Group(places, STORIES if n < entry["n_stories"] else TEXTS, entry["n_groups"] == 1)


def _packed(sizes: Ints, without: NDArray[np.bool_], size: int, at: int = 0) -> tuple[Ints, int]:
    """The group of each story or text, -1 of those that are in none: whole ones, of at most `size` articles where that
    is possible, numbered from `at`; and the number behind the last."""
    number, held = np.full(len(sizes), -1), 0
    for k in np.flatnonzero(~without):
        if held and held + sizes[k] > size:
            at, held = at + 1, 0
        number[k], held = at, held + sizes[k]
    return number, int(at + (held > 0))


def _texts_of(plan: Plan, of: Sequence[str], large: NDArray[np.bool_]) -> Ints:
    """The text of each article that is in a large story and has others of its text, else -1."""
    found = []
    for part in of:
        copies = parts.read(plan, "copies", part, ["text_id", "n_articles"])
        found.append(copies["text_id"].where(copies["n_articles"] > 1, -1).to_numpy(np.int64))
    return np.where(large, np.concatenate(found), -1)


def _too_large(sizes: Ints, large: NDArray[np.bool_], hashes: NDArray) -> str:
    without = "which have no `story`, " if hashes[large].tolist() == hash_array(np.array([""], object)).tolist() else ""
    return (
        f"not for {sizes[large].sum():,} of {sizes.sum():,} articles, {without}as a story of more than {STORY:,} "
        "articles is no one event"
    )


# The articles of a group, from all parts that have one


def deal(part: str, plan: Plan) -> Entry:
    """Cut the part's tables into the rows of each group: a story may lie in many parts, and is read from each alone."""
    ids = parts.read(plan, "articles", part, ["article_id"])["article_id"]
    number = parts.kept(plan, "groups", part)["group"].to_numpy()
    group_of = dict(zip(ids, number.tolist(), strict=True))
    present = np.unique(number[number >= 0])
    for name in _compared(plan):
        table = parts.arrow(plan, name, part)
        of = np.array([group_of[article] for article in table["article_id"].to_pylist()], np.int64)
        order = np.argsort(of, kind="stable")
        starts, ends = (np.searchsorted(of[order], present, side=side) for side in ("left", "right"))
        cut = (table.take(order[a:b]) for a, b in zip(starts, ends, strict=True))
        parts.keep_batches(plan, f"stories/{name}", part, table.schema, cut)
    return parts.complete(plan, "deal", part, n_articles=len(ids))


def compare(task: tuple[str, Group], plan: Plan) -> Entry:
    """Compare the articles of some whole stories; of a text in a story that is too large only its editions."""
    part, group = task
    tables = _of_group(plan, group)
    made = {}
    with with_study(plan) as study:
        if plan.reuse:
            words = reuse.Shared(tables["articles"], tables["lines"], tables["quotes"])
            made["edits"] = edits.find(words, tables["copies"], tables)
        if group.by == STORIES:
            pipeline.compare_stories(tables, study, apart=not group.alone)
            made |= {name: tables[name] for name in ("variants", "omissions", "findings")}
            made["rejects"] = strangers(tables)
    for name, column in NUMBERED.items():
        if name in made:
            made[name] = made[name].assign(**{column: made[name][column] + int(part) * STRIDE})
    files = [parts.write(plan, n, f"stories-{part}" if n == "rejects" else part, t) for n, t in made.items()]
    n, doubts = len(tables["articles"]), len(made.get("rejects", ()))
    return parts.complete(plan, "stories", part, files=files, n_articles=n, doubt=doubts)


def _of_group(plan: Plan, group: Group) -> dict[str, pd.DataFrame]:
    """The tables of a group's articles, from all parts that have one."""
    return {
        name: schema.from_arrow(
            pa.concat_tables([parts.kept_batch(plan, f"stories/{name}", part, n) for part, n in group.places]), name
        )
        for name in _compared(plan)
    }


def _compared(plan: Plan) -> tuple[str, ...]:
    return (*COMPARED, "copies") if plan.reuse else COMPARED
