"""Learned: lines that many articles of one outlet share are furniture of its site, whatever they say.

A first pass counts; the counts of two parts of a corpus add up to those of the whole; what follows from them is handed
on to the second pass, which looks at one article at a time.

What is learned:
- a line that is no sentence (a section, a button, a call) and stands in at least `TEXTS` separate texts of the outlet
  and in one of `SHARE` of them, or in `ENOUGH` of them;
- a sentence only if it stands in half of them, quotes nobody, and speaks to the reader or names the outlet: agencies
  and papers repeat whole paragraphs of background, which are the story.
"""

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

import numpy as np
import pandas as pd

from analysis import schema
from analysis.corpus import form
from analysis.corpus.furniture import Furniture, ready
from analysis.corpus.lines import Line
from analysis.words import even

TEXTS, SHARE, SENTENCE_SHARE, ENOUGH = 3, 3, 2, 20
LONGEST = 400
"""Characters of the longest line that is counted."""
BUCKETS = 1 << 28
"""Most counters of `tally`, a byte each: enough for the lines of five million articles."""
COUNTED = ("headline", "alt_headline", "deck", "subheading", "body", "related")
"""Lines that the first pass has given another label are furniture already, or are captions."""
Learned = Mapping[str, Mapping[str, str]]


class Labelled(NamedTuple):
    """An article of a known outlet after the first pass."""

    outlet: str
    text: str
    lines: Sequence[Line]


class Text(NamedTuple):
    """What is counted of an article: its outlet, the fingerprint by which its versions are known, and its lines."""

    outlet: str
    key: int
    lines: list[str]


def count(articles: Iterable[Labelled], lexicon: Furniture | None = None) -> pd.DataFrame:
    """In how many separate texts of each outlet each line stands.

    Versions of one article are one text: articles count once whose longest paragraph is the same, but for those that
    speak to the reader or name the outlet.

    Returns: table `shared_lines`.
    """
    seen: set[int] = set()
    counts: Counter[tuple[str, str | None]] = Counter()
    for text in texts(articles, lexicon):
        if text.key not in seen:
            seen.add(text.key)
            counts.update((text.outlet, line) for line in text.lines)
            counts[text.outlet, None] += 1
    return _table(counts)


def texts(articles: Iterable[Labelled], lexicon: Furniture | None = None) -> Iterator[Text]:
    """What `count` counts of each article, to be kept until those of all parts of a corpus are there (`tally`)."""
    lexicon = lexicon or ready()
    for article in articles:
        lines = contents(article.text, article.lines)
        main = f"{article.outlet}\n{_main_paragraph(lines, article.outlet, lexicon)}"
        key = int.from_bytes(blake2b(main.encode("utf-8", "replace"), digest_size=8).digest(), "big")
        yield Text(article.outlet, key, sorted(line for line in lines if line and len(line) <= LONGEST))


def tally(parts: Callable[[], Iterable[Text]]) -> pd.DataFrame:
    """`count` for a corpus whose lines do not fit in memory: only lines of at least `TEXTS` texts are kept.

    Args:
        parts: gives the texts of the whole corpus, in the same order each time; it is called several times.

    Returns: table `shared_lines` without the lines that fewer texts have, from which nothing is learned.

    Note: eight bytes an article are held, and at most `BUCKETS` bytes beside the lines that are shared.
    """
    keys, n_lines = array("Q"), 0
    for text in parts():
        keys.append(text.key)
        n_lines += len(text.lines)
    counted = np.zeros(len(keys), bool)
    counted[np.unique(np.asarray(keys), return_index=True)[1]] = True
    n_buckets = min(BUCKETS, max(1024, 4 * n_lines))
    buckets = bytearray(n_buckets)

    def lines() -> Iterator[tuple[str, str, int]]:
        for number, text in enumerate(parts()):
            if counted[number]:
                for line in text.lines:
                    yield text.outlet, line, crc32(f"{text.outlet}\n{line}".encode("utf-8", "replace")) % n_buckets

    for _, _, bucket in lines():
        if buckets[bucket] < TEXTS:
            buckets[bucket] += 1
    counts: Counter[tuple[str, str | None]] = Counter()
    counts.update((outlet, line) for outlet, line, bucket in lines() if buckets[bucket] >= TEXTS)
    counts = Counter({key: n for key, n in counts.items() if n >= TEXTS})
    counts.update((text.outlet, None) for number, text in enumerate(parts()) if counted[number])
    return _table(counts)


def contents(text: str, lines: Sequence[Line]) -> set[str]:
    """The lines of an article that can be learned, as they are counted: in their own case, as names are."""
    flat = even(text)
    return {flat[line.start : line.end].strip() for line in lines if line.label in COUNTED and line.why != "stated"}


def _main_paragraph(lines: Iterable[str], outlet: str, lexicon: Furniture) -> str:
    """The longest paragraph that is not the site's, by which two versions of an article are known as such."""
    longest_first = sorted(lines, key=lambda c: (-len(c), c))
    own = (content for content in longest_first if not _is_of_site(content, outlet, lexicon))
    prose = (content for content in longest_first if form.is_prose(content))
    return next((c for c in prose if not _is_of_site(c, outlet, lexicon)), None) or next(own, "")


def _is_of_site(line: str, outlet: str, lexicon: Furniture) -> bool:
    return bool(_name(outlet).search(line)) or lexicon.is_to_reader(line)


@cache
def _name(outlet: str) -> re.Pattern[str]:
    """An outlet's name as whole words; a name of one word in its own case: *Time* is not *for the first time*."""
    name = even(outlet).strip()
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE if " " in name else 0)


def merge(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The counts of several parts of a corpus as one table `shared_lines`; an article should be in one part only."""
    counts: Counter[tuple[str, str | None]] = Counter()
    for table in tables:
        for outlet, line, n in zip(table["outlet"], table["line"], table["n_texts"], strict=True):
            counts[outlet, None if pd.isna(line) else line] += n
    return _table(counts)


def furniture(counts: pd.DataFrame, lexicon: Furniture | None = None) -> Learned:
    """What the counts teach: for each outlet its lines that are furniture, each with the rule that says so.

    >>> from analysis.corpus.lines import label
    >>> page = "{0} shut\\n\\nIt is shut.\\n\\nNews of the coast\\n\\nThe {0} is old."
    >>> texts = [page.format(thing) for thing in ("bridge", "pool", "road")]
    >>> counts = count(Labelled("Nova", text, label(text)) for text in texts)
    >>> furniture(counts)["Nova"]
    {'News of the coast': 'learned: stands in 3 of 3 separate texts of Nova'}
    """
    lexicon = lexicon or ready()
    texts = counts[counts["line"].isna()].set_index("outlet")["n_texts"].to_dict()
    learned: dict[str, dict[str, str]] = {}
    often = counts[counts["line"].notna() & (counts["n_texts"] >= TEXTS)]
    for outlet, line, n in zip(often["outlet"], often["line"], often["n_texts"], strict=True):
        if _is_shared(str(line), n, texts[outlet], str(outlet), lexicon):
            why = f"learned: stands in {n} of {texts[outlet]} separate texts of {outlet}"
            learned.setdefault(outlet, {})[line] = why
    return learned


def _is_shared(line: str, n: int, texts: int, outlet: str, lexicon: Furniture) -> bool:
    if not form.is_prose(line):
        return n * SHARE >= texts or n >= ENOUGH
    if lexicon.is_paragraph(line) or n * SENTENCE_SHARE < texts:
        return False
    return _is_of_site(line, outlet, lexicon)


def _table(counts: Mapping[tuple[str, str | None], int]) -> pd.DataFrame:
    keys = sorted(counts, key=lambda key: (key[0], key[1] or ""))
    columns: dict[str, list] = {
        "outlet": [k[0] for k in keys],
        "line": [k[1] for k in keys],
        "n_texts": [counts[k] for k in keys],
    }
    return schema.build("shared_lines", columns)
