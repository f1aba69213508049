"""Which articles a class reads: of one story, of outlets and texts that differ, those that differ most."""

import random
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import InputError

CANDIDATES = 400
"""So many articles are compared; of more, so many are drawn by chance."""
ENOUGH = 100
"""Words of the shortest body that is picked while there are longer ones."""


class Choice(NamedTuple):
    """Ids of the articles in the order of the pack, and how they were picked, in a sentence."""

    articles: list[str]
    how: str


def pick(tables: Mapping[str, pd.DataFrame], n: int, seed: int) -> Choice:
    """Pick `n` articles that differ most from one another, and put them in an order that chance decides.

    Of a corpus with several stories, the one with most articles; of equals see `_story`. Two articles differ by their
    shares of softening and strengthening words in the articles' own voice, by the share of quoted words, and by where
    their headlines stand on the study's propositions, each in standard deviations; the first two are those that differ
    most, and each further one that whose nearest neighbour among them is farthest.

    Raises:
        InputError: fewer than two articles.
    """
    own, of_what = _story(tables["articles"])
    if len(own) < 2:
        raise InputError(f"a class compares articles, and there is {'one' if len(own) else 'none'}; give two or more")
    chance = random.Random(seed)
    if len(own) <= n:
        ids = list(own["article_id"])
        chance.shuffle(ids)
        return Choice(ids, f"All {len(ids)} articles{of_what}.")
    ids = _apart(own, tables["copies"], n)
    drawn = ""
    if len(ids) > CANDIDATES:
        ids = sorted(chance.sample(ids, CANDIDATES))
        drawn = f" Compared were {CANDIDATES:,}, drawn by chance."
    values = profiles(ids, tables)
    found = [ids[i] for i in farthest(values, n)]
    chance.shuffle(found)
    how = (
        f"{n} of the {len(own):,} articles{of_what}: of those that differ in outlet and text (as far as there are so "
        "many), the ones that differ most in how much they soften, strengthen and quote, and in where their headlines "
        f"stand.{drawn}"
    )
    return Choice(found, how)


def _story(articles: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The articles of one story, its name and why it is the one, in words; all where there are no stories.

    The story of most articles; of equals that of most outlets, then the earliest: by the first day that its articles
    state, undated ones last; then the first in the corpus.
    """
    told = articles[articles["story"].notna()]
    if told.empty:
        return articles, ""
    stories = (
        told.groupby("story", sort=False)
        .agg(articles=("article_id", "size"), outlets=("outlet_key", "nunique"), day=("published", "min"))
        .sort_values(["articles", "outlets", "day"], ascending=[False, False, True], kind="stable")
    )
    story = stories.index[0]
    why = f", {_reason(stories.iloc[0], stories.iloc[1])}" if len(stories) > 1 else ""
    return told[told["story"] == story], f" of the story “{story}”{why}"


def _reason(first: pd.Series, second: pd.Series) -> str:
    """By what the first story stands before the second."""
    if first["articles"] > second["articles"]:
        return "which most articles tell"
    if first["outlets"] > second["outlets"]:
        return "which most outlets tell of those that most articles tell"
    alike = "of those that most articles and most outlets tell"
    if pd.notna(first["day"]) and (pd.isna(second["day"]) or first["day"] < second["day"]):
        return f"the earliest by stated dates {alike}"
    return f"the first in the corpus {alike}"


def _apart(own: pd.DataFrame, copies: pd.DataFrame, n: int) -> list[str]:
    """The candidates: long enough, one an outlet and one a text, as long as that leaves `n`."""
    found = own.merge(copies[["article_id", "text_id"]], on="article_id", how="left")
    for narrower in (
        lambda rows: rows[rows["n_words"] >= ENOUGH],
        lambda rows: rows.drop_duplicates("text_id"),
        lambda rows: rows.drop_duplicates("outlet_key"),
    ):
        narrow = narrower(found)
        found = narrow if len(narrow) >= n else found
    return list(found["article_id"])


def profiles(ids: list[str], tables: Mapping[str, pd.DataFrame]) -> np.ndarray:
    """How each article tells: a row an article, a column a measure, in standard deviations."""
    measures = tables["measures"]
    voiced = measures[measures["voice"].isin(["narrator", "quoted"])]
    voiced = voiced.assign(
        what=voiced["signal"] + " " + voiced["measure"] + " " + voiced["voice"],
        rate=(voiced["count"] / voiced["exposure"].where(voiced["exposure"] > 0)).fillna(0.0),
    )
    wide = voiced.pivot_table(index="article_id", columns="what", values="rate", aggfunc="first")
    keep = [c for c in wide if c in ("hedges uncertainty narrator", "hedges boosters narrator", "quotes words quoted")]
    wide = wide.reindex(index=ids, columns=keep).fillna(0.0)
    heads = tables["claims"][tables["claims"]["part"] == "headline"]
    if len(heads):
        stands = heads.assign(at=heads["stance"].map({"for": 1.0, "against": -1.0}).fillna(0.0))
        by_claim = stands.pivot_table(index="article_id", columns="proposition", values="at", aggfunc="first")
        wide = wide.join(by_claim.reindex(ids).fillna(0.0))
    values = wide.to_numpy(dtype=float)
    spread = values.std(axis=0)
    return (values - values.mean(axis=0)) / np.where(spread > 0, spread, 1.0)


def farthest(values: np.ndarray, n: int) -> list[int]:
    """Row numbers of `n` rows far from one another: the farthest two, then always the row farthest from its nearest.

    >>> farthest(np.array([[0.0], [1.0], [5.0], [9.0]]), 3)
    [0, 3, 2]
    """
    apart = np.linalg.norm(values[:, None, :] - values[None, :, :], axis=2)
    first, second = divmod(int(apart.argmax()), len(values))
    found = [first, second] if first != second else [0, 1]
    while len(found) < n:
        nearest = apart[:, found].min(axis=1)
        nearest[found] = -1.0
        found.append(int(nearest.argmax()))
    return found[:n]
