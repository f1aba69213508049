"""Frames as coders see them on the page: each question's share of yes, and the mean of a frame's questions."""

import pandas as pd

from analysis.codebook import Codebook
from analysis.report.render import Fragment
from analysis.report.tables import NONE, table
from analysis.wording import several

UNANSWERED = (
    "Nobody has answered the questions of the codebook about these articles, so no frame has a value here: a term of a "
    "word list is no answer."
)


def scales(items: pd.DataFrame, found: pd.DataFrame, book: Codebook) -> Fragment:
    """One row a question, below the questions of a frame their mean; a column an outlet.

    Args:
        items, found: `evidence.frame_scales.items` and `scales`.
        book: the codebook.
    """
    if items.empty:
        return Fragment(f"<p>{UNANSWERED}</p>")
    outlets = list(dict.fromkeys(items["outlet_key"]))
    share = {(r.variable, r.outlet_key): f"{r.share:.2f} of {r.n_articles:,}" for r in items.itertuples()}
    mean = {(r.frame, r.outlet_key): _mean(r) for r in found.itertuples()}
    rows = []
    for frame in book.frames:
        names = [f"{frame.id}_{n}" for n in range(1, len(frame.questions) + 1)]
        if not any((name, outlet) in share for name in names for outlet in outlets):
            continue
        for name, asked in zip(names, frame.questions, strict=True):
            rows.append([frame.name, asked, *(share.get((name, outlet), NONE) for outlet in outlets)])
        asked_all = f"all {several(len(names), 'question')}: mean of the articles’ shares of yes"
        rows.append([frame.name, asked_all, *(mean.get((frame.id, outlet), NONE) for outlet in outlets)])
    caption = (
        f"Questions of the codebook {book.cited}, as coders answered them: share of yes, of the articles that were "
        "coded and no others"
    )
    return table(caption, [("Frame", ""), ("Question", ""), *[(outlet, "num") for outlet in outlets]], rows)


def _mean(row: object) -> str:
    sd = row.sd  # type: ignore[attr-defined]
    spread = "" if pd.isna(sd) else f", sd {sd:.2f}"
    return f"{row.mean:.2f} of {row.n_articles:,}{spread}"  # type: ignore[attr-defined]
