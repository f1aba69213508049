"""Pages as a scraper leaves them, invented; each line begins with its label.

The first ten were written before the rules were looked at: 156 of 202 lines right at once. Four expectations were put
right after that (a photo's stand-in, two rules of underscores below the text, a sentence between date and update note
is the deck), which left the score at 156; then the rules were mended. Three more were written after those: 51 of 67
right at once; no line of the story was set aside, nine of furniture got a label that is analysed, two of them that of a
paragraph. What is still missed stands in `MISSED`: of a page alone, a site's motto above the headline looks like the headline; of many, it is learned.
"""

from pathlib import Path

import pytest

from analysis.corpus.lines import label

PAGES = sorted((Path(__file__).parent / "scraped").glob("*.txt"))
MISSED = {
    "01_newswire": "a caption of two whole sentences, in the middle of the story and without a credit",
    "11_rural_stations": "a motto of the site above the headline; a link in brackets between paragraphs",
    "12_flood_relief": "short words above the headline; titles of other stories below the tags",
    "13_ferry_fine": "a newsroom's name as byline; titles of other stories between paragraphs without a heading",
}


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


def test_there_are_thirteen_pages():
    assert len(PAGES) == 13
    assert sum(name != "blank" for path in PAGES for name, _ in expected(path)) == 269
