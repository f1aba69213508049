"""The loop closes: sheets out, two filled copies in, and the next run has alpha, scores and corrected estimates.

Two simulated coders know the truth about made-up news, as its maker wrote it, and err at a known rate.
"""

import csv
import random
import shutil

import pandas as pd
import pytest

from analysis import schema, sheets, study
from analysis.evidence import correct
from analysis.pipeline import analyse

ERR = 0.06
OUTLETS = {"The Quoter": 0.55, "The Teller": 0.25}
"""Share of sentences that hold a quotation, as these articles are made."""


def sentence(rng: random.Random, quoting: float) -> tuple[str, str, int]:
    """A sentence; does it hold quoted words; how many softening words it has. One in three forms is hard to read."""
    who = rng.choice(["Ana Ruiz", "Tom Keller", "Mia Brandt"])
    thing = rng.choice(["bridge", "dam", "school", "market"])
    if rng.random() < quoting:
        return f"“The {thing} is safe,” {who} said on day {rng.randrange(900)}.", "yes", 0
    soft = rng.choice(
        [("is closed", 0), ("may be closed", 1), ("is perhaps closed", 1), ("could well shut its gates", 1)]
    )
    return f"The {thing} {soft[0]}, and {who} came on day {rng.randrange(900)}.", "no", soft[1]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Two outlets with 14 articles each, and the truth about every sentence."""
    folder, rng = tmp_path_factory.mktemp("news"), random.Random(8)
    truth, lines = {}, ["title: made-up news", "codings: codings", "articles:"]
    for outlet, quoting in OUTLETS.items():
        for k in range(14):
            made = [sentence(rng, quoting) for _ in range(14)]
            truth |= {text: (quote, n) for text, quote, n in made}
            name = f"{outlet[4]}{k:02d}"
            text = f"Day {k} at the {rng.choice(['bridge', 'dam'])}\n\n" + "\n\n".join(t for t, _, _ in made) + "\n"
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            lines.append(f"  - {{id: {name}, file: {name}.txt, outlet: {outlet}}}")
    (folder / "codings").mkdir()
    (folder / "made.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder, truth


@pytest.fixture(scope="module")
def filled(corpus):
    """The study after both coders have filled their sheets, one of them as a spreadsheet with semicolons saves it."""
    folder, truth = corpus
    sheets.run(str(folder / "made.yaml"), str(folder / "out"), n=150, seed=5)
    shutil.copy(folder / "out/key/key.csv", folder / "codings")
    for number, name in ((1, "ana"), (2, "ben")):
        rng = random.Random(number)
        with (folder / f"out/coder_{number}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            row["answer"] = answer(row, truth, rng)
        delimiter, encoding = (",", "utf-8-sig") if number == 1 else (";", "cp1252")
        with (folder / f"codings/{name}.csv").open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
    who = "coders:\n" + "".join(f"  {c}: {{kind: simulated, who: a program of the tests}}\n" for c in ("ana", "ben"))
    (folder / "codings/coders.yaml").write_text(who, encoding="utf-8")
    return analyse(folder / "made.yaml"), truth


def answer(row: dict[str, str], truth: dict, rng: random.Random) -> str:
    errs = rng.random() < ERR
    if row["question"].startswith("How many softening"):
        n = truth[row["text"]][1]
        return str(n + 1 if errs else n)
    if row["question"].startswith("Does the marked sentence hold words between"):
        quote = truth[row["text"]][0]
        return {"yes": "no", "no": "yes"}[quote] if errs else quote
    if row["question"].startswith("Whose words"):
        return "unknown" if errs else row["after"].split(" said")[0].strip("” ,")
    return ""


def test_everything_that_was_filled_is_read(filled):
    tables, _ = filled
    rejects = tables["rejects"]
    assert rejects["reason"].tolist() == ["not UTF-8; read as Windows-1252, a guess"]
    assert set(tables["coders"]["coder"]) == {"ana", "ben"}
    for name in ("codings", "coders", "asked", "sampled", "agreement", "scores", "corrected"):
        schema.check(tables[name], name)
    answered = tables["codings"][tables["codings"]["variable"] != "hedge"]
    asked = tables["sampled"][tables["sampled"]["variable"].isin(["hedges", "quote", "speaker"])]
    assert len(answered) == 2 * len(asked)


def test_agreement_is_what_their_errors_leave(filled):
    rows = filled[0]["agreement"].set_index("variable")
    # both right or both wrong: .94² + .06²; by chance as often as both give a value
    assert rows.at["quote", "agreed"] == pytest.approx((1 - ERR) ** 2 + ERR**2, abs=0.06)
    assert rows.at["quote", "low"] < rows.at["quote", "alpha"] < rows.at["quote", "high"]
    assert rows.at["quote", "reading"] in ("reliable", "tentative")
    assert (rows.loc[["quote", "hedge", "hedges", "speaker"], "n_coders"] == 2).all()
    assert rows["note"].str.contains("The answers are simulated").all()


def test_scores_hold_for_all_units_by_outlet_too(filled):
    tables = filled[0]
    scores = tables["scores"]
    rows = scores[(scores["signal"] == "quotes") & (scores["category"] == "a sentence holds one")]
    found = rows.set_index(["by", "subset", "metric"])
    assert found.at[("all", "all", "accuracy"), "value"] > 0.85
    for outlet in OUTLETS:
        row = found.loc[("outlet", outlet, "accuracy")]
        assert row["low"] < row["value"] <= row["high"]
    assert set(scores.loc[scores["note"] == "Not validated on this corpus.", "signal"]) >= {"causes", "frames", "tone"}
    speakers = scores[(scores["category"] == "speaker") & (scores["by"] == "all")]
    assert speakers.iloc[0]["value"] > 0.85


def test_estimates_are_corrected_beside_the_raw_ones(filled):
    tables, truth = filled
    sentences = tables["sentences"][tables["sentences"]["part"] == "body"]
    outlets = dict(zip(tables["articles"]["article_id"], tables["articles"]["outlet_key"], strict=True))
    true = (
        pd.Series([truth[t][0] == "yes" for t in sentences["text"]])
        .groupby([outlets[a] for a in sentences["article_id"]])
        .mean()
    )
    corrected = tables["corrected"]
    rows = corrected[corrected["measure"] == "share with quoted words"].set_index(["outlet_key", "estimand"])
    for outlet, share in true.items():
        these, coverage = rows.loc[(outlet, correct.THESE)], rows.loc[(outlet, correct.COVERAGE)]
        assert these["low"] - 0.03 <= share <= these["high"] + 0.03, "coders err in 6 % of their answers"
        assert coverage["high"] - coverage["low"] > coverage["raw_high"] - coverage["raw_low"]
        assert these["n_coded"] >= correct.FEWEST_CODED
    assert rows["note"].str.startswith("Only 150 units").all()


def test_an_item_that_was_touched_is_told_and_not_used(filled, corpus):
    folder, _ = corpus
    sheet = folder / "codings/ana.csv"
    kept = sheet.read_bytes()
    text = kept.decode("utf-8-sig")
    first = next(csv.DictReader(text.splitlines()))["text"]
    try:
        sheet.write_text(text.replace(first, first.replace("on day", "On day"), 1), encoding="utf-8-sig", newline="")
        read = analyse(study.load(folder / "made.yaml"))["rejects"]
    finally:
        sheet.write_bytes(kept)
    assert any(reason.startswith("near miss: the text of item") for reason in read["reason"])
