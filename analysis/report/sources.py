"""Who is given a word: tables of speaker × outlet, each with the list of passages that its numbers count.

The tables come from `evidence.sources`; `given` is what its `statements` gives.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.lexicon import load
from analysis.report.annotate import Mark, Places, labels, marked
from analysis.report.render import Fragment
from analysis.report.tables import NONE, folded, joined, table

SPEAKERS_SHOWN = 30
PASSAGES_SHOWN = 100
ASIDE = ("dead", "collective", "thing")
HOW_NAMED = {
    "named": "A person, by name",
    "described": "By office or role (“the mayor”)",
    "thing": "An institution, medium or text",
    "unnamed": "Unnamed (“an adviser”, “officials”)",
    "not said": "Text does not say",
}
UNSAID = "(the text does not say)"
OTHER_WORDS = "other words"


def named(
    found: pd.DataFrame, mentions: pd.DataFrame, given: pd.DataFrame, tables: dict[str, pd.DataFrame]
) -> Fragment:
    """Actor × outlet: times named, quoted, told indirectly; who is named often and given no word, in words above."""
    if not len(found):
        return Fragment("<p>This study names no actors, so nobody can be looked for: list them under `actors`.</p>")
    page, outlets = _Page(tables), list(dict.fromkeys(found["outlet_key"]))
    found = found[~found["kind"].isin(ASIDE)]  # a thing, a crowd and the dead cannot be asked
    mentions = mentions[mentions["actor"].isin(found["actor"])]
    present = found[found.groupby("actor")[["named", "quoted", "reported"]].transform("sum").sum(axis=1) > 0]
    rows = []
    for (actor, name), own in present.groupby(["actor", "name"], sort=False):
        cells: list[Any] = [name]
        by_outlet = own.set_index("outlet_key")
        for outlet in outlets:
            row = by_outlet.loc[outlet]
            counts = f"{row['named']} · {row['quoted']} · {row['reported']}"
            first = mentions[(mentions["actor"] == actor) & mentions["article_id"].isin(_articles_of(outlet, tables))]
            cells.append(page.number(counts, first) if row["named"] or row["quoted"] or row["reported"] else NONE)
        rows.append(cells)
    caption = (
        "People and institutions: times named, by name or role · quoted · told indirectly (“she said that …”). "
        "A dash: not found named, nor heard. Who cannot be asked (groups, things, the dead) is left out"
    )
    shown = table(caption, [("Who", ""), *[(o, "num") for o in outlets]], rows)
    names = dict(zip(found["actor"], found["name"], strict=True))
    passages = [
        (names[str(row.actor)], str(row.part).replace("_", " "), row)
        for row in _in_order(mentions[mentions["actor"].isin(present["actor"])], "actor", list(names)).itertuples()
    ]
    heard = given[given["actor"].notna()]
    said = [(r.speaker, _kind(r), r) for r in _in_order(heard, "actor", list(names)).itertuples()]
    return joined(
        Markup("<p>{}</p>").format(silent_sentence(found)),
        shown,
        page.listed("Every naming in its sentence", ("Who", "Where"), passages),
        page.listed("Every word given to them", ("Who", "How"), said),
    )


def silent_sentence(found: pd.DataFrame) -> str:
    """Who is named often and given no word, in a sentence.

    >>> row = {"name": "Bo Lind", "outlet_key": "Herald", "named": 4, "silent": True}
    >>> silent_sentence(pd.DataFrame([row]))
    'Named three times or more, and no word of theirs was found: Bo Lind in Herald (named 4 times).'
    """
    silent = found[found["silent"]]
    if not len(silent):
        return "No outlet’s articles name somebody who could be asked three times or more without a word of theirs."
    told = [
        f"{r.name} in {r.outlet_key} (named {r.named} times)" for r in silent.itertuples(index=False, name="Silent")
    ]
    return f"Named three times or more, and no word of theirs was found: {'; '.join(told)}."


def speakers(shares: pd.DataFrame, given: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Speaker × outlet: how many of an outlet's quoted words are whose. Takes `evidence.measure.speaker_shares`."""
    page, articles, direct = _Page(tables), tables["articles"], given[given["direct"].astype(bool)]
    named = shares.assign(speaker=shares["speaker"].fillna(UNSAID))
    outlets = [key for key in dict.fromkeys(articles["outlet_key"]) if (named["outlet_key"] == key).any()]
    if not outlets:
        return Fragment("<p>No words stand between quotation marks as somebody’s speech.</p>")
    words = named.pivot_table(index="speaker", columns="outlet_key", values="words", aggfunc="sum")[outlets]
    totals, by_speaker = words.sum(), words.sum(axis=1)
    rows: list[list[Any]] = []
    for speaker in _shown(by_speaker):
        cells: list[Any] = [speaker]
        own = direct[direct["speaker"].fillna(UNSAID) == speaker]
        for outlet in outlets:
            count = words.at[speaker, outlet]
            passages = own[own["article_id"].isin(_articles_of(outlet, tables))]
            cells.append(
                NONE if pd.isna(count) else page.number(f"{count:.0f} ({count / totals[outlet]:.0%})", passages)
            )
        rows.append(cells)
    rows.append(["All quoted words", *(f"{total:.0f}" for total in totals)])
    caption = "Quoted words of each speaker, and their share of the outlet’s quoted words"
    quoted = _in_order(direct.assign(speaker=direct["speaker"].fillna(UNSAID)), "speaker", _ranked(by_speaker))
    return joined(
        table(caption + _left_out(by_speaker, "words"), [("Speaker", ""), *[(str(o), "num") for o in outlets]], rows),
        page.listed(
            "Every quotation by speaker", ("Speaker", "How"), [(_speaker(r), _kind(r), r) for r in quoted.itertuples()]
        ),
    )


def verbs(found: pd.DataFrame, quotes: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Speaker × outlet: the reporting verbs by class, with what each class that occurs does."""
    page, outlets = _Page(tables), _outlets(found, tables)
    cells: dict[tuple[str, str], list[Markup]] = {}
    cued = quotes[quotes["kind"].isin(["speech", "indirect"]) & quotes["cue_start"].notna()]
    cued = cued.drop_duplicates(["article_id", "cue_start"])
    verb = cued["verb"].fillna(cued["cue"].str.lower())
    keyed = found.assign(speaker=found["speaker"].fillna(UNSAID), verb_class=found["verb_class"].fillna(OTHER_WORDS))
    totals = keyed.groupby("speaker", sort=False)["count"].sum()
    seen = keyed[keyed["speaker"].isin(_shown(totals))]
    for (speaker, outlet, verb_class), own in seen.groupby(["speaker", "outlet_key", "verb_class"], sort=False):
        here = cued[(cued["speaker"].fillna(UNSAID) == speaker) & cued["article_id"].isin(_articles_of(outlet, tables))]
        words = Markup(", ").join(
            page.number(f"{r.verb} {r.count}", here[verb[here.index] == r.verb])
            for r in own.itertuples(index=False, name="Verb")
        )
        told = Markup("{} <span class='note'>{}</span>").format(words, verb_class)
        cells.setdefault((speaker, outlet), []).append(told)
    rows = [
        [speaker, *(Markup("<br>").join(cells[(speaker, o)]) if (speaker, o) in cells else NONE for o in outlets)]
        for speaker in _shown(totals)
    ]
    categories = load("reporting_verbs").categories
    classes = [c for c in categories if (keyed["verb_class"] == c).any()]
    meanings = table(
        "What the classes mean", [("Class", ""), ("The verb …", "")], [(c, categories[c]["about"]) for c in classes]
    )
    passages = [
        (_speaker(r), f"{r.cue} ({OTHER_WORDS if pd.isna(r.verb_class) else r.verb_class})", r)
        for r in cued.itertuples()
    ]
    caption = "Words that introduce each speaker, how often, and their class"
    shown = table(caption + _left_out(totals), [("Speaker", ""), *[(o, "") for o in outlets]], rows)
    parts = joined(
        shown,
        folded("What the classes mean", meanings),
        page.listed("Every such word and what it introduces", ("Speaker", "Word"), passages),
    )
    return folded("By which words each speaker is introduced", parts)


def origins(
    found: pd.DataFrame, given: pd.DataFrame, second_hand: pd.DataFrame, tables: dict[str, pd.DataFrame]
) -> Fragment:
    """How a reader gets to know the sources of each outlet's statements, and which of these somebody else tells.

    `given` is what `evidence.sources.by_origin` gives.
    """
    page, rows = _Page(tables), []
    for _, row in found.iterrows():
        n, cells = row["statements"], []
        here = _articles_of(row["outlet_key"], tables)
        for kind in (*HOW_NAMED, "second_hand"):
            passages = second_hand if kind == "second_hand" else given[given["origin"] == kind]
            passages = passages[passages["article_id"].isin(here)]
            cells.append(page.number(f"{row[kind]} ({row[kind] / n:.0%})", passages) if row[kind] else NONE)
        rows.append([row["outlet_key"], f"{n} ({row['quoted']} quoted)", *cells])
    names = ["Statements", *HOW_NAMED.values(), "Of all: second-hand"]
    caption = (
        "Statements (quotations and words told indirectly) by how their source is named; share of the statements. "
        "Second-hand: the article has the speaker’s words from a medium or from another speaker"
    )
    shown = table(caption, [("Outlet", ""), *[(name, "num") for name in names]], rows)
    hidden = given[given["origin"] == "unnamed"]
    taken = [(_speaker(r), f"{_kind(r)}; from {r.teller}", r) for r in second_hand.itertuples()]
    every = [(_mention(r), f"{HOW_NAMED[r.origin]}; {_kind(r)}", r) for r in given.itertuples()]
    parts = joined(
        shown,
        page.listed(
            "From unnamed sources", ("Source", "How"), [(_mention(r), _kind(r), r) for r in hidden.itertuples()]
        ),
        page.listed("Second-hand", ("Speaker", "How; told by"), taken),
        page.listed("Every statement with its source", ("Source", "How"), every),
    )
    return folded("How the sources are named, and what is second-hand", parts)


def prominence(found: pd.DataFrame, given: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Speaker × article: where the first word stands, how many words are quoted, whole sentences or fragments."""
    page = _Page(tables)
    articles = tables["articles"][tables["articles"]["article_id"].isin(page.places.shown)]
    articles = articles[articles["article_id"].isin(found["article_id"])]
    by_place = {(r.speaker, r.article_id): r for r in found.itertuples()}
    totals = found.assign(n=found["quoted"] + found["reported"]).groupby("speaker", sort=False)["n"].sum()
    rows: list[list[Any]] = []
    for speaker in _shown(totals):
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
    by_speaker = _in_order(given, "speaker", list(totals.index))
    passages = [(_speaker(r), _kind(r), r) for r in by_speaker.itertuples()]
    parts = joined(
        table(caption + _left_out(totals), columns, rows),
        page.listed("Every statement by speaker", ("Speaker", "How"), passages),
    )
    return folded("Where each speaker first has a word, and how much room", parts)


def diversity(found: pd.DataFrame, given: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Article by article: how many speakers share its quoted words, and how evenly."""
    page, direct = _Page(tables), given[given["direct"].astype(bool)]
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
        ("Article", ""),
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


def _standing(row: Any, page: "_Page", passages: pd.DataFrame) -> Markup:
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


def _speaker(row: Any) -> str:
    return UNSAID if pd.isna(row.speaker) else str(row.speaker)


def _mention(row: Any) -> str:
    return UNSAID if pd.isna(row.speaker_mention) else str(row.speaker_mention)


def _kind(row: Any) -> str:
    return "quoted" if row.kind == "speech" else "told indirectly"


class _Page:
    """Where passages stand on the page. Only the texts that the page shows can be linked to."""

    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        articles = tables["articles"]
        self.keys = labels(articles)
        self.texts = dict(zip(articles["article_id"], articles["text"], strict=True))
        self.places = Places(tables)
        self.sentences = dict(list(tables["sentences"].groupby("article_id", sort=False)))

    def number(self, shown: str, passages: pd.DataFrame) -> Markup | str:
        """A cell that leads to the first of the passages it counts."""
        passages = passages[[bool(self.places.article(a)) for a in passages["article_id"]]]
        if not len(passages):
            return shown
        first = passages.iloc[0]
        return Markup('<a href="#{}">{}</a>').format(self.places.line(first["article_id"], first["start"]), shown)

    def passage(self, row: Any) -> Markup:
        """The sentence of a passage, with the passage marked, and the way to it."""
        start, end, text = row.start, row.end, self.texts[row.article_id]
        own = self.sentences[row.article_id]
        holding = own[(own["start"] < row.end) & (own["end"] > row.start)]
        if len(holding):
            start, end = min(start, int(holding["start"].min())), max(end, int(holding["end"].max()))
        drawn = marked(text, start, end, [Mark(row.start, row.end, "changed")])
        return Markup("{} {}").format(drawn, self.places.link(row.article_id, row.start))

    def listed(self, summary: str, names: tuple[str, str], passages: Sequence[tuple[str, str, Any]]) -> Fragment:
        """A folded list of passages, each with who and how; nothing to fold is said in a line."""
        if not passages:
            return Fragment(f"<p>{summary}: none.</p>")
        rows = [(who, self.keys[row.article_id], how, self.passage(row)) for who, how, row in passages[:PASSAGES_SHOWN]]
        caption = summary
        if len(passages) > len(rows):
            caption = f"{summary}: the first {len(rows)} of {len(passages)}; all are in the tables"
        who, how = names
        inner = table(caption, [(who, ""), ("Article", ""), (how, ""), ("Sentence", "")], rows, take=False)
        return folded(f"{summary} ({len(passages)})", inner, printed=False)


def _in_order(rows: pd.DataFrame, column: str, order: list[Any]) -> pd.DataFrame:
    places = {value: number for number, value in enumerate(order)}
    return rows.sort_values(column, key=lambda values: values.map(places).astype("Float64"), kind="stable")


def _articles_of(outlet: str, tables: dict[str, pd.DataFrame]) -> list[str]:
    return tables["articles"].loc[tables["articles"]["outlet_key"] == outlet, "article_id"].tolist()


def _outlets(found: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> list[str]:
    return [o for o in dict.fromkeys(tables["articles"]["outlet_key"]) if (found["outlet_key"] == o).any()]


def _shown(totals: pd.Series) -> list[Any]:
    """The speakers that a table shows: those with most of what it counts, at first sight the first."""
    return _ranked(totals)[:SPEAKERS_SHOWN]


def _ranked(totals: pd.Series) -> list[Any]:
    return totals.sort_values(ascending=False, kind="stable").index.tolist()


def _left_out(totals: pd.Series, what: str = "statements") -> str:
    rest = len(totals) - SPEAKERS_SHOWN
    return f" ({SPEAKERS_SHOWN} of {len(totals)} speakers, those with most {what})" if rest > 0 else ""
