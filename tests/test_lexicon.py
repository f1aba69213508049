"""Lexicons: every file of the project passes its own examples, and a broken file says what is wrong with it."""

from dataclasses import replace

import pytest

from analysis import matcher, pipeline, study
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
        ("entries: [{match: a, category: c, nxt: b}]", "entry 1 ('a'): `nxt` is no known key; did you mean next?"),
        ("entries: [{match: a, category: c, case: upper}]", "case 'upper' is neither"),
        ("entries: [{match: a, category: c, next: '('}]", "is no regular expression"),
        ("entries: [{match: a, category: c, next: '{verb}'}]", "no pattern 'verb'"),
        ("entries: [{match: a, category: c, next: 5}]", "condition 5 is no text"),
        ("entries: [a]", "entry 1 ('a'): should be a mapping"),
        ("exempt: [{match: a, category: c}]", "category 'c' is not one of ['exempt']"),
        ("entires: []", "`entires` is no known key; did you mean entries?"),
        ("examples: [{text: a, find: {}}]", "`examples[0].find` is no known key; did you mean finds?"),
        ("entries: [", "not readable as YAML"),
        ("entries: 5", "`entries` should be a list"),
        ("entries: [{match: '*', category: c}]", "`match` '*' has a * without a word"),
        ("entries: [{match: 'so *', category: c}]", "`match` 'so *' has a * without a word"),
        ('entries: [{match: "\\u00a0", category: c}]', "is no text"),
        ("entries: [{match: a, category: c, holds: 5}]", "entry 1 ('a'): `holds` should be a list"),
        ("entries: [{match: a, category: c, holds: abc}]", "`holds` should be a list"),
        ("entries: [{match: a, category: c, holds: [5]}]", "`holds[0]` 5 is no text"),
        ("entries: [{match: a, category: c, prev: '(?i)b'}]", "'(?i)b' is no regular expression"),
        ("entries: [{match: a, category: c, regex: 'yes'}]", "`regex` 'yes' should be true or false"),
        ("entries: [{match: a, category: c, stands_for: 5}]", "`stands_for` 5 is no text"),
        ("entries: [{match: a, category: [c]}]", "category ['c'] is not one of ['c']"),
        ("exempt: [abc]", "exempt entry 1 ('abc'): should be a mapping"),
        ("examples: 5", "`examples` should be a list"),
        ("examples: [a]", "`examples[0]` should be a mapping"),
        ("examples: [{text: a, finds: b}]", "`finds` should be a mapping"),
        ("patterns: [a]", "`patterns` should be a mapping"),
        ("patterns: {on: a}", "`patterns` has the key True, which is no text"),
        ("removed: [may]", "`removed[0]` should be a mapping with the keys match, why"),
        ("removed: [{match: [[may]]}]", "`removed[0].match[0]` ['may'] is no text"),
        ("removed: [{match: 3}, {match: zzz}]", "`removed[0].match` 3 is no text"),
        ("removed: [{why: rare}]", "`removed[0].match` is missing"),
        ("3: a\nfoo: b", "`3` is no known key"),
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


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("categories: [c]", "`categories` should be a mapping"),
        ("categories: {c: some words}", "`categories.c` should be a mapping"),
        ("lexicon: [x]", "`lexicon` ['x'] is no text"),
        ("- a", "should be a mapping with the keys lexicon, about"),
        ("", "should be a mapping with the keys lexicon, about"),
    ],
)
def test_a_wrong_head_is_refused_with_its_place(tmp_path, head, says):
    path = tmp_path / "mine.yaml"
    path.write_text(head, encoding="utf-8")
    with pytest.raises(InputError) as error:
        load("x", path)
    assert says in str(error.value)
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
        ("extends: hedges\ncategories: {aside: {about: b}}", "`categories.aside` has no `meter`, as those of"),
    ],
)
def test_what_cannot_stand_for_a_lexicon(tmp_path, text, says):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        check_stand_in("hedges", path)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("furniture", "has no `label`, as those of the lexicon furniture have"),
        ("wires", "`patterns` has no `agency`, which is asked for by name"),
        ("demands", "has no `strength`"),
    ],
)
def test_categories_alone_stand_for_no_lexicon_that_needs_more(tmp_path, name, says):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "categories:\n" + "".join(f"  {c}: {{about: b}}\n" for c in load(name).categories), encoding="utf-8"
    )
    with pytest.raises(InputError) as error:
        check_stand_in(name, path)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", NAMES)
def test_every_lexicon_of_the_project_can_stand_for_itself(name):
    check_stand_in(name, load(name).path)


def test_a_category_of_no_meter_is_counted_by_none(tmp_path):
    (tmp_path / "mine.yaml").write_text(
        "extends: hedges\ncategories: {aside: {about: b}}\nentries: [{match: by the way, category: aside}]\n"
    )
    told = (
        "The harbour {0} closed on Monday after crews found long cracks in the old eastern wall near the ferry dock. "
        "Engineers {1} measured every stone of it on Tuesday morning and then sent the mayor a short list of repairs "
        "that the town has paid for before the winter storms arrive from the north again this year."
    )
    rows = [f'H,"{told.format(*words)}"' for words in (("was", "by the way"), ("was", "then"))]
    (tmp_path / "a.csv").write_text("\n".join(["headline,text", *rows]), encoding="utf-8")
    own = replace(study.load(tmp_path / "a.csv"), lexicons={"hedges": tmp_path / "mine.yaml"})
    tables = pipeline.analyse(own)
    assert len(tables["edits"]) == 1
    assert tables["cues"][["category", "meter"]].fillna("none").to_numpy().tolist() == [["aside", "none"]]


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
