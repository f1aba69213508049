"""Shared quotations: which are the same, which reading is the base, and what each article did with the words."""

import json
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema, spans
from analysis.comparison import findings, variants
from analysis.comparison.sources import DIFFERENT, OPEN, SAME, compare, source

HERE = Path(__file__).resolve().parent.parent.parent
SEEDS = {p.name[:3]: p.open(encoding="utf-8", newline="").read() for p in sorted((HERE / "seeds").glob("*.txt"))}

# Read off the five articles before the code was written: for each quotation that two articles share, who is quoted,
# the article whose reading is the base, and what each article has: the first words of each of its stretches.
SHARED = [
    ("Pentagon", "000", {"000": ["was a mistake"], "003": ["was a mistake"]}),
    ("Mark Esper", "000", {"000": ["A draft unsigned"], "003": ["A draft unsigned"]}),
    ("Mark Esper", "000", {"000": ["I will say this"], "003": ["I will say this"]}),
    (
        "Mark Milley",
        "000",
        {
            "000": ["That letter is a draft", "Poorly worded", "That is not what"],
            "001": ["poorly worded", "implies withdrawal. That"],
            "002": ["That letter is a draft", "implies"],
            "003": ["That letter is a draft", "Poorly worded", "That is not what"],
        },
    ),
    ("Mark Esper", "000", {"000": ["repositioning forces"], "003": ["repositioning forces"]}),
    (
        "Mark Esper",
        "001",
        {"000": ["There has been no"], "001": ["There’s been no"], "004": ["there’s been no decision made"]},
    ),
    (
        "William H Seely",
        "004",
        {
            "002": ["Sir, in deference"],
            "003": ["in due deference", "will be repositioning"],
            "004": ["repositioning forces in the coming", "Sir, in due deference"],
        },
    ),
    ("William H. Seely III", "002", {"001": ["We respect your"], "002": ["We respect your"]}),
    ("William Seely", "003", {"003": ["In order to conduct"], "004": ["the movement out of Iraq"]}),
    ("Donald Trump", "002", {"002": ["We have a very"], "004": ["We have a very"]}),
    ("Donald Trump", "002", {"002": ["we will charge them"], "004": ["we will charge them"]}),
]

# What single stretches did with the words of the base: kind, the differences [op, base words, own words], declared.
WORDINGS = {
    ("002", "That letter is a draft"): ("reworded", [["changed", "never", "not"]], False),
    ("002", "implies"): ("cut", [["cut", "Poorly worded", ""], ["cut", "withdrawal", ""]], False),
    ("001", "poorly worded"): ("cut", [["cut", "implies withdrawal", ""]], False),
    ("001", "implies withdrawal. That"): ("cut", [["cut", "Poorly worded", ""]], False),
    ("003", "That is not what"): ("whole", [], True),
    ("000", "There has been no"): ("cut", [["cut", "Iraq, period", ""]], False),
    ("004", "there’s been no decision made"): ("reworded", [["changed", "whatsoever", "made"]], False),
    ("002", "Sir, in deference"): ("cut", [["cut", "due", ""]], False),
    ("004", "Sir, in due deference"): (
        "whole", [["added", "", "(Combined Joint Task Force – Operation Inherent Resolve)"]], True,
    ),
    ("001", "We respect your"): ("reworded", [["changed", "to order", "ordering"]], False),
    ("004", "the movement out of Iraq"): (
        "cut",
        [
            ["cut", "In order to conduct this task, Coalition Forces are required to take certain measures to ensure", ""],
            ["cut", "is conducted", ""],
        ],
        False,
    ),
    ("004", "We have a very"): ("whole", [], True),  # airbase, air base; ’ and '
    ("004", "we will charge them"): ("whole", [], True),
}  # fmt: skip


def coded_quotes() -> pd.DataFrame:
    """The seeds' quotations as the curated coding has them, as table `quotes`."""
    coding = pd.read_csv(HERE / "data/codings/iraq-letter/curated.csv", dtype={"article_id": str})
    quotes = coding[coding["unit"] == "quote"]
    wide = quotes.pivot(index=["article_id", "start", "end", "text"], columns="variable", values="value").reset_index()
    wide = wide.sort_values(["article_id", "start"])
    wide["quote_id"] = wide.groupby("article_id").cumcount()
    wide["named"] = wide["speaker"].notna() & ~wide["speaker"].fillna("").str.startswith("top ")
    wide["closed"] = True
    rows = wide[["article_id", "start", "end", "text", "kind", "speaker", "cue", "quote_id", "named", "closed"]]
    return schema.from_rows("quotes", [{k: v for k, v in r.items() if v == v} for r in rows.to_dict("records")])


def articles_of(texts: dict[str, str], outlets: dict[str, str] | None = None) -> pd.DataFrame:
    return schema.from_rows(
        "articles",
        [
            {"article_id": i, "text": t, "outlet_key": (outlets or {}).get(i, f"article {i}"), "n_words": 0}
            for i, t in texts.items()
        ],
    )


@pytest.fixture(scope="module")
def seeds() -> pd.DataFrame:
    return variants.find(coded_quotes(), articles_of(SEEDS))


def rows_of(found: pd.DataFrame, article_id: str, beginning: str) -> pd.DataFrame:
    return found[(found["article_id"] == article_id) & found["text"].str.startswith(beginning)]


class TestSeeds:
    def test_the_eleven_shared_quotations_and_no_other(self, seeds):
        schema.check(seeds, "variants")
        assert spans.mismatches(seeds, articles_of(SEEDS)).empty
        expected = {
            frozenset((article_id, text) for article_id, texts in witnesses.items() for text in texts)
            for _, _, witnesses in SHARED
        }
        beginnings = [pair for cluster in expected for pair in cluster]
        got = set()
        for _, rows in seeds.groupby("cluster_id"):
            names = []
            for row in rows.itertuples():
                fits = [b for a, b in beginnings if a == row.article_id and row.text.startswith(b)]
                names.append((row.article_id, max(fits, key=len) if fits else row.text))
            got.add(frozenset(names))
        assert got == expected

    @pytest.mark.parametrize(("speaker", "base", "witnesses"), SHARED)
    def test_the_base_is_the_reading_that_most_share(self, seeds, speaker, base, witnesses):
        first = rows_of(seeds, base, witnesses[base][-1])
        cluster = seeds[seeds["cluster_id"] == first["cluster_id"].iloc[0]]
        assert set(cluster.loc[cluster["base"], "article_id"]) == {base}
        assert speaker in set(cluster.loc[cluster["base"], "speaker"])

    @pytest.mark.parametrize(("place", "expected"), WORDINGS.items())
    def test_what_each_did_with_the_words(self, seeds, place, expected):
        row = rows_of(seeds, *place).iloc[0]
        assert (row["kind"], json.loads(row["operations"]), bool(row["declared"])) == expected

    def test_the_matrix_shows_who_carries_what(self, seeds):
        table = variants.matrix(seeds, articles_of(SEEDS))
        assert table.shape == (11, 5)
        milley = table[table.index.get_level_values("speaker") == "Mark Milley"].iloc[0]
        # 001 quotes only two of the three sentences, 002 has `not` for `never`, 004 does not quote him.
        assert milley.fillna("").tolist() == ["whole", "cut", "reworded", "whole", ""]
        # 46 quotations of speech and one further one-word stretch: those in no cluster stand in the full matrix.
        speech = coded_quotes().query("kind == 'speech'")
        full = variants.matrix(seeds, articles_of(SEEDS), speech)
        assert len(full) == 11 + len(speech) - len(seeds)
        assert (full.iloc[11:] == "only").sum(axis=1).eq(1).all()


def quotes_of(*rows: tuple) -> pd.DataFrame:
    """Table `quotes` of articles that are one quotation each: (article, speaker, words[, named[, type]])."""
    seen: dict[str, int] = {}
    made = []
    for article_id, speaker, text, *more in rows:
        number = seen[article_id] = seen.get(article_id, -1) + 1
        made.append(
            {
                "article_id": article_id, "start": 0, "end": len(text), "text": text, "quote_id": number,
                "kind": "speech", "speaker": speaker if speaker else pd.NA, "named": bool(more[0] if more else speaker),
                "speaker_type": more[1] if len(more) > 1 else pd.NA, "closed": True,
            }
        )  # fmt: skip
    return schema.from_rows("quotes", made)


def found_in(*rows: tuple) -> pd.DataFrame:
    return variants.find(quotes_of(*rows), articles_of(dict.fromkeys([r[0] for r in rows], "")))


SAME_QUOTATION = [
    # one statement, two wordings: (speaker, words, speaker, words)
    ("Ann Lee", "We will not close the school.", "Ann Lee", "We won't close the school"),
    ("Ann Lee", "We will not close the school.", "A. Lee", "we will never close the school"),
    ("Ann B. Lee", "a total disgrace", "Lee", "This is a total disgrace for the county"),
    ("the Ministry", "a defence programme worth five million", "Ministry", "a defense program worth 5 million"),
    # not named in one article, but the words are long and the same
    (None, "the bridge was never inspected since 1990", "Ann Lee", "The bridge was never inspected since 1990."),
    # a foreign name spelt in two ways
    ("Yusuf Karimi", "we asked them to leave the valley", "Yusuf Kareemy", "We asked them to leave the valley."),
]  # fmt: skip

DIFFERENT_QUOTATIONS = [
    ("Ann Lee", "was a mistake", "the Ministry", "was a mistake"),
    ("Ann Lee", "the bridge was never inspected since 1990", "Bob Ray", "the bridge was never inspected since 1990"),
    ("Donna Hall", "we were never asked about the new road", "Peter Hall", "we were never asked about the new road"),
    ("Ann Lee", "There are no plans to leave", "Ann Lee", "There has been no decision to leave"),
    ("Ann Lee", "it is what it is", "Ann Lee", "that is what it has to be"),
    (None, "a mistake", "Ann Lee", "a mistake"),
    ("Ann Lee", "I do", "Ann Lee", "I do"),
    (None, "outrageous distortion", None, "outrageous distortion"),
]  # fmt: skip


NAMES = [
    ("Mark Milley", "M. Milley", SAME), ("Mark A. Milley", "Mark Milley", SAME), ("Milley", "Mark Milley", SAME),
    ("Dan Brown", "Dana Brown", OPEN), ("Ali Hassan", "Alison Hassan", OPEN), ("Jo Smith", "John Smith", OPEN),
    ("Mike Ray", "Michael Ray", OPEN), ("M. Ray", "P. Ray", DIFFERENT), ("Ann Lee", "Bob Lee", DIFFERENT),
    ("Ian W. Ray", "Ian H. W. Ray", DIFFERENT), ("Ian W. Ray", "Ian Ray", SAME), ("Ana Maria Soto", "Ana Lopez Soto", SAME),
    ("Ian Ray Jr.", "Ian Ray", OPEN), ("Ian Ray Jr.", "Ian Ray Sr.", DIFFERENT), ("Ann Lee, MP", "Ann Lee", SAME),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "answer"), NAMES)
def test_names_of_one_person(one, other, answer):
    assert compare(source(one, True, None), source(other, True, None)) == answer
    assert compare(source(other, True, None), source(one, True, None)) == answer


class TestClusters:
    @pytest.mark.parametrize(("one", "words", "other", "others"), SAME_QUOTATION)
    def test_one_statement(self, one, words, other, others):
        assert found_in(("a", one, words), ("b", other, others))["cluster_id"].tolist() == [0, 0]

    @pytest.mark.parametrize(("one", "words", "other", "others"), DIFFERENT_QUOTATIONS)
    def test_two_statements(self, one, words, other, others):
        assert found_in(("a", one, words), ("b", other, others)).empty

    def test_a_third_article_never_joins_two_speakers(self):
        words = "the bridge was never inspected since it opened"
        found = found_in(("a", "Ann Lee", words), ("b", None, words), ("c", "Bob Ray", words))
        assert set(found["article_id"]) == {"a", "b"}

    def test_the_letter_of_two_names_is_one_document(self):
        words = "all staff are required to leave the building at noon"
        found = found_in(("a", "Ann Lee", words, True, "document"), ("b", "Port Authority", words, True, "document"))
        assert len(found) == 2

    def test_an_article_that_repeats_itself_shares_nothing(self):
        assert found_in(("a", "Ann Lee", "a total disgrace"), ("a", "Ann Lee", "a total disgrace")).empty

    def test_other_stories_are_other_statements(self):
        rows = quotes_of(("a", "Ann Lee", "a total disgrace"), ("b", "Ann Lee", "a total disgrace"))
        articles = articles_of({"a": "", "b": ""}).assign(story=pd.array(["flood", "election"], dtype="string"))
        assert variants.find(rows, articles).empty

    def test_a_word_that_two_statements_have_belongs_to_neither(self):
        rows = [
            ("a", "Ann Lee", "The shameful delay cost lives"), ("b", "Ann Lee", "The shameful delay cost lives"),
            ("a", "Ann Lee", "They wrote a shameful report"), ("b", "Ann Lee", "They wrote a shameful report"),
        ]  # fmt: skip
        assert len(found_in(*rows)) == 4
        assert len(found_in(*rows, ("c", "Ann Lee", "shameful"))) == 4
        assert len(found_in(*rows[:2], ("c", "Ann Lee", "shameful"))) == 3

    def test_a_few_words_are_no_rewording_of_a_few_others(self):
        found = found_in(
            ("a", "Ann Lee", "act of greed and an act of fear"), ("b", "Ann Lee", "act of greed"),
            ("c", "Ann Lee", "act of greed"), ("c", "Ann Lee", "act of fear"),
        )  # fmt: skip
        assert "act of fear" not in set(found["text"])
        assert set(found["kind"]) == {"whole"}


BASE = "We will not close the school until the council has voted"
DIFFERENCES = [
    # own words, kind, differences, declared
    ("we won’t close the school until the Council has voted.", "whole", [], True),
    ("We will close the school until the council has voted", "cut", [["cut", "not", ""]], False),
    ("We will not close the school", "cut", [["cut", "until the council has voted", ""]], False),
    ("We will not close the school …", "cut", [["cut", "until the council has voted", ""]], True),
    ("We will not close … until the council has voted", "cut", [["cut", "the school", ""]], True),
    ("[T]he council has voted", "cut", [["cut", "We will not close the school until", ""]], False),
    ("We will not close [it] until the council has voted", "reworded", [["changed", "the school", "[it]"]], True),
    ("We will not close the school [in Dale] until the council has voted", "whole", [["added", "", "[in Dale]"]], True),
    ("We will not shut the school until the council has voted", "reworded", [["changed", "close", "shut"]], False),
    ("We will not ever close the school until the council has voted", "reworded", [["added", "", "ever"]], False),
    ("I said: we will not close the school until the council has voted", "whole", [["added", "", "I said"]], False),
    ("We will not close the school until the council has met", "reworded", [["changed", "voted", "met"]], False),
    (  # goes on with another passage
        "We will not close the school, as we have told all the parents", "cut",
        [["cut", "until the council has voted", ""], ["added", "", "as we have told all the parents"]], False,
    ),
]  # fmt: skip


class TestDifferences:
    @pytest.mark.parametrize(("words", "kind", "operations", "declared"), DIFFERENCES)
    def test_against_the_base(self, words, kind, operations, declared):
        found = found_in(("a", "Ann Lee", BASE), ("b", "Ann Lee", BASE), ("c", "Ann Lee", words))
        assert found["base"].tolist() == [True, False, False]
        row = found.iloc[2]
        assert (row["kind"], json.loads(row["operations"]), bool(row["declared"])) == (kind, operations, declared)
        runs = variants.differences(found)
        assert "".join(runs.loc[runs["article_id"] == "c", "text"]) == words

    @pytest.mark.parametrize(
        ("words", "cell"),
        [
            ("I said: we will not close the school until the council has voted, believe me all of you", "whole"),
            ("Look, as I said, we will not close the school", "cut"),
            ("We will not close the school until the new council has voted", "reworded"),
        ],
    )
    def test_more_words_around_are_no_other_words(self, words, cell):
        found = found_in(("a", "Ann Lee", BASE), ("b", "Ann Lee", BASE), ("c", "Ann Lee", words))
        assert variants.matrix(found, articles_of(dict.fromkeys("abc", ""))).iloc[0].tolist() == [
            "whole",
            "whole",
            cell,
        ]

    def test_words_that_the_base_leaves_out_and_says_so_are_no_other_words(self):
        cut = "We will not close the school … until the council has voted"
        full = "We will not close the school in Dale until the council has voted"
        found = found_in(("a", "Ann Lee", cut), ("b", "Ann Lee", cut), ("c", "Ann Lee", full))
        assert found["kind"].tolist() == ["whole"] * 3
        assert found["declared"].all()

    def test_the_majority_is_the_base_not_the_longest(self):
        rows = [("a", "Ann Lee", BASE + ", believe me"), ("b", "Ann Lee", BASE), ("c", "Ann Lee", BASE)]
        found = found_in(*rows)
        assert found.loc[found["base"], "article_id"].tolist() == ["b"]
        assert found["kind"].tolist() == ["whole"] * 3

    def test_two_articles_of_one_outlet_are_no_majority(self):
        texts = dict.fromkeys("abcd", "")
        quotes = quotes_of(
            ("a", "Ann Lee", "We will never close the school"), ("b", "Ann Lee", "We will never close the school"),
            ("c", "Ann Lee", "We will not close the school"), ("d", "Ann Lee", "We will not close the school"),
        )  # fmt: skip
        found = variants.find(quotes, articles_of(texts, {"a": "X", "b": "X", "c": "Y", "d": "Z"}))
        assert found.loc[found["base"], "article_id"].tolist() == ["c"]


def test_nothing_to_compare():
    empty = variants.find(schema.empty("quotes"), articles_of({"a": ""}))
    schema.check(empty, "variants")
    assert empty.empty
    assert variants.differences(empty).empty
    assert variants.matrix(empty, articles_of({"a": ""})).shape == (0, 1)


words = st.sampled_from(
    ["we", "will", "not", "close", "the", "school", "…", "[it]", "it's", "never", "airbase", "air", "base", "(a", "b)"]
)
speakers = st.sampled_from(["Ann Lee", "A. Lee", "Bob Ray", None])
rows = st.tuples(st.sampled_from("abc"), speakers, st.lists(words, max_size=12).map(" ".join) | st.text(max_size=30))


@settings(deadline=None, max_examples=60)
@given(st.lists(rows, max_size=8))
def test_what_always_holds(rows):
    found = found_in(*rows) if rows else variants.find(schema.empty("quotes"), articles_of({}))
    schema.check(found, "variants")
    for _, cluster in found.groupby("cluster_id"):
        assert cluster["article_id"].nunique() > 1
        assert cluster.loc[cluster["base"], "article_id"].nunique() == 1
        assert not {"Ann Lee", "Bob Ray"} <= set(cluster["speaker"].dropna())
    runs = variants.differences(found)
    own = runs.groupby(["cluster_id", "article_id", "quote_id"])["text"].sum().to_dict()
    for row in found.itertuples():
        assert own[(row.cluster_id, row.article_id, row.quote_id)] == row.text
    variants.matrix(found, articles_of(dict.fromkeys([r[0] for r in rows], "")))


def test_findings_of_the_seeds():
    """What a reader finds who lays the five articles side by side: five places where a shared quotation differs, and an
    article that quotes the letter in two ways."""
    tables = {name: schema.empty(name) for name in ("claims", "sentences")}
    tables |= {"quotes": coded_quotes(), "articles": articles_of(SEEDS)}
    tables["variants"] = variants.find(tables["quotes"], tables["articles"])
    found = findings.find(tables, SimpleNamespace(propositions=[], actors=()))
    assert found["sentence"].tolist() == [
        "Mark Milley is quoted in different words: “[…] unsigned, it should never have been released” in article 000 and "
        "article 003, “[…] unsigned, it should not have been released […]” in article 002.",
        "William Seely is quoted in different words: “in due deference to the […]” in article 003 and article 004, "
        "“[…] in deference to the […]” in article 002.",
        "Mark Esper is quoted in different words: “[…] been no decision whatsoever to leave” in article 000 and "
        "article 001, “[…] been no decision made to leave Iraq […]” in article 004.",
        "William Seely is quoted in different words: “[…] out of Iraq is conducted in a safe […]” in article 003, "
        "“[…] out of Iraq in a safe […]” in article 004.",
        "Article 004 quotes William H Seely in two wordings: “[…] repositioning forces over the course of the coming days […]” "
        "and “repositioning forces in the coming days […]”.",
        "The same quotation is given in different words: “[…] your sovereign decision to order our departure” in "
        "article 002, “[…] your sovereign decision ordering our departure” in article 001.",
    ]
