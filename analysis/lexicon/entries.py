"""What a lexicon is made of: entries with their conditions, in categories."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

CONDITIONS = ("next", "not_next", "prev", "not_prev", "sentence", "not_sentence")


@dataclass(frozen=True)
class Entry:
    """One pattern of a lexicon.

    `match`: a word or words; `*` at the end of a word stands for any ending (`appear* to`).
    `qualifies`: which words it is about, where that is not what its category says (see the signal).
    `stands_for`: the form that it is read as, where two texts are compared (`sen` for `senator`).
    `case`: `lower` matches only as written in lower case, `exact` only as written; without it any case.
    `regex`: `match` is a regular expression for a whole line, with the file's `patterns` (lines only, not phrases);
    `holds`: it is tried only on lines that hold one of these, in small letters: a slow pattern need not see the others.

    Conditions are regular expressions for whole words, in any case, on even text (see `words.even`; a dash reads as
    a semicolon); `{name}` stands for one of the file's `patterns`:
    `next`, `not_next`: what the text after the match must, must not begin with;
    `prev`, `not_prev`: what the text before the match must, must not end with;
    `sentence`, `not_sentence`: what the sentence must, must not hold.
    """

    match: str
    category: str
    case: str | None = None
    regex: bool = False
    holds: tuple[str, ...] = ()
    next: str | None = None
    not_next: str | None = None
    prev: str | None = None
    not_prev: str | None = None
    sentence: str | None = None
    not_sentence: str | None = None
    qualifies: str | None = None
    stands_for: str | None = None
    note: str | None = None


@dataclass(frozen=True, eq=False)
class Lexicon:
    """An instrument: entries by category, with examples that are its tests.

    `exempt` holds expressions that look like an entry and are none (*as soon as possible*): they use up their words.
    `patterns` are the file's named regular expressions, written out. `extends` is the lexicon that it adds to.
    """

    name: str
    about: str
    source: str
    categories: Mapping[str, Mapping[str, Any]]
    entries: tuple[Entry, ...]
    exempt: tuple[Entry, ...] = ()
    examples: tuple[Mapping[str, Any], ...] = ()
    removed: tuple[Mapping[str, Any], ...] = ()
    patterns: Mapping[str, str] = field(default_factory=dict)
    path: Path | None = field(default=None, compare=False)
    extends: "Lexicon | None" = None

    def words(self, category: str) -> list[str]:
        """The `match` of every entry of one category, in the file's order."""
        if category not in self.categories:
            raise KeyError(f"lexicon {self.name} has no category {category!r}; it has {list(self.categories)}")
        return [e.match for e in self.entries if e.category == category]

    def stands_for(self, *categories: str) -> dict[str, str]:
        """What each entry of some categories stands for, in the file's order."""
        return {e.match: e.stands_for for e in self.entries if e.category in categories and e.stands_for is not None}


def without_conditions(lexicon: Lexicon) -> Lexicon:
    """The lexicon with every entry wherever it stands: no condition on the words around it, nothing exempt."""
    free = tuple(replace(entry, **dict.fromkeys(CONDITIONS)) for entry in lexicon.entries)  # type: ignore[arg-type]
    return replace(lexicon, entries=free, exempt=())


def unconditional(lexicon: Lexicon) -> Lexicon:
    """The lexicon with those entries only that need no condition on the words around them.

    >>> maybe, like = Entry("maybe", "adverb"), Entry("like", "adverb", not_next="to")
    >>> tiny = Lexicon("tiny", "", "", {"adverb": {}}, (maybe, like, Entry("like", "adverb", prev="is")))
    >>> [e.match for e in unconditional(tiny).entries], {e.not_next for e in without_conditions(tiny).entries}
    (['maybe'], {None})
    """
    bound = {e.match for e in lexicon.entries if any(getattr(e, condition) is not None for condition in CONDITIONS)}
    return replace(lexicon, entries=tuple(e for e in lexicon.entries if e.match not in bound))
