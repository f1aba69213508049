"""The short methods paragraph: what was compared, what it is about, how sure the marks are."""

from collections.abc import Iterator
from importlib.metadata import version

from analysis import fingerprint
from analysis.evidence import alpha, estimate
from analysis.evidence import scores as scoring
from analysis.evidence.methods.corpus import NO_JUDGEMENT, Tables, chosen, counted, dates, outlets, tested
from analysis.study import Study
from analysis.wording import METRICS, SIGNALS, noun, plain, several, three_places

MOST_WORDS = 150
"""Of the short paragraph."""
WHO = {"person": "people", "model": "a language model, not people", "simulated": "a simulation, not people"}
"""Kinds of coders."""


def short(tables: Tables, study: Study) -> str:
    """The same in `MOST_WORDS` words at most: what was compared, what it is about, how sure the marks are.

    How the articles were chosen is left to the full paragraph where the study says it at length. A title of more than
    a dozen words may make it longer.
    """
    said = [*_compared(tables, study), *_inferred(tables, study), *_agreed(tables), *_right(tables), NO_JUDGEMENT]
    how_chosen = chosen(study)
    if len(" ".join([*said, how_chosen]).split()) <= MOST_WORDS:
        said.insert(1, how_chosen)
    return " ".join(said)


def _compared(tables: Tables, study: Study) -> Iterator[str]:
    articles = tables["articles"]
    yield (
        f"“{study.title}”: {several(len(articles), 'article')} ({outlets(articles)}; {dates(articles)}), "
        f"{several(tables['copies']['text_id'].nunique(), 'separately worded text')}, compared by Told Differently "
        f"{version('told-differently')} with rules and word lists for English, without a trained model (SHA-256 of the "
        f"articles {fingerprint.of_articles(articles)[: fingerprint.SHOWN]}…)."
    )


def _inferred(tables: Tables, study: Study) -> Iterator[str]:
    rows = counted(tables, study)
    if rows["low"].isna().all():
        yield (
            "Counts are of these articles and exact; nothing is inferred beyond them, as no outlet has "
            f"{estimate.FEWEST} separately worded texts with anything to count in."
        )
        return
    yield (
        "Rates of outlets have 95 % intervals that take the articles as a sample of the outlet’s coverage of these "
        "events, and separately worded texts as the units of chance."
    )
    n, sure, told = tested(rows, tables["findings"])
    if n:
        yield (
            f"Of {several(n, 'contrast')} between an outlet and the others {sure or 'none'} "
            f"{noun('is', sure or 1, 'are')} at p ≤ .05 after Holm; {told or 'none'} of these also "
            f"{noun('holds', told or 1, 'hold')} under other ways to count."
        )


def _agreed(tables: Tables) -> Iterator[str]:
    found, coders = tables["agreement"], tables["coders"]
    known = found["alpha"].dropna()
    if known.empty:
        yield "No unit was judged by two coders." if len(coders) else "Nobody has coded these articles."
        return
    kinds = coders["kind"].unique().tolist()
    who = WHO.get(kinds[0], "coders of whom nothing is stated") if len(kinds) == 1 else "coders of several kinds"
    weak = int((known < alpha.TENTATIVE).sum())
    yield (
        f"Codings are by {who}; Krippendorff’s alpha of {several(len(known), 'variable')} is "
        f"{' to '.join(dict.fromkeys(map(three_places, (known.min(), known.max()))))}, "
        f"{weak or 'none'} below {alpha.TENTATIVE}."
    )


def _right(tables: Tables) -> Iterator[str]:
    whole = scoring.overall(tables["scores"])
    rank = {"f1": 0, "macro_f1": 1, "accuracy": 2, "recall": 3}  # of accuracy and macro-F1 the lower is told
    whole = whole[whole["metric"].isin(rank)]
    first = whole.sort_values("value", kind="stable")
    has_f1 = first["signal"].isin(first.loc[first["metric"] == "f1", "signal"])
    first = first[~has_f1 | (first["metric"] == "f1")].drop_duplicates("signal")
    if first.empty:
        yield "No signal was validated on these articles."
        return
    worst = first.loc[first["value"].idxmin()]
    bare = tables["scores"]["signal"].nunique() - len(first)
    was = noun("was", len(first), "were")
    rest = f"; {several(bare, 'other')} {noun('was', bare, 'were')} not" if bare else ""
    yield (
        f"Against the codings {several(len(first), 'signal')} {was} validated{', at worst' if len(first) > 1 else ':'} "
        f"{plain(worst['signal'], SIGNALS)} ({METRICS[worst['metric']]} {worst['value']:.2f}){rest}."
    )
