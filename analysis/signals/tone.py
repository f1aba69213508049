"""Lexicon tone: TextBlob's polarity and subjectivity. A low-validity reading, never stance, never a finding.

A dictionary adds up the tone of single words; it knows neither what is spoken about nor who speaks, and published
validations on headlines find it near chance (van Atteveldt, van der Velden and Boukes 2021). It stands beside the
signals because readers ask for it.
"""

import pandas as pd

from analysis import schema
from analysis.words import even


def find(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Polarity and subjectivity of headline and body, by TextBlob's pattern lexicon.

    Returns: table `tone`. `polarity` runs from -1 to 1, `subjectivity` from 0 to 1; both are 0 where the lexicon knows
    no word, which is why `words_known` stands beside them.
    """
    from textblob import TextBlob

    rows = []
    texts = sentences[sentences["part"].isin(["headline", "body"])].groupby(["article_id", "part"], sort=False)["text"]
    joined = texts.agg(" ".join)
    for article_id, outlet_key in zip(articles["article_id"], articles["outlet_key"], strict=True):
        for part in ("headline", "body"):
            text = joined.get((article_id, part))
            if text is None:
                continue
            reading = TextBlob(even(text)).sentiment_assessments
            rows.append(
                {
                    "article_id": article_id,
                    "outlet_key": outlet_key,
                    "part": part,
                    "polarity": float(reading.polarity),
                    "subjectivity": float(reading.subjectivity),
                    "words_known": sum(len(a[0]) for a in reading.assessments),
                }
            )
    return schema.from_rows("tone", rows)
