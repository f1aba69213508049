"""Stance on single headlines, and on tables of sentences."""

from types import SimpleNamespace

import pytest

from analysis import schema, spans
from analysis.lexicon import load
from analysis.signals import stance
from analysis.signals.stance.sentence import parse

BRIDGE = "The old bridge will be torn down."

HEADLINES = [
    # (headline, claim, stance, by)
    ("Council to tear down old bridge", BRIDGE, "for", "narrator"),
    ("Council denies old bridge will be torn down", BRIDGE, "against", "attributed"),
    ("Old bridge will not be torn down", BRIDGE, "against", "narrator"),
    ("Will the old bridge be torn down?", BRIDGE, "observing", "narrator"),
    ("Old bridge may be torn down", BRIDGE, "observing", "narrator"),
    ("Old bridge to be torn down, mayor says", BRIDGE, "for", "attributed"),
    ("Mayor: Old bridge to be torn down", BRIDGE, "for", "attributed"),
    ("Rumour that old bridge will be torn down is false", BRIDGE, "against", "narrator"),
    ("Bakery wins prize for its bread", BRIDGE, "unrelated", None),
    ("Author denies claims that her diary is a fake", "The diary is real.", "for", "attributed"),
    ("The diary is no fake", "The diary is real.", "for", "narrator"),
]


@pytest.mark.parametrize(("headline", "claim", "expected", "by"), HEADLINES)
def test_headline(headline, claim, expected, by):
    reading = stance.read(headline, claim)
    assert (reading.stance, reading.by) == (expected, by), reading


@pytest.mark.parametrize("example", load("stance").examples, ids=lambda e: e["text"])
def test_examples_of_the_lexicon(example):
    found = {c.form: c.category for c in parse(example["text"]).cues}
    assert found == example["finds"]


def table(*texts, part="headline", article="a"):
    rows, at = [], 0
    for number, text in enumerate(texts):
        rows.append(
            {
                "article_id": article,
                "sentence_id": number,
                "start": at,
                "end": at + len(text),
                "text": text,
                "part": part,
                "paragraph": number + 1,
                "n_words": len(text.split()),
            }
        )
        at += len(text) + 1
    return schema.from_rows("sentences", rows)


def test_find_gives_a_row_for_each_proposition_of_a_headline_and_none_for_an_untouched_sentence():
    propositions = [
        SimpleNamespace(id="P1", text=BRIDGE, terms=("bridge + torn",)),
        SimpleNamespace(id="P2", text="The mayor resigned.", terms=("resign*",)),
    ]
    text = "Old bridge will not be torn down"
    claims = stance.find(table(text), propositions, schema.empty("quotes"))
    schema.check(claims, "claims")
    assert claims[["proposition", "stance", "by"]].fillna("-").values.tolist() == [
        ["P1", "against", "narrator"],
        ["P2", "unrelated", "-"],
    ]
    assert claims.loc[0, "deciding"] == "not … torn"
    assert claims.loc[0, "deciding_spans"] == "16:19 23:27"
    body = stance.find(table(text, part="body"), propositions, schema.empty("quotes"))
    assert body["proposition"].tolist() == ["P1"]
    articles = schema.from_rows("articles", [{"article_id": "a", "text": text, "n_words": 0}])
    assert spans.mismatches(claims, articles).empty
