"""Indirect statements: the content without its reporting clause, and who said it."""

import pandas as pd
import pytest

from analysis import corpus
from analysis.signals import quotes


def statements(body: str) -> list[tuple[str, object, str]]:
    read = corpus.from_texts(["a"], ["Port reopens\n\n" + body])
    found = quotes.find(read["articles"], read["lines"], read["sentences"])
    found = found[found["kind"] == "indirect"]
    return [(r.text, None if pd.isna(r.speaker) else r.speaker, r.cue) for r in found.itertuples()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Pike said that the port was closed.", [("the port was closed", "Ada Pike", "said")]),
        ("Ada Pike said the port was closed.", [("the port was closed", "Ada Pike", "said")]),
        ("Ada Pike told reporters that the port was closed.", [("the port was closed", "Ada Pike", "told")]),
        ("Ada Pike said on Tuesday in Ames that the port was closed.", [("the port was closed", "Ada Pike", "said")]),
        ("The port was closed, Ada Pike said.", [("The port was closed", "Ada Pike", "said")]),
        ("According to Ada Pike, the port was closed.", [("the port was closed", "Ada Pike", "According to")]),
        ("The port was closed, according to Ada Pike.", [("The port was closed", "Ada Pike", "according to")]),
        ("The ministry denied that the port was closed.", [("the port was closed", "The ministry", "denied")]),
        ("The ministry urged ships to leave.", [("to leave", "The ministry", "urged")]),
        ("Residents say, however, that the port is closed.", [("the port is closed", "Residents", "say")]),
        ("Residents of the old port say that it is closed.", [("it is closed", "Residents of the old port", "say")]),
        ("If Ada Pike said that it was closed, they would go.", []),
        ("If it rained, Ada Pike said, “we will go.”", [("If it rained", "Ada Pike", "said")]),
        (
            "Ada Pike said if it rained on Monday, “we will go.”",
            [("if it rained on Monday, “we will go.”", "Ada Pike", "said")],
        ),
        ("Ada Pike said: “It is closed until the end of May,” according to CNN.", []),
        ("The owners agreed to sell the port.", []),
        ("The port was closed in May.", []),
        ("“It is closed,” Ada Pike said.", []),
    ],
)
def test_statement(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected
