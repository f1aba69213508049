"""The made-up corpora: the same for the same seed, counted like news, and true about what is planted in them."""

import re
from collections import Counter

import pytest

from analysis import schema
from tests.benchmarks import corpora


@pytest.fixture(scope="module")
def corpus():
    return corpora.make(400, seed=7, copies=0.1, passages=0.15, quotations=0.15)


def test_the_same_seed_gives_the_same_characters(corpus):
    again = corpora.make(400, seed=7, copies=0.1, passages=0.15, quotations=0.15)
    assert again.articles.equals(corpus.articles)
    assert again.planted.equals(corpus.planted)
    assert not corpora.articles(20, seed=8)["text"].equals(corpus.articles["text"].head(20))


def test_it_is_a_table_of_articles_with_skewed_outlets_and_lengths(corpus):
    schema.check(corpus.articles, "articles")
    assert corpus.articles["article_id"].is_unique
    sizes = corpus.articles["outlet"].value_counts()
    assert sizes.iloc[0] > 3 * sizes.iloc[-1]
    lengths = corpus.articles["n_words"]
    assert 450 < lengths.median() < 700
    assert lengths.mean() > lengths.median()


def test_words_come_as_often_as_in_news(corpus):
    words = Counter(w.lower() for t in corpus.articles["text"] for w in re.findall(r"\w+", t))
    ranks = [n for _, n in words.most_common()]
    assert len(words) > 5_000
    assert 0.03 < ranks[0] / words.total() < 0.15, "the commonest word of English news is about one in sixteen"
    assert sum(n <= 3 for n in ranks) / len(ranks) > 0.25, "a long tail of rare words"


def test_the_truth_stands_where_it_says(corpus):
    texts = dict(zip(corpus.articles["article_id"], corpus.articles["text"], strict=True))
    kinds = corpus.planted["kind"].value_counts()
    assert kinds.min() > 20
    for row in corpus.planted.itertuples():
        own, other = texts[row.article_id][row.start : row.end], texts[row.other_id][row.other_start : row.other_end]
        assert own
        assert row.article_id > row.other_id, "taken from an earlier article"
        if row.change in ("0%", "end cut"):
            assert own.split()[:-1] == other.split()[:-1]
        if row.kind == "quotation":
            assert texts[row.article_id][row.start - 1] == "“" == texts[row.other_id][row.other_start - 1]
            assert len(own.split()) <= 28
        shared = Counter(own.split()) & Counter(other.split())
        assert shared.total() >= 0.35 * min(len(own.split()), len(other.split()))


def test_marks_stay_in_pairs(corpus):
    for text in corpus.articles["text"]:
        assert re.sub("[^“”]", "", text).replace("“”", "") == ""


def test_outlets_can_be_made_to_hedge_more():
    softened = re.compile(r"\b(?:may|might|could|perhaps|reportedly|allegedly|appeared|seems|likely|possible)\b", re.I)
    made = corpora.articles(200, seed=3, outlets=["Calm", "Unsure"], skew=0, hedging={"Calm": 0.05, "Unsure": 0.5})
    assert made["outlet"].value_counts().min() > 70
    counts = made["text"].str.count(softened).groupby(made["outlet"]).mean()
    assert counts["Unsure"] > 3 * counts["Calm"]
