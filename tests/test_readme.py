"""The README, followed word for word: its example of a new signal runs, its links lead somewhere, its commands exist."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from analysis import lexicon, study
from analysis.__main__ import cli

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = r"```{}\n(.*?)```"


def section(title):
    return re.split(r"^## ", README.split(f"\n## {title}\n")[1], flags=re.MULTILINE)[0]


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """A copy of the project in which a reader has done what the README says of a new signal."""
    copy = tmp_path_factory.mktemp("copy")
    for folder in ("analysis", "data", "seeds", "tests/signals"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("tests/test_lexicon.py", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / file, copy / file)
    text = section("Add words, a list, a signal").split("**A signal, for all studies.**")[1]
    name, body = re.search(
        rf"Save this as\n`(data/lexicons/[a-z]+\.yaml)`:\n\n{BLOCK.format('yaml')}", text, re.DOTALL
    ).groups()
    (copy / name).write_text(body, encoding="utf-8")
    file, old, new = re.search(r"In `(.*?)` replace `(.*?)` by `(.*?)`", text, re.DOTALL).groups()
    code = (copy / file).read_text(encoding="utf-8")
    assert code.count(old) == 1
    (copy / file).write_text(code.replace(old, new), encoding="utf-8")
    return copy, text


def run(copy, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


def test_the_new_signal_is_found_as_the_readme_says(followed):
    copy, text = followed
    code = re.search(BLOCK.format("python"), text, re.DOTALL)[1]
    result = run(copy, "-c", f"import analysis; assert analysis.__file__.startswith({str(copy)!r})\n{code}")
    assert result.returncode == 0, result.stderr
    rows = [line.split() for line in result.stdout.splitlines() if line.strip() and "dtype" not in line]
    assert ["narrator", "alarm"] in [row[:2] for row in rows]


def test_its_lexicon_is_held_to_its_examples(followed):
    copy, text = followed
    command = next(c for c in re.findall(BLOCK.format("sh"), text, re.DOTALL) if "pytest" in c)
    files = command.split("pytest", 1)[1].split()
    result = run(copy, "-m", "pytest", "-q", "-o", "addopts=", "-k", "urgency or word_lists", *files)
    assert result.returncode == 0, result.stdout
    assert int(re.search(r"(\d+) passed", result.stdout)[1]) >= 6, result.stdout  # three of them about this lexicon
    broken = copy / "data/lexicons/urgency.yaml"
    body = broken.read_text(encoding="utf-8")
    broken.write_text(body.replace("finds: {confusion: alarm}", "finds: {hall: alarm}"), encoding="utf-8")
    assert run(copy, "-m", "pytest", "-q", "-o", "addopts=", files[1]).returncode == 1
    broken.write_text(body, encoding="utf-8")


def test_words_are_added_for_one_study_as_it_says(tmp_path):
    words = re.search(BLOCK.format("yaml"), section("Add words, a list, a signal"), re.DOTALL)[1]
    (tmp_path / "our_hedges.yaml").write_text(words, encoding="utf-8")
    (tmp_path / "news.csv").write_text("headline,text\na,b\n", encoding="utf-8")
    (tmp_path / "s.yaml").write_text("corpus: news.csv\nlexicons: {hedges: our_hedges.yaml}\n", encoding="utf-8")
    own = lexicon.load("hedges", study.load(tmp_path / "s.yaml").lexicons["hedges"])
    entries = {entry.match for entry in own.entries}
    assert "subject to review" in entries
    assert "reportedly" not in entries
    assert "allegedly" in entries


def test_it_is_short():
    assert README.count("\n") < 250


@pytest.mark.parametrize("file", ["README.md", "data/README.md", "seeds/README.md", "tests/benchmarks/README.md"])
def test_every_link_leads_somewhere(file):
    path = ROOT / file
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    for link in links:
        target, _, anchor = link.partition("#")
        if target.startswith("http"):
            continue
        there = (path.parent / target) if target else path
        assert there.exists(), link
        if anchor and there.suffix == ".md":
            heads = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", h).lower().replace(" ", "-") for h in heads}, link


def test_every_command_of_the_project_stands_in_it_and_the_other_way_round():
    told = set(re.findall(r"python -m analysis ([a-z]+)", README))
    assert told == set(cli.commands)


def test_every_notebook_stands_in_its_table():
    listed = re.findall(r"\]\(notebooks/([\w]+)\.ipynb\)", section("Notebooks"))
    assert sorted(listed) == sorted(p.stem for p in (ROOT / "notebooks").glob("*.ipynb"))


def test_it_can_be_cited():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "type", "version", "license", "authors"} <= set(citation)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{citation["version"]}"' in project
    assert all(author.get("name") or author.get("family-names") for author in citation["authors"])
    assert citation["version"] in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
