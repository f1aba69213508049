"""Judged items: what coders answered to each item of the sheets, beside what the suite says of it now."""

import pandas as pd

PLACE = ["variable", "unit", "article_id", "start", "end"]


def find(sampled: pd.DataFrame, codings: pd.DataFrame, coders: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """The drawn items that somebody judged and that are units still.

    Where the reference coding answers an item, its answer alone counts; else each coder's counts with the same weight.

    Returns: one row an item and answer: the columns of `sampled` with `predicted` as the suite says it now, and
        `value`, `weight` (the weights of an item add up to 1), `coder`.
    """
    here = sampled.drop(columns="predicted").merge(units[[*PLACE, "predicted"]], on=PLACE, how="inner")
    answers = codings[[*PLACE, "coder", "value"]].astype({"start": "Int64", "end": "Int64"})
    found = here.merge(answers, on=PLACE, how="inner")
    reference = set(coders.loc[coders["is_reference"], "coder"])
    settled = found["coder"].isin(reference)
    has_reference = settled.groupby(found["item"]).transform("any")
    found = found[settled | ~has_reference].reset_index(drop=True)
    return found.assign(weight=1 / found.groupby("item")["coder"].transform("size"))
