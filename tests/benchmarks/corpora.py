"""Made-up news: corpora of any size, the same for the same seed, with text reuse planted in them and written down.

    corpora.articles(1_000, seed=1)                               table `articles`, nothing planted
    corpora.make(1_000, seed=1, copies=.1, passages=.2)           a `Corpus`: articles, and what was planted in them

The words are invented, or drawn from the stock in `language.yaml`. The texts are no news, but they are counted like
news: words by Zipf's law from a stock of thousands, each story with words and names of its own that come again and
again, skewed lengths, datelines, quotations with speakers, softening words, and formulas that have nothing to do with
reuse (*on condition of anonymity because …*), so that five equal words in a row are no proof of anything.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.words import WORD, count_words
from tests.benchmarks.language import LANGUAGE, Grammar, drawn, stocks
from tests.benchmarks.language import words as stock_words

PLANTED = ("kind", "change", "article_id", "start", "end", "other_id", "other_start", "other_end")
"""Columns of the truth, one row a thing planted: copy, passage or quotation; how it was changed; where it stands, and
where it was taken from (characters of `articles.text`; of a copy the whole texts)."""
PASSAGE_CHANGES = (0.0, 0.1, 0.2)
"""Shares of a passage's words that are changed."""
QUOTATION_CHANGES = ("1 word", "2 words", "3 words", "end cut")
QUOTED = re.compile(r"“([^”]*)”")
_MARK, _SMALL = re.compile("[“”]"), re.compile(r"(^|(?<!it )“)([a-z])")
_BETWEEN = r"(?<=[.”])(?<!Dr\.)(?<!Gen\.) (?=[A-Z“])"
_SENTENCE_END, _SENTENCE_START = re.compile(_BETWEEN), re.compile(rf"\n\n(?:[A-Z ]+ — )?|{_BETWEEN}")
FORMULAS = 0.01
"""Share of sentences that hold a formula of the trade."""
STORY_SIZES = {"n": 150, "ns": 90, "v": 70, "vb": 50, "a": 70, "place": 4, "org": 6}
"""Number of words of each kind that a story has of its own."""
OWN = ("who", "name", "place")
"""Kinds of words that a text always draws from its story's own."""
STORY_WORDS = 0.35
"""Share of content words that a text draws from the small stock of its story."""


@dataclass(frozen=True)
class Corpus:
    """Articles (table `articles`) and the truth about them (columns `PLANTED`)."""

    articles: pd.DataFrame
    planted: pd.DataFrame


def articles(n: int, seed: int, **parameters: object) -> pd.DataFrame:
    """Table `articles` of `n` made-up articles; parameters as of `make`."""
    return make(n, seed, **parameters).articles  # type: ignore[arg-type]


def make(
    n: int,
    seed: int,
    *,
    outlets: int | Sequence[str] = 8,
    skew: float = 1.0,
    stories: int | None = None,
    words: int = 550,
    spread: float = 0.35,
    shortest: int = 120,
    longest: int = 3000,
    quoting: float = 0.22,
    hedging: float | Mapping[str, float] = 0.12,
    copies: float = 0.0,
    passages: float = 0.0,
    quotations: float = 0.0,
) -> Corpus:
    """Make `n` articles; the same arguments give the same characters.

    Args:
        outlets: how many, or their names. With `skew` 0 each has as many articles; with 1 the k-th has 1/k of the first.
        stories: how many; articles of a story share names and some words. Without it one story to ten articles.
        words: median length of the body in words; lengths are log-normal with `spread`, cut at `shortest`, `longest`.
        quoting: share of sentences that hold a quotation.
        hedging: share of other sentences that are softened, for all or by outlet.
        copies: share of articles that are an earlier article of their story, lightly edited: other headline, 1–5 % of
            the words changed, a sentence dropped, two paragraphs swapped, the end cut or a paragraph added.
        passages: share of articles that hold a passage of 25–80 words of an earlier article of their story.
        quotations: share of articles that hold a quotation of 8–25 words of an earlier one, changed.

    Only articles that took nothing themselves are taken from, and the three kinds of taking exclude each other.
    """
    rng = random.Random(seed)
    names = _outlet_names(outlets) if isinstance(outlets, int) else list(outlets)
    by_size = list(accumulate(1 / (k + 1) ** skew for k in range(len(names))))
    press = _Press(rng)
    n_stories = stories or max(1, n // 10)
    days = pd.date_range("2021-01-01", periods=365).strftime("%Y-%m-%d").tolist()
    told = [_Story(press, f"s{k:05d}") for k in range(n_stories)]
    kinds = ("copy", "passage", "quotation", "own")
    shares = (copies, passages, quotations, max(0.0, 1 - copies - passages - quotations))
    columns: dict[str, list] = {name: [] for name in ("article_id", "outlet", "story", "published", "headline", "text")}
    planted: list[tuple] = []
    for number in range(n):
        outlet = rng.choices(names, cum_weights=by_size)[0]
        story = told[number % n_stories]
        softened = hedging if isinstance(hedging, float | int) else hedging.get(outlet, 0.12)
        length = min(longest, max(shortest, int(rng.lognormvariate(0, spread) * words)))
        taking = rng.choices(kinds, weights=shares)[0] if story.originals else "own"
        draft = _Draft(story.headline(), press.dateline(story), [])
        taken: _Taken | None = None
        if taking == "copy":
            source = rng.choice(story.originals)
            draft.paragraphs = press.edited(source.paragraphs, story)
            taken = _Taken("copy", "light edit", source, 0, len(source.text))
        else:
            draft.paragraphs = press.body(story, length, quoting, softened)
            if taking != "own":
                taken = press.plant(draft, rng.choice(story.originals), taking, story)
        text, place = draft.text()
        article_id = f"a{number:06d}"
        if taken:
            place = place or (0, len(text))
            found = (taken.kind, taken.change, article_id, *place, taken.source.article_id, taken.start, taken.end)
            planted.append(found)
        else:
            story.originals.append(_Original(article_id, text, draft.paragraphs))
        row = (
            article_id,
            outlet,
            story.name,
            days[(number % n_stories + number // n_stories) % len(days)],
            draft.headline,
            text,
        )
        for column, value in zip(columns.values(), row, strict=True):
            column.append(value)
    columns |= {
        "outlet_key": columns["outlet"],
        "outlet_from": ["made"] * n,
        "published_precision": ["day"] * n,
        "published_from": ["made"] * n,
        "n_words": [
            count_words(text) - count_words(h) for text, h in zip(columns["text"], columns["headline"], strict=True)
        ],
        "file": ["made"] * n,
    }
    return Corpus(schema.build("articles", columns), pd.DataFrame(planted, columns=list(PLANTED)))


class _Original(NamedTuple):
    """An article that others may take from."""

    article_id: str
    text: str
    paragraphs: list[str]


class _Taken(NamedTuple):
    kind: str
    change: str
    source: _Original
    start: int
    end: int


@dataclass
class _Draft:
    """An article in the making; `inserted`: number of the paragraph that holds what is planted, and its place there."""

    headline: str
    dateline: str
    paragraphs: list[str]
    inserted: tuple[int, int, int] | None = None

    def text(self) -> tuple[str, tuple[int, int] | None]:
        """The text, and where in it the planted words stand."""
        head = f"{self.headline}\n\n{self.dateline}"
        text = head + "\n\n".join(self.paragraphs)
        if self.inserted is None:
            return text, None
        number, start, end = self.inserted
        before = len(head) + sum(len(p) + 2 for p in self.paragraphs[:number])
        return text, (before + start, before + end)


class _Story:
    """What the articles of one story share: people, places and a few dozen words."""

    def __init__(self, press: "_Press", name: str) -> None:
        rng = press.rng
        self.name, self.press = name, press
        self.originals: list[_Original] = []
        self.words = {kind: [next(press.stock[kind]) for _ in range(size)] for kind, size in STORY_SIZES.items()}
        titles, first = LANGUAGE["titles"], stock_words("first_names")
        people = [(rng.choice(titles), rng.choice(first), next(press.stock["surname"])) for _ in range(5)]
        self.words |= {"who": [" ".join(p) for p in people], "name": [p[2] for p in people]}

    def headline(self) -> str:
        return _capital(self.press.sentence("headline", self))


class _Press:
    """Writes sentences: forms of a small grammar, filled with words by rank."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        language = stocks(random.Random(0))  # the same for every corpus
        self.stock = {kind: drawn(rng, words) for kind, words in language.items()}
        self.grammar = Grammar(rng)

    def sentence(self, kind: str, story: _Story) -> str:
        form, slots = self.grammar.sentence(kind)
        chance, words, stock, choice = self.rng.random, story.words, self.stock, self.rng.choice
        return form % tuple(
            [choice(words[s]) if s in words and (s in OWN or chance() < STORY_WORDS) else next(stock[s]) for s in slots]
        )

    def body(self, story: _Story, length: int, quoting: float, hedging: float) -> list[str]:
        """Paragraphs of one to three sentences, about `length` words in all."""
        rng, paragraphs, written = self.rng, [], 0
        while written < length:
            sentences = []
            for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
                chance = rng.random()
                kind = "quote" if chance < quoting else "hedged" if rng.random() < hedging else "plain"
                kind = "formula" if chance > 1 - FORMULAS else kind
                sentences.append(_capital(self.sentence(kind, story)))
            paragraph = " ".join(sentences)
            written += paragraph.count(" ") + 1
            paragraphs.append(paragraph)
        return paragraphs

    def dateline(self, story: _Story) -> str:
        return f"{self.rng.choice(story.words['place']).upper()} — " if self.rng.random() < 0.5 else ""

    def changed(self, words: list[str], times: int) -> list[str]:
        """The words with `times` of them exchanged (mostly), left out, or followed by another."""
        words = list(words)
        places = [k for k, word in enumerate(words) if not _MARK.search(word)]  # marks stay in pairs
        for at in sorted(self.rng.sample(places, min(times, len(places))), reverse=True):
            other = next(self.stock[self.rng.choice(("n", "a", "v", "adv"))])
            how = self.rng.random()
            words[at : at + 1] = [other] if how < 0.7 else [] if how < 0.85 else [words[at], other]
        return words

    def edited(self, paragraphs: list[str], story: _Story) -> list[str]:
        """A copy as an editor leaves it."""
        rng = self.rng
        kept = [p.split(" ") for p in paragraphs]
        if len(kept) > 3:
            at = rng.randrange(len(kept) - 1)
            kept[at], kept[at + 1] = kept[at + 1], kept[at]
            if rng.random() < 0.5:
                kept = kept[: -max(1, len(kept) // 6)]
        share = rng.uniform(0.01, 0.05)
        kept = [self.changed(p, round(share * len(p) + rng.uniform(-0.5, 0.5))) for p in kept]
        whole = [" ".join(p) for p in kept if p]
        longest = max(range(len(whole)), key=lambda k: len(whole[k]))
        cut = _SENTENCE_END.split(whole[longest])
        if len(cut) > 1:
            del cut[rng.randrange(len(cut))]
            whole[longest] = " ".join(cut)
        if rng.random() < 0.5:
            whole.insert(rng.randrange(len(whole) + 1), " ".join(self.body(story, 30, 0.2, 0.1)))
        return whole

    def plant(self, draft: _Draft, source: _Original, kind: str, story: _Story) -> _Taken | None:
        """Put a passage or a quotation of `source` into the draft; None where the source has none that will do."""
        rng = self.rng
        found = self._passage(source) if kind == "passage" else self._quotation(source)
        if found is None:
            return None
        words, change, start, end = found
        borrowed = " ".join(words)
        before, after = "", ""
        if kind == "quotation":
            before, after = (
                "“",
                f",” {rng.choice(story.words['name'])} {rng.choice(('said', 'added', 'told reporters'))}.",
            )
            borrowed = borrowed.rstrip(",.")
        if rng.random() < 0.5:
            before = f"{self.body(story, 12, 0, 0)[0]} {before}"
        if rng.random() < 0.5:
            after = f"{after} {self.body(story, 12, 0, 0)[0]}"
        at = rng.randrange(len(draft.paragraphs) + 1)
        draft.paragraphs.insert(at, f"{before}{borrowed}{after}")
        draft.inserted = (at, len(before), len(before) + len(borrowed))
        return _Taken(kind, change, source, start, end)

    def _passage(self, source: _Original) -> tuple[list[str], str, int, int] | None:
        rng = self.rng
        starts = [m.end() for m in _SENTENCE_START.finditer(source.text)]
        at, wanted = rng.randrange(len(starts) - 1), rng.randint(25, 80)
        fit = [end for end in starts[at + 1 :] if 25 <= source.text[starts[at] : end].count(" ") + 1 <= 80]
        if not fit:
            return None
        end = min(fit, key=lambda end: abs(source.text[starts[at] : end].count(" ") - wanted))
        passage = source.text[starts[at] : end].rstrip()
        words, share = passage.split(), rng.choice(PASSAGE_CHANGES)
        return self.changed(words, round(share * len(words))), f"{share:.0%}", starts[at], starts[at] + len(passage)

    def _quotation(self, source: _Original) -> tuple[list[str], str, int, int] | None:
        rng = self.rng
        fit = [m for m in QUOTED.finditer(source.text) if 8 <= len(WORD.findall(m[1])) <= 25]
        if not fit:
            return None
        wanted = rng.randint(8, 25)
        match = min(fit, key=lambda m: abs(len(m[1].split()) - wanted))
        words, change = match[1].split(), rng.choice(QUOTATION_CHANGES)
        if change == "end cut":
            kept = words[: max(6, round(rng.uniform(0.6, 0.9) * len(words)))]
            return kept, change, match.start(1), match.start(1) + len(" ".join(kept))
        return self.changed(words, int(change[0])), change, match.start(1), match.end(1)


def _capital(sentence: str) -> str:
    """A sentence, and each quotation in it that is one, with a capital letter at its head."""
    return _SMALL.sub(lambda m: m[1] + m[2].upper(), sentence)


def _outlet_names(n: int) -> list[str]:
    kinds, places = LANGUAGE["outlets"], LANGUAGE["places"]
    return [f"{places[k % len(places)]} {kinds[(k + k // len(places)) % len(kinds)]}" for k in range(n)]
