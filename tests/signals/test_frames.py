"""Frames: the generic codebook's examples and counter-examples, broken codebooks, presence in the articles."""

import pytest
import yaml

from analysis import codebook, schema, spans, study
from analysis.comparison import frames as framing
from analysis.errors import InputError
from analysis.pipeline import analyse
from analysis.signals import frames

BOOK = codebook.load()


@pytest.mark.parametrize(("frame", "text"), [(f.id, text) for f in BOOK.frames for text in f.examples])
def test_an_example_shows_its_frame(frame, text):
    assert frames.leading([text], BOOK) == [frame]


@pytest.mark.parametrize(("frame", "text"), [(f.id, text) for f in BOOK.frames for text in f.counter_examples])
def test_a_counter_example_does_not(frame, text):
    assert frames.leading([text], BOOK) != [frame]


def test_every_frame_is_described_for_a_coder():
    assert [f.id for f in BOOK.frames] == [
        "conflict",
        "human_interest",
        "economic_consequences",
        "morality",
        "responsibility",
    ]
    for frame in BOOK.frames:
        assert len(frame.questions) >= 3
        assert len(BOOK.terms.words(frame.id)) >= 20


GOOD = {
    "codebook": "harbour",
    "frames": [{"id": "trade", "definition": "d", "include": "i", "exclude": "e", "examples": ["x"], "counter_examples": ["y"], "terms": ["cargo"]}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"frames": []}, "a list `frames`"),
        ({"wrong": 1}, "unknown key 'wrong'"),
        ({"least": 0}, "`least` 0"),
        ({"frames": [{**GOOD["frames"][0], "terms": []}]}, "frame 1 (trade): `terms` is missing"),
        ({"frames": [{**GOOD["frames"][0], "terms": [False]}]}, "a term is neither text nor a mapping"),
        ({"frames": [{**GOOD["frames"][0], "terms": [{"match": "a", "nxt": "b"}]}]}, "`nxt` is no known key"),
        ({"frames": [{**GOOD["frames"][0], "colour": "red"}]}, "unknown key 'colour'"),
        ({"frames": [GOOD["frames"][0], GOOD["frames"][0]]}, "the id 'trade' is taken"),
        ({"frames": ["trade"]}, "should be a mapping"),
    ],
)
def test_a_broken_codebook_says_what_is_wrong(tmp_path, change, says):
    path = tmp_path / "book.yaml"
    path.write_text(yaml.safe_dump({**GOOD, **change}), encoding="utf-8")
    with pytest.raises(InputError) as error:
        codebook.load(path)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_study_names_its_own_codebook(tmp_path):
    (tmp_path / "book.yaml").write_text(yaml.safe_dump(GOOD), encoding="utf-8")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(
        "Cargo waits\n\nThe cargo waits in the port of Ames today.\n", encoding="utf-8"
    )
    (tmp_path / "study.yaml").write_text("title: T\ncorpus: news\nframes: book.yaml\n", encoding="utf-8")
    the_study = study.load(tmp_path / "study.yaml")
    tables = analyse(the_study)
    assert tables["frames"]["frame"].tolist() == ["trade", "trade"]
    present = framing.presence(tables["frames"], tables["articles"], codebook.load(the_study.frames))
    row = present.iloc[0]
    assert (row["terms"], row["sentences"], row["own"], row["in_headline"], row["shown"]) == (1, 2, 2, True, True)


def test_the_seeds_terms_are_spans_and_zeros_are_rows():
    tables = analyse("data/studies/iraq-letter.yaml")
    found = schema.check(tables["frames"], "frames")
    assert not len(spans.mismatches(found, tables["articles"]))
    present = framing.presence(found, tables["articles"], BOOK)
    assert len(present) == 5 * 5
    conflict = present[present["frame"] == "conflict"].set_index("article_id")
    # 004 has denies, denied, tension, revenge, retaliation; 002 a threat; the others none of the words
    assert conflict["terms"].to_dict() == {"000": 0, "001": 0, "002": 1, "003": 0, "004": 5}
    assert conflict["in_headline"].to_dict() == {"000": False, "001": False, "002": False, "003": False, "004": True}
