"""Word lists: what their lexicons' examples say is found, beside the hedges and apart from them."""

import shutil

import pandas as pd

from analysis import lexicon, pipeline, schema
from analysis.evidence import units
from analysis.lexicon import Entry, Lexicon
from analysis.signals import word_lists


def sentence(text):
    return schema.from_rows("sentences", [
        {"article_id": "a", "sentence_id": 0, "start": 5, "end": 5 + len(text), "text": text,
         "part": "body", "paragraph": 1, "n_words": len(text.split())}
    ])  # fmt: skip


def wrong(the_lexicon):
    """The worked examples of a lexicon in which something else is found than they say."""
    found = []
    for example in the_lexicon.examples:
        cues = word_lists.find(sentence(example["text"]), the_lexicon)
        if dict(zip(cues["text"], cues["category"], strict=True)) != example["finds"]:
            found.append(example["text"])
    return found


def test_each_example_of_the_word_lists_is_found_as_it_says():
    assert [text for name in pipeline.WORD_LISTS for text in wrong(lexicon.load(name))] == []


def test_an_example_that_is_not_found_is_told():
    entries = (Entry("at once", "time"),)
    right = {"text": "They left at once.", "finds": {"at once": "time"}}
    for example, says in (
        (right, []),
        ({**right, "finds": {}}, [right["text"]]),
        ({**right, "text": "At one."}, ["At one."]),
    ):
        assert wrong(Lexicon("urgency", "", "", {"time": {}}, entries, examples=(example,))) == says


def test_an_expression_is_a_row_of_cues_with_its_place():
    pressing = Lexicon("urgency", "", "", {"time": {"meter": "haste"}}, (Entry("at once", "time"),))
    cues = schema.check(word_lists.find(sentence("They left At once."), pressing), "cues")
    assert cues[["start", "end", "text", "signal", "category", "entry", "meter"]].values.tolist() == [
        [15, 22, "At once", "urgency", "time", "at once", "haste"]
    ]


def test_a_word_list_adds_rows_and_changes_none_of_the_hedges(tmp_path, monkeypatch):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(
        "Bridge shut\n\nThe bridge may be shut at once, the mayor said.", encoding="utf-8"
    )
    monkeypatch.setattr(pipeline, "WORD_LISTS", ())
    before = pipeline.analyse(tmp_path / "news")
    shutil.copytree(lexicon.FOLDER, tmp_path / "lexicons")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path / "lexicons")
    (tmp_path / "lexicons" / "urgency.yaml").write_text(
        "lexicon: urgency\nabout: haste\nsource: us\nlicence: MIT\n"
        "categories: {time: {about: soon, meter: boosters}}\nentries: [{match: at once, category: time}]\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(pipeline, "WORD_LISTS", ("urgency",))
    after = pipeline.analyse(tmp_path / "news")
    assert after["cues"]["signal"].tolist() == ["hedges", "urgency"]
    assert after["cues"]["voice"].tolist() == ["reported", "reported"]
    new = after["measures"][after["measures"]["signal"] == "urgency"]
    assert new[["measure", "voice", "count", "exposure", "per"]].values.tolist() == [
        ["boosters", "narrator", 0.0, 3.0, "1,000 words"],
        ["boosters", "reported", 1.0, 7.0, "1,000 words"],
        ["boosters", "quoted", 0.0, 0.0, "1,000 words"],
    ]
    for name, table in before.items():
        old = after[name]
        if "signal" in old:
            old = old[old["signal"] != "urgency"].reset_index(drop=True)
        pd.testing.assert_frame_equal(table, old)
    assert units.find(before).equals(units.find(after))
