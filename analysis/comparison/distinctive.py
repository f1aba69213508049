"""Distinctive words: which words of its own an outlet uses more than the others, and evenly over its articles.

Log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008): the odds of a word in one outlet against
the odds in all others, drawn toward what the whole corpus uses, over its standard error. Rare words and words of every
outlet stay near 0; nothing has to be put on a list of stop words.
"""

import math
from collections import Counter, defaultdict
from functools import cache

import pandas as pd

from analysis.lexicon import load
from analysis.spans import merge, voices
from analysis.words import WORD, even

ARTICLES = 10
"""An outlet with fewer articles is not compared: its words would be those of a story or two."""
SPREAD = 3
"""A word that stands in fewer articles of the outlet is never distinctive."""
PRIOR = 500
"""Words that the prior counts for: about as many as an article has."""
CERTAIN = 1.96
"""z from which on a word is called distinctive: 95 % of chance differences are smaller."""
WORDS = [
    *("outlet_key", "word", "count", "articles", "other_count", "log_odds", "z", "z_without", "dispersion"),
    "house_style",
]


def too_few(articles: pd.DataFrame) -> str:
    """Why the outlets' words cannot be compared: a sentence, empty where they can.

    >>> too_few(pd.DataFrame({"outlet_key": ["Echo", "Post", "Post"]}))
    'Distinctive words need two outlets with 10 articles each; here none has so many (Echo 1, Post 2).'
    """
    counts = articles["outlet_key"].value_counts(sort=False)
    enough = int((counts >= ARTICLES).sum())
    if enough >= 2:
        return ""
    told = ", ".join(f"{outlet} {n}" for outlet, n in list(counts.items())[:10]) + (", …" if len(counts) > 10 else "")
    return (
        f"Distinctive words need two outlets with {ARTICLES} articles each; here {'one' if enough else 'none'} has "
        f"so many ({told})."
    )


def find(articles: pd.DataFrame, sentences: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """The words that tell each outlet's own voice from that of all other outlets.

    Only the narrator's words of the body count: what is quoted or told indirectly is a source's. A word is distinctive
    if z is at least `CERTAIN`, it stands in `SPREAD` articles or more, and z is still as high (`z_without`) when the
    article that uses it most is left out: one article cannot make a word distinctive.

    Returns one row an outlet and distinctive word, highest `z_without` first: `outlet_key, word, count, articles` (of
    the outlet that have it), `other_count` (in all other outlets), `log_odds` (natural logarithm), `z, z_without`,
    `dispersion` (deviation of proportions, 0–1: 0 as even as the articles' lengths, 1 all in one article),
    `house_style` (a form of address or a title that outlets abbreviate or not). None where `too_few` says why.

    Note: words tell outlets apart by what they write about as well as by how: compare articles about the same events.
    Many words are tested at once, so of all that an outlet has a few are distinctive by chance. Copies of one
    text in several articles are no evidence of a habit; count them once before.

    References: Monroe, B. L., Colaresi, M. P., Quinn, K. M. (2008), Fightin' Words, Political Analysis 16(4), equations
    16–22; Gries, S. Th. (2008), Dispersions and adjusted frequencies in corpora, IJCL 13(4).
    """
    if too_few(articles):
        return pd.DataFrame(columns=WORDS)
    outlets = dict(zip(articles["article_id"], articles["outlet_key"], strict=True))
    sizes = Counter(outlets.values())
    by_outlet: dict[str, list[Counter[str]]] = defaultdict(list)
    for article_id, words in _own_words(sentences, quotes).items():
        by_outlet[outlets[article_id]].append(words)
    every: Counter[str] = Counter()
    for counted in by_outlet.values():
        for words in counted:
            every.update(words)
    total, rows = every.total(), []
    for outlet in (o for o in dict.fromkeys(articles["outlet_key"]) if sizes[o] >= ARTICLES):
        own: Counter[str] = Counter()
        having: Counter[str] = Counter()
        for words in by_outlet[outlet]:
            own.update(words)
            having.update(words.keys())
        length = own.total()
        for word, count in own.items():
            if having[word] < SPREAD:
                continue
            prior = PRIOR * every[word] / total
            rest = (every[word] - count, total - length, prior, PRIOR)
            odds, z = log_odds(count, length, *rest)
            if z < CERTAIN:
                continue
            most = max(by_outlet[outlet], key=lambda words: words[word])
            _, without = log_odds(count - most[word], length - most.total(), *rest)
            if without >= CERTAIN:
                spread = dispersion([w[word] for w in by_outlet[outlet]], [w.total() for w in by_outlet[outlet]])
                style = word in _styled()
                rows.append((outlet, word, count, having[word], rest[0], odds, z, without, spread, style))
    found = pd.DataFrame(rows, columns=WORDS)
    order = {outlet: n for n, outlet in enumerate(sizes)}
    return found.sort_values(
        ["outlet_key", "z_without", "word"],
        ascending=[True, False, True],
        key=lambda c: c.map(order) if c.name == "outlet_key" else c,
        kind="stable",
    ).reset_index(drop=True)


def log_odds(
    count: float, total: float, other_count: float, other_total: float, prior: float, prior_total: float
) -> tuple[float, float]:
    """Log-odds ratio of a word with an informative Dirichlet prior, and its z-score.

    With a prior of 1 in 10 words, 9 of 99 words against 1 of 99: ln(10/99) - ln(2/107) = 1.687; its variance is
    1/10 + 1/2 = 0.6, so z = 1.687 / 0.775 = 2.178.

    >>> odds, z = log_odds(9, 99, 1, 99, 1, 10)
    >>> round(odds, 3), round(z, 3)
    (1.687, 2.178)
    """
    one, other = count + prior, other_count + prior
    odds = math.log(one / (total + prior_total - one)) - math.log(other / (other_total + prior_total - other))
    return odds, odds / math.sqrt(1 / one + 1 / other)


def dispersion(counts: list[int], lengths: list[int]) -> float:
    """Gries's deviation of proportions, divided by its maximum: 0 as even as the lengths, 1 all in the shortest part.

    Shares of a word 1/2, 1/2, 0 over three parts of equal length: (1/6 + 1/6 + 1/3) / 2 = 1/3, over 1 - 1/3 = 1/2.

    >>> dispersion([2, 2, 0], [100, 100, 100]), dispersion([3, 0], [50, 50])
    (0.5, 1.0)
    """
    count, length = sum(counts), sum(lengths)
    differences = sum(abs(c / count - n / length) for c, n in zip(counts, lengths, strict=True))
    largest = 1 - min(n for n in lengths if n) / length
    return differences / 2 / largest if largest else 0.0


def _own_words(sentences: pd.DataFrame, quotes: pd.DataFrame) -> dict[str, Counter[str]]:
    """The narrator's words of each body, in small letters but for acronyms (US is not us); numbers left out."""
    told = {a: merge((s, e) for s, e, _, _ in stretches) for a, stretches in voices(quotes).items()}
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    body = sentences[sentences["part"] == "body"]
    for article_id, start, text in zip(body["article_id"], body["start"], body["text"], strict=True):
        plain = even(text)
        for s, e in told.get(article_id, ()):
            if s < start + len(plain) and e > start:
                at, to = max(0, s - start), min(len(plain), e - start)
                plain = plain[:at] + " " * (to - at) + plain[to:]
        words = (w.removesuffix("'s").replace(".", "") for w in WORD.findall(plain))
        counted[article_id].update(w if len(w) > 1 and w.isupper() else w.lower() for w in words if _counts(w))
    return counted


def _counts(word: str) -> bool:
    """Is it a word: no number, and no initial of a name?"""
    return not word[0].isdigit() and (len(word) > 1 or word in "aAI")


@cache
def _styled() -> frozenset[str]:
    """Forms of address, and titles in full or abbreviated, in small letters and without full stops."""
    titles, style = load("titles"), load("house_style").stands_for("title")
    address = [e.match for e in titles.entries if e.category.startswith("courtesy")]
    return frozenset(w.lower().replace(".", "") for w in (*address, *style, *style.values()))
