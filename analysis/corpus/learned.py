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
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analysis import schema
from analysis.corpus import form
from analysis.corpus.furniture import Furniture, ready
from analysis.corpus.lines import Line
from analysis.corpus.seen import fingerprint
from analysis.words import even

TEXTS, SHARE, SENTENCE_SHARE, ENOUGH = 3, 3, 2, 20
LONGEST = 400
"""Characters of the longest line that is counted."""
SLICE = 4_000_000
"""Lines whose fingerprints `tally` looks at together."""
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


KEPT = pa.schema(
    [("outlet", pa.string()), ("key", pa.uint64()), ("lines", pa.list_(pa.string())), ("prints", pa.list_(pa.uint64()))]
)
"""`Text` as it is kept: `prints` are the fingerprints of the outlet with each line."""


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
            counts.update(zip(repeat(text.outlet), [None, *text.lines]))
    return _table(counts)


def texts(articles: Iterable[Labelled], lexicon: Furniture | None = None) -> Iterator[Text]:
    """What `count` counts of each article."""
    lexicon = lexicon or ready()
    for article in articles:
        lines = contents(article.text, article.lines)
        key = fingerprint(f"{article.outlet}\n{_main_paragraph(lines, article.outlet, lexicon)}")
        yield Text(article.outlet, key, sorted(line for line in lines if line and len(line) <= LONGEST))


def kept(texts: Sequence[Text]) -> pa.Table:
    """What `count` counts of some articles, to be kept until that of all parts of a corpus is there (`tally`)."""
    prints = [[fingerprint(f"{text.outlet}\n{line}") for line in text.lines] for text in texts]
    columns = [text.outlet for text in texts], [text.key for text in texts], [text.lines for text in texts], prints
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, KEPT, strict=True)], KEPT)


def tally(parts: Callable[[list[str]], Iterable[pa.Table]]) -> pd.DataFrame:
    """`count` for a corpus whose lines do not fit in memory: only lines of at least `TEXTS` texts are kept.

    Args:
        parts: gives some columns of the whole corpus (`kept`), in the same order each time; it is called several times.

    Returns: table `shared_lines` without the lines that fewer texts have, from which nothing is learned.

    Note: some thirty bytes an article are held, and the lines that are shared.
    """
    keys = np.concatenate([np.zeros(0, np.uint64), *(part["key"].to_numpy() for part in parts(["key"]))])
    counted = np.zeros(len(keys), bool)
    counted[np.unique(keys, return_index=True)[1]] = True
    del keys

    def of_counted(columns: list[str]) -> Iterator[pa.Table]:
        at = 0
        for part in parts(columns):
            yield part.filter(pa.array(counted[at : at + len(part)]))
            at += len(part)

    n_slices = 1 + sum(len(_flat(part["prints"])) for part in of_counted(["prints"])) // SLICE
    shared = np.sort(np.concatenate([_often(of_counted(["prints"]), k, n_slices) for k in range(n_slices)]))
    counts: Counter[tuple[str, str | None]] = Counter()
    for part in of_counted(KEPT.names):
        outlets, n_lines = part["outlet"].to_pylist(), pc.list_value_length(part["lines"]).to_numpy()
        counts.update((outlet, None) for outlet in outlets)
        often = np.flatnonzero(np.isin(_flat(part["prints"]).to_numpy(), shared))
        of = np.repeat(np.arange(len(outlets)), n_lines)[often]
        lines = _flat(part["lines"]).take(pa.array(often)).to_pylist()
        counts.update((outlets[n], line) for n, line in zip(of, lines, strict=True))
    return _table({key: n for key, n in counts.items() if key[1] is None or n >= TEXTS})


def _flat(lists: pa.ChunkedArray) -> pa.Array:
    return lists.combine_chunks().flatten() if len(lists) else pa.array([], lists.type.value_type)


def _often(parts: Iterable[pa.Table], k: int, n_slices: int) -> NDArray[np.uint64]:
    """Of the k-th slice of all fingerprints of lines those that at least `TEXTS` texts have."""
    own = [np.zeros(0, np.uint64)]
    for part in parts:
        prints = _flat(part["prints"]).to_numpy()
        own.append(prints[prints % np.uint64(n_slices) == k])
    prints = np.concatenate(own)
    prints.sort()
    first = prints[: max(0, len(prints) - TEXTS + 1)]
    return np.unique(first[first == prints[TEXTS - 1 :]])


def contents(text: str, lines: Sequence[Line]) -> set[str]:
    """The lines of an article that can be learned, as they are counted: in their own case, as names are."""
    flat = even(text)
    return {flat[line.start : line.end].strip() for line in lines if line.label in COUNTED and line.why != "stated"}


def _main_paragraph(lines: Iterable[str], outlet: str, lexicon: Furniture) -> str:
    """The longest paragraph that is not the site's, by which two versions of an article are known as such."""
    longest_first = sorted(sorted(lines), key=len, reverse=True)
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
    rows = sorted((outlet, line or "", n) for (outlet, line), n in counts.items())
    return schema.from_tuples("shared_lines", [(outlet, line or None, n) for outlet, line, n in rows])
