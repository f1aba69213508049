"""Tasks: what is done to one part of a corpus, by whichever worker takes it.

Each reads tables of the part, writes others, and then the part's entry. All that it knows is in its arguments and in
the run's folder.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b, sha256
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import pipeline, schema
from analysis.comparison import ledger, reuse
from analysis.comparison.reuse import copies, edits, passages
from analysis.corpus import kept, learned
from analysis.corpus.read import Page, asked_for, built, notes_on, relabelled, strangers
from analysis.corpus.source import Note, Source
from analysis.evidence import estimate, tone
from analysis.lexicon import in_stead
from analysis.run import parts
from analysis.run.parts import Entry
from analysis.run.plan import Plan
from analysis.signals import naming
from analysis.study import Study
from analysis.writing import harmless

NAMES = pa.schema([*((name, pa.string()) for name in ("article_id", "name", "kind", "role")), ("count", pa.int64())])
"""What `naming.count` counts."""
READ = ("articles", "lines", "sentences")
SIGNALS = (
    "quotes", "cues", "claims", "mentions", "agency", "numbers", "causes", "demands", "frames", "tone", "measures",
    "ledger",
)  # fmt: skip
"""Tables that are made of one article at a time."""


@contextmanager
def _study(plan: Plan) -> Iterator[Study]:
    the_study = plan.the_study
    with in_stead(the_study.lexicons), pipeline.uncollected():
        yield the_study


def label(part: str, plan: Plan) -> Entry:
    """Label the lines of the part's articles, and keep what its outlets' lines may teach."""
    items = [kept.load(line) for line in parts.kept(plan, "sources", part)["item"].to_pylist()]
    with _study(plan) as the_study:
        labelled = list(asked_for((i for i in items if isinstance(i, Source | Note)), the_study))
        pages = [item for item in labelled if isinstance(item, Page)]
        texts = list(
            learned.texts(
                learned.Labelled(str(outlet), page.source.text, page.lines)
                for page in pages
                if (outlet := page.stated.fields.get("outlet"))
            )
        )
    parts.keep(plan, "pages", part, pa.table({"item": [kept.dump(item) for item in labelled]}))
    keys = pa.array([text.key for text in texts], pa.uint64())
    lines = pa.array([text.lines for text in texts], pa.list_(pa.string()))
    outlets = pa.array([text.outlet for text in texts], pa.string())
    parts.keep(plan, "texts", part, pa.table({"outlet": outlets, "key": keys, "lines": lines}))
    note = next((item for item in labelled if isinstance(item, Note) and item.severity == "reject"), None)
    return parts.complete(plan, "label", part, n_articles=len(pages), note=note)


def articles(part: str, plan: Plan, taught: learned.Learned, census: float) -> Entry:
    """Make the tables of what was read; count the names in a share `census` of the articles."""
    with _study(plan) as the_study:
        items = [kept.load(line) for line in parts.kept(plan, "pages", part)["item"].to_pylist()]
        notes = [item for item in items if isinstance(item, Note)]
        pages = [relabelled(item, the_study, taught) for item in items if isinstance(item, Page)]
        tables = built(pages, [*notes, *notes_on(pages)])
        ids = tables["articles"]["article_id"]
        sentences = tables["sentences"]
        chosen = sentences[sentences["article_id"].isin(ids[[place(i) < census for i in ids]])]
        names = naming.count(chosen)
    n_words = int(tables["articles"]["n_words"].sum())
    made = [parts.write(plan, name, part, table) for name, table in tables.items()]
    parts.keep(plan, "names", part, pa.Table.from_pandas(names, schema=NAMES, preserve_index=False))
    n = {severity: int((tables["rejects"]["severity"] == severity).sum()) for severity in ("reject", "doubt")}
    return parts.complete(plan, "articles", part, files=made, n_articles=len(ids), n_words=n_words, **n)


def signals(part: str, plan: Plan, cast: Sequence[naming.Referent]) -> Entry:
    """Find every signal in the part's articles."""
    tables = parts.tables(plan, READ, part)
    with _study(plan) as the_study:
        pipeline.find_signals(tables, the_study, cast, with_tone=plan.tone)
        tables["ledger"] = ledger.find(tables)
    made = [parts.write(plan, name, part, tables[name]) for name in SIGNALS if name in tables]
    return parts.complete(plan, "signals", part, files=made, n_articles=len(tables["articles"]))


def place(article_id: str) -> float:
    """A number from 0 to 1 that an article's id gives it: the same in every run."""
    return int.from_bytes(blake2b(article_id.encode("utf-8", "replace"), digest_size=6).digest(), "big") / (1 << 48)


# What several articles show


class Group(NamedTuple):
    """Articles that are compared by one task: those of whole stories, or of whole texts; `parts` have all of them."""

    names: tuple[str | int, ...]
    parts: tuple[str, ...]
    by: str = "story"
    alone: bool = True
    """Is it the only group?"""


COMPARED = ("articles", "lines", "sentences", "quotes", "cues", "mentions", "claims")
STRIDE = 10**9
"""Clusters, items and pairs of the n-th group of stories are numbered from n times this."""
NUMBERED = {"variants": "cluster_id", "omissions": "item_id", "edits": "pair"}


def stories(task: tuple[str, Group], plan: Plan) -> Entry:
    """Compare the articles of some whole stories; of texts without a story only the editions of each text."""
    part, group = task
    tables = _of_group(plan, group)
    made = {}
    with _study(plan) as the_study:
        if plan.reuse:
            words = reuse.Shared(tables["articles"], tables["lines"], tables["quotes"])
            made["edits"] = edits.find(words, tables["copies"], tables)
        if group.by == "story":
            pipeline.compare_stories(tables, the_study, apart=not group.alone)
            made |= {name: tables[name] for name in ("variants", "omissions", "findings")}
            made["rejects"] = strangers(tables)
    for name, column in NUMBERED.items():
        if name in made:
            made[name] = made[name].assign(**{column: made[name][column] + int(part) * STRIDE})
    files = [parts.write(plan, n, f"stories-{part}" if n == "rejects" else part, t) for n, t in made.items()]
    n, doubts = len(tables["articles"]), len(made.get("rejects", ()))
    return parts.complete(plan, "stories", part, files=files, n_articles=n, doubt=doubts)


def _of_group(plan: Plan, group: Group) -> dict[str, pd.DataFrame]:
    """The tables of a group's articles, from all parts that have one."""
    found: dict[str, list[pd.DataFrame]] = {}
    for part in group.parts:
        own = parts.read(plan, "articles", part)
        texts = parts.read(plan, "copies", part) if plan.reuse else None
        if group.by == "story":
            own = own[own["story"].fillna("").isin(group.names)]
        elif texts is not None:
            own = own[own["article_id"].isin(texts["article_id"][texts["text_id"].isin(group.names)])]
        ids = pc.field("article_id").isin(pa.array(own["article_id"].tolist(), pa.string()))
        found.setdefault("articles", []).append(own)
        for name in COMPARED[1:]:
            found.setdefault(name, []).append(parts.read(plan, name, part, within=ids))
        if texts is not None:
            found.setdefault("copies", []).append(texts[texts["article_id"].isin(own["article_id"])])
    return {name: pd.concat(tables, ignore_index=True) for name, tables in found.items()}


def share(task: tuple[str, tuple[str, ...]], plan: Plan) -> Entry:
    """Find what the articles of the only part share."""
    part, of = task
    tables = {
        name: pd.concat([parts.read(plan, name, p) for p in of], ignore_index=True)
        for name in ("articles", "lines", "sentences", "quotes")
    }
    with _study(plan):
        shared = reuse.Shared(tables["articles"], tables["lines"], tables["quotes"])
        made = [parts.write(plan, "passages", part, passages.find(shared, tables["sentences"]))]
        found = copies.find(shared, tables["lines"])
    at = 0
    for p in of:
        stop = at + len(parts.read(plan, "articles", p, ["article_id"]))
        made.append(parts.write(plan, "copies", p, found.iloc[at:stop].reset_index(drop=True)))
        at = stop
    return parts.complete(plan, "share", part, files=made)


WEIGHED = ("articles", "sentences", "quotes", "cues", "mentions", "claims", "agency", "measures", "copies")
"""Tables that `pipeline.weigh` asks for."""


def weigh(task: tuple[str, tuple[str, ...]], plan: Plan, part_of: float, whole: bool) -> Entry:
    """Estimate rates with their intervals from the articles, or from those of a share of the texts, taken by chance.

    Args:
        whole: is the corpus small enough for what the report does beside it: other paths, and findings of rates?
    """
    part, of = task
    tables: dict[str, list[pd.DataFrame]] = {}
    names = [*(WEIGHED if whole else ("measures", "copies")), *(["tone"] if plan.tone else [])]
    for p in of:  # of a large corpus never more is held than the sample
        copied = parts.read(plan, "copies", p, ["article_id", "text_id"])
        chosen = copied["article_id"][[place(str(text)) < part_of for text in copied["text_id"]]]
        for name in names:
            table = parts.read(plan, name, p)
            tables.setdefault(name, []).append(table[table["article_id"].isin(chosen)])
    own = {name: pd.concat(found, ignore_index=True) for name, found in tables.items()}
    made = []
    if plan.tone:
        made.append(parts.write(plan, "tone_agreement", part, tone.agreement(own["tone"], own["copies"])))
    with _study(plan) as the_study:
        if whole:
            own |= {name: schema.empty(name) for name in ("findings", "disputes")}
            pipeline.weigh(own, the_study)
            made.append(parts.write(plan, "paths", part, own["paths"]))
            made.append(parts.write(plan, "findings", f"rates-{part}", own["findings"]))
        else:
            own["estimates"] = estimate.find(own["measures"], own["copies"])
    made.append(parts.write(plan, "estimates", part, own["estimates"]))
    return parts.complete(plan, "weigh", part, files=made, n_articles=len(own["copies"]))


def count(part: str, plan: Plan) -> Entry:
    """Keep in `measures` the articles that count, where the study says that one of each text does."""
    tables = {name: parts.read(plan, name, part) for name in ("articles", "copies", "measures")}
    counted = pipeline.counted(tables, plan.the_study)
    return parts.complete(plan, "count", part, files=[parts.write(plan, "measures", part, counted["measures"])])


# The form in which tables are published


def publish(task: tuple[str, tuple[str, ...]], plan: Plan) -> Entry:
    """Write a table in the form that was asked for: as one file of CSV, or part by part without words of articles."""
    part, files = task
    columns = schema.TABLES[part].names if plan.text else schema.without_text(part)
    if plan.format == "csv":
        made = [_as_csv(plan, part, files, columns)]
    else:
        made = []
        for file in files:
            table = schema.to_arrow(_columns(plan, part, file, columns), part, plan.metadata())
            made.append(parts.written(plan, file.removeprefix(plan.tables), table))
    return parts.complete(plan, "publish", part, files=made)


def _columns(plan: Plan, name: str, file: str, columns: Sequence[str]) -> pd.DataFrame:
    table = parts.read(plan, name, file.rpartition("/")[2].removesuffix(".parquet"), columns)
    if not plan.text and "actor" in columns:  # of an actor that no study lists the id is made of the name
        table["actor"] = table["actor"].where(table["actor"].isin([a.id for a in plan.the_study.actors]))
    return table


def _as_csv(plan: Plan, name: str, files: Sequence[str], columns: Sequence[str]) -> Entry:
    """One file of CSV (UTF-8 with a byte order mark, as Excel asks); missing values are empty cells."""
    digest, n_rows = sha256(), 0
    with plan.folder.writing(f"{name}.csv") as out:
        for number, file in enumerate([None, *files]):
            text = io.StringIO()
            rows = csv.writer(text, lineterminator="\n")
            if file is None:
                rows.writerow(columns)
            else:
                table = _columns(plan, name, file, columns)
                values = table.astype(object).where(table.notna(), None)
                rows.writerows([harmless(cell) for cell in row] for row in values.itertuples(index=False))
                n_rows += len(table)
            data = text.getvalue().encode("utf-8" if number else "utf-8-sig")
            digest.update(data)
            out.write(data)
    return {"file": f"{name}.csv", "rows": n_rows, "sha256": digest.hexdigest()}
