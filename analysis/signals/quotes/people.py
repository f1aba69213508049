"""The people of one article: full names behind surnames, titles, roles and pronouns."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from analysis import lexicon
from analysis.signals.quotes.clauses import Paragraph
from analysis.signals.quotes.tags import word_class

_PARTICLE = "de|del|della|der|den|van|von|bin|ibn|al|el|la|le|di|da|du|dos|ben|abu|ten|ter"
_NAME = re.compile(
    rf"[A-Z][\w’'-]*\w(?:[^\S\n]+(?:[A-Z]\.(?:[A-Z]\.)*|(?:(?:{_PARTICLE})[^\S\n]+)*(?:[A-Z](?:[\w’'-]*\w)?)))+"
)
_SUFFIX = frozenset(("jr", "sr", "ii", "iii", "iv", "jr.", "sr."))


@cache
def genders() -> dict[str, str]:
    names = lexicon.load("first_names")
    return dict.fromkeys(names.words("male"), "m") | dict.fromkeys(names.words("female"), "f")


@cache
def titles() -> dict[str, str]:
    return {e.match: e.category for e in lexicon.load("titles").entries}


@cache
def _title_words() -> frozenset[str]:
    return frozenset(w for t in titles() for w in t.split())


@cache
def roles() -> dict[str, str]:
    table: dict[str, str] = {}
    for e in lexicon.load("roles").entries:
        table.setdefault(e.match, e.category)
    return table


def role_of(noun: str) -> str | None:
    """The kind of source a head noun makes, in singular or plural.

    >>> role_of("spokesmen"), role_of("residents"), role_of("lunch")
    ('spokesperson', 'witness', None)
    """
    table = roles()
    noun = noun.lower()
    for form in (
        noun,
        noun.removesuffix("s"),
        noun.removesuffix("es"),
        re.sub("ies$", "y", noun),
        re.sub("men$", "man", noun),
    ):
        if form in table:
            return table[form]
    return None


@cache
def _places() -> frozenset[str]:
    return frozenset(lexicon.load("first_names").words("place"))


class Person(NamedTuple):
    """Whom a mention stands for: the name (or the description as it stands), the title used, is it a name?"""

    name: str
    title: str
    named: bool
    person: bool


class Cast:
    """The people of an article: their full names by last name, and where each is named."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[tuple[int, int]],
        quoted: Sequence[tuple[int, int]],
        aliases: Mapping[str, str],
    ):
        self.aliases = aliases
        self.text = text
        self.paragraphs = [start for start, _ in paragraphs]
        self.full: dict[str, list[tuple[int, str]]] = {}
        self.titles: dict[str, str] = {}
        self.last: Person | None = None
        for start, end in paragraphs:
            for match in _NAME.finditer(text, start, end):
                self._add(match.start(), re.sub(r"['’]s?$", "", match.group()))
        self.places = self._named_places(quoted)

    def _add(self, at: int, run: str) -> None:
        words = run.split()
        while words and (words[0] in _title_words() or words[0].rstrip("s") in _title_words() or word_class(words[0]) != "X"):
            words = words[1:]
        known = genders()
        for start, word in enumerate(words[:-1]):
            if word in known:
                words = words[start:]
                break
        else:
            if len(words) > 3:
                return
        if len(words) < 2 or len(words) > 5:
            return
        self.full.setdefault(_surname(words).lower(), []).append((at, " ".join(words)))

    def _named_places(self, quoted: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
        """Where a person known by a given name or a title is named, outside of quotation marks."""
        names = (n for known in self.full.values() for _, n in known)
        surnames = {_surname(n.split()) for n in names if n.split()[0] not in _places() and not role_of(n.split()[-1])}
        if not surnames:
            return []
        inside = sorted(quoted)
        places = []
        for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, sorted(surnames)))})\b", self.text):
            number = bisect_right(inside, (match.start(), len(self.text))) - 1
            if number < 0 or match.start() >= inside[number][1]:
                places.append((match.start(), match.group()))
        return places

    def resolve(self, name: str, at: int, gender: str | None = None) -> str:
        """The full name for a name at character `at`: the last one before it, else the first one after it."""
        if name.lower() in self.aliases:
            return self.aliases[name.lower()]
        words = name.split()
        known = self.full.get(_surname(words).lower(), [])
        if len(words) > 1:
            longer = [n for _, n in known if len(n.split()) > len(words) and n.split()[0] == words[0]]
            return self._canonical(longer[0] if longer else name)
        if gender:
            known = [k for k in known if genders().get(k[1].split()[0], gender) == gender] or known
        before = [n for p, n in known if p <= at]
        return self._canonical(before[-1] if before else known[0][1] if known else name)

    def _canonical(self, name: str) -> str:
        return self.aliases.get(name.lower(), name)

    def who(self, mention: "Mention", at: int) -> Person:
        """The person or thing that a mention at character `at` stands for."""
        if mention.pronoun:
            return self._pronoun(mention, at)
        if mention.name:
            name = self.resolve(mention.name, at, gender_of_title(mention.title))
            found = Person(name, mention.title, True, name.split()[0] in genders() or bool(mention.title))
            self.last = found
            return found
        return Person(mention.text, "", False, False)

    def _pronoun(self, mention: "Mention", at: int) -> Person:
        gender = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}.get(mention.text.lower())
        if gender is None:
            return (
                self.last
                if mention.text.lower() in ("they", "it") and self.last and not self.last.person
                else Person(mention.text, "", False, False)
            )
        number = bisect_right(self.places, (at, "")) - 1
        paragraph = self.paragraphs[max(0, bisect_right(self.paragraphs, at) - 1)]
        while number >= 0 and self.places[number][0] >= paragraph:
            name = self.resolve(self.places[number][1], self.places[number][0])
            if genders().get(name.split()[0], gender) == gender:
                return Person(name, "", True, True)
            number -= 1
        if self.last is not None and genders().get(self.last.name.split()[0], gender) == gender:
            return Person(self.last.name, "", self.last.named, self.last.person)
        while number >= 0:
            name = self.resolve(self.places[number][1], self.places[number][0])
            if genders().get(name.split()[0]) == gender:
                return Person(name, "", True, True)
            number -= 1
        return Person(mention.text, "", False, False)


def _surname(words: Sequence[str]) -> str:
    return words[-2] if len(words) > 2 and words[-1].lower() in _SUFFIX else words[-1]


def gender_of_title(title: str) -> str | None:
    """The gender a form of address tells: Mrs. → f.

    >>> gender_of_title("Mrs."), gender_of_title("Gen.")
    ('f', None)
    """
    word = title.split()[-1] if title else ""
    return {"courtesy_male": "m", "courtesy_female": "f"}.get(titles().get(word, ""))


class Mention:
    """A source as the text names it: its characters, its name, its title and its head noun."""

    def __init__(self, par: Paragraph, first: int, last: int, *, owner: bool = False):
        self.par = par
        tokens = range(par.chunks[first].first, par.chunks[last].last)
        head_last = par.chunks[first].last
        if owner:
            cut = next((t for t in reversed(range(par.chunks[first].first, head_last)) if par.tags[t] == "s"), None)
            head_last = max(cut or 0, par.chunks[first].first + 1)
            tokens = range(par.chunks[first].first, head_last)
        self.start, self.end = par.tokens[tokens[0]][1], par.tokens[tokens[-1]][2]
        self.text = par.text[self.start : self.end]
        self.pronoun = (len(tokens) == 1 and par.tags[tokens[0]] in "P") or self.text.lower() in (
            "his",
            "her",
            "their",
            "its",
            "my",
        )
        self.name, self.title = "", ""
        self.head = par.words[head_last - 1]
        if not self.pronoun:
            self._read(par.chunks[first].first, head_last, tokens[-1] + 1)

    def _read(self, first: int, head_last: int, last: int) -> None:
        tags, tokens = self.par.tags, self.par.tokens
        end = head_last
        if (
            last > head_last
            and tags[head_last] == "O"
            and ("T" in tags[first:head_last] or self.head in _department_heads())
        ):
            run = self._run(head_last + 1, last)
            words = [tokens[t][0] for t in run]
            split = next((n for n, w in enumerate(words) if n and (w in genders() or tags[run[n]] == "T")), None)
            if split is not None:
                end = last
        run = self._run(first, end)
        while len(run) > 1 and tags[run[0]] == "T":
            run = run[1:]
        known = genders()
        for n in range(1, len(run) - 1):
            if (
                tokens[run[n]][0] in known
                and tokens[run[n - 1]][0] not in known
                and tags[run[n - 1]] == "X"
                and n > 0
                and end == last != head_last
            ):
                run = run[n:]
                break
        if run and tags[run[0]] != "T":
            self.name = self.par.text[tokens[run[0]][1] : tokens[run[-1]][2]]
            self.title = self.par.text[tokens[first][1] : tokens[run[0]][1]].strip(" ,")

    def _run(self, first: int, last: int) -> list[int]:
        """The tokens of the capitalised run at the end of a noun phrase, with the last title before it left out."""
        tags = self.par.tags
        at = last - 1
        while at >= first and tags[at] == "X":
            at -= 1
        return list(range(at + 1, last)) if tags[at : at + 1] != "T" or at + 1 < last else [at]


@cache
def _department_heads() -> frozenset[str]:
    return frozenset(
        ("secretary", "minister", "chief", "chiefs", "director", "head", "chairman", "speaker", "commander")
    )
