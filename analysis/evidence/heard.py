"""Who is quoted, and who is named but never quoted: sentences for the first screen."""

import pandas as pd

from analysis import schema
from analysis.attributed import document
from analysis.wording import listed

HEARD_MOST = 3
CAN_SPEAK = ("person", "institution")
"""Kinds of actors whose silence is told; an actor without a kind may be a place."""
NEVER_MOST = 4
NAMED_LEAST = 2
"""Articles that must name somebody before it is told that none quotes them."""


def heard(statements: pd.DataFrame, named: pd.DataFrame, n: int) -> list[str]:
    """Sentences on who has a quoted word in the most articles, and who has none though several articles name them.

    Args:
        statements: as `evidence.sources.statements` gives them, speakers identified.
        named: as `evidence.sources.named_never_quoted` gives it; only people and institutions count.
        n: number of articles.

    Returns at most two sentences; none of one article, where there is nothing to count.

    >>> said = pd.DataFrame({"article_id": ["a", "b", "a"], "speaker": ["Ruiz", "Ruiz", "Keller"], "direct": True,
    ...                      "speaker_type": ["document", "document", None], "addressee": "letter", "named": True})
    >>> crew = {"actor": "crew", "name": "the crew", "kind": "institution"}
    >>> silent = pd.DataFrame([{**crew, "articles": 1, "quoted": 0, "reported": 0} for _ in range(2)])
    >>> heard(said, silent, 2)[0]
    'Quoted in the most articles: Ruiz (in 2 of 2, mostly by a letter).'
    >>> heard(said, silent, 2)[1].partition(": ")[2]
    'the crew (named in 2).'
    """
    if n < 2:
        return []
    return [s for s in (_quoted(statements, n), _never_quoted(named)) if s]


def _quoted(statements: pd.DataFrame, n: int) -> str:
    direct = statements[statements["direct"] & statements["speaker"].notna()]
    counts = direct.groupby("speaker", sort=False)["article_id"].nunique()
    counts = counts[counts >= NAMED_LEAST].sort_values(ascending=False, kind="stable").head(HEARD_MOST)
    told = [
        f"{speaker} (in {count} of {n}{_by_text(direct[direct['speaker'] == speaker])})"
        for speaker, count in counts.items()
    ]
    return f"Quoted in the most articles: {listed(told)}." if told else ""


def _by_text(own: pd.DataFrame) -> str:
    """`, mostly by a letter`, where most of a speaker's quoted words are those of a text of his or hers."""
    texts = [text for row in schema.rows(own, missing=None) if (text := document(row))]
    return f", mostly by a {max(set(texts), key=texts.count)}" if 2 * len(texts) > len(own) else ""


def _never_quoted(named: pd.DataFrame) -> str:
    if not len(named):
        return ""
    able = named[named["kind"].isin(CAN_SPEAK)]
    sums = able.groupby(["actor", "name"], sort=False)[["articles", "quoted", "reported"]].sum()
    silent = sums[(sums["quoted"] == 0) & (sums["articles"] >= NAMED_LEAST)]
    silent = silent.sort_values("articles", ascending=False, kind="stable").head(NEVER_MOST)
    told = [
        f"{name} (named in {row['articles']}{', told only indirectly' if row['reported'] else ''})"
        for (_, name), row in silent.iterrows()
    ]
    if not told:
        return ""
    return f"Of the people and offices of the study, named in several articles and quoted in none: {listed(told)}."
