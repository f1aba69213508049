"""Views of shared text: what they say of the seeds, drawn and in words, and that nothing an article says becomes markup."""

import re
from xml.etree import ElementTree

import pytest

from analysis import pipeline
from analysis.comparison.reuse import order
from analysis.report import reuse, story_order


@pytest.fixture(scope="module")
def tables():
    return pipeline.analyse("data/studies/iraq-letter.yaml")


@pytest.fixture(scope="module")
def chart(tables):
    chosen = order.choose(tables["passages"], tables["articles"])
    return story_order.drawing(tables, chosen, order.ribbons(tables["passages"], chosen))


def test_the_number_of_texts_stands_beside_the_number_of_articles(tables):
    html = reuse.texts(tables).html
    assert "5 articles are 4 separately worded texts" in html
    assert html.count("51%") == 2


def test_the_strip_is_a_picture_with_title_and_description(chart):
    root = ElementTree.fromstring(chart.svg)
    assert root.get("role") == "img"
    names = [child.tag.split("}")[1] for child in root]
    assert names[:2] == ["title", "desc"]
    assert chart.alt == root[1].text
    assert "share 17 passages, 7 of them quoted in both" in chart.alt


def test_the_table_beside_the_strip_counts_passages_not_ribbons(tables, chart):
    """Every two articles that share a passage, and how many: as in the table of all passages, counted otherwise."""
    found = tables["passages"][["cluster_id", "article_id", "n_articles"]].drop_duplicates()
    pairs = found.merge(found, on="cluster_id").query("article_id_x < article_id_y")
    expected = pairs.groupby(["article_id_x", "article_id_y"])["cluster_id"].nunique()
    rows = re.findall(r'scope="row">(.*?)</th><td>(.*?)</td><td class="num">(\d+)<', str(chart.twin.html))
    assert sorted(int(n) for _, _, n in rows) == sorted(expected)
    assert ("Free America Network", "article 002", "3") in rows


def test_quotations_and_prose_are_told_apart_without_colour(chart):
    assert "url(#hatch)" in chart.svg
    assert "stroke-dasharray" in chart.svg


def test_everything_lies_inside_the_picture(chart):
    root = ElementTree.fromstring(chart.svg)
    _, _, width, height = (float(v) for v in root.get("viewBox").split())
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        if "C" not in path.get("d"):
            continue  # no ribbon
        xs = [float(x) for x, _ in re.findall(r"([\d.]+),([\d.]+)", path.get("d"))]
        ys = [float(y) for _, y in re.findall(r"([\d.]+),([\d.]+)", path.get("d"))]
        assert max(xs) <= width
        assert max(ys) <= height


def test_the_ledger_shows_what_matters_first(tables):
    html = reuse.edits(tables).html
    assert html.index('class="tag">reporting verb') < html.index('class="tag">in other words')
    assert "Only in article 003: 9 sentences" in html
    assert not re.search("cop(?:y|ied)|stole|plagiar", html)


def test_words_of_an_article_are_text(tables):
    hostile = {name: table.copy() for name, table in tables.items()}
    name = "</text><script>alert(1)</script>"
    hostile["articles"]["outlet_key"] = hostile["articles"]["outlet_key"].where(
        hostile["articles"]["article_id"] != "000", name
    )
    hostile["articles"]["outlet"] = hostile["articles"]["outlet_key"]
    chosen = order.choose(hostile["passages"], hostile["articles"])
    svg = story_order.drawing(hostile, chosen, order.ribbons(hostile["passages"], chosen)).svg
    ElementTree.fromstring(svg)
    assert "<script" not in svg + reuse.edits(hostile).html + reuse.texts(hostile).html + reuse.passages(hostile).html


def test_a_study_without_shared_words(tables):
    alone = {name: t[t["article_id"] == "001"] if "article_id" in t.columns else t for name, t in tables.items()}
    for name in ("passages", "edits"):
        alone[name] = alone[name].head(0)
    alone["copies"] = alone["copies"].assign(n_articles=1)
    chosen = order.choose(alone["passages"], alone["articles"])
    assert chosen == ["001"]
    ElementTree.fromstring(story_order.drawing(alone, chosen, order.ribbons(alone["passages"], chosen)).svg)
    assert "No two" in reuse.texts(alone).html
    assert "No two" in reuse.edits(alone).html
    assert "No two" in reuse.passages(alone).html


def test_a_passage_is_shown_with_each_articles_own_words(tables):
    html = reuse.passages(tables).html
    row = next(r for r in html.split("<tr>") if "Iraq, period" in r)
    assert "Free America Network (quoted: “been no decision whatsoever to leave" in row
