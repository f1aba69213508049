"""Silence: a speaker whom one outlet quotes at length, and whom another names without a quotation."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from analysis.comparison.findings.contrast import Contrast, Outlets, Passage
from analysis.comparison.sources import DIFFERENT, SAME, Source, compare, source
from analysis.words import count_words

SPEAKERS, WORDS = 20, 25
"""It is looked for in so many of the most quoted speakers, quoted with at least so many words in one article."""
NOBODY = ("institution", "media", "anonymous", "witness", "citizen", "family")
"""Types of source that, where they are not named, are not a much-quoted speaker under another description. A document
may be: a letter has an author."""
SHOWN = 3
"""Passages of either side."""


def find(quotes: pd.DataFrame, sentences: pd.DataFrame, variants: pd.DataFrame, outlets: Outlets) -> Iterator[Contrast]:
    """One contrast for each much-quoted speaker whom an outlet of the same story names and does not quote.

    An article with a quotation of a source that may be the same person under a description is not counted as silent,
    nor one that has words which another article puts down to that speaker.
    """
    speech: dict[str, dict[tuple[str, Source], list[Any]]] = {}  # story -> article and source -> quotations
    indirect: dict[str, set[Source]] = {}
    for q in quotes[quotes["kind"].isin(["speech", "indirect"]) & quotes["speaker"].notna()].itertuples():
        who = source(str(q.speaker), bool(q.named), None)
        if not q.named and str(q.speaker_type) in NOBODY:
            continue
        if q.kind == "speech":
            speech.setdefault(outlets.story[q.article_id], {}).setdefault((q.article_id, who), []).append(q)
        elif q.named:
            indirect.setdefault(q.article_id, set()).add(who)
    shared: dict[int, tuple[set[str], set[Source]]] = {}
    for number, article_id, speaker in zip(
        variants["cluster_id"], variants["article_id"], variants["speaker"], strict=True
    ):
        ids, sources = shared.setdefault(number, (set(), set()))
        ids.add(article_id)
        if not pd.isna(speaker):
            sources.add(source(str(speaker), True, None))
    n_words = {
        (story, article_id, who): sum(count_words(q.text) for q in quotations)
        for story, of_story in speech.items()
        for (article_id, who), quotations in of_story.items()
        if who.name
    }
    everything = "\n".join(sentences["text"])
    done: set[tuple[str, Source]] = set()
    for story, article_id, who in sorted(n_words, key=lambda key: -n_words[key]):
        most = n_words[story, article_id, who]
        if most < WORDS or len(done) == SPEAKERS:
            return
        if any(story == s and compare(who, other) == SAME for s, other in done):
            continue
        done.add((story, who))
        full = str(speech[story][article_id, who][0].speaker)
        quoting = [a for a, other in speech[story] if compare(who, other) == SAME]
        maybe = {a for a, other in speech[story] if compare(who, other) != DIFFERENT} | _carry(who, shared.values())
        name = _name(full, who, everything)
        naming = [
            p
            for p in _naming(name, sentences)
            if outlets.story[p.article_id] == story
            and p.article_id not in maybe
            and outlets.key[p.article_id] not in outlets.keys(quoting)
        ]
        if not naming:
            continue
        naming = list({p.article_id: p for p in reversed(naming)}.values())[::-1]  # the first of each article
        longest = [
            max((q for q in quotations), key=lambda q: q.end - q.start)
            for (_, other), quotations in speech[story].items()
            if compare(who, other) == SAME
        ]
        told = [p.article_id for p in naming if any(compare(who, s) == SAME for s in indirect.get(p.article_id, ()))]
        indirectly = f" ({outlets.names(told, 'report')} words indirectly)" if told else ""
        sentence = (
            f"{outlets.names(quoting, 'quote')} {full} (up to {most} words in an article); "
            f"{outlets.names((p.article_id for p in naming), 'name')} {name}, "
            f"and no quotation was found there{indirectly}."
        )
        passages = [Passage(q.article_id, q.start, q.end) for q in longest[:SHOWN]]
        yield Contrast("silence", sentence, [*passages, *naming[:SHOWN]], 70 + min(most, 900) / 100)


def _carry(who: Source, shared: Iterable[tuple[set[str], set[Source]]]) -> set[str]:
    """Articles that have a shared quotation which any article puts down to a speaker."""
    return {a for ids, sources in shared if any(compare(who, s) == SAME for s in sources) for a in ids}


def _name(full: str, who: Source, everything: str) -> str:
    """What to look for: the surname of a person; the whole name where its last word is also a common word."""
    words = full.replace(",", "").split()
    last = next((w for w in reversed(words) if w.lower().rstrip(".") == who.name[-1]), full)
    return full if re.search(rf"\b{re.escape(last.lower())}\b", everything) else last


def _naming(name: str, sentences: pd.DataFrame) -> Iterator[Passage]:
    """The sentences that name a speaker."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for s in sentences[sentences["text"].str.contains(name, regex=False)].itertuples():
        if places := tuple((s.start + m.start(), s.start + m.end()) for m in pattern.finditer(s.text)):
            yield Passage(s.article_id, s.start, s.end, places)
