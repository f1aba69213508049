"""The language of the made-up corpora: sentences from a small grammar, words by Zipf's law from a stock of thousands."""

import random
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

LANGUAGE: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
SIZES = {"plain": 6000, "hedged": 1500, "quote": 2500, "headline": 300}
"""Number of sentences of each kind with their words still open."""
SLOT = re.compile(r"<(\w+)>")


def drawn(rng: random.Random, stock: Sequence, exponent: float = 1.0) -> Iterator:
    """Endless words, the k-th of the stock about 1/k as often as the first (Zipf–Mandelbrot)."""
    weights = list(accumulate(1 / (rank + 2.7) ** exponent for rank in range(len(stock))))
    while True:
        yield from rng.choices(stock, cum_weights=weights, k=4096)


def skeletons(rng: random.Random, kind: str, size: int) -> list[tuple[str, tuple[str, ...]]]:
    """Sentences of the grammar with their words still open: a form to fill, and the kinds of words that it takes."""
    made = []
    for _ in range(size):
        flat = _expand(rng, kind)
        slots = tuple(SLOT.findall(flat))
        made.append((SLOT.sub("%s", flat), slots))
    return made


def _expand(rng: random.Random, symbol: str) -> str:
    forms = LANGUAGE["grammar"][symbol]
    form = rng.choices(forms, weights=[1 / (k + 2) for k in range(len(forms))])[0]
    return re.sub(r"\{(\w+)\}", lambda m: _expand(rng, m[1]), form)


def stocks(rng: random.Random) -> dict[str, list[str]]:
    """Words by kind, frequent ones first: those of the file, then thousands made of syllables."""

    def more(n: int, endings: str) -> list[str]:
        onsets, vowels, codas = words("onsets"), words("vowels"), words("codas")
        made: dict[str, None] = {}
        while len(made) < n:
            stem = "".join(rng.choice(onsets) + rng.choice(vowels) for _ in range(rng.choice((1, 2, 2))))
            made[stem + rng.choice(codas) + rng.choice(endings.split())] = None
        return list(made)

    verbs = words("verbs") + more(700, "le ate en ish ify er")
    nouns = words("nouns") + more(2500, "er ment ance ion age ness or ard ery ist")
    past = [v[:-1] + "ied" if re.search("[^aeou]y$", v) else v + ("d" if v[-1] == "e" else "ed") for v in verbs]
    surnames = [s.title() for s in more(900, "son ley field man ard well er ton")]
    return {
        "n": nouns,
        "ns": [n[:-1] + "ies" if re.search("[^aeou]y$", n) else n + ("es" if n[-1] == "s" else "s") for n in nouns],
        "v": past,
        "vb": verbs,
        "a": words("adjectives") + more(900, "al ous ive ent ical ary ic"),
        "adv": [a + "ly" for a in words("adjectives")[:40]] + more(200, "ly antly ously"),
        "surname": surnames,
        "name": surnames,
        "who": [
            f"{t} {f} {s}"
            for s, t, f in zip(surnames, LANGUAGE["titles"] * 99, words("first_names") * 99, strict=False)
        ],
        "place": [*LANGUAGE["places"], *(s.title() for s in more(300, "ham bury ford ton mouth port"))],
        "org": [f"{p} {w}" for p in LANGUAGE["places"] for w in LANGUAGE["bodies"]],
        "num": words("numbers"),
        "day": words("days"),
    }


def words(name: str) -> list[str]:
    """A list of the file that stands there as one text."""
    return str(LANGUAGE[name]).split()
