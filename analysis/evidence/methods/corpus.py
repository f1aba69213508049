"""What both methods paragraphs say of the articles, and the estimates that a study counts by."""

from collections.abc import Mapping

import pandas as pd

from analysis.evidence import estimate
from analysis.study import Study
from analysis.wording import SURE, noun, several

NO_JUDGEMENT = "This is not an analysis of media bias, nor of whether coverage was accurate or fair."
"""The sentence without which counts of words are taken for a verdict."""

Tables = Mapping[str, pd.DataFrame]


def tested(rows: pd.DataFrame, findings: pd.DataFrame) -> tuple[int, int, int]:
    """Contrasts of outlets that were tested, those told from chance, and those that became findings."""
    p = rows.loc[rows["p"].notna(), "p_holm"]
    return len(p), int((p <= SURE).sum()), int((findings["kind"] == "rate").sum())


def chosen(study: Study) -> str:
    """How the articles were found and chosen, in the study's own words."""
    said = study.sampling or "How the articles were found and chosen is not stated in the study file."
    return said if said.endswith(".") else f"{said}."


def outlets(articles: pd.DataFrame) -> str:
    """How many outlets are named, and how many articles name none."""
    named, unstated = articles["outlet"].nunique(), int(articles["outlet"].isna().sum())
    who = [several(named, "named outlet")] if named else []
    if unstated:
        who.append(f"{unstated:,} {noun('states', unstated, 'state')} no outlet" if named else "none states an outlet")
    return "; ".join(who)


def dates(articles: pd.DataFrame) -> str:
    """From when the articles are, and how many do not say it."""
    dated = articles["published"].dropna()
    if dated.empty:
        return "no date stated"
    first, last = dated.min(), dated.max()
    undated = len(articles) - len(dated)
    said = f"published {first}" if first == last else f"published {first} to {last}"
    return said + (f", {undated:,} without a date" if undated else "")


def counted(tables: Tables, study: Study) -> pd.DataFrame:
    """The estimates of the version that the study counts by."""
    rows = tables["estimates"]
    return rows[rows["copies"] == study.settings.get("copies", estimate.ALL)]
