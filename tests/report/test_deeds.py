"""Deeds, causes, demands, figures and frames on the page: from the seeds' tables, and with nothing to show."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis import codebook, schema
from analysis.comparison import agency, demands, frames, numbers
from analysis.pipeline import analyse
from analysis.report import causes, deeds


@pytest.fixture(scope="module")
def tables():
    return analyse("data/studies/iraq-letter.yaml")


def test_the_killing_says_who_leaves_its_doer_out(tables):
    together = agency.same_deeds(tables["agency"], tables["articles"], tables["mentions"])
    html = deeds.same_deeds(together, tables, {"soleimani": "Qasem Soleimani"}).html
    assert "Killing: Qasem Soleimani" in html
    assert "named and also left out in Daily US Times." in html


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ({"who"}, "named in"),
        ({"what"}, "only what did it (a weapon or an event) is named, not who, in"),
        ({"nothing"}, "left out in"),
        ({"who", "what"}, "named, and elsewhere only what did it (a weapon or an event), in"),
        ({"who", "nothing"}, "named and also left out in"),
        ({"what", "nothing"}, "only what did it (a weapon or an event) is named, not who, and elsewhere left out, in"),
        ({"who", "what", "nothing"}, "named, and elsewhere only what did it (a weapon or an event) or left out, in"),
    ],
)
def test_each_mixture_of_tellings_in_one_article_has_words_of_its_own(says, told):
    own = pd.DataFrame({"article_id": "a", "form": "subject", "says": sorted(says)})
    assert deeds.doers(own) == [(told, ["a"])]


def test_every_view_links_to_the_text(tables):
    book = codebook.load()
    views = [
        deeds.all_deeds(tables["agency"], tables),
        deeds.number_ledger(numbers.ledger(tables), tables),
        causes.causes(tables["causes"], tables),
        causes.demands(tables["demands"], tables),
        causes.frame_terms(tables["frames"], book, tables),
    ]
    for view in views:
        assert '<a class="label" href="#a' in view.html
        assert "<caption>" in view.html
    assert "nonbinding" in causes.qualified(demands.qualified(tables), tables).html
    present = frames.presence(tables["frames"], tables["articles"], book)
    shown = causes.frames(present, book, tables).html
    assert "Attribution of responsibility" in shown
    assert shown.index("not validated") < shown.index("<details>")
    assert "<details>" not in causes.frames(present, replace(book, name="own"), tables).html


def test_a_letter_that_is_only_it_is_left_aside_in_words(tables):
    together = agency.same_deeds(tables["agency"], tables["articles"], tables["mentions"])
    assert (
        "Left aside, as no rule follows the pronoun: “It … sent” (Daily US Times)."
        in deeds.same_deeds(together, tables, {}).html
    )  # The letter was sent by … It was sent after …


def test_a_deed_that_is_only_presumed_is_said_to_be(tables):
    html = deeds.all_deeds(tables["agency"], tables).html
    assert html.count("softened by") == 1
    assert "behind “by”; softened by “presumably”" in html  # missiles presumably launched by Iran


def test_a_demand_without_its_content_is_not_shown(tables):
    acts = tables["demands"][tables["demands"]["category"] == "ask"].head(2).assign(what=["leave", pd.NA])
    assert causes.demands(acts, tables).html.count("asked") == causes.demands(acts.head(1), tables).html.count("asked")


def test_nothing_found_is_said(tables):
    none = {**tables, **{name: schema.empty(name) for name in ("agency", "numbers", "causes", "demands", "frames")}}
    book = codebook.load()
    counted = agency.counts(none["agency"], none["articles"], list(deeds.TELLINGS))
    together = agency.same_deeds(none["agency"], none["articles"], none["mentions"])
    for view in (
        deeds.same_deeds(together, none, {}),
        deeds.agency_counts(counted),
        deeds.number_ledger(numbers.ledger(none), none),
        causes.causes(none["causes"], none),
        causes.demands(none["demands"], none),
        causes.qualified(demands.qualified(none), none),
    ):
        assert "was found" in view.html
    assert "Every deed (0)" in deeds.all_deeds(none["agency"], none).html
    present = frames.presence(none["frames"], none["articles"], book)
    assert not present["terms"].any()
    causes.frames(present, book, none)
    causes.frame_terms(none["frames"], book, none)
