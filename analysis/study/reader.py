"""Reading a study file, strictly: what is wrong is refused in one line that names the file, the key and the way out."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from analysis import dates, lexicon, paths, strict_yaml
from analysis.errors import InputError
from analysis.study.records import ACTOR_KINDS, Actor, Article, Proposition, Study
from analysis.words import count_words

STUDY_FILES = (".yaml", ".yml")
STUDY_KEYS = (
    "title", "question", "background", "sampling", "articles", "corpus", "columns", "actors", "propositions",
    "settings", "codings", "disputes", "outlets", "lexicons", "frames",
)  # fmt: skip
COLUMN_KEYS = ("id", "headline", "deck", "text", "outlet", "published", "url", "byline", "story")
ARTICLE_KEYS = ("id", "file", "outlet", "published", "url", "byline", "story", "from")
STATED = ("outlet", "published", "url", "byline", "story")
ACTOR_KEYS = ("id", "name", "aliases", "terms", "kind", "side", "country")
SETTING_KEYS = ("copies", "day_first", "languages", "text", "tone")
"""Settings that a study may change: do all articles count, or one for each separately worded text; is the day first in
`01/07/2020`; which languages are read (ISO 639 codes); what of the articles' words the page may show.
A setting that nothing reads is refused."""
LANGUAGES = ("en",)
"""Languages that are read if a study does not say."""
CHOICES = {"copies": ("all", "one_per_text"), "text": ("full", "excerpts", "offsets")}
"""What a setting may say that is one of a few words."""
PROPOSITION_KEYS = ("id", "text", "terms", "about")


class Reader(strict_yaml.Reader):
    """Reads one study file."""

    def __init__(self, given: str, path: Path) -> None:
        super().__init__(given)
        self.path = path
        self.day_first: bool | None = None

    def study(self) -> Study:
        data = strict_yaml.read(self.path, self.given)
        if not isinstance(data, dict):
            raise self.error("", f"should be a mapping with the keys {', '.join(STUDY_KEYS)}")
        self.known(data, "", STUDY_KEYS)
        if ("articles" in data) == ("corpus" in data):
            has = "both `articles` and `corpus`" if "articles" in data else "neither `articles` nor `corpus`"
            raise self.error("", f"has {has}; list articles one by one, or name one corpus")
        settings = self._settings(data)
        self.day_first = settings.get("day_first")
        corpus = self.text(data, "", "corpus", needed="corpus" in data)
        codings = self.text(data, "", "codings")
        disputes = self.text(data, "", "disputes")
        frames = self.text(data, "", "frames")
        return Study(
            title=self.text(data, "", "title") or self.path.stem,
            given=self.given,
            path=self.path,
            question=self.text(data, "", "question"),
            background=self.text(data, "", "background"),
            sampling=self.text(data, "", "sampling"),
            articles=tuple(self._records(data, "articles", ARTICLE_KEYS, self._article)),
            corpus=self._file(corpus, "corpus") if corpus else None,
            columns=self._columns(data),
            actors=tuple(self._records(data, "actors", ACTOR_KEYS, self._actor)),
            propositions=tuple(self._records(data, "propositions", PROPOSITION_KEYS, self._proposition)),
            settings=settings,
            codings=self._file(codings, "codings") if codings else None,
            disputes=self._disputes(disputes) if disputes else None,
            outlets=self._outlets(data),
            lexicons=self._lexicons(data),
            frames=self._file(frames, "frames") if frames else None,
        )

    def _settings(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        settings = self.mapping(data, "settings")
        for key, value in settings.items():
            if key not in SETTING_KEYS:
                raise self.error(f"settings.{key}", f"is no known setting; known are: {', '.join(SETTING_KEYS)}")
            if key in ("day_first", "tone") and not isinstance(value, bool):
                raise self.error(f"settings.{key}", f"{value!r} should be true or false")
            if key in CHOICES and value not in CHOICES[key]:
                raise self.error(f"settings.{key}", f"{value!r} should be one of {', '.join(CHOICES[key])}")
        languages = self.texts(settings, "settings", "languages") or LANGUAGES
        return {**settings, "languages": languages}

    def _columns(self, data: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
        """The columns of each field: `{headline: Titel, text: [Vorspann, Text]}`; several are joined."""
        columns = self.mapping(data, "columns")
        self.known(columns, "columns", COLUMN_KEYS)
        if columns and "corpus" not in data:
            raise self.error("columns", "needs a `corpus` with a table; articles that are listed have no columns")
        for key, value in columns.items():
            if value == []:
                raise self.error(f"columns.{key}", "is empty; name at least one column")
        return {
            key: self.texts(columns, "columns", key)
            if isinstance(value, list)
            else (self.text(columns, "columns", key, needed=True) or "",)
            for key, value in columns.items()
        }

    def _lexicons(self, data: Mapping[str, Any]) -> Mapping[str, Path]:
        """The study's own lexicons: `{hedges: my_hedges.yaml}`, beside the study file, below it, or in the project."""
        given = self.mapping(data, "lexicons")
        self.known(given, "lexicons", tuple(lexicon.names()))
        files = {}
        for name in given:
            file = self.text(given, "lexicons", name, needed=True) or ""
            path = self._file(file, f"lexicons.{name}").resolve()
            if not any(path.is_relative_to(folder) for folder in (self.path.resolve().parent, paths.ROOT)):
                raise self.error(f"lexicons.{name}", f"{file!r} lies outside of the study's folder; put it there")
            if not path.is_file() or path.suffix.lower() not in STUDY_FILES:
                raise self.error(f"lexicons.{name}", f"{file!r} is no lexicon ({', '.join(STUDY_FILES)})")
            try:
                lexicon.check_stand_in(name, path)
            except InputError as error:
                raise self.error(f"lexicons.{name}", str(error)) from None
            files[name] = path
        return files

    def _disputes(self, name: str) -> Path:
        """The file of disputes, a CSV file."""
        path = self._file(name, "disputes")
        if not path.is_file() or path.suffix.lower() != ".csv":
            raise self.error("disputes", f"{name!r} is no CSV file; see data/README.md for its columns")
        return path

    def _outlets(self, data: Mapping[str, Any]) -> Mapping[str, str]:
        """Other names of outlets, each pointing to the one name: `{nyt: New York Times}`."""
        names: dict[str, str] = {}
        outlets = self.mapping(data, "outlets")
        for outlet in outlets:
            for other in self.texts(outlets, "outlets", outlet):
                if names.setdefault(other, outlet) != outlet:
                    raise self.error(f"outlets.{outlet}", f"{other!r} already stands for {names[other]!r}")
        return names

    def _records(
        self, data: Mapping[str, Any], key: str, keys: tuple[str, ...], make: Callable[[Mapping[str, Any], str], Any]
    ) -> list[Any]:
        """The records of a list, with ids that differ."""
        raws = data.get(key)
        if raws is None and key in data and key == "articles":
            raise self.error(key, "is empty; list at least one article")
        if not isinstance(raws or [], list):
            raise self.error(key, "should be a list")
        if key == "articles" and raws == []:
            raise self.error(key, "is empty; list at least one article")
        seen: dict[str, int] = {}
        records = []
        for number, raw in enumerate(raws or []):
            where = f"{key}[{number}]"
            self.known(raw, where, keys)
            name = self.text(raw, where, "id", needed=True)
            assert name is not None
            if name in seen:
                raise self.error(f"{where}.id", f"{name!r} is already the id of {key}[{seen[name]}]")
            seen[name] = number
            records.append(make(raw, where))
        return records

    def _article(self, raw: Mapping[str, Any], where: str) -> Article:
        file = self.text(raw, where, "file", needed=True)
        assert file is not None
        path = self._file(file, f"{where}.file")
        if not path.is_file():
            raise self.error(f"{where}.file", f"{file!r} is a folder; name one file, or use `corpus`")
        published = None
        if raw.get("published") is not None:
            published = dates.parse(raw["published"], self.day_first)
            if published is None:
                raise self.error(f"{where}.published", f"{raw['published']!r} is no date; write it like 2020-01-07")
        sources = raw.get("from") or {}
        self.known(sources, f"{where}.from", STATED)
        for key in sources:
            self.text(sources, f"{where}.from", key, needed=True)
        return Article(
            id=raw["id"].strip(),
            file=file,
            path=path,
            outlet=self.text(raw, where, "outlet"),
            published=published.iso if published else None,
            published_precision=published.precision if published else None,
            url=self.text(raw, where, "url"),
            byline=self.text(raw, where, "byline"),
            story=self.text(raw, where, "story"),
            sources=sources,
        )

    def _words(self, raw: Mapping[str, Any], where: str, key: str) -> tuple[str, ...]:
        """Names or terms, each with a letter or a digit, and no * that stands by itself."""
        values = self.texts(raw, where, key)
        for number, value in enumerate(values):
            if not count_words(value) or any(not part.strip("*") for part in value.split()):
                raise self.error(f"{where}.{key}[{number}]", f"{value!r} can be found in no text; write a word")
        return values

    def _actor(self, raw: Mapping[str, Any], where: str) -> Actor:
        kind = self.text(raw, where, "kind")
        if kind is not None and kind not in ACTOR_KINDS:
            raise self.error(f"{where}.kind", f"{kind!r} is no kind of actor; use one of {', '.join(ACTOR_KINDS)}")
        return Actor(
            id=raw["id"].strip(),
            name=self.text(raw, where, "name", needed=True) or "",
            aliases=self._words(raw, where, "aliases"),
            kind=kind,
            side=self.text(raw, where, "side"),
            country=self.text(raw, where, "country"),
            terms=self._words(raw, where, "terms"),
        )

    def _proposition(self, raw: Mapping[str, Any], where: str) -> Proposition:
        return Proposition(
            id=raw["id"].strip(),
            text=self.text(raw, where, "text", needed=True) or "",
            terms=self._words(raw, where, "terms"),
            about=self.text(raw, where, "about"),
        )

    def _file(self, name: str, where: str) -> Path:
        """A path inside the study file, from that file's folder."""
        place = self.path.parent / name
        if not paths.exists(place):
            near = paths.near((place,), "the study file's folder")
            raise self.error(where, f"{name!r}: no such file or folder{near}")
        return place
