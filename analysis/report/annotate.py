"""Text with marks: spans of an article drawn into its own words."""

import hashlib
import itertools
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup, escape

from analysis import schema
from analysis.wording import VALUES, plain
from analysis.words import even

LONG = 30
"""Characters that a word may have and still be kept whole where a passage is cut."""
CLOSING = ('"', "'")


@dataclass(frozen=True)
class Mark:
    """A span to draw: its kind (a CSS class: `quote`, `uncertainty`, …) and a label, with the place it stands at.

    `why` explains the mark on hover and focus; `counted` is the address of the row that counts it.
    """

    start: int
    end: int
    kind: str
    label: str = ""
    label_at: int = -1
    why: str = ""
    counted: str = ""


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """The characters `[start, end)` of `text` as HTML, with every mark drawn, overlapping ones too.

    >>> marked("It may rain.", 0, 12, [Mark(3, 6, "hedge")])
    Markup('It <span class="m hedge">may</span> rain.')
    >>> marked("It may rain.", 0, 12, [Mark(3, 6, "hedge", why="a modal", counted="c1")])
    Markup('It <a class="m hedge" href="#c1" title="a modal">may</a> rain.')
    """
    inside = [m for m in marks if m.end > start and m.start < end and m.end > m.start]
    cuts = {e for m in inside for e in (m.start, m.end, m.label_at if m.label else m.end)}
    edges = sorted({start, end, *(min(max(cut, start), end) for cut in cuts)})
    pieces = []
    for left, right in itertools.pairwise(edges):
        over = [m for m in inside if m.start <= left and right <= m.end]
        pieces.append(_piece(escape(text[left:right]), over))
        pieces.extend(_label(m) for m in inside if m.label and m.label_at == right)
    return Markup("").join(pieces)


def _piece(words: Markup, over: Sequence[Mark]) -> Markup:
    """Words under the same marks. The narrowest mark that a row counts makes them a link to that row."""
    if not over:
        return words
    kinds = " ".join(sorted({m.kind for m in over}))
    why = "; ".join(dict.fromkeys(m.why for m in sorted(over, key=lambda m: m.end - m.start) if m.why))
    title = Markup(' title="{}"').format(why) if why else Markup("")
    counted = min((m for m in over if m.counted and not m.label), key=lambda m: m.end - m.start, default=None)
    if counted:
        return Markup('<a class="m {}" href="#{}"{}>{}</a>').format(kinds, counted.counted, title, words)
    return Markup('<span class="m {}"{}>{}</span>').format(kinds, title, words)


def _label(mark: Mark) -> Markup:
    """The label that stands behind a mark; a link where a row counts the mark."""
    if mark.counted:
        return Markup(' <a class="label" href="#{}">{}</a>').format(mark.counted, mark.label)
    return Markup('<span class="label"> {}</span>').format(mark.label)


def excerpt(text: str, start: int, end: int, marks: Sequence[Mark], most: int) -> Markup:
    """A passage with its marks; of a longer one about `most` characters: its beginning, and what the first mark is in.

    It always begins where the passage begins, never in the middle of a sentence, and is cut between words.

    >>> excerpt("It may rain in the north on Monday, or on Tuesday.", 0, 50, [Mark(19, 24, "place")], 30)
    Markup('It may rain in the <span class="m place">north</span> on Monday, […]')
    >>> excerpt("It may rain in the north on Monday, or on Tuesday.", 0, 50, [Mark(42, 49, "day")], 24)
    Markup('It may rain […] or on <span class="m day">Tuesday</span>.')
    """
    if end - start <= most:
        return marked(text, start, end, marks)
    inside = next((m for m in marks if m.start < end and m.end > start), None)
    if inside is None or inside.end - start <= most:
        pieces = [(start, _between_words(text, start + most, end))]
    else:
        head = _between_words(text, start + most // 3, end)
        length = most - most // 3
        middle = (inside.start + min(inside.end, inside.start + length)) // 2
        first = _between_words(text, max(head, min(middle - length // 2, end - length)), end)
        first = first if first <= inside.start else max(head, text.rfind(" ", head, inside.start))
        last = _between_words(text, min(end, max(first + length, min(inside.end, first + 2 * length))), end)
        pieces = [(start, head), (first, last)] if first > head else [(start, last)]
    shown = [marked(text, a, a + len(text[a:b].rstrip()), marks) for a, b in pieces]
    shown[1:] = [piece.lstrip() for piece in shown[1:]]
    return Markup(" […] ").join(shown) + (" […]" if pieces[-1][1] < end else "")


def _between_words(text: str, at: int, end: int) -> int:
    """The next place that is no middle of a word, if one is near."""
    near = range(at, min(end, at + LONG) + 1)
    return next((i for i in near if i >= end or text[i].isspace()), at)


VOICE_OF_MARK = {"narrator": "in the article’s own wording", "reported": "told indirectly", "quoted": "quoted"}


def marks_of(
    article_id: str, text: str, quotes: pd.DataFrame, cues: pd.DataFrame, places: "Places | None" = None
) -> list[Mark]:
    """The marks of one article: quotations with their speakers, and the cues by meter."""
    marks = []
    for q in quotes[(quotes["article_id"] == article_id) & (quotes["kind"] != "title")].itertuples():
        speaker = "speaker not stated" if pd.isna(q.speaker) else str(q.speaker)
        if q.kind == "indirect":
            marks.append(Mark(q.start, q.end, "told", why=f"told indirectly: {speaker}"))
            continue
        label_at = q.end + (even(text[q.end : q.end + 1]) in CLOSING)
        counted = places.quotation(article_id, q.quote_id) if places else ""
        if q.kind == "scare":
            label = "" if pd.isna(q.speaker) else speaker
            marks.append(Mark(q.start, q.end, "scare", label, label_at, "in marks, but no speech", counted))
        else:
            marks.append(Mark(q.start, q.end, "quote", speaker, label_at, f"quoted: {speaker}", counted))
    for c in cues[cues["article_id"] == article_id].itertuples():
        why = f"{plain(c.category, VALUES)}, {VOICE_OF_MARK[c.voice]}"
        of_hedges = c.signal == "hedges"  # a word list has no table on the page that its marks could lead to
        counted = places.cue(article_id, c.start) if places and of_hedges else ""
        marks.append(Mark(c.start, c.end, str(c.meter) if of_hedges else "word", why=why, counted=counted))
    return marks


@dataclass(frozen=True)
class Line:
    """One line of an annotated article."""

    anchor: str
    label: str
    name: str
    furniture: bool
    html: Markup


TEXTS_SHOWN = 30
"""Articles whose whole text the page shows; only these can be linked to."""


def sample(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """The articles whose texts the page shows, in the order of the corpus: all of them, or a sample.

    A sample holds the articles of the findings, the first findings first, up to two thirds of it; the rest is drawn by
    the hash of the ids, which is as good as by lot and the same in every run.
    """
    # By the lines, which are there of all articles, also where only some of the articles are counted
    every = [str(a) for a in tables["lines"]["article_id"].drop_duplicates()]
    if len(every) <= TEXTS_SHOWN:
        return every
    found = tables["findings"]["sides"] if "findings" in tables else []
    told = dict.fromkeys(span["article_id"] for sides in found for side in json.loads(sides) for span in side["spans"])
    chosen = set(list(told)[: TEXTS_SHOWN * 2 // 3])
    by_lot = sorted(every, key=lambda a: hashlib.sha256(a.encode("utf-8", "surrogatepass")).digest())
    chosen.update([a for a in by_lot if a not in chosen][: TEXTS_SHOWN - len(chosen)])
    return [a for a in every if a in chosen]


class Places:
    """Where articles and their lines stand on the page: addresses made of numbers, never of a user's file names."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.shown = sample(tables)
        self._articles = {article_id: f"a{number}" for number, article_id in enumerate(self.shown, 1)}
        lines = tables["lines"][tables["lines"]["article_id"].isin(self.shown)]
        self._starts: dict[str, tuple[list[int], list[int]]] = {
            str(key): (own["start"].tolist(), own["line"].tolist())
            for key, own in lines.groupby("article_id", sort=False)
        }

    def article(self, article_id: str) -> str:
        """Address of an article; empty where its text is not on the page."""
        return self._articles.get(article_id, "")

    def line(self, article_id: str, start: int) -> str:
        """Address of the line that holds a character; empty where the text is not on the page."""
        if not (address := self.article(article_id)):
            return ""
        starts, numbers = self._starts[article_id]
        return f"{address}-l{numbers[bisect_right(starts, start) - 1]}"

    def quotation(self, article_id: str, quote_id: int) -> str:
        """Address of the row of a quotation; empty where the text is not on the page."""
        address = self.article(article_id)
        return f"{address}-q{quote_id}" if address else ""

    def cue(self, article_id: str, start: int) -> str:
        """Address of the row of a cue; empty where the text is not on the page."""
        address = self.article(article_id)
        return f"{address}-c{start}" if address else ""

    def link(self, article_id: str, start: int) -> Markup:
        """A small link to the line; where the text is not on the page, the article and the place in it."""
        if address := self.line(article_id, start):
            return link(address)
        return Markup('<span class="label">article {}, from character {}</span>').format(article_id, f"{start:,}")


def link(address: str, words: str = "in the text") -> Markup:
    """A link to an address of the page; other words than `in the text` stay where there is no address.

    >>> link("a1-l3"), link(""), link("", "<Ruiz>")
    (Markup('<a class="label" href="#a1-l3">in the text</a>'), Markup(''), Markup('&lt;Ruiz&gt;'))
    """
    if address:
        return Markup('<a class="label" href="#{}">{}</a>').format(address, words)
    return Markup("") if words == "in the text" else escape(words)


ARTICLE = "Article (by outlet)"
"""What heads a column of articles, which `labels` calls by their outlets."""


UNSTATED = "Outlet (or article that names none)"


def outlet_heading(articles: pd.DataFrame) -> str:
    """What heads a column of outlets: an article that states none stands among them by its own name.

    >>> outlet_heading(pd.DataFrame({"outlet": ["Post", None]})), outlet_heading(pd.DataFrame({"outlet": ["Post"]}))
    ('Outlet (or article that names none)', 'Outlet')
    """
    return UNSTATED if articles["outlet"].isna().any() else "Outlet"


def labels(articles: pd.DataFrame) -> dict[str, str]:
    """What an article is called on the page: its outlet, with its id where the outlet has several articles.

    >>> two = pd.DataFrame({"article_id": ["a", "b", "c"], "outlet_key": ["Post", "Post", "Echo"]})
    >>> labels(two)
    {'a': 'Post (a)', 'b': 'Post (b)', 'c': 'Echo'}
    """
    several = articles["outlet_key"].duplicated(keep=False)
    return {
        a: f"{outlet} ({a})" if more else outlet
        for a, outlet, more in zip(articles["article_id"], articles["outlet_key"], several, strict=True)
    }


ARTICLES_APART = 40
"""More articles than this and a table or figure has one row an outlet in place of one an article."""
OUTLETS_SHOWN = 40


def rows_by(articles: pd.DataFrame) -> tuple[str, dict[str, str]]:
    """What the rows of a table are, articles or outlets: the column to group by, and what each row is called.

    Outlets come in the order of their number of articles, at most `OUTLETS_SHOWN` of them.

    >>> rows_by(pd.DataFrame({"article_id": ["a", "b"], "outlet_key": ["Post", "Echo"]}))
    ('article_id', {'a': 'Post', 'b': 'Echo'})
    >>> many = pd.DataFrame({"article_id": range(60), "outlet_key": ["Post"] * 20 + ["Echo"] * 40})
    >>> rows_by(many)
    ('outlet_key', {'Echo': 'Echo (40 articles)', 'Post': 'Post (20 articles)'})
    """
    if len(articles) <= ARTICLES_APART:
        return "article_id", labels(articles)
    return "outlet_key", outlets(articles)


def outlets(articles: pd.DataFrame) -> dict[str, str]:
    """What the rows of outlets are called, in the order of their number of articles, at most `OUTLETS_SHOWN`."""
    sizes = articles["outlet_key"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return {str(k): f"{k} ({n} article{'s' * (n != 1)})" for k, n in sizes.head(OUTLETS_SHOWN).items()}


def lines_of(article_id: str, text: str, anchor: str, lines: pd.DataFrame, marks: Sequence[Mark]) -> list[Line]:
    """Every line of an article that is not blank, furniture too, with its marks."""
    own = lines[(lines["article_id"] == article_id) & (lines["label"] != schema.BLANK)]
    return [
        Line(
            anchor=f"{anchor}-l{row.line}",
            label=str(row.label),
            name=schema.LINES.get(str(row.label), str(row.label)),
            furniture=row.label in schema.FURNITURE,
            html=marked(text, row.start, row.start + len(text[row.start : row.end].rstrip()), marks),
        )
        for row in own.itertuples()
    ]
