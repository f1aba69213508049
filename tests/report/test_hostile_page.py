"""What comes from an article, an outlet, a file name or a study file is text on the page, whatever it looks like."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.report.test_report_run import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAYLOADS = [
    "<script>window.ran=1</script>",
    "</script><script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    "<img src='https://example.org/x.png'>",
    "<svg onload=window.ran=1>",
    "<svg><script>window.ran=1</script></svg>",
    "<iframe src='https://example.org'></iframe>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<body onload=window.ran=1>",
    "<a href='javascript:window.ran=1'>click</a>",
    "[click](javascript:window.ran=1)",
    "![x](https://example.org/x.png)",
    "<a href='data:text/html,<script>opener.ran=1</script>'>d</a>",
    "</style><style>body{display:none}</style>",
    "<style>@import 'https://example.org/x.css';</style>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<base href='https://example.org/'>",
    "<form action=https://example.org><button>go</button></form>",
    "<input autofocus onfocus=window.ran=1>",
    "<details open ontoggle=window.ran=1>",
    "<video><source onerror=window.ran=1></video>",
    "<object data='https://example.org'></object>",
    "<embed src='https://example.org'>",
    "<math><mtext></mtext><script>window.ran=1</script></math>",
    "<template><script>window.ran=1</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=window.ran=1>'>",
    "<!-- --><script>window.ran=1</script>",
    "<![CDATA[<script>window.ran=1</script>]]>",
    "<?php echo 1 ?>",
    "{{ 7 * 7 }}{% raw %}",
    "{{ ''.__class__.__mro__ }}",
    "${7*7} #{7*7} $x^2$",
    "$$\\require{href}$$",
    "\" onmouseover=window.ran=1 x=\"",
    "' onfocus=window.ran=1 tabindex=1 x='",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "&#60;script&#62;window.ran=1&#60;/script&#62;",
    "%3Cscript%3Ewindow.ran=1%3C/script%3E",
    "\u202etxet desrever\u202c",
    "\u2066isolated\u2069 \u200bzero width\ufeff",
    "a\u0301\u0301\u0301\u0301 combining",
    "x" * 10_000,
    "=HYPERLINK(\"https://example.org\")",
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "</main></body></html>",
    "</td></tr></table><h1>taken over</h1>",
    "<h1 id=main>taken over</h1>",
    "# taken over",
    "```\n<script>window.ran=1</script>",
    "<scr<script>ipt>window.ran=1</scr</script>ipt>",
]  # fmt: skip
NAMES = ("<img src=x onerror=window.ran=1>.txt", "a&b \"q\" 'q' #1 %3C.txt", "=1+1.txt")


@pytest.fixture(scope="module")
def hostile(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a study in which every place that a user or an article fills holds something hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    share = len(PAYLOADS) // len(NAMES) + 1
    for number, name in enumerate(NAMES):
        own = PAYLOADS[number * share : (number + 1) * share]
        told = [f"“The dam {p} may close,” said Ana Ruiz {p}, the mayor, who said that {p} is safe." for p in own]
        (folder / name).write_text("\n\n".join([f"{own[0]} dam may close {own[1]}", *told]), encoding="utf-8")
    study = {
        "title": PAYLOADS[0] + PAYLOADS[13],
        "question": PAYLOADS[1] + "?",
        "background": " ".join(p for p in PAYLOADS if len(p) < 1000),
        "articles": [
            {"id": f"{number}{p}", "file": name, "outlet": p}
            for number, (name, p) in enumerate(zip(NAMES, PAYLOADS[2:], strict=False))
        ],
        "actors": [{"id": "ruiz", "name": f"Ana Ruiz {PAYLOADS[4]}", "aliases": ["Ana Ruiz", PAYLOADS[8]]}],
        "propositions": [{"id": "P1", "text": f"The dam will close {PAYLOADS[6]}.", "terms": ["clos*"]}],
    }
    (folder / "study.yaml").write_text(yaml.safe_dump(study, allow_unicode=True), encoding="utf-8")
    done = run(root, folder / "page.ipynb", "-p", "study", str(folder / "study.yaml"))
    assert done.returncode == 0, done.stderr
    return folder / "page.html"


@pytest.fixture(scope="module")
def page(hostile: Path, browser: "Browser") -> Iterator["Page"]:
    opened = browser.new_page(viewport={"width": 1000, "height": 900})
    opened.told: list[str] = []  # type: ignore[attr-defined, misc]
    opened.on("request", lambda r: opened.told.append(r.url))  # type: ignore[attr-defined]
    opened.on("console", lambda m: opened.told.append(f"console: {m.text}"))  # type: ignore[attr-defined]
    opened.on("dialog", lambda d: opened.told.append(f"dialog: {d.message}"))  # type: ignore[attr-defined]
    opened.goto(hostile.as_uri())
    yield opened
    opened.close()


def test_there_are_fifty() -> None:
    assert len(set(PAYLOADS)) >= 50


def test_nothing_runs_and_nothing_is_asked_for(page: "Page") -> None:
    assert page.evaluate("window.ran") is None
    assert [t[:80] for t in page.told if not t.startswith(("file:", "data:"))] == []  # type: ignore[attr-defined]


def test_no_element_comes_from_an_article(page: "Page") -> None:
    allowed = {"style": 1, "h1": 1, "main": 1, "body": 1}
    for name, count in allowed.items():
        assert page.locator(name).count() == count, name
    for name in ("script", "iframe", "object", "embed", "form", "link", "base", "video", "template", "svg", "math"):
        assert page.locator(name).count() == 0, name
    assert page.locator("img").count() == page.locator("figure.chart img").count()
    handlers = "all => all.flatMap(e => e.getAttributeNames().filter(n => n.startsWith('on')))"
    assert page.eval_on_selector_all("*", handlers) == []
    addresses = page.eval_on_selector_all("[href], [src]", "all => all.map(e => e.getAttribute('href') || e.src)")
    ours = ("#", "data:text/csv", "data:image/svg+xml", "data:text/plain")
    assert {a[:60] for a in addresses if not a.startswith(ours)} == set()


def test_the_words_are_all_there(page: "Page") -> None:
    shown = " ".join(page.locator("main").inner_text().split())
    for payload in ("<script>window.ran=1</script>", "{{ 7 * 7 }}", "</style><style>", "&lt;script&gt;"):
        assert payload in shown


def test_nothing_turns_the_direction_of_the_page(page: "Page") -> None:
    shown = page.locator("main").inner_text()
    assert "\u202e" not in shown, "an override is not obeyed"
    assert "⟨U+202E⟩" in shown, "but shown"
    open_ended = """all => all.filter(e => [...e.childNodes].some(n => n.nodeType == 3 && /[\u202a-\u202e\u2066-\u2069]/.test(n.data)))
        .filter(e => getComputedStyle(e).unicodeBidi == 'normal' && getComputedStyle(e).display == 'inline')
        .map(e => e.outerHTML.slice(0, 80))"""
    assert page.eval_on_selector_all("main *", open_ended) == []


def test_a_policy_allows_nothing_from_outside(page: "Page") -> None:
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content") or ""
    assert policy.split("; ") == [
        *("default-src 'none'", "style-src 'unsafe-inline'", "img-src data:", "base-uri 'none'", "form-action 'none'"),
    ]


def test_what_is_taken_away_is_no_formula(page: "Page") -> None:
    import base64
    import csv
    import io

    files = page.eval_on_selector_all("a[download$='.csv']", "all => all.map(a => a.href.split(',')[1])")
    cells = [
        cell
        for data in files
        for row in csv.reader(io.StringIO(base64.b64decode(data).decode("utf-8"), newline=""))
        for cell in row
    ]
    assert len(cells) > 300
    numbers = [cell for cell in cells if re.fullmatch(r"[-−+]?[\d.,]+", cell)]
    assert numbers, "numbers stay numbers"
    assert [c for c in cells if c[:1] in "=+-@\t\r" and c and c not in numbers] == []
    assert any("HYPERLINK" in cell for cell in cells)


@pytest.mark.parametrize("width", [320, 1000])
def test_it_is_no_wider_than_the_screen(page: "Page", width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
