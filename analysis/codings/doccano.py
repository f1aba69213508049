"""Exports of doccano: JSON Lines, for sequence labelling and for text classification, one file an annotator."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.codings.places import places, plain, shown
from analysis.codings.rows import PRESENT, SPAN, Judgement, Note

CODER_FIELDS = ("coder", "annotator", "username")
REMEDY = "give doccano the articles, or sentences of them, as this suite reads them"


def read(
    path: Path, file: str, articles: Mapping[str, str], headlines: Mapping[str, str]
) -> Iterator[Judgement | Note]:
    """The judgements of one annotator.

    Args:
        articles: texts by article id.
        headlines: headlines by article id.

    Each line has a `text`: a whole article, its headline, or a stretch that stands once in one article. A label is
    `unit` (the stretch is one: `span = yes`) or `unit:variable=value`, of a whole text `variable=value` or just a value
    of the variable `label`. The coder is the file's name, unless the line says `annotator`.
    """
    by_text = {text: key for key, text in articles.items()}
    by_headline: dict[str, list[str]] = {}
    for key, headline in headlines.items():
        by_headline.setdefault(headline, []).append(key)
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line.decode("utf-8-sig"))
            text = record.get("text", record.get("data"))
            labels = list(_labels(record))
            if not isinstance(text, str):
                raise ValueError
        except (ValueError, AttributeError, TypeError, KeyError, RecursionError):
            yield Note("reject", file, number, "is no record of doccano with a text and labels", "export it as JSONL")
            continue
        stated = record.get("article_id", (record.get("meta") or {}).get("article_id"))
        found = _place(text, None if stated is None else str(stated), articles, by_text, by_headline)
        if isinstance(found, str):
            yield Note("reject", file, number, found, REMEDY)
            continue
        article_id, base, whole = found
        coder = next((str(record[f]) for f in CODER_FIELDS if record.get(f)), path.stem)
        for start, end, label in labels:
            if start is None or end is None:
                place = ("", "", "") if whole != "sentence" else (str(base), str(base + len(text)), text)
                variable, _, value = label.rpartition("=")
                yield Judgement(file, number, article_id, *place, coder, whole, variable or "label", value)
            else:
                name, _, value = label.partition("=")
                unit, _, variable = name.partition(":")
                value = value or PRESENT
                place = (str(base + start), str(base + end), text[start:end])
                yield Judgement(file, number, article_id, *place, coder, unit, variable or SPAN, value)


def _labels(record: Mapping[str, Any]) -> Iterator[tuple[int | None, int | None, str]]:
    """Places and labels: of `label: [[start, end, name]]`, `entities: [{start_offset, …}]`, or `label: [name]`."""
    for label in record.get("label") or record.get("labels") or ():
        if isinstance(label, str):
            yield None, None, label
        else:
            start, end, name = label
            yield int(start), int(end), str(name)
    for entity in record.get("entities") or ():
        yield int(entity["start_offset"]), int(entity["end_offset"]), str(entity["label"])


def _place(
    text: str,
    stated: str | None,
    articles: Mapping[str, str],
    by_text: Mapping[str, str],
    by_headline: Mapping[str, list[str]],
) -> tuple[str, int, str] | str:
    """The article that a text is, or is of; where it begins; what it is (article, headline, sentence). Or why not."""
    if stated is not None and stated not in articles:
        return f"names article {stated!r}, which is not of this study"
    if text in by_text and stated in (None, by_text[text]):
        return by_text[text], 0, "article"
    heads = [key for key in by_headline.get(text, ()) if stated in (None, key)]
    if len(heads) == 1:
        return heads[0], articles[heads[0]].find(text), "headline"
    pool = articles if stated is None else {stated: articles[stated]}
    found = [(key, at) for key, own in pool.items() for at in places(own, text, 2)]
    if len(found) == 1:
        return found[0][0], found[0][1], "sentence"
    if found or heads:
        return f"{shown(text)} stands more than once in the articles; state its `article_id`, or give more of it"
    if any(plain(text) in plain(own) for own in pool.values()):
        return f"near miss: {shown(text)} is in the articles, but with other line ends, marks or spaces"
    return f"{shown(text)} is in no article of this study"
