"""Which rule gives the speaker: sentences for each, and their counter-examples."""

import pandas as pd
import pytest

from analysis import corpus
from analysis.signals import quotes


def spoken(body: str) -> pd.DataFrame:
    read = corpus.from_texts(["a"], ["Port reopens\n\n" + body])
    found = quotes.find(read["articles"], read["lines"], read["sentences"])
    return found[found["kind"] == "speech"]


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        # a quotation that ends with its own comma or stop is no attribute of the name behind it
        ("It was a “broken and expensive promise,” Rowe said in a statement.", "Rowe", "said"),
        ("“The market draws people back,” Fed Chair Ada Pike said last month.", "Ada Pike", "said"),
        # the reporting verb whose clause goes on around another clause
        ("Ada Pike said the talks between the port and its owners were “fine.”", "Ada Pike", "said"),
        ("The aides had said the sum was small, but the risk was “real.”", "The aides", "said"),
        (
            "Ada Pike released a letter from her doctor Friday that says she has “good health.”",
            "a letter from her doctor",
            "says",
        ),
        # verbs that with another verb only tell how an act runs
        ("Ada Pike said that over the years she has begun “to see the light.”", "Ada Pike", "said"),
        # of two verbs with one subject the nearer, if it names, attacks or voices
        ("Ada Pike pledged a new pier and called the port “a ruin.”", "Ada Pike", "called"),
        ("Ada Pike said it was great to be home, and a man yelled “Stay!”", "a man", "yelled"),
        # the clause goes on after the one spoken to
        ("Ada Pike urged the owners to “open the gates.”", "Ada Pike", "urged"),
        ("Ada Pike responded to the owners with, “Why now?”", "Ada Pike", "responded"),
        ("Ada Pike said that Rowe begged her for a loan and “would have knelt.”", "Ada Pike", "said"),
        # a name or a headline's topic before a colon
        ("The polls did predict the vote - Ada Pike: “They ended too early.”", "Ada Pike", ":"),
        ("Sen. Ada Pike (D-Ohio): “I have not heard of it.”", "Ada Pike", ":"),
        ("Pike on the Letter to Rowe: “Unwise.”", "Pike", ":"),
        # the nearest clause is that of a noun
        ("Tom Rowe blamed the press for Pike’s claim that the port “sank.”", "Pike", "claim"),
        # texts that somebody sends out
        ("Ada Pike sent out a message to supporters saying: “We won.”", "Ada Pike", "saying"),
        ("Ada Pike sent out a series of tweets early Friday saying that it was “over.”", "Ada Pike", "saying"),
        # whoever complains is not the one who says so
        ("Ada Pike mocked the plan, saying anyone who complains “is not serious.”", "Ada Pike", "saying"),
        ("Ada Pike added that praise for it was like saying the port “runs well.”", "Ada Pike", "added"),
        # a person close to somebody; an apposition before the tag; of a third person, said
        ("“It is over,” said a person close to Pike.", "a person close to Pike", "said"),
        ("“She was kind,” another friend, Mara Voss, told CNN.", "Mara Voss", "told"),
        ("Of Carson, Levine, who has given money to Rubio, said, “He’s done.”", "Levine", "said"),
        ("A clerk responded by saying the port should be careful “not to stir up trouble.”", "A clerk", "saying"),
    ],
)
def test_the_rules(text: str, speaker: str, cue: str) -> None:
    found = spoken(text)
    assert found[["speaker", "cue"]].to_numpy().tolist() == [[speaker, cue]]


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("Ada Pike said John Rowe had called her “a fool.”", "John Rowe", "Ada Pike"),
        ("Ada Pike said on Friday that John Rowe once described the port as “a ruin.”", "John Rowe", "Ada Pike"),
        ("Harborne News quoted Ms. Pike as saying: “It is done.”", "Pike", "Harborne News"),
        ("Law enforcement sources said John Rowe said “no more.”", "John Rowe", "Law enforcement sources"),
        ("Ada Pike said she had called it “a fool’s errand.”", "Ada Pike", None),
        ("Ada Pike said Rowe left and that the port was “a ruin.”", "Ada Pike", None),
        ("Ada Pike asked as a clerk came in, saying he was “here to help.”", None, None),
    ],
)
def test_words_that_another_speaker_tells(text: str, speaker: str | None, via: str | None) -> None:
    row = spoken(text).iloc[-1]
    assert speaker is None or row["speaker"] == speaker
    assert (None if pd.isna(row["via"]) else row["via"]) == via


@pytest.mark.parametrize(
    "text",
    [
        "“Anything Goes” seems to be the motto of the season.",  # no one says it
        "“Anything could happen” is what keeps people awake.",
    ],
)
def test_words_that_a_verb_follows_are_its_subject(text: str) -> None:
    assert spoken("Ada Pike was there. " + text)["speaker"].isna().all()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The plan came from Zuzana Keller. “It is safe,” said Keller.", "Zuzana Keller"),
        ("“It is safe,” said Keller. Zuzana Keller runs the port.", "Zuzana Keller"),
        ("The plan came from Zuzana and Petra: Zuzana Keller, Petra Keller. “Safe,” said Keller.", "Keller"),
        ("He grew up in New Keller. “It is safe,” said Keller.", "Keller"),
    ],
)
def test_a_surname_has_the_one_name_that_the_article_knows(text: str, speaker: str) -> None:
    assert spoken(text)["speaker"].tolist() == [speaker]


def test_a_question_is_no_addressee() -> None:
    read = corpus.from_texts(["a"], ["Port reopens\n\nResidents asked what would happen next."])
    found = quotes.find(read["articles"], read["lines"], read["sentences"])
    assert found[["text", "addressee"]].fillna("").to_numpy().tolist() == [["what would happen next", ""]]


def test_a_demand_that_is_over_does_not_introduce_the_words() -> None:
    act = "The council passed a motion calling on the port to demand that all ships leave the harbour, "
    found = spoken(act + "revoking “a lease given to a foreign firm.”")
    assert found[["speaker", "rule"]].to_numpy().tolist() == [["The council", "act of the source"]]
    assert found[["verb", "cue"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("text", "verb_class"),
    [
        ("Ada Pike suggested new rules for “the way out of the port.”", "directive"),
        ("Ada Pike suggested the port was “a ruin.”", "distancing"),
        ("Ada Pike suggested that new rules for the port were “a ruin.”", "distancing"),
    ],
)
def test_to_suggest_a_thing_is_to_propose_it(text: str, verb_class: str) -> None:
    assert spoken(text)["verb_class"].tolist() == [verb_class]


def test_the_subject_of_a_passive_did_not_speak() -> None:
    assert spoken("“It is safe,” Ada Pike was told.")["speaker"].isna().all()
    assert spoken("“It is safe,” Ada Pike was quoted as saying.")["speaker"].tolist() == ["Ada Pike"]
