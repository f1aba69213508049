"""A small case of `tests/benchmarks/throughput.py`: every case runs, and says the same each time."""

import importlib.util

import pandas as pd
import pytest

from analysis import corpus as reading
from analysis import pipeline
from analysis.study import Study
from tests.benchmarks import throughput
from tests.benchmarks.peers import PEERS, words

NEEDS_SPACY = pytest.mark.skipif(
    importlib.util.find_spec("spacy") is None, reason="the group `benchmarks` is not there"
)
CASES = [pytest.param(c, marks=NEEDS_SPACY if c == "spacy" else ()) for c in PEERS if c != "str.count"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("throughput") / "corpus.parquet"
    throughput.store(20, path, seed=3)
    return path


@pytest.fixture(scope="module")
def measured(made):
    return throughput.suite(made)


def test_the_suite_finds_what_the_pipeline_finds(made, measured):
    study = Study(
        title="made",
        given="made",
        path=made,
        corpus=made,
        propositions=throughput.PROPOSITIONS,
        settings=throughput.NO_TONE,
    )
    tables = reading.read(study)
    pipeline.find_signals(tables, study)
    found, _ = measured
    for name in tables:
        pd.testing.assert_frame_equal(found[name], tables[name])


def test_no_signal_is_idle_on_made_articles(measured):
    found, _ = measured
    for name in ("lines", "sentences", "quotes", "claims", *pipeline.VOICED, "measures"):
        assert len(found[name]), name
    touched = found["claims"]["stance"].ne("unrelated").sum() / 20
    assert touched >= 2, "sentences of an article that touch a proposition"


def test_the_steps_are_timed_and_add_up(measured):
    _, seconds = measured
    assert set(seconds) == {"all", "read, lines, sentences", *(s for s, _, _ in throughput.STEPS)}
    steps = sum(seconds.values()) - seconds["all"]
    assert 0.8 * seconds["all"] <= steps <= 1.01 * seconds["all"]


def test_nothing_stays_patched(measured):
    assert pipeline.quotes.find.__module__ == "analysis.signals.quotes.table"
    assert pipeline.assign_voices.__module__ == "analysis.spans"


@pytest.mark.parametrize("case", CASES)
def test_a_peer_gives_the_same_rows_each_time(made, case):
    first, _ = throughput.run(case, made)
    again, seconds = throughput.run(case, made)
    assert seconds["all"] > 0
    for name, table in first.items():
        assert len(table) >= 20, name
        pd.testing.assert_frame_equal(table, again[name])


@NEEDS_SPACY
def test_peers_find_the_same_quotations(made):
    notebook, _ = throughput.run("notebook", made)
    spacy, _ = throughput.run("spacy", made)
    in_order = spacy["quotes"].sort_values(["article", "start"])
    assert [t.strip('“”" ') for t in in_order["text"]] == [t.strip() for t in notebook["quotes"]["text"]]


def test_str_count_counts_what_stands_there():
    found = PEERS["str.count"][1](["It may be so, and may be not."])["hits"]
    assert found.loc[0, "may"] == 2
    assert set(found.columns) == set(words())


def test_the_accuracy_of_the_build_stands_beside_the_speed():
    assert "quotations F1 0." in throughput._accuracy()
