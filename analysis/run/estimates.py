"""Estimates of a run: of a small corpus all that the report has; of a larger one by measure, to bound the memory.

Each measure is a task of its own: a few numbers an article are held, never all rows of `measures`. What all contrasts
decide together, their adjusted p-values, is put in last.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import pipeline, schema
from analysis.evidence import estimate, tone
from analysis.run import parts
from analysis.run.parts import Entry
from analysis.run.plan import Plan
from analysis.run.tasks import place, with_study

WEIGHED = ("articles", "sentences", "quotes", "cues", "mentions", "claims", "agency", "measures", "copies")
"""Tables that `pipeline.weigh` asks for."""
TONE = ("article_id", "part", "polarity", "vader", "words_known", "vader_known")
"""Columns of table `tone` that agreement is told from."""
OF_COPIES = ("article_id", "text_id", "kept")
"""Columns of table `copies` that estimates need."""
COUNTED = ["article_id", "outlet_key", *estimate.KEY, "count", "exposure"]
"""Columns of table `measures` that estimates need."""
ALL = "all"
"""What is kept of all parts together."""
KINDS = (estimate.RATE, estimate.DIFFERENCE, estimate.RATIO)


def whole(task: tuple[str, tuple[str, ...]], plan: Plan, has_disputes: bool) -> Entry:
    """Estimate everything that the report does: rates, other paths, findings of rates."""
    part, of = task
    tables = {name: pd.concat([parts.read(plan, name, p) for p in of], ignore_index=True) for name in WEIGHED}
    said = [parts.read(plan, "disputes", p) for p in of] if has_disputes else [schema.empty("disputes")]
    tables |= {"findings": schema.empty("findings"), "disputes": pd.concat(said, ignore_index=True)}
    with with_study(plan) as study:
        pipeline.weigh(tables, study)
    made = [parts.write(plan, name, part, tables[name]) for name in ("estimates", "paths")]
    made.append(parts.write(plan, "findings", f"rates-{part}", tables["findings"]))
    return parts.complete(plan, "weigh", part, files=made, n_articles=len(tables["articles"]))


def choose(part: str, plan: Plan, measures: Sequence[tuple[str, str]], share: float) -> Entry:
    """Keep which articles of a part are estimated from, and what is counted of them, each measure by itself.

    Args:
        measures: signal and name of each; `measure` asks for them by their number.
        share: of the texts, taken by chance (by a hash of their numbers).
    """
    copies = parts.read(plan, "copies", part, OF_COPIES)
    if share < 1:
        copies = copies[[place(str(text)) < share for text in copies["text_id"]]]
    parts.keep(plan, "chosen", part, schema.to_arrow(copies, "copies"))
    if measures:
        rows = parts.read(plan, "measures", part)
        rows = rows[rows["article_id"].isin(copies["article_id"])]
        of = dict(iter(rows.groupby(["signal", "measure"], sort=False)))
        own = (of.get(key, rows.head(0)) for key in measures)
        parts.keep_groups(plan, "measured", part, (schema.to_arrow(group, "measures") for group in own))
    return parts.complete(plan, "choose", part)


def gather(plan: Plan, of: Sequence[str]) -> None:
    """Put together which articles of all parts are chosen, so that no task need open each part for it."""
    parts.keep(plan, "chosen", ALL, pa.concat_tables([parts.kept(plan, "chosen", part) for part in of]))


def _chosen(plan: Plan) -> pd.DataFrame:
    """The articles that are estimated from: `article_id, text_id, kept`."""
    return schema.from_arrow(parts.kept(plan, "chosen", ALL), "copies")


def measure(task: tuple[str, int], plan: Plan, of: Sequence[str]) -> Entry:
    """Estimate the rates of one measure, by its number, from the articles that are chosen."""
    name, n = task
    chosen = parts.kept(plan, "chosen", ALL)
    rows = pa.concat_tables([parts.kept_group(plan, "measured", part, n).select(COUNTED) for part in of])
    found = estimate.unadjusted(_numbered(rows, chosen), _numbered(chosen, chosen))
    parts.keep(plan, "estimates", name, schema.to_arrow(found, "estimates"))
    return parts.complete(plan, "weigh", name)


def _numbered(rows: pa.Table, chosen: pa.Table) -> pd.DataFrame:
    """The rows with numbers for ids of articles, and words held once: names take most of the memory."""
    number = pc.index_in(rows["article_id"], value_set=chosen["article_id"].combine_chunks())
    rows = rows.set_column(rows.column_names.index("article_id"), "article_id", number)
    return rows.to_pandas(strings_to_categorical=True, use_threads=False)


def together(task: tuple[str, tuple[str, ...]], plan: Plan) -> Entry:
    """Put the estimates of all measures together, in the order in which `estimate.find` has them."""
    part, names = task
    found = pa.concat_tables([parts.kept(plan, "estimates", name) for name in names])
    rows = schema.from_arrow(found, "estimates")
    kind = rows["kind"].map({kind: n for n, kind in enumerate(KINDS)})
    version, outlet = (pd.factorize(rows[column])[0] for column in ("copies", "outlet_key"))
    rows = rows.iloc[np.lexsort((kind, outlet, version))].reset_index(drop=True)
    made = [parts.write(plan, "estimates", part, estimate.adjusted(rows))]
    return parts.complete(plan, "weigh together", part, files=made)


def tone_agreement(task: tuple[str, tuple[str, ...]], plan: Plan) -> Entry:
    """Tell how far two lexicons of tone agree, of the articles that are chosen."""
    part, of = task
    copies, found = _chosen(plan), []
    for p in of:
        rows = parts.read(plan, "tone", p, TONE)
        found.append(rows[rows["article_id"].isin(copies["article_id"])])
    table = tone.agreement(pd.concat(found, ignore_index=True), copies)
    return parts.complete(plan, "tone", part, files=[parts.write(plan, "tone_agreement", part, table)])
