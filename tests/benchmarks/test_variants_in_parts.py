"""A small case of `tests/benchmarks/variants.py`: what is compared in parts is what is compared at once."""

import pytest

from analysis.comparison import omission, variants
from analysis.comparison.ledger import article
from tests.benchmarks import variants as benchmark


@pytest.fixture(scope="module")
def made():
    return benchmark.tables(200, seed=3)


def test_parts_change_no_row(made, monkeypatch):
    whole, _ = benchmark.run(made)
    monkeypatch.setattr(variants, "BATCH", 1)
    monkeypatch.setattr(omission, "PART", 1)
    monkeypatch.setattr(article, "PART", 1)
    parts, _ = benchmark.run(made)
    for name in ("variants", "omissions", "findings"):
        assert len(whole[name]), name
    for name, table in whole.items():
        assert table.equals(parts[name]), name


def test_a_statement_stays_in_its_story(made):
    found = variants.find(made["quotes"], made["articles"], made["sentences"])
    story = found["article_id"].map(made["articles"].set_index("article_id")["story"])
    assert (story.groupby(found["cluster_id"]).nunique() == 1).all()
