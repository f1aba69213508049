"""Sentences: the lines that are analysed, cut where a sentence ends.

A clear stop cuts; the others are nupunkt's to judge (Punkt, trained on abbreviations). It is done line by line, so a
sentence never crosses a line.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import Any

import pandas as pd

from analysis import schema
from analysis.lexicon import load
from analysis.words import count_each

WHOLE = ("headline", "alt_headline", "subheading")
"""Parts that stay one unit each, however many sentences they hold: a headline is judged as a whole."""
_CLOSING = re.compile(r"\s*([”\"’')\]]+)(?=\s|$)")
_INNER_STOP = re.compile(r"[.!?…][^\w\s]*\s")
_INITIALISM = re.compile(r"\b(?:[A-Z]\.){2,}\s*\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_GOES_ON = re.compile(r"[^\w“\"‘']*[a-z]")


def sentences(articles: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Cut the analysed lines into sentences.

    Returns: table `sentences`; ids count from 0 in each article, spans leave out the spaces around.

    Note: text that was cut to lines of a fixed width gives one piece a line.

    References: Kiss & Strunk (2006), Unsupervised Multilingual Sentence Boundary Detection (Punkt).
    """
    texts = dict(schema.values(articles, ("article_id", "text")))
    names = ("article_id", "sentence_id", "start", "end", "text", "part", "paragraph")
    rows: list[tuple] = []
    kept = lines[lines["label"].isin(schema.PARTS)]
    last, number = None, 0
    for article_id, line, start, end, part in schema.values(kept, ("article_id", "line", "start", "end", "label")):
        if article_id != last:
            last, number, text = article_id, 0, texts[article_id]
        for a, b in spans(text[start:end], whole=part in WHOLE):
            rows.append((article_id, number, start + a, start + b, text[start + a : start + b], part, line))
            number += 1
    if not rows:
        return schema.empty("sentences")
    columns: dict[str, Sequence[Any]] = dict(zip(names, zip(*rows, strict=True), strict=True))
    return schema.build("sentences", {**columns, "n_words": count_each(columns["text"])})


def spans(line: str, whole: bool = False) -> list[tuple[int, int]]:
    """Sentences of one line as spans without the spaces around them.

    >>> line = "“Poorly worded,” Gen. Milley said. “That is not what’s happening,” he continued."
    >>> [line[a:b] for a, b in spans(line)]
    ['“Poorly worded,” Gen. Milley said.', '“That is not what’s happening,” he continued.']
    """
    content = line.rstrip()
    stops = [] if whole else _INNER_STOP.findall(content)
    if not stops:  # most paragraphs of news are one sentence
        return _trim(line, [(0, len(line))])
    clear = [(match.start(), match.end()) for match in _clear_stop().finditer(content)]
    places = [0, *(end for _, end in clear), len(line)]
    if len(clear) == len(stops):
        return _trim(line, pairwise(places))
    cuts: list[tuple[int, int]] = []
    for (start, end), stop in zip(pairwise(places), (*(stop for stop, _ in clear), len(content)), strict=True):
        cuts += _judged(line, start, end) if _INNER_STOP.search(line, start, stop) else [(start, end)]
    return _trim(line, cuts)


def _judged(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """What lies between two clear stops and has others: Punkt's to cut, but for what begins no sentence."""
    from nupunkt import sent_spans  # 0.1 s

    cuts: list[tuple[int, int]] = []
    for a, b in sent_spans(line[start:end]):
        at, to = start + a, start + b
        if cuts and (closing := _CLOSING.match(line, at, to)) and _is_closing(line, closing):
            # A mark that closes what the sentence before opened belongs to it.
            cuts[-1] = (cuts[-1][0], closing.end())
            at = closing.end()
        if cuts and at < to and (_GOES_ON.match(line, at, to) or _in_name(line, cuts[-1], at)):
            cuts[-1] = (cuts[-1][0], to)  # “Is it true?” she asked: small letters begin no sentence
        else:
            cuts.append((at, to))
    return cuts


def _in_name(line: str, before: tuple[int, int], start: int) -> bool:
    """Does the stop before only end an initialism, as in *U.S. Secretary of State*?"""
    if not _INITIALISM.search(line, max(before[0], before[1] - 12), before[1]):
        return False
    word = _FIRST_WORD.match(line, start)
    return word is not None and word[0].casefold() not in _starters()


@cache
def _clear_stop() -> re.Pattern[str]:
    """A stop behind a word that is no abbreviation, with a capital after it: Punkt need not be asked, and takes some of
    these words for abbreviations."""
    word = r"(?:(?<=\s[a-z]{3}[.?!])|(?<=\s[a-z]{4}[.?!])|(?<=[a-z]{5}[.?!]))"
    by_length = sorted(load("sentences").words("abbreviation"), key=len)
    lists = ("|".join(map(re.escape, words)) for _, words in groupby(by_length, key=len))
    short = "".join(rf"(?<!\b(?:{words})[.])" for words in lists)  # what is looked back at has one length
    return re.compile(rf"[.?!]{word}{short}(?:(?<=[.])[”\"’')\]]*|(?<=[?!]))\s+(?=[“\"‘'(\[]*[A-Z])")


@cache
def _starters() -> frozenset[str]:
    return frozenset(load("sentences").words("starter"))


def _is_closing(line: str, mark: re.Match[str]) -> bool:
    """Straight marks close when they are followed by a space or the end; round ones always close."""
    return line[mark.start() : mark.end()].lstrip()[0] in "”’)]" or mark.start(1) == mark.start()


def _trim(line: str, cuts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    trimmed = []
    for start, end in cuts:
        piece = line[start:end]
        stripped = piece.strip()
        if stripped:
            at = start + piece.index(stripped)
            trimmed.append((at, at + len(stripped)))
    return trimmed
