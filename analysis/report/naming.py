"""Who is called what: for each actor a table of outlet × place in the text, every expression a way to its sentences."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.annotate import ARTICLE, Mark, Places, excerpt, labels, outlet_heading
from analysis.report.render import Fragment
from analysis.report.tables import NONE, folded, table

OPEN = 1
"""Actors whose tables stand open; those of the others are folded."""
SHOWN = 30
OUTLETS_SHOWN = 30
SENTENCES_SHOWN = 240
EXCERPT = 180
"""Characters of a sentence that the list of expressions gives."""
WORDS_SHOWN = 15
PLACE_NAMES = {
    "headline": "Headline, line under it",
    "first": "First in the body",
    "narrator": "Elsewhere, in its own words",
    "reported": "Elsewhere, told indirectly",
    "quoted": "Elsewhere, between marks",
}
OTHERS = {"narrator": "", "reported": ", told indirectly", "quoted": ", between marks"}
"""What is said beside a first expression that is not the article's own."""
CHOSEN = ("role", "label", "term")


def naming(
    found: pd.DataFrame, styles: pd.DataFrame, mentions: pd.DataFrame, tables: dict[str, pd.DataFrame]
) -> Fragment:
    """For each actor a row an outlet: headline, first expression, later ones by voice, each with its count and a link.

    Args:
        found: `comparison.naming.expressions`; `styles`: `comparison.naming.house_style`.
    """
    if not len(found):
        return Fragment("<p>No person, group or thing was named often enough to be looked for.</p>")
    places = Places(tables)
    named_in = found.groupby("actor", sort=False)["outlet_key"].nunique()
    ranked = _most_differing(found[found["actor"].map(named_in) > 1] if (named_in > 1).any() else found)
    alike = [own["name"].iloc[0] for own in ranked if own["wording"].nunique() == 1]
    heading = outlet_heading(tables["articles"])
    views = [_actor(own, styles, places, heading) for own in ranked if own["wording"].nunique() > 1][:SHOWN]
    parts = [v.html for v in views[:OPEN]]
    if rest := views[OPEN:]:
        more = "person, group or thing" if len(rest) == 1 else "people, groups and things"
        parts.append(folded(f"{len(rest)} more {more}", Fragment("\n".join(v.html for v in rest))).html)
    if alike:
        told = "<p>In several outlets, and named by one expression throughout: {}.</p>"
        parts.append(str(Markup(told).format(", ".join(alike))))
    parts.append(_sentences(mentions, tables, places).html)
    return Fragment("\n".join(parts))


def distinctive(found: pd.DataFrame, too_few: str) -> Fragment:
    """The words that tell each outlet's own voice from the others', or the sentence that says why none are looked for.

    Args:
        found: `comparison.distinctive.find`; `too_few`: the sentence of `comparison.distinctive.too_few`.
    """
    if too_few:
        return Fragment(str(Markup("<p>{}</p>").format(too_few)))
    if not len(found):
        return Fragment("<p>No word of an outlet stands out evenly over its articles.</p>")
    rows: list[list[Any]] = []
    for outlet, own in list(found.groupby("outlet_key", sort=False))[:OUTLETS_SHOWN]:
        words = [_counted(row) for row in own[~own["house_style"]].head(WORDS_SHOWN).itertuples()]
        styles = [_counted(row) for row in own[own["house_style"]].head(WORDS_SHOWN).itertuples()]
        rows.append([outlet, "; ".join(words) or NONE, "; ".join(styles) or NONE])
    caption = (
        "Words that an outlet uses at a higher rate than the others, in its own voice (times, in how many articles)"
    )
    return table(caption, [("Outlet", ""), ("Words", ""), ("Titles and forms of address (house style)", "")], rows)


def _counted(row: Any) -> str:
    return f"{row.word} ({row.count}, {row.articles})"


def first_called(found: pd.DataFrame) -> str:
    """By which words each outlet first names one actor: a line for the table's head.

    >>> row = {"name": "Bo Lind", "outlet_key": "Echo", "place": "first", "wording": "top general",
    ...        "text": "top general", "voice": "narrator"}
    >>> other = row | {"outlet_key": "Post", "wording": "mayor Bo Lind", "text": "Mayor Bo Lind"}
    >>> first_called(pd.DataFrame([row, row | {"outlet_key": "Sun"}, other]))
    'First in the body for Bo Lind: “top general” (Echo, Sun); “Mayor Bo Lind” (Post)'
    """
    name = str(found["name"].iloc[0])
    firsts = found[found["place"] == "first"]
    if not len(firsts):
        return f"Every expression for {name}, none of them in a body"
    told = [
        f"“{own['text'].iloc[0]}” ({', '.join(dict.fromkeys(own['outlet_key'].head(OUTLETS_SHOWN)))}{OTHERS[voice]})"
        for (_, voice), own in firsts.groupby(["wording", "voice"], sort=False)
    ]
    return f"First in the body for {name}: {'; '.join(told)}"


def _most_differing(found: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows of each actor, those first whom the outlets first call by most different words."""
    groups = [own for _, own in found.groupby("actor", sort=False)]
    return sorted(groups, key=lambda own: -own.loc[own["place"] == "first", "wording"].nunique())


def _actor(found: pd.DataFrame, styles: pd.DataFrame, places: Places, heading: str) -> Fragment:
    columns = [place for place in PLACE_NAMES if (found["place"] == place).any()]
    several = found["outlet_key"].nunique() > 1
    rows = []
    for outlet, own in list(found.groupby("outlet_key", sort=False))[:OUTLETS_SHOWN]:
        cells: list[Any] = [outlet]
        for place in columns:
            there = [_expression(row, places, several) for row in own[own["place"] == place].itertuples()]
            cells.append(Markup("; ").join(there) if there else NONE)
        rows.append(cells)
    shown = table(first_called(found), [(heading, ""), *[(PLACE_NAMES[c], "") for c in columns]], rows)
    own_styles = styles[styles["actor"] == found["actor"].iloc[0]]
    name = str(found["name"].iloc[0])
    title = Markup("<h3>{}</h3>\n").format(name[:1].upper() + name[1:])
    return Fragment(str(title) + shown.html + str(_house_style(own_styles)))


def _expression(row: Any, places: Places, several: bool) -> Markup:
    address = places.line(row.article_id, row.start)
    words = Markup('<a href="#{}">{}</a>').format(address, row.text) if address else Markup("{}").format(row.text)
    if several and row.outlets == 1 and row.form in CHOSEN:
        words = Markup('<span class="m changed">{}</span>').format(words)
    if row.place == "first" and row.voice != "narrator":
        words = Markup('{} <span class="note">{}</span>').format(words, OTHERS[row.voice].lstrip(", "))
    return words if row.count == 1 else Markup("{} ×{}").format(words, row.count)


def _house_style(styles: pd.DataFrame) -> Markup:
    """One line: the same words written differently."""
    if not len(styles):
        return Markup("")
    told = []
    for _, own in styles.groupby("wording", sort=False):
        ways = [
            Markup("“{}” ({})").format(
                "”, “".join(dict.fromkeys(way["written"])), ", ".join(dict.fromkeys(way["outlet_key"]))
            )
            for _, way in own.groupby(own["written"].str.lower(), sort=False)
        ]
        told.append(Markup(" = ").join(ways))
    line = Markup("; ").join(told)
    return Markup('\n<p class="note">Written in several ways, counted as the same words: {}.</p>').format(line)


def _sentences(mentions: pd.DataFrame, tables: dict[str, pd.DataFrame], places: Places) -> Fragment:
    """Every expression in its sentence, by actor."""
    articles, keys = tables["articles"], labels(tables["articles"])
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    sentences = {
        (s.article_id, s.sentence_id): (s.start, s.end)
        for s in tables["sentences"][["article_id", "sentence_id", "start", "end"]].itertuples(index=False)
    }
    rows = []
    shown_first = mentions.sort_values("actor", kind="stable").head(SENTENCES_SHOWN)
    for (_, article_id, sentence_id), own in shown_first.groupby(["actor", "article_id", "sentence_id"], sort=False):
        start, end = sentences[article_id, sentence_id]
        marks = [Mark(row.start, row.end, "changed") for row in own.itertuples()]
        most = EXCERPT if len(marks) == 1 else end - start  # of several none may be cut away
        drawn = excerpt(texts[article_id], start, end, marks, most)
        passage = Markup("{} {}").format(drawn, places.link(article_id, own["start"].iloc[0]))
        rows.append((own["name"].iloc[0], keys[article_id], ", ".join(own["form"]), passage))
    summary = "Every expression in its sentence"
    left = f": the first {SENTENCES_SHOWN} of {len(mentions):,}" if len(mentions) > SENTENCES_SHOWN else ""
    shown = table(
        summary + left, [("Who or what", ""), (ARTICLE, ""), ("Form", ""), ("Sentence", "")], rows, take=False
    )
    return folded(f"{summary} ({len(mentions)})", shown, printed=False)
