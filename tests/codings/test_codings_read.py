"""Codings as coders hand them in: what is read, what is left out and why; nothing is moved, nothing is lost."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import codings, corpus, study
from analysis.codings.places import misfit
from analysis.errors import InputError

HERE = Path(__file__).parent
BRIDGE = "Bridge may close\n\nThe mayor’s “plan” may need about a week, Ana Ruiz said.\n"
DAM = "=Dam= to stay\n\nIt’s safe – for now.\n"
WIDE = "Bridge 🌉 may close\n\nThe bridge 🌉 may perhaps close in about a week, clearly.\n"
HEADER = "article_id,start,end,text,unit,variable,value,note"


@pytest.fixture
def articles():
    found = corpus.from_texts(["001", "dam", "bridge"], [BRIDGE, DAM, WIDE])["articles"]
    return found.assign(file=["001.txt", "dam.txt", "bridge.txt"])


@pytest.fixture
def read(tmp_path, articles):
    """Write files into a folder and read it."""

    def write_and_read(**files: str | bytes):
        for name, content in files.items():
            name = name.replace("__", ".")
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            (tmp_path / name).write_bytes(data)
        return codings.read(tmp_path, "mine", articles, ["ruiz"], ["P1"])

    return write_and_read


def row(text: str, article: str = BRIDGE, article_id: str = "001", value: str = "modal", at: int = 0) -> str:
    start = article.index(text) + at
    return f'{article_id},{start},{start + len(text)},"{text}",hedge,category,{value},'


def told(tables) -> list[str]:
    return [f"{r.file}:{r.row}: {r.reason}" for r in tables["rejects"].itertuples()]


def test_the_codings_of_the_seeds_are_read_whole(root):
    seeds = study.load(root / "data/studies/iraq-letter.yaml")
    found = codings.read(
        seeds.codings,
        "codings/iraq-letter",
        corpus.read(seeds)["articles"],
        [a.id for a in seeds.actors],
        [p.id for p in seeds.propositions],
    )
    assert found["rejects"].empty
    coders = found["coders"].set_index("coder")
    assert coders["kind"].to_dict() == dict.fromkeys(["coder_a", "coder_b", "curated"], "model")
    assert coders.index[coders["is_reference"]].tolist() == ["curated"]
    with (seeds.codings / "curated.csv").open(encoding="utf-8", newline="") as file:
        filled = len({tuple(c.values())[:9] for c in csv.DictReader(file) if c["value"]})
    assert coders.at["curated", "n_judgements"] == filled


def test_an_empty_cell_is_not_coded_and_not_a_value(read):
    found = read(ana__csv=f"{HEADER}\n{row('may')}\n{row('about', value='')}\n")
    assert found["codings"]["text"].tolist() == ["may"]
    assert found["rejects"].empty
    assert found["codings"]["coder"].tolist() == ["ana"], "without a column `coder` the file's name says who"


@pytest.mark.parametrize(
    ("line", "reason", "remedy"),
    [
        (row("may", at=2), "near miss: “may” stands elsewhere, more than once", "give the place"),
        (row("about", at=-3), "near miss: “about” stands at 46 to 51, 3 characters after where", "count in Unicode"),
        ('001,22,29,"mayor\'s",hedge,category,modal,', "near miss: the article has “mayor’s” there, which differs only in marks", "code the text"),
        (f"1{row('may')[3:]}", "near miss: is about article '1'", "a spreadsheet drops zeros in front; is 001 meant?"),
        (f"damn{row('may')[3:]}", "is about article 'damn', which is not of this study", "did you mean dam?"),
        ('001,0,6,"Tunnel",hedge,category,modal,', "“Tunnel” is not in the article", "was another version"),
        ("001,3,9,,hedge,category,modal,", "gives a place without the words", "fill in `text`"),
        ('001,x,9,"may",hedge,category,modal,', "has no place: start 'x', end '9'", "whole numbers"),
        ("001,,,,headline,stance:P1,pro,", "'pro' is no answer to `stance:P1`", "for, against, observing, unrelated"),
        ("001,,,,headline,stance:P9,for,", "is about proposition 'P9', which the study does not have", "use P1"),
        ("001,,,,article,,for,", "says of no variable that it is judged", "fill in"),
        ("001,0,6,Bridge,mention,actor,ruis,", "'ruis' is no answer to `actor`", "ruiz, other"),
    ],
)  # fmt: skip
def test_a_row_that_does_not_fit_is_left_out_with_the_reason(read, line, reason, remedy):
    found = read(ana__csv=f"{HEADER}\n{line}\n")
    assert found["codings"].empty
    note = found["rejects"].iloc[0]
    assert (note["severity"], note["file"], note["row"]) == ("reject", "mine/ana.csv", 1)
    assert note["reason"].startswith(reason)
    assert remedy in note["remedy"]


@given(st.text(max_size=40), st.integers(-5, 45), st.integers(-5, 45), st.text(max_size=8))
def test_a_place_is_right_or_told_and_never_moved(article, start, end, text):
    wrong = misfit(article, start, end, text)
    fits = 0 <= start < end and article[start:end] == text
    assert (wrong is None) == fits


def test_tables_as_spreadsheets_save_them(read, tmp_path):
    lines = [HEADER, row("mayor’s"), row("“plan”".replace("“", "“")), row("It’s safe – for", DAM, "dam")]
    text = "\n".join(lines) + "\n"
    semicolons = "sep=;\n" + text.replace(",", ";")
    forms = {
        "bom.csv": text.encode("utf-8-sig"),
        "semi.csv": semicolons.encode("cp1252"),
        "mac.csv": text.encode("mac_roman"),
        "wide.csv": text.replace(",", "\t").encode("utf-16"),
        "crlf.csv": text.replace("\n", "\r\n").encode("utf-8"),
        "ragged.csv": text.replace("modal,", "modal").encode("utf-8"),
    }
    found = read(**{name.replace(".", "__"): data for name, data in forms.items()})
    per_coder = found["codings"].groupby("coder")["text"].apply(list).to_dict()
    assert per_coder == {name.partition(".")[0]: ["mayor’s", "“plan”", "It’s safe – for"] for name in forms}
    doubts = [f"{r.severity} {r.file}: {r.reason}" for r in found["rejects"].itertuples()]
    assert doubts == [
        "doubt mine/mac.csv: not UTF-8; read as Mac OS Roman, a guess",
        "doubt mine/semi.csv: not UTF-8; read as Windows-1252, a guess",
    ]


def test_a_workbook_is_read_as_its_table(read, tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for cells in csv.reader([HEADER, row("may"), row("about")]):
        book.active.append([int(c) if c.isdecimal() and c != "001" else c for c in cells])
    book.save(tmp_path / "ana.xlsx")
    found = read()
    assert found["codings"]["text"].tolist() == ["may", "about"]
    assert found["rejects"].empty


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("ana.csv", b"a,b\n1,2\n", "has no column article_id"),
        ("ana.csv", f'{HEADER}\n001,0,6,"Bridge,x\n'.encode(), "has a quotation mark that is not closed"),
        ("ana.csv", f"{HEADER}\n{row('may')},more\n".encode(), "has 9 cells where the header has 8"),
        ("ana.csv", b"item,answer\ns1-001,yes\n", "is a filled coding sheet without its key"),
        ("ana.zip", b"PK", "is of no kind that is read here (.zip)"),
        ("ana.xlsx", b"PK", "cannot be read as a workbook"),
        ("ana.json", b"{}", "is no UIMA CAS JSON with the text in it"),
        ("ana.json", b'{"%FEATURE_STRUCTURES": [{"%TYPE": "uima.cas.Sofa", "sofaString": "Other"}]}', "is about a text that is no article"),
        ("ana.jsonl", b'{"text": 3}\n', "is no record of doccano"),
        ("ana.jsonl", b'{"text": "Tunnel", "label": ["for"]}\n', "“Tunnel” is in no article of this study"),
        ("ana.jsonl", b'{"text": "may", "label": [[0, 3, "hedge"]]}\n', "“may” stands more than once"),
        ("ana.jsonl", b'{"text": "Bridge may\\n  close", "label": []}\n', "near miss: “Bridge may close” is in the articles"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_told_in_one_line(read, tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    found = read()
    assert found["codings"].empty
    assert len(found["rejects"]) == 1
    assert found["rejects"].at[0, "reason"].startswith(reason), told(found)


KEY = "item,variable,unit,article_id,sentence_id,start,end,text,outlet_key,stratum,predicted,n_stratum,n_drawn,probability,seed,corpus"


@pytest.mark.parametrize(
    ("n_stratum", "n_drawn", "probability", "seed"),
    [
        ("9" * 5000, "1", "0.5", "1"),  # more digits than Python reads
        ("9" * 30, "1", "0.5", "1"),  # more than the column holds
        ("2", "1", "0.5", "²"),
        ("2", "1", "nan", "1"),
        ("2", "1", "1e999", "1"),
        ("2", "0", "0.5", "1"),
        ("1", "2", "0.5", "1"),
        ("2", "1", "0", "1"),
    ],
)
def test_a_key_with_a_number_that_no_draw_makes_is_told_in_one_line(read, n_stratum, n_drawn, probability, seed):
    cells = f"s1-1,quote,sentence,001,1,0,6,Bridge,x,x / no,no,{n_stratum},{n_drawn},{probability},{seed},c"
    found = read(key__csv=f"{KEY}\n{cells}\n")
    assert found["sampled"].empty
    assert told(found) == ["mine/key.csv:1: has a cell that no key can hold, or no number where one belongs"]


def test_when_was_coded_is_kept_as_stated(read):
    found = read(ana__csv=f"{HEADER}\n{row('may')}\n", coders__yaml="coders: {ana: {kind: person, when: March 2026}}")
    assert found["coders"]["when"].tolist() == ["March 2026"]


def test_the_same_thing_judged_twice(read):
    lines = [row("may"), row("may"), row("may", value="adverb"), row("about"), row("about", value="question")]
    indirect = [f"001,0,6,Bridge,indirect,speaker,{who}," for who in ("Ana Ruiz", "the mayor")]
    category = f"{HEADER}\n" + "\n".join(lines + indirect) + "\n"
    found = read(
        ana__csv=category, coders__yaml="variables: {category: {level: nominal, values: [modal, adverb, question]}}"
    )
    assert found["codings"].loc[found["codings"]["variable"] == "category", "value"].tolist() == ["modal", "modal"]
    assert told(found) == [
        "mine/ana.csv:3: ana judges `category` of the same hedge again: 'adverb', before 'modal' (mine/ana.csv, row 1)",
        "mine/ana.csv:5: ana judges `category` of the same hedge again: 'question', before 'modal' (mine/ana.csv, row 4)",
    ]
    speakers = found["codings"].loc[found["codings"]["variable"] == "speaker", "value"]
    assert speakers.tolist() == ["Ana Ruiz", "the mayor"], "a statement may have two sources"


def test_a_count_of_softening_words_says_whether_there_is_any(read):
    start, end = BRIDGE.index("The"), len(BRIDGE) - 1
    cells = f'001,{start},{end},"{BRIDGE[start:end]}",sentence,hedges'
    found = read(ana__csv=f"{HEADER}\n{cells},2,\n", ben__csv=f"{HEADER}\n{cells},0,\n")
    derived = found["codings"][found["codings"]["variable"] == "hedge"]
    assert derived["value"].tolist() == ["yes", "no"]
    assert derived["note"].tolist() == ["from `hedges`"] * 2


def test_an_export_of_inception(tmp_path, articles):
    # Made with dkpro-cassis, whose writer is that of INCEpTION: places count UTF-16 units, and 🌉 is two of them.
    shutil.copytree(HERE / "inception", tmp_path / "annotation")
    curation = tmp_path / "curation" / "bridge.txt"
    curation.mkdir(parents=True)
    shutil.copy(HERE / "inception/bridge.txt/ana.json", curation / "CURATION_USER.json")
    found = codings.read(tmp_path, "mine", articles)
    assert found["rejects"].empty
    ana = found["codings"][found["codings"]["coder"] == "ana"]
    assert ana[["article_id", "text", "unit", "variable", "value"]].values.tolist() == [
        ["bridge", "may", "hedge", "category", "modal"],
        ["bridge", "perhaps", "hedge", "category", "adverb"],
        ["bridge", "about", "hedge", "category", "approximator"],
        ["bridge", "clearly", "booster", "span", "yes"],
    ]
    assert found["coders"].set_index("coder")["is_reference"].to_dict() == {"ana": False, "curated": True}


def test_an_export_of_inception_made_on_other_line_ends_is_told_and_not_moved(tmp_path, articles):
    data = json.loads((HERE / "inception/bridge.txt/ana.json").read_text(encoding="utf-8"))
    sofa = data["%FEATURE_STRUCTURES"][0]
    sofa["sofaString"] = sofa["sofaString"].replace("\n\n", "\r\n\r\n")
    for structure in data["%FEATURE_STRUCTURES"][3:]:
        structure["begin"], structure["end"] = structure["begin"] + 2, structure["end"] + 2
    folder = tmp_path / "bridge.txt"
    folder.mkdir()
    (folder / "ana.json").write_text(json.dumps(data), encoding="utf-8")
    found = codings.read(tmp_path, "mine", articles)
    assert found["codings"].empty
    reasons = found["rejects"]["reason"].tolist()
    assert reasons[0].startswith("was made on another form of article bridge: line ends")
    assert reasons[2] == "near miss: “perhaps” stands at 37 to 44, 2 characters before where it is said to be"
    assert len(reasons) == 5


def test_exports_of_doccano(read):
    sentence = "The mayor’s “plan” may need about a week, Ana Ruiz said."
    records = [
        {"id": 1, "text": BRIDGE, "label": [[7, 10, "hedge:category=modal"], [60, 68, "mention:actor=ruiz"]]},
        {"id": 2, "text": sentence, "entities": [{"id": 9, "label": "hedge", "start_offset": 28, "end_offset": 33}]},
        {"id": 3, "text": sentence, "label": ["hedges=2"], "annotator": "ben"},
        {"id": 4, "text": "Bridge may close", "label": ["stance:P1=observing"]},
        {"id": 5, "text": DAM, "label": ["calm"], "Comments": []},
    ]
    found = read(ana__jsonl="".join(json.dumps(r) + "\n" for r in records))
    assert found["rejects"].empty, told(found)
    columns = ["article_id", "text", "coder", "unit", "variable", "value"]
    rows = found["codings"][columns].fillna("").values.tolist()
    assert rows == [
        ["001", "may", "ana", "hedge", "category", "modal"],
        ["001", "Ana Ruiz", "ana", "mention", "actor", "ruiz"],
        ["001", "about", "ana", "hedge", "span", "yes"],
        ["001", sentence, "ben", "sentence", "hedges", "2"],
        ["001", sentence, "ben", "sentence", "hedge", "yes"],
        ["001", "", "ana", "headline", "stance:P1", "observing"],
        ["dam", "", "ana", "article", "label", "calm"],
    ]


def test_coders_yaml_is_strict(read):
    with pytest.raises(InputError, match=r"mine/coders\.yaml: `coders\.ana\.kind` 'robot' is no kind of coder"):
        read(coders__yaml="coders: {ana: {kind: robot}}")
    with pytest.raises(InputError, match=r"`refrence` is no known key; did you mean reference\?"):
        read(coders__yaml="refrence: x")
    with pytest.raises(InputError, match=r"`variables\.mood\.values` should list the answers in order"):
        read(coders__yaml="variables: {mood: {level: ordinal}}")


def test_a_place_that_is_no_folder(tmp_path, articles):
    (tmp_path / "a.csv").write_text("x")
    with pytest.raises(InputError, match="is no folder; `codings` names the folder"):
        codings.read(tmp_path / "a.csv", "mine", articles)


def test_check_names_rows_of_codings_too(tmp_path):
    from click.testing import CliRunner

    from analysis.__main__ import cli

    (tmp_path / "001.txt").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes/ana.csv").write_text(f"{HEADER}\n{row('may')}\n{row('about', at=-3)}\n", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text("codings: codes\narticles: [{id: '001', file: 001.txt}]\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["check", str(tmp_path / "mine.yaml")])
    assert done.exit_code == 1
    assert "codes/ana.csv, row 2: near miss: “about” stands at 46 to 51" in done.output
