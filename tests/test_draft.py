"""The command `new`: the draft runs as it is, says what it found, and overwrites nothing."""

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import candidates, corpus, pipeline, study
from analysis.__main__ import cli
from analysis.draft import draft
from analysis.errors import InputError


def new(*arguments):
    return CliRunner().invoke(cli, ["new", *map(str, arguments)], catch_exceptions=False)


def test_the_draft_of_the_seeds_runs_and_finds_what_a_reader_would(tmp_path):
    out = tmp_path / "letter.yaml"
    assert new("letter", "seeds", "--out", out).exit_code == 0
    drafted = study.load(out)
    assert [a.outlet for a in drafted.articles] == [None, "Newswire.net", None, None, "Daily US Times"]
    assert [a.published for a in drafted.articles] == [None, "2020-01-07", None, None, None]
    assert drafted.articles[1].sources["published"] == "dateline of a paragraph"
    names = {a.name: a for a in drafted.actors}
    assert {"Milley", "Mark Milley"} <= set(names["Mark A. Milley"].aliases)
    assert names["Mark Esper"].kind == "person"
    text = out.read_text(encoding="utf-8")
    assert "also? Kasem Suleimani" in text
    assert "# propositions:\n#   - id: P1" in text
    assert '"letter"' in text
    tables = pipeline.analyse(drafted)
    assert len(tables["articles"]) == 5
    assert len(tables["mentions"]) > 20


def test_the_proposition_needs_only_its_marks_removed(tmp_path):
    out = tmp_path / "letter.yaml"
    new("letter", "seeds", "--out", out)
    head, _, tail = out.read_text(encoding="utf-8").partition("# propositions:\n")
    lines = tail.split("\n")
    out.write_text(head + "propositions:\n" + "\n".join(line.removeprefix("#") for line in lines[:3]), encoding="utf-8")
    assert study.load(out).propositions[0].terms[0] == "letter"


def test_it_overwrites_nothing(tmp_path):
    out = tmp_path / "a.yaml"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="is there already"):
        new("a", "seeds", "--out", out)
    assert out.read_text(encoding="utf-8") == "mine"
    with pytest.raises(InputError, match=r"data/studies/iraq-letter\.yaml: is there already"):
        new("iraq-letter", "seeds")


@pytest.mark.parametrize(
    ("name", "path", "says"),
    [
        ("../x", "seeds", "can be no name"),
        ("", "seeds", "can be no name"),
        ("a b", "seeds", "can be no name"),
        ("x", "data/studies/iraq-letter.yaml", "is a study file already"),
        ("x", "nowhere", "no such file or folder"),
    ],
)
def test_what_cannot_be_drafted_is_said(name, path, says):
    with pytest.raises(InputError, match=says):
        new(name, path)


def test_a_table_is_named_as_corpus(tmp_path):
    pd.DataFrame({"title": ["Bridge closed"], "text": ["It is shut."], "source": ["Post"]}).to_csv(tmp_path / "t.csv")
    (tmp_path / "studies").mkdir()
    out = tmp_path / "studies" / "mine.yaml"
    assert new("mine", tmp_path / "t.csv", "--out", out).exit_code == 0
    drafted = study.load(out)
    assert drafted.corpus == tmp_path / "studies" / ".." / "t.csv"
    assert corpus.read(drafted)["articles"]["outlet"].tolist() == ["Post"]
    assert "# Found: Post (1)" in out.read_text(encoding="utf-8")


NASTY = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\n\r#:{}[],'\"&*!|>%@`- ")), max_size=40
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NASTY, NASTY, NASTY)
def test_any_headline_and_outlet_give_a_study_file_that_reads(tmp_path, headline, outlet, text):
    table = tmp_path / "t.jsonl"
    pd.DataFrame({"title": ["A"], "text": ["It is shut."]}).to_json(table, orient="records", lines=True)
    tables = corpus.from_texts(["a"], [f"x\n\n{text}"])
    tables["articles"] = tables["articles"].assign(headline=headline, outlet=outlet)
    path = tmp_path / "s.yaml"
    path.write_text("\n".join(draft("mine", table, tmp_path, tables)), encoding="utf-8")
    assert study.load(path).corpus == tmp_path / "t.jsonl"


STORY = (
    "Bridge closed\n\n{}\n\nU.S. Defense Secretary Ann Lee and Gen. Bo Ray met the City Council on Monday. Lee said that "
    "the Iraqi army, Reuters and Ray agreed. Later, the Council of Ghent and Ann M. Lee went home."
)


def test_who_is_named():
    texts = [STORY.format(n) for n in range(2)]
    found = {c.name: c for c in candidates.actors(corpus.from_texts(["a", "b"], texts)["sentences"])}
    assert set(found) == {"Ann M. Lee", "Bo Ray", "City Council", "Council of Ghent"}
    assert found["Ann M. Lee"] == candidates.Candidate("Ann M. Lee", ("Ann Lee", "Lee"), "person", 6, 2)
    assert found["Bo Ray"].kind == "person"
    assert found["City Council"].kind == "institution"


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("It was the Department for Rivers that told the Royal College of Dyers so.", ["Department for Rivers", "Royal College of Dyers"]),
        ("He left Marsh & Fenton Railway for Ghent.", ["Marsh & Fenton Railway", "Ghent"]),
        ("The Ministry of the Interior met Ann Lee of Ghent.", ["Ministry of the Interior", "Ann Lee", "Ghent"]),
        ("She voted for Ghent.", ["Ghent"]),
    ],
)  # fmt: skip
def test_a_name_that_is_tied_together_is_one(sentence, names):
    texts = [f"Letter sent\n\n{sentence} {sentence}"] * 2
    found = {c.name for c in candidates.actors(corpus.from_texts(["a", "b"], texts)["sentences"])}
    assert found == set(names)


def test_a_name_without_its_last_word_goes_with_the_whole():
    text = "Letter sent\n\nHe left Marsh & Fenton Railway. It was Marsh & Fenton that paid."
    (one,) = candidates.actors(corpus.from_texts(["a"], [text])["sentences"])
    assert (one.name, one.aliases, one.kind) == ("Marsh & Fenton Railway", ("Marsh & Fenton",), None)


def test_an_outlet_alone_under_the_headline_is_asked_after(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Bridge closed\nEvening Courier\n20 November 2025\n\nThe bridge was closed, he said."
    )
    (tmp_path / "b.txt").write_text(
        "Bridge closed\nBy Ann Lee for the Evening Courier\n\nThe bridge was closed, he said."
    )
    out = tmp_path / "bridge.yaml"
    assert new("bridge", tmp_path, "--out", out).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert "# outlet not stated; outlet: Evening Courier? It stands under the headline" in text
    assert [article.byline for article in study.load(out).articles] == [None, "By Ann Lee for the Evening Courier"]
    checked = CliRunner().invoke(cli, ["check", str(tmp_path)])
    assert "its line 2, 'Evening Courier', may name its outlet" in checked.output


def test_other_spellings_are_looked_for_among_the_most_named(monkeypatch):
    text = "Letter sent\n\nIt met Qasem Soleimani, Qasem Soleimani, Kasem Suleimani and Kasem Suleimani."
    sentences = corpus.from_texts(["a"], [text])["sentences"]
    one, other = candidates.actors(sentences)
    assert (one.similar, other.similar) == ((other.name,), (one.name,))
    monkeypatch.setattr(candidates, "COMPARED", 1)
    assert [c.similar for c in candidates.actors(sentences)] == [(other.name,), ()]
