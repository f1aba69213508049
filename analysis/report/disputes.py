"""Disputed hits, and what the run's numbers would be with them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.annotate import ARTICLE, Mark, Places, labels, link
from analysis.report.render import Fragment
from analysis.report.sentences import Sentences
from analysis.report.tables import NONE, table
from analysis.wording import several


def disputed(tables: Mapping[str, pd.DataFrame]) -> Fragment:
    """What readers call wrong, each hit in its sentence, and the figures that differ without them.

    Args:
        tables: `articles, lines, sentences, disputes, dispute_changes`.
    """
    found, changes = tables["disputes"], tables["dispute_changes"]
    if not len(found):
        return Fragment("<p>No hit is disputed by a reader of this study.</p>", plain="no hit is disputed")
    n_hits = len(found.drop_duplicates(["article_id", "signal", "start", "end", "category"]))
    is_are = "is" if n_hits == 1 else "are"
    said = f"{several(n_hits, 'hit')} that readers call wrong {is_are} counted nowhere; "
    said += f"{several(len(changes), 'figure')} {'differs' if len(changes) == 1 else 'differ'} because of it."
    places, names, sentences = Places(tables), labels(tables["articles"]), Sentences(tables)
    hits = [
        (
            names[hit.article_id],
            hit.signal,
            NONE if pd.isna(hit.category) else str(hit.category).replace("_", " "),
            Markup("<bdi>{}</bdi> {}").format(
                sentences.marked(hit.article_id, hit.start, hit.end, tag="del"), places.link(hit.article_id, hit.start)
            ),
            NONE if pd.isna(hit.note) else hit.note,
            NONE if pd.isna(hit.who) else hit.who,
        )
        for hit in found.itertuples()
    ]
    numbers = [
        (
            link(places.article(change.article_id), names[change.article_id]),
            change.signal,
            str(change.measure).replace("_", " "),
            NONE if pd.isna(change.voice) else change.voice,
            int(change.before),
            int(change.after),
            _out_of(change),
        )
        for change in changes.itertuples()
    ]
    one = table(
        "Disputed: hits that readers call wrong, struck through where they stand, and counted nowhere",
        [(ARTICLE, ""), ("Signal", ""), ("Taken for", ""), ("In its sentence", ""), ("Why", ""), ("Who", "")],
        hits,
    )
    two = table(
        "What the disputes changed: each number with the disputed hits, and without them, as it is used",
        [(ARTICLE, ""), ("Signal", ""), ("What is counted", ""), ("Voice", ""), ("With", "num"), ("Without", "num"),
         ("Out of", "")],
        numbers,
    )  # fmt: skip
    html = Markup("<p>{}</p>\n{}\n{}").format(said, Markup(one.html), Markup(two.html))
    return Fragment(str(html), {"notice": said}, plain=said)


def struck(found: pd.DataFrame, article_id: str) -> list[Mark]:
    """The hits of one article that are called wrong, to be struck through in its text, with the reason behind each.

    >>> rows = {"article_id": ["a"], "start": [3], "end": [6], "signal": ["hedges"], "note": ["a month"]}
    >>> struck(pd.DataFrame(rows | {"category": ["modal"]}), "a")[0].label
    'called wrong (hedges: modal): a month'
    """
    own = found[found["article_id"] == article_id]
    marks: dict[tuple[int, int], Mark] = {}
    for hit in own.itertuples():
        taken = "" if pd.isna(hit.category) else f": {str(hit.category).replace('_', ' ')}"
        why = "" if pd.isna(hit.note) else f": {hit.note}"
        said = f"called wrong ({hit.signal}{taken}){why}"
        before = marks.get((hit.start, hit.end))
        if before and said not in before.label:
            said = f"{before.label}; {said}"
        marks[hit.start, hit.end] = Mark(hit.start, hit.end, "struck", said, hit.end, "counted nowhere")
    return list(marks.values())


def _out_of(change: Any) -> str:
    """What a number is out of, before and after where that changed."""
    if pd.isna(change.exposure_after):
        return ""
    before, after = (f"{int(n):,}" for n in (change.exposure_before, change.exposure_after))
    unit = str(change.per).removeprefix("1,000 ")
    return f"{after} {unit}" if before == after else f"{before} {unit}, then {after}"
