"""The quote ledger and the omissions on real events, three outlets each: every event runs, and stays by itself."""

import json
from itertools import combinations
from pathlib import Path

import pandas as pd

from analysis import pipeline, spans
from analysis.comparison.sources import DIFFERENT, compare, source
from tests.benchmarks import cards


@cards.needs_sets
def test_every_event_runs(tmp_path):
    lines = (Path(str(cards.SETS)) / "same_event.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    given = [
        {
            "id": r["id"], "outlet": r["outlet"], "story": r["story"], "published": r["date"],
            "headline": r["headline"], "text": "\n".join(r["sentences"]),
        }
        for r in records
    ]  # fmt: skip
    pd.DataFrame(given).to_parquet(tmp_path / "events.parquet")
    tables = pipeline.analyse(tmp_path / "events.parquet")
    articles, variants, omissions = tables["articles"], tables["variants"], tables["omissions"]
    assert articles["story"].nunique() == len({r["story"] for r in records}) == 43
    assert spans.mismatches(variants, articles).empty
    stories = dict(zip(articles["article_id"], articles["story"], strict=True))
    assert variants.groupby("cluster_id")["article_id"].agg(lambda ids: len({stories[i] for i in ids})).eq(1).all()
    # No statement holds two speakers whom the quotations name and who are surely two people.
    known = tables["quotes"].set_index(["article_id", "quote_id"])[["named", "speaker_type"]]
    quoted = variants[variants["sure"]].join(known, on=["article_id", "quote_id"])
    for _, own in quoted[quoted["named"].astype(bool)].groupby("cluster_id"):
        columns = zip(own["speaker"], own["speaker_type"].astype(object).fillna(""), strict=True)
        sources = {source(str(name), True, str(kind)) for name, kind in columns}
        assert not any(compare(one, other) == DIFFERENT for one, other in combinations(sources, 2))
    assert omissions.groupby("item_id")["present"].sum().ge(2).all()
    assert set(omissions["article_id"].map(stories)) <= set(articles["story"])
