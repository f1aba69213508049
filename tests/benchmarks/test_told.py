"""The set of what paragraphs tell: whole, halved by event, scored as its card says; and the scorer, by hand."""

import pytest

from tests.benchmarks import cards, told
from tests.benchmarks.told import Label

READINGS = ("reader_a", "reader_b", "curated")


def test_the_card_says_what_the_rules_do_now():
    assert cards.read("told")["figures"] == told.figures(), "run python -m tests.benchmarks.told --write"


def test_no_event_is_in_both_halves_and_every_reading_is_of_every_paragraph():
    records = told.read("texts")
    halves = {half: {r["event"] for r in records if r["half"] == half} for half in (told.HELD_OUT, told.MENDING)}
    assert not halves[told.HELD_OUT] & halves[told.MENDING]
    assert {len(events) for events in halves.values()} == {20}
    ids = [r["id"] for r in records]
    assert len(set(ids)) == len(ids) == 160
    for name in READINGS:
        assert sorted(r["id"] for r in told.read(name)) == sorted(ids)


@pytest.mark.parametrize("name", READINGS)
def test_every_label_stands_in_its_text(name):
    records = told.read("texts")
    for kind in told.KINDS:
        for record, labels in zip(records, told.reading(name, records, kind), strict=True):
            assert all(0 <= label.at[0] < label.at[1] <= len(record["text"]) for label in labels)


def label(at, agent=None, how="done"):
    return Label(at, {"agent": agent, "patient": None}, {"told": how})


def test_the_scorer_by_hand():
    gold = [[label((0, 4), (10, 20)), label((30, 36))], [label((5, 9))]]
    own = [[label((0, 4), (15, 20), "open"), label((40, 44))], [label((5, 9), (0, 3))]]
    made = told.score("deeds", gold, own)
    assert (made["labelled"], made["found"], made["right"]) == (3, 3, 2)
    assert (made["precision"], made["recall"], made["f1"]) == (0.667, 0.667, 0.667)
    assert (made["agent_right"], made["patient_right"], made["told_right"]) == (0.5, 1.0, 0.5)


@pytest.mark.parametrize(
    ("one", "other", "whole", "expected"),
    [
        ((0, 10), (5, 15), False, True),
        ((0, 10), (6, 16), False, False),
        ((0, 4), (0, 20), False, True),
        ((0, 4), (0, 20), True, False),
        (None, None, True, True),
        (None, (0, 4), False, False),
    ],
)
def test_when_two_spans_say_the_same(one, other, whole, expected):
    assert told.alike(one, other, whole=whole) is expected


def test_a_mark_is_right_once():
    same = [label((0, 4)), label((0, 4))]
    assert told.score("deeds", [same[:1]], [same])["right"] == 1


def test_errors_are_told_of_the_half_for_mending_alone():
    mending = {record["id"] for record in told.halves(told.MENDING)}
    assert {line.split()[0] for kind in told.KINDS for line in told.errors(kind)} <= mending
