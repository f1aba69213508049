"""Lines: what each line of an article is: headline, body, caption, byline, furniture of the page.

Nothing is cut out of the text; a label says what a line is, and `why` which rule said so. Some lines are known by their
wording (`furniture.py`), the others by their form (`form.py`) and by where they stand (`page.py`): below the headline,
between paragraphs, after the last one.
"""

from collections.abc import Mapping
from io import StringIO
from itertools import accumulate, pairwise
from typing import NamedTuple

from analysis.corpus.furniture import Furniture, ready
from analysis.corpus.page import Page
from analysis.schema import BLANK


class Line(NamedTuple):
    """One line of a text, its end included: where it is, what it is, and which rule said so."""

    start: int
    end: int
    label: str
    layer: str | None
    why: str


def split(text: str) -> list[tuple[int, int]]:
    """The lines of a text as spans, line ends (LF, CRLF, CR) included: no gap, no overlap.

    >>> split("a\\r\\n\\rb")
    [(0, 3), (3, 4), (4, 5)]
    """
    return list(pairwise(accumulate(map(len, StringIO(text, newline="")), initial=0)))


def label(
    text: str,
    furniture: Furniture | None = None,
    known: Mapping[int, str] | None = None,
    learned: Mapping[str, str] | None = None,
) -> list[Line]:
    """Say what each line of an article is.

    Args:
        text: the article as it was read.
        known: labels that are not to be guessed, by the start of the line: a table's columns, a page.
            With any, the text has a headline or has none, and no other line is looked at for one.
        learned: lines that many articles of this outlet share, with the rule (see `learned.py`).

    Returns: lines that cover the text without gap or overlap; blank ones are labelled `blank`.

    Note: a deck that ends with a full stop and is followed by the first paragraph cannot be told from it; it is body.
        A subheading that ends with a full stop is body too.

    >>> for line in label("Troops to stay\\n\\nBy Ann Lee\\n\\nTroops will stay, the ministry said.\\n\\nRead more"):
    ...     print(line.label, "|", line.why)
    headline | first line
    blank | blank
    byline | furniture: byline
    blank | blank
    body | paragraph
    blank | blank
    boilerplate | furniture: more_link
    """
    spans = split(text)
    page = Page(text, spans, furniture or ready(), known, learned)
    told = zip(spans, *page.labelled(), strict=True)
    return [Line(start, end, label, layer, why) for (start, end), label, layer, why in told]


def plain(text: str) -> list[Line]:
    """Take every line as the article's own: the first that is not blank is the headline, the others are body.

    >>> [line.label for line in plain("Read more\\n\\nShare this")]
    ['headline', 'blank', 'body']
    """
    lines, label = [], "headline"
    for start, end in split(text):
        if text[start:end].strip():
            lines.append(Line(start, end, label, None, "taken as it is"))
            label = "body"
        else:
            lines.append(Line(start, end, BLANK, None, BLANK))
    return lines
