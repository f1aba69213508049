"""Reading: a study's articles as the tables `articles, lines, sentences, rejects`.

Every file and row becomes an article or a row of `rejects`; nothing is lost in silence.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.corpus import decode, events, form, gather, genre, language, learned, lines, metadata, segment
from analysis.corpus.lines import Line
from analysis.corpus.source import Note, Source
from analysis.errors import InputError
from analysis.study import LANGUAGES, Study

Tables = dict[str, pd.DataFrame]
SIZE = 2000
"""Articles and notes of one batch: some 10 MB of text."""
WRAPPED = ("lines look cut to a fixed width; a sentence ends where its line ends", "join the lines of each paragraph")


def read(study: Study) -> Tables:
    """Read the articles of a study.

    Returns: tables `articles, lines, sentences, rejects, shared_lines`, in the order of the study or of the file names.

    Raises:
        InputError: not one article could be read.
    """
    items = list(pages(study))
    notes = [item for item in items if isinstance(item, Note)]
    found = [item for item in items if isinstance(item, Page)]
    if not found:
        raise InputError(f"{study.given}: {_nothing(notes)}")
    shared = _first_pass(found)
    taught = learned.furniture(shared)
    found = [relabelled(page, study, taught) for page in found]
    tables = built(found, [*notes, *notes_on(found)]) | {"shared_lines": shared}
    tables["rejects"] = pd.concat([tables["rejects"], strangers(tables)], ignore_index=True)
    return tables


def shared_lines(study: Study) -> pd.DataFrame:
    """The first pass alone: which lines the articles of each outlet share, as table `shared_lines`."""
    return _first_pass(item for item in pages(study) if isinstance(item, Page))


def batches(study: Study, size: int = SIZE, shared: pd.DataFrame | None = None) -> Iterator[Tables]:
    """Read the articles of a study piece by piece, for a corpus that does not fit in memory.

    Args:
        size: articles and notes of one batch.
        shared: what `shared_lines` counted in a first pass; without it nothing is learned from other articles.

    Returns: the tables of `read` but for `shared_lines`, once for each batch: put together, they are those of `read`
        but for the order of `rejects`, and without the doubts that only a whole story shows. A study without an
        article gives only `rejects`.

    >>> from analysis import study
    >>> [len(tables["articles"]) for tables in batches(study.load("data/studies/iraq-letter.yaml"), size=2)]
    [2, 2, 1]
    """
    taught = learned.furniture(shared) if shared is not None else {}
    items = pages(study)
    while batch := list(islice(items, size)):
        notes = [item for item in batch if isinstance(item, Note)]
        found = [relabelled(item, study, taught) for item in batch if isinstance(item, Page)]
        yield built(found, [*notes, *notes_on(found)])


def pages(study: Study) -> Iterator["Page | Note"]:
    """The articles of a study before anything is learned of others, and the notes, one after the other.

    The doubts about an article itself are not yet among the notes: what is learned may still settle them.
    """
    return asked_for(_progress(gather.sources(study)), study)


def from_texts(ids: Sequence[str], texts: Sequence[str]) -> Tables:
    """The same tables from texts at hand, every line taken as the article's own: the first is the headline.

    >>> from_texts(["a"], ["Read more\\n\\nHe left. She stayed."])["sentences"]["text"].tolist()
    ['Read more', 'He left.', 'She stayed.']
    """
    sources = [Source(str(i), "", decode.whole(t or "")) for i, t in zip(ids, texts, strict=True)]
    pages = [(source, lines.plain(source.text)) for source in sources]
    return built([Page(s, page, metadata.read(s.text, page)) for s, page in pages], [])


# Notes


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


class Page(NamedTuple):
    """An article with its lines and what is stated of it."""

    source: Source
    lines: Sequence[Line]
    stated: metadata.Stated


def _page(source: Source, study: Study, taken: Mapping[str, str] | None = None) -> Page:
    """Label the lines of an article and read what they state; `taken` are lines that are learned furniture."""
    page = lines.label(source.text, known=source.known_lines, learned=taken)
    stated = metadata.read(source.text, page, day_first=study.settings.get("day_first"))
    fields, doubts = metadata.merge(stated, source.fields, study.outlets)
    if found := genre.find(source.text, page, fields.get("url")):
        fields = {**fields, "genre": found.name, "genre_from": found.origin}
    return Page(source, page, metadata.Stated(fields, doubts))


def asked_for(items: Iterable[Source | Note], study: Study) -> Iterator[Page | Note]:
    """The articles in the languages that are asked for, and notes on the others."""
    wanted = study.settings.get("languages", LANGUAGES)
    for item in items:
        if isinstance(item, Note):
            yield item
            continue
        page = _page(item, study)
        found = language.identify(_opening(page, "body") or _opening(page, "headline"))
        if found is None or (found == language.ENGLISH and found in wanted):
            yield page
        elif found == language.UNKNOWN and found not in wanted and set(wanted) != {language.ENGLISH}:
            reason = "is not in Latin letters, in a language that could not be told"
            yield from (page, Note("doubt", item.file, item.row, reason, "read what is found in it with care"))
        elif found in wanted:
            reason = f"is in another language than English ({found}), for which no word list was made"
            yield from (page, Note("doubt", item.file, item.row, reason, "read what is found in it with care"))
        else:
            remedy = f"to read it, write `settings: {{languages: [{', '.join((*wanted, found))}]}}` in the study"
            shown = "not told, not in Latin letters" if found == language.UNKNOWN else found
            yield Note("reject", item.file, item.row, f"is in a language that is not asked for: {shown}", remedy)


def _opening(page: Page, label: str) -> str:
    """The first lines with a label: as many as are looked at to tell the language."""
    lines: list[str] = []
    length = 0
    for line in page.lines:
        if line.label == label:
            lines.append(page.source.text[line.start : line.end])
            length += line.end - line.start
            if length >= language.SAMPLE:
                break
    return " ".join(lines)


def strangers(tables: Tables) -> pd.DataFrame:
    """A doubt for each article that may be about another event than its story; one for a story that may be two."""
    places = tables["articles"].set_index("article_id")[["file", "row", "story"]]
    notes, told = [], set()
    for s in events.strangers(tables["articles"], tables["sentences"]):
        file, row, story = places.loc[s.article_id]
        reason = (
            f"may be about another event: has {s.n_has} of the {s.n_names} names that at least half of the other "
            f"articles of its story share (not {', '.join(s.examples)})"
        )
        remedy = "read it; if it is about something else, remove it or give it a `story` of its own"
        if s.of_two_stories:
            name = "" if pd.isna(story) else str(story)
            if name in told:
                continue
            told.add(name)
            reason = (
                f"its story may be two stories: {s.n_strangers} of its {s.n_articles} articles have few of the names "
                f"that the others share (this one not {', '.join(s.examples)})"
            )
            remedy = "give each article its `story` in the study file, or a column `story` in the table"
        notes.append(Note("doubt", str(file), None if pd.isna(row) else int(row), reason, remedy))
    return _rejects(notes)


def _rejects(notes: Iterable[Note]) -> pd.DataFrame:
    return schema.from_rows("rejects", [note._asdict() for note in notes])


def relabelled(page: Page, study: Study, taught: learned.Learned) -> Page:
    """The article once more, if it has lines that its outlet's other articles show to be furniture."""
    outlet = page.stated.fields.get("outlet")
    taken = taught.get(str(outlet)) if outlet else None
    if not taken or taken.keys().isdisjoint(learned.contents(page.source.text, page.lines)):
        return page
    return _page(page.source, study, taken)


def _first_pass(pages: Iterable[Page]) -> pd.DataFrame:
    of_outlets = ((page.stated.fields.get("outlet"), page) for page in pages)
    return learned.count(learned.Labelled(str(o), page.source.text, page.lines) for o, page in of_outlets if o)


def notes_on(pages: Iterable[Page]) -> Iterator[Note]:
    """The doubts about the articles themselves."""
    for source, _, stated in pages:
        if form.are_wrapped([line for line in source.text.splitlines() if line.strip()]):
            yield Note("doubt", source.file, source.row, *WRAPPED)
        yield from (Note("doubt", source.file, source.row, *doubt) for doubt in stated.doubts)


def built(pages: Sequence[Page], notes: Sequence[Note]) -> Tables:
    line_table = _lines(pages)
    texts = pd.DataFrame({"article_id": [p.source.article_id for p in pages], "text": [p.source.text for p in pages]})
    sentence_table = segment.sentences(texts, line_table)
    body = sentence_table[sentence_table["part"] == "body"].groupby("article_id")["n_words"].sum().to_dict()
    rows = [
        {
            **stated.fields,
            "article_id": source.article_id,
            "outlet_key": stated.fields.get("outlet") or f"article {source.article_id}",
            "text": source.text,
            "text_from": source.text_from,
            "n_words": int(body.get(source.article_id, 0)),
            "file": source.file or None,
            "row": source.row,
        }
        for source, _, stated in pages
    ]
    built = {
        "articles": schema.from_rows("articles", rows),
        "lines": line_table,
        "sentences": sentence_table,
        "rejects": _rejects(notes),
    }
    return {name: schema.check(table, name) for name, table in built.items()}


def _lines(pages: Sequence[Page]) -> pd.DataFrame:
    names = ("article_id", "line", *Line._fields)
    rows = [(page.source.article_id, number, *line) for page in pages for number, line in enumerate(page.lines, 1)]
    return schema.build("lines", dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {})
