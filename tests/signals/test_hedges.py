"""Hedges: the lexicon's own examples, the seeds' curated coding, and what holds for every text."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corpus, schema, spans, study
from analysis.errors import InputError
from analysis.lexicon import load
from analysis.signals import hedges

LEXICON = load("hedges")


def sentences(*texts, article_id="a"):
    rows, start = [], 0
    for number, text in enumerate(texts):
        rows.append({
            "article_id": article_id, "sentence_id": number, "start": start, "end": start + len(text), "text": text,
            "part": "body", "paragraph": 1, "n_words": len(text.split()),
        })  # fmt: skip
        start += len(text) + 1
    return schema.from_rows("sentences", rows)


def finds(text):
    return [(text[start:end], category) for start, end, _, category, _ in hedges.in_sentences([text], LEXICON)[0]]


@pytest.mark.parametrize("example", LEXICON.examples, ids=lambda e: e["text"][:60])
def test_the_examples_of_the_lexicon(example):
    assert dict(finds(example["text"])) == example["finds"], example.get("why", "")


def test_every_category_has_an_example_and_a_meter():
    shown = {category for example in LEXICON.examples for category in example["finds"].values()}
    assert shown == set(LEXICON.categories)
    metered = {n: c["meter"] for n, c in LEXICON.categories.items() if n != hedges.UNCOUNTED}
    assert set(metered.values()) == {"uncertainty", "vagueness", "boosters", "distancing"}
    assert {n for n, meter in metered.items() if meter == "uncertainty"} == set(hedges.UNCERTAINTY)


@pytest.mark.parametrize(
    ("text", "cue", "scope"),
    [
        ("Troops may leave soon, he said.", "may", "leave soon"),
        ("There were about 40 arrests.", "about", "40"),
        ("More than $2.5 billion was lost.", "More than", "$2.5 billion"),
        ("The order was a mistake, apparently.", "apparently", "The order was a mistake"),
        ("Who wrote it?", "Who wrote it?", "Who wrote it?"),
        ("They asked whether he knew.", "whether", "he knew"),
        ("Perhaps.", "Perhaps", None),
        ("Mr. Hale may meet Mrs. Roe.", "may", "meet Mrs. Roe"),
        ("It has no value whatsoever in court.", "whatsoever", "It has no value"),
        ("Support fell by about a third.", "about", "a third"),
        ("Nearly everyone left.", "Nearly", "everyone left"),
    ],
)
def test_the_words_a_cue_qualifies(text, cue, scope):
    found = {text[c[0] : c[1]]: c[4] for c in hedges.in_sentences([text], LEXICON)[0]}
    assert (text[slice(*found[cue])] if found[cue] else None) == scope


def test_the_table_keeps_the_places_of_the_article():
    table = hedges.find(sentences("All is well.", "It may rain, perhaps."))
    schema.check(table, "cues")
    assert table[["sentence_id", "start", "end", "text"]].values.tolist() == [
        [1, 16, 19, "may"],
        [1, 26, 33, "perhaps"],
    ]
    assert table["voice"].isna().all()


def test_direct_questions_can_be_set_apart():
    cues = hedges.find(sentences("Could it rain?", "They ask whether it rains about twice a year."))
    assert hedges.uncertain(cues)["text"].tolist() == ["Could", "whether"]
    assert cues["text"].tolist() == ["Could it rain?", "Could", "whether", "about"]


def test_the_question_of_a_subheading_leaves_nothing_open():
    asked = sentences("What was the letter about?", "Could it rain?")
    asked.loc[0, "part"] = "subheading"
    assert hedges.find(asked)["text"].tolist() == ["Could it rain?", "Could"]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        # a duty or a plan; hearsay
        ("The firm was supposed to repair the bridge.", []),
        ("The train was supposed to arrive at noon.", []),
        ("Citizens are not supposed to enter.", []),
        ("He is supposed to have said it.", ["supposed"]),
        ("The supposed expert left.", ["supposed"]),
        # what somebody did; what nobody answers for
        ("Residents accused the mayor of lying.", []),
        ("She accuses him of theft.", []),
        ("Accusing the mayor of lying, the clerk left.", []),
        ("The mayor rejected their accusations.", []),
        ("The firm was accused of dumping waste.", ["accused"]),
        ("Accusations of fraud followed.", ["Accusations"]),
        # the feeling; what may come
        ("She feared for her life.", []),
        ("They fear for their children.", []),
        ("She feared the dark.", []),
        ("He feared her.", []),
        ("Twelve people are feared dead.", ["feared"]),
        ("They feared the dam would break.", ["feared"]),
        ("Many fear a war.", ["fear"]),
        # more than, said as a rough figure; a place, a stretch of time, a matter
        ("Over 3 million people voted.", ["Over"]),
        ("More than 3 million people voted.", ["More than"]),
        ("Sales in excess of 3 million were reached.", ["in excess of"]),
        ("Prices rose over two years.", []),
        ("She has worked there for over two years.", ["over"]),
        ("The firm was fined over 12 breaches.", []),
        ("Police fined over 200 drivers.", ["over"]),
        ("Schools expect parents will complain.", ["expect"]),
        ("The balloon flew over 12 towns.", []),
        # hearsay without a source
        ("The firm is understood to be in talks.", ["understood"]),
        ("The talks were not understood by all.", []),
        ("It is not yet known who did it.", ["not yet known"]),
        ("He was not known to the police.", []),
    ],
)
def test_what_is_counted_and_what_is_not(text, counted):
    assert hedges.find(sentences(text))["text"].tolist() == counted


def test_no_sentences_no_cues():
    assert hedges.find(schema.empty("sentences")).equals(schema.empty("cues"))


def test_a_user_may_bring_a_lexicon(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "lexicon: mine\nabout: x\nsource: y\ncategories: {mood: {about: z}}\n"
        "entries: [{match: sadly, category: mood}]\n",
        encoding="utf-8",
    )
    table = hedges.find(sentences("Sadly, it may rain. Why?"), path)
    assert table[["text", "category"]].values.tolist() == [["Sadly", "mood"]]
    assert table["meter"].isna().all()
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        path.read_text(encoding="utf-8").replace("about: z", "about: z, qualifies: noun"), encoding="utf-8"
    )
    with pytest.raises(InputError, match="qualifies: noun` is neither before nor one of its patterns"):
        hedges.find(sentences("Sadly, it may rain."), wrong)
    with pytest.raises(InputError, match=r"none\.yaml"):
        hedges.find(sentences("x"), tmp_path / "none.yaml")


pieces = st.sampled_from(
    ["may", "if", "would", "about 40", "“", "”", "?", "’", "\n", " ", ", ", ". ", "perhaps", "n’t", "in fact", "İ", "—"]
)
texts = st.lists(pieces).map(" ".join) | st.lists(pieces).map("".join) | st.text()


@settings(deadline=None)
@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4))
def test_what_holds_for_every_text(first, second):
    a, b = sentences(*first, article_id="a"), sentences(*second, article_id="b")
    together = hedges.find(pd.concat([a, b], ignore_index=True))
    apart = pd.concat([hedges.find(a), hedges.find(b)], ignore_index=True)
    assert together.equals(apart.astype(together.dtypes.to_dict()))
    schema.check(together, "cues")
    articles = schema.from_rows(
        "articles",
        [
            {"article_id": i, "outlet_key": i, "text": " ".join(t), "n_words": 0}
            for i, t in (("a", first), ("b", second))
        ],
    )
    assert spans.mismatches(together, articles).empty
    scope = together.dropna(subset="qualifies_start")
    assert (scope["qualifies_start"] < scope["qualifies_end"]).all()


def test_the_seeds_against_their_curated_coding(curated, root):
    """Hedges (vagueness and distancing too) and boosters in the body, by exact span; conditions are set aside."""
    sentences = corpus.read(study.load(root / "seeds"))["sentences"]
    cues = hedges.find(sentences[sentences["part"] == "body"])
    cues = cues[cues["category"] != "conditional"]
    found = {(a[:3], start, end) for a, start, end in zip(cues["article_id"], cues["start"], cues["end"], strict=True)}
    lines = curated[(curated["unit"] == "line") & (curated["value"] == "body")]
    coded = curated[curated["unit"].isin(["hedge", "booster"])]
    gold = {
        (article_id, start, end)
        for article_id, start, end in zip(coded["article_id"], coded["start"], coded["end"], strict=True)
        if ((lines["article_id"] == article_id) & (lines["start"] <= start) & (start < lines["end"])).any()
    }
    assert len(gold) == 44  # four more stand in furniture
    assert 2 * len(found & gold) / (len(found) + len(gold)) >= 0.85, (sorted(gold - found), sorted(found - gold))
