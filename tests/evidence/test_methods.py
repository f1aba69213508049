"""The methods paragraph: the same for the same input, with the figures that stand in the tables."""

import dataclasses

import pytest

from analysis import lexicon, pipeline, study
from analysis.evidence import methods
from analysis.fingerprint import of_articles, of_file

SEEDS = "data/studies/iraq-letter.yaml"


def paragraph(path, others=()) -> tuple[str, dict]:
    the_study = study.load(path)
    tables = pipeline.analyse(the_study)
    lexicons = [lexicon.load(name, the_study.lexicons.get(name)) for name in lexicon.names()]
    return methods.paragraph(tables, the_study, lexicons, dict(others)), tables


@pytest.fixture(scope="module")
def seeds():
    return paragraph(SEEDS, [("hedges", "On 9 sentences 8 were right.")])


def test_the_same_input_gives_the_same_paragraph(seeds) -> None:
    assert paragraph(SEEDS, [("hedges", "On 9 sentences 8 were right.")])[0] == seeds[0]


def test_it_holds_what_a_paper_must_say(seeds) -> None:
    told, tables = seeds
    assert "\n" not in told
    for part in (
        "5 articles (3 named outlets; 2 state no outlet; published 2020-01-07, 4 without a date)",
        "4 separately worded texts",
        "how they were found and chosen is not known.",
        "Nothing that was given was left out.",
        f"hedges {of_file(lexicon.load('hedges').path)} (",
        "all of them were counted.",
        "nothing was inferred from them",
        "coder_a: a reading by a language model",
        f"Krippendorff’s alpha of {len(tables['agreement'])} variables",
        "Not validated on these articles: distancing words, deeds",
        "On other texts, softening words: On 9 sentences 8 were right.",
        "seed 0",
        of_articles(tables["articles"]),
    ):
        assert part in told, part
    assert told.endswith(methods.NO_JUDGEMENT)
    assert "a second time" not in told, "no estimate was made even once"


def test_of_a_corpus_with_estimates_it_names_method_family_and_correction() -> None:
    told, tables = paragraph("data/studies/made-up.yaml")
    tested = tables["estimates"].query("copies == 'all'")["p"].notna().sum()
    assert f"p-values of {tested} contrasts were adjusted after Holm, and 1 is at .05 or less" in told
    assert "all of them were counted, and estimates made a second time with one article a text" in told
    assert "95 % intervals take the separately worded text as the unit of chance" in told
    assert "estimates were corrected for the errors of the instrument" in told
    assert "coding sheets were drawn with seed 8" in told


def test_the_short_paragraph_is_short_and_holds_what_matters_most(seeds, tmp_path) -> None:
    _, tables = seeds
    said = methods.short(tables, study.load(SEEDS))
    for part in (
        "5 articles (3 named outlets; 2 state no outlet;",
        "4 separately worded texts",
        "nothing is inferred beyond them, as no outlet has 8 separately worded texts",
        "by a language model, not people; Krippendorff’s alpha of 22 variables is 0.468 to 1.000, 2 below 0.667",
        "8 signals were validated, at worst positions (macro-F1 0.87); 7 others were not",
        "how they were found and chosen is not known.",
        of_articles(tables["articles"])[:12],
    ):
        assert part in said, part
    assert len(said.split()) <= methods.MOST_WORDS
    long = dataclasses.replace(study.load(SEEDS), sampling="One of many words. " * 60)
    assert "One of many words" not in methods.short(tables, long)
    assert "One of many words" in methods.paragraph(tables, long, [])


def test_the_short_paragraph_of_a_corpus_with_estimates() -> None:
    made_up = "data/studies/made-up.yaml"
    tables, the_study = pipeline.analyse(made_up), study.load(made_up)
    said = methods.short(tables, the_study)
    tested = tables["estimates"].query("copies == 'all'")["p"].notna().sum()
    assert f"Of {tested} contrasts between an outlet and the others 1 is at p ≤ .05 after Holm" in said
    assert "a simulation, not people" in said
    accuracy = tables["scores"].query("by == 'all' and metric == 'accuracy'").iloc[0]
    assert accuracy["n_units"] == tables["sampled"]["item"].nunique() == 200, "two coders of a unit make no second unit"
    assert accuracy["n_articles"] == tables["sampled"]["article_id"].nunique()
    assert len(said.split()) <= methods.MOST_WORDS


def test_what_was_left_out_is_counted_and_what_is_not_stated_is_said(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("Bridge shut\n\nThe bridge is shut, and it may stay so.\n", encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    told, _ = paragraph(tmp_path)
    assert "1 file, row or judgement left out (" in told
    assert "How the articles were found and chosen is not stated in the study file." in told
    assert "No codings of these articles were at hand." in told
    assert "No signal was validated on these articles." in told
