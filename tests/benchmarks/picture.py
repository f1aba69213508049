"""Take the picture of the page that the README shows: the first screen of the committed page.

uv run python -m tests.benchmarks.picture               writes reports/report.png; needs Chromium
"""

import io
import shutil
import sys
from pathlib import Path

from tests.conftest import CHROMIUM, QUIET, ROOT

WIDTH, HEIGHT, COLOURS = 1440, 900, 48


def take(page: Path, picture: Path) -> None:
    """The first screen of a page as a PNG of few colours."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        sys.exit("no Chromium found: install it (Debian, Ubuntu: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        opened = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        opened.goto(page.as_uri())
        taken = opened.screenshot()
        browser.close()
    image = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(picture, optimize=True)


if __name__ == "__main__":
    take(ROOT / "reports" / "report.html", ROOT / "reports" / "report.png")
