"""Numbers: expectations written from reading the five articles, the lexicon's own examples, and tables of sentences."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corpus, schema, spans, study
from analysis.lexicon import load
from analysis.matcher import make_plain
from analysis.signals import numbers
from analysis.signals.numbers import figures

# Written from reading the articles: article, figure, its value or date, how firmly, what it is about. Left out on
# purpose: the dateline (January 7, of nothing in particular), "a few missiles", "coming days and weeks", "a day later".
SEEDS = [
    ("000", "Tuesday", "Tuesday", None, "reuters reported"),
    ("000", "Tuesday", "Tuesday", None, "esper said"),
    ("000", "Monday", "Monday", None, "milley told"),
    ("000", "Sunday", "Sunday", None, "parliament passed"),
    ("001", "three", 3.0, None, "explosion"),
    ("002", "Sunday", "Sunday", None, "parliament voted"),
    ("002", "Sunday", "Sunday", None, "vote"),
    ("002", "billions of dollars", None, "vague", "USD"),
    ("003", "November 18, 2019", "2019-11-18", None, "pompeo speaks"),
    ("003", "Friday", "Friday", None, "department said"),
    ("003", "Sunday", "Sunday", None, "parliament passed"),
    ("003", "Tuesday", "Tuesday", None, "esper said"),
    ("003", "Monday", "Monday", None, "milley told"),
    ("003", "Tuesday", "Tuesday", None, "minister said"),
    ("004", "5,000", 5000.0, None, "troops"),
    ("004", "Sunday", "Sunday", None, "parliament passed"),
    ("004", "5,000", 5000.0, "more than", "troops"),
    ("004", "billions of dollars", None, "vague", "USD"),
    ("004", "5,000", 5000.0, "more than", "troops"),
]


@pytest.fixture(scope="module")
def seeds():
    return corpus.read(study.load("data/studies/iraq-letter.yaml"))


def test_the_seeds_as_a_careful_reader_has_them(seeds):
    found = numbers.find(seeds["sentences"])
    assert not len(spans.mismatches(found, seeds["articles"]))
    said = found["value"].astype(object).where(found["value"].notna(), found["date"].astype(object))
    rows = zip(found["article_id"], found["text"], said, found["hedge"], found["name"], strict=True)
    assert [tuple(None if pd.isna(v) else v for v in row) for row in rows] == SEEDS


def test_an_empty_table():
    schema.check(numbers.find(schema.empty("sentences")).assign(), "numbers")


def written(text):
    """The figures of a sentence as the lexicon's examples write them."""
    found = {}
    for start, end, _, (kind, value, high, date, hedge, name, _) in numbers.in_sentence(text, make_plain(text)):
        figure = date or "-".join(f"{v:.15g}" for v in (value, high) if v is not None) or "-"
        found[text[start:end]] = f"{figure} | {hedge or '-'} | {name} | {kind}"
    return found


@pytest.mark.parametrize("example", load("numbers").examples, ids=lambda e: e["text"])
def test_the_examples_of_the_lexicon(example):
    units = {"money": "currency", "percent": "percent"}
    found = {}
    for start, end, _, (kind, _, _, _, hedge, name, _) in numbers.in_sentence(
        example["text"], make_plain(example["text"])
    ):
        found[example["text"][start:end]] = "vague" if hedge == "vague" else units.get(kind, name)
    assert found == example["finds"], example.get("why", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Between 10 and 15 boats sank.", {"10 and 15": "10-15 | - | boat | count"}),
        ("The fair opens on March 3.", {"March 3": "--03-03 | - | fair opens | date"}),
        ("Turnout fell to 41 percent.", {"41 percent": "41 | - | percent | percent"}),
        ("The bomb killed 12 people and wounded 30.", {"12": "12 | - | dead | count"}),
        ("Twelve people were killed and 30 others were wounded.", {"Twelve": "12 | - | dead | count", "30": "30 | - | injured | count"}),
        ("At least 40 dead, officials said.", {"40": "40 | at least | dead | count"}),
        ("Nearly 3,000 soldiers left.", {"3,000": "3000 | about | troops | count"}),
        ("An estimated 2.5 million voters stayed home.", {"2.5 million": "2500000 | about | voter | count"}),
        ("The deal costs between $5 billion and $6 billion.", {"$5 billion and $6 billion": "5000000000-6000000000 | - | USD | money"}),
        ("It passed with a 396-9 vote in 2016.", {}),
        ("He was the No. 2 official on Flight 93.", {}),
        ("Hundreds of thousands of families were harmed.", {"Hundreds of thousands": "- | vague | family | count"}),
        ("Two of the officers resigned.", {"Two": "2 | - | officer | count"}),
        ("They sent 500 additional troops.", {}),
        ("The council’s vote on Sunday was close.", {"Sunday": "Sunday | - | vote | date"}),
        ("On May 3, 2019, the council passed a plan.", {"May 3, 2019": "2019-05-03 | - | council passed | date"}),
        ("It opens at 3 p.m. on Flag Day.", {}),
        ("He paid $3m, or €2.5 million, for it.", {"$3m": "3000000 | - | USD | money", "€2.5 million": "2500000 | - | EUR | money"}),
    ],
)  # fmt: skip
def test_figures_and_what_they_are_about(text, expected):
    assert written(text) == expected


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="0123456789,.$-% abotw", max_size=40))
def test_any_row_of_digits_is_read_without_an_error(text):
    for figure in figures.find(make_plain(text)):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.high is None or figure.high >= figure.value


def test_no_article_counts_beyond_a_thousand_billions():
    assert [f.value for f in figures.find("They paid $900 trillion.")] == [9e14]
    assert figures.find(f"They counted {'9' * 400} boats, or 4,000,000 trillion of them.") == []


def test_words_of_a_number_are_tried_longest_first():
    vague = figures._pattern().pattern.rpartition("(?P<vague>(?:")[2].partition(")")[0].split("|")
    assert vague == sorted(vague, key=lambda word: (-len(word), word))


@settings(deadline=None, max_examples=100)
@given(st.integers(min_value=1, max_value=999_999_999))
def test_a_whole_number_is_read_as_it_is_written(number):
    text = f"They counted {number:,} boats."
    found = figures.find(text)
    years = 1900 <= number < 2100 and "," not in f"{number:,}"
    assert [f.value for f in found] == ([] if years else [number])
