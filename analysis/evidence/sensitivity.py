"""Sensitivity: does a contrast survive other choices that could as well have been made?

Each contrast of an outlet with the others (in the article's own wording, where a measure is split by voice) is worked
out again: with copies counted once, with all voices together, per sentence, with a stricter and a broader list of
words, without each category, without each word that is counted (of a share of verbs, deeds or sources: without each
verb, deed, or noun of an unnamed source, as if no list had it), without each article. It holds in a path if it keeps
its sign and half of its size, and the outlet its rank.

References: Steegen, S., Tuerlinckx, F., Gelman, A., Vanpaemel, W. (2016), Increasing transparency through a multiverse
analysis, Perspectives on Psychological Science 11(5); for word lists Pipal, C., Song, H., Boomgaarden, H. G. (2022),
If you have choices, why not choose (and share) all of them?, Digital Journalism.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis import schema
from analysis.evidence import estimate, measure
from analysis.evidence.contrasts import Contrasts, Paths, columns, without_articles
from analysis.evidence.estimate import Grid
from analysis.evidence.interval import Floats
from analysis.evidence.measure import Measure
from analysis.study import Actor
from analysis.wording import noun

HOLDS = 0.9
"""A contrast is a finding only if it holds in this share of the paths, each kind of path weighing the same: a choice
that undoes it altogether (copies counted once) then keeps it from being one; one of several lists does not."""
SINGLE = ("word", "article")
"""Kinds of paths none of which may undo a finding: what one word or one article makes is no habit of an outlet."""
NAMED = 10
"""Paths of a kind that are named where they undo a contrast, those first that move it most; the others are counted."""
BASE = "as it is"
KINDS = (BASE, "copies", "voice", "exposure", "list", "category", *SINGLE)
CONTRAST = ["outlet_key", "signal", "measure", "voice"]


def find(
    tables: Mapping[str, pd.DataFrame],
    rules: Sequence[Measure],
    lists: Mapping[str, pd.DataFrame] | None = None,
    actors: Sequence[Actor] = (),
) -> pd.DataFrame:
    """Work each contrast out again in every path.

    Outlets with `estimate.FEWEST` separately worded texts are compared, if there are two of them; else all outlets
    are: that describes whether the order of these articles survives, and infers nothing.

    Args:
        tables: `articles, sentences, quotes, cues, agency, copies, measures`, of all articles.
        rules: the measures.
        lists: the cues of hedges that other lists of words find, by what the list is called.
        actors: the study's actors, by whose names speakers are known.

    Returns: table `paths`. What undoes a contrast has a row of its own (up to `NAMED` a kind); the paths of a kind
        that do not are one row, which names the one that comes nearest to it.

    Note: one choice is changed at a time, never two together. An article without anything to count in is no path.
    """
    table = estimate.grid(tables["measures"])
    compared = _compared(table, tables["copies"])
    rows = [
        row
        for rule in rules
        for contrasts in [Contrasts.of(table, rule, compared)]
        if contrasts is not None
        for paths in _all(contrasts, table, rule, tables, lists or {}, actors)
        for row in paths
    ]
    return schema.from_rows("paths", rows)


def survival(paths: pd.DataFrame) -> pd.DataFrame:
    """How each contrast fares in all paths.

    Returns one row a contrast: `outlet_key, signal, measure, voice`; `holds_in`, the share of paths in which it holds,
    each kind weighing the same; `undone_by`, the single words and articles without which it does not hold, in a
    sentence's words; `survives`, if it holds in `HOLDS` of the paths and nothing single undoes it; `n_tied`, how many
    other outlets have the very same rate (mostly none at all), so that its rank is not its own.

    >>> paths = pd.DataFrame({"outlet_key": "Post", "signal": "hedges", "measure": "uncertainty", "voice": "narrator",
    ...     "kind": ["copies", "word", "word"], "without": ["one_per_text", "may", "seem"], "n": [1, 1, 9],
    ...     "rate": 9.0, "holds": [True, False, True]})
    >>> survival(paths)[["holds_in", "undone_by", "survives"]].values.tolist()
    [[0.95, 'the word “may”', False]]
    """
    base = paths[paths["kind"] == BASE]
    tied = base.groupby(["signal", "measure", "voice", "rate"])["outlet_key"].transform("size") - 1
    n_tied = dict(zip(base[CONTRAST].itertuples(index=False, name=None), tied, strict=True))
    varied = paths[paths["kind"] != BASE]
    rows = []
    for key, own in varied.groupby(CONTRAST, sort=False):
        n = own.groupby("kind")["n"].sum()
        held = own[own["holds"]].groupby("kind")["n"].sum().reindex(n.index, fill_value=0)
        share = float((held / n).mean())
        undoing = own[~own["holds"] & own["kind"].isin(SINGLE)]
        named = [_called(kind, name) for kind, name in zip(undoing["kind"], undoing["without"], strict=True)]
        survives = share >= HOLDS and not named
        rows.append((*key, round(share, 3), "; ".join(named) or pd.NA, survives, int(n_tied.get(key, 0))))
    found = pd.DataFrame(rows, columns=[*CONTRAST, "holds_in", "undone_by", "survives", "n_tied"])
    return found.astype({"undone_by": "string"})


def _called(kind: str, name: Any) -> str:
    if pd.isna(name):
        return f"other {'words' if kind == 'word' else 'articles'}"
    return f"the {noun('word', 1 + str(name).count(' '))} “{name}”" if kind == "word" else f"article {name}"


def _compared(table: Grid, copies: pd.DataFrame) -> np.ndarray:
    """The outlets that are compared: those with enough texts, or, where there are not two of these, all."""
    texts = dict(zip(copies["article_id"], copies["text_id"], strict=True))
    number = pd.Series([texts[a] for a in table.articles]).groupby(table.outlet).nunique()
    enough = number.reindex(range(len(table.outlets)), fill_value=0).to_numpy() >= estimate.FEWEST
    return enough if enough.sum() > 1 else np.ones(len(table.outlets), dtype=bool)


def _all(
    it: Contrasts,
    table: Grid,
    rule: Measure,
    tables: Mapping[str, pd.DataFrame],
    lists: Mapping[str, pd.DataFrame],
    actors: Sequence[Actor],
) -> Iterator[list[dict[str, Any]]]:
    """Rows of table `paths`, for each outlet that is compared and differs from the others at all."""
    base = it.paths(BASE, [BASE], it.sums(it.counts), it.sums(it.exposures))
    every = [base, *_choices(it, table, rule, tables, lists), *_without_words(it, table, rule, tables, actors)]
    for k in np.flatnonzero(it.compared):
        if not abs(base[k].rate[0] - base[k].others[0]) > 0:  # the others may have no rate
            continue
        key = dict(zip(CONTRAST, (it.outlets[k], *it.key), strict=True))
        of_outlet = [*(paths[k] for paths in every), without_articles(it, int(k), table.articles)]
        yield [{**key, **row} for paths in of_outlet for row in _rows(paths, it.scale)]


def _choices(
    it: Contrasts, table: Grid, rule: Measure, tables: Mapping[str, pd.DataFrame], lists: Mapping[str, pd.DataFrame]
) -> Iterator[list[Paths]]:
    """The paths that change a choice that others would have made otherwise."""
    kept = set(tables["copies"].loc[tables["copies"]["kept"], "article_id"])
    once = np.array([a in kept for a in table.articles], dtype=float)
    yield it.paths("copies", [estimate.ONE_PER_TEXT], it.sums(it.counts * once), it.sums(it.exposures * once))
    if len(rule.voices) > 1 and rule.signal != "quotes":
        mine = columns(table, rule, rule.voices)
        count, exposure = (values[:, mine].sum(axis=1) for values in (table.counts, table.exposure))
        yield it.paths("voice", ["all voices"], it.sums(count), it.sums(exposure))
    if rule.per == measure.WORDS:
        body = tables["sentences"]["part"] == measure.BODY
        number = tables["sentences"].loc[body, "article_id"].value_counts()
        sentences = it.sums(number.reindex(table.articles, fill_value=0).to_numpy(dtype=float))
        yield it.paths("exposure", ["sentences of the body"], it.sums(it.counts), sentences)
    if rule.of_cues:
        exposure = it.sums(it.exposures)
        others = [_of_list(it, table, rule, cues, tables["sentences"]) for cues in lists.values()]
        if others and rule.signal == "hedges":
            yield it.paths("list", list(lists), np.hstack([own.sum(axis=1)[:, None] for own, _ in others]), exposure)
        own, names = _of_list(it, table, rule, tables["cues"], tables["sentences"], "category")
        if len(names) > 1:
            yield it.paths("category", names, it.sums(it.counts) - own, exposure)


def _without_words(
    it: Contrasts, table: Grid, rule: Measure, tables: Mapping[str, pd.DataFrame], actors: Sequence[Actor]
) -> Iterator[list[Paths]]:
    """The paths that leave out a word: of words per thousand what it counts, of a share also what that is out of."""
    if rule.of_cues:
        own, names = _of_list(it, table, rule, tables["cues"], tables["sentences"])
        out_of = np.zeros_like(own)
    else:
        units = measure.of_share(tables, rule, actors)
        out_of, names = _by_outlet(it, table, units[units["entry"].notna()], "entry")
        counted, found = _by_outlet(it, table, units[units["entry"].notna() & units["counted"]], "entry")
        own = np.zeros_like(out_of)
        own[:, [names.index(name) for name in found]] = counted
    if names:
        yield it.paths("word", names, it.sums(it.counts) - own, it.sums(it.exposures) - out_of)


def _of_list(
    it: Contrasts, table: Grid, rule: Measure, cues: pd.DataFrame, sentences: pd.DataFrame, column: str = "entry"
) -> tuple[Floats, list[str]]:
    """The cues of a measure in its own voice, by outlet (rows) and category or entry (columns)."""
    return _by_outlet(it, table, measure.in_body(measure.of_list(cues, rule), sentences), column)


def _by_outlet(it: Contrasts, table: Grid, mine: pd.DataFrame, column: str) -> tuple[Floats, list[str]]:
    """The number of rows, by outlet (rows) and value of a column (columns)."""
    outlet = mine["article_id"].map(dict(zip(table.articles, it.outlet, strict=True)))
    mine, outlet = mine[outlet.notna()], outlet.dropna().astype(int)
    code, names = pd.factorize(mine[column])
    found = np.zeros((len(it.outlets), len(names)))
    np.add.at(found, (outlet.to_numpy(), code), 1)
    return found, names.astype(str).tolist()


def _rows(paths: Paths, scale: float) -> Iterator[dict[str, Any]]:
    """What undoes the contrast path by path, the rest in one row."""

    def row(i: int, n: int, holds: bool, named: bool = True) -> dict[str, Any]:
        rates = {
            name: scale * float(value) if np.isfinite(value) else pd.NA
            for name, value in (("rate", paths.rate[i]), ("rate_others", paths.others[i]))
        }
        without = paths.names[i] if named and paths.kind != BASE else pd.NA
        rank = int(paths.rank[i]) if np.isfinite(paths.rate[i]) else pd.NA
        place = {"rank": rank, "n_outlets": int(paths.n_outlets[i])}
        return {"kind": paths.kind, "without": without, "n": n, **rates, **place, "holds": holds}

    apart = paths.rate - paths.others
    middle = np.nanmedian(apart) if np.isfinite(apart).any() else 0.0
    moved = np.nan_to_num(np.abs(apart - middle), nan=np.inf)
    undone = np.flatnonzero(~paths.holds)
    undone = undone[np.argsort(-moved[undone], kind="stable")]
    for i in undone[:NAMED]:
        yield row(i, 1, False)
    if len(undone) > NAMED:
        yield row(undone[NAMED], len(undone) - NAMED, False, named=False)
    held = np.flatnonzero(paths.holds)
    if len(held):
        yield row(held[np.argmin(np.abs(apart[held]))], len(held), True)
