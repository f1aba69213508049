"""Shared text found in blocks, bucket by bucket, is what is found at once: quoted, copied, and sent to many outlets."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.comparison import reuse
from analysis.comparison.reuse import copies, passages
from analysis.run import command, steps
from tests.benchmarks import corpora
from tests.run.conftest import tables

AGENCY = (
    "Crews reopened the northern harbour on Tuesday after a storm had torn three cranes from their rails and sunk "
    "a ferry at its pier. “We lost a winter of work in one night,” said Dana Weiss, the harbour master, who declined "
    "to say when grain would be shipped again from the silos along the eastern quay."
)
FORMULA = "The ministry did not immediately respond to a request for comment on Tuesday."


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up news with what is planted in it, an agency's story in thirty of them, and a formula of the trade."""
    made = corpora.articles(48, seed=9, stories=4, outlets=6, words=70, shortest=50, longest=110, copies=0.2,
                            passages=0.3, quotations=0.2)  # fmt: skip
    rows = made[["article_id", "outlet", "story", "published", "headline", "text"]].rename(columns={"article_id": "id"})
    rows["text"] = [text.partition("\n\n")[2] for text in rows["text"]]
    rows["text"] += [f"\n\n{AGENCY if n % 3 else ''}\n\n{FORMULA if n % 2 else ''}" for n in range(len(rows))]
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    rows.to_json(path, orient="records", lines=True)
    return path


@pytest.mark.parametrize(("block", "bucket"), [(1, 700), (3, 1_000_000)])
def test_in_blocks_it_is_what_it_is_at_once(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, bucket: int
) -> None:
    monkeypatch.setattr(steps, "BLOCK", block)
    monkeypatch.setattr(steps, "BUCKET", bucket)
    command.run(str(news), str(tmp_path / "out"), workers=1, size=10, tone=False)
    found = tables(tmp_path / "out")
    shared = reuse.Shared(found["articles"], found["lines"], found["quotes"])
    pd.testing.assert_frame_equal(found["copies"], copies.find(shared, found["lines"]))
    at_once = passages.find(shared, found["sentences"])
    assert at_once["n_articles"].max() > 24  # more than meet each other two by two
    order = list(at_once.columns)
    one, other = (t.sort_values(order, ignore_index=True) for t in (found["passages"], at_once))
    pd.testing.assert_frame_equal(one, other)
