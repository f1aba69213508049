"""Lexicon tone on the page: two lexicons side by side, how far they agree, folded away. Of low validity, no finding."""

import pandas as pd
from markupsafe import Markup

from analysis.report.annotate import ARTICLE, labels
from analysis.report.render import Fragment
from analysis.report.tables import NONE, folded, joined, table

SHARES_FROM = 10
"""A share of fewer texts than this is not given in per cent."""
SUMMARY = "Low-validity lexicon tone (TextBlob and VADER)"


def tone(found: pd.DataFrame, agreed: pd.DataFrame) -> Fragment:
    """Both readings of each headline and body, below how far the two agree.

    Args:
        found: table `tone`; it is empty where the study leaves tone out.
        agreed: table `tone_agreement`.
    """
    if found.empty:
        return Fragment("<p class='note'>Lexicon tone was left out of this run.</p>")
    names = labels(found.drop_duplicates("article_id"))
    rows = [
        (
            names[row.article_id],
            row.part,
            _signed(row.polarity) if row.words_known else NONE,
            f"{row.subjectivity:.2f}" if row.words_known else NONE,
            row.words_known,
            _signed(row.vader) if row.vader_known else NONE,
            row.vader_known,
        )
        for row in found.itertuples()
    ]
    columns = [
        (ARTICLE, ""),
        ("Part", ""),
        ("TextBlob’s polarity (−1 negative, 1 positive)", "num"),
        ("TextBlob’s subjectivity (0 to 1)", "num"),
        ("Words that TextBlob knows", "num"),
        ("VADER’s score (−1 negative, 1 positive)", "num"),
        ("Words that VADER knows", "num"),
    ]
    return folded(
        SUMMARY,
        joined(
            _agreement(agreed),
            table("Each headline and body as the two word lists score it: not stance, not a finding", columns, rows),
        ),
    )


def _agreement(agreed: pd.DataFrame) -> Fragment:
    said = (
        "Two word lists score the same texts, each alone. If tone could be read off word lists, they would call the "
        "same texts positive and the same texts negative, and put the texts in much the same order. Of articles that "
        "share a text only the one that stands for it counts here (as in all counts of separately worded texts): the "
        "earliest by stated dates, else the longest; below, each has a row. A text that either list scores 0 has no "
        "direction to compare."
    )
    rows = [
        (
            "headlines" if row.part == "headline" else "bodies",
            f"{row.n_texts:,}",
            NONE if pd.isna(row.same_sign) else _of(round(row.same_sign * row.n_signed), row.n_signed),
            f"not given: {row.why}" if pd.isna(row.rho) else _correlation(row),
        )
        for row in agreed.itertuples()
    ]
    columns = [
        ("Which texts", ""),
        ("Texts in which each list knows a word", "num"),
        ("Both call it positive, or both negative, of those that neither scores 0", "num"),
        ("Do they order the texts alike? (rank correlation, 1: the same order; 95 % interval)", ""),
    ]
    caption = "How far the two word lists agree, which is no proof that either is right"
    return joined(Markup("<p class='note'>{}</p>").format(said), table(caption, columns, rows))


def _of(n: int, total: int) -> str:
    """A share with what it is out of; of few texts no per cent.

    >>> _of(3, 4), _of(30, 40)
    ('3 of 4', '30 of 40 (75 %)')
    """
    return f"{n:,} of {total:,}" + (f" ({100 * n / total:.0f} %)" if total >= SHARES_FROM else "")


def _correlation(row: object) -> str:
    rho, low, high = (_signed(getattr(row, name)) for name in ("rho", "low", "high"))
    return f"{rho} ({low} to {high})"


def _signed(value: float) -> str:
    """A number with its sign.

    >>> _signed(-0.25), _signed(0.1)
    ('−0.25', '+0.10')
    """
    return f"{value:+.2f}".replace("-", "−")
