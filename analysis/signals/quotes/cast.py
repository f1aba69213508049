"""Whom a mention means: the person behind a surname, a role or *she*; the body behind *it*, those behind *they*."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from analysis.signals.quotes import antecedents, names
from analysis.signals.quotes.mentions import Mention, role_of
from analysis.signals.quotes.people import NOT_PEOPLE, People, Person
from analysis.signals.quotes.tags import many, word_class

_GENDERED = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_ONE = ("a", "an", "one", "another")
"""Words that introduce one person."""
_BACK = 4
"""Sentences that are looked back over for what a pronoun stands for."""


class Cast(People):
    """The people of an article, asked for in the order of its text, and who has spoken so far."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[tuple[int, int]],
        quoted: Sequence[tuple[int, int]],
        aliases: Mapping[str, str],
        sentences: Sequence[tuple[int, int]] = (),
    ):
        super().__init__(text, paragraphs, quoted, aliases)
        self.sentences = sentences
        self.last: Person | None = None
        self.last_at = 0
        self.writings: dict[str, str] = {}
        self.introduced: dict[str, tuple[int, Person]] = {}

    def who(self, mention: Mention, at: int, told: str = "") -> Person:
        """The person or thing that a mention at character `at` stands for; nobody who is `told` what is said."""
        name, title, named, person, kind = self._who(mention, at, told)
        if kind is None and named and person:
            kind = self.kinds.get(names.surname(name.split()).lower())
        found = Person(name, "" if mention.pronoun else title, named, person, kind)
        self.last, self.last_at = found, at
        if named and found.title and kind not in NOT_PEOPLE and not antecedents.is_bodys_name(name):
            self.sure.add(name)
        if not named and not mention.pronoun and mention.text == name and mention.text.split()[0].lower() in _ONE:
            self.introduced[mention.head] = (at, found)
        return found

    def wrote(self, person: Person, document: str) -> None:
        """Keep who spoke in a document: Pike said in a statement … ; the statement said …"""
        if person.named:
            self.writings[document] = person.name

    def ask(self, told: str, at: int) -> None:
        """Somebody is asked: who answers next is the one who was asked."""
        name = self.resolve(told.split()[-1], at)
        if self._is_person(name) or self._is_sure(name):
            self.last = Person(name, "", True, True)

    def _who(self, mention: Mention, at: int, told: str = "") -> Person:
        if mention.pronoun:
            return self._pronoun(mention, at, told)
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
        earlier = self._introduced(mention, at) if kind and kind not in NOT_PEOPLE else None
        if earlier is not None:
            return earlier
        named = self._apposed(at + mention.end - mention.start) if kind != "institution" else None
        if named:
            return Person(named, mention.text, True, not antecedents.is_bodys_name(named), kind)
        if kind and mention.definite and " of " not in mention.text:
            held = self.offices.get(mention.head, [])
            before = [n for p, n in held if p <= at]
            if held:
                return Person(self.resolve(before[-1] if before else held[0][1], at), mention.text, True, True, kind)
        return Person(mention.text, "", False, False)

    def learn(self, person: Person, kind: str) -> None:
        """Keep the kind of source that the title in one mention makes of a person: later ones may be bare names."""
        for noun, (at, described) in self.introduced.items():
            if described == person:
                self.introduced[noun] = (at, person._replace(kind=kind))
        if person.named and person.title and kind not in ("person", "other"):
            self.kinds.setdefault(names.surname(person.name.split()).lower(), kind)

    def _introduced(self, mention: Mention, at: int) -> Person | None:
        """Somebody whom the text has let speak without a name, taken up again: a senior doctor … the doctor said.

        Not where another is introduced, or the holder of the office named, in between.
        """
        before, earlier = self.introduced.get(mention.head, (0, None))
        words = mention.text.lower().split()
        if earlier is None or words[0] != "the" or words[-1] != mention.head:
            return None
        if not set(words[1:-1]) <= set(earlier.name.lower().split()):
            return None
        if any(before < place <= at for place, _ in self.offices.get(mention.head, [])):
            return None
        head = re.escape(mention.head)
        other = re.compile(
            rf"\b(?:a|an|another|one)\s+(?:[\w-]+\s+){{0,3}}?{head}\b|\bthe\s+{head}\s+(?:for|of|in|at|from|with)\b",
            re.IGNORECASE,
        )
        return None if other.search(self.text, before + len(earlier.name), at) else earlier

    def _named_before(self, at: int) -> tuple[int, Mention | None, list[Mention]]:
        """Where what stands before `at` begins, and what it names: its own sentence where that has a verb by then, else
        the last one of the paragraph that is not quoted."""
        paragraph = self.starts[max(0, bisect_right(self.starts, at) - 1)]
        own = bisect_right(self.sentences, (at, len(self.text))) - 1
        spans = [(start, min(end, at)) for start, end in self.sentences[max(0, own - _BACK) : own + 1]]
        for start, end in reversed(spans):
            number = bisect_right(self.quoted, (start, len(self.text))) - 1
            if start < paragraph:
                break
            if number >= 0 and start < self.quoted[number][1]:
                continue
            subject, others = antecedents.read(self.text[start:end])
            if subject is not None and subject.text.lower() not in ("it", "they"):
                return start, subject, others
        return at, None, []

    def _neuter(self, at: int) -> Person | None:
        """What *it* stands for: the body or text that spoke last, or is the subject, or the one body, of the sentence
        before."""
        start, subject, others = self._named_before(at)
        last = self.last if self.last is not None and self._is_thing(self.last) else None
        if last is not None and self.last_at >= start:
            return last
        if subject is not None:
            bodies = {other.text.lower(): found for other in others if (found := self._body(other)) is not None}
            if (found := self._body(subject)) is not None:
                return found
            if self._in_sentence(start, at):
                return None
            if role_of(subject.head) == "document" and not bodies:
                return self._who(subject, start)
            if len(bodies) == 1:
                return bodies.popitem()[1]
        return last

    def _several(self, at: int) -> Person | None:
        """The people whom *they* stands for: who spoke last, or the subject of the sentence before."""
        start, subject, _ = self._named_before(at)
        last = self.last
        if last is not None:
            noun = last.name.split()[-1].lower() if last.named else antecedents.head_of(last.name)
            last = last if noun in many() or (not last.named and antecedents.is_plural(noun)) else None
        if last is not None and self.last_at >= start:
            return last
        if subject is None:
            return last
        named = bool(subject.name) and (" " in subject.name or word_class(subject.head) != "N")
        kind = role_of(subject.head)
        if named or not antecedents.is_plural(subject.head) or kind == "document":
            return last
        inside = self._in_sentence(start, at)
        speaks = kind or subject.head.lower() in many()
        return Person(subject.text, "", False, False, kind) if speaks else None if inside else last

    def _in_sentence(self, start: int, at: int) -> bool:
        """Does the sentence that begins at `start` go on to `at`?"""
        return bisect_right(self.sentences, (start, len(self.text))) == bisect_right(
            self.sentences, (at, len(self.text))
        )

    def _is_thing(self, person: Person) -> bool:
        """Can *it* stand for who has spoken: a body, a text; no person, named or not?"""
        if person.kind == "document":
            return True
        if person.named:
            return not self._is_sure(person.name) and not (person.person and person.title)
        head = antecedents.head_of(person.name)
        return antecedents.heads_body(head) or (
            role_of(head) in ("document", "media") and not antecedents.is_plural(head)
        )

    def _body(self, mention: Mention) -> Person | None:
        """The body that a mention names or describes, if any."""
        if mention.pronoun:
            return None
        if mention.name:
            name = self.resolve(mention.name, mention.par.start)
            known = antecedents.is_bodys_name(name) or name in self.bodies
            return Person(name, "", True, False) if known and not self._is_sure(name) else None
        if antecedents.heads_body(mention.head) and mention.text.split()[0].lower() not in ("no", "any"):
            return Person(mention.text, "", False, False, role_of(mention.head))
        return None

    def _pronoun(self, mention: Mention, at: int, told: str) -> Person:
        text = mention.text.lower()
        gender = _GENDERED.get(text)
        if gender is None:
            found = (
                self._neuter(at) if text in ("it", "its") else self._several(at) if text in ("they", "their") else None
            )
            return found if found is not None else Person(mention.text, "", False, False)
        paragraph = self.starts[max(0, bisect_right(self.starts, at) - 1)]
        latest = self.last if self.last is not None and self.last.named and self.last.person else None
        other = told.split()[-1] if told else ""
        if latest is not None and (not self._fits(latest.name, gender) or latest.name.endswith(other or "\n")):
            latest = None
        unsure = latest is not None and not self._is_called_so(latest.name)  # it may be a firm
        near: tuple[int, str] | None = None
        for place, surname in self.places[bisect_right(self.places, (at,)) - 1 :: -1] if self.places else ():
            if place >= at or surname == other:
                continue
            if place < paragraph and latest and not (unsure and place > self.last_at):
                break
            name = self.resolve(surname, place, gender)
            if not self._fits(name, gender) or (unsure and not self._is_sure(name)):
                continue
            if place < paragraph or self._leads(place) or (unsure and place > self.last_at):
                near = (place, name)
                break
        if latest is not None and (
            near is None or near[0] < (self.last_at if unsure else max(paragraph, self.last_at))
        ):
            return latest
        if near is not None:
            return Person(near[1], "", True, True)
        return Person(mention.text, "", False, False)

    def _fits(self, name: str, gender: str) -> bool:
        """Can *he* or *she* stand for the name? Neither for the State Department nor for Leading Republicans."""
        own = self._gender(name)
        if own is None and (name in self.bodies or antecedents.is_bodys_name(name)):
            return False
        return own is None or own == gender
