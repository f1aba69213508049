"""Lexicons: every file of the project passes its own examples, and a broken file says what is wrong with it."""

import pytest

from analysis import matcher
from analysis.errors import InputError
from analysis.lexicon import CONDITIONS, check_stand_in, in_stead, load, names
from analysis.signals import stance

NAMES = names()


@pytest.mark.parametrize("name", NAMES)
def test_a_lexicon_says_what_it_is_and_where_it_comes_from(name):
    lexicon = load(name)
    assert lexicon.name == name
    assert lexicon.about
    assert lexicon.source
    assert all(category.get("about") for category in lexicon.categories.values())
    assert all(removed.get("why") for removed in lexicon.removed)


HEAD = "lexicon: x\nabout: y\nsource: z\ncategories: {c: {about: d}}\n"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("entries: [{match: no, category: c}]", "entry 1 (False): `match` False is no text"),
        ("entries: [{match: '', category: c}]", "is no text"),
        ("entries: [{match: a, category: d}]", "entry 1 ('a'): category 'd' is not one of ['c']"),
        ("entries: [{match: a, category: c, nxt: b}]", "entry 1 ('a'): unknown key 'nxt'"),
        ("entries: [{match: a, category: c, case: upper}]", "case 'upper' is neither"),
        ("entries: [{match: a, category: c, next: '('}]", "is no regular expression"),
        ("entries: [{match: a, category: c, next: '{verb}'}]", "no pattern 'verb'"),
        ("entries: [{match: a, category: c, next: 5}]", "condition 5 is no text"),
        ("entries: [a]", "entry 1 ('a'): should be a mapping"),
        ("exempt: [{match: a, category: c}]", "category 'c' is not one of ['exempt']"),
        ("entires: []", "unknown key 'entires'"),
        ("examples: [{text: a, find: {}}]", "example 1: unknown key 'find'"),
        ("entries: [", "not readable as YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path, body, says):
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(InputError) as error:
        load("x", path)
    assert says in str(error.value)
    assert "mine.yaml" in str(error.value)
    assert "\n" not in str(error.value)


OWN = """
lexicon: ours
about: words of our field
source: us
extends: hedges
entries:
  - {match: on balance, category: adverb}
  - {match: perhaps, category: booster}
removed:
  - {match: reportedly, why: "in our texts a source is named"}
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "ours.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def categories(text):
    return {hit.entry.match: hit.entry.category for hit in matcher.find(text, load("hedges"))}


TEXT = "On balance it is perhaps so, reportedly; it may rain."


def test_a_lexicon_extends_another(own):
    shipped = categories(TEXT)
    assert shipped == {"perhaps": "adverb", "reportedly": "evidential", "may": "modal"}
    with in_stead({"hedges": own}):
        assert load("hedges").extends is not None
        assert categories(TEXT) == {"on balance": "adverb", "perhaps": "booster", "may": "modal"}
    assert categories(TEXT) == shipped


def test_what_was_made_of_a_lexicon_is_forgotten(tmp_path):
    own = tmp_path / "stance.yaml"
    own.write_text("extends: stance\nentries: [{match: harrumphs at, category: denial}]\n", encoding="utf-8")
    headline, claim = "Mayor harrumphs at plan to close harbour", "The harbour will close."
    assert stance.read(headline, claim).stance == "for"
    with in_stead({"stance": own}):
        assert stance.read(headline, claim).stance == "against"
    assert stance.read(headline, claim).stance == "for"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("extends: hedge", "`extends` names no lexicon of the project: 'hedge'; did you mean hedges?"),
        ("extends: media", "extends media, and stands for hedges"),
        ("categories: {modal: {about: may}}", "has no category 'epistemic_verb' of the lexicon hedges"),
        ("extends: hedges\nremoved: [{match: zounds}]", "removes 'zounds', which hedges does not hold"),
    ],
)
def test_what_cannot_stand_for_a_lexicon(tmp_path, text, says):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        check_stand_in("hedges", path)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.yaml: no such file"):
        load("x", tmp_path / "none.yaml")


def test_patterns_stand_for_one_another(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        HEAD + "patterns: {be: 'is|are', being: '{be} \\w+ing'}\nentries: [{match: a, category: c, next: '{being}'}]",
        encoding="utf-8",
    )
    assert load("x", path).entries[0].next == r"(?:(?:is|are) \w+ing)"


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_speak_of_the_lexicon(name):
    lexicon = load(name)
    for example in lexicon.examples:
        for surface, category in example["finds"].items():
            assert surface in example["text"]
            assert category in lexicon.categories


def test_no_entry_of_the_hedges_stands_behind_one_without_conditions():
    seen = set()
    for entry in load("hedges").entries:
        assert entry.match not in seen, f"{entry.match}: an entry above it takes every match"
        if not (entry.case or any(getattr(entry, condition) for condition in CONDITIONS)):
            seen.add(entry.match)
