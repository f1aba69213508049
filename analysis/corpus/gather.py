"""Gathering: a study's files, folders and tables to articles and notes, one after the other.

Every file and every row becomes an article or a note; nothing is lost in silence.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis import dates, paths
from analysis.corpus import decode, documents, duplicates, fetched, files, lines, tables, webpages
from analysis.corpus.seen import Numbers, Origins, fingerprint
from analysis.corpus.source import Note, Source, Unreadable
from analysis.errors import InputError
from analysis.study import STATED, TABLE_FILES, Article, Study


def sources(the_study: Study) -> Iterator[Source | Note]:
    """The articles of a study, in its order or that of the file names, and notes on what is none.

    Two articles never have the same id, and what is there twice in one outlet is left out (`duplicates`). Only one
    article, or the rows of a table that its format reads at once, is held at a time.
    """
    if the_study.run is not None:
        raise InputError(f"{the_study.given}: is the folder of a run, not of articles; give the articles' own folder")
    items = _listed(the_study) if the_study.articles else _corpus(the_study)
    return _distinct(duplicates.left_out((_whole(item) for item in items), the_study.outlets))


def _whole(item: Source | Note) -> Source | Note:
    """Names in broken UTF-8 hold halves of characters, which no table or page can be saved with."""
    if isinstance(item, Note):
        texts = (decode.whole(text) for text in (item.reason, item.remedy))
        return Note(item.severity, decode.whole(item.file), item.row, *texts)
    return replace(item, article_id=decode.whole(item.article_id), file=decode.whole(item.file))


def _distinct(items: Iterable[Source | Note]) -> Iterator[Source | Note]:
    """Give an article whose id is taken a number behind it, and say so where the input states the id."""
    taken, origins = Numbers(), Origins()
    numbers: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Note):
            yield item
            continue
        own = item.article_id
        first = taken.get(fingerprint(own))
        while taken.get(fingerprint(item.article_id)) is not None:
            numbers[own] += 1
            item.article_id = f"{own}-{numbers[own] + 1}"
        taken[fingerprint(item.article_id)] = origins.add(item.file, item.row)
        yield item
        if first is not None and item.states_id:
            reason = f"its id {own!r} is that of {origins[first]}; here it is {item.article_id!r}"
            yield Note("doubt", item.file, item.row, reason, "give each article an id of its own")


# Articles that a study lists, and those of a corpus


def _listed(the_study: Study) -> Iterator[Source | Note]:
    for article in the_study.articles:
        name = _shown(article.path, the_study.path.parent)
        for item in _one(article.path, name, article.file):
            if isinstance(item, Note):
                yield item
            else:
                yield replace(item, article_id=article.id, fields=item.fields | _stated(article))


def _shown(path: Path, folder: Path) -> str:
    """The file's name, with its folder's where that is not the study's own."""
    return path.name if path.parent == folder else f"{path.parent.name}/{path.name}"


def _stated(article: Article) -> dict[str, Any]:
    """What the study says of an article, and where it has it from."""
    fields: dict[str, Any] = {}
    for name in STATED:
        if (value := getattr(article, name)) is not None:
            note = article.sources.get(name)
            fields[name] = value
            if name != "story":  # a label, not a statement about the article
                fields[f"{name}_from"] = f"study: {note}" if note else "study"
    if article.published_precision:
        fields["published_precision"] = article.published_precision
    return fields


def _corpus(the_study: Study) -> Iterator[Source | Note]:
    """The articles of a folder, or of one table file."""
    if the_study.address is None and the_study.corpus is not None and the_study.corpus.is_file():
        yield from _file(the_study.corpus, the_study.corpus.name, the_study)
        return
    for item in _files(the_study):
        if isinstance(item, Note):
            yield item
            continue
        path, name = item
        if path.stem.casefold() in files.ABOUT_FOLDER:
            yield Note("reject", name, None, "is about the folder, by its name", "rename it if it is an article")
        else:
            yield from _file(path, name, the_study)


def _files(the_study: Study) -> Iterator[tuple[Path, str] | Note]:
    """The files of a folder, here or at an address, each with its name from the folder on."""
    if the_study.address is not None:
        yield from fetched.walk(the_study.address)
        return
    folder = the_study.corpus
    assert folder is not None
    for item in files.walk(folder):
        yield item if isinstance(item, Note) else (item, item.relative_to(folder).as_posix())


def _file(path: Path, name: str, the_study: Study) -> Iterator[Source | Note]:
    """The articles of one file, or a note why it has none."""
    if paths.kind(path) not in TABLE_FILES:
        yield from _one(path, name, name)
        return
    try:
        yield from tables.sources(path, name, the_study.columns, the_study.settings.get("day_first"))
    except Unreadable as error:
        yield Note("reject", name, None, error.reason, error.remedy)


# Files of one article


def _one(path: Path, name: str, noted: str) -> Iterator[Source | Note]:
    """The article of a file that holds one; `noted` is the file as messages name it."""
    kind = paths.kind(path)
    try:
        if kind in files.TEXT_FILES:
            decoded = files.load(path)
            source = Source(files.stem(path), name, decoded.text, text_from="the file as it is")
            doubts = decoded.doubts
            if decode.looks_like_html(decoded.text):
                doubts += (decode.Doubt("looks like HTML; its tags were read as text", "name it .html"),)
        elif kind in files.PAGE_FILES:
            source, doubts = _page(path, name)
        elif kind in files.DOCUMENT_FILES and path.suffix.lower() != ".gz":
            text, doubts = documents.read(path)
            source = Source(files.stem(path), name, text, text_from=documents.reader())
        elif kind in TABLE_FILES:
            raise Unreadable("is a table, not one article", "name it as `corpus` of the study")
        else:
            reason = f"files of type {kind} are not read" if kind else "has no file type"
            raise Unreadable(reason, f"save it as one of {' '.join((*files.ONE_ARTICLE, *TABLE_FILES))}")
        if len(source.text) > files.LONGEST_ARTICLE:
            raise Unreadable(*files.too_long(len(source.text)))
        if kind not in files.PAGE_FILES:
            source.text, more = decode.sound(source.text)
            doubts += more
    except Unreadable as error:
        yield Note("reject", noted, None, error.reason, error.remedy)
        return
    yield source
    yield from (Note("doubt", noted, None, *doubt) for doubt in doubts)


def _page(path: Path, name: str) -> tuple[Source, tuple[decode.Doubt, ...]]:
    """The article of a saved web page: its headline, then a line for each paragraph."""
    page = webpages.read(files.content(path))
    fields: dict[str, Any] = {}
    doubts = list(page.doubts)
    for field, value in page.fields.items():
        value, more = decode.sound(value)
        doubts += [doubt for doubt in more if doubt not in doubts]
        if field != "published":
            fields |= {field: value, f"{field}_from": page.sources[field]}
        elif date := dates.parse(value):
            fields |= {"published": date.iso, "published_precision": date.precision}
            fields["published_from"] = page.sources[field]
        else:
            reason = f"{page.sources[field]} {value[:40]!r} is no date; the date is left open"
            doubts.append(decode.Doubt(reason, "state it in a study file"))
    text, more = decode.sound("\n".join(page.paragraphs))
    doubts += [doubt for doubt in more if doubt not in doubts]
    known = None
    if headline := fields.get("headline"):
        if text.partition("\n")[0].casefold() != headline.casefold():
            text = f"{headline}\n\n{text}"
        known = {start: "headline" for start, _ in lines.split(text)[:1]}
    source = Source(files.stem(path), name, text, None, fields, known, webpages.extractor())
    return source, tuple(doubts)
