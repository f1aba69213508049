"""What of the articles' words the page may show: all of them, excerpts within bounds, or only where they stand.

Rights in articles are their publishers', so a page for others may have to do without their words. The bounds are kept
on the finished page, whatever made it: its text, its alternative texts, the files to take away.
"""

import base64
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from analysis.errors import InputError
from analysis.report.render import Fragment, data_uri
from analysis.study import CHOICES
from analysis.words import WORD, even

FULL, EXCERPTS, OFFSETS = MODES = CHOICES["text"]
RUN = 6
"""So many words of an article in a row are its words; fewer may be anybody's: a name, a title, a headline of five."""
EXCERPT, SHARE, LEAST = 40, 0.25, 40
"""Excerpts: words in a row; share of an article's words, headline included; of a short article so many words."""
SAID = {
    FULL: "This page shows the words of the articles in full. Rights in them remain with their publishers.",
    EXCERPTS: f"This page shows excerpts: at most {EXCERPT} words of an article in a row, and at most {SHARE:.0%} of "
    f"its words in all (of a short one {LEAST} words). Where words are left out, their article and characters stand.",
    OFFSETS: f"This page shows no {RUN} words of an article in a row. In their place stand, in brackets, article and "
    "characters, so that whoever has the texts can look them up.",
}
ATTRIBUTES = ("alt", "title", "aria-label", "content")


def mode(wanted: str, settings: Mapping[str, Any]) -> str:
    """What the page may show: as the parameter says, else as the study's setting `text` says, else everything.

    >>> mode("", {"text": "offsets"}), mode("", {}), mode("full", {"text": "offsets"})
    ('offsets', 'full', 'full')
    """
    chosen = wanted or str(settings.get("text", FULL))
    if chosen not in MODES:
        raise InputError(f"text: {chosen!r} should be one of {', '.join(MODES)}")
    return chosen


def note(chosen: str, articles: Any, shown: Sequence[str], study: Any) -> Fragment:
    """What the page shows of the articles, in a sentence; it carries what the page is made to keep the bounds with.

    Args:
        articles: table `articles`; `shown`: the articles with an address on the page, in their order; `study`: its
            title, question, background, propositions and names are its maker's words, whoever else has them, and stay.
    """
    told: dict[str, Any] = {}
    if chosen != FULL:
        texts = dict(zip(articles["article_id"], articles["text"], strict=True))
        written = (study.title, study.question, study.background, *(p.text for p in study.propositions))
        own = [words for words in (*written, *(actor.name for actor in study.actors)) if words]
        told = {"text": chosen, "articles": texts, "shown": list(shown), "own": own}
    return Fragment(f"<p>{SAID[chosen]}</p>", told)


Place = tuple[str, int]
"""An article, and the number of a word in it."""


class Piece(NamedTuple):
    """A stretch of the page's text, and what says which article it is of, where the page does."""

    text: str
    article: Callable[[], str] = str


def limited(
    html: str, chosen: str, articles: Mapping[str, str], shown: Sequence[str] = (), own: Sequence[str] = ()
) -> str:
    """A page within the bounds: runs of an article's words that it may not show are replaced by their places.

    Args:
        html: the page; `chosen`: one of `MODES`; `articles`: texts by id; `shown`: as of `note`; `own`:
            words of the study, which stay.
    """
    if chosen == FULL:
        return html
    from lxml import html as parser

    document = parser.document_fromstring(html)
    read = [pieces for labels in (False, True) for _, pieces in _streams(document, shown, labels)]
    keeper = _Keeper(chosen, articles, own, read)
    # First as it is read without the labels between the words, then with them.
    for labels in (False, True):
        for put, pieces in _streams(document, shown, labels):
            put(keeper.within(pieces))
    return str(parser.tostring(document, encoding="unicode", doctype="<!DOCTYPE html>"))


class _Keeper:
    """Finds the articles' words on a page and keeps count of what was shown."""

    def __init__(
        self, chosen: str, articles: Mapping[str, str], own: Sequence[str], read: Iterable[Sequence[Piece]]
    ) -> None:
        self.excerpts = chosen == EXCERPTS
        self.ids: dict[str, int] = {}
        self.found: dict[tuple[int, ...], list[Place]] = {}
        for pieces in read:
            for gram in _grams([self.ids.setdefault(w, len(self.ids)) for p in pieces for _, w in _words(p.text)]):
                self.found.setdefault(gram, [])
        for text in own:
            for gram in _grams([self.ids.get(w, -1) for _, w in _words(text)]):
                self.found.pop(gram, None)
        self.spans: dict[str, list[tuple[int, int]]] = {}
        for article_id, text in articles.items():
            words = _words(text)
            self.spans[article_id] = [span for span, _ in words]
            for at, gram in enumerate(_grams([self.ids.get(w, -1) for _, w in words])):
                if (hits := self.found.get(gram)) is not None:
                    hits.append((article_id, at))
        self.most = {a: max(LEAST, int(SHARE * len(spans))) for a, spans in self.spans.items()}
        self.seen: dict[str, set[int]] = {a: set() for a in articles}

    def within(self, pieces: Sequence[Piece]) -> list[str]:
        """The pieces with the words that may not be shown replaced by their places."""
        words = [(n, span, word) for n, p in enumerate(pieces) for span, word in _words(p.text)]
        hidden = self._hidden(self._places(pieces, words))
        changed = [p.text for p in pieces]
        for number, own in groupby(range(len(words)), key=lambda at: words[at][0]):
            made, upto = "", 0
            for article, of in groupby(own, key=lambda at: (place := hidden[at]) and (place[0], place[1] - at)):
                if article:
                    row = list(of)
                    first, last = words[row[0]][1][0], words[row[-1]][1][1]
                    made += f"{pieces[number].text[upto:first]}[{article[0]}: {self._characters(article, row)}]"
                    upto = last
            changed[number] = made + pieces[number].text[upto:]
        return changed

    def _characters(self, article: Place, row: Sequence[int]) -> str:
        spans = self.spans[article[0]]
        return f"{spans[article[1] + row[0]][0]:,}–{spans[article[1] + row[-1]][1]:,}"

    def _places(self, pieces: Sequence[Piece], words: Sequence[tuple[int, Any, str]]) -> list[Place | None]:
        """Where each word of the page stands in an article, if it stands in a run of its words.

        Where several articles have the run, it is the article that the page speaks of, or that the run began in.
        """
        of: list[Place | None] = [None] * len(words)
        for at, gram in enumerate(_grams([self.ids.get(word, -1) for _, _, word in words])):
            if not (hits := self.found.get(gram)):
                continue
            before = of[at - 1] if at else None
            going_on = of[at] or (before and (before[0], before[1] + 1))
            hit = hits[0]
            if going_on in hits:
                hit = going_on
            elif len(hits) > 1:
                said = pieces[words[at][0]].article()
                hit = next((h for h in hits if h[0] == said), hit)
            for k in range(RUN):
                of[at + k] = of[at + k] or (hit[0], hit[1] + k)
        return of

    def _hidden(self, places: Sequence[Place | None]) -> list[Place | None]:
        """The places that may not be shown, in the order of the page."""
        if not self.excerpts:
            return list(places)
        hidden: list[Place | None] = []
        row = 0
        for place in places:
            row = row + 1 if place else 0  # words of another article in the same row count as well
            if place and row <= EXCERPT and (place[1] in self.seen[place[0]] or self._has_left(place[0])):
                self.seen[place[0]].add(place[1])
                hidden.append(None)
            else:
                row = EXCERPT if place else 0  # what follows in a row stays away, too
                hidden.append(place)
        return hidden

    def _has_left(self, article_id: str) -> bool:
        return len(self.seen[article_id]) < self.most[article_id]


def _streams(document: Any, shown: Sequence[str], labels: bool) -> Iterator[tuple[Any, list[Piece]]]:
    """What a page says, in streams of pieces that are read one after the other, and how to put each back.

    Whole articles come last: what is shown of them elsewhere is what a reader needs to see. Without `labels`, those
    that stand between an article's words are left out.
    """
    whole = {e for top in document.iter("details") if _is(top, "annotated") for e in top.iter()}
    first: list[tuple[Any, str]] = []
    last: list[tuple[Any, str]] = []
    for element in document.iter():
        is_text = isinstance(element.tag, str) and element.tag not in ("style", "script")
        if is_text and (labels or not _is(element, "label", "part", "tag")):
            (last if element in whole else first).append((element, "text"))
        if element.tail:
            (last if element.getparent() in whole else first).append((element, "tail"))
    yield _of_nodes(first, shown)
    for element in document.iter():
        if isinstance(element.tag, str):
            yield from _of_attributes(element)
    yield _of_nodes(last, shown)


def _is(element: Any, *classes: str) -> bool:
    return not set(classes).isdisjoint((element.get("class") or "").split())


def _of_nodes(nodes: Sequence[tuple[Any, str]], shown: Sequence[str]) -> tuple[Any, list[Piece]]:
    pieces = [
        Piece(getattr(e, what) or "", partial(_article, e if what == "text" else e.getparent(), shown))
        for e, what in nodes
    ]

    def put(texts: Sequence[str]) -> None:
        for (element, what), piece, text in zip(nodes, pieces, texts, strict=True):
            if text != piece.text:
                setattr(element, what, text)

    return put, pieces


def _of_attributes(element: Any) -> Iterator[tuple[Any, list[Piece]]]:
    for name in ATTRIBUTES:
        if value := element.get(name):
            yield (lambda texts, name=name: element.set(name, texts[0])), [Piece(value)]
    for name in ("href", "src"):
        kind, _, data = (element.get(name) or "").partition(";base64,")
        if kind == "data:text/csv":
            rows = list(csv.reader(io.StringIO(base64.b64decode(data).decode("utf-8"), newline="")))
            yield (
                (lambda texts, rows=rows, name=name: element.set(name, _csv(rows, texts))),
                [Piece(cell) for row in rows for cell in row],
            )
        elif kind == "data:image/svg+xml":
            from lxml import etree

            drawing = etree.fromstring(base64.b64decode(data))
            nodes = [(e, what) for e in drawing.iter() for what in ("text", "tail") if not str(e.tag).endswith("style")]
            put, pieces = _of_nodes(nodes, ())

            def redraw(texts: Sequence[str], put: Any = put, drawing: Any = drawing, name: str = name) -> None:
                put(texts)
                element.set(name, data_uri(etree.tostring(drawing, encoding="unicode"), "image/svg+xml"))

            yield redraw, pieces


def _csv(rows: Sequence[Sequence[str]], texts: Sequence[str]) -> str:
    cells = iter(texts)
    written = io.StringIO()
    csv.writer(written).writerows([[next(cells) for _ in row] for row in rows])
    return data_uri(written.getvalue(), "text/csv")


def _article(element: Any, shown: Sequence[str]) -> str:
    """The article that a place of the page speaks of: by the address of the text around it, or of a link beside it."""
    if not shown or element is None:
        return ""
    for around in (element, *element.iterancestors()):
        if around.tag in ("table", "section", "main"):
            return ""
        address = around.get("id") or ""
        if not address.startswith("a"):
            address = next((h[1:] for h in around.xpath("./a/@href") if h.startswith("#a")), "")
        number = address[1:].split("-")[0]
        if address.startswith("a") and number.isdigit() and int(number) <= len(shown):
            return shown[int(number) - 1]
    return ""


def _words(text: str) -> list[tuple[tuple[int, int], str]]:
    return [(m.span(), even(m.group()).lower()) for m in WORD.finditer(text)]


def _grams(ids: Sequence[int]) -> Iterator[tuple[int, ...]]:
    return (tuple(ids[at : at + RUN]) for at in range(len(ids) - RUN + 1))
