"""How often intervals hold the truth: simulated corpora whose outlets differ by a known amount, or not at all.

    uv run python -m tests.benchmarks.intervals            print the figures (about ten minutes)
    uv run python -m tests.benchmarks.intervals --write    and write them into the card data/cards/intervals.yaml

Only counts are made, not texts: lengths log-normal, counts negative binomial, a third of the articles in clusters of
two to four copies of one text, half of the clusters within an outlet and half across outlets, copies a little shorter
than their text. What `evidence.estimate` needs comes out: the fewest articles an outlet at which, and from which on, the
95 % interval of a difference holds the known one in 93–97 %, and an outlet is called different where none is in at most
.065 of the corpora, with two, five and twenty outlets.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy import stats

from analysis.evidence import interval
from analysis.evidence.estimate import by_text
from tests.benchmarks import cards

SEED = 1
SIZES = (4, 5, 6, 8, 10, 20, 50)
OUTLETS = (2, 5, 20)
COVERS, FAMILY = (0.93, 0.97), 0.065
LENGTH, LENGTHS = 350, 0.6
"""Median words of the narrator, and their spread on the logarithm: 391 and .53 in 129 real articles of 43 events."""
SHARED, COPIED, CUT = 1 / 3, (2, 2, 2, 3, 3, 4), 0.8
"""Share of articles in clusters of copy; sizes of the clusters; the least that a copy keeps of its text."""
RESAMPLES = 999


@dataclass(frozen=True)
class Counts:
    """How often something is counted: mean rate a word, how far the outlets' rates lie apart (times the mean), and the
    shape of the texts' own rates: of a smaller one counts are more skewed."""

    rate: float
    apart: tuple[float, float]
    shape: float

    def rates(self, outlets: int) -> np.ndarray:
        return self.rate * np.linspace(*self.apart, outlets)


SKEWED = Counts(0.01, (0.6, 1.5), 2.0)
"""As softening words, but more skewed: in the real articles their shape is about 8."""
VERY_SKEWED = Counts(0.01, (0.6, 1.5), 1.0)
RARE = Counts(0.001, (0.6, 1.5), 1.0)
"""As boosters and distancing words of the narrator: most articles have none."""
ALIKE = Counts(0.01, (1.0, 1.0), 2.0)
RARE_ALIKE = Counts(0.001, (1.0, 1.0), 1.0)


class Simulated(NamedTuple):
    """A corpus: outlet, text, count and exposure of each article; is it a copy, and one across outlets?"""

    outlet: np.ndarray
    text: np.ndarray
    count: np.ndarray
    exposure: np.ndarray
    copied: np.ndarray
    across: np.ndarray


def simulate(rng: np.random.Generator, n: int, outlets: int, counts: Counts) -> Simulated:
    """A corpus of `n` articles an outlet. A text that goes across outlets comes from none, and has the mean rate."""
    articles = n * outlets
    outlet = np.repeat(np.arange(outlets), n)
    text, across = np.full(articles, -1), np.zeros(articles, bool)
    free = [rng.permutation(np.flatnonzero(outlet == o)).tolist() for o in range(outlets)]
    left, number = round(SHARED * articles), 0
    while left > 1:
        size = min(int(rng.choice(COPIED)), left)
        if rng.random() < 0.5:
            able = [o for o in range(outlets) if len(free[o]) >= size]
            chosen = [int(rng.choice(able))] * size if able else []
        else:
            able = [o for o in range(outlets) if free[o]]
            chosen = rng.permutation(able)[:size].tolist()
        if len(chosen) < 2:
            break
        own = [free[o].pop() for o in chosen]
        text[own], across[own] = number, chosen[0] != chosen[1]
        number, left = number + 1, left - len(chosen)
    alone = text < 0
    text[alone] = number + np.arange(alone.sum())
    n_texts = int(text.max()) + 1
    rate = np.full(n_texts, counts.rate)
    rate[text[~across]] = counts.rates(outlets)[outlet[~across]]
    length = rng.lognormal(np.log(LENGTH), LENGTHS, n_texts)
    written = rng.poisson(rate * length * rng.gamma(counts.shape, 1 / counts.shape, n_texts))
    kept = np.where(alone, 1.0, rng.uniform(CUT, 1.0, articles))
    count = np.where(alone, written[text], rng.binomial(written[text], kept))
    return Simulated(outlet, text, count.astype(float), length[text] * kept, ~alone, across)


def truth(made: list[Simulated], outlets: int, counts: Counts) -> tuple[np.ndarray, np.ndarray]:
    """The rate of each outlet that a corpus is a sample of, and of the others: own texts at the outlet's rate, texts
    across outlets at the mean rate, by the words that each kind has."""
    copied, across = (float(np.mean([getattr(m, name).mean() for m in made])) for name in ("copied", "across"))
    kept = (1 + CUT) / 2
    words = np.array([1 - copied + (copied - across) * kept, across * kept])
    rates = (words[0] * counts.rates(outlets) + words[1] * counts.rate) / words.sum()
    return rates, (rates.sum() - rates) / (outlets - 1)


def sides(corpus: Simulated, outlet: int) -> tuple[interval.Rates, interval.Rates]:
    """An outlet and the others, as `evidence.estimate` sets them against each other."""
    n = int(corpus.text.max()) + 1
    values = np.stack([corpus.count, corpus.exposure], 1)
    own = corpus.outlet == outlet
    one, other = (by_text(values[rows], corpus.text[rows], n) for rows in (own, ~own))
    return tuple(interval.rates(side[:, :1], side[:, 1:]) for side in (one, other))  # type: ignore[return-value]


def coverage(seed: int, corpora: int, n: int, outlets: int, counts: Counts) -> dict[str, float]:
    """How often the 95 % intervals of difference, ratio and rate hold the truth, and Holm's family-wise error where
    the outlets do not differ. Of two outlets one contrast is counted, as in the table."""
    rng = np.random.default_rng(seed)
    made = [simulate(rng, n, outlets, counts) for _ in range(corpora)]
    rates, others = truth(made, outlets, counts)
    held = defaultdict(list)
    for corpus in made:
        p = []
        for k in range(outlets if outlets > 2 else 1):
            one, other = sides(corpus, k)
            contrast, rate = interval.contrast(one, other), interval.of_rate(one)
            if np.isnan(contrast.p[0]):
                held["none"].append(True)
                continue
            held["none"].append(False)
            p.append(float(contrast.p[0]))
            for name, found, true in (
                ("difference", contrast.difference, rates[k] - others[k]),
                ("ratio", contrast.ratio, rates[k] / others[k]),
                ("rate", rate, rates[k]),
            ):
                held[name].append(found.low[0] <= true <= found.high[0])
        held["family"].append(bool(p) and min(p) * len(p) <= 0.05)
    if counts.apart[0] != counts.apart[1]:
        del held["family"]
    return {name: round(float(np.mean(values)), 3) for name, values in held.items()}


def bootstraps(seed: int, corpora: int, n: int, outlets: int, counts: Counts) -> dict[str, float]:
    """How often the bootstrap's intervals of the same differences hold the truth, for comparison."""
    rng = np.random.default_rng(seed)
    made = [simulate(rng, n, outlets, counts) for _ in range(corpora)]
    rates, others = truth(made, outlets, counts)
    held = defaultdict(list)
    for corpus in made:
        for k in range(outlets if outlets > 2 else 1):
            true = rates[k] - others[k]
            articles = corpus._replace(text=np.arange(len(corpus.text)))
            for name, (low, high) in {
                "percentile, articles": _resampled(rng, articles, k)["percentile, texts"],
                **_resampled(rng, corpus, k),
            }.items():
                held[name].append(low <= true <= high)
    return {name: round(float(np.mean(values)), 3) for name, values in held.items()}


def _resampled(rng: np.random.Generator, corpus: Simulated, k: int) -> dict[str, tuple[float, float]]:
    """Percentile, BCa and studentised intervals of a difference, texts drawn with replacement."""
    n = int(corpus.text.max()) + 1
    values, own = np.stack([corpus.count, corpus.exposure], 1), corpus.outlet == k
    c, e, d, f = np.hstack([by_text(values[rows], corpus.text[rows], n) for rows in (own, ~own)]).T
    drawn = rng.multinomial(n, np.full(n, 1 / n), RESAMPLES).astype(float)
    drawn = np.vstack([np.ones(n), drawn])  # the corpus itself comes first
    squares = np.stack([c * c, c * e, e * e, d * d, d * f, f * f, c * d, c * f, e * d, e * f], 1)
    sums, s = drawn @ np.stack([c, e, d, f], 1), drawn @ squares
    valid = (sums[:, 1] > 0) & (sums[:, 3] > 0)
    sums, s = sums[valid], s[valid]
    r, q = sums[:, 0] / sums[:, 1], sums[:, 2] / sums[:, 3]
    difference = r - q
    variance = (
        (s[:, 0] - 2 * r * s[:, 1] + r**2 * s[:, 2]) / sums[:, 1] ** 2
        + (s[:, 3] - 2 * q * s[:, 4] + q**2 * s[:, 5]) / sums[:, 3] ** 2
        - 2 * (s[:, 6] - q * s[:, 7] - r * s[:, 8] + r * q * s[:, 9]) / sums[:, 1] / sums[:, 3]
    )
    seen, error = difference[0], np.sqrt(max(variance[0], 0))
    others, t = difference[1:], (difference[1:] - difference[0]) / np.sqrt(np.maximum(variance[1:], 1e-15))
    left_out = (c.sum() - c) / (e.sum() - e) - (d.sum() - d) / (f.sum() - f)
    z = stats.norm.ppf(((others < seen).sum() + 0.5) / (len(others) + 1))
    apart = left_out.mean() - left_out
    skew = (apart**3).sum() / (6 * (apart**2).sum() ** 1.5 + 1e-300)
    bca = [stats.norm.cdf(z + (z + x) / (1 - skew * (z + x))) for x in (-1.96, 1.96)]
    low_t, high_t = np.quantile(t, [0.025, 0.975])
    return {
        "percentile, texts": tuple(np.quantile(others, [0.025, 0.975])),
        "BCa, texts": tuple(np.quantile(others, bca)),
        "studentised, texts": (seen - high_t * error, seen - low_t * error),
    }


def fewest(table: dict[str, dict[str, dict[int, dict[str, float]]]]) -> int | None:
    """The smallest n from which on coverage and family-wise error hold in all designs; None where it never does."""
    holds = [
        n
        for n in SIZES
        if all(COVERS[0] <= design["skewed"][n]["difference"] <= COVERS[1] for design in table.values())
        and all(design["alike"][n]["family"] <= FAMILY for design in table.values())
    ]
    last = [n for n in SIZES if n not in holds]
    return next((n for n in holds if not last or n > max(last)), None)


def figures() -> dict[str, Any]:
    """All that the card says."""
    table: dict[str, dict[str, dict[int, dict[str, float]]]] = {}
    for outlets in OUTLETS:
        corpora = 4000 if outlets == 2 else 1000
        table[f"{outlets} outlets"] = {
            name: {n: coverage(SEED + n, corpora, n, outlets, counts) for n in SIZES}
            for name, counts in (
                ("skewed", SKEWED),
                ("very_skewed", VERY_SKEWED),
                ("rare", RARE),
                ("alike", ALIKE),
                ("rare_alike", RARE_ALIKE),
            )
        }
        print(cards.as_yaml({f"{outlets} outlets": table[f"{outlets} outlets"]}), flush=True)
    return {
        "corpora": {"2 outlets": 4000, "5 outlets": 1000, "20 outlets": 1000, "bootstrap": 400},
        "fewest": fewest(table),
        "coverage": table,
        "bootstrap_for_comparison": {
            "5 outlets": {"skewed": {n: bootstraps(SEED + n, 400, n, 5, SKEWED) for n in (10, 20, 50)}}
        },
    }


if __name__ == "__main__":
    made = figures()
    print(cards.as_yaml({name: made[name] for name in ("fewest", "bootstrap_for_comparison")}), end="")
    if "--write" in sys.argv[1:]:
        cards.write("intervals", made)
