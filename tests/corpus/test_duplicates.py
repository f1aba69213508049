"""What is there twice: left out within one outlet, kept and marked between two."""

import pytest

from analysis.corpus.duplicates import left_out
from analysis.corpus.source import Source

A = {"outlet": "The Daily", "url": "https://daily.example/1", "published": "2020-01-07"}


def source(name, text="It was shut.", **fields):
    return Source(name, f"{name}.txt", text, fields=fields)


@pytest.mark.parametrize(
    ("second", "is_kept", "reason"),
    [
        (source("b", **A), False, "is a duplicate of a.txt: the same text"),
        (source("b", "It  was\r\nshut.", **A), False, "is a duplicate of a.txt: the same text"),
        (source("b", **A | {"outlet": "Daily (UK)"}), False, "is a duplicate of a.txt: the same text"),
        (source("b", outlet="The Daily"), False, "is a duplicate of a.txt: the same text"),
        (source("b", "It was open.", **A), False, "is a duplicate of a.txt: the same URL, another text"),
        (
            source("b", "It was open.", **A | {"url": "http://www.daily.example/1/?utm_source=x#top"}),
            False,
            "is a duplicate of a.txt: the same URL, another text",
        ),
        (source("b", **A | {"outlet": "The Weekly"}), True, "has the same text as a.txt, with another outlet; kept as a copy"),
        (source("b"), True, "has the same text as a.txt, with another outlet; kept as a copy"),
        (source("b", **A | {"story": "flood"}), True, "has the same text as a.txt, with another story; kept as a copy"),
        (
            source("b", **A | {"url": "https://daily.example/2", "published": "2020-01-14"}),
            True,
            "has the same text as a.txt, with another URL and date; kept as a copy",
        ),
        (source("b", "It was open.", **A | {"url": "https://daily.example/2"}), True, None),
        (source("b", "It was open.", **A | {"outlet": "The Weekly"}), True, None),
    ],
)  # fmt: skip
def test_one_outlets_article_is_there_once_and_copy_is_kept(second, is_kept, reason):
    first = source("a", **A)
    found = list(left_out([first, second], {"Daily (UK)": "The Daily"}))
    assert [item for item in found if isinstance(item, Source)] == ([first, second] if is_kept else [first])
    notes = [item for item in found if not isinstance(item, Source)]
    assert [n.reason for n in notes] == ([reason] if reason else [])
    assert [n.severity for n in notes] == ([("doubt" if is_kept else "reject")] if reason else [])


def test_the_third_of_one_outlet_is_a_duplicate_of_that_outlets():
    items = [source("a", outlet="X"), source("b", outlet="Y"), source("c", outlet="Y")]
    notes = [item.reason for item in left_out(items) if not isinstance(item, Source)]
    assert notes == [
        "has the same text as a.txt, with another outlet; kept as a copy",
        "is a duplicate of b.txt: the same text",
    ]


def test_headlines_without_text_that_come_back_on_another_day_are_two():
    items = [
        source("a", "Morning briefing", outlet="X", published="2020-01-07"),
        source("b", "Morning briefing", outlet="X", published="2020-01-08"),
    ]
    assert sum(isinstance(item, Source) for item in left_out(items)) == 2
