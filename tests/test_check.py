"""The command `check`: what it prints, what it says to programs, how it ends."""

import json
import os
import subprocess
import sys

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.__main__ import cli
from analysis.errors import InputError

ARTICLE = "Bridge closed\n\n(The Daily Post - January 7, 2020) - The bridge was closed, the mayor said.\n"


def check(*arguments):
    return CliRunner().invoke(cli, ["check", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "Road shut\n\nPublished: 02/03/2020\n\nThe road is shut, he said.", encoding="utf-8"
    )
    return tmp_path


def test_doubts_alone_end_with_nought(folder):
    result = check(folder)
    assert result.exit_code == 0
    assert result.output == (
        f"{folder}: 2 articles would be read, with 19 words of body\n"
        "  The Daily Post            1 article            13 words  2020-01-07\n"
        "  outlet not stated         1 article             6 words  no date stated\n"
        "\nleft out: nothing\n\nread, with a doubt: 1\n"
        "  b.txt: its dateline '02/03/2020' could be two different days; the date is left open\n"
        "      write `settings: {day_first: true}` (or false) in the study\n"
    )


def test_a_reject_ends_with_one_and_is_named_with_its_row(folder):
    (folder / "t.csv").write_text("title,text\nA,It is shut.\nB\n", encoding="utf-8")
    result = check(folder)
    assert result.exit_code == 1
    assert "left out: 1\n  t.csv, row 2: has 1 fields where the header has 2\n" in result.output


def test_json_says_the_same(folder):
    (folder / "c.txt").write_bytes(b"")
    result = check(folder, "--json")
    assert result.exit_code == 1
    found = json.loads(result.output)
    assert (found["n_articles"], found["n_words"]) == (2, 19)
    assert [outlet["outlet"] for outlet in found["outlets"]] == ["The Daily Post", None]
    assert {(r["severity"], r["file"], r["row"]) for r in found["rejects"]} == {
        ("reject", "c.txt", None),
        ("doubt", "b.txt", None),
    }
    assert all(r["reason"] and r["remedy"] for r in found["rejects"])


def test_nothing_to_read_is_told_with_every_reason(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00")
    result = check(tmp_path)
    assert result.exit_code == 1
    assert "0 articles would be read" in result.output
    assert "a.txt: is empty" in result.output
    assert "left out: 2" in result.output


def test_a_wrong_path_is_one_line():
    result = check("nowhere")
    assert isinstance(result.exception, InputError)


def test_a_file_name_cannot_steer_the_terminal(tmp_path):
    try:
        (tmp_path / "a\x1b[2J.txt").write_text("", encoding="utf-8")
    except OSError:
        pytest.skip("this system refuses such names")
    assert "\x1b" not in check(tmp_path).output


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_names_that_the_terminal_cannot_show_are_escaped(tmp_path, root, more):
    (tmp_path / "мост.txt").write_bytes(b"")
    command = [sys.executable, "-m", "analysis", "check", str(tmp_path), *more]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    run = subprocess.run(command, cwd=root, capture_output=True, env=environment, check=False)
    assert (run.returncode, run.stderr) == (1, b"")
    assert "\\u043c\\u043e\\u0441\\u0442.txt" in run.stdout.decode("cp1252")
    if more:
        assert json.loads(run.stdout)["rejects"][0]["file"] == "мост.txt"


def test_a_large_corpus_is_not_held_at_once(tmp_path, monkeypatch):
    from analysis import check as command
    from analysis import corpus

    rows = {"title": [f"Bridge {n} closed" for n in range(30)], "text": [f"It is {n}." for n in range(30)]}
    pd.DataFrame(rows).to_csv(tmp_path / "t.csv", index=False)
    monkeypatch.setattr(command, "WHOLE", 20)
    monkeypatch.setattr(corpus, "read", None)
    result = check(tmp_path)
    assert result.exit_code == 0
    assert "30 articles would be read" in result.output
    assert "looked for by the report" in result.output


def test_a_folder_without_an_article_is_refused(tmp_path):
    done = check(tmp_path)
    assert isinstance(done.exception, InputError)
    assert "there is no article in it" in str(done.exception)


def test_a_page_laid_out_in_cells_is_doubted(tmp_path):
    cells = "".join(f"<td>{word}</td>" for word in ("World", "Business", "Markets", "Sport", "Opinion"))
    told = "<br><br>".join(["The city closed the old bridge on Tuesday after an engineer warned, officials said."] * 5)
    page = f"<html><body><table><tr>{cells}</tr><tr><td><h1>Bridge closed</h1>{told}</td></tr></table></body></html>"
    (tmp_path / "wire.html").write_text(page, encoding="utf-8")
    done = check(tmp_path)
    assert done.exit_code == 0
    assert "laid out in table cells" in done.output
