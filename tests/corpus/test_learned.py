"""Lines that many articles of one outlet share: what is learned, what is not, and that parts add up."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corpus, study
from analysis.corpus import learned
from analysis.corpus.lines import label

THINGS = ["bridge", "pool", "road", "school", "tower", "harbour", "market", "tunnel", "library"]
BACKGROUND = "The city has closed nine buildings since the flood of 2019."
SUPPORT = "Nova Daily is free to all, and lives by what its readers give."


def article(thing, *extra):
    """An article with lines between its two paragraphs."""
    lead = f"The {thing} will be closed on Monday and torn down in May, the mayor has said."
    return "\n\n".join([f"The {thing} is to close", lead, *extra, f"The {thing} is old."])


def labelled(texts, outlet="Nova Daily"):
    return [learned.Labelled(outlet, text, label(text)) for text in texts]


def rules(texts, outlet="Nova Daily"):
    return learned.furniture(learned.count(labelled(texts, outlet))).get(outlet, {})


def test_the_rule_names_how_many_articles_share_the_line():
    texts = [article(t, "The coast and its people") for t in THINGS[:7]] + [article(t) for t in THINGS[7:]]
    assert rules(texts) == {"The coast and its people": "learned: stands in 7 of 9 separate texts of Nova Daily"}


@pytest.mark.parametrize(
    ("line", "n", "of", "taken"),
    [
        ("The coast and its people", 2, 3, False),  # fewer than three texts
        ("The coast and its people", 3, 9, True),  # a third
        ("The coast and its people", 2, 9, False),
        (SUPPORT, 5, 9, True),  # a sentence of the site, in half of the texts
        (SUPPORT, 4, 9, False),
        (BACKGROUND, 9, 9, False),  # background, told again in each article, is the story
        ("“We had to,” the mayor told Nova Daily.", 9, 9, False),  # so is what somebody said
    ],
)
def test_thresholds(line, n, of, taken):
    texts = [article(t, line) for t in THINGS[:n]] + [article(t) for t in THINGS[n:of]]
    assert (line.replace("“", '"').replace("”", '"') in rules(texts)) == taken


@pytest.mark.parametrize(
    ("outlet", "line", "taken"),
    [
        ("AP", "The collapse came on a Monday in March, when two trucks stood on the span.", False),
        ("AP", "This report was made by AP and is free to all who read it in the region.", True),
        ("Time", "The bridge was shut for the first time since the flood of the spring of 2019.", False),
        ("Time", "What Time shows of the coast is free to all, and lives by what its readers give.", True),
        ("The Coast", "Boats left the coastal towns at night, as they had done in the years before.", False),
        ("The Coast", "What THE COAST shows is free to all, and lives by what its readers give.", True),
    ],
)
def test_the_name_of_an_outlet_is_whole_words_and_one_word_its_own_case(outlet, line, taken):
    assert (line in rules([article(t, line) for t in THINGS], outlet)) == taken


def test_versions_of_one_article_count_once():
    versions = [
        article("bridge", "The coast and its people", *more) for more in ([], ["It was shut."], ["It is shut."])
    ]
    assert rules(versions) == {}
    assert learned.count(labelled(versions))["n_texts"].max() == 1


def test_an_outlet_teaches_nothing_about_another():
    texts = [article(t, "The coast and its people") for t in THINGS]
    both = learned.count([*labelled(texts[:2], "Nova Daily"), *labelled(texts[2:4], "Vega Post")])
    assert learned.furniture(both) == {}


def test_the_name_of_a_site_above_each_headline_is_learned_and_the_headline_found():
    texts = ["The coast and its people\n\n" + article(t) for t in THINGS]
    taken = rules(texts)
    lines = label(texts[0], learned=taken)
    assert [(line.label, line.why) for line in lines if line.label != "blank"] == [
        ("boilerplate", "learned: stands in 9 of 9 separate texts of Nova Daily"),
        ("headline", "first line"),
        ("body", "paragraph"),
        ("body", "paragraph"),
    ]


LINES = st.sampled_from(["The coast and its people", "Topic of the day", SUPPORT, BACKGROUND, "It was closed."])
TEXTS = st.lists(
    st.builds(lambda t, x: article(t, *x), st.sampled_from(THINGS), st.lists(LINES, max_size=4)), max_size=8
)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.integers(0, 8))
def test_the_counts_of_two_parts_add_up_to_those_of_the_whole(texts, cut):
    texts = list({text.split("\n")[0]: text for text in texts}.values())  # no article in both parts
    whole = learned.count(labelled(texts))
    parts = [learned.count(labelled(texts[:cut])), learned.count(labelled(texts[cut:]))]
    pd.testing.assert_frame_equal(learned.merge(parts), whole)
    pd.testing.assert_frame_equal(learned.merge(reversed(parts)), whole)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.integers(0, 8), st.sampled_from([3, 1000]))
def test_a_tally_in_bounded_memory_is_the_count_of_the_lines_that_are_shared(texts, cut, size):
    whole = learned.count(labelled(texts))
    shared = whole[whole["line"].isna() | (whole["n_texts"] >= learned.TEXTS)].reset_index(drop=True)
    parts = [learned.kept(list(learned.texts(labelled(own)))) for own in (texts[:cut], texts[cut:])]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(learned, "SLICE", size)
        tallied = learned.tally(lambda columns: (part.select(columns) for part in parts))
    pd.testing.assert_frame_equal(tallied, shared)
    assert learned.furniture(tallied) == learned.furniture(whole)


def test_batches_with_what_was_learned_are_what_is_read_at_once(tmp_path):
    for n, text in enumerate(article(t, "The coast and its people") for t in THINGS):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    rows = "".join(f"  - {{id: a{n}, file: {n}.txt, outlet: Nova Daily}}\n" for n in range(len(THINGS)))
    (tmp_path / "s.yaml").write_text("articles:\n" + rows, encoding="utf-8")
    the_study = study.load(tmp_path / "s.yaml")
    whole = corpus.read(the_study)
    shared = corpus.shared_lines(the_study)
    pd.testing.assert_frame_equal(shared, whole.pop("shared_lines"))
    parts = list(corpus.batches(the_study, size=4, shared=shared))
    for name, table in whole.items():
        pd.testing.assert_frame_equal(table, pd.concat([part[name] for part in parts], ignore_index=True))
    why = whole["lines"].loc[whole["lines"]["label"] == "boilerplate", "why"]
    assert why.tolist() == ["learned: stands in 9 of 9 separate texts of Nova Daily"] * 9
