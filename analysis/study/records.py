"""What a study holds: articles, actors, propositions, each as its file says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ACTOR_KINDS = ("person", "institution", "collective", "thing", "dead")
"""What an actor is: a person and an institution can be asked for their words; a collective (troops), a thing (a letter)
and the dead cannot, or speak only through others."""


@dataclass(frozen=True)
class Article:
    """One article as the study lists it: where it is, and what is known of it.

    `sources` says for a key (`outlet`, `published`, …) where its value comes from.
    """

    id: str
    file: str
    path: Path
    outlet: str | None = None
    published: str | None = None
    published_precision: str | None = None
    url: str | None = None
    byline: str | None = None
    story: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Actor:
    """Somebody or something in the story, with the forms of the name that mean nobody else.

    `terms` are words that name it without its name, `signals.naming` says how they are written; `kind` is one of
    `ACTOR_KINDS`, or missing.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    side: str | None = None
    country: str | None = None
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposition:
    """A claim that headlines and sentences can be for or against; `terms` are words that show it is touched."""

    id: str
    text: str
    terms: tuple[str, ...] = ()
    about: str | None = None


@dataclass(frozen=True)
class Study:
    """A study: articles listed one by one, or a corpus (a folder or a table file) by its path or its address,
    or the folder of a `run` whose tables are there.

    `sampling` says how the articles were found and chosen: where, by which search, from when to when.
    `given` is the path as the user wrote it, `path` where it was found; messages show only `given`. `columns` are the
    columns of a table that a field is read from, where their names do not say it. `lexicons` are the study's own files
    for some of the project's lexicons, see `analysis.lexicon`; `disputes` is the file of hits that readers call wrong,
    see `analysis.disputes`.
    """

    title: str
    given: str
    path: Path
    question: str | None = None
    background: str | None = None
    sampling: str | None = None
    articles: tuple[Article, ...] = ()
    corpus: Path | None = None
    address: str | None = None
    run: Path | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    actors: tuple[Actor, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    codings: Path | None = None
    disputes: Path | None = None
    outlets: Mapping[str, str] = field(default_factory=dict)
    lexicons: Mapping[str, Path] = field(default_factory=dict)
    frames: Path | None = None

    @property
    def name(self) -> str:
        """Short name, from the file or folder: `iraq-letter`."""
        return self.path.stem if self.path.is_file() else self.path.name
