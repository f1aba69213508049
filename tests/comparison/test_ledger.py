"""The ledger of headlines against their own articles: the seeds as a reader books them, and articles made for each kind."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corpus, pipeline, schema, study
from analysis.comparison import ledger
from analysis.spans import mismatches

# Booked from reading, before the rules were run: article, part, kind, beginning of the sentence beside it.
#
# 001 says in its own voice that the letter is a mistake; its body has that only from General Milley. "Allegedly" in its
# lead stands before the withdrawal, which the headline only names, and is no entry. 002's headline has a general call the letter a mistake; its
# deck announces the withdrawal flat, which the body gives as what the coalition said. 000 and 003 head what they tell.
# 004's headlines give the denial as a denial.
SEEDS = [
    ("001", "headline", "attribution lost", "Chairman of the Joint Chiefs"),
    ("002", "deck", "attribution lost", "Following the Iraqi parliament"),
    ("002", "deck", "deck contradicts headline", "UPDATE: U.S. Letter Agreeing"),
]

BRIDGE = study.Proposition(id="P1", text="The bridge is safe.", terms=("safe", "not unsafe"))

# Headline, further lines, and the kinds that a reader would book. What comes after "but" is why a rule may go wrong.
MADE = [
    ("Ministry Hid Flood Report From Mayors", "The council met on Monday.\n\nThe ministry hid the flood report from mayors for a year, Anna Weber said.", ["attribution lost"]),
    ("Ministry Hid Flood Report, Weber Says", "The council met on Monday.\n\nThe ministry hid the flood report from mayors for a year, Anna Weber said.", []),
    ("Weber Hid Flood Report From Mayors", "The council met on Monday.\n\nAnna Weber said she hid the flood report from mayors for a year.", []),
    ("Ministry Hid Flood Report From Mayors", "The ministry hid the flood report from mayors.\n\nThe ministry hid the flood report from mayors for a year, Anna Weber said.", []),
    ("Harbour Fire Spread From Fuel Depot", "Crews worked all night.\n\nThe harbour fire may have spread from the fuel depot.", ["hedge lost"]),
    ("Harbour Fire May Have Spread From Fuel Depot", "Crews worked all night.\n\nThe harbour fire may have spread from the fuel depot.", []),
    ("Harbour Fire Spread From Fuel Depot", "Crews worked all night.\n\nThe harbour fire spread from the fuel depot, which may close.", []),
    ("Council Votes for Reckless Giveaway to Builders", "The council voted for the plan on Monday.\n\nOpponents called it a “reckless giveaway” and left the hall.", ["quotation marks lost"]),
    ("Council Votes for ‘Reckless Giveaway’ to Builders", "The council voted for the plan on Monday.\n\nOpponents called it a “reckless giveaway” and left the hall.", []),
    ("Council Votes for Reckless Giveaway to Builders", "The council voted for the reckless giveaway on Monday.\n\nOpponents, too, called it a “reckless giveaway” and left the hall.", []),
    ("Did the Harbour Fire Spread From the Fuel Depot?", "Crews worked all night.\n\nThe harbour fire may have spread from the fuel depot.", ["question not answered"]),
    ("Did the Harbour Fire Spread From the Fuel Depot?", "Crews worked all night.\n\nThe harbour fire spread from the fuel depot.", []),
    ("Is the bridge safe?", "Engineers looked at the bridge on Monday.\n\nWhether the bridge is safe is unclear, the city wrote.", ["question not answered"]),
    ("Is the bridge safe?", "Engineers looked at the bridge on Monday.\n\nThe bridge is safe, the city wrote.", []),
    ("The bridge is safe", "The bridge is not safe after the flood of Monday.\n\nThe city closed it.", ["headline against lead"]),
    ("The bridge is safe", "The bridge is safe after the flood of Monday.\n\nThe city opened it.", []),
    ("The bridge is safe", "Allegedly the bridge is safe after the flood of Monday.\n\nThe city opened it.", ["headline against lead"]),
    ("The ferry is back", "Allegedly the bridge is safe after the flood of Monday.\n\nThe ferry is back.", []),
    ("The report on whether the bridge is safe is genuine", "The council allegedly wrote that the bridge is safe.\n\nThe report is genuine.", []),
]  # fmt: skip


@pytest.fixture(scope="module")
def seeds(root: Path) -> pipeline.Tables:
    return pipeline.analyse(root / "data" / "studies" / "iraq-letter.yaml")


def tables_of(*texts: str) -> pipeline.Tables:
    tables = corpus.from_texts([str(n) for n in range(len(texts))], texts)
    pipeline.find_signals(tables, study.Study(title="made", given="made", path=Path("made"), propositions=(BRIDGE,)))
    return tables


def test_the_seeds_as_a_reader_books_them(seeds: pipeline.Tables) -> None:
    found = ledger.find(seeds)
    booked = sorted(zip(found["article_id"], found["part"], found["kind"], found["other_text"], strict=True))
    assert [row[:3] for row in booked] == [row[:3] for row in SEEDS]
    assert all(row[3].startswith(begins[3]) for row, begins in zip(booked, SEEDS, strict=True))
    schema.check(found, "ledger")


def test_what_differs_is_marked_in_either_sentence(seeds: pipeline.Tables) -> None:
    texts = dict(zip(seeds["articles"]["article_id"], seeds["articles"]["text"], strict=True))
    found = ledger.find(seeds)
    first = found[(found["article_id"] == "001") & (found["kind"] == "attribution lost")].iloc[0]
    places = [tuple(map(int, pair.split(":"))) for pair in first["differs"].split()]
    assert [texts["001"][a:b] for a, b in places] == [
        "Mistake",
        "Chairman of the Joint Chiefs of Staff Gen. Mark Milley",
        "stated",
    ]


@pytest.mark.parametrize(("headline", "body", "kinds"), MADE)
def test_an_article_made_for_a_kind(headline: str, body: str, kinds: list[str]) -> None:
    tables = tables_of(f"{headline}\n\n{body}")
    assert tables["sentences"]["part"].iloc[0] == "headline"
    assert ledger.find(tables)["kind"].tolist() == kinds


sentences = st.sampled_from(sorted({line for h, b, _ in MADE for line in (h, *b.split("\n\n"))}))


@settings(deadline=None, max_examples=15)
@given(st.lists(sentences, min_size=2, max_size=5), st.lists(sentences, min_size=2, max_size=5))
def test_spans_hold_and_partitions_agree(one: list[str], other: list[str]) -> None:
    texts = ["\n\n".join(one), "\n\n".join(other)]
    tables = tables_of(*texts)
    whole = ledger.find(tables)
    assert mismatches(whole, tables["articles"]).empty
    others = whole[["article_id", "other_start", "other_end", "other_text"]].set_axis(
        ["article_id", "start", "end", "text"], axis=1
    )
    assert mismatches(others, tables["articles"]).empty
    parts = [
        ledger.find({k: t[t["article_id"] == key] for k, t in tables.items() if "article_id" in t}) for key in "01"
    ]
    pd.testing.assert_frame_equal(whole, pd.concat(parts, ignore_index=True))


def test_a_headline_in_its_own_voice_is_told_by_its_words(seeds: pipeline.Tables) -> None:
    """Of two claims of one headline, *authentic* and *a mistake*, only one is a general's in the body."""
    found = ledger.find(seeds)
    why = found.loc[found["kind"] == "attribution lost", "why"].tolist()
    assert [words.partition(" in its own voice")[0] for words in why] == [
        "The headline says “Mistake”",
        "The line under the headline says “leaving”",
    ]
