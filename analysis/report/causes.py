"""Causes, demands and frames on the page: what is given as the cause of what, what is demanded, how strongly."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.codebook import Codebook
from analysis.report.annotate import ARTICLE, Mark, Places, labels, marked
from analysis.report.render import Fragment
from analysis.report.tables import NONE, folded, table

HOW_OUTRIGHT = {
    "cause": "said outright",
    "trigger": "what set it going",
    "effect": "as what brought it about or added to it",
    "blame": "somebody puts the blame on it",
    "ascribed": "somebody gives it as the cause",
    "sequence": "only what came before, or at the same time",
}
VOICES = {"narrator": "", "reported": "told indirectly", "quoted": "quoted"}
TAKEN_BACK = {"denied": "denied", "open": "left open"}
STRENGTHS = {1: "asked", 2: "called for, urged", 3: "demanded", 4: "ordered, required", 5: "decided by vote"}
OPEN = 12
"""A table of more rows is folded."""
ROWS_SHOWN = 60
ALL_SHOWN = 100
_GENERIC = (
    "This study has no codebook of its own. These are words of a general list, counted; they are not validated on "
    "these articles and do not say which frame an article uses. A dash says that none of the listed words stands "
    "there, not that the frame is absent: who tells of war and missiles without them has a dash under conflict."
)


def causes(found: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Article by article: what is given as the cause of what, by which words. Takes table `causes`.

    A side that another sentence names stands as it is, a bare *This* or *The news*; one that no rule finds is a dash.
    """
    if not len(found):
        return Fragment("<p>No expression was found that gives one thing as the cause of another.</p>")
    page = _Page(tables)
    order = found.assign(own=found["voice"].ne("narrator")).sort_values("own", kind="stable")
    rows = [
        (
            page.names[row["article_id"]],
            _or_none(row["effect"]),
            Markup("{}<br><span class='note'>{}</span>").format(
                row["text"], _notes(row, HOW_OUTRIGHT[row["category"]])
            ),
            Markup("{} {}").format(_or_none(row["cause"]), page.link(row)),
        )
        for row in page.in_order(order).to_dict("records")
    ]
    columns = [
        (ARTICLE, ""),
        ("What happened", ""),
        ("Words, and how outright", ""),
        ("Its cause, or what came before", ""),
    ]
    short = int((found["cause"].isna() | found["effect"].isna()).sum())
    dash = "; a dash: the sentence does not say, or the rules cannot tell which of its words do" if short else ""
    return _shown(f"What is given as the cause of what{dash}", columns, rows)


def asked(found: pd.DataFrame) -> pd.DataFrame:
    """The rows of table `demands` that are a demand and say what is demanded."""
    return found[(found["category"] != "qualifier") & found["what"].notna()]


def demands(found: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Article by article: who asks, calls for, demands or orders what; only where the sentence says what.

    Takes table `demands`.
    """
    acts = asked(found)
    if not len(acts):
        return Fragment("<p>No demand was found.</p>")
    page = _Page(tables)
    rows = [
        (
            page.names[row["article_id"]],
            _or_none(row["by"]),
            Markup("{}<br><span class='note'>{}</span>").format(row["text"], _notes(row, STRENGTHS[row["strength"]])),
            _or_none(row["of"]),
            Markup("{} {}").format(_or_none(row["what"]), page.link(row)),
        )
        for row in page.in_order(acts).to_dict("records")
    ]
    columns = [
        (ARTICLE, ""),
        ("Who, in the sentence’s words", ""),
        ("Word, and how strong", ""),
        ("Of whom", ""),
        ("What", ""),
    ]
    return _shown("What is said to be asked for, demanded or ordered", columns, rows)


def qualified(found: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Noun × article: how often it stands with a qualifier. Takes `comparison.demands.qualified`."""
    if not len(found):
        return Fragment(
            "<p>No qualifier (nonbinding, draft, alleged …) was found with a noun that two articles share.</p>"
        )
    page = _Page(tables)
    rows = [
        (
            row["noun"] if n == 0 or row["noun"] != noun_before else "″",
            page.names[row["article_id"]],
            row["qualifiers"] or NONE,
            f"{row['qualified']} of {row['times']}"
            + (f"; left open in {row['left_open']} more" if row["left_open"] else ""),
        )
        for n, (row, noun_before) in enumerate(
            zip(found.to_dict("records"), ["", *found["noun"].tolist()[:-1]], strict=True)
        )
    ]
    columns = [("Noun", ""), (ARTICLE, ""), ("Qualified as", ""), ("Times with a qualifier, of all", "num")]
    return _shown("Qualifications kept and dropped, quotations too", columns, rows)


def frames(present: pd.DataFrame, codebook: Codebook, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Frame × article: different terms of a frame, in how many sentences. Takes `comparison.frames.presence`.

    Folded for the codebook that comes with the suite, which nobody wrote for these articles.
    """
    articles = [a for a in _Page(tables).names if (present["article_id"] == a).any()][:ROWS_SHOWN]
    names = labels(tables["articles"])
    cells = {(row["frame"], row["article_id"]): row for row in present.to_dict("records")}
    rows: list[list[Any]] = []
    for frame in codebook.frames:
        row: list[Any] = [Markup("{}<br><span class='note'>{}</span>").format(frame.name, frame.definition)]
        for article in articles:
            cell = cells[(frame.id, article)]
            shown = f"{cell['terms']} in {cell['sentences']}" + (", headline" if cell["in_headline"] else "")
            row.append(NONE if not cell["terms"] else Markup("<b>{}</b>").format(shown) if cell["shown"] else shown)
        rows.append(row)
    caption = (
        f"Different indicator terms of each frame of the codebook {codebook.cited}, and in how many sentences; "
        f"bold from {codebook.least} terms on"
    )
    counted = table(caption, [("Frame", ""), *[(names[a], "num") for a in articles]], rows)
    if codebook.name != "generic":
        return counted
    html = Markup("<p>{}</p>\n{}").format(_GENERIC, Markup(folded("Words of the generic frames", counted).html))
    return Fragment(str(html), counted.notes)


def frame_terms(found: pd.DataFrame, codebook: Codebook, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Every indicator term in its sentence. Takes table `frames`."""
    page = _Page(tables)
    names = {frame.id: frame.name for frame in codebook.frames}
    order = {frame: n for n, frame in enumerate(names)}
    rows = [
        (
            names[row["frame"]],
            page.names[row["article_id"]],
            VOICES[row["voice"]] or "the article’s own wording",
            page.sentence(row),
        )
        for row in found.sort_values("frame", key=lambda f: f.map(order), kind="stable").to_dict("records")[:ALL_SHOWN]
    ]
    columns = [("Frame", ""), (ARTICLE, ""), ("Voice", ""), ("Sentence", "")]
    caption = "Indicator terms of the frames, each in its sentence"
    return folded(f"Every indicator term ({len(found)})", table(caption, columns, rows), printed=False)


def _notes(row: dict[str, Any], kind: str) -> str:
    parts = [kind, TAKEN_BACK.get(str(row["told_as"]), ""), VOICES.get(str(row["voice"]), "")]
    return "; ".join(part for part in parts if part)


def _or_none(value: Any) -> Any:
    return NONE if pd.isna(value) else value


def _shown(caption: str, columns: list[tuple[str, str]], rows: list[tuple[Any, ...]]) -> Fragment:
    if len(rows) > ALL_SHOWN:
        caption = f"{caption}: the first {ALL_SHOWN} of {len(rows):,}"
    return table(caption, columns, rows[:ALL_SHOWN], fold=OPEN)


class _Page:
    """Names of the articles, their order, and the way to a span."""

    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        self.names, self.places = labels(tables["articles"]), Places(tables)
        self.texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
        sentences = tables["sentences"]
        keys = zip(sentences["article_id"], sentences["sentence_id"], strict=True)
        self.spans = dict(zip(keys, zip(sentences["start"], sentences["end"], strict=True), strict=True))

    def in_order(self, found: pd.DataFrame) -> pd.DataFrame:
        place = {article: n for n, article in enumerate(self.names)}
        return found.sort_values("article_id", key=lambda ids: ids.map(place), kind="stable")

    def link(self, row: dict[str, Any]) -> Markup:
        return self.places.link(row["article_id"], row["start"])

    def sentence(self, row: dict[str, Any]) -> Markup:
        start, end = self.spans[(row["article_id"], row["sentence_id"])]
        drawn = marked(self.texts[row["article_id"]], start, end, [Mark(row["start"], row["end"], "changed")])
        return Markup("{} {}").format(drawn, self.link(row))
