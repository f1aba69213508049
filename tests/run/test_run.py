"""A run gives what the report's pipeline gives, whatever its parts, and says in one line why it cannot."""

import json
import resource
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import corpus as reading
from analysis import pipeline, scale, schema, study
from analysis.errors import InputError
from analysis.run import command
from analysis.run.tasks import SIGNALS
from analysis.signals import naming
from tests.run.conftest import SIZE, N, assert_same, sorted_rows, tables

OF_ARTICLES = (
    "estimates",
    "paths",
    "tone_agreement",
    "passages",
    "copies",
    "edits",
    "variants",
    "omissions",
    "findings",
    *SIGNALS,
)
OF_STORIES = ("variants", "omissions", "edits", "findings")
"""Numbered, or put together, by groups of stories."""


@pytest.fixture(scope="module")
def analysed(corpus: Path) -> pipeline.Tables:
    return pipeline.analyse(corpus)


def test_every_table_is_what_the_pipeline_gives_at_once(whole: Path, analysed: pipeline.Tables) -> None:
    found = tables(whole)
    assert set(schema.TABLES) == set(found) | set(json.loads((whole / "run.json").read_text())["not_made"])
    assert len(list((whole / "quotes").iterdir())) == 4  # parts of seven: 25 articles and notes
    for name, table in found.items():
        schema.check(table, name)
        if name not in (*OF_STORIES, "passages", "shared_lines", "rejects"):
            pd.testing.assert_frame_equal(table, analysed[name])
    for name in OF_STORIES[:3]:
        own = [c for c in table_columns(name) if c not in ("cluster_id", "item_id", "pair")]
        pd.testing.assert_frame_equal(sorted_rows(found[name][own]), sorted_rows(analysed[name][own]))
    pd.testing.assert_frame_equal(sorted_rows(found["passages"]), sorted_rows(analysed["passages"]))  # part by part
    by_line = analysed["shared_lines"]
    kept = by_line[by_line["line"].isna() | (by_line["n_texts"] >= 3)].reset_index(drop=True)
    pd.testing.assert_frame_equal(found["shared_lines"], kept)
    pd.testing.assert_frame_equal(sorted_rows(found["rejects"]), sorted_rows(analysed["rejects"]))


def table_columns(name: str) -> list[str]:
    return schema.TABLES[name].names


def test_in_one_part_it_gives_every_row_of_the_pipeline_in_its_order(
    corpus: Path, analysed: pipeline.Tables, tmp_path: Path
) -> None:
    command.run(str(corpus), str(tmp_path / "out"), size=2000)
    found = tables(tmp_path / "out")
    for name in set(found) - {"shared_lines"}:
        pd.testing.assert_frame_equal(found[name], analysed[name])


@pytest.fixture(scope="module")
def learned(corpus: Path) -> tuple[pipeline.Tables, study.Study, tuple[naming.Referent, ...]]:
    proposition = study.Proposition("p", "The dam will close.", ("said", "told"))
    the_study = replace(study.load(corpus), propositions=(proposition,))
    read = reading.read(the_study)
    return read, the_study, naming.learn(read["sentences"])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, N))
def test_every_signal_of_two_parts_is_that_of_the_whole(learned, cut: int) -> None:
    read, the_study, cast = learned
    ids = read["articles"]["article_id"]
    signals = []
    for own in (ids, ids[:cut], ids[cut:]):
        part = {n: t[t["article_id"].isin(own)].reset_index(drop=True) for n, t in read.items() if "article_id" in t}
        pipeline.find_signals(part, the_study, cast)
        signals.append(part)
    for name in set(SIGNALS) - {"ledger"}:
        both = pd.concat([part[name] for part in signals[1:]], ignore_index=True)
        pd.testing.assert_frame_equal(both, signals[0][name], check_dtype=bool(len(both)))


def test_findings_of_one_story_of_one_outlet_are_those_of_any_size_of_parts(tmp_path: Path) -> None:
    words = "“We will close the old bridge over the {} in the coming days,” Mayor Ann Lee said on Monday."
    river, canal = words.format("river"), words.format("canal")
    bodies = [("Echo", "bridge", river), ("Echo", "bridge", f"{river}\n\nRain fell.\n\n{canal}"),
              ("Echo", "snow", "Snow fell on the hills."), ("Post", "snow", "The hills were white on Friday.")]  # fmt: skip
    rows = [
        {"id": n, "headline": f"News {n}", "outlet": o, "story": s, "text": t} for n, (o, s, t) in enumerate(bodies)
    ]
    pd.DataFrame(rows).to_json(tmp_path / "news.jsonl", orient="records", lines=True)
    for size in (2, 100):
        command.run(str(tmp_path / "news.jsonl"), str(tmp_path / f"out-{size}"), workers=1, size=size)
    small, large = (tables(tmp_path / f"out-{size}")["findings"] for size in (2, 100))
    assert large["kind"].tolist() == ["twice"]
    pd.testing.assert_frame_equal(small, large)


def test_every_file_says_what_it_was_made_of(whole: Path) -> None:
    state = json.loads((whole / "run.json").read_text())
    said = pq.read_schema(whole / "quotes" / "000000.parquet").metadata
    assert said[b"schema"].decode() == schema.version()
    assert json.loads(said[b"parameters"]) == state["parameters"]
    assert (state["articles"], state["left_out"]) == (N, 1)


def test_processes_give_the_same_files(corpus: Path, whole: Path, tmp_path: Path) -> None:
    command.run(str(corpus), str(tmp_path / "out"), workers=2, size=SIZE)
    assert_same(tmp_path / "out", whole)


def test_where_there_are_many_parts_one_worker_is_processes_of_its_own(
    corpus: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []
    processes = scale._processes
    monkeypatch.setattr(scale, "MANY", 2)
    monkeypatch.setattr(scale, "FRESH", 3)
    monkeypatch.setattr(scale, "_processes", lambda workers: begun.append(workers) or processes(workers))
    command.run(str(corpus), str(tmp_path / "out"), workers=1, size=SIZE)
    assert_same(tmp_path / "out", whole)
    assert begun[:5] == [1, 1, 1, 1, 1]  # two for the four parts of a step, one for a step of one task


def test_a_run_that_is_complete_is_not_made_again(corpus: Path, whole: Path, capsys) -> None:
    before = (whole / "run.json").stat().st_mtime_ns
    assert command.run(str(corpus), str(whole), size=SIZE) == 1
    assert (whole / "run.json").stat().st_mtime_ns == before
    assert "24 articles" in capsys.readouterr().out


# What is left out on request


def test_without_text_no_words_of_an_article_are_left(corpus: Path, tmp_path: Path) -> None:
    command.run(str(corpus), str(tmp_path / "out"), size=SIZE, workers=1, text=False)
    found = tables_as_they_are(tmp_path / "out")
    assert found["quotes"]["start"].tolist() == pipeline.analyse(corpus)["quotes"]["start"].tolist()
    rows = [json.loads(line) for line in corpus.read_text().splitlines()]
    said = {str(cell) for table in found.values() for column in table for cell in table[column].unique()}
    texts = " ".join(f"{row['headline']} {row['text']}" for row in rows if row["text"])
    words = texts.split()
    runs = {" ".join(words[n : n + 3]) for n in range(len(words))}
    assert [cell for cell in said for run in runs if run in cell] == []
    assert [row["headline"] for row in rows if row["headline"] and any(row["headline"] in cell for cell in said)] == []
    assert not (tmp_path / "out" / "work").exists()


def tables_as_they_are(out: Path) -> dict[str, pd.DataFrame]:
    state = json.loads((out / "run.json").read_text())
    return {
        name: pd.concat([pq.read_table(out / f["file"], partitioning=None).to_pandas() for f in table["files"]])
        for name, table in state["tables"].items()
    }


def test_without_text_a_file_named_by_its_headline_has_a_code_for_an_id(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "Dam will close.txt").write_text("Dam will close\n\nThe dam will close, the mayor said.\n")
    command.run(str(folder), str(tmp_path / "out"), text=False)
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            assert b"Dam will close" not in path.read_bytes()
            if path.suffix == ".parquet":
                assert "Dam" not in pq.read_table(path, partitioning=None).to_pandas().to_csv()


def test_csv_is_one_harmless_file_a_table(corpus: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    hostile = tmp_path / "hostile.jsonl"
    first = json.loads(corpus.read_text().splitlines()[0])
    row = {**first, "id": "=1+1", "outlet": "@Nova"}
    hostile.write_text(json.dumps(row) + "\n" + corpus.read_text())
    command.run(str(hostile), str(out), format="csv", size=SIZE, workers=1)
    articles = pd.read_csv(out / "articles.csv")
    assert articles["article_id"].tolist()[:2] == ["'=1+1", "a000000"]
    assert articles["outlet"][0] == "'@Nova"
    assert sorted(p.name for p in out.iterdir() if p.suffix == ".csv") == sorted(f"{n}.csv" for n in tables(whole))


def test_what_is_not_made_is_said(corpus: Path, tmp_path: Path, capsys) -> None:
    command.run(str(corpus), str(tmp_path / "out"), reuse=False, tone=False)
    state = json.loads((tmp_path / "out" / "run.json").read_text())
    assert set(state["not_made"]) & set(OF_ARTICLES) == {
        *("passages", "copies", "edits", "tone", "tone_agreement", "estimates", "paths")
    }
    assert "not made: tone (left out: --no-tone)" in capsys.readouterr().out


def test_a_story_that_is_too_large_is_not_compared_but_its_copies_are(
    corpus: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("analysis.run.stories.STORY", 7)
    command.run(str(corpus), str(tmp_path / "out"), workers=1)
    state = json.loads((tmp_path / "out" / "run.json").read_text())
    assert "more than 7 articles is no one event" in state["not_made"]["variants"]
    assert state["tables"]["edits"]["rows"] > 0
    assert "variants" not in state["tables"]


# The study


def test_a_study_gives_propositions_and_its_articles_are_ignored(corpus: Path, tmp_path: Path, capsys) -> None:
    (tmp_path / "own.txt").write_text("Dam shut\n\nThe dam is shut, she said.\n")
    lexicon = "lexicon: own\nabout: own\nsource: own\nextends: hedges\nentries:\n- {match: coast, category: modal}\n"
    (tmp_path / "own.yaml").write_text(lexicon)
    (tmp_path / "study.yaml").write_text(
        "title: Dams\narticles:\n- {id: a, file: own.txt}\nlexicons: {hedges: own.yaml}\n"
        "propositions:\n- {id: p, text: The coast is open., terms: [coast]}\n"
    )
    command.run(str(corpus), str(tmp_path / "out"), study=str(tmp_path / "study.yaml"), size=SIZE, workers=2)
    assert "its own articles are ignored" in capsys.readouterr().err
    found = tables(tmp_path / "out")
    assert len(found["articles"]) == N
    assert "p" in set(found["claims"]["proposition"])
    again = study.load(tmp_path / "out" / "study" / "study.yaml")
    assert (again.title, [p.id for p in again.propositions], list(again.lexicons)) == ("Dams", ["p"], ["hedges"])


# Bad input


def refused(*arguments: object, **options: object) -> str:
    with pytest.raises(InputError) as error:
        command.run(*map(str, arguments), **options)  # type: ignore[arg-type]
    said = str(error.value)
    assert "\n" not in said
    return said


def test_a_folder_that_cannot_be_one_is_refused(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert "is a file; name a folder" in refused(corpus, tmp_path / "file")
    assert "cannot be" in refused(corpus, tmp_path / "file" / "out")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    assert "holds files that are no run's" in refused(corpus, tmp_path / "mine")
    assert "holds files that are no run's" in refused(corpus, tmp_path / "mine", fresh=True)
    (tmp_path / "mine" / "run.json").write_text("{}")
    assert "is no run of this suite" in refused(corpus, tmp_path / "mine", fresh=True)
    assert (tmp_path / "mine" / "notes.txt").read_text() == "mine"
    assert "lies in the corpus" in refused(corpus.parent, corpus.parent / "out")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"size": 9}, "parts of another size"),
        ({"text": False}, "another --no-text"),
        ({"format": "csv"}, "another --format"),
        ({"study": "data/studies/iraq-letter.yaml"}, "another study file"),
    ],
)
def test_another_run_is_never_mixed_in(corpus: Path, whole: Path, options: dict, said: str) -> None:
    assert said in refused(corpus, whole, **{"size": SIZE, **options})


def test_rules_of_another_version_are_never_mixed_in(corpus: Path, whole: Path, monkeypatch) -> None:
    monkeypatch.setattr("analysis.run.plan.code", lambda: "0" * 12)
    assert "rules of another version" in refused(corpus, whole, size=SIZE)


def test_a_corpus_that_has_changed_is_refused_and_begun_anew_on_request(corpus: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.jsonl"
    shutil.copy(corpus, mine)
    command.run(str(mine), str(tmp_path / "out"), size=SIZE, workers=1)
    mine.write_text("".join(mine.read_text().splitlines(keepends=True)[:3]))
    assert "has changed since" in refused(mine, tmp_path / "out", size=SIZE)
    command.run(str(mine), str(tmp_path / "out"), size=SIZE, fresh=True)
    assert len(tables(tmp_path / "out")["articles"]) == 3


def test_a_corpus_without_an_article_leaves_no_folder_of_tables(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(" ")
    assert "no article could be read: a.txt is empty" in refused(tmp_path / "news", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_full_disk_is_said_and_the_run_goes_on_when_there_is_room(corpus: Path, whole: Path, tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, hard))
    try:
        said = refused(corpus, tmp_path / "out", size=SIZE, workers=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "cannot be written: File too large" in said
    assert [p for p in (tmp_path / "out").rglob(".*") if p.is_file()] == []
    command.run(str(corpus), str(tmp_path / "out"), size=SIZE, workers=1)
    assert_same(tmp_path / "out", whole)


def test_nobody_at_the_address_of_a_scheduler(corpus: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("analysis.scale.SECONDS", 0.5)
    assert "no scheduler answers" in refused(corpus, tmp_path / "out", scheduler="tcp://127.0.0.1:9")
    assert "no scheduler answers" in refused(corpus, tmp_path / "out", scheduler="nonsense")


def test_two_runs_do_not_write_into_one_folder(corpus: Path, tmp_path: Path) -> None:
    import fcntl
    import os

    (tmp_path / "out").mkdir()
    handle = os.open(tmp_path / "out", os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        assert "another run is writing into it" in refused(corpus, tmp_path / "out")
    finally:
        os.close(handle)


def test_the_command_line_answers_without_loading_what_it_runs() -> None:
    code = "import sys, analysis.__main__; print(sorted({'dask', 'fsspec', 'nltk', 'numpy', 'pandas', 'pyarrow'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
