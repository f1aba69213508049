"""Metadata: what datelines, bylines and imprints state, and where two statements differ."""

import pytest

from analysis.corpus import metadata
from analysis.corpus.lines import label

DATELINES = [
    ("WASHINGTON — The bridge was closed.", {"place": "WASHINGTON"}),
    ("DULUTH, Minn. — A man was saved.", {"place": "DULUTH, Minn."}),
    ("MOUNT ARDEN, Wash. (AP) — Crews worked through the night.", {"place": "MOUNT ARDEN, Wash."}),
    ("JAKARTA (Reuters) - A volcano erupted.", {"place": "JAKARTA"}),
    ("OSLO, Dec 14 (Reuters) - Rates were kept.", {"place": "OSLO"}),
    ("PARIS/BERLIN, March 3 (Reuters) - Talks went on.", {"place": "PARIS/BERLIN"}),
    ("NEW DELHI: The court put off its ruling.", {"place": "NEW DELHI"}),
    ("GHENT, 7 January 2020 (Reuters) — It was closed.", {"place": "GHENT", "published": "2020-01-07"}),
    ("Islamabad, January 7, 2020 (Xinhua) -- It was closed.", {"place": "Islamabad", "published": "2020-01-07"}),
    ("Ghent (AFP) - It was closed.", {"place": "Ghent"}),
    ("Ghent (CNN)The bridge was closed.", {"place": "Ghent"}),
    ("(Maple County, IA) — The board put off a vote.", {"place": "Maple County, IA"}),
    ("(Lakeside Wire — June 14, 2022) — It was closed.", {"outlet": "Lakeside Wire", "published": "2022-06-14"}),
    ("Harbour Daily Post, Lisbon: It was closed.", {"outlet": "Harbour Daily Post", "place": "Lisbon"}),
    # no datelines
    ("NATO — the alliance of 31 states — will meet.", {}),
    ("BREAKING — the bridge is closed.", {}),
    ("FACT CHECK: The bridge was never closed.", {}),
    ("U.S. — that is the word on the door.", {}),
    ("Lee — who was there — saw it.", {}),
    ("Ann Lee (D-Ghent) — the mayor — saw it.", {}),
    ("Monday, January 7, 2020 was the day on which it closed.", {}),
    ("It was closed on January 7, 2020.", {}),
    ("Ghent (population 260,000) is a city.", {}),
    ("Asked why, Lee said: It was closed.", {}),
]


@pytest.mark.parametrize(("paragraph", "states"), DATELINES)
def test_datelines_give_outlet_place_and_date(paragraph, states):
    text = f"Bridge closed\n\n{paragraph}\n\nNobody was hurt, police said."
    stated = metadata.read(text, label(text)).fields
    assert {k: v for k, v in stated.items() if k in ("outlet", "place", "published")} == states
    assert all(stated[f"{k}_from"] == "dateline of a paragraph" for k in states)


def read(text, given=None, outlets=None, day_first=None):
    return metadata.merge(metadata.read(text, label(text), day_first=day_first), given or {}, outlets or {})


def test_an_ambiguous_date_is_doubted_and_not_guessed():
    text = "Bridge closed\n\nPublished: 12/03/2021\n\nIt was closed on Friday, police said."
    assert read(text).fields.keys() == {"headline", "headline_from"}
    assert read(text).doubts[0][0] == "its dateline '12/03/2021' could be two different days; the date is left open"
    assert read(text, day_first=True).fields["published"] == "2021-03-12"
    assert read(text, day_first=False).fields["published"] == "2021-12-03"
    assert read(text, {"published": "2021-03-12", "published_from": "column date"}).doubts == []


@pytest.mark.parametrize(("given", "doubts"), [("2022-06-14", 0), ("2022-06-15", 0), ("2022-06-16", 1), ("2022", 0)])
def test_a_table_and_a_dateline_that_differ_are_doubted(given, doubts):
    text = "Grid warns\n\n(Lakeside Wire — June 14, 2022) — It was closed, police said."
    stated = read(text, {"published": given, "published_from": "column date"})
    assert len(stated.doubts) == doubts
    assert (stated.fields["published"], stated.fields["published_from"]) == (given, "column date")
    if doubts:
        assert stated.doubts[0][0] == "published 2022-06-16 (column date), but 2022-06-14 (dateline of a paragraph)"


def test_outlets_that_differ_are_doubted_unless_the_study_says_that_they_are_one():
    text = "Grid warns\n\n(Lakeside Wire — June 14, 2022) — It was closed, police said."
    given = {"outlet": "LW", "outlet_from": "column source"}
    assert read(text, given).doubts == [
        (
            "outlet LW (column source), but Lakeside Wire (dateline of a paragraph)",
            "if both are one outlet, write `outlets: {LW: [Lakeside Wire]}` in the study; the first is taken",
        )
    ]
    assert read(text, given, {"Lakeside Wire": "LW"}).doubts == []
    assert read(text, given, {"LW": "Lakeside Wire"}).fields["outlet_from"] == (
        "column source, 'LW' by the study's list of outlets"
    )
