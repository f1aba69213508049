"""Frame scales: answers to the questions of a codebook, worked by hand; a wrong answer is told; alpha question by question."""

import pandas as pd
import pytest

from analysis import codebook, pipeline, schema, study
from analysis.evidence import frame_scales
from analysis.report import frame_scales as view

BOOK = """
codebook: bridges
version: 3
frames:
  - {id: blame, name: Blame, definition: who is blamed, include: x, exclude: y, terms: [blamed], examples: [a],
     counter_examples: [b], questions: [Is somebody blamed?, Is a duty named?]}
  - {id: cost, name: Cost, definition: what it costs, include: x, exclude: y, terms: [cost], examples: [a],
     counter_examples: [b], questions: [Is a sum named?]}
"""
HEADER = "article_id,unit,variable,value\n"
ANA = "a,article,blame_1,yes\na,article,blame_2,yes\na,article,cost_1,no\nb,article,blame_1,yes\nb,article,blame_2,No\n"
BEN = "a,article,blame_1,yes\na,article,blame_2,no\na,article,cost_1,no\nb,article,blame_1,yes\nb,article,blame_2,no\n"


@pytest.fixture
def made(tmp_path):
    """Two articles of the Post (a, b) and one of the Mail (c), which Ana alone looked at, and of that one question."""
    rows = [("a", "Post", "Bridge shut\n\nIt is."), ("b", "Post", "Road shut\n\nIt was."), ("c", "Mail", "Pool\n\nNo.")]
    pd.DataFrame(rows, columns=["id", "outlet", "text"]).to_csv(tmp_path / "t.csv", index=False)
    (tmp_path / "book.yaml").write_text(BOOK, "utf-8")
    (tmp_path / "codings").mkdir()
    (tmp_path / "codings/ana.csv").write_text(HEADER + ANA + "c,article,blame_1,no\nc,article,blame_2,maybe\n", "utf-8")
    (tmp_path / "codings/ben.csv").write_text(HEADER + BEN, "utf-8")
    (tmp_path / "s.yaml").write_text("corpus: t.csv\nframes: book.yaml\ncodings: codings\n", "utf-8")
    the_study = study.load(tmp_path / "s.yaml")
    return pipeline.analyse(the_study), codebook.load(the_study.frames), tmp_path


def test_items_and_scales_by_hand(made):
    tables, book, _ = made
    given = (tables["codings"], tables["coders"], tables["articles"], book)
    items = frame_scales.items(*given).set_index(["variable", "outlet_key"])
    assert items["share"].to_dict() == {
        ("blame_1", "Mail"): 0.0,
        ("blame_1", "Post"): 1.0,
        ("blame_2", "Post"): (0.5 + 0) / 2,  # of a the coders differ: each counts half
        ("cost_1", "Post"): 0.0,
    }
    assert items.at[("blame_2", "Post"), "n_articles"] == 2
    scales = frame_scales.scales(*given)
    assert scales[["frame", "outlet_key", "n_articles", "mean"]].values.tolist() == [
        ["blame", "Post", 2, (0.75 + 0.5) / 2],  # a: (1 + .5) / 2; b: (1 + 0) / 2
        ["cost", "Post", 1, 0.0],
    ], "of the Mail's article one question has no answer: it has no value"


def test_an_answer_that_is_none_is_told_and_alpha_is_question_by_question(made):
    tables, _, _ = made
    told = tables["rejects"]["reason"].tolist()
    assert told == ["'maybe' is no answer to `blame_2`"]
    assert set(tables["agreement"]["variable"]) == {"blame_1", "blame_2", "cost_1"}


def test_the_reference_settles_what_coders_left_open(made):
    _, book, folder = made
    (folder / "codings/curated.csv").write_text(HEADER + "a,article,blame_2,no\n", "utf-8")
    tables = pipeline.analyse(study.load(folder / "s.yaml"))
    items = frame_scales.items(tables["codings"], tables["coders"], tables["articles"], book)
    assert items.query("variable == 'blame_2' and outlet_key == 'Post'")["share"].item() == 0


def test_the_page_shows_items_and_means_or_says_that_nobody_answered(made):
    tables, book, _ = made
    given = (tables["codings"], tables["coders"], tables["articles"], book)
    html = view.scales(frame_scales.items(*given), frame_scales.scales(*given), book).html
    assert "Questions of the codebook “bridges”, version 3" in html
    assert html.index("Is a duty named?") < html.index("0.25 of 2") < html.index("0.62 of 2, sd 0.18")
    none = (schema.empty("codings"), schema.empty("coders"), tables["articles"], book)
    assert "no frame has a value here" in view.scales(frame_scales.items(*none), frame_scales.scales(*none), book).html
