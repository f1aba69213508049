"""The edit ledger and the order of telling: the seeds as a reader would have them, and invented pairs."""

import pandas as pd
import pytest

from analysis import pipeline, schema
from analysis.comparison.reuse import Shared, copies, edits, order
from analysis.comparison.reuse.order import ribbons
from analysis.corpus import from_texts
from analysis.signals import hedges, quotes
from analysis.spans import offsets

STORY = (
    "The old harbour bridge was closed on Monday after engineers found a crack in its northern pillar.\n\n"
    "Ferries carried some four thousand commuters across the bay before noon, and queues reached the market square.\n\n"
    "Repairs could last into the spring, officials of the port authority said in a letter to shopkeepers.\n\n"
    "The council will meet on Thursday to decide who is to pay for the repair of the bridge."
)

# What a reader of 000 and 003 sees, written down from reading: kind, moved, touches, words of 000, words of 003.
SEEDS = [
    ("reworded", True, "attribution", "Reuters reported on Tuesday", "On Tuesday, Iraq’s prime minister said"),
    ("reworded", False, "verb", "The news comes on the heels of the Pentagon’s admission", "the Pentagon acknowledged"),
    ("reworded", False, "name", "Secretary of Defense Mark Esper told", "Alongside Milley, Esper told"),
    ("reworded", False, "attribution", "“That is not what’s happening,” he continued.", "“That is not what’s happening.”"),
    ("reworded", True, None, "received an English and Arabic version", "did not match the Arabic version"),
    ("reworded", True, None, "Iraq’s parliament on Sunday passed", "On Sunday, Iraq’s parliament passed"),
]  # fmt: skip
ALONE = [
    ("000", "“There has been no decision whatsoever to leave,” he said."),
    ("000", "“Beyond that with regard to the letter"),
    ("000", "It’s the latest in a messy string of events"),
    ("003", "WASHINGTON — The State Department said"),
    ("000", "The letter to Iraq’s Defense Ministry came to light a day after"),
    ("003", "“At this time, any delegation sent to Iraq"),
    ("003", "In the letter, Seely wrote that coalition troops"),
    ("003", "A day later, a letter from U.S. Marine Corps Gen. William Seely"),
]


@pytest.fixture(scope="module")
def seeds() -> dict[str, pd.DataFrame]:
    return pipeline.analyse("data/studies/iraq-letter.yaml")


@pytest.mark.parametrize(("kind", "moved", "touches", "words", "other"), SEEDS)
def test_what_a_reader_sees_changed(seeds, kind, moved, touches, words, other):
    found = seeds["edits"]
    rows = found[
        found["text"].str.contains(words, regex=False)
        & found["other_text"].str.contains(other, regex=False).fillna(False)
    ]
    assert len(rows) == 1
    row = rows.iloc[0]
    assert (row["kind"], row["moved"]) == (kind, moved)
    assert (None if pd.isna(row["touches"]) else row["touches"]) == touches


@pytest.mark.parametrize(("article", "words"), ALONE)
def test_what_a_reader_finds_in_one_alone(seeds, article, words):
    found = seeds["edits"]
    rows = found[(found["article_id"] == article) & found["text"].str.startswith(words)]
    assert rows["kind"].tolist() == ["only_here"], "no dates: nothing says which came first"


def test_sentences_that_both_have_word_for_word_are_no_edits(seeds):
    for same in ("A draft unsigned letter that was acquired", "told reporters at the Pentagon"):
        assert not seeds["edits"]["text"].str.contains(same).any(), "a day with or without *on* is house style"


def test_what_differs_is_marked_where_it_stands(seeds):
    row = seeds["edits"][seeds["edits"]["touches"] == "verb"].iloc[0]
    text = seeds["articles"].set_index("article_id")["text"]
    own = [text[row["article_id"]][a:b] for a, b in offsets(row["differs"])]
    other = [text[row["other_id"]][a:b] for a, b in offsets(row["other_differs"])]
    assert "admission" in own
    assert "acknowledged" in other
    assert "mistake" not in own + other


def test_the_strip_sets_the_two_editions_side_by_side(seeds):
    chosen = order.choose(seeds["passages"], seeds["articles"])
    assert abs(chosen.index("000") - chosen.index("003")) == 1
    runs = ribbons(seeds["passages"], chosen)
    between = runs[(runs["article_id"] == "000") & (runs["other_id"] == "003")]
    last_of_000 = between.sort_values("start").iloc[-1]
    assert last_of_000["other_start"] < between["other_start"].median(), "what ends 000 stands near the top of 003"
    assert set(runs.loc[~runs["next"], "article_id"]), "001 shares with others than its neighbour"


def compare(*texts: str, days: tuple[str, ...] = ()) -> pd.DataFrame:
    ids = [chr(ord("a") + n) for n in range(len(texts))]
    tables = from_texts(ids, [f"Headline\n\n{text}" for text in texts])
    if days:
        tables["articles"] = tables["articles"].assign(
            published=pd.array(days, dtype="string"), published_precision=pd.array(["day"] * len(days), dtype="string")
        )
    tables["quotes"] = quotes.find(tables["articles"], tables["lines"], tables["sentences"])
    tables["cues"] = hedges.find(tables["sentences"])
    shared = Shared(tables["articles"], tables["lines"], tables["quotes"])
    found = edits.find(shared, copies.find(shared, tables["lines"]), tables)
    return schema.check(found, "edits")


@pytest.mark.parametrize(
    ("old", "new", "touches"),
    [
        (", officials of the port authority said in a letter to shopkeepers", ", a letter to shopkeepers holds", "attribution"),
        ("Repairs could last", "Repairs will last", "hedge"),
        ("authority said in", "authority admitted in", "verb"),
        ("before noon", "before one o’clock", None),
    ],
)  # fmt: skip
def test_what_a_change_touches(old, new, touches):
    found = compare(STORY, STORY.replace(old, new))
    assert found["kind"].tolist() == ["reworded"]
    assert (None if pd.isna(found["touches"][0]) else found["touches"][0]) == touches


@pytest.mark.parametrize(
    ("one", "other", "beside"),
    [
        # The same man, his title and his saying so are no common event.
        ("Harbour Minister Ana Ruiz said that her ministry had asked for a new crane.", "Harbour Minister Ana Ruiz said that her ministry will sell the old lighthouse.", False),
        ("The lighthouse keeper received a French and a Dutch copy of the plan, which did not agree.", "On Friday the keeper said that the Dutch copy of the plan differed from the French one.", True),
        ("The closure was the third mishap since a storm that tore a mooring line.", "On Sunday the council voted to widen the quay, to dredge the eastern channel and to hire pilots after a storm that tore a mooring line.", False),
    ],
)  # fmt: skip
def test_what_tells_that_two_sentences_are_one(one, other, beside):
    found = compare(f"{STORY}\n\n{one}", f"{STORY}\n\n{other}")
    assert found["kind"].tolist() == (["reworded"] if beside else ["only_here", "only_here"])


def test_on_before_a_day_is_house_style():
    assert len(compare(STORY, STORY.replace("closed on Monday", "closed Monday"))) == 0
    assert len(compare(STORY, STORY.replace("closed on Monday", "closed before Monday"))) == 1


def test_a_paragraph_that_moved():
    first, second, third, fourth = STORY.split("\n\n")
    found = compare(STORY, "\n\n".join([fourth, first, second, third]))
    assert found[["kind", "text"]].to_numpy().tolist() == [["moved", fourth]]


def test_a_sentence_that_became_two_is_one_edit():
    split = STORY.replace("before noon, and queues", "before noon. Queues")
    found = compare(STORY, split)
    assert found["kind"].tolist() == ["reworded"]
    assert found["other_text"][0].endswith("Queues reached the market square.")


def test_dates_tell_what_was_cut_and_added():
    shorter = STORY.rsplit("\n\n", 1)[0]
    assert compare(STORY, shorter, days=("2021-03-01", "2021-03-02"))["kind"].tolist() == ["cut"]
    assert compare(STORY, shorter, days=("2021-03-02", "2021-03-01"))["kind"].tolist() == ["added"]
    assert compare(STORY, shorter)["kind"].tolist() == ["only_here"]
    assert compare(STORY, shorter, days=("2021-03-01", "2021-03-01"))["kind"].tolist() == ["only_here"]


def test_articles_that_only_quote_the_same_have_no_ledger():
    quoted = "“We will not open the bridge until every bolt of it has been tested twice,” the mayor said."
    assert len(compare(f"Rain fell. {quoted}", f"{quoted} Nobody came to the market.")) == 0


def passage(cluster: int, *members: tuple[str, int]) -> list[dict]:
    return [
        {"article_id": a, "start": s, "end": s + 10, "text": "x", "cluster_id": cluster, "n_words": 10, "quoted": False}
        for a, s in members
    ]


def test_neighbours_share_the_most():
    table = pd.DataFrame(
        [*passage(0, ("a", 0), ("c", 5)), *passage(1, ("c", 50), ("b", 9)), *passage(2, ("d", 1), ("b", 70))]
    )
    assert order.columns(table, ["a", "b", "c", "d", "e"]) == ["a", "c", "b", "d", "e"]


def test_a_long_row_is_put_in_order_too():
    ids = [f"n{k}" for k in range(12)]
    table = pd.DataFrame([row for k in range(11) for row in passage(k, (ids[k], 0), (ids[k + 1], 0))])
    found = order.columns(table, ids[::2] + ids[1::2])
    assert found in (ids, ids[::-1])


def test_a_passage_that_skips_a_column_is_told():
    table = pd.DataFrame([*passage(0, ("a", 0), ("c", 5)), *passage(1, ("a", 30), ("b", 9))])
    runs = ribbons(table, ["a", "b", "c"])
    assert runs.set_index("cluster_id")["next"].to_dict() == {0: False, 1: True}


def test_no_passages_no_ribbons():
    empty = schema.empty("passages")
    assert order.columns(empty, ["a", "b"]) == ["a", "b"]
    assert len(ribbons(empty, ["a", "b"])) == 0
