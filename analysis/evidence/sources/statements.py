"""Statements: words given to somebody, each stretch once, the speaker by one name; and the verbs before them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import actors as cast
from analysis import schema
from analysis.lexicon import load
from analysis.study import Actor


def identify(quotes: pd.DataFrame, actors: Sequence[Actor]) -> pd.DataFrame:
    """Give each speaker one name: the actor's of the study, else the one that the article uses.

    A speaker that an article knows only by office (`Iraq’s Prime Minister`) gets the actor's name where the study
    lists the office among the aliases. Where a pronoun was not resolved, nobody is named as speaker.

    Returns: table `quotes` with `speaker` so changed, and `actor` (id) and `actor_kind` added, else missing.
    """
    pronouns = set(load("sources").words("pronoun"))
    known: dict[tuple[Any, Any], tuple[Any, Any, Any]] = {}
    pairs = [tuple(pair) for pair in schema.rows(quotes, ("speaker", "speaker_mention"), missing=None)]
    for pair in dict.fromkeys(pairs):
        stated = [words for words in pair if words is not None and words.lower() not in pronouns]
        actor = next((a for words in stated if (a := cast.speaker(words, tuple(actors)))), None) if actors else None
        if actor:
            known[pair] = actor.name, actor.id, actor.kind or pd.NA
        else:
            known[pair] = cast.plain(stated[0]) if stated else pd.NA, pd.NA, pd.NA
    return quotes.assign(
        speaker=pd.array([known[p][0] for p in pairs], dtype="string"),
        actor=pd.array([known[p][1] for p in pairs], dtype="string"),
        actor_kind=pd.array([known[p][2] for p in pairs], dtype="string"),
    )


def by_one_name(tables: Mapping[str, pd.DataFrame], actors: Sequence[Actor]) -> dict[str, pd.DataFrame]:
    """The tables of a run with one name for one speaker, as `identify` gives it, wherever a table names speakers.

    Args:
        tables: by name; of these `quotes` and `variants` are changed, and keep their columns.
    """
    quotes = tables["quotes"]
    known = identify(quotes, actors)
    keys = list(zip(quotes["article_id"], quotes["quote_id"], strict=True))
    names = dict(zip(keys, known["speaker"], strict=True))
    variants = tables["variants"]
    own = zip(variants["article_id"], variants["quote_id"], variants["speaker"], strict=True)
    told = [pd.NA if pd.isna(speaker) else names.get((article, number), speaker) for article, number, speaker in own]
    return {
        **tables,
        "quotes": known[list(quotes.columns)],
        "variants": variants.assign(speaker=pd.array(told, dtype="string")),
    }


def statements(quotes: pd.DataFrame) -> pd.DataFrame:
    """The rows of `quotes` that count as a word given to a speaker, each stretch of the text once.

    A quotation inside a quotation belongs to the outer one. An indirect statement that holds quoted words of the same
    speaker (`said it was “a draft”`), or that goes on in quoted words without another verb (`if asked to leave, he
    said, “we go”`), is counted as a quotation, not again as a statement. Scare quotes and titles are
    nobody's statement. What one verb or noun hands on in several pieces (`reports that he sent it — seen by Reuters —
    on Monday`) is one statement, its first piece.

    Returns: rows of `quotes`, in order of the text, with `direct` added: quoted, or told indirectly?
    """
    rows = quotes[quotes["kind"].isin(["speech", "indirect"])].assign(direct=lambda q: q["kind"] == "speech")
    rows = rows.sort_values(["article_id", "start", "end"], ascending=[True, True, False], kind="stable")
    spoken, cues = defaultdict(list), set()
    columns = ("article_id", "start", "end", "speaker", "direct", "cue_start")
    spans = list(schema.values(rows, columns, missing=None))
    for article_id, start, end, who, direct, cue in spans:
        if direct:
            spoken[article_id].append((start, end, who))
            if cue is not None:
                cues.add((article_id, cue))
    kept = []
    told: set[tuple[str, int]] = set()
    for article_id, start, end, who, direct, cue in spans:
        others = [o for o in spoken[article_id] if start < o[1] and o[0] < end]
        inside = any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in others)
        if direct:
            kept.append(not inside)
            continue
        mixed = (article_id, cue) in cues or any(who == other for _, _, other in others)
        again = (article_id, cue) in told
        if cue is not None:
            told.add((article_id, cue))
        kept.append(not inside and not mixed and not again)
    return rows[pd.Series(kept, index=rows.index, dtype=bool)]


def verbs(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """By what verbs each outlet introduces each speaker's words.

    A verb counts once where it stands, however many stretches of quoted words hang on it.

    Returns one row a speaker, outlet and verb: `speaker, outlet_key, verb_class, verb, count`. Words that introduce
    without being a reporting verb (`the admission that`) have no class, and stand in `verb` as the text has them.
    """
    found = cued(quotes).merge(articles[["article_id", "outlet_key"]], on="article_id")
    found = found.assign(verb=found["verb"].fillna(found["cue"].str.lower()))
    columns = ["speaker", "outlet_key", "verb_class", "verb"]
    return found.groupby(columns, dropna=False, sort=False).size().rename("count").reset_index()


def cued(quotes: pd.DataFrame) -> pd.DataFrame:
    """One row of `quotes` for each verb, noun or phrase that introduces words, however many hang on it."""
    found = quotes[quotes["kind"].isin(["speech", "indirect"]) & quotes["cue_start"].notna()]
    return found.drop_duplicates(["article_id", "cue_start"])
