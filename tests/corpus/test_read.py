"""Reading files, folders and tables: nothing is lost in silence."""

import contextlib
import errno
import json
import os
import time
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corpus, study
from analysis.corpus import decode, gather
from analysis.corpus.source import Source, Unreadable
from analysis.errors import InputError

ARTICLE = "Bridge closed\n\nThe bridge was closed on Monday, police said.\n"


def read(path):
    return corpus.read(study.load(path))


def rejects(tables, severity="reject"):
    table = tables["rejects"]
    return {(r.file, None if pd.isna(r.row) else r.row): r.reason for r in table.itertuples() if r.severity == severity}


def test_a_folder_gives_its_articles_and_says_what_it_left_out(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(ARTICLE.replace("Monday", "Tuesday"), encoding="utf-8")
    (tmp_path / "b.md").write_text(ARTICLE.replace("Monday", "Friday"), encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b" \n")
    (tmp_path / "nul.txt").write_bytes(b"a\x00b")
    (tmp_path / "scan.txt").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "nameless").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "README.md").write_text("About these articles.", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "broken.json").write_text("[{", encoding="utf-8")
    tables = read(tmp_path)
    assert tables["articles"]["file"].tolist() == ["a.txt", "b.md", "sub/a.txt"]
    assert tables["articles"]["article_id"].tolist() == ["a", "b", "a-2"]
    found = {file: reason.split(":")[0] for (file, _), reason in rejects(tables).items()}
    assert found == {
        "README.md": "is about the folder, by its name",
        "broken.json": "is no JSON",
        "empty.txt": "is empty",
        "nameless": "has no file type",
        "nul.txt": "holds NUL characters",
        "photo.jpg": "files of type .jpg are not read",
        "scan.txt": "is a PDF, not plain text",
    }
    assert tables["rejects"]["remedy"].notna().all()


@pytest.mark.parametrize(
    ("data", "text", "doubt"),
    [
        ("It’s é\n".encode(), "It’s é\n", None),
        ("It’s é\n".encode("utf-8-sig"), "It’s é\n", "byte order mark"),
        ("It’s é\n".encode("utf-16"), "It’s é\n", "UTF-16"),
        (
            "“It’s a letter — no more,” he said.\n".encode("cp1252"),
            "“It’s a letter — no more,” he said.\n",
            "Windows-1252",
        ),
        ("Письмо было ошибкой, сказал министр обороны во вторник.\n".encode("cp1251"), None, "a guess"),
    ],
)
def test_bytes_become_text_once_and_doubts_are_told(data, text, doubt):
    decoded = decode.decode(data)
    assert text is None or decoded.text == text
    assert [doubt in reason for reason, _ in decoded.doubts] == ([True] if doubt else [])


def test_lines_cut_to_a_fixed_width_are_doubted(tmp_path):
    text = (
        "Bridge closed\n\n"
        + "The bridge was closed on Monday after\na crack was found in one of its\npillars, police said.\n" * 3
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    tables = read(tmp_path)
    assert "fixed width" in rejects(tables, "doubt")[("a.txt", None)]
    assert set(tables["lines"]["label"]) == {"headline", "blank", "body"}


ROWS = [
    {
        "id": "x",
        "Title": "Bridge closed",
        "Full Text": "It was closed.\n\nRead more",
        "Source": "The Daily",
        "Date": "2020-01-07",
    },
    {"id": "x", "Title": "Bridge open", "Full Text": "It was open.", "Source": "The Weekly", "Date": "Jan 2020"},
    {"id": "", "Title": "Headline only", "Full Text": "", "Source": "", "Date": "Monday"},
    {"id": "y", "Title": "", "Full Text": " ", "Source": "The Daily", "Date": ""},
]


def as_csv(path, sep=","):
    pd.DataFrame(ROWS).to_csv(path, index=False, sep=sep)


WRITERS = {
    "t.csv": as_csv,
    "semicolon.csv": lambda p: as_csv(p, ";"),
    "t.tsv": lambda p: as_csv(p, "\t"),
    "t.jsonl": lambda p: p.write_text("\n".join(json.dumps(r) for r in ROWS), encoding="utf-8"),
    "t.json": lambda p: p.write_text(json.dumps(ROWS), encoding="utf-8"),
    "nested.json": lambda p: p.write_text(json.dumps({"status": "ok", "articles": ROWS}), encoding="utf-8"),
    "t.parquet": lambda p: pd.DataFrame(ROWS).to_parquet(p),
}


def test_an_id_that_two_rows_state_is_told(tmp_path):
    rows = ["7,A one,He left.", "8,B two,She stayed.", "7,C three,They met.", "7-2,D four,It ended."]
    (tmp_path / "t.csv").write_text("\n".join(["id,headline,text", *rows]), encoding="utf-8")
    tables = read(tmp_path / "t.csv")
    assert tables["articles"]["article_id"].tolist() == ["7", "8", "7-2", "7-2-2"]
    doubts = tables["rejects"]
    assert doubts["row"].tolist() == [3, 4]
    assert doubts["severity"].tolist() == ["doubt"] * 2
    assert doubts["reason"].tolist() == [
        "its id '7' is that of t.csv, row 1; here it is '7-2'",
        "its id '7-2' is that of t.csv, row 3; here it is '7-2-2'",
    ]


def test_many_rows_of_one_id_take_no_longer_than_others():
    items = [Source("x", "t.csv", "", row=n) for n in range(20_000)]
    start = time.monotonic()
    ids = [item.article_id for item in gather._distinct(items)]
    assert time.monotonic() - start < 2
    assert (len(set(ids)), ids[-1]) == (20_000, "x-20000")


@pytest.mark.parametrize("name", WRITERS)
def test_every_kind_of_table_reads_alike(tmp_path, name):
    path = tmp_path / name
    WRITERS[name](path)
    tables = read(path)
    articles = tables["articles"]
    assert articles["article_id"].tolist() == ["x", "x-2", f"{path.stem}-3"]
    assert articles["text"].tolist() == [
        "Bridge closed\n\nIt was closed.\n\nRead more",
        "Bridge open\n\nIt was open.",
        "Headline only",
    ]
    assert articles["headline"].tolist() == ["Bridge closed", "Bridge open", "Headline only"]
    assert articles["outlet_key"].tolist() == ["The Daily", "The Weekly", f"article {path.stem}-3"]
    assert articles["published"].fillna("none").tolist() == ["2020-01-07", "2020-01", "none"]
    assert articles["published_from"].tolist()[:2] == ["column Date", "column Date"]
    assert articles["n_words"].tolist() == [3, 3, 0]
    assert articles["row"].tolist() == [1, 2, 3]
    assert rejects(tables) == {(name, 4): "has neither text nor headline"}
    assert "'Monday' is no date" in rejects(tables, "doubt")[(name, 3)]
    first = tables["lines"][tables["lines"]["article_id"] == "x"]
    assert first["label"].tolist() == ["headline", "blank", "body", "blank", "boilerplate"]
    assert first["why"].tolist()[0] == "stated"


def test_a_deck_stands_between_headline_and_text(tmp_path):
    (tmp_path / "t.csv").write_text('headline,deck,body\nA,"B, c",D.\n', encoding="utf-8")
    tables = read(tmp_path / "t.csv")
    assert tables["articles"]["text"].tolist() == ["A\n\nB, c\n\nD."]
    assert tables["sentences"]["part"].tolist() == ["headline", "deck", "body"]


@pytest.mark.parametrize(
    ("dates", "read_as"),
    [
        (["01/07/2020", "25/07/2020"], ["2020-07-01", "2020-07-25"]),
        (["01/07/2020", "07/25/2020"], ["2020-01-07", "2020-07-25"]),
        (["01/07/2020", "02/07/2020"], ["none", "none"]),
    ],
)
def test_day_and_month_are_read_as_the_other_dates_show(tmp_path, dates, read_as):
    rows = "\n".join(f"{d},Text {number}." for number, d in enumerate(dates))
    (tmp_path / "t.csv").write_text(f"date,text\n{rows}\n", encoding="utf-8")
    tables = read(tmp_path / "t.csv")
    assert tables["articles"]["published"].fillna("none").tolist() == read_as
    assert len(rejects(tables, "doubt")) == read_as.count("none")


def test_bad_rows_are_left_out_by_number_and_the_rest_goes_on(tmp_path):
    (tmp_path / "t.csv").write_text("title,text\nA,B.\nA,B,C\nD,E.\n", encoding="utf-8")
    (tmp_path / "t.jsonl").write_text('{"text": "A."}\nnot json\n[1]\n{"n": 1}\n{"text": "B."}\n', encoding="utf-8")
    tables = read(tmp_path)
    assert tables["articles"]["article_id"].tolist() == ["t-1", "t-3", "t-1-2", "t-5"]
    assert list(rejects(tables)) == [("t.csv", 2), ("t.jsonl", 2), ("t.jsonl", 3), ("t.jsonl", 4)]
    assert rejects(tables)[("t.csv", 2)] == "has 3 fields where the header has 2"


def test_a_mark_that_nothing_closes_swallows_no_rows_in_silence(tmp_path):
    (tmp_path / "t.csv").write_text('title,text\nA,"5"" pipe"\nB,"C.\nD,E.\n', encoding="utf-8")
    tables = read(tmp_path / "t.csv")
    assert tables["articles"]["text"].tolist() == ['A\n\n5" pipe']
    assert "that nothing closes, so lines 3 to 4 went into it" in rejects(tables)[("t.csv", 2)]
    (tmp_path / "t.csv").write_text('title,text\nA,"B.\nC,D.\nE,"F."\nG,H.\n', encoding="utf-8")
    tables = read(tmp_path / "t.csv")
    assert tables["articles"]["text"].tolist() == ["G\n\nH."]
    assert rejects(tables) == {
        ("t.csv", 1): "has text behind the mark that closes a quoted field, so lines 2 to 4 went into it"
    }


def test_two_columns_that_could_both_be_the_text_are_doubted(tmp_path):
    (tmp_path / "t.csv").write_text("text,content\nA.,B.\n", encoding="utf-8")
    tables = read(tmp_path / "t.csv")
    assert tables["articles"]["text"].tolist() == ["A."]
    assert rejects(tables, "doubt") == {
        ("t.csv", None): "columns text and content could both be the text; text is read"
    }


@pytest.mark.parametrize("name", ["t.csv", "t.parquet"])
def test_the_doubt_is_told_for_any_spelling_and_any_format_though_the_first_row_is_rejected(tmp_path, name):
    if name == "t.csv":
        (tmp_path / name).write_text("body,Full Text,x\nA\nA.,B.,1\nC.,D.,2\n", encoding="utf-8")
    else:
        pd.DataFrame({"body": ["A.", "C."], "Full Text": ["B.", "D."], "x": [1, 2]}).to_parquet(tmp_path / name)
    tables = read(tmp_path / name)
    assert tables["articles"]["text"].tolist() == ["A.", "C."]
    assert rejects(tables, "doubt") == {(name, None): "columns body and Full Text could both be the text; body is read"}


def test_the_pieces_of_a_text_are_its_paragraphs(tmp_path):
    row = {"id": 0, "text": ["Para one.", None, "Para two."], "authors": ["Ann Lee", {"name": "Bo Ray"}]}
    (tmp_path / "t.json").write_text(json.dumps([row]), encoding="utf-8")
    (article,) = read(tmp_path / "t.json")["articles"].to_dict("records")
    assert article["text"] == "Para one.\n\nPara two."
    assert article["byline"] == "Ann Lee, Bo Ray"
    assert article["article_id"] == "0"  # nought is an id


def test_bytes_of_parquet_are_text_or_left_out(tmp_path):
    pd.DataFrame({"text": ["It’s shut.".encode(), b"It\x92s shut."]}).to_parquet(tmp_path / "t.parquet")
    strings = pa.array([b"It\x92s shut.", b"It is."], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"text": strings}), tmp_path / "u.parquet")
    tables = read(tmp_path)
    assert tables["articles"]["text"].tolist() == ["It’s shut.", "It is."]
    assert rejects(tables) == {
        ("t.parquet", 2): "holds bytes that are no UTF-8 text",
        ("u.parquet", 1): "is not UTF-8",
    }


def test_names_in_broken_utf8_can_be_saved(tmp_path):
    (tmp_path / "t.jsonl").write_text(
        '{"id": "a\\ud83d", "text": "A.", "outlet": "B\\ud83d"}\n{"c\\ud83d": 1}\n', encoding="utf-8"
    )
    for name in (b"caf\xe9.txt", b"menu\xe9.doc"):
        with contextlib.suppress(OSError):  # some systems refuse such names
            Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(ARTICLE, encoding="utf-8")
    tables = read(tmp_path)
    assert "a\ufffd" in tables["articles"]["article_id"].tolist()
    assert "c\ufffd" in rejects(tables)[("t.jsonl", 2)]
    for table in tables.values():
        table.to_csv(tmp_path / "out", encoding="utf-8")
        table.to_json(tmp_path / "out")


def test_a_folder_that_cannot_be_opened_is_named(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert rejects(read(tmp_path)) == {("closed", None): "is a folder that cannot be opened: Permission denied"}


def test_a_table_that_is_named_outright_is_read_whatever_its_name(tmp_path):
    (tmp_path / "changelog.csv").write_text("text\nA.\n", encoding="utf-8")
    assert read(tmp_path / "changelog.csv")["articles"]["text"].tolist() == ["A."]
    with pytest.raises(InputError, match="is about the folder"):
        read(tmp_path)


def test_an_outlet_that_the_article_states_gets_the_studys_name_too(tmp_path):
    (tmp_path / "a.txt").write_text("A\n\n(The Daily Post - January 7, 2020) - It was closed.", encoding="utf-8")
    (tmp_path / "s.yaml").write_text(
        "articles: [{id: a, file: a.txt}]\noutlets: {Daily Post: [The Daily Post]}\n", encoding="utf-8"
    )
    (article,) = read(tmp_path / "s.yaml")["articles"].to_dict("records")
    assert (article["outlet"], article["outlet_key"]) == ("Daily Post", "Daily Post")
    assert article["outlet_from"].endswith("'The Daily Post' by the study's list of outlets")


def test_outlets_with_several_names_get_one(tmp_path):
    (tmp_path / "t.csv").write_text("text,outlet\nA.,nyt\nB.,New York Times\n", encoding="utf-8")
    (tmp_path / "s.yaml").write_text("corpus: t.csv\noutlets: {New York Times: [nyt, NYT]}\n", encoding="utf-8")
    articles = read(tmp_path / "s.yaml")["articles"]
    assert articles["outlet_key"].tolist() == ["New York Times"] * 2
    assert "'nyt'" in articles["outlet_from"][0]


def test_what_the_study_says_goes_before_what_the_text_states(tmp_path):
    (tmp_path / "a.txt").write_text("Bridge\n\n2020-01-07\n\nThe bridge was closed.\n", encoding="utf-8")
    (tmp_path / "s.yaml").write_text("articles: [{id: a, file: a.txt, published: '2021'}]", encoding="utf-8")
    articles = read(tmp_path / "s.yaml")["articles"]
    assert articles[["published", "published_precision", "published_from"]].values.tolist() == [
        ["2021", "year", "study"]
    ]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "A\n\nBy Ann Lee\n\nPublished 7 January 2020\n\nIt was closed.",
            {"byline": "By Ann Lee", "published": "2020-01-07"},
        ),
        ("A\n\nUpdated: Jan. 7, 2020 at 5:30 pm EST\n\nIt was closed.", {"published": "2020-01-07"}),
        (
            "A\n\n(The Daily Post - January 7, 2020) - It was closed.",
            {"outlet": "The Daily Post", "published": "2020-01-07"},
        ),
        ("A\n\nGHENT, 7 January 2020 (Reuters) - It was closed.", {"published": "2020-01-07"}),
        ("A\n\nGHENT, Jan 7 (Reuters) - It was closed.", {}),
        ("A\n\nGHENT (AP) — It was closed, the Ghent Times said.", {}),
        ("A\n\nIt was closed on January 7, 2020.", {}),
        ("A\n\nIt was closed.\n\n© 2020 The Ghent Gazette. All rights reserved.", {"outlet": "The Ghent Gazette"}),
    ],
)
def test_only_what_the_article_states_is_taken(tmp_path, text, stated):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    row = read(tmp_path)["articles"][["outlet", "published", "byline"]].iloc[0].dropna()
    assert row.to_dict() == stated


def test_nothing_to_read_is_an_error_with_the_first_reason(tmp_path):
    with pytest.raises(InputError, match="no files in it"):
        read(tmp_path)
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(
        InputError, match=r"no article could be read: a\.pdf files of type \.pdf are not read; save it as"
    ):
        read(tmp_path)


def test_a_table_without_text_names_its_columns(tmp_path, monkeypatch):
    (tmp_path / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as error:
        read("t.csv")
    assert str(error.value) == (
        "t.csv: no article could be read: t.csv no column of text or headline; its columns are a, b; "
        "name a column `text` or `headline`, or say in a study file which are, under `columns`"
    )


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_reason(data):
    with contextlib.suppress(Unreadable):
        assert decode.decode(data).text.strip()


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from([".csv", ".tsv", ".jsonl", ".json", ".parquet", ".txt"]), data=st.binary(max_size=120))
def test_any_file_gives_articles_or_an_input_error(tmp_path_factory, name, data):
    path = tmp_path_factory.mktemp("any") / f"any{name}"
    path.write_bytes(data)
    with contextlib.suppress(InputError):
        assert len(read(path.parent)["articles"])
