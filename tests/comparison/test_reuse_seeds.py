"""What a careful reader finds shared between the five seeds, written down from reading.

000 and 003 share one text, re-edited. The others share quotations only: Milley's statement, Esper's *no decision*, the
letter, Trump's two sentences on the air base and the sanctions.
"""

import pandas as pd
import pytest

from analysis.comparison.reuse import Shared, copies, passages
from analysis.corpus import read
from analysis.signals import quotes
from analysis.spans import mismatches
from analysis.study import load

SHARED = [
    # one article, another, quoted here, quoted there, words of the one, words of the other
    ("000", "003", False, False, "Iraq’s Prime Minister said that the U.S. military sent a letter regarding American troop withdrawal from the country", "Iraq’s prime minister said that the U.S. military sent a letter regarding American troop withdrawal from the country"),
    ("000", "003", False, False, "a U.S. airstrike that killed Iran’s top general", "a U.S. airstrike in Iraq that killed Iran’s top general"),
    ("000", "003", False, False, "that the letter informing Iraq’s Defense Ministry that U.S.-led coalition troops would leave Iraq", "that the letter informing Iraq’s Defense Ministry that U.S.-led coalition troops would leave Iraq"),
    ("000", "003", True, True, "A draft unsigned letter that was acquired by an Iraqi official has no import. It has no value whatsoever", "A draft unsigned letter that was acquired by an Iraqi official has no import. It has no value whatsoever"),
    ("000", "003", False, False, "Secretary of Defense Mark Esper said Tuesday in an interview with CNN", "Secretary of Defense Mark Esper said Tuesday in an interview with CNN"),
    ("000", "003", False, False, "Joint Chiefs of Staff Chairman Gen. Mark Milley told reporters at the Pentagon Monday", "Joint Chiefs of Staff Chairman Gen. Mark Milley told reporters at the Pentagon on Monday"),
    ("000", "003", False, False, "Esper told reporters earlier in the day that the U.S. was", "Esper told reporters earlier in the day that the U.S. was"),
    ("000", "003", True, True, "repositioning forces throughout the region", "repositioning forces throughout the region"),
    ("000", "003", False, False, "passed a nonbinding resolution calling for the removal of American forces and other foreign troops in the wake of a U.S. airstrike that killed Iran’s top general, Qasem Soleimani", "passed a nonbinding resolution calling for the removal of American forces and other foreign troops from the country in the wake of a U.S. airstrike in Iraq that killed Iran’s top general, Qasem Soleimani"),
    ("000", "003", False, False, "requested clarifications on U.S. plans", "requested clarifications on U.S. plans"),
    ("000", "002", True, True, "That letter is a draft, it was a mistake, it was unsigned, it should never have been released", "That letter is a draft it was a mistake, it was unsigned, it should not have been released"),
    ("000", "001", True, True, "been no decision whatsoever to leave", "been no decision whatsoever to leave Iraq, period"),
    ("001", "002", True, True, "implies withdrawal. That is not what’s happening", "implies withdrawal, that is not what’s happening"),
    ("001", "002", True, True, "We respect your sovereign decision ordering our departure", "We respect your sovereign decision to order our departure"),
    ("001", "004", True, True, "There’s been no decision whatsoever to leave Iraq, period", "there’s been no decision made to leave Iraq. Period"),
    ("002", "004", True, True, "Sir, in deference to the sovereignty of the Republic of Iraq, and as requested by the Iraqi Parliament and the Prime Minister", "Sir, in due deference to the sovereignty of the Republic of Iraq, and as requested by the Iraqi Parliament, and the Prime Minister"),
    ("002", "003", True, True, "repositioning forces over the course of the coming days and weeks to prepare for onward movement", "repositioning forces over the course of the coming days and weeks to prepare for onward movement"),
    ("003", "004", True, True, "the movement out of Iraq is conducted in a safe and efficient manner", "the movement out of Iraq in a safe and efficient manner"),
    ("003", "004", True, False, "certain measures to", "certain measures to"),
    ("002", "004", True, True, "We have a very extraordinarily expensive air base that's there. It cost billions of dollars to build. We're not leaving unless they pay us back for it", "We have a very extraordinarily expensive airbase that’s there. It cost billions of dollars to build. We’re not leaving unless they pay us back for it"),
    pytest.param("000", "003", False, False, "confusion over plans for troops in the region", "confusion over plans for U.S. troops in the region", marks=pytest.mark.xfail(strict=True, reason="a word changed leaves runs of four: prose needs five words in a row")),
    ("002", "004", True, True, "we will charge them sanctions like they've never seen before, ever. It'll make Iranian sanctions look somewhat tame", "we will charge them sanctions like they’ve never seen before, ever. It’ll make Iranian sanctions look somewhat tame"),
]  # fmt: skip
NOT_SHARED = [
    ("001", "Chairman of the Joint Chiefs of Staff", "a title"),
    ("002", "U.S. Marine Corps Brigadier General William H. Seely", "a title and a name"),
    ("000", "There has been no decision whatsoever", "as a whole: only 000 has *There has*; the rest stands in SHARED"),
    ("003", "State Department tells Iraq it will not discuss US troop withdrawal", "the headline of 003 alone"),
    ("000", "Get real time updates directly on you device", "furniture, though it stands twice in 003"),
]
PROSE_PAIRS = {("000", "003")}
"""The only pair that shares prose outside of marks in both."""


@pytest.fixture(scope="module")
def found() -> dict[str, pd.DataFrame]:
    tables = read(load("data/studies/iraq-letter.yaml"))
    tables["quotes"] = quotes.find(tables["articles"], tables["lines"], tables["sentences"])
    shared = Shared(tables["articles"], tables["lines"], tables["quotes"])
    tables["passages"] = passages.find(shared, tables["sentences"])
    tables["copies"] = copies.find(shared, tables["lines"])
    return tables


@pytest.mark.parametrize(("one", "other", "quoted", "other_quoted", "words", "other_words"), SHARED)
def test_what_a_reader_finds_shared(found, one, other, quoted, other_quoted, words, other_words):
    own = found["passages"]
    ours = own[
        (own["article_id"] == one) & own["text"].map(lambda t: words in t or (t in words and len(t) > len(words) / 2))
    ]
    clusters = set(ours.loc[ours["quoted"] == quoted, "cluster_id"])
    theirs = own[(own["article_id"] == other) & own["cluster_id"].isin(clusters) & (own["quoted"] == other_quoted)]
    assert any(other_words in t or (t in other_words and len(t) > len(other_words) / 2) for t in theirs["text"])


@pytest.mark.parametrize(("article", "words", "why"), NOT_SHARED)
def test_what_is_no_passage(found, article, words, why):
    own = found["passages"]
    assert not own[(own["article_id"] == article)]["text"].str.contains(words, regex=False).any(), why


def test_prose_is_shared_by_one_pair_alone(found):
    prose = found["passages"][~found["passages"]["quoted"]]
    sides = [tuple(sorted(set(ids))) for _, ids in prose.groupby("cluster_id")["article_id"]]
    assert {pair for pair in sides if len(pair) > 1} == PROSE_PAIRS


def test_passages_stand_where_they_say_and_leave_furniture_out(found):
    table = found["passages"]
    assert not len(mismatches(table, found["articles"]))
    furniture = found["lines"][
        ~found["lines"]["label"].isin(["headline", "alt_headline", "deck", "subheading", "body", "caption"])
    ]
    for line in furniture.itertuples():
        own = table[table["article_id"] == line.article_id]
        assert not ((own["start"] < line.end) & (own["end"] > line.start)).any()
    assert table["n_outlets"].between(2, 5).all()
    assert not table["first"].any(), "no article of the seeds but one is dated"


def test_five_articles_are_four_separately_worded_texts(found):
    table = found["copies"].set_index("article_id")
    assert table["text_id"].nunique() == 4
    assert table.loc["000", "text_id"] == table.loc["003", "text_id"]
    assert table.loc["000", "shared_prose"] > 0.3
    assert table["kept"].to_dict() == {"000": False, "001": True, "002": True, "003": True, "004": True}
    assert table["credit"].isna().all(), "agencies named in the seeds are sources, owners of photos, or no agency"
