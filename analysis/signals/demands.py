"""Demands: what is said to be asked for or ordered, by whom, of whom, and how strongly; and what takes weight from it.

From asking over calling for, demanding and ordering to deciding (`data/lexicons/demands.yaml`): one outlet's *asked* is
another's *demanded*, and what one calls a *nonbinding resolution* is for another a *resolution*.
"""

from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from analysis import lexicon, schema, screen
from analysis.clauses import BE, Words, extended, group, noun_before, subject
from analysis.matcher import make_all_plain
from analysis.phrases import Sentence

NAME = "demands"
FORMS = ("base", "s", "ing", "past")
_MODALS = frozenset(("will", "would", "could", "may", "might", "should", "can"))
_STOPS = frozenset(";:.,")
_NEGATIONS = frozenset(("not", "n't", "never"))
_OPENING = frozenset(("after", "because", "before", "if", "unless", "while", "amid", "but", "following"))
_LONGEST = 16
"""The most tokens that what is demanded is given with."""


class Demand(NamedTuple):
    """One demand: token, lexicon category and verb, who makes it, of whom, what, and how it is told."""

    at: int
    category: str
    word: str
    by: Words | None
    of: Words | None
    what: Words | None
    told_as: str | None


class Qualified(NamedTuple):
    """One qualifier: its tokens and the noun whose weight it takes."""

    first: int
    last: int
    word: str
    noun: int


def find(sentences: pd.DataFrame) -> pd.DataFrame:
    """Find what is asked for, called for, demanded, ordered or voted for, and the words that qualify such acts.

    Args:
        sentences: table `sentences`.

    Returns: table `demands`, one row a demand or a qualifier, in the order of the text. `voice` and `quote_id` are
        missing until `spans.assign_voice` says who answers for the words.

    Note: A demand is found where its frame is complete: *asked* somebody *to*, *called for* something. Questions
        (*asked whether*) are none. Who makes the demand may be a paper (*a resolution calling for*), as it stands.

    References: Searle, J. R. (1976), A classification of illocutionary acts, Language in Society 5(1).

    >>> text = "The council passed a nonbinding resolution asking the mayor to resign."
    >>> found = find(schema.from_rows("sentences", [
    ...     {"article_id": "a", "sentence_id": 0, "start": 0, "end": len(text), "text": text,
    ...      "part": "body", "paragraph": 1, "n_words": 11}]))
    >>> found["text"].tolist(), found["category"].tolist()
    (['nonbinding', 'asking'], ['qualifier', 'ask'])
    >>> found["by"].iloc[1], found["of"].iloc[1], found["what"].iloc[1]
    ('a nonbinding resolution', 'the mayor', 'resign')
    """
    rows: list[list[Any]] = []
    keys = ("article_id", "sentence_id", "start", "part")
    texts = schema.texts(sentences)
    worth = screen.holding(texts, _words())
    for article_id, sentence_id, offset, part, text, plain, is_worth in zip(
        *(sentences[k].tolist() for k in keys), texts, make_all_plain(texts), worth, strict=True
    ):
        if not is_worth:
            continue
        s = Sentence(text, _past(), plain)
        for first, last, category, word, told_as, places in _rows(s):
            start, end = s.span(first, last)
            row = [article_id, sentence_id, offset + start, offset + end, text[start:end], part, category]
            row += [_strengths().get(category, pd.NA), word, told_as or pd.NA]
            for place in places:
                at = s.span(*place) if place else None
                row += [text[at[0] : at[1]], offset + at[0], offset + at[1]] if at else [pd.NA] * 3
            rows.append(row)
    return schema.from_tuples("demands", rows)


def _rows(s: Sentence) -> list[tuple[int, int, str, str, str | None, tuple[Words | None, ...]]]:
    rows: list[tuple[int, int, str, str, str | None, tuple[Words | None, ...]]] = [
        (d.at, d.at + 1, d.category, d.word, d.told_as, (d.by, d.of, d.what, None)) for d in demands(s)
    ]
    rows += [
        (q.first, q.last, "qualifier", q.word, None, (None, None, None, (q.noun, q.noun + 1))) for q in qualifiers(s)
    ]
    return sorted(rows, key=lambda row: row[:2])


def demands(s: Sentence) -> list[Demand]:
    """Every demand of a sentence whose frame is complete.

    >>> text = "Residents called on the mayor to resign."
    >>> d = demands(Sentence(text))[0]
    >>> d.category, text[slice(*Sentence(text).span(*d.of))]
    ('call', 'the mayor')
    """
    found = []
    for at, word in enumerate(s.lower):
        if word not in _verbs() and word not in _nouns():
            continue
        demand = None
        if word in _nouns() and s.tags[at] != "V" and s.tags[at - 1 : at] not in ("M", "P", "t", "W"):
            demand = _noun(s, at)
        a_noun = word in _nouns() and s.tags[at - 1 : at] in ("D", "s", "A", "#") and at > 0
        if demand is None and word in _verbs() and not a_noun:
            demand = _verb(s, at)
        if demand and not (demand.what and s.lower[demand.what[0]] in lexicon_words("boilerplate")):
            found.append(demand)
    return found


def _verb(s: Sentence, at: int) -> Demand | None:
    base, category, form = _verbs()[s.lower[at]]
    first = group(s, at)
    helpers = s.lower[first:at]
    bare = not helpers and s.tags[first - 1 : first] not in ("P", "W", "N", "X", "t", "")
    if (form == "s" and helpers) or (form in ("base", "s") and bare):
        return None  # they have enough votes to pass it
    passive = form == "past" and any(h in BE for h in helpers)
    reduced = form == "past" and s.lower[at + 1 : at + 2] == ["by"]
    if reduced and not passive and s.lower[at - 1 : at] == ["as"]:  # as requested by the mayor
        by = s.phrase_from(at + 2)
        return Demand(at, category, base, _joint(s, by), None, None, None) if by else None
    if passive:
        what = _infinitive(s, at + 1)
        return Demand(at, category, base, None, subject(s, first), what, _told_as(s, first, helpers)) if what else None
    frame = _frame(s, at, base)
    if frame is None or (form == "past" and reduced):
        return None
    of, what = frame
    by = subject(s, first) if form != "ing" or first < at else _before_participle(s, at)
    infinitive = s.lower[first - 1 : first] == ["to"]
    if by is None and form in ("base", "s") and not infinitive and first > 0:
        return None
    return Demand(at, category, base, None if infinitive else by, of, what, _told_as(s, first, helpers))


def _frame(s: Sentence, at: int, base: str) -> tuple[Words | None, Words | None] | None:
    """Of whom and what: `ask` somebody `to`, `call for` a thing, `call on` somebody `to`, `demand that`, `vote to`."""
    after = s.lower[at + 1] if at + 1 < len(s.lower) else ""
    if base == "vote":
        n = at + 1
        while n < len(s.tags) and (s.tags[n] in "YR" or (s.lower[n] == "on" and s.tags[n + 1 : n + 2] == "Y")):
            n += 1
        what = _infinitive(s, n)
        return (None, what) if what else None
    if after == "that" and base not in ("call", "vote", "press", "appeal", "insist"):
        what = _to_the_end(s, at + 2)
        return (None, what) if what else None
    if after == "for" and base in ("ask", "call", "plead", "press", "appeal", "beg"):
        thing = _thing(s, at + 2)
        of = s.phrase_from(at + 2)
        what = _infinitive(s, of[1]) if of else None  # called for the mayor to resign
        return (of, what) if what else (None, thing) if thing else None
    if base in ("call", "appeal", "insist"):
        joint = {"call": ("on", "upon"), "appeal": ("to",), "insist": ("on",)}[base]
        if after not in joint:
            return None
        if base == "insist":
            thing = _thing(s, at + 2)
            return (None, thing) if thing else None
        of = s.phrase_from(at + 2)
        what = _infinitive(s, of[1]) if of else None
        return (of, what) if what else None
    of = s.phrase_from(at + 1)
    if of is None:
        return None
    what = _infinitive(s, of[1])
    if what:
        return of, what
    direct = (
        base in ("demand", "request", "order")
        and s.tags[of[0]] not in "P"
        and s.lower[of[1] : of[1] + 1] != ["whether"]
    )
    return (None, _thing(s, at + 1)) if direct else None


def _noun(s: Sentence, at: int) -> Demand | None:
    """A request as a noun: whose (`of`, the possessive), and for what or to do what."""
    base, category = _nouns()[s.lower[at]]
    phrase = next(((a, b) for a, b in s.noun_phrases if a <= at < b), None)
    if phrase is None or phrase[1] - 1 != at or s.lower[at - 1 : at] == ["in"]:
        return None
    by: Words | None = None
    owner = s.tags.rfind("s", phrase[0], at)
    if owner > phrase[0]:
        by = phrase[0], owner
    elif s.lower[phrase[0]] in ("his", "her", "its", "their", "our", "your", "my"):
        by = phrase[0], phrase[0] + 1
    n, of = at + 1, None
    if s.lower[n : n + 1] == ["of"] and (who := s.phrase_from(n + 1)):
        by, n = who, who[1]
    if s.lower[n : n + 1] == ["to"] and (of := s.phrase_from(n + 1)):  # to the government
        n = of[1]
        if s.lower[n : n + 1] == ["of"] and (more := s.phrase_from(n + 1)):
            of, n = (of[0], more[1]), more[1]
    while n < len(s.tags) and (s.tags[n] == "Y" or (s.lower[n] == "on" and s.tags[n + 1 : n + 2] == "Y")):
        n += 1  # the vote on Sunday to
    what = _infinitive(s, n) or (_thing(s, n + 1) if s.lower[n : n + 1] == ["for"] and base != "vote" else None)
    if what and category == "call_noun" and s.lower[what[0]] in lexicon_words("sought"):
        category = "ask_noun"  # a call for help asks
    bound = by is not None or s.tags[phrase[0]] == "D"
    if not bound or (what is None and (by is None or category != "ask_noun")):
        return None
    return Demand(at, category, base, by, of, what, None)


def qualifiers(s: Sentence) -> list[Qualified]:
    """Every qualifier that stands before a noun of the lexicon, or is said of one: *are not binding*.

    >>> [q.word for q in qualifiers(Sentence("A draft unsigned letter and a nonbinding resolution."))]
    ['draft', 'unsigned', 'nonbinding']
    """
    found = []
    for n, word in enumerate(s.lower):
        if word in _qualifiers() and n + 1 < len(s.tags):
            head = n + 1
            while (
                head < len(s.tags) - 1 and s.tags[head] in "ANX" and s.tags[head + 1] in "NX" and not _weighed(s, head)
            ):
                head += 1
            if s.lower[head] in _qualifiers():  # a draft unsigned letter
                head = next((m for m in range(head, min(head + 4, len(s.tags))) if _weighed(s, m)), head)
            if _weighed(s, head):
                found.append(Qualified(n, n + 1, word.replace("non-", "non"), head))
                continue
        if word in _qualifiers() and (noun := _said_of(s, n)) is not None:
            found.append(Qualified(n, n + 1, word.replace("non-", "non"), noun))
        elif word == "binding" and s.lower[n - 1 : n] == ["not"]:
            who = subject(s, group(s, n))
            if who and _weighed(s, who[1] - 1):
                found.append(Qualified(n - 1, n + 1, "not binding", who[1] - 1))
    return found


def _said_of(s: Sentence, at: int) -> int | None:
    """The noun that a qualifier is said of: the [letter] was only a draft; None where that is denied or left open."""
    last = at
    while last and (s.tags[last - 1] in "DAR" or s.lower[last - 1] in _qualifiers()):
        last -= 1
    first = group(s, last)
    helpers = s.lower[first:at]
    if not last or s.lower[last - 1] not in ("is", "are", "was", "were", "been") or _NEGATIONS & set(helpers):
        return None
    who = subject(s, first)
    if who is None or _MODALS & set(helpers) or s.lower[who[0] - 1 : who[0]] in (["if"], ["unless"], ["whether"]):
        return None
    return next((n for n in range(who[1] - 1, who[0] - 1, -1) if _weighed(s, n)), None) if _heads(s, who) else None


def _heads(s: Sentence, who: Words) -> bool:
    """Is a noun of the lexicon the head of the phrase: the letter, the letter of the general; not the letter writer?"""
    last = next((n for n in range(*who) if s.tags[n] in "IO"), who[1])
    return _weighed(s, last - 1)


def _joint(s: Sentence, first: Words) -> Words:
    """All who make a demand: [the council, and the mayor], Ana Ruiz; [the mayor, Ana Ruiz, and the council]."""
    last = extended(s, first)[1]
    while True:
        n = last
        if s.tags[n : n + 1] == "," and (name := s.phrase_from(n + 1)) and set(s.tags[name[0] : name[1]]) == {"X"}:
            n = name[1]  # a name beside a title counts only where more of them follow
        n += s.tags[n : n + 1] == ","
        more = s.phrase_from(n + 1) if s.lower[n : n + 1] == ["and"] else None
        if more is None or s.tags[more[1] : more[1] + 1] in ("V", "M"):
            return first[0], last
        last = more[1]


def _weighed(s: Sentence, at: int) -> bool:
    return s.lower[at].removesuffix("s") in lexicon_words("weighed")


def _before_participle(s: Sentence, at: int) -> Words | None:
    """What a bare -ing form is said of: [a resolution] calling for; [a resolution in the council] asking."""
    j = at
    while j > 1 and s.tags[j - 1] in "YR":
        j -= 2 if s.lower[j - 2] == "on" else 1
    who = noun_before(s, j)
    if who and s.lower[who[0] - 1 : who[0]] == ["in"] and (outer := s.phrase_before(who[0] - 1)):
        who = outer[0], who[1]
    return who


def _infinitive(s: Sentence, at: int) -> Words | None:
    """`to` and a verb, with what follows it: to [leave the country]."""
    if s.lower[at : at + 1] != ["to"] or s.tags[at + 1 : at + 2] not in tuple("BNVMAR") or at + 1 >= len(s.tags):
        return None
    return _to_the_end(s, at + 1)


def _to_the_end(s: Sentence, first: int) -> Words | None:
    """To the end of the clause: a mark, a word that opens another one, or its second finite verb."""
    last, verbs = first, 0
    while last < len(s.tags) and s.tags[last] not in _STOPS and last - first < _LONGEST:
        if last > first and (s.lower[last] in _OPENING or (verbs and s.tags[last] == "M" and s.tags[last - 1] in "NX")):
            break
        verbs += s.tags[last] in ("VBN" if last == first else "VB")
        last += 1
    return (first, last) if last > first else None


def _thing(s: Sentence, first: int) -> Words | None:
    """A noun phrase with what hangs on it: the removal [of American forces and other troops] [from Iraq]."""
    phrase = s.phrase_from(first)
    if phrase is None:
        return None
    last = phrase[1]
    while last < len(s.tags) - 1 and (s.lower[last] in ("of", "from", "and") or s.lower[last] in ("on", "to", "for")):
        more = s.phrase_from(last + 1)
        if more is None or last - first > _LONGEST:
            break
        last = more[1]
    return phrase[0], last


def _told_as(s: Sentence, first: int, helpers: list[str]) -> str | None:
    if _NEGATIONS & set(helpers):
        return "denied"
    who = subject(s, first)
    opened = s.lower[who[0] - 1 : who[0]] if who else []
    return "open" if _MODALS & set(helpers) or opened in (["if"], ["unless"], ["whether"]) else None


def strength_of(category: str) -> int:
    """From 1 (ask) to 5 (decide).

    >>> strength_of("ask"), strength_of("demand_noun")
    (1, 3)
    """
    return _strengths()[category]


@cache
def _strengths() -> dict[str, int]:
    return {
        name: int(about["strength"]) for name, about in lexicon.load(NAME).categories.items() if "strength" in about
    }


@cache
def lexicon_words(category: str) -> frozenset[str]:
    """The words of one category of `data/lexicons/demands.yaml`."""
    return frozenset(lexicon.load(NAME).words(category))


@cache
def _verbs() -> dict[str, tuple[str, str, str]]:
    entries = lexicon.load(NAME)
    return {
        word: (entry.match.split()[0], entry.category, form)
        for entry in entries.entries
        if entries.categories[entry.category].get("verb")
        for form, word in zip(FORMS, entry.match.split(), strict=True)
    }


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    entries = lexicon.load(NAME)
    return {
        word: (entry.match.split()[0], entry.category)
        for entry in entries.entries
        if entries.categories[entry.category].get("noun")
        for word in entry.match.split()
    }


@cache
def _past() -> frozenset[str]:
    return frozenset(word for word, (_, _, form) in _verbs().items() if form == "past")


def _qualifiers() -> frozenset[str]:
    return lexicon_words("qualifier")


@cache
def _words() -> frozenset[str]:
    return frozenset(_verbs()) | frozenset(_nouns()) | _qualifiers() | {"binding"}
