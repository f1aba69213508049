"""Silence: a speaker whom one outlet quotes at length, and whom another names without a quotation."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import schema
from analysis.comparison.findings.contrast import Contrast, Outlets, Passage
from analysis.comparison.sources import DIFFERENT, SAME, Source, compare, source
from analysis.words import count_words

SPEAKERS, WORDS = 20, 25
"""It is looked for in so many of the most quoted speakers, quoted with at least so many words in one article."""
NOBODY = ("institution", "media", "anonymous", "witness", "citizen", "family")
"""Types of source that, where they are not named, are not a much-quoted speaker under another description. A document
may be: a letter has an author."""
NEEDED = ("article_id", "start", "end", "text", "kind", "speaker", "speaker_type", "named")
"""Columns that are read of quotations."""
SHOWN = 3
"""Passages of either side."""


def find(quotes: pd.DataFrame, sentences: pd.DataFrame, variants: pd.DataFrame, outlets: Outlets) -> Iterator[Contrast]:
    """One contrast for each much-quoted speaker whom an outlet of the same story names and does not quote.

    An article with a quotation of a source that may be the same person under a description is not counted as silent,
    nor one that has words which another article puts down to that speaker.
    """
    speech: dict[str, dict[tuple[str, Source], list[Any]]] = {}  # story -> article and source -> quotations
    indirect: dict[str, set[Source]] = {}
    for q in schema.rows(quotes, NEEDED, missing=None):
        if q.kind not in ("speech", "indirect") or q.speaker is None:
            continue
        who = source(str(q.speaker), bool(q.named), None)
        if not q.named and str(q.speaker_type) in NOBODY:
            continue
        if q.kind == "speech":
            speech.setdefault(outlets.story[q.article_id], {}).setdefault((q.article_id, who), []).append(q)
        elif q.named:
            indirect.setdefault(q.article_id, set()).add(who)
    speakers = _most_quoted(speech)
    if not speakers:
        return
    stories = {story for story, *_ in speakers}
    near = {a for a, story in outlets.story.items() if story in stories}
    shared: dict[int, tuple[set[str], set[Source]]] = {}
    for number, article_id, speaker in schema.rows(
        _of(near, variants, outlets), ["cluster_id", "article_id", "speaker"]
    ):
        ids, sources = shared.setdefault(number, (set(), set()))
        ids.add(article_id)
        if not pd.isna(speaker):
            sources.add(source(str(speaker), True, None))
    places: dict[str, list[Any]] = {}
    for s in schema.rows(_of(near, sentences, outlets), ["article_id", "start", "end", "text"]):
        places.setdefault(outlets.story[s.article_id], []).append(s)
    full_names = [str(speech[story][article_id, who][0].speaker) for story, article_id, who, _ in speakers]
    names = _names(full_names, [who for _, _, who, _ in speakers], sentences["text"])
    for (story, _, who, most), full, name in zip(speakers, full_names, names, strict=True):
        quoting = [a for a, other in speech[story] if compare(who, other) == SAME]
        maybe = {a for a, other in speech[story] if compare(who, other) != DIFFERENT} | _carry(who, shared.values())
        naming = [
            p
            for p in _naming(name, places.get(story, ()))
            if p.article_id not in maybe and outlets.key[p.article_id] not in outlets.keys(quoting)
        ]
        if not naming:
            continue
        naming = list({p.article_id: p for p in reversed(naming)}.values())[::-1]  # the first of each article
        longest = [
            max((q for q in quotations), key=lambda q: q.end - q.start)
            for (_, other), quotations in speech[story].items()
            if compare(who, other) == SAME
        ]
        reported = [
            p.article_id for p in naming if any(compare(who, s) == SAME for s in indirect.get(p.article_id, ()))
        ]
        indirectly = f" ({outlets.names(reported, 'report')} words indirectly)" if reported else ""
        sentence = (
            f"{outlets.names(quoting, 'quote')} {full} (up to {most} words in an article); "
            f"{outlets.names((p.article_id for p in naming), 'name')} {name}, "
            f"and no quotation was found there{indirectly}."
        )
        passages = [Passage(q.article_id, q.start, q.end, said="quoted") for q in longest[:SHOWN]]
        title = f"{full}: quoted here, only named there"
        spoken_of = frozenset([*quoting, *(p.article_id for p in naming)])
        weight = 70 + min(most, 900) / 100
        yield Contrast("silence", title, sentence, [*passages, *naming[:SHOWN]], weight, beside=spoken_of)


def _of(some: set[str], table: pd.DataFrame, outlets: Outlets) -> pd.DataFrame:
    """The rows of some articles; in a story by itself these are all, and nothing has to be looked for."""
    return table if len(some) == len(outlets.story) else table[table["article_id"].isin(some)]


def _most_quoted(
    speech: Mapping[str, Mapping[tuple[str, Source], Sequence[Any]]],
) -> list[tuple[str, str, Source, int]]:
    """The speakers who are quoted most in one article: story, article, source, words; each once a story."""
    n_words = {
        (story, article_id, who): sum(count_words(q.text) for q in quotations)
        for story, of_story in speech.items()
        for (article_id, who), quotations in of_story.items()
        if who.name
    }
    found: list[tuple[str, str, Source, int]] = []
    for (story, article_id, who), words in sorted(n_words.items(), key=lambda of: -of[1]):
        if words < WORDS or len(found) == SPEAKERS:
            break
        if not any(story == s and compare(who, other) == SAME for s, _, other, _ in found):
            found.append((story, article_id, who, words))
    return found


def _carry(who: Source, shared: Iterable[tuple[set[str], set[Source]]]) -> set[str]:
    """Articles that have a shared quotation which any article puts down to a speaker."""
    return {a for ids, sources in shared if any(compare(who, s) == SAME for s in sources) for a in ids}


def _names(full: Sequence[str], who: Sequence[Source], texts: pd.Series) -> list[str]:
    """What to look for: the surname of a person; the whole name where its last word is also a common word."""
    last = []
    for name, of in zip(full, who, strict=True):
        words = name.replace(",", "").split()
        last.append(next((w for w in reversed(words) if w.lower().rstrip(".") == of.name[-1]), name))
    small = sorted({re.escape(word.lower()) for word in last})
    found = texts[texts.str.contains("|".join(small), regex=True)].tolist() if small else []
    common = {word for word in set(last) if _is_word(word.lower(), found)}
    return [name if word in common else word for name, word in zip(full, last, strict=True)]


def _is_word(word: str, texts: Sequence[str]) -> bool:
    pattern = re.compile(rf"\b{re.escape(word)}\b")
    return any(word in text and pattern.search(text) for text in texts)


def _naming(name: str, sentences: Iterable[Any]) -> Iterator[Passage]:
    """The sentences that name a speaker."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for s in sentences:
        if name in s.text and (
            places := tuple((s.start + m.start(), s.start + m.end()) for m in pattern.finditer(s.text))
        ):
            yield Passage(s.article_id, s.start, s.end, places, "named")
