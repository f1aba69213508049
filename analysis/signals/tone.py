"""Lexicon tone: TextBlob's and VADER's readings side by side. Of low validity: never stance, never a finding.

A dictionary adds up the tone of single words; it knows neither what is spoken about nor who speaks, and published
validations on headlines find it near chance (van Atteveldt, van der Velden and Boukes 2021). It stands beside the
signals because readers ask for it; two lexicons stand side by side because they disagree.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pandas as pd

from analysis import schema
from analysis.words import WORD, even

PARTS = ("headline", "body")


def find(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Tone of headline and body, by TextBlob's pattern lexicon and by VADER's.

    TextBlob reads a part as a whole; VADER, made for sentences, reads each, and the mean is taken.

    Returns: table `tone`. `polarity` and `vader` run from -1 to 1, `subjectivity` from 0 to 1; they are 0 where the
        lexicon knows no word, which is why `words_known` and `vader_known` stand beside them.

    Note: slow beside the signals (a few hundred articles a second); `settings: {tone: false}` in the study leaves it
        out. VADER is made for social media.

    References: Hutto, C. J., Gilbert, E. (2014), VADER, ICWSM; van Atteveldt, W., van der Velden, M. A. C. G., Boukes,
        M. (2021), The validity of sentiment analysis, Communication Methods and Measures 15(2).

    >>> from analysis import corpus
    >>> tables = corpus.from_texts(["a"], ["A good day\\n\\nThe flood was terrible. It was a disaster."])
    >>> found = find(tables["articles"], tables["sentences"])
    >>> found[["part", "polarity", "words_known", "vader_known"]].values.tolist()
    [['headline', 0.7, 1, 1], ['body', -1.0, 1, 2]]
    """
    rows = []
    chosen = sentences[sentences["part"].isin(PARTS)]
    texts = chosen.groupby(["article_id", "part"], sort=False)["text"].agg(list).to_dict()
    for article_id, outlet_key in schema.rows(articles, ("article_id", "outlet_key")):
        for part in PARTS:
            if (article_id, part) in texts:
                own = [even(text) for text in texts[article_id, part]]
                of = {"article_id": article_id, "outlet_key": outlet_key, "part": part}
                rows.append({**of, **_textblob(" ".join(own)), **_vader(own)})
    return schema.from_rows("tone", rows)


def _textblob(text: str) -> Mapping[str, Any]:
    from textblob import TextBlob

    reading = TextBlob(text).sentiment_assessments
    known = sum(len(assessed[0]) for assessed in reading.assessments)
    return {
        "polarity": float(reading.polarity),
        "subjectivity": float(reading.subjectivity),
        "words_known": known,
    }


def _vader(sentences: list[str]) -> Mapping[str, Any]:
    analyzer = _analyzer()
    scores = [analyzer.polarity_scores(sentence)["compound"] for sentence in sentences]
    known = sum(word.lower() in analyzer.lexicon for sentence in sentences for word in WORD.findall(sentence))
    return {"vader": sum(scores) / len(scores), "vader_known": known}


@cache
def _analyzer() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
