"""Furniture: is a line, by its wording alone, something that is not the story?

The patterns stand in `data/lexicons/furniture.yaml`; here they are only made ready.
"""

import re
from functools import cache
from typing import NamedTuple

from analysis.lexicon import Entry, Lexicon, load

LONGEST = 150
"""Characters of the longest line that may be furniture, but for the categories marked `long`."""
SPECIAL = ("before_credit", "metadata")
"""Values of `where` whose patterns label no line by themselves."""
_EDGES = " \t|·•»›«‹►▸▶→←↑↓*#>[]_~<=-\u200b\ufeff"
_MARKS = _EDGES + ".:!?,;()…\"'"


class Kind(NamedTuple):
    """What a line is by its wording: a label, and what that means for the lines around it."""

    category: str
    label: str
    opens: bool
    ends: bool
    head: bool
    stop: bool
    layer: str | None
    where: str | None


class Furniture:
    """The furniture lexicon, made ready to be asked about lines."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._kinds = {
            name: Kind(
                name,
                str(about["label"]),
                bool(about.get("opens")),
                bool(about.get("ends")),
                bool(about.get("head")),
                about.get("stop") is not False,
                about.get("layer"),
                about.get("where"),
            )
            for name, about in lexicon.categories.items()
        }
        self._literal = {e.match.casefold(): e.category for e in lexicon.entries if not e.regex}
        patterns = [e for e in lexicon.entries if e.regex]
        entries = [e for e in patterns if self._kinds[e.category].where not in SPECIAL]
        self._short = _either([e for e in entries if not e.holds])
        longs = {name for name, about in lexicon.categories.items() if about.get("long")}
        self._long = _either([e for e in entries if not e.holds and e.category in longs])
        self._gated = [(held, _compiled(e), e.category) for e in entries for held in e.holds]
        self._gated_long = [gate for gate in self._gated if gate[2] in longs]
        self._paragraph = _either([e for e in patterns if self._kinds[e.category].where == "before_credit"])
        self.datelines = [_compiled(e) for e in patterns if self._kinds[e.category].where == "metadata"]

    def kind(self, line: str) -> Kind | None:
        """The kind of an even line (see `words.even`); none if its wording says nothing.

        >>> ready().kind("3 Min Read").category, ready().kind("He left after 3 minutes.")
        ('read_time', None)
        """
        if category := self._literal.get(line.strip(_MARKS).casefold()):
            return self._kinds[category]
        core = line.strip(_EDGES).rstrip(".:!,;")
        if not core:
            return None
        category = self._by_pattern(core)
        if category is None:
            return None
        kind = self._kinds[category]
        return None if line.endswith(".") and not kind.stop else kind

    def _by_pattern(self, core: str) -> str | None:
        """Category of the first pattern that the line matches; those with `holds` come last."""
        is_short = len(core) <= LONGEST
        pattern, categories = self._short if is_short else self._long
        match = pattern.fullmatch(core)
        if match and match.lastgroup:
            return categories[match.lastgroup]
        small = core.casefold()
        for held, slow, category in self._gated if is_short else self._gated_long:
            if held in small and slow.fullmatch(core):
                return category
        return None

    def is_paragraph(self, line: str) -> bool:
        """Does an even line hold what paragraphs have and captions seldom: a reporting verb, a quotation?"""
        return bool(self._paragraph[0].fullmatch(line))


def _either(entries: list[Entry]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all entries, in their order; the name of the group that matched leads to the category."""
    categories = {f"e{number}": entry.category for number, entry in enumerate(entries)}
    parts = [f"(?P<e{number}>{_compiled(entry).pattern})" for number, entry in enumerate(entries)]
    return re.compile("|".join(parts) or r"(?!)"), categories


def _compiled(entry: Entry) -> re.Pattern[str]:
    return re.compile(entry.match if entry.case == "exact" else f"(?i:{entry.match})", re.DOTALL)


@cache
def ready(lexicon: Lexicon | None = None) -> Furniture:
    """The project's furniture lexicon (or another), made ready once."""
    return Furniture(lexicon or load("furniture"))
