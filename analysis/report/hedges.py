"""Softening words on the page: which words, how many in whose voice, and every one in its sentence."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.annotate import ARTICLE, ARTICLES_APART, Mark, Places, labels, marked, rows_by
from analysis.report.render import Fragment
from analysis.report.sections import METER_WORDS, VOICE_WORDS
from analysis.report.tables import folded, table
from analysis.wording import VALUES, plain


def own_words(tables: dict[str, pd.DataFrame], meter: str) -> Fragment:
    """The very words that are counted as each article's own, so that a number does not stand without them.

    What an article lays in somebody's mind is its own wording, too, and is said to be. With many articles nothing.
    """
    articles, cues = tables["articles"], tables["cues"]
    if len(articles) > ARTICLES_APART:
        return Fragment("")
    body = tables["sentences"].loc[tables["sentences"]["part"] == "body", ["article_id", "sentence_id"]]
    own = cues[(cues["signal"] == "hedges") & (cues["meter"] == meter) & (cues["voice"] == "narrator")]
    own = own.merge(body, on=["article_id", "sentence_id"])
    names = labels(articles)
    told = [
        f"{names[article_id]}: {', '.join(f'“{text}”' for text in found['text'])}"
        for article_id, found in own.groupby("article_id", sort=False)
    ]
    if not told:
        return Fragment("")
    return Fragment(
        Markup(
            "<p>The words counted as the articles’ own: {}. Among them may be words by which an article tells what "
            "somebody else fears or suggests (“officials fear that it may close”, “…,” she said, suggesting it could"
            "): they stand outside of quotations and indirect statements, so they are the article’s wording, but the "
            "doubt is another’s.</p>"
        ).format("; ".join(told))
    )


def table_of_meters(measures: pd.DataFrame, meters: Sequence[str]) -> Fragment:
    """Counts and exposure by meter and voice: what the figure shows and what it leaves out."""
    hedges, voices = measures[measures["signal"] == "hedges"], list(VOICE_WORDS)
    key, names = rows_by(hedges.drop_duplicates("article_id"))
    sums = hedges.groupby([key, "measure", "voice"], sort=False)[["count", "exposure"]].sum()
    rows = []
    for unit, name in names.items():
        cells: list[Any] = [name]
        for meter in meters:
            cells.append(" · ".join(f"{int(sums.loc[(unit, meter, voice), 'count']):,}" for voice in voices))
        cells.append(" · ".join(f"{int(sums.loc[(unit, meters[0], voice), 'exposure']):,}" for voice in voices))
        count, exposure = sums.loc[(unit, meters[0], "narrator")]
        cells.append(f"{1000 * count / exposure:.1f}" if exposure else "–")
        rows.append(cells)
    columns = [
        (ARTICLE if key == "article_id" else "Outlet", ""),
        *[(METER_WORDS[m].capitalize(), "num") for m in meters],
        ("Words of each voice", "num"),
        ("Softening words per 1,000 words of its own wording", "num"),
    ]
    caption = "Number in the body: in the article’s own wording · told indirectly · between marks (scare quotes too)"
    return folded("All four kinds of words, by voice", table(caption, columns, rows))


def hits(tables: dict[str, pd.DataFrame], meter: str | None = None) -> Fragment:
    """Every hit with its sentence and what it qualifies, in the articles whose text the page shows."""
    places = Places(tables)
    hedges = tables["cues"][tables["cues"]["signal"] == "hedges"]
    found = hedges if meter is None else hedges[hedges["meter"] == meter]
    cues = found[found["article_id"].isin(places.shown)]
    sentences = tables["sentences"].set_index(["article_id", "sentence_id"])
    keys = labels(tables["articles"])
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    rows, ids = [], []
    for cue in cues.itertuples():
        sentence = sentences.loc[(cue.article_id, cue.sentence_id)]
        marks = [Mark(cue.start, cue.end, str(cue.meter))]
        if not pd.isna(cue.qualifies_start):
            marks.append(Mark(cue.qualifies_start, cue.qualifies_end, "qualifies"))
        ids.append(places.cue(cue.article_id, cue.start))
        rows.append(
            (
                keys[cue.article_id],
                cue.text,
                f"{plain(cue.category, VALUES)}; {VOICE_WORDS[str(cue.voice)]}",
                Markup("{} {}").format(
                    marked(texts[cue.article_id], sentence["start"], sentence["end"], marks),
                    places.link(cue.article_id, cue.start),
                ),
            )
        )
    columns = [(ARTICLE, ""), ("Word", ""), ("Kind; voice", ""), ("Sentence; thin line: what the word qualifies", "")]
    summary = f"All {len(rows)} hits with their sentences, headings too"
    if len(rows) < len(found):
        summary = f"{len(rows)} of {len(found):,} hits with their sentences: those in the articles that the page shows"
    caption = (
        "Every hit. A “will” after a condition (“if they ask, we will answer”) is marked for the condition, in a hard "
        "threat, too"
    )
    return folded(summary, table(caption, columns, rows, ids=ids, most=len(rows)), printed=False)
