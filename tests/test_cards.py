"""Cards: figures of the example study are told as what they are, and stand where they belong."""

import pytest

from analysis import cards, corpus, study
from analysis.report import causes as views
from analysis.signals import causes, demands


@pytest.fixture(scope="module")
def seeds():
    return corpus.read(study.load("data/studies/iraq-letter.yaml"))


def test_figures_of_the_example_study_stand_on_these_articles_there_alone(seeds):
    here, elsewhere = cards.known(seeds["articles"])
    assert set(here) == {"naming", "agency", "causes", "demands", "numbers"}
    assert all(said.endswith(cards.IN_VIEW) for said in here.values())
    assert set(elsewhere) == set(cards.public()), "labelled sets of others, and nothing else"
    others, told = cards.known(seeds["articles"].iloc[:4])
    assert not others
    assert told["agency"].startswith("Of the example study: 51 of 51 deeds")
    assert cards.IN_VIEW in told["agency"]


def test_the_sentence_on_intervals_holds_of_every_size_and_kind_of_corpus():
    """93 to 97 % is said of skewed counts alone; of rare ones, that intervals are wider or missing."""
    card = cards.read("intervals")
    found, fewest = card["figures"]["coverage"], card["figures"]["fewest"]
    assert fewest == 8, "the sentence names the figures of 8"
    for outlets, kinds in found.items():
        for n, made in kinds["skewed"].items():
            assert n < fewest or 0.925 <= made["difference"] < 0.975, (outlets, n)
        for kind in ("alike", "rare_alike"):
            assert all(made["family"] <= 0.065 for n, made in kinds[kind].items() if n >= fewest), (outlets, kind)
    rates = [kinds["skewed"][fewest]["rate"] for kinds in found.values()]
    assert (min(rates), max(rates)) == tuple(found[f"{n} outlets"]["skewed"][fewest]["rate"] for n in (20, 2))
    told = cards.in_words("intervals")
    assert "24% of the contrasts have none, as one side has nothing counted, and 99.7% of the others hold" in told
    assert "where counts are skewed" in told


def test_what_the_page_lists_of_causes_and_demands_is_what_the_card_says(seeds):
    figures = cards.read("causes")["figures"]["seeds"]
    found, asked = causes.find(seeds["sentences"]), demands.find(seeds["sentences"])
    assert len(found) == figures["causes"]
    demanded = asked[asked["category"] != "qualifier"]
    assert (len(demanded), len(views.asked(asked))) == (figures["demands"], figures["demands_shown"])
