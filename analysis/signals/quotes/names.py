"""How news write people: full names, titles before names, what stands beside a name, and the authors of documents."""

import re
from collections.abc import Sequence
from functools import cache

from analysis import lexicon
from analysis.signals.quotes.mentions import roles, titles

WORD = r"[A-Z](?:[\w’'-]*\w)?"
"""A capitalised word."""
LAST = re.compile(r"[A-Z](?<!\w[A-Z])(?>(?:[\w’'-]*\w)?)(?!['’]s?\b|[^\S\n]+[A-Z])")
"""A capitalised word that no other follows, and that owns nothing: the last name of a subject."""
BEFORE_LAST = re.compile(rf"(?<!\w)(?:{WORD}\.?[^\S\n]+)+$")
"""The names and titles right before it."""
APPOSITION = re.compile(
    r",\s+(?:the|a|an|its|his|her|our)?\s*((?:[\w’'.-]+\s+){0,5}?[\w’'-]+)(?=[,.;)]|\s+(?:of|for|at|in|and|who)\b)"
)
"""The words behind a name and a comma: Pike, [the port's director], …"""
OWNER = re.compile(r"['’]s?$")
NEXT = re.compile(r"\s+([a-z]+)")
SUBJECT_BEFORE = re.compile(
    r"(?:^|[.!?;:,”\"(—–-]|\b(?i:that|while|when|after|as|because|if|but|and|yet|where|although|though|since|said))\s*$"
)
"""What stands before the subject of a clause."""
DESCRIBED = re.compile(r"([a-z][\w’'-]*)[^\S\n]+$")
"""The word in small letters right before a name: rail [chief] Philippa Strand."""
AGE = re.compile(r",\s+\d{1,2}\b(?!,\d)|,?\s+who\b")
"""What is said of people only, right behind a name."""
THING = re.compile(r",?\s+which\b")
"""What is said of bodies only, right behind a name: Trainmen United, [which] represents …"""
_SUFFIX = frozenset(("jr", "sr", "ii", "iii", "iv", "jr.", "sr."))


@cache
def full() -> re.Pattern[str]:
    """Capitalised words in a row, with initials and particles. It crosses no line end.

    >>> full().findall("Then Ursula von der Leyen met William H. Seely.")
    ['Then Ursula von der Leyen', 'William H. Seely']
    """
    names = lexicon.load("first_names")
    particles = "|".join((*names.words("particle"), *names.words("rare_particle")))
    return re.compile(rf"[A-Z][\w’'-]*+(?<=\w)(?:[^\S\n]++(?:(?:[A-Z]\.)+|(?:(?:{particles}|&)[^\S\n]+)*{WORD}))+")


@cache
def after_description() -> re.Pattern[str]:
    """The name behind a description: its director, [Maria Voss], said; its leader, councillor [Hugh Rowe], said."""
    described = r"(?P<words>(?:[\w’'-]+[^\S\n]+){0,5}?)"
    return re.compile(rf",\s+{described}(?P<name>{full().pattern})(?=[,.;:—–-]|\s*$|\s*\n)")


@cache
def title_words() -> frozenset[str]:
    """The words that titles are made of."""
    return frozenset(w for t in titles() for w in t.split())


@cache
def titled() -> re.Pattern[str]:
    """A title right before a name: Gov. Pike, Senator Pike. It crosses no line end."""
    by_letter: dict[str, list[str]] = {}
    for title in sorted(titles(), key=len, reverse=True):
        if re.match("[A-Z]", title):
            by_letter.setdefault(title[0], []).append(re.escape(title[1:]))
    words = "|".join(rf"{letter}(?<!\w{letter})(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"({words})[^\S\n]+({WORD}(?:[^\S\n]+{WORD})*)")


@cache
def written() -> re.Pattern[str]:
    """A document and its author: a letter from Pike, the memo was sent by Pike."""
    documents = "|".join(re.escape(noun) for noun, kind in roles().items() if kind == "document")
    return re.compile(
        rf"\b({documents})\b(?:\s+(?:that\s+)?(?:was|is|had been))?"
        r"(?:\s+(?:signed|written|sent|penned|issued|drafted|authored|released))?\s+(?:by|from)\s+"
        rf"((?:the\s+)?(?:[A-Z][\w.’'-]*\s+){{0,9}}{WORD})"
    )


@cache
def stands_for() -> dict[str, tuple[str, ...]]:
    """A short title and the nouns that can take up its bearer again."""
    return {short: tuple(nouns) for short, *nouns in (e.split() for e in lexicon.load("titles").words("stands_for"))}


@cache
def places() -> frozenset[str]:
    """Words that begin names of places, not of people."""
    return frozenset(lexicon.load("first_names").words("place"))


def surname(words: Sequence[str]) -> str:
    """The last word of a name, without Jr. and the like.

    >>> surname("Ada Pike Jr.".split())
    'Pike'
    """
    return words[-2] if len(words) > 2 and words[-1].lower() in _SUFFIX else words[-1]


def gender_of_title(title: str) -> str | None:
    """The gender a form of address tells: Mrs. → f.

    >>> gender_of_title("Mrs."), gender_of_title("Gen.")
    ('f', None)
    """
    word = title.split()[-1] if title else ""
    return {"courtesy_male": "m", "courtesy_female": "f"}.get(titles().get(word, ""))
