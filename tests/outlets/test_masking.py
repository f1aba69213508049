"""Names of outlets in a text: what is hidden, what is left, as sentences that a reader can judge."""

import json
import os
import re
from pathlib import Path

import pytest

from analysis.lexicon import load
from analysis.outlets import masking, names
from analysis.outlets.masking import Masks

COMMON = {"time", "sun", "independent", "today", "hill", "mirror", "midday", "post", "star", "nation"}


def masks(*outlets, letters=None):
    return Masks({o: names.forms(o, COMMON.__contains__) for o in outlets}, dict(letters or {}))


def hide(text, *outlets, own=None):
    return masks(*outlets, letters={o: f"Outlet {'ABCDEFG'[i]}" for i, o in enumerate(outlets)}).hide(text, own)


@pytest.mark.parametrize(
    ("outlet", "text", "hidden"),
    [
        ("Newswire.net", "(Newswire.net — January 7, 2020) — The", "(Outlet A — January 7, 2020) — The"),
        ("Newswire.net", "NEWSWIRE.NET’s man; newswire.net-run; www.newswire.net/a", "Outlet A’s man; Outlet A-run; [address]"),
        ("Newswire.net", "he told Newswire.", "he told Outlet A."),
        ("Daily US Times", "Daily US Times, Washington: A letter", "Outlet A, Washington: A letter"),
        ("Daily US Times", "the Daily-US-Times and DailyUSTimes and #dailyustimeslive", "Outlet A and Outlet A and #Outlet Alive"),
        ("Daily US Times", "daily us\n times", "Outlet A"),
        ("Free America Network", "FAN Editor, a fan", "Outlet A Editor, a fan"),
        ("Free America Network", "F.A.N. said; Free\u00adAmerica \u200bNetwork", "Outlet A said; Outlet A"),
        ("Globe & Mail", "The Globe and Mail, the Globe & Mail, GlobeMail", "Outlet A, Outlet A, Outlet A"),
        ("Globe and Mail", "the Globe & Mail", "Outlet A"),
        ("Reader’s Digest", "Readers Digest, Reader's Digest’s", "Outlet A, Outlet A’s"),
        ("El País", "El Pais, EL PAÍS, ＥＬ ＰＡＩＳ", "Outlet A, Outlet A, Outlet A"),
        ("C++ News (beta) [x]", "seen in C++ News (beta) [x] today", "seen in Outlet A] today"),
        (".*", "he said .* and left", "he said .* and left"),
        ("Мир Новости", "как сообщает МИР НОВОСТИ, мир", "как сообщает Outlet A, мир"),
        ("AP", "(AP) and ap and APT", "(Outlet A) and ap and APT"),
        ("Haaretz", "according to HAARETZ, haaretz’s", "according to Outlet A, Outlet A’s"),
        ("Mid-Day", "Mid-Day at midday, mid day", "Outlet A at midday, Outlet A"),
        ("Iraq Star Radio", "the ISR and the IS", "the Outlet A and the IS"),
        ("United States America", "the USA", "the USA"),
        ("Nova", "Mail news@nova.example or @nova_live", "Mail [address] or [address]"),
    ],
)  # fmt: skip
def test_the_whole_name_is_hidden_however_it_is_written(outlet, text, hidden):
    assert hide(text, outlet) == hidden


@pytest.mark.parametrize("example", load("outlets").examples, ids=lambda e: e["text"])
def test_a_common_word_is_hidden_where_it_names_the_outlet(example):
    """The worked examples of the lexicon."""
    text = example["text"]
    found, _ = masks("Time", "The Sun", "Independent", "Today").find(text)
    assert {text[m.start : m.end] for m in found} == set(example["finds"])


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("The sun rose. He told The Sun so.", "The sun rose. He told Outlet B so."),
        ("THE SUN SAYS: NO", "Outlet B SAYS: NO"),
        ("@TheSun", "[address]"),
        ("Sun", "Outlet B"),
        ("a Sun reporter in an interview with Sun Online", "a Outlet B reporter in an interview with Outlet B Online"),
        ("(The Independent) — A bridge", "(Outlet C) — A bridge"),
        ("On Monday the Independent Tuesday edition", "On Monday Outlet C Tuesday edition"),
        ("Independent voters rose with the sun in time", "Independent voters rose with the sun in time"),
        ("Time’s correspondent waited for the time", "Outlet A’s correspondent waited for the time"),
        ("read it at time.com", "read it at time.com"),
    ],
)
def test_common_words(text, hidden):
    found = masks(
        "Time", "The Sun", "Independent", letters={"Time": "Outlet A", "The Sun": "Outlet B", "Independent": "Outlet C"}
    )
    assert found.hide(text) == hidden


def test_an_address_of_the_outlet_s_page_names_it_too():
    found = Masks(
        {
            "Time": [
                *names.forms("Time", COMMON.__contains__),
                *names.of_address("https://time.com/1", COMMON.__contains__),
            ]
        }
    )
    assert found.hide("read it at time.com in time") == "read it at Outlet A in time"
    assert names.of_address("http://[broken", COMMON.__contains__) == []


def test_a_part_of_a_name_is_hidden_in_the_outlet_s_own_texts_and_where_the_whole_name_stands():
    text = "The mayor told the Times on Monday that he would go."
    assert hide(text, "Daily US Times", own="Daily US Times") == text.replace("the Times", "Outlet A")
    assert hide(text, "Daily US Times", own="Nova") == text
    assert (
        hide("The Daily US Times asked. He told the Times no.", "Daily US Times")
        == "Outlet A asked. He told Outlet A no."
    )


@pytest.mark.parametrize(
    ("outlet", "text", "hidden"),
    [
        ("Daily Courant", "“I am tired,” she told the Courant.", "“I am tired,” she told Outlet A."),
        ("Daily Courant", "Last week Courant readers wrote in.", "Last week Outlet A readers wrote in."),
        ("Northern Wire", "The mayor told the Wire that he had cut the wire.", "The mayor told Outlet A that he had cut the wire."),
        ("Voice of Iraq", "They came to the Iraq of today.", "They came to the Iraq of today."),
    ],
)  # fmt: skip
def test_the_last_word_of_a_name_that_stands_for_it_is_hidden_unless_it_is_a_place(outlet, text, hidden):
    assert hide(text, outlet, own=outlet) == hidden


def test_a_part_of_a_name_in_a_text_of_others_is_told_as_in_doubt():
    found, doubts = masks("Daily Courant").find("She told the Courant so.", "Nova")
    assert found == []
    assert [(d.start, d.end, d.outlet) for d in doubts] == [(9, 20, "Daily Courant")]


def test_what_is_perhaps_a_name_is_told():
    found, doubts = masks("Time").find("Time is short. He told Time.")
    assert [m.start for m in found] == [23]
    assert [(d.start, d.end, d.outlet) for d in doubts] == [(0, 4, "Time")]


def test_the_longest_name_wins_and_media_that_are_no_outlets_of_the_study_stay():
    text = "CNN Türk, CNN and Reuters"
    assert hide(text, "CNN", "CNN Türk") == "Outlet B, Outlet A and Reuters"


def test_the_author_is_hidden_and_an_agency_is_not():
    nova = masks("Nova")
    assert (
        nova.hide("Ann Lee reports. ann  LEE waits.", "Nova", "By Ann Lee and Reuters")
        == "[the writer] reports. [the writer] waits."
    )
    assert nova.hide("Associated Press said so.", "Nova", "Associated Press") == "Associated Press said so."


def test_no_outlet_is_named_in_real_articles():
    """129 articles of three outlets (BASIL, Fan et al. 2019), with the names by which the corpus and readers know them."""
    folder = os.environ.get("LABELLED_SETS")
    if not folder or not (Path(folder) / "same_event.jsonl").exists():
        pytest.skip("no labelled sets: set LABELLED_SETS to their folder")
    known = {
        "nyt": ["nyt", "New York Times"],
        "fox": ["fox", "Fox News"],
        "hpo": ["hpo", "HuffPost", "Huffington Post"],
    }
    found = Masks({o: [f for n in own for f in names.forms(n, masking.is_word)] for o, own in known.items()})
    lines = (Path(folder) / "same_event.jsonl").read_text(encoding="utf-8").splitlines()
    n_hidden = 0
    for article in map(json.loads, lines):
        text = "\n\n".join([article["headline"], *article["sentences"]])
        hidden = found.hide(text, article["outlet"])
        n_hidden += hidden != text
        glued = re.sub(r"[\W_]", "", hidden).casefold()
        assert not re.search(r"newyorktimes|foxnews|huffingtonpost|huffpost", glued)
        assert not re.search(r"\bNYT\b|nytimes|\b[Tt]old Fox\b", hidden)
    assert len(lines) == 129
    assert n_hidden > 50
