"""Hedges: the lexicon's own examples, the seeds' curated coding, and what holds for every text."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema, spans
from analysis.errors import InputError
from analysis.lexicon import load
from analysis.signals import hedges

ROOT = Path(__file__).parents[2]
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
    return [(text[start:end], category) for start, end, _, category, _ in hedges.in_sentence(text, LEXICON)]


@pytest.mark.parametrize("example", LEXICON.examples, ids=lambda e: e["text"][:60])
def test_the_examples_of_the_lexicon(example):
    assert dict(finds(example["text"])) == example["finds"], example.get("why", "")


def test_every_category_has_an_example_and_a_meter():
    shown = {category for example in LEXICON.examples for category in example["finds"].values()}
    assert shown == set(LEXICON.categories)
    assert {c["meter"] for c in LEXICON.categories.values()} == {"uncertainty", "vagueness", "boosters", "distancing"}
    assert {n for n, c in LEXICON.categories.items() if c["meter"] == "uncertainty"} == set(hedges.UNCERTAINTY)


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
    ],
)
def test_the_words_a_cue_qualifies(text, cue, scope):
    found = {text[c[0] : c[1]]: c[4] for c in hedges.in_sentence(text, LEXICON)}
    assert (text[slice(*found[cue])] if found[cue] else None) == scope


def test_the_table_keeps_the_places_of_the_article():
    table = hedges.find(sentences("All is well.", "It may rain, perhaps."))
    schema.check(table, "cues")
    assert table[["sentence_id", "start", "end", "text"]].values.tolist() == [
        [1, 16, 19, "may"],
        [1, 26, 33, "perhaps"],
    ]
    assert table["voice"].isna().all()


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


def curated():
    """The seeds' body lines as sentences, and the curated hedges and boosters in them, but conditions."""
    with (ROOT / "data/codings/iraq-letter/curated.csv").open(encoding="utf-8", newline="") as file:
        rows = [{**r, "start": int(r["start"]), "end": int(r["end"])} for r in csv.DictReader(file) if r["start"]]
    body = [r for r in rows if r["unit"] == "line" and r["variable"] == "label" and r["value"] == "body"]
    coded = {
        (r["article_id"], r["start"], r["end"])
        for r in rows
        if r["unit"] in ("hedge", "booster")
        and any(line["article_id"] == r["article_id"] and line["start"] <= r["start"] < line["end"] for line in body)
    }
    return body, coded


def test_the_seeds_against_their_curated_coding():
    body, coded = curated()
    found = set()
    for line in body:
        (path,) = (ROOT / "seeds").glob(f"{line['article_id']}_*.txt")
        text = path.read_bytes().decode("utf-8")[line["start"] : line["end"]]
        for start, end, _, category, _ in hedges.in_sentence(text, LEXICON):
            if category != "conditional":
                found.add((line["article_id"], line["start"] + start, line["start"] + end))
    both = len(found & coded)
    assert 2 * both / (len(found) + len(coded)) >= 0.85, (sorted(coded - found), sorted(found - coded))
