"""Entries that the study's propositions give: how headline, deck and body stand to the same claim."""

from collections.abc import Iterator
from typing import Any

from analysis.comparison.ledger.article import Article, Sentence
from analysis.comparison.ledger.entry import PARTS, Entry, lost_attribution
from analysis.spans import offsets, overlap

OPPOSITE = {"for": "against", "against": "for"}
SIDE = {"for": "speaks for", "against": "speaks against"}
LEAD = 2
"""Sentences of the body that count as its lead; they must stand in its first paragraph."""


def find(article: Article, head: Sentence) -> Iterator[Entry]:
    """The entries of one headline, other headline or deck, proposition by proposition."""
    own = [c for c in article.claims if c.start == head.row.start and c.stance != "unrelated"]
    if not own:
        return
    for claim in own:
        body = [c for c in article.claims if c.part == "body" and c.proposition == claim.proposition]
        flat = article.is_flat(head) and claim.stance in OPPOSITE and _own_voice(article, claim)
        if flat:
            yield from _attributions(article, head, claim, body)
        yield from _lead(article, head, claim, body, flat)
        if head.row.part == "deck":
            yield from _deck(article, head, claim)
    if "?" in head.row.text:
        yield from _question(article, head, own)


def _attributions(article: Article, head: Sentence, claim: Any, body: list[Any]) -> Iterator[Entry]:
    """Every sentence of the body that takes the headline's side does so in a speaker's words."""
    found = []
    for c in body:
        if c.stance != claim.stance:
            continue
        quote, sentence = _teller(article, c), _sentence(article, c)
        if quote is None:
            if c.by == "narrator" and not _held(article, c) and not article.reserve(sentence):
                return  # the outlet says it itself, and without reserve
            continue
        share = article.share(head, sentence.kinds)
        more = {"differs": _places(claim), "likeness": share, "proposition": claim.proposition}
        found.append(lost_attribution(head, sentence, quote, **more))
    if found:
        yield max(found, key=lambda e: e.likeness)


def _lead(article: Article, head: Sentence, claim: Any, body: list[Any], flat: bool) -> Iterator[Entry]:
    """The first sentences say in the outlet's voice the opposite, or put a hedge before what the headline asserts.

    Before words of that very proposition: a hedge on what the headline only names takes nothing from what it says.
    """
    first = article.body[0].row
    lead = [s for s in article.body[:LEAD] if s.row.paragraph == first.paragraph]
    for c in body:
        sentence = next((s for s in lead if s.row.start == c.start), None)
        if sentence is None:
            continue
        if OPPOSITE.get(claim.stance) == c.stance and _own_voice(article, claim) and _own_voice(article, c):
            why = f"The {PARTS[head.row.part]} {SIDE[claim.stance]} what the first sentences {SIDE[c.stance]}."
            differs = (*_places(claim), *_places(c))
            yield Entry(head, "headline against lead", sentence, differs, why, 1.0, claim.proposition)
        for cue in article.reserve(sentence) if flat else ():
            if cue.qualifies_start is None or cue.voice != "narrator":
                continue
            if any(overlap(int(cue.qualifies_start), int(cue.qualifies_end), *p) for p in _places(c)):
                part = PARTS[head.row.part]
                why = f"The {part} has no reserve; the first sentences put “{cue.text}” before what it says."
                differs = ((cue.start, cue.end), *_places(claim))
                yield Entry(head, "headline against lead", sentence, differs, why, 0.5, claim.proposition)
                break


def _deck(article: Article, deck: Sentence, claim: Any) -> Iterator[Entry]:
    """The deck says in the outlet's own voice the opposite of the headline."""
    if not _own_voice(article, claim):
        return
    for head in article.heads:
        if head.row.part != "headline":
            continue
        for c in article.claims:
            if c.start != head.row.start or c.proposition != claim.proposition:
                continue
            if OPPOSITE.get(claim.stance) == c.stance:
                told = ", as somebody’s word," if c.by == "attributed" else ""
                why = f"The {PARTS[deck.row.part]} {SIDE[claim.stance]} what the headline{told} {SIDE[c.stance]}."
                differs = (*_places(claim), *_places(c))
                yield Entry(deck, "deck contradicts headline", head, differs, why, 1.0, claim.proposition)


def _question(article: Article, head: Sentence, own: list[Any]) -> Iterator[Entry]:
    """No sentence of the body takes a side on what the headline asks."""
    for claim in own:
        body = [c for c in article.claims if c.part == "body" and c.proposition == claim.proposition]
        if claim.stance in OPPOSITE or not body or any(c.stance in OPPOSITE for c in body):
            continue
        nearest = max((_sentence(article, c) for c in body), key=lambda s: article.share(head, s.kinds))
        why = f"The {PARTS[head.row.part]} asks; no sentence of the body was read as a yes or a no."
        places = tuple(p for c in body if c.start == nearest.row.start for p in _places(c))
        yield Entry(head, "question not answered", nearest, places, why, 1.0, claim.proposition)


def _own_voice(article: Article, claim: Any) -> bool:
    """Does the outlet say it itself? A verb that is none of saying (*begin leaving*) makes nobody answer for it."""
    if claim.by == "narrator":
        return True
    return _held(article, claim) == {"indirect"} and _teller(article, claim) is None


def _teller(article: Article, claim: Any) -> Any | None:
    """The quotation or indirect statement with the words that decided."""
    told = [q for a, b in _places(claim) if (q := article.teller(a, b)) is not None]
    return max(told, key=lambda q: q.end - q.start, default=None)


def _held(article: Article, claim: Any) -> set[str]:
    """The kinds of quotation that hold words that decided, whatever verb brings them in."""
    return {q.kind for q in article.quotes for a, b in _places(claim) if q.start <= a and b <= q.end}


def _places(claim: Any) -> list[tuple[int, int]]:
    return offsets(claim.deciding_spans)


def _sentence(article: Article, claim: Any) -> Sentence:
    return next(s for s in article.body if s.row.start == claim.start)
