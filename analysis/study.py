"""Studies: which articles are compared, about what, and who and what is in the story.

A study is a YAML file in `data/studies/`, or just a folder of articles or a table file: then it has a corpus and a
title and nothing else. Reading the articles themselves is `analysis.corpus`.
"""

import difflib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis import dates, strict_yaml
from analysis.errors import InputError

ROOT = Path(__file__).resolve().parent.parent

TABLE_FILES = (".csv", ".tsv", ".jsonl", ".json", ".parquet")
STUDY_FILES = (".yaml", ".yml")
STUDY_KEYS = (
    "title", "question", "background", "articles", "corpus", "actors", "propositions", "settings", "codings", "outlets",
)  # fmt: skip
ARTICLE_KEYS = ("id", "file", "outlet", "published", "url", "byline", "story", "from")
STATED = ("outlet", "published", "url", "byline", "story")
ACTOR_KEYS = ("id", "name", "aliases", "kind", "side", "country")
ACTOR_KINDS = ("person", "institution", "collective", "thing", "dead")
"""What an actor is: a person and an institution can be asked for their words; a collective (troops), a thing (a letter)
and the dead cannot, or speak only through others."""
SETTING_KEYS: tuple[str, ...] = ()
"""Settings that a study may change: none yet, and a setting that nothing reads is refused."""
PROPOSITION_KEYS = ("id", "text", "terms", "about")


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

    `kind` is one of `ACTOR_KINDS`, or missing.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    side: str | None = None
    country: str | None = None


@dataclass(frozen=True)
class Proposition:
    """A claim that headlines and sentences can be for or against; `terms` are words that show it is touched."""

    id: str
    text: str
    terms: tuple[str, ...] = ()
    about: str | None = None


@dataclass(frozen=True)
class Study:
    """A study: articles listed one by one, or the path of a corpus (a folder or a table file); never both.

    `given` is the path as the user wrote it, `path` where it was found; messages show only `given`.
    """

    title: str
    given: str
    path: Path
    question: str | None = None
    background: str | None = None
    articles: tuple[Article, ...] = ()
    corpus: Path | None = None
    actors: tuple[Actor, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    codings: Path | None = None
    outlets: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Short name, from the file or folder: `iraq-letter`."""
        return self.path.stem if self.path.is_file() else self.path.name


def load(path: str | Path) -> Study:
    """Read a study file, or take a folder of articles or a table file as a study of its own.

    Args:
        path: from the current folder or, failing that, from the project's folder.

    Raises:
        InputError: the file, the key and the way out: nothing at that path, unknown key, missing file, no date, …

    >>> load("data/studies/iraq-letter.yaml").propositions[0].text
    'The United States is withdrawing its troops from Iraq.'
    >>> load("seeds").title
    'seeds'
    """
    given = str(path)
    found = _find(given)
    if found.suffix.lower() in STUDY_FILES and found.is_file():
        return _Reader(given, found).study()
    if found.is_file() and found.suffix.lower() not in TABLE_FILES:
        kinds = ", ".join((*STUDY_FILES, *TABLE_FILES))
        raise InputError(f"{given}: neither a study nor a table of articles ({kinds}); give its folder to read it")
    name = found.stem if found.is_file() else found.resolve().name
    title = os.fsencode(name).decode("utf-8", "replace")  # a name in broken UTF-8 can be written on no page
    return Study(title=title, given=given, path=found, corpus=found)


def _find(given: str) -> Path:
    """The path from the current folder, else from the project's; an error with the nearest names if neither is."""
    if not given.strip():
        raise InputError("no study given: name a study file, a folder of articles or a table file")
    try:
        places = (Path(given).expanduser(), ROOT / given)
    except RuntimeError:  # ~somebody who has no folder here
        places = (Path(given), ROOT / given)
    for place in places:
        if _exists(place):
            return place
    shown = given if given.isprintable() and len(given) < 200 else repr(given[:60])
    raise InputError(f"{shown}: no such file or folder{_near(places)}")


def _exists(place: Path) -> bool:
    try:
        return place.exists()
    except (OSError, ValueError):  # a name that the system cannot even look up
        return False


def _near(places: tuple[Path, ...]) -> str:
    """`; did you mean …?`, from the names beside the one that is missing."""
    for place in places:
        if _exists(place.parent) and place.parent.is_dir():
            try:
                names = [p.name for p in place.parent.iterdir() if not p.name.startswith(".")]
            except OSError:  # a folder that may not be looked into
                continue
            if near := difflib.get_close_matches(place.name, names, n=1):
                return f"; did you mean {near[0]}?"
    return "; paths count from the current folder or from the project's"


class _Reader:
    """Reads one study file; every refusal names the file and the key's dotted path."""

    def __init__(self, given: str, path: Path) -> None:
        self.given, self.path = given, path

    def study(self) -> Study:
        data = strict_yaml.read(self.path, self.given)
        if not isinstance(data, dict):
            raise self._error("", f"should be a mapping with the keys {', '.join(STUDY_KEYS)}")
        self._known(data, "", STUDY_KEYS)
        if ("articles" in data) == ("corpus" in data):
            has = "both `articles` and `corpus`" if "articles" in data else "neither `articles` nor `corpus`"
            raise self._error("", f"has {has}; list articles one by one, or name one corpus")
        corpus = self._text(data, "", "corpus", needed="corpus" in data)
        codings = self._text(data, "", "codings")
        return Study(
            title=self._text(data, "", "title") or self.path.stem,
            given=self.given,
            path=self.path,
            question=self._text(data, "", "question"),
            background=self._text(data, "", "background"),
            articles=tuple(self._records(data, "articles", ARTICLE_KEYS, self._article)),
            corpus=self._file(corpus, "corpus") if corpus else None,
            actors=tuple(self._records(data, "actors", ACTOR_KEYS, self._actor)),
            propositions=tuple(self._records(data, "propositions", PROPOSITION_KEYS, self._proposition)),
            settings=self._settings(data),
            codings=self._file(codings, "codings") if codings else None,
            outlets=self._outlets(data),
        )

    def _error(self, key: str, message: str) -> InputError:
        return InputError(f"{self.given}: {f'`{key}` ' if key else ''}{message}")

    def _known(self, mapping: Any, where: str, keys: tuple[str, ...]) -> None:
        if not isinstance(mapping, dict):
            raise self._error(where, f"should be a mapping with the keys {', '.join(keys)}")
        for key in mapping:
            if key not in keys:
                near = difflib.get_close_matches(str(key), keys, n=1)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(keys)}"
                raise self._error(f"{where}.{key}" if where else str(key), f"is no known key; {hint}")

    def _text(self, mapping: Mapping[str, Any], where: str, key: str, needed: bool = False) -> str | None:
        value = mapping.get(key)
        name = f"{where}.{key}" if where else key
        if value is None or (isinstance(value, str) and not value.strip()):
            if needed:
                raise self._error(name, "is empty" if key in mapping else "is missing")
            return None
        if not isinstance(value, str):
            raise self._error(name, f"{value!r} is no text; put it in quotes")
        return value.strip()

    def _texts(self, mapping: Mapping[str, Any], where: str, key: str) -> tuple[str, ...]:
        values = mapping.get(key) or []
        if not isinstance(values, list):
            raise self._error(f"{where}.{key}", "should be a list")
        for number, value in enumerate(values):
            if not isinstance(value, str) or not value.strip():
                raise self._error(f"{where}.{key}[{number}]", f"{value!r} is no text; put it in quotes")
        return tuple(values)

    def _mapping(self, mapping: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = mapping.get(key) or {}
        if not isinstance(value, dict):
            raise self._error(key, "should be a mapping")
        return value

    def _settings(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        settings = self._mapping(data, "settings")
        for key in settings:
            if key not in SETTING_KEYS:
                known = ", ".join(SETTING_KEYS) or "none"
                raise self._error(f"settings.{key}", f"is no known setting; known are: {known}")
        return settings

    def _outlets(self, data: Mapping[str, Any]) -> Mapping[str, str]:
        """Other names of outlets, each pointing to the one name: `{nyt: New York Times}`."""
        names: dict[str, str] = {}
        outlets = self._mapping(data, "outlets")
        for outlet in outlets:
            for other in self._texts(outlets, "outlets", outlet):
                if names.setdefault(other, outlet) != outlet:
                    raise self._error(f"outlets.{outlet}", f"{other!r} already stands for {names[other]!r}")
        return names

    def _records(
        self, data: Mapping[str, Any], key: str, keys: tuple[str, ...], make: Callable[[Mapping[str, Any], str], Any]
    ) -> list[Any]:
        """The records of a list, with ids that differ."""
        raws = data.get(key)
        if raws is None and key in data and key == "articles":
            raise self._error(key, "is empty; list at least one article")
        if not isinstance(raws or [], list):
            raise self._error(key, "should be a list")
        if key == "articles" and raws == []:
            raise self._error(key, "is empty; list at least one article")
        seen: dict[str, int] = {}
        records = []
        for number, raw in enumerate(raws or []):
            where = f"{key}[{number}]"
            self._known(raw, where, keys)
            name = self._text(raw, where, "id", needed=True)
            assert name is not None
            if name in seen:
                raise self._error(f"{where}.id", f"{name!r} is already the id of {key}[{seen[name]}]")
            seen[name] = number
            records.append(make(raw, where))
        return records

    def _article(self, raw: Mapping[str, Any], where: str) -> Article:
        file = self._text(raw, where, "file", needed=True)
        assert file is not None
        path = self._file(file, f"{where}.file")
        if not path.is_file():
            raise self._error(f"{where}.file", f"{file!r} is a folder; name one file, or use `corpus`")
        published = None
        if raw.get("published") is not None:
            published = dates.parse(raw["published"])
            if published is None:
                raise self._error(f"{where}.published", f"{raw['published']!r} is no date; write it like 2020-01-07")
        sources = raw.get("from") or {}
        self._known(sources, f"{where}.from", STATED)
        for key in sources:
            self._text(sources, f"{where}.from", key, needed=True)
        return Article(
            id=raw["id"].strip(),
            file=file,
            path=path,
            outlet=self._text(raw, where, "outlet"),
            published=published.iso if published else None,
            published_precision=published.precision if published else None,
            url=self._text(raw, where, "url"),
            byline=self._text(raw, where, "byline"),
            story=self._text(raw, where, "story"),
            sources=sources,
        )

    def _actor(self, raw: Mapping[str, Any], where: str) -> Actor:
        kind = self._text(raw, where, "kind")
        if kind is not None and kind not in ACTOR_KINDS:
            raise self._error(f"{where}.kind", f"{kind!r} is no kind of actor; use one of {', '.join(ACTOR_KINDS)}")
        return Actor(
            id=raw["id"].strip(),
            name=self._text(raw, where, "name", needed=True) or "",
            aliases=self._texts(raw, where, "aliases"),
            kind=kind,
            side=self._text(raw, where, "side"),
            country=self._text(raw, where, "country"),
        )

    def _proposition(self, raw: Mapping[str, Any], where: str) -> Proposition:
        return Proposition(
            id=raw["id"].strip(),
            text=self._text(raw, where, "text", needed=True) or "",
            terms=self._texts(raw, where, "terms"),
            about=self._text(raw, where, "about"),
        )

    def _file(self, name: str, where: str) -> Path:
        """A path inside the study file, from that file's folder."""
        place = self.path.parent / name
        if not _exists(place):
            raise self._error(where, f"{name!r}: no such file or folder{_near((place,))}")
        return place
