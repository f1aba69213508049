"""Distinctive words: hand-made corpora with counts that can be checked by eye."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import schema
from analysis.comparison import distinctive


def corpus_of(texts: dict[str, list[str]], quoted: tuple[str, ...] = ()) -> dict[str, pd.DataFrame]:
    """One-sentence articles of several outlets; every stretch in `quoted` stands between marks."""
    articles, sentences, quotes = [], [], []
    for outlet, own in texts.items():
        for number, text in enumerate(own):
            article_id = f"{outlet}{number}"
            articles.append({"article_id": article_id, "outlet_key": outlet, "text": text})
            sentences.append(
                {
                    "article_id": article_id,
                    "sentence_id": 0,
                    "start": 0,
                    "end": len(text),
                    "text": text,
                    "part": "body",
                    "paragraph": 1,
                    "n_words": 1,
                }
            )
            for words in quoted:
                if (at := text.find(words)) >= 0:
                    quotes.append(
                        {
                            "article_id": article_id,
                            "start": at,
                            "end": at + len(words),
                            "text": words,
                            "quote_id": 0,
                            "kind": "speech",
                            "named": False,
                            "closed": True,
                        }
                    )
    return {
        "articles": schema.from_rows("articles", [a | {"n_words": 1} for a in articles]),
        "sentences": schema.from_rows("sentences", sentences),
        "quotes": schema.from_rows("quotes", quotes),
    }


PLAIN = "the council met and the mayor spoke of the road and of the bridge at length on the day " * 20
"""380 words, none of them an outlet's own."""


def test_a_word_of_one_outlet_in_all_its_articles_is_distinctive() -> None:
    found = distinctive.find(**corpus_of({"Echo": [PLAIN + "slammed"] * 12, "Post": [PLAIN + "criticised"] * 12}))
    assert list(zip(found["outlet_key"], found["word"], strict=True)) == [("Echo", "slammed"), ("Post", "criticised")]
    row = found.iloc[0]
    assert (row["count"], row["articles"], row["other_count"], row["dispersion"]) == (12, 12, 0, 0.0)
    # 381 words, 12 articles an outlet: 4,572 words each, and a prior of 500 × 12 / 9,144 for the word.
    prior = 500 * 12 / 9144
    odds = math.log((12 + prior) / (4572 + 500 - 12 - prior)) - math.log(prior / (4572 + 500 - prior))
    assert row["log_odds"] == pytest.approx(odds)
    assert row["z"] == pytest.approx(odds / math.sqrt(1 / (12 + prior) + 1 / prior))


def test_one_article_cannot_make_a_word_distinctive() -> None:
    echo = [PLAIN] * 9 + [PLAIN + "heist", PLAIN + "heist", PLAIN + "heist " * 60]  # 62 of 4,622 words
    found = distinctive.find(**corpus_of({"Echo": echo, "Post": [PLAIN] * 12}))
    assert "heist" not in set(found["word"])


def test_words_of_sources_are_not_the_outlets() -> None:
    texts = {"Echo": [PLAIN + "said it was a disaster"] * 12, "Post": [PLAIN] * 12}
    found = distinctive.find(**corpus_of(texts, quoted=("a disaster",)))
    assert set(found["word"]) == {"said", "it", "was"}


def test_acronyms_are_no_pronouns_and_titles_are_told_as_house_style() -> None:
    texts = {"Echo": [PLAIN + "Mr. Lind of the U.S. left"] * 12, "Post": [PLAIN + "he told us"] * 12}
    found = distinctive.find(**corpus_of(texts)).set_index("word")["house_style"]
    assert found.to_dict() == {
        "US": False,
        "left": False,
        "lind": False,
        "mr": True,
        "he": False,
        "told": False,
        "us": False,
    }


def test_with_few_articles_it_says_so_and_finds_nothing() -> None:
    few = corpus_of({"Echo": [PLAIN + "slammed"] * 9, "Post": [PLAIN] * 12})
    assert "Echo 9, Post 12" in distinctive.too_few(few["articles"])
    assert not len(distinctive.find(**few))
    assert not distinctive.too_few(corpus_of({"Echo": [PLAIN] * 10, "Post": [PLAIN] * 10})["articles"])


@given(st.integers(0, 50), st.integers(0, 50), st.floats(0.1, 20))
def test_odds_are_the_same_seen_from_the_other_side(count: int, other: int, prior: float) -> None:
    odds, z = distinctive.log_odds(count, 100, other, 100, prior, 30)
    back, z_back = distinctive.log_odds(other, 100, count, 100, prior, 30)
    assert odds == pytest.approx(-back)
    assert z == pytest.approx(-z_back)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 99)), min_size=2, max_size=8))
def test_dispersion_stays_between_even_and_all_in_one(parts: list[tuple[int, int]]) -> None:
    counts, lengths = [c for c, _ in parts], [n for _, n in parts]
    if sum(counts):
        assert -1e-9 <= distinctive.dispersion(counts, lengths) <= 1 + 1e-9
