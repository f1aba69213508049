"""The committed page in a real browser: what a reader gets who never sees Python."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SECTIONS = ["The articles", "Headlines", "Softening words", "Whose words", "The marked texts", "Method and limits"]


@pytest.fixture(scope="module", params=[(1440, "light"), (360, "light"), (1440, "dark")], ids=["wide", "phone", "dark"])
def page(request: pytest.FixtureRequest, browser: "Browser", root: Path) -> Iterator["Page"]:
    width, scheme = request.param
    opened = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    opened.told: list[str] = []  # type: ignore[attr-defined, misc]
    opened.on("request", lambda r: opened.told.append(r.url))  # type: ignore[attr-defined]
    opened.on("console", lambda m: opened.told.append(f"console: {m.text}"))  # type: ignore[attr-defined]
    opened.goto((root / "reports" / "report.html").as_uri())
    yield opened
    opened.close()


def test_it_asks_for_nothing_from_outside_and_says_nothing_in_the_console(page: "Page") -> None:
    told = [t[:60] for t in page.told if not t.startswith(("file:", "data:"))]  # type: ignore[attr-defined]
    assert not told


def test_everything_is_there(page: "Page") -> None:
    assert page.locator("h1").count() == 1
    headings = [h.strip() for h in page.locator("h2").all_inner_texts()]
    assert [s for s in SECTIONS if s not in headings] == []
    assert page.locator(".board .head").count() == 5
    assert page.locator("article.annotated").count() == 5
    assert page.locator("table").count() >= 8
    assert page.locator("figure img").count() == 3
    assert page.locator(".finding").count() >= 2
    assert all(alt and len(alt) > 30 for alt in page.eval_on_selector_all("figure img", "all => all.map(i => i.alt)"))
    assert page.eval_on_selector_all("figure img", "all => all.every(i => i.naturalWidth > 200)")


def test_every_link_leads_somewhere_and_no_id_stands_twice(page: "Page") -> None:
    targets = page.eval_on_selector_all("a[href^='#']", "all => all.map(a => a.getAttribute('href').slice(1))")
    ids = page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    assert len(targets) > 50
    assert sorted(set(targets) - set(ids)) == []
    assert len(ids) == len(set(ids))


def test_nothing_is_wider_than_the_screen(page: "Page") -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_axe_finds_no_violation(page: "Page") -> None:
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, found.generate_report()


def test_layers_of_the_texts_are_switched_without_a_script(page: "Page") -> None:
    def style(selector: str, what: str) -> str:
        return str(page.eval_on_selector(f"article {selector}", f"e => getComputedStyle(e).{what}"))

    assert style(".furniture", "display") == "block"
    page.get_by_label("furniture of the site").uncheck()
    assert style(".furniture", "display") == "none"
    page.get_by_label("furniture of the site").check()
    assert style(".m.uncertainty", "textDecorationLine") == "underline"
    page.get_by_label("softening and strengthening words").uncheck()
    assert style(".m.uncertainty", "textDecorationLine") == "none"
    page.get_by_label("softening and strengthening words").check()


def test_from_a_mark_to_the_row_that_counts_it_and_back(page: "Page") -> None:
    mark = page.locator("article a.m.uncertainty").first
    row = page.locator(f"tr[id='{(mark.get_attribute('href') or '').removeprefix('#')}']")
    assert mark.inner_text() in row.text_content()
    assert row.locator("a[href^='#a']").count() == 1


def test_rows_of_a_table_can_be_taken_away(page: "Page") -> None:
    with page.expect_download() as taken:
        page.locator("a[download$='.csv']:visible").first.click()
    assert taken.value.path().read_text(encoding="utf-8").startswith("Article,")


def test_it_prints_with_every_section(browser: "Browser", root: Path, tmp_path: Path) -> None:
    printed = browser.new_page()
    printed.goto((root / "reports" / "report.html").as_uri())
    printed.emulate_media(media="print")
    pdf = printed.pdf(path=tmp_path / "page.pdf", format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 8
    for heading in SECTIONS:
        assert printed.get_by_role("heading", name=heading, exact=True).is_visible()
    printed.close()


def test_it_is_light_and_has_no_script(root: Path) -> None:
    html = (root / "reports" / "report.html").read_text(encoding="utf-8")
    assert len(html.encode("utf-8")) < 1_000_000
    assert "<script" not in html
