"""Demands: what is said to be asked for or ordered, by whom, of whom, and how strongly; and what takes weight from it.

From asking over calling for, demanding and ordering to deciding (`data/lexicons/demands.yaml`): one outlet's *asked* is
another's *demanded*, and what one calls a *nonbinding resolution* is for another a *resolution*.
"""

from typing import Any

import pandas as pd

from analysis import schema, screen
from analysis.clauses import Words
from analysis.phrases import Sentence
from analysis.signals.demands import words
from analysis.signals.demands.acts import Demand, demands
from analysis.signals.demands.qualifiers import Qualified, qualifiers
from analysis.signals.demands.words import NAME, strength_of

__all__ = ["NAME", "Demand", "Qualified", "demands", "find", "qualifiers", "strength_of"]


def find(sentences: pd.DataFrame) -> pd.DataFrame:
    """Find what is asked for, called for, demanded, ordered or voted for, and the words that qualify such acts.

    Args:
        sentences: table `sentences`.

    Returns: table `demands`, one row a demand or a qualifier, in the order of the text. `voice` and `quote_id` are
        missing until `spans.assign_voice` says who answers for the words.

    Note: A demand is found where its frame is complete: *asked* somebody *to*, *called for* something. Questions
        (*asked whether*) are none. Who makes the demand may be a paper (*a resolution calling for*), as it stands.

    References: Searle, J. R. (1976), A classification of illocutionary acts, Language in Society 5(1).

    >>> text = "The council passed a nonbinding resolution asking the mayor to resign."
    >>> found = find(schema.from_rows("sentences", [
    ...     {"article_id": "a", "sentence_id": 0, "start": 0, "end": len(text), "text": text,
    ...      "part": "body", "paragraph": 1, "n_words": 11}]))
    >>> found["text"].tolist(), found["category"].tolist()
    (['nonbinding', 'asking'], ['qualifier', 'ask'])
    >>> found["by"].iloc[1], found["of"].iloc[1], found["what"].iloc[1]
    ('a nonbinding resolution', 'the mayor', 'resign')
    """
    rows: list[list[Any]] = []
    keys = ("article_id", "sentence_id", "start", "part")
    for (article_id, sentence_id, offset, part), text, plain in screen.worth_reading(sentences, words.every(), keys):
        s = Sentence(text, words.past_forms(), plain)
        for first, last, category, word, told_as, places in _rows(s):
            start, end = s.span(first, last)
            row = [article_id, sentence_id, offset + start, offset + end, text[start:end], part, category]
            row += [words.strengths().get(category, pd.NA), word, told_as or pd.NA]
            for place in places:
                at = s.span(*place) if place else None
                row += [text[at[0] : at[1]], offset + at[0], offset + at[1]] if at else [pd.NA] * 3
            rows.append(row)
    return schema.from_tuples("demands", rows)


def _rows(s: Sentence) -> list[tuple[int, int, str, str, str | None, tuple[Words | None, ...]]]:
    rows: list[tuple[int, int, str, str, str | None, tuple[Words | None, ...]]] = [
        (d.at, d.at + 1, d.category, d.word, d.told_as, (d.by, d.of, d.what, None)) for d in demands(s)
    ]
    rows += [
        (q.first, q.last, "qualifier", q.word, q.told_as, (None, None, None, (q.noun, q.noun + 1)))
        for q in qualifiers(s)
    ]
    return sorted(rows, key=lambda row: row[:2])
