"""Stance on a labelled set, where there is one; the card's own headlines everywhere."""

from analysis.signals import stance
from tests.benchmarks import cards
from tests.benchmarks.stance import figures, score


@cards.needs_sets
def test_the_floors_hold_and_the_card_is_true():
    emergent = cards.figures_now("stance", figures)["emergent"]
    assert emergent["accuracy"] >= 0.81
    assert emergent["macro_f1"] >= 0.81


def test_the_errors_on_the_card_are_still_errors():
    errors = cards.read("stance")["errors"]
    kinds = {(error["says"], error["should"]) for error in errors}
    assert len(kinds) >= 6
    for error in errors:
        reading = stance.read(error["headline"], error["claim"])
        assert reading.stance == error["says"] != error["should"], error["headline"]


def test_scores_worked_by_hand():
    made = score([("for", "for"), ("for", "observing"), ("against", "against"), ("observing", None)])
    assert made["accuracy"] == 0.5  # 2 of 4
    assert made["by_class"]["for"] == {"headlines": 2, "precision": 1.0, "recall": 0.5, "f1": 0.667}  # 2 * 1 / (2 + 1)
    assert made["by_class"]["observing"]["f1"] == 0.0
    assert made["macro_f1"] == 0.556  # (2/3 + 1 + 0) / 3
    assert made["read_as_unrelated"] == 1
