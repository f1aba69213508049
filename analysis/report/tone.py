"""Lexicon tone on the page: two lexicons side by side, how far they agree, folded away. Of low validity, no finding."""

import pandas as pd

from analysis.report.annotate import labels
from analysis.report.render import Fragment
from analysis.report.tables import NONE, folded, joined, table

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
        ("Article", ""),
        ("Part", ""),
        ("TextBlob’s polarity (−1 to 1)", "num"),
        ("Its subjectivity (0 to 1)", "num"),
        ("Words that it knows", "num"),
        ("VADER’s score (−1 to 1)", "num"),
        ("Words that it knows", "num"),
    ]
    return folded(SUMMARY, joined(_agreement(agreed), table("Not stance, not a finding", columns, rows)))


def _agreement(agreed: pd.DataFrame) -> Fragment:
    rows = [
        (
            row.part,
            row.n_texts,
            NONE if pd.isna(row.same_sign) else f"{row.same_sign:.0%} of {row.n_signed:,}",
            row.why if pd.isna(row.rho) else _correlation(row),
        )
        for row in agreed.itertuples()
    ]
    columns = [
        ("Part", ""),
        ("Separately worded texts of which both know a word", "num"),
        ("Both positive or both negative", "num"),
        ("Rank correlation, 95 % interval", ""),
    ]
    return table("How far the two lexicons agree, which is no proof that either is right", columns, rows)


def _correlation(row: object) -> str:
    rho, low, high = (_signed(getattr(row, name)) for name in ("rho", "low", "high"))
    return f"{rho} ({low} to {high})"


def _signed(value: float) -> str:
    """A number with its sign.

    >>> _signed(-0.25), _signed(0.1)
    ('−0.25', '+0.10')
    """
    return f"{value:+.2f}".replace("-", "−")
