"""Qualifications kept or dropped: which outlet writes *nonbinding resolution*, and which only *resolution*."""

import re

import pandas as pd

COLUMNS = ["noun", "article_id", "outlet_key", "qualifiers", "qualified", "left_open", "times"]


def qualified(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Every noun that some article qualifies, in every article that uses it: times with a qualifier, times of all.

    Args:
        tables: `demands`, `articles`, `sentences`.

    Returns: one row a noun and article that uses the noun: `qualifiers` (the words, in the order of the text),
        `qualified` (times with one), `left_open` (times more that only *if* or *may* puts one with it), `times` (of
        all). Nouns that two or more articles of one story use, those first that some article leaves without any
        qualifier; then in the order of the articles.

    Note: The noun is counted whatever it stands for: two resolutions are not told apart. An article may say in other
        words what the qualifier says.
    """
    found = tables["demands"][tables["demands"]["category"] == "qualifier"]
    found = found.assign(key=found["noun"].str.lower().str.removesuffix("s"))
    articles = tables["articles"]
    story = dict(zip(articles["article_id"], articles["story"].fillna(""), strict=True))
    texts = tables["sentences"].groupby("article_id", sort=False)["text"].agg(" ".join).to_dict()
    of_story: dict[str, list] = {}
    for article in articles.itertuples():
        of_story.setdefault(story[article.article_id], []).append(article)
    rows = []
    for (name, noun), own in found.groupby([found["article_id"].map(story), "key"], sort=True):
        counted = []
        whole = re.compile(rf"\b{re.escape(noun)}s?\b", re.IGNORECASE)
        for article in of_story[name]:
            times = len(whole.findall(texts.get(article.article_id, "")))
            if times:
                here = own[own["article_id"] == article.article_id]
                words = here[here["told_as"].isna()]
                qualifiers = ", ".join(dict.fromkeys(words["word"]))
                heads = set(words["noun_start"])
                left_open = len(set(here["noun_start"]) - heads)
                counted.append([noun, article.article_id, article.outlet_key, qualifiers, len(heads), left_open, times])
        if len(counted) > 1:
            rows.append((all(row[4] for row in counted), noun, counted))
    rows.sort(key=lambda row: row[:2])
    return pd.DataFrame([row for _, _, counted in rows for row in counted], columns=COLUMNS)
