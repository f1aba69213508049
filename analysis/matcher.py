"""Find the entries of a lexicon in a text: one matcher for all lexicons.

An automaton of the entries' first letters passes the text once, however long the lexicon is, and gives the places where
an entry can begin; there one regular expression of all entries, a trie, says whether one does, and the longest wins
whose conditions hold. Marks, spaces and dashes are made plain before, one character for one, so every place is the
place in the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from ahocorasick_rs import BytesAhoCorasick

from analysis.lexicon import CONDITIONS, EXEMPT, Entry, Lexicon
from analysis.words import even

REACH = {"prev": 80, "sentence": 500}
"""How far from a match conditions look, in characters: text without full stops must not cost its length squared."""
_BEFORE, _AFTER = r"(?<!\w)(?<!\w['-])", r"(?!['-]?\w)"
"""A word begins and ends here: not inside a word, a contraction (*don't*) or a compound (*would-be*)."""
_BETWEEN_WORDS = bytes(byte if chr(byte).isalnum() or chr(byte) == "_" else 32 for byte in range(256))
"""Every byte of Latin-1 that is no part of a word becomes a space; so does the `?` that stands for other characters."""

_STARTS, _ENDS = r"(?:(?<!\w)|(?!\w))", r"(?:(?!\w)|(?<!\w))"
"""A condition's words are whole words; marks need no edge."""


_ORDER = ("next", "not_next", "sentence", "not_sentence", "prev", "not_prev")
"""Conditions as they are tried: what fails soonest first, and what looks back, which is slow, last."""


class Hit(NamedTuple):
    """One expression found: `text[start:end]` is what `entry` matched."""

    start: int
    end: int
    entry: Entry


class _Rule(NamedTuple):
    """An entry made ready to be matched.

    `is_word`: one word without `*`, which stands there where its first word does; `is_free`: it has no conditions.
    """

    entry: Entry
    words: tuple[str, ...]
    conditions: tuple[tuple[str, re.Pattern[str], bool], ...]
    is_word: bool
    is_free: bool


class _Compiled(NamedTuple):
    """A lexicon made ready: how entries begin, one expression for all, the rules by their first word, longest first."""

    beginnings: BytesAhoCorasick
    expression: re.Pattern[str]
    rules: dict[str, list[_Rule]]


class _Joined(NamedTuple):
    """Many texts as one: in lower case; as bytes, one a character; and where each text ends."""

    lower: str
    words: bytes
    ends: list[int]


def find(text: str, lexicon: Lexicon) -> list[Hit]:
    """The entries of `lexicon` in `text`, from left to right, without overlap.

    At each word the longest entry wins whose conditions hold; of equally long ones the first in the file. What an
    `exempt` entry matches is passed over. Conditions see nothing beyond `text`: give it sentence by sentence.

    >>> tiny = Lexicon("tiny", "", "", {"adverb": {}}, (Entry("no doubt", "adverb"), Entry("doubt*", "adverb")))
    >>> [(start, end, entry.match) for start, end, entry in find("“No doubt” is doubtful.", tiny)]
    [(1, 9, 'no doubt'), (14, 22, 'doubt*')]
    """
    return find_all([make_plain(text)], lexicon)[0]


def find_all(plain_texts: Sequence[str], lexicon: Lexicon) -> list[list[Hit]]:
    """As `find`, in many texts that `make_plain` has made: one pass over all of them."""
    beginnings, expression, rules = _compile(lexicon)
    lower, words_only, ends = _joined(tuple(plain_texts)) if len(plain_texts) > 1 else _join(plain_texts)
    hits: list[list[Hit]] = [[] for _ in plain_texts]
    place = number = 0
    for before in sorted({before for _, before, _ in beginnings.find_matches_as_indexes(words_only, overlapping=True)}):
        start = before + 1
        if start <= place or not (match := expression.match(lower, start)):
            continue
        first_word = match[0].split(None, 1)[0]
        place = start + len(first_word)
        while ends[number + 1] < start:
            number += 1
        offset = ends[number] + 1
        for rule in rules.get(first_word) or _stems(rules, first_word):
            end = start + len(first_word)
            if not rule.is_word:
                words = _expression(rule.words).match(lower, start, offset + len(plain_texts[number]))
                if words is None:
                    continue
                end = words.end()
            if rule.is_free or _holds(rule, plain_texts[number], start - offset, end - offset):
                place = end
                if rule.entry.category != EXEMPT:
                    hits[number].append(Hit(start - offset, place - offset, rule.entry))
                break
    return hits


def make_plain(text: str) -> str:
    """The text as conditions see it: even, and a dash, which breaks a clause as a semicolon does, as one.

    >>> make_plain("so-called “experts”—perhaps")
    'so-called "experts";perhaps'
    """
    return even(text.replace("—", ";").replace("–", ";"))


def make_all_plain(texts: Sequence[str]) -> tuple[str, ...]:
    """`make_plain` of each text, in one pass over all of them; kept, as several signals read the same texts."""
    return _all_plain(tuple(texts))


@lru_cache(maxsize=2)
def _all_plain(texts: tuple[str, ...]) -> tuple[str, ...]:
    plain = make_plain("\n".join(texts))
    starts = accumulate((len(text) + 1 for text in texts), initial=0)
    return tuple(plain[start : start + len(text)] for start, text in zip(starts, texts, strict=False))


def _join(plain_texts: Sequence[str]) -> _Joined:
    lower = _lower("\n".join(["", *plain_texts]))
    words = lower.encode("latin-1", "replace").translate(_BETWEEN_WORDS) + b" "
    return _Joined(lower, words, list(accumulate((len(text) + 1 for text in plain_texts), initial=0)))


_joined = lru_cache(maxsize=2)(_join)


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):  # some letters (İ) have two characters in lower case: they stay as they are
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower


def _holds(rule: _Rule, plain: str, start: int, end: int) -> bool:
    case = rule.entry.case
    if case == "lower" and not plain[start:end].islower():
        return False
    if case == "exact" and plain[start:end] != rule.entry.match:
        return False
    for where, pattern, wanted in rule.conditions:
        if where == "next":
            found = pattern.match(plain, end)
        elif where == "prev":
            found = pattern.search(plain[max(0, start - REACH["prev"]) : start])
        else:
            found = pattern.search(plain, max(0, start - REACH["sentence"]), end + REACH["sentence"])
        if (found is not None) != wanted:
            return False
    return True


@lru_cache(maxsize=64)
def _compile(lexicon: Lexicon) -> _Compiled:
    rules: dict[str, list[_Rule]] = defaultdict(list)
    for entry in (*lexicon.exempt, *lexicon.entries):
        words, conditions = tuple(make_plain(entry.match).lower().split()), _conditions(entry)
        is_word, is_free = len(words) == 1 and "*" not in words[0], not conditions and entry.case is None
        rules[words[0]].append(_Rule(entry, words, conditions, is_word, is_free))
    for first in rules:  # a word that an entry with `*` covers too may start either
        rules[first] = _longest_first(rule for other, group in rules.items() if _covers(other, first) for rule in group)
    every = [" ".join(make_plain(entry.match).lower().split()) for entry in (*lexicon.exempt, *lexicon.entries)]
    expression = re.compile(f"{_BEFORE}(?:{_trie(every) if every else '(?!)'}){_AFTER}")
    beginnings = sorted({beginning for expression in every for beginning in _beginnings(expression)})
    return _Compiled(BytesAhoCorasick(beginnings), expression, dict(rules))


def _beginnings(expression: str) -> list[bytes]:
    """How an expression can begin, with what is before and after, as `_Joined.words` has it: its first two words.

    Where more than one space parts the two, the first one has to do.

    >>> _beginnings("no doubt about"), _beginnings("can't"), _beginnings("doubt*")
    ([b' no doubt ', b' no  '], [b' can t '], [b' doubt'])
    """
    first, *others = expression.split()[:2]
    opening = b" " + _letters(first)
    if not others or "*" in first:
        return [opening]
    return [opening + _letters(others[0]), opening + b" "]


def _letters(word: str) -> bytes:
    """A word up to its `*`, or else with what comes after it."""
    known, star, _ = word.partition("*")
    return known.encode("latin-1", "replace").translate(_BETWEEN_WORDS) + (b"" if star else b" ")


def _covers(pattern: str, word: str) -> bool:
    return pattern == word or (pattern.endswith("*") and word.startswith(pattern[:-1]) and not word.endswith("*"))


def _longest_first(rules: Iterable[_Rule]) -> list[_Rule]:
    return sorted(rules, key=lambda rule: (-len(rule.entry.match.split()), "*" in rule.entry.match))


def _stems(rules: dict[str, list[_Rule]], word: str) -> list[_Rule]:
    """The rules for a word that only entries with `*` cover; found once, then kept."""
    rules[word] = _longest_first(r for first, group in [*rules.items()] if _covers(first, word) for r in group)
    return rules[word]


@cache
def _expression(words: tuple[str, ...]) -> re.Pattern[str]:
    """What an entry of these words matches; made when one first may stand in a text, as most never do."""
    return re.compile(r"\s+".join(re.escape(w).replace(r"\*", r"\w*") for w in words) + _AFTER)


def _conditions(entry: Entry) -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    made = []
    for condition in sorted(CONDITIONS, key=_ORDER.index):
        pattern = getattr(entry, condition)
        if pattern is not None:
            where = condition.removeprefix("not_")
            whole = rf"{_STARTS}(?:{pattern}){_ENDS}"
            expression = re.compile({"next": rf"\s*{whole}", "prev": rf"{whole}\s*\Z"}.get(where, whole), re.IGNORECASE)
            made.append((where, expression, not condition.startswith("not_")))
    return tuple(made)


def _trie(expressions: Iterable[str]) -> str:
    """One regular expression for many expressions, that reads each letter of a text at most once."""
    root: dict[str, Any] = {}
    for expression in expressions:
        node = root
        for letter in expression:
            node = node.setdefault(letter, {})
        node[""] = {}

    def write(node: dict[str, Any]) -> str:
        branches = [
            {"*": r"\w*", " ": r"\s+"}.get(letter, re.escape(letter)) + write(below)
            for letter, below in sorted(node.items())
            if letter
        ]
        if not branches:
            return ""
        return f"(?:{'|'.join(branches)})" + ("?" if "" in node else "")

    return write(root)
