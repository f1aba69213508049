"""One entry of the ledger before it is a row."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from analysis import schema
from analysis.comparison.ledger.article import Sentence, Span

PARTS = schema.HEADS


@dataclass(frozen=True)
class Entry:
    """A headline, the sentence beside it, and what differs; of a larger `likeness` it is the better match."""

    head: Sentence
    kind: str
    other: Sentence
    differs: tuple[Span, ...]
    why: str
    likeness: float = 0.0
    proposition: str | None = None

    def as_row(self) -> dict[str, Any]:
        head, other = self.head.row, self.other.row
        return {
            "article_id": head.article_id,
            "sentence_id": head.sentence_id,
            "start": head.start,
            "end": head.end,
            "text": head.text,
            "part": head.part,
            "kind": self.kind,
            "proposition": self.proposition,
            "other_start": other.start,
            "other_end": other.end,
            "other_text": other.text,
            "differs": " ".join(f"{start}:{end}" for start, end in sorted(set(self.differs))),
            "why": self.why,
        }


def lost_attribution(head: Sentence, other: Sentence, quote: Any, differs: Collection[Span] = (), **more: Any) -> Entry:
    """The headline says flat what the sentence hands to a speaker."""
    own = head.row
    words = " … ".join(
        own.text[a - own.start : b - own.start] for a, b in sorted(differs) if own.start <= a < b <= own.end
    )
    differs = [*differs, (int(quote.cue_start), int(quote.cue_end))]
    who = (quote.speaker if quote.named else None) or quote.speaker_mention
    if quote.mention_start is not None:
        differs.append((int(quote.mention_start), int(quote.mention_end)))
    whom = f" of {who}" if who else ""
    said = f"“{words}”" if words else "it"
    why = f"The {PARTS[own.part]} says {said} in its own voice; the body gives it as the word{whom} (“{quote.cue}”)."
    return Entry(head, "attribution lost", other, tuple(differs), why, **more)


def lost_hedge(head: Sentence, other: Sentence, cue: Any, **more: Any) -> Entry:
    """The headline says flat what the sentence hedges."""
    why = f"The {PARTS[head.row.part]} says without reserve what the body qualifies with “{cue.text}”."
    return Entry(head, "hedge lost", other, ((cue.start, cue.end),), why, **more)
