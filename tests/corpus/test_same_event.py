"""Labelled articles of real news, written out in every format: the same tables come back.

The set is not part of the project: `LABELLED_SETS` names the folder that holds `same_event.jsonl` (BASIL: `headline`,
`outlet`, `date`, `url`, and `sentences` with the `paragraph` of each).
"""

import html
import json
import os
from itertools import groupby
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from analysis import corpus, study

SET = Path(os.environ.get("LABELLED_SETS", "")) / "same_event.jsonl"
pytestmark = pytest.mark.skipif(not SET.is_file(), reason="LABELLED_SETS names no folder with same_event.jsonl")

TOP = """<header><a href="/" class="logo">{outlet}</a><nav><ul><li><a href="/world">World</a></li><li><a href="/politics">Politics</a>
</li><li><a href="/sport">Sport</a></li></ul></nav></header>"""
END = """<footer><p>© 2020 {outlet}. All rights reserved.</p><a href="/terms">Terms of use</a> <a href="/privacy">Privacy</a></footer>"""
PAGES = {
    "an article of today, with meta tags": """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{headline} - {outlet}</title>
<meta property="og:title" content="{headline}"><meta property="og:site_name" content="{outlet}">
<meta property="og:url" content="{url}"><meta property="article:published_time" content="{date}T08:30:00Z">
<script>window.dataLayer = [{{"page": "article"}}];</script></head><body>"""
    + TOP
    + """<main><article><h1>{headline}</h1><div class="share"><a href="#">Share</a> <a href="#">Tweet</a></div>
{first}
<aside class="related"><h3>Related</h3><ul><li><a href="/1">Town hall reopens after two years of repairs</a></li>
<li><a href="/2">What the new timetable means for you</a></li></ul></aside>
{rest}
</article><section class="newsletter"><p>Sign up for our morning newsletter and never miss a story.</p></section></main>"""
    + END
    + "</body></html>",
    "boxes in boxes, advertisements between paragraphs, no meta tags but JSON-LD": """<html><head><title>{headline} | {outlet}</title>
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": {headline_json},
"datePublished": "{date}", "publisher": {{"@type": "Organization", "name": {outlet_json}}}, "url": "{url}"}}</script></head><body><div id="wrap">"""
    + TOP
    + """<div class="columns"><div class="main-column"><h1 class="title">{headline}</h1>
<figure><img src="a.jpg"><figcaption>The town hall on Monday. Photo: Ann Lee</figcaption></figure>
<div class="article-body">{first}<div class="ad"><span>Advertisement</span></div>{rest}</div>
<div class="comments"><h3>Comments</h3><div class="comment"><p>I never believed a word of it, said my neighbour.</p></div></div></div>
<div class="sidebar"><h3>Most read</h3><ol><li><a href="/1">Town hall reopens after two years of repairs</a></li></ol></div></div></div>"""
    + END
    + "</body></html>",
    "an old page, named meta tags, breadcrumbs, tags below": """<html><head><title>{outlet}: {headline}</title>
<meta name="dc.title" content="{headline}"><meta name="application-name" content="{outlet}"><meta name="date" content="{date}">
<link rel="canonical" href="{url}"></head><body>"""
    + TOP
    + """<p class="breadcrumb"><a href="/">Home</a> &gt; <a href="/politics">Politics</a></p><div class="post"><h1>{headline}</h1>
<div class="entry-content">{first}{rest}<p class="tags">Tags: <a href="/t/1">town</a>, <a href="/t/2">hall</a></p></div></div>
<div id="related-posts"><h2>Related Articles</h2><p><a href="/1">Town hall reopens after two years of repairs</a></p></div>"""
    + END
    + "</body></html>",
}


def articles():
    """The set's articles, their paragraphs apart."""
    for line in SET.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        pairs = zip(row["paragraph"], row["sentences"], strict=True)
        paragraphs = [" ".join(s for _, s in group) for _, group in groupby(pairs, key=lambda pair: pair[0])]
        yield row | {"paragraphs": paragraphs}


@pytest.fixture(scope="module")
def rows():
    return [
        {"headline": a["headline"], "text": "\n\n".join(a["paragraphs"]), "outlet": a["outlet"], "published": a["date"],
         "url": a["url"], "story": a["story"]}
        for a in articles()
    ]  # fmt: skip


def workbook(frame, path):
    book = openpyxl.Workbook()
    for row in [list(frame), *frame.values.tolist()]:
        book.active.append(row)
    book.save(path)


WRITERS = {
    "csv": lambda frame, path: frame.to_csv(path, index=False),
    "tsv": lambda frame, path: frame.to_csv(path, index=False, sep="\t"),
    "json": lambda frame, path: frame.to_json(path, orient="records"),
    "jsonl": lambda frame, path: frame.to_json(path, orient="records", lines=True),
    "xlsx": workbook,
    "parquet": lambda frame, path: frame.to_parquet(path, index=False),
}


def read(path):
    return corpus.read(study.load(path))


@pytest.fixture(scope="module")
def tables(rows, tmp_path_factory):
    """What each format is read as."""
    folder = tmp_path_factory.mktemp("same_event")
    for kind, write in WRITERS.items():
        write(pd.DataFrame(rows), folder / f"t.{kind}")
    return {kind: read(folder / f"t.{kind}") for kind in WRITERS}


@pytest.mark.parametrize("kind", list(WRITERS)[1:])
def test_the_tables_are_the_same_from_every_format(tables, kind):
    for name, table in tables["csv"].items():
        left, right = (
            t.drop(columns="file") if name in ("articles", "rejects") else t for t in (table, tables[kind][name])
        )
        pd.testing.assert_frame_equal(left, right, obj=f"{name} from {kind}")


def test_text_files_give_the_same_lines_and_sentences(tables, rows, tmp_path):
    for number, row in enumerate(rows, 1):
        (tmp_path / f"t-{number:03}.txt").write_text(f"{row['headline']}\n\n{row['text']}", encoding="utf-8")
    found = read(tmp_path)
    expected = tables["csv"]
    texts = dict(zip(expected["articles"]["text"], expected["articles"]["article_id"], strict=True))
    ids = {row.article_id: texts[row.text] for row in found["articles"].itertuples()}
    assert len(set(ids.values())) == len(expected["articles"]), "each text is read once and as it is"
    # A table says which line is the headline; in a text file the rules find it. The label is the same, the reason not.
    for name, columns in (("lines", ["start", "end", "label"]), ("sentences", ["start", "end", "text", "part"])):
        left, right = (
            t[name].assign(article_id=t[name]["article_id"].replace(m)) for t, m in ((expected, {}), (found, ids))
        )
        both = [
            t.sort_values(["article_id", "start"])[["article_id", *columns]].reset_index(drop=True)
            for t in (left, right)
        ]
        differing = both[0].merge(both[1], how="outer", indicator=True).query("_merge != 'both'")["article_id"].unique()
        assert list(differing) == [], f"{name} differ"


@pytest.mark.parametrize("kind", PAGES)
def test_saved_pages_give_headline_outlet_date_and_paragraphs(rows, tmp_path, kind):
    for number, row in enumerate(rows, 1):
        paragraphs = [f"<p>{html.escape(p)}</p>" for p in row["text"].split("\n\n")]
        half = len(paragraphs) // 2
        page = PAGES[kind].format(
            **{k: html.escape(v) for k, v in row.items() if k in ("headline", "outlet", "url")},
            headline_json=json.dumps(row["headline"]), outlet_json=json.dumps(row["outlet"]), date=row["published"],
            first="\n".join(paragraphs[:half]), rest="\n".join(paragraphs[half:]),
        )  # fmt: skip
        (tmp_path / f"{number:03}.html").write_text(page, encoding="utf-8")
    found = read(tmp_path)["articles"].set_index("article_id")
    missing, total, extra = [], 0, []
    for number, row in enumerate(rows, 1):
        article = found.loc[f"{number:03}"]
        assert even(article["headline"]) == even(row["headline"])
        assert (article["outlet"], article["published"]) == (row["outlet"], row["published"])
        paragraphs = [p for p in map(even, row["text"].split("\n\n")) if p]
        lines = [even(line) for line in article["text"].split("\n") if line.strip()]
        total += len(paragraphs)
        missing += [(number, p) for p in paragraphs if p not in lines]
        extra += [(number, line) for line in lines if line not in paragraphs and line != even(row["headline"])]
    print(f"paragraphs {total}, missing {len(missing)}, not of the text {len(extra)}")
    for number, line in missing:
        print("missing", number, line[:100])
    for number, line in extra:
        print("not of the text", number, line[:100])
    assert len(missing) <= 0.05 * total, missing


def even(text):
    return " ".join(text.split())
