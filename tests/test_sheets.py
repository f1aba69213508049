"""Coding sheets as the command writes them: blind, safe for a spreadsheet and a browser, never over another."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import sheets
from analysis.__main__ import cli
from analysis.errors import InputError

HOSTILE = "=HYPERLINK(1) <script>alert(1)</script> may close\n\n=2+5 may be wrong, <b>said</b> Ana Ruiz.\n\n“It may open,” she said.\n"
PLAIN = "Dam to stay\n\nThe Post reports.\n\nThe dam is safe. “It holds,” said Ana Ruiz of the works.\n"
STUDY = """
articles:
  - {id: a, file: a.txt, outlet: The Post}
  - {id: b, file: b.txt, outlet: The Post}
actors:
  - {id: ruiz, name: Ana Ruiz, kind: person}
propositions:
  - {id: P1, text: "The <dam> will close.", terms: [close]}
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(HOSTILE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(STUDY, encoding="utf-8")
    return tmp_path / "mine.yaml"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_what_the_command_writes(study, tmp_path):
    out = tmp_path / "out"
    done = CliRunner().invoke(cli, ["sheets", str(study), str(out), "--coders", "3"])
    assert done.exit_code == 0, done.output
    assert "items for 3 coders" in done.output
    names = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    assert names == [
        "codebook.html", "coder_1.csv", "coder_2.csv", "coder_3.csv", "key/README.txt", "key/key.csv", "sheet.html",
    ]  # fmt: skip
    assert (out / "coder_1.csv").read_bytes() == (out / "coder_2.csv").read_bytes()
    assert (out / "coder_1.csv").read_bytes().startswith(b"\xef\xbb\xbf"), "Excel reads UTF-8 only with its mark"
    key = rows(out / "key/key.csv")
    assert {row["variable"] for row in key} == {"hedges", "quote", "speaker", "actor", "stance:P1", "by:P1"}
    assert not [
        row["predicted"] for row in key if len(row["predicted"].split()) != 1 and row["variable"].startswith("by:")
    ]
    assert [row["item"] for row in key] == [row["item"] for row in rows(out / "coder_1.csv")]


def test_coders_see_no_answer_and_no_outlet(study, tmp_path):
    sheets.run(str(study), str(tmp_path / "out"))
    items = rows(tmp_path / "out/coder_1.csv")
    assert set(items[0]) == set(sheets.COLUMNS)
    assert not any(row["answer"] or row["note"] for row in items)
    before = next(row["before"] for row in items if row["text"].startswith("The dam is safe"))
    assert "The Post" not in before
    assert sheets.HIDDEN in before
    sheets.run(str(study), str(tmp_path / "seen"), outlets=True)
    assert {row["outlet"] for row in rows(tmp_path / "seen/coder_1.csv")} == {"The Post"}


def test_words_of_an_article_are_no_formula_and_no_markup(study, tmp_path):
    out = tmp_path / "out"
    sheets.run(str(study), str(out))
    for path in (out / "coder_1.csv", out / "key/key.csv"):
        cells = [cell for row in rows(path) for cell in row.values()]
        assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in cells)
        assert any(cell.startswith("'=2+5 may be wrong") for cell in cells)
    page = (out / "sheet.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;b&gt;said&lt;/b&gt;" in page
    assert "The &lt;dam&gt; will close." in page
    assert "default-src 'none'" in page


def test_a_folder_that_holds_anything_is_left_as_it_is(study, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    sheets.run(str(study), str(out))  # an empty folder is filled
    filled = (out / "coder_1.csv").read_bytes().replace(b",,\r\n", b",1,\r\n")
    (out / "coder_1.csv").write_bytes(filled)
    with pytest.raises(InputError, match="is there already; name a new folder"):
        sheets.run(str(study), str(out))
    assert (out / "coder_1.csv").read_bytes() == filled
    assert not list(tmp_path.glob(".making-*"))
    with pytest.raises(InputError, match="the folder that it should be in does not exist"):
        sheets.run(str(study), str(tmp_path / "no/where"))


def test_the_command_ends_with_1_if_an_article_was_left_out(study, tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/a.txt").write_text(HOSTILE, encoding="utf-8")
    (tmp_path / "corpus/b.txt").write_bytes(bytes(range(256)))
    done = CliRunner().invoke(cli, ["sheets", str(tmp_path / "corpus"), str(tmp_path / "out")])
    assert done.exit_code == 1
    asked = {row["variable"] for row in rows(tmp_path / "out/key/key.csv")}
    assert asked == {"hedges", "quote", "speaker"}, "a folder has no actors and no propositions"


def test_the_pages_are_accessible_and_print_on_a4(study, tmp_path, browser):
    from axe_playwright_python.sync_playwright import Axe

    sheets.run(str(study), str(tmp_path / "out"))
    page = browser.new_page()
    for name in ("sheet.html", "codebook.html"):
        page.goto((tmp_path / "out" / name).as_uri())
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.close()
