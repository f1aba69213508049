"""Candidates: who is named most in some articles, and which words their headlines share; for a person to choose from.

Names are found by their capitals and gathered by surname. It is a proposal: a name may be missing, or two people of
one surname be taken for one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import pandas as pd

from analysis.known_names import given_names
from analysis.lexicon import load
from analysis.words import even

ALIKE = 75
"""Two words may be spellings of one name from this likeness on (0-100, Indel; rapidfuzz)."""
COMPARED = 50
"""For so many of those named most, other spellings are looked for: each with each, thousands of names take hours."""
_CAPITAL = r"(?:(?:[A-Z]\.){2,}(?:-\w+)?|[A-Z][a-z]{0,4}\.(?= [A-Z])|[^\W\d_a-z](?:[\w'.-]*\w)?)"
_SENTENCE_START = re.compile(r"\W*")
_WORD = re.compile(r"[^\W\d_]{4,}")


class Candidate(NamedTuple):
    """Somebody or something named: the longest form, the others, and how often, in how many articles.

    `similar` are names that may be the same in another spelling.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str | None
    n: int
    n_articles: int
    similar: tuple[str, ...] = ()

    @property
    def surname(self) -> str:
        """The last word of the name, without *Jr.* or *III*."""
        return _without_suffix(self.name)[-1]


def actors(sentences: pd.DataFrame) -> list[Candidate]:
    """Who and what is named in the body, the most often named first; only what two articles name, if there are two.

    >>> from analysis import corpus
    >>> text = "Letter sent\\n\\nIt met Gen. Mark Milley and Mark Esper. Milley left, and Esper and Milley’s aide ran."
    >>> [(c.name, c.aliases, c.kind, c.n) for c in actors(corpus.from_texts(["a"], [text])["sentences"])]
    [('Mark Milley', ('Milley',), 'person', 3), ('Mark Esper', ('Esper',), 'person', 2)]
    """
    body = sentences[sentences["part"] == "body"]
    found: dict[str, Counter[str]] = defaultdict(Counter)
    opening: dict[str, Counter[str]] = defaultdict(Counter)
    titled: set[str] = set()
    for article_id, sentence in zip(body["article_id"], body["text"], strict=True):
        for name in _names(even(sentence)):
            (opening if name.is_opening else found)[name.text][article_id] += 1
            if name.has_title:
                titled.add(name.text)
    surnames = {_without_suffix(name)[-1] for name in found}
    for word, counts in opening.items():  # a word that opens a sentence has its capital from that, unless a name has it
        if word in found or word in surnames:
            found[word].update(counts)
    for form in list(found):  # Defense Mark Esper is Mark Esper
        words = _without_suffix(form)
        if tail := next((t for i in range(1, len(words) - 1) if (t := " ".join(words[i:])) in found), None):
            found[tail].update(found.pop(form))
    candidates = [_candidate(forms, found, titled) for forms in _grouped(found)]
    least = min(2, body["article_id"].nunique())
    named = [c for c in candidates if c.n_articles >= least and c.n > 1]
    named.sort(key=lambda c: (-c.n_articles, -c.n, c.name))
    for place, c in enumerate(named[:COMPARED]):
        named[place] = c._replace(similar=tuple(o.name for o in candidates if _is_similar(c.name, o.name)))
    return named


def terms(sentences: pd.DataFrame) -> list[str]:
    """Words that two headlines or more share, the most frequent first; no names, no small words."""
    heads = sentences[sentences["part"].isin(("headline", "alt_headline", "deck"))]
    body = sentences[sentences["part"] == "body"]["text"]
    lower = Counter(word for text in body for word in set(_WORD.findall(text)) if word.islower())
    counts: Counter[str] = Counter()
    for _, texts in heads.groupby("article_id", sort=False)["text"]:
        words = {word.casefold() for text in texts for word in _WORD.findall(text)}
        counts.update(word for word in words if word in lower and word not in _small_words())
    return [word for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n > 1]


class _Name(NamedTuple):
    """A name in a sentence; `is_opening` if it is one word that stands first."""

    text: str
    has_title: bool
    is_opening: bool


def _names(sentence: str) -> Iterator[_Name]:
    """The names in a sentence, without titles and the possessive."""
    start = _SENTENCE_START.match(sentence)
    first = start.end() if start else 0
    for match in _name_pattern().finditer(sentence):
        words = match[0].removesuffix("'s").removesuffix("'").split()
        opens = match.start() == first
        if opens and words[0].casefold() in _openers():
            words, opens = words[1:], False
        n_words = len(words)
        words = words[max((i for i, word in enumerate(words, 1) if word in _titles()), default=0) :]
        while words and words[-1] in _particles():
            words.pop()
        name = " ".join(words)
        if words and not _is_no_actor(name):
            yield _Name(name, n_words > len(words), opens and len(words) == n_words == 1)


def _grouped(found: Mapping[str, Counter[str]]) -> list[list[str]]:
    """Forms of one name: a surname goes with the one longer name that ends in it, a name with a middle initial too."""
    longer: dict[str, list[str]] = defaultdict(list)
    for name in sorted(found, key=lambda n: (-sum(found[n].values()), n)):
        words = _without_suffix(name)
        if len(words) > 1:
            longer[f"{words[0]} {words[-1]}"].append(name)
    surnames: dict[str, list[str]] = defaultdict(list)
    for key in longer:
        surnames[key.split()[-1]].append(key)
    groups = {key: list(names) for key, names in longer.items()}
    for name in sorted(n for n in found if " " not in n):
        keys = surnames.get(name, [])
        if len(keys) == 1 and not _is_body(longer[keys[0]][0]):
            groups[keys[0]].append(name)
        elif not keys:
            groups[name] = [name]
    for key, names in list(groups.items()):  # Severn & Western is Severn & Western Railway
        whole = [other for other in groups if "&" in names[0] and groups[other][0].startswith(f"{names[0]} ")]
        if len(whole) == 1:
            groups[whole[0]] += groups.pop(key)
    return list(groups.values())


def _candidate(forms: Sequence[str], found: Mapping[str, Counter[str]], titled: set[str]) -> Candidate:
    total: Counter[str] = Counter()
    for form in forms:
        total.update(found[form])
    name, *aliases = sorted(forms, key=lambda f: (-len(f.split()), -sum(found[f].values()), f))
    first = name.split()[0]
    is_person = first in given_names() or not titled.isdisjoint(forms)
    kind = "institution" if _is_body(name) and " " in name else "person" if is_person and " " in name else None
    return Candidate(name, tuple(aliases), kind, total.total(), len(total))


def _is_similar(one: str, other: str) -> bool:
    """Can two names of several words be spellings of one?

    >>> _is_similar("Qasem Soleimani", "Kasem Suleimani"), _is_similar("Mark Esper", "Mark Milley")
    (True, False)
    """
    from rapidfuzz.fuzz import ratio

    pairs = list(zip(one.split(), other.split(), strict=False))
    is_as_long = len(one.split()) == len(other.split()) > 1
    return is_as_long and one != other and all(ratio(a, b) >= ALIKE for a, b in pairs)


def _without_suffix(name: str) -> list[str]:
    words = name.split()
    return words[:-1] if len(words) > 2 and words[-1] in _suffixes() else words


def _is_body(name: str) -> bool:
    return any(word in _bodies() for word in name.split())


def _is_no_actor(name: str) -> bool:
    """A state, a people, a day, a medium: seldom an actor that a study is about."""
    if len(name) < 3 or name in _places() or name in _media() or "-led" in name:
        return True
    return all(word in _capitals() or word in _places() for word in name.split())


@cache
def _name_pattern() -> re.Pattern[str]:
    """Words in capitals in a row, with what ties them: Ann van Dijk, Marsh & Fenton, Department for Work.

    *Of* and *for* tie only what is the name of a body: Ann Lee of Ghent is two names.
    """
    particles = "|".join(sorted(map(re.escape, _particles())))
    behind = "|".join(rf"(?<={re.escape(body)} )" for body in sorted(_bodies()))
    tie = rf"(?:(?<=\w )&(?= {_CAPITAL})|(?:{behind})(?:of|for)(?: the)?(?= {_CAPITAL}))"
    return re.compile(rf"(?<![\w'.-]){_CAPITAL}(?: (?:{_CAPITAL}|{tie}|(?:{particles})(?= {_CAPITAL})))*")


@cache
def _particles() -> frozenset[str]:
    return frozenset(load("furniture").patterns["name_part"].replace(")", "").split("|")[1:])


@cache
def _capitals() -> frozenset[str]:
    return frozenset(entry.match for entry in load("capitals").entries)


@cache
def _titles() -> frozenset[str]:
    lexicon = load("titles")
    words = (e.match.split()[-1] for e in lexicon.entries if e.category != "stands_for")
    return frozenset(words) - {"M."}  # more often an initial than Monsieur


@cache
def _openers() -> frozenset[str]:
    return frozenset(load("sentences").words("starter"))


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(load("naming").words("suffix"))


@cache
def _bodies() -> frozenset[str]:
    return frozenset(load("naming").words("body"))


@cache
def _places() -> frozenset[str]:
    return frozenset(load("places").words("state"))


@cache
def _media() -> frozenset[str]:
    lexicon = load("media")
    return frozenset(w for c in ("agency", "broadcaster", "paper") for w in lexicon.words(c))


@cache
def _small_words() -> frozenset[str]:
    return frozenset(e.match.casefold() for name in ("light_words", "sentences") for e in load(name).entries)
