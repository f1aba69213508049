"""The matcher: longest first, whole words, true places, conditions that see the neighbours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import matcher
from analysis.lexicon import EXEMPT, Entry, Lexicon


def lexicon(*entries, exempt=()):
    return Lexicon(
        "test", "", "", {"c": {}}, tuple(Entry(**{"category": "c", **e}) for e in entries),
        tuple(Entry(e, EXEMPT) for e in exempt),
    )  # fmt: skip


def found(text, *entries, exempt=()):
    return [text[start:end] for start, end, _ in matcher.find(text, lexicon(*entries, exempt=exempt))]


@pytest.mark.parametrize(
    ("text", "match", "finds"),
    [
        ("It may rain.", "may", ["may"]),
        ("MAY be, Mayor May", "may", ["MAY", "May"]),
        ("a would-be king would", "would", ["would"]),
        ("they don't, they do", "do", ["do"]),
        ("said—perhaps wrongly—that", "perhaps", ["perhaps"]),
        ("‘implies withdrawal’", "implies", ["implies"]),
        ("I can’t say", "can't say", ["can’t say"]),
        ("a\u00a0few more", "a few", ["a\u00a0few"]),
        ("in\n fact", "in fact", ["in\n fact"]),
        ("in factories", "in fact", []),
        ("It appears to, they appeared to", "appear* to", ["appears to", "appeared to"]),
        ("İstanbul may fall", "may", ["may"]),
        ("", "may", []),
    ],
)
def test_whole_words_at_their_places(text, match, finds):
    assert found(text, {"match": match}) == finds


def test_the_longest_entry_wins_and_uses_up_its_words():
    entries = [{"match": m} for m in ("may", "may or may not", "not")]
    assert found("It may or may not, it may not.", *entries) == ["may or may not", "may", "not"]


def test_an_exempt_expression_is_passed_over():
    assert found("if and only if, as if, if", {"match": "if"}, exempt=["if and only if", "as if"]) == ["if"]


def test_a_starred_entry_and_a_plain_one_may_share_a_word():
    hits = matcher.find("doubtful doubt", lexicon({"match": "doubt*"}, {"match": "doubt"}))
    assert [h.entry.match for h in hits] == ["doubt*", "doubt"]


@pytest.mark.parametrize(
    ("condition", "text", "finds"),
    [
        ({"next": r"\d+"}, "about 40 and about it", ["about"]),
        ({"next": r"\d"}, "about 40", []),  # whole words: the 4 of 40 is none
        ({"not_next": "of"}, "might of kings, might offend", ["might"]),
        ({"prev": "be|is"}, "is thought, maybe thought", ["thought"]),
        ({"not_prev": "the"}, "the thought, bathe thought", ["thought"]),
        ({"sentence": "if"}, "would if", ["would"]),
        ({"sentence": "if"}, "would drift", []),
        ({"not_sentence": "IF"}, "would if", []),
        ({"case": "lower"}, "May may", ["may"]),
        ({"case": "exact"}, "May may", ["may"]),
    ],
)
def test_conditions(condition, text, finds):
    match = next(m for m in ("about", "might", "thought", "would", "may") if m in text)
    assert found(text, {"match": match, **condition}) == finds


def test_a_condition_fails_over_to_a_shorter_entry():
    assert found("up to you", {"match": "up to", "next": r"\d"}, {"match": "up"}) == ["up"]


def test_a_lexicon_without_entries_finds_nothing():
    assert matcher.find("anything at all", lexicon()) == []


words = st.sampled_from(["may", "or", "not", "MAY", "İ", "’", "—", " ", "\n", "\u00a0", "doubt", "ful", "-", ".", "’t"])


@given(st.lists(words).map("".join) | st.text())
def test_hits_are_in_order_apart_and_true_to_the_text(text):
    made = lexicon({"match": "may"}, {"match": "may or may not"}, {"match": "doubt*"}, {"match": "not"})
    last = 0
    for start, end, entry in matcher.find(text, made):
        assert last <= start < end <= len(text)
        last = end
        first = entry.match.split()[0].rstrip("*")
        assert text[start:end].lower().startswith(first)


MORE = st.sampled_from(["can't", "can", "łan", "é", "'tis", "so-called", "so", "_", "(", "7", "😀", "\ud800"])


@given(st.lists(words | MORE, max_size=40).map("".join))
def test_an_entry_is_found_wherever_its_words_stand(text):
    """By one entry at a time, so that none hides another: what a plain search of its words finds."""
    plain = matcher.make_plain(text)
    for match in ("may", "can't", "can", "so-called", "'tis", "doubt*", "łan", "not may", "é*"):
        words_of_it = r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in match.split())
        edges = rf"(?<!\w)(?<!\w['-]){words_of_it}(?!['-]?\w)"
        hits = [(start, end) for start, end, _ in matcher.find(text, lexicon({"match": match}))]
        assert hits == [m.span() for m in re.finditer(edges, matcher._lower(plain))], match


def test_many_texts_give_what_each_gives_alone():
    texts = ["It may.", "", "may", "(may)", "No", "so-called may\u2014may"]
    made = lexicon({"match": "may"}, {"match": "so-called"})
    together = matcher.find_all(matcher.make_all_plain(texts), made)
    assert together == [matcher.find(text, made) for text in texts]
