"""Estimates: each outlet's rates with intervals, and how they differ from the other outlets'.

What is estimated (`ESTIMAND`) is not these articles, which are counted exactly, but the outlet's coverage of these
events, of which they are taken as a sample: how else could it have told them? With fewer than `FEWEST` separately
worded texts an outlet nothing is inferred.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import schema
from analysis.evidence import interval, measure
from analysis.evidence.chance import CONFIDENCE
from analysis.evidence.interval import Floats, Limits
from analysis.wording import several

FEWEST = 8
"""Separately worded texts that an outlet must have, and so must the others together. The smallest number of articles an
outlet at which 95 % intervals of known differences hold in 93–97 % of simulated corpora, with two, five and twenty
outlets, and chance differences stay at .065 or less: `python -m tests.benchmarks.intervals`."""
ARTICLES, COVERAGE = "these articles", "the outlet’s coverage of these events"
ESTIMAND = (
    "Intervals are about the outlet’s coverage of these events, of which the articles at hand are taken as a sample: "
    "how far might a rate have come out otherwise, had other texts of the same outlet been written or found? The "
    "articles themselves are counted exactly. Articles that were not chosen by chance are a sample by assumption only."
)
METHOD = "texts as units of chance, CR2, log scale, Satterthwaite t, MOVER"
TOO_FEW = f"{{}} to count in, {FEWEST} are needed"
NOTHING = "nothing was counted, or every text has the same rate: no interval"
OTHERS = "the other outlets"
ALL, ONE_PER_TEXT = "all", "one_per_text"
RATE, DIFFERENCE, RATIO = "rate", "difference", "ratio"
KEY = ["signal", "measure", "voice", "per"]
CELLS = 4_000_000
"""Texts × measures that are worked on at a time, for the sake of memory."""


class Grid(NamedTuple):
    """Table `measures` as arrays: a row an article, a column a measure and voice (the rows of `of`)."""

    articles: list[str]
    outlet: np.ndarray
    outlets: list[str]
    of: pd.DataFrame
    counts: Floats
    exposure: Floats

    @property
    def scale(self) -> Floats:
        """What each column's rates are multiplied by: 1,000 or, for shares, 1."""
        return self.of["per"].map(lambda per: measure.PER.get(per, 1)).to_numpy(dtype=float)


def grid(measures: pd.DataFrame) -> Grid:
    """Set out table `measures` with a row an article and a column a measure and voice."""
    row, articles = pd.factorize(measures["article_id"])
    column = measures.groupby(KEY, sort=False, dropna=False, observed=True).ngroup().to_numpy()
    of = measures[KEY].drop_duplicates(ignore_index=True).astype(object)
    outlets_of = measures.drop_duplicates("article_id")["outlet_key"]
    outlet, outlets = pd.factorize(outlets_of)
    count, exposure = np.zeros((2, len(articles), len(of)))
    count[row, column], exposure[row, column] = measures["count"], measures["exposure"]
    return Grid(
        articles.tolist(),
        outlet,
        outlets.astype(str).tolist(),
        of,
        count,
        exposure,
    )


def find(measures: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Each outlet's rate of every measure with its interval, and how it differs from the other outlets together.

    Two versions, by column `copies`: `all` articles, each text a unit of chance, however many articles print it; and
    `one_per_text`, in which only the article counts that stands for its text (table `copies`, `kept`).

    Kinds: `rate` (Σcount / Σexposure of the outlet), `difference` (from the rate of all other outlets' articles
    together) and `ratio` (over it), the effect size; its p-value is of a ratio of 1. `p_holm` keeps the chance of any
    false contrast of the version below .05, `p_bh` the share of false ones among those called. Of two outlets only the
    first is set against the other, as the second contrast would be the first one's mirror.

    Args:
        measures: table `measures` of all articles.
        copies: table `copies`.

    Returns: table `estimates`. With fewer than `FEWEST` texts to count in the estimate is missing and `why` says so;
        where nothing was counted, or every text has the same rate, there is no interval. A contrast stands only where
        both sides have enough texts.

    Note: difference and ratio have intervals of their own, and near the border one may leave out no difference where
        the other does not; the ratio, whose p-value it is, decides. Outlets that wrote of different events, at
        different length or in other genres differ for that reason too; see the table of balance first.

    References: see `interval`; Holm, S. (1979), Scandinavian Journal of Statistics 6; Benjamini, Y., Hochberg, Y.
        (1995), Journal of the Royal Statistical Society B 57.
    """
    return adjusted(unadjusted(measures, copies))


def unadjusted(measures: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """What `find` finds, without the p-values that all contrasts decide together: of some measures, or of all."""
    table = grid(measures)
    of_article = copies.set_index("article_id").loc[table.articles]
    text, once = of_article["text_id"].to_numpy(np.int64), of_article["kept"].to_numpy(bool)
    versions = ((ALL, np.ones(len(text), dtype=bool)), (ONE_PER_TEXT, once))
    found = [part for name, rows in versions for part in _version(name, table, text, rows)]
    if not found:
        return schema.empty("estimates")
    rows = pd.concat(found, ignore_index=True).reindex(columns=schema.TABLES["estimates"].names)
    rows = rows.astype(object).where(rows.notna(), pd.NA)
    return schema.build("estimates", {name: rows[name].tolist() for name in rows.columns})


def _version(name: str, table: Grid, text: np.ndarray, rows: np.ndarray) -> Iterator[pd.DataFrame]:
    """The estimates of one version, unadjusted: a part for each outlet and kind."""
    outlet = table.outlet[rows]
    present = np.unique(outlet)
    number = np.unique(text[rows], return_inverse=True)[1]
    n_texts = int(number.max(initial=-1)) + 1
    step = max(1, CELLS // max(1, n_texts))
    for at in range(0, len(table.of), step):
        columns = slice(at, at + step)
        count, exposure = table.counts[rows, columns], table.exposure[rows, columns]
        of, scale = table.of.iloc[columns], table.scale[columns]
        every = [by_text(values, number, n_texts) for values in (count, exposure)]
        for k in present:
            own = outlet == k
            one = interval.rates(*(by_text(values[own], number[own], n_texts) for values in (count, exposure)))
            described = {
                "copies": name,
                "outlet_key": table.outlets[k],
                "n_articles": (exposure[own] > 0).sum(axis=0),
                "n_texts": one.texts,
                "count": one.counted,
                "exposure": one.exposure,
                "confidence": CONFIDENCE,
                "method": METHOD,
            }
            few = one.texts < FEWEST
            yield _part(of, described, RATE, interval.of_rate(one), scale, few, ~interval.computable(one))
            if len(present) < 2 or (len(present) == 2 and k != present[0]):
                continue
            own_sums = (by_text(values[own], number[own], n_texts) for values in (count, exposure))
            other = interval.rates(*(total - part for total, part in zip(every, own_sums, strict=True)))
            enough = ~few & (other.texts >= FEWEST)
            if not enough.any():
                continue
            against = OTHERS if len(present) > 2 else table.outlets[present[1]]
            described |= {"against": against, "n_texts_against": other.texts}
            contrast = interval.contrast(one, other)
            none = ~(interval.computable(one) & interval.computable(other))
            for kind, limits, p in ((DIFFERENCE, contrast.difference, None), (RATIO, contrast.ratio, contrast.p)):
                part = _part(of, described, kind, limits, scale, ~enough, none)
                yield part.assign(p=np.nan if p is None else p)[enough]


def by_text(values: Floats, number: np.ndarray, n_texts: int) -> Floats:
    """The rows of `values` added up by the number of their text.

    >>> by_text(np.array([[1.0], [2.0], [4.0]]), np.array([1, 0, 1]), 3).tolist()
    [[2.0], [5.0], [0.0]]
    """
    found = np.zeros((n_texts, values.shape[1]))
    if len(number):
        order = np.argsort(number, kind="stable")
        at, first = np.unique(number[order], return_index=True)
        found[at] = np.add.reduceat(values[order], first, axis=0)
    return found


def _part(
    of: pd.DataFrame, described: dict, kind: str, limits: Limits, scale: Floats, few: np.ndarray, no: np.ndarray
) -> pd.DataFrame:
    """The rows of one outlet and kind, one a measure; there may be `few` texts to count in, or `no` interval."""
    share = scale == 1
    least = np.where(share, {RATE: 0.0, DIFFERENCE: -1.0}.get(kind, -np.inf), -np.inf)
    most = np.where(share & (kind != RATIO), 1.0, np.inf)
    by = 1.0 if kind == RATIO else scale
    estimate, low, high = (np.where(few, np.nan, by * np.clip(values, least, most)) for values in limits)
    why = [
        TOO_FEW.format(several(n, "separately worded text")) if n < FEWEST else NOTHING if without else None
        for n, without in zip(described["n_texts"], no, strict=True)
    ]
    return of.assign(
        **described,
        kind=kind,
        estimate=estimate,
        low=low,
        high=high,
        estimand=[ARTICLES if nothing else COVERAGE for nothing in few | no],
        why=why,
    )


def adjusted(rows: pd.DataFrame) -> pd.DataFrame:
    """Table `estimates` with p-values adjusted over all contrasts of each version."""
    from scipy.stats import false_discovery_control

    rows = rows.copy()
    for _, version in rows.groupby("copies", sort=False):
        tested = version.index[version["p"].notna()]
        if len(tested):
            p = rows.loc[tested, "p"].to_numpy(dtype=float)
            rows.loc[tested, "p_holm"], rows.loc[tested, "p_bh"] = holm(p), false_discovery_control(p)
    return rows


def holm(p: Floats) -> Floats:
    """P-values after Holm: the smallest times their number, the next times one less, and so on, never falling.

    Not statsmodels' `multipletests`, which lets Python collect garbage at every call: seconds, in a large corpus.

    >>> holm(np.array([0.04, 0.01, 0.5])).round(2).tolist()
    [0.08, 0.03, 0.5]
    """
    order = np.argsort(p, kind="stable")
    found = np.empty(len(p))
    found[order] = np.minimum(1, np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)))
    return found
