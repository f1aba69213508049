"""Kept: articles and notes as lines of text, to be written between two passes over a corpus and read again."""

import json
from dataclasses import asdict

from analysis.corpus import metadata
from analysis.corpus.lines import Line
from analysis.corpus.read import Page
from analysis.corpus.source import Note, Source

Item = Page | Source | Note


def dump(item: Item) -> str:
    """An article, before or after its lines are labelled, or a note, as one line of JSON.

    >>> load(dump(Note("reject", "a.txt", None, "is empty", "remove it"))).reason
    'is empty'
    """
    if isinstance(item, Note):
        return json.dumps({"note": item})
    if isinstance(item, Source):
        return json.dumps({"source": asdict(item)})
    return json.dumps({"source": asdict(item.source), "lines": item.lines, "stated": item.stated})


def load(line: str) -> Item:
    """What `dump` wrote."""
    data = json.loads(line)
    if note := data.get("note"):
        return Note(*note)
    source = Source(**data["source"])
    if source.known_lines is not None:
        source.known_lines = {int(start): label for start, label in source.known_lines.items()}
    if "lines" not in data:
        return source
    fields, doubts = data["stated"]
    return Page(source, [Line(*line) for line in data["lines"]], metadata.Stated(fields, [tuple(d) for d in doubts]))
