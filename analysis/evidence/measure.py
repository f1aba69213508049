"""Measures: what is counted, out of what, for each article and voice. Count and exposure, never only the rate."""

from collections import Counter

import pandas as pd

from analysis import schema
from analysis.spans import words_by_voice
from analysis.words import count_words

BODY = "body"


def exposure(sentences: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Words of each article's body by voice.

    Returns one row an article that has a body: `article_id` as index, columns narrator, reported, quoted (words).
    """
    words = words_by_voice(sentences[sentences["part"] == BODY], quotes)
    return words.groupby("article_id")[list(schema.VOICES)].sum()


def find(
    articles: pd.DataFrame, sentences: pd.DataFrame, quotes: pd.DataFrame, cues: pd.DataFrame, meters: list[str]
) -> pd.DataFrame:
    """Count what each article's body holds, by voice.

    Two kinds of measure: `hedges`, one a meter and voice, per 1,000 words of that voice; `quotes`, the words of each
    voice out of all words of the body. An article without a hit has a row with count 0; one without a body has
    exposure 0.

    Returns: table `measures`.
    """
    words = exposure(sentences, quotes)
    spoken = dict(zip(words.index, schema.rows(words), strict=True))
    body = sentences.loc[sentences["part"] == BODY, ["article_id", "sentence_id"]]
    in_body = set(schema.rows(body))
    places = schema.rows(cues, ("article_id", "sentence_id", "meter", "voice"))
    hits = Counter((c.article_id, c.meter, c.voice) for c in places if (c.article_id, c.sentence_id) in in_body)
    rows = []
    for article_id, outlet_key in schema.rows(articles, ("article_id", "outlet_key")):
        of_voices = spoken.get(article_id, (0,) * len(schema.VOICES))
        total = float(sum(of_voices))
        for voice, of_voice in zip(schema.VOICES, of_voices, strict=True):
            for meter in meters:
                count = float(hits[article_id, meter, voice])
                rows.append((article_id, outlet_key, "hedges", meter, voice, count, float(of_voice), "1,000 words"))
            rows.append((article_id, outlet_key, "quotes", "words", voice, float(of_voice), total, "words"))
    names = schema.TABLES["measures"].names
    return schema.build("measures", {n: [r[i] for r in rows] for i, n in enumerate(names)})


def speaker_shares(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Share of each article's quoted words by speaker.

    Only words between marks that are someone's speech count, and each word once: a quotation inside a quotation
    belongs to the outer one. Words whose speaker the text does not say are a row of their own (speaker missing).

    Returns one row an article and speaker: `article_id, outlet_key, speaker, speaker_type, words, share` (0–1).
    """
    speech = quotes[quotes["kind"] == "speech"]
    outer = []
    for _, group in speech.sort_values(["start", "end"], ascending=[True, False]).groupby("article_id"):
        reach = -1
        for row in group.itertuples():
            if row.end > reach:
                outer.append(row.Index)
                reach = row.end
    speech = speech.loc[outer]
    speech = speech.assign(words=[count_words(t) for t in speech["text"]])
    speech = speech[speech["words"] > 0]
    shares = (
        speech.groupby(["article_id", "speaker"], dropna=False)
        .agg(words=("words", "sum"), speaker_type=("speaker_type", "first"))
        .reset_index()
    )
    shares["share"] = shares["words"] / shares.groupby("article_id")["words"].transform("sum")
    shares = shares.merge(articles[["article_id", "outlet_key"]], on="article_id")
    columns = ["article_id", "outlet_key", "speaker", "speaker_type", "words", "share"]
    return shares.sort_values(["article_id", "words"], ascending=[True, False])[columns].reset_index(drop=True)
