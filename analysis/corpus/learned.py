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
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.corpus import form
from analysis.corpus.furniture import Furniture, ready
from analysis.corpus.lines import Line
from analysis.words import even

TEXTS, SHARE, SENTENCE_SHARE, ENOUGH = 3, 3, 2, 20
LONGEST = 400
"""Characters of the longest line that is counted."""
COUNTED = ("headline", "alt_headline", "deck", "subheading", "body", "related")
"""Lines that the first pass has given another label are furniture already, or are captions."""
Learned = Mapping[str, Mapping[str, str]]


class Labelled(NamedTuple):
    """An article of a known outlet after the first pass."""

    outlet: str
    text: str
    lines: Sequence[Line]


def count(articles: Iterable[Labelled], lexicon: Furniture | None = None) -> pd.DataFrame:
    """In how many separate texts of each outlet each line stands.

    Versions of one article are one text: articles count once whose longest paragraph is the same, but for those that
    speak to the reader or name the outlet.

    Returns: table `shared_lines`.
    """
    lexicon = lexicon or ready()
    seen: set[tuple[str, str]] = set()
    counts: Counter[tuple[str, str | None]] = Counter()
    for article in articles:
        lines = contents(article.text, article.lines)
        key = article.outlet, _main_paragraph(lines, article.outlet, lexicon)
        if key not in seen:
            seen.add(key)
            counts.update((article.outlet, content) for content in lines if content and len(content) <= LONGEST)
            counts[article.outlet, None] += 1
    return _table(counts)


def contents(text: str, lines: Sequence[Line]) -> set[str]:
    """The lines of an article that can be learned, as they are counted: in their own case, as names are."""
    flat = even(text)
    return {flat[line.start : line.end].strip() for line in lines if line.label in COUNTED and line.why != "stated"}


def _main_paragraph(lines: Iterable[str], outlet: str, lexicon: Furniture) -> str:
    """The longest paragraph that is not the site's, by which two versions of an article are known as such."""
    for content in sorted(lines, key=lambda c: (not form.is_prose(c), -len(c), c)):
        if not _is_of_site(content, outlet, lexicon):
            return content
    return ""


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
