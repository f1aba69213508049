"""How the text names a source: the name, the title before it, the noun that heads a description."""

from functools import cache, lru_cache

from analysis import lexicon
from analysis.known_names import given_names
from analysis.signals.quotes.clauses import Paragraph
from analysis.signals.quotes.tags import POSSESSIVES
from analysis.words import MOST


@cache
def titles() -> dict[str, str]:
    """Title before a name → the kind of source that it makes."""
    return {e.match: e.category for e in lexicon.load("titles").entries if e.category != "stands_for"}


@cache
def roles() -> dict[str, str]:
    """Noun of a role, an institution or a text → the kind of source."""
    table: dict[str, str] = {}
    for e in lexicon.load("roles").entries:
        table.setdefault(e.match, e.category)
    return table


@lru_cache(MOST)
def role_of(noun: str) -> str | None:
    """The kind of source a head noun makes, in singular or plural; of several words, the longest ending that is listed.

    >>> role_of("spokesmen"), role_of("residents"), role_of("lunch")
    ('spokesperson', 'witness', None)
    >>> role_of("the news agency"), role_of("the Environment Agency")
    ('media', 'institution')
    """
    table = roles()
    noun = noun.lower()
    forms = [noun]
    if noun.endswith("s"):
        forms += [noun[:-1], noun.removesuffix("es"), noun.removesuffix("ies") + "y"]
    elif noun.endswith("men"):
        forms.append(noun[:-3] + "man")
    role = next((table[form] for form in forms if form in table), None)
    rest = noun.partition(" ")[2]
    return role_of(rest) if role is None and rest else role


ORGANISATIONS = ("institution", "business", "civil", "media")
"""Kinds of roles whose nouns name an organisation: ministry, company, union, agency."""


@cache
def governments() -> frozenset[str]:
    """Names of states and capitals that stand for a government: London said it was concerned."""
    places = lexicon.load("places")
    return frozenset(e.match for e in places.entries)


def is_body(name: str) -> bool:
    """Is a name that of a body: by its capitals, as a pollster's, or a firm's with *&*?

    >>> is_body("NASA"), is_body("Pew"), is_body("Marks & Spencer"), is_body("Pike")
    (True, True, True, False)
    """
    return "&" in name or (name.isupper() and name.isalpha() and len(name) > 2) or name in _pollsters()


@cache
def _pollsters() -> frozenset[str]:
    return frozenset(lexicon.load("telling").words("pollster"))


class Mention:
    """A source as a paragraph names it, from its first chunk to its last; `owner`: the possessor in the first chunk."""

    def __init__(self, par: Paragraph, first: int, last: int, *, owner: bool = False):
        self.par = par
        begin, head_end = par.firsts[first], par.lasts[first]
        end = par.lasts[last]
        if owner:
            marks = [t for t in range(begin + 1, head_end) if par.tags[t] == "s"]
            head_end = end = marks[-1] if marks else begin + 1
        self.start, self.end = par.span(begin, end)
        self.text = par.text[self.start : self.end]
        self.head = par.words[head_end - 1]
        self.noun = " ".join(par.words[max(begin, head_end - 2) : head_end])
        self.pronoun = end - begin == 1 and (par.tags[begin] == "P" or self.head in POSSESSIVES)
        self.definite = par.words[begin] in ("the", "this", "that", "these", "those") or self.head in ("it",)
        self.name, self.title, self.possessor = "", "", ""
        if not self.pronoun:
            self._read(begin, head_end, end)

    def _read(self, begin: int, head_end: int, end: int) -> None:
        tags = self.par.tags
        run = self._run(begin, head_end)
        if end > head_end and not any(map(self._given, run[:-1])) and not self._titled(run, begin):
            run = self._inner(head_end, end) or run  # Secretary of Defense Mark Esper
        if len(run) > 2 and not self._given(run[0]):
            cut = next((n for n in range(1, len(run) - 1) if self._given(run[n])), 0)
            run = run[cut:]
        run = self._office(run, head_end, end)
        if run:
            self.name = self._slice(run[0], run[-1] + 1)
            if run[0] > begin:
                self.title = self._slice(begin, run[0]).removeprefix("the ").removeprefix("The ").strip()
                self.title = "" if self.title.lower() in ("the", "a", "an") else self.title
        elif "s" in tags[begin:head_end]:
            mark = tags.rindex("s", begin, head_end)
            self.possessor = self._slice(self._run(begin, mark)[0], mark) if self._run(begin, mark) else ""

    def _given(self, token: int) -> bool:
        """Is the token a given name?"""
        return self.par.tokens[token] in given_names()

    def _titled(self, run: list[int], begin: int) -> bool:
        return bool(run) and run[0] > begin and self.par.tags[run[0] - 1] == "T"

    def _run(self, first: int, last: int) -> list[int]:
        """The capitalised words at the end of a noun phrase; a title alone is no name."""
        at = last
        while at > first and self.par.tags[at - 1] == "X":
            at -= 1
        return list(range(at, last))

    def _inner(self, head_end: int, end: int) -> list[int]:
        """A person's name in what follows *of*: known by a title or a given name before its end."""
        tags = self.par.tags
        if tags[head_end : head_end + 1] != "O":
            return []
        run = self._run(head_end + 1, end)
        if run and tags[run[0] - 1] == "T":
            return run
        start = next((n for n, t in enumerate(run[:-1]) if n and self._given(t)), None)
        return run[start:] if start is not None else []

    def _office(self, run: list[int], head_end: int, end: int) -> list[int]:
        """A name that goes on after *of*: [Ministry of Transport], [Bank of Ames]; not *Secretary of Defense*."""
        tags = self.par.tags
        if not run or run[-1] + 1 != head_end or tags[head_end : head_end + 1] != "O":
            return run
        last = head_end + 1
        while last < end and tags[last] == "X":
            last += 1
        body = role_of(self.par.words[run[-1]]) in ORGANISATIONS and last > head_end + 1
        return list(range(run[0], last)) if body else run

    def _slice(self, first: int, last: int) -> str:
        return self.par.text[slice(*self.par.span(first, last))]
