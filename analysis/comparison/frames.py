"""Which frames' indicator terms stand in which article: how many, where, and in whose voice."""

import pandas as pd

from analysis import schema
from analysis.codebook import Codebook


def presence(found: pd.DataFrame, articles: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Count each frame's terms in each article; an article may show several frames, or none.

    Args:
        found: table `frames`, with voices.
        articles: table `articles`.
        codebook: the frames, in their order.

    Returns: one row an article and frame, zeros too: `article_id, outlet_key, frame, terms` (different ones),
        `sentences` (that hold one), `own` (terms in the article's own wording, all of them), `in_headline`, `shown`:
        at least as many different terms as the codebook asks for.

    Note: No rate: a long article has more of every term. Terms were not validated on these articles.
    """
    head = found["part"].isin(list(schema.HEADS))
    rows = []
    by = dict(list(found.assign(head=head).groupby(["article_id", "frame"], sort=False)))
    for article in articles.itertuples():
        for frame in codebook.frames:
            own = by.get((article.article_id, frame.id))
            terms = 0 if own is None else int(own["entry"].nunique())
            rows.append(
                {
                    "article_id": article.article_id,
                    "outlet_key": article.outlet_key,
                    "frame": frame.id,
                    "terms": terms,
                    "sentences": 0 if own is None else int(own["sentence_id"].nunique()),
                    "own": 0 if own is None else int((own["voice"] == "narrator").sum()),
                    "in_headline": own is not None and bool(own["head"].any()),
                    "shown": terms >= codebook.least,
                }
            )
    return pd.DataFrame(rows)
