"""Variants: the same quotation as several articles give it, and where their words differ.

One reading of each shared quotation is the base, as in a critical apparatus: the reading that agrees best with what
most outlets have. The others differ from it by words `changed`, `cut` or `added`. House style (marks, capitals,
spelling) is no difference; words in brackets and an ellipsis are declared by the outlet. Same words of different
speakers are never one quotation. Nothing here says who is right: articles may draw on different transcripts.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from analysis import schema
from analysis.comparison import readings
from analysis.comparison.alignment import align
from analysis.comparison.apparatus import Base, Witness
from analysis.comparison.clusters import Wording, cluster
from analysis.comparison.readings import is_content
from analysis.comparison.sources import source

CANDIDATES, WITNESSES = 5, 30
"""For the base so many of the commonest readings are tried, and judged by so many."""


class _Quote(NamedTuple):
    """A row of table `quotes`, with the words of its reading."""

    row: int
    article: int
    outlet: str
    text: str
    forms: tuple[str, ...]


def find(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Find the quotations that two or more articles share, in whatever words.

    Only speech counts: indirect statements, titles and scare quotes have no wording of their own to compare.

    Returns: table `variants`; clusters in order of the number of outlets, then of words; rows in order of the articles.

    Note: a quotation that an outlet paraphrases is not found, nor one that shares less than half of its words.
    """
    order = {article_id: n for n, article_id in enumerate(articles["article_id"])}
    outlets = articles["outlet_key"].tolist()
    stories = [None if pd.isna(s) else s for s in articles["story"]]
    speech = quotes[(quotes["kind"] == "speech").fillna(False) & quotes["article_id"].isin(order)]
    speech = speech.assign(place=speech["article_id"].map(order)).sort_values(["place", "start"], kind="stable")
    speech = speech.reset_index(drop=True)
    numbers: dict[Wording, int] = {}
    wording_of, found = [], []
    names = speech["speaker"].astype(object).where(speech["speaker"].notna(), None)
    types = speech["speaker_type"].astype(object).where(speech["speaker_type"].notna(), None)
    columns = zip(speech["text"], speech["place"], names, speech["named"], types, strict=True)
    for row, (text, article, name, named, kind) in enumerate(columns):
        words = readings.forms(text)
        wording = Wording(words, source(name, bool(named), kind), stories[article])
        wording_of.append(numbers.setdefault(wording, len(numbers)))
        found.append(_Quote(row, article, outlets[article], text, words))
    labels = cluster(list(numbers))
    groups: dict[int, list[_Quote]] = {}
    for quote, number in zip(found, wording_of, strict=True):
        if quote.forms:
            groups.setdefault(labels[number], []).append(quote)
    shared = [part for group in groups.values() for part in _statements(group)]
    shared.sort(key=lambda part: (-len({q.outlet for q, _, _ in part}), -len(part[0][1].base.forms)))
    rows = [(number, *member) for number, part in enumerate(shared) for member in part]
    chosen = speech.iloc[[quote.row for _, quote, _, _ in rows]]
    return schema.build(
        "variants",
        {
            **{
                n: chosen[n].tolist()
                for n in ("article_id", "sentence_id", "start", "end", "text", "quote_id", "speaker")
            },
            "cluster_id": [number for number, *_ in rows],
            "base": [is_base for *_, is_base in rows],
            "kind": [witness.kind for _, _, witness, _ in rows],
            "operations": [json.dumps(witness.operations, ensure_ascii=False) for _, _, witness, _ in rows],
            "declared": [witness.declared for _, _, witness, _ in rows],
        },
    )


def _statements(group: list[_Quote]) -> Iterator[list[tuple[_Quote, Witness, bool]]]:
    """A cluster as one base and its witnesses; what shares nothing with the base is tried again by itself."""
    while len({quote.article for quote in group}) > 1:
        if not any(is_content(form) for quote in group for form in quote.forms):
            return
        segments = _base(group)
        base = Base([q.text for q in segments])
        rows = {quote.row for quote in segments}
        witnesses: dict[str, Witness] = {}
        for quote in group:
            if quote.text not in witnesses:
                witnesses[quote.text] = Witness(quote.text, base)
        part = [(q, witnesses[q.text], q.row in rows) for q in group if witnesses[q.text].runs]
        if len({q.article for q, _, _ in part}) > 1:
            yield part
        group = [q for q in group if not witnesses[q.text].runs]


def _base(group: list[_Quote]) -> list[_Quote]:
    """The quotations of one article whose reading agrees best with those of all outlets.

    Agreement: words that others share, less words where they differ, each outlet counted once. Ties go to the reading
    that more outlets have to the word, then to the fuller one, then to the first article.
    """
    by_article: dict[int, list[_Quote]] = {}
    for quote in group:
        by_article.setdefault(quote.article, []).append(quote)
    n_articles = Counter(quotes[0].outlet for quotes in by_article.values())
    first: dict[tuple, list[_Quote]] = {}  # for each reading the first article that has it
    weights: dict[tuple, Counter[str]] = {}  # for each reading its outlets, each with the share of its articles
    for quotes in by_article.values():
        segments = _without_repeats(quotes)
        key = tuple(q.forms for q in segments)
        first.setdefault(key, segments)
        weights.setdefault(key, Counter())[quotes[0].outlet] += 1 / n_articles[quotes[0].outlet]  # type: ignore[assignment]
    weight = {key: sum(of.values()) for key, of in weights.items()}
    common = sorted(first, key=lambda key: (-weight[key], -sum(map(len, key))))
    if len(common) < 3:  # two readings agree with each other as well either way round
        return first[common[0]]

    def agreement(key: tuple) -> float:
        words = tuple(form for segment in key for form in segment)
        total = 0.0
        for other in common[:WITNESSES]:
            equal = differing = 0
            for segment in other:
                _, chain = align(segment, words)
                equal += sum(n for *_, n in chain)
                for (i, j, n), (next_i, next_j, _) in pairwise(chain):
                    differing += max(next_i - i, next_j - j) - n
            others = weight[other] - (max(weights[key].values()) if other == key else 0)
            total += others * (equal - differing)
        return total

    best = max(common[:CANDIDATES], key=lambda key: (round(agreement(key), 6), weight[key], sum(map(len, key))))
    return first[best]


def _without_repeats(quotes: list[_Quote]) -> list[_Quote]:
    """The quotations of one article that add words; what a longer one of them holds already is quoted twice."""
    kept: list[_Quote] = []
    for quote in sorted(quotes, key=lambda q: -len(q.forms)):
        own = quote.forms
        if not any(align(own, k.forms)[0] >= 0.5 * len(own) for k in kept):
            kept.append(quote)
    return sorted(kept, key=lambda q: q.row)


def witnesses(variants: pd.DataFrame) -> Iterator[tuple[dict[str, Any], Witness]]:
    """Each row of table `variants` with its quotation set beside the base of its cluster."""
    clusters: dict[int, list[dict[str, Any]]] = {}
    for row in variants.to_dict("records"):
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


def matrix(variants: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame | None = None) -> pd.DataFrame:
    """Set out who carries which quotation: one row a shared quotation, one column an outlet.

    Args:
        quotes: with table `quotes`, the quotations that only one article has follow the shared ones, in order.

    Returns a table with the index `speaker, quotation` (the base's words) and a column for each `outlet_key`: `whole`
    (all words of the base, perhaps in pieces), `reworded`, `cut`, `only` (nobody else has it), or missing. Of several
    articles of an outlet the fullest counts.
    """
    outlet = dict(zip(articles["article_id"], articles["outlet_key"], strict=True))
    cells: dict[int, dict[str, tuple[int, str]]] = {}
    heads: dict[int, tuple[str | None, str]] = {}
    by_article: dict[tuple[int, str], list[Witness]] = {}
    for row, witness in witnesses(variants):
        by_article.setdefault((row["cluster_id"], row["article_id"]), []).append(witness)
        if row["base"] and row["cluster_id"] not in heads:
            heads[row["cluster_id"]] = (row["speaker"], " … ".join(witness.base.texts))
    for (number, article_id), own in by_article.items():
        covered = set().union(*(w.covers for w in own))
        main = max(own, key=lambda w: len(w.covers))
        complete = len(covered) == len(main.base.forms)
        kind = "reworded" if main.kind == "reworded" else "whole" if complete else "cut"
        here = cells.setdefault(number, {})
        here[outlet[article_id]] = max(here.get(outlet[article_id], (-1, "")), (len(covered), kind))
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
