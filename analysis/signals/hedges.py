"""Hedges and boosters: where a text withholds or raises its commitment to what it says.

Four meters that are never added up: *uncertainty* (it may be so), *vagueness* (about so much), *boosters* (it is
clearly so) and *distancing* (it is claimed to be so). Which category counts for which is said by the lexicon,
`data/lexicons/hedges.yaml`; scare quotes, which distance too, are found with the quotations.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import matcher, schema
from analysis.errors import InputError
from analysis.lexicon import Lexicon, load
from analysis.words import WORD

UNCERTAINTY = ("modal", "epistemic_verb", "adverb", "adjective_noun", "evidential", "conditional", "question")
"""The categories of uncertainty as the Szeged Uncertainty Corpus marks it: epistemic, doxastic, condition, whether."""
OPEN_QUESTION = "?"
"""The `entry` of a direct question: the whole question is the cue."""

UNCOUNTED = "uncounted"
"""The category of what that corpus marks and no meter counts: who accuses whom, what was supposed to be done."""

BEFORE = "before"
"""The `qualifies` of an entry that is about the words before it, as *period* is."""
SCOPE = 400
"""The most that a cue is said to qualify, in characters."""
_WORDS = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_GAP = re.compile(r"[ ,\"']*")
_QUESTION = re.compile(r"[?]+[!?]*(?P<close>[\"')\]]*)\s*\Z")


def uncertain(cues: pd.DataFrame) -> pd.DataFrame:
    """The cues that the Szeged corpus would mark: of `UNCERTAINTY` but direct questions, and what no meter counts."""
    return cues[cues["category"].isin((*UNCERTAINTY, UNCOUNTED)) & (cues["entry"] != OPEN_QUESTION)]


class Cue(NamedTuple):
    """One cue of a sentence and `(start, end)` of the words that it qualifies."""

    start: int
    end: int
    entry: str
    category: str
    scope: tuple[int, int] | None


def find(
    sentences: pd.DataFrame, lexicon: Lexicon | Path | str | None = None, *, uncounted: bool = False
) -> pd.DataFrame:
    """Find hedges and boosters: words that weaken or raise a text's commitment to what it says.

    Args:
        sentences: table `sentences`.
        lexicon: a lexicon, or the path of one, in the stead of `data/lexicons/hedges.yaml`.
        uncounted: keep the category `uncounted`, too, which no meter counts; a comparison with the Szeged corpus asks
            for it.

    Returns: table `cues`, one row a cue, in the order of the text. `voice` and `quote_id` are missing until
        `spans.assign_voice` says who answers for the words. `qualifies_start`, `qualifies_end` hold the words in
        scope: the number after an approximator, the whole of a direct question, else the rest of the clause, or,
        where nothing follows, the clause so far.

    Raises:
        InputError: the lexicon's file is not there, or an entry of it is wrong.

    Note: The question of a subheading (*What was the letter about?*) is no cue: it announces what the section answers.
        A doubt that is laid in somebody's mind (*officials fear that they may attack*) has no voice of its own: as the
        words are not told as that person's statement, they count as the narrator's wording, and so do the words of
        that clause in the exposure; so does what is told beside a statement (*“…,” she said, suggesting that it could
        close*) and what a letter *suggested*. A word is judged by the words around it, not by a parse: `could` of
        ability, `would` of the past are told apart by their neighbours only, and about one cue in six of news is wrong
        or missed. The scope is a place to look, not a parse of the clause.

    References: Hyland, K. (2005), Metadiscourse; Szarvas, G., Vincze, V., Farkas, R., Móra, G., Gurevych, I.
        (2012), Cross-genre and cross-domain detection of semantic uncertainty, Computational Linguistics 38(2).

    >>> text = "Police may have been slow to act, perhaps for about 40 minutes."
    >>> cues = find(schema.from_rows("sentences", [
    ...     {"article_id": "a", "sentence_id": 0, "start": 0, "end": len(text), "text": text,
    ...      "part": "body", "paragraph": 1, "n_words": 12}]))
    >>> [(text, category, meter) for text, category, meter in zip(cues["text"], cues["category"], cues["meter"])]
    [('may', 'modal', 'uncertainty'), ('perhaps', 'adverb', 'uncertainty'), ('about', 'approximator', 'vagueness')]
    >>> [text[start:end] for start, end in zip(cues["qualifies_start"], cues["qualifies_end"])]
    ['have been slow to act', 'for about 40 minutes', '40']
    """
    if not isinstance(lexicon, Lexicon):
        lexicon = load("hedges", Path(lexicon) if lexicon is not None else None)
    rows: list[tuple[Any, ...]] = []
    meters = {name: about.get("meter") for name, about in lexicon.categories.items()}
    keys = (sentences[name].tolist() for name in ("article_id", "sentence_id", "start", "part"))
    texts = schema.texts(sentences)
    for article_id, sentence_id, offset, part, text, cues in zip(
        *keys, texts, in_sentences(texts, lexicon), strict=True
    ):
        for start, end, entry, category, scope in cues:
            if (entry == OPEN_QUESTION and part == "subheading") or (category == UNCOUNTED and not uncounted):
                continue
            left, right = (offset + scope[0], offset + scope[1]) if scope else (None, None)
            row = (article_id, sentence_id, offset + start, offset + end, text[start:end])
            rows.append((*row, "hedges", category, entry, meters[category], left, right))
    return schema.from_tuples("cues", rows)


def in_sentences(texts: Sequence[str], lexicon: Lexicon) -> list[list[Cue]]:
    """The cues of each sentence; their places count characters of it."""
    plain_texts = matcher.make_all_plain(texts)
    patterns = _patterns(lexicon)
    of_category = {name: about.get("qualifies") for name, about in lexicon.categories.items()}
    found = []
    for plain, hits in zip(plain_texts, matcher.find_all(plain_texts, lexicon), strict=True):
        cues = []
        for start, end, entry in hits:
            rule = entry.qualifies or of_category[entry.category]
            cues.append(Cue(start, end, entry.match, entry.category, _scope(plain, start, end, rule, patterns)))
        if "?" in plain and "question" in lexicon.categories and (question := open_question(plain)):
            cues.append(Cue(*question, OPEN_QUESTION, "question", question))
            cues.sort(key=lambda cue: (cue.start, -cue.end))
        found.append(cues)
    return found


def open_question(plain: str) -> tuple[int, int] | None:
    """Where `plain` ends in a direct question, without its quotation marks; None where it does not.

    >>> open_question("Who sent the letter?")
    (0, 20)
    >>> open_question('He asked: "Why now?"')
    (11, 19)
    >>> open_question('"Why now?" he asked.')
    """
    end = _QUESTION.search(plain)
    if not end:
        return None
    stop = end.start("close")
    start = plain.rfind('"', 0, stop) + 1 if '"' in end["close"] else 0
    start += len(plain[start:stop]) - len(plain[start:stop].lstrip(" \t\n\r\"'(["))
    return (start, stop) if sum(1 for _ in WORD.finditer(plain, start, stop)) > 1 else None


@lru_cache(maxsize=64)
def _patterns(lexicon: Lexicon) -> dict[str | None, re.Pattern[str]]:
    """The lexicon's patterns for the words in scope: `clause_end` and those that a `qualifies` names."""
    named = {c.get("qualifies") for c in lexicon.categories.values()} | {e.qualifies for e in lexicon.entries}
    if unknown := sorted(str(name) for name in named - {None, BEFORE} - set(lexicon.patterns)):
        raise InputError(
            f"lexicon {lexicon.name}: `qualifies: {unknown[0]}` is neither {BEFORE} nor one of its patterns"
        )
    return {
        "clause_end": re.compile(lexicon.patterns.get("clause_end", r"[;:,.!?()]"), re.IGNORECASE),
        **{name: re.compile(p, re.IGNORECASE) for name, p in lexicon.patterns.items() if name in named},
    }


def _scope(
    plain: str, start: int, end: int, rule: str | None, patterns: dict[str | None, re.Pattern[str]]
) -> tuple[int, int] | None:
    """The words that a cue qualifies: a pattern of the lexicon, the rest of the clause, or the clause so far."""
    left = _GAP.match(plain, end).end()  # type: ignore[union-attr]  # it matches nothing, too
    if rule in patterns and (match := patterns[rule].match(plain, left)):
        return match.span()
    clause_end = patterns["clause_end"]
    stop = clause_end.search(plain, left, left + SCOPE)
    after = _trimmed(plain, left, stop.start() if stop else left + SCOPE)
    if after and rule != BEFORE:
        return after
    first = max(0, start - SCOPE)
    ends = [m.end() for m in clause_end.finditer(plain, first, first + len(plain[first:start].rstrip(" ,;")))]
    return _trimmed(plain, ends[-1] if ends else first, start)


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int] | None:
    """From the first word of a stretch to its last."""
    words = _WORDS.search(plain, start, end)
    return words.span() if words else None
