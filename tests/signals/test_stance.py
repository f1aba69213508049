"""Stance: headlines that a reader can judge, the promises of the reader, and the table of claims."""

from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema, spans
from analysis.lexicon import load
from analysis.signals import quotes, stance
from analysis.signals.stance import claim, screen
from analysis.signals.stance.sentence import CUES, parse

BRIDGE = "The old bridge will be torn down."
WHALE = "A whale swam up the river to the town."
DIARY = "The diary is real."
QUEEN = "The singer is dead."
FAKE = "The video of the flying car is a hoax."

NARRATED = [
    ("Council tears down old bridge", BRIDGE, "for"),
    ("Old bridge to be torn down", BRIDGE, "for"),
    ("Why the old bridge will be torn down", BRIDGE, "for"),
    ("Why is the old bridge being torn down?", BRIDGE, "for"),  # takes it for granted
    ("Old bridge torn down: will you miss it?", BRIDGE, "for"),  # asks the reader about something else
    ("Old bridge, once called the worst in the land, will be torn down", BRIDGE, "for"),
    ("Fisherman who had no idea films whale in river", WHALE, "for"),  # the negation is not about the claim
    ("No doubt: a whale swam up the river", WHALE, "for"),
    ("Biologist has no idea how whale swam up the river", WHALE, "for"),
    ("Whale in river could be the biggest ever seen there", WHALE, "for"),  # a hedge on something else
    ("Man with fake ticket sees whale in river", WHALE, "for"),
    ("Whale that swam up the river to town could spoil regatta", WHALE, "for"),
    ("Boy meets whale in river that may be hungry", WHALE, "for"),
    ("Town denies tourists a place to watch whale in river", WHALE, "for"),  # a refusal, not a denial
    ("A whale in the river? It's true", WHALE, "for"),
    ("The diary is no fake", DIARY, "for"),
    ("Diary is genuine", DIARY, "for"),
    # against
    ("Old bridge will not be torn down", BRIDGE, "against"),
    ("Old bridge won't be torn down after all", BRIDGE, "against"),
    ("No, the old bridge is not going to be torn down", BRIDGE, "against"),
    ("Will the old bridge be torn down? No, it is protected", BRIDGE, "against"),
    ("Plan to tear down old bridge is a hoax", BRIDGE, "against"),
    ("Report that old bridge will be torn down was an error", BRIDGE, "against"),
    ("Photo of whale in river is fake", WHALE, "against"),
    ("That whale in the river? It never happened", WHALE, "against"),
    ("River whale story debunked", WHALE, "against"),
    ("How a prankster fooled the town with a whale in the river", WHALE, "against"),
    ("No whale in river", WHALE, "against"),
    ("Doubts over whale in river", WHALE, "against"),
    ("The diary is not real", DIARY, "against"),
    ("Diary is a forgery", DIARY, "against"),
    ("Singer is alive", QUEEN, "against"),
    ("Whale that swam up the river measured twelve metres", "The whale measured six metres.", "against"),
    ("Storm takes roofs off 30 houses", "A storm took the roofs off 28 houses.", "for"),  # the news rounds
    ("The singer died", "The singer did not die.", "against"),
    ("Tram line to open in May", "The tram line will open in June.", "against"),
    ("Tram line may open in June", "The tram line will open in June.", "observing"),
    ("Council will not discuss tearing down old bridge", BRIDGE, "observing"),  # refuses to talk of it
    ("Council declines to comment on tearing down old bridge", BRIDGE, "observing"),
    ("Council holds no talks on tearing down old bridge", BRIDGE, "observing"),
    ("Old bridge will not be torn down before debate", BRIDGE, "against"),  # the negation is on the claim
    ("Whale that swam up the river isn't dangerous", WHALE, "for"),  # the subject tells the claim
    # observing
    ("If the old bridge is torn down, ferries will run", BRIDGE, "observing"),
    ("Will the old bridge be torn down?", BRIDGE, "observing"),
    ("Old bridge to be torn down?", BRIDGE, "observing"),
    ("Old bridge may be torn down", BRIDGE, "observing"),
    ("Old bridge reportedly to be torn down", BRIDGE, "observing"),
    ("Rumour: old bridge to be torn down", BRIDGE, "observing"),
    ("Mystery over whale in river", WHALE, "observing"),
    ("Whale swam up river, allegedly", WHALE, "observing"),
    ("Rumours of whale in river will not die", WHALE, "observing"),
    ("Fate of old bridge remains unclear", BRIDGE, "observing"),
    ("Row over letter about old bridge", BRIDGE, "observing"),
    ("Alleged whale in river draws crowds", WHALE, "observing"),
    ("Residents demand that old bridge be torn down", BRIDGE, "observing"),
    ("Is the diary real or a forgery?", DIARY, "observing"),
    # the claim refutes already
    ("Video of flying car is a hoax", FAKE, "for"),
    ("Flying car video is fake", FAKE, "for"),
    ("Flying car video is no hoax", FAKE, "against"),
    ("Report that flying car video is a hoax is false", FAKE, "against"),
    ("Bank will not close branch", "The bank will not close its branch.", "for"),
    # untouched
    ("Bakery wins prize for its bread", BRIDGE, "unrelated"),
]

ATTRIBUTED = [
    # headline, claim, stance, source
    ("Old bridge to be torn down, mayor says", BRIDGE, "for", "mayor"),
    ("Old bridge to be torn down, says mayor", BRIDGE, "for", "mayor"),
    ("Mayor says old bridge will be torn down", BRIDGE, "for", "Mayor"),
    ("Mayor confirms old bridge will be torn down", BRIDGE, "for", "Mayor"),
    ("Mayor: old bridge to be torn down", BRIDGE, "for", "Mayor"),
    ("BBC: old bridge to be torn down", BRIDGE, "for", "BBC"),
    ("Old bridge to be torn down - report", BRIDGE, "for", "report"),
    ("Old bridge to be torn down: officials", BRIDGE, "for", "officials"),
    ("Jo Marsh: We will tear down old bridge", BRIDGE, "for", "Jo Marsh"),
    ("According to the mayor, the old bridge will be torn down", BRIDGE, "for", "the mayor"),
    ("Old bridge 'to be torn down'", BRIDGE, "for", None),
    ("Mayor denies old bridge will be torn down", BRIDGE, "against", "Mayor"),
    ("Mayor has denied plan to tear down old bridge", BRIDGE, "against", "Mayor"),
    ("Mayor slams rumours that old bridge will be torn down", BRIDGE, "against", "Mayor"),
    ("Mayor dismisses bridge report as a hoax", BRIDGE, "against", "Mayor"),
    ("Mayor dismisses unfounded reports on old bridge", BRIDGE, "against", "Mayor"),
    ("Mayor refutes claims that old bridge will go", BRIDGE, "against", "Mayor"),
    ("Old bridge will not be torn down, mayor says", BRIDGE, "against", "mayor"),
    ("Author denies claims that her diary is a fake", DIARY, "for", "Author"),
    ("Author denies hoax claims over diary", DIARY, "for", "Author"),
    # a finding stands beside what another denies: the finding, unless it is the claim that is denied
    ("Inquiry finds old bridge was torn down, port disputes report", BRIDGE, "for", "Inquiry"),
    ("Court rules diary is real, author rejects criticism", DIARY, "for", "Court"),
    ("Old bridge was torn down, inquiry finds; port denies blame", BRIDGE, "for", "inquiry"),
    ("Mayor says old bridge will be torn down, rival denies role", BRIDGE, "for", "Mayor"),
    ("Inquiry finds old bridge was torn down, port denies it", BRIDGE, "against", "port"),
    ("Report says old bridge will be torn down, but mayor denies claims", BRIDGE, "against", "mayor"),
    ("Report says old bridge will be torn down, mayor denies plan", BRIDGE, "against", "mayor"),
    ("Old bridge to be torn down, aide says, mayor denies bridge plan", BRIDGE, "against", "mayor"),
    ("Mayor, asked about bridge, disputes report that old bridge will be torn down", BRIDGE, "against", "Mayor"),
    ("Inquiry finds no sign that diary is real", DIARY, "against", "Inquiry"),
    ("Mayor neither confirms nor denies plan to tear down old bridge", BRIDGE, "observing", "Mayor"),
    ("Mayor refuses to confirm or deny old bridge plan", BRIDGE, "observing", "Mayor"),
]

BODIES = [
    # sentence of a body, claim, stance, source: None where the narrator says it, "?" where nobody is named
    ("The diary is confirmed to be genuine.", DIARY, "for", None),  # a passive: its subject does not say it
    ("The diary was confirmed to be genuine by two libraries.", DIARY, "for", "two libraries"),
    ("It was reported that the old bridge will be torn down.", BRIDGE, "for", "?"),
    ("The plan to tear down the old bridge was announced by the mayor, Jo Dow.", BRIDGE, "for", "the mayor"),
    ("The plan to tear down the old bridge was announced by Friday.", BRIDGE, "for", None),
    (
        "The mayor confirmed the budget, but stated that the old bridge would not be torn down.",
        BRIDGE,
        "against",
        "The mayor",
    ),
    ("The mayor, Jo Dow, said the old bridge would be torn down.", BRIDGE, "for", "The mayor"),
    ("Jo Dow, who in June claimed that the old bridge would be torn down, has resigned.", BRIDGE, "for", "Jo Dow"),
    ("The town sent a letter announcing that the old bridge would be torn down.", BRIDGE, "for", "a letter"),
    (
        "The town sent a letter – signed by a clerk – announcing that the old bridge would be torn down.",
        BRIDGE,
        "for",
        "a letter",
    ),
    ("They wrote of the mayor’s admission that the old bridge would be torn down.", BRIDGE, "for", "the mayor"),
    ("The diary is real, but the firm denied that it was sold.", DIARY, "for", None),
    ("The diary is real, they say, but the firm denied it.", DIARY, "against", "the firm"),
    ("WHO says reports of a whale in the river are untrue.", WHALE, "against", "WHO"),
    ("Reports of a whale in the river are untrue.", WHALE, "against", None),  # the reports say that there is one
    ("The old bridge will be torn down; however, the mayor told reporters that she was sorry.", BRIDGE, "for", None),
    ("The old bridge will be torn down by Jo Dow, head of the firm that said it was strong.", BRIDGE, "for", None),
    ("Though the mayor said the diary may be real, the diary is a forgery.", DIARY, "against", None),
    ("The firm says the old bridge will be torn down, that is not the case.", BRIDGE, "against", "The firm"),
    ("If the diary is real, it is worth a fortune.", DIARY, "observing", None),
    ("The council called on the firm to tear down the old bridge.", BRIDGE, "observing", None),
    (
        "The author denied that the diary is real, calling it a hoax.",
        DIARY,
        "against",
        "The author",
    ),  # no denial of a denial
    ("The ferry office cast doubt on reports of a whale in the river.", WHALE, "against", "The ferry office"),
]

NO_SOURCE = [
    ("Bridges: old one to be torn down", BRIDGE),  # a topic
    ("UPDATE: old bridge to be torn down", BRIDGE),  # a label
    ("Jo Marsh: old bridge to be torn down", BRIDGE),  # a name alone may be the topic
    ("Boy found old bridge torn down", BRIDGE),  # a find is no finding
    ("Old bridge, denied a grant for years, is torn down", BRIDGE),  # `denied a grant` is no denial of the claim
]


@pytest.mark.parametrize(("headline", "text", "expected"), NARRATED)
def test_the_narrator_takes_a_side(headline, text, expected):
    reading = stance.read(headline, text)
    assert (reading.stance, reading.by) == (expected, None if expected == "unrelated" else "narrator"), reading


@pytest.mark.parametrize(("headline", "text", "expected", "source"), ATTRIBUTED)
def test_a_source_takes_a_side(headline, text, expected, source):
    reading = stance.read(headline, text)
    assert (reading.stance, reading.by) == (expected, "attributed"), reading
    assert (headline[slice(*reading.source)] if reading.source else None) == source


@pytest.mark.parametrize(("sentence", "text", "expected", "source"), BODIES)
def test_sentences_of_a_body(sentence, text, expected, source):
    reading = stance.read(sentence, text)
    assert reading.stance == expected, reading
    assert (reading.by == "narrator") == (source is None), reading
    named = sentence[slice(*reading.source)] if reading.source else "?"
    assert source is None or named == source


@pytest.mark.parametrize(("headline", "text"), NO_SOURCE)
def test_what_is_no_source(headline, text):
    assert stance.read(headline, text).by == "narrator"


@pytest.mark.parametrize(
    ("headline", "text", "expected"),
    [
        ("Mayor denies old bridge will be torn down", BRIDGE, ["denies", "bridge", "torn"]),
        ("Old bridge will not be torn down", BRIDGE, ["not", "torn"]),
        ("Will the old bridge be torn down?", BRIDGE, ["old", "bridge", "torn", "?"]),
        ("Old bridge to be torn down, mayor says", BRIDGE, ["Old", "bridge", "torn", "says"]),
        ("Bakery wins prize for its bread", BRIDGE, []),
    ],
)
def test_the_deciding_words(headline, text, expected):
    found = [headline[start:end] for start, end in stance.read(headline, text).spans]
    assert set(expected) <= set(found) or found == expected


@pytest.mark.parametrize(
    ("headline", "text", "expected"),
    [
        ("Old bridge to be torn down", BRIDGE, "for"),
        ("Old bridge to be torn down, mayor says", BRIDGE, "observing"),
        ("Mayor confirms old bridge will be torn down", BRIDGE, "for"),
        ("Mayor denies old bridge will be torn down", BRIDGE, "against"),
        ("Is the diary a forgery?", DIARY, "against"),
        ("Will the old bridge be torn down?", BRIDGE, "observing"),
        ("Bakery wins prize for its bread", BRIDGE, None),
    ],
)
def test_written_out_as_emergent_does(headline, text, expected):
    assert stance.emergent(stance.read(headline, text)) == expected


@pytest.mark.parametrize(
    ("headline", "by", "source"),
    [
        ("Bridge shut after engineer’s warning was ignored for months", "narrator", None),  # no warning that it was
        ("Council accused of ignoring a warning on the bridge", "attributed", None),  # the accused accuses nobody
        ("Engineer accuses council of ignoring the warning", "attributed", "Engineer"),
        ("Council ignored the warning, engineer says", "attributed", "engineer"),
    ],
)
def test_a_warning_is_a_thing_here(headline, by, source):
    reading = stance.read(headline, "The council ignored the engineer’s warning.", ("ignor*",))
    said = headline[slice(*reading.source)] if reading.source else None
    assert (reading.stance, reading.by, said) == ("for", by, source)


def test_terms():
    text = "The army is withdrawing."
    terms = ("withdraw*", "pull out", "depart", "letter + exit", "not stay")
    sides = {
        "Withdrawal of the army begins": "for",
        "Army pulls out of valley": "for",
        "Army departs": "for",
        "Department of war praises army": "unrelated",  # another word than `depart`
        "Exit of army announced": "unrelated",  # the letter is missing
        "Letter announces exit": "for",
        "Army stays in valley": "against",
        "Army is here": "unrelated",  # terms are needed where there are any
    }
    assert {headline: stance.read(headline, text, terms).stance for headline in sides} == sides


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The letter was signed.", "for"),
        ("The letter is a draft.", "against"),
        ("The letter is not a draft.", "for"),  # what says the opposite is denied
        ("The mayor denied that the letter is a draft.", "for"),
        ("The letter was released by mistake.", "against"),  # the longer term wins
        ("The letter was not released.", "against"),
        ("The letter may be a draft.", "observing"),
        ("The town has a letter box.", "unrelated"),
    ],
)
def test_terms_for_the_opposite(sentence, expected):
    terms = ("letter + signed", "letter + released", "not letter + draft", "not released by mistake")
    assert stance.read(sentence, "The letter was signed and sent.", terms).stance == expected


def test_words_of_a_term_are_no_sign_against_it():
    lied = ("The clerk lied.", ("clerk + false statements", "clerk + lied"))
    assert stance.read("The clerk made false statements.", *lied).stance == "for"
    assert stance.read("It is untrue that the clerk lied.", *lied).stance == "against"


@pytest.mark.parametrize("example", load("stance").examples, ids=lambda e: e["text"])
def test_examples_of_the_lexicon(example):
    assert {c.form: c.category for c in parse(example["text"]).cues} == example["finds"]


def test_every_category_that_is_looked_for_has_an_example():
    assert set(CUES) == {category for example in load("stance").examples for category in example["finds"].values()}


WORDS = st.sampled_from(
    [*" ".join(headline for headline, *_ in NARRATED).split(), *":?-,'\"…“’", "İ", "neither", "denies"]
)
HEADLINES = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(HEADLINES, st.one_of(st.just(BRIDGE), HEADLINES))
def test_any_text_is_read_and_the_places_are_in_it(headline, text):
    reading = stance.read(headline, text)
    assert reading.stance in schema.STANCES
    assert (reading.by is None) == (reading.stance == "unrelated")
    assert (reading.spans == ()) == (reading.stance == "unrelated")
    assert all(0 <= start < end <= len(headline) for start, end in reading.spans)
    assert stance.emergent(reading) in ("for", "against", "observing", None)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=4).map(tuple))
def test_any_terms_are_taken(terms):
    assert claim.compile("Old bridge", terms).touched(parse("")) == ()


TERMS = ("withdraw*", "pull out", "leave", "letter + city", "not die", "us", "lie", "in sky")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "left",
                "Pulled",
                "out",
                "LETTER",
                "cities",
                "dying",
                "U.S.",
                "bridging",
                "withdrawal-x",
                "leaving",
                "lying",
                "skies",
                "old—bridge",
                "tore",
                "“left”",
            ]
        )
    )
)
def test_the_screen_misses_nothing(words):
    text = " ".join(words)
    claims = [claim.compile(BRIDGE), claim.compile(BRIDGE, TERMS), claim.compile("Us dying in cities")]
    may_touch = screen.touching([text], claims)[0]
    for number, a_claim in enumerate(claims):
        if a_claim.touched(parse(text)) and a_claim.share(parse(text)) > claim.HALF:
            assert number in may_touch


PROPOSITIONS = [
    SimpleNamespace(id="P1", text=BRIDGE, terms=("bridge + torn", "demolish*")),
    SimpleNamespace(id="P2", text="The mayor resigned.", terms=()),
]


def table(article, part, *texts):
    """Sentences of one article, one after the other, a space between."""
    rows, at = [], 0
    for number, text in enumerate(texts):
        row = {"article_id": article, "sentence_id": number, "start": at, "end": at + len(text), "text": text}
        rows.append({**row, "part": part, "paragraph": number + 1, "n_words": len(text.split())})
        at += len(text) + 1
    return schema.from_rows("sentences", rows)


def told(body):
    """The quotations and indirect statements of such sentences: whose words they are."""
    text = " ".join(body["text"])
    articles = schema.from_rows("articles", [{"article_id": "a", "text": text, "n_words": 0}])
    lines = pd.DataFrame({"article_id": ["a"], "start": [0], "end": [len(text)], "label": ["body"]})
    return quotes.find(articles, lines, body)


def listed(claims, *columns):
    return claims[list(columns)].fillna("-").values.tolist()


def test_a_headline_has_a_row_for_each_proposition():
    headline = table("a", "headline", "Old bridge will not be torn down")
    claims = stance.find(headline, PROPOSITIONS, schema.empty("quotes"))
    schema.check(claims, "claims")
    assert listed(claims, "proposition", "stance", "by") == [["P1", "against", "narrator"], ["P2", "unrelated", "-"]]
    assert claims.loc[0, "deciding"] == "not … torn"
    assert claims.loc[0, "deciding_spans"] == "16:19 23:27"


def test_a_body_sentence_has_a_row_only_where_it_touches():
    body = table("a", "body", "The mayor likes bread.", "It will be demolished.", "He resigned as mayor, sources say.")
    claims = stance.find(body, PROPOSITIONS, told(body))
    assert listed(claims, "sentence_id", "proposition", "stance", "by", "source") == [
        [1, "P1", "for", "narrator", "-"],
        [2, "P2", "for", "attributed", "sources"],
    ]
    text = " ".join(body["text"])
    articles = schema.from_rows("articles", [{"article_id": "a", "text": text, "n_words": 0}])
    assert spans.mismatches(claims, articles).empty
    places = [place.split(":") for cell in claims["deciding_spans"] for place in cell.split()]
    words = [word for cell in claims["deciding"] for word in cell.split(" … ")]
    assert [text[int(i) : int(j)] for i, j in places] == words


LETTER = SimpleNamespace(id="P3", text="The letter was signed.", terms=("letter + signed",))


def test_a_description_inside_what_a_source_says_is_nobodys_claim():
    said = "Jo Dow said she had lost the letter signed by a clerk."
    body = table("a", "body", said, "The letter signed by a clerk is short.")
    claims = stance.find(body, [LETTER], told(body))
    assert listed(claims, "sentence_id", "stance", "by") == [[1, "for", "narrator"]]


def test_a_mistake_takes_back_what_was_told_in_a_headline_and_leaves_it_open_in_a_body():
    text = "Letter that announces old bridge will be torn down was a mistake"
    found = [
        stance.find(table("a", part, text), PROPOSITIONS[:1], schema.empty("quotes")) for part in ("headline", "body")
    ]
    assert [listed(claims, "stance", "rule") for claims in found] == [
        [["against", "taken back"]],
        [["observing", "taken back"]],
    ]


def test_quotations_say_whose_the_words_are():
    body = table("a", "body", "Ms Dow sighed: “The bridge is being torn down.”")
    quote = {"article_id": "a", "start": 16, "end": 46, "text": "The bridge is being torn down.", "quote_id": 0}
    quotes = schema.from_rows(
        "quotes", [{**quote, "kind": "speech", "speaker_mention": "Ms Dow", "named": True, "closed": True}]
    )
    claims = stance.find(body, PROPOSITIONS, quotes)
    assert listed(claims, "stance", "by", "source") == [["for", "attributed", "Ms Dow"]]


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("The bridge may be torn down.", "That is not what’s happening.", [["observing", "-"], ["against", "-"]]),
        (
            "The bridge is torn down, Ms Dow said.",
            "That is not true, the mayor said.",
            [["for", "Ms Dow"], ["against", "the mayor"]],
        ),
        ("The bridge is torn down.", "That is not true.", [["for", "-"]]),  # nobody turns down what he has just said
        (
            "The bridge is not torn down.",
            "That is not true, the mayor said.",
            [["against", "-"]],
        ),  # a double denial is left
        ("The bridge is torn down.", "That is a pity.", [["for", "-"]]),
        ("The mayor likes bread.", "That is not true, the mayor said.", []),
    ],
)
def test_a_pronoun_takes_up_the_sentence_before(first, then, expected):
    body = table("a", "body", first, then)
    assert listed(stance.find(body, PROPOSITIONS[:1], told(body)), "stance", "source") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jo Dow said the old bridge would be torn down.", ["for", "attributed", "Jo Dow"]),
        ("The old bridge would be torn down, Jo Dow said.", ["for", "attributed", "Jo Dow"]),
        ("Jo Dow denied that the old bridge would be torn down.", ["against", "attributed", "Jo Dow"]),
        ("Jo Dow asked the town to demolish the old bridge.", ["observing", "narrator", "-"]),  # that she asked
        ("Jo Dow promised to demolish the old bridge.", ["for", "attributed", "Jo Dow"]),
        ("The old bridge — condemned by engineers — was torn down, Jo Dow said.", ["for", "attributed", "Jo Dow"]),
        ("Reports that the old bridge was torn down were read out.", ["for", "attributed", "Reports"]),
        ("The old bridge was torn down, and Jo Dow said she was glad.", ["for", "narrator", "-"]),
        ("Jo Dow, who says she loves bread, saw how the old bridge was torn down.", ["for", "narrator", "-"]),
        ("Jo Dow knew that the old bridge was torn down.", ["for", "narrator", "-"]),  # the writer vouches for it
        # who turns a claim down says so, though the claim is another's
        (
            "Jo Dow rejected the mayor’s claim that the old bridge was torn down.",
            ["against", "attributed", "Jo Dow"],
        ),
        ("Jo Dow rejected the claim that the old bridge was torn down.", ["against", "attributed", "Jo Dow"]),
        (
            "Jo Dow disputed Bo Lind’s assertion that the old bridge was torn down.",
            ["against", "attributed", "Jo Dow"],
        ),
        (
            "Jo Dow refuted allegations by Bo Lind that the old bridge was torn down.",
            ["against", "attributed", "Jo Dow"],
        ),
        (
            "Jo Dow contradicted Bo Lind’s statement that the old bridge was torn down.",
            ["against", "attributed", "Jo Dow"],
        ),
        ("Jo Dow doubted the mayor’s claim that the old bridge was torn down.", ["against", "attributed", "Jo Dow"]),
        (
            "Jo Dow rejected the mayor’s claim that “the old bridge was torn down.”",
            ["against", "attributed", "Jo Dow"],
        ),
        (
            "The old bridge was torn down, Bo Lind said, but Jo Dow denied it.",
            ["against", "attributed", "Jo Dow"],
        ),
        (
            "Bo Lind said that Jo Dow rejected the claim that the old bridge was torn down.",
            ["against", "attributed", "Bo Lind"],  # and only Bo Lind says that she did
        ),
        ("Jo Dow repeated the mayor’s claim that the old bridge was torn down.", ["for", "attributed", "the mayor"]),
        ("Jo Dow confirmed reports that the old bridge was torn down.", ["for", "attributed", "Jo Dow"]),
        (
            "Jo Dow confirmed the mayor’s statement that the old bridge was torn down.",
            ["for", "attributed", "Jo Dow"],
        ),
        # what negates the verb of saying is said of the source
        ("Bo Lind does not think the old bridge was torn down.", ["against", "attributed", "Bo Lind"]),
        ("Bo Lind did not say the old bridge was torn down.", ["against", "attributed", "Bo Lind"]),
        ("Bo Lind never said the old bridge was torn down.", ["against", "attributed", "Bo Lind"]),
        ("Nobody believes that the old bridge was torn down.", ["against", "attributed", "-"]),
        ("No one said that the old bridge was torn down.", ["against", "attributed", "-"]),
        ("None of them said that the old bridge was torn down.", ["against", "attributed", "-"]),
        (
            "Bo Lind falsely claimed that the old bridge was torn down.",
            ["against", "narrator", "-"],  # that it is false, the writer says
        ),
        # a doubt, a denial and a refusal are against; hopes, fears and expectations leave open
        ("Jo Dow doubts that the old bridge was torn down.", ["against", "attributed", "Jo Dow"]),
        (
            "Bo Lind’s denial that the old bridge was torn down was read out.",
            ["against", "attributed", "Bo Lind"],
        ),
        ("The council’s refusal to demolish the bridge was read out.", ["against", "attributed", "The council"]),
        ("Jo Dow hopes that the old bridge was torn down.", ["observing", "attributed", "Jo Dow"]),
        ("Jo Dow expects that the old bridge was torn down.", ["observing", "attributed", "Jo Dow"]),
        ("Jo Dow fears that the old bridge was torn down.", ["observing", "attributed", "Jo Dow"]),
        ("Jo Dow believes that the old bridge was torn down.", ["for", "attributed", "Jo Dow"]),
        ("The mayor’s hope that the old bridge was torn down was read out.", ["observing", "attributed", "The mayor"]),
    ],
)
def test_the_words_of_a_claim_have_the_voice_that_every_other_signal_gives_them(text, expected):
    body = table("a", "body", text)
    assert listed(stance.find(body, PROPOSITIONS[:1], told(body)), "stance", "by", "source") == [expected]


@settings(max_examples=40, deadline=None)
@given(st.lists(HEADLINES, max_size=3), st.lists(HEADLINES, max_size=3))
def test_partitions_agree(one, two):
    a, b = table("a", "headline", *one), table("b", "body", *two)
    none = schema.empty("quotes")
    whole = stance.find(pd.concat([a, b], ignore_index=True), PROPOSITIONS, none)
    parts = [stance.find(part, PROPOSITIONS, none) for part in (a, b)]
    pd.testing.assert_frame_equal(whole, pd.concat(parts, ignore_index=True))


@pytest.mark.parametrize(
    ("headline", "text", "expected", "source"),
    [
        # what is denied is something else
        ("Mayor says old bridge will be torn down and denies wrongdoing", BRIDGE, "for", "Mayor"),
        ("Mayor says old bridge will be torn down, denies wrongdoing", BRIDGE, "for", "Mayor"),
        ("Mayor denies bribes and says old bridge will be torn down", BRIDGE, "for", "Mayor"),
        ("Council confirms old bridge to be torn down and rejects criticism", BRIDGE, "for", "Council"),
        # the claim, or a word for it
        ("Mayor says old bridge stays, denies it will be torn down", BRIDGE, "against", "Mayor"),
        ("Council says old bridge to be torn down, mayor denies it", BRIDGE, "against", "mayor"),
        ("Council says old bridge to be torn down; mayor denies claim", BRIDGE, "against", "mayor"),
        ("Reports say old bridge will be torn down but mayor denies report", BRIDGE, "against", "mayor"),
        # not spoken of
        ("The mayor said nothing of the claim that the old bridge will be torn down", BRIDGE, "observing", "The mayor"),
        ("Mayor said nothing about the old bridge being torn down", BRIDGE, "observing", "Mayor"),
        ("The mayor made no mention of the old bridge being torn down", BRIDGE, "observing", None),
        ("The mayor says nothing is left of the old bridge torn down", BRIDGE, "against", "The mayor"),
        # who calls it so
        ("The mayor called the claim that the old bridge will be torn down a lie", BRIDGE, "against", "The mayor"),
        ("Mayor calls report that old bridge will be torn down a lie", BRIDGE, "against", "Mayor"),
        ("Mayor brands whale in river story fake", WHALE, "against", "Mayor"),
        ("Experts call diary a fake", DIARY, "against", "Experts"),
        ("Diary called a fake by experts", DIARY, "against", None),
        ("Diary was called a fake", DIARY, "against", None),
        ("Diary is a fake", DIARY, "against", None),
        # who finds it so, and not only who claims it
        ("Engineers verified the mayor’s claim that the old bridge will be torn down", BRIDGE, "for", "Engineers"),
        ("Court confirms mayor’s claim that old bridge will be torn down", BRIDGE, "for", "Court"),
        ("The mayor’s claim that the old bridge will be torn down", BRIDGE, "for", "The mayor"),
    ],
)
def test_whose_side_it_is(headline, text, expected, source):
    reading = stance.read(headline, text)
    found = headline[slice(*reading.source)] if reading.source else None
    assert (reading.stance, found) == (expected, source)


TUBE = ("The strike will go ahead on Monday.", ("strike", "walkout", "walk out"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # only named: what it is like, what is thought of it, what it is no part of
        ("The mayor branded the strike “selfish”.", "observing"),
        ("The strike was unnecessary, the mayor told the council.", "observing"),
        ("Strikes in the Underground have become rarer.", "observing"),
        ("The budget does not cover a second strike, which the union has threatened.", "observing"),
        ("Shopkeepers criticised the walkout.", "observing"),
        # not wanted, and not called off: neither says that it is not
        ("Nurses do not want to strike, but they will not give in.", "observing"),
        ("The union refused to call off the strike.", "observing"),
        ("The union has not cancelled the walkout.", "observing"),
        # it is said to happen, or not to
        ("The strike will go ahead.", "for"),
        ("The strike is on Monday.", "for"),
        ("Drivers will begin a second strike on Monday.", "for"),
        ("The union announced a walkout.", "for"),
        ("The strike has cost the city a million pounds.", "for"),
        ("Strikes hit trains across the north", "for"),
        ("Drivers will walk out on Monday.", "for"),
        ("The drivers strike on Monday.", "for"),
        ("There will be no strike.", "against"),
        ("The union did not call a strike.", "against"),
        ("Drivers will not strike on Monday.", "against"),
        ("Union calls off strike", "against"),
        ("The walkout was called off on Sunday.", "against"),
        ("The union may call off the strike.", "observing"),
        # something else is called off
        ("Talks cancelled, strike to go ahead", "for"),
        ("Trains cancelled in strike", "for"),
        ("Mayor cancels holiday over strike", "for"),
        # a supposition ends with a comma; without one nothing tells where
        ("If the strike does not go ahead, shops will open.", "observing"),
        ("If the mayor gives in there will be no strike", "against"),
    ],
)
def test_an_event_that_is_only_named_is_left_open(text, wanted):
    assert stance.read(text, *TUBE).stance == wanted


@pytest.mark.parametrize(
    ("text", "terms", "wanted"),
    [
        ("The council is watching the fair closely.", ("close",), "unrelated"),  # an adverb is no form of a verb
        ("The council closes the fair.", ("close",), "for"),
        ("The fair was hardly open.", ("hard",), "unrelated"),
        ("The fair opened early.", ("early",), "for"),  # the term is one itself
    ],
)
def test_an_adverb_is_no_form_of_its_adjective(text, terms, wanted):
    assert stance.read(text, "The fair will go.", terms).stance == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The mayor branded the letter a hoax.", "for"),  # the claim says what the letter is: the noun says all of it
        ("The letter was a hoax.", "for"),
    ],
)
def test_a_claim_of_what_something_is_needs_no_word_of_happening(text, wanted):
    assert stance.read(text, "The letter is a hoax.", ("hoax",)).stance == wanted
