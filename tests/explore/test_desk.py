"""The desk: articles chosen, words added, disputes saved; and words in context."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import disputes, pipeline, schema
from analysis.errors import InputError
from analysis.explore import desk, views
from analysis.explore.concordance import concordance

SEEDS = "data/studies/iraq-letter.yaml"


@pytest.fixture(scope="module")
def seeds() -> desk.Desk:
    return desk.lay(SEEDS, ["001", "003"])


def own_uncertainty(tables: pipeline.Tables, article_id: str) -> float:
    m = tables["measures"].set_index(["article_id", "measure", "voice"])
    return m.loc[(article_id, "uncertainty", "narrator"), "count"]


def test_the_articles_chosen_are_read_as_in_a_whole_run(seeds):
    whole = pipeline.analyse(SEEDS)
    for name in ("quotes", "cues", "claims", "mentions", "agency", "measures"):
        chosen = whole[name][whole[name]["article_id"].isin(["001", "003"])].reset_index(drop=True)
        pd.testing.assert_frame_equal(seeds.tables[name], chosen)


def test_an_added_hedge_is_counted_and_taken_back(seeds):
    more = desk.add_hedge(seeds, " confus* ", "adjective_noun")
    assert own_uncertainty(more.tables, "001") == own_uncertainty(seeds.tables, "001") + 1  # the confusion started
    assert own_uncertainty(more.plain, "001") == own_uncertainty(seeds.tables, "001")
    html = views.changed(more)
    assert "The <mark>confusion</mark> started after" in html
    assert "{match: &#34;confus*&#34;, category: adjective_noun}" in html
    assert own_uncertainty(desk.without_additions(more).tables, "001") == own_uncertainty(seeds.tables, "001")
    assert "Nothing is added" in views.changed(desk.without_additions(more))


def test_what_is_shown_to_keep_an_added_hedge_does_so(seeds, tmp_path):
    more = desk.add_hedge(seeds, "confus*", "adjective_noun")
    keep = views.changed(more).split("<pre>")[1].split("</pre>")[0].unescape()
    (tmp_path / "mine.yaml").write_text(str(keep), encoding="utf-8")
    study = tmp_path / "study.yaml"
    study.write_text(f"corpus: {Path('seeds').resolve()}\nlexicons: {{hedges: mine.yaml}}\n", encoding="utf-8")
    assert "confus*" in set(pipeline.analyse(study)["cues"]["entry"])


def test_an_added_name_is_an_expression_for_its_actor(seeds):
    more = desk.add_alias(seeds, "Pentagon", "Iraq’s military command")
    before, after = (int((t["mentions"]["actor"] == "pentagon").sum()) for t in (more.plain, more.tables))
    assert after == before + len(re.findall("Iraq’s military command", seeds.read["articles"]["text"][1]))
    assert "<mark>Iraq’s military command</mark>" in views.changed(more)


@pytest.mark.parametrize(
    ("do", "line"),
    [
        (lambda d: desk.add_hedge(d, "  ", "modal"), "is no text"),
        (lambda d: desk.add_hedge(d, "* *", "modal"), "a * without a word"),
        (lambda d: desk.add_hedge(d, "may", "modal"), "'may' is in the lexicon already, as modal"),
        (lambda d: desk.add_alias(d, "Mark Esper", "…"), "'…' can be found in no text"),
        (lambda d: desk.add_alias(d, "Mark Esper", "Milley"), "'Milley' stands for Mark A. Milley already"),
        (lambda d: desk.choose(d, []), "no article is chosen; choose of 000, 001, 002, 003 and 004"),
        (lambda d: desk.choose(d, ["01"]), "'01' is no article; did you mean 001?"),
        (lambda d: desk.add_hedge(d, "so", "adverbs"), "'adverbs' is no category; did you mean adverb?"),
        (lambda d: desk.add_alias(d, "Nobody", "Ann"), "'Nobody' is no actor"),
        (lambda d: concordance(d.read, "(*)"), "holds no word"),
        (lambda d: desk.lay("no/such"), "no such file or folder"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_one_line(seeds, do, line):
    with pytest.raises(InputError) as told:
        do(seeds)
    assert line in str(told.value)
    assert "\n" not in str(told.value)


def test_a_dispute_is_saved_and_obeyed_by_the_next_run(tmp_path):
    for folder in ("seeds", "data/studies", "data/codings", "data/disputes"):
        shutil.copytree(folder, tmp_path / folder)
    path = tmp_path / SEEDS
    laid = desk.lay(path, ["001"])
    hit = disputes.hits_of(laid.tables, "hedges").query("text == 'allegedly'").iloc[0]
    said = disputes.Dispute(
        0, "hedges", "001", hit["start"], hit["end"], hit["text"], hit["category"], "told as fact", "Ana"
    )
    again = desk.dispute(laid, said)
    assert again.told == "Saved in iraq-letter.csv."
    assert "<del>allegedly</del> <small>[evidential, disputed]</small>" in views.text(again, "hedges")
    assert "<mark>allegedly</mark> notified" in views.disputed(again)
    next_run = pipeline.analyse(path)
    assert (
        own_uncertainty(next_run, "001")
        == own_uncertainty(laid.tables, "001") - 1
        == own_uncertainty(again.tables, "001")
    )
    assert next_run["disputes"][["text", "who"]].to_numpy().tolist() == [["allegedly", "Ana"]]


def test_a_study_without_a_file_of_disputes_gets_one_and_is_told_so(tmp_path):
    (tmp_path / "a.txt").write_text("Bridge may close\n\nThe bridge may close.\n", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text("articles:\n- {id: a, file: a.txt}\n", encoding="utf-8")
    laid = desk.lay(tmp_path / "mine.yaml")
    said = disputes.Dispute(0, "hedges", "a", 7, 10, "may")
    again = desk.dispute(laid, said)
    assert again.told.startswith(
        "Saved in mine.disputes.csv; write the line  disputes: mine.disputes.csv  into mine.yaml"
    )
    assert len(again.tables["cues"]) == len(laid.tables["cues"]) - 1
    with pytest.raises(InputError, match="is no study file"):
        desk.dispute(desk.lay(tmp_path), said)


def test_words_are_found_in_their_context():
    text = "The U.S. (2) left.\n“Leaving,” he said, isn’t U.S.-led. a.c\n"
    tables = {
        "articles": schema.from_rows("articles", [{"article_id": "a", "text": text, "n_words": 9}]),
        "lines": schema.from_rows(
            "lines",
            [
                {"article_id": "a", "line": 1, "start": 0, "end": 19, "label": "body"},
                {"article_id": "a", "line": 2, "start": 19, "end": len(text), "label": "credit"},
            ],
        ),
    }

    def texts(words: str) -> list[str]:
        return concordance(tables, words)["text"].tolist()

    assert texts("u.s. (2)") == ["U.S. (2)"]
    assert texts("lea*") == ["Leaving"]
    assert texts("isn't") == ["isn’t"]
    assert texts("U.S.*") == ["U.S.", "U.S.-led"]
    assert texts("abc") == []  # the dot of a.c is a dot
    assert texts("left leaving") == []  # not over the end of a line
    row = concordance(tables, "LEFT").iloc[0]
    assert (row["part"], row["left"], row["right"], text[row["start"] : row["end"]]) == (
        "body",
        "The U.S. (2)",
        ".",
        "left",
    )


@settings(deadline=None)
@given(st.text(min_size=1, max_size=12))
def test_any_words_are_words_and_no_expression(words):
    text = f"before {words} after"
    tables = {
        "articles": schema.from_rows("articles", [{"article_id": "a", "text": text, "n_words": 9}]),
        "lines": schema.from_rows(
            "lines", [{"article_id": "a", "line": 1, "start": 0, "end": len(text), "label": "body"}]
        ),
    }
    try:
        found = concordance(tables, words)
    except InputError:
        return
    assert all(text[r.start : r.end] == r.text for r in found.itertuples())
    if words.isalnum() and words.isascii():
        assert words in found["text"].tolist()


def test_words_of_articles_and_readers_are_no_markup(tmp_path):
    evil = "<img src=x onerror=alert(1)>"
    (tmp_path / "a.txt").write_text(f"It may {evil} close\n\nIt may {evil} rain, said Ana {evil}.\n", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(
        f"articles:\n- {{id: '{evil}', file: a.txt, outlet: '{evil}'}}\nactors:\n- {{id: '{evil}', name: '{evil}'}}\n",
        encoding="utf-8",
    )
    laid = desk.add_alias(desk.lay(tmp_path / "mine.yaml"), evil, f"Ana {evil}")
    laid = desk.dispute(laid, disputes.Dispute(0, "hedges", evil, 3, 6, "may", "", evil, evil))
    html = [views.text(laid, signal) for signal in disputes.SIGNALS]
    html += [views.changed(laid), views.disputed(laid), views.found(laid, "img src")]
    assert all("<img" not in part for part in html)
    assert all("&lt;img src" in part for part in html[-2:])
