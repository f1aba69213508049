"""What can be disputed: for each signal its table of spans, and the column that tells hits at one place apart."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Signal:
    """The table of a signal's hits, and the columns that say what each is taken for."""

    table: str
    category: str
    also: str | None = None

    @property
    def columns(self) -> list[str]:
        return [self.category, *([self.also] if self.also else [])]


SIGNALS = {
    "quotes": Signal("quotes", "kind"),
    "hedges": Signal("cues", "category"),
    "stance": Signal("claims", "proposition", "stance"),
    "naming": Signal("mentions", "actor"),
    "agency": Signal("agency", "category", "form"),
    "numbers": Signal("numbers", "kind"),
    "causes": Signal("causes", "category"),
    "demands": Signal("demands", "category"),
    "frames": Signal("frames", "frame"),
}


def about(signal: str) -> Signal:
    """Where the hits of a signal are: one that `SIGNALS` has not is a word list, whose hits are rows of `cues`.

    >>> about("quotes").table, about("urgency").table
    ('quotes', 'cues')
    """
    return SIGNALS.get(signal, SIGNALS["hedges"])
