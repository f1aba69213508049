"""Imbalance: in what the outlets' articles differ before anything is compared: length, genre, date, shared copy.

A rate that differs between outlets may differ for one of these reasons, and they stand before any result.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.evidence import balance
from analysis.wording import listed, noun

LONGER = 1.5
"""A median article that is so many times as long as another outlet's is told."""
MOSTLY = 0.5
"""An outlet of whose words more than this share stands in other articles too is told."""


def find(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """In what the outlets' articles differ, a sentence each; none where they are alike as far as the tables tell.

    Args:
        tables: `articles, lines`; `passages` and `copies` if there are any.

    Note: what cannot be seen is not told: an outlet's section, its place, what else it published.

    >>> from analysis import corpus
    >>> short, long = "Bridge closed\\n\\nIt is shut.", "Road shut\\n\\nThe road over the hill is shut, a mayor said."
    >>> find(corpus.from_texts(["a", "b"], [short, long]))
    ['Length: from 3 words (article a) to 10 (article b), median article.']
    """
    articles = tables["articles"]
    if articles["outlet_key"].nunique() < 2:
        return []
    return [*_length(articles), *_genre(articles), *_dates(articles), *_copy(tables)]


def _length(articles: pd.DataFrame) -> Iterator[str]:
    middle = articles.groupby("outlet_key", sort=False)["n_words"].median()
    short, long = middle.idxmin(), middle.idxmax()
    if middle[long] >= LONGER * middle[short] and middle[long] > 0:
        yield f"Length: from {middle[short]:,.0f} words ({short}) to {middle[long]:,.0f} ({long}), median article."


def _genre(articles: pd.DataFrame) -> Iterator[str]:
    """Genres that an article names itself, where their shares are not the same in all outlets."""
    named = articles[articles["genre"].notna()]
    sizes = articles["outlet_key"].value_counts(sort=False)
    for genre, own in named.groupby("genre", sort=True):
        counts = own["outlet_key"].value_counts(sort=False).reindex(sizes.index, fill_value=0)
        shares = counts / sizes
        if shares.max() == shares.min():
            continue
        some = counts[counts > 0].sort_values(ascending=False, kind="stable")
        told = [f"{n:,} of {sizes[key]:,} in {key}" for key, n in some.head(3).items()]
        without = int((counts == 0).sum())
        if without:
            told.append(f"none in {without:,} other {noun('outlet', without)}")
        yield f"Genre: articles that call themselves {genre}: {listed(told)}."


def _dates(articles: pd.DataFrame) -> Iterator[str]:
    """Two outlets, dated to the day, of which one had ended before the other began."""
    dated = articles[articles["published_precision"] == "day"]
    partly = set(articles.loc[articles["published_precision"].fillna("") != "day", "outlet_key"])
    dated = dated[~dated["outlet_key"].isin(partly)]
    if dated["outlet_key"].nunique() < 2:
        return
    ends = dated.groupby("outlet_key", sort=False)["published"].agg(["min", "max"])
    early, late = ends["max"].idxmin(), ends["min"].idxmax()
    if ends.at[early, "max"] < ends.at[late, "min"]:
        before = _dated(dated[dated["outlet_key"] == early], "end", ends.at[early, "max"])
        after = _dated(dated[dated["outlet_key"] == late], "begin", ends.at[late, "min"])
        yield f"Date: {before}, {after}; who writes later may know more."


def _dated(own: pd.DataFrame, does: str, day: str) -> str:
    """*The articles of Post end on a day*; of one article, *the article of Post is of that day*."""
    name, is_named = own["outlet_key"].iloc[0], own["outlet"].notna().all()
    if len(own) > 1:
        return f"the articles of {name} {does} on {day}"
    return f"{f'the article of {name}' if is_named else name} is of {day}"


def _copy(tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    if "passages" not in tables:
        return
    found = balance.find(tables)
    found = found[found["n_words"] > 0]
    share = (found["copied_words"] / found["n_words"]).astype(float)
    mostly = found[share > MOSTLY]
    if len(mostly):
        told = [f"{share[i]:.0%} of the words of {key}" for i, key in mostly["outlet_key"].head(3).items()]
        more = len(mostly) - len(told)
        rest = f", and most words of {more:,} other {noun('outlet', more)}," if more else ""
        yield f"How many words other articles share (quotations among them): {listed(told)}{rest} stand elsewhere, too."
