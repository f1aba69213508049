"""Balance: what each outlet brings to a corpus, before any result: articles, words, dates, furniture, shared copy."""

from collections.abc import Mapping

import pandas as pd

from analysis import schema
from analysis.spans import merge
from analysis.words import count_words

COLUMNS = (
    "outlet_key", "is_stated", "n_articles", "n_words", "median_words", "genres", "first", "last", "n_undated",
    "furniture_words", "all_words", "copied_words", "n_texts",
)  # fmt: skip


def find(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What each outlet brings, the one with most articles first and those without a stated outlet last.

    Args:
        tables: `articles, lines`; `passages` and `copies` if there are any.

    Returns: one row an `outlet_key`: `is_stated`; `n_articles`; `n_words` of the bodies; `median_words` of an article's
        body; `genres` that articles name themselves, with how many do (missing where none does); `first` and `last`
        day, month or year of publication (missing where none is stated), `n_undated` articles; `furniture_words` of
        `all_words`
        (what the site or the editors put around the story, of all that stands on the page); `copied_words` (words of
        the body that another article shares in a passage) and `n_texts` (separately worded texts of the corpus that
        the outlet's articles are): missing without the tables.

    Note: shares are of words, so that a long caption weighs more than a button. Shared words are shared with any other
        article, of the same outlet too.

    >>> from analysis import corpus
    >>> found = find(corpus.from_texts(["a", "b"], ["Bridge closed\\n\\nIt is shut.", "Road shut\\n\\nIt is."]))
    >>> found[["outlet_key", "n_articles", "n_words", "n_undated"]].values.tolist()
    [['article a', 1, 3, 1], ['article b', 1, 2, 1]]
    """
    articles = tables["articles"]
    per_article = pd.DataFrame(
        {
            "outlet_key": articles["outlet_key"].to_numpy(),
            "is_stated": articles["outlet"].notna().to_numpy(),
            "n_words": articles["n_words"].to_numpy(),
            "published": articles["published"].to_numpy(),
            "genre": articles["genre"].to_numpy(),
            **_words_of_pages(articles, tables["lines"]),
        }
    )
    if "passages" in tables:
        copied = _copied(articles, tables["lines"], tables["passages"])
        per_article["copied_words"] = [copied.get(article_id, 0) for article_id in articles["article_id"]]
    if "copies" in tables:
        texts = dict(zip(tables["copies"]["article_id"], tables["copies"]["text_id"], strict=True))
        per_article["text_id"] = articles["article_id"].map(texts).to_numpy()
    rows = [_row(str(key), own) for key, own in per_article.groupby("outlet_key", sort=False, dropna=False)]
    rows.sort(key=lambda row: (not row["is_stated"], -row["n_articles"], row["outlet_key"]))
    return pd.DataFrame({name: [row.get(name) for row in rows] for name in COLUMNS})


def _row(outlet_key: str, own: pd.DataFrame) -> dict:
    dates = sorted(own["published"].dropna())
    row = {
        "outlet_key": outlet_key,
        "is_stated": bool(own["is_stated"].all()),
        "n_articles": len(own),
        "median_words": float(own["n_words"].median()),
        "genres": ", ".join(f"{genre} {n:,}" for genre, n in own["genre"].value_counts().sort_index().items()) or None,
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "n_undated": len(own) - len(dates),
        **{name: int(own[name].sum()) for name in ("n_words", "furniture_words", "all_words")},
    }
    if "copied_words" in own:
        row["copied_words"] = int(own["copied_words"].sum())
    if "text_id" in own:
        row["n_texts"] = int(own["text_id"].nunique())
    return row


def _words_of_pages(articles: pd.DataFrame, lines: pd.DataFrame) -> dict[str, list[int]]:
    """Words of each article's furniture, and of all that stands in it."""
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    furniture = dict.fromkeys(texts, 0)
    every = dict.fromkeys(texts, 0)
    written = lines[lines["label"] != schema.BLANK]
    for article_id, start, end, label in zip(
        written["article_id"], written["start"], written["end"], written["label"], strict=True
    ):
        n = count_words(texts[article_id][start:end])
        every[article_id] += n
        if label in schema.FURNITURE:
            furniture[article_id] += n
    return {"furniture_words": list(furniture.values()), "all_words": list(every.values())}


def _copied(articles: pd.DataFrame, lines: pd.DataFrame, passages: pd.DataFrame) -> dict[str, int]:
    """Words of each article's body that stand in a passage."""
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    body = lines[lines["label"] == "body"]
    bodies = {str(key): list(zip(own["start"], own["end"], strict=True)) for key, own in body.groupby("article_id")}
    copied = {}
    for article_id, own in passages.groupby("article_id", sort=False):
        shared = merge(zip(own["start"], own["end"], strict=True))
        copied[str(article_id)] = sum(
            count_words(texts[article_id][max(a, c) : min(b, d)])
            for a, b in bodies.get(str(article_id), [])
            for c, d in shared
            if max(a, c) < min(b, d)
        )
    return copied
