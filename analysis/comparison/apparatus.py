"""Apparatus: one reading as the base, each other beside it, run by run, as in a critical edition.

A run is a stretch of words that is the `same` as the base's, `changed`, `cut` or `added`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from analysis.comparison.alignment import align
from analysis.comparison.readings import Reading, forms, read, same

_MARKED = re.compile(r"[\[(…]|\. ?\.")
"""What may be a gloss or an ellipsis."""


ENDS = 3
"""Words that may differ at an end of two readings; where more do, each goes on with another passage."""


class Run(NamedTuple):
    """A stretch of a witness beside the base: own words `[start, end)` and base words `[base_start, base_end)`."""

    kind: str
    start: int
    end: int
    base_start: int
    base_end: int
    declared: bool = True
    gloss: tuple[int, int] | None = None


class Base:
    """A base text: the quotations of one article that together are one statement, in the article's order."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        parts = [forms(text) for text in texts]
        self.forms = tuple(form for part in parts for form in part)
        self.segments = list(pairwise(accumulate(map(len, parts), initial=0)))

    @cached_property
    def readings(self) -> list[Reading]:
        return [read(text) for text in self.texts]

    @cached_property
    def place(self) -> list[tuple[int, int]]:
        """Of each word its quotation and its place there."""
        return [(k, i) for k, (a, b) in enumerate(self.segments) for i in range(b - a)]

    @cached_property
    def gaps(self) -> set[int]:
        """Words before which an ellipsis stands."""
        return {a + gap for (a, _), reading in zip(self.segments, self.readings, strict=True) for gap in reading.gaps}

    def words(self, start: int, end: int) -> str:
        """Words `[start, end)` as they stand, from the first character of the first to the last of the last."""
        parts: dict[int, list[int]] = {}
        for k, i in self.place[start:end]:
            parts.setdefault(k, []).append(i)
        return " ".join(
            self.texts[k][self.readings[k].spans[ii[0]][0] : self.readings[k].spans[ii[-1]][1]]
            for k, ii in parts.items()
        )

    def has(self, words: tuple[str, ...]) -> tuple[int, int] | None:
        """Where the base has exactly these words as a whole, or as a whole quotation of it."""
        for start, end in [(0, len(self.forms)), *self.segments]:
            if end - start == len(words) and self.forms[start:end] == words:
                return start, end
        return None

    def runs(self, own: Reading) -> list[Run]:
        """The words of a witness beside the base, in order; none where the two share nothing."""
        _, chain = align(own.forms, self.forms)
        if not chain:
            return []
        (i, j, _), (last_i, last_j, last_n) = chain[0], chain[-1]
        found = list(self._between(own, 0, i, self._segment(j)[0], j, outer=True))
        for (a_i, a_j, n), nxt in zip(chain, [*chain[1:], None], strict=True):
            found.append(Run("same", a_i, a_i + n, a_j, a_j + n))
            if nxt:
                found += self._between(own, a_i + n, nxt[0], a_j + n, nxt[1])
        end_j = last_j + last_n
        found += self._between(own, last_i + last_n, len(own.forms), end_j, self._segment(end_j - 1)[1], outer=True)
        return _with_glosses(found, own)

    def _segment(self, word: int) -> tuple[int, int]:
        return next((a, b) for a, b in self.segments if a <= word < b)

    def _between(self, own: Reading, i: int, i_end: int, j: int, j_end: int, *, outer: bool = False) -> Iterator[Run]:
        """What stands between two equal stretches, or before the first or after the last of them (`outer`)."""
        mine, base = own.forms[i:i_end], self.forms[j:j_end]
        declared = any(i <= gap <= i_end for gap in own.gaps)
        base_declared = any(j <= gap <= j_end for gap in self.gaps)
        if not mine and not base:
            return
        if mine and base and same(mine, base):
            yield Run("same", i, i_end, j, j_end)
        elif mine and base and _comparable(len(mine), len(base), outer):
            yield Run("changed", i, i_end, j, j_end, False)
        else:
            if base:
                yield Run("cut", i, i, j, j_end, declared)
            if mine:
                yield Run("added", i, i_end, j_end, j_end, base_declared)


def _comparable(own: int, base: int, outer: bool) -> bool:
    """Can so many words stand for so many of the base?"""
    if outer:
        return max(own, base) <= ENDS
    return base <= 2 * own + 2 and own <= 2 * base + 2


def _with_glosses(found: list[Run], own: Reading) -> list[Run]:
    """Set the outlet's words in brackets among the runs; where words were cut there, they stand in their place."""
    for index, start, end in own.glosses:
        for k, run in enumerate(found):
            if run.kind == "cut" and run.start == index and run.gloss is None:
                found[k] = run._replace(kind="changed", declared=True, gloss=(start, end))
                break
            if run.start < index < run.end:
                cut = run.base_start + min(index - run.start, run.base_end - run.base_start)
                gloss = Run("added", index, index, cut, cut, True, (start, end))
                found[k : k + 1] = [
                    run._replace(end=index, base_end=cut),
                    gloss,
                    run._replace(start=index, base_start=cut),
                ]
                break
            if run.start >= index and not run.gloss:
                found.insert(k, Run("added", index, index, run.base_start, run.base_start, True, (start, end)))
                break
        else:
            at = found[-1].base_end
            found.append(Run("added", index, index, at, at, True, (start, end)))
    return found


@dataclass(frozen=True)
class Witness:
    """One quotation beside its base."""

    text: str
    base: Base

    @cached_property
    def reading(self) -> Reading:
        return read(self.text)

    @cached_property
    def runs(self) -> list[Run]:
        words = forms(self.text)
        if words and not _MARKED.search(self.text) and (place := self.base.has(words)):
            return [Run("same", 0, len(words), *place)]
        return self.base.runs(self.reading)

    @property
    def kind(self) -> str:
        """whole: has the base's words; cut: fewer; reworded: words changed, or added inside, at no declared cut."""
        added = any(r.kind == "added" and not r.declared and not self.outer(r) for r in self.runs)
        if added or any(r.kind == "changed" for r in self.runs):
            return "reworded"
        return "cut" if any(r.kind == "cut" for r in self.runs) else "whole"

    def outer(self, run: Run) -> bool:
        """Does a run stand before or after all that the two have in common?"""
        same = [r for r in self.runs if r.kind == "same"]
        return run.base_end <= same[0].base_start or run.base_start >= same[-1].base_end

    @property
    def covers(self) -> set[int]:
        """Words of the base that it has, unchanged or changed."""
        return {j for r in self.runs if r.kind in ("same", "changed") for j in range(r.base_start, r.base_end)}

    def own(self, run: Run) -> str:
        """The witness's words of a run, as they stand."""
        if run.gloss:
            return self.text[slice(*run.gloss)]
        spans = self.reading.spans[run.start : run.end]
        return self.text[spans[0][0] : spans[-1][1]] if spans else ""

    @property
    def operations(self) -> list[list[str]]:
        return [[r.kind, self.base.words(r.base_start, r.base_end), self.own(r)] for r in self.runs if r.kind != "same"]

    @property
    def declared(self) -> bool:
        return all(run.declared for run in self.runs if run.kind != "same")
