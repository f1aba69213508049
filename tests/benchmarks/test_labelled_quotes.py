"""Quotations on labelled sets, where there are some; the card's own sentences everywhere."""

from analysis import corpus
from analysis.signals import quotes
from tests.benchmarks import cards
from tests.benchmarks.quotes import figures

FLOORS = {"span": 0.93, "span_and_speaker": 0.875, "span_speaker_and_verb": 0.85}


@cards.needs_sets
def test_the_floors_hold_and_the_card_is_true():
    made = cards.figures_now("quotes", figures)
    for name, floor in FLOORS.items():
        assert made[name]["f1"] >= floor
    assert made["resolved_speaker"]["covered"] >= 0.93
    assert made["resolved_speaker"]["speaker_right_of_covered"] >= 0.85


def test_the_errors_on_the_card_are_still_errors():
    for error in cards.read("quotes")["errors"]:
        tables = corpus.from_texts(["a"], ["Port reopens\n\n" + error["text"]])
        found = quotes.find(tables["articles"], tables["lines"], tables["sentences"])
        spoken = found[found["kind"] == "speech"]
        speakers = set(spoken["speaker"].fillna("nobody"))
        if error["kind"] == "missed":
            assert error["right"] not in set(spoken["text"]), error["text"]
        elif error["kind"] == "false alarm":
            assert error["right"] in set(spoken["text"]), error["text"]
        elif error["kind"] == "wrong verb":
            assert error["right"] not in set(spoken["cue"]), error["text"]
        elif error["kind"] == "wrong kind of source":
            assert error["right"] not in set(spoken["speaker_type"]), error["text"]
        else:
            assert error["right"] not in speakers, error["text"]
            assert (speakers == {"nobody"}) == (error["kind"] == "no speaker"), error["text"]
