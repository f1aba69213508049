"""Tone: how far two lexicons agree on it. Where they do not, at least one of them misreads."""

import math

import pandas as pd

from analysis import schema
from analysis.evidence.chance import CONFIDENCE
from analysis.wording import several

FEWEST_RANKED = 10
"""Separately worded texts from which on a rank correlation is told: with fewer its interval says nothing."""
Z = 1.959964
"""Half of a 95 % interval, in standard errors."""
PARTS = ("headline", "body")


def agreement(tone: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """How far TextBlob's polarity and VADER's agree, by part, over texts of which both know a word.

    Args:
        tone: table `tone`.
        copies: table `copies`; of copies only the article counts that stands for its text.

    Returns: table `tone_agreement`. `rho` is Spearman's rank correlation with the interval of Bonett and Wright, from
        `FEWEST_RANKED` texts on; `same_sign` the share of texts that both call positive or both negative, of those that
        neither calls 0.

    Note: agreement is no validity: two lexicons that hold the same words may be wrong together.

    References: Bonett, D. G., Wright, T. A. (2000), Sample size requirements for estimating Pearson, Kendall and
        Spearman correlations, Psychometrika 65(1).

    >>> steps = [0.1 * i for i in range(10)]
    >>> tone = pd.DataFrame({"article_id": [str(i) for i in range(10)], "part": "body", "words_known": 3,
    ...     "vader_known": 2, "polarity": [s - 0.45 for s in steps], "vader": [s - 0.35 for s in steps]})
    >>> found = agreement(tone, pd.DataFrame({"article_id": tone["article_id"], "kept": True}))
    >>> found[["part", "n_texts", "same_sign", "n_signed", "rho"]].values.tolist()[1]
    ['body', 10, 0.9, 10, 1.0]
    """
    kept = copies.loc[copies["kept"], "article_id"]
    known = tone[tone["article_id"].isin(kept) & (tone["words_known"] > 0) & (tone["vader_known"] > 0)]
    rows = []
    for part in PARTS:
        own = known[known["part"] == part]
        signed = own[(own["polarity"] != 0) & (own["vader"] != 0)]
        row = {"part": part, "n_texts": len(own), "n_signed": len(signed), "confidence": CONFIDENCE}
        if len(signed):
            row["same_sign"] = float(((signed["polarity"] > 0) == (signed["vader"] > 0)).mean())
        if len(own) < FEWEST_RANKED:
            row["why"] = f"{several(len(own), 'separately worded text')}, {FEWEST_RANKED} are needed"
        else:
            row |= dict(zip(("rho", "low", "high"), _spearman(own["polarity"], own["vader"]), strict=True))
        rows.append(row)
    return schema.from_rows("tone_agreement", rows)


def _spearman(one: pd.Series, other: pd.Series) -> tuple[float, float, float] | tuple[object, object, object]:
    """Spearman's rho and its limits; missing where one side is all alike."""
    rho = float(one.rank().corr(other.rank()))
    if math.isnan(rho):
        return pd.NA, pd.NA, pd.NA
    if abs(rho) > 1 - 1e-9:
        return round(rho), round(rho), round(rho)
    reach = Z * math.sqrt((1 + rho**2 / 2) / (len(one) - 3))
    return rho, math.tanh(math.atanh(rho) - reach), math.tanh(math.atanh(rho) + reach)
