"""Demands and qualifiers: expectations written from reading the five articles, the lexicon's examples, sentences."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corpus, schema, spans, study
from analysis.comparison import demands as qualifications
from analysis.lexicon import load
from analysis.phrases import Sentence
from analysis.signals import demands

# Written from reading the articles: article, word, class, who, of whom, what.
SEEDS = [
    ("000", "requested", "ask", "Iraq", None, "clarifications on U.S. plans"),
    ("000", "voted", "decide", "Iraq’s parliament", None, "expel all foreign forces from the country"),
    (
        "000",
        "calling",
        "call",
        "a nonbinding resolution",
        None,
        "the removal of American forces and other foreign troops",
    ),
    ("001", "called", "call", "Iraqi parliament", None, "the departure of US troops from Iraq"),
    ("001", "ordering", "order", "your sovereign decision", None, "our departure"),
    (
        "001",
        "request",
        "ask_noun",
        "the Iraqi Assembly",
        "the Government of that country",
        "expel foreign troops from Iraq",
    ),
    (
        "001",
        "calling",
        "call",
        "a resolution",
        "the Baghdad government",
        "demand that US troops leave the country permanently",
    ),
    ("001", "call", "ask_noun", None, None, "help"),
    ("002", "voted", "decide", "the Iraqi parliament", None, "expel the American presence"),
    ("002", "request", "ask_noun", "the Iraqi government", None, None),
    ("002", "request", "ask_noun", "the Iraqi government", None, None),
    ("002", "vote", "decide_noun", "the Iraqi parliament", None, "expel U.S. troops from the country"),
    ("002", "requested", "ask", "the Iraqi Parliament and the Prime Minister", None, None),
    ("002", "order", "order", None, None, "our departure"),
    ("002", "demanding", "demand", "The Iraqi parliament’s nonbinding resolution", None, "the U.S. make its exit"),
    ("002", "call", "call_noun", "its", None, "U.S. removal"),
    ("002", "asked", "ask", "Iraq", "the U.S.", "leave on unfriendly terms"),
    (
        "003",
        "calling",
        "call",
        "a nonbinding resolution",
        None,
        "the removal of American forces and other foreign troops from the country",
    ),
    (
        "003",
        "requested",
        "ask",
        "the nation’s prime minister, Adel Abdul Mahdi, and the Iraqi parliament",
        None,
        None,
    ),
    ("003", "requested", "ask", "his country", None, "clarifications on U.S. plans"),
    ("004", "asking", "ask", "a resolution in the parliament", "foreign troops", "leave"),
    ("004", "requested", "ask", "the Iraqi Parliament, and the Prime Minister", None, None),
    ("004", "calling", "call", "the resolution", "the government", "end all foreign troop presence in Iraq"),
    ("004", "asked", "ask", "Iraq", "US forces", "depart on an unfriendly basis"),
]
QUALIFIERS = [
    ("000", "draft", "letter"), ("000", "unsigned", "letter"), ("000", "draft", "letter"), ("000", "unsigned", "letter"),
    ("000", "nonbinding", "resolution"),
    ("001", "draft", "letter"), ("001", "not binding", "resolutions"),
    ("002", "draft", "letter"), ("002", "unsigned", "letter"), ("002", "draft", "letter"),
    ("002", "nonbinding", "resolution"), ("003", "nonbinding", "resolution"),
    ("003", "draft", "letter"), ("003", "unsigned", "letter"), ("003", "draft", "letter"), ("003", "unsigned", "letter"),
]  # fmt: skip


@pytest.fixture(scope="module")
def seeds():
    tables = corpus.read(study.load("data/studies/iraq-letter.yaml"))
    return {**tables, "demands": demands.find(tables["sentences"])}


def test_the_seeds_as_a_careful_reader_has_them(seeds):
    found = seeds["demands"]
    assert not len(spans.mismatches(found, seeds["articles"]))
    columns = ["article_id", "text", "category", "by", "of", "what", "noun"]
    rows = [[None if pd.isna(v) else v for v in row] for row in found[columns].astype(object).itertuples(index=False)]
    assert [tuple(row[:6]) for row in rows if row[2] != "qualifier"] == SEEDS
    assert [(row[0], row[1], row[6]) for row in rows if row[2] == "qualifier"] == QUALIFIERS


def test_the_resolution_is_qualified_by_four_and_not_by_one(seeds):
    found = qualifications.qualified(seeds)
    resolution = found[found["noun"] == "resolution"]
    assert resolution[["article_id", "qualifiers", "qualified", "times"]].to_numpy().tolist() == [
        ["000", "nonbinding", 1, 1],
        ["001", "not binding", 1, 3],
        ["002", "nonbinding", 1, 1],
        ["003", "nonbinding", 1, 1],
        ["004", "", 0, 4],
    ]


def test_the_letter_is_a_draft_in_four_articles(seeds):
    found = qualifications.qualified(seeds)
    letter = found[found["noun"] == "letter"].set_index("article_id")
    assert letter["qualifiers"].str.contains("draft").to_dict() == {
        "000": True, "001": True, "002": True, "003": True, "004": False,
    }  # fmt: skip
    # “That letter is a draft … it was unsigned”; and “If the letter is a draft copy …”, which leaves it open
    assert letter.loc["002", ["qualified", "left_open", "times"]].tolist() == [1, 1, 8]
    assert letter["left_open"].sum() == 1


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The port closed, as requested by the council and the mayor, on Monday.", "the council and the mayor"),
        ("As requested by the council, and the mayor, Ana Ruiz left.", "the council, and the mayor"),
        ("As requested by the council, Ana Ruiz left.", "the council"),
        ("The port closed as requested by the council, and the mayor left.", "the council"),
    ],
)
def test_who_requested_is_named_whole(text, by):
    s = Sentence(text)
    assert [s.words(*d.by) for d in demands.demands(s)] == [by]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The letter was a draft.", [("draft", "letter")]),
        ("The letter was a draft copy.", [("draft", "letter")]),
        ("The letter of the general was only a draft.", [("draft", "letter")]),
        ("The resolution is nonbinding.", [("nonbinding", "resolution")]),
        ("The letter was not a draft.", []),
        ("If the letter is a draft copy, it does not count.", [("draft", "letter", "open")]),
        ("The letter may be a draft.", [("draft", "letter", "open")]),
        ("If the letter is not a draft, it counts.", []),
        ("The player was a draft pick.", []),
        ("This memo is a draft, it was unsigned.", [("draft", "memo"), ("unsigned", "memo")]),
        ("The memo met the bill, and it was unsigned.", []),  # which of the two?
        ("The hall was full, and it was unsigned.", []),
        ("The plans leaked, and it was unsigned.", []),  # it is none of several
    ],
)
def test_a_qualifier_may_be_said_of_its_noun(text, expected):
    s = Sentence(text)
    found = [(q.word, s.lower[q.noun], *([q.told_as] if q.told_as else [])) for q in demands.qualifiers(s)]
    assert found == expected


@pytest.mark.parametrize("example", load("demands").examples, ids=lambda e: e["text"])
def test_the_examples_of_the_lexicon(example):
    text = example["text"]
    found = demands.find(
        schema.from_rows(
            "sentences",
            [
                {
                    "article_id": "a",
                    "sentence_id": 0,
                    "start": 0,
                    "end": len(text),
                    "text": text,
                    "part": "body",
                    "paragraph": 1,
                    "n_words": 9,
                }
            ],
        )
    )
    assert dict(zip(found["text"], found["category"], strict=True)) == example["finds"], example.get("why", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Residents called for the mayor to resign.", [("call", "Residents", "the mayor", "resign")]),
        ("If Ruiz asked the port to close, it would.", [("ask", "Ruiz", "the port", "close")]),
        ("Senators who backed the bill are now calling for a veto.", [("call", "Senators", None, "a veto")]),
        ("The law requires owners to register.", [("require", "The law", "owners", "register")]),
        ("Boats are required to carry lights to be seen.", []),  # a need: nobody is said to demand it
        (
            "The union called on the mayor to demand a report.",  # one demand, of which the other is part
            [("call", "The union", "the mayor", "demand a report")],
        ),
        ("He was ordered to pay a fine.", [("order", None, "He", "pay a fine")]),
        ("Mediators called for a halt to hostilities.", [("call", "Mediators", None, "a halt to hostilities")]),
        ("The mayor asked crews to focus on the pier.", [("ask", "The mayor", "crews", "focus on the pier")]),
        ("The council asked for beds, tents and food.", [("ask", "The council", None, "beds, tents and food")]),
        ("The council asked for beds, and the mayor left.", [("ask", "The council", None, "beds")]),
        ("The council voted 9-2 on Monday to close the port.", [("vote", "The council", None, "close the port")]),
        ("The council voted by 9 votes to 2 to close it.", [("vote", "The council", None, "close it")]),
        ("She was asked by her lawyers not to speak.", [("ask", "her lawyers", "She", "not to speak")]),
        ("Crews left the port, demanding a return to talks.", [("demand", "Crews", None, "a return to talks")]),
        (
            "Pike alleged that figures had been changed and urged crews to wait.",
            [("urge", "Pike", "crews", "wait")],
        ),
        (
            "The mayor said the plan was dead, urging crews to wait.",
            [("urge", "The mayor", "crews", "wait")],
        ),
        ("Tools required by law to open the port were lost.", []),
        ("He was voted by fans to be player of the year.", []),
        (
            "Crews say that Rowe met the clerk and demanded a bribe.",
            [("demand", "Rowe", None, "a bribe")],
        ),
        ("She asked about the plan.", []),
        ("The order of the names matters.", []),
        ("They have enough votes to win.", []),
        ("They called him a liar.", []),
    ],
)
def test_who_demands_what_of_whom(text, expected):
    s = Sentence(text)

    def words(span):
        return s.words(*span) if span else None

    assert [(d.word, words(d.by), words(d.of), words(d.what)) for d in demands.demands(s)] == expected


WORDS = st.sampled_from(
    [
        "asked",
        "the",
        "mayor",
        "to",
        "resign",
        "called",
        "for",
        "on",
        "that",
        "vote",
        "request",
        "of",
        ",",
        "nonbinding",
        "resolution",
        "was",
        "not",
        "binding",
        "by",
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(WORDS, max_size=14))
def test_any_row_of_words_is_read_without_an_error(words):
    s = Sentence(" ".join(words))
    for demand in demands.demands(s):
        for side in (demand.by, demand.of, demand.what):
            assert side is None or 0 <= side[0] < side[1] <= len(s.tokens)
    demands.qualifiers(s)
