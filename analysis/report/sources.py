"""Who is given a word: tables of speaker × outlet, whose numbers lead to the passages that they count.

The tables come from `evidence.sources`; `given` is what its `statements` gives.
"""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.lexicon import load
from analysis.report.annotate import ARTICLE, outlet_heading
from analysis.report.passages import (
    UNSAID,
    Passages,
    articles_of,
    how_told,
    in_order,
    left_out,
    mention_of,
    most,
    outlets_of,
    speaker_of,
)
from analysis.report.render import Fragment
from analysis.report.tables import NONE, folded, joined, table
from analysis.wording import percent

HOW_NAMED = {
    "named": "A person named in the article",
    "described": "A person by office or role (“the mayor”)",
    "institution": "An institution or country (“the Pentagon”, “the ministry”)",
    "thing": "A medium or a text",
    "unnamed": "Unnamed (“an adviser”, “officials”)",
    "not said": "Text does not say",
}
OTHER_WORDS = "other words"
ROWS_OPEN = 16
"""A table of more speakers is folded."""


def speakers(shares: pd.DataFrame, given: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Speaker × outlet: how many of an outlet's quoted words are whose. Takes `evidence.measure.speaker_shares`."""
    page, articles, direct = Passages(tables), tables["articles"], given[given["direct"].astype(bool)]
    named = shares.assign(speaker=shares["speaker"].fillna(UNSAID))
    outlets = [key for key in dict.fromkeys(articles["outlet_key"]) if (named["outlet_key"] == key).any()]
    if not outlets:
        return Fragment("<p>No words stand between quotation marks as somebody’s speech.</p>")
    words = named.pivot_table(index="speaker", columns="outlet_key", values="words", aggfunc="sum")[outlets]
    totals, by_speaker = words.sum(), words.sum(axis=1)
    rows: list[list[Any]] = []
    for speaker in most(by_speaker):
        cells: list[Any] = [speaker]
        own = direct[direct["speaker"].fillna(UNSAID) == speaker]
        for outlet in outlets:
            count = words.at[speaker, outlet]
            passages = own[own["article_id"].isin(articles_of(outlet, tables))]
            cells.append(
                NONE if pd.isna(count) else page.number(f"{count:.0f} ({percent(count / totals[outlet])})", passages)
            )
        rows.append(cells)
    rows.append(["All quoted words", *(f"{total:.0f}" for total in totals)])
    caption = "Quoted words of each speaker, and their share of the outlet’s quoted words"
    columns = [("Speaker", ""), *[(str(o), "num") for o in outlets]]
    return table(caption + left_out(by_speaker, "words"), columns, rows, fold=ROWS_OPEN)


def verbs(found: pd.DataFrame, quotes: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Speaker × outlet: the reporting verbs by class, with what each class that occurs does."""
    page, outlets = Passages(tables), outlets_of(found, tables)
    cells: dict[tuple[str, str], list[Markup]] = {}
    cued = quotes[quotes["kind"].isin(["speech", "indirect"]) & quotes["cue_start"].notna()]
    cued = cued.drop_duplicates(["article_id", "cue_start"])
    verb = cued["verb"].fillna(cued["cue"].str.lower())
    keyed = found.assign(speaker=found["speaker"].fillna(UNSAID), verb_class=found["verb_class"].fillna(OTHER_WORDS))
    totals = keyed.groupby("speaker", sort=False)["count"].sum()
    seen = keyed[keyed["speaker"].isin(most(totals))]
    for (speaker, outlet, verb_class), own in seen.groupby(["speaker", "outlet_key", "verb_class"], sort=False):
        here = cued[(cued["speaker"].fillna(UNSAID) == speaker) & cued["article_id"].isin(articles_of(outlet, tables))]
        words = Markup(", ").join(
            page.number(f"{r.verb} {r.count}", here[verb[here.index] == r.verb])
            for r in own.itertuples(index=False, name="Verb")
        )
        told = Markup("{} <span class='note'>{}</span>").format(words, verb_class)
        cells.setdefault((speaker, outlet), []).append(told)
    rows = [
        [speaker, *(Markup("<br>").join(cells[(speaker, o)]) if (speaker, o) in cells else NONE for o in outlets)]
        for speaker in most(totals)
    ]
    categories = load("reporting_verbs").categories
    classes = [c for c in categories if (keyed["verb_class"] == c).any()]
    meanings = table(
        "What the classes mean",
        [("Class", ""), ("The verb …", "")],
        [
            *((c, categories[c]["about"]) for c in classes),
            (
                OTHER_WORDS,
                "is none: a noun or phrase (the admission that, according to), without a class whatever its sense",
            ),
        ],
    )
    caption = "Words that introduce each speaker, how often, and their class"
    shown = table(caption + left_out(totals), [("Speaker", ""), *[(o, "") for o in outlets]], rows)
    parts = joined(
        shown,
        folded("What the classes mean", meanings),
    )
    return folded("By which words each speaker is introduced", parts)


def origins(
    found: pd.DataFrame, given: pd.DataFrame, second_hand: pd.DataFrame, tables: dict[str, pd.DataFrame]
) -> Fragment:
    """How a reader gets to know the sources of each outlet's statements, and which of these somebody else tells.

    `given` is what `evidence.sources.by_origin` gives.
    """
    page, rows = Passages(tables), []
    for _, row in found.iterrows():
        n, cells = row["statements"], []
        here = articles_of(row["outlet_key"], tables)
        for kind in (*HOW_NAMED, "second_hand"):
            passages = second_hand if kind == "second_hand" else given[given["origin"] == kind]
            passages = passages[passages["article_id"].isin(here)]
            cells.append(page.number(f"{row[kind]} ({percent(row[kind] / n)})", passages) if row[kind] else NONE)
        rows.append([row["outlet_key"], f"{n} ({row['quoted']} quoted)", *cells])
    names = ["Statements", *HOW_NAMED.values(), "Of all: second-hand"]
    caption = (
        "Statements (quotations and words told indirectly) by how their source is named; share of the statements. "
        "A person counts as named where the name stands anywhere in the article, for a letter of theirs, too. "
        "Second-hand: the article has the speaker’s words from a medium or from another speaker, and "
        "says so beside the words: "
        "“This is stated in a letter seen by a reporter”, a sentence of its own, is not followed"
    )
    shown = table(caption, [(outlet_heading(tables["articles"]), ""), *[(name, "num") for name in names]], rows)
    hidden = given[given["origin"] == "unnamed"]
    taken = [(speaker_of(r), f"{how_told(r)}; from {r.teller}", r) for r in second_hand.itertuples()]
    parts = joined(
        shown,
        page.listed(
            "From unnamed sources", ("Source", "How"), [(mention_of(r), how_told(r), r) for r in hidden.itertuples()]
        ),
        page.listed("Second-hand", ("Speaker", "How; told by"), taken),
    )
    return folded("How the sources are named, and what is second-hand", parts)


def prominence(found: pd.DataFrame, given: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Speaker × article: where the first word stands, how many words are quoted, whole sentences or fragments."""
    page = Passages(tables)
    articles = tables["articles"][tables["articles"]["article_id"].isin(page.places.shown)]
    articles = articles[articles["article_id"].isin(found["article_id"])]
    by_place = {(r.speaker, r.article_id): r for r in found.itertuples()}
    totals = found.assign(n=found["quoted"] + found["reported"]).groupby("speaker", sort=False)["n"].sum()
    rows: list[list[Any]] = []
    for speaker in most(totals):
        cells: list[Any] = [speaker]
        for article_id in articles["article_id"]:
            row = by_place.get((speaker, article_id))
            own = given[(given["speaker"] == speaker) & (given["article_id"] == article_id)]
            cells.append(NONE if row is None else _standing(row, page, own))
        rows.append(cells)
    caption = (
        "Where each speaker first has a word, and how much room: words quoted, in whole sentences and in fragments"
    )
    columns = [("Speaker", ""), *[(page.keys[a], "") for a in articles["article_id"]]]
    shown = table(caption + left_out(totals), columns, rows)
    return folded("Where each speaker first has a word, and how much room", shown)


def diversity(found: pd.DataFrame, given: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Article by article: how many speakers share its quoted words, and how evenly."""
    page, direct = Passages(tables), given[given["direct"].astype(bool)]
    rows = []
    for row in found[found["article_id"].isin(page.places.shown)].itertuples():
        own = direct[direct["article_id"] == row.article_id]
        rows.append(
            (
                page.keys[row.article_id],
                page.number(str(row.speakers), own[own["speaker"].notna()]) if row.speakers else NONE,
                row.words or NONE,
                page.number(str(row.unattributed), own[own["speaker"].isna()]) if row.unattributed else NONE,
                NONE if pd.isna(row.effective) else f"{row.effective:.1f}",
            )
        )
    columns = [
        (ARTICLE, ""),
        ("Speakers quoted", "num"),
        ("Words quoted of them", "num"),
        ("Quoted words without a speaker", "num"),
        ("As many as … equal speakers", "num"),
    ]
    caption = (
        "Over how many speakers the quoted words are spread. Last column: two speakers with half the words each make "
        "2.0, with nine tenths and one tenth 1.4 (exp of Shannon’s entropy); more is not better"
    )
    return folded("Over how many speakers the quoted words are spread", table(caption, columns, rows))


def statements(given: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Every statement that the tables count, in its sentence, by speaker: how it is told, and how the source is named.

    `given` is what `evidence.sources.by_origin` gives.
    """
    totals = given["speaker"].fillna(UNSAID).value_counts(sort=True)
    own = in_order(given.assign(speaker=given["speaker"].fillna(UNSAID)), "speaker", list(totals.index))
    told = [(r.speaker, _told(r), r) for r in own.itertuples()]
    return Passages(tables).listed("Every statement in its sentence", ("Speaker", "How"), told)


def _told(row: Any) -> str:
    """`told indirectly, “said”; by office or role (“the mayor”)`."""
    word = "" if pd.isna(row.cue) else f", “{row.cue}”"
    source = HOW_NAMED[row.origin]
    return f"{how_told(row)}{word}; {source[:1].lower()}{source[1:]}"


def _standing(row: Any, page: Passages, passages: pd.DataFrame) -> Markup:
    where = ["headline"] if row.in_headline else []
    if not pd.isna(row.paragraph):
        where.append(f"paragraph {row.paragraph} of {row.paragraphs}")
    parts = [page.number("; ".join(where) or "outside the body", passages)]
    if row.quoted:
        kinds = [f"{n} {name}" for n, name in ((row.whole, "whole"), (row.fragments, "in part")) if n]
        parts.append(f"{row.words} words ({', '.join(kinds)})")
    if row.reported:
        parts.append(f"{row.reported} told indirectly")
    return Markup("; ").join(parts)
