"""Marks drawn into text: nothing of the text is lost, nothing of it is ever markup."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from analysis.report.annotate import Mark, excerpt, marked


def test_overlapping_marks_are_both_drawn() -> None:
    drawn = marked("a “may be” b", 0, 12, [Mark(3, 9, "quote", "Ruiz", 10), Mark(3, 6, "uncertainty")])
    assert drawn == (
        'a “<span class="m quote uncertainty">may</span><span class="m quote"> be</span>”<span class="label"> Ruiz</span> b'
    )


def test_a_text_is_text() -> None:
    drawn = marked('<img src=x onerror="alert(1)">', 0, 30, [Mark(0, 5, "quote", "<b>")])
    assert "<img" not in drawn
    assert "<b>" not in drawn


marks = st.builds(
    lambda a, b, kind: Mark(min(a, b), max(a, b), kind),
    st.integers(0, 60),
    st.integers(0, 60),
    st.sampled_from(["quote", "uncertainty", "boosters"]),
)


@given(st.text(max_size=60), st.lists(marks, max_size=6))
def test_the_words_stay_as_they_are(text: str, drawn_marks: list[Mark]) -> None:
    drawn = marked(text, 0, len(text), drawn_marks)
    plain = re.sub(r"</?span[^>]*>", "", str(drawn))
    assert html.unescape(plain.replace("&#13;", "\r")) == html.unescape(html.escape(text))


@given(st.lists(st.sampled_from(["that", "letter", "is", "a", "draft", "x" * 20]), min_size=1, max_size=60), st.data())
def test_an_excerpt_begins_with_its_passage_and_holds_the_mark(words, data):
    text = " ".join(["Before.", *words, "After."])
    start, end = 8, len(text) - 7
    at = data.draw(st.integers(0, len(words) - 1))
    mark_start = start + len(" ".join([*words[:at], ""]))
    mark = Mark(mark_start, mark_start + len(words[at]), "place")
    shown = excerpt(text, start, end, [mark], 60)
    plain = shown.striptags()
    assert plain.split()[0] == words[0]
    assert f'<span class="m place">{words[at]}</span>' in shown
    assert all(word in [*words, "[…]"] for word in plain.split()), "cut between words"
    assert len(plain) <= 60 * 2 + 3 * 20
