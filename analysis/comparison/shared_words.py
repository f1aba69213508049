"""Shared words: what different speakers are quoted with, or one speaker and somebody not named. Never merged.

Two people may say the same, an article may put words down to the wrong one, an office may repeat its head. The words
alone do not tell, so they are shown as *possibly the same words*.
"""

import pandas as pd

from analysis.comparison.readings import forms, is_content
from analysis.comparison.sources import SAME, compare, source

WORDS = 3
"""Least number of words; one of them says something."""
COMMON = 50
"""Words that more quotations than this have in a row are an idiom."""
COLUMNS = ["group", "words", "article_id", "quote_id", "speaker", "start", "end", "text"]


def find(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Find words that stand as a whole quotation in one article and under another speaker in another.

    Returns one row a quotation: `group`, `words` (as the shortest has them), `article_id, quote_id, speaker, start,
    end, text`; groups and rows in order of the articles. All sides stand there, those of one speaker too.

    Note: the whole of one quotation must stand in the other, to the word; a reworded one is not found.
    """
    order = {article_id: n for n, article_id in enumerate(articles["article_id"])}
    story = dict(zip(articles["article_id"], articles["story"].fillna(""), strict=True))
    speech = quotes[(quotes["kind"] == "speech") & quotes["article_id"].isin(order)]
    rows = sorted(speech.itertuples(), key=lambda q: (order[q.article_id], q.start))
    words = [forms(q.text) for q in rows]
    who = [source(None if pd.isna(q.speaker) else str(q.speaker), bool(q.named), None) for q in rows]
    lengths = sorted({len(w) for w in words if len(w) >= WORDS})
    wholes = {(story[q.article_id], w) for q, w in zip(rows, words, strict=True) if len(w) >= WORDS}
    holders: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for number, (q, own) in enumerate(zip(rows, words, strict=True)):
        for n in lengths:
            for i in range(len(own) - n + 1):
                key = (story[q.article_id], own[i : i + n])
                if key in wholes and number not in holders.setdefault(key, []):
                    holders[key].append(number)
    found: list[tuple[int, int, int]] = []
    done: set[int] = set()
    for (_, own), numbers in sorted(holders.items(), key=lambda item: (item[1][0], -len(item[0][1]))):
        apart = [
            (a, b) for a in numbers for b in numbers
            if a < b and rows[a].article_id != rows[b].article_id and who[a].name and compare(who[a], who[b]) != SAME
        ] if len(numbers) <= COMMON and any(map(is_content, own)) else []  # fmt: skip
        if not apart or set(numbers) <= done:
            continue
        done |= set(numbers)
        shortest = min(numbers, key=lambda n: len(words[n]))
        found += [(len(done), shortest, n) for n in numbers]
    groups = {key: n for n, key in enumerate(dict.fromkeys(key for key, *_ in found))}
    return pd.DataFrame(
        [
            (groups[key], _plain(rows[s].text), q.article_id, q.quote_id, q.speaker, q.start, q.end, q.text)
            for key, s, n in found
            for q in (rows[n],)
        ],
        columns=COLUMNS,
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" ,.;")
