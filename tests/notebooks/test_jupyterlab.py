"""JupyterLab itself, in a real browser, on a copy of the project: every notebook runs, the controls of 09 do as they say."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

ROOT = Path(__file__).resolve().parents[2]
PLAYED = "09_explore"
"""Run, and run again, by the test that operates its controls."""
NOTEBOOKS = sorted(p.stem for p in (ROOT / "notebooks").glob("*.ipynb") if p.stem != PLAYED)
COPIED = ("analysis", "data", "notebooks", "seeds")
SETTINGS = {
    # no news from outside; and every cell is in the page, also those that are out of sight
    "apputils-extension/notification": {"fetchNews": "false"},
    "notebook-extension/tracker": {"windowingMode": "none"},
}
TOKEN = "only-for-this-test"
SECONDS = 60
SLOW = {"timeout": SECONDS * 1000}


class Lab:
    """A running JupyterLab and a page of a browser that looks at it."""

    def __init__(self, folder: Path, port: int, page: "Page") -> None:
        self.folder, self.page = folder, page
        self.url = f"http://127.0.0.1:{port}"

    def api(self, method: str, path: str) -> Any:
        request = urllib.request.Request(f"{self.url}/api/{path}?token={TOKEN}", method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or "null")

    def run_all(self, notebook: str) -> None:
        """Open a notebook and run it as a person does, from a new kernel."""
        for session in self.api("GET", "sessions"):
            self.api("DELETE", f"sessions/{session['id']}")
        self.page.goto(f"{self.url}/lab/workspaces/w/tree/{notebook}.ipynb?reset&token={TOKEN}")
        self.page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(**SLOW)
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self.page.wait_for_function(DONE, arg=self.n_code(notebook), **SLOW)

    def n_code(self, notebook: str) -> int:
        cells = json.loads((self.folder / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
        return sum(c["cell_type"] == "code" for c in cells)

    def errors(self) -> list[str]:
        mimes = ("application/vnd.jupyter.error", "application/vnd.jupyter.stderr")
        return [text for mime in mimes for text in self.page.locator(f'[data-mime-type="{mime}"]').all_inner_texts()]

    def cell(self, source: str) -> "Locator":
        return self.page.locator(".jp-CodeCell").filter(has=self.page.locator(".jp-InputArea", has_text=source))


DONE = r"""(n) => {
  const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map((e) => e.textContent);
  const failed = document.querySelector('[data-mime-type="application/vnd.jupyter.error"]');
  return failed || (prompts.length === n && prompts.every((p) => /\[\d+\]/.test(p)));
}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, browser: "Browser") -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("lab")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    for path in (folder / "notebooks").glob("*.ipynb"):  # not run yet, so that what is seen is of this run
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            cell.update({"outputs": [], "execution_count": None} if cell.cell_type == "code" else {})
        nbformat.write(notebook, path)
    for name, setting in SETTINGS.items():
        path = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(setting), encoding="utf-8")
    own = {name: str(folder / name.casefold()) for name in (
        "HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "JUPYTERLAB_WORKSPACES_DIR",
    )}  # fmt: skip
    for place in own.values():
        Path(place).mkdir()
    environment = {
        **os.environ, **own, "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "PYTHONPATH": str(folder),  # the copy is what is imported: nothing is saved in the project
    }  # fmt: skip
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={folder / 'notebooks'}", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    log = (folder / "log.txt").open("w")
    server = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    running = Lab(folder, port, page)
    try:
        for _ in range(SECONDS * 2):
            try:
                running.api("GET", "status")
                break
            except OSError:
                assert server.poll() is None, (folder / "log.txt").read_text()
                time.sleep(0.5)
        yield running
        for session in running.api("GET", "sessions"):
            running.api("DELETE", f"sessions/{session['id']}")
    finally:
        page.close()
        server.terminate()
        server.wait(30)
        log.close()


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_run_all_ends_without_an_error(lab: Lab, notebook: str) -> None:
    lab.run_all(notebook)
    assert lab.errors() == []


def test_controls_change_what_is_shown_and_a_dispute_survives_a_rerun(lab: Lab) -> None:
    lab.run_all(PLAYED)
    assert lab.errors() == []
    looked, disputed = lab.cell("look(bench)"), lab.cell("dispute(bench)")
    before = looked.locator("table").inner_text()
    assert before.startswith("hedges: hits in 2 articles")
    hits = int(before.split("all")[1].split()[0])

    # by keyboard alone: from the corpus on with Tab, in the order of the page; JupyterLab leaves the keys to the field
    looked.get_by_label("Corpus").focus()
    reached = []
    for _ in range(2):
        lab.page.keyboard.press("Tab")
        reached.append(lab.page.evaluate("document.activeElement.labels[0].innerText"))
    assert reached == ["Articles", "Signal"]
    lab.page.keyboard.press("Control+a")
    lab.page.keyboard.type("quotes")
    lab.page.keyboard.press("Enter")
    looked.get_by_text("quotes: hits in 2 articles").wait_for(**SLOW)
    looked.get_by_label("Signal").fill("hedges")
    lab.page.keyboard.press("Enter")
    looked.get_by_text("hedges: hits in 2 articles").wait_for(**SLOW)

    search = lab.cell("search(bench")
    search.get_by_label("Words").fill("letter*")
    lab.page.keyboard.press("Enter")
    search.get_by_text("“letter*”: ").wait_for(**SLOW)

    assert "No hit is disputed" in lab.cell("disputed(tables)").inner_text()
    hit = disputed.locator('datalist option[value*="[allegedly]"]')
    hit.wait_for(state="attached", **SLOW)  # the panels are brought up to date one after the other
    disputed.get_by_label("Hit").fill(hit.get_attribute("value"))
    lab.page.keyboard.press("Tab")
    disputed.get_by_label("Why").fill("told as a fact")
    disputed.get_by_label("Who says so").fill("Ana")
    disputed.get_by_role("button", name="Mark as wrong and save").press("Space")
    disputed.get_by_text("Saved in iraq-letter.csv.").wait_for(**SLOW)
    looked.locator("del").wait_for(**SLOW)

    lab.run_all(PLAYED)
    assert lab.errors() == []
    after = lab.cell("look(bench)").locator("table").inner_text()
    assert int(after.split("all")[1].split()[0]) == hits - 1
    told = lab.cell("disputed(tables)").inner_text()
    assert "1 hit that readers call wrong is counted nowhere" in told
    assert "told as a fact" in told
    assert "Ana" in told
    saved = (lab.folder / "data" / "disputes" / "iraq-letter.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(saved) == 2
