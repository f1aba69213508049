"""Measures worked by hand."""

import pandas as pd
import pytest

from analysis import schema
from analysis.evidence import limits, measure


def article(article_id: str, outlet: str | None = None, **more: object) -> dict[str, object]:
    return {
        "article_id": article_id,
        "outlet": outlet if outlet else pd.NA,
        "outlet_key": outlet or f"article {article_id}",
        "text": "x",
        "n_words": 14,
        **more,
    }


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    # Article a: “It may be so,” Ruiz said on Monday.   8 words, 4 of them quoted, `may` among these
    #            The dam might possibly break soon.     6 words of the narrator, 2 cues
    # Article b: a headline alone.
    first, second = "“It may be so,” Ruiz said on Monday.", "The dam might possibly break soon."
    text = f"{first} {second}"
    at = text.index
    sentences = [
        {"article_id": "a", "sentence_id": 0, "start": 0, "end": len(first), "text": first, "part": "body", "paragraph": 1, "n_words": 8},
        {"article_id": "a", "sentence_id": 1, "start": len(first) + 1, "end": len(text), "text": second, "part": "body", "paragraph": 1, "n_words": 6},
        {"article_id": "b", "sentence_id": 0, "start": 0, "end": 12, "text": "Dam may hold", "part": "headline", "paragraph": 1, "n_words": 3},
    ]  # fmt: skip
    cues = [
        {"signal": "hedges", "article_id": "a", "sentence_id": 0, "start": at("may"), "end": at("may") + 3, "text": "may", "meter": "uncertainty", "voice": "quoted"},
        {"signal": "hedges", "article_id": "a", "sentence_id": 1, "start": at("might"), "end": at("might") + 5, "text": "might", "meter": "uncertainty", "voice": "narrator"},
        {"signal": "hedges", "article_id": "a", "sentence_id": 1, "start": at("possibly"), "end": at("possibly") + 8, "text": "possibly", "meter": "uncertainty", "voice": "narrator"},
        {"signal": "hedges", "article_id": "b", "sentence_id": 0, "start": 4, "end": 7, "text": "may", "meter": "uncertainty", "voice": "narrator"},
    ]  # fmt: skip
    quote = {"article_id": "a", "quote_id": 0, "kind": "speech", "start": 1, "end": 14, "text": text[1:14], "speaker": "Ana Ruiz", "speaker_type": "person", "named": True, "closed": True}  # fmt: skip
    return {
        "articles": schema.from_rows("articles", [article("a", text=text), article("b", n_words=0)]),
        "sentences": schema.from_rows("sentences", sentences),
        "cues": schema.from_rows("cues", cues),
        "quotes": schema.from_rows("quotes", [quote]),
        "agency": schema.empty("agency"),
    }


def test_counts_and_exposure_by_voice(tables: dict[str, pd.DataFrame]) -> None:
    found = measure.find(tables, measure.measures(["uncertainty"]))
    rows = found.set_index(["article_id", "measure", "voice"])[["count", "exposure"]]
    assert rows.loc[("a", "uncertainty", "narrator")].tolist() == [2, 10]  # Ruiz said on Monday + the second sentence
    assert rows.loc[("a", "uncertainty", "quoted")].tolist() == [1, 4]
    assert rows.loc[("a", "uncertainty", "reported")].tolist() == [0, 0]
    assert rows.loc[("a", "words", "quoted")].tolist() == [4, 14]
    assert rows.loc[("b", "uncertainty", "narrator")].tolist() == [0, 0], "a headline is no body: a zero row, no gap"
    schema.check(found, "measures")


def quoted(n: int, **more: object) -> dict[str, object]:
    """The n-th statement of article a; the places only keep the statements apart."""
    return {"article_id": "a", "quote_id": n, "kind": "speech", "start": 100 * n, "end": 100 * n + 9, "text": "it is so",
            "cue_start": 100 * n + 12, "speaker_type": "person", "named": False, "closed": True, **more}  # fmt: skip


def test_sources_and_verbs_out_of_what_the_text_says(tables: dict[str, pd.DataFrame]) -> None:
    statements = [
        quoted(1, speaker="Ana Ruiz", speaker_mention="Ana Ruiz", named=True, verb="say", verb_class="neutral"),
        quoted(2, speaker="officials", speaker_mention="officials", verb="claim", verb_class="distancing"),
        quoted(3, speaker="a senior adviser", speaker_mention="a senior adviser", cue_start=pd.NA),
        quoted(4, cue_start=pd.NA),  # the text does not say who speaks
        quoted(5, speaker="Bo Lind", speaker_mention="Bo Lind", named=True, cue_start=212, verb="claim", verb_class="distancing"),
        quoted(6, speaker="Bo Lind", speaker_mention="Bo Lind", named=True, verb="the admission"),  # a noun without a class
        quoted(7, kind="scare", cue_start=pd.NA),
    ]  # fmt: skip
    found = measure.find({**tables, "quotes": schema.from_rows("quotes", statements)}, measure.measures([]))
    rows = found.set_index(["article_id", "measure", "voice"])[["count", "exposure"]]
    assert rows.loc[("a", "unnamed", "all")].tolist() == [2, 5], "officials and an adviser of five sources told"
    assert rows.loc[("a", "distancing", "all")].tolist() == [1, 2], "one claimed (two stretches hang on it), one said"
    assert rows.loc[("a", "affirming", "all")].tolist() == [0, 2]
    assert rows.loc[("b", "unnamed", "all")].tolist() == [0, 0]


def test_deeds_without_a_doer_out_of_those_that_have_a_place_for_one(tables: dict[str, pd.DataFrame]) -> None:
    told = [
        ("subject", "harm", "done", "narrator"),  # Rebels killed two men.
        ("by_phrase", "harm", "done", "narrator"),  # Two men were killed by rebels.
        ("agentless_passive", "harm", "done", "narrator"),  # Two men were killed.
        ("agentless_passive", "harm", "denied", "narrator"),  # No one was killed.
        ("nominalisation", "harm", pd.NA, "narrator"),  # the killing of two men
        ("intransitive", "harm", "done", "narrator"),  # Two men died.
        ("agentless_passive", "decision", "done", "quoted"),  # “The law was passed.”
    ]
    deeds = [dict(zip(("form", "kind", "told_as", "voice"), t, strict=True)) | {"article_id": "a", "start": 0, "end": 1} for t in told]  # fmt: skip
    found = measure.find({**tables, "agency": schema.from_rows("agency", deeds)}, measure.measures([]))
    rows = found.set_index(["article_id", "measure", "voice"])[["count", "exposure"]]
    assert rows.loc[("a", "no doer: harm", "narrator")].tolist() == [1, 3]
    assert rows.loc[("a", "no doer: decision", "quoted")].tolist() == [1, 1]
    assert rows.loc[("a", "no doer: decision", "narrator")].tolist() == [0, 0]


def test_every_measure_says_what_it_counts_out_of_what() -> None:
    for rule in measure.measures(["uncertainty", "boosters"]):
        assert rule.counts
        assert rule.out_of
        assert rule.own in rule.voices


def test_a_quotation_in_a_quotation_counts_once(tables: dict[str, pd.DataFrame]) -> None:
    outer = {"article_id": "a", "kind": "speech", "named": True, "closed": True}
    quotes = schema.from_rows(
        "quotes",
        [
            {**outer, "quote_id": 0, "start": 0, "end": 20, "text": "she said it is so so", "speaker": "Ana Ruiz"},
            {**outer, "quote_id": 1, "start": 9, "end": 14, "text": "it is", "speaker": "Bo Lind"},
            {**outer, "quote_id": 2, "start": 30, "end": 36, "text": "no way", "speaker": pd.NA},
        ],
    )
    shares = measure.speaker_shares(quotes, tables["articles"])
    assert shares["words"].tolist() == [6, 2]
    assert shares["share"].tolist() == [6 / 8, 2 / 8]
    assert shares["speaker"].isna().tolist() == [False, True]


def _only(articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Every table of a run; all but the articles are empty."""
    return {name: schema.empty(name) for name in schema.TABLES} | {"articles": articles}


def test_what_cannot_be_said_follows_from_the_corpus() -> None:
    said = " ".join(
        limits.cannot_say(
            _only(
                schema.from_rows(
                    "articles",
                    [
                        article("1", "Gazette", published_precision="day"),
                        article("2", published_precision=pd.NA),
                        article("3"),
                    ],
                )
            )
        )
    )
    assert "Each article stands alone here" in said
    assert "2 and 3 do not state an outlet" in said
    assert "Only 1 of 3 articles states the day" in said
    assert "biased" in said
    many = _only(
        schema.from_rows("articles", [article(str(i), "Gazette", published_precision="day") for i in range(12)])
    )
    assert "not state an outlet" not in " ".join(limits.cannot_say(many))
    assert "Who wrote first" not in " ".join(limits.cannot_say(many))
