"""Frames: where the indicator terms of a user's codebook stand. Terms are no trained model, and no coder.

A sentence may show several frames; every term is a span. `comparison.frames` puts articles side by side.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis import matcher, schema
from analysis.codebook import Codebook


def find(sentences: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Find the indicator terms of a codebook's frames.

    Args:
        sentences: table `sentences`.
        codebook: the frames, from `analysis.codebook.load`.

    Returns: table `frames`, one row a term, in the order of the text. `voice` and `quote_id` are missing until
        `spans.assign_voice` says who answers for the words.

    Note: A term shows where a coder would look. It has no sense of what a text is about, takes a word in another sense
        for its own, and misses what is said in other words.

    References: Semetko, H. A. & Valkenburg, P. M. (2000), Framing European politics, Journal of Communication 50(2);
        Nicholls, T. & Culpepper, P. D. (2021), Computational identification of media frames, Political
        Communication 38.

    >>> from analysis import codebook
    >>> text = "The mayor accused the council of wasting taxpayers’ money."
    >>> found = find(schema.from_rows("sentences", [
    ...     {"article_id": "a", "sentence_id": 0, "start": 0, "end": len(text), "text": text,
    ...      "part": "body", "paragraph": 1, "n_words": 9}]), codebook.load())
    >>> list(zip(found["text"], found["frame"]))
    [('accused', 'conflict'), ('taxpayers', 'economic_consequences')]
    """
    rows: list[list[Any]] = []
    keys = ("article_id", "sentence_id", "start", "part")
    texts = schema.texts(sentences)
    hits = matcher.find_all(matcher.make_all_plain(texts), codebook.terms)
    for article_id, sentence_id, offset, part, text, found in zip(
        *(sentences[k].tolist() for k in keys), texts, hits, strict=True
    ):
        for start, end, entry in found:
            row = [article_id, sentence_id, offset + start, offset + end, text[start:end], part]
            row += [entry.category, entry.match]
            rows.append(row)
    return schema.from_tuples("frames", rows)


def leading(texts: Sequence[str], codebook: Codebook) -> list[str | None]:
    """The frame with most different terms in each text; of equal ones the first in the codebook; None without a term.

    >>> from analysis import codebook
    >>> leading(["He accused her.", "It rained."], codebook.load())
    ['conflict', None]
    """
    order = [frame.id for frame in codebook.frames]
    chosen: list[str | None] = []
    for hits in matcher.find_all(matcher.make_all_plain(texts), codebook.terms):
        terms = Counter(frame for frame, _ in {(hit.entry.category, hit.entry.match) for hit in hits})
        chosen.append(min(terms, key=lambda frame: (-terms[frame], order.index(frame))) if terms else None)
    return chosen
