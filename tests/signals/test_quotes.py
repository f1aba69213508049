"""Quotations: what is found, whose words they are, by which verb."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema, spans
from analysis.signals import quotes


def tables(*texts: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Articles, lines and (no) sentences: the first line is the headline, the others are body."""
    articles = pd.DataFrame({"article_id": [str(n) for n in range(len(texts))], "text": list(texts)})
    rows = []
    for number, text in enumerate(texts):
        at, label = 0, "headline"
        for line in text.split("\n"):
            end = min(at + len(line) + 1, len(text))
            rows.append((str(number), at, end, label if line.strip() else "blank"))
            at, label = end, "body" if line.strip() else label
    lines = pd.DataFrame(rows, columns=["article_id", "start", "end", "label"])
    return articles, lines, schema.empty("sentences")


def found(body: str, kind: str = "speech") -> list[tuple[str, object, object]]:
    table = quotes.find(*tables("Port reopens\n\n" + body))
    table = table[table["kind"] == kind]
    return [
        (r.text, None if pd.isna(r.speaker) else r.speaker, None if pd.isna(r.cue) else r.cue)
        for r in table.itertuples()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are done,” Ada Pike said.", [("We are done,", "Ada Pike", "said")]),
        ("“We are done,” said Ada Pike, the mayor.", [("We are done,", "Ada Pike", "said")]),
        ('"We are done," Ada Pike, who runs the port, told reporters.', [("We are done,", "Ada Pike", "told")]),
        ("Ada Pike told reporters” We are done ”.", [("We are done", "Ada Pike", "told")]),
        (
            "“We are done,” Ada Pike said. “Go home.”",
            [("We are done,", "Ada Pike", "said"), ("Go home.", "Ada Pike", "said")],
        ),
        (
            "Ada Pike said the plan was “dead,” adding that it had been “a mistake.”",
            [("dead,", "Ada Pike", "said"), ("a mistake.", "Ada Pike", "adding")],
        ),
        ("Tom Rowe, who lost to Ada Pike, mocked the port for “sleeping.”", [("sleeping.", "Tom Rowe", "mocked")]),
        ("The plan was described as “dead” by Ada Pike.", [("dead", "Ada Pike", "described")]),
        (
            "According to Ada Pike, the plan is “dead in the water.”",
            [("dead in the water.", "Ada Pike", "According to")],
        ),
        ("The port’s director, Ada Pike, said the plan was “dead.”", [("dead.", "Ada Pike", "said")]),
        ("“We are done,” said the mayor, Ada Pike.", [("We are done,", "Ada Pike", "said")]),
        (
            "A motion demanding that the port close was fueled by “rage over the deal that they made.”",
            [("rage over the deal that they made.", None, None)],
        ),
        ("Ada Pike spoke at noon. “It is over,” she said.", [("It is over,", "Ada Pike", "said")]),
    ],
)
def test_speech(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


MARKS = list("“”\"'‘’«».,:;-—()\n ?!")
WORDS = ["“", "”", '"', "‘", "’", "'", ". ", ", ", " said ", "Ada Pike", " he ", " told ", "reporters", " that ", "\n"]
WORDS += [" who ", " and ", "the port ", "was ", "(", ")", " — ", ": ", "according to ", "by ", "’s ", "letter", "Mr. "]
TEXT = st.text(st.one_of(st.sampled_from(MARKS), st.characters(codec="utf-8")), max_size=120)
PIECES = st.lists(st.sampled_from(WORDS), max_size=25).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(TEXT, PIECES))
def test_any_text_gives_spans_that_match(text: str) -> None:
    articles, lines, sentences = tables(text)
    table = schema.check(quotes.find(articles, lines, sentences), "quotes")
    assert spans.mismatches(table, articles).empty
    for start, end, of in (("cue_start", "cue_end", "cue"), ("mention_start", "mention_end", "speaker_mention")):
        for row in table[table[start].notna()].itertuples():
            assert text[getattr(row, start) : getattr(row, end)] == getattr(row, of)


@settings(max_examples=50, deadline=None)
@given(PIECES, PIECES)
def test_articles_are_read_one_by_one(a: str, b: str) -> None:
    articles, lines, sentences = tables(a, b)
    both = quotes.find(articles, lines, sentences)
    alone = [
        quotes.find(articles[articles["article_id"] == i], lines[lines["article_id"] == i], sentences) for i in "01"
    ]
    pd.testing.assert_frame_equal(both, pd.concat(alone, ignore_index=True))
