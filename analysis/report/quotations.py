"""Whose words: who carries which quotation, and where the wordings differ."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.annotate import Places, labels, link
from analysis.report.render import Fragment, render
from analysis.report.tables import NONE, folded, table

KINDS = {
    "whole": "whole",
    "cut": "words missing",
    "reworded": "other words",
    "paraphrase": "told in other words",
    "only": "only here",
}
BEGINNING = 180  # characters of a quotation that a row of the matrix shows


def quotation_matrix(matrix: pd.DataFrame) -> Fragment:
    """Quotation × outlet: who carries which words. Takes the table that `comparison.variants.matrix` gives."""
    rows = []
    for (speaker, words), carried in matrix.iterrows():
        cells: list[Any] = [
            Markup("{}<br><span class='note'>{}</span>").format(
                _beginning(words), "speaker not stated" if pd.isna(speaker) else speaker
            )
        ]
        cells.extend(NONE if pd.isna(kind) else KINDS[str(kind)] for kind in carried)
        rows.append(cells)
    columns = [("Words between quotation marks", ""), *[(str(key), "") for key in matrix.columns]]
    return table("Who carries which quotation", columns, rows)


def apparatus(tables: dict[str, pd.DataFrame], differences: pd.DataFrame) -> Fragment:
    """Every shared quotation with its base text and, beneath, the wording of each article where it differs.

    Takes the runs of words that `comparison.variants.differences` gives.
    """
    keys, places = labels(tables["articles"]), Places(tables)
    clusters: list[dict[str, Any]] = []
    alike: list[dict[str, Any]] = []
    quoted = tables["variants"][tables["variants"]["kind"] != "paraphrase"]
    for number, cluster in quoted.groupby("cluster_id", sort=True):
        runs = differences[differences["cluster_id"] == number]
        base = cluster[cluster["base"]]
        witnesses = []
        for row in cluster.itertuples():
            own = runs[(runs["article_id"] == row.article_id) & (runs["quote_id"] == row.quote_id)]
            if row.base:
                continue
            witnesses.append(
                {
                    "outlet": keys[row.article_id],
                    "speaker": "" if pd.isna(row.speaker) else row.speaker,
                    "anchor": places.line(row.article_id, row.start),
                    "same": set(own["kind"]) <= {"same"},
                    "html": Markup(" ").join(_run(r) for r in own.itertuples()),
                }
            )
        first = base.iloc[0]
        shown = {
            "words": " … ".join(base["text"]),
            "speaker": "speaker not stated" if pd.isna(first["speaker"]) else first["speaker"],
            "outlet": keys[first["article_id"]],
            "anchor": places.line(first["article_id"], first["start"]),
            "witnesses": witnesses,
        }
        (alike if all(w["same"] for w in witnesses) else clusters).append(shown)
    return render("apparatus", clusters=clusters, alike=alike)


def quotation_list(tables: dict[str, pd.DataFrame]) -> Fragment:
    """Every quotation with its speaker, reporting verb and the rule that decided."""
    quotes = tables["quotes"][tables["quotes"]["kind"] != "indirect"]
    keys, places = labels(tables["articles"]), Places(tables)
    total, quotes = len(quotes), quotes[quotes["article_id"].isin(places.shown)]
    rows = [
        (
            keys[q.article_id],
            link(places.line(q.article_id, q.start), q.text),
            "–" if pd.isna(q.speaker) else q.speaker,
            "–" if pd.isna(q.cue) else q.cue,
            "; ".join(f"{word}{value}" for word, value in (("", q.addressee), ("via ", q.via)) if not pd.isna(value))
            or "–",
            q.kind,
        )
        for q in quotes.itertuples()
    ]
    columns = [
        ("Article", ""),
        ("Words", ""),
        ("Speaker", ""),
        ("Reporting word", ""),
        ("To whom, where, or via", ""),
        ("Kind", ""),
    ]
    ids = [places.quotation(q.article_id, q.quote_id) for q in quotes.itertuples()]
    summary = f"All {len(rows)} quotations"
    if len(rows) < total:
        summary = f"{len(rows)} of {total:,} quotations: those in the articles shown below"
    return folded(summary, table("Every quotation", columns, rows, ids=ids, most=len(rows)))


def _beginning(words: str) -> str:
    return words if len(words) <= BEGINNING else f"{words[:BEGINNING].rsplit(' ', 1)[0]} …"


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
