"""Frames as coders see them: answers to a codebook's questions, item by item, and a scale of the items of each frame.

Two stages: people answer yes or no to each question about an article; a frame's value in the article is the share of
its questions that were answered by yes. No word list takes part.

References: Semetko, H. A., Valkenburg, P. M. (2000), Framing European politics, Journal of Communication 50(2).
"""

import pandas as pd

from analysis.codebook import Codebook

ITEMS = ["frame", "variable", "question", "outlet_key", "n_articles", "share"]
SCALES = ["frame", "outlet_key", "n_articles", "mean", "sd"]


def items(codings: pd.DataFrame, coders: pd.DataFrame, articles: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """The share of each outlet's coded articles of which a question was answered by yes.

    Args:
        codings, coders, articles: the tables.
        book: the codebook whose questions were asked.

    Returns: one row a question and outlet that has an answer: `frame, variable, question, outlet_key, n_articles`
        (with an answer), `share` (0-1).

    Note: where the reference coding answers, it alone counts; else several coders count in equal parts. Only the
        articles that were coded are described, however they were chosen.
    """
    answers = _answers(codings, coders, articles, book)
    found = answers.groupby(["frame", "variable", "outlet_key"], sort=False)["yes"].agg(["size", "mean"]).reset_index()
    found = found.rename(columns={"size": "n_articles", "mean": "share"})
    return found.assign(question=found["variable"].map(book.questions))[ITEMS]


def scales(codings: pd.DataFrame, coders: pd.DataFrame, articles: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Each frame's mean value in each outlet's coded articles.

    Returns: one row a frame and outlet: `frame, outlet_key, n_articles` (of which every question of the frame was
        answered), `mean` (0-1), `sd` over articles (missing with one).

    Two questions, two articles: yes and yes are 1, yes and no are 0.5:

    >>> from analysis import codebook, corpus, schema
    >>> book = codebook.load()
    >>> told = [("a", "human_interest", "yyyy"), ("b", "human_interest", "yynn")]
    >>> rows = [{"article_id": a, "coder": "ana", "unit": "article", "variable": f"{frame}_{n}",
    ...     "value": "yes" if y == "y" else "no"} for a, frame, given in told for n, y in enumerate(given, 1)]
    >>> articles = corpus.from_texts(["a", "b"], ["Bridge shut", "Road shut"])["articles"].assign(outlet_key="Post")
    >>> found = scales(schema.from_rows("codings", rows), schema.empty("coders"), articles, book)
    >>> found[["frame", "outlet_key", "n_articles", "mean"]].values.tolist()
    [['human_interest', 'Post', 2, 0.75]]
    """
    answers = _answers(codings, coders, articles, book)
    n_asked = {frame.id: len(frame.questions) for frame in book.frames}
    by = ["frame", "outlet_key", "article_id"]
    values = answers.groupby(by, sort=False)["yes"].agg(["size", "mean"]).reset_index()
    whole = values[values["size"] == values["frame"].map(n_asked)]
    found = whole.groupby(["frame", "outlet_key"], sort=False)["mean"].agg(["size", "mean", "std"]).reset_index()
    return found.rename(columns={"size": "n_articles", "std": "sd"})[SCALES]


def _answers(codings: pd.DataFrame, coders: pd.DataFrame, articles: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """One row an article and question, in the codebook's order: `frame, variable, outlet_key, article_id, yes`."""
    frame_of = {f"{frame.id}_{n}": frame.id for frame in book.frames for n in range(1, len(frame.questions) + 1)}
    own = codings[codings["variable"].isin(list(frame_of)) & (codings["unit"] == "article")]
    reference = set(coders.loc[coders["is_reference"], "coder"])
    settled = own["coder"].isin(reference)
    own = own[settled | ~settled.groupby([own["article_id"], own["variable"]]).transform("any")]
    keys = dict(zip(articles["article_id"], articles["outlet_key"], strict=True))
    own = own.assign(
        yes=(own["value"] == "yes").astype(float),
        frame=own["variable"].map(frame_of),
        outlet_key=own["article_id"].map(keys),
        at=own["variable"].map({name: n for n, name in enumerate(frame_of)}),
    )
    by = ["at", "frame", "variable", "outlet_key", "article_id"]
    return own.groupby(by, sort=True)["yes"].mean().reset_index().drop(columns="at")
