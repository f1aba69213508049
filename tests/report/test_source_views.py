"""Views of sources: six hand-written rows in, what a reader sees out."""

import re

import pandas as pd
import pytest

from analysis import schema
from analysis.report import named, sources

TEXT = "“It is <safe>,” Ruiz said. Ruiz left.\nA senior adviser said it was old.\n"
NONE_NAMED = pd.DataFrame(columns=["actor", "name", "kind", "outlet_key", "named", "quoted", "reported", "silent"])


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    cut = TEXT.index("\n") + 1
    first, second = TEXT[: cut - 1], TEXT[cut:-1]
    return {
        "articles": schema.from_rows("articles", [{"article_id": "a", "outlet_key": "G & G", "text": TEXT, "n_words": 12}]),
        "lines": schema.from_rows(
            "lines",
            [
                {"article_id": "a", "line": 1, "start": 0, "end": cut, "label": "body"},
                {"article_id": "a", "line": 2, "start": cut, "end": len(TEXT), "label": "body"},
            ],
        ),
        "sentences": schema.from_rows(
            "sentences",
            [
                {"article_id": "a", "sentence_id": 0, "start": 0, "end": len(first), "text": first, "part": "body", "paragraph": 1, "n_words": 7},
                {"article_id": "a", "sentence_id": 1, "start": cut, "end": len(TEXT) - 1, "text": second, "part": "body", "paragraph": 2, "n_words": 7},
            ],
        ),
        "demands": schema.empty("demands"),
    }  # fmt: skip


@pytest.fixture
def given() -> pd.DataFrame:
    at = TEXT.index
    rows = [
        {"article_id": "a", "sentence_id": 0, "start": 1, "end": 14, "text": TEXT[1:14], "quote_id": 0, "kind": "speech", "cue": "said", "cue_start": at("said"), "speaker": "Ana Ruiz", "speaker_mention": "Ruiz", "named": True, "closed": True, "verb": "say", "verb_class": "neutral"},
        {"article_id": "a", "sentence_id": 1, "start": at("it was old"), "end": at("it was old") + 10, "text": "it was old", "quote_id": 1, "kind": "indirect", "cue": "said", "cue_start": at("said it"), "speaker": pd.NA, "speaker_mention": "A senior adviser", "named": False, "closed": True, "via": "Gazette", "verb": "say", "verb_class": pd.NA},
    ]  # fmt: skip
    return schema.from_rows("quotes", rows).assign(
        actor=pd.array(["ruiz", pd.NA], dtype="string"), direct=[True, False]
    )


def seen(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_named_and_given_a_word(tables: dict[str, pd.DataFrame]) -> None:
    found = pd.DataFrame(
        [
            {"actor": "ruiz", "name": "Ana Ruiz", "kind": "person", "outlet_key": "G & G", "named": 2, "quoted": 1, "reported": 0, "silent": False},
            {"actor": "lind", "name": "Bo Lind", "kind": "dead", "outlet_key": "G & G", "named": 1, "quoted": 0, "reported": 0, "silent": False},
            {"actor": "nemo", "name": "Nemo", "kind": pd.NA, "outlet_key": "G & G", "named": 0, "quoted": 0, "reported": 0, "silent": False},
        ]
    )  # fmt: skip
    at = TEXT.index("Ruiz")
    mention = {
        "article_id": "a",
        "sentence_id": 0,
        "start": at,
        "end": at + 4,
        "text": "Ruiz",
        "actor": "ruiz",
        "part": "body",
        "first": True,
        "listed": True,
    }
    html = named.named(found, schema.from_rows("mentions", [mention]), tables).html
    assert '<a href="#a1-l1">2 · 1 · 0</a>' in html
    assert "Bo Lind" not in html, "the dead cannot be asked"
    assert "Nemo" not in html, "whom no article names or hears has no row"


def test_a_demand_is_no_word_but_is_told_of(tables: dict[str, pd.DataFrame]) -> None:
    """`The parliament's resolution demands …`: no speech of the parliament, and yet what it wants is told."""
    row = {"actor": "ruiz", "name": "Ana Ruiz", "kind": "person", "outlet_key": "G & G", "named": 3, "quoted": 0}
    found = pd.DataFrame([row | {"reported": 0, "silent": True}])
    at = TEXT.index("Ruiz")
    mentions = schema.from_rows(
        "mentions",
        [{"article_id": "a", "sentence_id": 0, "start": at, "end": at + 4, "text": "Ruiz", "actor": "ruiz", "first": True, "listed": True}],
    )  # fmt: skip
    asking = {"article_id": "a", "sentence_id": 0, "start": 30, "end": 34, "text": "left", "category": "demand"}
    whose = {"by": "Ruiz", "by_start": at, "by_end": at + 4}
    demands = schema.from_rows("demands", [asking | whose | {"what": "it"}])
    page = seen(named.named(found, mentions, {**tables, "demands": demands}).html)
    assert (
        "neither quoted nor told indirectly: Ana Ruiz in G &amp; G (named 3 times; 1 demand or decision told in the same sentence)"
        in page
    )
    papers = schema.from_rows("demands", [asking | whose])
    assert not len(named.asks(papers, mentions)), "what does not say what is demanded stands under no heading"
    page = seen(named.named(found, mentions, tables).html)
    assert "Ana Ruiz in G &amp; G (named 3 times)." in page


def test_a_study_without_actors_says_so(tables: dict[str, pd.DataFrame]) -> None:
    html = named.named(NONE_NAMED, schema.empty("mentions"), tables).html
    assert "names no actors" in html


def test_verbs(tables: dict[str, pd.DataFrame], given: pd.DataFrame) -> None:
    found = pd.DataFrame(
        {
            "speaker": ["Ana Ruiz", "Ana Ruiz", pd.NA],
            "outlet_key": "G & G",
            "verb_class": ["neutral", "arguing", pd.NA],
            "verb": ["say", "argue", "the admission"],
            "count": [2, 1, 1],
        }
    )
    page = seen(sources.verbs(found, given, tables).html)
    assert "Ana Ruiz say 2 neutral argue 1 arguing" in page
    assert "(no speaker found) the admission 1 other words" in page
    assert "other words is none: a noun or phrase (the admission that, according to), without a class" in page
    assert "presents the words as a point made in a dispute" in page


def test_origins_show_a_share_only_with_its_count(tables: dict[str, pd.DataFrame], given: pd.DataFrame) -> None:
    kinds = {"named": 3, "described": 0, "institution": 0, "thing": 0, "unnamed": 1, "not said": 0, "second_hand": 1}
    found = pd.DataFrame([{"outlet_key": "G & G", "statements": 4, "quoted": 2} | kinds])
    hidden = given.tail(1).assign(origin="unnamed")
    page = seen(sources.origins(found, hidden, given.tail(1).assign(teller="Gazette"), tables).html)
    assert "4 (2 quoted) 3 (75%) – – – 1 (25%) – 1 (25%)" in page
    assert "A senior adviser" in page
    assert "told indirectly; from Gazette" in page
    nothing = sources.origins(found, hidden.head(0), given.head(0), tables).html
    assert "From unnamed sources: none." in nothing


def test_prominence_and_diversity(tables: dict[str, pd.DataFrame], given: pd.DataFrame) -> None:
    row = {"article_id": "a", "speaker": "Ana Ruiz", "paragraph": 1, "paragraphs": 2, "in_headline": True}
    row |= {"quoted": 2, "reported": 1, "words": 7, "whole": 1, "fragments": 1}
    html = sources.prominence(pd.DataFrame([row]), given, tables).html
    assert '<a href="#a1-l1">headline; paragraph 1 of 2</a>; 7 words (1 whole, 1 in part); 1 told indirectly' in html
    spread = {"article_id": "a", "speakers": 2, "words": 8, "unattributed": 3, "effective": 1.7547}
    without = spread | {"speakers": 0, "words": 0, "unattributed": 0, "effective": pd.NA}
    html = sources.diversity(pd.DataFrame([spread, without]), given, tables).html
    assert "G &amp; G 2 8 3 1.8 G &amp; G – – – –" in seen(html)
    assert '<a href="#a1-l1">2</a>' in html


def test_speakers_lead_to_their_quotations(tables: dict[str, pd.DataFrame], given: pd.DataFrame) -> None:
    shares = pd.DataFrame({"speaker": ["Ana Ruiz", pd.NA], "outlet_key": "G & G", "words": [3, 1]})
    html = sources.speakers(shares, given, tables).html
    assert '<a href="#a1-l1">3 (75%)</a>' in html
    assert "(no speaker found) 1 (25%)" in seen(html), "what leads nowhere is no link"


def test_every_statement_stands_once_in_its_sentence(tables: dict[str, pd.DataFrame], given: pd.DataFrame) -> None:
    html = sources.statements(given.assign(origin=["named", "unnamed"]), tables).html
    assert "Every statement in its sentence (2)" in html
    assert "Ana Ruiz G &amp; G quoted, “said”; a person named in the article" in seen(html)
    assert "&lt;safe&gt;" in html
    assert "<safe>" not in html


def test_texts_that_the_page_does_not_show_are_not_linked(tables: dict[str, pd.DataFrame], given: pd.DataFrame) -> None:
    others = [{"article_id": f"b{n}", "outlet_key": "H", "text": "x", "n_words": 1} for n in range(40)]
    articles = pd.concat([schema.from_rows("articles", others), tables["articles"]])
    theirs = [{"article_id": a["article_id"], "line": 1, "start": 0, "end": 1, "label": "body"} for a in others]
    lines = pd.concat([schema.from_rows("lines", theirs), tables["lines"]])
    kinds = {"named": 3, "described": 0, "institution": 0, "thing": 0, "unnamed": 1, "not said": 0, "second_hand": 0}
    found = pd.DataFrame([{"outlet_key": "G & G", "statements": 4, "quoted": 2} | kinds])
    hidden = given.tail(1).assign(origin="unnamed")
    html = sources.origins(found, hidden, given.head(0), {**tables, "articles": articles, "lines": lines}).html
    assert "it was old" in html
    assert 'href="#' not in html


def test_a_resolution_that_a_parliament_passes_is_its_demand(tables: dict[str, pd.DataFrame]) -> None:
    """Counted by the sentence: *The council passed a resolution calling for …*; *called on the council to …* is not."""
    row = {"article_id": "a", "text": "calling", "category": "call", "what": "help", "by": "a resolution"}
    demands = schema.from_rows(
        "demands",
        [
            row | {"sentence_id": 0, "start": 40, "end": 47, "by_start": 20, "by_end": 32},
            row | {"sentence_id": 1, "start": 90, "end": 97, "of_start": 70, "of_end": 81},
        ],
    )
    names = [
        {"article_id": "a", "sentence_id": n, "start": at, "end": at + 11, "actor": "council"}
        for n, at in [(0, 0), (1, 70)]
    ]
    mentions = schema.from_rows("mentions", [name | {"text": "The council", "first": True, "listed": True} for name in names])  # fmt: skip
    assert len(named.asks(demands, mentions)) == 1
