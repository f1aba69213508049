"""What cannot be said, of corpora of several kinds: each sentence is true of its tables, and none is said of others."""

import pandas as pd
import pytest

from analysis import pipeline, schema
from analysis.evidence import estimate
from analysis.evidence.limits import cannot_say

KEY = {"signal": "hedges", "measure": "uncertainty", "voice": "narrator", "per": "1,000 words"}


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """The tables of two articles of two outlets, dated to the day."""
    folder = tmp_path_factory.mktemp("two")
    rows = [
        ("Post", "2020-01-07", "Bridge shut\n\nIt may open soon."),
        ("Mail", "2020-01-07", "Road shut\n\nIt is old."),
    ]
    pd.DataFrame(rows, columns=["outlet", "date", "text"]).to_csv(folder / "t.csv", index=False)
    return pipeline.analyse(folder / "t.csv")


def said(tables, about: str) -> list[str]:
    return [sentence for sentence in cannot_say(tables) if about in sentence]


def estimates(*rows: tuple) -> pd.DataFrame:
    """Rows of table `estimates`: copies, outlet, kind, estimate, low, high, p after Holm."""
    names = ("copies", "outlet_key", "kind", "estimate", "low", "high", "p_holm")
    fixed = KEY | {"count": 9, "exposure": 999, "confidence": 0.95, "n_articles": 20, "n_texts": 20}
    return schema.from_rows("estimates", [fixed | dict(zip(names, row, strict=True)) for row in rows])


def paths(*rows: tuple) -> pd.DataFrame:
    """Rows of table `paths` of the Post's contrast: kind, what is left out, number of paths, does it hold?"""
    names = ("kind", "without", "n", "holds")
    fixed = {name: KEY[name] for name in ("signal", "measure", "voice")} | {"outlet_key": "Post", "n_outlets": 2}
    return schema.from_rows("paths", [fixed | dict(zip(names, row, strict=True)) for row in rows])


RATES = (("all", "Post", "rate", 9.0, 7.0, 11.0, pd.NA), ("all", "Mail", "rate", 5.0, 4.0, 6.0, pd.NA))
SURE = ("all", "Post", "ratio", 1.8, 1.4, 2.3, 0.001)


def test_one_article_is_compared_with_nothing(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("Bridge shut\n\nIt is shut.\n", encoding="utf-8")
    assert cannot_say(pipeline.analyse(tmp_path))[0] == "There is one article: there is nothing to compare it with."


def test_one_article_an_outlet(two) -> None:
    sentences = cannot_say(two)
    assert sentences[0].startswith("How an outlet usually tells things. Each article stands alone here")
    assert not said(two, "Who published")
    assert not said(two, "Who wrote first")
    assert said(two, "No coding of them was at hand")


def test_outlets_under_the_smallest_number_are_named(two) -> None:
    articles = pd.concat([two["articles"], two["articles"].assign(article_id=["c", "d"])], ignore_index=True)
    few = two | {"articles": articles, "estimates": estimates(RATES[0], ("all", "Mail", "rate", *[pd.NA] * 4))}
    assert said(few, "How Mail tells these events in general. It has fewer than")
    none = few | {"estimates": estimates(*[("all", o, "rate", *[pd.NA] * 4) for o in ("Post", "Mail")])}
    assert said(none, f"None has {estimate.FEWEST} separately worded texts")


def test_intervals_that_hold_no_difference_are_counted(two) -> None:
    found = two | {"estimates": estimates(*RATES, SURE, ("all", "Mail", "ratio", 0.9, 0.7, 1.2, 0.6))}
    assert said(
        found,
        "Of 2 contrasts 1 may be chance alone, seeing how many were looked at together (Holm’s adjustment); taken one by one, 1 has an interval",
    )
    assert not said(two, "contrasts")


@pytest.mark.parametrize(
    ("once", "goes"),
    [
        (("one_per_text", "Post", "ratio", 1.7, 1.2, 2.4, 0.01), False),
        (("one_per_text", "Post", "ratio", 1.3, 0.9, 1.9, 0.3), True),
        (("one_per_text", "Post", "ratio", 0.6, 0.4, 0.8, 0.01), True),  # sure, but the other way round
    ],
)
def test_a_difference_that_goes_with_copies(two, once, goes) -> None:
    found = two | {"estimates": estimates(*RATES, SURE, once)}
    assert bool(said(found, "With one article a text")) is goes


@pytest.mark.parametrize(
    ("culprit", "sentence"),
    [
        (("word", "may", 1, False), "Without the word “may” it changes its sign"),
        (("article", "17", 1, False), "Without article 17 it changes its sign"),
        (("voice", "all voices", 1, False), "It holds in 67% of the other choices"),
    ],
)
def test_a_difference_that_goes_without_one_thing_is_told_with_its_name(two, culprit, sentence) -> None:
    held = [("copies", "one_per_text", 1, True), ("exposure", "sentences of the body", 1, True)]
    found = two | {"estimates": estimates(*RATES, SURE), "paths": paths(*held, culprit)}
    assert said(found, "That Post differs from the others in uncertainty (narrator)") == said(found, sentence) != []
    chance = found | {"estimates": estimates(*RATES, (*SURE[:-1], 0.2))}
    assert not said(chance, sentence), "what chance explains is not explained again"


def score(**more) -> dict:
    row = {"signal": "hedges", "category": "all", "by": "all", "subset": "all", "metric": "precision", "rule": "same"}
    return row | {"value": 0.9, "low": 0.8, "high": 0.95, "confidence": 0.95, "n_units": 50, "n_articles": 9} | more


def test_low_precision_and_errors_that_differ_by_outlet(two) -> None:
    rows = [
        score(value=0.55),
        score(by="outlet", subset="Post", value=0.4, low=0.3, high=0.5),
        score(by="outlet", subset="Mail", value=0.9, low=0.8, high=0.95),
        score(signal="numbers", metric=pd.NA, value=pd.NA, n_units=0),
    ]
    found = two | {"scores": schema.from_rows("scores", rows)}
    assert said(found, "Much from counts of softening words. On these articles, of the 50 marked, 55% are right.")
    assert said(found, "Precision is 40% in Post and 90% in Mail, and their intervals lie apart.")
    assert said(found, "How often marks of figures are right in these articles. No coder was asked for them.")
    good = two | {"scores": schema.from_rows("scores", [score()])}
    assert not any(said(good, about) for about in ("Much from", "lie apart", "No coder was asked for them"))


def test_coders_who_do_not_agree_or_are_no_people(two) -> None:
    row = {"unit": "heads", "variable": "by", "level": "nominal", "alpha": 0.5, "reading": "not reliable"}
    more = {"confidence": 0.95, "n_units": 9, "n_articles": 2, "n_coders": 2, "coders": "a, b"}
    coders = [{"coder": c, "kind": "model", "is_reference": False, "n_judgements": 9} for c in "ab"]
    found = two | {
        "agreement": schema.from_rows("agreement", [row | more]), "coders": schema.from_rows("coders", coders)
    }  # fmt: skip
    assert said(found, "alpha is below 0.667 for who answers for the position (headline or line under it: 0.500)")
    assert said(found, "The codings are by a language model")
    people = found | {"coders": schema.from_rows("coders", [c | {"kind": "person"} for c in coders])}
    assert not said(people, "language model")


def test_the_seeds_say_what_is_true_of_them() -> None:
    tables = pipeline.analyse("data/studies/iraq-letter.yaml")
    assert said(tables, "002 and 003 do not state an outlet")
    assert said(tables, "Only 1 of 5 articles states the day")
    assert said(tables, "The codings are by a language model")
    assert not said(tables, "contrasts")


def test_figures_of_articles_that_the_rules_were_written_with_are_said_to_flatter(two) -> None:
    """The example study holds figures of its own articles: they are neither nothing nor a validation."""
    seeds = pipeline.analyse("data/studies/iraq-letter.yaml")
    flatter = "in view, so that figures of them flatter; deeds, causes, demands and figures were held against a list"
    assert said(seeds, flatter)
    assert not [s for s in cannot_say(seeds) if "No coder was asked for them" in s and "deeds" in s]
    assert not said(two, "flatter")
