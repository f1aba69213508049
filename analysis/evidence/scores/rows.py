"""Rows of the table `scores`, and who is scored against."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.evidence.chance import CONFIDENCE, FEW_UNITS
from analysis.evidence.scores.shares import Share

ALL = "all"
ANALYTIC = "Korn and Graubard (1998), articles as clusters"
SINGLE = "Korn and Graubard (1998), units drawn by chance"
BOOTSTRAP = "percentile bootstrap"


def references(codings: pd.DataFrame, coders: pd.DataFrame) -> list[str]:
    """Who is scored against: the reference if it coded this, else every coder."""
    here = set(codings["coder"])
    reference = [c for c, is_it in zip(coders["coder"], coders["is_reference"], strict=True) if is_it and c in here]
    return reference or sorted(here)


def row(
    signal: str, category: str, by: str, subset: str, metric: str, rule: str, found: Share, method: str, note: str,
    against: str,
) -> dict[str, Any]:  # fmt: skip
    few = " Few units." if found.n < FEW_UNITS else ""
    none = " No interval: one article." if np.isnan(found.low) and found.n_clusters < 2 else ""
    return {
        "signal": signal,
        "category": category,
        "by": by,
        "subset": subset,
        "metric": metric,
        "rule": rule,
        "value": found.value,
        "low": pd.NA if np.isnan(found.low) else found.low,
        "high": pd.NA if np.isnan(found.high) else found.high,
        "confidence": CONFIDENCE,
        "n_units": found.n,
        "n_articles": found.n_clusters,
        "reference": against,
        "method": method,
        "note": f"{note}{few}{none}",
    }
