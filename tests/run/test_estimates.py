"""Estimates that are made measure by measure are those that are made at once."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.evidence import estimate
from analysis.run import command, estimates, steps
from tests.benchmarks import corpora
from tests.run.conftest import tables


def test_measure_by_measure_they_are_what_they_are_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = corpora.articles(64, seed=4, stories=4, outlets=3, skew=0.2, words=60, shortest=40, longest=90, copies=0.1)
    rows = made[["article_id", "outlet", "story", "published", "headline", "text"]].rename(columns={"article_id": "id"})
    rows.to_json(tmp_path / "news.jsonl", orient="records", lines=True)
    monkeypatch.setattr(steps, "PATHS", 0)
    command.run(str(tmp_path / "news.jsonl"), str(tmp_path / "out"), workers=1, size=30, tone=False)
    found = tables(tmp_path / "out")
    assert found["estimates"]["p_holm"].notna().sum() > 20  # what all contrasts decide together
    pd.testing.assert_frame_equal(found["estimates"], estimate.find(found["measures"], found["copies"]))


def test_p_values_are_adjusted_by_version() -> None:
    rows = pd.DataFrame({"copies": ["all", "all", "one_per_text"], "p": [0.01, 0.04, 0.04], "p_holm": 0.0, "p_bh": 0.0})
    assert estimates.adjusted(rows)["p_holm"].tolist() == [0.02, 0.04, 0.04]
