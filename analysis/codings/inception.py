"""Exports of INCEpTION: UIMA CAS JSON 0.4, one file an annotator, `annotation/DOCUMENT/ANNOTATOR.json`.

Of INCEpTION's formats this one names every feature, carries the text that was annotated, and is read with the standard
library; WebAnno TSV splits annotations over tokens and escapes them in its own way. Choose *UIMA CAS JSON 0.4.0* in the
export dialogue and unpack the archive into the folder of codings.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.codings.places import plain
from analysis.codings.rows import PRESENT, SPAN, Judgement, Note

CURATION = "CURATION_USER"
"""The name under which INCEpTION exports what a curator settled."""
SKIPPED = ("uima.", "de.tudarmstadt.ukp.dkpro.core.api.segmentation.", "de.tudarmstadt.ukp.dkpro.core.api.metadata.",
           "de.tudarmstadt.ukp.clarin.webanno.api.type.")  # fmt: skip
"""Types that are no annotation of a coder: tokens, sentences, what is known of the document."""
_TITLE = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"


def read(path: Path, file: str, articles: Mapping[str, str], files: Mapping[str, str]) -> Iterator[Judgement | Note]:
    """The judgements of one annotator on one document.

    Args:
        articles: texts by article id.
        files: article ids by the name of the file that they were read from.

    A layer is a unit (`webanno.custom.Hedge` is `hedge`), a feature of it a variable, its value the judgement; a layer
    without a value gives `span = yes`. INCEpTION counts in UTF-16 units; they become characters here.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        structures = [s for s in data["%FEATURE_STRUCTURES"] if isinstance(s["%TYPE"], str)]
        sofa = next(s for s in structures if s["%TYPE"] == "uima.cas.Sofa" and isinstance(s.get("sofaString"), str))
    except (ValueError, KeyError, TypeError, StopIteration, RecursionError, OSError):
        remedy = "export the project from INCEpTION as UIMA CAS JSON 0.4"
        yield Note("reject", file, None, "is no UIMA CAS JSON with the text in it", remedy)
        return
    text = sofa["sofaString"]
    titles = [s.get("documentTitle") or s.get("documentId") for s in structures if s["%TYPE"] == _TITLE]
    article_id = _article(text, [t for t in titles if t] + [path.parent.name], articles, files)
    if article_id is None:
        remedy = "annotate the articles of this study, each in a document with the name of its file"
        yield Note("reject", file, None, "is about a text that is no article of this study", remedy)
        return
    if text != articles[article_id]:
        yield Note("doubt", file, None, *_difference(text, articles[article_id], article_id))
    coder = "curated" if path.stem == CURATION else path.stem
    places = _Utf16(text)
    for structure in structures:
        kind = structure["%TYPE"]
        begin, until = structure.get("begin"), structure.get("end")
        if kind.startswith(SKIPPED) or structure.get("@sofa") != sofa.get("%ID"):
            continue
        if not isinstance(begin, int) or not isinstance(until, int):
            continue  # what is known of the whole document, or of a relation
        start, end = places[begin], places[until]
        unit = kind.rpartition(".")[2].casefold()
        values = {k: v for k, v in structure.items() if k[0] not in "%@^#" and k not in ("begin", "end")}
        given = {k: _text(v) for k, v in values.items() if isinstance(v, str | int | float | bool)}
        for variable, value in (given or {SPAN: PRESENT}).items():
            row = structure.get("%ID")
            place = (str(start), str(end), text[start:end])
            yield Judgement(file, row, article_id, *place, coder, unit, variable, value)


def _text(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _article(text: str, names: list[str], articles: Mapping[str, str], files: Mapping[str, str]) -> str | None:
    """The article with this text, else the one whose file or id has one of these names."""
    same = [key for key, own in articles.items() if own == text]
    if len(same) == 1:
        return same[0]
    for name in names:
        for key in (files.get(name), files.get(f"{name}.txt"), name):
            if key in articles and (not same or key in same):
                return key
    return None


def _difference(text: str, article: str, article_id: str) -> tuple[str, str]:
    if plain(text) == plain(article):
        reason = f"was made on another form of article {article_id}: line ends, marks or a byte order mark differ"
    else:
        reason = f"was made on another text than article {article_id} has here"
    return f"{reason}; what does not fit is left out", "annotate the text as this suite reads it"


class _Utf16:
    """Places in UTF-16 units as places in characters.

    >>> [_Utf16("a😀b")[n] for n in (0, 1, 3, 4)]
    [0, 1, 2, 3]
    """

    def __init__(self, text: str) -> None:
        # The unit at which each character beyond the basic plane ends: so many units more than characters by then.
        self.wide = [at + n + 2 for n, at in enumerate(i for i, c in enumerate(text) if ord(c) > 0xFFFF)]

    def __getitem__(self, unit: int) -> int:
        return unit - bisect_right(self.wide, unit)
