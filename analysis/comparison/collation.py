"""Collation: what each article of a story did with each statement that two or more of them carry.

Four things that look alike are kept apart: words of the base that an article does not quote (its marks begin later, end
earlier, or break off), words that it leaves out between its own marks, words that it has outside of its marks, and
words that it adds in brackets.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis import schema
from analysis.comparison.apparatus import Base, Run, Witness
from analysis.comparison.readings import forms, is_content, negations, spoken, stem, stems
from analysis.comparison.variants import PARAPHRASE, kind_of, witnesses
from analysis.words import WORD

HEADS = tuple(schema.HEADS)
SHARED = 2
"""A headline has words of a statement where it shares so many stems with it, one of them its own; no names."""
STORY = 0.5
"""A word that more than this share of the story's headlines have is a word of the story."""
_NAME = re.compile(r"\b[A-Z]\S*")
COLUMNS = (
    *("cluster_id", "speaker", "base", "article_id", "outlet_key", "kind", "cut", "not_quoted", "left_out", "outside"),
    *("changed", "gloss", "told", "adds", "headline", "speaker_title", "cue", "part", "paragraph", "share"),
    *("start", "sure"),
)


class _Row(NamedTuple):
    """A quotation of table `variants` and the same beside its base."""

    row: Mapping[str, Any]
    witness: Witness


def collate(
    variants: pd.DataFrame,
    articles: pd.DataFrame,
    quotes: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Set each article of a story against the base of each statement: one row a statement × article.

    Args:
        mentions: with table `mentions`, a speaker's title is the fullest that the article gives; else the one that
            stands where the words are attributed.

    Returns: `cluster_id, speaker, base` (the base's words without the outlet's glosses in brackets, joined by ` … `
    where it stands in pieces)`, article_id, outlet_key, kind` (whole, cut, reworded, paraphrase; absent)`, cut` (where
    words of the base are missing: start, inside, end)`, not_quoted, left_out` (these words of the base: in no marks, or
    passed over between two marks without a sign)`, outside` (those that say something and stand in the same sentence
    outside of the marks)`, changed` (`base → own`)`, gloss` (in brackets)`, told` (the article's own paraphrase)`,
    adds` (words that only the paraphrase has)`, headline` (words of the statement in headline or deck)`, speaker_title,
    cue, part, paragraph, share, start` (of the piece with the first words of the base that the article has; else of the
    paraphrase)`, sure`. Several of a kind are joined by `; `.

    Note: `absent` says that no wording was found. An article may still tell the statement in words that share nothing
    with it.
    """
    story = dict(zip(articles["article_id"], articles["story"].fillna(""), strict=True))
    outlet = dict(zip(articles["article_id"], articles["outlet_key"], strict=True))
    of_story: dict[str, list[str]] = {}
    for article_id, name in story.items():
        of_story.setdefault(name, []).append(article_id)
    beside = {(row["cluster_id"], row["article_id"], row["quote_id"]): w for row, w in witnesses(variants)}
    context = _Context(variants, quotes, sentences)
    heads = _Heads(sentences, story)
    titles = _titles(mentions)
    rows = []
    for number, cluster in variants.groupby("cluster_id", sort=True):
        members = cluster.to_dict("records")
        base_rows = [m for m in members if m["base"]]
        known = [m["text"] for m in members if m["kind"] != PARAPHRASE or m["base"]]
        words = frozenset(stems(forms(" ".join(_NAME.sub("", t) for t in known))))
        by_article: dict[str, list[dict[Any, Any]]] = {}
        for member in members:
            by_article.setdefault(member["article_id"], []).append(member)
        for article_id in of_story[story[members[0]["article_id"]]]:
            own = by_article.get(article_id, [])
            quoted = [_Row(m, beside[number, article_id, m["quote_id"]]) for m in own if m["kind"] != PARAPHRASE]
            told = [m for m in own if m["kind"] == PARAPHRASE]
            first: Mapping[str, Any] = _first(quoted).row if quoted else next(iter(told), {})
            rows.append(
                {
                    "cluster_id": number,
                    "speaker": base_rows[0]["speaker"],
                    "base": " … ".join(spoken(m["text"]) for m in base_rows),
                    "article_id": article_id,
                    "outlet_key": outlet[article_id],
                    "kind": kind_of([q.witness for q in quoted]) if quoted else PARAPHRASE if told else "absent",
                    **(_missing(quoted, context.words(article_id, [q.row for q in quoted])) if quoted else {}),
                    **_own_words(quoted),
                    "told": _joined(m["text"] for m in told if not m["base"]),
                    "adds": _joined(m["adds"] for m in told if not pd.isna(m["adds"])),
                    "headline": heads.words(article_id, words) if own else pd.NA,
                    **{n: first.get(n, pd.NA) for n in ("cue", "part", "paragraph", "share", "start")},
                    "speaker_title": _fullest(
                        (first.get("speaker_title"), titles.get((article_id, first.get("speaker"))))
                    ),
                    "sure": bool(quoted),
                }
            )
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {"paragraph": "Int64", "start": "Int64", "share": "Float64"}
    )


def _first(quoted: Sequence[_Row]) -> _Row:
    """The piece with the first words of the base that the article has; of several such the fullest."""
    return min(quoted, key=lambda q: (min(q.witness.covers), not q.row["base"], -len(q.witness.covers)))


def _titles(mentions: pd.DataFrame | None) -> dict[tuple[str, Any], str]:
    """The fullest title that each article gives somebody, by name."""
    found: dict[tuple[str, Any], str] = {}
    if mentions is not None:
        titled = mentions[mentions["title"].notna()]
        for article_id, name, title in zip(titled["article_id"], titled["name"], titled["title"], strict=True):
            found[article_id, name] = _fullest((found.get((article_id, name)), title))
    return found


def _fullest(titles: Iterable[Any]) -> Any:
    """The longest of some titles, the first of two as long; none where none is given."""
    return max((t for t in titles if t is not None and not pd.isna(t)), key=len, default=pd.NA)


def _missing(quoted: Sequence[_Row], around: frozenset[str]) -> dict[str, Any]:
    """Words of the base that no stretch of the article has, and where they are missing."""
    base = quoted[0].witness.base
    covered = set().union(*(q.witness.covers for q in quoted))
    inside: set[int] = set()  # passed over between two words of one stretch
    for q in quoted:
        own = q.witness.covers
        passed = {j for run in q.witness.runs if _left_out(run) for j in range(run.base_start, run.base_end)}
        inside |= {j for j in passed if min(own) < j < max(own)} if own else set()
    runs = _runs([j for j in range(len(base.forms)) if j not in covered])
    places = ["start" if start <= min(covered) else "end" if end > max(covered) else "inside" for start, end in runs]
    left_out = [run for run in runs if set(range(*run)) <= inside]
    outside = [
        base.words(j, j + 1)
        for start, end in runs
        for j in range(start, end)
        if is_content(word := base.forms[j]) and word not in negations() and stem(word) in around
    ]
    return {
        "cut": " ".join(place for place in ("start", "inside", "end") if place in places) or pd.NA,
        "not_quoted": _joined(base.words(*run) for run in runs if run not in left_out),
        "left_out": _joined(base.words(*run) for run in left_out),
        "outside": ", ".join(dict.fromkeys(outside)) or pd.NA,
    }


def _left_out(run: Run) -> bool:
    return run.kind == "cut" and not run.declared


def _runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers in a row as `[start, end)`.

    >>> _runs([0, 1, 4])
    [(0, 2), (4, 5)]
    """
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _own_words(quoted: Sequence[_Row]) -> dict[str, Any]:
    """What the marks hold instead of, or beside, the base's words."""
    changed, gloss = [], []
    for q in quoted:
        for run in q.witness.runs:
            base: Base = q.witness.base
            if run.gloss:
                gloss.append(q.witness.own(run))
            elif run.kind == "changed":
                changed.append(f"{base.words(run.base_start, run.base_end)} → {q.witness.own(run)}")
            elif run.kind == "added" and not run.declared and not q.witness.outer(run):
                changed.append(f"+ {q.witness.own(run)}")
    return {"changed": _joined(changed), "gloss": _joined(gloss)}


def _joined(words: Iterable[str]) -> Any:
    return "; ".join(dict.fromkeys(words)) or pd.NA


class _Context:
    """The words of an article around its quotations."""

    def __init__(self, variants: pd.DataFrame, quotes: pd.DataFrame, sentences: pd.DataFrame) -> None:
        ids = set(variants["article_id"])
        self.sentences = _by_article(sentences[sentences["article_id"].isin(ids)])
        self.speech = _by_article(quotes[quotes["article_id"].isin(ids) & (quotes["kind"] == "speech")])

    def words(self, article_id: str, quoted: Iterable[Mapping[str, Any]]) -> frozenset[str]:
        """Stems of the sentences that hold some quotations, without what stands between marks."""
        spans = [(q.start, q.end) for q in self.speech.get(article_id, ())]
        parts = []
        for row in quoted:
            for sentence in self.sentences.get(article_id, ()):
                if sentence.start < row["end"] and row["start"] < sentence.end:
                    parts.append(_without(sentence, spans))
        return frozenset(stems(forms(" ".join(parts))))


def _without(sentence: Any, spans: Sequence[tuple[int, int]]) -> str:
    """The text of a sentence without some spans."""
    text, at = [], sentence.start
    for start, end in sorted(spans):
        if end > at and start < sentence.end:
            text.append(sentence.text[at - sentence.start : max(start, at) - sentence.start])
            at = max(at, end)
    return " ".join([*text, sentence.text[max(at, sentence.start) - sentence.start :]])


def _by_article(table: pd.DataFrame) -> dict[str, list[Any]]:
    return {str(key): list(own.itertuples()) for key, own in table.groupby("article_id", sort=False)}


class _Heads:
    """The words of headlines and decks."""

    def __init__(self, sentences: pd.DataFrame, story: Mapping[str, str]) -> None:
        heads = sentences[sentences["part"].isin(HEADS)]
        self.stems: dict[str, dict[str, str]] = {}
        for article_id, text in zip(heads["article_id"], heads["text"], strict=True):
            own = self.stems.setdefault(article_id, {})
            for word in WORD.findall(text):
                for key in stems(forms(word)):
                    own.setdefault(key, word)
        counts: dict[str, dict[str, int]] = {}
        n: dict[str, int] = {}
        for article_id, own in self.stems.items():
            of = counts.setdefault(story[article_id], {})
            n[story[article_id]] = n.get(story[article_id], 0) + 1
            for key in own:
                of[key] = of.get(key, 0) + 1
        self.story = story
        self.common = {
            name: {key for key, count in of.items() if count > STORY * n[name]} for name, of in counts.items()
        }

    def words(self, article_id: str, statement: frozenset[str]) -> Any:
        """The words that an article's headlines share with a statement, if they tell this one from others."""
        own = self.stems.get(article_id, {})
        shared = {key: word for key, word in own.items() if key in statement}
        if len(shared) < SHARED or not set(shared) - self.common[self.story[article_id]]:
            return pd.NA
        return ", ".join(dict.fromkeys(shared.values()))
