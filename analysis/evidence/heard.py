"""Who is quoted, and who is named but never quoted: sentences for the first screen."""

import pandas as pd

from analysis.attributed import documents
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
    ...                      "speaker_mention": "the letter", "speaker_type": ["document", "document", None],
    ...                      "addressee": "letter", "named": True})
    >>> mayor = {"actor": "mayor", "name": "Bo Lind", "kind": "person", "articles": 1, "quoted": 0}
    >>> silent = pd.DataFrame([mayor | {"by_name": 1, "told_in": 1}, mayor | {"by_name": 0, "told_in": 0}])
    >>> heard(said, silent, 2)[0]
    'Quoted in the most articles: Ruiz (in 2 of 2, always from a letter).'
    >>> heard(said, silent, 2)[1].partition(": ")[2]
    'Bo Lind (in 2, by name in 1; statements told, not quoted, in 1).'
    >>> five = pd.DataFrame({"speaker": sorted("ABCDE" * 2), "article_id": list("ab" * 5), "speaker_type": None})
    >>> heard(five.assign(direct=True, speaker_mention="he", addressee=None, named=True), silent.head(0), 3)
    ['Quoted in the most articles: A (in 2 of 3), B (in 2 of 3), C (in 2 of 3) and 2 more (in 2 of 3 each).']
    """
    if n < 2:
        return []
    return [s for s in (_quoted(statements, n), _never_quoted(named)) if s]


def _quoted(statements: pd.DataFrame, n: int) -> str:
    direct = statements[statements["direct"] & statements["speaker"].notna()]
    counts = direct.groupby("speaker", sort=False)["article_id"].nunique()
    counts = counts[counts >= NAMED_LEAST].sort_values(ascending=False, kind="stable")
    first = counts.head(HEARD_MOST)
    told = [
        f"{speaker} (in {count} of {n}{_by_text(direct[direct['speaker'] == speaker])})"
        for speaker, count in first.items()
    ]
    if tied := int((counts[HEARD_MOST:] == first.min()).sum()):  # they are quoted in as many as the last one
        told.append(f"{tied:,} more (in {first.min()} of {n}{' each' * (tied > 1)})")
    return f"Quoted in the most articles: {listed(told)}." if told else ""


def _by_text(own: pd.DataFrame) -> str:
    """`, mostly from a letter`, where most of a speaker's quoted words are those of a text of his or hers.

    >>> rows = pd.DataFrame({"kind": ["letter", "letter", "memo", "order"]})
    >>> [_mostly(rows["kind"].head(n)) for n in (2, 3, 4)]
    [', always from a letter', ', mostly from a letter', ', always from texts']
    """
    return _mostly(pd.Series(documents(own), dtype=object))


def _mostly(texts: pd.Series) -> str:
    """What is said of the kinds of text, or of none, that some words come from."""
    kinds = texts.replace("", None).dropna().value_counts()
    if 2 * kinds.sum() <= len(texts):
        return ""
    if 2 * kinds.iloc[0] > len(texts):
        kind, count = kinds.index[0], kinds.iloc[0]
        source = f"a{'n' * (kind[0] in 'aeiou')} {kind}"
    else:
        source, count = "texts", kinds.sum()
    return f", {'always' if count == len(texts) else 'mostly'} from {source}"


def _never_quoted(named: pd.DataFrame) -> str:
    if not len(named):
        return ""
    able = named[named["kind"].isin(CAN_SPEAK)]
    columns = ["articles", "by_name", "quoted", "told_in"]
    sums = able.groupby(["actor", "name"], sort=False)[columns].sum()
    silent = sums[(sums["quoted"] == 0) & (sums["articles"] >= NAMED_LEAST)]
    silent = silent.sort_values("articles", ascending=False, kind="stable")
    told = [f"{name} ({_where(*row[['articles', 'by_name', 'told_in']])})" for (_, name), row in silent.iterrows()]
    of = "of those whom the study lists and who could be asked"
    return f"Spoken of in several articles, but quoted in none, {of}: {listed(told, NEVER_MOST)}." if told else ""


def _where(articles: int, by_name: int, told_in: int) -> str:
    """In how many articles, in how many by name, and in how many somebody's words are told without quoting them."""
    named = "" if by_name == articles else f", by name in {by_name or 'none'}"
    told = f"; statements told, not quoted, in {told_in}" if told_in else ""
    return f"in {articles}{named}{told}"
