"""The desk as HTML that needs no control and no script. All words of articles and readers are text, never markup."""

import itertools
from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from analysis import disputes, schema
from analysis.explore.concordance import concordance
from analysis.explore.desk import Desk
from analysis.report.annotate import labels
from analysis.report.sentences import plain_table, show
from analysis.wording import several

FOUND = 100
"""Places of a search that are shown."""


def text(desk: Desk, signal: str) -> Markup:
    """What one signal finds in the articles chosen: how many hits of each kind, and every hit in the text."""
    return Markup("\n").join((counts(desk, signal), *(_article(desk, signal, a) for a in desk.chosen)))


def counts(desk: Desk, signal: str) -> Markup:
    """Number of hits by category and article; disputed hits are not among them."""
    names, hits = labels(desk.tables["articles"]), disputes.hits_of(desk.tables, signal)
    about = f"{signal}: hits in {several(len(desk.chosen), 'article')}, disputed ones left out"
    if not len(hits):
        return Markup("<p>{}: none.</p>").format(about)
    numbers = hits.groupby(["category", "article_id"], dropna=False).size().unstack(fill_value=0)
    numbers = numbers.reindex(columns=list(desk.chosen), fill_value=0)
    rows = [(_words(category), *own) for category, own in zip(numbers.index, numbers.to_numpy().tolist(), strict=True)]
    rows.append(("all", *numbers.sum().tolist()))
    return _table(about, [signal, *(names[a] for a in desk.chosen)], rows)


def found(desk: Desk, words: str) -> Markup:
    """The places of some words in all articles of the corpus, each in its context."""
    rows = concordance(desk.read, words)
    names, places = labels(desk.read["articles"]), several(len(rows), "place")
    caption = f"“{words}”: {places} in {several(rows['article_id'].nunique(), 'article')}"
    if len(rows) > FOUND:
        caption += f", the first {FOUND} of them shown"
    cells = [
        (names[r.article_id], r.part, Markup("{} <mark>{}</mark> {}").format(r.left, r.text, r.right))
        for r in rows.head(FOUND).itertuples()
    ]
    return _table(caption, ["article", "part", "in context"], cells) if cells else Markup("<p>{}.</p>").format(caption)


def changed(desk: Desk) -> Markup:
    """The numbers that the words added here change, the hits that they bring, and how to keep them."""
    if not desk.hedges and not desk.aliases:
        return Markup("<p>Nothing is added: the numbers are those of the study.</p>")
    parts = [numbers(disputes.changes(desk.plain, desk.tables), "What the words added change")]
    for signal in ("hedges", "naming"):
        before, after = (disputes.hits_of(tables, signal) for tables in (desk.plain, desk.tables))
        key = ["article_id", "start", "end", "category"]
        new = after.merge(before[key], on=key, how="left", indicator="was").query("was == 'left_only'")
        if len(new):
            shown = show(new[[*key]], desk.tables, caption=f"{signal}: {several(len(new), 'new hit')}")
            parts.append(Markup(shown.html))
    parts.append(_to_keep(desk))
    return Markup("\n").join(parts)


def disputed(desk: Desk) -> Markup:
    """The disputed hits of the articles chosen, and the numbers that they change."""
    said = desk.plain["disputes"]
    if not len(said):
        return Markup("<p>No hit of these articles is disputed.</p>")
    rows = said[["article_id", "start", "end", "signal", "category", "note", "who"]]
    shown = show(rows, desk.plain, caption=f"{several(len(said), 'disputed hit')}, counted nowhere")
    changes = numbers(desk.plain["dispute_changes"], "What the disputes change")
    return Markup("{}\n{}").format(Markup(shown.html), changes)


def numbers(changes: pd.DataFrame, caption: str) -> Markup:
    """Numbers before and after, as table `dispute_changes` has them."""
    if not len(changes):
        return Markup("<p>{}: no number.</p>").format(caption)
    rows = [
        (c.outlet_key, c.signal, _words(c.measure), _said(c.voice), int(c.before), int(c.after), _of(c))
        for c in changes.itertuples()
    ]
    return _table(caption, ["outlet", "signal", "what is counted", "voice", "before", "after", "out of"], rows)


def _article(desk: Desk, signal: str, article_id: str) -> Markup:
    """One article, line by line, with the hits of a signal marked and named behind."""
    article = desk.tables["articles"].set_index("article_id").loc[article_id]
    hits = _marks(desk, signal, article_id)
    lines = desk.tables["lines"]
    lines = lines[(lines["article_id"] == article_id) & ~lines["label"].isin([schema.BLANK, *schema.FURNITURE])]
    name = labels(desk.tables["articles"])[article_id]
    paragraphs = Markup("\n").join(
        Markup("<p><bdi>{}</bdi></p>").format(_line(article["text"], line.start, line.end, hits))
        for line in lines.itertuples()
    )
    return Markup('<section aria-label="{0}"><h4>{0}</h4>\n{1}\n</section>').format(name, paragraphs)


def _marks(desk: Desk, signal: str, article_id: str) -> list[tuple[int, int, str, bool]]:
    """Places of hits with what each is taken for, disputed ones too: `(start, end, label, disputed)`."""
    own, said = disputes.hits_of(desk.tables, signal), desk.tables["disputes"]
    said = said[said["signal"] == signal].drop_duplicates(["article_id", "start", "end", "category"])
    marks = [
        (h.start, h.end, _words(h.category) + (", disputed" if is_disputed else ""), is_disputed)
        for rows, is_disputed in ((own, False), (said, True))
        for h in rows[rows["article_id"] == article_id].itertuples()
    ]
    return sorted(marks)


def _line(text: str, start: int, end: int, hits: Sequence[tuple[int, int, str, bool]]) -> Markup:
    end = start + len(text[start:end].rstrip())
    inside = [h for h in hits if h[0] < end and h[1] > start]
    edges = sorted({start, end, *(min(max(at, start), end) for h in inside for at in h[:2])})
    pieces = []
    for left, right in itertools.pairwise(edges):
        over = [h for h in inside if h[0] <= left and right <= h[1]]
        piece = escape(text[left:right])
        if over:
            piece = Markup("<del>{}</del>" if all(h[3] for h in over) else "<mark>{}</mark>").format(piece)
        pieces.append(piece)
        ending = dict.fromkeys(h[2] for h in inside if h[1] == right)
        if ending:
            pieces.append(Markup(" <small>[{}]</small>").format("; ".join(ending)))
    return Markup("").join(pieces)


def _to_keep(desk: Desk) -> Markup:
    """What to write into the study's own files, so that the next run has the words too."""
    lines = []
    if desk.hedges:
        lines += ["extends: hedges", "entries:"]
        lines += [f"  - {{match: {_quoted(words)}, category: {category}}}" for words, category in desk.hedges]
    lines += [f"# aliases of {actor}: {_quoted(name)}" for actor, name in desk.aliases]
    return Markup(
        "<details><summary>To keep them</summary><p>Words of the lexicon go into a file beside the study, named there "
        "by <code>lexicons: {{hedges: FILE}}</code>; names go to the <code>aliases</code> of their actor.</p>"
        "<pre>{}</pre></details>"
    ).format("\n".join(lines))


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Markup:
    return Markup(plain_table(caption, columns, rows))


def _said(voice: Any) -> str:
    return "" if pd.isna(voice) else str(voice)


def _of(change: Any) -> str:
    if pd.isna(change.exposure_after):
        return ""
    before, after = int(change.exposure_before), int(change.exposure_after)
    unit = str(change.per).removeprefix("1,000 ")
    return f"{after:,} {unit}" if before == after else f"{before:,} {unit}, then {after:,}"


def _words(name: Any) -> str:
    return "not stated" if pd.isna(name) else str(name).replace("_", " ")
