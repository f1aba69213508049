"""Causes: what is given as the cause of what, and how outright (Entman's second function of framing).

An article may say it outright (*because of*), as what set a thing going (*sparked by*), from the effect's side (*led
to*), or only put one thing after another (*in the wake of*) and leave the cause to the reader. Which words do which is
said by the lexicon, `data/lexicons/causes.yaml`.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from analysis import matcher, schema
from analysis.clauses import group, subject
from analysis.lexicon import load
from analysis.phrases import Sentence, word_class
from analysis.words import WORD

NAME = "causes"
LONGEST = 240
"""The most characters that are given as a cause or an effect."""
_END = re.compile(r"[;:!?]|,(?! who\b| which\b|\d)|\.(?=[\s\"')]*\Z)")
_SAYING = (
    r"(?:(?:says?|said|stated|noted|added|reported|believes?|warned|argued|claimed)(?: (?:on )?\w+day)?(?: that)?|"
    r"told [^,;]{1,40}? that)"
)
_START = re.compile(
    rf"[;:]|, (?:and|but|while|which|so)\b|\b(?:{_SAYING}|although|though|and then)\b(?=.)", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"\W*(?:(?:he|she|they|there|we|i)\b|(?:it|this) (?:is|was|has|had|will|would|could|may)\b)|"
    r".*\b(?:is|are|was|were|been|be|had|has|have)\W*\Z",
    re.IGNORECASE,
)
"""Between a denial without *that* and the expression: a clause, and not only a thing denied for a reason."""
_ELSE = re.compile(r"[,;:]|\b(?:and|but|after|before|when|while|who|which|that|because|as)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|never|no longer)\b|n't\b", re.IGNORECASE)
_MODAL = frozenset(("will", "would", "could", "may", "might", "can", "should", "'ll", "'d"))
_POINTING = frozenset(("this", "it", "these", "they", "he", "she", "we"))
_LOOSE = frozenset(
    ("when", "while", "and", "that", "who", "which", "as", "but", "or", "after", "by", "to", "of", "the")
)
_ADVERBS = frozenset(("further", "also", "then", "now", "only", "soon", "quickly", "immediately"))


_PARTED = ("object", "to")
"""Where the lexicon says that a cause stands, if its effect stands behind the same verb."""
_READING = ("effect_behind", "cause_behind", "cause_behind_to", "medium", "turn", "nobody")
Span = tuple[int, int]


class Cause(NamedTuple):
    """One expression in a sentence, with the places of cause and effect where a rule finds them."""

    start: int
    end: int
    entry: str
    category: str
    told_as: str | None
    cause: Span | None
    effect: Span | None


def find(sentences: pd.DataFrame) -> pd.DataFrame:
    """Find what is given as the cause of what.

    Args:
        sentences: table `sentences`.

    Returns: table `causes`, one row an expression, in the order of the text. `voice` and `quote_id` are missing until
        `spans.assign_voice` says who answers for the words.

    Note: Cause and effect are the words on the two sides of the expression up to the end of their clause: a place to
        look, not a parse. *since* counts where its clause can date nothing (*since it is unsafe*, *since most were
        absent*); *since it cost too much* is missed. What stands in another sentence (*This came as a result of*) is
        not followed. `sequence` says what came first, no more.

    References: Entman, R. M. (1993), Framing, Journal of Communication 43(4); Altenberg, B. (1984), Causal linking in
        spoken and written English, Studia Linguistica 38.

    >>> text = "The protest was sparked by a court ruling, the mayor said."
    >>> row = find(schema.from_rows("sentences", [
    ...     {"article_id": "a", "sentence_id": 0, "start": 0, "end": len(text), "text": text,
    ...      "part": "body", "paragraph": 1, "n_words": 11}])).iloc[0]
    >>> row["category"], row["cause"], row["effect"]
    ('trigger', 'a court ruling', 'The protest')
    """
    rows: list[list[Any]] = []
    keys = ("article_id", "sentence_id", "start", "part")
    texts = schema.texts(sentences)
    for article_id, sentence_id, offset, part, text, found in zip(
        *(sentences[k].tolist() for k in keys), texts, in_sentences(texts), strict=True
    ):
        for cause in found:
            row = [article_id, sentence_id, offset + cause.start, offset + cause.end, text[cause.start : cause.end]]
            row += [part, cause.category, cause.entry, cause.told_as or pd.NA]
            for side in (cause.cause, cause.effect):
                row += [text[slice(*side)], offset + side[0], offset + side[1]] if side else [pd.NA] * 3
            rows.append(row)
    return schema.from_tuples("causes", rows)


def in_sentences(texts: Sequence[str]) -> list[list[Cause]]:
    """The causes of each sentence; their places count characters of it."""
    lexicon = load(NAME)
    plain_texts = matcher.make_all_plain(texts)
    found = []
    for text, plain, hits in zip(texts, plain_texts, matcher.find_all(plain_texts, lexicon), strict=True):
        causes = []
        for start, end, entry in hits:
            denying = _denying(plain, start, end)
            after = _after(plain, end)
            before = _before(text, plain, start, governs=entry.category == "effect")
            if before is None and after and start < 3:  # Following the vote, the mayor resigned
                before = _after(plain, after[1] + 1)
            denied = before and before[1] <= start and _NEGATED.search(plain, *before)
            if not after or (denied and entry.category == "cause" and not plain[:start].rstrip().endswith(",")):
                continue  # not … because: what is denied, the thing or its cause? With a comma before it, the thing
            if denying and denying.end() <= start and before and before[0] < denying.end():
                before = _words(plain, denying.end(), before[1])
            told_as = _told_as(plain, start)
            if denying:
                told_as = "open" if denying.groupdict().get("negated") or told_as else "denied"
            where = lexicon.categories[entry.category]["cause"]
            if where in _PARTED:
                cause, effect = _parted(plain, after, where)
            else:
                cause, effect = (after, before) if where == "after" else (before, after)
            if cause and _patterns()["nobody"].fullmatch(plain, *cause):
                told_as = "denied"
            causes.append(Cause(start, end, entry.match, entry.category, told_as, cause, effect))
        found.append(causes)
    return found


def _after(plain: str, at: int) -> Span | None:
    """The words behind an expression, to the end of their clause or of the quotation that holds the expression."""
    at += len(plain[at : at + 2]) - len(plain[at : at + 2].lstrip())
    ends = [stop.start()] if (stop := _END.search(plain, at)) else [len(plain)]
    opened = plain.count('"', 0, at + 1) % 2 == 1
    if opened and (closed := plain.find('"', at + 1)) > 0:
        ends.append(closed)
    return _words(plain, at, min(*ends, at + LONGEST) if len(ends) > 1 else min(ends[0], at + LONGEST))


def _before(text: str, plain: str, at: int, *, governs: bool) -> Span | None:
    """What stands before an expression: the noun of a participle, the subject of a verb that `governs` its object, else
    the clause so far."""
    s = Sentence(text, plain=plain)
    token = s.token_from(at)
    if not token:
        return None
    first = group(s, token)
    bare = first == token and s.tags[token] in "VG"
    while first > 1 and s.lower[first - 1] in _ADVERBS:
        first -= 1
    if bare and s.tags[token] == "G" and s.tags[first - 1] == ",":
        return None  # the mayor spoke, causing confusion: of what went before, no rule knows how much
    if bare and s.lower[token + 1 : token + 2] in (["by"], ["from"]) and (phrase := s.phrase_before(token)):
        while s.tags[phrase[0] - 1 : phrase[0]] == "O" and (outer := s.phrase_before(phrase[0] - 1)):
            phrase = outer[0], phrase[1]
        return s.span(*phrase)  # a string of events [sparked by]
    who = subject(s, first) if governs else None
    if who:
        return s.span(*who)
    end = s.spans[first - 1][1]
    opened = [m.end() for m in _START.finditer(plain, 0, end)]
    start = opened[-1] if opened else 0
    if governs and any(s.tags[n] in "VM" for n, (at, _) in enumerate(s.spans[:first]) if at >= start):
        return None
    return _words(plain, start, end)


def _parted(plain: str, after: Span, where: str) -> tuple[Span | None, Span | None]:
    """Cause and effect that stand behind one verb: blamed [the storm] for [the delay], attributed it to [rain]."""
    if turn := _patterns()["turn"].search(plain, *after):
        after = after[0], turn.start()
    between = ("effect_behind", "cause_behind") if where == "object" else ("cause_behind_to",)
    part, name = next(
        ((found, name) for name in between if (found := _patterns()[name].search(plain, *after))), (None, "")
    )
    if part is None or (name == "cause_behind" and _patterns()["medium"].match(plain, part.end())):
        return (after[0], part.start()) if part else after, None
    one, other = _words(plain, after[0], part.start()), _words(plain, part.end(), after[1])
    return (one, other) if name == "effect_behind" else (other, one)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of the lexicon by which cause and effect are read behind a verb."""
    named = load(NAME).patterns
    return {name: re.compile(named[name], re.IGNORECASE) for name in _READING}


def _denying(plain: str, start: int, end: int) -> re.Match[str] | None:
    """The words that deny what an expression is part of: [denied that] the move was driven by money."""
    denying, denied = _denials()
    for found in reversed(list(denying.finditer(plain, 0, start))):
        between = plain[found.end() : start]
        whole = between.strip() if found[0].endswith("that") else _CLAUSE.match(between)
        if whole and not _ELSE.search(between):
            return found
    return denied.search(plain, end)


@cache
def _denials() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What denies the words behind it, up to another clause; and a clause at the end that denies those before it."""
    patterns = load("causes").patterns
    return re.compile(rf"\b{patterns['denying']}\b"), re.compile(rf"{patterns['denied_before']}[^,;]*\Z")


def _told_as(plain: str, at: int) -> str | None:
    """denied or open, by the helpers right before a verb: could [create]; a question is open; else missing."""
    near = plain[max(0, at - 24) : at].lower().replace("n't", " not").replace("in no way", "not").split()[-2:]
    if "not" in near or "never" in near:
        return "denied"
    return "open" if _MODAL & set(near) or plain.rstrip(" \"')").endswith("?") else None


def _words(plain: str, start: int, end: int) -> Span | None:
    """From the first word of a stretch to its last; None for a small word or a verb alone."""
    opened = plain.rfind("(", start, end)
    if opened > start and ")" not in plain[opened:end]:
        end = opened  # Sen. Pike (R-Ohio), of which the end is a mark too many
    words = [m.span() for m in WORD.finditer(plain, start, end)]
    while words and plain[slice(*words[-1])].lower() in _LOOSE:
        words.pop()
    if not words:
        return None
    only = plain[slice(*words[0])].lower() if len(words) == 1 else ""
    if only and only not in _POINTING and (len(only) < 3 or word_class(only) in "VRPWDMISCtO"):
        return None
    first, last = words[0][0], words[-1][1]
    if plain.count('"', start, last) % 2 and '"' in plain[last : last + 2]:
        last = plain.index('"', last) + 1  # with the mark that closes a quotation
    return first, last
