"""The views of “How sure is this”, from small tables written by hand."""

import pandas as pd

from analysis import schema
from analysis.report import estimates, strip, tone, validity


def score(**more) -> dict:
    row = {"signal": "hedges", "category": "all", "by": "all", "subset": "all", "metric": "precision", "rule": "same"}
    return row | {"value": 0.9, "low": 0.8, "high": 0.95, "confidence": 0.95, "n_units": 50, "n_articles": 9} | more


def test_a_signal_that_nobody_coded_is_not_validated_and_its_card_stands_beside() -> None:
    scores = schema.from_rows("scores", [score(), score(metric="recall", value=0.7, low=0.6, high=0.8)])
    html = validity.cards(scores, scores, {"stance": "On 9 headlines 8 were right."}).html
    assert "precision 0.90 (0.80–0.95), recall 0.70 (0.60–0.80); n = 50" in html
    assert html.count("not validated on these articles") == len(validity.SIGNALS) - 1
    assert "On 9 headlines 8 were right." in html


def test_what_is_not_reliable_stands_apart_and_who_coded_is_said() -> None:
    row = {
        "unit": "heads",
        "level": "nominal",
        "low": 0.4,
        "high": 0.9,
        "confidence": 0.95,
        "n_units": 9,
        "n_articles": 2,
    }
    row |= {"n_coders": 2, "coders": "a, b", "prevalence": "for 9, against 9", "note": "The answers are simulated."}
    found = [
        row | {"variable": "stance", "alpha": 0.85, "reading": "reliable"},
        row | {"variable": "by", "alpha": 0.5, "reading": "not reliable"},
    ]
    coders = [{"coder": "a", "who": "<b>Ana</b>", "is_reference": False, "n_judgements": 9}]
    tables = {"agreement": schema.from_rows("agreement", found), "coders": schema.from_rows("coders", coders)}
    html = validity.agreement(tables).html
    assert "1 reliable (.80 or more); 1 not reliable (below .667)" in html
    assert (
        html.index("0.85 (0.40–0.90)") < html.index("Variables that are not reliable") < html.index("0.50 (0.40–0.90)")
    )
    assert "a: &lt;b&gt;Ana&lt;/b&gt;" in html
    assert html.count("The answers are simulated.") == 1


def test_without_codings_it_says_so() -> None:
    tables = {"agreement": schema.empty("agreement"), "coders": schema.empty("coders")}
    assert "Nobody has coded these articles" in validity.agreement(tables).html


KEY = {"signal": "hedges", "measure": "uncertainty", "voice": "narrator"}


def rates(*rows: tuple) -> pd.DataFrame:
    names = ("outlet_key", "kind", "estimate", "low", "high", "p", "p_holm", "n_texts")
    fixed = KEY | {
        "copies": "all",
        "per": "1,000 words",
        "count": 9,
        "exposure": 99,
        "confidence": 0.95,
        "n_articles": 9,
    }
    return schema.from_rows("estimates", [fixed | dict(zip(names, row, strict=True)) for row in rows])


def test_outlets_with_too_few_texts_are_named_with_their_number() -> None:
    found = rates(("Post", "rate", 9, 8, 10, *[pd.NA] * 2, 20), ("Mail", "rate", *[pd.NA] * 5, 3))
    html = estimates.not_inferred(found, 8, "how it was found").html
    assert "fewer than 8 separately worded texts: Mail (3)" in html
    assert "how it was found" in html
    none = rates(("Mail", "rate", *[pd.NA] * 5, 3))
    assert "no outlet has 8 separately worded texts" in estimates.not_inferred(none, 8, "").html
    assert estimates.title(none, schema.empty("findings")) == "Nothing is inferred beyond these articles"


def test_the_strip_says_which_contrasts_survive_and_what_undoes_the_others() -> None:
    found = rates(
        ("Post", "ratio", 1.8, 1.4, 2.3, 0.001, 0.002, 20), ("Mail", "ratio", 0.5, 0.3, 0.8, 0.004, 0.004, 20)
    )
    paths = [
        KEY | {"outlet_key": o, "n_outlets": 2, "kind": "word", "without": w, "n": n, "holds": holds}
        for o, w, n, holds in (("Post", "may", 9, True), ("Mail", "seem", 1, False), ("Mail", "may", 8, True))
    ]
    survived = pd.DataFrame(
        [{**KEY, "outlet_key": "Post", "holds_in": 1.0, "undone_by": pd.NA, "survives": True},
         {**KEY, "outlet_key": "Mail", "holds_in": 0.889, "undone_by": "the entry “seem”", "survives": False}]
    )  # fmt: skip
    chart = strip.strip(found, schema.from_rows("paths", paths), survived)
    assert chart.alt == (
        "Of 2 contrasts 1 lies beyond chance after Holm and survives the other choices: Post, softening words."
    )
    assert "8 of 9" in chart.twin.html
    assert "the entry “seem”" in chart.twin.html
    assert chart.svg == strip.strip(found, schema.from_rows("paths", paths), survived).svg, "the same bytes each time"


def test_tone_shows_two_lexicons_and_their_agreement_folded() -> None:
    row = {"article_id": "a", "outlet_key": "Post", "part": "body", "polarity": -0.25, "subjectivity": 0.5}
    found = schema.from_rows("tone", [row | {"words_known": 3, "vader": 0.1, "vader_known": 0}])
    agreed = {"part": "body", "n_texts": 1, "n_signed": 0, "confidence": 0.95, "why": "1 separately worded text"}
    html = tone.tone(found, schema.from_rows("tone_agreement", [agreed])).html
    assert html.startswith("<details><summary>Low-validity lexicon tone")
    assert "−0.25" in html
    assert "+0.10" not in html, "a lexicon that knows no word says nothing"
    assert "1 separately worded text" in html
    assert "left out" in tone.tone(schema.empty("tone"), schema.empty("tone_agreement")).html
