"""The command `find`: records in, records out, and what happens to files that will not do."""

import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from string import ascii_uppercase

import pandas as pd
import pyarrow as pa
import pytest
from click.testing import CliRunner

from analysis import find as command
from analysis.__main__ import cli
from analysis.errors import InputError
from analysis.find import FINDERS, PLACE, Finder, run
from analysis.records import harmless

HERE = Path(__file__).resolve().parent.parent


@pytest.fixture
def capitals(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal of five lines in the place of a real one, so that files are tested and no rule of a language."""

    capital = {*ascii_uppercase, "="}

    def find(records):
        return [
            [{"start": n, "end": n + 1, "text": c} for n, c in enumerate(r.fields["sentence"]) if c in capital]
            for r in records
        ]

    finder = Finder(
        fields=("sentence",),
        columns=PLACE,
        find=find,
        to_json=FINDERS["hedges"].to_json,
        to_rows=FINDERS["hedges"].to_rows,
    )
    monkeypatch.setitem(FINDERS, "hedges", finder)


def write(path: Path, text: str, encoding: str = "utf-8") -> str:
    path.write_bytes(text.encode(encoding))
    return str(path)


def lines(path: str) -> list[dict]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


@pytest.mark.usefixtures("capitals")
class TestRecords:
    def test_jsonl_gives_one_record_a_record(self, tmp_path):
        source = write(
            tmp_path / "in.jsonl",
            '\ufeff{"id": "a", "sentence": "Two Words", "label": 3}\n\n{"id": 7, "sentence": ""}\r\n'
            '{"id": "a", "sentence": "é𝄞X"}',
        )
        target = str(tmp_path / "out.jsonl")
        assert run("hedges", source, target) == 0
        assert lines(target) == [
            {"id": "a", "cues": [[0, 1], [4, 5]]},
            {"id": 7, "cues": []},
            {"id": "a", "cues": [[2, 3]]},  # the same id again; characters, not bytes
        ]

    def test_more_records_than_a_batch_keep_their_order(self, tmp_path):
        n = command.BATCH * 2 + 3
        source = write(tmp_path / "in.jsonl", "".join(f'{{"id": {i}, "sentence": "X"}}\n' for i in range(n)))
        target = str(tmp_path / "out.jsonl")
        assert run("hedges", source, target) == 0
        assert [record["id"] for record in lines(target)] == list(range(n))

    def test_csv_gives_one_row_a_cue(self, tmp_path):
        source = write(tmp_path / "in.csv", '\ufeffnote,id,sentence\r\n-,a,"A\nB, c"\r\n-,b,no\r\n-,c,=X\r\n')
        target = str(tmp_path / "out.csv")
        assert run("hedges", source, target) == 0
        with Path(target).open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == [
                ["id", "start", "end", "text"],
                ["a", "0", "1", "A"],
                ["a", "2", "3", "B"],
                ["c", "0", "1", "'="],
                ["c", "1", "2", "X"],
            ]

    @pytest.mark.parametrize(("ids", "kind"), [([1, 2], "int64"), (["x", "2"], "str")])
    def test_parquet_keeps_the_type_of_its_ids(self, tmp_path, ids, kind):
        source, target = str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet")
        pd.DataFrame({"sentence": ["Ab", "cD"], "id": ids}).to_parquet(source)
        assert run("hedges", source, target) == 0
        found = pd.read_parquet(target)
        assert found.to_dict("list") == {"id": ids, "start": [0, 1], "end": [1, 2], "text": ["A", "D"]}
        assert found["id"].dtype == kind

    def test_any_format_goes_to_any_other(self, tmp_path):
        first = write(tmp_path / "in.tsv", "id\tsentence\n1\tAb\n")
        assert run("hedges", first, str(tmp_path / "out.parquet")) == 0
        assert pd.read_parquet(tmp_path / "out.parquet").to_dict("list") == {
            "id": ["1"], "start": [0], "end": [1], "text": ["A"],
        }  # fmt: skip

    def test_no_records_are_no_error(self, tmp_path):
        assert run("hedges", write(tmp_path / "in.jsonl", ""), str(tmp_path / "out.jsonl")) == 0
        assert (tmp_path / "out.jsonl").read_text() == ""
        assert run("hedges", write(tmp_path / "in.csv", "id,sentence\n"), str(tmp_path / "out.csv")) == 0
        assert (tmp_path / "out.csv").read_text() == "id,start,end,text\n"

    def test_a_failing_signal_leaves_the_old_file(self, tmp_path, monkeypatch):
        def crash(_):
            raise RuntimeError("a bug")

        finder = FINDERS["hedges"]
        monkeypatch.setitem(
            FINDERS, "hedges", Finder(finder.fields, finder.columns, crash, finder.to_json, finder.to_rows)
        )
        source, target = (
            write(tmp_path / "in.jsonl", '{"id": 1, "sentence": "x"}'),
            write(tmp_path / "out.jsonl", "old"),
        )
        with pytest.raises(RuntimeError):
            run("hedges", source, target)
        assert Path(target).read_text() == "old"
        assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]

    def test_the_new_file_keeps_the_mode_of_the_old(self, tmp_path):
        source, target = (
            write(tmp_path / "in.jsonl", '{"id": 1, "sentence": "x"}'),
            write(tmp_path / "out.jsonl", "old"),
        )
        Path(target).chmod(0o640)
        run("hedges", source, target)
        assert Path(target).stat().st_mode & 0o777 == 0o640


BAD_JSONL = [
    ("{", "line 2: is no JSON"),
    ("[1]", "line 2: is JSON but no object"),
    ('{"sentence": "no id"}', "line 2: has no `id`"),
    ('{"id": true, "sentence": "x"}', "line 2: has no `id`"),
    ('{"id": "b"}', "line 2: (id 'b') has no `sentence`"),
    ('{"id": "b", "sentence": null}', "line 2: (id 'b') has no `sentence`"),
    ('{"id": "b", "sentence": 5}', "line 2: (id 'b'): `sentence` is no text but 5"),
    ('{"id": "b", "sentence": "half \\ud83d"}', "line 2: holds what is no UTF-8 text (character 6)"),
    ("[" * 100_000, "line 2: is no JSON"),
]


@pytest.mark.usefixtures("capitals")
class TestBadRecords:
    @pytest.mark.parametrize(("bad", "message"), BAD_JSONL)
    def test_one_line_names_the_record_and_the_rest_goes_on(self, tmp_path, capsys, bad, message):
        good = '{"id": "a", "sentence": "X"}\n'
        source, target = write(tmp_path / "in.jsonl", f"{good}{bad}\n{good}"), str(tmp_path / "out.jsonl")
        assert run("hedges", source, target) == 1
        assert lines(target) == [{"id": "a", "cues": [[0, 1]]}] * 2
        first, last = capsys.readouterr().err.splitlines()
        assert first.startswith(f"{source}, {message}")
        assert last == f"{source}: 1 of 3 records left out"

    def test_bytes_that_are_no_utf8(self, tmp_path, capsys):
        source = write(tmp_path / "in.jsonl", '{"id": 1, "sentence": "é"}\n', "latin-1")
        with pytest.raises(InputError, match="none of its 1 records"):
            run("hedges", source, str(tmp_path / "out.jsonl"))
        assert f"{source}, line 1: is not UTF-8" in capsys.readouterr().err
        source = write(tmp_path / "in.csv", "id,sentence\n1,X\n2,é\n3,Y\n", "latin-1")
        assert run("hedges", source, str(tmp_path / "out.csv")) == 1
        assert f"{source}, line 3: holds what is no UTF-8" in capsys.readouterr().err

    def test_lines_of_a_table_are_counted_as_an_editor_shows_them(self, tmp_path, capsys):
        source = write(tmp_path / "in.csv", 'id,sentence\n1,"two\nlines"\n2,a,b\n,x\n')
        assert run("hedges", source, str(tmp_path / "out.csv")) == 2
        messages = capsys.readouterr().err.splitlines()
        assert messages[0].startswith(f"{source}, line 4: has 3 cells, the header has 2")
        assert messages[1].startswith(f"{source}, line 5: has no `id`")

    @pytest.mark.parametrize(
        ("rows", "message", "kept"),
        [
            ('1,A\n2,"It may rain\n3,B\n4,C\n', "line 3: opens a quotation mark that nothing closes, so lines 3 to 5", "1"),
            ('1,A\n2,"It may rain', "line 3: opens a quotation mark that nothing closes; close it", "1"),
            ('2,"It may rain\n3,B\n4,"so ""he"" said"\n1,A\n', "line 2: has text behind the quotation mark", "1"),
            ('1,A\n2,"It" may rain\n', "line 3: has text behind the quotation mark that closes a cell; double", "1"),
        ],
    )  # fmt: skip
    def test_a_quotation_mark_swallows_no_records_in_silence(self, tmp_path, capsys, rows, message, kept):
        source, target = write(tmp_path / "in.csv", "id,sentence\n" + rows), str(tmp_path / "out.jsonl")
        assert run("hedges", source, target) == 1
        assert [record["id"] for record in lines(target)] == [kept]
        assert capsys.readouterr().err.startswith(f"{source}, {message}")

    def test_a_quotation_mark_that_swallows_the_whole_table(self, tmp_path, capsys):
        source = write(tmp_path / "in.csv", 'id,sentence\n1,"It may rain\n2,It might snow\n')
        with pytest.raises(InputError, match="none of its 1 records"):
            run("hedges", source, str(tmp_path / "out.csv"))
        assert f"{source}, line 2: opens a quotation mark" in capsys.readouterr().err
        with pytest.raises(InputError, match="line 1 opens a quotation mark that nothing closes"):
            run("hedges", write(tmp_path / "in.csv", 'id,"sentence\n1,A\n'), str(tmp_path / "out.csv"))

    def test_parquet_rows(self, tmp_path, capsys):
        source = str(tmp_path / "in.parquet")
        pd.DataFrame({"id": ["a", "b"], "sentence": [None, "X"]}).to_parquet(source)
        assert run("hedges", source, str(tmp_path / "out.jsonl")) == 1
        assert f"{source}, row 1: (id 'a') has no `sentence`" in capsys.readouterr().err


def arguments(case: str, folder: Path) -> list[str]:
    """The arguments of a run that must fail, by name."""
    good = write(folder / "in.jsonl", '{"id": 1, "sentence": "x"}')
    out = str(folder / "out.jsonl")
    return {
        "IN missing": ["hedges", str(folder / "none.jsonl"), out],
        "IN a folder": ["hedges", write(folder / "x.jsonl", "") and str(folder), out],
        "IN of no known format": ["hedges", write(folder / "in.docx", "x"), out],
        "IN no Parquet": ["hedges", write(folder / "in.parquet", "x"), out],
        "IN without the column": ["hedges", write(folder / "in.csv", "id,text\n1,x\n"), out],
        "IN with the column twice": ["hedges", write(folder / "in.csv", "id,sentence,sentence\n1,x,y\n"), out],
        "IN empty table": ["hedges", write(folder / "in.csv", ""), out],
        "OUT of no known format": ["hedges", good, str(folder / "out.xlsx")],
        "OUT's folder missing": ["hedges", good, str(folder / "none" / "out.jsonl")],
        "OUT is IN": ["hedges", good, good],
        "IN of a name too long": ["hedges", "x" * 300 + ".jsonl", out],
        "OUT of a name too long": ["hedges", good, str(folder / ("x" * 300 + ".jsonl"))],
        "OUT is IN by another name": ["hedges", good, f"{folder}/../{folder.name}/in.jsonl"],
    }[case]


@pytest.mark.usefixtures("capitals")
@pytest.mark.parametrize(
    "case",
    [
        "IN missing", "IN a folder", "IN of no known format", "IN no Parquet", "IN without the column",
        "IN with the column twice", "IN empty table", "OUT of no known format", "OUT's folder missing", "OUT is IN",
        "OUT is IN by another name", "IN of a name too long", "OUT of a name too long",
    ],
)  # fmt: skip
def test_files_that_will_not_do(tmp_path, case):
    args = arguments(case, tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    with pytest.raises(InputError) as error:
        run(*args)
    assert "\n" not in str(error.value)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_harmless():
    assert [harmless(c) for c in ("=A1", "+1 a", "-1 a", "@x", "\tx", "\rx", "\nx", "\uff1dA1", "-12", "a=1", 5, None)] == [
        "'=A1", "'+1 a", "'-1 a", "'@x", "'\tx", "'\rx", "'\nx", "'\uff1dA1", "-12", "a=1", 5, None,
    ]  # fmt: skip


def test_columns_are_the_same_in_every_format():
    for finder in FINDERS.values():
        assert all(isinstance(kind, pa.DataType) for kind in finder.columns.values())


class TestCommandLine:
    def test_an_error_is_one_line_without_a_traceback(self, tmp_path):
        done = subprocess.run(
            [sys.executable, "-m", "analysis", "find", "quotes", "none.jsonl", "out.jsonl"],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(HERE)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (1, "error: none.jsonl: no such file\n")

    def test_help_imports_nothing_heavy(self):
        code = "import sys, analysis.__main__; print(*{'pandas', 'pyarrow', 'nltk', 'yaml'} & set(sys.modules))"
        assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"

    def test_help_answers_at_once(self):
        started = time.perf_counter()
        done = subprocess.run([sys.executable, "-m", "analysis", "--help"], capture_output=True, text=True, check=True)
        assert "find" in done.stdout
        assert time.perf_counter() - started < 3  # about 0.2 s on an idle machine

    def test_unknown_signal(self):
        assert CliRunner().invoke(cli, ["find", "tone", "in.jsonl", "out.jsonl"]).exit_code == 2


class TestSignals:
    """The three signals as they are, from record to record."""

    def test_quotes(self, tmp_path):
        text = "Bridge shut\n\n“It is rusty,” Ann Lee said. She said the towers would stand.\n\nThe “old” song."
        source = write(tmp_path / "in.jsonl", json.dumps({"id": 1, "text": text}))
        assert run("quotes", source, str(tmp_path / "out.jsonl")) == 0
        (record,) = lines(str(tmp_path / "out.jsonl"))
        first = record["quotes"][0]
        assert list(first) == ["start", "end", "speaker", "speaker_mention", "cue", "direct"]
        assert text[first["start"] : first["end"]].startswith("It is rusty")
        assert (first["speaker"], first["speaker_mention"], first["cue"]) == ("Ann Lee", "Ann Lee", "said")
        assert first["direct"] == "direct"
        assert {quote["direct"] for quote in record["quotes"]} == {"direct", "indirect"}

        assert run("quotes", source, str(tmp_path / "out.csv")) == 0
        with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [(int(r["start"]), int(r["end"]), r["speaker"]) for r in rows] == [
            (q["start"], q["end"], q["speaker"] or "") for q in record["quotes"]
        ]
        assert all(r["text"] == text[int(r["start"]) : int(r["end"])] for r in rows)

    def test_hedges_are_cues_of_uncertainty(self, tmp_path):
        text = "It may cost about 40 pounds."
        source = write(
            tmp_path / "in.jsonl", json.dumps({"id": "x", "sentence": text}) + '\n{"id": "y", "sentence": ""}'
        )
        assert run("hedges", source, str(tmp_path / "out.jsonl")) == 0
        assert lines(str(tmp_path / "out.jsonl")) == [{"id": "x", "cues": [[3, 6]]}, {"id": "y", "cues": []}]

    def test_stance(self, tmp_path):
        claim = "The old bridge is safe."
        heads = ["The old bridge is safe", "No, the old bridge is not safe", ""]
        source = write(
            tmp_path / "in.jsonl",
            "\n".join(json.dumps({"id": n, "headline": h, "claim": claim}) for n, h in enumerate(heads)),
        )
        assert run("stance", source, str(tmp_path / "out.jsonl")) == 0
        assert [record["stance"] for record in lines(str(tmp_path / "out.jsonl"))] == ["for", "against", None]
        assert run("stance", source, str(tmp_path / "out.csv")) == 0
        assert (tmp_path / "out.csv").read_text() == "id,stance\n0,for\n1,against\n2,\n"
