"""Stories: the articles of whole stories, gathered from all parts that have one, set beside each other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis import pipeline, schema
from analysis.comparison import reuse
from analysis.comparison.reuse import edits
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


def deal(part: str, plan: Plan) -> Entry:
    """Cut the part's tables into the rows of each group: a story may lie in many parts, and is read from each alone."""
    number = {by: _kept_numbers(plan, by) for by in (STORIES, TEXTS)}
    articles = parts.read(plan, "articles", part, ["article_id", "story"])
    group_of = dict(zip(articles["article_id"], articles["story"].fillna("").map(number[STORIES]), strict=True))
    if number[TEXTS]:  # of those whose story is too large
        copies = parts.read(plan, "copies", part, ["article_id", "text_id"])
        texts = zip(copies["article_id"], copies["text_id"].map(number[TEXTS]), strict=True)
        group_of |= {article: n for article, n in texts if pd.isna(group_of[article])}
    group_of = {article: int(n) for article, n in group_of.items() if not pd.isna(n)}
    present = sorted(set(group_of.values()))
    for name in _compared(plan):
        table = parts.arrow(plan, name, part)
        of = np.array([group_of.get(article, -1) for article in table["article_id"].to_pylist()], np.int64)
        order = np.argsort(of, kind="stable")
        starts, ends = (np.searchsorted(of[order], present, side=side) for side in ("left", "right"))
        cut = (table.take(order[a:b]) for a, b in zip(starts, ends, strict=True))
        parts.keep_batches(plan, f"stories/{name}", part, table.schema, cut)
    return parts.complete(plan, "deal", part, n_articles=len(articles))


def _kept_numbers(plan: Plan, by: str) -> dict[Any, int]:
    found = parts.kept(plan, "groups", by)
    return dict(zip(found["name"].to_pylist(), found["group"].to_pylist(), strict=True))


# Which articles are compared by one task


def groups(plan: Plan, of: Sequence[str]) -> tuple[list[tuple[str, Group]], str]:
    """Whole stories in groups of a part's size, in order of their first articles; then the texts of large stories.

    Returns: the groups by name; and why articles of stories that are too large are not compared, if there are any.
    """
    sizes: Counter[str] = Counter()
    places: dict[str, list[str]] = {}
    for part in of:
        told = parts.read(plan, "articles", part, ["story"])["story"].fillna("")
        for story, n in told.value_counts(sort=False).items():
            sizes[str(story)] += int(n)
            places.setdefault(str(story), []).append(part)
    large = {story for story, n in sizes.items() if n > STORY}
    packed: list[tuple[str, list[Any], Mapping[Any, list[str]]]]
    packed = [(STORIES, names, places) for names in _packed(sizes, plan.size, large)]
    if large and plan.reuse:
        texts, places_of_texts = _texts_of(plan, of, large)
        packed += [(TEXTS, names, places_of_texts) for names in _packed(texts, plan.size, set())]
    for by, kind in ((STORIES, pa.string()), (TEXTS, pa.int64())):
        numbered = [(name, n) for n, (own, names, _) in enumerate(packed) if own == by for name in names]
        columns = [pa.array([name for name, _ in numbered], kind), pa.array([n for _, n in numbered], pa.int64())]
        parts.keep(plan, "groups", by, pa.table(columns, names=["name", "group"]))
    in_part: Counter[str] = Counter()  # groups of each part so far: the number of the next one's rows in it
    found = []
    for n, (by, names, lie) in enumerate(packed):
        own_parts = sorted({part for name in names for part in lie[name]})
        found.append((parts.number(n), Group(tuple((part, in_part[part]) for part in own_parts), by, len(packed) == 1)))
        in_part.update(own_parts)
    return found, _too_large(sizes, large) if large else ""


def _too_large(sizes: Mapping[str, int], large: set[str]) -> str:
    n = sum(sizes[story] for story in large)
    without = "which have no `story`, " if large == {""} else ""
    return (
        f"not for {n:,} of {sum(sizes.values()):,} articles, {without}as a story of more than {STORY:,} articles is no "
        "one event"
    )


def _texts_of(plan: Plan, of: Sequence[str], large: set[str]) -> tuple[Counter[int], dict[int, list[str]]]:
    """The texts of several articles in stories that are too large to be compared."""
    sizes: Counter[int] = Counter()
    places: dict[int, list[str]] = {}
    for part in of:
        articles = parts.read(plan, "articles", part, ["article_id", "story"])
        own = articles["article_id"][articles["story"].fillna("").isin(large)]
        copies = parts.read(plan, "copies", part, ["article_id", "text_id", "n_articles"])
        copies = copies[(copies["n_articles"] > 1) & copies["article_id"].isin(own)]
        for text, n in copies["text_id"].value_counts(sort=False).items():
            sizes[int(text)] += int(n)
            places.setdefault(int(text), []).append(part)
    return sizes, places


def _packed(sizes: Mapping[Any, int], size: int, without: set[Any]) -> Iterator[list[Any]]:
    """Stories or texts in groups of at least `size` articles, in the order in which they are given."""
    names: list[Any] = []
    held = 0
    for name, n in sizes.items():
        if name in without:
            continue
        if names and held + n > size:
            yield names
            names, held = [], 0
        names.append(name)
        held += n
    if names:
        yield names
