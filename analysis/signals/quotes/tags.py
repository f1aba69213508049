"""Word classes: one letter a token, so that phrases and clauses can be found with patterns over a string.

The classes come from the tag lexicon that TextBlob brings along (the most frequent tag of a word; Brill 1992), read as
a file, from this room's lexicons, and from the spelling of a word. There is no model. Without TextBlob's file only
the lexicons and the spelling decide; more words are then taken for nouns.

==  ==========================  ==  ==============================  ==  =========================
N   common noun                 X   capitalised name                T   title before a name
P   personal pronoun            D   determiner, possessive          A   adjective, number
V   finite verb                 B   base form                       G   -ing form
M   auxiliary, modal            I   preposition                     O   of
t   to                          C   and, or, but                    S   subordinator (that, if)
W   who, which                  R   adverb, not                     Y   day, month
s   ’s                          Q   quotation                       F   *for*
==  ==========================  ==  ==============================  ==  =========================

Punctuation stands for itself; `-` is a dash, `.` ends a sentence.
"""

import importlib.util
from functools import cache, lru_cache
from pathlib import Path

from analysis import lexicon
from analysis.signals.quotes import verbs
from analysis.words import MOST

POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our"))
_PENN = {
    "NN": "N", "NNS": "N", "NNP": "X", "NNPS": "X", "JJ": "A", "JJR": "A", "JJS": "A", "CD": "A", "VBD": "V",
    "VBZ": "V", "VBP": "V", "VB": "B", "VBN": "V", "VBG": "G", "RB": "R", "RBR": "R", "RBS": "R", "IN": "I",
    "DT": "D", "PRP$": "D", "PRP": "P", "MD": "M", "CC": "C", "TO": "t", "WP": "W", "WDT": "W", "WRB": "S",
    "POS": "s", "RP": "R", "UH": "R", "FW": "N", "PDT": "D", "EX": "P", "NN|JJ": "N", "JJ|NP": "A",
}  # fmt: skip
_PUNCTUATION = {
    "—": "-",
    "–": "-",
    "―": "-",
    "--": "-",
    "-": "-",
    "…": ".",
    "?": ".",
    "!": ".",
    "[": "(",
    "]": ")",
    "{": "(",
    "}": ")",
}


@cache
def _lexicon() -> dict[str, str]:
    """Word → class, the closed classes and lexicons over TextBlob's file."""
    classes: dict[str, str] = {}
    spec = importlib.util.find_spec("textblob")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "en" / "en-lexicon.txt"
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                word, _, tag = line.partition(" ")
                if tag in _PENN:
                    classes[word] = _PENN[tag]
    return classes | _closed()


@cache
def _closed() -> dict[str, str]:
    """Word of a closed class → class."""
    words = lexicon.load("function_words")
    return {e.match: tag for e in words.entries if (tag := words.categories[e.category].get("tag"))}


@cache
def function_words(category: str) -> frozenset[str]:
    """The words of one category of `data/lexicons/function_words.yaml`."""
    return frozenset(lexicon.load("function_words").words(category))


@cache
def _titles() -> frozenset[str]:
    return frozenset(e.match for e in lexicon.load("titles").entries if " " not in e.match)


@cache
def many() -> frozenset[str]:
    """Nouns of roles that speak without an article: residents, critics, police."""
    nouns = {e.match for e in lexicon.load("roles").entries if " " not in e.match}
    return frozenset({noun + "s" for noun in nouns} | ({"police", "people"} & nouns))


@cache
def _times() -> frozenset[str]:
    return frozenset(lexicon.load("quotation_cues").words("time"))


def word_class(token: str) -> str:
    """The class of one token by itself.

    >>> "".join(word_class(t) for t in ("Sen.", "Pike", "’s", "aide", "told", "them", "that", "."))
    'TXsNVPS.'
    """
    if token[0] in "\x01\x02":
        return "Q"
    if token in _PUNCTUATION or token.startswith("--"):
        return _PUNCTUATION.get(token, "-")
    if not (token[0].isalnum() or token[0] in "'’‘"):
        return "." if token.startswith(".") else token if token in ",;:()." else "R" if token == "&" else "_"
    even = token.replace("’", "'").replace("‘", "'")
    if even in ("'s", "'"):
        return "s"
    lower = even.lower()
    if lower.endswith("n't"):
        return "M"
    classes = _lexicon()
    if token in _times():
        return "Y"
    if len(token) == 2 and token[1] == "." and token[0].isupper():
        return "X"
    if token in _titles() and token[0].isupper():
        return "T"
    if lower in classes and len(lower) < 5 and classes[lower] in "PDMIOFtCSWRs":
        return classes[lower] if not (token.isupper() and len(token) > 1 and lower in ("us", "it", "am")) else "X"
    if token[0].isupper() and not token[1:2].isupper() and lower in _closed():
        return _closed()[lower]
    if token[0].isupper():
        if token not in classes and lower in classes and classes[lower] in "PDMIOFtCSWRG":
            return classes[lower]
        return "X"
    if token[0].isdigit():
        return "Y" if len(token) == 4 and token[:2] in ("19", "20") and token.isdigit() else "A"
    if lower in classes:
        tag = classes[lower]
        if tag == "N" and lower in verbs.forms() and lower.endswith(("ed", "aid")):
            return "V"
        return "N" if tag == "X" else tag
    if lower in verbs.forms():
        return {"ing": "G", "past": "V"}.get(verbs.forms()[lower][0].form, "N")
    for ending, tag in (
        ("ing", "G"),
        ("ed", "V"),
        ("ly", "R"),
        ("ous", "A"),
        ("ful", "A"),
        ("able", "A"),
        ("ic", "A"),
        ("-", "A"),
    ):
        if lower.endswith(ending):
            return tag
    return "N"


@lru_cache(MOST)
def is_name_word(token: str) -> bool:
    """Can a capitalised word be part of a name, or is it a small word at the start of a sentence?

    >>> is_name_word("Esper"), is_name_word("Besides"), is_name_word("Given"), is_name_word("Mark")
    (True, False, False, True)
    """
    return word_class(token) == "X" and _lexicon().get(token.lower(), "X") not in "ISRVGDPCWF"


def lexicon_class(word: str) -> str:
    """The class of a word in small letters, as the lexicons have it."""
    return _lexicon()[word]
