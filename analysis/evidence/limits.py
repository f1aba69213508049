"""What cannot be said: sentences that follow from the tables, for the box on the page."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from analysis import cards
from analysis.evidence import alpha, estimate, imbalance, sensitivity
from analysis.evidence import scores as scoring
from analysis.wording import NAMED, SIGNALS, SURE, UNITS, VARIABLES, listed, noun, plain, three_places

LOW = 0.7
"""A signal of whose marks, or of whose targets, fewer than this share are right, or found, is told."""
METRICS = {
    "precision": "of the {:,} marked, {:.0%} are right",
    "recall": "of the {:,} that should be marked, {:.0%} are",
}
"""How often marks are right, by what the share is out of."""

Tables = Mapping[str, pd.DataFrame]


def cannot_say(tables: Tables, copies: str = estimate.ALL) -> list[str]:
    """What a run does not allow to say, each in a few words, a full stop, and why.

    Args:
        tables: every table of the run, of all articles.
        copies: the version of `estimates` that the study counts by.

    The weightiest come first: what the articles are no sample of, who cannot be compared, what nobody has checked,
    what does not survive other choices.

    >>> from analysis import pipeline
    >>> [sentence.split(". ")[0] for sentence in cannot_say(pipeline.analyse("data/studies/iraq-letter.yaml"))][:2]
    ['How an outlet usually tells things', 'How other outlets covered the event']
    """
    return [
        *_outlets(tables, copies),
        "How other outlets covered the event. These articles were given to the program; they are no random sample of "
        "anything.",
        "Whether an article is right, fair or biased. What differs is shown with the words themselves; the judgement "
        "is the reader’s.",
        *_contrasts(tables, copies),
        *_who_and_when(tables["articles"]),
        *_alike(tables),
        *_coders(tables),
        *_marks(tables),
        "That no mark is missing or wrong. Rules read the texts, and rules err: each section says how, and every mark "
        "can be checked in the texts.",
    ]


def _outlets(tables: Tables, copies: str) -> Iterator[str]:
    """Who cannot be compared, for want of texts."""
    articles, rows = tables["articles"], tables["estimates"]
    sizes = articles.groupby("outlet_key", dropna=False).size()
    if len(articles) == 1:
        yield "There is one article: there is nothing to compare it with."
        return
    rates = rows[(rows["kind"] == estimate.RATE) & (rows["copies"] == copies)]
    inferred = set(rates.loc[rates["low"].notna(), "outlet_key"])
    few = [key for key in sizes.index if key not in inferred]
    if (sizes == 1).all():
        yield (
            "How an outlet usually tells things. Each article stands alone here, so every sentence is about these "
            "articles."
        )
    elif not inferred:
        yield (
            f"How an outlet usually tells things. None has {estimate.FEWEST} separately worded texts with anything to "
            "count in, so nothing is inferred: every figure is about these articles."
        )
    else:
        yield (
            "How an outlet tells other events. Intervals are about its coverage of these events, as if the articles "
            "had been drawn from it by chance."
        )
        if few:
            yield (
                f"How {listed(few, NAMED)} {noun('tells', len(few), 'tell')} these events in general. "
                f"{'It has' if len(few) == 1 else 'They have'} fewer than {estimate.FEWEST} separately worded texts: "
                f"no rate is estimated for {noun('it', len(few), 'them')}."
            )


def _contrasts(tables: Tables, copies: str) -> Iterator[str]:
    """Differences that chance explains, or that go with copies, one article or one word."""
    rows = tables["estimates"]
    ratios = rows[rows["kind"] == estimate.RATIO]
    tested = ratios[(ratios["copies"] == copies) & ratios["p_holm"].notna()]
    if tested.empty:
        return
    sure = tested[tested["p_holm"] <= SURE]
    open_ones = len(tested) - len(sure)
    if open_ones:
        crossing = int(((tested["low"] < 1) & (tested["high"] > 1)).sum())
        yield (
            f"That outlets differ where chance could have made it so. Of {len(tested):,} contrasts "
            f"{open_ones:,} may be chance alone, seeing how many were looked at together (Holm’s adjustment); taken "
            f"one by one, {crossing:,} {noun('has', crossing, 'have')} an interval that holds no difference. That is "
            "no proof that they are alike."
        )
    key = ["outlet_key", "signal", "measure", "voice"]
    once = ratios[ratios["copies"] == estimate.ONE_PER_TEXT].set_index(key)
    gone = []
    for row in sure.itertuples():
        other = once.loc[(row.outlet_key, row.signal, row.measure, row.voice)] if _is_in(once, row) else None
        if copies == estimate.ALL and (
            other is None or not other["p_holm"] <= SURE or (other["estimate"] > 1) != (row.estimate > 1)
        ):
            gone.append(f"{row.outlet_key}, {_called(row)}")
    if gone:
        yield (
            f"That these differences are the outlets’ own: {listed(gone, NAMED)}. With one article a text they are no "
            "longer told from chance."
        )
    survived = sensitivity.survival(tables["paths"]).merge(sure[key], on=key)
    for row in survived[~survived["survives"]].head(NAMED).itertuples():
        why = (
            f"Without {row.undone_by} it changes its sign, or the outlet its rank."
            if not pd.isna(row.undone_by)
            else f"It holds in {row.holds_in:.0%} of the other choices that could as well have been made."
        )
        yield f"That {row.outlet_key} differs from the others in {_called(row)}. {why}"


def _is_in(once: pd.DataFrame, row: object) -> bool:
    return (row.outlet_key, row.signal, row.measure, row.voice) in once.index  # type: ignore[attr-defined]


def _called(row: object) -> str:
    """A measure in few words: `uncertainty (narrator)`."""
    voice = row.voice  # type: ignore[attr-defined]
    return f"{row.measure}{'' if voice == 'all' else f' ({voice})'}"  # type: ignore[attr-defined]


def _who_and_when(articles: pd.DataFrame) -> Iterator[str]:
    n = len(articles)
    unstated = articles[articles["outlet"].isna()]["article_id"].tolist()
    if unstated:
        named = listed(unstated) if len(unstated) <= 8 else f"{len(unstated):,} of {n:,} articles"
        yield (
            f"Who published {'it' if n == 1 else 'each'}. {named} {noun('does', len(unstated), 'do')} not state an "
            "outlet; each such article stands alone and is pooled with nothing."
        )
    dated = int((articles["published_precision"] == "day").sum())
    if n > 1 and dated < n:
        who = (
            "No article states" if dated == 0 else f"Only {dated:,} of {n:,} articles {noun('states', dated, 'state')}"
        )
        yield (
            f"Who wrote first, or who took words from whom. {who} the day it was published, and a later article may "
            "simply have known more."
        )


def _alike(tables: Tables) -> Iterator[str]:
    uneven = imbalance.find(tables)
    if uneven:
        yield f"That articles differ only by their outlet. They differ in other things, too: {' '.join(uneven)}"


def _coders(tables: Tables) -> Iterator[str]:
    """What coders do not agree on, and whether they are people."""
    coders, found = tables["coders"], tables["agreement"]
    if len(coders) and not (coders["kind"] == "person").all():
        kinds = set(coders["kind"].dropna())
        who = {"model": "by a language model", "simulated": "made by a program"}
        named = [words for kind, words in who.items() if kind in kinds]
        if coders["kind"].isna().any():
            named.append("by coders of whom nothing is stated")
        yield (
            f"How people would read these articles. {'The' if 'person' not in kinds else 'Some'} codings are "
            f"{listed(named)}: agreement between such coders is no agreement between people."
        )
    weak = found[found["alpha"] < alpha.TENTATIVE]
    if len(weak):
        named = [
            f"{plain(row.variable, VARIABLES)} ({plain(row.unit, UNITS)}: {three_places(row.alpha)})"
            for row in weak.itertuples()
        ]
        yield (
            f"What rests on judgements that coders do not share. Krippendorff’s alpha is below {alpha.TENTATIVE} "
            f"for {listed(named, NAMED)}."
        )


def _marks(tables: Tables) -> Iterator[str]:
    """What has not been checked on these articles, is often wrong, or is read better in one outlet than in another."""
    scores = tables["scores"]
    known = scores[scores["value"].notna()]
    checked, in_view = set(known["signal"]), cards.known(tables["articles"])[0]
    if known.empty:
        why = "No coding of them was at hand" if tables["codings"].empty else "Nothing was scored against their codings"
        yield (
            f"How often marks are right in these articles. {why}, so no measure is validated here; figures of labelled "
            "sets are about other texts."
        )
    else:
        bare = [plain(s, SIGNALS) for s in dict.fromkeys(scores["signal"]) if s not in checked and s not in in_view]
        if bare:
            yield f"How often marks of {listed(bare)} are right in these articles. No coder was asked for them."
    if in_view:
        by_list = listed([plain(s, SIGNALS) for s in in_view if s not in checked])
        yield (
            "How often marks are right in other articles. The rules were written and mended with articles of this "
            "study in view, so that figures of them flatter"
            + (f"; {by_list} were held against a list of what a reader found, no coding." if by_list else ".")
        )
    if known.empty:
        return
    whole = scoring.overall(scores)
    whole = whole[whole["metric"].isin(list(METRICS))]
    kindest = whole.sort_values("value", kind="stable").drop_duplicates(["signal", "metric"], keep="last")
    for row in kindest[kindest["value"] < LOW].itertuples():
        share = METRICS[str(row.metric)].format(row.n_units, row.value)
        yield f"Much from counts of {plain(row.signal, SIGNALS)}. On these articles, {share}."
    told = set(zip(whole["signal"], whole["category"], strict=True))
    as_whole = np.array([k in told for k in zip(known["signal"], known["category"], strict=True)], dtype=bool)
    by_outlet = known[as_whole & (known["by"] == "outlet") & known["metric"].isin(list(METRICS))]
    by_outlet = by_outlet.dropna(subset=["low", "high"])
    for (signal, metric, _), own in by_outlet.groupby(["signal", "metric", "rule"], sort=False):
        worst, best = own.loc[own["high"].idxmin()], own.loc[own["low"].idxmax()]
        if worst["high"] < best["low"]:
            yield (
                f"Whether outlets differ in {plain(signal, SIGNALS)}, or in how well they are read. "
                f"{str(metric).capitalize()} is {worst['value']:.0%} in {worst['subset']} and {best['value']:.0%} in "
                f"{best['subset']}, and their intervals lie apart."
            )
