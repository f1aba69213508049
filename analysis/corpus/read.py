"""Reading: a study's articles as the tables `articles, lines, sentences, rejects`.

Every file and row becomes an article or a row of `rejects`; nothing is lost in silence.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import dates, schema
from analysis.corpus import files, form, lines, metadata, segment, tables
from analysis.corpus.files import Note, Unreadable
from analysis.errors import InputError
from analysis.study import TABLE_FILES, Article, Study

KNOWN = ("outlet", "published", "published_precision", "byline", "url", "story", "headline")
"""Columns of `articles` that are taken from the study or a table before the article's own lines are asked."""
WRAPPED = ("lines look cut to a fixed width; a sentence ends where its line ends", "join the lines of each paragraph")


@dataclass
class Source:
    """One article before it is cut into lines: text, where it was read, and what is known of it."""

    article_id: str
    file: str
    text: str
    row: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    known_lines: dict[int, str] | None = None


def read(study: Study) -> dict[str, pd.DataFrame]:
    """Read the articles of a study.

    Returns: tables `articles, lines, sentences, rejects`, in the order of the study or of the file names.

    Raises:
        InputError: not one article could be read.
    """
    sources: list[Source] = []
    notes: list[Note] = []
    for item in _progress(_listed(study) if study.articles else _corpus(study)):
        if isinstance(item, Note):
            notes.append(_whole_note(item))
        else:
            sources.append(_whole_names(item))
    if not sources:
        raise InputError(f"{study.given}: {_nothing(notes)}")
    _distinct_ids(sources)
    labelled = []
    for source in sources:
        if files.whole(source.text) != source.text:
            source.text = files.whole(source.text)
            reason = "held halves of characters (lone surrogates); each is shown as U+FFFD"
            notes.append(Note("doubt", source.file, source.row, reason, "export the text again"))
        page = lines.label(source.text, known=source.known_lines)
        if form.are_wrapped([line for line in source.text.splitlines() if line.strip()]):
            notes.append(Note("doubt", source.file, source.row, *WRAPPED))
        labelled.append(page)
    return _tables(sources, labelled, notes, study.outlets)


def from_texts(ids: Sequence[str], texts: Sequence[str]) -> dict[str, pd.DataFrame]:
    """The same tables from texts at hand, every line taken as the article's own: the first is the headline.

    >>> from_texts(["a"], ["Read more\\n\\nHe left. She stayed."])["sentences"]["text"].tolist()
    ['Read more', 'He left.', 'She stayed.']
    """
    sources = [Source(str(i), "", files.whole(t or "")) for i, t in zip(ids, texts, strict=True)]
    return _tables(sources, [lines.plain(s.text) for s in sources], [], {})


# Names in broken UTF-8 (of a file, of a JSON field) hold halves of characters, which no table or page can be saved with


def _whole_names(source: Source) -> Source:
    fields = {name: files.whole(v) if isinstance(v, str) else v for name, v in source.fields.items()}
    return replace(source, article_id=files.whole(source.article_id), file=files.whole(source.file), fields=fields)


def _whole_note(note: Note) -> Note:
    return note._replace(file=files.whole(note.file), reason=files.whole(note.reason), remedy=files.whole(note.remedy))


# Where articles come from


def _listed(study: Study) -> Iterator[Source | Note]:
    """The articles that a study lists one by one."""
    for article in study.articles:
        try:
            decoded = files.load(article.path)
        except Unreadable as error:
            yield Note("reject", article.file, None, error.reason, error.remedy)
            continue
        yield from (Note("doubt", article.file, None, *doubt) for doubt in decoded.doubts)
        yield Source(article.id, _shown(article.path, study.path.parent), decoded.text, fields=_stated(article))


def _shown(path: Path, folder: Path) -> str:
    """The file's name, with its folder's where that is not the study's own."""
    return path.name if path.parent == folder else f"{path.parent.name}/{path.name}"


def _stated(article: Article) -> dict[str, Any]:
    """What the study says of an article, and where it has it from."""
    fields: dict[str, Any] = {
        name: value for name in KNOWN if (value := getattr(article, name, None)) is not None and name != "headline"
    }
    for name in ("outlet", "published"):
        if name in fields:
            note = article.sources.get(name)
            fields[f"{name}_from"] = f"study: {note}" if note else "study"
    return fields


def _corpus(study: Study) -> Iterator[Source | Note]:
    """The articles of a folder, or of one table file."""
    assert study.corpus is not None
    if study.corpus.is_file():
        yield from _file(study.corpus, study.corpus.name)
        return
    for item in files.walk(study.corpus):
        if isinstance(item, Note):
            yield item
            continue
        name = item.relative_to(study.corpus).as_posix()
        if item.stem.casefold() in files.ABOUT_FOLDER:
            yield Note("reject", name, None, "is about the folder, by its name", "rename it if it is an article")
        else:
            yield from _file(item, name)


def _file(path: Path, name: str) -> Iterator[Source | Note]:
    """The articles of one file, or a note why it has none."""
    suffix = path.suffix.lower()
    try:
        if suffix in TABLE_FILES:
            yield from _table(path, name)
        elif suffix in files.TEXT_FILES:
            decoded = files.load(path)
            yield from (Note("doubt", name, None, *doubt) for doubt in decoded.doubts)
            yield Source(path.stem, name, decoded.text)
        else:
            kinds = " ".join((*files.TEXT_FILES, *TABLE_FILES))
            reason = f"files of type {suffix} are not read" if suffix else "has no file type"
            yield Note("reject", name, None, reason, f"save it as one of {kinds}")
    except Unreadable as error:
        yield Note("reject", name, None, error.reason, error.remedy)


def _table(path: Path, name: str) -> Iterator[Source | Note]:
    """The articles of a table file. Dates such as 01/07/2020 are read as the file's other dates show."""
    rows: list[tables.Row] = []
    for item in tables.rows(path, name):
        if isinstance(item, Note):
            yield item
        else:
            rows.append(item)
    if not rows:
        yield Note("reject", name, None, "has no row that is an article", "check its header and its rows")
    day_first = dates.order([str(row.fields["published"]) for row in rows if "published" in row.fields])
    for row in rows:
        yield from _row(row, path, name, day_first)


def _row(row: tables.Row, path: Path, name: str, day_first: bool | None) -> Iterator[Source | Note]:
    fields = {role: value for role, value in row.fields.items() if role not in ("text", "deck", "id")}
    parts = [(part, str(row.fields[part])) for part in ("headline", "deck", "text") if part in row.fields]
    if not any(part != "deck" for part, _ in parts):
        yield Note("reject", name, row.number, "has neither text nor headline", "fill one of them, or remove the row")
        return
    if any("\x00" in text for _, text in parts):
        yield Note("reject", name, row.number, "holds NUL characters", "export the text again")
        return
    known: dict[int, str] = {}
    text = ""
    for part, content in parts:
        text += "\n\n" if text else ""
        if part != "text":  # line ends inside a headline would cut it in two
            for start, _ in lines.split(content):
                known[len(text) + start] = part
        text += content
    if "published" in fields:
        value = fields.pop("published")
        if date := dates.parse(value, day_first):
            fields |= {"published": date.iso, "published_precision": date.precision}
        else:
            why = "could be two different days" if dates.is_ambiguous(value) else "is no date"
            reason = f"{row.columns['published']} {str(value)[:40]!r} {why}; the date is left open"
            yield Note("doubt", name, row.number, reason, "write it like 2020-01-07")
    for role in ("outlet", "published"):
        if role in fields:
            fields[f"{role}_from"] = f"column {row.columns[role]}"
    article_id = str(row.fields["id"]) if "id" in row.fields else f"{path.stem}-{row.number}"
    yield Source(article_id, name, text, row.number, {k: str(v).strip() for k, v in fields.items()}, known)


def _nothing(notes: Sequence[Note]) -> str:
    """Why a study has no article, with the first reason."""
    if not notes:
        return "no files in it; put the articles there as .txt, or name a table file"
    first = next((n for n in notes if n.severity == "reject"), notes[0])
    where = first.file + (f", row {first.row}" if first.row else "")
    more = f" (and {len(notes) - 1} more)" if len(notes) > 1 else ""
    return f"no article could be read: {where} {first.reason}; {first.remedy}{more}"


def _progress(items: Iterable[Source | Note]) -> Iterable[Source | Note]:
    """A bar on stderr if it takes long."""
    from tqdm import tqdm

    return tqdm(items, desc="reading articles", unit=" articles", delay=2, file=sys.stderr, leave=False)


# From sources to tables


def _distinct_ids(sources: Sequence[Source]) -> None:
    """Give an article whose id is taken a number behind it: every id stands for one article."""
    taken = {source.article_id for source in sources}
    seen: set[str] = set()
    for source in sources:
        if source.article_id in seen:
            number = 2
            while f"{source.article_id}-{number}" in taken:
                number += 1
            source.article_id = f"{source.article_id}-{number}"
            taken.add(source.article_id)
        seen.add(source.article_id)


def _name_outlet(row: dict[str, Any], outlets: Mapping[str, str]) -> None:
    """Use the study's one name for an outlet that has several, wherever its name was read."""
    outlet = row.get("outlet")
    if outlet and outlet in outlets:
        row["outlet"] = outlets[outlet]
        row["outlet_from"] += f", {outlet!r} by the study's list of outlets"


def _tables(
    sources: Sequence[Source],
    labelled: Sequence[Sequence[lines.Line]],
    notes: Sequence[Note],
    outlets: Mapping[str, str],
) -> dict[str, pd.DataFrame]:
    line_table = _lines(sources, labelled)
    texts = pd.DataFrame({"article_id": [s.article_id for s in sources], "text": [s.text for s in sources]})
    sentence_table = segment.sentences(texts, line_table)
    body = sentence_table[sentence_table["part"] == "body"].groupby("article_id")["n_words"].sum().to_dict()
    rows = []
    for source, page in zip(sources, labelled, strict=True):
        stated = metadata.read(source.text, page)
        # A date or an outlet comes from one place, with its precision and its pedigree.
        for name in ("outlet", "published"):
            if name in source.fields:
                stated = {k: v for k, v in stated.items() if not k.startswith(name)}
        row = stated | source.fields
        _name_outlet(row, outlets)
        row |= {
            "article_id": source.article_id,
            "outlet_key": row.get("outlet") or f"not stated ({source.article_id})",
            "text": source.text,
            "n_words": int(body.get(source.article_id, 0)),
            "file": source.file or None,
            "row": source.row,
        }
        rows.append(row)
    rejects = [note._asdict() for note in notes]
    built = {
        "articles": schema.from_rows("articles", rows),
        "lines": line_table,
        "sentences": sentence_table,
        "rejects": schema.from_rows("rejects", rejects),
    }
    return {name: schema.check(table, name) for name, table in built.items()}


def _lines(sources: Sequence[Source], labelled: Sequence[Sequence[lines.Line]]) -> pd.DataFrame:
    names = ("article_id", "line", *lines.Line._fields)
    rows = [
        (source.article_id, number, *line)
        for source, page in zip(sources, labelled, strict=True)
        for number, line in enumerate(page, 1)
    ]
    return schema.build("lines", dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {})
