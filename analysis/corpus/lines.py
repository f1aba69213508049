"""Lines: what each line of an article is: headline, body, caption, byline, furniture of the page.

Nothing is cut out of the text; a label says what a line is, and `why` which rule said so. Some lines are known by their
wording (`furniture.py`), the others by their form and by where they stand: below the headline, between
paragraphs, after the last one.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.corpus import form
from analysis.corpus.furniture import Furniture, Kind, ready
from analysis.schema import BLANK
from analysis.words import even

HEADLINE_WORDS, DECK_WORDS, CAPTION_WORDS = 40, 45, 60
"""A headline, a deck, a caption has at most so many words."""
LABEL_WORDS = 6
"""A line without a stop below the text is a label of the page up to so many words, and the title of a story above."""
_LINE_END = re.compile(r"\r\n?|\n")


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
    cuts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    if cuts[-1] < len(text):
        cuts.append(len(text))
    return list(pairwise(cuts))


def label(text: str, furniture: Furniture | None = None, known: Mapping[int, str] | None = None) -> list[Line]:
    """Say what each line of an article is.

    Args:
        text: the article as it was read.
        known: labels that are not to be guessed, by the start of the line: those of a table's columns.
            With any, the text has a headline or has none, and no other line is looked at for one.

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
    return _Page(text, furniture or ready(), known).lines()


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


class _Page:
    """The lines of one article while they are being labelled; `rows` are the indexes of those not blank."""

    def __init__(self, text: str, furniture: Furniture, known: Mapping[int, str] | None) -> None:
        self.spans = split(text)
        self.furniture = furniture
        flat = even(text)
        self.content = [flat[start:end].strip() for start, end in self.spans]
        self.rows = [i for i, content in enumerate(self.content) if content]
        self.words = [len(content.split()) for content in self.content]
        self.kinds: list[Kind | None] = [furniture.kind(c) if c else None for c in self.content]
        self.labels: list[str | None] = [None if c else BLANK for c in self.content]
        self.why = ["" if c else BLANK for c in self.content]
        self.known = known
        self.wrapped = form.are_wrapped([self.content[i] for i in self.rows])
        self.prose = [self._is_prose(i) for i in range(len(self.content))]

    def lines(self) -> list[Line]:
        self._headline()
        rows = [i for i in self.rows if self.labels[i] is None]
        for i in rows:
            kind = self.kinds[i]
            if kind and kind.where and self._inside(i, rows):
                self.kinds[i] = None
                self.prose[i] = self._is_prose(i)
        self._repeated(rows)
        rows = self._cut_tail(rows)
        first, last = self._extent(rows)
        self._top([i for i in rows if i < first], first)
        self._below([i for i in rows if i > last])
        self._inner([i for i in rows if first <= i <= last])
        layers = self._layers()
        return [
            Line(start, end, self.labels[i] or "body", layers[i], self.why[i])
            for i, (start, end) in enumerate(self.spans)
        ]

    def _set(self, i: int, label: str, why: str) -> None:
        self.labels[i], self.why[i] = label, why

    def _set_kind(self, i: int, kind: Kind) -> None:
        self._set(i, kind.label, f"furniture: {kind.category}")

    def _is_prose(self, i: int) -> bool:
        """Is it a paragraph by its form, and by its wording nothing else?"""
        return bool(self.content[i]) and not self.kinds[i] and (self.wrapped or form.is_prose(self.content[i]))

    def _inside(self, i: int, rows: Sequence[int]) -> bool:
        """Does it stand between paragraphs?"""
        return any(self.prose[j] for j in rows if j < i) and any(self.prose[j] for j in rows if j > i)

    # The rules, from the top of the page to its end

    def _headline(self) -> None:
        if self.known is not None:
            for i, (start, _) in enumerate(self.spans):
                if start in self.known and self.content[i]:
                    self._set(i, self.known[start], "column")
            return
        for i in self.rows:
            kind = self.kinds[i]
            if kind and (kind.category not in HEADLINE_LIKE or self._is_section(i)):
                self._set_kind(i, kind)
            else:
                if self.words[i] <= HEADLINE_WORDS and not form.goes_on(
                    self.content[i], "".join(self.content[i + 1 : i + 2])
                ):
                    self._set(i, "headline", "first line")
                    self.kinds[i] = None
                elif self.words[i] <= HEADLINE_WORDS:
                    self._set(i, "body", "goes on in the next line")
                return

    def _is_section(self, i: int) -> bool:
        """Does another short line of no known wording follow? Then this is the section, and that the headline."""
        after = self._next(i, self.rows)
        kind = self.kinds[i]
        return (
            kind is not None
            and kind.where == "edge"
            and after is not None
            and not (self.kinds[after] or self.prose[after])
        )

    def _repeated(self, rows: Sequence[int]) -> None:
        """A short line that stands twice is furniture: nobody writes a paragraph twice."""
        seen: dict[str, int] = {}
        for i in rows:
            if self.kinds[i] is None and not self.wrapped and 3 <= self.words[i] <= 20:
                key = self.content[i].casefold()
                if key in seen:
                    for j in (seen[key], i):
                        self._set(j, "boilerplate", "stands twice")
                        self.prose[j] = False
                seen.setdefault(key, i)

    def _cut_tail(self, rows: Sequence[int]) -> list[int]:
        """Label what stands below the end of the article (comments, next story); return the rows above it."""
        total = sum(self.words[i] for i in rows if self.prose[i])
        above = 0
        for n, i in enumerate(rows):
            above += self.words[i] if self.prose[i] else 0
            kind = self.kinds[i]
            if kind and kind.ends and above > 2 * (total - above):
                self._after_end(rows[n:])
                return list(rows[:n])
        return list(rows)

    def _after_end(self, rows: Sequence[int]) -> None:
        opened = False
        for i in rows:
            kind = self.kinds[i]
            if kind and not kind.where:
                self._set_kind(i, kind)
                opened = kind.opens or (opened and kind.category in WITH_TITLES)
            elif self.labels[i] is None:
                label = "related" if opened else "boilerplate"
                self._set(i, label, "below a heading over other stories" if opened else "below the end")

    def _extent(self, rows: Sequence[int]) -> tuple[int, int]:
        """Index of the first and of the last line of the story's text."""
        prose = [i for i in rows if self.prose[i] and self.labels[i] is None]
        if not prose:  # nothing but short lines without stops: they are the text
            free = [i for i in rows if self.kinds[i] is None and self.labels[i] is None]
            return (free[0], free[-1]) if free else (-1, -1)
        above = (i for i in prose if not (self._before_credit(i, rows) or self._is_deck(i, rows)))
        first = next(above, prose[-1])
        last = prose[-1]
        while last > first and (form.is_cut(self.content[last]) and self._opened(last, rows)):
            last = prose[prose.index(last) - 1]
        return first, last

    def _next(self, i: int, rows: Sequence[int]) -> int | None:
        place = bisect_right(rows, i)
        return rows[place] if place < len(rows) else None

    def _before_credit(self, i: int, rows: Sequence[int]) -> bool:
        """Is the next line a photo's credit? Then a short line above it that tells no story is the caption."""
        after = self._next(i, rows)
        kind = self.kinds[after] if after is not None else None
        if kind is None or kind.label != "credit" or self.words[i] > CAPTION_WORDS:
            return False
        return not self.furniture.is_paragraph(self.content[i])

    def _is_deck(self, i: int, rows: Sequence[int]) -> bool:
        """Is it the first line below the headline, with a byline, a date, a note or a share bar after it?"""
        after = self._next(i, rows)
        before = [j for j in rows if j < i and not self.kinds[j]]
        kind = self.kinds[after] if after is not None else None
        return not before and self.words[i] <= DECK_WORDS and kind is not None and kind.head

    def _is_first(self, i: int) -> bool:
        """Is it the first line below the headline?"""
        above = [j for j in self.rows if j < i]
        return bool(above) and self.labels[above[-1]] == "headline"

    def _opened(self, i: int, rows: Sequence[int]) -> bool:
        """Does the nearest line with a known wording above it head links to other stories?"""
        kinds = [k for j in rows if j < i and (k := self.kinds[j])]
        return bool(kinds) and kinds[-1].opens

    def _top(self, rows: Sequence[int], first: int) -> None:
        """Label what stands between the headline and the text."""
        headline = next((self.content[i] for i, label in enumerate(self.labels) if label == "headline"), "")
        scope = [*rows, first]
        for i in rows:
            kind = self.kinds[i]
            content, words = self.content[i], self.words[i]
            if self.labels[i] is not None:
                continue
            if kind and kind.category == "agency" and self._is_first(i):
                self._set(i, "byline", "agency under the headline")
            elif kind and kind.where != "tail":
                self._set_kind(i, kind)
            elif self._before_credit(i, scope):
                self._set(i, "caption", "before a credit")
            elif form.same_words(content, headline):
                self._set(i, "alt_headline", "shares its words with the headline")
            elif self.prose[i]:
                self._set(i, "deck", "sentence above the byline, date or note")
            elif form.is_names(content) and "byline" not in self.labels:
                self._set(i, "byline", "a name under the headline")
            elif words > LABEL_WORDS:
                self._set(i, "deck", "line without a stop under the headline")
            else:
                self._set(i, "boilerplate", "short line above the text")

    def _below(self, rows: Sequence[int]) -> None:
        """Label what stands below the last paragraph: a subheading has text under it, so these are none."""
        opened = False
        for i in rows:
            kind = self.kinds[i]
            if self.labels[i] is not None:
                continue
            if kind:
                self._set_kind(i, kind)
                opened = kind.opens or (opened and kind.category in WITH_TITLES)
            elif opened:
                self._set(i, "related", "below a heading over other stories")
            elif self.words[i] > LABEL_WORDS:
                self._set(i, "related", "title below the text")
            else:
                self._set(i, "boilerplate", "short line below the text")

    def _inner(self, rows: Sequence[int]) -> None:
        """Label what stands between the first and the last paragraph."""
        opened = False
        for i in rows:
            kind = self.kinds[i]
            if self.labels[i] is not None:
                continue
            if kind and kind.where != "tail":
                self._set_kind(i, kind)
                opened = kind.opens or (opened and kind.category in WITH_TITLES)
            elif self._before_credit(i, rows):
                self._set(i, "caption", "before a credit")
            elif self.prose[i]:
                opened = opened and form.is_cut(self.content[i])
                self._set(i, *(("related", "cut short below such a heading") if opened else ("body", "paragraph")))
            elif opened:
                self._set(i, "related", "below a heading over other stories")
            elif self._next(i, rows) is not None and form.is_heading(self.content[i]):
                self._set(i, "subheading", "short line between paragraphs")
            else:
                self._set(i, "body", "between paragraphs")

    def _layers(self) -> list[str | None]:
        """Which lines belong to an update, which to the earlier version below it; none without a note that says so."""
        marks = {i: k.layer for i, k in enumerate(self.kinds) if k and k.layer and self.labels[i] == "update_note"}
        layers: list[str | None] = [None] * len(self.content)
        if "original" not in marks.values():
            return layers
        original = next(i for i, layer in marks.items() if layer == "original")
        update = next((i for i, layer in marks.items() if layer == "update" and i < original), None)
        for i in range(len(layers)):
            if i >= original:
                layers[i] = "original"
            elif update is None or i >= update:
                layers[i] = "update"
        for i, label in enumerate(self.labels):
            if label in ("headline", "alt_headline"):
                layers[i] = "update" if form.is_update(self.content[i]) else None
        return layers


WITH_TITLES = (
    "byline",
    "dateline",
    "credit",
    "agency",
    "caption",
    "read_time",
    "share",
    "more_link",
    "placeholder",
    "section",
)
"""Categories that stand between the titles of other stories in a list of them."""

HEADLINE_LIKE = ("related", "update_note", "caption", "about_author", "section")
"""Categories whose wording a headline can have too: *Update: …*, *Watch: …*, *World Politics*."""
