"""Items: the documents, places, figures and dated events that a text names.

Plain rules, made to be right where they speak: a place is a name of the list, a document a noun that can only be one
after its determiner, a figure a number with its unit, an event what the text dates to a day. What they do not list or
date is not found.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from analysis.lexicon import load
from analysis.words import even

_TOKEN = re.compile(r"[$£€¥]|%|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|[^\W\d_]+(?:[.&][^\W\d_]+)*|\d")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_LETTERS = bytes(
    c if chr(c).isalpha() and c < 128 else ord("0") if chr(c).isdigit() and c < 128 else 32 for c in range(256)
)
"""Every byte that is no letter is a space, every digit 0."""
_PLACE_WORDS = 4
SMALL = 13
"""A smaller number is a figure only together with the noun that it counts: `3 bases`; a larger one by itself. A noun
that says too little (`people`, `officials`; see lexicon `numbers`) makes it none: any two texts have three people."""
LARGEST = 1e15
"""No article counts further: a longer row of digits is a serial number."""


class Item(NamedTuple):
    """An item in a text: its kind, what it is known by, what it is called, and its place."""

    kind: str
    key: str
    name: str
    start: int
    end: int


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def find(text: str) -> list[Item]:
    """The items of one sentence, in order.

    >>> [(i.kind, i.name) for i in find("The U.S. sent a letter to Iraq on 3 January 2020.")]
    [('place', 'United States'), ('document', 'letter'), ('place', 'Iraq'), ('event', '3 January 2020')]
    >>> [i.key for i in find("Three bases and five percent of $2.5 million for 5,000 men; see Article 50 of 2019.")]
    ['3 bases', '5 percent', '2500000 money', '5000']
    >>> [i.key for i in find("Four of the city's eleven libraries will close, said three people with knowledge of it.")]
    ['4 libraries', '11 libraries']
    >>> [i.name for i in find("It cost billions of dollars and millions of lives.")]
    ['billions of dollars']
    """
    plain = even(text)
    if not _may_hold(plain):
        return []
    words = [_Word(plain[a:b], a, b) for a, b in (m.span() for m in _TOKEN.finditer(plain))]
    found: list[Item] = []
    last = 0
    for k, word in enumerate(words):
        if word.start < last:
            continue
        first = word.text[0]
        items: Iterator[Item] = iter(())
        if word.text.lower() in _terms().vague_scales:
            items = _vague(plain, words, k)
        elif first.isdigit() or word.text.lower() in _terms().numbers:
            items = _number(plain, words, k)
        elif first.isupper() and word.text.rstrip(".") in _terms().months:
            items = _date(words, k)
        elif first.isupper():
            items = _place(plain, words, k)
        elif word.text in _terms().documents:
            items = _document(words, k)
        for item in items:
            if item.start >= last:
                found.append(item)
                last = item.end
    return found


class _Terms(NamedTuple):
    """The lexicons, ready to be asked."""

    numbers: dict[str, str]
    scales: dict[str, float]
    vague_scales: frozenset[str]
    percent: frozenset[str]
    currency: frozenset[str]
    months: dict[str, int]
    month_names: tuple[str, ...]
    not_counted: frozenset[str]
    generic: frozenset[str]
    documents: dict[str, str]
    determiners: frozenset[str]
    places: dict[str, str]
    doubtful: frozenset[str]
    prepositions: frozenset[str]


_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "millions": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9}


@cache
def _terms() -> _Terms:
    items, places = load("items"), load("gazetteer")
    months = {name: int(n) for name, n in items.stands_for("month").items()}
    documents = {form: noun for noun in items.words("document") for form in (noun, f"{noun}s")}
    named = {name: name for category in ("country", "city", "state", "region") for name in places.words(category)}
    doubtful = frozenset(places.words("also_name"))
    return _Terms(
        numbers=items.stands_for("number"),
        scales={word: _SCALES.get(word, 1e12) for word in items.words("scale")},
        vague_scales=frozenset(items.words("vague_scale")),
        percent=frozenset(items.words("percent")),
        currency=frozenset(items.words("currency")),
        months=months,
        month_names=tuple(next(name for name, n in months.items() if n == number) for number in range(1, 13)),
        not_counted=frozenset(items.words("not_counted")),
        generic=frozenset(load("numbers").words("generic")),
        documents=documents,
        determiners=frozenset(items.words("determiner")),
        places=named | places.stands_for("country") | {name: name for name in doubtful},
        doubtful=doubtful,
        prepositions=frozenset(places.words("preposition")),
    )


@cache
def _openers() -> frozenset[str]:
    """Every word that an item without a digit can begin with."""
    terms = _terms()
    numbers = {form for word in (*terms.numbers, *terms.vague_scales) for form in (word, word.capitalize())}
    firsts = {_TOKEN.findall(name)[0] for name in terms.places}
    return frozenset(numbers | firsts | set(terms.months) | set(terms.documents))


@cache
def _opening_letters() -> frozenset[bytes]:
    """The letters that the openers begin with, up to the first other character."""
    return frozenset(re.findall(rb"[A-Za-z]+", word.encode())[0] for word in _openers() if word.isascii())


def _may_hold(plain: str) -> bool:
    """Has a sentence a digit, or a word that an item can begin with? Most have neither, so this must be fast."""
    if plain.isascii():
        letters = plain.encode().translate(_LETTERS)
        if b"0" not in letters and _opening_letters().isdisjoint(letters.split()):
            return False
    return _DIGIT.search(plain) is not None or not _openers().isdisjoint(_TOKEN.findall(plain))


def _at(words: Sequence[_Word], k: int) -> str:
    return words[k].text.lower() if 0 <= k < len(words) else ""


def _place(plain: str, words: Sequence[_Word], k: int) -> Iterator[Item]:
    """The longest name of the list that begins here, unless it is part of another name."""
    terms = _terms()
    for n in range(min(_PLACE_WORDS, len(words) - k), 0, -1):
        start, end = words[k].start, words[k + n - 1].end
        name = plain[start:end]
        if name not in terms.places and f"{name}." in terms.places and plain[end : end + 1] == ".":
            end, name = end + 1, f"{name}."
        if name not in terms.places:
            continue
        before = k - 1 if _at(words, k - 1) != "the" else k - 2
        led = _at(words, before) in terms.prepositions
        joined = k > 0 and words[k - 1].text[0].isupper() and plain[words[k - 1].end : start] == " " and k > 1
        follows = k + n < len(words) and words[k + n].text[0].isupper() and plain[end : words[k + n].start] == " "
        if led or not (joined or follows or name in terms.doubtful):
            name = terms.places[name]
            yield Item("place", name, name, start, end)
        return


def _document(words: Sequence[_Word], k: int) -> Iterator[Item]:
    """A noun for a text with its determiner, or a genitive, at most two words before it."""
    terms = _terms()
    before = [_at(words, i) for i in range(max(0, k - 3), k)]
    if any(word in terms.determiners or word == "s" for word in before):
        noun = terms.documents[words[k].text]
        yield Item("document", noun, noun, words[k].start, words[k].end)


def _number(plain: str, words: Sequence[_Word], k: int) -> Iterator[Item]:
    """A date that begins with its day, or a figure: a share, an amount of money, or a count."""
    terms, word = _terms(), words[k]
    if k + 1 < len(words) and words[k + 1].text.rstrip(".") in terms.months:
        yield from _date(words, k + 1)
        return
    try:
        value = float(terms.numbers.get(word.text.lower(), word.text).replace(",", ""))
    except ValueError:
        return  # 3rd, 1.2.3
    start, end, after = word.start, word.end, k + 1
    if value < SMALL and _at(words, after) == "of" and (whole := _whole(words, after + 1)):
        unit = _at(words, whole + 1)
        if unit.isalpha() and unit not in terms.generic:
            yield Item("figure", f"{value:.12g} {unit}", f"{word.text} {unit}", start, end)
        return
    if scale := terms.scales.get(_at(words, after)):
        value, end, after = value * scale, words[after].end, after + 1
    if value > LARGEST:
        return
    key, unit = f"{value:.12g}", _at(words, after)
    if unit in terms.percent or (unit == "per" and _at(words, after + 1) == "cent"):
        yield Item("figure", f"{key} percent", f"{word.text} percent", start, words[after + (unit == "per")].end)
    elif _at(words, k - 1) in terms.currency:
        yield Item("figure", f"{key} money", plain[words[k - 1].start : end], words[k - 1].start, end)
    elif unit in terms.currency:
        yield Item("figure", f"{key} money", plain[start : words[after].end], start, words[after].end)
    elif _counts(plain, words, k, unit) and value >= SMALL:
        yield Item("figure", key, plain[start:end], start, end)
    elif _counts(plain, words, k, unit) and unit.isalpha() and len(unit) > 2 and unit not in terms.generic:
        yield Item("figure", f"{key} {unit}", plain[start : words[after].end], start, words[after].end)


def _whole(words: Sequence[_Word], k: int) -> int | None:
    """The number of which another is a part, at most four words behind it: four of [the city's eleven] libraries."""
    numbers = (
        n
        for n in range(k, min(k + 5, len(words) - 1))
        if _at(words, n) in _terms().numbers or _at(words, n).isdecimal()
    )
    return next(numbers, None)


def _vague(plain: str, words: Sequence[_Word], k: int) -> Iterator[Item]:
    """An amount of money that is given only by its size: `billions of dollars`."""
    if _at(words, k + 1) == "of" and k + 2 < len(words) and _at(words, k + 2) in _terms().currency:
        start, end = words[k].start, words[k + 2].end
        yield Item("figure", f"{_at(words, k)} money", plain[start:end], start, end)


def _counts(plain: str, words: Sequence[_Word], k: int, unit: str) -> bool:
    """Is a number neither a year nor part of a date, a time, a range or a label?"""
    terms, word = _terms(), words[k]
    if _YEAR.fullmatch(word.text) or unit in terms.not_counted or _at(words, k - 1).rstrip(".") in terms.not_counted:
        return False
    if k and words[k - 1].text.rstrip(".") in terms.months:
        return False
    around = plain[max(0, word.start - 1) : word.start] + plain[word.end : word.end + 1]
    return not set(around) & set(":/-")


def _date(words: Sequence[_Word], k: int) -> Iterator[Item]:
    """A day of a month, its year where it is stated: `Jan. 3`, `3 January 2020`."""
    terms = _terms()
    month = terms.months[words[k].text.rstrip(".")]
    before = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", _at(words, k - 1))
    after = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", _at(words, k + 1))
    day, first, last = (before, k - 1, k) if before else (after, k, k + 1)
    if not day or not 1 <= int(day[1]) <= 31:
        return
    year = _at(words, last + 1)
    if _YEAR.fullmatch(year):
        last += 1
    name = f"{int(day[1])} {terms.month_names[month - 1]}"
    key = f"{month:02d}-{int(day[1]):02d}"
    if _YEAR.fullmatch(year):
        name, key = f"{name} {year}", f"{year}-{key}"
    yield Item("event", key, name, words[first].start, words[last].end)
