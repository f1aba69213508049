"""The page's section on naming: hand-written tables, every number a way to its words."""

from typing import Any

import pandas as pd
import pytest

from analysis import schema
from analysis.comparison import naming as expressions
from analysis.report import naming

TEXTS = {"a": "Gen. Bo Lind met <guards>.\nLind left.", "b": "The top general, Bo Lind, left.\n“Lind!” they said."}


def mention(article_id: str, words: str, form: str, wording: str, **more: Any) -> dict[str, Any]:
    start = TEXTS[article_id].rindex(words)
    line = TEXTS[article_id][:start].count("\n")
    return {
        "article_id": article_id, "sentence_id": line, "start": start, "end": start + len(words), "text": words,
        "actor": "lind", "name": "Bo Lind", "form": form, "wording": wording, "part": "body", "first": False,
        "listed": True, "voice": "narrator", **more,
    }  # fmt: skip


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    articles, lines, sentences = [], [], []
    for article_id, text in TEXTS.items():
        articles.append({"article_id": article_id, "outlet_key": f"Post <{article_id}>", "text": text, "n_words": 7})
        start = 0
        for number, line in enumerate(text.split("\n")):
            place = {"article_id": article_id, "start": start, "end": start + len(line)}
            lines.append(place | {"line": number + 1, "label": "body"})
            sentences.append(place | {"sentence_id": number, "text": line, "part": "body", "paragraph": number + 1, "n_words": 3})  # fmt: skip
            start += len(line) + 1
    mentions = [
        mention("a", "Gen. Bo Lind", "full name", "general Bo Lind", title="Gen.", first=True),
        mention("a", "Lind", "surname", "Lind"),
        mention("b", "The top general", "label", "top general", first=True),
        mention("b", "Bo Lind", "full name", "Bo Lind"),
        mention("b", "Lind", "surname", "Lind", voice="quoted"),
    ]
    return {
        "articles": schema.from_rows("articles", articles),
        "lines": schema.from_rows("lines", lines),
        "sentences": schema.from_rows("sentences", sentences),
        "mentions": schema.from_rows("mentions", mentions),
    }


def page(tables: dict[str, pd.DataFrame]) -> str:
    mentions, articles = tables["mentions"], tables["articles"]
    found = expressions.expressions(mentions, articles)
    return naming.naming(found, expressions.house_style(mentions, articles), mentions, tables).html


def test_first_expressions_stand_apart_and_lead_to_their_lines(tables: dict[str, pd.DataFrame]) -> None:
    html = page(tables)
    assert "First in the body for Bo Lind: “Gen. Bo Lind” (Post &lt;a&gt;); “top general” (Post &lt;b&gt;)" in html
    assert '<a href="#a1-l1">Gen. Bo Lind</a>' in html
    assert '<span class="m changed"><a href="#a2-l1">top general</a></span>' in html, "it stands in one outlet only"
    assert '<a href="#a2-l2">Lind</a>' in html
    assert "Elsewhere, between marks" in html
    assert "Elsewhere, told indirectly" not in html, "a column without an entry is left out"


def test_what_comes_from_articles_is_text(tables: dict[str, pd.DataFrame]) -> None:
    html = page(tables)
    assert "&lt;guards&gt;" in html
    assert "<guards>" not in html
    assert "Post <" not in html


def test_one_expression_throughout_needs_no_table(tables: dict[str, pd.DataFrame]) -> None:
    alike = tables["mentions"].iloc[[1, 4]].assign(first=[True, True])
    html = page({**tables, "mentions": alike})
    assert "In several outlets, and named by one expression throughout: Bo Lind." in html


def test_nobody_to_name(tables: dict[str, pd.DataFrame]) -> None:
    assert "named often enough" in page({**tables, "mentions": schema.empty("mentions")})


def test_distinctive_words_say_why_there_are_none() -> None:
    html = naming.distinctive(pd.DataFrame(), "Too few <articles>.").html
    assert html == "<p>Too few &lt;articles&gt;.</p>"


def test_distinctive_words_with_their_counts() -> None:
    row = {"outlet_key": "Echo", "word": "slammed", "count": 12, "articles": 9, "house_style": False}
    html = naming.distinctive(pd.DataFrame([row, row | {"word": "mr", "house_style": True}]), "").html
    assert "<td>slammed (12, 9)</td>" in html
    assert "<td>mr (12, 9)</td>" in html


def test_one_stands_open_the_rest_is_folded_under_what_it_is(tables: dict[str, pd.DataFrame]) -> None:
    own = [tables["mentions"].assign(actor=f"lind{n}", name=f"Bo Lind {n}") for n in range(5)]
    html = page({**tables, "mentions": pd.concat(own, ignore_index=True)})
    before, _, folded = html.partition("<summary>4 more people, groups and things</summary>")
    assert (before.count("<h3>"), folded.count("<h3>")) == (1, 4)


def test_a_caption_is_no_first_in_the_body(tables: dict[str, pd.DataFrame]) -> None:
    """A caption may stand before the first in the body: its column says elsewhere, not then."""
    caption = mention("a", "Gen. Bo Lind", "full name", "general Bo Lind", part="caption")
    first = mention("a", "Lind", "surname", "Lind", first=True)
    html = page({**tables, "mentions": schema.from_rows("mentions", [caption, first])})
    assert "First in the body for Bo Lind: “Lind”" in html
    assert html.index("First in the body</th>") < html.index("Elsewhere, in its own words</th>")
