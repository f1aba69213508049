"""Tasks: what is done to one part of a corpus, by whichever worker takes it.

Each reads tables of the part, writes others, and then the part's entry. All that it knows is in its arguments and in
the run's folder.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b

import pyarrow as pa

from analysis import pipeline
from analysis.comparison import ledger
from analysis.corpus import kept, learned
from analysis.corpus.read import Page, asked_for, built, notes_on, relabelled
from analysis.corpus.source import Note, Source
from analysis.disputes import Dispute
from analysis.lexicon import in_stead
from analysis.run import disputed, parts
from analysis.run.parts import Entry
from analysis.run.plan import Plan
from analysis.signals import naming
from analysis.study import Study

NAMES = pa.schema([*((name, pa.string()) for name in ("article_id", "name", "kind", "role")), ("count", pa.int64())])
"""What `naming.count` counts."""
READ = ("articles", "lines", "sentences")
SIGNALS = (
    "quotes", "cues", "claims", "mentions", "agency", "numbers", "causes", "demands", "frames", "tone", "measures",
    "ledger",
)  # fmt: skip
"""Tables that are made of one article at a time."""


@contextmanager
def with_study(plan: Plan) -> Iterator[Study]:
    study = plan.the_study
    with in_stead(study.lexicons), pipeline.uncollected():
        yield study


def label(part: str, plan: Plan) -> Entry:
    """Label the lines of the part's articles, and keep what its outlets' lines may teach."""
    items = [kept.load(line) for line in parts.kept(plan, "sources", part)["item"].to_pylist()]
    with with_study(plan) as study:
        labelled = list(asked_for((i for i in items if isinstance(i, Source | Note)), study))
        pages = [item for item in labelled if isinstance(item, Page)]
        texts = list(
            learned.texts(
                learned.Labelled(str(outlet), page.source.text, page.lines)
                for page in pages
                if (outlet := page.stated.fields.get("outlet"))
            )
        )
    parts.keep(plan, "pages", part, pa.table({"item": [kept.dump(item) for item in labelled]}))
    parts.keep(plan, "texts", part, learned.kept(texts))
    note = next((item for item in labelled if isinstance(item, Note) and item.severity == "reject"), None)
    return parts.complete(plan, "label", part, n_articles=len(pages), note=note)


def articles(part: str, plan: Plan, taught: learned.Learned, census: float) -> Entry:
    """Make the tables of what was read; count the names in a share `census` of the articles."""
    with with_study(plan) as study:
        items = [kept.load(line) for line in parts.kept(plan, "pages", part)["item"].to_pylist()]
        notes = [item for item in items if isinstance(item, Note)]
        pages = [relabelled(item, study, taught) for item in items if isinstance(item, Page)]
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


def shared_lines(task: tuple[str, tuple[str, ...]], plan: Plan) -> Entry:
    """Count the lines that the articles of an outlet share."""
    part, of = task
    shared = learned.tally(lambda columns: (parts.kept(plan, "texts", p, columns) for p in of))
    return parts.complete(plan, "shared_lines", part, files=[parts.write(plan, "shared_lines", part, shared)])


def cast(of: tuple[str, ...], plan: Plan) -> tuple[naming.Referent, ...]:
    """Whose names are looked for: the study's actors, or who is named most in the articles whose names were counted."""
    with with_study(plan) as study:
        names = pa.concat_tables([parts.kept(plan, "names", part) for part in of])
        return naming.choose(names.to_pandas(), study.actors)


def signals(part: str, plan: Plan, cast: Sequence[naming.Referent], said: Sequence[Dispute], file: str) -> Entry:
    """Find every signal in the part's articles, but for what readers call wrong.

    Args:
        said: the disputes of all parts, from the study's `file`.
    """
    tables = parts.tables(plan, READ, part)
    ids = set(tables["articles"]["article_id"])
    with with_study(plan) as study:
        pipeline.find_signals(tables, study, cast, with_tone=plan.tone)
        notes = pipeline.strike(tables, study, [d for d in said if d.article_id in ids], file) if said else []
        tables["ledger"] = ledger.find(tables)
    names = (*SIGNALS, *(disputed.TABLES if file else ()))
    made = [parts.write(plan, name, part, tables[name]) for name in names if name in tables]
    made += disputed.rejected(plan, f"signals-{part}", notes)
    n, n_struck = len(ids), len(tables["disputes"])
    return parts.complete(plan, "signals", part, files=made, n_articles=n, reject=len(notes), struck=n_struck)


def place(article_id: str) -> float:
    """A number from 0 to 1 that an article's id gives it: the same in every run."""
    return int.from_bytes(blake2b(article_id.encode("utf-8", "replace"), digest_size=6).digest(), "big") / (1 << 48)


def count(part: str, plan: Plan) -> Entry:
    """Keep in `measures` the articles that count, where the study says that one of each text does."""
    tables = {name: parts.read(plan, name, part) for name in ("articles", "copies", "measures")}
    counted = pipeline.counted(tables, plan.the_study)
    return parts.complete(plan, "count", part, files=[parts.write(plan, "measures", part, counted["measures"])])
