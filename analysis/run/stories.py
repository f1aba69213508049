"""Stories: the articles of whole stories, gathered from all parts that have one, set beside each other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import pipeline
from analysis.comparison import reuse
from analysis.comparison.reuse import edits
from analysis.corpus.read import strangers
from analysis.run import parts
from analysis.run.parts import Entry
from analysis.run.plan import Plan
from analysis.run.tasks import with_study

STORY = 2000
"""Articles of the largest story that is compared as one: more are no event that each article could tell."""
COMPARED = ("articles", "lines", "sentences", "quotes", "cues", "mentions", "claims")
STRIDE = 10**9
"""Clusters, items and pairs of the n-th group of stories are numbered from n times this."""
NUMBERED = {"variants": "cluster_id", "omissions": "item_id", "edits": "pair"}


class Group(NamedTuple):
    """Articles that are compared by one task: those of whole stories, or of whole texts; `parts` have all of them."""

    names: tuple[str | int, ...]
    parts: tuple[str, ...]
    by: str = "story"
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
        if group.by == "story":
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
    found: dict[str, list[pd.DataFrame]] = {}
    for part in group.parts:
        own = parts.read(plan, "articles", part)
        texts = parts.read(plan, "copies", part) if plan.reuse else None
        if group.by == "story":
            own = own[own["story"].fillna("").isin(group.names)]
        elif texts is not None:
            own = own[own["article_id"].isin(texts["article_id"][texts["text_id"].isin(group.names)])]
        ids = pc.field("article_id").isin(pa.array(own["article_id"].tolist(), pa.string()))
        found.setdefault("articles", []).append(own)
        for name in COMPARED[1:]:
            found.setdefault(name, []).append(parts.read(plan, name, part, within=ids))
        if texts is not None:
            found.setdefault("copies", []).append(texts[texts["article_id"].isin(own["article_id"])])
    return {name: pd.concat(tables, ignore_index=True) for name, tables in found.items()}


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
    found = list(_packed(sizes, places, plan.size, large, "story"))
    if large and plan.reuse:
        found += _packed(*_texts_of(plan, of, large), plan.size, set(), "text")
    why = _too_large(sizes, large) if large else ""
    return [(parts.number(n), group._replace(alone=len(found) == 1)) for n, group in enumerate(found)], why


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


def _packed(
    sizes: Mapping[Any, int], places: Mapping[Any, Sequence[str]], size: int, without: set[Any], by: str
) -> Iterator[Group]:
    """Stories or texts in groups of at least `size` articles, in the order in which they are given."""
    names: list[Any] = []
    held = 0
    for name, n in sizes.items():
        if name in without:
            continue
        if names and held + n > size:
            yield Group(tuple(names), _places(names, places), by)
            names, held = [], 0
        names.append(name)
        held += n
    if names:
        yield Group(tuple(names), _places(names, places), by)


def _places(names: Sequence[Any], places: Mapping[Any, Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted({part for name in names for part in places[name]}))
