"""Hedges on labelled sets, where there are some; the card's own sentences everywhere."""

import os
from pathlib import Path

import pytest
import yaml

from analysis.lexicon import load
from analysis.signals import hedges
from tests.benchmarks.hedges import CARD, figures

SETS = os.environ.get("LABELLED_SETS")
FLOORS = {"news": (0.82, 0.78), "encyclopedia": (0.87, 0.83)}


@pytest.fixture(scope="module")
def card():
    return yaml.safe_load(CARD.read_text(encoding="utf-8"))


@pytest.mark.skipif(not SETS, reason="LABELLED_SETS names no folder of labelled sets")
def test_the_floors_hold_and_the_card_is_true(card):
    made = figures(Path(str(SETS)))
    for name, (by_sentence, by_cue) in FLOORS.items():
        assert made[name]["by_sentence"]["f1"] >= by_sentence
        assert made[name]["by_exact_cue"]["f1"] >= by_cue
    assert card["figures"] == made, "run tests/benchmarks/hedges.py --write"


def test_the_errors_on_the_card_are_still_errors(card):
    for error in card["errors"]:
        cues = {error["text"][c.start : c.end] for c in hedges.in_sentences([error["text"]], load("hedges"))[0]}
        assert (error["cue"] in cues) == (error["kind"] == "false alarm"), error["text"]
