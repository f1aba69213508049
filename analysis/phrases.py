"""Phrases of a sentence: word classes and noun phrases by rules, for signals that ask who does what to whom.

One letter a token, so that phrases can be found with patterns over a string; no model. The classes of the small words
come from `data/lexicons/function_words.yaml`, those of the others from the tag lexicon that TextBlob brings along (the
most frequent tag of a word; Brill 1992), read as a file, else from the spelling.

==  ==========================  ==  ==============================  ==  =========================
N   common noun                 X   capitalised name                P   personal pronoun
D   determiner, possessive      A   adjective                       #   number
V   finite verb, participle     B   base form                       G   -ing form
M   auxiliary, modal            I   preposition, `for`              O   of
t   to                          C   and, or, but                    S   subordinator (that, if)
W   who, which                  R   adverb, not                     Y   day, month
s   's
==  ==========================  ==  ==============================  ==  =========================

Marks of punctuation stand for themselves; quotation marks are passed over; `.` is what ends a sentence.
"""

import importlib.util
import re
from bisect import bisect_left
from functools import cache, cached_property
from itertools import compress
from pathlib import Path

from analysis import lexicon
from analysis.matcher import make_plain
from analysis.words import Kept

_PENN = {
    "NN": "N", "NNS": "N", "NNP": "X", "NNPS": "X", "JJ": "A", "JJR": "A", "JJS": "A", "CD": "#", "VBD": "V",
    "VBZ": "V", "VBP": "V", "VB": "B", "VBN": "V", "VBG": "G", "RB": "R", "RBR": "R", "RBS": "R", "IN": "I",
    "DT": "D", "PRP$": "D", "PRP": "P", "MD": "M", "CC": "C", "TO": "t", "WP": "W", "WDT": "W", "WRB": "S",
    "POS": "s", "RP": "R", "UH": "R", "FW": "N", "PDT": "D", "EX": "P", "NN|JJ": "N", "JJ|NP": "A",
}  # fmt: skip
_TAGS = {"F": "I"}
"""The function words' letters that are not told apart here."""
_DAYS = frozenset(
    (
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
        "April", "May", "June", "July", "August", "September", "October", "November", "December", "Jan.", "Feb.",
        "Mar.", "Apr.", "Jun.", "Jul.", "Aug.", "Sept.", "Sep.", "Oct.", "Nov.", "Dec.", "Feb", "Aug", "Sept",
        "Oct", "Nov", "Dec", "yesterday", "today", "tomorrow", "tonight",
    )
)  # fmt: skip
_PASSING = frozenset(("last", "this", "next", "that", "past", "every"))
_QUANTITIES = frozenset(
    (("at", "least"), ("at", "most"), ("more", "than"), ("less", "than"), ("fewer", "than"), ("other", "than"))
)
_PREDICATIVE = frozenset(
    ("responsible", "available", "able", "eligible", "aware", "guilty", "capable", "familiar", "due")
)
"""Adjectives that head no phrase behind their noun: the clerk responsible for."""
_SMALL = frozenset(("her", "that", "least", "most", "than", "to", "'s", "nearby")) | _PREDICATIVE
_ENDINGS = (
    ("ing", "G"),
    ("ed", "V"),
    ("ly", "R"),
    ("ous", "A"),
    ("ful", "A"),
    ("able", "A"),
    ("ic", "A"),
    ("led", "A"),
)
TOKEN = re.compile(
    r" ?([a-z]++(?=[ ,])|[A-Z][a-z]++(?=[ ,])|[,.;:?!()]|(?=\S)(?:[a-z]{3,}+(?=\.(?:\s|\Z))|"
    r"(?=[A-Zv])(?:(?:[A-Z]\.){2,}|[A-Z]\.(?= [A-Z])|(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Gov|Sen|Rep|Gen|Lt|Col|Maj|Brig|Adm|Capt|"
    r"Sgt|Prof|Rev|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Pres|Amb|Det|vs|Ariz|Ala|Calif|Colo|Conn|Fla|Mass|"
    r"Mich|Minn|Pa|Tex|Va|Wash|Wis|Ill|Ga|Md|Tenn|Okla|Ore|Nev|Ky|Kan|Neb|Vt)\.)|n't\b|'(?:s|re|ve|ll|d|m)\b|"
    r"(?<=s)'(?=\s)|"
    r"\d+(?:-[^\W\d_]+)+|[$£€]?\d[\d,.]*\d|[$£€]?\d|[A-Za-z]+(?=n't\b)|[^\W_]+(?:[-&'.](?!(?:s|re|ve|ll|d|m|t)\b)[^\W_]+)*|[^\w\s\"]))"
)
"""A word or a mark, in a group, with the space before it; plain words and marks come first, as most are."""
NOUN_PHRASE = re.compile(
    r"(?:D[DAXN#s]*A(?=[VMWI.,;:)]|$)|[XN]sA+(?=[VMWI.,;:)]|$)|"
    r"(?:D(?:R(?=A))?|R+(?=#))?D?(?:[AXN#]|(?<=[DA#s])G(?=[ANX])|(?<=[NXA])s|A[,C](?=A))*[NX#]|"
    r"P|D(?=[MV.,;:)]|$))(?!s)"
)
_lowered = Kept(str.lower)
"""A word in small letters: one and the same for all its places, so that what asks for it knows it sooner."""


class Sentence:
    """A sentence as tokens, one class a token, and its noun phrases.

    >>> s = Sentence("The top general was killed by a U.S. airstrike, officials said.")
    >>> s.tags
    'DAAMVIDXN,NV.'
    >>> [s.words(first, last) for first, last in s.noun_phrases]
    ['The top general', 'a U.S. airstrike', 'officials']
    """

    def __init__(self, text: str, verbs: frozenset[str] = frozenset(), plain: str | None = None) -> None:
        """`verbs` are forms that are verbs wherever no determiner or adjective stands before them: *shot*; `plain` is
        what `make_plain` made of the text, where that is known."""
        self.text, self.verbs = text, verbs
        self.plain = make_plain(text) if plain is None else plain
        self.tokens: list[str] = TOKEN.findall(self.plain)
        self.lower: list[str] = list(map(_lowered.__getitem__, self.tokens))
        self.tags = _in_context(self.tokens, self.lower, verbs)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Characters of each token; between two of them are no letters and no marks that a token begins with."""
        find, at = self.plain.find, 0
        return [((start := find(token, at)), (at := start + len(token))) for token in self.tokens]

    def places(self, words: frozenset[str]) -> list[int]:
        """The tokens that are one of some words, in small letters."""
        return [*compress(range(len(self.lower)), map(words.__contains__, self.lower))]

    def token_from(self, at: int) -> int | None:
        """The first token that begins at character `at` or behind it."""
        number = bisect_left(self.spans, (at,))
        return number if number < len(self.spans) else None

    @cached_property
    def noun_phrases(self) -> list[tuple[int, int]]:
        """First token and one after the last of each noun phrase."""
        return [m.span() for m in NOUN_PHRASE.finditer(self.tags)]

    @cached_property
    def _ends(self) -> dict[int, int]:
        return {m.end(): m.start() for m in NOUN_PHRASE.finditer(self.tags)}

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the tokens `[first, last)`."""
        return self.spans[first][0], self.spans[last - 1][1]

    def words(self, first: int, last: int) -> str:
        """The text of the tokens `[first, last)`."""
        start, end = self.span(first, last)
        return self.text[start:end]

    def phrase_before(self, at: int) -> tuple[int, int] | None:
        """The noun phrase that ends right before token `at`."""
        first = self._ends.get(at)
        return None if first is None else (first, at)

    def phrase_from(self, at: int) -> tuple[int, int] | None:
        """The noun phrase that begins at token `at`."""
        match = NOUN_PHRASE.match(self.tags, at)
        return match.span() if match else None


def _in_context(tokens: list[str], lower: list[str], verbs: frozenset[str]) -> str:
    """The classes of the tokens, after the words around them.

    Most words keep their own class, and are not looked at: nouns are settled by what stands beside them.
    """
    tags = list(map(_classes().__getitem__, tokens))
    last, times, nouns_too = len(tags) - 1, function_words("time_noun"), _verbs_too()
    unsettled = map(_unsettled(_taken_for_nouns(verbs)).__getitem__, tokens)
    for i in compress(range(last + 1), unsettled):
        tag, word = tags[i], lower[i]
        before, after = tags[i - 1] if i else ".", tags[i + 1] if i < last else "."
        if tag == "X":
            if before in ".:;" and tokens[i].istitle() and _lexicon().get(word, "X") != "X":
                tags[i] = word_class(word)  # the first word is a name only if it is no other
        elif tag == "N":
            if word in verbs and before not in "DAs#O":
                tags[i] = "V"
        elif tag in "VB":
            if before in "Ds" and after in "NX":
                tags[i] = "A"
            elif tag == "V" and before in "Ds" and after in "IOMV.,":
                tags[i] = "A" if word.endswith("ed") else "N"
            elif tag == "B" and before not in "tMPR":
                tags[i] = "N" if before in "DAs#O" or after in "VM" else "V"
        elif word in _SMALL:
            previous = lower[i - 1] if i else ""
            if word == "her" and after in "NAXB":
                tags[i] = "D"
            elif word == "that":
                if before == "N" and i > 1 and tags[i - 2] in "NX" and lower[i - 2][-1] == "s":
                    before = tags[i - 1] = "V"  # officials fear that
                tags[i] = (
                    "W"
                    if before in "NXA,#" and after in "VMR"
                    else "D"
                    if after in "NA" and before not in "VNX"
                    else "S"
                )
            elif (previous, word) in _QUANTITIES or (previous == "close" and word == "to" and after == "#"):
                tags[i - 1] = tags[i] = "R"
            elif word == "nearby":
                tags[i] = "A" if after in "NXA" else "R"
            elif word in _PREDICATIVE:
                tags[i] = "R" if before in "NX" and after in "IFt" else tag
            elif word == "'s":
                tags[i] = "M" if before in "PW" else "s"
        if word in times and i and lower[i - 1] in _PASSING:
            tags[i - 1] = tags[i] = "Y"
        elif tags[i] == "M" and after == "N" and lower[i + 1] in nouns_too and lower[i + 1] not in verbs:
            tags[i + 1] = "B"
    return "".join(tags)


@cache
def _classes() -> Kept:
    return Kept(word_class)


@cache
def _unsettled(verbs: frozenset[str]) -> Kept:
    """Can the words around it give a word, or it the word beside it, another class, see `_in_context`?"""
    beside = _SMALL | function_words("time_noun") | verbs

    def can_change(token: str) -> bool:
        lower, its_class = token.lower(), word_class(token)
        no_name = its_class == "X" and token.istitle() and _lexicon().get(lower, "X") != "X"
        return its_class in "VBM" or no_name or lower in beside

    return Kept(can_change)


@cache
def _taken_for_nouns(verbs: frozenset[str]) -> frozenset[str]:
    """Those of some verbs that are nouns to the tag lexicon: shot."""
    return frozenset(verb for verb in verbs if word_class(verb) == "N")


def word_class(token: str) -> str:
    """The class of one token by itself.

    >>> "".join(word_class(t) for t in ("Gen.", "Pike", "'s", "aide", "told", "them", "that", "5,000", "fell", "."))
    'XXsNVPS#V.'
    """
    lower = token.lower()
    if token[0].isdigit() or token[0] in "$£€":
        return "#"
    if not token[0].isalpha() and token[0] != "'":
        return "." if token in "?!" else token
    if lower in ("n't",):
        return "R"
    if lower == "'":
        return "s"
    if token in _DAYS:
        return "Y"
    if lower in _closed() and not (token.isupper() and lower in ("us", "it", "am", "may")):
        return _closed()[lower]
    tag = _lexicon().get(lower)
    if token[0].isupper():
        return "X"
    if tag is not None:
        return "N" if tag == "X" else tag
    for ending, guess in _ENDINGS:
        if lower.endswith(ending):
            return "A" if "-" in lower and guess == "V" else guess
    return "N"


@cache
def _lexicon() -> dict[str, str]:
    classes: dict[str, str] = {}
    spec = importlib.util.find_spec("textblob")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "en" / "en-lexicon.txt"
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                word, _, tag = line.partition(" ")
                if tag in _PENN and (word.islower() or word.lower() not in classes):
                    classes[word.lower()] = _PENN[tag]
    return classes


@cache
def _closed() -> dict[str, str]:
    words = lexicon.load("function_words")
    return {e.match: _TAGS.get(tag, tag) for e in words.entries if (tag := words.categories[e.category].get("tag"))}


@cache
def function_words(category: str) -> frozenset[str]:
    """The words of one category of `data/lexicons/function_words.yaml`."""
    return frozenset(lexicon.load("function_words").words(category))


@cache
def _verbs_too() -> frozenset[str]:
    """Nouns that a modal makes a verb: may attack, will vote."""
    return frozenset(word for word, tag in _lexicon().items() if tag == "N" and len(word) < 9)
