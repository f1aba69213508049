"""What a class reads of an article: headlines, and the first paragraphs, with outlets hidden and sentences numbered."""

import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from analysis.outlets.masking import Doubt, Mask, Masks
from analysis.words import WORD, count_words

WORDS = 250
"""Words of the body from which on no paragraph is begun; one that goes on is shown to its end, or a quarter more."""
ITEMS = 10
"""Sentences that are coded."""
SHOWN = {
    "headline": "", "alt_headline": "Second headline", "deck": "Line under the headline",
    "update_note": "Note by the editor", "subheading": "", "body": "",
}  # fmt: skip
"""Labels of the lines that a class sees, and what is written before them."""
LEFT_OUT = {
    "byline": "byline", "dateline": "line of place or date", "credit": "photo credit", "caption": "photo caption",
    "boilerplate": "line of the site", "related": "line about other stories",
}  # fmt: skip


class Piece(NamedTuple):
    """A stretch of a line as the class sees it; `item` is the number of the sentence that begins here."""

    words: str
    item: int | None = None
    hidden: bool = False


class Line(NamedTuple):
    """A line as the class sees it."""

    label: str
    before: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Excerpt:
    """An article of the pack.

    `items` are the places of the sentences that are coded, `end` is where the excerpt ends in the text; `masks` and
    `doubts` are what was hidden, and what perhaps names an outlet and was left.
    """

    number: int
    article_id: str
    letter: str
    lines: list[Line]
    items: list[tuple[int, int]]
    end: int
    cut: bool
    left_out: str
    masks: list[Mask]
    doubts: list[Doubt]

    @property
    def headlines(self) -> list[Line]:
        return [line for line in self.lines if line.label == "headline"]

    @property
    def rest(self) -> list[Line]:
        return [line for line in self.lines if line.label != "headline"]


def take(number: int, article_id: str, tables: Mapping[str, pd.DataFrame], masks: Masks) -> Excerpt:
    """The excerpt of one article: its headlines, then whole paragraphs of its body up to `WORDS` words.

    Captions are left out with the pictures; bylines, credits and the site's own lines too: they say whose it is.
    """
    article = tables["articles"].set_index("article_id").loc[article_id]
    text, own = str(article["text"]), str(article["outlet_key"])
    lines = tables["lines"][tables["lines"]["article_id"] == article_id]
    found, doubts = masks.find(text, own, None if pd.isna(article["byline"]) else str(article["byline"]))
    spans, cut = _shown(text, lines)
    end = max((stop for _, _, stop in spans), default=0)
    sentences = tables["sentences"][tables["sentences"]["article_id"] == article_id]
    body = [(start, stop) for label, start, stop in spans if label in ("body", "subheading")]
    coded = [
        (int(s.start), min(int(s.end), end))
        for s in sentences.itertuples()
        if s.part == "body" and any(start <= s.start < stop for start, stop in body)
    ][:ITEMS]
    starts = {start: item for item, (start, _) in enumerate(coded, 1)}
    shown = [Line(label, SHOWN[label], _pieces(text, start, stop, found, starts)) for label, start, stop in spans]
    inside = [m for m in found if any(start <= m.start < stop for _, start, stop in spans)]
    unsure = [d for d in doubts if any(start <= d.start < stop for _, start, stop in spans)]
    left_out = Counter(LEFT_OUT[label] for label in lines["label"] if label in LEFT_OUT)
    told = ", ".join(f"{n} × {what}" for what, n in left_out.items())
    return Excerpt(number, article_id, masks.letter(own), shown, coded, end, cut, told, inside, unsure)


def _shown(text: str, lines: pd.DataFrame) -> tuple[list[tuple[str, int, int]], bool]:
    """The stretches that are shown, each with its label, and whether the text goes on."""
    spans: list[tuple[str, int, int]] = []
    left, cut = WORDS, False
    for line in lines.itertuples():
        label, start = str(line.label), int(line.start)
        stop = start + len(text[start : line.end].rstrip())
        if label not in SHOWN or start >= stop:
            continue
        if label == "body":
            if left <= 0:
                cut = True
                continue
            words = [m.end() for m in WORD.finditer(text, start, stop)]
            if len(words) > left + WORDS // 4:  # a paragraph that is too long by itself
                last = words[min(left + WORDS // 4, len(words)) - 1]
                stop, cut = _sentence_end(text, words[left - 1], stop, last), True
            left -= count_words(text[start:stop])
        elif left <= 0:
            continue
        spans.append((label, start, stop))
    while spans and spans[-1][0] in ("subheading", "update_note"):  # with nothing below it
        spans.pop()
    return spans, cut


def _sentence_end(text: str, start: int, stop: int, last: int) -> int:
    """The end of the sentence that `start` is in, or `last` if that is farther."""
    ends = [at + 1 for at in range(start, min(last, stop)) if text[at] in ".!?" and text[at + 1 : at + 2].isspace()]
    return min([*ends, last, stop])


def _pieces(text: str, start: int, stop: int, masks: list[Mask], starts: Mapping[int, int]) -> list[Piece]:
    """A line in pieces. A sentence that begins inside of hidden words is numbered before them."""
    start = max([start, *(m.end for m in masks if m.start < start < m.end)])  # a name over the end of a line
    inside = [m for m in masks if start <= m.start < stop]
    numbers: dict[int, int] = {}
    for at, item in starts.items():
        if start <= at < stop:
            numbers[next((m.start for m in inside if m.start < at < m.end), at)] = item
    if start >= stop:
        return []
    cuts = sorted({start, stop, *numbers, *(m.start for m in inside), *(min(m.end, stop) for m in inside)})
    hidden = {m.start: m for m in inside}
    pieces = []
    for left, right in itertools.pairwise(cuts):
        mask = hidden.get(left)
        pieces.append(Piece(mask.words if mask else text[left:right], numbers.get(left), bool(mask)))
    return pieces
