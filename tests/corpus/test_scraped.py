"""Ten pages as a scraper leaves them, invented before the rules were looked at; each line begins with its label.

First score: 156 of 202 lines. Four expectations were put right after it (a photo's stand-in, two rules of underscores
below the text, a sentence between date and update note is the deck), which left the score at 156; then the rules were
mended. Now they have seen these pages: they hold what works, and say nothing of the next.
"""

from pathlib import Path

import pytest

from analysis.corpus.lines import label

PAGES = sorted((Path(__file__).parent / "scraped").glob("*.txt"))
MISSED = {"01_newswire": "a caption of two whole sentences, in the middle of the story and without a credit"}


def expected(path: Path) -> list[tuple[str, str]]:
    """The lines of a page with their labels, blank ones too."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return [tuple(row.split(": ", 1)) if row else ("blank", "") for row in rows]


def marked(path: Path):
    reason = MISSED.get(path.stem)
    return pytest.param(path, id=path.stem, marks=[pytest.mark.xfail(strict=True, reason=reason)] if reason else [])


@pytest.mark.parametrize("path", [marked(path) for path in PAGES])
def test_scraped_pages(path):
    page = expected(path)
    text = "\n".join(content for _, content in page)
    assert [(line.label, text[line.start : line.end].strip("\n")) for line in label(text)] == page


def test_there_are_ten_pages():
    assert len(PAGES) == 10
    assert sum(name != "blank" for path in PAGES for name, _ in expected(path)) == 202
