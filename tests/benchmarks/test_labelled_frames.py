"""Frames on a labelled set, where there is one; the errors on the cards of agency, causes, numbers, frames everywhere."""

import pytest

from analysis import codebook
from analysis.matcher import make_plain
from analysis.phrases import Sentence
from analysis.signals import agency, causes, demands, frames, numbers
from tests.benchmarks import cards
from tests.benchmarks.frames import figures, score


@cards.needs_sets
def test_the_floors_hold_and_the_card_is_true():
    made = cards.figures_now("frames", figures)["gun_violence"]
    assert made["framed"]["accuracy"] >= 0.52
    assert made["framed"]["macro_f1"] >= 0.54


def test_scores_worked_by_hand():
    made = score([("a", "a"), ("a", "b"), ("b", "b"), ("b", "none")], ["a", "b"])
    assert made == {"headlines": 4, "accuracy": 0.5, "macro_f1": 0.583}  # (2 / 3 + 2 / 4) / 2


@pytest.mark.parametrize("error", cards.read("frames")["errors"], ids=lambda e: e["text"])
def test_the_errors_of_frames_are_still_errors(error):
    book = codebook.load()
    assert frames.leading([error["text"]], book) == [error["says"]]
    assert error["says"] != error["should"] or error["also"] in {
        hit.entry.category for hit in frames.matcher.find_all([error["text"]], book.terms)[0]
    }


@pytest.mark.parametrize("error", cards.read("agency")["errors"], ids=lambda e: e["text"])
def test_the_errors_of_agency_are_still_errors(error):
    assert [row[0] for row in agency.in_sentence(error["text"])] == error["says"]


@pytest.mark.parametrize("error", cards.read("numbers")["errors"], ids=lambda e: e["text"])
def test_the_errors_of_numbers_are_still_errors(error):
    text = error["text"]
    found = [text[start : thing[1]] for start, _, thing, _ in numbers.in_sentence(text, make_plain(text)) if thing]
    assert found == error["says"]


@pytest.mark.parametrize("error", cards.read("causes")["errors"], ids=lambda e: e.get("text") or e["demand"])
def test_the_errors_of_causes_and_demands_are_still_errors(error):
    if "demand" in error:
        s = Sentence(error["demand"])
        assert [s.words(*d.what) for d in demands.demands(s) if d.what] == error["says"]
    else:
        text = error["text"]
        assert [text[slice(*c.cause)] for c in causes.in_sentences([text])[0] if c.cause] == error["says"]
