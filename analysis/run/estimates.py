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


def measure(task: tuple[str, tuple[str, str]], plan: Plan, of: Sequence[str], share: float) -> Entry:
    """Estimate the rates of one measure (its signal and name) from all articles, or from a share of the texts.

    Args:
        share: of the texts, taken by chance (by a hash of their numbers).
    """
    name, (signal, own) = task
    wanted = (pc.field("signal") == signal) & (pc.field("measure") == own)
    counted, copied = [], []
    for part in of:
        copies = _chosen(plan, part, share)
        rows = parts.read(plan, "measures", part, within=wanted)
        counted.append(rows[rows["article_id"].isin(copies["article_id"])])
        copied.append(copies)
    found = estimate.find(pd.concat(counted, ignore_index=True), pd.concat(copied, ignore_index=True))
    parts.keep(plan, "estimates", name, schema.to_arrow(found, "estimates"))
    return parts.complete(plan, "weigh", name)


def together(task: tuple[str, tuple[str, ...]], plan: Plan) -> Entry:
    """Put the estimates of all measures together, in the order in which `estimate.find` has them."""
    part, names = task
    found = pa.concat_tables([parts.kept(plan, "estimates", name) for name in names])
    rows = schema.from_arrow(found, "estimates")
    kind = rows["kind"].map({kind: n for n, kind in enumerate(KINDS)})
    version, outlet = (pd.factorize(rows[column])[0] for column in ("copies", "outlet_key"))
    rows = rows.iloc[np.lexsort((kind, outlet, version))].reset_index(drop=True)
    made = [parts.write(plan, "estimates", part, adjusted(rows))]
    return parts.complete(plan, "weigh together", part, files=made)


def adjusted(rows: pd.DataFrame) -> pd.DataFrame:
    """Table `estimates` with p-values adjusted over all contrasts of each version."""
    from scipy.stats import false_discovery_control

    rows = rows.copy()
    for _, version in rows.groupby("copies", sort=False):
        tested = version.index[version["p"].notna()]
        if len(tested):
            p = rows.loc[tested, "p"].to_numpy(dtype=float)
            rows.loc[tested, "p_holm"], rows.loc[tested, "p_bh"] = estimate.holm(p), false_discovery_control(p)
    return rows


def agreement(task: tuple[str, tuple[str, ...]], plan: Plan, share: float) -> Entry:
    """Tell how far two lexicons of tone agree, of all articles or of a share of the texts."""
    part, of = task
    found, copied = [], []
    for p in of:
        copies = _chosen(plan, p, share)
        rows = parts.read(plan, "tone", p, TONE)
        found.append(rows[rows["article_id"].isin(copies["article_id"])])
        copied.append(copies)
    table = tone.agreement(pd.concat(found, ignore_index=True), pd.concat(copied, ignore_index=True))
    return parts.complete(plan, "tone", part, files=[parts.write(plan, "tone_agreement", part, table)])


def _chosen(plan: Plan, part: str, share: float) -> pd.DataFrame:
    """Of a part the articles of the texts that are taken: `article_id, text_id, kept`."""
    copies = parts.read(plan, "copies", part, ("article_id", "text_id", "kept"))
    return copies if share >= 1 else copies[[place(str(text)) < share for text in copies["text_id"]]]
