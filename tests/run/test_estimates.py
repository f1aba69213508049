"""Estimates that are made measure by measure are those that are made at once."""

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.evidence import estimate
from analysis.run import command, estimates, parts, steps
from analysis.run.plan import Plan
from analysis.run.tasks import place
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


def test_of_a_share_of_the_texts_they_are_what_they_are_of_these_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The texts are chosen once, and each part of the measures is read once."""
    made = corpora.articles(64, seed=4, stories=4, outlets=3, words=60, shortest=40, longest=90, copies=0.1)
    rows = made[["article_id", "outlet", "story", "published", "headline", "text"]].rename(columns={"article_id": "id"})
    rows.to_json(tmp_path / "news.jsonl", orient="records", lines=True)
    monkeypatch.setattr(steps, "PATHS", 0)
    monkeypatch.setattr(steps, "WEIGHED", 32)
    opened: list[tuple[str, str]] = []

    def counted(plan: Plan, name: str, part: str, *rest: object, **more: object) -> pd.DataFrame:
        opened.append((name, part))
        return parts.read(plan, name, part, *rest, **more)

    monkeypatch.setattr(estimates, "parts", SimpleNamespace(**{**vars(parts), "read": counted}))
    command.run(str(tmp_path / "news.jsonl"), str(tmp_path / "out"), workers=1, size=30)
    found = tables(tmp_path / "out")
    taken = found["copies"][[place(str(text)) < 0.5 for text in found["copies"]["text_id"]]]
    assert 0 < len(taken) < 64
    own = found["measures"][found["measures"]["article_id"].isin(taken["article_id"])]
    expected = estimate.find(own.reset_index(drop=True), taken.reset_index(drop=True))
    pd.testing.assert_frame_equal(found["estimates"], expected)
    assert len(opened) == len(set(opened)) > 6


def test_p_values_are_adjusted_by_version() -> None:
    rows = pd.DataFrame({"copies": ["all", "all", "one_per_text"], "p": [0.01, 0.04, 0.04], "p_holm": 0.0, "p_bh": 0.0})
    assert estimate.adjusted(rows)["p_holm"].tolist() == [0.02, 0.04, 0.04]
