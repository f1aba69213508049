"""Spans and voices, on sentences that a reader can judge."""

import itertools

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis import schema, spans
from analysis.words import count_words, even

TEXT = "“It may rain,” she said. He said it might snow. It could be ‘fine’."


def found(words: str, after: int = 0) -> tuple[int, int]:
    start = TEXT.index(words, after)
    return start, start + len(words)


def table(name: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    return schema.from_rows(name, [{"article_id": "a", **r} for r in rows])


def quotes() -> pd.DataFrame:
    rows = []
    for number, (words, kind) in enumerate(
        [("It may rain,", "speech"), ("it might snow", "indirect"), ("fine", "scare")]
    ):
        start, end = found(words)
        rows.append(
            {
                "quote_id": number,
                "kind": kind,
                "start": start,
                "end": end,
                "text": words,
                "named": False,
                "closed": True,
            }
        )
    return table("quotes", rows)


def test_each_cue_has_the_voice_of_who_answers_for_it() -> None:
    rows = []
    for words in ("may", "might", "could", "fine"):
        start, end = found(words)
        rows.append({"start": start, "end": end, "text": words})
    cues = spans.assign_voice(table("cues", rows), quotes())
    assert cues["voice"].tolist() == ["quoted", "reported", "narrator", "quoted"]
    assert cues["quote_id"].tolist() == [0, 1, pd.NA, 2]
    schema.check(cues, "cues")


def test_marks_inside_an_indirect_statement_win_over_it() -> None:
    # He said it was “maybe” true: the word between the marks is quoted, the rest reported.
    text = "He said it was “maybe” true"
    rows = [
        {"quote_id": 0, "kind": "indirect", "start": 8, "end": 27, "text": text[8:27], "named": False, "closed": True},
        {"quote_id": 1, "kind": "speech", "start": 16, "end": 21, "text": "maybe", "named": False, "closed": True},
    ]
    cues = table("cues", [{"start": 16, "end": 21, "text": "maybe"}, {"start": 23, "end": 27, "text": "true"}])
    assert spans.assign_voice(cues, table("quotes", rows))["voice"].tolist() == ["quoted", "reported"]


def test_words_by_voice_add_up() -> None:
    # It may rain | she said | He said | it might snow | It could be | fine
    cuts = [(0, 24), (25, 47), (48, 67)]
    rows = [
        {"sentence_id": i, "start": s, "end": e, "text": TEXT[s:e], "part": "body", "paragraph": 1, "n_words": count_words(TEXT[s:e])}
        for i, (s, e) in enumerate(cuts)
    ]  # fmt: skip
    counted = spans.words_by_voice(table("sentences", rows), quotes())
    assert counted[["narrator", "reported", "quoted"]].to_numpy().tolist() == [[2, 0, 3], [2, 3, 0], [3, 0, 1]]


@given(st.text())
def test_even_text_is_as_long_as_the_text(text: str) -> None:
    assert len(even(text)) == len(text)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda p: (min(p), max(p)))))
def test_merged_spans_hold_the_same_characters_and_never_touch(given_spans: list[tuple[int, int]]) -> None:
    merged = spans.merge(given_spans)
    assert {i for s, e in merged for i in range(s, e)} == {i for s, e in given_spans for i in range(s, e)}
    assert all(a[1] < b[0] for a, b in itertools.pairwise(merged))
