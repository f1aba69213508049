"""Causes: expectations written from reading the five articles, the lexicon's own examples, and tables of sentences."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corpus, schema, spans, study
from analysis.lexicon import load
from analysis.signals import causes

VOTE = "passed a nonbinding resolution calling for the removal of American forces and other foreign troops"
MISTAKE = (
    "the letter informing Iraq’s Defense Ministry that U.S.-led coalition troops would leave Iraq “was a mistake.”"
)
# Written from reading the articles: article, words, how outright, what happened, its cause or what came before. Not
# expected: a plain "after" (sent after MPs passed a resolution), and what only "over" or "bringing" hints at.
SEEDS = [
    ("000", "deepening", "effect", "confusion over plans for troops in the region", None),
    ("000", "sparked by", "trigger", "a messy string of events", "a U.S. airstrike that killed Iran’s top general"),
    ("000", "on the heels of", "sequence", "The news comes", f"the Pentagon’s admission that {MISTAKE}"),
    ("000", "in the wake of", "sequence", f"Iraq’s parliament on Sunday {VOTE}", "a U.S. airstrike that killed Iran’s top general"),
    ("001", "started after", "sequence", "The confusion", "the letter to Iraq’s military command emerged"),
    ("001", "came after", "sequence", "The decision to “redistribute” anti-jihad troops",
     "Iraqi parliament called for the departure of US troops from Iraq after the US killed Iranian General Kasem Suleimani at a Baghdad airport"),
    ("001", "came after", "sequence", "The resolution of the Iraq Parliament to cancel hospitality to U.S. troops in the country",
     "a few missiles presumably launched by Iran to the US Embassy in Baghdad missed the target but hit the residential complex nearby killing civilians"),
    ("002", "Following", "sequence", "the United States-led military coalition against Islamic State has said it will pull out of the country",
     "the Iraqi parliament’s vote on Sunday to expel U.S. troops from the country"),
    ("002", "fueled by", "trigger", "The Iraqi parliament’s nonbinding resolution demanding that the U.S. make its exit",
     "outrage over the drone strike in Baghdad that killed Iranian general Qassem Soleimani and Abu Mahdi al-Muhandis"),
    ("002", "create", "effect", "further chaos in the region", "the U.S. exit"),
    ("003", "deepens", "effect", "confusion over plans for U.S. troops in the region", "The latest revelation from the State Department"),
    ("003", "in the wake of", "sequence", f"On Sunday, Iraq’s parliament {VOTE} from the country", "a U.S. airstrike in Iraq that killed Iran’s top general"),
    ("003", "In the wake of", "sequence", f"the Pentagon acknowledged that {MISTAKE}", "the letter"),
    ("004", "creates", "effect", "confusion over US troops withdrawal from Iraq", "A letter from a US General"),
    ("004", "came amid", "sequence", "The confusion", "high tension between the US and Iraq after the killing of Qasem Soleimani"),
    ("004", "came as a consequence of", "cause", "This", "Qasem Soleimani’s killing"),
]  # fmt: skip


def read(text):
    """Of each cause: the words, effect, cause, and whether it is taken back."""
    return [
        (
            text[c.start : c.end],
            text[slice(*c.effect)] if c.effect else None,
            text[slice(*c.cause)] if c.cause else None,
            c.told_as,
        )
        for c in causes.in_sentences([text])[0]
    ]


def test_the_seeds_as_a_careful_reader_has_them():
    seeds = corpus.read(study.load("data/studies/iraq-letter.yaml"))
    found = causes.find(seeds["sentences"])
    schema.check(found, "causes")
    assert not len(spans.mismatches(found, seeds["articles"]))
    rows = found[["article_id", "text", "category", "effect", "cause"]].astype(object).itertuples(index=False)
    assert [tuple(None if pd.isna(v) else v for v in row) for row in rows] == SEEDS


@pytest.mark.parametrize("example", load("causes").examples, ids=lambda e: e["text"])
def test_the_examples_of_the_lexicon(example):
    text = example["text"]
    found = {text[c.start : c.end]: c.category for c in causes.in_sentences([text])[0]}
    assert found == example["finds"], example.get("why", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The flood led to the closure of the port.", [("led to", "the closure of the port", "The flood", None)]),
        ("The flood could lead to a closure of the port.", [("lead to", "a closure of the port", "The flood", "open")]),
        ("The flood did not cause problems.", [("cause", "problems", "The flood", "denied")]),
        (
            "The mayor said the port closed because of the flood.",
            [("because of", "the port closed", "the flood", None)],
        ),
        ("He did not resign because of the flood.", []),
        ("She resigned, causing confusion.", [("causing", "confusion", None, None)]),
        (
            "In the wake of the flood, the port was closed.",
            [("In the wake of", "the port was closed", "the flood", None)],
        ),
        ("He took the lead to carefully prepare.", []),
        ("The mayor blamed the storm for the delay.", [("blamed", "the delay", "the storm", None)]),
        ("The mayor blamed the delay on the storm.", [("blamed", "the delay", "the storm", None)]),
        ("Doctors blamed bad wells but left.", [("blamed", None, "bad wells", None)]),
        ("The mayor does not blame the rain.", [("blame", None, "the rain", "denied")]),
        ("The owner attributed the leak to rain.", [("attributed", "the leak", "rain", None)]),
        ("The port stayed open thanks to the tide.", [("thanks to", "The port stayed open", "the tide", None)]),
        ("Crews gave thanks to the mayor.", []),
        ("The mayor left the summit without a deal.", []),
        ("If the town leaves the union without a deal, prices will rise.", []),
        ("Fans blamed the board on social media.", [("blamed", None, "the board", None)]),
        (
            "The mayor blamed the union for the delay and called for a vote.",
            [("blamed", "the delay", "the union", None)],
        ),
        ("The editor attributed the remarks to the mayor.", []),
        ("He forced his way into the squad.", []),
        ("Golf courses forced to reach into reserves", []),
        (
            "The mayor blamed a raid on the camp for the violence.",
            [("blamed", "the violence", "a raid on the camp", None)],
        ),
        ("The mayor left two meetings without a deal.", []),
        (
            "The storm left dozens of people without power.",
            [("left", "dozens of people without power", "The storm", None)],
        ),
        ("Nobody is to blame for the fire.", [("to blame for", "the fire", "Nobody", "denied")]),
        ("The fire forced the school to close.", [("forced", "the school to close", "The fire", None)]),
        ("The fire prompted officials to act.", [("prompted", "officials to act", "The fire", None)]),
        ("The crash left two drivers dead.", [("left", "two drivers dead", "The crash", None)]),
        ("The verdict drew condemnation.", [("drew", "condemnation", "The verdict", None)]),
        ("A fire caused by children spread.", [("caused by", "A fire", "children spread", None)]),
    ],
)
def test_cause_and_effect(text, expected):
    assert read(text) == expected


def test_a_known_miss_stays_one():
    assert read("The mayor resigned. That brought the plan down.") == []
    assert read("The mayor resigned after the strike.") == []


def test_an_empty_table():
    schema.check(causes.find(schema.empty("sentences")), "causes")


WORDS = st.sampled_from(
    [
        "because",
        "of",
        "Following",
        "sparked",
        "by",
        ",",
        "the",
        "vote",
        "“",
        "”",
        "led",
        "to",
        "not",
        "confusion",
        ".",
        "came",
        "after",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=14))
def test_any_row_of_words_is_read_without_an_error(words):
    text = " ".join(words)
    for cause in causes.in_sentences([text])[0]:
        for side in (cause.cause, cause.effect):
            assert side is None or 0 <= side[0] < side[1] <= len(text)


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        ("The vote was delayed, since most members were absent.", "most members were absent", "The vote was delayed"),
        ("The port closed early since few ships came.", "few ships came", "The port closed early"),
        ("Since the bridge is unsafe, trucks must turn back.", "the bridge is unsafe", "trucks must turn back"),
        ("Trucks must turn back, since the bridge is unsafe.", "the bridge is unsafe", "Trucks must turn back"),
        ("Since most voters like it, the mayor will keep it.", "most voters like it", "the mayor will keep it"),
        ("Since no one had signed it, the letter was void.", "no one had signed it", "the letter was void"),
        ("He did not vote, since he was not on the list.", "he was not on the list", "He did not vote"),
        ("The case was dropped, since there was no evidence.", "there was no evidence", "The case was dropped"),
        ("The shop has closed, since it has no licence.", "it has no licence", "The shop has closed"),
    ],
)
def test_since_that_gives_a_reason(text, cause, effect):
    assert [(row[1], row[2]) for row in read(text)] == [(effect, cause)]


@pytest.mark.parametrize(
    "text",
    [
        "The port has been closed since Monday.",
        "The port has been closed since 2019.",
        "Since Monday the port has been closed.",
        "Since the war began, prices have risen.",
        "Since he took office, crime has fallen.",
        "Crime fell since he took office.",
        "He lived there since he was a boy.",
        "They knew each other since they were toddlers.",
        "It is the worst storm since there was radar.",
        "She has played since she could walk.",
        "It has since closed.",
        "It is a year since most of the troops left.",
        "Since most of the troops left in 2019, the port has been quiet.",
        "In the years since most shops closed, trade fell.",
        "It was the first vote since the mayor was absent.",
        "The largest march since the war is planned for May.",
        "Ever since it is open, trade has grown.",
        "Since being elected, he has been silent.",
        "Since some time in May the port is shut.",
    ],
)
def test_since_that_tells_the_time(text):
    assert read(text) == []


@pytest.mark.xfail(strict=True, reason="an event of somebody may date or give a reason: only the sense tells")
def test_since_with_an_event_as_the_reason():
    assert read("The plan failed since it cost too much.")


@pytest.mark.parametrize(
    ("text", "told_as", "effect"),
    [
        ("The council denied that the sale had been driven by greed.", "denied", "the sale"),
        ("It denied the fire was caused by a spark.", "denied", "the fire"),
        ("The mayor rejected claims that the fire was caused by a spark.", "denied", "the fire"),
        ("The port closed because of the storm, the mayor denied.", "denied", "The port closed"),
        ("Aides never denied that the letter caused confusion.", "open", "confusion"),
        ("The mayor denied that the letter could have led to the vote.", "open", "the vote"),
        # what is denied is a thing, for a reason or with a result of its own
        ("He denied the charge because of his oath.", None, "He denied the charge"),
        ("The judge denied this appeal because of a lack of proof.", None, "The judge denied this appeal"),
        ("The council rejected the plan because of its cost.", None, "The council rejected the plan"),
        ("The rejected plan led to protests.", None, "protests"),
        ("The mayor denied the charge, which led to protests.", None, "protests"),
        ("The mayor denied a report that led to protests.", None, "protests"),
    ],
)
def test_a_cause_that_is_denied_says_so(text, told_as, effect):
    (cause,) = causes.in_sentences([text])[0]
    assert cause.told_as == told_as
    assert text[slice(*cause.effect)] == effect
