"""Formats: one corpus, whatever it is saved as."""

import gzip
import json
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest

from analysis import corpus, study
from analysis.corpus import columns, formats, webpages

ROWS = [
    {"headline": "Bridge closed", "text": "It was shut on Monday.\n\nNobody was hurt, police said.", "outlet": "The Daily",
     "published": "2020-01-07", "url": "https://daily.example/1", "byline": "Ann Lee", "story": "bridge"},
    {"headline": "‘No danger’", "text": "“There is no danger,” she said.", "outlet": "The Weekly",
     "published": "2020-01-08", "url": "https://weekly.example/1", "byline": "Bo Ray", "story": "bridge"},
]  # fmt: skip


def read(path):
    return corpus.read(study.load(path))


def workbook(path):
    book = openpyxl.Workbook()
    book.active.append(list(ROWS[0]))
    for row in ROWS:
        book.active.append(list(row.values()))
    book.save(path)


WRITERS = {
    "t.csv": lambda p: pd.DataFrame(ROWS).to_csv(p, index=False),
    "t.tsv": lambda p: pd.DataFrame(ROWS).to_csv(p, index=False, sep="\t"),
    "t.json": lambda p: p.write_text(json.dumps(ROWS), encoding="utf-8"),
    "t.jsonl": lambda p: p.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8"),
    "t.csv.gz": lambda p: pd.DataFrame(ROWS).to_csv(p, index=False),
    "t.jsonl.gz": lambda p: p.write_bytes(gzip.compress("\n".join(map(json.dumps, ROWS)).encode())),
    "t.xlsx": workbook,
    "t.parquet": lambda p: pd.DataFrame(ROWS).to_parquet(p),
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_table_is_the_same_in_every_format(tmp_path, name):
    pd.DataFrame(ROWS).to_csv(tmp_path / "t.csv", index=False)
    expected = read(tmp_path / "t.csv")
    (tmp_path / "other").mkdir()
    WRITERS[name](tmp_path / "other" / name)
    found = read(tmp_path / "other" / name)
    assert found["rejects"].empty
    assert found["articles"]["url_from"].tolist() == ["column url"] * 2
    assert found["articles"]["text_from"].tolist() == ["columns headline, text"] * 2
    for table in ("articles", "lines", "sentences"):
        left, right = (t[table].drop(columns="file", errors="ignore") for t in (expected, found))
        pd.testing.assert_frame_equal(left, right)


@pytest.mark.parametrize("name", columns.exports())
def test_an_export_is_known_by_its_columns(name):
    example = columns.exports()[name]["example"]
    found = columns.match(example["columns"])
    assert {field: list(parts) for field, parts in found.items()} == example["reads"]


def test_a_newsapi_answer_is_read_with_its_doubts(tmp_path):
    article = {
        "source": {"id": None, "name": "The Daily"},
        "author": "Ann Lee",
        "title": "Bridge closed",
        "description": "It was shut.",
        "url": "https://daily.example/1",
        "publishedAt": "2020-01-07T10:00:00Z",
        "content": "It was shut on Monday and… [+2411 chars]",
    }
    (tmp_path / "n.json").write_text(json.dumps({"status": "ok", "totalResults": 1, "articles": [article]}))
    tables = read(tmp_path / "n.json")
    (row,) = tables["articles"].to_dict("records")
    assert (row["outlet"], row["outlet_from"]) == ("The Daily", "column source.name")
    assert (row["published"], row["byline"]) == ("2020-01-07", "Ann Lee")
    assert tables["rejects"]["reason"].tolist() == ["its text is cut, by its last words"]


def test_gdelt_gives_headlines_with_the_day_they_were_seen(tmp_path):
    article = {"url": "https://daily.example/1", "title": "Bridge closed", "seendate": "20200107T121500Z",
               "domain": "daily.example", "language": "English", "sourcecountry": "Ghana"}  # fmt: skip
    (tmp_path / "g.json").write_text(json.dumps({"articles": [article]}))
    (row,) = read(tmp_path / "g.json")["articles"].to_dict("records")
    assert (row["text"], row["outlet"], row["n_words"]) == ("Bridge closed", "daily.example", 0)
    assert (row["published"], row["published_from"]) == ("2020-01-07", "column seendate")


def test_a_study_names_the_columns(tmp_path):
    (tmp_path / "t.csv").write_text("Titel,Vorspann,Artikel,Blatt\nA,B.,C.,Der Tag\n", encoding="utf-8")
    map_ = "columns: {headline: Titel, text: [Vorspann, Artikel], outlet: Blatt}"
    (tmp_path / "s.yaml").write_text(f"corpus: t.csv\n{map_}\n", encoding="utf-8")
    (row,) = read(tmp_path / "s.yaml")["articles"].to_dict("records")
    assert (row["text"], row["outlet"]) == ("A\n\nB.\n\nC.", "Der Tag")
    assert row["text_from"] == "columns Titel, Vorspann + Artikel"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("t.csv", "Titel,text\nA,B.\n", "has no column 'Title', which the study's `columns` names as headline"),
        ("t.jsonl", '{"text": "A."}\n', "no record has 'Title', which the study's `columns` names as headline"),
    ],
)
def test_a_column_that_is_not_there_is_named(tmp_path, name, content, reason):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / name).write_text(content, encoding="utf-8")
    (tmp_path / "more" / "u.csv").write_text("Title,text\nC,D.\n", encoding="utf-8")
    (tmp_path / "s.yaml").write_text("corpus: more\ncolumns: {headline: Title}\n", encoding="utf-8")
    rejects = read(tmp_path / "s.yaml")["rejects"]
    assert rejects["file"].tolist() == [name]
    assert rejects["reason"][0].startswith(reason)


def test_excels_own_csv_is_read(tmp_path):
    (tmp_path / "t.csv").write_text("sep=;\r\nheadline;text\r\nA, b;C.\r\n", encoding="utf-8-sig", newline="")
    tables = read(tmp_path / "t.csv")
    assert tables["articles"]["text"].tolist() == ["A, b\n\nC."]
    assert tables["rejects"]["reason"].tolist() == ["a byte order mark before the text was left out"]


def test_seconds_since_1970_are_a_date(tmp_path):
    (tmp_path / "t.json").write_text(json.dumps([{"text": "A.", "date": 1578355200000}, {"text": "B.", "date": 7}]))
    tables = read(tmp_path / "t.json")
    assert tables["articles"]["published"].fillna("none").tolist() == ["2020-01-07", "none"]
    assert tables["articles"]["published_from"][0] == "column date, seconds since 1970"


def test_the_other_sheets_of_a_workbook_are_told(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["text", "outlet", None])
    book.active.append(["A.", None])
    book.active.append([None, None])
    book.active.append(["B.", "The Daily", "more"])
    book.create_sheet("Notes").append(["x"])
    book.create_sheet("Empty")
    book.save(tmp_path / "t.xlsx")
    tables = read(tmp_path / "t.xlsx")
    assert tables["articles"]["text"].tolist() == ["A."]
    assert tables["rejects"][["severity", "row", "reason"]].astype(object).fillna("").values.tolist() == [
        ["reject", 2, "has 3 fields where the header has 2"],
        ["doubt", "", "sheet 'Notes' is not read"],
    ]


def test_a_document_gives_its_paragraphs_and_what_its_tables_hold(tmp_path):
    document = docx.Document()
    document.add_paragraph("Bridge closed")
    document.add_paragraph("It was shut, ").add_run("police said.").bold = True
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Nobody was hurt."
    document.add_paragraph("")
    document.add_paragraph("It opens on Friday.")
    document.save(tmp_path / "a.docx")
    (row,) = read(tmp_path)["articles"].to_dict("records")
    assert row["text"] == "Bridge closed\n\nIt was shut, police said.\n\nNobody was hurt.\n\nIt opens on Friday."
    assert row["headline"] == "Bridge closed"
    assert row["text_from"].startswith("python-docx 1.")


def test_tracked_changes_are_read_as_accepted(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("It was ")
    for tag, inner, words in (("ins", "t", "shut"), ("del", "delText", "closed")):
        change = paragraph._p.makeelement(paragraph._p.nsmap["w"].join("{}") + tag, {})
        run = paragraph.add_run("")._r
        run.append(run.makeelement(paragraph._p.nsmap["w"].join("{}") + inner, {}))
        run[-1].text = words
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run(" on Monday.")
    document.save(tmp_path / "a.docx")
    tables = read(tmp_path)
    assert tables["articles"]["text"].tolist() == ["It was shut on Monday."]
    assert tables["rejects"]["reason"].tolist() == ["holds tracked changes; read as if they were accepted"]


PAGE = """<!DOCTYPE html><html><head><title>Bridge closed | The Daily</title>{head}</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Bridge closed</h1><p>It was shut on Monday after a crack was found in one of its pillars, police said.</p>
<p>Nobody was hurt, and the mayor asked people to use the ferry until the bridge has been looked at.</p>
<p>“It opens on Friday,” she said. “Until then there is no danger to anybody in the town.”</p></article>
<footer>About us · Contact · Terms of use</footer></body></html>"""
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "daily.example"},
        {
            "@type": ["NewsArticle"],
            "headline": "Bridge closed",
            "datePublished": "2020-01-07T09:00:00Z",
            "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Ray"}],
            "publisher": {"name": "The Daily"},
        },
    ],
}
META = """<meta property="og:title" content="Bridge closed | The Daily"><meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2020-01-08"><link rel="canonical" href="https://daily.example/1">"""


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (
            f'<script type="application/ld+json">{json.dumps(LD)}</script>{META}',
            {
                "headline": ("Bridge closed", "the page's JSON-LD: headline"),
                "outlet": ("The Daily", "the page's JSON-LD: publisher.name"),
                "published": ("2020-01-07T09:00:00Z", "the page's JSON-LD: datePublished"),
                "byline": ("Ann Lee, Bo Ray", "the page's JSON-LD: author.name"),
                "url": ("https://daily.example/1", "the page's canonical link"),
            },
        ),
        (
            META,
            {
                "headline": ("Bridge closed", "the page's meta tag og:title"),
                "outlet": ("The Daily", "the page's meta tag og:site_name"),
                "published": ("2020-01-08", "the page's meta tag article:published_time"),
                "url": ("https://daily.example/1", "the page's canonical link"),
            },
        ),
        ("", {"headline": ("Bridge closed", f"guess of {webpages.extractor()}")}),
        (
            '<meta property="article:modified_time" content="2020-01-09">',  # not when it was published
            {"headline": ("Bridge closed", f"guess of {webpages.extractor()}")},
        ),
        (
            '<script type="application/ld+json">{"broken": </script>',
            {"headline": ("Bridge closed", f"guess of {webpages.extractor()}")},
        ),
    ],
)
def test_what_a_page_says_of_itself_goes_before_guesses(head, fields):
    page = webpages.read(PAGE.format(head=head).encode())
    assert {name: (value, page.sources[name]) for name, value in page.fields.items()} == fields


def test_a_guessed_date_is_doubted():
    page = webpages.read(
        PAGE.format(head='<link rel="canonical" href="https://daily.example/2020/01/07/bridge">').encode()
    )
    assert (page.fields["published"], page.sources["published"]) == ("2020-01-07", f"guess of {webpages.extractor()}")
    assert [doubt.reason for doubt in page.doubts] == [
        f"the page does not declare its outlet and date; taken from a guess of {webpages.extractor()}"
    ]


def test_a_saved_page_is_its_article_without_the_page_around_it(tmp_path):
    (tmp_path / "a.html").write_text(PAGE.format(head=META), encoding="utf-8")
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "logo.svg").write_text("<svg/>")
    tables = read(tmp_path)
    (row,) = tables["articles"].to_dict("records")
    paragraphs = [line for line in row["text"].split("\n") if line]
    assert [p[:9] for p in paragraphs] == ["Bridge cl", "It was sh", "Nobody wa", "“It opens"]
    assert row["text_from"] == webpages.extractor()
    assert (row["published"], row["url"]) == ("2020-01-08", "https://daily.example/1")
    assert tables["rejects"][["severity", "file", "reason"]].values.tolist() == [
        ["doubt", "a_files", "holds what a.html shows, saved with it; not read"]
    ]


def test_batches_put_together_are_what_is_read_at_once(tmp_path):
    frame = pd.DataFrame(
        {"id": ["x"] * 7, "headline": [f"H{n}" for n in range(7)], "text": [f"Text {n}." for n in range(7)]}
    )
    frame.to_csv(tmp_path / "t.csv", index=False)
    whole = read(tmp_path)
    parts = list(corpus.batches(study.load(tmp_path), size=3, shared=whole.pop("shared_lines")))
    assert [len(part["articles"]) for part in parts] == [2, 2, 1, 2, 0]  # of three articles and notes each
    for name, table in whole.items():
        pd.testing.assert_frame_equal(table, pd.concat([p[name] for p in parts], ignore_index=True))


def test_a_parquet_table_is_read_piece_by_piece(tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "ROWS", 2)
    pd.DataFrame({"text": [f"Text {n}." for n in range(5)]}).to_parquet(tmp_path / "t.parquet")
    assert read(tmp_path / "t.parquet")["articles"]["row"].tolist() == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("news.csv", "headline,artikel\nDam breaks,The dam broke.\nDam holds,It held.\n"),
        (
            "news.jsonl",
            '{"headline": "Dam breaks", "artikel": "The dam broke."}\n{"headline": "Dam holds", "artikel": "It held."}\n',
        ),
    ],
)
def test_a_table_without_a_column_of_text_says_so_once(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    rejects = corpus.read(study.load(tmp_path / name))["rejects"]
    assert len(rejects) == 1
    assert "of text: of articles without one the headline alone is read" in rejects["reason"].item()
    assert "name a" in rejects["remedy"].item()
