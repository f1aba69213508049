"""Sentences: where they end, and where they only seem to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import from_texts
from analysis.corpus.segment import spans
from analysis.lexicon import load
from analysis.spans import mismatches


@pytest.mark.parametrize(
    "sentences",
    [
        ["“Poorly worded,” Milley said.", "“That is not what’s happening,” he continued."],
        ["“Is it true?” she asked.", "“Never!” he said."],
        ["The U.S. Secretary of State spoke in Washington, D.C.", "He left at noon."],
        ["Gen. Ann Lee and Sen. Bob Hart (R-N.D.) met Mr. Cole at 5 p.m. on Friday.", "They did not speak."],
        ["Troops of the U.S. Army left.", "The U.N. was told.", "It did not answer."],
        ["He said: “We will stay.”", "Others left."],
        ['"We will stay."', "Others left."],
        ["The price rose by 3.5 percent to $4.20.", "No. 10 did not comment."],
        ["“I don't know.", "Ask him,” she said."],
        ["She left (or so he said.)", "Nobody saw her."],
        [
            "A vote is at stake.",
            "Cole wants it.",
            "What a mess!",
            "The town waits for its mayor.",
            "“I will not come.”",
        ],
        ["It stood in Concord, Calif. until May.", "Then it fell."],
        ["The bridge fell on Sept. 4 near the city.", "Gov. Ann Lee came."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences):
    line = " ".join(sentences)
    assert [line[a:b] for a, b in spans(line)] == sentences


@pytest.mark.xfail(strict=True, reason="a name after an initialism reads as its continuation")
def test_a_sentence_that_begins_with_a_name_after_an_initialism():
    line = "They came from the U.S. Soldiers met them."
    assert [line[a:b] for a, b in spans(line)] == ["They came from the U.S.", "Soldiers met them."]


def test_headlines_stay_whole():
    tables = from_texts(["a"], ["“No plan. Period.” Minister denies all\n\nHe denied it. Twice."])
    assert tables["sentences"]["text"].tolist() == ["“No plan. Period.” Minister denies all", "He denied it.", "Twice."]
    assert tables["sentences"]["sentence_id"].tolist() == [0, 1, 2]
    assert tables["sentences"]["paragraph"].tolist() == [1, 3, 3]
    assert tables["articles"]["n_words"].tolist() == [4]


@pytest.mark.parametrize("example", load("sentences").examples, ids=lambda e: e["text"])
def test_the_examples_of_the_lexicon(example):
    starts = [example["text"][a:b].split()[0] for a, b in spans(example["text"])][1:]
    assert dict.fromkeys(starts, "starter") == example["finds"]


TEXT = st.text(alphabet=st.one_of(st.characters(codec=None), st.sampled_from("\n. ?!”“'\"U.S.aA")), max_size=200)


@settings(max_examples=50, deadline=None)
@given(st.lists(TEXT, max_size=3))
def test_any_texts_give_sentences_that_match_and_stay_in_their_lines(texts):
    tables = from_texts([str(n) for n in range(len(texts))], texts)
    assert mismatches(tables["sentences"], tables["articles"]).empty
    lines = tables["lines"].set_index(["article_id", "line"])
    for s in tables["sentences"].itertuples():
        line = lines.loc[(s.article_id, s.paragraph)]
        assert line.start <= s.start < s.end <= line.end
        assert s.text == s.text.strip()


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXT, min_size=2, max_size=4))
def test_texts_are_read_each_by_itself(texts):
    ids = [str(n) for n in range(len(texts))]
    whole = from_texts(ids, texts)["sentences"]
    parts = [from_texts(ids[n : n + 1], texts[n : n + 1])["sentences"] for n in range(len(texts))]
    assert whole.to_dict("records") == [row for part in parts for row in part.to_dict("records")]
