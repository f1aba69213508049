"""What each sentence of the seeds says of the six propositions, as a reader codes it, against table `claims`.

The reading was written down before the rules were changed. Where two readings are fair, both stand there (`/`).
A second reader then changed nine: refusing to discuss a withdrawal and calling the letter a mistake leave it open in the
body, and neither *a letter from* a general nor *the letter signed by* inside another's statement says that it was sent.
"""

from pathlib import Path

import pandas as pd
import pytest

from analysis import corpus, study
from analysis.attributed import sources
from analysis.signals import quotes, stance

ROOT = Path(__file__).resolve().parents[2]
NARRATOR = "narrator"

READ = [
    # article, the sentence begins, proposition, stance, who answers for it (part of the name)
    ("000", "Confusion builds over letter", "P1", "observing", NARRATOR),
    ("000", "WASHINGTON — Iraq’s Prime", "P1", "observing", "Prime Minister"),  # a letter regarding withdrawal
    ("000", "WASHINGTON — Iraq’s Prime", "P6", "for", "Prime Minister"),
    ("000", "The news comes on the heels", "P1", "observing", "Pentagon"),  # the letter was the mistake
    ("000", "The news comes on the heels", "P3", "for", "Pentagon"),
    ("000", "The news comes on the heels", "P4", "for", "Pentagon"),
    ("000", "“A draft unsigned letter", "P5", "against", "Esper"),
    ("000", "“A draft unsigned letter", "P6", "against", "Esper"),
    ("000", "“I will say this", "P1", "against", "Esper"),
    ("000", "“That letter is a draft", "P3", "for", "Milley"),
    ("000", "“That letter is a draft", "P5", "against", "Milley"),
    ("000", "“Poorly worded, implies", "P1", "observing", "Milley"),
    ("000", "“Poorly worded, implies", "P4", "for", "Milley"),
    ("000", "“That is not what’s happening", "P1", "against", "Milley"),
    ("000", "“Beyond that with regard", "P2", "observing", "Esper"),
    ("000", "“There has been no decision", "P1", "against", "Esper"),
    ("000", "Iraq’s parliament on Sunday", "P1", "observing", NARRATOR),  # called for the removal
    ("001", "The Letter on Withdrawal", "P1", "observing", NARRATOR),
    ("001", "The Letter on Withdrawal", "P2", "for", NARRATOR),
    ("001", "The Letter on Withdrawal", "P3", "for", NARRATOR),
    ("001", "(Newswire.net", "P1", "observing", "US military"),  # allegedly notified
    ("001", "The letter is confirmed", "P1", "against", "Esper"),
    ("001", "The letter is confirmed", "P2", "for", NARRATOR),  # nobody is named who confirms it
    ("001", "‘There’s been no decision", "P1", "against", "Esper"),
    ("001", "The confusion started after", "P1", "for", "letter/Seely"),  # `in which the U.S. command agrees to`
    ("001", "Adding to that", "P1", "observing", NARRATOR),  # `what seems to be an extraction`
    ("001", "The confusion started after", "P4", "for", NARRATOR),  # who says that the letter says so
    ("001", "“There are no plans to leave", "P1", "against", "Esper"),
    ("001", "Chairman of the Joint Chiefs", "P3", "for", "Milley"),
    ("001", "The draft was ‘poorly worded", "P1", "observing", "Milley"),
    ("001", "The draft was ‘poorly worded", "P4", "for", "Milley"),
    ("001", "That is not what’s happening", "P1", "against", "Milley"),
    ("001", "The decision to “redistribute", "P1", "observing", NARRATOR),  # called for the departure
    ("001", "“We respect your sovereign", "P1", "observing", "Seely/letter"),  # what was ordered
    ("001", "“We respect your sovereign", "P5", "for", NARRATOR),  # `the letter signed by`
    ("001", "The letter was sent a day", "P6", "for", NARRATOR),
    ("001", "The Iraqi parliament has", "P1", "observing", NARRATOR),
    ("002", "UPDATE: U.S. Letter", "P1", "against", "General"),
    ("002", "UPDATE: U.S. Letter", "P3", "for", "General"),
    ("002", "UPDATE: U.S. Letter", "P4", "for", "General/narrator"),  # a description inside what he says
    ("002", "U.S. forces will begin", "P1", "for", NARRATOR),
    (
        "002",
        "Chairman of the Joint Chiefs",
        "P1",
        "for/observing",
        "reports/letter",
    ),  # reports of a letter that says so
    ("002", "Chairman of the Joint Chiefs", "P2", "for", "Reuters"),
    ("002", "Chairman of the Joint Chiefs", "P4", "for", "reports"),  # responded to reports
    ("002", "Chairman of the Joint Chiefs", "P6", "for", "reports"),
    ("002", 'Milley said: "That letter', "P1", "against", "Milley"),  # `that is not what’s happening`
    ("002", 'Milley said: "That letter', "P3", "for", "Milley"),
    ("002", 'Milley said: "That letter', "P4", "for", "Milley"),
    ("002", 'Milley said: "That letter', "P5", "against", "Milley"),
    ("002", "Though Milley said", "P1", "for", "letter/Seely"),  # `the letter in fact explicitly states`
    ("002", "Though Milley said", "P4", "for", NARRATOR),
    ("002", "If the letter is a draft", "P1", "observing", NARRATOR),
    ("002", "Following the Iraqi", "P1", "for", "military coalition"),
    ("002", "The news came in the form", "P2", "for", "Reuters"),
    ("002", "“We respect your sovereign", "P1", "observing", "Seely/letter"),
    ("002", "The Iraqi parliament’s", "P1", "observing", NARRATOR),
    ("002", "Haaretz noted that", "P1", "observing", "Haaretz"),
    ("002", "We're not leaving unless", "P1", "against", "Trump"),
    ("002", "If Iraq asked the U.S.", "P1", "observing", "Trump"),
    ("003", "State Department tells", "P1", "observing", "State Department"),  # as the curated coding has it
    ("003", "WASHINGTON — The State", "P1", "observing", "State Department"),
    ("003", "“At this time, any", "P1", "observing", "Ortagus"),
    ("003", "On Sunday, Iraq’s parliament", "P1", "observing", NARRATOR),
    ("003", "A day later, a letter", "P1", "for", "Seely/letter"),
    ("003", "A day later, a letter", "P4", "for", NARRATOR),
    ("003", "“In order to conduct", "P1", "for", "Seely"),
    ("003", "In the wake of the letter", "P1", "observing", "Pentagon"),
    ("003", "In the wake of the letter", "P3", "for", "Pentagon"),
    ("003", "In the wake of the letter", "P4", "for", "Pentagon"),
    ("003", "“A draft unsigned letter", "P5", "against", "Esper"),
    ("003", "“A draft unsigned letter", "P6", "against", "Esper"),
    ("003", "“I will say this", "P1", "against", "Esper"),
    ("003", "“That letter is a draft", "P3", "for", "Milley"),
    ("003", "“That letter is a draft", "P5", "against", "Milley"),
    ("003", "“Poorly worded, implies", "P1", "observing", "Milley"),
    ("003", "“Poorly worded, implies", "P4", "for", "Milley"),
    ("003", "“That is not what’s happening", "P1", "against", "Milley"),
    ("003", "On Tuesday, Iraq’s prime", "P1", "observing", "prime minister"),
    ("003", "On Tuesday, Iraq’s prime", "P6", "for", "prime minister"),
    ("004", "US denies Iraq pullout", "P1", "against", "US"),
    ("004", "US denies Iraq pullout amid", "P1", "against", "US"),
    ("004", "Daily US Times, Washington", "P1", "observing", NARRATOR),
    ("004", "But US Defence Secretary", "P1", "against", "Esper"),
    ("004", "The letter was sent by", "P6", "for", NARRATOR),
    ("004", "It was sent after", "P1", "observing", NARRATOR),
    ("004", "Mr Esper said there had", "P1", "against", "Esper"),
    ("004", "It also suggests certain", "P1", "for", "Seely/It"),  # measures for the movement out
    ("004", "But he stops any", "P1", "against", "Esper"),
    ("004", "We’re not leaving unless", "P1", "against", "Trump"),
    ("004", "Trump said if Iraq asked", "P1", "observing", "Trump"),
]
NOT_READ = [
    # a reader sees a position; the rules do not, and the table has no row
    ("000", "In fact, in my conversations", "P1", "`we do want to stay`: not the words of the study's terms"),
    (
        "001",
        "‘There’s been no decision",
        "P5",
        "`the letter signed by`, in what Esper is told to have said: who calls it so?",
    ),
    ("001", "‘There’s been no decision", "P4", "`a letter that suggested the opposite`: the opposite of what?"),
    (
        "003",
        "In the letter, Seely wrote",
        "P4",
        "`repositioning for onward movement`: only the story tells that they leave",
    ),
    ("004", "It was sent after", "P6", "`It` is the letter; the rules follow no pronoun to its noun"),
]


@pytest.fixture(scope="module")
def claims():
    seeds = study.load(ROOT / "data/studies/iraq-letter.yaml")
    tables = corpus.read(seeds)
    aliases = [(actor.name, actor.aliases) for actor in seeds.actors]
    found = quotes.find(tables["articles"], tables["lines"], tables["sentences"], aliases=aliases)
    table = stance.find(tables["sentences"], seeds.propositions, found)
    table = table[table["stance"] != "unrelated"].reset_index(drop=True)
    return table.assign(who=pd.Series(sources(table, found)).where(table["by"] == "attributed", NARRATOR))


def rows(claims, article, begins, proposition):
    own = claims[(claims["article_id"] == article) & (claims["proposition"] == proposition)]
    return own[own["text"].str.startswith(begins)]


@pytest.mark.parametrize(("article", "begins", "proposition", "positions", "who"), READ)
def test_a_sentence_is_read_as_a_reader_reads_it(claims, article, begins, proposition, positions, who):
    found = rows(claims, article, begins, proposition)
    assert len(found) >= 1, "no row"
    row = found.iloc[0]
    assert row["stance"] in positions.split("/")
    assert any(name in row["who"] for name in who.split("/")), row["who"]


def test_no_row_besides_those_that_a_reader_expects(claims):
    expected = {key[:3] for key in READ}
    besides = [
        (row.article_id, row.text[:40], row.proposition, row.stance)
        for row in claims.itertuples()
        if not any(
            (row.article_id, row.proposition) == (a, p) and row.text.startswith(begins) for a, begins, p in expected
        )
    ]
    assert besides == []


@pytest.mark.parametrize(("article", "begins", "proposition", "why"), NOT_READ)
def test_what_is_not_read_has_no_row(claims, article, begins, proposition, why):
    assert rows(claims, article, begins, proposition).empty, why
