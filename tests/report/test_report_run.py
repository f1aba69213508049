"""The report as a user makes it: the README's command, on the seed study, on folders of their own, on bad input."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

STORIES = {
    "a.txt": "Dam will close, mayor says\n\nThe dam may close, Mayor Ana Ruiz said on Monday.\n\n“We have no choice,” she said.\n",
    "b.txt": "Mayor denies dam will close\n\n“There is no plan to close it,” said Ana Ruiz, the mayor.\n\nResidents were not so sure.\n",
    "c.txt": "What happens to the dam?\n\nNobody knows. “We have no choice,” Ruiz told reporters.\n",
}
BINARY = bytes(range(256)) * 8


def run(root: Path, output: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "papermill",
        "notebooks/report.ipynb",
        str(output),
        "--no-progress-bar",
        *arguments,
    ]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300, check=False)


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def test_the_committed_page_is_what_a_run_gives(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path / "report.ipynb")
    assert done.returncode == 0, done.stderr
    fresh, committed = (
        (folder / "report.html").read_text("utf-8").split("\n") for folder in (tmp_path, root / "reports")
    )
    differ = [number for number, (a, b) in enumerate(zip(fresh, committed, strict=False), 1) if a != b]
    same = fresh == committed  # a plain answer: pytest would compare half a megabyte word by word
    assert same, (
        f"run the report and commit its page; lines that differ: {differ[:5]}, of {len(fresh)} and {len(committed)}"
    )


def test_a_folder_of_ones_own_gives_a_page_that_names_what_was_left_out(root: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", {**STORIES, "broken.txt": BINARY})
    done = run(root, tmp_path / "mine.ipynb", "-p", "study", str(folder))
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "mine.html").read_text(encoding="utf-8")
    assert "Mayor denies dam will close" in page
    assert "broken.txt" in page
    assert "names none, so there is nothing" in page, "without propositions the stance section says so"
    last = done.stderr.splitlines()[-1]
    assert last.startswith("left out: ")
    assert "broken.txt" in last
    assert str(tmp_path) not in page, "no path of this machine on the page"


@pytest.mark.parametrize(
    ("case", "says"),
    [("empty", "empty"), ("binary", "broken.txt"), ("missing", "no-such-folder"), ("typo", "studdy")],
)
def test_what_cannot_be_run_is_one_line_and_loses_nothing(root: Path, tmp_path: Path, case: str, says: str) -> None:
    arguments = {
        "empty": ["study", str(write(tmp_path / "empty", {}))],
        "binary": ["study", str(write(tmp_path / "binary", {"broken.txt": BINARY}))],
        "missing": ["study", "no-such-folder"],
        "typo": ["studdy", "data/studies/iraq-letter.yaml"],
    }[case]
    for name in ("out.ipynb", "out.html"):
        (tmp_path / name).write_text("earlier", encoding="utf-8")
    done = run(root, tmp_path / "out.ipynb", "-p", *arguments)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert [line for line in done.stderr.splitlines() if line.startswith("Error: ")] == [done.stderr.splitlines()[-1]]
    assert says in done.stderr.splitlines()[-1]
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert says in page, "the page says why it is none"
    assert (tmp_path / "out.before-the-failed-run.html").read_text(encoding="utf-8") == "earlier"
    assert (tmp_path / "out.ipynb").read_text(encoding="utf-8") == "earlier"


HOSTILE = [
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "</style><b>x</b>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "[x](javascript:alert(1))",
    "\u202egnp.exe",
    "W" * 10_000,
]


def test_everything_from_an_article_is_text(root: Path, tmp_path: Path, browser: object) -> None:
    story = "\n\n".join(["<h1>Dam</h1> will close", *(f"“{h}” said Ana {h} Ruiz. It may {h}." for h in HOSTILE)])
    folder = write(tmp_path / "mine", {**STORIES, "<b>x.txt" if os.name != "nt" else "x.txt": story})
    done = run(root, tmp_path / "mine.ipynb", "-p", "study", str(folder))
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "mine.html").read_text(encoding="utf-8")
    assert "<script" not in html
    page = browser.new_page(viewport={"width": 360, "height": 800})  # type: ignore[attr-defined]
    told: list[str] = []
    page.on("request", lambda r: told.append(r.url))
    page.on("console", lambda m: told.append(m.text))
    page.goto((tmp_path / "mine.html").as_uri())
    assert page.title() == "mine · Told Differently"
    assert page.locator("h1").count() == 1
    assert page.locator(".annotated article").count() == 4
    assert page.locator("main img:not(.chart img), main svg, main script, main b b").count() == 0
    assert [t for t in told if not t.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.close()
