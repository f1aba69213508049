"""Tone: each lexicon's published examples, and how far two lexicons agree."""

import math
from pathlib import Path

import pandas as pd
import pytest

from analysis import corpus, pipeline, schema, study
from analysis.errors import InputError
from analysis.evidence.tone import FEWEST_RANKED, agreement
from analysis.signals import tone


def read(*bodies: str) -> pd.DataFrame:
    """Table `tone` of the bodies of articles whose headlines say nothing."""
    tables = corpus.from_texts([str(i) for i in range(len(bodies))], [f"A day\n\n{body}" for body in bodies])
    found = schema.check(tone.find(tables["articles"], tables["sentences"]), "tone")
    return found[found["part"] == "body"].reset_index(drop=True)


def test_vader_gives_the_scores_that_its_authors_print() -> None:
    found = read("VADER is smart, handsome, and funny.", "VADER is not smart, handsome, nor funny.")
    assert found["vader"].round(4).tolist() == [0.8316, -0.7424]
    assert found["vader_known"].tolist() == [3, 3]


def test_vader_reads_each_sentence_and_the_mean_is_taken() -> None:
    found = read("VADER is smart, handsome, and funny. VADER is not smart, handsome, nor funny.")
    assert found["vader"].round(4).tolist() == [round((0.8316 - 0.7424) / 2, 4)]


def test_textblob_gives_the_score_that_its_documentation_prints() -> None:
    found = read("Textblob is amazingly simple to use. What great fun!")
    assert found["polarity"].tolist() == pytest.approx([0.39166666666666666])
    assert found["subjectivity"].tolist() == pytest.approx([0.4357142857142857])


def test_a_curly_apostrophe_negates_as_a_straight_one() -> None:
    found = read("The plan isn’t good.", "The plan isn't good.")
    assert found["vader"].nunique() == 1
    assert found["vader"].iloc[0] < 0


def table(polarity: list[float], vader: list[float], known: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = [
        {"article_id": str(i), "outlet_key": "Post", "part": "body", "polarity": p, "subjectivity": 0.0, "words_known": known, "vader": v, "vader_known": 1}
        for i, (p, v) in enumerate(zip(polarity, vader, strict=True))
    ]  # fmt: skip
    copies = [{"article_id": str(i), "text_id": i, "n_articles": 1, "kept": True} for i in range(len(rows))]
    return schema.from_rows("tone", rows), schema.from_rows("copies", copies)


def test_rank_correlation_and_interval_by_hand() -> None:
    """Ranks 1–10 against the same with each pair of neighbours exchanged: Σd² = 10, rho = 1 − 60/990 = .9394; the
    standard error of its arc tangent is √((1 + rho²/2) / 7) = .4537."""
    tens = [i / 10 for i in range(1, 11)]
    swapped = [tens[i + 1 - 2 * (i % 2)] for i in range(10)]
    found = schema.check(agreement(*table(tens, swapped)), "tone_agreement").set_index("part").loc["body"]
    rho = 1 - 6 * 10 / (10 * 99)
    assert found["rho"] == pytest.approx(rho)
    assert found["low"] == pytest.approx(math.tanh(math.atanh(rho) - 1.96 * 0.4537), abs=1e-3)
    assert found["n_texts"] == 10


def test_signs_and_too_few_texts() -> None:
    found = agreement(*table([0.1, -0.2, 0.3, 0.0], [0.5, 0.1, 0.2, 0.4])).set_index("part").loc["body"]
    assert found[["same_sign", "n_signed"]].tolist() == [2 / 3, 3], "what one calls 0 has no sign"
    assert pd.isna(found["rho"])
    assert found["why"] == f"4 separately worded texts, {FEWEST_RANKED} are needed"


def test_texts_without_a_known_word_and_copies_are_left_out() -> None:
    rows, copies = table([0.1] * 4, [0.2] * 4)
    rows.loc[0, "words_known"] = 0
    copies.loc[1, "kept"] = False
    assert agreement(rows, copies).set_index("part").loc["body", "n_texts"] == 2


def test_all_alike_has_no_correlation() -> None:
    found = agreement(*table([0.1] * 12, [i / 12 for i in range(12)])).set_index("part").loc["body"]
    assert pd.isna(found["rho"])


def test_a_study_may_leave_tone_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bridge closed\n\nA terrible day, said Ana Ruiz.", "utf-8")
    (tmp_path / "study.yaml").write_text("corpus: a.txt\nsettings: {tone: false}\n", "utf-8")
    tables = pipeline.analyse(tmp_path / "study.yaml")
    assert tables["tone"].empty
    (tmp_path / "study.yaml").write_text("corpus: a.txt\nsettings: {tone: 'no'}\n", "utf-8")
    with pytest.raises(InputError, match=r"settings\.tone"):
        study.load(tmp_path / "study.yaml")
