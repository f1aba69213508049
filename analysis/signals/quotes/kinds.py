"""What quoted words are: speech, the title of a work, or words the writer only holds at a distance (scare quotes)."""

import re
from functools import cache

from analysis import lexicon
from analysis.signals.quotes.attribution import Attribution
from analysis.signals.quotes.clauses import Paragraph
from analysis.signals.quotes.context import tag
from analysis.signals.quotes.tags import word_class
from analysis.signals.quotes.tokens import tokenize

_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "or",
        "but",
        "with",
        "from",
        "by",
        "vs",
        "as",
        "is",
        "it",
    ]
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SEVERAL = re.compile(rf"(?>{_WORD.pattern}).*?{_WORD.pattern}", re.DOTALL)
_NP = r"(?:D?A*[NX]+(?:s[ANX]+)*|D)"
_CLAUSE = re.compile(rf"(?:^|[^IFOGVBMt])(?:P|{_NP}(?:[IOF]{_NP})*)(?:M|V|W.*[MV])|PB|Ps")
_THAT_IS = re.compile(r"(?:^|(?<=[.,]))S(?=M)")
"""That is not …"""
_ENOUGH = 200  # characters: a clause begins early, or it is none
_GLOSS = re.compile(r" \((?<=\w..)[^()]*\)")
"""What an article puts behind a word to explain it stands between no subject and its verb."""
_SPOKEN = frozenset(
    ("name and verb after", "verb and name after", "same sentence", "same paragraph", "tag in the next sentence")
)


@cache
def _cues() -> dict[str, frozenset[str]]:
    cues = lexicon.load("quotation_cues")
    return {c: frozenset(w.lower() for w in cues.words(c)) for c in cues.categories}


def kind(par: Paragraph, number: int, found: Attribution | None) -> str:
    """Tell speech, title and scare quotes apart by what stands around them.

    >>> from analysis.signals.quotes.marks import pair
    >>> def first(text):
    ...     return kind(Paragraph(text, pair(text)), 0, None)
    >>> first("He starred in the film “Low Water” in May."), first("The so-called “reform” has failed.")
    ('title', 'scare')
    """
    quoted = par.pairs[number].text
    token = par.quote_tokens[number]
    before = par.words[token - 1] if token else ""
    spoken = found is not None and found.rule in _SPOKEN
    if before in _cues()["scare"]:
        return "scare"
    if (not spoken or before in _ON) and is_title(words := _WORD.findall(quoted)):
        near = set(par.words[max(0, token - 3) : token])
        after = par.words[token + 1] if token + 1 < len(par.words) else ""
        several = len(words) > 1
        if near & _cues()["work"] or before in _cues()["titled"] or (before == "'s" and not spoken):
            return "title"
        attributive = par.tags[token + 1 : token + 2] in ("N", "X") and quoted[-1] not in ",.?!"
        if several and (attributive or before in _ON or before in ("of", "and") or after in _cues()["work"]):
            return "title"
    loose = found is None or found.rule == "any verb" or (_guessed(found) and _one_phrase(_WORD.findall(quoted)))
    if loose and form(quoted) == "fragment":
        return "scare"
    return "speech"


_ON = frozenset(("on", "in", "to", "for", "at"))


def _guessed(found: Attribution) -> bool:
    """Was the speaker only taken from a verb that rarely reports?"""
    return found.rule == "clause before" and found.form is not None and found.form.level < 2


def is_title(words: list[str]) -> bool:
    """Written as a title: every word but the small ones begins with a capital.

    >>> is_title("The Art of the Deal".split()), is_title("I will not go".split())
    (True, False)
    """
    return (
        bool(words)
        and words[0][0].isupper()
        and all(w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL for w in words)
    )


def _one_phrase(words: list[str]) -> bool:
    """A bare word, or a noun phrase and nothing else."""
    classes = "".join(word_class(w) for w in words)
    return len(words) == 1 or (re.fullmatch(r"D?R?[ANXGVB]*[NXGVB]", classes) is not None and len(words) < 5)


def form(quoted: str, before: str = "") -> str:
    """Do the words hold a whole clause of their own (`sentence`), or only a part of one (`fragment`)?

    >>> form("There are no plans to leave,"), form("was a mistake."), form("We respect it"), form("Poorly worded")
    ('sentence', 'fragment', 'sentence', 'fragment')
    >>> form("The pill (half a gram) cut the pain in a day")
    'sentence'
    """
    if not _SEVERAL.search(quoted) or (before and word_class(before) == "D"):
        return "fragment"  # its determiner stands outside: that the “letter is a mistake”
    classes = tag(tokenize(_GLOSS.sub("", quoted)[:_ENOUGH])).replace("R", "").replace("Y", "")
    classes = _THAT_IS.sub("D", classes)
    return "sentence" if _CLAUSE.search(classes) else "fragment"
