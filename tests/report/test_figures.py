"""Figures from small tables: what is drawn is what the table says, whatever an outlet is called."""

import re
from xml.etree import ElementTree

import pandas as pd
import pytest

from analysis import schema
from analysis.report import figures, hedges

VOICES = ("narrator", "reported", "quoted")


def measures(outlets: list[str], counts: tuple[int, int, int] = (2, 0, 1)) -> pd.DataFrame:
    """One article an entry of `outlets`: 100 words a voice, `counts` softening words by voice."""
    rows = []
    for number, outlet in enumerate(outlets):
        for voice, count in zip(VOICES, counts, strict=True):
            base = {"article_id": f"a{number}", "outlet_key": outlet, "voice": voice, "exposure": 100.0}
            rows.append(
                {**base, "signal": "hedges", "measure": "uncertainty", "count": float(count), "per": "1,000 words"}
            )
            rows.append({**base, "signal": "quotes", "measure": "words", "count": 100.0, "per": "words"})
    return schema.from_rows("measures", rows)


@pytest.mark.parametrize("outlet", ["The $x^2$ Post", "<b>Bold</b> & Co", "新聞", "الخبر", "a_b^c \\\\frac"])
def test_an_outlets_name_is_text(outlet: str) -> None:
    for chart in (
        figures.voice_bars(measures([outlet, "B"])),
        figures.hedge_dots(measures([outlet, "B"]), "uncertainty", "softening words"),
    ):
        assert outlet in chart.alt
        assert "<b>" not in chart.svg
        texts = "".join(
            t for e in ElementTree.fromstring(chart.svg).iter() if e.tag.endswith("text") for t in e.itertext()
        )
        assert outlet in texts


def test_alternative_text_states_what_is_drawn() -> None:
    chart = figures.hedge_dots(measures(["Post", "Echo"]), "uncertainty", "softening words")
    assert chart.alt == (
        "Softening words. Post: 2 in its own wording, 0 told indirectly, 1 quoted; "
        "Echo: 2 in its own wording, 0 told indirectly, 1 quoted."
    )
    assert figures.voice_bars(measures(["Post"])).alt == "Share of the body’s words between quotation marks: Post 33%."


def test_many_articles_are_told_by_outlet() -> None:
    many = measures(["Post"] * 30 + ["Echo"] * 20)
    assert figures.hedge_dots(many, "uncertainty", "softening words").alt == (
        "Softening words per 1,000 words of the article’s own wording, median article: "
        "Post (30 articles) 20.0; Echo (20 articles) 20.0."
    )
    table = hedges.table_of_meters(many, ["uncertainty"]).html
    cells = re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", table)
    assert cells[cells.index("Post (30 articles)") + 1 :][:3] == ["60 · 0 · 30", "3,000 · 3,000 · 3,000", "20.0"]


def test_an_article_without_a_word_of_its_own_has_no_rate() -> None:
    silent = measures(["Post"])
    silent["exposure"] = 0.0
    assert ">–<" in hedges.table_of_meters(silent, ["uncertainty"]).html


def test_the_words_stand_beside_their_number() -> None:
    """Of the article's own wording, in the body: not those of a quotation, nor of the headline."""
    text = "It may close. Officials fear it could. “It might,” she said."
    sentences = [(0, 13, "headline"), (14, 38, "body"), (39, 60, "body")]
    tables = {
        "articles": schema.from_rows("articles", [{"article_id": "a", "outlet_key": "Post", "text": text, "n_words": 9}]),
        "sentences": schema.from_rows(
            "sentences",
            [
                {"article_id": "a", "sentence_id": n, "start": s, "end": e, "text": text[s:e], "part": part, "n_words": 3,
                 "paragraph": n}
                for n, (s, e, part) in enumerate(sentences)
            ],
        ),
        "cues": schema.from_rows(
            "cues",
            [
                {"article_id": "a", "sentence_id": n, "start": text.index(word), "end": text.index(word) + len(word),
                 "text": word, "signal": "hedges", "category": "modal", "meter": "uncertainty", "voice": voice}
                for n, word, voice in ((0, "may", "narrator"), (1, "fear", "narrator"), (1, "could", "narrator"),
                                       (2, "might", "quoted"))
            ],
        ),
    }  # fmt: skip
    said = hedges.own_words(tables, "uncertainty").html
    assert "The words counted as the articles’ own: Post: “fear”, “could”." in said
    assert "the doubt is another’s" in said
    assert hedges.own_words({**tables, "cues": tables["cues"].head(0)}, "uncertainty").html == ""
