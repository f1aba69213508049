"""Position: where in its article a span stands."""

import pandas as pd

from analysis.words import WORD


def positions(spans: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Where each span stands: its part, its paragraph of the body, and how much of the body comes before it.

    Args:
        spans: any table with `article_id, sentence_id, start`.
        sentences: table `sentences`.

    Returns one row a span, in order: `part`; `paragraph` of the body, from 1; `share` of the body's words (0–1) that
    stand before it, those of its own sentence too. The last two are missing outside of the body, all three outside of
    any sentence.

    >>> sentences = pd.DataFrame({"article_id": "a", "sentence_id": [0, 1, 2], "part": ["headline", "body", "body"],
    ...                           "paragraph": [1, 3, 5], "n_words": [1, 3, 5], "start": [0, 9, 30],
    ...                           "text": ["A letter", "It was sent.", "“It,” he said, “was sent.”"]})
    >>> spans = pd.DataFrame({"article_id": ["a", "a"], "sentence_id": [0, 2], "start": [0, 46]})
    >>> positions(spans, sentences).values.tolist()
    [['headline', <NA>, <NA>], ['body', 2, 0.75]]
    """
    own = sentences[sentences["article_id"].isin(set(spans["article_id"]))]
    own = own[["article_id", "sentence_id", "part", "paragraph", "n_words", "start", "text"]]
    own = own.sort_values(["article_id", "sentence_id"], kind="stable")
    body = own[own["part"] == "body"]
    words = body.groupby("article_id")["n_words"]
    new = (body["paragraph"] != body.groupby("article_id")["paragraph"].shift()).astype("Int64")
    placed = own[["article_id", "sentence_id", "part"]].assign(
        paragraph=new.groupby(body["article_id"]).cumsum(),
        before=words.cumsum() - body["n_words"],
        whole=words.transform("sum").clip(lower=1),
        offset=own["start"],
        words=own["text"],
    )
    keys = ["article_id", "sentence_id"]
    placed = placed.astype(dict.fromkeys(("sentence_id", "paragraph", "before", "whole", "offset"), "Int64"))
    found = spans[[*keys, "start"]].astype({"sentence_id": "Int64"}).merge(placed, on=keys, how="left")
    within = [
        0 if pd.isna(offset) else len(WORD.findall(text, 0, max(0, start - offset)))
        for text, start, offset in zip(found["words"], found["start"], found["offset"], strict=True)
    ]
    share = ((found["before"] + within) / found["whole"]).astype("Float64")
    return found.assign(share=share)[["part", "paragraph", "share"]]
