"""How much room each speaker gets: where and in how many words, and over how many speakers the words are spread."""

import math
from collections import Counter, defaultdict
from typing import Any

import pandas as pd

from analysis import schema
from analysis.evidence.sources.statements import statements
from analysis.words import count_words

PROMINENCE = [
    *("article_id", "speaker", "paragraph", "paragraphs", "in_headline", "quoted", "reported"),
    *("words", "whole", "fragments"),
]


def prominence(quotes: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Where and how largely each speaker has a word in each article.

    Returns one row an article and speaker, in order of first appearance: `article_id, speaker, paragraph` (of the
    body, from 1, in which the first statement stands; missing if none stands in the body), `paragraphs` (that the
    body has), `in_headline` (a statement in headline or deck), `quoted, reported` (statements), `words` (quoted),
    `whole, fragments` (quotations that hold a whole clause, and others).
    """
    body = sentences[sentences["part"] == "body"].sort_values(["article_id", "start"])
    numbers = {
        a: {p: n for n, p in enumerate(dict.fromkeys(own), 1)} for a, own in body.groupby("article_id")["paragraph"]
    }
    places = {(s.article_id, s.sentence_id): (s.part, s.paragraph) for s in sentences.itertuples()}
    given = statements(quotes)
    of_speaker = defaultdict(list)
    for row in given[given["speaker"].notna()].itertuples():
        of_speaker[row.article_id, row.speaker].append(row)
    rows = []
    for (article_id, speaker), own in of_speaker.items():
        stands = [places[key] for row in own if (key := (article_id, row.sentence_id)) in places]
        direct = [row for row in own if row.direct]
        rows.append(
            {
                "article_id": article_id,
                "speaker": speaker,
                "paragraph": min((numbers[article_id][p] for part, p in stands if part == "body"), default=pd.NA),
                "paragraphs": len(numbers.get(article_id, ())),
                "in_headline": any(part in schema.HEADS for part, _ in stands),
                "quoted": len(direct),
                "reported": len(own) - len(direct),
                "words": sum(count_words(row.text) for row in direct),
                "whole": sum(row.form == "sentence" for row in direct),
                "fragments": sum(row.form == "fragment" for row in direct),
            }
        )
    return pd.DataFrame(rows, columns=PROMINENCE).astype({"paragraph": "Int64"})


def diversity(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Over how many speakers an article's quoted words are spread.

    The effective number of speakers is exp(H), H the Shannon entropy of the speakers' shares of the quoted words: as
    many speakers with equal shares would be spread as evenly. Two speakers with 50 words each give 2.0; with 90 and
    10 words 1.4. It describes; more is not better.

    Returns one row an article: `article_id, outlet_key, speakers, words` (quoted, speaker known), `unattributed`
    (quoted words whose speaker the text does not say; not in the number), `effective` (missing without words).

    References: Jost (2006), Entropy and diversity, Oikos 113: the effective number of order 1.
    """
    given = statements(quotes)
    words: dict[Any, Counter[Any]] = defaultdict(Counter)
    for row in given[given["direct"]].itertuples():
        words[row.article_id][None if pd.isna(row.speaker) else row.speaker] += count_words(str(row.text))
    rows = []
    for article_id, outlet_key in zip(articles["article_id"], articles["outlet_key"], strict=True):
        shares = [n for speaker, n in words[article_id].items() if speaker is not None and n]
        total = sum(shares)
        entropy = -sum(n / total * math.log(n / total) for n in shares)
        rows.append(
            {
                "article_id": article_id,
                "outlet_key": outlet_key,
                "speakers": len(shares),
                "words": total,
                "unattributed": words[article_id][None],
                "effective": math.exp(entropy) if total else pd.NA,
            }
        )
    columns = ["article_id", "outlet_key", "speakers", "words", "unattributed", "effective"]
    return pd.DataFrame(rows, columns=columns).astype({"effective": "Float64"})
