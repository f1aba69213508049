"""The claims matrix: which outlet asserts, attributes, speaks against or leaves open each proposition, and where."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.attributed import sources
from analysis.report.annotate import Mark, Places, marked
from analysis.report.render import Fragment
from analysis.report.tables import table
from analysis.spans import offsets
from analysis.words import WORD

POSITIONS = {
    ("for", "narrator"): "asserts it",
    ("against", "narrator"): "speaks against it",
    ("for", "attributed"): "as the word of",
    ("against", "attributed"): "against it, as the word of",
    ("observing", "narrator"): "leaves it open",
    ("observing", "attributed"): "left open, as the word of",
}
"""What a cell says of a stance and of who answers for it, in the order of the cell.

*Speaks against*, not *denies*: who calls the announcement a mistake has not denied what it announces. *Observing* is
the tables' word, after Emergent, for what the page calls leaving open.
"""
NEVER = Markup('<span class="note">no sentence that the rules can read</span>')
NAMES_SHOWN = 4
OUTLETS_SHOWN = 60
SENTENCES_SHOWN = 30


def matrix(tables: dict[str, pd.DataFrame], propositions: Sequence[Any]) -> Fragment:
    """Outlet × proposition: who says it in its own voice, who hands it to whom, who is against it, who leaves it open.

    Each cell counts the outlet's sentences (headlines and decks too) by position and folds them under the counts, the
    deciding words marked, each with a link to its line in the marked texts. A second headline that only repeats the
    first, or the words of the first and more, is not counted again.

    Args:
        tables: tables `articles, lines, claims, quotes` by name.
        propositions: `id` and `text` of each.

    Returns: a table; one row an outlet, one column a proposition.

    Note: it shows how the rules read each sentence. Where no sentence could be read, the article may still say it in
    words that the study's terms for the proposition do not hold, or over two sentences. A source stands by the name
    that the article gives it in that place, so *General* and a general's name may be one person.
    """
    if not propositions:
        return Fragment("<p>This study names no proposition, so there is nothing to set the outlets against.</p>")
    articles = tables["articles"]
    cell = _Cell(tables)
    claims = cell.claims.groupby(["outlet_key", "proposition"], sort=False, dropna=False)
    found = {(str(outlet), str(p)): own for (outlet, p), own in claims}
    outlets = list(dict.fromkeys(articles["outlet_key"]))
    rows = [
        [outlet, *(cell.html(found[outlet, p.id]) if (outlet, p.id) in found else NEVER for p in propositions)]
        for outlet in outlets[:OUTLETS_SHOWN]
    ]
    left = len(outlets) - len(rows)
    more = f" The first {len(rows)} outlets; {left} more are in the tables." if left else ""
    caption = f"Who says what of each proposition, and in whose voice; number of sentences in brackets.{more}"
    return table(caption, [("Outlet", ""), *[(p.text, "") for p in propositions]], rows)


class _Cell:
    """Draws the claims of one outlet toward one proposition."""

    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        articles, claims = tables["articles"], tables["claims"]
        self.texts = dict(zip(articles["article_id"], articles["text"], strict=True))
        self.places = Places(tables)
        keys = dict(zip(articles["article_id"], articles["outlet_key"], strict=True))
        touched = claims[claims["stance"] != "unrelated"]
        self.claims = touched.assign(
            outlet_key=[keys[a] for a in touched["article_id"]], who=sources(touched, tables["quotes"])
        )

    def html(self, claims: pd.DataFrame) -> Markup:
        """The counts of each position, and beneath, folded, the sentences."""
        claims = _once(claims)
        counts = []
        for (stance, voice), name in POSITIONS.items():
            own = claims[(claims["stance"] == stance) & (claims["by"] == voice).fillna(False)]
            if len(own):
                names = f" {_listed(own['who'])}" if voice == "attributed" else ""
                counts.append(Markup("<b>{}</b>{} ({})").format(name, names, len(own)))
        shown = claims.head(SENTENCES_SHOWN)
        sentences = [self.sentence(claim) for claim in shown.itertuples()]
        if len(claims) > len(shown):
            sentences.append(Markup('<p class="note">{} more in the tables</p>').format(len(claims) - len(shown)))
        summary = "the sentence" if len(claims) == 1 else f"the {len(claims)} sentences"
        return Markup("{}<details><summary>{}</summary>{}</details>").format(
            Markup("<br>").join(counts), summary, Markup("").join(sentences)
        )

    def sentence(self, claim: Any) -> Markup:
        """One sentence: its position, its words with those that decided marked, and a link to its line."""
        places = offsets(claim.deciding_spans)
        marks = [Mark(a, b, "decide") for a, b in places]
        position = POSITIONS[claim.stance, claim.by]
        who = f" {claim.who}" if claim.by == "attributed" else ""
        return Markup('<p><span class="tag">{}{}</span> {} {}</p>').format(
            position,
            who,
            marked(self.texts[claim.article_id], claim.start, claim.end, marks),
            self.places.link(claim.article_id, claim.start),
        )


def _once(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims without other headlines whose words hold the headline's, or are held by them, at the same position."""
    heads = claims[claims["part"] == "headline"]
    said = [
        (h.article_id, h.stance, h.by, h.source if pd.notna(h.source) else "", _words(h.text))
        for h in heads.itertuples()
    ]

    def is_again(claim: Any) -> bool:
        own = (claim.article_id, claim.stance, claim.by, claim.source if pd.notna(claim.source) else "")
        words = _words(claim.text)
        return any(own == head[:4] and (words <= head[4] or head[4] <= words) for head in said)

    again = [claim.part == "alt_headline" and is_again(claim) for claim in claims.itertuples()]
    return claims[[not a for a in again]]


def _words(text: str) -> frozenset[str]:
    return frozenset(w.group().lower() for w in WORD.finditer(text))


def _listed(names: pd.Series) -> str:
    """Names, each once, the most frequent first."""
    counted = list(names.value_counts(sort=True).index)
    more = [f"{len(counted) - NAMES_SHOWN} more"] if len(counted) > NAMES_SHOWN else []
    return ", ".join([*counted[:NAMES_SHOWN], *more])
