"""Entries that shared words give: the body sentence that says what the headline says, and what it has that the headline
lacks. They need no proposition, and abstain where no sentence of the body has most of the headline's words."""

from collections.abc import Iterator
from typing import Any

from analysis.comparison.ledger.article import Article, Sentence, within
from analysis.comparison.ledger.entry import PARTS, Entry, lost_attribution, lost_hedge
from analysis.comparison.readings import forms, is_content
from analysis.spans import overlap
from analysis.words import even

SAME = 0.5
"""Share of the headline's weight that the words told or hedged in a sentence must have to be its match."""
RIVAL = 0.8
"""Part of that share at which a sentence may say the same in the outlet's own words, or unhedged: nothing is lost."""
FEWEST_WORDS = 3
"""Content words that a match shares with the headline, at the least."""


def find(article: Article, head: Sentence) -> Iterator[Entry]:
    """The entries of one headline, other headline or deck."""
    if len(head.kinds) < FEWEST_WORDS:
        return
    if "?" in head.row.text:
        yield from _questions(article, head)
    if article.is_flat(head):
        yield from _attributions(article, head)
        yield from _hedges(article, head)
        yield from _marks(article, head)


def _attributions(article: Article, head: Sentence) -> Iterator[Entry]:
    found = []
    for number, quotes in article.told_in.items():
        sentence = article.body[number]
        for quote in quotes if _alike(article, head, sentence) else ():
            if _names(head, quote):
                continue
            told = within(sentence.stems, quote.start, quote.end)
            if len(told & head.kinds) >= FEWEST_WORDS and (share := article.share(head, told)) >= SAME:
                found.append(lost_attribution(head, sentence, quote, likeness=share))
    best = max(found, key=lambda e: e.likeness, default=None)
    if best and _own_words(article, head) < RIVAL * best.likeness:
        yield best


def _own_words(article: Article, head: Sentence) -> float:
    """The largest share of a headline's weight that a sentence of the body has in the outlet's own words."""
    shares = [0.0]
    for sentence in article.body:
        own = {
            s.stem
            for s in sentence.stems
            if not any(q.start <= s.start and s.end <= q.end for q in article.quotes if q.kind != "title")
        }
        shares.append(article.share(head, own))
    return max(shares)


def _hedges(article: Article, head: Sentence) -> Iterator[Entry]:
    found, unhedged = [], []
    for sentence in article.body:
        hedged = [(_hedged(article, head, sentence, cue), cue) for cue in article.reserve(sentence)]
        share, cue = max(hedged, key=lambda h: h[0], default=(0.0, None))
        if share >= SAME:
            found.append(lost_hedge(head, sentence, cue, likeness=share))
        else:
            unhedged.append(sentence)
    best = max(found, key=lambda e: e.likeness, default=None)
    if best and all(article.share(head, s.kinds) < RIVAL * best.likeness for s in unhedged):
        yield best  # else the body says it without reserve, too


def _hedged(article: Article, head: Sentence, sentence: Sentence, cue: Any) -> float:
    """The share of a headline's weight that stands under a cue."""
    if cue.qualifies_start is None:
        return 0.0
    under = within(sentence.stems, int(cue.qualifies_start), int(cue.qualifies_end))
    return article.share(head, under) if len(under & head.kinds) >= FEWEST_WORDS else 0.0


def _marks(article: Article, head: Sentence) -> Iterator[Entry]:
    """Words that the body has between marks and nowhere else, and the headline without marks."""
    words = forms(head.row.text)
    for quote in article.quotes:
        if quote.kind not in ("speech", "scare") or quote.form != "fragment":
            continue
        quoted = forms(quote.text)
        content = [w for w in quoted if is_content(w)]
        if not content or len(quoted) > 8 or not _run(quoted, words):
            continue
        if len(content) < 2 and (quote.kind != "scare" or len(quoted) > 1):
            continue
        sentence = next((s for s in article.body if s.holds(quote.start, quote.end)), None)
        if sentence is None or _elsewhere(article, quoted):
            continue
        place = even(head.row.text).lower().find(even(quote.text).lower().strip(" .,"))
        differs = [(quote.start, quote.end)]
        if place >= 0:
            at = head.row.start + place
            differs.append((at, at + len(quote.text.strip(" .,"))))
        why = (
            f"The {PARTS[head.row.part]} uses as its own the words “{quote.text.strip(' .,')}”, "
            "which the body has only between quotation marks."
        )
        yield Entry(head, "quotation marks lost", sentence, tuple(differs), why, likeness=len(content))
        return


def _run(words: tuple[str, ...], text: tuple[str, ...]) -> bool:
    """Do some words stand in a text in a row?"""
    return any(text[i : i + len(words)] == words for i in range(len(text) - len(words) + 1))


def _elsewhere(article: Article, words: tuple[str, ...]) -> bool:
    """Does the body have some words outside of marks?"""
    for sentence in article.body:
        text = list(even(sentence.row.text))
        for quote in article.quotes:
            if quote.kind in ("speech", "scare") and overlap(*sentence.span, quote.start, quote.end):
                start, end = max(quote.start, sentence.row.start), min(quote.end, sentence.row.end)
                text[start - sentence.row.start : end - sentence.row.start] = ["|"] * (end - start)
        if _run(words, forms("".join(text))):
            return True
    return False


def _questions(article: Article, head: Sentence) -> Iterator[Entry]:
    """A question, where every sentence that takes it up is itself hedged or a question."""
    near = [(article.share(head, s.kinds), s) for s in article.body if len(s.kinds & head.kinds) >= FEWEST_WORDS]
    share, nearest = max(near, key=lambda n: n[0], default=(0.0, None))
    places = {id(s): _open(article, head, s) for of_it, s in near if of_it >= RIVAL * share}
    if share >= SAME and nearest and all(places.values()):
        why = f"The {PARTS[head.row.part]} asks; the sentences of the body that have its words leave it open."
        yield Entry(head, "question not answered", nearest, (places[id(nearest)][0],), why, likeness=share)


def _open(article: Article, head: Sentence, sentence: Sentence) -> list[tuple[int, int]]:
    """The places by which a sentence leaves open what a headline asks."""
    places = [(c.start, c.end) for c in article.reserve(sentence) if _hedged(article, head, sentence, c) >= SAME]
    if sentence.row.text.rstrip("”\"’' ").endswith("?"):
        places.append((sentence.row.end - 1, sentence.row.end))
    return places


def _alike(article: Article, head: Sentence, sentence: Sentence) -> bool:
    return len(sentence.kinds & head.kinds) >= FEWEST_WORDS and article.share(head, sentence.kinds) >= SAME


def _names(head: Sentence, quote: Any) -> bool:
    """Is the speaker in the headline? Then it tells what he or she does, and the body how he or she said so."""
    named = {w for name in (quote.speaker, quote.speaker_mention) if isinstance(name, str) for w in forms(name)}
    return bool(named & set(forms(head.row.text)) - {w for w in named if not is_content(w)})
