"""Furniture: is a line, by its wording alone, something that is not the story?

The patterns stand in `data/lexicons/furniture.yaml`; here they are only made ready.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

from analysis.known_names import given_names, is_medium, media
from analysis.lexicon import Entry, Lexicon, load

LONGEST = 150
"""Characters of the longest line that may be furniture, but for the categories marked `long`."""
SPECIAL = ("before_credit", "metadata", "byline", "author", "headline", "learned")
"""Values of `where` whose patterns label no line by themselves."""
BEGINNING = 3
"""Letters of a line by which most patterns are passed over."""
LONGER, MANY = 6, 3
"""Where more than so many patterns are left (a line begins with *The*), it is so many letters."""
LEARNED = "learned"
"""Category of lines that are known from other articles of the outlet, not by their wording."""
_BY = re.compile(r"(?i:by|written by|story by|author) *:? ")
_PIECES = re.compile(r" *[|·•] +")
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
        self.learned = self._kinds[LEARNED]
        self._literal = {e.match.casefold(): e.category for e in lexicon.entries if not e.regex}
        self._longest = max(map(len, self._literal), default=0)
        patterns = [e for e in lexicon.entries if e.regex]
        special = {where: [e for e in patterns if self._kinds[e.category].where == where] for where in SPECIAL}
        entries = [e for e in patterns if self._kinds[e.category].where not in SPECIAL]
        longs = {name for name, about in lexicon.categories.items() if about.get("long")}
        stops = {name for name, kind in self._kinds.items() if kind.stop}
        self._banks = {
            (is_short, stopped): _Bank(
                [e for e in entries if (is_short or e.category in longs) and (not stopped or e.category in stops)]
            )
            for is_short in (True, False)
            for stopped in (True, False)
        }
        self._paragraph = _either(special["before_credit"])[0]
        self._names = _either(special["byline"])[0]
        self._about = _either(special["author"])[0]
        self._to_reader = _either(special["learned"])[0]
        self._update = _either(special["headline"])[0]
        self._name = re.compile(lexicon.patterns["name"])
        self.datelines = [_compiled(e) for e in special["metadata"]]

    def kind(self, line: str) -> Kind | None:
        """The kind of an even line (see `words.even`); none if its wording says nothing.

        A line of several pieces (*Subscribe | Sign in*) is what its first piece is, if each is furniture.

        >>> ready().kind("3 Min Read").category, ready().kind("He left after 3 minutes.")
        ('read_time', None)
        """
        core = line.strip(_EDGES).rstrip(".:!,;")
        bare = core.strip(_MARKS)
        if len(bare) <= self._longest and (category := self._literal.get(bare.casefold())):
            return self._kinds[category]
        if not core:
            return None
        is_short = len(core) <= LONGEST
        if category := self._banks[is_short, line.endswith(".")].category(core):
            return self._kinds[category]
        if is_short and ("|" in core or "·" in core or "•" in core) and len(pieces := _PIECES.split(core)) > 1:
            kinds = [self.kind(piece) for piece in pieces]
            return kinds[0] if all(kinds) else None
        return None

    def is_paragraph(self, line: str) -> bool:
        """Does an even line hold what paragraphs have and captions seldom: a reporting verb, a quotation?"""
        return bool(self._paragraph.fullmatch(line))

    def is_names(self, line: str) -> bool:
        """Is an even line nothing but names of people, and perhaps where they are?

        >>> ready().is_names("Ann Lee (now) and Bob van Damme in Ghent"), ready().is_names("Key points")
        (True, False)
        """
        return bool(self._names.fullmatch(line))

    def is_masthead(self, line: str) -> bool:
        """Is an even line the name of an outlet alone, known or by its last word, and not of a person?

        >>> [ready().is_masthead(line) for line in ("Evening Courier", "The Guardian", "Ann Star", "Ann Lee")]
        [True, True, False, False]
        """
        words = line.strip(_MARKS).removeprefix("The ").split()
        if " ".join(words) in media():
            return True
        return is_medium(" ".join(words)) and self.is_names(line) and words[0] not in given_names()

    def names_in(self, lines: Sequence[str]) -> tuple[str, ...]:
        """The names of authors in lines that may be bylines.

        >>> ready().names_in(["By Ann Lee and Bob Hart", "Bridge closed"])
        ('Ann Lee', 'Bob Hart')
        """
        bylines = [line for line in lines if self.is_names(line) or ((k := self.kind(line)) and k.label == "byline")]
        return tuple(name for line in bylines for name in self._name.findall(_BY.sub("", line)))

    def is_about(self, line: str, names: Sequence[str]) -> bool:
        """Does a line begin with one of the names and go on with what its bearer is or does?

        >>> ready().is_about("Ann Lee teaches law in Ghent.", ["Ann Lee"])
        True
        """
        return any(line.startswith(name) and self._about.fullmatch(line[len(name) :].lstrip()) for name in names)

    def is_to_reader(self, line: str) -> bool:
        """Does an even line speak to the reader or of the site?

        >>> ready().is_to_reader("We need your support."), ready().is_to_reader("The bridge was built in 1950.")
        (True, False)
        """
        return bool(self._to_reader.fullmatch(line))

    def is_update(self, headline: str) -> bool:
        """Does a headline say that it is an update?"""
        return bool(self._update.fullmatch(headline))


class _Bank:
    """Patterns for whole lines: first those without `holds` that can begin as the line does, then the others."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._open = {"": [(_compiled(e), e.category) for e in entries if not e.holds]}
        self._gated = [(_compiled(e), e.category) for e in entries for _ in e.holds]
        self._holds = AhoCorasick([held for e in entries for held in e.holds])

    def _may_match(self, beginning: str) -> list[tuple[re.Pattern[str], str]]:
        """The patterns that a line which begins so may match; found once, letter by letter, then kept."""
        if beginning not in self._open:
            shorter = self._may_match(beginning[:-1])
            self._open[beginning] = [kept for kept in shorter if _may_begin(kept[0].pattern, beginning)]
        return self._open[beginning]

    def category(self, core: str) -> str | None:
        patterns = self._may_match(core[:BEGINNING])
        for pattern, category in self._may_match(core[:LONGER]) if len(patterns) > MANY else patterns:
            if pattern.fullmatch(core):
                return category
        if held := self._holds.find_matches_as_indexes(core.casefold(), overlapping=True):
            for number in sorted({number for number, _, _ in held}):
                pattern, category = self._gated[number]
                if pattern.fullmatch(core):
                    return category
        return None


def _either(entries: Sequence[Entry]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all entries, in their order; the name of the group that matched leads to the category."""
    categories = {f"e{number}": entry.category for number, entry in enumerate(entries)}
    parts = [f"(?P<e{number}>{_compiled(entry).pattern})" for number, entry in enumerate(entries)]
    return re.compile("|".join(parts) or r"(?!)"), categories


@cache
def _compiled(entry: Entry) -> re.Pattern[str]:
    return re.compile(entry.match if entry.case == "exact" else f"(?i:{entry.match})", re.DOTALL)


@cache
def _may_begin(pattern: str, beginning: str) -> bool:
    """Can a line that begins so match?

    >>> [_may_begin("(?i:(?:read|see) more)", beginning) for beginning in ("Rea", "Red")]
    [True, False]
    """
    return _partial(pattern).fullmatch(beginning, partial=True) is not None


@cache
def _partial(pattern: str) -> Any:
    import regex  # 0.1 s; unlike `re` it knows what may become a match

    return regex.compile(pattern, regex.DOTALL)


@cache
def ready(lexicon: Lexicon | None = None) -> Furniture:
    """The project's furniture lexicon (or another), made ready once."""
    return Furniture(lexicon or load("furniture"))
