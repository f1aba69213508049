"""The full methods paragraph: every instrument with its hash, every figure, every version."""

import platform
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Any

import pandas as pd

from analysis import fingerprint, schema
from analysis.evidence import chance, estimate, sensitivity
from analysis.evidence import scores as scoring
from analysis.evidence.methods.corpus import NO_JUDGEMENT, Tables, chosen, counted, dates, outlets, tested
from analysis.lexicon import Lexicon
from analysis.study import Study
from analysis.wording import METRICS, SIGNALS, between, listed, noun, plain, several, three_places

PACKAGES = ("pandas", "numpy", "scipy", "statsmodels", "krippendorff", "nltk", "nupunkt", "textblob", "vaderSentiment")
"""The packages that a figure may hang on."""
READINGS = {
    "reliable": "reliable (.80 or more)",
    "tentative": "fit for tentative conclusions (.667 to .80)",
    "not reliable": "not reliable",
}
INSTRUMENTS = (
    "hedges", "quotation_cues", "reporting_verbs", "telling", "sources", "stance", "naming", "agency", "numbers",
    "causes", "demands",
)  # fmt: skip
"""The lexicons whose entries are what a signal finds."""
REASONS = 3
"""Reasons for leaving out that are named; the others are counted."""


def paragraph(tables: Tables, study: Study, lexicons: Iterable[Lexicon], others: Mapping[str, str] = {}) -> str:
    """One paragraph on how the figures of a run came about, ready to be pasted: the same for the same input.

    Args:
        tables: every table of the run, of all articles.
        study: the study, for its title, settings and the way in which its articles were chosen.
        lexicons: the word lists of the run.
        others: what is known of signals from other texts, by signal, each in sentences: `cards.elsewhere`.

    Note: it says what was done, not that it was enough. Who asked, and why these articles, nobody but its author knows.
    """
    parts = (
        _corpus(tables, study),
        _excluded(tables),
        _instruments(lexicons),
        _inference(tables, study),
        _coders(tables),
        _scores(tables, others),
        _software(tables),
        [NO_JUDGEMENT],
    )
    return " ".join(sentence for part in parts for sentence in part)


def _corpus(tables: Tables, study: Study) -> Iterator[str]:
    articles, copies = tables["articles"], tables["copies"]
    n = len(articles)
    texts = copies["text_id"].nunique()
    again = ", and estimates made a second time with one article a text"
    counted = (
        "of articles that are one text one was counted"
        if study.settings.get("copies") == estimate.ONE_PER_TEXT
        else f"all of them were counted{again if tables['estimates']['estimate'].notna().any() else ''}"
    )
    yield (
        f"“{study.title}”: {n:,} {noun('article', n)} ({outlets(articles)}; {dates(articles)}) of "
        f"{between(articles['n_words'].min(), articles['n_words'].max())} words were compared; they are {texts:,} "
        f"separately worded {noun('text', texts)}" + (f", {counted}." if texts < n else ".")
    )
    yield chosen(study)


def _excluded(tables: Tables) -> Iterator[str]:
    found = tables["rejects"]
    left = found[found["severity"] == "reject"]
    doubts = len(found) - len(left)
    if left.empty:
        yield "Nothing that was given was left out" + (
            f"; {several(doubts, 'doubt')} {noun('is', doubts, 'are')} told in table rejects." if doubts else "."
        )
    else:
        reasons = left["reason"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
        named = [f"{reason}: {count:,}" for reason, count in reasons.head(REASONS).items()]
        if len(reasons) > REASONS:
            named.append(f"other reasons: {int(reasons.iloc[REASONS:].sum()):,}")
        yield (
            f"{len(left):,} {noun('file, row or judgement', len(left), 'files, rows or judgements')} left out "
            f"({'; '.join(named)})" + (f"; {doubts:,} read with a doubt." if doubts else ".")
        )
    lines = tables["lines"]
    lines = lines[lines["label"] != schema.BLANK]
    furniture = int(lines["label"].isin(schema.FURNITURE).sum())
    yield f"Of {len(lines):,} lines {furniture:,} were set aside as furniture of the site or the editors."


def _instruments(lexicons: Iterable[Lexicon]) -> Iterator[str]:
    """The lists that make a signal with their hashes; those that they rest on by one hash over all."""
    read = [lexicon for lexicon in lexicons if lexicon.path]
    own = [fingerprint.of_lexicon(lexicon) for lexicon in read if lexicon.name in INSTRUMENTS]
    rest = len(read) - len(own)
    yield (
        "Signals were found in English text by rules and word lists, without a trained model: lexicons (first "
        f"{fingerprint.SHOWN} digits of SHA-256) {', '.join(own)}"
        + (
            f", and {rest} {noun('list', rest)} of words and names that these rest on (all {len(read)} files together: "
            f"{fingerprint.of_files([lexicon.path for lexicon in read if lexicon.path])})."
            if rest
            else "."
        )
    )


def _inference(tables: Tables, study: Study) -> Iterator[str]:
    """What the estimates are about, how their intervals are made, over which family p-values are adjusted."""
    rows = counted(tables, study)
    rates = rows[rows["kind"] == estimate.RATE]
    inferred = rates[rates["low"].notna()]
    yield "Rates are the sum of the counts over the sum of the exposures of an outlet’s articles."
    if inferred.empty:
        yield (
            "The estimand is these articles, which were counted exactly; nothing was inferred from them, as no outlet "
            f"has {estimate.FEWEST} separately worded texts with anything to count in."
        )
        return
    few = sorted(set(rates["outlet_key"]) - set(inferred["outlet_key"]))
    yield (
        "The estimand is each outlet’s coverage of these events, of which its articles are taken as a sample; "
        f"95 % intervals take the separately worded text as the unit of chance ({estimate.METHOD})"
        + (f"; {len(few):,} {noun('outlet', len(few))} below {estimate.FEWEST} texts got none." if few else ".")
    )
    n, sure, told = tested(rows, tables["findings"])
    if n:
        yield (
            f"Each outlet was set against the others by the ratio of the rates; p-values of {n:,} contrasts "
            f"were adjusted after Holm, and {sure:,} {noun('is', sure, 'are')} at .05 or less. A contrast was called a "
            f"finding only if it also kept sign and rank in {sensitivity.HOLDS:.0%} of the paths of a sensitivity "
            f"analysis, and without any single article or word: {told:,} {noun('was', told, 'were')}."
        )


def _coders(tables: Tables) -> Iterator[str]:
    found, coders = tables["agreement"], tables["coders"]
    if coders.empty:
        yield "No codings of these articles were at hand."
        return
    who = [
        f"{row.coder}: {'not stated who' if pd.isna(row.who) else row.who}, "
        f"{'not stated when' if pd.isna(row.when) else f'coded {row.when}'}"
        for row in coders.itertuples()
    ]
    yield f"Coders: {'; '.join(who)}."
    if found.empty:
        return
    known = found[found["alpha"].notna()]
    by_reading = [
        f"{len(own):,} {words}" for reading, words in READINGS.items() if len(own := known[known["reading"] == reading])
    ]
    undefined = len(found) - len(known)
    yield (
        f"Krippendorff’s alpha of {len(found):,} variables: {', '.join(by_reading)}"
        + (f"; {undefined:,} undefined." if undefined else ".")
        + (
            f" Median {three_places(known['alpha'].median())}, lowest {three_places(known['alpha'].min())}."
            if len(known) > 1
            else ""
        )
    )


def _scores(tables: Tables, others: Mapping[str, str]) -> Iterator[str]:
    scores = tables["scores"]
    whole = scoring.overall(scores)
    first = whole[whole["rule"] == whole.groupby("signal")["rule"].transform("first")]
    for (signal, rule), own in first.groupby(["signal", "rule"], sort=False):
        figures = [f"{METRICS[row.metric]} {_figure(row)} of {row.n_units:,}" for row in own.itertuples()]
        yield f"Validation on these articles, {plain(signal, SIGNALS)} ({rule}): {', '.join(figures)}."
    bare = [plain(signal, SIGNALS) for signal in dict.fromkeys(scores["signal"]) if signal not in set(whole["signal"])]
    if whole.empty:
        yield "No signal was validated on these articles."
    elif bare:
        yield f"Not validated on these articles: {listed(bare)}."
    for signal, sentence in others.items():
        yield f"On other texts, {plain(signal, SIGNALS)}: {sentence}"
    corrected = tables["corrected"]
    done = corrected[corrected["estimate"].notna()]
    if len(done):
        yield (
            f"Where units were coded, {len(done):,} estimates were corrected for the errors of the instrument "
            f"({done['method'].iloc[0]})."
        )


def _figure(row: Any) -> str:
    interval = "" if pd.isna(row.low) else f" ({row.low:.2f}–{row.high:.2f})"
    return f"{row.value:.2f}{interval}"


def _software(tables: Tables) -> Iterator[str]:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    seeds = sorted(set(tables["sampled"]["seed"].tolist()))
    drawn = f"; coding sheets were drawn with seed {', '.join(map(str, seeds))}" if seeds else ""
    yield (
        f"Software: Told Differently {version('told-differently')}, Python "
        f"{'.'.join(platform.python_version_tuple()[:2])}, {packages}. Resampling was done with seed {chance.SEED}, "
        f"{chance.DRAWS:,} draws{drawn}. SHA-256 of the articles: {fingerprint.of_articles(tables['articles'])}."
    )
