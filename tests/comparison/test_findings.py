"""Findings: contrasts that a reader can check by the words of both sides."""

import json
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema
from analysis.comparison import findings, variants
from analysis.comparison.findings.contrast import NAMED

BRIDGE = SimpleNamespace(id="P1", text="The bridge is safe.")


class Corpus:
    """Tables of invented articles, each one line long a sentence."""

    def __init__(self, outlets: dict[str, str | None]) -> None:
        self.texts = dict.fromkeys(outlets, "")
        self.outlets = outlets
        self.lines: list[tuple[str, int, str, str | None]] = []
        self.rows: dict[str, list[dict]] = {"quotes": [], "claims": [], "sentences": []}

    def sentence(self, article_id: str, text: str) -> int:
        start = len(self.texts[article_id])
        self.texts[article_id] += text + "\n"
        span = {"article_id": article_id, "start": start, "end": start + len(text), "text": text}
        number = sum(r["article_id"] == article_id for r in self.rows["sentences"])
        self.rows["sentences"].append(
            {**span, "sentence_id": number, "part": "body", "paragraph": number, "n_words": 1}
        )
        return start

    def quote(self, article_id, speaker, words, cue="said", verb="say", verb_class="neutral", kind="speech"):
        sentence = f"{speaker} {cue}: “{words}”"
        start = self.sentence(article_id, sentence)
        at, cue_at = start + sentence.index("“") + 1, start + len(speaker) + 1
        number = sum(r["article_id"] == article_id for r in self.rows["quotes"])
        self.rows["quotes"].append(
            {
                "article_id": article_id, "start": at, "end": at + len(words), "text": words, "quote_id": number,
                "kind": kind, "speaker": speaker, "named": True, "closed": True, "cue": cue, "cue_start": cue_at,
                "cue_end": cue_at + len(cue), "verb": verb, "verb_class": verb_class,
            }
        )  # fmt: skip

    def head(self, article_id, text, stance, part="headline", source=None, deciding=""):
        start = self.sentence(article_id, text)
        at = start + text.index(deciding)
        self.rows["claims"].append(
            {
                "article_id": article_id, "start": start, "end": start + len(text), "text": text, "part": part,
                "proposition": "P1", "stance": stance, "by": "attributed" if source else "narrator",
                "source": source or pd.NA, "deciding_spans": f"{at}:{at + len(deciding)}" if deciding else pd.NA,
            }
        )  # fmt: skip

    def findings(self) -> pd.DataFrame:
        tables = {name: schema.from_rows(name, rows) for name, rows in self.rows.items()}
        tables["articles"] = schema.from_rows(
            "articles",
            [
                {
                    "article_id": a, "outlet": self.outlets[a] or pd.NA, "text": text, "n_words": 0,
                    "outlet_key": self.outlets[a] or f"article {a}",
                }
                for a, text in self.texts.items()
            ],
        )  # fmt: skip
        columns = ("article_id", "start", "label", "layer")
        tables["lines"] = pd.DataFrame(self.lines, columns=columns)
        tables["variants"] = variants.find(tables["quotes"], tables["articles"])
        found = findings.find(tables, SimpleNamespace(propositions=[BRIDGE], actors=()))
        schema.check(found, "findings")
        for kind, sides in zip(found["kind"], found["sides"].map(json.loads), strict=True):
            assert (len(sides) == 1) == (kind == "twice")
            for side in sides:
                for span in side["spans"]:
                    assert 0 <= span["start"] < span["end"] <= len(self.texts[span["article_id"]])
                    assert all(span["start"] <= a < b <= span["end"] for a, b in span["differs"])
        return found

    def differing(self, found: pd.DataFrame, row: int = 0) -> dict[str, list[str]]:
        """For each side the words that make the contrast."""
        return {
            side["outlet_key"]: [
                self.texts[span["article_id"]][a:b] for span in side["spans"] for a, b in span["differs"]
            ]
            for side in json.loads(found.loc[row, "sides"])
        }


@pytest.fixture
def three() -> Corpus:
    return Corpus({"a": "Post", "b": "Echo", "c": None})


class TestStance:
    def test_two_headlines_on_opposite_sides(self, three):
        three.head("a", "Bridge is safe", "for", deciding="is safe")
        three.head("c", "Engineer denies bridge is safe", "against", source="Engineer", deciding="denies")
        three.head("b", "Doubts about bridge", "observing")
        found = three.findings()
        assert found["sentence"].tolist() == [
            "In headings, Post (in its own voice) supports the claim “The bridge is safe”; article c (attributed to “Engineer”) "
            "speaks against it."
        ]
        assert found["title"].tolist() == ["Claim looked for: The bridge is safe"]
        said = [span["said"] for side in json.loads(found.loc[0, "sides"]) for span in side["spans"]]
        assert said == [
            "supports the claim, in its own voice (headline)",
            "speaks against the claim, attributed to “Engineer” (headline)",
        ]
        assert three.differing(found) == {"Post": ["is safe"], "article c": ["denies"]}

    def test_a_sentence_asserts_what_another_article_has_spoken_against(self, three):
        three.head("a", "The bridge is safe.", "for", part="body", deciding="is safe")
        three.head("b", "“It is not safe,” said Ruiz.", "against", part="body", source="Ruiz", deciding="not")
        three.head("a", "Ruiz doubts it is safe.", "against", part="body", source="Ruiz", deciding="doubts")
        found = three.findings()
        assert found["kind"].tolist() == ["claim"]
        assert found["sentence"].tolist() == [
            "The claim “The bridge is safe”: Post supports it in its own voice; cited against it: Ruiz (Echo and Post)."
        ]
        assert three.differing(found) == {"Post": ["is safe", "doubts"], "Echo": ["not"]}

    def test_who_is_cited_for_it_is_named_beside_who_is_cited_against_it(self, three):
        three.head("a", "The bridge is safe.", "for", part="body")
        three.head("b", "Ann Lee says the bridge is safe.", "for", part="body", source="Ann Lee")
        three.head("b", "“It is not safe,” said Ruiz.", "against", part="body", source="Ruiz")
        three.head("c", "The bridge is not safe.", "against", part="body")
        assert three.findings()["sentence"].tolist() == [
            "The claim “The bridge is safe”: Post supports it in its own voice; cited for it: Ann Lee (Echo); article c speaks "
            "against it in its own voice; cited against it: Ruiz (Echo)."
        ]
        assert three.findings()["n"].tolist() == [3]

    def test_n_counts_the_articles_of_the_note_too(self, three):
        three.head("a", "Bridge is safe", "for")
        three.head("b", "Bridge not safe", "against")
        assert three.findings()["n"].tolist() == [2]
        three.head("c", "It is not safe, Ruiz said.", "against", part="body", source="Ruiz")
        found = three.findings()
        assert "Ruiz (in article c)" in found.loc[0, "note"]
        assert found["n"].tolist() == [3]

    def test_a_source_has_one_name_however_a_sentence_spells_it(self, three):
        three.quote("a", "Ana Ruiz", "It is not safe.")
        three.rows["quotes"][-1]["speaker_mention"] = "Mayor Ruiz"
        three.head("a", "Mayor Ruiz doubts it.", "against", part="body", source="Mayor Ruiz")
        three.head("b", "The bridge is safe.", "for", part="body")
        found = three.findings()
        said = [span["said"] for side in json.loads(found.loc[0, "sides"]) for span in side["spans"]]
        assert "speaks against the claim, attributed to Ana Ruiz" in said
        assert "cited against it: Ana Ruiz (Post)" in found.loc[0, "sentence"]

    def test_headings_are_told_with_what_the_texts_under_them_carry(self, three):
        three.head("a", "Bridge is safe", "for")
        three.head("a", "It is not safe, Ruiz said.", "against", part="body", source="Ruiz")
        three.head("b", "Bridge not safe", "against")
        three.head("b", "It is not safe, Ruiz said.", "against", part="body", source="Ruiz")
        three.head("c", "It is not safe.", "against", part="body")
        three.head("c", "It is safe, Ann Lee said.", "for", part="body", source="Ann Lee")
        assert three.findings()["note"].tolist() == [
            "For the claim in the articles’ texts, as our rules read them: Ann Lee (in article c).\nAgainst it: article c in "
            "its own voice; Ruiz (in Post and Echo)."
        ]

    def test_who_speaks_only_on_a_condition_is_said_to(self, three):
        """*We’re not leaving unless they pay us back* is no plain refusal; *we stay* beside it would be one."""
        three.head("a", "Bridge is safe", "for")
        three.head("b", "Bridge not safe", "against")
        three.head("b", "It is not safe unless it is mended, Ruiz said.", "against", part="body", source="Ruiz")
        three.head("c", "It is not safe unless it is mended, Lee said.", "against", part="body", source="Lee")
        three.head("c", "It is not safe, Lee said.", "against", part="body", source="Lee")
        for row, number in zip(three.rows["claims"], (0, 0, 1, 0, 1), strict=True):
            row["sentence_id"] = number
        three.rows["cues"] = [
            {
                "article_id": a,
                "sentence_id": n,
                "start": 0,
                "end": 1,
                "signal": "hedges",
                "category": "conditional",
                "text": "unless",
            }
            for a, n in (("b", 1), ("c", 0))
        ]
        assert three.findings()["note"].tolist() == [
            "Against the claim in the articles’ texts, as our rules read them: Ruiz, on a condition (in Echo); Lee (in article c)."
        ]

    def test_a_letter_its_author_and_what_he_writes_in_it_are_one_source(self, three):
        """One document is one source, however each article names it; what its author says elsewhere is his own."""
        three.head("a", "Bridge is safe", "for")
        three.head("b", "Bridge not safe", "against")
        for article_id, mention, kind in (
            ("a", "the letter", "document"),
            ("a", "he", "official"),
            ("b", "Ruiz", "official"),
        ):
            three.quote(article_id, "Ruiz", "It is safe")
            text = "letter" if article_id == "a" else "reporters"
            quote = three.rows["quotes"][-1]
            quote.update({"speaker_mention": mention, "speaker_type": kind, "addressee": text})
            three.rows["claims"].append(
                {
                    **{name: quote[name] for name in ("article_id", "start", "end", "text")}, "part": "body",
                    "proposition": "P1", "stance": "for", "by": "attributed", "source": mention,
                    "deciding_spans": f"{quote['start']}:{quote['end']}",
                }
            )  # fmt: skip
        three.head("a", "A letter calls it safe.", "for", part="body", source="A letter")
        assert three.findings()["note"].tolist() == [
            "For the claim in the articles’ texts, as our rules read them: the letter of Ruiz (in Post); Ruiz (in Echo)."
        ]

    def test_headings_of_an_update_over_an_earlier_text_may_be_of_two_times(self, three):
        three.head("c", "UPDATE: Bridge not safe, Says Ruiz", "against", source="Ruiz")
        three.head("c", "The bridge will open.", "for", part="deck")
        three.head("b", "Bridge is safe", "for")
        three.lines = [("c", 0, "headline", "update"), ("c", 35, "deck", None), ("c", 57, "body", "original")]
        assert three.findings()["note"].tolist() == [
            "Article c is an update laid over an earlier text: its headline is of the update, its line under the "
            "headline may be of either."
        ]

    def test_nothing_is_asserted_by_handing_it_over(self, three):
        three.head("a", "Ruiz says the bridge is safe.", "for", part="body", source="Ruiz", deciding="is safe")
        three.head("b", "“It is not safe,” said Keller.", "against", part="body", source="Keller", deciding="not")
        assert three.findings().empty

    def test_an_outlet_that_says_both_is_told_with_both(self, three):
        three.head("a", "Bridge is safe", "for", part="deck")
        three.head("a", "Bridge not safe", "against")
        three.head("b", "Bridge not safe", "against")
        three.head("b", "Bridge no longer safe", "against", part="alt_headline")
        assert three.findings()["sentence"].tolist() == [
            "In headings, Post (in its own voice) supports the claim “The bridge is safe”; "
            "Echo (in its own voice) and Post (in its own voice) speak against it."
        ]

    @pytest.mark.parametrize("stances", [("for", "for"), ("for", "observing"), ("against", "unrelated")])
    def test_no_opposite_sides(self, three, stances):
        for article_id, stance in zip("ab", stances, strict=True):
            three.head(article_id, "Bridge", stance)
        assert three.findings().empty

    def test_one_outlet_alone_is_no_contrast(self):
        corpus = Corpus({"a": "Post", "b": "Post"})
        corpus.head("a", "Bridge is safe", "for")
        corpus.head("b", "Bridge not safe", "against")
        assert corpus.findings().empty


class TestWording:
    def test_a_negation_weighs_more_than_a_word(self, three):
        three.quote("a", "Ann Lee", "We will close the old bridge")
        three.quote("b", "Ann Lee", "We will shut the old bridge")
        three.quote("a", "Ann Lee", "They did not inspect the towers in May")
        three.quote("c", "Ann Lee", "They did inspect the towers in May")
        found = three.findings()
        assert found["sentence"].tolist() == [
            "Ann Lee is quoted in different words: “They did not inspect the towers […]” in Post, "
            "“They did inspect the towers […]” in article c.",
            "Ann Lee is quoted in different words: “We will close the old bridge” in Post, "
            "“We will shut the old bridge” in Echo.",
        ]
        assert three.differing(found, 0) == {"Post": ["not"], "article c": []}
        assert three.differing(found, 1) == {"Post": ["close"], "Echo": ["shut"]}

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("We will close the bridge", "we’ll close the bridge,"),  # house style
            ("We will close the bridge until they have repaired it", "We will close the bridge"),  # a shorter passage
            ("We will close the old bridge soon", "We will close … bridge soon"),  # declared
            ("We will close the old bridge soon", "We will close the [Severn] bridge soon"),
            ("We will close the old bridge in May", "We will close an old bridge in May"),  # says nothing else
        ],
    )
    def test_no_contrast(self, three, one, other):
        three.quote("a", "Ann Lee", one)
        three.quote("b", "Ann Lee", other)
        assert three.findings().empty

    def test_an_end_in_a_few_other_words_is_one_change(self, three):
        words = "We have waited all year and we have not been given a single extra "
        three.quote("a", "Ann Lee", f"{words}coach")
        three.quote("b", "Ann Lee", "not been given a single seat since last winter")
        found = three.findings()
        assert found["sentence"].tolist() == [
            "Ann Lee is quoted in different words: “[…] given a single extra coach” in Post, “[…] given a single seat "
            "since last winter” in Echo."
        ]
        assert three.differing(found) == {"Post": ["extra coach"], "Echo": ["seat since last winter"]}

    @pytest.mark.parametrize(
        "other",
        [
            "not been given a single seat since the line was opened by the queen",  # goes on with another passage
            "not been given a single …",  # declared
            "not been given a single",  # a shorter passage
        ],
    )
    def test_another_passage_is_no_change_of_the_end(self, three, other):
        three.quote("a", "Ann Lee", "We have waited all year and we have not been given a single extra coach")
        three.quote("b", "Ann Lee", other)
        assert three.findings().empty

    def test_articles_of_one_outlet_are_no_contrast(self):
        corpus = Corpus({"a": "Post", "b": "Post"})
        corpus.quote("a", "Ann Lee", "We will close the old bridge")
        corpus.quote("b", "Ann Lee", "We will shut the old bridge")
        assert corpus.findings().empty

    def test_a_speaker_on_whom_the_articles_do_not_agree_is_not_named(self, three):
        words = "the inspectors never saw the northern tower of the bridge"
        three.quote("a", "Ann Lee", words)
        three.quote("b", "Ann Lee", words)
        three.quote("c", "Ann Lee", words.replace("never", "often"))
        three.rows["quotes"][2]["named"] = False
        three.rows["quotes"][2]["speaker"] = "the engineer"
        assert three.findings()["sentence"].iloc[0].startswith("The same quotation is given in different words: ")


class TestTwice:
    """One article that quotes the same words in two wordings."""

    def test_a_letter_quoted_in_two_ways(self, three):
        three.quote("a", "Ann Lee", "We will close the old bridge over the river in the coming days")
        three.quote("b", "Ann Lee", "We will close the old bridge over the river in the coming days")
        three.quote("b", "Ann Lee", "close the old bridge over the canal in the coming days")
        found = three.findings().query("kind == 'twice'").reset_index(drop=True)
        assert found["sentence"].tolist() == [
            "Echo quotes Ann Lee in two wordings: “[…] bridge over the river in the coming […]” and “[…] bridge over the "
            "canal in the coming […]”."
        ]
        assert three.differing(found) == {"Echo": ["river", "canal"]}
        assert found["n"].tolist() == [1]

    @pytest.mark.parametrize("others", [{}, {"c": "Echo"}, {"c": "Post"}])
    def test_one_outlet_is_enough_whoever_stands_beside_it(self, others):
        corpus = Corpus({"a": "Echo", "b": "Echo", **others})
        words = "We will close the old bridge over the river in the coming days"
        corpus.quote("a", "Ann Lee", words)
        corpus.quote("b", "Ann Lee", words)
        corpus.quote("b", "Ann Lee", words.replace("river", "canal"))
        for article_id in others:
            corpus.sentence(article_id, "Rain is coming.")
        assert corpus.findings()["title"].tolist() == ["Echo quotes Ann Lee in two wordings"]

    def test_words_of_a_text_are_the_texts(self, three):
        three.quote("a", "Ann Lee", "We will close the old bridge")
        three.quote("b", "Ann Lee", "We will shut the old bridge")
        for quote in three.rows["quotes"]:
            quote.update(speaker_type="document", addressee="letter")
        assert three.findings()["title"].tolist() == ["The letter of Ann Lee is quoted in different words"]

    @pytest.mark.parametrize(
        "again",
        ["close the old bridge", "We will close an old bridge over the river", "“we'll close the old bridge”"],
    )
    def test_a_shorter_passage_or_a_small_word_is_no_other_wording(self, three, again):
        three.quote("a", "Ann Lee", "We will close the old bridge over the river")
        three.quote("b", "Ann Lee", "We will close the old bridge over the river")
        three.quote("b", "Ann Lee", again)
        assert three.findings().empty


LONG = "The bridge was built for carts and it has carried lorries for thirty years, and nobody in this town can say how long the towers will stand that."  # fmt: skip


class TestSilence:
    def test_quoted_here_and_only_named_there(self, three):
        three.quote("a", "Ann Lee", LONG)
        three.sentence("b", "The town’s engineer, Lee, spoke on Monday.")
        three.sentence("c", "The bridge is old.")
        found = three.findings()
        assert found["sentence"].tolist() == [
            "Post quotes Ann Lee (up to 28 words in an article); Echo names Lee, and no quotation was found there."
        ]
        assert three.differing(found) == {"Post": [], "Echo": ["Lee"]}

    def test_told_indirectly(self, three):
        three.quote("a", "Ann Lee", LONG)
        three.quote("b", "Ann Lee", "nobody knew", kind="indirect")
        assert (
            three.findings()["sentence"]
            .iloc[0]
            .endswith("no quotation was found there (Echo reports words indirectly).")
        )

    def test_the_same_words_under_a_description_are_no_silence(self, three):
        three.quote("a", "Ann Lee", LONG)
        three.quote("b", "the engineer", LONG)
        three.rows["quotes"][1].update(named=False, speaker_type="institution")
        three.sentence("b", "Lee spoke.")
        assert three.findings().empty

    @pytest.mark.parametrize("case", ["quoted there too", "few words", "not named", "another Lee", "a common word"])
    def test_no_silence(self, three, case):
        speaker = "the Bridge Trust" if case == "a common word" else "Ann Lee"
        three.quote("a", speaker, "The bridge is old" if case == "few words" else LONG)
        if case == "quoted there too":
            three.quote("b", "Lee", "The towers will not stand it")
        three.sentence(
            "b",
            {
                "not named": "The engineer spoke.",
                "another Lee": "Leeds spoke.",
                "a common word": "The Trust of a bank. They trust it.",
            }.get(case, "Lee spoke."),
        )
        assert three.findings().query("kind == 'silence'").empty


class TestVerb:
    def test_verbs_of_different_classes(self, three):
        three.quote("a", "Ann Lee", "was a mistake", "claimed", "claim", "distancing")
        three.quote("b", "Ann Lee", "was a mistake.", "pointed out", "point out", "affirming")
        three.quote("c", "Ann Lee", "was a mistake")
        found = three.findings()
        assert found["sentence"].tolist() == [
            "The same words, “was a mistake”, stand with “claimed” in Post, with “pointed out” in Echo, with “said” "
            "in article c."
        ]
        assert three.differing(found) == {"Post": ["claimed"], "Echo": ["pointed out"], "article c": ["said"]}

    def test_every_outlet_with_the_words_stands_with_its_verb(self):
        corpus = Corpus({"a": "Post", "b": "Echo", "c": "Star", "d": "Mail", "e": "Sun", "f": "Times"})
        corpus.quote("a", "Ann Lee", "was a mistake from the start", "continued", "continue", "structuring")
        corpus.quote("b", "Ann Lee", "It was a mistake from the start, all of it", "argued", "argue", "arguing")
        corpus.quote("c", "Ann Lee", "was a mistake from the start", "said", "say", "neutral")
        corpus.quote("d", "Ann Lee", "was a mistake from the start", "says", "say", "neutral")
        corpus.quote("e", "Ann Lee", "was a big mistake from the start", "claimed", "claim", "distancing")
        corpus.quote("f", "Ann Lee", "was a mistake from the start", "said", "say", "neutral")
        corpus.quote("f", "Ann Lee", "was a mistake from the start", "claimed", "claim", "distancing")
        found = corpus.findings().query("kind == 'verb'").reset_index(drop=True)
        assert found["sentence"].tolist() == [
            "The same words, “was a mistake from the start”, stand with “argued” in Echo, with “continued” in "
            "Post, with “said” in Star and Mail."
        ]
        assert corpus.differing(found) == {
            "Echo": ["argued"], "Post": ["continued"], "Star": ["said"], "Mail": ["says"],
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (("said", "say", "neutral"), ("added", "add", "structuring")),
            (("claimed", "claim", "distancing"), ("claims", "claim", "distancing")),
        ],
    )
    def test_verbs_that_tell_nothing_different(self, three, one, other):
        three.quote("a", "Ann Lee", "was a mistake", *one)
        three.quote("b", "Ann Lee", "was a mistake", *other)
        assert three.findings().empty


def test_many_outlets_are_counted_not_listed():
    corpus = Corpus({f"a{n}": f"Outlet {n}" for n in range(9)})
    for n in range(9):
        corpus.quote(f"a{n}", "Ann Lee", "We will close the old bridge" if n else "We will shut the old bridge")
    sentence = corpus.findings()["sentence"].iloc[0]
    assert NAMED == 5
    assert "“We will close the old bridge” in Outlet 1, Outlet 2, Outlet 3, Outlet 4, Outlet 5 and 3 more" in sentence


def test_nothing_to_compare():
    assert Corpus({}).findings().empty
    assert Corpus({"a": "Post"}).findings().empty


words = st.lists(
    st.sampled_from(["we", "will", "not", "never", "close", "shut", "the", "old", "bridge", "[it]", "…", "it’s"]),
    min_size=1,
    max_size=40,
).map(" ".join)
steps = st.tuples(
    st.sampled_from("abc"),
    st.sampled_from(["Ann Lee", "Lee", "Bob Ray"]),
    words,
    st.sampled_from([("said", "say", "neutral"), ("claimed", "claim", "distancing"), ("noted", "note", "affirming")]),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(steps, max_size=6))
def test_every_finding_has_two_sides(steps):
    corpus = Corpus({"a": "Post", "b": "Post", "c": None})
    for article_id, speaker, said, verb in steps:
        corpus.quote(article_id, speaker, said, *verb)
    found = corpus.findings()
    assert ((found["n"] > 1) | (found["kind"] == "twice")).all()
