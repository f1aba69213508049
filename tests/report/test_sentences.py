"""Tables of spans as marked sentences."""

import pandas as pd
import pytest

from analysis import schema
from analysis.report.sentences import AROUND, Sentences, show

FIRST, SECOND = "“It may rain <b>today</b>.", "It may not,” she said."
TEXT = f"{FIRST} {SECOND}\nA caption"


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    return made(TEXT, [(0, len(FIRST)), (len(FIRST) + 1, len(FIRST) + 1 + len(SECOND))])


def made(text: str, sentences: list[tuple[int, int]]) -> dict[str, pd.DataFrame]:
    lines = [(0, text.index("\n") + 1), (text.index("\n") + 1, len(text))] if "\n" in text else [(0, len(text))]
    return {
        "articles": schema.from_rows("articles", [{"article_id": "a", "text": text, "n_words": 9}]),
        "sentences": schema.from_rows("sentences", [
            {"article_id": "a", "sentence_id": i, "start": s, "end": e, "text": text[s:e], "part": "body",
             "paragraph": 1, "n_words": 4} for i, (s, e) in enumerate(sentences)]),
        "lines": schema.from_rows("lines", [
            {"article_id": "a", "line": i, "start": s, "end": e, "label": "body"} for i, (s, e) in enumerate(lines, 1)]),
    }  # fmt: skip


def spans(*words: str, text: str = TEXT, **more: list) -> pd.DataFrame:
    starts = [text.index(w) for w in words]
    ends = [s + len(w) for s, w in zip(starts, words, strict=True)]
    return pd.DataFrame({"article_id": ["a"] * len(words), "start": starts, "end": ends, "text": words, **more})


def test_each_span_stands_in_its_sentence(tables):
    shown = show(spans("may rain", "may not", voice=["quoted", pd.NA]), tables, caption="Softened")
    assert shown.plain.splitlines() == [
        "Softened",
        "a | “It [may rain] <b>today</b>. | quoted",
        "a | It [may not],” she said. | ",
    ]
    assert ">Softened</caption>" in shown.html
    assert shown.html.count("<mark>") == 2
    assert shown.html.count('scope="col"') == 3
    assert shown.html.count('scope="row"') == 2


def test_words_of_an_article_are_no_markup(tables):
    shown = show(spans("may rain", note=["<script>alert(1)</script>"]), tables, caption="<i>")
    assert "&lt;b&gt;today&lt;/b&gt;" in shown.html
    assert "<script" not in shown.html
    assert ">&lt;i&gt;</caption>" in shown.html


def test_a_span_over_several_sentences_shows_them_all_and_one_in_none_its_line(tables):
    both = "rain <b>today</b>. It may"
    assert show(spans(both), tables).plain == f"a | “It may [{both}] not,” she said."
    assert show(spans("caption"), tables).plain == "a | A [caption]"


def test_places_of_a_column_are_marked_in_the_stead_of_the_span(tables):
    table = spans(FIRST, deciding=["7:11 1:3"])
    assert show(table, tables, mark="deciding").plain == "a | “[It] may[ rai]n <b>today</b>."
    assert show(spans(FIRST, deciding=[pd.NA]), tables, mark="deciding").plain == f"a | [{FIRST}]"


def test_a_sentence_without_end_is_cut_around_the_mark():
    text = "x" * 10_000 + " may " + "y" * 10_000
    plain = show(spans("may", text=text), made(text, [(0, len(text))])).plain
    assert len(plain) < 2 * AROUND + 30
    assert plain.startswith("a | … x")
    assert "[may]" in plain
    assert plain.endswith("y …")


def test_more_rows_than_are_shown_are_told(tables):
    shown = show(pd.concat([spans("may")] * 5), tables, most=2, caption="Softened")
    assert "Softened (the first 2 of 5)" in shown.html
    assert shown.html.count("<mark>") == 2
    assert show(spans(), tables).html.strip() == "<p>no rows</p>"


def test_a_table_without_places_is_refused(tables):
    with pytest.raises(KeyError, match="a table without 'start' holds no spans"):
        show(spans("may").drop(columns="start"), tables)


def test_sentences_are_found_by_place(tables):
    found = Sentences(tables)
    assert found.around("a", 3, 5) == (0, len(FIRST))
    assert str(found.marked("a", 4, 7)) == "“It <mark>may</mark> rain &lt;b&gt;today&lt;/b&gt;."
