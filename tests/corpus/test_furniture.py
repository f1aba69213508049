"""Furniture by its wording alone: lines of many sites, invented, and body lines that only look like furniture."""

import time

import pytest

from analysis.corpus.furniture import LONGER, _compiled, _may_begin, ready
from analysis.lexicon import load
from analysis.words import even

FURNITURE = [
    # share bars and counters
    ("Share this article", "share"),
    ("Facebook Twitter LinkedIn Email", "share"),
    ("Share on Facebook | Tweet | Pin it", "share"),
    ("1.2K shares", "share"),
    ("Print", "share"),
    # calls to subscribe, follow, pay
    ("Sign up for our morning briefing newsletter", "subscribe"),
    ("Get the day's top stories delivered straight to your inbox.", "subscribe"),
    ("Subscribe now for full access", "subscribe"),
    ("Follow us on Instagram and YouTube", "subscribe"),
    ("Already a subscriber? Log in to your account", "subscribe"),
    ("Support independent journalism: become a member today", "subscribe"),
    ("Download our app for breaking news alerts", "subscribe"),
    ("Follow Ann Lee on Twitter: @annlee", "subscribe"),
    ("Write to the newsroom at tips@example.com", "contact"),
    ("https://example.com/bridge", "contact"),
    # reading time
    ("5 min read", "read_time"),
    ("Reading time: 4 minutes", "read_time"),
    ("Estimated read time: 2 mins", "read_time"),
    # credits
    ("Photo: Ann Lee/Reuters", "credit"),
    ("Ann Lee / AFP via Getty Images", "credit"),
    ("(AP Photo/Ann Lee)", "credit"),
    ("Photograph by Ann Lee", "credit"),
    ("Image credit: Ann Lee", "credit"),
    ("© Ann Lee/EPA-EFE", "credit"),
    ("Getty Images", "agency"),
    ("Picture: Shutterstock", "credit"),
    ("Source: City of Ghent", "credit"),
    # captions that say so
    ("File photo: the bridge over the Leie before it was closed to traffic.", "caption"),
    ("The mayor opens the new bridge on Sunday. Photo: Ann Lee", "caption"),
    ("Firefighters outside the hall on Friday. (AP Photo/Ann Lee)", "caption"),
    ("In this photo taken on Friday, workers repair the bridge over the Leie.", "caption"),
    # bylines
    ("By Ann Lee", "byline"),
    ("By ANN LEE and BOB VAN DAMME, Staff Writers", "byline"),
    ("BY ANN LEE", "byline"),
    ("Reuters Staff", "byline"),
    ("Ann Lee, Political Correspondent", "byline"),
    ("Reporting by Ann Lee; editing by Bob Hart", "reporting"),
    ("By The Associated Press", "byline"),
    # dates
    ("January 7, 2020", "dateline"),
    ("Published 7 Jan 2020 10:15 GMT", "dateline"),
    ("Updated: Tue, 7 January 2020, 3:05 p.m. EST", "dateline"),
    ("2020-01-07T10:15:00Z", "dateline"),
    ("3 hours ago", "dateline"),
    # editors' notes
    ("This story has been updated with comments from the ministry.", "update_note"),
    ("Correction: An earlier version of this article misspelled the mayor's name.", "update_note"),
    ("Editor's note: the figures were corrected on Friday.", "update_note"),
    ("(Adds details, background)", "update_note"),
    ("The original story follows below", "original_below"),
    ("Update to story below", "update_below"),
    # other stories
    ("Related: Bridge to reopen in spring", "related"),
    ("READ MORE: Why the bridge was closed", "related"),
    ("See also: Ten bridges that need repair", "related"),
    ("Watch: Mayor walks over the bridge", "related"),
    ("You may also like", "related_head"),
    ("More from Ghent", "related_head"),
    ("Most read", "related_head"),
    ("Next article", "next_story"),
    # comments
    ("Leave a comment", "comments"),
    ("12 Comments", "comments"),
    ("What do you think? Let us know in the comments below!", "comments"),
    ("Your email address will not be published. Required fields are marked *", "comments"),
    # links, players, advertisements, menus
    ("Read the full story here", "more_link"),
    ("Continue reading", "more_link"),
    ("The post Bridge closed appeared first on Ghent Daily.", "more_link"),
    ("Advertisement", "advertisement"),
    ("Story continues below advertisement", "advertisement"),
    ("Image of the author", "placeholder"),
    ("1 / 12", "placeholder"),
    ("Skip to main content", "navigation"),
    ("Home > World > Europe", "navigation"),
    ("World News", "section"),
    ("Tags: bridges, Ghent, traffic", "tags"),
    # rights and cookies
    ("We use cookies to improve your experience.", "legal"),
    ("By continuing to use this site you agree to our use of cookies.", "legal"),
    ("© 2020 Ghent Daily. All rights reserved.", "legal"),
    ("This material may not be published, broadcast, rewritten or redistributed.", "legal"),
    ("Privacy Policy", "legal"),
]

BODY = [
    "Share prices fell after the bridge was closed.",
    "Subscribers to the ferry will get their money back, the company said.",
    "Sign up sheets were handed out at the town hall, where residents waited.",
    "Get out of the way, the driver shouted.",
    "He left after 3 minutes.",
    "By Monday the bridge was open again.",
    "By then, Mayor Lee had resigned.",
    "Photographs of the damage were shown to the council.",
    "The photo, taken by Reuters, shows the damage.",
    "Comments by the mayor drew anger from shop owners.",
    "Related costs will be paid by the city, Lee said.",
    "The minister read more than 200 letters.",
    "Read more slowly, the judge told her.",
    "Copying the letter was a mistake, the clerk said.",
    "Cookies were served to those who waited.",
    "Updates on the vote came hourly.",
    "This story has no end, she said.",
    "On January 7, 2020, the bridge was closed.",
    "January 7, 2020 was the day the bridge closed.",
    "The source: a former clerk of the ministry who had kept the letter.",
    "Follow the money, the lawyer told the court.",
    "Follow-up tests will be made on Friday.",
    "Support for the mayor fell on Twitter.",
    "Join the army, the posters said.",
    "Next, the council will vote.",
    "The latest news from the front was bad, the general said.",
    "“Watch: they will close it again,” she said.",
    "Lee, a reporter for the daily, was freed on Sunday.",
    "We use the bridge every day, the baker said.",
    "Most read it as a threat.",
    "The original letter follows the usual form, experts said.",
    "An earlier version of the bill was voted down.",
    "Email was the first sign that the letter was false.",
    "He told Reuters the letter was genuine.",
    "Reuters could not confirm the report.",
    "Ann Lee is the mayor of Ghent.",
    "Image is everything in politics, said Lee.",
    "More from the convoy arrived at night.",
    "Tags on the crates showed where they came from.",
    "Three hours ago the first trucks left.",
]


@pytest.mark.parametrize(("line", "category"), FURNITURE)
def test_furniture_is_known_by_its_wording(line, category):
    kind = ready().kind(even(line))
    assert kind is not None
    assert kind.category == category


@pytest.mark.parametrize("line", BODY)
def test_body_is_not_taken_for_furniture(line):
    assert ready().kind(even(line)) is None


@pytest.mark.parametrize("example", load("furniture").examples, ids=lambda e: e["text"][:40])
def test_the_lexicons_own_examples(example):
    kind = ready().kind(even(example["text"]))
    assert ({} if kind is None else {example["text"]: kind.category}) == example["finds"]


@pytest.mark.parametrize(
    "atoms", ["@", "a@", "A ", "A. ", "By A, ", "/ ", "| ", "(", "x", "share ", "12:30 ", "© ", "photo: "]
)
@pytest.mark.parametrize("length", [140, 400, 5000])
def test_no_line_takes_long(atoms, length):
    line = (atoms * length)[:length] + "!"
    start = time.process_time()
    ready().kind(line)
    ready().is_paragraph(line)
    assert time.process_time() - start < 0.2  # seconds; a pattern that backtracks without bounds takes minutes


def test_every_label_is_one_of_the_tables():
    from analysis.schema import FURNITURE as labels
    from analysis.schema import PARTS

    assert {c["label"] for c in load("furniture").categories.values()} <= {*labels, *PARTS}


def test_no_pattern_is_passed_over_that_matches():
    """A line is asked only for the patterns that can begin as it does: each must be among those of its own lines."""
    patterns = [_compiled(e) for e in load("furniture").entries if e.regex and not e.holds]
    lines = [even(line).strip() for line, _ in FURNITURE]
    matching = [(pattern, line) for pattern in patterns for line in lines if pattern.fullmatch(line)]
    assert len(matching) > 50
    for pattern, line in matching:
        for n in range(1, LONGER + 1):
            assert _may_begin(pattern.pattern, line[:n]), (pattern.pattern, line)
