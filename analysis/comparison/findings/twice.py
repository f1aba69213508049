"""Twice: one article that gives the same words of a speaker between marks in two wordings."""

from collections.abc import Iterable, Iterator

from analysis.comparison.findings.contrast import Contrast, Outlets
from analysis.comparison.findings.wording import (
    CONTENT,
    Member,
    in_context,
    passage,
    readings,
    weigh,
    whose,
    words_of,
)

WEIGHT = 65.0
"""Behind the wordings that differ between outlets: of speech, the speaker may have said it twice."""


def find(statements: Iterable[list[Member]], outlets: Outlets) -> Iterator[Contrast]:
    """One contrast for each article and statement: the difference that weighs most between two of its own wordings.

    A word of content or a negation must differ, and the article must have the base's words at that place elsewhere.

    Args:
        statements: see `wording.clusters`.
    """
    for members in statements:
        own: dict[str, list[Member]] = {}
        for row, witness in members:
            own.setdefault(row["article_id"], []).append((row, witness))
        for wordings in own.values():
            if len(wordings) > 1 and (contrast := _contrast(wordings, outlets)):
                yield contrast


def _contrast(members: list[Member], outlets: Outlets) -> Contrast | None:
    runs = [(weigh(run, witness), run, witness) for _, witness in members for run in witness.runs]
    weight, place, witness = max(runs, key=lambda r: r[0])
    if weight < CONTENT:
        return None
    base, other = readings(members, place, words_of(place, witness))
    if not base or not other:
        return None
    one, another = in_context(base, other)
    outlet = outlets.key[base[0].row["article_id"]]
    name = whose([base[0], other[0]])
    title = f"{outlet[0].upper()}{outlet[1:]} quotes {name or 'the same words'} in two wordings"
    passages = [passage(base[0]), passage(other[0])]
    return Contrast("twice", title, f"{title}: “{one}” and “{another}”.", passages, WEIGHT)
