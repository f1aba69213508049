"""Planted reuse is found: a small case of `tests/benchmarks/reuse.py`, and the real events where there are some."""

import os
from pathlib import Path

import pytest

from analysis.spans import mismatches
from tests.benchmarks import corpora, reuse

SETS = os.environ.get("LABELLED_SETS")


def test_planted_reuse_is_found():
    made = corpora.make(700, seed=5, **{**reuse.PLANTS, "quotations": 0.2})
    shared, tables, _ = reuse.run(made)
    assert not len(mismatches(tables["passages"], made.articles))
    found = reuse.score(made, shared, tables)
    assert found["kinds"]["copy"] >= 0.98
    assert found["kinds"]["passage"] >= 0.95
    assert found["kinds"]["quotation"] >= 0.9
    assert found["precision"] >= 0.95


def test_nothing_is_found_where_nothing_was_planted():
    made = corpora.make(300, seed=6)
    shared, tables, _ = reuse.run(made)
    assert tables["copies"]["text_id"].nunique() == 300
    assert len(shared.stretches) < 60, "chance: less than one in ten thousand of the pairs"


@pytest.mark.skipif(not SETS, reason="LABELLED_SETS names no folder of labelled sets")
def test_every_real_event_runs():
    tables = reuse.events(Path(str(SETS)) / "same_event.jsonl")
    assert not len(mismatches(tables["passages"], tables["articles"]))
    stories = tables["articles"].set_index("article_id")["story"]
    assert stories.nunique() == 43
    assert tables["passages"]["article_id"].map(stories).nunique() >= 40
    assert tables["copies"]["text_id"].nunique() >= 126, "outlets that write for themselves"
