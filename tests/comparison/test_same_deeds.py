"""The same deed in several articles."""

import pandas as pd
import pytest

from analysis.comparison import agency as deeds
from analysis.pipeline import analyse
from analysis.signals import agency


@pytest.fixture(scope="module")
def seeds():
    return analyse("data/studies/iraq-letter.yaml")


def test_the_killing_as_each_outlet_tells_it(seeds):
    found = deeds.same_deeds(seeds["agency"], seeds["articles"], seeds["mentions"])
    killing = found[(found["told"] == "killing") & (found["about"] == "soleimani")]
    told = (
        killing[["article_id", "form", "agent", "voice"]]
        .astype(object)
        .where(
            killing["agent"].notna().to_numpy()[:, None] | (killing[["article_id", "form", "agent", "voice"]].notna()),
            None,
        )
    )
    rows = {tuple(row) for row in told.itertuples(index=False)}
    assert {
        ("000", "subject", "a U.S. airstrike", "narrator"),
        ("001", "subject", "the US", "narrator"),
        ("002", "subject", "the drone strike in Baghdad", "quoted"),
        ("003", "subject", "a U.S. airstrike in Iraq", "narrator"),
        ("004", "nominalisation", None, "narrator"),
    } <= rows


def test_the_letter_is_sent_by_somebody_or_by_nobody(seeds):
    found = deeds.same_deeds(seeds["agency"], seeds["articles"], seeds["mentions"])
    sent = found[(found["told"] == "send") & (found["about"] == "letter")]
    assert dict(zip(sent["article_id"], sent["form"], strict=True)) == {
        "000": "subject", "001": "agentless_passive", "002": "subject", "003": "subject", "004": "by_phrase",
    }  # fmt: skip


def test_counts_hold_every_outlet_and_only_its_own_voice(seeds):
    found = deeds.counts(seeds["agency"], seeds["articles"], list(agency.FORMS))
    assert len(found) == 2 * seeds["articles"]["outlet_key"].nunique()
    own = seeds["agency"][seeds["agency"]["voice"].eq("narrator")]
    undone = own["told_as"].isin(["denied", "open"]).sum()
    assert found[list(agency.FORMS)].to_numpy().sum() == len(own) - undone
    assert found["not_done"].sum() == undone == 0  # may attack, would withdraw, not withdrawing: a source's words


def test_what_was_not_done_is_counted_apart(tmp_path):
    told = {
        "echo": "The army did not attack the port on Monday.\n\nThe army may attack the port on Tuesday.",
        "post": "The army attacked the port on Monday.\n\nThe army may attack the port, officials said.",
    }
    rows = [{"id": o, "outlet": o, "headline": "News of the coast", "text": text} for o, text in told.items()]
    pd.DataFrame(rows).to_json(tmp_path / "news.jsonl", orient="records", lines=True)
    made = analyse(tmp_path / "news.jsonl")
    found = deeds.counts(made["agency"], made["articles"], list(agency.FORMS))
    told_so = found.groupby("outlet_key")[["subject", "not_done"]].sum()
    assert told_so.to_dict("index") == {  # what officials say may be done is theirs
        "echo": {"subject": 0, "not_done": 2},
        "post": {"subject": 1, "not_done": 0},
    }


def test_who_did_the_killing_is_named_only_where_somebody_is(seeds):
    """002 has *the drone strike in Baghdad that killed*: a weapon, and nobody's; the others have *a U.S. airstrike*."""
    found = deeds.same_deeds(seeds["agency"], seeds["articles"], seeds["mentions"])
    killing = found[(found["told"] == "killing") & (found["about"] == "soleimani")]
    assert killing.groupby("article_id")["says"].agg(lambda says: sorted(set(says))).to_dict() == {
        "000": ["who"], "001": ["who"], "002": ["what"], "003": ["who"], "004": ["nothing", "who"],
    }  # fmt: skip


def test_an_event_a_weapon_and_somebody(tmp_path):
    told = {
        "echo": "An earthquake killed Bo Lind, a soldier, on Monday.",
        "post": "The army killed Bo Lind on Monday.\n\nAn airstrike killed Bo Lind, officials said.",
        "mail": "A missile killed Bo Lind on Monday.\n\nBo Lind was killed on Monday near the port.",
    }
    rows = [{"id": o, "outlet": o, "headline": "News of the coast", "text": text} for o, text in told.items()]
    pd.DataFrame(rows).to_json(tmp_path / "news.jsonl", orient="records", lines=True)
    made = analyse(tmp_path / "news.jsonl")
    found = deeds.same_deeds(made["agency"], made["articles"], made["mentions"])
    outlets = found.groupby("outlet_key")["says"].agg(lambda says: sorted(set(says)))
    assert outlets.to_dict() == {"echo": ["what"], "mail": ["nothing", "what"], "post": ["what", "who"]}
