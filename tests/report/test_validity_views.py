"""The views of “How sure is this”, from small tables written by hand."""

import re
from types import SimpleNamespace
from typing import NamedTuple

import pandas as pd
import pytest

from analysis import schema
from analysis.evidence import alpha, imbalance, sensitivity
from analysis.report import balance, contrasts, estimates, strip, tone, validity
from analysis.wording import CLASSES, SIGNALS


def score(**more) -> dict:
    row = {"signal": "hedges", "category": "all", "by": "all", "subset": "all", "metric": "precision", "rule": "same"}
    return row | {"value": 0.9, "low": 0.8, "high": 0.95, "confidence": 0.95, "n_units": 50, "n_articles": 9} | more


def test_a_signal_that_nobody_coded_is_not_validated_and_its_card_stands_beside() -> None:
    scores = schema.from_rows("scores", [score(metric="recall", value=0.7, low=0.6, high=0.8, n_units=40), score()])
    here, elsewhere = {"agency": "8 of 9 deeds were read so. In-sample: …"}, {"stance": "On 9 headlines 8 were right."}
    html = validity.cards(scores, scores, here, elsewhere).html
    assert "precision 0.90 (0.80–0.95), of the 50 marked; recall 0.70 (0.60–0.80), of the 40 coded" in html
    assert html.count("no coder judged it in these articles") == len(SIGNALS) - 2, "not of what was held against a list"
    deeds, positions = (re.search(f'<th scope="row">{s}</th>(.*?)</tr>', html)[1] for s in ("Deeds", "Positions"))
    assert deeds.index("8 of 9 deeds were read so. In-sample") < deeds.index("no labelled texts were at hand")
    assert "no coder" not in deeds
    assert "in no coding; held against a list of what a reader found:</span><br>8 of 9 deeds" in deeds
    assert "On 9 headlines 8 were right." in positions.split("<td>")[-1]


def test_speakers_have_scores_of_their_own_beside_the_quotations() -> None:
    """Four quotations are found to the character; the speaker of one of them is not."""
    quotes = score(signal="quotes", value=1.0, low=0.4, high=1.0, n_units=4)
    speaker = score(signal="quotes", category="speaker", metric="recall", rule="the name", value=0.75, low=0.2, high=0.99, n_units=4)  # fmt: skip
    scores = schema.from_rows("scores", [quotes, speaker, speaker | {"by": "outlet", "subset": "Post", "value": 0.1}])
    html = validity.cards(scores, scores.iloc[:1], {}, {}).html
    own = re.search('<th scope="row">Quotations</th>(.*?)</tr>', html)[1]
    assert "precision 1.00 (0.40–1.00), of the 4 marked" in own
    assert "Their speaker: recall 0.75 (0.20–0.99), of the 4 coded <span class='note'>(the name)</span>" in own


def test_headings_that_rules_read_otherwise_than_coded_are_named_with_both() -> None:
    claim = SimpleNamespace(id="P1", text="The <dam> is safe.")
    judged = pd.DataFrame(
        [("a", "headline", "P1", "ana", "against", "observing"), ("a", "deck", "P1", "ana", "for", "for")],
        columns=["article_id", "unit", "proposition", "coder", "coded", "read"],
    )
    html = validity.headings(judged, ARTICLES, [claim]).html
    assert (
        "Rules read otherwise than coded in 1 of 2 judgements of the position of a headline or of a line beside it (toward "
        "1 of the study’s 1 proposition): Post, headline, on “The &lt;dam&gt; is safe”: coded as speaking against it (ana), read as leaving it open. "
        "<a href='#headlines'>"
    ) in html
    assert "Rules read as coded in all 1 judgement of" in validity.headings(judged[1:], ARTICLES, [claim]).html
    assert not validity.headings(judged[:0], ARTICLES, [claim]).html


def test_a_class_can_be_seen_from_its_coefficient() -> None:
    assert validity.coefficient(0.7958, 0.44, 0.99) == "0.796 (0.440–0.990)"
    assert validity.coefficient(0.80193, pd.NA, pd.NA) == "0.802"
    assert validity.coefficient(0.99962, pd.NA, pd.NA) == "just below 1.000", "1.000 is for no disagreement at all"
    assert CLASSES == (alpha.TENTATIVE, alpha.RELIABLE, 1)


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
    row |= {"n_coders": 2, "coders": "a, b", "prevalence": "for (9), against (9)", "note": "The answers are simulated."}
    found = [
        row | {"variable": "stance", "alpha": 0.85, "reading": "reliable"},
        row | {"variable": "by", "alpha": 0.5, "reading": "not reliable"},
    ]
    coders = [{"coder": "a", "who": "<b>Ana</b>", "is_reference": False, "n_judgements": 9}]
    tables = {"agreement": schema.from_rows("agreement", found), "coders": schema.from_rows("coders", coders)}
    html = validity.agreement(tables).html
    assert "1 reliable (.80 or more); 1 not reliable (below .667)" in html
    assert (
        html.index("0.850 (0.400–0.900)")
        < html.index("Variables that are not reliable")
        < html.index("0.500 (0.400–0.900)")
    )
    assert "a: &lt;b&gt;Ana&lt;/b&gt;" in html
    assert "1 of those from .667 on has an interval that reaches below it, and is not known to be so good" in html
    assert html.count("but not surely: see the interval") == 1
    assert html.count("The answers are simulated.") == 1


def test_without_codings_it_says_so() -> None:
    tables = {"agreement": schema.empty("agreement"), "coders": schema.empty("coders")}
    assert "Nobody has coded these articles" in validity.agreement(tables).html


class Rule(NamedTuple):
    """What the views ask of a measure."""

    signal: str
    name: str
    own: str


KEY = {"signal": "hedges", "measure": "uncertainty", "voice": "narrator"}


ARTICLES = schema.from_rows(
    "articles", [{"article_id": "a", "outlet_key": "Post", "text": "It is.", "n_words": 2, "file": "f"}]
)


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
    html = estimates.not_inferred(found, 8).html
    assert "fewer than 8 separately worded texts: Mail (3)" in html
    none = rates(("Mail", "rate", *[pd.NA] * 5, 3))
    assert "no outlet has 8 separately worded texts" in estimates.not_inferred(none, 8).html
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
         {**KEY, "outlet_key": "Mail", "holds_in": 0.889, "undone_by": "the word “seem”", "survives": False}]
    )  # fmt: skip
    chart = strip.strip(found, schema.from_rows("paths", paths), survived, ARTICLES)
    assert chart.alt == (
        "Of 2 contrasts 1 lies beyond chance, their number allowed for, and survives the other choices: Post, softening words."
    )
    assert "8 of 9" in chart.twin.html
    assert "the word “seem”" in chart.twin.html
    assert chart.svg == strip.strip(found, schema.from_rows("paths", paths), survived, ARTICLES).svg, (
        "the same bytes each time"
    )


def test_an_article_that_shares_its_rate_has_no_place_that_could_survive() -> None:
    """Four articles, counts in 100 words: 3, 1, 0, 0; those of 0 are no difference between the two."""
    rate = {"Post": 30.0, "Mail": 10.0, "Sun": 0.0, "Star": 0.0}
    paths = [
        KEY | {"outlet_key": o, "n_outlets": 4, "kind": kind, "n": 1, "holds": True, "rate": r, "rate_others": 5.0}
        for o, r in rate.items()
        for kind in ("as it is", "copies")
    ]
    paths = schema.from_rows("paths", paths)
    survived = sensitivity.survival(paths)
    assert survived["n_tied"].tolist() == [0, 0, 1, 1]
    none = rates(*[(o, "rate", *[pd.NA] * 5, 1) for o in rate])
    html = strip.strip(none, paths, survived, ARTICLES).html
    assert "2 of 2 differences between one article and the others survive other ways to count" in html
    assert (
        "2 more differences are left out of this number, because another article has exactly the same rate there (both "
        "have none at all): neither has a place of its own to keep."
    ) in html
    assert "Some count no listed words, so none can be left out of them: softening words." in html
    assert "left out of these" not in strip.strip(none, paths.assign(kind=paths["kind"].replace("copies", "word")), survived, ARTICLES).html  # fmt: skip
    assert "30.0 against 5.0 in 1,000 words" in html
    assert "Sun" not in html
    assert f"holds in {sensitivity.HOLDS:.0%}".replace("%", " %") in html
    outlets = [*rate, "Post"]
    twice = pd.DataFrame({"article_id": list("abcde"), "outlet_key": outlets, "outlet": outlets})
    html = strip.strip(none, paths, survived, twice).html
    assert "2 of 2 differences between one outlet and the others survive" in html, "rows of outlets are called so"
    assert ">Outlet</th>" in html
    assert "one article" not in html


def test_the_size_of_a_contrast_stands_before_its_p() -> None:
    one = ("Post", "ratio", 1.8, 1.4, 2.3, 0.001, 0.002, 20)
    found = rates(
        one, ("Post", "difference", 4.0, 2.0, 6.0, *[pd.NA] * 2, 20), ("Post", "rate", 9, 8, 10, *[pd.NA] * 2, 20)
    )
    found = found.assign(n_texts_against=pd.array([60] * 3, dtype="Int64"))
    survived = pd.DataFrame([{**KEY, "outlet_key": "Post", "holds_in": 1.0, "undone_by": pd.NA, "survives": True}])
    html = contrasts.contrasts({"estimates": found}, [Rule("hedges", "uncertainty", "narrator")], survived).html
    heads = re.findall(r"<th scope=\"col\"[^>]*>(.*?)</th>", html)
    first_p = next(i for i, head in enumerate(heads) if head.startswith("p, adjusted"))
    assert {"Its rate over that of the others (ratio)", "Its rate less theirs (difference)"} <= set(heads[:first_p])
    assert all("adjusted after" in head for head in heads if head.startswith("p"))
    assert html.index("1.80 (1.40–2.30)") < html.index("4.0 (2.0–6.0)") < html.index(">.002<")


def test_what_else_differs_comes_first_and_evenness_is_said_by_the_rules_of_imbalance() -> None:
    row = {"outlet_key": "Post", "is_stated": True, "n_articles": 2, "n_words": 900, "median_words": 450.0}
    row |= {"genres": "opinion 1", "first": "2020-01-07", "last": "2020-01-07", "n_undated": 0}
    found = pd.DataFrame([row | {"furniture_words": 9, "all_words": 990, "copied_words": 300, "n_texts": 2}])
    html = balance.first(found, ["Length: from 300 words (Mail) to 450 (Post), median article."]).html
    assert html.index("besides their outlet. Length") < html.index("<table>")
    assert "opinion 1" in html
    assert "33 % (300 of 900)" in html
    assert "All articles are of one outlet" in balance.first(found, []).html
    assert (imbalance.LONGER, imbalance.MOSTLY) == (1.5, 0.5), "the words of balance.first"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "do not differ in length, genre, date and shared words: no median article is half as long again"),
        ({"genres": None}, "length, date and shared words: .* Not compared, as too little is stated: genre."),
        ({"first": None, "last": None, "n_undated": 2}, "Not compared, as too little is stated: date."),
        ({"first": "2020-01"}, "Not compared, as too little is stated: date."),
        ({"copied_words": None, "genres": None}, "in length and date: .* is stated: genre and shared words."),
    ],
)
def test_evenness_is_said_only_of_what_could_be_compared(changed: dict, said: str) -> None:
    row = {"n_articles": 2, "is_stated": True, "n_words": 900, "median_words": 450.0, "genres": "opinion 1"}
    row |= {"first": "2020-01-07", "last": "2020-01-07", "n_undated": 0, "copied_words": 300, "n_texts": 2}
    row |= {"furniture_words": 9, "all_words": 990} | changed
    html = balance.first(pd.DataFrame([row | {"outlet_key": key} for key in ("Post", "Mail")]), []).html
    assert re.search(said, html)


def test_dates_are_compared_among_outlets_that_state_all_of_theirs() -> None:
    row = {"n_articles": 2, "is_stated": True, "n_words": 900, "median_words": 450.0, "genres": None, "n_undated": 0}
    row |= {"first": "2020-01-07", "last": "2020-01-07", "copied_words": None, "n_texts": None}
    rows = [row | {"outlet_key": key, "furniture_words": 9, "all_words": 990} for key in ("Post", "Mail", "Sun")]
    rows[2] |= {"n_undated": 1}
    assert "begin (of the 2 whose articles are all dated)" in balance.first(pd.DataFrame(rows), []).html


def test_tone_shows_two_lexicons_and_their_agreement_folded() -> None:
    row = {"article_id": "a", "outlet_key": "Post", "part": "body", "polarity": -0.25, "subjectivity": 0.5}
    found = schema.from_rows("tone", [row | {"words_known": 3, "vader": 0.1, "vader_known": 0}])
    agreed = {"part": "body", "n_texts": 1, "n_signed": 0, "confidence": 0.95, "why": "1 separately worded text"}
    few = agreed | {"part": "headline", "n_texts": 5, "n_signed": 4, "same_sign": 0.75}
    html = tone.tone(found, schema.from_rows("tone_agreement", [few, agreed])).html
    assert '<td class="num">3 of 4</td>' in html, "per cent of four texts says too much"
    assert html.startswith("<details><summary>Low-validity lexicon tone")
    assert "−0.25" in html
    assert "+0.10" not in html, "a lexicon that knows no word says nothing"
    assert "1 separately worded text" in html
    assert "left out" in tone.tone(schema.empty("tone"), schema.empty("tone_agreement")).html
