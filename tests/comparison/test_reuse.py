"""Passages and copies in invented articles, small enough to be judged by eye, and what must hold for any text."""

from dataclasses import astuple
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.comparison.reuse import Shared, copies, credits, passages, shingles, tokens
from analysis.corpus import from_texts
from analysis.lexicon import load
from analysis.signals import quotes
from analysis.spans import mismatches
from tests.benchmarks import corpora

WIRE = (
    "The old harbour bridge was closed on Monday after engineers found a crack in its northern pillar.\n\n"
    "Ferries carried some four thousand commuters across the bay before noon, and queues reached the market square.\n\n"
    "“We will not open it until every bolt has been tested twice,” said Lena Hartwell, the mayor.\n\n"
    "Repairs could last into the spring, officials of the port authority warned in a letter to shopkeepers."
)
REWRITTEN = (
    "Nobody crosses the bay on foot this week. The mayor shut the harbour bridge when a pillar proved unsafe, and boats "
    "took people to work instead.\n\n"
    "“We will not open it until every bolt has been tested twice,” Mayor Hartwell told us.\n\n"
    "Traders fear for their spring, which the port says may be lost."
)


def share(*texts: str, outlets: tuple[str, ...] = (), days: tuple[str, ...] = ()) -> dict[str, pd.DataFrame]:
    """Tables of articles with the given texts, named a, b, c, …; a headline of its own stands above each."""
    ids = [chr(ord("a") + n) for n in range(len(texts))]
    tables = from_texts(ids, [f"Headline number {i}\n\n{text}" for i, text in zip(ids, texts, strict=True)])
    if days:
        tables["articles"] = tables["articles"].assign(
            published=pd.array(days, dtype="string"), published_precision=pd.array(["day"] * len(days), dtype="string")
        )
    if outlets:
        tables["articles"]["outlet_key"] = pd.array(outlets, dtype="string")
    tables["quotes"] = quotes.find(tables["articles"], tables["lines"], tables["sentences"])
    shared = Shared(tables["articles"], tables["lines"], tables["quotes"])
    tables["passages"] = schema.check(passages.find(shared, tables["sentences"]), "passages")
    tables["copies"] = schema.check(copies.find(shared, tables["lines"]), "copies")
    return tables


def texts_of(tables: dict[str, pd.DataFrame], article: str) -> list[str]:
    own = tables["passages"]
    return own.loc[own["article_id"] == article, "text"].tolist()


def test_a_copy_with_a_few_words_changed_is_one_text():
    edited = WIRE.replace("some four thousand", "about 4,000").replace("officials of the port authority", "the port")
    tables = share(WIRE, edited)
    assert tables["copies"]["text_id"].tolist() == [0, 0]
    assert tables["copies"]["kept"].tolist() == [True, False], "the longer one stands for the text"
    assert any(t.startswith("The old harbour bridge was closed on Monday") for t in texts_of(tables, "b"))


def test_the_same_quotation_is_no_copy():
    tables = share(WIRE, REWRITTEN)
    assert tables["copies"]["text_id"].tolist() == [0, 1]
    quotation = "We will not open it until every bolt has been tested twice"
    assert texts_of(tables, "a") == texts_of(tables, "b") == [quotation]
    assert tables["passages"]["quoted"].all()
    assert tables["passages"]["likeness"].tolist() == [1.0, 1.0]


def test_words_of_a_speaker_that_another_tells_as_its_own_are_told_apart():
    tables = share(
        WIRE, "It will stay shut: We will not open it until every bolt has been tested twice, the mayor said."
    )
    assert tables["passages"]["quoted"].tolist() == [True, False]


@pytest.mark.parametrize(
    "words",
    [
        "The council did not immediately respond to a request for comment.",
        "Two of them spoke on condition of anonymity because the talks were private.",
        "The Chairman of the Joint Chiefs of Staff came.",
        "Somebody rang in the middle of the night.",
    ],
    ids=["formula", "anonymous", "title", "idiom"],
)
def test_formulas_titles_and_idioms_are_no_passages(words):
    other = words.replace("Somebody rang", "They left")
    tables = share(f"{words} Bakers met in Harborne to count their loaves.", f"Rain fell on Eastmere. {other}")
    assert len(tables["passages"]) == 0


def test_the_first_one_is_told_only_where_all_are_dated():
    dated = share(WIRE, WIRE, days=("2021-03-02", "2021-03-01"))
    assert dated["passages"].loc[dated["passages"]["first"], "article_id"].unique().tolist() == ["b"]
    assert dated["copies"]["kept"].tolist() == [False, True]
    same_day = share(WIRE, WIRE, days=("2021-03-01", "2021-03-01"))
    assert not same_day["passages"]["first"].any()
    assert not share(WIRE, WIRE)["passages"]["first"].any()


def test_outlets_and_articles_are_counted_apart():
    tables = share(WIRE, WIRE, REWRITTEN, outlets=("X", "X", "Y"))
    counts = tables["passages"].groupby("quoted")[["n_articles", "n_outlets"]].agg(["min", "max"])
    assert counts.loc[True].tolist() == [3, 3, 2, 2]
    assert counts.loc[False].tolist() == [2, 2, 1, 1]


def test_one_text_in_very_many_articles_is_still_one_text():
    tables = share(*[WIRE] * 40)
    assert set(tables["copies"]["text_id"]) == {0}
    assert set(tables["passages"]["n_articles"]) == {40}


def test_each_text_counts_once_on_demand():
    tables = share(WIRE, REWRITTEN, WIRE)
    once = copies.counted(tables, "one_per_text")
    assert once["articles"]["article_id"].tolist() == ["a", "b"]
    assert once["passages"].equals(tables["passages"])
    assert len(copies.counted(tables, "all")["articles"]) == 3


def test_a_text_told_in_two_stories_counts_in_both():
    tables = share(WIRE, WIRE, WIRE)
    for stories, kept in ((["x", "y", "x"], [True, True, False]), ([None, "y", None], [True, True, False])):
        tables["articles"]["story"] = pd.array(stories, dtype="string")
        shared = Shared(tables["articles"], tables["lines"], tables["quotes"])
        table = copies.find(shared, tables["lines"])
        assert table["text_id"].tolist() == [0, 0, 0]
        assert table["kept"].tolist() == kept


def test_nothing_to_compare():
    for texts in ([], [""], [WIRE], ["", ""], ["…", "—"], ["Ja", "Ja"]):
        tables = share(*texts)
        assert len(tables["passages"]) == 0
        assert tables["copies"]["text_id"].tolist() == list(range(len(texts)))


CREDITS = [
    ("HARBORNE (Reuters) - The port is closed, the council said.", "Reuters", "HARBORNE (Reuters) -"),
    ("EASTMERE, March 3 (AP) — Rain fell.", "AP", "EASTMERE, March 3 (AP) —"),
    ("(AFP) - Rain fell.", "AFP", "(AFP) -"),
    ("Rain fell in Eastmere.\n\nThe Associated Press contributed to this report.", "The Associated Press", "The Associated Press contributed to this report."),
    ("Rain fell in Eastmere.\n\nReuters and Ana Ruiz contributed to this story.", "Reuters", "Reuters and Ana Ruiz contributed to this story."),
    ("Rain fell in Eastmere.\n\nSource: AFP", "AFP", "Source: AFP"),
    ("Rain fell in Eastmere.\n\nThis story has been published from a wire agency feed.", None, None),
    ("The minister, who had spoken to Reuters (a news agency), left.", None, None),
    ("The letter was seen by AFP and confirmed to be authentic.", None, None),
    ("Maps of the area (AP) hung on the wall.", None, None),
    ("PA systems failed at the stadium. An apt remark.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "agency", "credit"), CREDITS)
def test_wire_credits(body, agency, credit):
    tables = from_texts(["a"], [f"A headline\n\n{body}"])
    row = credits.find(tables["articles"], tables["lines"]).iloc[0]
    if agency is None:
        assert pd.isna(row["credit"])
        return
    assert (row["agency"], row["credit"]) == (agency, credit)
    assert tables["articles"]["text"][0][row["credit_start"] : row["credit_end"]] == credit


@pytest.mark.parametrize(
    ("byline", "agency"),
    [("By Reuters", "Reuters"), ("By Ana Ruiz, Associated Press", "Associated Press"), ("Ana Ruiz | AP", "AP"),
     ("By Ana Ruiz", None), ("By April Reuter", None), ("FAN Editor", None)],
)  # fmt: skip
def test_wire_credits_in_bylines(byline, agency):
    tables = from_texts(["a"], ["A headline\n\nRain fell in Eastmere."])
    articles = tables["articles"].assign(byline=pd.array([byline], dtype="string"))
    row = credits.find(articles, tables["lines"]).iloc[0]
    assert (None if pd.isna(row["agency"]) else row["agency"]) == agency


def test_every_formula_of_the_lexicon_is_long_enough_to_be_known():
    assert all(len(words.split()) >= 5 for words in load("wires").words("formula"))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="aAbé’'.,-“” \n\U0001f600İ", max_size=120), min_size=2, max_size=4))
def test_any_text_gives_places_that_hold_their_words(texts):
    tables = share(*texts)
    assert not len(mismatches(tables["passages"], tables["articles"]))


def test_the_order_of_the_articles_matters_little():
    """Where words repeat, a gap may be bridged from one side and not from the other; what is shared stays the same."""
    made = corpora.articles(30, seed=4, copies=0.2, passages=0.3)
    backwards = [made["text"].tolist(), made["text"].tolist()[::-1]]
    spans = []
    for texts in backwards:
        tables = from_texts([str(hash_of) for hash_of in range(len(texts))], texts)
        found = quotes.find(tables["articles"], tables["lines"], tables["sentences"])
        table = passages.find(Shared(tables["articles"], tables["lines"], found), tables["sentences"])
        own = dict(zip(tables["articles"]["article_id"], texts, strict=True))
        spans.append({(own[r.article_id], r.start, r.end, r.n_articles) for r in table.itertuples()})
    assert len(spans[0]) > 50
    assert len(spans[0] & spans[1]) >= 0.9 * len(spans[0] | spans[1])


def test_a_headline_that_some_outlets_share_takes_no_words_of_the_story_with_it():
    """Fourteen of forty outlets set the same headline above one story: it is no second passage of the story's opening."""
    ids = [f"o{n}" for n in range(40)]
    own = ["Harbour bridge closed over cracked pillar" if n < 14 else f"Story{n}" for n in range(40)]
    tables = from_texts(ids, [f"{headline}\n\n{WIRE}" for headline in own])
    found = quotes.find(tables["articles"], tables["lines"], tables["sentences"])
    table = passages.find(Shared(tables["articles"], tables["lines"], found), tables["sentences"])
    assert set(table.loc[table["n_articles"] < 40, "text"]) <= {own[0]}
    assert table.loc[table["text"].str.startswith("The old harbour bridge"), "n_articles"].unique().tolist() == [40]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 400), max_size=60), st.integers(1, 6))
def test_parts_of_the_sorted_numbers_keep_equal_beginnings_together(numbers, part):
    row = np.sort(np.array(numbers, np.int64))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shingles, "PART", part)
        parts = [row[s] >> 3 for s in shingles.slices(row, 3)]
    assert np.concatenate([row[:0], *parts]).tolist() == (row >> 3).tolist()
    assert all(one[-1] < other[0] for one, other in pairwise(parts))


def test_what_is_shared_does_not_hang_on_how_much_is_looked_at_a_time(monkeypatch):
    made = corpora.articles(60, seed=8, copies=0.2, passages=0.2, quotations=0.2)
    tables = from_texts(made["article_id"].tolist(), made["text"].tolist())
    found = quotes.find(tables["articles"], tables["lines"], tables["sentences"])
    whole = Shared(tables["articles"], tables["lines"], found).stretches
    monkeypatch.setattr(shingles, "PART", 1000)
    monkeypatch.setattr(shingles, "BLOCK", 1000)
    monkeypatch.setattr(tokens, "CHUNK", 3)
    monkeypatch.setattr(tokens, "MANY", 6)
    parted = Shared(tables["articles"], tables["lines"], found).stretches
    rows = [set(zip(*(column.tolist() for column in astuple(s)), strict=True)) for s in (whole, parted)]
    assert len(rows[0]) > 50
    assert rows[0] == rows[1]
