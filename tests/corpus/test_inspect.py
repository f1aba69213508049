"""Inspection counts what reading would read, and holds no texts."""

import subprocess
import sys

import pandas as pd

from analysis import corpus, study


def test_outlets_are_counted_with_their_dates(tmp_path):
    rows = ["A one.,X,2020-01-07", "A two.,X,2020-01", "A three,,Monday", ",X,2020-01-09", "A four.,X,"]
    (tmp_path / "t.csv").write_text("text,outlet,date\n" + "\n".join(rows) + "\n", encoding="utf-8")
    found = corpus.inspect(study.load(tmp_path))
    assert found.n_articles == 4
    assert found.outlets.astype(object).where(found.outlets.notna(), None).values.tolist() == [
        ["X", 3, 6, "2020-01", "2020-01-07", 1],
        [None, 1, 2, None, None, 1],
    ]
    assert found.rejects["severity"].tolist() == ["doubt", "reject"]


def test_it_counts_as_reading_does(root):
    the_study = study.load(root / "seeds")
    found, tables = corpus.inspect(the_study), corpus.read(the_study)
    assert found.outlets["n_words"].sum() == tables["articles"]["n_words"].sum()
    pd.testing.assert_frame_equal(found.rejects, tables["rejects"])


def test_a_table_of_many_rows_is_inspected_in_bounded_memory(root):
    """In a process of its own, whose memory is not that of other tests; it fails where an article is lost."""
    command = [sys.executable, "-m", "tests.benchmarks.check", "5000"]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "articles 4,988, rejects 12" in run.stdout


def test_a_study_without_an_article_is_inspected_too(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    found = corpus.inspect(study.load(tmp_path))
    assert (found.n_articles, found.rejects["reason"].tolist()) == (0, ["is empty"])
