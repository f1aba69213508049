"""What several tests share: the repository's root, the codings of the seeds, a real browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def curated() -> pd.DataFrame:
    """The curated coding of the seed articles: table `codings`."""
    from analysis import schema

    path = ROOT / "data" / "codings" / "iraq-letter" / "curated.csv"
    types: dict[Any, Any] = {c.name: c.dtype for c in schema.TABLES["codings"].columns}
    return schema.check(pd.read_csv(path, dtype=types), "codings")


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A real Chromium; without one the test skips, under CI it fails."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        hint = "no Chromium found: install it (Debian, Ubuntu: apt-get install chromium) to test the page in a browser"
        if os.environ.get("CI"):
            pytest.fail(hint)
        pytest.skip(hint)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()
