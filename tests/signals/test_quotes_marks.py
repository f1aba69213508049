"""Quotation marks: straight, curly, mixed, wrong-way, single, never closed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.signals.quotes.marks import pair


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Yes,” she said.", ["Yes,"]),
        ('"Yes," she said, "and no."', ["Yes,", "and no."]),
        ('“Yes," she said.', ["Yes,"]),
        ("She told us” Yes ”.", ["Yes"]),
        ("‘Yes,’ she said. It wasn’t the states’ plan.", ["Yes,"]),
        ("Minister: bridge ‘unsafe’", ["unsafe"]),
        ("It's John's and the '90s are over.", []),
        ("He called it the states’ ‘last stand’, didn’t he?", ["last stand"]),
        ("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,"]),
        ("‘He said “no” to me,’ she said.", ["He said “no” to me,"]),
        ("“It began in May. It ended in June.", ["It began in May. It ended in June."]),
        ("“One.” “Two.”", ["One.", "Two."]),
        ("The board is 9\" wide and 6' long.", []),
        ("He is 5'10\" tall, “tall enough.”", ["tall enough."]),
        ("“a”“b”", ["a", "b"]),
        ("Trump‘s plan is ‘dead’.", ["dead"]),
        ("« Oui », dit-elle.", ["Oui"]),
        ("“”", []),
        ("", []),
    ],
)  # fmt: skip
def test_pairs(text: str, words: list[str]) -> None:
    assert [p.text for p in pair(text)] == words


def test_what_is_never_closed_says_so() -> None:
    assert [p.closed for p in pair("“Go home. “Go home,” he said")] == [False, True]


@given(st.text(alphabet="“”\"'‘’«». ,ab-—1s", max_size=40))
def test_pairs_are_inside_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for p in pair(text):
        assert text[p.start : p.end] == p.text != ""
        assert p.start >= end
        end = p.end
