"""What must hold for any input: every character lies in one line, spans are text, reading is deterministic."""

import contextlib
import gzip
import itertools
import json

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corpus, study
from analysis.corpus import decode, duplicates
from analysis.corpus.source import Source, Unreadable
from analysis.errors import InputError

WORDS = st.sampled_from(
    [
        "Bridge closed",
        "Read more",
        "By Ann Lee",
        "“No,” she said.",
        "It’s 5 p.m.",
        "U.S. troops",
        "2020-01-07",
        "…",
        "é",
        "a",
    ]
)
BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", " ", "\u2028", "\x0b", "\x85", "\t", ". "])
TEXTS = st.lists(st.one_of(WORDS, BREAKS, st.text(max_size=8)), min_size=1, max_size=30).map("".join)
KINDS = [".txt", ".html", ".docx", ".csv", ".tsv", ".jsonl", ".json", ".xlsx", ".parquet", ".csv.gz", ".txt.gz"]


def read(path):
    return corpus.read(study.load(path))


def check(tables):
    """Lines cover each text without gap or overlap; sentences lie in them and are its very characters."""
    texts = tables["articles"].set_index("article_id")["text"]
    assert set(tables["lines"]["article_id"]) == set(texts.index)
    for article_id, lines in tables["lines"].groupby("article_id"):
        ends = [0, *lines["end"]]
        assert lines["start"].tolist() == ends[:-1]
        assert ends[-1] == len(texts[article_id])
        assert (lines["start"] < lines["end"]).all()
    for row in tables["sentences"].itertuples():
        assert texts[row.article_id][row.start : row.end] == row.text != ""


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_every_character_of_a_text_file_lies_in_one_line(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("any")
    kept = {}
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_bytes(text.encode("utf-8", "replace"))
        kept[f"{number}.txt"] = text.encode("utf-8", "replace").decode()
    with contextlib.suppress(InputError):
        tables = read(folder)
        check(tables)
        for row in tables["articles"].itertuples():
            if row.file not in set(tables["rejects"]["file"]):  # nothing was said of it, so nothing was changed
                assert row.text == kept[row.file]
        assert set(tables["articles"]["file"]) | set(tables["rejects"]["file"]) == set(kept), (
            "nothing is lost in silence"
        )


@settings(max_examples=25, deadline=None)
@given(
    rows=st.lists(
        st.fixed_dictionaries({"headline": TEXTS, "text": TEXTS, "outlet": st.sampled_from(["X", "Y", ""])}),
        min_size=1,
        max_size=4,
    )
)
def test_every_row_of_a_table_is_an_article_or_is_named(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("any") / "t.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with contextlib.suppress(InputError):
        tables, again = read(path), read(path)
        check(tables)
        for name, table in tables.items():
            pd.testing.assert_frame_equal(table, again[name])
        rejects = tables["rejects"][tables["rejects"]["severity"] == "reject"]
        numbers = [*tables["articles"]["row"], *rejects["row"].dropna()]
        assert sorted(numbers) == list(range(1, len(rows) + 1))


@settings(max_examples=40, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    data=st.one_of(st.binary(max_size=200), TEXTS.map(lambda t: t.encode("utf-8", "replace"))),
)
def test_any_file_gives_articles_or_an_input_error(tmp_path_factory, kind, data):
    path = tmp_path_factory.mktemp("any") / f"any{kind}"
    path.write_bytes(gzip.compress(data) if kind.endswith(".gz") else data)
    with contextlib.suppress(InputError):
        check(read(path.parent))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_sound_text_is_the_text_unless_a_doubt_says_otherwise(text):
    with contextlib.suppress(Unreadable):
        found = decode.sound(text)
        assert found.doubts or found.text == text
        found.text.encode()


@settings(max_examples=50, deadline=None)
@given(st.text("abcé ‘’“”—…", max_size=60))
def test_what_was_misread_once_is_read_back(text):
    text += "’"
    undefined = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # bytes that Windows-1252 does not have
    misread = "".join(chr(b) if b in undefined else bytes([b]).decode("cp1252") for b in text.encode())
    assert decode.sound(misread).text == text


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["X", "Y", ""]), st.sampled_from(["", "u", "v"])), max_size=8
    )
)
def test_of_every_text_something_is_kept_and_every_loss_is_named(items):
    sources = [Source(f"{n}", f"{n}.txt", text, fields={"outlet": o, "url": u}) for n, (text, o, u) in enumerate(items)]
    found = list(duplicates.left_out(sources))
    kept = [item for item in found if isinstance(item, Source)]
    lost = [item for item in found if not isinstance(item, Source) and item.severity == "reject"]
    assert len(kept) + len(lost) == len(items)
    assert not items or kept[0] is sources[0]
    for first, second in itertools.combinations(kept, 2):
        one, other = first.fields, second.fields
        if one["outlet"] == other["outlet"]:
            assert one["url"] != other["url"] or not one["url"]
            assert first.text != second.text or (one["url"] and other["url"])
