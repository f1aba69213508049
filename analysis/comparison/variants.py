"""Variants: the same statement as several articles give it, and where their words differ.

One reading of each shared quotation is the base, as in a critical apparatus: the reading that agrees best with what
most outlets have. The others differ from it by words `changed`, `cut` or `added`. House style (marks, capitals,
spelling) is no difference; words in brackets and an ellipsis are declared by the outlet. Same words of different
speakers are never one quotation. Where an article tells the statement in its own words, that is a paraphrase, and less
sure. Nothing here says who is right: articles may draw on different transcripts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis import schema
from analysis.comparison import base, readings, statements
from analysis.comparison.apparatus import Base, Witness
from analysis.comparison.position import positions
from analysis.comparison.sources import Source, source

PARAPHRASE = "paraphrase"
BATCH = 20_000
"""Quotations that are compared at a time, and those of their last story: this bounds the memory."""


def find(quotes: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame | None = None) -> pd.DataFrame:
    """Find the statements that two or more articles of a story share, quoted in whatever words or told indirectly.

    Titles and scare quotes are nobody's statement. An indirect statement that holds quoted words is left to these. A
    paraphrase is found where the same source is named and words that say something are shared.

    Args:
        sentences: with table `sentences`, the place of each wording is told too.

    Returns: table `variants`; statements that several articles quote first, then those that one quotes and others
    tell, then those that all tell; within these in order of the number of outlets, then of words, then of the
    articles; rows in order of the articles.

    Note: a quotation that shares less than half of its words is not found, nor a paraphrase in other words throughout.
    """
    rows = _compared(quotes, articles)
    outlets, stories = articles["outlet_key"].tolist(), [None if pd.isna(s) else str(s) for s in articles["story"]]
    sources, denied = _sources(rows), (rows["verb_class"] == "denying").fillna(False).tolist()
    texts, places, direct = (column.tolist() for column in (rows["text"], rows["place"], rows["kind"] == "speech"))
    made: list[tuple[tuple[int, ...], list[_Wording]]] = []
    for batch in _batches([stories[place] for place in places]):
        corpus = statements.Corpus(sources, stories, denied)
        found = [
            base.Quote(row, places[row], outlets[places[row]], texts[row], words)
            for row in batch
            if (words := readings.forms(texts[row]))
        ]
        quoted, told = [q for q in found if direct[q.row]], [q for q in found if not direct[q.row]]
        entries, left = statements.with_paraphrases(quoted, told, corpus)
        made += [(entry.order, _wordings(entry)) for entry in [*entries, *statements.told_only(left, corpus)]]
    made.sort(key=lambda entry: entry[0])
    return _table([wordings for _, wordings in made], rows, quotes, sentences)


def _batches(stories: Sequence[str | None]) -> list[list[int]]:
    """The places of some rows in batches of whole stories: statements are never shared by two stories."""
    by_story: dict[str | None, list[int]] = {}
    for row, story in enumerate(stories):
        by_story.setdefault(story, []).append(row)
    batches: list[list[int]] = []
    for rows in by_story.values():
        if batches and len(batches[-1]) < BATCH:
            batches[-1].extend(rows)
        else:
            batches.append(list(rows))
    return [sorted(batch) for batch in batches]


_Wording = tuple[int, dict[str, Any]]
"""A row of the quotations that are compared, and what table `variants` says of it."""


def _compared(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The quotations of speech, and the indirect statements without one in them, in the order of the text.

    What is only asked for or announced (called for [the removal of troops]) is no statement that two could share.
    """
    order = {article_id: n for n, article_id in enumerate(articles["article_id"])}
    whole = quotes["form"].ne("fragment").fillna(True)
    states = (quotes["kind"] == "speech") | ((quotes["kind"] == "indirect") & whole)
    rows = quotes[states & quotes["article_id"].isin(order)]
    rows = rows.assign(place=rows["article_id"].map(order)).sort_values(["place", "start"], kind="stable")
    direct = (rows["kind"] == "speech").to_numpy(bool)
    width = int(rows["end"].max()) + 1 if len(rows) else 1  # so that articles stand one behind the other
    start, end = (rows["place"].to_numpy() * width + rows[name].to_numpy() for name in ("start", "end"))
    before = np.searchsorted(start[direct], end, side="left")  # quotations that begin before a row ends
    reach = np.concatenate([[-1], np.maximum.accumulate(end[direct])])
    return rows[direct | (reach[before] <= start)].reset_index(drop=True)


def _sources(rows: pd.DataFrame) -> list[Source]:
    names, types = (rows[n].astype(object).where(rows[n].notna(), None) for n in ("speaker", "speaker_type"))
    return [source(name, bool(named), kind) for name, named, kind in zip(names, rows["named"], types, strict=True)]


def _wordings(entry: statements.Entry) -> list[_Wording]:
    """What the table says of each wording of a statement, in the order of the articles."""
    said = readings.stems(form for m in entry.members for form in m.quote.forms)
    first = min(entry.told, key=lambda q: q.row, default=None)
    wordings = [(m.quote.row, _as_quoted(m)) for m in entry.members]
    wordings += [(q.row, _as_told(q, said, is_base=not entry.members and q is first)) for q in entry.told]
    return sorted(wordings, key=lambda wording: wording[0])


def _table(
    entries: Sequence[list[_Wording]], rows: pd.DataFrame, quotes: pd.DataFrame, sentences: pd.DataFrame | None
) -> pd.DataFrame:
    """Table `variants`."""
    made = [(number, *wording) for number, wordings in enumerate(entries) for wording in wordings]
    chosen = rows.iloc[[row for _, row, _ in made]]
    table: dict[str, Sequence[Any]] = {
        n: chosen[n].tolist() for n in ("article_id", "sentence_id", "start", "end", "text", "quote_id", "speaker")
    }
    table |= {"cluster_id": [number for number, *_ in made], "cue": chosen["cue"].tolist()}
    table |= {n: [w[n] for *_, w in made] for n in ("base", "kind", "operations", "declared", "sure", "adds")}
    table |= {"speaker_title": _titles(chosen, quotes)}
    if sentences is not None:
        table |= {n: column.tolist() for n, column in positions(chosen, sentences).items()}
    return schema.build("variants", table)


def _as_quoted(member: base.Member) -> dict[str, Any]:
    witness = member.witness
    operations = json.dumps(witness.operations, ensure_ascii=False)
    return {
        "base": member.is_base, "kind": witness.kind, "operations": operations, "declared": witness.declared,
        "sure": True, "adds": pd.NA,
    }  # fmt: skip


def _as_told(quote: base.Quote, said: Mapping[str, str], *, is_base: bool) -> dict[str, Any]:
    """An indirect statement: which of its words that say something does no quotation of the statement have?"""
    adds = [word for stem, word in readings.stems(quote.forms).items() if stem not in said] if said else []
    return {
        "base": is_base, "kind": PARAPHRASE, "operations": "[]", "declared": True,
        "sure": False, "adds": ", ".join(adds) or pd.NA,
    }  # fmt: skip


def _titles(chosen: pd.DataFrame, quotes: pd.DataFrame) -> list[Any]:
    """The title at each mention, else the first that the article gives the speaker."""
    titled = quotes[quotes["speaker_title"].notna() & quotes["speaker"].notna()].sort_values("start", kind="stable")
    first: dict[tuple[str, str], str] = {}
    for article_id, speaker, title in zip(
        titled["article_id"], titled["speaker"], titled["speaker_title"], strict=True
    ):
        first.setdefault((article_id, speaker), title)
    columns = (chosen[n].tolist() for n in ("article_id", "speaker", "speaker_title"))
    return [
        first.get((article_id, speaker), pd.NA) if pd.isna(title) and not pd.isna(speaker) else title
        for article_id, speaker, title in zip(*columns, strict=True)
    ]


def witnesses(variants: pd.DataFrame) -> Iterator[tuple[dict[str, Any], Witness]]:
    """Each quotation of table `variants` set beside the base of its statement; paraphrases have no words to compare."""
    clusters: dict[int, list[dict[str, Any]]] = {}
    quoted = variants[variants["kind"] != PARAPHRASE]
    for row in (row._asdict() for row in schema.rows(quoted)):
        clusters.setdefault(row["cluster_id"], []).append(row)
    for rows in clusters.values():
        base = Base([row["text"] for row in rows if row["base"]])
        of_text: dict[str, Witness] = {}
        for row in rows:
            yield row, of_text.setdefault(row["text"], Witness(row["text"], base))


def differences(variants: pd.DataFrame) -> pd.DataFrame:
    """Cut each wording into runs of words that are the same as the base's, changed, cut or added.

    Returns one row a run, in order: `cluster_id, article_id, quote_id, kind` (same, changed, cut, added)`, start, end`
    (characters of the article)`, text` (as it stands; the runs of a quotation put together are the quotation; empty for
    a cut)`, base` (the base's words; empty for an addition)`, declared`.
    """
    rows = []
    for row, witness in witnesses(variants):
        spans, length = witness.reading.spans, len(witness.text)
        begins: list[int] = []
        for run in witness.runs:
            own = run.gloss[0] if run.gloss else spans[run.start][0] if run.start < len(spans) else length
            begins.append(0 if own and not any(r.kind != "cut" for r in witness.runs[: len(begins)]) else own)
        for run, begin, end in zip(witness.runs, begins, [*begins[1:], length], strict=True):
            rows.append(
                {
                    "cluster_id": row["cluster_id"],
                    "article_id": row["article_id"],
                    "quote_id": row["quote_id"],
                    "kind": run.kind,
                    "start": row["start"] + begin,
                    "end": row["start"] + end,
                    "text": witness.text[begin:end],
                    "base": witness.base.words(run.base_start, run.base_end),
                    "declared": run.declared,
                }
            )
    names = ["cluster_id", "article_id", "quote_id", "kind", "start", "end", "text", "base", "declared"]
    return pd.DataFrame(rows, columns=names)


def kind_of(own: Sequence[Witness]) -> str:
    """What one article did with a statement that it has in one stretch or in several: whole, reworded or cut."""
    main = max(own, key=lambda w: len(w.covers))
    if main.kind == "reworded":
        return "reworded"
    return "whole" if len(set().union(*(w.covers for w in own))) == len(main.base.forms) else "cut"


def matrix(variants: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame | None = None) -> pd.DataFrame:
    """Set out who carries which quotation: one row a shared quotation, one column an outlet.

    Args:
        quotes: with table `quotes`, the quotations that only one article has follow the shared ones, in order.

    Returns a table with the index `speaker, quotation` (the base's words, glosses left out) and a column for each
    `outlet_key`: `whole` (all words of the base, perhaps in pieces), `reworded`, `cut`, `paraphrase` (told in other
    words), `only` (nobody else has it), or missing. Of several articles of an outlet the fullest counts.
    """
    outlet = dict(zip(articles["article_id"], articles["outlet_key"], strict=True))
    cells: dict[int, dict[str, tuple[int, str]]] = {}
    heads: dict[int, tuple[str | None, str]] = {}
    by_article: dict[tuple[int, str], list[Witness]] = {}
    for row, witness in witnesses(variants):
        by_article.setdefault((row["cluster_id"], row["article_id"]), []).append(witness)
        if row["base"] and row["cluster_id"] not in heads:
            heads[row["cluster_id"]] = (row["speaker"], " … ".join(map(readings.spoken, witness.base.texts)))
    for (number, article_id), own in by_article.items():
        covered = set().union(*(w.covers for w in own))
        here = cells.setdefault(number, {})
        here[outlet[article_id]] = max(here.get(outlet[article_id], (-1, "")), (len(covered), kind_of(own)))
    for row in variants[variants["kind"] == PARAPHRASE].itertuples():
        cells.setdefault(row.cluster_id, {}).setdefault(outlet[row.article_id], (0, PARAPHRASE))
        if row.base:
            heads[row.cluster_id] = (row.speaker, row.text)
    cells = dict(sorted(cells.items()))
    index = [heads[number] for number in cells]
    rows = [{key: kind for key, (_, kind) in row.items()} for row in cells.values()]
    if quotes is not None:
        shared = set(zip(variants["article_id"], variants["quote_id"], strict=True))
        speech = quotes[(quotes["kind"] == "speech").fillna(False)]
        columns = (speech[n] for n in ("article_id", "quote_id", "speaker", "text"))
        for article_id, quote_id, speaker, text in zip(*columns, strict=True):
            if (article_id, quote_id) not in shared:
                index.append((speaker, text))
                rows.append({outlet[article_id]: "only"})
    names = pd.MultiIndex.from_tuples(index, names=["speaker", "quotation"]) if index else pd.MultiIndex.from_arrays(
        [[], []], names=["speaker", "quotation"]
    )  # fmt: skip
    columns_ = list(dict.fromkeys(outlet.values()))
    return pd.DataFrame(rows, index=names, columns=columns_).astype("string")
