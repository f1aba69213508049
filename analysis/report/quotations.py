"""Every quotation of a corpus, with its speaker and the words that introduce it."""

import pandas as pd

from analysis.report.annotate import ARTICLE, Places, labels, link
from analysis.report.render import Fragment
from analysis.report.tables import folded, table


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
        (ARTICLE, ""),
        ("Words", ""),
        ("Speaker", ""),
        ("Reporting word", ""),
        ("To whom, where, or via", ""),
        ("Kind", ""),
    ]
    ids = [places.quotation(q.article_id, q.quote_id) for q in quotes.itertuples()]
    summary = f"All {len(rows)} quotations"
    if len(rows) < total:
        summary = f"{len(rows)} of {total:,} quotations: those in the articles that the page shows"
    return folded(summary, table("Every quotation", columns, rows, ids=ids, most=len(rows)), printed=False)
