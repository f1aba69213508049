"""The folder of a run is a study: its tables are read, and of a large one those of whole stories."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis import pipeline, study
from analysis.errors import InputError
from analysis.run import command, load
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


@pytest.mark.parametrize(
    ("form", "said"), [({"text": False}, "tables without texts"), ({"format": "csv"}, "holds CSV; a report needs")]
)
def test_a_form_that_no_page_can_be_made_of_is_said(corpus: Path, tmp_path: Path, form: dict, said: str) -> None:
    command.run(str(corpus), str(tmp_path / "out"), size=SIZE, workers=1, reuse=False, **form)
    with pytest.raises(InputError, match=said):
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
