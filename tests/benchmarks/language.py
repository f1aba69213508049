"""The language of the made-up corpora: sentences from a small grammar, words by Zipf's law from a stock of thousands."""

import random
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

LANGUAGE: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
PHRASES = 3000
"""Number of phrases of each kind with their words still open; a sentence joins some of them."""
SMALL_WORDS = 40
SLOT, SYMBOL, PIECE = re.compile(r"<(\w+)>"), re.compile(r"\{(\w+)\}"), re.compile(r"\{\w+\}|[^{]+")


def drawn(rng: random.Random, stock: Sequence, offset: int = SMALL_WORDS) -> Iterator:
    """Endless draws by rank after Zipf and Mandelbrot; the small words of the grammar hold the first ranks."""
    weights = list(accumulate(1 / (rank + offset) for rank in range(len(stock))))
    while True:
        yield from rng.choices(stock, cum_weights=weights, k=4096)


def _drawn_evenly(rng: random.Random, stock: Sequence) -> Iterator:
    while True:
        yield from rng.choices(stock, k=1024)


Phrase = tuple[str, tuple[str, ...]]
"""A form with `%s` for each word that is still open, and the kinds of these words."""


class Grammar:
    """Makes sentences with their words still open; of a few phrases each, so that hardly two are built alike."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        made = random.Random(1)  # the language is the same for every corpus
        symbols = {name for forms in LANGUAGE["grammar"].values() for form in forms for name in SYMBOL.findall(form)}
        self.phrases = {
            name: _drawn_evenly(rng, [_open(_expand(made, name)) for _ in range(PHRASES)]) for name in sorted(symbols)
        }
        self.forms = {
            name: drawn(rng, [[self._part(piece) for piece in PIECE.findall(form)] for form in forms], offset=2)
            for name, forms in LANGUAGE["grammar"].items()
        }

    def sentence(self, kind: str) -> tuple[str, list[str]]:
        form, slots = "", []
        for part in next(self.forms[kind]):
            text, more = next(part) if isinstance(part, Iterator) else part
            form += text
            slots += more
        return form, slots

    def _part(self, piece: str) -> Iterator[Phrase] | Phrase:
        symbol = SYMBOL.fullmatch(piece)
        return self.phrases[symbol[1]] if symbol else _open(piece)


def _open(flat: str) -> Phrase:
    return SLOT.sub("%s", flat), tuple(SLOT.findall(flat))


def _expand(rng: random.Random, symbol: str) -> str:
    forms = LANGUAGE["grammar"][symbol]
    form = rng.choices(forms, weights=[1 / (k + 2) for k in range(len(forms))])[0]
    return SYMBOL.sub(lambda m: _expand(rng, m[1]), form)


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
