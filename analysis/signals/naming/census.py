"""Who is named most: people, groups and places of a corpus, counted article by article, without a list of names.

`count` looks at one article at a time, so counts of two parts of a corpus can be put together; `choose` makes the cast
from the counts. A capitalised name is a person's if a title or a frequent given name opens it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import chain, groupby

import pandas as pd
from rapidfuzz import fuzz

from analysis.lexicon import load
from analysis.matcher import make_all_plain
from analysis.schema import texts
from analysis.signals.naming import forms, runs
from analysis.signals.naming.cast import Referent
from analysis.signals.naming.phrases import words_of
from analysis.study import Actor
from analysis.words import MOST

PEOPLE, GROUPS = 8, 4
"""How many people, and how many groups and places, are looked for in a corpus whose study names nobody."""
OFTEN = 3
"""A name must stand this often, or in two articles."""
ALIKE = 70
"""Least likeness of two spellings of one name, 0–100 (rapidfuzz's ratio)."""
JUNIOR = " Jr"
"""Marks the key of a name with Jr. or Sr."""
COUNTS = ["article_id", "name", "kind", "role", "count"]


def count(sentences: pd.DataFrame) -> pd.DataFrame:
    """The capitalised names in the bodies of articles: how often each article has each, and with which titles.

    Returns one row an article, name and role: `article_id, name, kind` (person, surname with a title, or missing),
    `role` (title before a person, written out), `count`. Counts of parts of a corpus are put one under the other.
    """
    ids, parts, plain = sentences["article_id"].tolist(), sentences["part"].tolist(), make_all_plain(texts(sentences))
    rows: list[tuple[str, str, str | None, str, int]] = []
    for article_id, numbers in groupby(range(len(plain)), key=ids.__getitem__):
        own = [s for s in numbers if parts[s] == "body"]
        found = Counter(chain.from_iterable(runs.names(plain[s]) for s in own))
        whole = " ".join(plain[s] for s in own)
        for name in [n for n in found if n[1] is None and f" {n[0].lower()} " in whole]:
            del found[name]  # the Legislature, and elsewhere the legislature
        rows += [(article_id, *key, n) for key, n in found.items()]
    return pd.DataFrame(rows, columns=COUNTS)


def learn(sentences: pd.DataFrame, actors: Sequence[Actor] = ()) -> tuple[Referent, ...]:
    """The cast of a corpus: the study's actors with every spelling of their names; without actors, who is named most.

    >>> texts = ["Gen. Qasem Lindon met Ana Ruiz.", "Lindon left Ana Ruiz.", "Ms. Ruiz met Gen. Kasem Lyndon."]
    >>> cast = learn(pd.DataFrame({"article_id": ["a", "a", "b"], "part": "body", "text": texts}))
    >>> [(who.actor.name, who.actor.aliases) for who in cast]
    [('Ana Ruiz', ()), ('Qasem Lindon', ('Kasem Lyndon',))]
    """
    return choose(count(sentences), actors)


def choose(counts: pd.DataFrame, actors: Sequence[Actor] = ()) -> tuple[Referent, ...]:
    """The cast for the counts that `count` made of a corpus, or of its parts one under the other."""
    people = _people(counts)
    if actors:
        return tuple(Referent(actor, spellings=_spellings(actor, people)) for actor in actors)
    merged = _one_name(people)
    surnames = Counter(forms.name_words(p.name)[-1] for p in merged if not p.key.endswith(JUNIOR))
    often = [p for p in merged if len(p.articles) > 1 or p.count >= OFTEN]
    ranked = sorted(often, key=lambda p: (-len(p.articles), -p.count, p.name))[:PEOPLE]
    cast = [p.referent(alone=surnames[forms.name_words(p.name)[-1]] <= 1) for p in ranked]
    return (*cast, *_groups(counts, {w for p in merged for w in p.name.split()}))


class _Person:
    """A person as the counts show one: every name, the articles, the roles."""

    def __init__(self, name: str):
        self.names: Counter[str] = Counter()
        self.key = name
        self.articles: set[str] = set()
        self.roles: set[str] = set()

    @property
    def name(self) -> str:
        """The name used most; of equally frequent ones the fullest."""
        return max(self.names, key=lambda n: (self.names[n], len(n), n))

    @property
    def count(self) -> int:
        return self.names.total()

    def take(self, other: "_Person") -> None:
        self.names.update(other.names)
        self.articles |= other.articles
        self.roles |= other.roles

    def referent(self, alone: bool) -> Referent:
        actor = Actor(_id(self.name), self.name, tuple(sorted(set(self.names) - {self.name})), kind="person")
        full = [n for n in self.names if len(forms.name_words(n)) > 1]
        junior = JUNIOR if self.key.endswith(JUNIOR) else ""
        short = {_surname(n) + junior for n in full or self.names}
        return Referent(actor, tuple(sorted(short)), learned=True, alone=alone, roles=frozenset(self.roles))


@lru_cache(MOST)
def _key(name: str) -> str:
    """What a person's names have in common: given name and surname, initials set aside, and whether he is a Jr."""
    return " ".join(forms.name_words(name)) + _junior(name)


def _junior(name: str) -> str:
    return JUNIOR if name.rstrip(".").endswith(("Jr", "Sr")) else ""


def _id(name: str) -> str:
    return re.sub(r"\W+", "_", name.lower()).strip("_")


@lru_cache(MOST)
def _surname(name: str) -> str:
    """The last word of a name with the particles before it, without suffixes: de la Cruz."""
    words = [w for w in name.split() if w not in words_of("suffix")]
    at = len(words) - 1
    while at > 1 and words[at - 1].islower():
        at -= 1
    return " ".join(words[at:])


def _people(counts: pd.DataFrame) -> list[_Person]:
    """One person for each given name and surname, initials set aside; father and son where an article has both.

    Bare surnames with a title go to the only person of that surname, or are a person of their own.
    """
    found: dict[str, _Person] = {}
    rows = list(zip(*(counts[column].tolist() for column in COUNTS), strict=True))
    lone = [(article_id, name, role, n) for article_id, name, kind, role, n in rows if kind == "surname"]
    titled = {(article_id, name) for article_id, name, _, _ in lone}
    for article_id, name, kind, role, n in rows:
        if kind == "surname":
            continue
        if kind != "person" and not (" " in name and (article_id, _surname(name)) in titled):
            continue  # Herman Cain … Mr. Cain is one
        key = _key(name)
        person = found.get(key) or found.setdefault(key, _Person(key))
        person.names[name] += n
        person.articles.add(article_id)
        person.roles |= {role} - {""}
    _join_juniors(found, lone)
    by_surname = defaultdict(list)
    for person in found.values():
        if person.key.endswith(JUNIOR):
            continue
        by_surname[_surname(person.key)].append(person)
    for article_id, name, role, n in lone:
        bearers = by_surname[name]
        if not bearers:
            person = found.setdefault(name, _Person(name))
            person.names[name] += n
            by_surname[name].append(person)
            bearers = [person]
        if len(bearers) == 1:
            bearers[0].articles.add(article_id)
            bearers[0].roles |= {role} - {""}
    return list(found.values())


def _join_juniors(found: dict[str, _Person], lone: list[tuple[str, str, str, int]]) -> None:
    """Make a name with Jr. and the same without it one person, unless articles tell father and son.

    They do where one has both names, or beside the name with Jr. the surname with a title that is not his.
    """
    for key in [key for key in found if key.endswith(JUNIOR)]:
        junior, plain = found[key], key.removesuffix(JUNIOR)
        surname, elder = plain.split()[-1], found.get(plain)
        titled = {r for a, name, r, _ in lone if a in junior.articles and name == surname and r not in _courtesy()}
        if titled <= junior.roles and not (elder and elder.articles & junior.articles):
            found.setdefault(plain, _Person(plain)).take(found.pop(key))


@cache
def _courtesy() -> frozenset[str]:
    entries = load("titles").entries
    return frozenset(forms.plain_wording(e.match) for e in entries if e.category.startswith("courtesy"))


def _one_name(people: list[_Person]) -> list[_Person]:
    """People whose names are two spellings of one are one person."""
    by_sound: dict[str, list[_Person]] = defaultdict(list)
    for person in sorted(people, key=lambda p: (-p.count, p.key)):
        group = by_sound[_sound(person.key)]
        for other in group:
            if same_name(person.key, other.key, person.roles & other.roles) and not person.articles & other.articles:
                other.take(person)
                break
        else:
            group.append(person)
    return [p for group in by_sound.values() for p in group]


def same_name(one: str, other: str, roles: Iterable[str]) -> bool:
    """Are two names spellings of one? They sound alike word by word, are written alike, and their bearers share a role.

    >>> pairs = ("Qasem Lindon", "Kasem Lyndon"), ("Abu Hadi", "Abdul Hadi"), ("Ed Coe", "Ed Cole")
    >>> [same_name(*pair, {"general"}) for pair in pairs]
    [True, False, False]
    >>> same_name("Qasem Lindon", "Kasem Lyndon", set())
    False
    """
    return bool(set(roles)) and _sound(one) == _sound(other) and fuzz.ratio(one.lower(), other.lower()) >= ALIKE


@lru_cache(MOST)
def _sound(name: str) -> str:
    """The consonants of each word: what spellings in another alphabet's name mostly keep."""
    words = []
    for word in name.lower().split():
        consonants = re.sub(r"[^a-z]|[aeiouyhw]", "", re.sub(r"q|ck|c(?=[^ehiy]|$)", "k", word))
        words.append(re.sub(r"(.)\1+", r"\1", (word[:1] if word[:1] in "aeiou" else "") + consonants))
    return " ".join(words)


def _spellings(actor: Actor, people: list[_Person]) -> tuple[str, ...]:
    """Names of the corpus that are the actor's in a spelling that the study does not list."""
    if actor.kind not in forms.BEINGS:
        return ()
    listed = {actor.name, *actor.aliases}
    keys = {" ".join(forms.name_words(n)) for n in listed}
    own = [p for p in people if p.key in keys]
    roles = {role for p in own for role in p.roles}
    articles = {a for p in own for a in p.articles}
    others = [p for p in people if p.key not in keys and not p.articles & articles]
    known = [k for k in keys if " " in k]
    alike = [p for p in others if any(same_name(p.key, k, p.roles & roles) for k in known)]
    return tuple(sorted({name for p in alike for name in (*p.names, _surname(p.name))}))


def _groups(counts: pd.DataFrame, surnames: set[str]) -> list[Referent]:
    """The groups and places named most, each with its initials where the corpus uses them."""
    named = counts[counts["kind"].isna()]
    articles = Counter(named["name"].tolist())  # an article has one row for each
    n: Counter[str] = Counter()
    for name, count in zip(named["name"].tolist(), named["count"].tolist(), strict=True):
        n[name] += count
    initials = {name.replace(".", ""): name for name in n if name.replace(".", "").isupper()}
    part_of = {name.rpartition(" ")[2] for name in n if " " in name} & words_of("body")  # the Department: of State
    often = [name for name in n if (articles[name] > 1 or n[name] >= OFTEN) and name not in part_of]
    kept = [name for name in often if surnames.isdisjoint(name.split())]
    order = sorted(kept, key=lambda name: (-articles[name], -n[name], name))
    cast: list[Referent] = []
    taken: set[str] = set()
    for name in order:
        if name in taken or len(cast) == GROUPS:
            continue
        short = initials.get("".join(w[0] for w in name.split() if w[0].isupper())) if " " in name else None
        aliases = (short,) if short and short not in taken else ()
        taken |= {name, *aliases}
        cast.append(Referent(Actor(_id(name), name, aliases, kind="institution"), learned=True))
    return cast
