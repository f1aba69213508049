"""Findings about rates: contrasts of an outlet with the others that chance and other choices do not explain."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import schema
from analysis.evidence import estimate, measure, sensitivity, sources
from analysis.evidence.measure import Measure
from analysis.study import Actor
from analysis.wording import SURE

SHOWN = 3
"""Passages of the outlet, and other outlets with one passage each, that a finding shows."""


def find(
    tables: Mapping[str, pd.DataFrame], rules: Sequence[Measure], actors: Sequence[Actor] = (), copies: str = "all"
) -> pd.DataFrame:
    """The contrasts of rates that are worth a sentence, the largest ratio first.

    One stands for an outlet, a measure and the article's own wording if the ratio to the other outlets' rate is sure
    after Holm, and the contrast survives in the paths of `sensitivity`: in sign, and in the outlet's rank.

    Args:
        tables: `articles, sentences, quotes, cues, agency, estimates, paths`.
        rules: the measures.
        actors: the study's actors, by whose names speakers are known.
        copies: the version of `estimates` that counts: `all` or `one_per_text`.

    Returns: rows of table `findings`, kind `rate`. The passages of the sides show what was counted; they are the first
        of the articles, no sample. Shares of words by voice have no such passages, and make no finding.
    """
    rows = tables["estimates"]
    rows = rows[(rows["copies"] == copies) & (rows["kind"] == estimate.RATIO) & (rows["p_holm"] <= SURE)]
    if rows.empty:
        return schema.empty("findings")
    rates = _rates(tables["estimates"], copies)
    own = {(rule.signal, rule.name, rule.own): rule for rule in rules}
    survived = sensitivity.survival(tables["paths"])
    rows = rows.merge(survived[survived["survives"]], on=sensitivity.CONTRAST)
    rows = rows.assign(far=[max(r, 1 / r) for r in rows["estimate"]]).sort_values("far", ascending=False, kind="stable")
    found = []
    for row in rows.to_dict("records"):
        rule = own.get((row["signal"], row["measure"], row["voice"]))
        if rule is None or not (sides := _sides(row["outlet_key"], _counted(tables, rule, actors), tables["articles"])):
            continue
        rate = rates[(row["outlet_key"], *(row[name] for name in estimate.KEY))]
        found.append(
            {
                "kind": "rate",
                "title": _title(row, rule),
                "sentence": _sentence(row, rule, rate),
                "sides": json.dumps(sides, ensure_ascii=False),
                "n": row["n_texts"] + row["n_texts_against"],
                "low": row["low"],
                "high": row["high"],
                "holds_in": row["holds_in"],
            }
        )
    return schema.from_rows("findings", found)


def _rates(estimates: pd.DataFrame, copies: str) -> dict[tuple[Any, ...], float]:
    rows = estimates[(estimates["copies"] == copies) & (estimates["kind"] == estimate.RATE)]
    keys = zip(*(rows[name] for name in ("outlet_key", *estimate.KEY)), strict=True)
    return dict(zip(keys, rows["estimate"], strict=True))


def _title(row: Mapping[str, Any], rule: Measure) -> str:
    more = row["estimate"] > 1
    if rule.per == measure.WORDS:
        return f"{row['outlet_key']} has {'more' if more else 'fewer'} {rule.counts} than {row['against']}"
    share = "larger" if more else "smaller"
    return f"In {row['outlet_key']} {rule.counts} are a {share} share than in {row['against']}"


def _sentence(row: Mapping[str, Any], rule: Measure, rate: float) -> str:
    """The contrast in words, with the rates of both sides, their ratio and its interval."""
    others = rate / row["estimate"]
    if rule.per == measure.WORDS:
        rates = f"{rate:.1f} in 1,000 words of its own wording, against {others:.1f}"
    else:
        rates = f"{rate:.0%} of {rule.out_of}, against {others:.0%}"
    return (
        f"{_title(row, rule)}: {rates}. "
        f"The ratio is {row['estimate']:.2f}, its 95 % interval {row['low']:.2f} to {row['high']:.2f}, from "
        f"{row['n_texts']} and {row['n_texts_against']} separately worded texts."
    )


def _counted(tables: Mapping[str, pd.DataFrame], rule: Measure, actors: Sequence[Actor]) -> pd.DataFrame:
    """The spans that a measure counts, in its own voice: `article_id, start, end`."""
    if rule.of_cues:
        found = measure.in_body(measure.of_list(tables["cues"], rule), tables["sentences"])
    elif rule.signal == "agency":
        found = measure.hidden(tables["agency"], rule.name, rule.own)
    elif rule.signal == "sources":
        found = sources.unnamed(sources.identify(tables["quotes"], actors))
    elif rule.signal == "verbs":
        found = sources.cued(tables["quotes"])
        found = found[found["verb_class"] == rule.name]
        found = found.assign(start=found["cue_start"], end=found["cue_end"])
    else:
        return tables["quotes"].iloc[:0]
    return found[["article_id", "sentence_id", "start", "end"]].merge(
        tables["sentences"], on=["article_id", "sentence_id"], suffixes=("", "_sentence")
    )


def _sides(outlet: str, counted: pd.DataFrame, articles: pd.DataFrame) -> list[dict[str, Any]]:
    """Passages of the outlet and of some others, one an article; none where either side has none to show."""
    counted = counted.drop_duplicates("article_id").merge(articles[["article_id", "outlet_key"]], on="article_id")
    own = counted[counted["outlet_key"] == outlet].head(SHOWN)
    others = counted[counted["outlet_key"] != outlet].drop_duplicates("outlet_key").head(SHOWN)
    sides: dict[str, list[dict[str, Any]]] = {}
    for span in pd.concat([own, others]).to_dict("records"):
        differs = [[int(span["start"]), int(span["end"])]]
        start, end = min(span["start"], span["start_sentence"]), max(span["end"], span["end_sentence"])
        place = {"article_id": span["article_id"], "start": int(start), "end": int(end), "differs": differs}
        sides.setdefault(span["outlet_key"], []).append(place)
    found = [{"outlet_key": key, "spans": spans} for key, spans in sides.items()]
    return found if outlet in sides and len(sides) > 1 else []
