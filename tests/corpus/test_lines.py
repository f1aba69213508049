"""Lines: every one of the seeds' as coded, and wordings of furniture that any site may have."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.lines import label, plain, split

ROOT = Path(__file__).resolve().parents[2]


def coded() -> list[tuple[str, int, int, str]]:
    with (ROOT / "data/codings/iraq-letter/curated.csv").open(newline="", encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["unit"] == "line" and r["variable"] == "label"]
    return [(r["article_id"], int(r["start"]), int(r["end"]), r["value"]) for r in rows]


def test_every_line_of_the_seeds_is_labelled_as_coded():
    gold = coded()
    found = []
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        for line in label(text):
            if line.label != "blank":
                end = line.start + len(text[line.start : line.end].rstrip("\r\n"))
                found.append((path.name[:3], line.start, end, line.label))
    assert len(gold) == 97
    assert found == gold


TEXTS = st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\n\r \tAa.?!“”[](|—")), max_size=300)


@settings(deadline=None)
@given(TEXTS)
def test_every_character_is_in_exactly_one_line(text):
    for lines in (label(text), plain(text)):
        assert "".join(text[line.start : line.end] for line in lines) == text
        assert [line[:2] for line in lines] == split(text)
        assert all(line.why for line in lines)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_belong_to_their_line(end):
    text = end.join(["Bridge closed", "", "The bridge was closed on Monday, police said."])
    assert [text[a.start : a.end] for a in label(text)] == [
        "Bridge closed" + end,
        end,
        "The bridge was closed on Monday, police said.",
    ]
    assert [a.label for a in label(text)] == ["headline", "blank", "body"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("", []),
        ("Bridge closed", ["headline"]),
        ("Bridge closed\nStory to follow", ["headline", "body"]),
        ("Bridge closed\nAnn Lee covers city hall for the Daily", ["headline", "boilerplate"]),
        ("Bridge closed\nRead more\nShare this", ["headline", "boilerplate", "boilerplate"]),
        ("Read more\nShare this", ["boilerplate", "boilerplate"]),
        ("Update: Bridge closed\nIt was closed on Monday.", ["headline", "body"]),
        ("It was closed on Monday after a crack\nwas found.\nNobody was hurt.", ["body", "body", "body"]),
        ("Bridge closed\nIt was closed on Monday.\nBridge closed", ["headline", "body", "boilerplate"]),
    ],
)
def test_pages_with_next_to_nothing(text, labels):
    assert [line.label for line in label(text)] == labels
