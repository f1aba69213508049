"""The phrase around a name: the title before it, the noun phrase that a term heads.

All places are characters of one sentence that `matcher.make_plain` has made.
"""

import re
from collections.abc import Iterator
from functools import cache

from analysis.known_names import given_names
from analysis.lexicon import load
from analysis.words import Kept

WORDS = 8
"""The most words that a title, a description or a noun phrase is read over."""
_LETTERS = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[$£€]?\d[\d,.]*(?:st|nd|rd|th)?$")
STOPS = ',.;:)("?!'


@cache
def words_of(category: str) -> frozenset[str]:
    """The words of one category of `data/lexicons/naming.yaml`."""
    return frozenset(load("naming").words(category))


@cache
def titles() -> frozenset[str]:
    """Single words that are or end a title before a name: Gen., Minister."""
    entries = load("titles").entries
    return frozenset(e.match.split()[-1] for e in entries if e.category != "stands_for" and " of " not in e.match)


@cache
def roles() -> frozenset[str]:
    """Nouns, in singular, for what a person is: general, spokesperson, mayor."""
    lexicon = load("roles")
    people = {name for name, about in lexicon.categories.items() if about.get("person")}
    return frozenset(e.match for e in lexicon.entries if e.category in people and " " not in e.match)


@cache
def function_words() -> frozenset[str]:
    """Words that end a name or a noun phrase: prepositions, pronouns, auxiliaries, days."""
    lexicon = load("function_words")
    classes = [name for name, about in lexicon.categories.items() if about.get("tag") and name != "adjective"]
    return frozenset(w.lower() for c in classes for w in lexicon.words(c)) - words_of("modifier")


@cache
def function_words_of(*categories: str) -> frozenset[str]:
    return frozenset(w for c in categories for w in load("function_words").words(c))


@cache
def _genders() -> dict[str, str]:
    titles = load("titles")
    forms = dict.fromkeys(titles.words("courtesy_male"), "m") | dict.fromkeys(titles.words("courtesy_female"), "f")
    return forms | given_names()


def gender_of(word: str) -> str:
    """The gender that a form of address or a frequent given name tells: m, f, or empty.

    >>> gender_of("Mrs."), gender_of("Mark"), gender_of("Gen.")
    ('f', 'm', '')
    """
    return _genders().get(word, "")


@cache
def times() -> frozenset[str]:
    """Days, months: capitalised, and no part of a name."""
    return frozenset(load("quotation_cues").words("time"))


def leftward(plain: str, start: int) -> Iterator[tuple[str, int]]:
    """The words before a place, from right to left, each with its place, as far as single spaces part them.

    >>> list(leftward("said Gen. Bo Lind", 10))
    [('Gen.', 5), ('said', 0)]
    """
    for _ in range(WORDS):
        word, begin, start = word_before(plain, start)
        if start < 0:
            return
        yield word, begin


def word_before(plain: str, start: int) -> tuple[str, int, int]:
    """The first word that `leftward` gives, its place, and that of the marks that open it; without one -1.

    >>> word_before('the "Gen. Bo Lind', 10), word_before("Bo Lind", 0)
    (('Gen.', 5, 4), ('', 0, -1))
    """
    gap = start - 1
    if gap > 0 and plain[gap] == " ":
        start = plain.rfind(" ", 0, gap) + 1
        start = max(start, plain.rfind(";", start, gap) + 1)
        if start < gap:
            word = plain[start:gap].lstrip("\"'(")
            return word, gap - len(word), start
    return "", 0, -1


def is_title(word: str) -> bool:
    """Is a word a title, or the last part of one?

    >>> is_title("Gen."), is_title("then-President"), is_title("letter")
    (True, True, False)
    """
    return word in titles() or ("-" in word and word.rpartition("-")[2] in titles())


def breaks(word: str) -> bool:
    """Does a capitalised word stand outside of any name: But, Tuesday, Alongside?"""
    if len(word) > 1 and word.isupper():  # US, IT
        return not _LETTERS.match(word)
    return word.lower() in function_words() or word in times() or not _LETTERS.match(word)


def title_before(plain: str, start: int) -> int:
    """Where the title before a name begins; `start` where there is none.

    >>> text = "Alongside Marsh, the late Army Chief of Staff Gen. Bo Lind and Harbour Board spokesman Ed Coe met"
    >>> [text[title_before(text, text.index(n)):text.index(n)] for n in ("Marsh", "Bo Lind", "Ed Coe")]
    ['', 'late Army Chief of Staff Gen. ', 'Harbour Board spokesman ']
    """
    modifiers = words_of("modifier")
    best, right, tied = start, "", True
    for word, begin in leftward(plain, start):
        plainly = not (is_title(right) or right.islower()) or right == "the"
        if word[-1:] in ',;:)"' or (word.endswith(".") and not is_title(word) and not _is_short(word)):
            break
        if word.endswith(("'s", "s'")):
            return _with_possessor(plain, begin) if best < start and tied else best
        titled = is_title(word) or (word.lower() in roles() and word not in modifiers)
        if titled and (word[0].isupper() or _noun_here(plain, begin)):
            if not (tied or right == "of"):  # Sheriff Lind Endorses Coe: no title of Coe's
                break
            if word[0].islower() and best < start and right[:1].isupper():  # the company Mr. Lind owns
                break
            best, tied = begin, True
        elif word in ("of", "the", "for") and right and plainly:
            tied = False
        elif best < start and (tied or right in ("of", "for")) and _qualifies(word, begin):
            best, tied = begin, True
        elif _capital(word):
            tied = False
        else:
            break
        right = word
    return best


def stands_apart(word: str) -> bool:
    """Can a word right before a name be no part of it or of a title, as most words?

    >>> [stands_apart(word) for word in ("said", "general", "Gen.", "Bo", "Tuesday,")]
    [True, False, False, False, False]
    """
    return _apart()[word]


@cache
def _apart() -> Kept:
    return Kept(lambda word: not (word[:1].isupper() or is_title(word) or word.lower() in roles() or _capital(word)))


def _qualifies(word: str, begin: int) -> bool:
    """Can a word be part of the title behind it: Harbour, late, national; not Following at the head of a sentence?"""
    if begin == 0 and word.endswith(("ing", "ed", "ly")):
        return False
    return _capital(word) or word in words_of("modifier") or _adjective(word)


def _capital(word: str) -> bool:
    """Does a word stand with a capital, and not because it opens a sentence: Harbour, then-FBI?"""
    if "-" in word and word[:1].islower():
        return word.rpartition("-")[2][:1].isupper()
    return word[:1].isupper() and not breaks(word)


def _is_short(word: str) -> bool:
    return len(word) <= 6 and word.count(".") > 1  # U.S.


def _noun_here(plain: str, begin: int) -> bool:
    """Can a lower-case word be a noun: not `will host`, `to head`?"""
    before = plain[:begin].rsplit(None, 1)[-1:]
    word = before[0].lower() if before else ""
    return word not in ("to", "will", "would", "who", "can", "could", "and", "they", "we", "you", "i")


def _with_possessor(plain: str, begin: int) -> int:
    """The start of a possessor whose last word begins at `begin`: the nation's, Iraq's, the White House's."""
    at = begin
    for word, start in leftward(plain, begin):
        if word[-1:] in STOPS and not is_title(word) and not _is_short(word):
            break
        if word.lower() in words_of("determiner"):
            return start
        if not word[:1].isupper() or breaks(word):
            break
        at = start
    return at


def names_before(plain: str, start: int) -> int:
    """Where the capitalised words right before a place begin, `start` where there are none.

    >>> text = "The massive US troop movement"
    >>> text[names_before(text, text.index("troop")):text.index("troop")]
    'US '
    """
    at = start
    for word, begin in leftward(plain, start):
        if not word[:1].isupper() or breaks(word) or (word[-1] in STOPS and not _is_short(word)):
            break
        at = begin
    return at


def noun_phrase(plain: str, start: int) -> int:
    """Where the noun phrase begins whose noun is at `start`: determiner, numbers, possessor, adjectives, names.

    >>> text = "They asked that all foreign troops leave; the US-led coalition is one of its oldest medical partners."
    >>> [text[noun_phrase(text, text.index(n)):text.index(n)] for n in ("troops", "coalition", "partners")]
    ['all foreign ', 'the US-led ', 'medical ']
    """
    best, counted = start, False
    if plain[start:].split(None, 1)[0].lower() in words_of("determiner"):
        return start
    for word, begin in leftward(plain, start):
        lower = word.lower()
        if word[-1:] in STOPS and not is_title(word) and not _is_short(word):
            break
        if lower in words_of("determiner") or lower in words_of("possessive"):
            return best if lower == "that" and not _points(plain, begin) else begin
        if lower.endswith(("'s", "s'")):
            return _with_possessor(plain, begin)
        if lower in words_of("quantity") or _NUMBER.match(word):
            best, counted = begin, True
        elif counted:  # Currently 5,000 troops
            break
        elif (word[:1].isupper() and not breaks(word)) or lower in words_of("modifier") or _adjective(lower):
            best = begin
        else:
            break
    return best


def _points(plain: str, begin: int) -> bool:
    """Does a `that` point at its noun (of that letter), not open a clause (said that troops leave)?"""
    before = plain[:begin].rsplit(None, 1)[-1:]
    return not before or not before[0][-1:].isalnum() or before[0].lower() in function_words_of("preposition", "of")


def _adjective(lower: str) -> bool:
    if len(lower) < 5 or lower in function_words():
        return False
    compound = "-" in lower and not lower.startswith("re-") and not lower.endswith("ing")  # US-led, not re-electing
    return compound or lower.endswith(tuple(words_of("ending")))
