"""The card of naming: its figures are those of a fresh run, its errors are still errors."""

import pandas as pd

from analysis import schema
from analysis.signals import naming
from analysis.study import Actor
from tests.benchmarks import cards
from tests.benchmarks.naming import measured

ACTORS = (
    Actor("lind", "Bo Lind", ("Lind",), kind="person"),
    Actor("guards", "the guards", kind="collective", terms=("guards",)),
    Actor("letter", "the letter", kind="thing", terms=("letter", "draft", "board* + note")),
)
BEFORE = "President Bo Lind wrote a letter to the guards."
"""What an article has told before the sentence of an error."""


def expressions(text: str) -> list[str]:
    sentences = [
        {
            "article_id": "a",
            "sentence_id": n,
            "start": 0,
            "end": len(s),
            "text": s,
            "part": "body",
            "paragraph": 1,
            "n_words": 1,
        }
        for n, s in enumerate((BEFORE, text))
    ]
    found = naming.find(schema.from_rows("sentences", sentences), naming.of_study(ACTORS))
    return found.loc[found["sentence_id"] == 1, "text"].tolist()


def test_the_card_is_true() -> None:
    made = measured()
    assert cards.read("naming")["figures"] == made, "run python -m tests.benchmarks.naming --write"
    whole, by_actor = made["in_all"], pd.DataFrame(made["by_actor"]).T
    assert whole["found"] >= 114
    assert whole["false_marks"] <= 0.05 * whole["marks"]
    assert (by_actor["found"] >= by_actor["spans"] / 2).all()


def test_the_errors_on_the_card_are_still_errors() -> None:
    errors = cards.read("naming")["errors"]
    assert {error["kind"] for error in errors} == {"missed", "false mark", "wrong cut"}
    for error in errors:
        found = [text.lower() for text in expressions(error["text"])]
        assert (error["expression"].lower() in found) is (error["kind"] != "missed"), error["text"]
