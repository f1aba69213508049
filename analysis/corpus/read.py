"""Reading: a study's articles as the tables `articles, lines, sentences, rejects`.

Every file and row becomes an article or a row of `rejects`; nothing is lost in silence.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pandas as pd

from analysis import schema
from analysis.corpus import decode, form, gather, lines, metadata, segment
from analysis.corpus.source import Note, Source
from analysis.errors import InputError
from analysis.study import Study

Tables = dict[str, pd.DataFrame]
SIZE = 2000
"""Articles and notes of one batch: some 10 MB of text."""
PEDIGREE = ("outlet", "published", "byline", "url", "headline")
WRAPPED = ("lines look cut to a fixed width; a sentence ends where its line ends", "join the lines of each paragraph")


def read(study: Study) -> Tables:
    """Read the articles of a study.

    Returns: tables `articles, lines, sentences, rejects`, in the order of the study or of the file names.

    Raises:
        InputError: not one article could be read.
    """
    items = list(_progress(gather.sources(study)))
    if not any(isinstance(item, Source) for item in items):
        raise InputError(f"{study.given}: {_nothing([item for item in items if isinstance(item, Note)])}")
    return _tables(items, study)


def batches(study: Study, size: int = SIZE) -> Iterator[Tables]:
    """Read the articles of a study piece by piece, for a corpus that does not fit in memory.

    Args:
        size: articles and notes of one batch.

    Returns: the tables of `read`, once for each batch: put together, they are those of `read` but for the order of
        `rejects`. A study without an article gives only `rejects`.

    >>> from analysis import study
    >>> [len(tables["articles"]) for tables in batches(study.load("data/studies/iraq-letter.yaml"), size=2)]
    [2, 2, 1]
    """
    items = iter(gather.sources(study))
    while batch := list(islice(items, size)):
        yield _tables(batch, study)


def from_texts(ids: Sequence[str], texts: Sequence[str]) -> Tables:
    """The same tables from texts at hand, every line taken as the article's own: the first is the headline.

    >>> from_texts(["a"], ["Read more\\n\\nHe left. She stayed."])["sentences"]["text"].tolist()
    ['Read more', 'He left.', 'She stayed.']
    """
    sources = [Source(str(i), "", decode.whole(t or "")) for i, t in zip(ids, texts, strict=True)]
    return _built(sources, [lines.plain(s.text) for s in sources], [], {})


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


def _name_outlet(row: dict[str, Any], outlets: Mapping[str, str]) -> None:
    """Use the study's one name for an outlet that has several, wherever its name was read."""
    outlet = row.get("outlet")
    if outlet and outlet in outlets:
        row["outlet"] = outlets[outlet]
        row["outlet_from"] += f", {outlet!r} by the study's list of outlets"


def _tables(items: Iterable[Source | Note], study: Study) -> Tables:
    """The tables of some articles, and of the notes among them."""
    sources: list[Source] = []
    labelled: list[list[lines.Line]] = []
    notes: list[Note] = []
    for item in items:
        if isinstance(item, Note):
            notes.append(item)
            continue
        sources.append(item)
        labelled.append(lines.label(item.text, known=item.known_lines))
        if form.are_wrapped([line for line in item.text.splitlines() if line.strip()]):
            notes.append(Note("doubt", item.file, item.row, *WRAPPED))
    return _built(sources, labelled, notes, study.outlets)


def _built(
    sources: Sequence[Source],
    labelled: Sequence[Sequence[lines.Line]],
    notes: Sequence[Note],
    outlets: Mapping[str, str],
) -> Tables:
    line_table = _lines(sources, labelled)
    texts = pd.DataFrame({"article_id": [s.article_id for s in sources], "text": [s.text for s in sources]})
    sentence_table = segment.sentences(texts, line_table)
    body = sentence_table[sentence_table["part"] == "body"].groupby("article_id")["n_words"].sum().to_dict()
    rows = []
    for source, page in zip(sources, labelled, strict=True):
        stated = metadata.read(source.text, page)
        for name in ("headline", "byline"):
            if name in stated:
                stated.setdefault(f"{name}_from", "the article's lines")
        # What is known of an article comes from one place, with its precision and its pedigree.
        for name in PEDIGREE:
            if name in source.fields:
                stated = {k: v for k, v in stated.items() if k != name and not k.startswith(f"{name}_")}
        row = stated | source.fields
        _name_outlet(row, outlets)
        row |= {
            "article_id": source.article_id,
            "outlet_key": row.get("outlet") or f"not stated ({source.article_id})",
            "text": source.text,
            "text_from": source.text_from,
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
