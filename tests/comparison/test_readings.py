"""Readings: what is house style and what is wording; and alignment of the words."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.alignment import align
from analysis.comparison.readings import fold, forms, read, same
from analysis.lexicon import load

HOUSE_STYLE = [
    ("It’s the U.S.-led force", "it is the US led force"),
    ("There’s been 5,000 “victims”", "There has been 5000 'victims'"),
    ("He's never called", "he has never called"),
    ("We cannot defend the harbour", "we can't defend the Harbor"),
    ("organised defence programmes", "organized defense programs"),
    ("Sen. Lee and Gov. Ray", "Senator Lee and Governor Ray"),
    ("five of the centres travelled", "5 of the centers traveled"),
    ("[T]he council call[ed] me", "The council called me"),
    ("the end…then more", "the end then more"),
    ("It rose by 3.5 percent to 1,000.", "it rose by 3.5 percent to 1000"),
    ("It fell 5% in Prof. Lee’s survey", "it fell five percent in professor Lee's survey"),
    ("He’d never been there; he’d go", "he had never been there he would go"),
]
WORDING = [("four", "for"), ("we're", "were"), ("filed", "filled"), ("its", "it's"), ("can", "can't"), ("hour", "hor")]
WORDING += [("the council's vote", "the councils vote"), ("he'd go", "he'll go")]
WORDING += [("by 3.5 percent", "by 35 percent"), ("3-5", "35"), ("3,5", "35"), ("1.000", "1,000")]


@pytest.mark.parametrize(("one", "other"), HOUSE_STYLE)
def test_house_style_is_no_difference(one, other):
    assert read(one).forms == read(other).forms


@pytest.mark.parametrize(("one", "other"), WORDING)
def test_wording_is(one, other):
    assert not same(read(one).forms, read(other).forms)


@pytest.mark.parametrize("noun", ["water’s", "water is", "water has"])
def test_a_contracted_verb_after_a_noun_is_no_difference(noun):
    assert same(read(f"the {noun} risen").forms, read("the water’s risen").forms)


@pytest.mark.parametrize("example", load("house_style").examples, ids=lambda e: e["text"][:30])
def test_the_lexicons_own_examples(example):
    set_aside = {word for word in re.findall(r"\w+|%", example["text"]) if fold(word) != word.lower()}
    assert set_aside == set(example["finds"])


def test_places_gaps_and_glosses():
    text = "… We [the board] won’t … close [sic]"
    reading = read(text)
    assert [text[a:b] for a, b in reading.spans] == ["We", "wo", "n’t", "close"]
    assert reading.forms == ("we", "will", "not", "close")
    assert reading.gaps == {0, 3}
    assert [(i, text[a:b]) for i, a, b in reading.glosses] == [(1, "[the board]"), (4, "[sic]")]


pieces = st.lists(
    st.sampled_from(
        ["It's", " ", "been", "ca", "n't", "cannot", "[", "]", "(", ")", "…", "...", "5,000", "U.S.", "’s"]
    ),
    max_size=12,
).map("".join)


@given(pieces | st.text(max_size=40))
def test_every_form_has_a_place(text):
    reading = read(text)
    assert reading.forms == forms(text)
    assert len(reading.forms) == len(reading.spans)
    edges = [0, *(edge for span in reading.spans for edge in span), len(text)]
    assert edges == sorted(edges)
    assert all(0 <= gap <= len(reading.forms) for gap in reading.gaps)


letters = st.lists(st.sampled_from("abcd"), max_size=8)


@settings(deadline=None)
@given(letters, letters)
def test_alignment_is_a_chain_of_equal_words(one, other):
    score, chain = align(one, other)
    at_one = at_other = 0
    for i, j, n in chain:
        assert i >= at_one
        assert j >= at_other
        assert n > 0
        assert one[i : i + n] == other[j : j + n]
        at_one, at_other = i + n, j + n
    assert 0 <= score <= min(len(one), len(other))
    assert score == 0 or set(one) & set(other)
    assert align(one, one)[0] == len(one)
