"""The claims matrix: which outlet asserts, attributes, speaks against or leaves open each proposition, and where."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.attributed import on_condition, sources
from analysis.report.annotate import ARTICLE, Mark, Places, labels, link, marked, outlet_heading
from analysis.report.render import Fragment
from analysis.report.tables import folded, joined, table
from analysis.spans import offsets
from analysis.study import Actor
from analysis.wording import several
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
SIDES = ("for", "against")
NEVER = Markup('<span class="note">no sentence that the rules can read</span>')
NAMES_SHOWN = 4
OUTLETS_SHOWN = 60
SENTENCES_SHOWN = 150
"""Sentences of one proposition that are listed; of each outlet the same number at most."""


def matrix(tables: dict[str, pd.DataFrame], propositions: Sequence[Any], actors: Sequence[Actor] = ()) -> Fragment:
    """Outlet × proposition: who says it in its own voice, who hands it to whom, who is against it, who leaves it open.

    Each cell counts the outlet's sentences (headlines and decks too) by position and leads to them: they stand folded
    under the table, proposition by proposition, the deciding words marked, each with a link to its line in the marked
    texts. A second headline that only repeats the first, or the words of the first and more, is not counted again.

    Args:
        tables: tables `articles, lines, claims, quotes` by name.
        propositions: `id` and `text` of each.
        actors: the study's, by whose names sources go.

    Returns: a table, one row an outlet, one column a proposition; and the lists of sentences.

    Note: it shows how the rules read each sentence. Where no sentence could be read, the article may still say it in
    words that the study's terms for the proposition do not hold, or over two sentences. A source stands by the
    study's name, or the fullest of its article, where the rules know whose it is; else as the sentence names it, so
    *General* and a general's name may be one person.
    """
    if not propositions:
        return Fragment("<p>This study names no proposition, so there is nothing to set the outlets against.</p>")
    claims = _read(tables, actors)
    outlets = list(dict.fromkeys(tables["articles"]["outlet_key"]))
    lists = _Lists(tables, outlets[:OUTLETS_SHOWN])
    found = {(str(o), str(p)): own for (o, p), own in claims.groupby(["outlet_key", "proposition"], sort=False)}
    rows = [
        [
            outlet,
            *(
                _counts(found.get((outlet, p.id)), lists.address(n, outlet), lists.each)
                for n, p in enumerate(propositions, 1)
            ),
        ]
        for outlet in outlets[:OUTLETS_SHOWN]
    ]
    left = len(outlets) - len(rows)
    more = f" The first {len(rows)} outlets; {left} more are in the tables." if left else ""
    caption = f"Who says what of each proposition, and in whose voice; number of sentences in brackets.{more}"
    folds = [
        lists.of(n, proposition.text, {o: found[o, proposition.id] for o in outlets if (o, proposition.id) in found})
        for n, proposition in enumerate(propositions, 1)
    ]
    columns = [(outlet_heading(tables["articles"]), ""), *[(p.text, "") for p in propositions]]
    sentences, asked = (
        several(len(claims), "position of a sentence", "positions of sentences"),
        several(len(propositions), "proposition"),
    )
    summary = f"Who says what, outlet by outlet: {sentences} on {asked}"
    return folded(summary, joined(table(caption, columns, rows), *filter(None, folds)))


def _read(tables: dict[str, pd.DataFrame], actors: Sequence[Actor]) -> pd.DataFrame:
    """The claims that take a position or leave it open, each once, with its outlet and to whom it is attributed."""
    articles, claims = tables["articles"], tables["claims"]
    keys = dict(zip(articles["article_id"], articles["outlet_key"], strict=True))
    touched = claims[claims["stance"] != "unrelated"].reset_index(drop=True)
    told = zip(
        sources(touched, tables["quotes"], actors), on_condition(touched, tables), touched["stance"], strict=True
    )
    who = [f"{name}, on a condition" if condition and stance in SIDES else name for name, condition, stance in told]
    return _once(touched.assign(outlet_key=[keys[a] for a in touched["article_id"]], who=who))


def _counts(claims: pd.DataFrame | None, address: str, listed: int) -> Markup:
    """How many sentences take each position, and the way to them, of which not more than `listed` stand there."""
    if claims is None:
        return NEVER
    counts = []
    for (stance, voice), name in POSITIONS.items():
        own = claims[(claims["stance"] == stance) & (claims["by"] == voice).fillna(False)]
        if len(own):
            names = f" {_listed(own['who'])}" if voice == "attributed" else ""
            counts.append(Markup("<b>{}</b>{} ({})").format(name, names, len(own)))
    shown = "the sentence" if len(claims) == 1 else f"the {len(claims)} sentences"
    if len(claims) > listed:
        shown = f"the first {listed} of {len(claims)} sentences" if listed > 1 else f"one of {len(claims)} sentences"
    return Markup("{}<br>{}").format(Markup("<br>").join(counts), link(address, shown))


class _Lists:
    """The sentences behind the counts, one folded list a proposition."""

    def __init__(self, tables: dict[str, pd.DataFrame], outlets: Sequence[str]) -> None:
        articles = tables["articles"]
        self.texts = dict(zip(articles["article_id"], articles["text"], strict=True))
        self.places, self.names = Places(tables), labels(articles)
        self.numbers = {outlet: number for number, outlet in enumerate(outlets, 1)}
        self.each = max(1, SENTENCES_SHOWN // max(1, len(outlets)))

    def address(self, proposition: int, outlet: str) -> str:
        """Where the sentences of an outlet on a proposition stand."""
        return f"c{proposition}-{self.numbers[outlet]}"

    def of(self, number: int, text: str, claims: Mapping[str, pd.DataFrame]) -> Fragment | None:
        """The sentences on one proposition, outlet by outlet; none where no sentence was read."""
        claims = {outlet: own for outlet, own in claims.items() if outlet in self.numbers}
        total = sum(map(len, claims.values()))
        if not total:
            return None
        rows, ids = [], []
        for outlet, own in claims.items():
            for place, claim in enumerate(own.head(self.each).itertuples()):
                ids.append("" if place else self.address(number, outlet))
                rows.append((self.names[claim.article_id], self._position(claim), self._sentence(claim)))
        summary = (
            f"“{text.rstrip('.')}”: {'the sentence' if total == 1 else f'the {total:,} sentences'} that our rules found"
        )
        summary += "" if len(rows) == total else f", the first {self.each} of each outlet"
        columns = [(ARTICLE, ""), ("Position", ""), ("Sentence", "")]
        return folded(
            summary, table(summary, columns, rows, ids=ids, most=len(rows), take=False, heard=len(rows) == total)
        )

    def _position(self, claim: Any) -> str:
        who = f" {claim.who}" if claim.by == "attributed" else ""
        return f"{POSITIONS[claim.stance, claim.by]}{who}"

    def _sentence(self, claim: Any) -> Markup:
        marks = [Mark(a, b, "decide") for a, b in offsets(claim.deciding_spans)]
        drawn = marked(self.texts[claim.article_id], claim.start, claim.end, marks)
        return Markup("{} {}").format(drawn, self.places.link(claim.article_id, claim.start))


def _once(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims without other headlines whose words hold the headline's, or are held by them, at the same position."""

    def position(claim: Any) -> tuple[str, ...]:
        source = claim.source if pd.notna(claim.source) else ""
        return claim.article_id, claim.proposition, claim.stance, claim.by, source

    said: dict[tuple[str, ...], list[frozenset[str]]] = {}
    for head in claims[claims["part"] == "headline"].itertuples():
        said.setdefault(position(head), []).append(_words(head.text))
    again = []
    for other in claims[claims["part"] == "alt_headline"].itertuples():
        words = _words(other.text)
        if any(words <= head or head <= words for head in said.get(position(other), ())):
            again.append(other.Index)
    return claims.drop(index=again)


def _words(text: str) -> frozenset[str]:
    return frozenset(w.group().lower() for w in WORD.finditer(text))


def _listed(names: pd.Series) -> str:
    """Names, each once, the most frequent first."""
    counted = list(names.value_counts(sort=True).index)
    more = [f"{len(counted) - NAMES_SHOWN} more"] if len(counted) > NAMES_SHOWN else []
    return ", ".join([*counted[:NAMES_SHOWN], *more])
