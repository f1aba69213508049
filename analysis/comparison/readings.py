"""Readings: the words of a quotation, with house style set aside.

Outlets spell and punctuate the same words each in its own way. A reading keeps what was said and forgets how it was
set: capitals, marks, hyphens, `U.S.` or `US`, `there's` or `there has`, `defence` or `defense`, `five` or `5`. Words
in brackets are the outlet's gloss and stand beside the reading; an ellipsis is remembered as a declared cut. Every
word keeps its place in the text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from analysis.lexicon import load
from analysis.words import even

_PLAIN = re.compile(r"[^\W_]+(?:(?:['&@]|[.,](?=[^\W_]))[^\W_]+)*|[%&]")
# A word, or a word with some of its letters in brackets: [T]he, call[ed].
_WORD = re.compile(rf"[^\W_]*\[[^\W_]{{1,4}}\][^\W_]+|[^\W_]+\[[^\W_]{{1,4}}\]|{_PLAIN.pattern}")
_BRACKET = re.compile(r"(?<![^\W_])\[[^\[\]]*\](?![^\W_])|\([^()]*\)")
_MARKS = re.compile(r"[\[\]]|(?<!\d)\.|\.(?!\d)|(?<=\d),(?=\d{3}(?!\d))")
"""Marks in a word that say nothing: but 3.5 is not 35."""
_ELLIPSIS = re.compile(r"…|\.(?: ?\.){2,}")


class _Style(NamedTuple):
    """The lexicon of house style, ready to be asked."""

    words: Mapping[str, str]
    spelling: Sequence[tuple[re.Pattern[str], str]]
    contracted_verb: Mapping[str, str]
    contracted: Mapping[str, str]
    hosts: frozenset[str]
    inserted: frozenset[str]
    participle: re.Pattern[str]


@cache
def _style() -> _Style:
    lexicon = load("house_style")
    return _Style(
        words=lexicon.stands_for("number", "title", "sign", "word"),
        spelling=[(re.compile(british), american) for british, american in lexicon.stands_for("spelling").items()],
        contracted_verb=lexicon.stands_for("contracted_verb"),
        contracted=lexicon.stands_for("contracted"),
        hosts=frozenset(lexicon.words("host")),
        inserted=frozenset(lexicon.words("inserted")),
        participle=re.compile("|".join(lexicon.words("participle"))),
    )


@dataclass(frozen=True)
class Reading:
    """The words of a quotation.

    `forms`: the words, evened. `spans`: their places in the quotation's text. `gaps`: `i` where an ellipsis stands
    before word `i` (`len(forms)`: at the end). `glosses`: `(i, start, end)` for brackets before word `i`.
    """

    forms: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    gaps: frozenset[int]
    glosses: tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """One spelling for the spellings of a word.

    >>> [fold(w) for w in ("U.S", "5,000", "3.5", "Defence", "organised", "five", "[T]he")]
    ['us', '5000', '3.5', 'defense', 'organized', '5', 'the']
    """
    word = word.lower()
    if not word.isalpha():
        word = _MARKS.sub("", word)
    style = _style()
    if word in style.words:
        return style.words[word]
    for pattern, american in style.spelling:
        word = pattern.sub(american, word)
    return word


def read(text: str) -> Reading:
    """The reading of a quotation.

    >>> read("There’s [still] no decision … to leave the U.S.-run base").forms
    ('there', 'is', 'no', 'decision', 'to', 'leave', 'the', 'us', 'run', 'base')
    >>> read("There’s been no").forms, read("We won’t").forms
    (('there', 'has', 'been', 'no'), ('we', 'will', 'not'))
    """
    text = even(text)
    brackets = [m.span() for m in _BRACKET.finditer(text)] if "[" in text or "(" in text else []
    forms: list[str] = []
    spans: list[tuple[int, int]] = []
    glosses: list[tuple[int, int, int]] = []
    matches = list(_WORD.finditer(text))
    for k, match in enumerate(matches):
        start, end = match.span()
        while brackets and brackets[0][1] <= start:
            _add_gloss(text, glosses, len(forms), brackets.pop(0))
        if brackets and brackets[0][0] <= start:
            continue  # the outlet's words
        word = match.group()
        if "'" not in word and word != "cannot":
            forms.append(fold(word))
            spans.append((start, end))
            continue
        for form, a, b in _split(word, [m.group() for m in matches[k + 1 : k + 3]]):
            forms.append(form)
            spans.append((start + a, start + b))
    for bracket in brackets:
        _add_gloss(text, glosses, len(forms), bracket)
    gaps = set()
    if "…" in text or ".." in text or ". ." in text:
        for match in _ELLIPSIS.finditer(text):
            gaps.add(sum(1 for a, _ in spans if a < match.start()))
    return Reading(tuple(forms), tuple(spans), frozenset(gaps), tuple(glosses))


def spoken(text: str) -> str:
    """A quotation without the outlet's words in brackets.

    >>> spoken("The SDC (State Dam Council) will [soon] act […]. [T]he dam stays.")
    'The SDC will act […]. [T]he dam stays.'
    """
    for _, start, end in reversed(read(text).glosses):
        text = text[:start].rstrip() + text[end:]
    return text.strip()


def _add_gloss(text: str, glosses: list[tuple[int, int, int]], index: int, bracket: tuple[int, int]) -> None:
    if any(c.isalnum() for c in text[bracket[0] : bracket[1]]):  # […] is a cut, no gloss
        glosses.append((index, *bracket))


def forms(text: str) -> tuple[str, ...]:
    """The words of a quotation without their places: what `read` gives as `forms`, in a third of the time."""
    text = even(text)
    if "[" in text or "(" in text:
        return read(text).forms
    words = _PLAIN.findall(text)
    if "'" not in text and "cannot" not in text:
        return tuple(map(fold, words))
    found: list[str] = []
    for k, word in enumerate(words):
        if "'" not in word and word != "cannot":
            found.append(fold(word))
        else:
            found += [form for form, _, _ in _split(word, words[k + 1 : k + 3])]
    return tuple(found)


def _split(word: str, after: list[str]) -> list[tuple[str, int, int]]:
    """A word as one or two forms with their places in it: `it's` is two. `after`: the two words that follow."""
    lower, end = word.lower(), len(word)
    if lower == "cannot":
        return [("can", 0, 3), ("not", 3, end)]
    style = _style()
    host, _, rest = lower.rpartition("'")
    cut = len(host)
    if rest == "t" and host.endswith("n") and cut > 1:
        return [(style.contracted_verb.get(host[:-1], fold(host[:-1])), 0, end - 3), ("not", end - 3, end)]
    if rest in style.contracted:
        return [(fold(host), 0, cut), (style.contracted[rest], cut, end)]
    if rest == "s" and host == "let":
        return [("let", 0, cut), ("us", cut, end)]
    if host and (rest == "d" or (rest == "s" and host in style.hosts)):
        if after and after[0].lower() in style.inserted:
            after = after[1:]
        perfect = bool(after) and style.participle.fullmatch(after[0].lower()) is not None
        verb = ("is", "has") if rest == "s" else ("would", "had")
        return [(fold(host), 0, cut), (verb[perfect], cut, end)]
    return [(fold(word), 0, end)]


def same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Do two runs of words differ only in how they are written?

    >>> same(("air", "base"), ("airbase",)), same(("it", "has"), ("it", "is")), same(("never",), ("not",))
    (True, True, False)
    >>> same(("3", "5"), ("35",)), same(("water's",), ("water", "is"))
    (False, True)
    """
    return _closed_up(one) == _closed_up(other)


def _closed_up(words: tuple[str, ...]) -> str:
    """Words written as one, but figures apart; `'s` can be `has`, `is` or, after a noun, neither."""
    text = " ".join("is" if w == "has" else w.removesuffix("'s") + " is" if w.endswith("'s") else w for w in words)
    return re.sub(r"(?<!\d) | (?!\d)", "", text)


@cache
def function_words() -> frozenset[str]:
    """Folded words that carry no statement: all of the lexicon but its negations."""
    lexicon = load("light_words")
    return frozenset(fold(w) for c in lexicon.categories if c != "negation" for w in lexicon.words(c))


@cache
def negations() -> frozenset[str]:
    """Folded words that turn a statement round."""
    return frozenset(load("light_words").words("negation"))


def is_content(word: str) -> bool:
    """Does a folded word say something of its own?

    >>> is_content("mistake"), is_content("the"), is_content("5000"), is_content("not")
    (True, False, True, True)
    """
    return word not in function_words()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded word (Porter's Snowball algorithm for English).

    >>> stem("withdrawal") == stem("withdrawing"), stem("mistakes")
    (True, 'mistak')
    """
    root = _stemmer().stem(word.removesuffix("'s").removesuffix("'"))
    return root[:-2] if root.endswith("al") and len(root) > 6 else root  # withdrawal, arrival, denial are acts


@cache
def _stemmer() -> Any:
    from nltk.stem.snowball import SnowballStemmer  # importing nltk costs a second

    return SnowballStemmer("english")


def stems(words: Iterable[str]) -> dict[str, str]:
    """The stems of the folded words that say something, negations aside, each with the first word that has it.

    >>> stems(forms("Troops were not leaving, the troop said"))
    {'troop': 'troops', 'leav': 'leaving'}
    """
    found: dict[str, str] = {}
    for word in words:
        if (root := _telling(word)) is not None:
            found.setdefault(root, word)
    return found


def roots(words: Iterable[str]) -> frozenset[str]:
    """The stems alone, which is faster.

    >>> sorted(roots(forms("Troops were not leaving, the troop said")))
    ['leav', 'troop']
    """
    return frozenset(filter(None, map(_telling, words)))


@lru_cache(maxsize=100_000)
def _telling(word: str) -> str | None:
    return stem(word) if is_content(word) and word not in negations() else None
