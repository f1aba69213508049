"""The page of a corpus that is too large for one row an article: distributions, time, a sample, and still light."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks import page as benchmark
from tests.report.test_page import AXE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    benchmark.write(benchmark.SMALL, folder / "made.jsonl")
    done = benchmark.run(folder / "made.jsonl", folder / "page.ipynb")
    assert done.returncode == 0, done.stderr
    return folder / "page.html"


@pytest.fixture(scope="module", params=[1440, 360])
def page(request: pytest.FixtureRequest, written: Path, browser: "Browser") -> Iterator["Page"]:
    opened = browser.new_page(viewport={"width": request.param, "height": 900})
    opened.goto(written.as_uri())
    yield opened
    opened.close()


def test_it_is_light(written: Path) -> None:
    assert written.stat().st_size < benchmark.MANY_MOST


def test_it_shows_outlets_time_and_a_stated_sample(page: "Page") -> None:
    assert page.locator("figure img").count() == 8, (
        "two distributions, each over time too, the order of telling; rates, twice, and what they withstand"
    )
    assert "90 articles: 8 named outlets" in page.locator("#the-articles").inner_text()
    assert page.locator("details.annotated").count() == 30
    assert page.locator("details.annotated[open]").count() == 2, "side by side"
    assert page.locator(".many p").count() == 8, "the list of articles: a paragraph an outlet"
    assert page.get_by_text("A sample of 30 of 90 articles").count() == 1
    for drawing in page.locator("figure").all():
        assert drawing.locator("details table").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_what_is_beyond_the_sample_is_named_by_article_and_character(page: "Page") -> None:
    assert page.locator("span.label").filter(has_text="from character").count() > 0
    targets = page.eval_on_selector_all("a[href^='#']", "all => all.map(a => a.getAttribute('href').slice(1))")
    ids = set(page.eval_on_selector_all("[id]", "all => all.map(e => e.id)"))
    assert [t for t in targets if t not in ids] == []


def test_axe_finds_no_violation(page: "Page") -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, found.generate_report()
