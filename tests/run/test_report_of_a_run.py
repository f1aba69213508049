"""The folder of a run is a study: its tables are read, and of a large one those of whole stories."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis import pipeline, study
from analysis.errors import InputError
from analysis.run import command, load
from tests.benchmarks.page import run
from tests.run.conftest import SIZE

STUDY = "data/studies/iraq-letter.yaml"
OF_STUDY = ("coders", "asked", "codings", "sampled", "agreement", "corrected", "scores")
"""Made of codings, which do not go with a run."""


def test_the_tables_of_a_run_are_those_that_the_report_makes(tmp_path: Path) -> None:
    command.run(STUDY, str(tmp_path / "out"))
    the_study = study.load(tmp_path / "out")
    assert the_study.propositions == study.load(STUDY).propositions
    found, made = pipeline.analyse(the_study), pipeline.analyse(STUDY)
    assert set(found) == set(made)
    for name in set(made) - {*OF_STUDY, "shared_lines"}:
        pd.testing.assert_frame_equal(found[name], made[name])


def test_of_a_large_run_whole_stories_are_shown_and_said_to_be(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "MOST", 16)
    found = pipeline.analyse(str(whole))
    assert found["articles"].groupby("story").size().tolist() == [8, 8]
    assert set(found["quotes"]["article_id"]) <= set(found["articles"]["article_id"])
    assert set(found["variants"]["article_id"]) <= set(found["articles"]["article_id"])
    assert found["rejects"]["reason"][0] == (
        "holds 24 articles; 16 of them are shown here, of whole stories taken by chance"
    )


def test_without_reuse_or_tone_it_is_compared_for_the_page(corpus: Path, tmp_path: Path) -> None:
    command.run(str(corpus), str(tmp_path / "out"), reuse=False, tone=False)
    found, made = pipeline.analyse(str(tmp_path / "out")), pipeline.analyse(corpus)
    assert len(found["tone"]) == 0
    for name in ("copies", "passages", "omissions", "estimates"):
        pd.testing.assert_frame_equal(found[name], made[name])


@pytest.fixture(scope="module")
def as_csv(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("csv") / "out"
    command.run(str(corpus), str(out), size=SIZE, workers=1, format="csv")
    return out


def test_tables_in_csv_are_those_in_parquet(
    as_csv: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, made = pipeline.analyse(as_csv), pipeline.analyse(whole)
    for name in set(made):
        pd.testing.assert_frame_equal(found[name], made[name])
    monkeypatch.setattr(load, "MOST", 16)
    found, made = pipeline.analyse(as_csv), pipeline.analyse(whole)
    for name in set(made) - {"rejects"}:  # which says of which folder they are
        pd.testing.assert_frame_equal(found[name], made[name])


def test_a_table_that_a_spreadsheet_has_saved_anew_is_said(as_csv: Path, tmp_path: Path) -> None:
    for edit, said in ((";", "its columns are"), ("yes", "column named holds another kind of value")):
        shutil.copytree(as_csv, tmp_path / edit)
        quotes = (tmp_path / edit / "quotes.csv").read_text(encoding="utf-8-sig")
        edited = quotes.replace(",", ";") if edit == ";" else quotes.replace("True", "yes")
        (tmp_path / edit / "quotes.csv").write_text(edited, encoding="utf-8-sig")
        with pytest.raises(InputError, match=said):
            pipeline.analyse(tmp_path / edit)


def test_a_damaged_table_is_said(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "out")
    (tmp_path / "out" / "quotes" / "000001.parquet").write_bytes(b"half")
    with pytest.raises(InputError, match=r"quotes/000001.parquet: is damaged"):
        pipeline.analyse(tmp_path / "out")


def test_the_command_of_the_readme_makes_the_same_page_of_either(as_csv: Path, whole: Path, tmp_path: Path) -> None:
    pages = {}
    for form, folder in (("parquet", whole), ("csv", as_csv)):
        shutil.copytree(folder, tmp_path / form / "coast")
        done = run(tmp_path / form / "coast", tmp_path / f"{form}.ipynb")
        assert done.returncode == 0, done.stderr[-2000:]
        pages[form] = (tmp_path / f"{form}.html").read_text(encoding="utf-8")
    assert "24 articles" in pages["parquet"]
    assert pages["csv"] == pages["parquet"]


def test_tables_without_texts_make_no_page(corpus: Path, tmp_path: Path) -> None:
    command.run(str(corpus), str(tmp_path / "out"), size=SIZE, workers=1, reuse=False, text=False)
    with pytest.raises(InputError, match="tables without texts"):
        pipeline.analyse(str(tmp_path / "out"))


def test_a_run_that_is_not_complete_is_said(whole: Path, tmp_path: Path) -> None:
    state = json.loads((whole / "run.json").read_text())
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "study.yaml").write_bytes((whole / "study" / "study.yaml").read_bytes())
    (tmp_path / "run.json").write_text(json.dumps({**state, "state": "running"}))
    with pytest.raises(InputError, match="is not complete"):
        pipeline.analyse(str(tmp_path))
    with pytest.raises(InputError, match="folder of a run, not of articles"):
        command.run(str(whole), str(tmp_path / "again"))
