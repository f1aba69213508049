"""Findings about rates: only what is sure and survives, in a sentence that says both rates."""

import json

import pandas as pd
import pytest

from analysis import schema
from analysis.evidence import estimate, findings, measure, sensitivity
from analysis.evidence.estimate import OTHERS

RULES = measure.measures(["uncertainty"])
TEXT = "Two men were killed. Officials may know."


def tables(rule: measure.Measure, rate: float, ratio: float, p: float, undone: bool = False) -> dict[str, pd.DataFrame]:
    key = {"outlet_key": "Post", "signal": rule.signal, "measure": rule.name, "voice": rule.own}
    common = {**key, "copies": "all", "per": rule.per, "count": 9.0, "exposure": 99.0, "confidence": 0.95, "n_articles": 9, "n_texts": 9}  # fmt: skip
    rows = [
        {**common, "kind": "rate", "estimate": rate},
        {**common, "kind": "ratio", "against": OTHERS, "estimate": ratio, "low": ratio * 0.8, "high": ratio * 1.25, "p": p, "p_holm": p, "n_texts_against": 40},
    ]  # fmt: skip
    path = {**key, "kind": "article", "without": "a7", "n": 1, "n_outlets": 3, "rank": 1, "holds": not undone}
    at = TEXT.index("may")
    sentence = {"sentence_id": 1, "start": 21, "end": len(TEXT), "text": TEXT[21:], "part": "body", "paragraph": 1, "n_words": 3}  # fmt: skip
    first = {"sentence_id": 0, "start": 0, "end": 20, "text": TEXT[:20], "part": "body", "paragraph": 1, "n_words": 4}
    cue = {
        "sentence_id": 1,
        "start": at,
        "end": at + 3,
        "text": "may",
        "signal": "hedges",
        "meter": "uncertainty",
        "voice": "narrator",
    }
    deed = {"sentence_id": 0, "start": 13, "end": 19, "text": "killed", "form": "agentless_passive", "kind": "harm", "told_as": "done", "voice": "narrator"}  # fmt: skip
    ids = {"a": "Post", "b": "Echo"}
    return {
        "articles": schema.from_rows("articles", [{"article_id": a, "outlet_key": o, "text": TEXT, "n_words": 7} for a, o in ids.items()]),
        "sentences": schema.from_rows("sentences", [{"article_id": a, **s} for a in ids for s in (first, sentence)]),
        "cues": schema.from_rows("cues", [{"article_id": a, **cue} for a in ids]),
        "agency": schema.from_rows("agency", [{"article_id": a, **deed} for a in ids]),
        "quotes": schema.empty("quotes"),
        "estimates": schema.from_rows("estimates", rows),
        "paths": schema.from_rows("paths", [path]),
    }  # fmt: skip


def rule(name: str) -> measure.Measure:
    return next(r for r in RULES if r.name == name)


def test_a_rate_of_words_in_a_sentence() -> None:
    given = tables(rule("uncertainty"), 12.0, 1.5, 0.01)
    found = schema.check(findings.find(given, RULES), "findings").iloc[0]
    assert found["sentence"] == (
        "Post has more expressions of uncertainty than the other outlets: 12.0 in 1,000 words of its own wording, against "
        "8.0. The ratio is 1.50, its 95 % interval 1.20 to 1.88, from 9 and 40 separately worded texts."
    )
    assert found[["kind", "n", "holds_in"]].tolist() == ["rate", 49, 1.0]
    sides = json.loads(found["sides"])
    assert [side["outlet_key"] for side in sides] == ["Post", "Echo"]
    (span,) = sides[0]["spans"]
    assert TEXT[span["start"] : span["end"]] == "Officials may know."
    assert [TEXT[s:e] for s, e in span["differs"]] == ["may"]


def test_a_share_in_a_sentence() -> None:
    given = tables(rule("no doer: harm"), 0.2, 0.5, 0.01)
    found = findings.find(given, RULES).iloc[0]
    assert found["title"] == (
        "In Post deeds of harm told in a passive that names no doer are a smaller share than in the other outlets"
    )
    assert found["sentence"].startswith(
        f"{found['title']}: 20% of deeds of harm told as done by a verb with a place for the doer: as its subject, behind "
        "“by”, or left out, against 40%. The ratio is 0.50"
    )


@pytest.mark.parametrize(
    ("p", "undone"), [(0.051, False), (0.01, True)], ids=["not sure after Holm", "one article undoes it"]
)
def test_what_is_not_sure_or_does_not_survive_is_no_finding(p: float, undone: bool) -> None:
    assert findings.find(tables(rule("uncertainty"), 12.0, 1.5, p, undone), RULES).empty


def test_the_other_version_is_not_taken() -> None:
    assert findings.find(tables(rule("uncertainty"), 12.0, 1.5, 0.01), RULES, copies=estimate.ONE_PER_TEXT).empty


def test_a_whole_kind_of_paths_that_fails_keeps_a_contrast_from_being_a_finding() -> None:
    given = tables(rule("uncertainty"), 12.0, 1.5, 0.01)
    path = given["paths"].iloc[0].to_dict()
    kinds = ["voice", "exposure", "list", "category", "word", "article"]
    rows = [{**path, "kind": kind} for kind in kinds] + [{**path, "kind": "copies", "holds": False}]
    given["paths"] = schema.from_rows("paths", rows)
    assert sensitivity.survival(given["paths"])["holds_in"].item() == pytest.approx(6 / 7, abs=1e-3)
    assert findings.find(given, RULES).empty
