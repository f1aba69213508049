"""The report run as a user starts it: the papermill command, on a small notebook that fails in every way."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

import nbformat
import pytest

from analysis.report.engine import no_page_if_it_fails

BODY = """
import os, time
from analysis.errors import InputError
from analysis.report.render import Fragment
if way == "input": raise InputError("no such study: here is the way out")
if way == "bug": 1 / 0
if way == "exit": raise SystemExit
if way == "dead": os.write(2, b"last words"); os._exit(9)
if way == "noisy": os.write(2, b"Traceback (most recent call last)")
if way == "slow": open("started", "w").close(); time.sleep(60)
Fragment(f"<h1>Way: {way}</h1>", {"title": "A title", "notice": "left out: a.txt"})
"""


def notebook(page: bool = True) -> nbformat.NotebookNode:
    v4 = nbformat.v4
    parameters = v4.new_code_cell('way = "well"  # str: how the run goes\ntimes = 1')
    parameters.metadata.tags = ["parameters"]
    nb = v4.new_notebook(cells=[parameters, v4.new_code_cell(BODY), v4.new_markdown_cell("A text cell")])
    nb.metadata.kernelspec = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    if page:
        nb.metadata.told_differently = {"page": True}
    return nb


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    nbformat.write(notebook(), tmp_path / "in.ipynb")
    (tmp_path / "out.html").write_text("the earlier page", encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, output: str = "out.ipynb") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "papermill", "in.ipynb", output, "--no-progress-bar", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def has_no_page(folder: Path, why: str) -> None:
    """The page says that the run failed, and why; the earlier one is kept, under another name."""
    page = (folder / "out.html").read_text(encoding="utf-8")
    assert "the last run failed" in page
    assert why in unescape(page)
    assert '<a href="out.before-the-failed-run.html">' in page
    assert (folder / "out.before-the-failed-run.html").read_text(encoding="utf-8") == "the earlier page"
    assert sorted(p.suffix for p in folder.iterdir() if p.suffix not in (".ipynb", "")) == [".html", ".html"]


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "the cell never began"
        time.sleep(0.1)


def test_a_run_writes_notebook_and_page_and_passes_the_notice_on(folder: Path) -> None:
    done = run(folder, "-p", "way", "fine")
    assert done.returncode == 0, done.stderr
    page = (folder / "out.html").read_text(encoding="utf-8")
    assert "<h1>Way: fine</h1>" in page
    assert "A text cell" in page
    assert "<title>A title</title>" in page
    assert "InputError" not in page, "input cells stay off the page"
    assert done.stderr.splitlines()[-1] == "left out: a.txt"
    assert (folder / "out.ipynb").exists()
    assert sorted(p.name for p in folder.iterdir()) == ["in.ipynb", "out.html", "out.ipynb"]


def test_what_the_kernel_says_of_itself_is_told_only_when_it_died(folder: Path) -> None:
    assert "Traceback" not in run(folder, "-p", "way", "noisy").stderr
    assert "last words" in run(folder, "-p", "way", "dead").stderr


def test_a_kernel_that_never_began_says_why(folder: Path) -> None:
    (folder / "ipykernel_launcher.py").write_text('raise SystemExit("no kernel today")')
    done = run(folder)
    (folder / "ipykernel_launcher.py").unlink()
    assert done.returncode != 0
    assert "no kernel today" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1] == "Error: the notebook's kernel died before the end; nothing was written"


@pytest.mark.parametrize(
    ("way", "says"),
    [
        ("input", "Error: no such study: here is the way out"),
        ("exit", "Error: a cell left the notebook before its end; no page was written"),
        ("dead", "Error: the notebook's kernel died before the end; nothing was written"),
    ],
)
def test_what_a_user_can_mend_is_one_line(folder: Path, way: str, says: str) -> None:
    done = run(folder, "-p", "way", way)
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1] == says
    assert "Traceback" not in done.stderr
    assert not (folder / "out.ipynb").exists()
    has_no_page(folder, says.removeprefix("Error: "))


def test_a_failed_cell_leaves_no_page_that_looks_new(folder: Path) -> None:
    done = run(folder, "-p", "way", "bug")
    assert done.returncode != 0
    assert "ZeroDivisionError" in done.stderr
    has_no_page(folder, "A cell of the notebook failed")


def test_the_earlier_page_outlives_a_second_failure_and_goes_with_the_next_page(folder: Path) -> None:
    for way in ("bug", "input"):
        assert run(folder, "-p", "way", way).returncode != 0
    has_no_page(folder, "no such study")
    assert run(folder, "-p", "way", "fine").returncode == 0
    assert "<h1>Way: fine</h1>" in (folder / "out.html").read_text(encoding="utf-8")
    assert sorted(p.name for p in folder.iterdir() if p.suffix == ".html") == ["out.html"]


def test_where_no_page_was_a_failure_makes_none(folder: Path) -> None:
    (folder / "out.html").unlink()
    assert run(folder, "-p", "way", "input").returncode != 0
    assert not list(folder.glob("*.html"))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_no_page_that_looks_new(folder: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-m", "papermill", "in.ipynb", "out.ipynb", "--no-progress-bar", "-p", "way", "slow"]
    with subprocess.Popen(
        command,
        cwd=folder,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    ) as process:
        wait_until((folder / "started").exists)
        os.killpg(process.pid, how)
        assert process.wait(timeout=60) != 0
    (folder / "started").unlink()
    has_no_page(folder, "It was stopped before its end.")


def test_an_error_that_is_no_interruption_is_told_as_it_is(folder: Path) -> None:
    with pytest.raises(OSError, match="No space"), no_page_if_it_fails(folder / "out.html"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    has_no_page(folder, "Why: OSError: [Errno 28] No space left on device")


def test_an_unknown_parameter_names_those_there_are(folder: Path) -> None:
    done = run(folder, "-p", "wayy", "x")
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1] == "Error: no parameter 'wayy'; this notebook's parameters are: way, times"
    has_no_page(folder, "no parameter 'wayy'")


@pytest.mark.parametrize(
    ("output", "says"),
    [("nowhere/out.ipynb", "no folder nowhere: make it first"), ("out.html", "should end in .ipynb: out.html")],
)
def test_an_output_that_cannot_be_is_refused_at_once(folder: Path, output: str, says: str) -> None:
    done = run(folder, output=output)
    assert done.returncode != 0
    assert says in done.stderr.splitlines()[-1]
    assert (folder / "out.html").read_text(encoding="utf-8") == "the earlier page"


def test_other_notebooks_run_as_under_stock_papermill(folder: Path) -> None:
    nbformat.write(notebook(page=False), folder / "in.ipynb")
    assert run(folder, "-p", "way", "fine").returncode == 0
    assert (folder / "out.html").read_text(encoding="utf-8") == "the earlier page"
    assert run(folder, "-p", "wayy", "fine").returncode == 0
