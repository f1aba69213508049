"""The findings of the seeds: every sentence as it stands on the page, each read against the five articles.

What a reader who knew only the articles called one-sided or false stands beside the sentence that mends it.
"""

import json

import pandas as pd
import pytest

from analysis import pipeline

SENTENCES = [
    "In headings, article 002 (in its own voice) supports the claim “The United States is withdrawing its troops from "
    "Iraq”; Daily US Times (attributed to “US”) and article 002 (attributed to “General”) speak against it.",
    "The claim “The letter was signed”: Newswire.net supports it in its own voice; cited against it: Mark A. Milley (Free "
    "America Network, article 002 and article 003), Mark Esper (Free America Network and article 003).",
    # the prime minister has the letter sent in 000 and 003, where others call it a draft; so has Newswire both
    "The claim “The letter was sent, not only drafted”: Newswire.net and Daily US Times support it in their own voice; "
    "cited for it: Adel Abdul Mahdi (Free America Network and article 003), reports (article 002); cited against it: "
    "Mark Esper (Free America Network and article 003).",
    "Mark A. Milley is quoted in different words: “[…] unsigned, it should never have been released” in Free America "
    "Network and article 003, “[…] unsigned, it should not have been released […]” in article 002.",
    "The letter of William H. Seely III is quoted in different words: “in due deference to the […]” in article 003 and "
    "Daily US Times, “[…] in deference to the […]” in article 002.",
    "Mark Esper is quoted in different words: “[…] been no decision whatsoever to leave” in Free America Network and "
    "Newswire.net, “[…] been no decision made to leave Iraq […]” in Daily US Times.",
    "The letter of William H. Seely III is quoted in different words: “[…] out of Iraq is conducted in a safe […]” in "
    "article 003, “[…] out of Iraq in a safe […]” in Daily US Times.",
    "Daily US Times quotes the letter of William H. Seely III in two wordings: “[…] repositioning forces over the course of "
    "the coming days […]” and “repositioning forces in the coming days […]”.",
    "The same words, “That is not what’s happening”, stand with “argued” in Newswire.net, with “continued” in Free "
    "America Network, with “said” in article 002 and article 003.",
    "The letter of William H. Seely III is quoted in different words: “[…] your sovereign decision to order our departure” "
    "in article 002, “[…] your sovereign decision ordering our departure” in Newswire.net.",
]
NOTES = [
    # one letter is one source, whoever is named for it; Newswire's `the U.S. command agrees to remove troops` stands in
    # the letter; of Trump both articles have `not leaving unless they pay us back`
    "For the claim in the articles’ texts, as our rules read them: the letter of William H. Seely III (in all but Free "
    "America Network); reports (in article 002); the United States-led military coalition against Islamic State (in "
    "article 002).\nAgainst it: Mark Esper (in all but article 002); Mark A. Milley (in all but Daily US Times); Donald "
    "Trump, on a condition (in article 002 and Daily US Times).\nArticle 002 is an update laid over an earlier text: its "
    "headline is of the update, its line under the headline may be of either.",
    *[None] * (len(SENTENCES) - 1),
]
CARRIERS = {
    # by reading: whose articles have a sentence on that side, in whatever voice
    ("The letter was signed", "for"): {"Newswire.net"},
    ("The letter was signed", "against"): {"Free America Network", "article 002", "article 003"},
    ("The letter was sent, not only drafted", "for"): {
        *("Free America Network", "Newswire.net", "article 002", "article 003", "Daily US Times")
    },
    # who says that a draft was released says that it went out, too: Milley stands on neither side
    ("The letter was sent, not only drafted", "against"): {"Free America Network", "article 003"},
}


@pytest.fixture(scope="module")
def found(root) -> pd.DataFrame:
    return pipeline.analyse(root / "data" / "studies" / "iraq-letter.yaml")["findings"]


def test_every_sentence(found):
    assert found["sentence"].tolist() == SENTENCES


def test_what_a_reader_must_know_beside_it(found):
    assert [None if pd.isna(note) else note for note in found["note"]] == NOTES


@pytest.mark.parametrize(("proposition", "side"), CARRIERS)
def test_each_side_shows_the_words_of_all_who_carry_it(found, proposition, side):
    row = found[found["title"] == f"Claim looked for: {proposition}"].iloc[0]
    shown = {
        outlet["outlet_key"]
        for outlet in json.loads(row["sides"])
        for span in outlet["spans"]
        if span["said"].startswith({"for": "supports", "against": "speaks against"}[side])
    }
    assert shown == CARRIERS[proposition, side]
    assert all(name in row["sentence"] for name in shown)
