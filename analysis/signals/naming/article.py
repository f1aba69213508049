"""The expressions of one article: names resolved within it, and the descriptions that its names explain."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.known_names import given_names
from analysis.matcher import Hit
from analysis.signals.naming import descriptions, forms, phrases
from analysis.signals.naming.cast import Compiled, Referent, Target
from analysis.signals.naming.phrases import words_of
from analysis.study import Actor

_FOLLOWING = re.compile(r"[^\S\n]([\w-]+\.?)")
_INITIAL = re.compile(r"[A-Z]\.?")


class Expression(NamedTuple):
    """One expression: `[start, end)` of sentence number `sentence`, and which of the cast it names.

    `kind`: as in `cast.Target`, or apposition; `name_start`: where the name begins behind its title.
    """

    sentence: int
    start: int
    end: int
    number: int
    kind: str
    name_start: int

    @property
    def named(self) -> bool:
        return self.kind in ("name", "spelling", "short")


class Article:
    """Resolves the expressions of one article; `plain` and `hits` hold the corpus, `own` the article's sentences."""

    def __init__(self, plain: Sequence[str], hits: Sequence[Sequence[Hit]], ready: Compiled, cast: Sequence[Referent]):
        self.plain, self.hits, self.ready, self.cast = plain, hits, ready, cast
        self.beings = [referent.actor.kind in forms.BEINGS for referent in cast]

    def expressions(self, own: Sequence[int]) -> list[Expression]:
        """The expressions in the sentences `own`, in order of the text, without overlap within one actor."""
        found: list[Expression] = []
        offices: list[tuple[int, int, int, str]] = []
        strangers: dict[str, tuple[int, int]] = {}
        for s in own:
            text = self.plain[s]
            for start, end, entry in self.hits[s]:
                for target in self.ready.targets[entry.match]:
                    if target.kind == "office":
                        offices.append((s, start, end, target.match.removeprefix("the ")))
                    elif target.kind == "term":
                        if term := _term(s, text, start, end, target):
                            found.append(term)
                            break
                    elif name := self._name(s, start, end, target, strangers):
                        found.append(name)
                        if target.kind != "short":  # a surname may be several people's
                            break
        found = self._resolved(self._merged(found), strangers)
        if any(e.named for e in found):
            found += self._described(found, own)
            found += self._in_office(found, offices, own)
        return self._merged(sorted(found))

    def _name(
        self, s: int, start: int, end: int, target: Target, strangers: dict[str, tuple[int, int]]
    ) -> Expression | None:
        """A name with the title before it; none where it is part of another name or qualifies a noun."""
        text, written = self.plain[s], target.match
        if not _cased(text[start:end], written):
            return None
        possessive = written.endswith("'s")
        end -= 2 if possessive else 0
        if not self.beings[target.number]:
            if written.removesuffix("'s").split()[-1].islower():  # a noun phrase: U.S.-led coalition troops
                start = phrases.noun_phrase(text, start)
            return Expression(s, start, end, target.number, target.kind, start)
        actor = self.cast[target.number].actor
        name_start = title_start = start
        before, *_ = phrases.word_before(text, start)
        if not phrases.stands_apart(before) or before in actor.name:
            name_start = _given_names(text, start, actor)
            title_start = phrases.title_before(text, name_start)
            if " " not in text[name_start:end] and _begins_name(text, name_start, titled=title_start < name_start):
                strangers.setdefault(text[name_start:end], (s, start))
                return None
        following = None if possessive else _FOLLOWING.match(text, end)
        if following and following[1].rstrip(".").lower() in words_of("qualified"):
            return None
        if following and following[1] in words_of("suffix"):
            if following[1] not in (*actor.name.split(), "II", "III", "IV"):
                return None
            end = following.end(1)
        if text[end : end + 1] == "." and text[end - 2 : end] in ("Jr", "Sr"):
            end += 1
        return Expression(s, title_start, end, target.number, target.kind, name_start)

    def _resolved(self, found: list[Expression], strangers: dict[str, tuple[int, int]]) -> list[Expression]:
        """Without short names that no longer name of the actor explains, or behind another bearer of the surname."""
        found = [e for e in found if e.kind != "short" or e.start == e.name_start or self._fits(e)]
        known = {e.number for e in found if e.named and (e.kind != "short" or e.start < e.name_start)}
        kept = []
        for e in found:
            if e.kind == "short":
                other = strangers.get(self.plain[e.sentence][e.name_start : e.end])
                if e.number not in known or (other and other < (e.sentence, e.start) and e.start == e.name_start):
                    continue
            kept.append(e)
        bearers = Counter((e.sentence, e.name_start) for e in kept if e.kind == "short")
        return [e for e in kept if e.kind != "short" or bearers[e.sentence, e.name_start] == 1]

    def _fits(self, e: Expression) -> bool:
        """Can the title before a surname be the actor's: one that the corpus gives him, or nobody else has the name?"""
        referent = self.cast[e.number]
        title = self.plain[e.sentence][e.start : e.name_start].split()[-1]
        gender, own = phrases.gender_of(title), phrases.gender_of(referent.actor.name.split()[0])
        if gender and own and gender != own:
            return False
        return referent.alone or forms.plain_wording(title) in referent.roles or bool(gender and own)

    def _described(self, found: list[Expression], own: Sequence[int]) -> list[Expression]:
        """Descriptions beside a full name, and where they come again in the same words."""
        beside: list[Expression] = []
        again: dict[str, int] = {}
        for e in found:
            text = self.plain[e.sentence]
            if not e.named or not self.beings[e.number] or " " not in text[e.name_start : e.end]:
                continue
            for d in (descriptions.described_after(text, e.end), descriptions.described_before(text, e.start, e.end)):
                if d:
                    beside.append(Expression(e.sentence, d.start, d.end, e.number, "apposition", d.start))
                    again.setdefault(forms.plain_wording(text[d.start : d.end]), e.number)
        for wording, number in again.items():
            if len(wording.split()) < 2:
                continue
            for s in own:
                at = self.plain[s].find(wording)
                if at > 0 and not any(b.sentence == s and b.start <= at < b.end for b in (*beside, *found)):
                    start, end = phrases.noun_phrase(self.plain[s], at), at + len(wording)
                    if not self.plain[s][end : end + 1].isalnum():
                        beside.append(Expression(s, start, end, number, "apposition", start))
        return beside

    def _in_office(
        self, found: list[Expression], offices: list[tuple[int, int, int, str]], own: Sequence[int]
    ) -> list[Expression]:
        """`The president`, where one person alone bears the title before a name in this article."""
        if not offices:
            return []
        held: dict[str, list[int]] = defaultdict(list)
        for e in found:
            if e.named and e.start < e.name_start:
                title = forms.written_out(self.plain[e.sentence][e.start : e.name_start]).lower()
                held[title].append(e.number)
        taken = {(e.sentence, e.start) for e in found}
        made = []
        for s, start, end, office in offices:
            holders = held.get(office, [])
            if len(set(holders)) != 1 or (s, start) in taken or not self._alone(self.plain[s], end):
                continue
            if self._bearers(office, own) == len(holders):
                made.append(Expression(s, start, end, holders[0], "office", start))
        return made

    @staticmethod
    def _alone(text: str, end: int) -> bool:
        """Does the office stand by itself: not `the president of …`, `the president Bo Lind`?"""
        return not re.match(r"(?:'s)? (?:of|for|[A-Z])|-|, [A-Z]|'s office", text[end : end + 12])

    def _bearers(self, office: str, own: Sequence[int]) -> int:
        """How often a title with that noun stands before a capitalised name in the article."""
        return len(_title_pattern(office).findall("\n".join(self.plain[s] for s in own)))

    def _merged(self, found: list[Expression]) -> list[Expression]:
        """Expressions of one actor that overlap, or stand side by side, as one; a name decides over a description."""
        merged: list[Expression] = []
        last: dict[int, int] = {}
        for e in sorted(found):
            at = last.get(e.number)
            before = merged[at] if at is not None else None
            if at is None or before is None or before.sentence != e.sentence or not self._touch(before, e):
                last[e.number] = len(merged)
                merged.append(e)
                continue
            later = e if e.named or not before.named else before
            end = max(before.end, e.end) if later is e or e.end <= before.end else before.end
            merged[at] = Expression(
                e.sentence, before.start, end, e.number, later.kind, max(later.name_start, before.start)
            )
        return merged

    def _touch(self, before: Expression, e: Expression) -> bool:
        return e.start < before.end or self.plain[e.sentence][before.end : e.start].isspace()


@cache
def _title_pattern(office: str) -> re.Pattern[str]:
    short = sorted(s.capitalize() for s, full in forms.short().items() if full == office)
    title = "|".join([*(re.escape(s) for s in short), *sorted({office, office.title(), office.capitalize()})])
    return re.compile(rf"\b(?:{title})\.? [A-Z]\w")


def _term(s: int, text: str, start: int, end: int, target: Target) -> Expression | None:
    """The noun phrase around a term, if it holds all that the term asks for and nothing that it refuses.

    A term that qualifies another noun has only names before it: in `a massive US troop movement` the movement is
    massive.
    """
    if not _cased(text[start:end], target.match):
        return None
    if target.match.endswith("'s"):
        end -= 2
    begin = phrases.names_before(text, start) if target.qualifies else phrases.noun_phrase(text, start)
    phrase = text[begin:end].lower().replace(".", "")
    wider = text[: begin - 1].rpartition(" ")[2].lower() + " " + phrase  # palace guards
    if all(_holds(phrase, part) for part in target.parts) and not any(_holds(wider, part) for part in target.refused):
        return Expression(s, begin, end, target.number, "term", begin)
    return None


def _holds(phrase: str, words: str) -> bool:
    """Does a phrase in small letters hold the words, `*` for any ending?"""
    pattern = re.escape(words.replace(".", "")).replace(r"\*", r"\w*")
    return re.search(rf"(?<!\w){pattern}(?!\w)", phrase) is not None


def _cased(words: str, written: str) -> bool:
    """Do the words begin with a capital where the name does, and hold an abbreviation in capitals?"""
    length, is_abbreviation, is_capital = _casing(written)
    if is_abbreviation:
        return words[:length].isupper()
    return not is_capital or words[0].isupper()


@lru_cache(maxsize=65536)
def _casing(written: str) -> tuple[int, bool, bool]:
    """Of a name's first word: how long it is, whether it is an abbreviation in capitals, whether it has a capital."""
    first = written.split(None, 1)[0].split("-")[0]
    return len(first), len(first) > 1 and first.replace(".", "").isupper(), first[0].isupper()


def _given_names(text: str, start: int, actor: Actor) -> int:
    """Where a name begins that the actor's own given names or initials precede: `Mark T.` before `Esper`."""
    at = start
    for word, begin in phrases.leftward(text, start):
        if word in actor.name.split() and not phrases.is_title(word):
            at = begin
        elif not _INITIAL.fullmatch(word):
            break
    return at


def _begins_name(text: str, start: int, *, titled: bool) -> bool:
    """Does a given name stand before a surname, so that the whole is somebody else's: `Ana` before `Lind`?"""
    word, begin, _ = phrases.word_before(text, start)
    if word in given_names():
        return True
    if begin == 0 or not (word.isalpha() and word.istitle()) or phrases.is_title(word):
        return False
    if titled:  # Secretary of Defense Lind is Lind, Senator Una Lind is not
        return text[:begin].rsplit(None, 1)[-1:] != ["of"]
    return not phrases.breaks(word) and word.lower() not in phrases.roles()
