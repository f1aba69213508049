"""Which sentences can touch which claims, in one pass over many: only those are worth to be parsed."""

from collections.abc import Sequence

from analysis.matcher import make_all_plain
from analysis.screen import held
from analysis.signals.stance.claim import Claim

Group = tuple[str, ...]
Need = tuple[int, int, frozenset[int]]


def touching(texts: Sequence[str], claims: Sequence[Claim]) -> list[list[int]]:
    """For each text the numbers of the claims that it may touch; what is not among them it does not touch.

    >>> from analysis.signals.stance.claim import compile
    >>> touching(["It will rain.", "The bridge fell."], [compile("The bridge fell down.")])
    [[], [0]]
    """
    groups: dict[Group, int] = {}
    needs = [
        (number, count, frozenset(groups.setdefault(group, len(groups)) for group in wanted))
        for number, claim in enumerate(claims)
        for count, wanted in claim.needs
    ]
    begins = sorted({begin for group in groups for begin in group})
    groups_of = [{n for group, n in groups.items() if begin in group} for begin in begins]
    found: list[list[int]] = []
    tried = _tried(needs, list(groups))
    plain = texts if all(map(str.isalpha, begins)) else make_all_plain(texts)  # letters are the same in both
    for words in held(plain, [f"{begin}*" for begin in begins]):
        if not words:
            found.append([])
            continue
        here = set().union(*(groups_of[word] for word in words))
        worth = {need for group in here for need in tried.get(group, ())}
        found.append(sorted({number for number, count, wanted in worth if len(here & wanted) >= count}))
    return found


def _tried(needs: Sequence[Need], groups: Sequence[Group]) -> dict[int, list[Need]]:
    """The needs to look at where a group is there: of those that must all be there, that of the longest word only."""
    tried: dict[int, list[Need]] = {}
    for need in needs:
        _, count, wanted = need
        longest = max(sorted(wanted), key=lambda group: min(map(len, groups[group])), default=None)
        for group in wanted if count < len(wanted) or longest is None else (longest,):
            tried.setdefault(group, []).append(need)
    return tried
