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
from functools import cache
from itertools import compress
from pathlib import Path

from analysis import lexicon
from analysis.signals.quotes import verbs
from analysis.words import Kept

ADVERBIAL = {"V": ("first", "last"), "M": ("first", "last"), "Y": ("early", "late")}
"""Adjectives that are adverbs after a noun, by the class of the word after them."""
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
def _many() -> frozenset[str]:
    """Nouns of roles that speak without an article: residents, critics, police."""
    nouns = {e.match for e in lexicon.load("roles").entries if " " not in e.match}
    return frozenset({noun + "s" for noun in nouns} | ({"police", "people"} & nouns))


@cache
def _times() -> frozenset[str]:
    return frozenset(lexicon.load("quotation_cues").words("time"))


@cache
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


@cache
def is_name_word(token: str) -> bool:
    """Can a capitalised word be part of a name, or is it a small word at the start of a sentence?

    >>> is_name_word("Esper"), is_name_word("Besides"), is_name_word("Given"), is_name_word("Mark")
    (True, False, False, True)
    """
    return word_class(token) == "X" and _lexicon().get(token.lower(), "X") not in "ISRVGDPCWF"


def tag(words: list[str]) -> str:
    """One letter a token, in context: a verb after *the* is a noun, after *to* or *will* a base form.

    >>> from analysis.signals.quotes.tokens import tokenize
    >>> tag(tokenize("The claims, he claims, will claim a claim."))
    'DN,PV,MBDN.'
    """
    tags = list(map(_classes().__getitem__, words))
    forms, words_with_rules = verbs.forms(), _with_rules()
    last = len(tags) - 1
    for i in compress(range(last + 1), map(_unsettled().__getitem__, words)):
        t, word = tags[i], words[i]
        before = tags[i - 1] if i else "."
        if t == "X":
            if (i and before not in ".Q") or not word.istitle():
                continue
            if not is_name_word(word):
                named = i > 0 and before == "Q" and tags[i + 1 : i + 2] in (["X"], ["T"])  # “…,” Fed Chair Pike said
                tags[i] = "X" if named else _lexicon()[word.lower()]
                continue
            if word.lower() not in _many() or tags[i + 1 : i + 2] in (["X"], ["s"]):
                continue  # Banks’s plan
            tags[i] = t = "N"  # Residents say
        elif before in "QV" and t in "IOFSCRM" and 0 < i < last and word.istitle():
            named = tags[i + 1] == "X" and before == "V" and words[i - 1].islower()
            if named or words[i + 1] in forms:
                tags[i] = "X"  # “…,” From said; “…,” said Will Doyle
                continue
        if t not in "NBVAIRPDsSG" or tags[i] != t:
            continue
        if word not in words_with_rules and (t in "IDRPS" or (t == "N" and before not in "PW")):
            continue
        after = tags[i + 1] if i < last else "."
        if t in "NBVAIR" and word in forms:
            tags[i] = _reporting(forms[word][0].form, t, i, tags, words, before, after)
        elif t in "VB" and before in "Ds" and after in "NXIOV,.A":
            tags[i] = "N" if after not in "NA," else "A"
        elif t == "V" and after in "NXT" and (before in "IA" or (before in ".Q,(" and word.endswith("ed"))):
            tags[i] = "A"
        elif t == "G" and after == "M" and before != "M":
            tags[i] = "N"
        elif t == "A" and before == "X" and word.isdigit():
            tags[i] = "X"
        elif t == "P" and word.lower() == "her" and after in "NAXTY":
            tags[i] = "D"
        elif before in "NXQ" and word in function_words("floating"):
            tags[i] = "R"
        elif t == "A" and word == "least" and before == "I":
            tags[i - 1] = tags[i] = "R"
        elif t == "A" and before in "NX" and word in ADVERBIAL.get(after, ()):
            tags[i] = "R"  # the employee first said; in a tweet early Friday
        elif word.lower() in ("more", "less", "fewer") and i < last and words[i + 1] == "than":
            tags[i] = "R"
            tags[i + 1] = "R"
        elif t == "R" and word.lower() == "there" and after in "Ms":
            tags[i] = "P"
        elif t == "B" and before in "PNXW":
            plural = words[i - 1].endswith("s") and after in "IDPRtS"
            tags[i] = "V" if before in "PW" or plural else "N"
        elif t == "N" and before in "PW" and (word.endswith("s") or words[i - 1].lower() in ("i", "we", "they", "you")):
            tags[i] = "V"
        elif word == "that" and before in "VBGNXYM," and i < last:
            relative = before in "NXY," and (after in "VM" or (after == "R" and tags[i + 2 : i + 3] in ("V", "M")))
            tags[i] = "W" if relative else "S" if before in "VBGNM" or after in "DPX" else t
        elif t == "s" and before in "PW" and i < last:
            tags[i] = "M"
    return "".join(tags)


@cache
def _classes() -> Kept:
    return Kept(word_class)


@cache
def _unsettled() -> Kept:
    """Can the words around it give a word another class, see `tag`?"""

    def is_unsettled(word: str) -> bool:
        own = word_class(word)
        if own in "NBVAGs" or word in _with_rules():
            return True
        return word.istitle() and own in "XIOFSCRM"

    return Kept(is_unsettled)


@cache
def _with_rules() -> frozenset[str]:
    """The words that `tag` has rules for by themselves."""
    small = {"her", "least", "more", "less", "fewer", "there", "that", *sum(ADVERBIAL.values(), ())}
    return frozenset(
        (*verbs.forms(), *function_words("floating"), *small, *map(str.title, small), *map(str.upper, small))
    )


def _reporting(form: str, t: str, i: int, tags: list[str], words: list[str], before: str, after: str) -> str:
    """The class of a word that can be a form of a reporting verb."""
    pronoun = before == "D" and words[i - 1].lower() in function_words("pronoun_like")
    numbered = before == "A" and words[i - 1][0].isdigit()
    if before in "DAs" and not numbered and not (pronoun and (form == "past" or after not in "NXA")):
        if form == "past" and before == "A" and after not in "NXABV":
            return "V"
        return "A" if form in ("past", "ing") and after in "NXABV" else "N"
    if form == "base" and before in "tM":
        return "B"
    if before == "Q" and i > 1 and tags[i - 2] in "sD" and form in ("base", "s"):
        return "N"  # the mayor’s “47 percent” comment
    if _takes_to(words, i) and before in "NR":
        return "A"
    if form == "s" and before in "VG":
        return "N"  # had received offers
    if form == "base" and words[i] in verbs.unchanged() and before in "NXPTQ,":
        return "V"  # the letter read: “…”
    if form == "ing" and before in "MR," and t in "AN":
        return "G"
    if form == "past":
        return "A" if before == "I" and after in "NX" and t != "R" else "V"
    if form == "s" and before in "NXPYQWR),-":
        if t != "N" or before in "PWQ":
            return "V"
        return "V" if after in "DPQS:" and (after != "S" or words[i + 1] == "that") else "N"
    if form == "base" and t in "NBV":
        if before in "PW" or (before in "NXR" and after in "DPQSt," and t != "N" and _plural(words, tags, i)):
            return "V"
        if before in "CRt" and "t" in tags[max(0, i - 6) : i]:
            return "B"
        if before in "NX" and (t == "V" or after in ".,;:"):
            return "N"
    return t


def _takes_to(words: list[str], at: int) -> bool:
    """An adjective that takes *to* or *with*: a person close to the mayor."""
    return words[at] in function_words("adjective_with_to") and words[at + 1 : at + 2] == ["to"]


def _plural(words: list[str], tags: list[str], at: int) -> bool:
    """Can the word before be the plural subject of a base form: critics say, men in Ames say?"""
    while at > 1 and tags[at - 1] == "R":
        at -= 1
    for head in range(at - 2, max(-1, at - 8), -1):  # residents of the capital say
        if tags[head] not in "NXADTsIO":
            break
        if tags[head] in "NX" and tags[head + 1] in "IO" and words[head].endswith("s"):
            return True
    word = words[at - 1].lower()
    return word.endswith(("s", "people", "men", "women", "children", "police")) or (at > 1 and tags[at - 2] in "CI")
