"""Wording: the same quotation with a word of content or a negation that differs."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from analysis import schema
from analysis.attributed import documents
from analysis.comparison.apparatus import ENDS, Run, Witness
from analysis.comparison.findings.contrast import Contrast, Outlets, Passage
from analysis.comparison.readings import is_content, negations
from analysis.comparison.sources import SAME, compare, source
from analysis.comparison.variants import witnesses

NEGATION, CONTENT, INFLECTION = 90.0, 80.0, 40.0
"""Weights: a negation that one side lacks; another word of content; the same word in another form."""
AROUND, LONG = 3, 12
"""Words shown on either side of the difference; where more words differ, the articles quote other passages."""
OF_QUOTES = ("article_id", "quote_id")

Member = tuple[dict[str, Any], Witness]


class Reading(NamedTuple):
    """What one article has at a place of the base: its own words `[start, end)`."""

    row: dict[str, Any]
    witness: Witness
    start: int
    end: int


def find(statements: Iterable[list[Member]], outlets: Outlets) -> Iterator[Contrast]:
    """One contrast for each shared quotation: the difference that weighs most and that nothing in the text declares.

    Args:
        statements: see `clusters`.
    """
    for members in statements:
        runs = [(weigh(run, witness), run, witness) for _, witness in members for run in runs_of(witness)]
        weight, place, witness = max(runs, key=lambda r: r[0])
        if weight and (contrast := _contrast(members, place, words_of(place, witness), weight, outlets)):
            yield contrast


def clusters(variants: pd.DataFrame, quotes: pd.DataFrame) -> list[list[Member]]:
    """The wordings of each statement that some article words otherwise, each beside the base.

    What kind of text speaks in a wording, if one does, its row has as `document`.
    """
    differ = variants.loc[variants["operations"] != "[]", "cluster_id"].unique()
    if not len(differ):
        return []
    own = variants[variants["cluster_id"].isin(differ)]
    texts = dict(zip(schema.rows(quotes, OF_QUOTES), documents(quotes), strict=True))
    found: dict[int, list[Member]] = {}
    for row, witness in witnesses(own):
        row["document"] = texts[row["article_id"], row["quote_id"]]
        found.setdefault(row["cluster_id"], []).append((row, witness))
    return list(found.values())


def runs_of(witness: Witness) -> list[Run]:
    """The runs of a wording; where it ends in a few other words than the base does, these are one change.

    *Not offered a single [extra pound]* is *not offered a single [penny in 11 months]*: the apparatus, which does not
    know that the longer end is no other passage, has the one as cut and the other as added.
    """
    *before, cut, added = [None, None, *witness.runs]
    if cut is None or added is None or (cut.kind, added.kind) != ("cut", "added") or not witness.outer(cut):
        return witness.runs
    few = cut.base_end - cut.base_start <= ENDS and added.end - added.start <= 2 * ENDS
    if not few or cut.declared or added.declared or cut.gloss or added.gloss:
        return witness.runs
    changed = Run("changed", added.start, added.end, cut.base_start, cut.base_end, False)
    return [*(run for run in before if run is not None), changed]


def weigh(run: Run, witness: Witness) -> float:
    """How much a difference changes what is said; 0 where it is none, is declared, or only ends a passage earlier."""
    if run.kind == "same" or run.declared or (run.kind != "changed" and witness.outer(run)):
        return 0
    own, base = witness.reading.forms[run.start : run.end], witness.base.forms[run.base_start : run.base_end]
    if max(len(own), len(base)) > LONG:
        return 0
    if bool(negations() & set(own)) != bool(negations() & set(base)):
        return NEGATION
    content = [sorted(word[:4] for word in side if is_content(word)) for side in (own, base)]
    if content[0] == content[1]:
        return INFLECTION if content[0] else 0
    return CONTENT


def _contrast(members: list[Member], place: Run, words: tuple, weight: float, outlets: Outlets) -> Contrast | None:
    """The articles that have the base's words at a place beside those that have the other words."""
    base, other = readings(members, place, words)
    theirs = outlets.keys(r.row["article_id"] for r in other)
    base = [r for r in base if outlets.key[r.row["article_id"]] not in theirs]
    if not base or not other:
        return None
    said = [
        f"“{words}” in {outlets.names(r.row['article_id'] for r in side)}"
        for words, side in zip(in_context(base, other), (base, other), strict=True)
    ]
    title = f"{_who(base + other)} in different words"
    sentence = f"{title}: {said[0]}, {said[1]}."
    passages = [passage(r) for r in base + other]
    return Contrast("wording", title, sentence, passages, weight + min(len(passages), 50) / 100)


def readings(members: list[Member], place: Run, words: tuple) -> tuple[list[Reading], list[Reading]]:
    """Those that have the base's words at a place, and those that have the other words."""
    base, other = [], []
    for row, witness in members:
        for run in runs_of(witness):
            if run.kind == "same" and _holds(run, place) and run.end - run.start == run.base_end - run.base_start:
                shift = run.start - run.base_start
                base.append(Reading(row, witness, place.base_start + shift, place.base_end + shift))
            elif run.kind == place.kind and words_of(run, witness) == words:
                other.append(Reading(row, witness, run.start, run.end))
    return base, other


def in_context(base: list[Reading], other: list[Reading]) -> tuple[str, str]:
    """The words of both sides with some around them, as the first of each has them.

    As much before the difference as every article has: more would show a cut elsewhere as if it were the difference.
    """
    before = min(AROUND, *(r.start for r in base + other))
    return _context(base[0], before), _context(other[0], before)


def _who(readings: list[Reading]) -> str:
    """Whose words they are, if all the articles agree on who it is: a speaker's, or those of a text of somebody."""
    name = whose(readings)
    if not name:
        return "The same quotation is given"
    return f"{name[0].upper()}{name[1:]} is quoted"


def whose(readings: list[Reading]) -> str:
    """*Mark Esper*, *the letter of William Seely*; nothing where the articles do not agree."""
    names = [None if pd.isna(r.row["speaker"]) else str(r.row["speaker"]) for r in readings]
    sources = [source(name, name is not None, None) for name in names]
    if not names[0] or any(compare(sources[0], other) != SAME for other in sources):
        return ""
    texts = {r.row["document"] for r in readings} - {""}
    return f"the {texts.pop()} of {names[0]}" if len(texts) == 1 else names[0]


def words_of(run: Run, witness: Witness) -> tuple:
    return run.base_start, run.base_end, witness.reading.forms[run.start : run.end]


def _holds(run: Run, place: Run) -> bool:
    """Does an equal stretch have the base's words at a place, and those on both sides where there are none?"""
    edge = place.base_start == place.base_end
    return run.base_start <= place.base_start - edge and run.base_end >= place.base_end + edge


def _context(reading: Reading, before: int) -> str:
    """The words with some before and after, as they stand; `[…]`, which is ours, where the quotation goes on."""
    spans, text = reading.witness.reading.spans, reading.witness.text
    first, last = max(0, reading.start - before), min(len(spans), reading.end + AROUND)
    if first and spans[first][0] == spans[first - 1][1]:
        first -= 1  # it’s is two words
    words = " ".join(text[spans[first][0] : spans[last - 1][1]].split())
    return f"{'[…] ' * (first > 0)}{words}{' […]' * (last < len(spans))}"


def passage(reading: Reading) -> Passage:
    start, spans = reading.row["start"], reading.witness.reading.spans[reading.start : reading.end]
    differs = ((start + spans[0][0], start + spans[-1][1]),) if spans else ()
    return Passage(reading.row["article_id"], start, reading.row["end"], differs)
