"""Sources: hand-written tables with values worked by hand, and the seeds as a careful reader counts them."""

import itertools
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import actors, corpus, schema, study
from analysis.evidence import sources
from analysis.signals import naming
from analysis.study import Actor
from analysis.words import count_words

LIND = Actor("lind", "Bo Lind", ("Lind",), kind="person")
RUIZ = Actor("ruiz", "Ana Ruiz", ("Ruiz", "harbour mayor", "harbour's mayor"), kind="person")
BOARD = Actor("board", "Ruiz board", (), kind="institution")
US = Actor("us", "US Navy", (), kind="institution")
WORKERS = Actor("workers", "dock workers", (), kind="collective")
CAST = (LIND, RUIZ, BOARD, US, WORKERS)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ruiz met Bo Lind.", ["ruiz", "lind"]),
        ("Ruiz’s plan and Lind's, said harbour’s mayor", ["ruiz", "lind", "ruiz"]),
        ("Harbour Mayor Ana Ruiz spoke", ["ruiz"]),  # two names in a row of one actor: one naming
        ("the Ruiz board met", ["board"]),  # the longest name wins
        ("Ruizes and Linden met", []),
        ("a lind tree; the pro-Ruiz party", []),  # a name keeps its capital; a compound names nobody
        ("the U.S. Navy—Lind said", ["us", "lind"]),
        ("DOCK WORKERS and dock workers", ["workers", "workers"]),
        ("Dock. Workers left", []),
    ],
)
def test_namings(text: str, named: list[str]) -> None:
    assert [n.actor.id for n in actors.names(text, CAST)] == named


def test_one_name_is_not_another_that_sounds_like_it() -> None:
    cast = (Actor("pm", "Adil Abdul Hamid", ("Abdul Hamid",)), Actor("chief", "Abu Hamid al-Karim", ("al-Karim",)))
    text = "Abu Hamid al-Karim met Abdul Hamid; Hamid left"
    assert [n.actor.id for n in actors.names(text, cast)] == ["chief", "pm"]


@pytest.mark.parametrize(
    ("description", "actor"),
    [
        ("Ana Ruiz", RUIZ),
        ("Secretary of State Ana Ruiz", RUIZ),
        ("Ruiz, the harbour's mayor,", RUIZ),
        ("Ana Ruiz of the council", RUIZ),
        ("a spokesman for Ruiz", None),
        ("the rally against the Ruiz board", None),
        ("US Navy spokesman Bo Lind", LIND),
        ("a US Navy spokesman", None),
        ("the critic", None),
    ],
)
def test_whose_words_a_description_gives(description: str, actor: Actor | None) -> None:
    assert actors.speaker(description, CAST) == actor


@settings(deadline=None)  # the machine may be busy
@given(st.text(alphabet="Ruiz BoLnd'’-.US navy\n", max_size=80))
def test_namings_stand_in_the_text(text: str) -> None:
    found = actors.names(text, CAST)
    for one in found:
        assert text[one.start : one.end].strip()
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


# Two articles of two outlets. Words between marks by speaker, in article a: Ruiz 6 (4 + 2), Lind 2; in b: Lind 3.
A = (
    "Ruiz and Lind quarrel\n"
    "“It is quite safe,” Ana Ruiz said, adding it was “very safe”.\n"
    "Bo Lind called it “no matter”. Lind left.\n"
    "Officials said that the gate was shut, the Gazette reported.\n"
    "A senior adviser denied it. The Gazette said Lind had left.\n"
)
B = "Ruiz opens gate\nRuiz came. Ruiz smiled. Dock workers of Ruiz’s came.\n“I saw nothing,” Lind said.\n"


def lines_of(text: str, article_id: str) -> list[dict[str, object]]:
    """Sentences of a text, one a line: the first line is the headline."""
    rows, start = [], 0
    for number, line in enumerate(text.splitlines()):
        rows.append(
            {"article_id": article_id, "sentence_id": number, "start": start, "end": start + len(line), "text": line,
             "part": "body" if number else "headline", "paragraph": number + 1, "n_words": count_words(line)}
        )  # fmt: skip
        start += len(line) + 1
    return rows


def quote(text: str, article_id: str, number: int, line: int, words: str, kind: str, cue: str, **more: object) -> dict[str, object]:  # fmt: skip
    start = text.index(words)
    return {
        "article_id": article_id, "sentence_id": line, "start": start, "end": start + len(words), "text": words,
        "quote_id": number, "kind": kind, "cue": cue, "cue_start": text.index(cue), "named": True, "closed": True,
        "form": "sentence", **more,
    }  # fmt: skip


def mentions_of(sentences: pd.DataFrame) -> pd.DataFrame:
    """The names of `CAST` in the sentences, as rows of the table `mentions`."""
    rows = [
        {"article_id": s.article_id, "sentence_id": s.sentence_id, "start": s.start + n.start, "end": s.start + n.end,
         "text": s.text[n.start : n.end], "actor": n.actor.id, "part": s.part, "first": False, "listed": True}
        for s in sentences.itertuples()
        for n in actors.names(s.text, CAST)
    ]  # fmt: skip
    return schema.from_rows("mentions", rows)


def test_a_role_counts_as_a_naming(articles: pd.DataFrame, sentences: pd.DataFrame, quotes: pd.DataFrame) -> None:
    mentions = mentions_of(sentences)
    role = mentions.head(1).assign(article_id="b", actor="lind", text="the pilot", part="body", listed=False)
    found = sources.named_never_quoted(articles, pd.concat([mentions, role]), quotes, CAST)
    assert found.set_index(["actor", "outlet_key"]).at[("lind", "Herald"), "named"] == 2


@pytest.fixture
def articles() -> pd.DataFrame:
    rows = [
        {"article_id": i, "outlet": o, "outlet_key": o, "text": t, "n_words": 1}
        for i, o, t in [("a", "Gazette", A), ("b", "Herald", B), ("c", "Tribune", "")]
    ]
    return schema.from_rows("articles", rows)


@pytest.fixture
def sentences() -> pd.DataFrame:
    return schema.from_rows("sentences", lines_of(A, "a") + lines_of(B, "b"))


@pytest.fixture
def quotes() -> pd.DataFrame:
    ruiz = {"speaker": "Ana Ruiz", "speaker_mention": "Ana Ruiz", "speaker_type": "person"}
    lind = {"speaker": "Lind", "speaker_mention": "Lind", "speaker_type": "person"}
    said = {"verb": "say", "verb_class": "neutral"}
    rows = [
        quote(A, "a", 0, 1, "It is quite safe,", "speech", "said", **ruiz, **said),
        quote(A, "a", 1, 1, "it was “very safe”", "indirect", "adding", verb="add", verb_class="structuring", **ruiz),
        quote(A, "a", 2, 1, "very safe", "speech", "adding", verb="add", verb_class="structuring", **{**ruiz, "form": "fragment"}),
        quote(A, "a", 3, 2, "no matter", "speech", "called", verb="call", verb_class="naming", **{**lind, "form": "fragment"}),
        quote(A, "a", 4, 3, "the gate was shut", "indirect", "said that", speaker="Officials", speaker_mention="Officials", speaker_type="official", via="the Gazette", **{**said, "named": False}),
        quote(A, "a", 5, 4, "A senior adviser denied it", "indirect", "denied", verb="deny", verb_class="denying", speaker="A senior adviser", speaker_mention="A senior adviser", speaker_type="official", named=False),
        quote(A, "a", 6, 4, "Lind had left", "indirect", "said Lind", speaker="the Gazette", speaker_mention="The Gazette", speaker_type="media", **said),
        quote(B, "b", 0, 2, "I saw nothing,", "speech", "said", **lind, **said),
        quote(B, "b", 1, 2, "saw", "speech", "said", **ruiz, **said),
    ]  # fmt: skip
    return schema.from_rows("quotes", rows)


def test_each_stretch_is_one_statement(quotes: pd.DataFrame) -> None:
    kept = sources.statements(quotes)
    assert list(zip(kept["article_id"], kept["quote_id"], kept["direct"], strict=True)) == [
        ("a", 0, True),
        ("a", 2, True),  # 1 told indirectly what 2 quotes
        ("a", 3, True),
        ("a", 4, False),
        ("a", 5, False),
        ("a", 6, False),
        ("b", 0, True),  # 1 stands inside it
    ]


def test_named_and_given_a_word(articles: pd.DataFrame, sentences: pd.DataFrame, quotes: pd.DataFrame) -> None:
    found = sources.named_never_quoted(articles, mentions_of(sentences), quotes, CAST)
    rows = found.set_index(["actor", "outlet_key"])[["named", "in_headline", "quoted", "reported", "silent"]]
    assert rows.loc[("ruiz", "Gazette")].tolist() == [2, 1, 2, 0, False]
    assert rows.loc[("lind", "Gazette")].tolist() == [4, 1, 1, 0, False]
    assert rows.loc[("ruiz", "Herald")].tolist() == [4, 1, 0, 0, True]  # Ruiz opens, came, smiled, Ruiz's
    assert rows.loc[("lind", "Herald")].tolist() == [1, 0, 1, 0, False]
    assert rows.loc[("ruiz", "Tribune")].tolist() == [0, 0, 0, 0, False]
    assert len(found) == len(CAST) * 3, "an actor that an outlet never names is a zero row, no gap"


def test_who_cannot_be_asked_is_set_aside(articles: pd.DataFrame, quotes: pd.DataFrame) -> None:
    line = "Dock workers, dock workers, dock workers."
    sentences = schema.from_rows("sentences", lines_of(f"Strike\n{line}", "b"))
    mentions = mentions_of(sentences)
    row = sources.named_never_quoted(articles, mentions, quotes, [WORKERS]).query("outlet_key == 'Herald'").iloc[0]
    assert (row["named"], row["aside"], row["silent"]) == (3, True, False)


def test_without_actors_there_is_no_row(articles: pd.DataFrame, sentences: pd.DataFrame, quotes: pd.DataFrame) -> None:
    assert sources.named_never_quoted(articles, mentions_of(sentences), quotes, []).empty


def test_words_told_and_quoted_by_one_verb_are_one_statement() -> None:
    text = "If the port asked them to go, Ruiz said, “we will stay”. The gate was shut, Ruiz said."
    told, again = "If the port asked them to go", "The gate was shut"
    said = {"speaker": "Ana Ruiz", "verb": "say"}
    rows = [
        quote(text, "a", 0, 0, told, "indirect", "said", **said),
        quote(text, "a", 1, 0, "we will stay", "speech", "said", **said),
        quote(text, "a", 2, 1, again, "indirect", "said.", **said),
    ]
    kept = sources.statements(schema.from_rows("quotes", rows))
    assert kept["quote_id"].tolist() == [1, 2]


def test_what_one_noun_hands_on_in_pieces_is_one_statement() -> None:
    rows = [("reports", start, end, 20) for start, end in ((28, 52), (78, 110))] + [("Pike", 130, 150, 120)]
    told = pd.DataFrame(rows, columns=["speaker", "start", "end", "cue_start"])
    told = told.assign(article_id="a", kind="indirect").astype({"speaker": "string", "cue_start": "Int64"})
    assert sources.statements(told)["start"].tolist() == [28, 130]


def test_a_speaker_has_one_name_in_all_articles(quotes: pd.DataFrame) -> None:
    known = sources.identify(quotes, CAST)
    assert known["speaker"].tolist() == [
        *["Ana Ruiz"] * 3, "Bo Lind", "Officials", "a senior adviser", "the Gazette", "Bo Lind", "Ana Ruiz",
    ]  # fmt: skip
    assert sources.identify(known, CAST)["speaker"].tolist() == known["speaker"].tolist()


@pytest.mark.parametrize(
    ("speaker", "mention", "name"),
    [
        ("She", "She", None),
        ("US", "US", "US"),  # no pronoun
        (None, "the harbour's mayor", "Ana Ruiz"),
        ("Joint Board", "Joint Board chair Bo Lind", "Bo Lind"),
        (None, None, None),
        ("The draft", "The draft", "the draft"),
    ],
)
def test_who_a_speaker_is(speaker: str | None, mention: str | None, name: str | None, quotes: pd.DataFrame) -> None:
    row = quotes.head(1).assign(
        speaker=pd.array([speaker], dtype="string"), speaker_mention=pd.array([mention], dtype="string")
    )
    found = sources.identify(row, CAST)["speaker"].iloc[0]
    assert (name is None and pd.isna(found)) or found == name


def test_a_verb_counts_once_where_it_stands(quotes: pd.DataFrame, articles: pd.DataFrame) -> None:
    found = sources.verbs(sources.identify(quotes, CAST), articles)
    counts = found.set_index(["speaker", "outlet_key", "verb_class", "verb"])["count"].to_dict()
    assert counts == {
        ("Ana Ruiz", "Gazette", "neutral", "say"): 1,
        ("Ana Ruiz", "Gazette", "structuring", "add"): 1,  # introduces an indirect statement and a quotation in it
        ("Bo Lind", "Gazette", "naming", "call"): 1,
        ("Officials", "Gazette", "neutral", "say"): 1,
        ("a senior adviser", "Gazette", "denying", "deny"): 1,
        ("the Gazette", "Gazette", "neutral", "say"): 1,
        ("Bo Lind", "Herald", "neutral", "say"): 1,
    }


@pytest.mark.parametrize(
    ("mention", "named", "speaker_type", "how"),
    [
        ("Ana Ruiz", True, "person", "named"),
        ("the mayor", False, "politician", "described"),
        ("Norland’s prime minister", False, "politician", "described"),
        ("a senior adviser to the mayor", False, "official", "unnamed"),
        ("two aides", False, "official", "unnamed"),
        ("the residents of the quarter", False, "witness", "unnamed"),
        ("officials", False, "official", "unnamed"),
        ("the source", False, "anonymous", "unnamed"),
        ("the letter", False, "document", "thing"),
        ("the ministry", False, "institution", "institution"),
        ("Norland", True, "institution", "institution"),  # a name, but no person's
        ("Parliament", True, "institution", "institution"),
        ("Reuters", True, "media", "thing"),
        ("Laura Pike", True, "media", "named"),  # a journalist
        ("the Norland-led military coalition against piracy", False, "military", "institution"),
        ("the coalition's commander", False, "military", "described"),
        ("the Norland Navy", True, "military", "institution"),
        ("Jane Bank", True, "person", "named"),
        ("Bank", True, "person", "named"),  # she is named in full elsewhere
        ("Norland Bridge Company", True, "business", "institution"),
        ("Acme Corp.", True, "person", "institution"),
        ("Harbour Committee", True, "person", "institution"),
        ("the committee", False, "institution", "institution"),
        ("the company", False, "business", "institution"),
        ("the company’s lawyer", False, "other", "described"),
        ("Kaja Church", True, "religious", "named"),
        ("Ravi Bank", True, "business", "named"),
        ("Siobhan Rail", True, "person", "named"),
        ("the Norland Bank", True, "business", "institution"),
        ("Network Rail", True, "person", "institution"),
        ("Mexico Bank", True, "business", "institution"),
        ("A church", False, "religious", "institution"),
        ("A group of residents", False, "civil", "unnamed"),
        ("a small group of people", False, "civil", "unnamed"),
        ("the group of residents", False, "civil", "described"),
        ("a residents’ group", False, "civil", "institution"),
        ("the Group of Seven", True, "civil", "institution"),
        (None, False, None, "not said"),
    ],
)
def test_how_a_source_is_named(
    mention: str | None, named: bool, speaker_type: str | None, how: str, quotes: pd.DataFrame
) -> None:
    words = pd.array([mention], dtype="string")
    row = quotes.head(1).assign(speaker=words, speaker_mention=words, named=named, speaker_type=speaker_type)
    assert sources.how_named(row).tolist() == [how]


def test_an_institution_of_the_study_is_no_person(quotes: pd.DataFrame) -> None:
    """`Siemens` says nothing of what it is; the study does. A crowd that the study lists stays unnamed."""
    firm = Actor("firm", "Siemens", kind="institution")
    for mention, cast, how in (
        ("Siemens", (firm,), "institution"),
        ("Siemens", (), "named"),
        ("dock workers", CAST, "unnamed"),
        ("Bo Lind", CAST, "named"),
    ):
        words = pd.array([mention], dtype="string")
        row = quotes.head(1).assign(
            speaker=words, speaker_mention=words, named=mention[0].isupper(), speaker_type="person"
        )
        assert sources.how_named(sources.identify(row, cast)).tolist() == [how], mention


def test_unnamed_and_second_hand(quotes: pd.DataFrame, articles: pd.DataFrame) -> None:
    known = sources.identify(quotes, CAST)
    assert sources.unnamed(known)["quote_id"].tolist() == [4, 5]
    assert dict(zip(sources.second_hand(known)["quote_id"], sources.second_hand(known)["teller"], strict=True)) == {
        4: "the Gazette",
    }, "6 is the Gazette's own word"
    counts = sources.origins(known, articles).set_index("outlet_key")
    assert counts.loc["Gazette"].to_dict() == {
        "statements": 6, "quoted": 3, "named": 3, "described": 0, "institution": 0, "thing": 1, "unnamed": 2, "not said": 0,
        "second_hand": 1,
    }  # fmt: skip
    assert counts.loc["Tribune"].sum() == 0


def test_where_and_how_largely(quotes: pd.DataFrame, sentences: pd.DataFrame) -> None:
    found = sources.prominence(sources.identify(quotes, CAST), sentences).set_index(["article_id", "speaker"])
    shown = ["paragraph", "paragraphs", "in_headline", "quoted", "reported", "words", "whole", "fragments"]
    assert found.loc[("a", "Ana Ruiz"), shown].tolist() == [1, 4, False, 2, 0, 6, 1, 1]
    assert found.loc[("a", "Bo Lind"), shown].tolist() == [2, 4, False, 1, 0, 2, 0, 1]
    assert found.loc[("a", "Officials"), shown].tolist() == [3, 4, False, 0, 1, 0, 0, 0]
    assert found.loc[("b", "Bo Lind"), shown].tolist() == [2, 2, False, 1, 0, 3, 1, 0]


def test_effective_number_of_speakers(quotes: pd.DataFrame, articles: pd.DataFrame) -> None:
    found = sources.diversity(sources.identify(quotes, CAST), articles).set_index("article_id")
    assert found["speakers"].tolist() == [2, 1, 0]
    assert found["words"].tolist() == [8, 3, 0]
    # shares 6/8 and 2/8: exp(-(3/4 ln 3/4 + 1/4 ln 1/4)) = 4 / 3 ** (3/4)
    assert found.at["a", "effective"] == pytest.approx(4 / 3**0.75)
    assert found.at["b", "effective"] == pytest.approx(1)
    assert pd.isna(found.at["c", "effective"])


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_the_effective_number_lies_between_one_and_the_number_of_speakers(lengths: list[int]) -> None:
    rows, text = [], ""
    for number, length in enumerate(lengths):
        words = "so " * length
        rows.append({"article_id": "a", "quote_id": number, "kind": "speech", "start": len(text), "end": len(text) + len(words), "text": words, "speaker": f"P{number}", "named": True, "closed": True})  # fmt: skip
        text += words
    one = schema.from_rows("articles", [{"article_id": "a", "outlet_key": "G", "text": text, "n_words": sum(lengths)}])
    effective = sources.diversity(schema.from_rows("quotes", rows), one)["effective"].iloc[0]
    assert 1 - 1e-9 <= effective <= len(lengths) + 1e-9
    if len(set(lengths)) == 1:
        assert math.isclose(effective, len(lengths))


# The seeds. Namings counted by reading: the related stories at the end of 000 and 004 are not the article's text.
NAMED = {
    "soleimani": [3, 1, 1, 2, 3],  # with “Iran’s top general”
    "esper": [3, 4, 0, 2, 3],
    "milley": [3, 2, 4, 3, 0],
    "trump": [0, 0, 2, 0, 3],
    "administration": [0, 0, 2, 0, 0],
    "letter_author": [0, 3, 3, 2, 4],
    "abdul_mahdi": [2, 0, 1, 4, 1],
    "pompeo": [0, 0, 0, 1, 0],
    "muhandis": [0, 0, 2, 0, 1],
}


QUOTED = {
    "soleimani": [0, 0, 0, 0, 0],
    "esper": [6, 3, 0, 3, 1],
    "milley": [3, 2, 2, 3, 0],
    "trump": [0, 0, 2, 0, 2],
    "letter_author": [0, 1, 2, 3, 3],  # the letter's words are its author's
    "pompeo": [0, 0, 0, 0, 0],
}
REPORTED = {
    "soleimani": [0, 0, 0, 0, 0],
    "esper": [0, 1, 0, 0, 3],
    "abdul_mahdi": [2, 0, 0, 2, 0],
    "pompeo": [0, 0, 0, 0, 0],
}


@pytest.fixture(scope="module")
def seeds(root: Path, curated: pd.DataFrame) -> dict[str, Any]:
    """The seeds with the quotations of the curated coding, so that no rule that finds quotations is tested here."""
    the_study = study.load(root / "data/studies/iraq-letter.yaml")
    tables = corpus.read(the_study)
    units = curated[curated["unit"].isin(["quote", "indirect"])]
    units = units.pivot_table(
        index=["article_id", "unit", "start", "end", "text"], columns="variable", values="value", aggfunc="first"
    ).reset_index()
    analysed = {
        article_id: [(s.start, s.end, s.sentence_id) for s in own.itertuples()]
        for article_id, own in tables["sentences"].groupby("article_id")
    }
    rows = [
        {
            "article_id": u.article_id, "start": u.start, "end": u.end, "text": u.text, "quote_id": number,
            "kind": "indirect" if u.unit == "indirect" else u.kind, "speaker": u.speaker, "speaker_mention": pd.NA,
            "form": u.form, "named": True, "closed": True, "sentence_id": place,
        }
        for number, u in enumerate(units.itertuples())
        for start, end, place in analysed[u.article_id]
        if start <= u.start < end
    ]  # fmt: skip
    cast = naming.learn(tables["sentences"], the_study.actors)
    mentions = naming.find(tables["sentences"], cast)
    quotes = schema.from_rows("quotes", rows)
    return {**tables, "mentions": mentions, "quotes": quotes, "actors": the_study.actors}


def test_the_seeds_name_and_quote_as_a_reader_counts(seeds: dict[str, Any]) -> None:
    found = sources.named_never_quoted(seeds["articles"], seeds["mentions"], seeds["quotes"], seeds["actors"])
    named = found.groupby("actor", sort=False)["named"].agg(list)
    assert named[list(NAMED)].to_dict() == NAMED
    quoted = found.groupby("actor", sort=False)["quoted"].agg(list)
    assert quoted[list(QUOTED)].to_dict() == QUOTED
    reported = found.groupby("actor", sort=False)["reported"].agg(list)
    assert reported[list(REPORTED)].to_dict() == REPORTED
    assert not found["silent"].any()
    assert set(found[found["aside"]]["actor"]) >= {"soleimani", "muhandis", "troops", "letter", "strike"}


def test_prominence_in_the_seeds(seeds: dict[str, Any]) -> None:
    known = sources.identify(seeds["quotes"], seeds["actors"])
    found = sources.prominence(known, seeds["sentences"]).set_index(["article_id", "speaker"])
    assert found.loc[("000", "Mark Esper"), "paragraph"] == 5  # “A draft unsigned letter …”
    assert found.loc[("003", "Morgan Ortagus"), ["paragraph", "quoted", "whole"]].tolist() == [2, 3, 3]
    assert found.loc[("003", "State Department"), "in_headline"]
    assert sources.diversity(known, seeds["articles"])["speakers"].tolist() == [3, 5, 4, 5, 4]


def test_one_speaker_has_one_name_in_quotations_and_in_shared_statements():
    """Neither the office that one article gives nor the capital that only the sentence gave is a name of its own."""
    said = pd.DataFrame(
        {"article_id": ["a", "b"], "quote_id": 0, "speaker": ["Norland’s mayor", "The Norland council"]}
    )
    mayor = Actor("ruiz", "Ana Ruiz", ("Norland’s mayor",))
    tables = {"quotes": said.assign(speaker_mention=pd.NA), "variants": said, "articles": said}
    found = sources.by_one_name(tables, [mayor])
    names = ["Ana Ruiz", "the Norland council"]
    assert found["quotes"]["speaker"].tolist() == found["variants"]["speaker"].tolist() == names
    assert list(found["quotes"].columns) == list(tables["quotes"].columns)
    assert found["articles"] is said
