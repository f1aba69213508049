"""What the suite is installed from: conda file, lock and index addresses stay true to pyproject.toml."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
ONLY_ON_PYPI = {
    "ahocorasick-rs",
    "krippendorff",
    "lxml-html-clean",
    "nupunkt",
    "py3langid",
    "vadersentiment",
}  # comes with `pip install -e .`


def requirements() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return dict(re.fullmatch(r"([\w-]+)(.*)", d).groups() for d in project["dependencies"])


def test_conda_file_names_the_same_packages_with_the_same_bounds() -> None:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    assert listed[-1] == {"pip": ["-e ."]}
    conda = dict(re.fullmatch(r"([\w-]+)(.*)", d).groups() for d in listed[:-1])
    assert conda.pop("python") == "=3.11"
    conda.pop("pip")
    assert conda == {n: b for n, b in requirements().items() if n not in ONLY_ON_PYPI}


def test_the_packages_that_the_suite_promises_are_required() -> None:
    assert {"jupyterlab", "pandas", "matplotlib", "textblob", "nltk", "papermill", "nbval"} <= set(requirements())


def test_lock_has_only_the_public_index() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    for package in lock["package"]:
        source = package["source"]
        assert source in ({"registry": "https://pypi.org/simple"}, {"editable": "."}), package["name"]
        for file in [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]:
            assert file["url"].startswith("https://files.pythonhosted.org/")


def test_every_bound_holds_in_the_lock() -> None:
    from packaging.specifiers import SpecifierSet

    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = {p["name"]: p["version"] for p in lock["package"] if "version" in p}
    for name, bounds in requirements().items():
        assert locked[name] in SpecifierSet(bounds), name
