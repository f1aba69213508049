"""Naming on the five seeds: what a careful reader marks, and the curated coding."""

from pathlib import Path
from typing import Any

import pytest

from analysis import corpus, schema, study
from analysis.actors import names
from analysis.signals import naming
from analysis.spans import mismatches

# Written down from reading the articles, in order of the text, without the lines of the site.
READ = {
    ("000", "soleimani"): ["Iran’s top general", "Iran’s top general", "Qasem Soleimani"],
    ("001", "soleimani"): ["Iranian General Kasem Suleimani"],
    ("002", "soleimani"): ["Iranian general Qassem Soleimani"],
    ("003", "soleimani"): ["Iran’s top general", "Qasem Soleimani"],
    ("004", "soleimani"): ["Qasem Soleimani", "The top Irani General", "Qasem Soleimani"],
    ("000", "letter_author"): [],
    ("001", "letter_author"): ["a brigadier general", "General William H. Sili", "commander of US military operations in Iraq"],
    ("002", "letter_author"): [
        "U.S. Marine Corps Brigadier General William H. Seely",
        "U.S. Marine Corps Brigadier General William H. Seely III",
        "the commanding general of Task Force Iraq",
    ],
    ("003", "letter_author"): ["U.S. Marine Corps Gen. William Seely", "Seely"],
    ("004", "letter_author"): [
        "a US General",
        "Brig Gen William H Seely",
        "head of the US military’s task force in Iraq",
        "Brig Gen William H Seely",
    ],
    ("000", "esper"): ["Secretary of Defense Mark Esper", "Secretary of Defense Mark Esper", "Esper"],
    ("001", "esper"): ["U.S. Defense Secretary Mark Esper", "Esper", "Mr. Esper", "Esper"],
    ("002", "esper"): [],
    ("003", "esper"): ["Secretary of Defense Mark Esper", "Esper"],
    ("004", "esper"): ["US Defence Secretary Mark Esper", "Mr Esper", "Mr Esper"],
    ("000", "milley"): ["Joint Chiefs of Staff Chairman Gen. Mark Milley", "Milley", "Milley"],
    ("001", "milley"): ["Chairman of the Joint Chiefs of Staff Gen. Mark Milley", "Milley"],
    ("002", "milley"): ["Chairman of the Joint Chiefs of StaffArmy Gen. Mark A. Milley", "Milley", "Milley", "Milley"],
    ("003", "milley"): ["Joint Chiefs of Staff Chairman Gen. Mark Milley", "Milley", "Milley"],
    ("004", "milley"): [],
    ("002", "trump"): ["President Donald Trump", "Trump"],
    ("004", "trump"): ["Trump", "The President", "Trump"],
    ("000", "abdul_mahdi"): ["Iraq’s Prime Minister", "Iraq’s Prime Minister Adel Abdul Mahdi"],
    ("002", "abdul_mahdi"): ["the Prime Minister"],
    ("003", "abdul_mahdi"): [
        "the nation’s prime minister",
        "Adel Abdul Mahdi",
        "Iraq’s prime minister",
        "Iraqi Prime Minister Adel Abdul Mahdi",
    ],
    ("002", "muhandis"): ["Abu Mahdi al-Muhandis", "deputy commander of Iran-backed militias in Iraq"],
    ("004", "muhandis"): ["a top Iraqi militia leader"],
    ("003", "ortagus"): ["State Department spokesperson Morgan Ortagus", "Ortagus"],
    ("003", "pompeo"): ["U.S. Secretary of State Mike Pompeo"],
    ("000", "strike"): ["a U.S. airstrike", "a U.S. airstrike"],
    ("001", "strike"): [],  # the deed has no noun there: “the US killed Iranian General Kasem Suleimani”
    ("002", "strike"): ["the drone strike"],
    ("003", "strike"): ["a U.S. airstrike"],
    ("004", "strike"): ["the killing", "a US drone strike", "Qasem Soleimani’s killing", "The US attack"],
    ("000", "troops"): ["US troop", "American soldiers", "American troop", "troops", "U.S.-led coalition troops", "forces", "all foreign forces", "American forces", "other foreign troops"],
    ("002", "troops"): [
        "U.S. forces", "the American presence", "its troops", "U.S. troops", "American armed forces", "troops", "U.S. troops",
        "the United States-led military coalition", "CJTF-OIR", "forces",
    ],
    ("001", "troops"): [
        "US Troops", "the coalition of anti-jihadist forces", "troops", "troops", "troop", "anti-jihad troops", "US troops",
        "foreign troops", "US troops", "a US-led coalition", "the U.S. military presence", "U.S. troops",
    ],
    # “your sovereign decision” in the letter is not among them: that it is the resolution is an inference. “the request
    # of the Iraqi Assembly” is missed: a term is known by the words up to its noun, and the letter asks for other requests.
    ("001", "parliament_vote"): ["a resolution", "a Parliament’s resolutions", "The resolution"],
    ("002", "parliament_vote"): ["the Iraqi parliament’s vote", "The Iraqi parliament’s nonbinding resolution", "its call for U.S. removal"],
    ("001", "islamic_state"): [],
    ("004", "islamic_state"): ["the Islamic State (IS) group"],
}  # fmt: skip


@pytest.fixture(scope="module")
def seeds(root: Path) -> dict[str, Any]:
    the_study = study.load(root / "data/studies/iraq-letter.yaml")
    tables = corpus.read(the_study)
    found = naming.find(tables["sentences"], naming.of_study(the_study.actors))
    return {**tables, "mentions": found, "actors": the_study.actors}


@pytest.mark.parametrize(("article_id", "actor"), READ, ids="-".join)
def test_expressions_as_a_reader_marks_them(seeds: dict[str, Any], article_id: str, actor: str) -> None:
    found = seeds["mentions"]
    own = found[(found["article_id"] == article_id) & (found["actor"] == actor)]
    assert own["text"].tolist() == READ[article_id, actor]


def test_mentions_are_spans(seeds: dict[str, Any]) -> None:
    found = schema.check(seeds["mentions"], "mentions")
    assert not len(mismatches(found, seeds["articles"]))


def test_every_name_that_the_study_lists_is_one_mention(seeds: dict[str, Any]) -> None:
    """The table agrees with `actors.names`, by which the table of sources counts."""
    listed = seeds["mentions"].query("listed")
    for s in seeds["sentences"].itertuples():
        own = listed[(listed["article_id"] == s.article_id) & (listed["sentence_id"] == s.sentence_id)]
        assert sorted(own["actor"]) == sorted(n.actor.id for n in names(s.text, seeds["actors"])), s.text
