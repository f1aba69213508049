"""The people of one article: full names behind surnames, who holds an office, who is a person, and who wrote what."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from analysis.known_names import given_names
from analysis.signals.quotes import antecedents, names, verbs
from analysis.signals.quotes.mentions import role_of, titles
from analysis.signals.quotes.tags import is_name_word, word_class

NOT_PEOPLE = ("institution", "document", "media")
"""Kinds of names that no *he* or *she* stands for."""
_BEFORE = 80  # characters: the description before a name and the word before that


def _undescribed(before: str) -> str:
    """What stands before a name, without a description of its bearer.

    >>> _undescribed("It rained. Company boss "), _undescribed("Rowe met company boss "), _undescribed("The port of ")
    ('It rained. ', 'Rowe met ', 'The port of ')
    """
    words = before.split(" ")[:-1]
    if not words or not words[-1].islower() or not (word_class(words[-1]) == "N" or role_of(words[-1])):
        return before
    while words and words[-1].isalpha() and word_class(words[-1]) in "NAXD":
        words.pop()
    return " ".join([*words, ""])


class Person(NamedTuple):
    """Whom a mention stands for: the name (or the description as it stands), the title used, is it a name?"""

    name: str
    title: str
    named: bool
    person: bool
    kind: str | None = None  # the kind of source, where the article tells it


class People:
    """The people of an article: their full names by last name, where each is named, and what each is called."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[tuple[int, int]],
        quoted: Sequence[tuple[int, int]],
        aliases: Mapping[str, str],
    ):
        self.aliases = aliases
        self.text = text
        self.paragraphs = paragraphs
        self.starts = [start for start, _ in paragraphs]
        self.full: dict[str, list[tuple[int, str]]] = {}
        self.offices: dict[str, list[tuple[int, str]]] = {}
        self.people: set[str] = set()
        self.sure: set[str] = set()
        self.bodies: set[str] = set()
        self.courtesy: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        for match in self._all(names.full()):
            self._add(match.start(), match.end(), names.OWNER.sub("", match.group()))
        for match in self._all(names.titled()):
            self._hold(match.start(), match.group(1), names.OWNER.sub("", match.group(2)))
        self.quoted = sorted(quoted)
        self._authors: dict[str, str] | None = None

    def _all(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """What an expression that crosses no line end finds in the paragraphs."""
        if "\r" in self.text:  # which ends some lines, and is no more than white space to the expressions
            for start, end in self.paragraphs:
                yield from pattern.finditer(self.text, start, end)
            return
        for match in pattern.finditer(self.text):
            number = bisect_right(self.starts, match.start()) - 1
            if number >= 0 and match.start() < self.paragraphs[number][1]:
                yield match

    # -- reading the article -----------------------------------------------------------------------------------------

    def _add(self, at: int, end: int, run: str) -> None:
        words = run.split()
        if "&" in words:
            return
        while words and (words[0] in names.title_words() or not is_name_word(words[0])):
            words = words[1:]
        known = given_names()
        start = next((n for n, word in enumerate(words[:-1]) if word in known), None)
        if start is None and len(words) > 3:
            return
        words = words[start or 0 :]
        while words and words[-1] in names.title_words():
            words = words[:-1]
        if not 2 <= len(words) <= 5:
            return
        name = " ".join(words)
        self.full.setdefault(names.surname(words).lower(), []).append((at, name))
        following = names.NEXT.match(self.text, end)
        role = self._role_before(at) if run.startswith(name) else None
        if words[0] in known or names.AGE.match(self.text, end) or (role and role not in NOT_PEOPLE):
            self.sure.add(name)
        elif names.THING.match(self.text, end) or role:
            self.bodies.add(name)
        if name in self.sure or (
            following and (following.group(1) in verbs.forms() or word_class(following.group(1)) == "V")
        ):
            self.people.add(name)
        if words[0] not in names.places() and (apposition := names.APPOSITION.match(self.text, end)):
            for noun in apposition.group(1).lower().split():
                kind = role_of(noun)
                if kind and kind not in NOT_PEOPLE:
                    self.people.add(name)
                    self.sure.add(name)
                    self.offices.setdefault(noun, []).append((at, name))
                    self.kinds.setdefault(words[-1].lower(), kind)

    def _role_before(self, at: int) -> str | None:
        """The kind that a description makes of the name behind it: rail chief, the drivers’ union."""
        word = max(0, at - _BEFORE, self.text.rfind(" ", 0, at - 1))
        before = names.DESCRIBED.search(self.text, word, at)
        if before is None:
            return None
        noun = before.group(1)
        if antecedents.heads_body(noun) or antecedents.is_trade(noun):
            return "institution"
        return role_of(noun) or ("person" if word_class(noun) == "N" else None)

    def _hold(self, at: int, title: str, name: str) -> None:
        """Someone bears a title: what the title says of gender and office."""
        words = [w for w in name.split() if w not in names.title_words()]
        if not words:
            return
        gender = names.gender_of_title(title)
        if gender:
            self.courtesy[words[-1].lower()] = gender
        elif not (kind := titles()[title]).startswith("courtesy"):
            self.kinds[words[-1].lower()] = kind
        for noun in (*names.stands_for().get(title, ()), *title.lower().split()):
            self.offices.setdefault(noun, []).append((at, " ".join(words)))
        for _, full in self.full.get(words[-1].lower(), []):
            self.people.add(full)
            self.sure.add(full)

    @cached_property
    def places(self) -> list[tuple[int, str]]:
        """Where people are named by their last names outside of quotation marks."""
        held = {name.split()[-1] for known in self.offices.values() for _, name in known}
        full = [n.split() for known in self.full.values() for _, n in known]
        surnames = {names.surname(n) for n in full if " ".join(n) in self.people or names.surname(n) in held}
        surnames |= {w.title() for w in self.courtesy}
        if not surnames:
            return []
        places = []
        for start, end in self.paragraphs:
            for match in names.LAST.finditer(self.text, start, end):
                if match.group() in surnames:
                    at = match.start()
                    number = bisect_right(self.quoted, (at, len(self.text))) - 1
                    if number < 0 or at >= self.quoted[number][1]:
                        places.append((at, match.group()))
        return places

    def _leads(self, at: int) -> bool:
        """Is whose last name stands at character `at` the subject of a clause?"""
        start = max(self.starts[bisect_right(self.starts, at) - 1], at - 2 * _BEFORE)
        before = names.BEFORE_LAST.sub("", self.text[start:at])
        return names.SUBJECT_BEFORE.search(_undescribed(before[-_BEFORE:])) is not None

    def authors(self) -> dict[str, str]:
        """Who wrote the letter, the statement, …: noun of the document → name."""
        if self._authors is None:
            self._authors = {}
            for start, end in self.paragraphs:
                for match in names.written().finditer(self.text, start, end):
                    named = [n for k in self.full.values() for _, n in k if n in match.group(2)]
                    if named:
                        name = max(named, key=len)
                        self._authors.setdefault(match.group(1).lower(), name)
        return self._authors

    # -- names ------------------------------------------------------------------------------------------------------

    def resolve(self, name: str, at: int, gender: str | None = None) -> str:
        """The full name for a name at character `at`: the last one before it, else the first one after it."""
        if name.lower() in self.aliases:
            return self.aliases[name.lower()]
        words = name.split()
        known = self.full.get(names.surname(words).lower(), [])
        if len(words) > 1:
            tail = " " + name
            longer = [n for _, n in known if len(n) > len(name) and (n.split()[0] == words[0] or n.endswith(tail))]
            return self._canonical(longer[0] if longer else name)
        if gender:
            known = [k for k in known if given_names().get(k[1].split()[0], gender) == gender] or known
        known = [k for k in known if k[1] in self.people or words[-1].lower() in self.courtesy] or (
            known if gender else []
        )
        before = [n for p, n in known if p <= at]
        if not known and len(words) == 1:
            alone = {n for _, n in self.full.get(name.lower(), []) if n.split()[0] not in names.places()}
            return self._canonical(alone.pop() if len(alone) == 1 else name)
        return self._canonical(before[-1] if before else known[0][1] if known else name)

    def _canonical(self, name: str) -> str:
        return self.aliases.get(name.lower(), name)

    def _is_person(self, name: str) -> bool:
        """Does the article, or the study by another name of the same bearer, show a person behind the name?"""
        surname = names.surname(name.split()).lower()
        return name in self.people or any(known in self.people for _, known in self.full.get(surname, []))

    def _is_sure(self, name: str) -> bool:
        """Does the text show beyond doubt that the name is a person’s: by given name, title, role, age?"""
        words = name.split()
        surname = names.surname(words).lower()
        if surname in self.courtesy or words[0] in given_names():
            return True
        return name in self.sure or (
            len(words) == 1 and any(known in self.sure for _, known in self.full.get(surname, []))
        )

    def _is_called_so(self, name: str) -> bool:
        """Is the name a person’s beyond doubt, or taken up by its last word alone, as news do with people?"""
        words = name.split()
        if len(words) == 1 or self._is_sure(name):
            return True
        last = names.surname(words)
        whole = len(re.findall(rf"\b{re.escape(words[words.index(last) - 1])}\s+{re.escape(last)}\b", self.text))
        return len(re.findall(rf"\b{re.escape(last)}\b", self.text)) > whole

    def _gender(self, name: str) -> str | None:
        """The gender that given name or form of address tell."""
        words = name.split()
        return given_names().get(words[0]) or self.courtesy.get(names.surname(words).lower())

    def _apposed(self, end: int) -> str | None:
        """The name right after a description: the port's director, [Maria Voss], said."""
        match = names.after_description().match(self.text, end)
        name = match["name"] if match and all(word_class(w) in "NAXDT" for w in match["words"].split()) else ""
        known = self.full.get(names.surname(name.split()).lower(), []) if name else []
        return self.resolve(name, end) if any(name == n for _, n in known) else None
