"""Sensitivity: what makes a difference alone is called out by name, and what is said to hold was worked out again."""

import json
import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import pipeline, schema, study
from analysis.evidence import contrasts, estimate, measure, sensitivity
from analysis.evidence.measure import Measure
from tests.benchmarks import corpora
from tests.evidence.test_estimate import tables as made

PLAIN = Measure("hedges", "uncertainty", "hedges", "statements", "statements")


def strip(articles: list[tuple[str, float, float]]) -> pd.DataFrame:
    """Table `paths` of articles given as (outlet, count, exposure), with nothing but articles to leave out."""
    outlets: dict[str, list[tuple[float, float]]] = {}
    for outlet, count, exposure in articles:
        outlets.setdefault(outlet, []).append((count, exposure))
    measures, copies = made(outlets, per="statements")
    given = {
        "measures": measures.assign(voice=pd.array(["all"] * len(measures), dtype="string")),
        "copies": copies,
        "sentences": schema.empty("sentences"),
        "cues": schema.empty("cues"),
    }
    return schema.check(sensitivity.find(given, [PLAIN]), "paths")


def by_brute_force(articles: list[tuple[str, float, float]], outlet: str) -> dict[int, bool] | None:
    """Without each article: do sign, half of the size, and rank stay? Rates are added up anew; None without a contrast."""

    def order(kept: list[tuple[str, float, float]], among: set[str]) -> tuple[float, int]:
        def rate(rows: list[tuple[str, float, float]]) -> float:
            return sum(c for _, c, _ in rows) / sum(e for _, _, e in rows)

        rates = {o: rate([a for a in kept if a[0] == o]) for o in among}
        others = rate([a for a in kept if a[0] != outlet])
        size = (rates[outlet] - others) / (rates[outlet] + others) if rates[outlet] + others else 0.0
        return size, sum(r > rates[outlet] for r in rates.values())

    def present(kept: list[tuple[str, float, float]]) -> set[str]:
        return {o for o, _, e in kept if e > 0}

    if order(articles, present(articles))[0] == 0:
        return None
    found = {}
    for i, (_, _, exposure) in enumerate(articles):
        kept = articles[:i] + articles[i + 1 :]
        if exposure > 0 and outlet in present(kept) and len(present(kept)) > 1:
            (size, rank), (was, rank_was) = order(kept, present(kept)), order(articles, present(kept))
            found[i] = rank == rank_was and size / was > contrasts.KEPT - 1e-9
    return found


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 4), st.integers(1, 5)), min_size=4, max_size=9))
def test_without_each_article_is_as_if_it_were_counted_anew(rows: list[tuple[str, int, int]]) -> None:
    articles = sorted((o, float(c), 2.0**e) for o, c, e in rows)  # exact in floating point
    if len({o for o, *_ in articles}) < 2:
        return
    found = strip(articles)
    for outlet in {o for o, *_ in articles}:
        own = found[(found["outlet_key"] == outlet) & (found["kind"] == "article")]
        expected = by_brute_force(articles, outlet)
        undone = sorted(int(a[1:]) for a in own.loc[~own["holds"], "without"].dropna())
        assert own["n"].sum() == len(expected or {}), outlet
        assert undone == [i for i, holds in (expected or {}).items() if not holds], outlet


def test_one_article_that_drives_a_difference_is_named() -> None:
    articles = [("Echo", 2.0, 100.0)] * 9 + [("Post", 2.0, 100.0)] * 9 + [("Post", 40.0, 300.0)]
    survived = sensitivity.survival(strip(articles)).set_index("outlet_key")
    assert survived.loc["Post", "undone_by"] == "article a18"
    assert not survived.loc["Post", "survives"]


def test_a_difference_of_all_articles_survives() -> None:
    articles = [("Echo", float(k % 3), 100.0) for k in range(9)] + [("Post", 5.0 + k % 3, 100.0) for k in range(9)]
    survived = sensitivity.survival(strip(articles)).set_index("outlet_key")
    assert survived.loc["Post", "holds_in"] == 1
    assert survived["survives"].all()


def test_outlets_with_few_texts_are_left_out_of_the_ranks_unless_all_have_few() -> None:
    many = [("Echo", 1.0, 100.0)] * 8 + [("Post", 5.0, 100.0)] * 8
    assert set(strip([*many, ("Sun", 9.0, 100.0)])["outlet_key"]) == {"Echo", "Post"}
    assert set(strip([("Echo", 1.0, 100.0), ("Post", 6.0, 100.0), ("Sun", 9.0, 100.0)])["outlet_key"]) == {"Echo", "Post", "Sun"}  # fmt: skip


@pytest.mark.parametrize("verbs", [["note"] * 9, ["note", "stress", "show"] * 3], ids=["one verb", "three verbs"])
def test_a_share_of_verbs_that_one_verb_makes_is_that_verbs(verbs: list[str]) -> None:
    """Of nine articles with one affirming verb in ten each; the others have none."""
    quotes = [
        {
            "article_id": f"p{k}",
            "kind": "indirect",
            "cue_start": n,
            "verb": v if n == 9 else ("say", "tell")[n % 2],
            "verb_class": c,
        }
        for k, v in enumerate(verbs)
        for n in range(10)
        for c in ["affirming" if n == 9 else "neutral"]
    ]
    other = {"note": "say", "stress": "say", "show": "say"}
    quotes += [
        {**row, "article_id": f"e{row['article_id'][1:]}", "verb": other.get(row["verb"], row["verb"]), "verb_class": "neutral"}
        for row in quotes
    ]  # fmt: skip
    measures, copies = made({"Post": [(1.0, 10.0)] * 9, "Echo": [(0.0, 10.0)] * 9}, per="reporting verbs")
    names = {f"a{n}": f"{'p' if n < 9 else 'e'}{n % 9}" for n in range(18)}
    assert set(measures["article_id"]) == set(names)
    renamed = [table.assign(article_id=table["article_id"].map(names)) for table in (measures, copies)]
    given = {
        "measures": renamed[0].assign(signal="verbs", measure="affirming", voice="all"),
        "copies": renamed[1],
        "sentences": schema.empty("sentences"),
        "cues": schema.empty("cues"),
        "quotes": pd.DataFrame(quotes),
    }
    rule = Measure("verbs", "affirming", "affirming verbs", "reporting verbs", "reporting verbs")
    survived = sensitivity.survival(sensitivity.find(given, [rule])).set_index("outlet_key").loc["Post"]
    assert survived["survives"] == (len(set(verbs)) > 1)
    assert pd.isna(survived["undone_by"]) == (len(set(verbs)) > 1)


def test_what_a_share_is_of_is_what_the_measures_count(root: Path) -> None:
    the_study = study.load(root / "data" / "studies" / "iraq-letter.yaml")
    tables = pipeline.analyse(the_study)
    for rule in pipeline.rules(the_study):
        units = measure.of_share(tables, rule, the_study.actors)
        if rule.signal not in ("verbs", "agency", "sources"):
            assert units.empty
            continue
        own = tables["measures"].query("signal == @rule.signal and measure == @rule.name and voice == @rule.own")
        own = own.set_index("article_id")
        by = units.groupby("article_id")["counted"].agg(["sum", "size"]).reindex(own.index, fill_value=0)
        assert (by["sum"] == own["count"]).all()
        assert (by["size"] == own["exposure"]).all()
        assert units.loc[units["counted"], "entry"].notna().all()


def test_more_than_a_few_undoing_articles_are_counted_not_listed() -> None:
    rng = random.Random(1)
    articles = [("Echo", float(rng.randint(0, 3)), 100.0) for _ in range(40)]
    articles += [("Post", c, e) for _, c, e in articles[:-1]] + [("Post", articles[-1][1] + 0.5, 100.0)]
    undone = strip(articles).query("kind == 'article' and outlet_key == 'Post' and not holds")
    assert undone["without"].notna().sum() == sensitivity.NAMED
    assert undone["n"].sum() > sensitivity.NAMED + 1


OUTLETS = ["Echo", "Herald", "Post", "Sun"]
LIST = """
lexicon: hedges
about: "The project's list, and a word that softens nothing."
source: "made for this test"
licence: none
extends: hedges
categories: {}
entries:
  - {match: harbour, category: adverb}
"""


def study_of(folder: Path, articles: pd.DataFrame, more: str = "") -> study.Study:
    columns = {"article_id": "id", "outlet": "outlet", "headline": "headline", "text": "text", "published": "date"}
    articles.rename(columns=columns)[list(columns.values())].to_csv(folder / "articles.csv", index=False)
    (folder / "study.yaml").write_text(f"corpus: articles.csv\n{more}", "utf-8")
    return study.load(folder / "study.yaml")


def news(seed: int, hedging: dict[str, float] | float = 0.12) -> pd.DataFrame:
    return corpora.articles(72, seed, outlets=OUTLETS, skew=0, words=250, shortest=150, longest=400, hedging=hedging)


def bodies(articles: pd.DataFrame) -> pd.Series:
    """The text without its first line, which a table has as the headline."""
    return articles["text"].str.partition("\n\n")[2]


@pytest.fixture(scope="module")
def planted_word(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """The Post writes of a harbour in every article, and the study's list takes *harbour* for a softening word."""
    folder, articles = tmp_path_factory.mktemp("word"), news(3)
    post = articles["outlet_key"] == "Post"
    harbour = "\n\nThe harbour was built of stone. The harbour has two walls. The harbour opened again in spring."
    text = bodies(articles) + np.where(post, harbour, "")
    (folder / "words.yaml").write_text(LIST, "utf-8")
    the_study = study_of(folder, articles.assign(text=text), "lexicons: {hedges: words.yaml}\n")
    return pipeline.analyse(the_study)


def test_a_word_that_manufactures_a_difference_is_called_out(planted_word: dict[str, pd.DataFrame]) -> None:
    tables = planted_word
    ratio = tables["estimates"].query(
        "copies == 'all' and kind == 'ratio' and measure == 'uncertainty' and voice == 'narrator' and outlet_key == 'Post'"
    )
    assert ratio["p_holm"].item() < 0.05, "taken alone, the interval would make it a finding"
    row = sensitivity.survival(tables["paths"]).query("outlet_key == 'Post' and measure == 'uncertainty'").iloc[0]
    assert "the word “harbour”" in row["undone_by"]
    assert not row["survives"]
    assert "rate" not in set(tables["findings"].query("sentence.str.contains('of uncertainty')")["kind"])


def test_one_long_article_that_drives_a_difference_is_called_out(tmp_path: Path) -> None:
    articles = news(4)
    long = articles.index[articles["outlet_key"] == "Sun"][5]
    soft = " ".join(["Perhaps it may be that the wall could have moved, and possibly it might be moved again."] * 60)
    text = bodies(articles)
    text[long] += f"\n\n{soft}"
    tables = pipeline.analyse(study_of(tmp_path, articles.assign(text=text)))
    row = sensitivity.survival(tables["paths"]).query("outlet_key == 'Sun' and measure == 'uncertainty'").iloc[0]
    assert f"article {articles['article_id'][long]}" in row["undone_by"]
    assert not row["survives"]


def test_a_difference_that_holds_everywhere_is_told(tmp_path: Path) -> None:
    tables = pipeline.analyse(study_of(tmp_path, news(5, {"Echo": 0.6, "Herald": 0.05, "Post": 0.05, "Sun": 0.05})))
    told = tables["findings"].query("kind == 'rate'")
    assert len(told) >= 1
    finding = told[
        told["sentence"].str.startswith("Echo has more expressions of uncertainty than the other outlets: ")
    ].iloc[0]
    assert finding["low"] > 1
    assert finding["holds_in"] >= sensitivity.HOLDS
    texts = tables["articles"].set_index("article_id")["text"]
    sides = json.loads(finding["sides"])
    assert sides[0]["outlet_key"] == "Echo"
    assert len(sides) > 1
    for side in sides:
        for span in side["spans"]:
            for start, end in span["differs"]:
                assert span["start"] <= start < end <= span["end"] <= len(texts[span["article_id"]])


def test_the_seeds_are_described_and_nothing_is_inferred(root: Path) -> None:
    tables = pipeline.analyse(root / "data" / "studies" / "iraq-letter.yaml")
    assert tables["estimates"]["estimate"].isna().all()
    assert "rate" not in set(tables["findings"]["kind"])
    said = sensitivity.survival(tables["paths"]).query("measure == 'affirming'").set_index("outlet_key")
    emphasize, confirm, note, say = (f"the word “{verb}”" for verb in ("emphasize", "confirm", "note", "say"))
    assert said.loc["Newswire.net", "undone_by"] == f"{emphasize}; {confirm}", "its two affirming verbs"
    undone = f"{note}; {say}; {emphasize}; {confirm}; article 000"
    assert said.loc["article 002", "undone_by"] == undone, "its one, noted; by the others it rises from second to first"
    assert not said.loc[["Newswire.net", "article 002"], "survives"].any()
    daily = tables["paths"].query("outlet_key == 'Daily US Times' and measure == 'vagueness' and kind == 'word'")
    assert daily.loc[~daily["holds"], "without"].tolist() == ["more than"], "its two cues: more than, more than"
    assert tables["paths"].query("kind == 'copies' and outlet_key == 'Free America Network'")["rate"].isna().all()
    assert estimate.FEWEST > 1
