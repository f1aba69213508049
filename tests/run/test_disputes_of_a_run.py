"""A run obeys its study's disputes as the report does, and its `codings` are left to the report."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis import disputes, pipeline
from analysis.errors import InputError
from analysis.run import command
from analysis.run.disputed import TABLES
from tests.run.conftest import SIZE, sorted_rows, tables

OF_PARTS = ("quotes", "cues", "mentions", "agency", "numbers", "measures", "estimates", "paths", "ledger", "disputes",
            "dispute_changes")  # fmt: skip


@pytest.fixture(scope="module")
def study(corpus: Path, whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study whose readers dispute hits in three parts, one in an article that is not there, and one that is no hit."""
    folder, found = tmp_path_factory.mktemp("study"), tables(whole)
    (folder / "study.yaml").write_text(f"title: Coast\ncorpus: {corpus}\ndisputes: ours.csv\n")
    said = []
    for signal, name in (("quotes", "quotes"), ("hedges", "cues"), ("naming", "mentions")):
        for hit in found[name].iloc[:: max(1, len(found[name]) // 3)].head(3).itertuples():
            category = {"quotes": "kind", "cues": "category", "mentions": "actor"}[name]
            said.append(
                disputes.Dispute(0, signal, hit.article_id, hit.start, hit.end, hit.text, getattr(hit, category))
            )
    said += [said[0]._replace(article_id="elsewhere"), said[0]._replace(text="no such words", start=None, end=None)]
    disputes.append(folder / "ours.csv", said)
    return folder / "study.yaml"


@pytest.fixture(scope="module")
def out(study: Path, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "out"
    command.run(str(corpus), str(folder), study=str(study), size=SIZE, workers=2)
    return folder


def test_the_hits_are_taken_out_as_the_report_takes_them_out(study: Path, out: Path, whole: Path) -> None:
    found, made, undisputed = tables(out), pipeline.analyse(study), tables(whole)
    for name in OF_PARTS:
        one, other = (sorted_rows(t[name]) for t in (found, made))
        pd.testing.assert_frame_equal(one, other)
    assert len(found["disputes"]) == 9
    assert len(found["cues"]) == len(undisputed["cues"]) - 3
    assert not found["measures"].equals(undisputed["measures"])
    reasons = found["rejects"].set_index("row")["reason"].to_dict()
    assert "'elsewhere' is not in this corpus" in reasons[10]
    assert "has no hit “no such words”" in reasons[11]


def test_it_is_said_in_run_json_and_at_the_end(study: Path, corpus: Path, out: Path, capsys) -> None:
    state = json.loads((out / "run.json").read_text())
    assert state["disputes"] == {"said": 11, "hits": 9}
    assert state["left_out"] == 3  # the two, and the row of the corpus that is no article
    command.run(str(corpus), str(out), study=str(study), size=SIZE)
    assert "disputes: 11 read, 9 hits taken out of every count" in capsys.readouterr().out


def test_the_report_of_the_run_shows_them(study: Path, out: Path) -> None:
    found, made = pipeline.analyse(out), pipeline.analyse(study)
    for name in TABLES:
        pd.testing.assert_frame_equal(found[name], made[name])
    assert len(found["cues"]) == len(made["cues"])


def test_no_words_of_a_dispute_are_left_without_text(study: Path, corpus: Path, tmp_path: Path) -> None:
    command.run(str(corpus), str(tmp_path / "out"), study=str(study), size=SIZE, text=False, reuse=False, tone=False)
    words = [d.text for d in disputes.read(study.parent / "ours.csv")[0] if " " in d.text]
    assert words
    files = [path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert not [w for w in words for file in files if w.encode() in file]


def test_other_disputes_are_another_run_and_broken_ones_are_said_before_it_begins(
    study: Path, corpus: Path, out: Path, tmp_path: Path
) -> None:
    (tmp_path / "study.yaml").write_text(study.read_text())
    (tmp_path / "ours.csv").write_text("signal,article_id,text,verdict\n")
    with pytest.raises(InputError, match="another study file"):
        command.run(str(corpus), str(out), study=str(tmp_path / "study.yaml"), size=SIZE)
    (tmp_path / "ours.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match=r"ours.csv: has no column"):
        command.run(str(corpus), str(tmp_path / "new"), study=str(tmp_path / "study.yaml"), size=SIZE)
    assert not list((tmp_path / "new").glob("work/done/*"))


def test_a_position_that_is_disputed_stays_out_where_the_report_looks_anew(tmp_path: Path, monkeypatch) -> None:
    """Of a run without shared text, and of a sample of one, positions are found again."""
    from analysis.run import load

    says = ["The dam will close, Lee said.", "The dam will not close, Kay said."]
    rows = [{"id": f"a{k}", "outlet": f"O{k}", "story": "dam", "text": f"Dam\n\n{says[k % 2]}"} for k in range(4)]
    pd.DataFrame(rows).to_json(tmp_path / "news.jsonl", orient="records", lines=True)
    said = "title: Dam\ncorpus: news.jsonl\npropositions:\n- {id: p, text: The dam will close., terms: [dam]}\n"
    (tmp_path / "study.yaml").write_text(said)
    found = pipeline.analyse(tmp_path / "study.yaml")["claims"]
    (tmp_path / "study.yaml").write_text(f"{said}disputes: ours.csv\n")
    hit = found[found["stance"].isin(["for", "against"])].iloc[0]
    disputes.append(
        tmp_path / "ours.csv",
        [disputes.Dispute(0, "stance", hit.article_id, hit.start, hit.end, hit.text, hit.proposition)],
    )
    made = pipeline.analyse(tmp_path / "study.yaml")
    assert len(made["claims"]) == len(found) - 1
    for name, reuse in (("whole", True), ("alone", False)):
        command.run(str(tmp_path / "news.jsonl"), str(tmp_path / name), study=str(tmp_path / "study.yaml"), reuse=reuse)
        again = pipeline.analyse(tmp_path / name)
        assert len(again["disputes"]) == 1
        pd.testing.assert_frame_equal(sorted_rows(again["claims"]), sorted_rows(made["claims"]))
    monkeypatch.setattr(load, "MOST", 3)
    sample = pipeline.analyse(tmp_path / "whole")
    struck = [hit[k] for k in ("article_id", "start", "end")]
    assert struck not in sample["claims"][["article_id", "start", "end"]].to_numpy().tolist()
