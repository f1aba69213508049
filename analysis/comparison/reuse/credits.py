"""Credits: the agency or syndicate that an article itself says its words are from."""

import re
from functools import cache

import pandas as pd

from analysis import schema
from analysis.lexicon import load
from analysis.words import even

COLUMNS = ("article_id", "agency", "credit", "credit_start", "credit_end")
SHORT = 200
"""A line that is longer tells a story: it is no credit."""
OPENING = 3
"""A dateline opens one of the first so many paragraphs."""


def find(articles: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Find each article's wire or syndication credit: in its byline, its dateline, or a line that says so.

    Returns one row an article: `article_id`; `agency`, its name as it stands; `credit`, the words that say so, and
    their place, missing where they are in the metadata. The first credit counts; none is missing.

    Note: photo credits are none, nor is an agency that the article names as a source.

    >>> lines = pd.DataFrame({"article_id": ["a"], "line": [1], "start": [0], "end": [32], "label": ["body"]})
    >>> articles = pd.DataFrame({"article_id": ["a"], "byline": [None], "text": ["OSLO (Reuters) - The port closed"]})
    >>> find(articles, lines)[["agency", "credit"]].iloc[0].tolist()
    ['Reuters', 'OSLO (Reuters) -']
    """
    number = {article: k for k, article in enumerate(articles["article_id"])}
    texts, held, text = articles["text"].array, None, ""
    found: dict[str, tuple] = {}
    for article_id, byline in zip(articles["article_id"], articles["byline"], strict=True):
        if not pd.isna(byline) and (words := _byline(str(byline))):
            found[article_id] = (*words, pd.NA, pd.NA)
    paragraphs: dict[str, int] = {}
    asked = lines[lines["label"].isin([*schema.FURNITURE, "body", "deck"])]
    for article_id, start, end, label in zip(
        asked["article_id"], asked["start"], asked["end"], asked["label"], strict=True
    ):
        if article_id in found:
            continue
        if article_id != held:  # all texts as strings would take twice the memory of the table
            held, text = article_id, texts[number[article_id]]
        paragraphs[article_id] = paragraphs.get(article_id, 0) + (label == "body")
        if place := _line(text[start:end], label, paragraphs[article_id] <= OPENING):
            agency, a, b = place
            found[article_id] = (agency, text[start + a : start + b], start + a, start + b)
    missing = (pd.NA,) * 4
    rows = [(article_id, *found.get(article_id, missing)) for article_id in articles["article_id"]]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _byline(byline: str) -> tuple[str, str] | None:
    flat = even(byline).strip()
    match = next((m for p in _patterns("byline") if (m := p.fullmatch(flat))), None)
    return (_agency(byline.strip()), byline.strip()) if match else None


def _line(line: str, label: str, opens: bool) -> tuple[str, int, int] | None:
    """Agency and place of the credit in a line, if it holds one."""
    if (not opens and len(line.strip()) > SHORT) or not _hint().search(line):
        return None
    flat = even(line)
    if opens:
        for pattern in _patterns("opening"):
            if match := pattern.match(flat):
                end = len(flat[: match.end()].rstrip())
                return _agency(line[:end]), 0, end
    stripped = flat.strip()
    if len(stripped) > SHORT:
        return None
    kinds = ("line", "byline") if label == "byline" else ("line",)
    if any(p.fullmatch(stripped) for kind in kinds for p in _patterns(kind)):
        at = flat.index(stripped)
        return _agency(line[at : at + len(stripped)]), at, at + len(stripped)
    return None


def _agency(credit: str) -> str:
    """The agency as the credit names it."""
    match = _hint().search(credit)
    return match[0] if match else credit


@cache
def _patterns(category: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(match, re.IGNORECASE) for match in load("wires").words(category))


@cache
def _hint() -> re.Pattern[str]:
    """An agency's name as a whole word, as names are written."""
    agency = load("wires").patterns["agency"]
    return re.compile(rf"(?<![\w.'’])(?i:{agency})(?![\w'’])")
