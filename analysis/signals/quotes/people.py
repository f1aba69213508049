"""The people of one article: full names behind surnames, titles, roles and pronouns; authors behind documents."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from analysis.signals.quotes import names, verbs
from analysis.signals.quotes.mentions import ORGANISATIONS, Mention, genders, role_of, titles
from analysis.signals.quotes.tags import is_name_word, many, word_class

_NO_PERSON = ("institution", "document", "media")
"""Kinds of names that no *he* or *she* stands for."""
_GENDERED = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}


_BEFORE = 80  # characters: the description before a name and the word before that


def _undescribed(before: str) -> str:
    """What stands before a name, without a description of its bearer.

    >>> _undescribed("It rained. Company boss "), _undescribed("Rowe met company boss "), _undescribed("The port of ")
    ('It rained. ', 'Rowe met ', 'The port of ')
    """
    words = before.split(" ")[:-1]
    if not words or not words[-1].islower() or word_class(words[-1]) != "N":
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


class Cast:
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
        self.courtesy: dict[str, str] = {}
        self.last: Person | None = None
        self.last_at = 0
        self.kinds: dict[str, str] = {}
        self.writings: dict[str, str] = {}
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
        while words and (words[0] in names.title_words() or not is_name_word(words[0])):
            words = words[1:]
        known = genders()
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
        if words[0] in known or (
            following and (following.group(1) in verbs.forms() or word_class(following.group(1)) == "V")
        ):
            self.people.add(name)
        if words[0] not in names.places() and (apposition := names.APPOSITION.match(self.text, end)):
            for noun in apposition.group(1).lower().split():
                kind = role_of(noun)
                if kind and kind not in _NO_PERSON:
                    self.people.add(name)
                    self.offices.setdefault(noun, []).append((at, name))
                    self.kinds.setdefault(words[-1].lower(), kind)

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

    @cached_property
    def places(self) -> list[tuple[int, str, bool]]:
        """Where people are named outside of quotation marks, and whether as the subject of a clause."""
        held = {name.split()[-1] for known in self.offices.values() for _, name in known}
        full = [n.split() for known in self.full.values() for _, n in known]
        surnames = {names.surname(n) for n in full if " ".join(n) in self.people or names.surname(n) in held}
        surnames |= {w.title() for w in self.courtesy}
        if not surnames:
            return []
        named = "|".join(map(re.escape, sorted(surnames)))
        pattern = re.compile(rf"((?:{names.WORD}\.?[^\S\n]+)*)\b({named})\b(?!['’]s?\b|[^\S\n]+[A-Z])")
        places = []
        for start, end in self.paragraphs:
            for match in pattern.finditer(self.text, start, end):
                number = bisect_right(self.quoted, (match.start(2), len(self.text))) - 1
                if number < 0 or match.start(2) >= self.quoted[number][1]:
                    before = _undescribed(self.text[max(start, match.start() - _BEFORE) : match.start()])
                    places.append((match.start(2), match.group(2), bool(names.SUBJECT_BEFORE.search(before))))
        return places

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

    # -- asking ------------------------------------------------------------------------------------------------------

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
            known = [k for k in known if genders().get(k[1].split()[0], gender) == gender] or known
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

    def who(self, mention: Mention, at: int) -> Person:
        """The person or thing that a mention at character `at` stands for."""
        name, title, named, person, kind = self._who(mention, at)
        if kind is None and named and person:
            kind = self.kinds.get(names.surname(name.split()).lower())
        found = Person(name, "" if mention.pronoun else title, named, person, kind)
        self.last, self.last_at = found, at
        return found

    def wrote(self, person: Person, document: str) -> None:
        """Keep who spoke in a document: Pike said in a statement … ; the statement said …"""
        if person.named:
            self.writings[document] = person.name

    def _who(self, mention: Mention, at: int) -> Person:
        if mention.pronoun:
            return self._pronoun(mention, at)
        if mention.name:
            name = self.resolve(mention.name, at, names.gender_of_title(mention.title))
            return Person(name, mention.title, True, bool(mention.title) or self._is_person(name))
        kind = role_of(mention.head)
        if kind == "document":
            if mention.possessor:
                return Person(self.resolve(mention.possessor, at), "", True, False, kind)
            if mention.definite or " from " in mention.text or " by " in mention.text:
                author = self.writings.get(mention.head) or self.authors().get(mention.head)
                if author:
                    return Person(self._canonical(author), "", True, False, kind)
        named = self._apposed(at + mention.end - mention.start) if kind != "institution" else None
        if named:
            return Person(named, mention.text, True, True, kind)
        if kind and mention.definite and " of " not in mention.text:
            held = self.offices.get(mention.head, [])
            before = [n for p, n in held if p <= at]
            if held:
                return Person(self.resolve(before[-1] if before else held[0][1], at), mention.text, True, True, kind)
        return Person(mention.text, "", False, False)

    def learn(self, person: Person, kind: str) -> None:
        """Keep the kind of source that the title in one mention makes of a person: later ones may be bare names."""
        if person.named and person.title and kind not in ("person", "other"):
            self.kinds.setdefault(names.surname(person.name.split()).lower(), kind)

    def _is_person(self, name: str) -> bool:
        """Does the article, or the study by another name of the same bearer, show a person behind the name?"""
        surname = names.surname(name.split()).lower()
        return name in self.people or any(known in self.people for _, known in self.full.get(surname, []))

    def _apposed(self, end: int) -> str | None:
        """The name right after a description: the port's director, [Maria Voss], said."""
        match = names.after_description().match(self.text, end)
        name = match.group(1) if match else ""
        known = self.full.get(names.surname(name.split()).lower(), []) if name else []
        return self.resolve(name, end) if any(name == n for _, n in known) else None

    def _body_before(self, at: int) -> Person | None:
        """The body that is the subject of the sentence before *it*, unless another has spoken since."""
        paragraph = self.starts[max(0, bisect_right(self.starts, at) - 1)]
        opening = names.SUBJECT_OF_SENTENCE.search(self.text[paragraph:at])
        if opening is None or role_of(opening.group(2)) not in ORGANISATIONS:
            return None
        last = self.last
        if (
            last is not None
            and self.last_at >= paragraph + opening.start(1)
            and not last.person
            and last.kind != "document"
        ):
            return None
        return Person(opening.group(1), "", False, False, role_of(opening.group(2)))

    def _pronoun(self, mention: Mention, at: int) -> Person:
        text = mention.text.lower()
        gender = _GENDERED.get(text)
        if gender is None:
            if text == "it" and (body := self._body_before(at)) is not None:
                return body
            if text in ("it", "its", "they", "their") and self.last is not None and not self.last.person:
                return self.last
            return Person(mention.text, "", False, False)
        paragraph = self.starts[max(0, bisect_right(self.starts, at) - 1)]
        latest = self.last if self.last is not None and self.last.named and self.last.person else None
        latest = latest if latest is not None and self._fits(latest.name, gender) else None
        near: tuple[int, str] | None = None
        for place, surname, subject in self.places[bisect_right(self.places, (at,)) - 1 :: -1] if self.places else ():
            if place >= at:
                continue
            if place < paragraph and (near or latest):
                break
            name = self.resolve(surname, place, gender)
            if self._fits(name, gender) and (subject or place < paragraph):
                near = (place, name)
                break
        if latest is not None and (near is None or near[0] < max(paragraph, self.last_at)):
            return latest
        if near is not None:
            return Person(near[1], "", True, True)
        return Person(mention.text, "", False, False)

    def _fits(self, name: str, gender: str) -> bool:
        words = name.split()
        known = genders().get(words[0]) if words else None
        if words and known is None and (role_of(words[-1]) in _NO_PERSON or words[-1].lower() in many()):
            return False  # neither the State Department nor Leading Republicans are a *she*
        return (known or self.courtesy.get(names.surname(words).lower(), gender) if words else None) == gender
