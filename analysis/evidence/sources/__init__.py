"""Sources: who is given a word, how often, how prominently, by what verbs; who is named and given none.

Every function takes the table `quotes`, best after `identify`, which gives a speaker the same name in all articles.
"""

from analysis.evidence.sources.named import named_never_quoted
from analysis.evidence.sources.origins import by_origin, head, how_named, origins, second_hand, unnamed
from analysis.evidence.sources.room import diversity, prominence
from analysis.evidence.sources.statements import by_one_name, cued, identify, statements, verbs

__all__ = [
    "by_one_name", "by_origin", "cued", "diversity", "head", "how_named", "identify", "named_never_quoted", "origins",
    "prominence", "second_hand", "statements", "unnamed", "verbs",
]  # fmt: skip
