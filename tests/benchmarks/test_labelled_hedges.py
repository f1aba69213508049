"""Hedges on labelled sets, where there are some; the card's own sentences everywhere."""

from analysis.lexicon import load
from analysis.signals import hedges
from tests.benchmarks import cards
from tests.benchmarks.hedges import figures

FLOORS = {"news": (0.82, 0.78), "encyclopedia": (0.87, 0.83)}


@cards.needs_sets
def test_the_floors_hold_and_the_card_is_true():
    made = cards.figures_now("hedges", figures)
    for name, (by_sentence, by_cue) in FLOORS.items():
        assert made[name]["by_sentence"]["f1"] >= by_sentence
        assert made[name]["by_exact_cue"]["f1"] >= by_cue


def test_the_errors_on_the_card_are_still_errors():
    for error in cards.read("hedges")["errors"]:
        cues = {error["text"][c.start : c.end] for c in hedges.in_sentences([error["text"]], load("hedges"))[0]}
        assert (error["cue"] in cues) == (error["kind"] == "false alarm"), error["text"]
