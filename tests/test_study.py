"""Studies: the seed study, implicit ones, and what is said about a wrong one."""

import hashlib
from pathlib import Path

import pytest

from analysis import lexicon, pipeline, study
from analysis.errors import InputError
from analysis.report import provenance

ROOT = Path(__file__).resolve().parents[1]


def write(folder: Path, text: str) -> str:
    (folder / "a.txt").write_text("Headline\n\nA sentence.\n", encoding="utf-8")
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


LISTED = "articles:\n- {id: a, file: a.txt}\n"


def test_the_seed_study():
    s = study.load("data/studies/iraq-letter.yaml")
    assert s.name == "iraq-letter"
    assert [a.id for a in s.articles] == ["000", "001", "002", "003", "004"]
    assert [p.id for p in s.propositions] == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert all(p.terms for p in s.propositions)
    assert s.background.count(".") == 1
    assert s.codings is not None
    assert (s.codings / "codebook.md").is_file()
    names = [n for actor in s.actors for n in (actor.name, *actor.aliases)]
    assert len(names) == len(set(names)), "a name stands for one actor"
    assert not any(n in ("Mahdi", "Abdul") for n in names)


def test_a_path_counts_from_the_current_folder_or_from_the_projects(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert study.load("data/studies/iraq-letter.yaml").articles
    (tmp_path / "seeds").mkdir()
    assert study.load("seeds").corpus == Path("seeds")


def test_a_folder_or_a_table_is_a_study_without_propositions(tmp_path):
    (tmp_path / "flood.csv").write_text("text\na\n", encoding="utf-8")
    s = study.load(tmp_path / "flood.csv")
    assert (s.title, s.name, s.propositions, s.articles) == ("flood", "flood", (), ())
    assert s.corpus == tmp_path / "flood.csv"
    assert study.load(str(tmp_path)).title == tmp_path.name


def test_a_study_states_dates_and_where_things_come_from(tmp_path):
    s = study.load(
        write(
            tmp_path, "articles:\n- {id: a, file: a.txt, outlet: X, published: Jan 2020, from: {outlet: its masthead}}"
        )
    )
    article = s.articles[0]
    assert (article.published, article.published_precision) == ("2020-01", "month")
    assert article.sources == {"outlet": "its masthead"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LISTED + "corpus: .", "has both `articles` and `corpus`"),
        ("title: x", "has neither `articles` nor `corpus`"),
        ("", "should be a mapping"),
        ("- a", "should be a mapping"),
        ("articles: []", "`articles` is empty"),
        ("articles:", "`articles` is empty"),
        ("articles: a.txt", "`articles` should be a list"),
        ("articles: [a.txt]", "`articles[0]` should be a mapping"),
        (LISTED + "propositons: []", "`propositons` is no known key; did you mean propositions?"),
        (LISTED + "shade: red", "`shade` is no known key; known are title"),
        ("articles: [{id: a, file: a.txt, outlt: X}]", "`articles[0].outlt` is no known key; did you mean outlet?"),
        ("articles: [{id: a, file: a.txt, from: {outlets: X}}]", "`articles[0].from.outlets` is no known key"),
        ("articles: [{id: a, file: b.txt}]", "`articles[0].file` 'b.txt': no such file or folder; did you mean a.txt?"),
        ("articles: [{id: a, file: .}]", "`articles[0].file` '.' is a folder"),
        ("articles: [{id: a}]", "`articles[0].file` is missing"),
        ("corpus:", "`corpus` is empty"),
        ("corpus: a.txt\ncolumns: {txt: Artikel}", "`columns.txt` is no known key; did you mean text?"),
        ("corpus: a.txt\ncolumns: {text: 3}", "`columns.text` 3 is no text"),
        (LISTED + "columns: {text: Artikel}", "`columns` needs a `corpus`"),
        ("corpus: ' '", "`corpus` is empty"),
        ("articles: [{id: '  ', file: a.txt}]", "`articles[0].id` is empty"),
        ("articles: [{file: a.txt}]", "`articles[0].id` is missing"),
        ("articles: [{id: 000, file: a.txt}]", "`articles[0].id` 0 is no text; put it in quotes"),
        ("articles: [{id: a, file: a.txt, published: Monday}]", "`articles[0].published` 'Monday' is no date"),
        ("articles: [{id: a, file: a.txt, published: 2020-13-45}]", "`articles[0].published` '2020-13-45' is no date"),
        ("articles: [{id: a, file: a.txt, published: 01/07/2020}]", "`articles[0].published` '01/07/2020' is no date"),
        (LISTED + "- {id: a, file: a.txt}", "`articles[1].id` 'a' is already the id of articles[0]"),
        (LISTED + "propositions: [{id: P1}]", "`propositions[0].text` is missing"),
        (LISTED + "propositions: [{id: P1, text: x, terms: [no]}]", "`propositions[0].terms[0]` False is no text"),
        (LISTED + "actors: [{id: x, name: X, aliases: Y}]", "`actors[0].aliases` should be a list"),
        (LISTED + "actors: [{id: x, name: X, kind: ghost}]", "`actors[0].kind` 'ghost' is no kind of actor"),
        (LISTED + "title: a\ntitle: b", "line 4: not readable as YAML: key 'title' stands twice"),
        (LISTED + "title: [", "not readable as YAML"),
        (LISTED + "title: a: b", "line 3: not readable as YAML"),
        (LISTED + "codings: nowhere", "`codings` 'nowhere': no such file or folder"),
        ("corpus: nowhere", "`corpus` 'nowhere': no such file or folder"),
        (LISTED + "settings: {level: .9}", "`settings.level` is no known setting"),
        (LISTED + "settings: {day_first: 'yes'}", "`settings.day_first` 'yes' should be true or false"),
        (LISTED + "settings: {languages: [no]}", "`settings.languages[0]` False is no text; put it in quotes"),
        (
            LISTED + "settings: {copies: once}",
            "`settings.copies` 'once' should be one of all, one_per_text",
        ),
        (LISTED + "lexicons: {hedge: own.yaml}", "`lexicons.hedge` is no known key; did you mean hedges?"),
        (LISTED + "lexicons: {hedges: own.yaml}", "`lexicons.hedges` 'own.yaml': no such file or folder"),
        (LISTED + "lexicons: {hedges: a.txt}", "`lexicons.hedges` 'a.txt' is no lexicon"),
        (
            LISTED + "lexicons: {hedges: /etc/hosts}",
            "`lexicons.hedges` '/etc/hosts' lies outside of the study's folder",
        ),
        (LISTED + "lexicons: {hedges: mine.yaml}", "`lexicons.hedges` lexicon mine.yaml: `articles` is no known key"),
        (LISTED + "outlets: {24: [A]}", "`outlets` has the key 24, which is no text; put it in quotes"),
        (LISTED + "outlets: {null: [A]}", "`outlets` has the key None, which is no text"),
        (LISTED + "outlets: {'': [A]}", "`outlets` has the key '', which is no text"),
        ("corpus: .\ncolumns: {headline: []}", "`columns.headline` is empty; name at least one column"),
        (LISTED + "actors: [{id: x, name: X, aliases: ['*']}]", "`actors[0].aliases[0]` '*' can be found in no text"),
        (LISTED + "actors: [{id: x, name: X, terms: [a, 'b *']}]", "`actors[0].terms[1]` 'b *' can be found in no"),
        (LISTED + "propositions: [{id: x, text: X, terms: ['…']}]", "`propositions[0].terms[0]` '…' can be found in"),
        (LISTED + "outlets: {X: [nyt], Y: [nyt]}", "`outlets.Y` 'nyt' already stands for 'X'"),
        (LISTED + "? [a]\n: b", "a key that is no text"),
    ],
)
def test_a_wrong_study_is_refused_with_file_key_and_way_out(tmp_path, monkeypatch, text, says):
    write(tmp_path, text)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as error:
        study.load("mine.yaml")
    message = str(error.value)
    assert message.startswith("mine.yaml: ")
    assert says in message
    assert "\n" not in message
    assert str(tmp_path) not in message


def test_a_study_has_lexicons_of_its_own_for_every_signal(tmp_path):
    (tmp_path / "ours.yaml").write_text(
        "lexicon: ours\nextends: hedges\nentries: [{match: zounds, category: booster}]\n", encoding="utf-8"
    )
    path = write(tmp_path, LISTED + "lexicons: {hedges: ours.yaml}")
    (tmp_path / "a.txt").write_text("Headline\n\nZounds, it may rain.\n", encoding="utf-8")
    mine = study.load(path)
    tables = pipeline.analyse(mine)
    assert tables["cues"]["text"].tolist() == ["Zounds", "may"]
    lexicons = [lexicon.load(name, mine.lexicons.get(name)) for name in ("hedges", "media")]
    shown = provenance.provenance(tables["articles"], lexicons, "mine.yaml").html
    digest = hashlib.sha256((tmp_path / "ours.yaml").read_bytes()).hexdigest()[:12]
    assert f"ours {digest}" in shown
    assert "file ours.yaml of the study, extends hedges" in shown
    assert str(tmp_path) not in shown
    without = pipeline.analyse(str(tmp_path))  # the same folder, without the study's file
    assert without["cues"]["text"].tolist() == ["may"]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("data/studies/iraq-leter.yaml", "did you mean iraq-letter.yaml?"),
        ("nowhere/at/all", "no such file or folder"),
        ("LICENSE", "neither a study nor a table of articles"),
        ("", "no study given"),
        ("a\0b", "no such file or folder"),
        ("~nosuchuser/x", "no such file or folder"),
        ("x" * 5000, "no such file or folder"),
    ],
)
def test_a_wrong_path_is_named_as_given(path, says):
    with pytest.raises(InputError, match=r"\S") as error:
        study.load(path)
    assert says in str(error.value)
    assert str(ROOT) not in str(error.value)


def test_a_name_in_broken_utf8_gives_a_title_that_can_be_written(tmp_path):
    folder = tmp_path / "caf\udce9"
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this system refuses such names")
    assert study.load(folder).title == "caf\ufffd"
