"""From whom an article has its statements: a person by name or office, an institution, a text, somebody unnamed."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd

from analysis import schema
from analysis.evidence.sources.statements import statements
from analysis.known_names import given_names
from analysis.lexicon import load

THINGS = ("document", "media")
"""Types of speakers that are texts or media: that they have no personal name withholds nothing."""
CROWDS = ("collective", "thing")
"""Kinds of actors of a study whose name there is nobody’s own."""
KINDS = ("named", "described", "institution", "thing", "unnamed", "not said")
"""What `how_named` says of a source, from who answers by name to nobody; a page gives them in this order."""


def how_named(quotes: pd.DataFrame) -> pd.Series:
    """How the text lets a reader know the source of each row.

    `named`: a person by name, or as an actor of the study; `described`: as somebody definite (`the mayor`, `Iraq’s
    Prime Minister`); `institution`: an office, body, firm or country speaks as one, by its name or its noun (`the
    Pentagon`, `the ministry`); `thing`: a medium or a text speaks (`Reuters`, `the letter`); a text whose author the
    article names counts as that author; `unnamed`: somebody or some people not told from others (`a senior adviser`,
    `officials`); `not said`.

    Note: an institution whose name says nothing of what it is (`Siemens`), or as much as a person's (`Harborne Bank`
        with no article before it), counts as a person by name, unless the study lists it as one.
    """
    lexicon = load("sources")
    indefinite, pointing, bodies = (set(lexicon.words(c)) for c in ("indefinite", "definite", "body"))
    pronouns = set(lexicon.words("pronoun"))
    crowds, surnames, naming = (set(lexicon.words(c)) for c in ("crowd", "surname", "naming"))
    naming |= indefinite | {word.lower() for word in load("places").words("state")}

    offices = {entry.match.lower() for entry in load("titles").entries}

    @cache
    def kind(
        speaker: str | None, mention: str | None, named: bool, actor: Any, of: str | None, type_: Any, title: Any
    ) -> str:
        if speaker is None:
            return "not said"
        known = named or (actor is not None and of not in CROWDS)
        # *the doctor*, *it* and *they* are whom they stand for: a doctor, the union, officials
        stated = known and mention is not None and mention.lower() not in pronouns
        said = (mention if stated and mention is not None else speaker).split()
        words = [word.lower() for word in said]
        end = _end(words)
        person = of == "person" or title is not None or speaker.split()[0] in given_names()
        if end == len(words) == 2 and said[0][0].isupper() and words[1] in surnames:
            person = person or words[0] not in naming
        firm = "&" in words[:end] and not person
        body = firm or (
            words[end - 1].rstrip(".") in bodies and (words[0] in pointing or (end > 1 and not person) or not known)
        )
        crowd = said[end - 1] in crowds and words[end : end + 1] == ["of"]
        body, type_ = (False, None) if crowd else (body, type_)
        if of == "institution" or type_ == "institution" or body:
            return "institution"
        if type_ in THINGS and not (known and (person or type_ == "document")):
            return "thing"
        if known:
            return "named"
        office = len(said) == 1 and said[0].istitle() and words[0] in offices  # of a headline: …, Says General
        definite = office or words[0] in pointing or any(word.endswith(("’s", "'s")) for word in words[:end])
        plural = words[end - 1].endswith("s") and not words[end - 1].endswith(("ss", "’s", "'s"))
        if type_ == "anonymous" or words[0] in indefinite or plural or not definite:
            return "unnamed"
        return "described"

    rows = quotes if "actor" in quotes else quotes.assign(actor=pd.NA, actor_kind=pd.NA)
    columns = ("speaker", "speaker_mention", "named", "actor", "actor_kind", "speaker_type", "speaker_title")
    kinds = [kind(*row) for row in schema.rows(rows, columns, missing=None)]
    return pd.Series(kinds, index=quotes.index, dtype="string")


def head(quotes: pd.DataFrame) -> pd.Series:
    """The noun by which the text has the source of each row, in small letters: *officials* of *officials in Iraq*.

    >>> said = pd.array(["officials in Iraq", "A senior adviser", pd.NA], dtype="string")
    >>> head(pd.DataFrame({"speaker_mention": said, "speaker": said})).tolist()
    ['officials', 'adviser', <NA>]
    """
    said = quotes["speaker_mention"].fillna(quotes["speaker"])
    split = [[] if pd.isna(words) else words.lower().split() for words in said]
    return pd.Series([words[_end(words) - 1] if words else pd.NA for words in split], quotes.index, dtype="string")


def _end(words: Sequence[str]) -> int:
    """How many words a source is called by, up to the first that joins something to them (*of*, *in*)."""
    joining = _joining()
    return next((i for i, word in enumerate(words) if i and word in joining), len(words))


@cache
def _joining() -> frozenset[str]:
    return frozenset(load("sources").words("joining"))


def by_origin(quotes: pd.DataFrame) -> pd.DataFrame:
    """Every statement with its origin: rows as `statements` gives them, `origin` (see `how_named`) added."""
    given = statements(quotes)
    return given.assign(origin=how_named(given))


def unnamed(quotes: pd.DataFrame) -> pd.DataFrame:
    """The statements whose source is unnamed in the sense of `how_named`: rows as `statements` gives them."""
    given = by_origin(quotes)
    return given[given["origin"] == "unnamed"].drop(columns="origin")


def second_hand(quotes: pd.DataFrame) -> pd.DataFrame:
    """The statements that a medium or another speaker tells: rows as `statements` gives them, `teller` added.

    `teller` is from whom the text has the speaker's words. What a medium says itself is not second-hand.
    """
    given = statements(quotes)
    return given.assign(teller=given["via"])[given["via"].notna()]


def origins(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """How many of each outlet's statements come from whom: the counts behind every share of unnamed sources.

    Returns one row an outlet: `outlet_key, statements, quoted`, then the `KINDS` of `how_named` (these add up to the
    statements), and `second_hand` (any of them may be).
    """
    given = by_origin(quotes)
    given = given.assign(second=given.index.isin(second_hand(quotes).index))
    given = given.merge(articles[["article_id", "outlet_key"]], on="article_id")
    rows = []
    for outlet in dict.fromkeys(articles["outlet_key"]):
        own = given[given["outlet_key"] == outlet]
        kinds = {k: int((own["origin"] == k).sum()) for k in KINDS}
        rows.append(
            {"outlet_key": outlet, "statements": len(own), "quoted": int(own["direct"].sum())}
            | kinds
            | {"second_hand": int(own["second"].sum())}
        )
    return pd.DataFrame(rows)
