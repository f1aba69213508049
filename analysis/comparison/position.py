"""Position: where in its article a span stands."""

import pandas as pd


def positions(spans: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Where each span stands: its part, its paragraph of the body, and how much of the body comes before it.

    Args:
        spans: any table with `article_id, sentence_id`.
        sentences: table `sentences`.

    Returns one row a span, in order: `part`; `paragraph` of the body, from 1; `share` of the body's words (0–1) that
    stand before its sentence. The last two are missing outside of the body, all three outside of any sentence.

    >>> sentences = pd.DataFrame({"article_id": "a", "sentence_id": [0, 1, 2], "part": ["headline", "body", "body"],
    ...                           "paragraph": [1, 3, 5], "n_words": [5, 6, 18]})
    >>> positions(pd.DataFrame({"article_id": ["a", "a"], "sentence_id": [0, 2]}), sentences).values.tolist()
    [['headline', <NA>, <NA>], ['body', 2, 0.25]]
    """
    own = sentences[sentences["article_id"].isin(set(spans["article_id"]))]
    own = own[["article_id", "sentence_id", "part", "paragraph", "n_words"]]
    own = own.sort_values(["article_id", "sentence_id"], kind="stable")
    body = own[own["part"] == "body"]
    words = body.groupby("article_id")["n_words"]
    new = (body["paragraph"] != body.groupby("article_id")["paragraph"].shift()).astype("Int64")
    placed = own[["article_id", "sentence_id", "part"]].assign(
        paragraph=new.groupby(body["article_id"]).cumsum(),
        share=(words.cumsum() - body["n_words"]) / words.transform("sum").clip(lower=1),
    )
    keys = ["article_id", "sentence_id"]
    placed = placed.astype({"sentence_id": "Int64", "paragraph": "Int64", "share": "Float64"})
    return (
        spans[keys].astype({"sentence_id": "Int64"}).merge(placed, on=keys, how="left")[["part", "paragraph", "share"]]
    )
