"""Corrected estimates on the page: those that are not corrected drown none that are."""

import re

from analysis import schema
from analysis.report import corrected

FIXED = {"variable": "hedges", "unit": "sentence", "measure": "softening words a unit", "estimand": "these articles"}
COUNTS = {"confidence": 0.95, "n_articles": 9, "n_units": 90, "method": "stratified difference estimator"}
SURE = {"raw": 0.5, "estimate": 0.4, "low": 0.3, "high": 0.5, "n_coded": 40}
BARE = {"raw": 0.7, "n_coded": 3, "note": "Not corrected: 3 of its units were coded, fewer than 20."}


def shown(*rows: dict) -> str:
    found = corrected.corrected(schema.from_rows("corrected", [FIXED | COUNTS | row for row in rows]))
    return getattr(found, "twin", found).html


def test_those_not_corrected_are_one_sentence_and_a_folded_list() -> None:
    html = shown({"outlet_key": "Post"} | SURE, *({"outlet_key": f"Echo {n}"} | BARE for n in range(39)))
    open_part = re.sub(r"<details>.*?</details>", "", html, flags=re.DOTALL)
    assert "39 of 40 estimates are not corrected" in open_part
    assert "Post" in open_part
    assert "Echo" not in open_part
    assert html.count("Not corrected: 3 of its units") == 39, "each with its reason, in the list"


def test_where_none_is_corrected_no_empty_table_stands() -> None:
    html = shown({"outlet_key": "Echo"} | BARE)
    assert "1 of 1 estimate is not corrected" in html
    assert html.count("<table>") == 1


def test_where_all_are_nothing_is_said_of_others() -> None:
    assert "not corrected" not in shown({"outlet_key": "Post"} | SURE)
