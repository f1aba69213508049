"""A page: the lines of one article while they are being labelled, from the top to the end.

Wording decides where it can (`furniture.py`); then text that repeats (`repeated.py`); then place and form.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from analysis.corpus import form, layers, repeated
from analysis.corpus.furniture import LEARNED, Furniture, Kind
from analysis.schema import BLANK
from analysis.words import even

HEADLINE_WORDS, DECK_WORDS, CAPTION_WORDS = 40, 45, 60
"""A headline, a deck, a caption has at most so many words."""
MASTHEAD = "may name the outlet"
"""Why a line that may be the outlet's name, alone under the headline, is no author."""
LABEL_WORDS = 6
"""A line without a stop below the text is a label of the page up to so many words, and the title of a story above."""
LIVE_TIMES = 3
"""With so many lines that are a time of day and nothing else, a page is a live blog and they head its entries."""

HEADLINE_LIKE = ("related", "update_note", "caption", "about_author", "section", LEARNED)
"""Categories whose wording a headline can have too: *Update: …*, *Watch: …*, *World Politics*."""
SECTIONS = ("section", LEARNED)
WITH_TITLES = (
    "byline", "dateline", "credit", "agency", "caption", "read_time", "share", "more_link", "placeholder", "section",
)  # fmt: skip
"""Categories that stand between the titles of other stories in a list of them."""


class Page:
    """Labels, layers and reasons of the lines at `spans`; `rows` are the indexes of those not blank."""

    def __init__(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        furniture: Furniture,
        known: Mapping[int, str] | None,
        learned: Mapping[str, str] | None,
    ) -> None:
        self.spans, self.furniture, self.known, self.learned = spans, furniture, known, learned or {}
        flat = even(text)
        self.content = [flat[start:end].strip() for start, end in spans]
        self.rows = [i for i, content in enumerate(self.content) if content]
        self.words = [len(content.split()) for content in self.content]
        self.kinds = [self._kind(c) if c else None for c in self.content]
        self.has_credit = any(kind is not None and kind.label == "credit" for kind in self.kinds)
        self.labels: list[str | None] = [None if c else BLANK for c in self.content]
        self.why = ["" if c else BLANK for c in self.content]
        self.wrapped = form.are_wrapped([self.content[i] for i in self.rows])
        self.prose = [bool(c) and self._is_prose(i) for i, c in enumerate(self.content)]
        clocks = [i for i in self.rows if (kind := self.kinds[i]) and kind.category == "clock"]
        self.times = clocks if len(clocks) >= LIVE_TIMES else []

    def labelled(self) -> tuple[list[str], Sequence[str | None], list[str]]:
        """The label, the layer and the reason of each line."""
        self._headline()
        rows = [i for i in self.rows if self.labels[i] is None]
        for i in rows:
            kind = self.kinds[i]
            if kind and kind.where and self._inside(i, rows):
                self.kinds[i] = None
                self.prose[i] = self._is_prose(i)
        self._live(rows)
        self._repeated(rows)
        self._author(rows)
        rows = self._cut_tail(rows)
        first, last = self._extent(rows)
        self._top([i for i in rows if i < first], first)
        self._below([i for i in rows if i > last])
        self._inner([i for i in rows if first <= i <= last])
        labels = [label or "body" for label in self.labels]
        return labels, self._layers(labels), self.why

    def _kind(self, content: str) -> Kind | None:
        kind = self.furniture.kind(content)
        if kind is None and self.learned and content in self.learned:
            return self.furniture.learned
        return kind

    def _set(self, i: int, label: str, why: str) -> None:
        self.labels[i], self.why[i] = label, why

    def _set_kind(self, i: int, kind: Kind) -> None:
        learned = self.learned.get(self.content[i]) if kind.category == LEARNED else None
        self._set(i, kind.label, learned or f"furniture: {kind.category}")

    def _is_prose(self, i: int) -> bool:
        """Is it a paragraph by its form, and by its wording nothing else?"""
        return not self.kinds[i] and (self.wrapped or form.is_prose(self.content[i], self.words[i]))

    def _inside(self, i: int, rows: Sequence[int]) -> bool:
        """Does it stand between paragraphs?"""
        return any(self.prose[j] for j in rows if j < i) and any(self.prose[j] for j in rows if j > i)

    def _next(self, i: int, rows: Sequence[int]) -> int | None:
        place = bisect_right(rows, i)
        return rows[place] if place < len(rows) else None

    # The rules, from the top of the page to its end

    def _headline(self) -> None:
        if self.known is not None:
            for i, (start, _) in enumerate(self.spans):
                if start in self.known and self.content[i]:
                    self._set(i, self.known[start], "stated")
            return
        for i in self.rows:
            kind = self.kinds[i]
            if kind and (kind.category not in HEADLINE_LIKE or self._is_section(i)):
                self._set_kind(i, kind)
            elif not kind and form.is_section(self.content[i]) and self._title_follows(i):
                self._set(i, "boilerplate", "section above the headline")
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
        after, kind = self._next(i, self.rows), self.kinds[i]
        if kind is None or kind.category not in SECTIONS or after is None:
            return False
        return not (self.kinds[after] or self.prose[after])

    def _title_follows(self, i: int) -> bool:
        """Is the next line one that a headline can be, and longer?"""
        after = self._next(i, self.rows)
        if after is None or self.kinds[after] or self.prose[after]:
            return False
        return self.words[i] + LABEL_WORDS // 2 < self.words[after] <= HEADLINE_WORDS

    def _live(self, rows: Sequence[int]) -> None:
        """The times of a live blog's entries."""
        for i in self.times:
            if i in rows:
                self._set(i, "dateline", "time of an entry of a live blog")

    def _repeated(self, rows: Sequence[int]) -> None:
        if self.wrapped:
            return
        headline = self.labels.index("headline") if "headline" in self.labels else None
        content = {i: self.content[i] for i in rows if self.kinds[i] is None and self.labels[i] is None}
        if headline is not None:
            content = {headline: self.content[headline], **content}
        for i, why in repeated.find(content, headline, [i for i in rows if self.prose[i]], self.words).items():
            self._set(i, "boilerplate", why)
            self.prose[i] = False

    def _author(self, rows: Sequence[int]) -> None:
        """Below the story, a line that begins with a name of the byline and goes on with what the author is or does."""
        prose = [i for i in rows if self.prose[i]]
        names = self.furniture.names_in([self.content[i] for i in rows if i < prose[0]]) if prose else []
        while names and len(prose) > 1 and self.furniture.is_about(self.content[prose[-1]], names):
            self._set(prose[-1], "boilerplate", "says who the byline's author is")
            self.prose[prose.pop()] = False

    def _cut_tail(self, rows: Sequence[int]) -> list[int]:
        """Label what stands below the end of the article (comments, next story); return the rows above it."""
        total = sum(self.words[i] for i in rows if self.prose[i])
        above = 0
        for n, i in enumerate(rows):
            above += self.words[i] if self.prose[i] else 0
            kind = self.kinds[i]
            if kind and kind.ends and above > 2 * (total - above):
                self._below(rows[n:], ended=True)
                return list(rows[:n])
        return list(rows)

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
        return min([first, *(i for i in self.times if i in rows)]), last

    def _before_credit(self, i: int, rows: Sequence[int]) -> bool:
        """Is the next line a photo's credit? Then a short line above it that tells no story is the caption."""
        if not self.has_credit:
            return False
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
        headline = self.content[self.labels.index("headline")] if "headline" in self.labels else ""
        scope = [*rows, first]
        above = ["headline"]
        for i in rows:
            kind = self.kinds[i]
            content, words = self.content[i], self.words[i]
            if self.labels[i] is not None:
                continue
            if kind and kind.category == "agency" and self._is_first(i):
                self._set(i, "byline", "agency under the headline")
            elif kind and kind.where != "tail":
                self._set_kind(i, kind)
            elif self._is_first(i) and self.furniture.is_masthead(content):
                self._set(i, "boilerplate", MASTHEAD)
            elif "byline" not in above and self.furniture.is_names(content):
                self._set(i, "byline", "a name under the headline")
            elif self._before_credit(i, scope) and not self._has_own_caption(i, scope):
                self._set(i, "caption", "before a credit")
            elif form.same_words(content, headline):
                self._set(i, "alt_headline", "shares its words with the headline")
            elif self.prose[i]:
                self._set(i, "deck", "sentence above the byline, date or note")
            elif words <= LABEL_WORDS:
                self._set(i, "boilerplate", "short line above the text")
            elif above[-1] == "credit" and "caption" not in above:
                self._set(i, "caption", "below a credit")
            elif "byline" in above or "dateline" in above:
                self._set(i, "caption", "line without a stop between byline or date and the text")
            else:
                self._set(i, "deck", "line without a stop under the headline")
            above.append(self.labels[i] or "")

    def _has_own_caption(self, i: int, rows: Sequence[int]) -> bool:
        """Is it the line below the headline, and does the credit after it stand above a caption of its own?"""
        credit = self._next(i, rows)
        below = self._next(credit, rows) if credit is not None else None
        return (
            self._is_first(i)
            and below is not None
            and not (self.kinds[below] or self.prose[below])
            and self.words[below] > LABEL_WORDS
        )

    def _below(self, rows: Sequence[int], ended: bool = False) -> None:
        """Label what stands below the last paragraph: a subheading has text under it, so these are none."""
        opened = False
        for i in rows:
            kind = self.kinds[i]
            if self.labels[i] is not None:
                continue
            if kind and not (ended and kind.where):
                self._set_kind(i, kind)
                opened = kind.opens or (opened and kind.category in WITH_TITLES)
            elif opened:
                self._set(i, "related", "below a heading over other stories")
            elif not ended and self.words[i] > LABEL_WORDS:
                self._set(i, "related", "title below the text")
            else:
                self._set(i, "boilerplate", "below the end" if ended else "short line below the text")

    def _inner(self, rows: Sequence[int]) -> None:
        """Label what stands between the first and the last paragraph."""
        opened = False
        above: list[str] = []
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
            elif self.words[i] > LABEL_WORDS and above[-2:] in (["body", "credit"], ["subheading", "credit"]):
                self._set(i, "caption", "below a credit")
            elif self._next(i, rows) is not None and form.is_heading(self.content[i]):
                self._set(i, "subheading", "short line between paragraphs")
            else:
                self._set(i, "body", "between paragraphs")
            above.append(self.labels[i] or "")

    def _layers(self, labels: Sequence[str]) -> Sequence[str | None]:
        notes = {i: k.layer for i, k in enumerate(self.kinds) if k and k.layer and labels[i] == "update_note"}
        headlines = {
            i: self.furniture.is_update(self.content[i])
            for i, label in enumerate(labels)
            if label in ("headline", "alt_headline")
        }
        return layers.find(notes, headlines, len(labels))
