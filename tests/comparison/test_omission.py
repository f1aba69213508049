"""Omissions: who carries what, and which blanks length and date make surprising."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import pipeline, schema
from analysis.comparison import items, omission, variants
from analysis.comparison.omission.story import LONGER

# Read off the five articles before the code was written: which of them carry what at least two of them carry, an x for
# each of 000 to 004. Quotations stand in tests/comparison/test_collation.py.
SEEDS = {
    ("speaker", "Mark Esper"): "xx xx",
    ("speaker", "Mark A. Milley"): "xxxx ",
    ("speaker", "William H. Seely III"): " xxxx",
    ("speaker", "Adel Abdul Mahdi"): "x  x ",  # 002 names Abu Mahdi al-Muhandis, who is another
    ("speaker", "Pentagon"): "x  x ",
    ("speaker", "Donald Trump"): "  x x",
    ("document", "letter"): "xxxxx",
    ("document", "resolution"): "xxxxx",
    ("document", "draft"): "xxxx ",
    ("place", "United States"): "xxxxx",
    ("place", "Iraq"): "xxxxx",
    ("place", "Iran"): "xxxxx",
    (
        "place",
        "Baghdad",
    ): " xx x",  # 000 has it in a caption; Washington stands in captions and datelines, and once in 004
    ("figure", "billions of dollars"): "  x x",
}


def test_the_seeds():
    tables = pipeline.analyse("data/studies/iraq-letter.yaml")
    found = tables["omissions"]
    schema.check(found, "omissions")
    rest = found[found["kind"] != "quotation"]
    got = {
        key: "".join("x" if present else " " for present in own["present"])
        for key, own in rest.groupby(["kind", "item"], sort=False)
    }
    assert got == SEEDS
    assert next(iter(got)) == ("speaker", "William H. Seely III")  # carried by the most texts: 000 and 003 are one
    # Four of the five state no date, and nothing dated can be compared with the fifth.
    assert not found["surprising"].any()
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    iraq = found[(found["item"] == "Iraq") & found["present"]]
    assert {texts[r.article_id][r.start : r.end] for r in iraq.itertuples()} == {"Iraq"}


ITEMS = [
    # sentence, its items: kind and key
    ("He flew from Paris to the U.S. on Jan. 3.", ["place Paris", "place United States", "event 01-03"]),
    ("Jordan said Chad would play.", []),  # people
    ("The Paris Review of London Bridge.", []),  # parts of other names
    ("In Washington, D.C., the memo was read.", ["place Washington", "document memo"]),
    ("Iran-backed militias left Iraq’s bases.", ["place Iran", "place Iraq"]),
    ("They report on the report and the council’s new budget.", ["document report", "document budget"]),
    ("More than 5,000 men, 1.5 million people, two dams.", ["figure 5000", "figure 1500000", "figure 2 dams"]),
    ("It cost $3 billion, 12 percent of 40 million dollars.", ["figure 3000000000 money", "figure 12 percent", "figure 40000000 money"]),
    ("In 2019, at 10:30, Article 50, chapter 15 and on May 12.", ["event 05-12"]),
    ("On 7 January 2020 and on 11th September.", ["event 2020-01-07", "event 09-11"]),
    ("May 2020 was dry.", []),  # no day
    ("He came in second; one of five.", []),  # nothing says what five counts
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ITEMS, ids=lambda v: v if isinstance(v, str) else "")
def test_items(text, expected):
    found = items.find(text)
    assert [f"{i.kind} {i.key}" for i in found] == expected
    assert all(0 <= i.start < i.end <= len(text) for i in found)


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["5", ",", "million", "May", "in", "Paris", "%", "$", "the", "letter", "."])).map(
        " ".join
    )
)
def test_items_stand_in_order(text):
    edges = [edge for item in items.find(text) for edge in (item.start, item.end)]
    assert edges == sorted(edges)


def corpus(*articles: tuple) -> dict[str, pd.DataFrame]:
    """Tables of articles of one story: (id, date, words, text)."""
    rows, sentences = [], []
    for article_id, published, n_words, text in articles:
        rows.append(
            {
                "article_id": article_id, "outlet_key": article_id, "text": text, "n_words": n_words, "story": "dam",
                "published": published or pd.NA, "published_precision": "day" if published else pd.NA,
            }
        )  # fmt: skip
        sentences.append(
            {
                "article_id": article_id, "sentence_id": 0, "start": 0, "end": len(text), "text": text, "part": "body",
                "paragraph": 1, "n_words": n_words,
            }
        )  # fmt: skip
    quotes = schema.empty("quotes")
    tables = {"articles": schema.from_rows("articles", rows), "sentences": schema.from_rows("sentences", sentences)}
    return {**tables, "quotes": quotes, "variants": variants.find(quotes, tables["articles"])}


WITH, WITHOUT = "The engineers wrote a memo.", "The engineers spoke."
MODEL = [
    # the article without the item: (date, words); the others with (x) or without it; is the blank surprising?
    (("2020-01-05", 400), ["x 2020-01-05 400", "x 2020-01-04 300"], True),
    (("2020-01-05", 400), ["x 2020-01-05 400", "x 2020-01-04 300", "- 2020-01-04 300"], True),  # two thirds
    (("2020-01-05", 400), ["x 2020-01-05 400", "x 2020-01-04 300", "- 2020-01-04 300", "- 2020-01-04 300"], False),
    (("2020-01-05", 400), ["x 2020-01-05 500", "x 2020-01-04 500"], True),  # a quarter longer
    (("2020-01-05", 400), ["x 2020-01-05 501", "x 2020-01-04 501"], False),  # they had more room
    (("2020-01-05", 400), ["x 2020-01-06 400", "x 2020-01-07 400"], False),  # they came later
    (("2020-01-05", 400), ["x  400", "x  300"], False),  # nobody knows when they came
    (("", 400), ["x 2020-01-05 400", "x 2020-01-04 300"], False),  # nor when this one did
    (("2020-01-05", 400), ["x 2020-01-05 400", "x 2020-01-09 300"], False),  # one text is too few
]  # fmt: skip


@pytest.mark.parametrize(("blank", "others", "answer"), MODEL)
def test_the_model(blank, others, answer):
    rest = [other.split(" ") for other in others]
    tables = corpus(
        ("a", *blank, WITHOUT),
        *((f"b{n}", date, int(words), WITH if x == "x" else WITHOUT) for n, (x, date, words) in enumerate(rest)),
    )
    found = omission.find(tables)
    assert found.loc[found["article_id"] == "a", "surprising"].tolist() == [answer]
    assert not found.loc[found["present"], "surprising"].any()


def test_copies_count_once():
    tables = corpus(
        ("a", "2020-01-05", 400, WITHOUT), ("b", "2020-01-05", 400, WITH), ("c", "2020-01-05", 400, WITH),
    )  # fmt: skip
    assert omission.find(tables)["surprising"].tolist() == [True, False, False]
    copies = pd.DataFrame({"article_id": ["a", "b", "c"], "text_id": ["a", "b", "b"]})
    found = omission.find(tables, copies)
    assert found["surprising"].tolist() == [False, False, False]
    assert found["n_texts"].tolist() == [1, 1, 1]
    assert found["n_articles"].tolist() == [2, 2, 2]


def test_an_event_later_than_the_article_is_no_omission():
    later = "They met on 9 January 2020."
    tables = corpus(("a", "2020-01-08", 400, WITHOUT), ("b", "2020-01-08", 400, later), ("c", "2020-01-08", 400, later))
    found = omission.find(tables)
    assert found["surprising"].tolist() == [False, False, False]
    assert found["why"].iloc[0] == "dated later than the article"


def test_stories_stay_apart():
    tables = corpus(("a", "2020-01-05", 400, WITH), ("b", "2020-01-05", 400, WITH), ("c", "2020-01-05", 400, WITHOUT))
    tables["articles"]["story"] = pd.array(["dam", "dam", "vote"], dtype="string")
    assert omission.find(tables)["article_id"].tolist() == ["a", "b"]


def test_nothing_to_compare():
    assert omission.find(corpus()).empty
    assert omission.find(corpus(("a", "", 9, WITH))).empty
    assert omission.matrix(omission.find(corpus()), corpus()["articles"]).empty


cases = st.lists(
    st.tuples(st.sampled_from(["", "2020-01-04", "2020-01-05"]), st.integers(1, 900), st.booleans()), max_size=7
)


@settings(deadline=None, max_examples=50)
@given(cases)
def test_what_is_surprising_was_expected(cases):
    tables = corpus(*((f"a{n}", date, words, WITH if x else WITHOUT) for n, (date, words, x) in enumerate(cases)))
    found = omission.find(tables)
    surprising = found[found["surprising"]]
    assert (surprising["expected"] >= omission.SHARE).all()
    assert not surprising["present"].any()
    dates = tables["articles"].set_index("article_id")["published"]
    assert dates[surprising["article_id"]].notna().all()


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("xyz"), st.booleans(), st.integers(100, 400)), min_size=2, max_size=9))
def test_the_share_is_what_a_reader_would_count(articles):
    """Of one text, one article that carries the item and had no more room is enough."""
    ids = [f"a{n}" for n in range(len(articles))]
    told = [
        (i, "2020-01-05", n_words, WITH if tells else WITHOUT)
        for i, (_, tells, n_words) in zip(ids, articles, strict=True)
    ]
    texts = [text if text != "z" else i for i, (text, _, _) in zip(ids, articles, strict=True)]
    found = omission.find(corpus(*told), pd.DataFrame({"article_id": ids, "text_id": texts}))
    for row in found[~found["present"]].itertuples():
        here = ids.index(row.article_id)
        room = LONGER * articles[here][2]
        others = [n for n in range(len(ids)) if texts[n] != texts[here] and articles[n][2] <= room]
        all_texts, carriers = {texts[n] for n in others}, {texts[n] for n in others if articles[n][1]}
        if len(all_texts) >= omission.TEXTS:
            assert row.expected == pytest.approx(len(carriers) / len(all_texts))
        else:
            assert pd.isna(row.expected)


def test_captions_and_datelines_carry_nothing():
    own = corpus(
        ("told", None, 9, "The dam in Ghent broke on 3 May."),
        ("told too", None, 9, "Ghent has no dam since 3 May."),
        ("dateline", None, 9, "GHENT, 3 May 2020 (Reuters) — Ghent is dry since 3 May."),
        ("only dateline", None, 9, "Brussels (Reuters) — It broke in Paris."),
        ("and another", None, 9, "Paris is dry, and so is Brussels."),
    )
    found = omission.find(own)
    carried = found[found["present"]].groupby("item")["article_id"].agg(list).to_dict()
    assert carried["3 May"] == ["told", "told too", "dateline"]
    assert "Brussels" not in carried
    own["sentences"]["part"] = "caption"
    assert not len(omission.find(own))
