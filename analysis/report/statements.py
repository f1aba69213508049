"""Statements that articles share: who carries which, in what words, where; and what might be the same words."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis import schema
from analysis.report.annotate import Places, labels, link
from analysis.report.render import Fragment, render
from analysis.report.tables import NONE, folded, table

KINDS = {
    "whole": "whole",
    "cut": "words missing",
    "reworded": "other words",
    "paraphrase": "told indirectly",
    "only": "only here",
    "absent": "not found",
}
PARTS = {**schema.HEADS, "caption": "caption"}
BEGINNING = 180  # characters of a quotation that a row of the matrix shows
ROWS_OPEN = 6
STATEMENTS_SHOWN = 40
"""The apparatus shows so many shared statements, those of most outlets; the rest is in the tables."""


def matrix(carried: pd.DataFrame) -> Fragment:
    """Statement × outlet: who carries which words. Takes the table that `comparison.variants.matrix` gives.

    What only one outlet has is folded under what several share.
    """
    rows: dict[bool, list[list[Any]]] = {True: [], False: []}
    for (speaker, words), kinds in carried.iterrows():
        cells: list[Any] = [
            Markup("{}<br><span class='note'>{}</span>").format(_beginning(words), _name(speaker)),
            *(NONE if pd.isna(kind) else KINDS[str(kind)] for kind in kinds),
        ]
        rows[not (kinds == "only").any()].append(cells)
    columns = [("Statement, and whose", ""), *[(str(key), "") for key in carried.columns]]
    shared = table("Who carries which statement", columns, rows[True], fold=ROWS_OPEN)
    if not rows[True]:
        shared = Fragment("<p>No statement was found in two articles.</p>")
    if not rows[False]:
        return shared
    n = len(rows[False])
    alone = folded(
        f"{n} quotation{'s' * (n != 1)} that no other article has",
        table(
            "Quotations that one article has; another may give the same speech or letter in other words",
            columns,
            rows[False],
        ),
    )
    return Fragment(shared.html + alone.html, shared.notes)


def apparatus(tables: Mapping[str, pd.DataFrame], differences: pd.DataFrame, collation: pd.DataFrame) -> Fragment:
    """Every shared statement: its base text and, beneath, what each other article has.

    Args:
        differences: the runs of words that `comparison.variants.differences` gives.
        collation: what `comparison.collation.collate` gives.
    """
    view = _View(tables, differences, collation)
    quoted = [view.statement(number, own) for number, own in view.clusters[:STATEMENTS_SHOWN]]
    left = len(view.clusters) - len(quoted)
    return render(
        "apparatus",
        clusters=[s for s in quoted if s["quoted"] and not s["alike"]],
        alike=[s for s in quoted if s["quoted"] and s["alike"]],
        told=[s for s in quoted if not s["quoted"]],
        left=left,
    )


def possible(shared: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Fragment:
    """Words that different speakers are quoted with. Takes the table that `comparison.shared_words.find` gives."""
    if shared.empty:
        return Fragment("<p>No words stand under one speaker here and under another there.</p>")
    names, places = labels(tables["articles"]), Places(tables)
    rows: list[list[Any]] = []
    for _, own in shared.groupby("group", sort=True):
        said = []
        for speaker, of in own.groupby("speaker", sort=False, dropna=False):
            where = Markup(", ").join(
                link(places.line(r.article_id, r.start), names[r.article_id])
                for r in of.drop_duplicates("article_id").itertuples()
            )
            said.append(Markup("<b>{}</b>: {}").format(_name(speaker), where))
        rows.append([f"“{own['words'].iloc[0]}”", Markup("<br>").join(said)])
    columns = [("Words", ""), ("Who is quoted with them", "")]
    return table("Possibly the same words, under different speakers", columns, rows, fold=2 * ROWS_OPEN)


class _View:
    """Draws the statements of a run."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], differences: pd.DataFrame, collation: pd.DataFrame) -> None:
        self.names, self.places = labels(tables["articles"]), Places(dict(tables))
        self.runs = {
            key: list(own.itertuples())
            for key, own in differences.groupby(["cluster_id", "article_id", "quote_id"], sort=False)
        }
        self.clusters = list(tables["variants"].groupby("cluster_id", sort=True))
        self.facts = {(r.cluster_id, r.article_id): r for r in collation.itertuples()}

    def statement(self, number: int, own: pd.DataFrame) -> dict[str, Any]:
        """A shared statement for the template: its base, and one entry an article."""
        base = own[own["base"]]
        first = base.iloc[0]
        quoted = first["kind"] != "paraphrase"
        home = first["article_id"]
        rest = own[~own["base"]]
        witnesses = [
            self.witness(number, a, rest[rest["article_id"] == a], home) for a in dict.fromkeys(own["article_id"])
        ]
        return {
            "words": self.facts[number, home].base,
            "speaker": _name(first["speaker"]),
            "outlet": self.names[home],
            "anchor": self.places.line(home, first["start"]),
            "facts": "; ".join(filter(None, [self.where(number, home), _glossed(self.facts[number, home])])),
            "witnesses": [w for w in witnesses if w],
            "absent": [self.names[a] for (n, a), r in self.facts.items() if n == number and r.kind == "absent"],
            "quoted": quoted,
            "alike": all(w["same"] for w in witnesses if w),
        }

    def witness(self, number: int, article_id: str, rows: pd.DataFrame, home: str) -> dict[str, Any] | None:
        """What an article has of a statement besides the base; nothing for the article of the base without more."""
        pieces = []
        for row in rows.itertuples():
            runs = self.runs.get((number, article_id, row.quote_id), [])
            pieces.append(
                {
                    "told": row.kind == "paraphrase",
                    "html": Markup(" ").join(_drawn(runs)) if runs else row.text,
                    "same": bool(runs) and all(r.kind == "same" for r in runs),
                    "speaker": "" if pd.isna(row.speaker) else row.speaker,
                    "anchor": self.places.line(article_id, row.start),
                    "adds": "" if pd.isna(row.adds) else row.adds,
                }
            )
        if not pieces:
            return None
        fact = self.facts[number, article_id]
        return {
            "outlet": self.names[article_id],
            "pieces": [p for p in pieces if not p["same"]],
            "as_base": [p["anchor"] for p in pieces if p["same"]],
            "same": all(p["same"] for p in pieces),
            "facts": "" if article_id == home else self.where(number, article_id),
            "apart": [] if article_id == home else _apart(fact),
        }

    def where(self, number: int, article_id: str) -> str:
        """Reporting word, title and place of a statement in an article; words of it in the headline."""
        fact = self.facts[number, article_id]
        said = [] if pd.isna(fact.cue) else [f"reported with “{fact.cue}”"]
        if not pd.isna(fact.speaker_title):
            said.append(f"speaker’s fullest title in the article “{fact.speaker_title}”")
        if not pd.isna(fact.paragraph):
            said.append(f"paragraph {fact.paragraph}, {fact.share:.0%} of the words before it")
        elif not pd.isna(fact.part):
            said.append(PARTS.get(fact.part, str(fact.part)))
        if not pd.isna(fact.headline):
            said.append(f"words of it in the headline or the line under it: {fact.headline}")
        return "; ".join(said)


def _apart(fact: Any) -> list[str]:
    """Of the base's words: what is not quoted, what it has not, what stands outside the marks; and a gloss."""
    parts = {
        "not quoted": fact.not_quoted,
        "of these words it has in the same sentence, outside its marks": fact.outside,
        "gloss in brackets": fact.gloss,
    }
    said = [f"{name}: {_shortened(words)}" for name, words in parts.items() if not pd.isna(words)]
    if not pd.isna(fact.left_out):
        said.insert(0, "has no " + ", no ".join(f"“{_shortened(words)}”" for words in fact.left_out.split("; ")))
    return said


def _glossed(fact: Any) -> str:
    return "" if pd.isna(fact.gloss) else f"its gloss in brackets is set aside: {fact.gloss}"


def _name(speaker: Any) -> str:
    return "speaker not stated" if pd.isna(speaker) else str(speaker)


def _beginning(words: str) -> str:
    return words if len(words) <= BEGINNING else f"{words[:BEGINNING].rsplit(' ', 1)[0]} …"


def _drawn(runs: Sequence[Any]) -> list[Markup]:
    """The runs of a piece; what it does not quote at its beginning and its end is told beneath."""
    inner = [n for n, run in enumerate(runs) if run.kind != "cut"]
    return [_run(run) for run in runs[inner[0] : inner[-1] + 1]]


def _run(run: Any) -> Markup:
    """One run of a witness's words: those that differ from the base are marked, the base's stand in brackets."""
    if run.kind == "same":
        return Markup("{}").format(run.text)
    lacking = Markup('<span class="gone">[{}]</span>').format(_shortened(run.base)) if run.base else Markup("")
    if run.kind == "cut":
        return lacking
    return Markup('<span class="changed">{}</span> {}').format(run.text.strip(), lacking)


def _shortened(words: str) -> str:
    """A long stretch by its ends.

    >>> _shortened("one two three four five six seven eight nine ten")
    'one two three … eight nine ten'
    """
    parts = words.split()
    return words if len(parts) <= 8 else f"{' '.join(parts[:3])} … {' '.join(parts[-3:])}"
