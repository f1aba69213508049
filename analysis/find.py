"""One signal on records of any origin: the command `python -m analysis find SIGNAL IN OUT`.

Records come in and go out in batches, so a file larger than memory will do.
"""

import signal as signals
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from tqdm import tqdm

from analysis import schema
from analysis.errors import InputError
from analysis.records import Record, Rejected, Source, suffix, writer
from analysis.words import count_words
from analysis.writing import replacing

BATCH = 500
"""Records that are held at a time."""


@dataclass(frozen=True)
class Finder:
    """What one signal takes from a record, and what it gives for a batch of them.

    `find(records)` gives one result a record; `to_json` and `to_rows` write a result out.
    """

    fields: tuple[str, ...]
    columns: dict[str, pa.DataType]
    find: Callable[[Sequence[Record]], list[Any]]
    to_json: Callable[[str | int, Any], dict[str, Any]]
    to_rows: Callable[[str | int, Any], list[dict[str, Any]]]


def run(signal: str, source: str, target: str) -> int:
    """Find `signal` in the records of file `source` and write file `target`; the number of records left out.

    Each record that cannot be read is named on stderr. The target is replaced only when all others are written.

    Raises:
        InputError: a file, its format or its columns will not do, or no record can be read; nothing is written.
    """
    finder, ending = FINDERS[signal], suffix(target)
    records = Source(source, finder.fields)
    _check(source, target)
    signals.signal(signals.SIGTERM, lambda *_: sys.exit(143))  # so that the temporary file goes
    n_read = n_rejected = 0
    with replacing(target) as temporary:
        stream = iter(records)
        head = list(islice(stream, BATCH))  # the columns are known once the first record is read
        columns = {"id": pa.int64() if records.integer_ids else pa.string(), **finder.columns}
        with (
            writer(temporary, ending, columns, finder.to_json, finder.to_rows) as write,
            tqdm(
                total=records.total, desc=f"find {signal}", delay=2, disable=None, leave=False, unit_scale=True
            ) as bar,
        ):
            while head:
                good = [record for record in head if isinstance(record, Record)]
                for record in head:
                    if isinstance(record, Rejected):
                        bar.write(f"{source}, {record.where}: {record.reason}", file=sys.stderr)
                n_read, n_rejected = n_read + len(good), n_rejected + len(head) - len(good)
                if good:
                    write(list(zip((record.id for record in good), finder.find(good), strict=True)))
                bar.update(records.position - bar.n)
                head = list(islice(stream, BATCH))
        if n_rejected and not n_read:
            raise InputError(f"{source}: none of its {n_rejected} records can be read; nothing is written")
    if n_rejected:
        print(f"{source}: {n_rejected} of {n_read + n_rejected} records left out", file=sys.stderr)
    return n_rejected


def _check(source: str, target: str) -> None:
    """Is there a file to read, and is it another than the one to write?"""
    path = source
    try:
        if not Path(source).exists():
            raise InputError(f"{source}: no such file")
        if Path(source).is_dir():
            raise InputError(f"{source}: is a folder; name a file")
        path = target
        if Path(target).exists() and Path(target).samefile(source):
            raise InputError(f"{target}: is the file that is read; name another file to write")
    except OSError as error:  # a name that is too long, a folder that may not be looked into
        raise InputError(f"{path}: cannot be found: {error.strerror}") from None


def _by_record(table: pd.DataFrame, names: Sequence[str], n: int) -> list[list[dict[str, Any]]]:
    """The rows of a span table by record (its place in the batch is its article id), in order of the text."""
    rows: list[list[dict[str, Any]]] = [[] for _ in range(n)]
    table = table.sort_values(["start", "end"], kind="stable")
    columns = [table[name].astype(object).where(table[name].notna(), None) for name in names]
    for key, *values in zip(table["article_id"], *columns, strict=True):
        rows[int(key)].append(dict(zip(names, values, strict=True)))
    return rows


def _quotes(records: Sequence[Record]) -> list[list[dict[str, Any]]]:
    from analysis.corpus import from_texts
    from analysis.signals import quotes

    # Ids of records may repeat; their places in the batch cannot.
    tables = from_texts([str(n) for n in range(len(records))], [r.fields["text"] for r in records])
    found = quotes.find(tables["articles"], tables["lines"], tables["sentences"])
    found = found[found["kind"].isin(["speech", "indirect"])]
    found = found.assign(
        speaker=found["speaker"].fillna(found["speaker_mention"]),
        direct=found["kind"].map({"speech": "direct", "indirect": "indirect"}),
    )
    return _by_record(found, [*QUOTE, "text"], len(records))


def _hedges(records: Sequence[Record]) -> list[list[dict[str, Any]]]:
    from analysis.signals import hedges

    texts = [r.fields["sentence"] for r in records]
    sentences = schema.build(
        "sentences",
        {
            "article_id": [str(n) for n in range(len(records))],
            "sentence_id": [0] * len(records),
            "start": [0] * len(records),
            "end": [len(text) for text in texts],
            "text": texts,
            "part": ["body"] * len(records),
            "paragraph": [1] * len(records),
            "n_words": [count_words(text) for text in texts],
        },
    )
    found = hedges.find(sentences, uncounted=True)
    return _by_record(hedges.uncertain(found), ["start", "end", "text"], len(records))


def _stances(records: Sequence[Record]) -> list[str | None]:
    from analysis.signals import stance

    return [stance.emergent(stance.read(r.fields["headline"], r.fields["claim"])) for r in records]


QUOTE = ("start", "end", "speaker", "speaker_mention", "cue", "direct")
PLACE = {"start": pa.int64(), "end": pa.int64(), "text": pa.string()}

FINDERS = {
    "quotes": Finder(
        fields=("text",),
        columns={**PLACE, **dict.fromkeys(QUOTE[2:], pa.string())},
        find=_quotes,
        to_json=lambda key, found: {"id": key, "quotes": [{name: quote[name] for name in QUOTE} for quote in found]},
        to_rows=lambda key, found: [{"id": key, **quote} for quote in found],
    ),
    "hedges": Finder(
        fields=("sentence",),
        columns=PLACE,
        find=_hedges,
        to_json=lambda key, found: {"id": key, "cues": [[cue["start"], cue["end"]] for cue in found]},
        to_rows=lambda key, found: [{"id": key, **cue} for cue in found],
    ),
    "stance": Finder(
        fields=("headline", "claim"),
        columns={"stance": pa.string()},
        find=_stances,
        to_json=lambda key, stance: {"id": key, "stance": stance},
        to_rows=lambda key, stance: [{"id": key, "stance": stance}],
    ),
}  # fmt: skip
