"""The lexicons of quotations: each worked example is found as it says."""

import pytest

from analysis import corpus
from analysis.known_names import is_medium
from analysis.lexicon import load
from analysis.signals import quotes
from analysis.signals.quotes import mentions, tags, tokens, verbs


def examples(name):
    return [pytest.param(e["text"], e["finds"], id=e["text"]) for e in load(name).examples]


@pytest.mark.parametrize(("text", "finds"), examples("reporting_verbs"))
def test_reporting_verbs(text, finds):
    words = [t.lower() for t in tokens.tokenize(text)]
    found = {}
    for at in range(len(words)):
        form = verbs.lookup(words, at)
        if form is not None:
            found[" ".join(words[at : at + 1 + len(form.particle)])] = form.verb_class
    assert found.items() >= finds.items()


@pytest.mark.parametrize(("text", "finds"), examples("titles"))
def test_titles(text, finds):
    words = text.split()
    assert {w: mentions.titles()[w] for w in words if w in mentions.titles()} == finds


@pytest.mark.parametrize(("text", "finds"), examples("roles"))
def test_roles(text, finds):
    described = text.split(" for ")[0]
    assert [mentions.role_of(described)] == (list(finds.values()) or [None])
    assert all(described.endswith(noun) for noun in finds)


@pytest.mark.parametrize(("text", "finds"), examples("media"))
def test_media(text, finds):
    assert is_medium(text) == bool(finds)


@pytest.mark.parametrize(("text", "finds"), examples("telling"))
def test_telling(text, finds):
    read = corpus.from_texts(["a"], ["Bridge closed\n\n" + text])
    found = quotes.find(read["articles"], read["lines"], read["sentences"])
    assert found["kind"].eq("indirect").all()
    assert found["cue"].tolist() == list(finds)
    for cue, category in finds.items():  # and it is found because it stands in that category
        assert base_of(cue) in load("telling").words(category)


def base_of(word):
    """The base form of a reporting verb, the singular of a noun."""
    verb = verbs.lookup([word.lower()], 0)
    noun = word.lower()
    known = set(load("telling").words("noun")) | set(load("telling").words("noun_of_act"))
    singular = next((n for n in (noun, noun.removesuffix("s")) if n in known), None)
    return verb.verb if singular is None and verb is not None else singular


def test_the_verbs_of_telling_are_reporting_verbs():
    kinds = (
        "asserting",
        "attitude",
        "finding",
        "taking",
        "taking_act",
        "commenting",
        "unsaid",
        "declining",
        "pledging",
    )
    known = {f.verb for forms in verbs.forms().values() for f in forms}
    assert {verb for kind in kinds for verb in load("telling").words(kind)} <= known
    assert set(load("telling").stands_for("stance_of").values()) <= known


@pytest.mark.parametrize(("text", "finds"), examples("places"))
def test_places(text, finds):
    assert (text.split()[0] in mentions.governments()) == bool(finds)


@pytest.mark.parametrize(("text", "finds"), examples("function_words"))
def test_function_words(text, finds):
    classes = load("function_words").categories
    assert {w: tags.word_class(w) for w in finds} == {w: classes[c]["tag"] for w, c in finds.items()}


def test_every_verb_has_all_its_forms():
    for verb in {f.verb for forms in verbs.forms().values() for f in forms}:
        base = verb.split()[0]
        same = base in ("bid", "cast", "cut", "hit", "put", "read", "set")  # past and base are one word
        assert set(verbs.all_forms(base).values()) >= {"base", "s", "ing"} | (set() if same else {"past"}), verb
