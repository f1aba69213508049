"""The claims matrix and the ledger as a reader sees them, from hand-written tables."""

import itertools
import re
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import schema
from analysis.report import claims, ledger
from analysis.study import Actor

TEXT = "Bridge is safe\nThe bridge is <safe>, she said.\nNobody knows if it is safe."
BRIDGE = SimpleNamespace(id="P1", text="The bridge is safe.")
FERRY = SimpleNamespace(id="P2", text="The ferry runs.")


def row(start: int, end: int, **more: object) -> dict[str, object]:
    return {"article_id": "x", "sentence_id": 0, "start": start, "end": end, "text": TEXT[start:end], **more}


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    articles = [
        {"article_id": "x", "outlet_key": "Post & Co", "text": TEXT, "n_words": 13, "file": "x.txt"},
        {"article_id": "y", "outlet_key": "Herald", "text": "Rain", "n_words": 1, "file": "y.txt"},
    ]
    starts = [0, 15, 47, len(TEXT)]
    lines = [
        {"article_id": "x", "line": n, "start": a, "end": b, "label": "headline" if n == 1 else "body", "why": "-"}
        for n, (a, b) in enumerate(itertools.pairwise(starts), 1)
    ]
    return {
        "articles": schema.from_rows("articles", articles),
        "lines": schema.from_rows("lines", lines),
        "sentences": schema.from_rows(
            "sentences",
            [
                row(0, 14, part="headline", paragraph=1, n_words=3),
                row(15, 46, part="body", paragraph=2, n_words=6),
            ],
        ),
        "quotes": schema.from_rows(
            "quotes", [row(15, 35, quote_id=0, kind="indirect", speaker="Ann Ruiz", named=True, closed=True)]
        ),
        "claims": schema.from_rows(
            "claims",
            [
                row(0, 14, part="headline", proposition="P1", stance="for", by="narrator", deciding_spans="10:14"),
                row(15, 46, part="body", proposition="P1", stance="for", by="attributed", source="she",
                    deciding_spans="30:34 37:45"),
                row(47, 74, part="body", proposition="P1", stance="observing", by="narrator", deciding_spans="61:63"),
                row(0, 14, part="headline", proposition="P2", stance="unrelated"),
                row(47, 74, part="body", proposition="P1", stance="observing", by="attributed", source="she",
                    deciding_spans="61:63"),
            ],
        ),
        "ledger": schema.from_rows(
            "ledger",
            [
                row(0, 14, part="headline", kind="attribution lost", other_start=15, other_end=46,
                    other_text=TEXT[15:46], differs="37:45", why="The headline says it; the body has it as her word."),
            ],
        ),
    }  # fmt: skip


def cells(html: str) -> list[list[str]]:
    """The text of each cell of the first table before its link, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", html.split("</table>")[0], flags=re.S)[1:]
    plain = [re.findall(r"<t[hd][^>]*>(.*?)(?:<br><a |</t[hd]>)", r, flags=re.S) for r in rows]
    return [[re.sub(r"<br>", "; ", c).replace("<b>", "").replace("</b>", "") for c in r] for r in plain]


def test_each_cell_says_who_says_it_in_whose_voice(tables: dict[str, pd.DataFrame]) -> None:
    shown = cells(claims.matrix(tables, [BRIDGE, FERRY]).html)
    never = '<span class="note">no sentence that the rules can read</span>'
    assert shown == [
        [
            "Post &amp; Co",
            "asserts it (1); as the word of Ann Ruiz (1); leaves it open (1); left open, as the word of she (1)",
            never,
        ],
        ["Herald", never, never],
    ]


def test_a_source_goes_by_the_name_of_the_study(tables: dict[str, pd.DataFrame]) -> None:
    mayor = Actor("ruiz", "Ana María Ruiz", ("Ann Ruiz",))
    assert "as the word of Ana María Ruiz (1)" in cells(claims.matrix(tables, [BRIDGE], [mayor]).html)[0][1]


def test_each_sentence_is_folded_with_its_deciding_words_and_a_link(tables: dict[str, pd.DataFrame]) -> None:
    html = claims.matrix(tables, [BRIDGE]).html
    assert "<summary>Who says what, outlet by outlet: 4 positions of sentences on 1 proposition</summary>" in html
    assert html.count("<details>") == 2, "the table, and in it the list of sentences"
    assert "<summary>“The bridge is safe”: the 4 sentences that our rules found</summary>" in html
    assert '<a class="label" href="#c1-1">the 4 sentences</a>' in html
    assert html.count('<tr id="c1-1">') == 1
    assert '<span class="m decide">safe</span>' in html
    assert "<td>as the word of Ann Ruiz</td>" in html
    assert [a for a in ("#a1-l1", "#a1-l2", "#a1-l3") if f'href="{a}"' not in html] == []
    assert "<safe>" not in html


def test_of_many_outlets_each_has_some_sentences_and_the_list_says_so(
    tables: dict[str, pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "SENTENCES_SHOWN", 4)
    html = claims.matrix(tables, [BRIDGE]).html
    assert "the 4 sentences that our rules found, the first 2 of each outlet" in html
    assert '<a class="label" href="#c1-1">the first 2 of 4 sentences</a>' in html
    assert html.count('class="m decide"') == 3  # one sentence is decided by two stretches


def test_a_second_headline_with_the_words_of_the_first_is_counted_once(tables: dict[str, pd.DataFrame]) -> None:
    again = row(0, 14, part="alt_headline", proposition="P1", stance="for", by="narrator", deciding_spans="10:14")
    other = row(47, 74, part="alt_headline", proposition="P1", stance="for", by="narrator", deciding_spans="61:63")
    more = schema.from_rows("claims", [again, other])
    shown = cells(claims.matrix({**tables, "claims": pd.concat([tables["claims"], more])}, [BRIDGE]).html)
    assert shown[0][1].startswith("asserts it (2);")  # the headline and the other, not its repetition


def test_a_study_without_propositions_has_a_sentence_instead(tables: dict[str, pd.DataFrame]) -> None:
    assert "no proposition" in claims.matrix(tables, []).html


def test_the_ledger_sets_two_sentences_side_by_side(tables: dict[str, pd.DataFrame]) -> None:
    html = ledger.ledger(tables).html
    assert html.count('class="side"') == 2
    assert '<span class="m changed">she said</span>' in html
    assert "attribution lost: 1. 1 of 2 articles have no entry." in html
    assert 'href="#a1-l1"' in html
    assert 'href="#a1-l2"' in html


def test_a_ledger_without_an_entry_says_so(tables: dict[str, pd.DataFrame]) -> None:
    html = ledger.ledger({**tables, "ledger": schema.empty("ledger")}).html
    assert "No headline was found" in html
