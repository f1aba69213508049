"""Stance: a headline or deck of one outlet speaks for what one of another outlet speaks against."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pandas as pd

from analysis import schema
from analysis.comparison.findings.contrast import NAMED, Contrast, Outlets, Passage
from analysis.spans import offsets
from analysis.wording import listed

PARTS = schema.HEADS
"""Units that are compared, and what they are called; body sentences report too many voices to be a side."""
SOURCES = 3
"""Sources of the articles’ texts that are named; the ledger of who says what has all."""
OWN = "in its own voice"
VERBS = {"for": ("supports", "support"), "against": ("speaks against", "speak against")}
"""What one outlet does, what several do. Not *denies*: who calls a report a mistake has not denied what it tells."""


def find(claims: pd.DataFrame, propositions: Sequence[Any], outlets: Outlets) -> Iterator[Contrast]:
    """One contrast for each proposition on which headings of two outlets take opposite sides, as the rules read them.

    What the texts under them carry, on either side, and which headings may be of another time, its note tells.

    Args:
        claims: table `claims`, with `who` each is attributed to, and whether that is said `on_condition`.
    """
    heads = claims[claims["part"].isin(list(PARTS)) & claims["stance"].isin(list(VERBS))]
    for number, proposition in enumerate(propositions):
        units = list(heads[heads["proposition"] == proposition.id].itertuples())
        stances: dict[str, set[str]] = {}
        for unit in units:
            stances.setdefault(outlets.key[unit.article_id], set()).add(unit.stance)
        torn = {key for key, taken in stances.items() if len(taken) == 2}
        by_side = sorted(units, key=lambda u: outlets.key[u.article_id] in torn)  # an outlet that says both comes last
        sides = {stance: [u for u in by_side if u.stance == stance] for stance in VERBS}
        keys = {stance: outlets.keys(u.article_id for u in side) for stance, side in sides.items()}
        if not all(keys.values()) or len(keys["for"] | keys["against"]) < 2:
            continue
        passages = [
            Passage(u.article_id, u.start, u.end, tuple(offsets(u.deciding_spans)), said_of(u, PARTS[u.part]))
            for side in sides.values()
            for u in side
        ]
        what = named(proposition)
        said = "; ".join(
            _said(stance, side, outlets, "it" if n else what) for n, (stance, side) in enumerate(sides.items())
        )
        own = claims[claims["proposition"] == proposition.id]
        body = own[(own["part"] == "body") & own["stance"].isin(list(VERBS))]
        note = "\n".join(filter(None, [_texts(body, outlets), *outlets.of_two_times(passages)]))
        beside = frozenset(body["article_id"])
        yield Contrast(
            "stance", title(proposition), f"In headings, {said}.", passages, 100 - number / 100, note, beside
        )


def title(proposition: Any) -> str:
    """What stands over a contrast of positions: nobody may take the study's words for a quotation."""
    return f"Claim looked for: {proposition.text.rstrip('.')}"


def named(proposition: Any) -> str:
    """The proposition in a sentence."""
    return f"the claim “{proposition.text.rstrip('.')}”"


def said_of(claim: Any, part: str = "") -> str:
    """What a sentence does to a proposition, and who answers for it.

    >>> from types import SimpleNamespace
    >>> claim = SimpleNamespace(stance="against", by="attributed", source="General", who="General")
    >>> said_of(claim, "headline")
    'speaks against the claim, attributed to “General” (headline)'
    >>> said_of(SimpleNamespace(stance="for", by="attributed", source="Gen. Ruiz", who="Ana Ruiz"))
    'supports the claim, attributed to Ana Ruiz'
    """
    return f"{VERBS[claim.stance][0]} the claim, {by_whom(claim)}{f' ({part})' if part else ''}"


def by_whom(claim: Any) -> str:
    """Who answers for a position: the outlet, or a source by its one name, or in marks as the sentence names it."""
    if claim.by != "attributed":
        return OWN
    return f"attributed to {f'“{claim.source}”' if claim.who == claim.source else claim.who}"


def _said(stance: str, units: Sequence[Any], outlets: Outlets, what: str) -> str:
    """`A (attributed to “US”) and B (in its own voice) speak against it`."""
    names = dict.fromkeys(f"{outlets.key[unit.article_id]} ({by_whom(unit)})" for unit in units)
    one, several = VERBS[stance]
    return f"{listed(list(names), NAMED)} {one if len(names) == 1 else several} {what}"


def _texts(body: pd.DataFrame, outlets: Outlets) -> str:
    """Whom the bodies of all articles have on either side, and which outlet has whom, a line a side."""
    said: list[str] = []
    for stance in VERBS:
        own = body[body["stance"] == stance]
        if len(own):
            told = [f"{who} (in {outlets.holders(rows['article_id'])})" for who, rows in by_source(own) if who != OWN]
            more = len(told) - SOURCES
            if more > 0:
                told = [*told[:SOURCES], f"{more:,} other source{'s' * (more > 1)}"]
            outright = own.loc[own["who"] == OWN, "article_id"]
            if len(outright):
                told.insert(0, f"{outlets.holders(outright)} {own_voice(outlets.keys(outright))}")
            side = f"{stance.capitalize()} the claim in the articles’ texts, as our rules read them"
            lead = "Against it" if said else side
            said.append(f"{lead}: {'; '.join(told)}.")
    return "\n".join(said)


def own_voice(keys: Collection[str]) -> str:
    return OWN if len(keys) == 1 else "in their own voice"


def by_source(claims: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The claims of each source, that of most articles first; one that never speaks without a condition says so."""
    groups = claims.groupby("who", sort=False)
    told = [(f"{who}{', on a condition' if own['on_condition'].all() else ''}", own) for who, own in groups]
    return sorted(told, key=lambda group: -group[1]["article_id"].nunique())
