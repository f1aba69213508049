"""Hiding outlets: every name of an outlet of the study becomes a letter, the same one wherever it stands."""

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import pandas as pd

from analysis.known_names import media
from analysis.outlets import names
from analysis.outlets.names import Folded, Form

ADDRESS, WRITER = "[address]", "[the writer]"
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@])@\w[\w.]*\w", re.IGNORECASE
)
_AUTHORS = re.compile(r"\s*(?:,|;|\||/|&|\band\b|\bfor\b|\bof\b)\s*")
_BY = re.compile(r"^(?:by|from|written by|reporting by)\b\s*:?\s*", re.IGNORECASE)


class Mask(NamedTuple):
    """`words` stands in the place of `text[start:end]`."""

    start: int
    end: int
    words: str


class Doubt(NamedTuple):
    """Words that may name an outlet, and were left as they are."""

    start: int
    end: int
    outlet: str


@dataclass
class Masks:
    """The names of a study's outlets, and the letter of each.

    Args:
        forms: by outlet (`outlet_key`), the ways to write its name.
        letters: by outlet, its letter; outlets that are only named get one when they are.
    """

    forms: Mapping[str, list[Form]]
    letters: dict[str, str] = field(default_factory=dict)

    def letter(self, outlet: str) -> str:
        """*Outlet A*: the letter of an outlet."""
        if outlet not in self.letters:
            self.letters[outlet] = lettered(len(self.letters))
        return self.letters[outlet]

    def find(self, text: str, own: str | None = None, byline: str | None = None) -> tuple[list[Mask], list[Doubt]]:
        """What is to be hidden in a text, from left to right without overlap; and what is perhaps a name, and left.

        Args:
            own: the outlet of the text; parts of a name (*the Times*) are hidden in its own texts, and where a text has
                the whole name; elsewhere they are told as in doubt.
            byline: its author, who is hidden too.
        """
        folded = names.fold(text)
        spans = [(m.start(), m.end(), ADDRESS) for m in _ADDRESS.finditer(text)]
        spans += [(start, end, WRITER) for start, end in _writers(folded, byline)]
        doubts = []
        for outlet, ways in self.forms.items():
            found = list(names.find(folded, outlet, [way for way in ways if not way.part]))
            parts = names.find(folded, outlet, [way for way in ways if way.part])
            if own == outlet or any(f.sure for f in found):
                found += parts
            else:  # perhaps another outlet of that name: the Times
                found += [part._replace(sure=False) for part in parts if part.sure]
            spans += [(f.start, f.end, outlet) for f in found if f.sure]
            doubts += [Doubt(f.start, f.end, outlet) for f in found if not f.sure]
        masks: list[Mask] = []
        for start, end, what in sorted(spans, key=lambda s: (s[0] - s[1], s[0], s[2] != own)):
            if all(end <= m.start or start >= m.end for m in masks):
                masks.append(Mask(start, end, what))
        masks.sort()
        masks = [m if m.words in (ADDRESS, WRITER) else m._replace(words=self.letter(m.words)) for m in masks]
        return masks, sorted({d for d in doubts if all(d.end <= m.start or d.start >= m.end for m in masks)})

    def hide(self, text: str, own: str | None = None, byline: str | None = None) -> str:
        """The text with every name of an outlet hidden.

        >>> Masks({"Nova": names.forms("Nova", lambda word: False)}).hide("NOVA’s staff wrote to tips@nova.example")
        'Outlet A’s staff wrote to [address]'
        """
        pieces, last = [], 0
        for mask in self.find(text, own, byline)[0]:
            pieces += [text[last : mask.start], mask.words]
            last = mask.end
        return "".join([*pieces, text[last:]])

    def still_named(self, text: str) -> str | None:
        """An outlet that a text names in spite of all, by its whole name; common words are not asked."""
        folded = names.fold(text)
        for outlet, ways in self.forms.items():
            if any(way.kind == "any" and way.pattern.search(folded.small) for way in ways):
                return outlet
        return None


def lettered(number: int) -> str:
    """*Outlet A* to *Outlet Z*, *Outlet AA*, …

    >>> lettered(0), lettered(27)
    ('Outlet A', 'Outlet AB')
    """
    high, low = divmod(number, 26)
    return f"{lettered(high - 1) if high else 'Outlet '}{string.ascii_uppercase[low]}"


def masks_of(articles: pd.DataFrame, also: Mapping[str, str]) -> Masks:
    """The masks for the outlets of a corpus: by their names, the study's other names for them, and their addresses.

    Args:
        articles: table `articles` of the whole study.
        also: other names of outlets, each with the outlet.
    """
    forms: dict[str, list[Form]] = {}
    stated = articles[articles["outlet"].notna()]
    for outlet, own in stated.groupby("outlet_key", sort=True):
        given = [str(outlet), *own["outlet"].unique(), *(name for name, one in also.items() if one == outlet)]
        ways = [form for name in dict.fromkeys(map(str, given)) for form in names.forms(name, is_word)]
        for url in own["url"].dropna().unique():
            ways += names.of_address(str(url), is_word)
        forms[str(outlet)] = list(dict.fromkeys(ways))
    return Masks(forms)


def nameless(articles: pd.DataFrame) -> list[str]:
    """Outlets whose name has no letter or digit: they cannot be hidden."""
    return sorted({str(o) for o in articles["outlet"].dropna() if not names.words(str(o))})


def _writers(folded: Folded, byline: str | None) -> Iterable[tuple[int, int]]:
    """Where an article names its author: each name of two words or more that is no medium's."""
    for author in _AUTHORS.split(_BY.sub("", str(byline or ""))):
        found = names.words(author)
        if len(found) > 1 and author.strip() not in media():
            pattern = r"[\W_]{1,3}".join(map(re.escape, found))
            for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", folded.small):
                yield folded.at[match.start()], folded.at[match.end() - 1] + 1


def is_word(word: str) -> bool:
    """Is a name, in small letters, a common word of English, by TextBlob's list for spelling?

    >>> is_word("time"), is_word("haaretz")
    (True, False)
    """
    return word in _dictionary()


@cache
def _dictionary() -> frozenset[str]:
    """Words of English, from TextBlob's list for spelling."""
    from textblob.en import spelling

    return frozenset(spelling)
