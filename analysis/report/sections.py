"""The sections of the page under the first screen, one a question. Each is a fragment made of the run's tables."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis import schema
from analysis.report.annotate import (
    ARTICLE,
    ARTICLES_APART,
    TEXTS_SHOWN,
    Places,
    labels,
    lines_of,
    link,
    marks_of,
    outlet_heading,
    rows_by,
)
from analysis.report.disputes import struck
from analysis.report.render import Fragment, render
from analysis.report.tables import NONE, box, folded, joined, rows_to_take, table
from analysis.spans import offsets

OPEN = 2
"""So many marked texts stand open, side by side; the reader opens the others, or a link into one does."""
METER_WORDS = {
    "uncertainty": "softening words (uncertainty)",
    "vagueness": "rounding words (vagueness)",
    "boosters": "strengthening words (boosters)",
    "distancing": "distancing words",
}
ARTICLES_LISTED = 2_000
"""So many articles are listed one by one; the tables have all."""
NAMED = 20
"""So many things that were left out are named at the terminal; the page names all."""
STANCE_NAMES = {"for": "Speaks for", "against": "Speaks against", "observing": "Leaves open"}
VOICE_WORDS = {"narrator": "the article’s wording", "reported": "told indirectly", "quoted": "quoted"}


def corpus(tables: dict[str, pd.DataFrame]) -> Fragment:
    """What was read: one row an article, and where its outlet and date come from; of many a list by outlet."""
    lines, places = tables["lines"], Places(tables)
    written = lines[lines["label"] != schema.BLANK]
    n_lines = written.groupby("article_id").size()
    furniture = written[written["label"].isin(schema.FURNITURE)].groupby("article_id").size()
    rows = []
    for row in tables["articles"].head(ARTICLES_LISTED).itertuples():
        rows.append(
            (
                _kind(link(places.article(row.article_id), row.article_id), row.genre),
                _stated(row.outlet, row.outlet_from),
                _stated(row.published, row.published_from, row.published_precision),
                _stated(row.byline, row.byline_from),
                row.n_words,
                f"{furniture.get(row.article_id, 0)} of {n_lines.get(row.article_id, 0)}",
                Markup('<span class="wrap">{}</span>').format(row.file),
            )
        )
    columns = [
        ("Article", ""),
        ("Outlet", ""),
        ("Published", ""),
        ("Author or editor", ""),
        ("Words of the body", "num"),
        ("Lines of the site or the editors", "num"),
        ("File", ""),
    ]
    summary = "Each article: file, and where outlet and date come from"
    if len(tables["articles"]) <= ARTICLES_APART:
        return folded(summary, table("Each article as it was read", columns, rows))
    listed = _in_columns(tables["articles"].head(ARTICLES_LISTED), places)
    left = len(tables["articles"]) - len(rows)
    more = f"; {left:,} more are in the tables" if left > 0 else ""
    taken = rows_to_take("what-was-read", [name for name, _ in columns], rows)
    note = Markup("<p class='note'>By outlet: id, day of publication if stated, words of the body{}. {}</p>").format(
        more, "Author, file, and where outlet and date come from, stand in the CSV file."
    )
    return folded("Each article, by outlet", joined(note, listed, taken))


def _in_columns(articles: pd.DataFrame, places: Places) -> Markup:
    """Many articles in small type, a paragraph an outlet: a table of them would fill sheets."""
    told = []
    for outlet, own in articles.groupby("outlet_key", sort=False):
        each = Markup("; ").join(
            Markup("{}{} · {:,}").format(
                link(places.article(row.article_id), row.article_id),
                "" if pd.isna(row.published) else f" · {row.published}",
                row.n_words,
            )
            for row in own.itertuples()
        )
        told.append(Markup("<p><b>{}</b> ({:,}): {}</p>").format(outlet, len(own), each))
    return Markup('<div class="many">{}</div>').format(Markup("\n").join(told))


def rejects(found: pd.DataFrame) -> Fragment:
    """What was left out, named on the page and, in one line, at the terminal; and what was read with a doubt."""
    said = []
    for severity, words in (("reject", "left out"), ("doubt", "read with a doubt")):
        of_kind = found[found["severity"] == severity]
        if len(of_kind):
            named = "; ".join(f"{_place(r)}: {r.reason} ({r.remedy})" for r in of_kind.head(NAMED).itertuples())
            more = f"; and {len(of_kind) - NAMED} more, on the page" if len(of_kind) > NAMED else ""
            said.append(f"{words}: {named}{more}")
    notes = {"notice": " | ".join(said)} if said else {}
    if not len(found):
        return Fragment("<p>Nothing was left out: every file of the study was read.</p>")
    columns = [("Where", ""), ("What", ""), ("Why", ""), ("Way out", "")]
    rows = [
        (
            Markup('<span class="wrap">{}</span>').format(_place(r)),
            {"reject": "left out", "doubt": "read, with a doubt"}[str(r.severity)],
            r.reason,
            r.remedy,
        )
        for r in found.itertuples()
    ]
    return table("Left out, or read with a doubt", columns, rows, notes=notes)


def stances(tables: dict[str, pd.DataFrame], propositions: Sequence[Any]) -> Fragment:
    """Headline, other headline and deck of each article against each proposition, with the deciding words."""
    if not propositions:
        return box(
            "No propositions",
            [
                ("", "This study names none, so there is nothing that a headline could be for or against."),
                ("Way out:", "copy data/studies/iraq-letter.yaml, write propositions of your own, give it as study."),
            ],
        )
    if len(tables["articles"]) > ARTICLES_APART:
        return _stances_by_outlet(tables, propositions)
    claims = tables["claims"]
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    heads, names = claims[claims["part"].isin(schema.HEADS)], labels(tables["articles"])
    rows = []
    for article in tables["articles"].itertuples():
        own = heads[heads["article_id"] == article.article_id]
        for (_, part), unit in own.groupby(["start", "part"], sort=True):
            cells = [Markup("{}<br><span class='note'>{}</span>").format(names[article.article_id], schema.HEADS[part])]
            for proposition in propositions:
                read = unit[unit["proposition"] == proposition.id]
                cells.append(_reading(read.iloc[0], texts[article.article_id]) if len(read) else NONE)
            rows.append(cells)
    columns = [(ARTICLE, ""), *[(p.text, "") for p in propositions]]
    return table("Position of each headline toward each proposition, with the words that decided", columns, rows)


def _stances_by_outlet(tables: dict[str, pd.DataFrame], propositions: Sequence[Any]) -> Fragment:
    """How many headlines of each outlet take which position."""
    key, names = rows_by(tables["articles"])
    outlet_of = tables["articles"].set_index("article_id")[key]
    heads = tables["claims"][tables["claims"]["part"] == "headline"]
    counts = heads.groupby([heads["article_id"].map(outlet_of), "proposition", "stance"]).size()
    rows = [
        [
            name,
            *(" · ".join(str(int(counts.get((unit, p.id, s), 0))) for s in STANCE_NAMES) for p in propositions),
        ]
        for unit, name in names.items()
    ]
    columns = [(outlet_heading(tables["articles"]), ""), *[(p.text, "num") for p in propositions]]
    return table(f"Number of headlines that: {' · '.join(STANCE_NAMES.values()).lower()}", columns, rows)


def sample(tables: dict[str, pd.DataFrame]) -> str:
    """Which articles the page shows whole, in a sentence."""
    n, shown = len(tables["articles"]), len(Places(tables).shown)
    if shown == n:
        return f"All {n:,} articles." if n > 1 else "The article."
    return (
        f"A sample of {shown} of {n:,} articles: up to {TEXTS_SHOWN * 2 // 3} are of the findings, the others drawn by "
        "the hash of their ids. What was found in the rest counts, and is named by article and character."
    )


def texts(tables: dict[str, pd.DataFrame], meters: Sequence[str]) -> Fragment:
    """The whole text of each article of the sample with every mark, and its furniture greyed."""
    places = Places(tables)
    articles = tables["articles"][tables["articles"]["article_id"].isin(places.shown)]
    names = labels(tables["articles"])
    shown: list[dict[str, object]] = []
    for row in articles.itertuples():
        marks = marks_of(row.article_id, row.text, tables["quotes"], tables["cues"], places)
        marks += struck(tables["disputes"], str(row.article_id))
        facts = [f"Article {row.article_id}", f"{row.n_words} words"]
        if not pd.isna(row.published):
            facts.append(f"published {row.published}")
        shown.append(
            {
                "anchor": places.article(row.article_id),
                "outlet": names[row.article_id],
                "facts": " · ".join(facts),
                "open": len(shown) < OPEN,
                "lines": lines_of(row.article_id, row.text, places.article(row.article_id), tables["lines"], marks),
            }
        )
    meters_shown = [(m, METER_WORDS[m]) for m in meters]
    return render("annotated", articles=shown, meters=meters_shown, disputed=len(tables["disputes"]) > 0)


def _kind(article: Markup, genre: Any) -> Markup:
    """An article, and what it says that it is if not a report."""
    return article if pd.isna(genre) else Markup("{} <span class='note'>({})</span>").format(article, genre)


def _stated(value: Any, source: Any, precision: Any = None) -> Markup | str:
    """A value, and in small where it comes from and how exact it is, if not to the day."""
    if pd.isna(value):
        return Markup('<span class="note">not stated</span>')
    if precision in ("month", "year"):
        value = f"{value}, to the {precision}"
    return Markup("{} <span class='note'>({})</span>").format(value, "source not given" if pd.isna(source) else source)


def _place(reject: Any) -> str:
    return str(reject.file) if pd.isna(reject.row) else f"{reject.file}, row {reject.row}"


def by_words(by: Any, source: Any) -> str:
    """Who answers for a stance, in words.

    >>> by_words("attributed", "US"), by_words("narrator", None)
    (', as the word of “US”', ', in its own voice')
    """
    if by == "attributed":
        return ", as somebody’s word" if pd.isna(source) else f", as the word of “{source}”"
    return ", in its own voice"


def _reading(claim: pd.Series, text: str) -> Markup:
    if claim["stance"] == "unrelated":
        return NONE
    words = " … ".join(text[a:b] for a, b in offsets(claim["deciding_spans"]))
    return Markup("<b>{}</b>{}<br><span class='note'>“{}”</span>").format(
        STANCE_NAMES[claim["stance"]], by_words(claim["by"], claim["source"]), words
    )
