"""Statements: the quotations of several articles that are one statement, and the indirect ones that tell it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.comparison import base, paraphrases, readings
from analysis.comparison.clusters import WORDS_OPEN, Wording, cluster
from analysis.comparison.sources import Source


class Entry(NamedTuple):
    """A shared statement: its quotations beside their base, and the indirect statements that tell it."""

    members: list[base.Member]
    told: list[base.Quote]

    @property
    def order(self) -> tuple[int, ...]:
        """Statements that several articles quote stand first; of these what most outlets have, and most words of."""
        outlets = {m.quote.outlet for m in self.members} | {q.outlet for q in self.told}
        words = len(self.members[0].witness.base.forms) if self.members else len(self.told[0].forms)
        first = min(q.row for q in [*(m.quote for m in self.members), *self.told])
        return -min(len({m.quote.article for m in self.members}), 2), -len(outlets), -words, first


@dataclass(frozen=True)
class Corpus:
    """Of each compared row its source and whether it is denied; of each article its story."""

    sources: list[Source]
    stories: list[str | None]
    denied: list[bool]
    known: dict[int, paraphrases.Statement] = field(default_factory=dict)

    def single(self, quote: base.Quote) -> paraphrases.Statement:
        """A wording as a statement of its own."""
        if quote.row not in self.known:
            self.known[quote.row] = paraphrases.Statement(
                self.stories[quote.article],
                self.sources[quote.row],
                frozenset([quote.article]),
                (quote.text,),
                readings.roots(quote.forms),
                self.denied[quote.row],
            )
        return self.known[quote.row]

    def statement(self, quotes: Sequence[base.Quote]) -> paraphrases.Statement:
        """The wordings of one statement, ready to be compared with paraphrases."""
        named = [self.sources[q.row] for q in quotes if self.sources[q.row].name]
        return paraphrases.Statement(
            story=self.stories[quotes[0].article],
            source=named[0] if named else self.sources[quotes[0].row],
            articles=frozenset(q.article for q in quotes),
            texts=tuple(q.text for q in quotes),
            stems=readings.roots(form for q in quotes for form in q.forms),
            denied=self.denied[quotes[0].row],
        )

    def spread(self, some: Iterable[base.Quote], among: Iterable[base.Quote]) -> list[base.Quote]:
        """Those of some rows whose source is named, and has a word in another article of the story too."""
        articles: dict[tuple[str | None, str], set[int]] = {}
        for q in among:
            if name := self.sources[q.row].name:
                articles.setdefault((self.stories[q.article], name[-1]), set()).add(q.article)
        shared = {key for key, of in articles.items() if len(of) > 1}
        named = ((q, self.sources[q.row].name) for q in some)
        return [q for q, name in named if name and (self.stories[q.article], name[-1]) in shared]


def with_paraphrases(
    quoted: Sequence[base.Quote], told: Sequence[base.Quote], corpus: Corpus
) -> tuple[list[Entry], list[base.Quote]]:
    """The statements that several articles quote, or one quotes and others tell; and what is told of no quotation."""
    shared = [Entry(part, []) for part in _shared(quoted, corpus)]
    rows = {m.quote.row for entry in shared for m in entry.members}
    single = corpus.spread([q for q in quoted if q.row not in rows], [*quoted, *told])
    known = [corpus.statement([m.quote for m in e.members]) for e in shared] + [corpus.single(q) for q in single]
    able = corpus.spread(told, [*quoted, *told])
    links = paraphrases.link([corpus.single(q) for q in able], known)
    linked: dict[int, Entry] = {}
    for quote, number in zip(able, links, strict=True):
        if number is not None and number < len(shared):
            shared[number].told.append(quote)
        elif number is not None:
            of = single[number - len(shared)]
            linked.setdefault(number, Entry([base.alone(of)], [])).told.append(quote)
    entries = [*shared, *linked.values()]
    taken = {q.row for entry in entries for q in entry.told}
    return entries, [q for q in told if q.row not in taken]


def told_only(told: Sequence[base.Quote], corpus: Corpus) -> list[Entry]:
    """The statements that no article quotes: by their words, then by what they say."""
    entries = [Entry([], [m.quote for m in part]) for part in _shared(told, corpus)]
    rows = {quote.row for entry in entries for quote in entry.told}
    rest = corpus.spread([q for q in told if q.row not in rows], told)
    known = [corpus.statement(e.told) for e in entries] + [corpus.single(q) for q in rest]
    found: dict[int, Entry] = dict(enumerate(entries))
    joined: set[int] = set()
    for one, other in enumerate(paraphrases.link(known[len(entries) :], known), start=len(entries)):
        # No chains: what is like a paraphrase may be unlike what that tells.
        if other is not None and one not in found and other not in joined:
            entry = found.setdefault(other, Entry([], [] if other < len(entries) else [rest[other - len(entries)]]))
            entry.told.append(rest[one - len(entries)])
            joined.add(one)
    return list(found.values())


def _shared(found: Sequence[base.Quote], corpus: Corpus) -> list[list[base.Member]]:
    """Statements of two or more articles by their words: clusters, each with its base."""
    numbers: dict[tuple[Wording, int | None], int] = {}
    wording_of = []
    for q in found:
        source_of = corpus.sources[q.row]
        # A few words of somebody whom nobody names are not one statement because they are the same.
        apart = None if source_of.name or len(q.forms) >= WORDS_OPEN else q.article
        key = Wording(q.forms, source_of, corpus.stories[q.article]), apart
        wording_of.append(numbers.setdefault(key, len(numbers)))
    labels = cluster([wording for wording, _ in numbers])
    groups: dict[int, list[base.Quote]] = {}
    for quote, number in zip(found, wording_of, strict=True):
        groups.setdefault(labels[number], []).append(quote)
    return [part for group in groups.values() if len(group) > 1 for part in base.statements(group)]
