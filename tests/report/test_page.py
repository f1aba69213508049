"""The committed page in a real browser: what a reader gets who never sees Python."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SECTIONS = [
    *("The articles", "The marked texts", "Headlines", "Softening words", "Whose words", "Who is called what"),
    *("Shared text", "Who does what to whom", "Causes and demands", "How sure is this", "Method and limits"),
]
VIEWS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 360, "height": 800}},
    "zoomed to 400 %": {"viewport": {"width": 320, "height": 256}},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "dark phone": {"viewport": {"width": 360, "height": 800}, "color_scheme": "dark"},
    "in print": {"viewport": {"width": 800, "height": 1100}},
}
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module", params=VIEWS)
def page(request: pytest.FixtureRequest, browser: "Browser", root: Path) -> Iterator["Page"]:
    opened = browser.new_page(**VIEWS[request.param])
    if request.param == "in print":
        opened.emulate_media(media="print")
    opened.told: list[str] = []  # type: ignore[attr-defined, misc]
    opened.on("request", lambda r: opened.told.append(r.url))  # type: ignore[attr-defined]
    opened.on("console", lambda m: opened.told.append(f"console: {m.text}"))  # type: ignore[attr-defined]
    opened.goto((root / "reports" / "report.html").as_uri())
    opened.add_style_tag(content="html { scroll-behavior: auto !important }")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def wide(browser: "Browser", root: Path) -> Iterator["Page"]:
    opened = browser.new_page(**VIEWS["wide"])
    opened.goto((root / "reports" / "report.html").as_uri())
    opened.add_style_tag(content="html { scroll-behavior: auto !important }")
    yield opened
    opened.close()


def test_it_asks_for_nothing_from_outside_and_says_nothing_in_the_console(page: "Page") -> None:
    told = [t[:60] for t in page.told if not t.startswith(("file:", "data:"))]  # type: ignore[attr-defined]
    assert not told


def test_everything_is_there(page: "Page") -> None:
    assert page.locator("h1").count() == 1
    assert page.locator("main > section > .kicker").all_text_contents() == SECTIONS
    assert page.locator("main > section").count() == len(SECTIONS) + 1, "the findings, and one section a question"
    assert page.locator(".board .head").count() == 5
    assert page.locator("details.annotated article").count() == 5
    assert page.locator("details.method").count() >= 12
    assert page.locator("table").count() >= 30
    assert page.locator("figure img").count() == 3
    assert page.locator(".finding[id^=f]").count() >= 8
    assert all(alt and len(alt) > 30 for alt in page.eval_on_selector_all("figure img", "all => all.map(i => i.alt)"))
    assert page.eval_on_selector_all("figure img", "all => all.every(i => i.naturalWidth > 200)")


def test_axe_finds_no_violation(page: "Page") -> None:
    from axe_playwright_python.sync_playwright import Axe

    on_paper = page.evaluate("matchMedia('print').matches")
    touched = {
        "rules": {"target-size": {"enabled": not on_paper}}
    }  # nobody touches paper; a screen's targets are large
    found = Axe().run(page, options=AXE | touched)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_no_violation_in_what_is_folded(browser: "Browser", root: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(**VIEWS["wide"])
    page.goto((root / "reports" / "report.html").as_uri())
    page.eval_on_selector_all("details", "all => all.forEach(d => d.open = true)")
    found = Axe().run(page, options=AXE)
    page.close()
    assert found.violations_count == 0, found.generate_report()


def test_nothing_is_wider_than_the_screen(page: "Page") -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_only_tables_and_drawings_scroll_sideways(page: "Page") -> None:
    """What is read in lines fits the screen at 400 %, too; tables and drawings may be wider (WCAG 1.4.10)."""
    wider = page.eval_on_selector_all(
        "main *", "all => all.filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX == 'auto')"
        ".filter(e => !e.querySelector('table, img')).map(e => e.outerHTML.slice(0, 80))",
    )  # fmt: skip
    assert wider == []


def test_the_first_screen_shows_what_a_stranger_must_know(wide: "Page") -> None:
    def bottom(selector: str) -> float:
        box = wide.locator(selector).last.bounding_box()
        assert box is not None
        return box["y"] + box["height"]

    for selector in (
        ".lead",
        ".board",
        ".contrast",
        "header #heard-title",
        "header #limits-title",
        "header a[href='#cannot']",
    ):
        assert bottom(selector) <= 900, selector
    words = wide.locator("header").inner_text()
    assert "should never have been released" in words, "a variant, word for word"
    assert "should not have been released" in words.replace("been\nreleased", "been released")
    assert "U.S. forces will begin leaving Iraq" in words
    assert "5 articles" in words
    assert "4 separately worded texts" in words
    assert "%" not in words, "no rates on the first screen"


def test_every_link_leads_somewhere_and_no_id_stands_twice(wide: "Page") -> None:
    targets = wide.eval_on_selector_all("a[href^='#']", "all => all.map(a => a.getAttribute('href').slice(1))")
    ids = wide.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    assert len(targets) > 500
    assert sorted(set(targets) - set(ids)) == []
    assert len(ids) == len(set(ids))


def test_the_contents_lead_to_each_section(wide: "Page") -> None:
    links = wide.locator("nav.contents a")
    assert links.all_inner_texts() == ["What differs", *SECTIONS]
    for link in links.all():
        link.click()
        top = wide.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']").bounding_box()
        assert top is not None
        assert 0 <= top["y"] < 900, link.inner_text()


def test_layers_of_the_texts_are_switched_without_a_script(wide: "Page") -> None:
    def style(selector: str, what: str) -> str:
        return str(wide.eval_on_selector(f"article {selector}", f"e => getComputedStyle(e).{what}"))

    for label, selector, what, on, off in (
        ("lines of the site or its editors", ".furniture", "display", "block", "none"),
        ("softening and strengthening words", ".m.uncertainty", "textDecorationLine", "underline", "none"),
        ("whose words", ".label", "display", "inline", "none"),
    ):
        assert style(selector, what) == on
        wide.get_by_label(label).uncheck()
        assert style(selector, what) == off
        wide.get_by_label(label).check()


def test_a_mark_says_what_it_is_on_focus(wide: "Page") -> None:
    wide.locator("details.annotated").first.evaluate("e => e.open = true")
    mark = wide.locator("article a.m.uncertainty").first
    mark.focus()
    wide.keyboard.press("Shift+Tab")
    wide.keyboard.press("Tab")  # reached by keyboard, so that the focus is visible
    said = mark.evaluate("e => getComputedStyle(e, '::after').content")
    title = mark.get_attribute("title") or ""
    assert title == "verb of seeming or believing, quoted; quoted: Mark A. Milley"
    assert title in said or "attr(title)" in said


def test_from_a_mark_to_the_row_that_counts_it_and_back(wide: "Page") -> None:
    wide.locator("details.annotated").first.evaluate("e => e.open = true")
    mark = wide.locator("article a.m.uncertainty").first
    row = wide.locator(f"tr[id='{(mark.get_attribute('href') or '').removeprefix('#')}']")
    assert mark.inner_text() in (row.text_content() or "")
    assert not row.is_visible()
    mark.click()
    assert row.is_visible(), "the folded table opens"
    row.locator("a[href^='#a']").click()
    assert wide.locator("article p:target").is_visible()


def test_a_finding_leads_to_its_sentences_and_has_an_address_and_a_citation(wide: "Page") -> None:
    first = wide.locator("#f1")
    first.locator("a[href^='#a']").first.click()
    assert wide.locator("article p:target").is_visible()
    assert first.locator("a[href='#f1']").count() == 1
    assert "n = " in first.inner_text()
    assert "in these articles" in first.inner_text()
    assert "Cite as: Told Differently" in first.inner_text()


def test_every_folded_part_opens_for_a_link_into_it(browser: "Browser", root: Path) -> None:
    """Also for one from another page, and where folds lie in folds; all folded parts are shut when the page is opened."""
    address = (root / "reports" / "report.html").as_uri()
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    links = page.eval_on_selector_all("a[href^='#']", "all => all.map(a => a.getAttribute('href'))")
    folded = [h for h in dict.fromkeys(links) if page.locator(f"details:not([open]) [id='{h[1:]}']").count()]
    kinds = {re.sub(r"\d+", "1", target): target for target in folded}
    assert {"#f1", "#a1-l1", "#a1-c1", "#a1-q1", "#c1-1"} <= set(kinds)
    for target in kinds.values():
        page.goto("about:blank")
        page.goto(address + target)
        page.locator(f"[id='{target[1:]}']").wait_for(state="visible")
        page.wait_for_function(
            "id => { const y = document.getElementById(id).getBoundingClientRect().top;return y > 0 && y < 900 }",
            arg=target[1:],
        )  # the page scrolls smoothly
    page.close()


def test_most_of_the_page_is_folded_and_each_fold_says_what_is_in_it(browser: "Browser", root: Path) -> None:
    page = browser.new_page(**VIEWS["wide"])
    page.goto((root / "reports" / "report.html").as_uri())
    heights = page.evaluate(
        "() => { const h = () => document.documentElement.scrollHeight; const shut = h();"
        "const all = [...document.querySelectorAll('details:not([open])')]; all.forEach(d => d.open = true);"
        "const open = h(); all.forEach(d => d.open = false); return [shut, open] }"
    )
    assert heights[0] < 22_000
    assert heights[0] * 3 < heights[1]
    assert all(s.strip() for s in page.locator("summary").all_text_contents())
    page.close()


def test_every_drawing_has_its_numbers_and_can_be_taken_away(wide: "Page") -> None:
    for figure in wide.locator("figure").all():
        assert figure.locator("details table").count() == 1
        assert figure.locator("details a[download$='.csv']").count() == 1
        with wide.expect_download() as taken:
            figure.locator("a[download$='.svg']").click()
        assert taken.value.path().read_text(encoding="utf-8").lstrip().startswith(("<?xml", "<svg"))


def test_rows_of_a_table_can_be_taken_away(wide: "Page") -> None:
    with wide.expect_download() as taken:
        wide.locator("a[download$='.csv']:visible").first.click()
    assert taken.value.path().read_text(encoding="utf-8").startswith("Article (by outlet),")


def test_a_count_of_positions_leads_to_its_sentences(wide: "Page") -> None:
    """The list is folded; who follows the link sees it."""
    listed = wide.locator("details details:has(tr#c6-1)")
    assert listed.get_attribute("open") is None
    wide.get_by_text("Who says what, outlet by outlet: 89 positions of sentences on 6 propositions").click()
    wide.locator("a[href='#c6-1']").click()
    wide.locator("tr#c6-1").wait_for(state="visible")
    assert "as the word of Adel Abdul Mahdi" in wide.locator("tr#c6-1").inner_text()
    listed.evaluate("e => e.open = false")


def test_every_method_box_gives_right_wrong_and_scores(wide: "Page") -> None:
    for box in wide.locator("details.method").all():
        words = box.text_content() or ""
        for label in ("Right:", "Wrong:", "Scores:"):
            assert label in words, words[:60]


def test_it_prints_with_every_section_and_every_layer(browser: "Browser", root: Path, tmp_path: Path) -> None:
    from pypdf import PdfReader

    printed = browser.new_page()
    printed.goto((root / "reports" / "report.html").as_uri())
    titles = printed.locator("h1, h2").all_text_contents()
    folded = printed.locator("details:not([open]) > summary").all_text_contents()
    printed.pdf(path=tmp_path / "page.pdf", format="A4")
    printed.close()
    pages = PdfReader(tmp_path / "page.pdf").pages
    assert 20 <= len(pages) <= 42, "every section, and no empty sheet"
    words = _plain(" ".join(p.extract_text() for p in pages))
    assert [t for t in [*SECTIONS, *titles] if _plain(t) not in words] == []
    assert len(folded) > 30
    assert _plain("Every deed (51) – on the screen, not in print") in words
    for inside in ("Newswire.net: harm", "1,407 labelled sentences", "finding 8"):
        assert _plain(inside) in words, "what is folded on the screen is printed"
    for layer in ("FAN Editor", "Photo of author", "allegedly", "You May Like"):
        assert _plain(layer) in words


def _plain(words: str) -> str:
    """Letters and digits alone: a line of print may end anywhere, and capitals may be a matter of style."""
    return "".join(c for c in words.lower() if c.isalnum())


def test_it_is_light_and_has_no_script(root: Path) -> None:
    html = (root / "reports" / "report.html").read_text(encoding="utf-8")
    assert len(html.encode("utf-8")) < 1_000_000
    assert "<script" not in html


def test_no_raw_value_of_a_table_stands_on_the_page(root: Path) -> None:
    """`epistemic_verb`, `alt_headline`: what tables say to programs. Coders' ids and file names are names."""
    from lxml.html import document_fromstring

    page = document_fromstring((root / "reports" / "report.html").read_text(encoding="utf-8"))
    for named in page.xpath("//style | //*[contains(@class, 'wrap')] | //code"):
        named.drop_tree()
    words = " ".join(page.itertext())
    assert set(re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", words)) <= {"coder_a", "coder_b"}
