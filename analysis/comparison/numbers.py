"""The numbers ledger: figures and dates that articles give for the same thing, those that differ first."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.lexicon import load
from analysis.words import WORD, even

RELATIONS = ("different", "rounded", "other hedge", "same")
"""How the figures of one thing stand to each other, those first that a reader will want to check."""
NEAR = 0.1
"""Two figures of which one is hedged are the same, rounded, up to this share of the larger one."""
FACTOR = {"count": 3.0, "money": 1.5, "percent": 1.5}
"""Figures further apart than this are taken to be of different things: an attack's dead and a war's."""
ALIKE = 0.34
"""The share of the words around the figure with fewer of them that both must have."""
SHARED, SHARED_GENERIC = 1, 2
"""How many words around two figures must be the same, at least; people, money and shares say less, and need more."""
WITHIN = 2
"""How many more where one article gives two values: its writer will mostly mean two things."""
AROUND = 8
"""How many words on each side of a figure say what it is about."""
_OF = re.compile(r" of (?:[\w'-]+ ){0,5}")
"""What stands between a part and its whole."""
COLUMNS = [
    "group", "relation", "kind", "about", "article_id", "outlet_key", "sentence_id", "start", "end", "said", "value",
    "high", "date", "hedge", "source", "part", "paragraph",
]  # fmt: skip


def ledger(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Put figures and dates side by side that are given for the same thing, in several articles or twice in one.

    Figures are held together when the same thing is counted (*troops* for *soldiers*), for the same owner, and enough
    of the words around each of them are the same. Two figures of one sentence are of two things, and so are figures
    far apart (see `FACTOR`); two that differ in one article need more words in common than two of two articles. Of a
    part and its whole (*four of the eleven libraries*) only the one that is nearer to a figure can be of its thing.

    Args:
        tables: `numbers`, `articles`, `sentences`, `quotes`.

    Returns: one row a figure in its group. `relation`: `different` (the figures differ), `rounded` (they differ by less
        than a tenth and one is hedged, or one is only *hundreds*), `other hedge` (*5,000*, *more than 5,000*), `same`.
        `said`: the figure with its hedge; `source`: whose words it stands in, missing where it is the article's own.
        Groups with differences first, then in the order of the texts.

    Note: That two figures differ does not say that one is wrong: they may be of other days, places or lots.
    """
    numbers = tables["numbers"]
    if not len(numbers):
        return pd.DataFrame(columns=COLUMNS)
    rows = _described(numbers, tables)
    groups = []
    for _, own in rows.groupby(["story", "kind", "name", "owner", "form"], sort=False, dropna=False):
        if len(own) > 1:
            groups.extend(_linked(own))
    made = []
    for own in groups:
        relation = _relation(own)
        about = own["about"].value_counts(sort=True).index[0]
        made.append((RELATIONS.index(relation), own.index.min(), own.assign(relation=relation, about=about)))
    made.sort(key=lambda group: group[:2])
    if not made:
        return pd.DataFrame(columns=COLUMNS)
    joined = pd.concat([own.assign(group=n) for n, (_, _, own) in enumerate(made)], ignore_index=True)
    return joined[COLUMNS]


def _described(numbers: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The numbers with outlet, story, source, what they are about in words, and the words around them."""
    articles = tables["articles"].set_index("article_id")
    sentences = tables["sentences"].set_index(["article_id", "sentence_id"])["text"].to_dict()
    starts = tables["sentences"].set_index(["article_id", "sentence_id"])["start"].to_dict()
    spoken = numbers["kind"].eq("date") & numbers["name"].str.split().str[-1].isin(_words("speaking"))
    own = numbers[~spoken].reset_index(drop=True)
    quotes = tables["quotes"].set_index(["article_id", "quote_id"])["speaker"].to_dict()
    texts = articles["text"].to_dict()
    context, said, sources = [], [], []
    for row in own.itertuples():
        sentence = sentences.get((row.article_id, row.sentence_id), "")
        at = int(row.start) - starts.get((row.article_id, row.sentence_id), int(row.start))
        thing = "" if pd.isna(row.thing) else str(row.thing)
        context.append(frozenset(_content(sentence, at, str(row.name), thing)))
        said.append(_said(texts[row.article_id], row.start, row.end, row.hedge))
        sources.append(pd.NA if pd.isna(row.quote_id) else quotes.get((row.article_id, row.quote_id), pd.NA))
    about = own["thing"].fillna(own["name"])
    form = own["date"].str.replace(r"^.*\d.*$", "day", regex=True).where(own["date"].str.contains(r"\d"), "weekday")
    return own.assign(
        outlet_key=own["article_id"].map(articles["outlet_key"]),
        story=own["article_id"].map(articles["story"]).fillna(""),
        form=form.where(own["kind"] == "date", "").fillna(""),
        context=context,
        said=said,
        source=pd.array(sources, dtype="string"),
        about=about,
        beside=_beside(own, texts),
    )


def _beside(numbers: pd.DataFrame, texts: dict[str, str]) -> list[float]:
    """Of a part the value of its whole, and of the whole that of its part: *four of the city's eleven libraries*."""
    found = [float("nan")] * len(numbers)
    rows = list(numbers[["article_id", "sentence_id", "name", "start", "end", "value"]].itertuples(index=False))
    for n, (part, whole) in enumerate(pairwise(rows)):
        if part[:3] == whole[:3] and _OF.fullmatch(even(texts[part.article_id][part.end : whole.start])):
            found[n], found[n + 1] = whole.value, part.value
    return found


def _said(text: str, start: int, end: int, hedge: object) -> str:
    """The figure with the hedge as it stands before it: *more than 5,000*."""
    figure = text[start:end]
    if pd.isna(hedge) or hedge == "vague":
        return figure
    before = even(text[max(0, start - 16) : start])
    words = [w for category in _hedges() for w in _words(category) if before.lower().rstrip().endswith(w)]
    longest = max(words, key=len, default="")
    at = start - (len(before) - before.lower().rindex(longest)) if longest else start
    return text[at:end]


def _content(sentence: str, at: int, name: str, thing: str) -> Iterator[str]:
    """Stems of the words around a figure, without those of the thing itself, small words and verbs of speech."""
    own = {_stem(word) for word in WORD.findall(f"{name} {thing}")}
    words = list(WORD.finditer(sentence))
    here = next((n for n, match in enumerate(words) if match.end() > at), len(words))
    for match in words[max(0, here - AROUND) : here + AROUND + 1]:
        word = match.group()
        if (len(word) > 3 or word[0].isupper()) and not any(c.isdigit() for c in word):
            stem = _stem(word)
            if stem not in own and stem not in _light():
                yield stem


def _stem(word: str) -> str:
    lower = even(word).lower().removesuffix("'s").replace(".", "")
    return lower[:-1] if lower.endswith("s") and len(lower) > 3 else lower


def _linked(own: pd.DataFrame) -> list[pd.DataFrame]:
    """Groups of rows each of which is like every other of its group; rows like no other are left out."""
    generic = own["kind"].iloc[0] in ("money", "percent") or own["name"].iloc[0] in _words("generic")
    rows = own.to_dict("records")
    groups: list[list[int]] = []
    for n, row in enumerate(rows):
        home = next((g for g in groups if all(_same_thing(row, rows[m], generic) for m in g)), None)
        if home is None:
            groups.append([n])
        else:
            home.append(n)
    return [own.iloc[group] for group in groups if len(group) > 1]


def _same_thing(a: dict[str, Any], b: dict[str, Any], generic: bool) -> bool:
    if (a["article_id"], a["sentence_id"]) == (b["article_id"], b["sentence_id"]):
        return False
    shared, fewer = len(a["context"] & b["context"]), min(len(a["context"]), len(b["context"]))
    differ = any(str(a[key]) != str(b[key]) for key in ("value", "high", "date"))
    needed = SHARED_GENERIC if generic else SHARED
    if differ and a["article_id"] == b["article_id"]:
        needed += WITHIN
    if shared < needed or shared < ALIKE * fewer:
        return False
    if pd.isna(a["value"]) or pd.isna(b["value"]):
        return True
    apart = abs(a["value"] - b["value"])
    if abs(a["beside"] - b["value"]) < apart or abs(b["beside"] - a["value"]) < apart:
        return False
    low, high = sorted((a["value"], b["value"]))
    return bool(high <= FACTOR[a["kind"]] * low)


def _relation(own: pd.DataFrame) -> str:
    """The widest difference within a group."""
    if own["kind"].iloc[0] == "date":
        return "different" if own["date"].str[-5:].nunique() > 1 else "same"
    values = own[["value", "high"]].drop_duplicates()
    known = own["value"].dropna()
    if len(values) > 1:
        hedged = own["hedge"].notna().any()
        close = known.empty or known.max() - known.min() <= NEAR * known.max()
        return "rounded" if hedged and close and own["high"].isna().all() else "different"
    return "other hedge" if own["hedge"].fillna("").nunique() > 1 else "same"


@cache
def _words(category: str) -> frozenset[str]:
    return frozenset(load("numbers").words(category))


@cache
def _hedges() -> tuple[str, ...]:
    return tuple(name for name, about in load("numbers").categories.items() if about.get("says"))


@cache
def _light() -> frozenset[str]:
    """Small words and verbs of speech, which any two sentences share."""
    return frozenset(e.match for e in load("function_words").entries) | _words("speaking")
