"""Disputed hits are found in the tables and taken out of them."""

import difflib
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis import schema
from analysis.codings.places import misfit, shown
from analysis.codings.rows import Note
from analysis.disputes.file import Dispute
from analysis.disputes.signals import about

UNFIT = "write the words and the place as the article has them now, or take the row out"


def match(
    disputes: Sequence[Dispute], tables: Mapping[str, pd.DataFrame], file: str
) -> tuple[pd.DataFrame, list[Note]]:
    """The hits that disputes are about, and a line for every dispute that is about none.

    A row fits if the article has its words at its place and the signal has a hit there. What does not fit is left out
    and told with the nearest place that would; it is never moved.

    Args:
        tables: `articles`, and the tables of spans by name.
        file: the file of disputes as messages name it.

    Returns: table `disputes`, one row a dispute and hit; and the notes.
    """
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    by_article = {
        name: dict(list(hits_of(tables, name).groupby("article_id", sort=False)))
        for name in {d.signal for d in disputes}
    }
    found, notes = [], []
    for given in disputes:
        said = given._replace(article_id=_with_zeros(given.article_id, texts))
        text = texts.get(said.article_id)
        if text is None:
            near = difflib.get_close_matches(said.article_id, list(texts), n=1)
            hint = f"did you mean {near[0]}?" if near else "give the article_id as the page has it"
            notes.append(Note("reject", file, said.row, f"article {said.article_id!r} is not in this study", hint))
            continue
        hits = by_article[said.signal].get(said.article_id, hits_of(tables, said.signal).head(0))
        fitting = hits[hits["text"] == said.text]
        if said.start is None:
            if fitting["start"].nunique() > 1:
                places = ", ".join(f"{s} to {e}" for s, e in zip(fitting["start"], fitting["end"], strict=True))
                reason = f"{shown(said.text)} is a hit of {said.signal} more than once"
                notes.append(Note("reject", file, said.row, reason, f"give start and end: {places}"))
                continue
        else:
            if unfit := misfit(text, said.start, said.end or 0, said.text):
                notes.append(Note("reject", file, said.row, unfit[0], UNFIT))
                continue
            fitting = fitting[(fitting["start"] == said.start) & (fitting["end"] == said.end)]
        if said.category:
            fitting = fitting[fitting["category"] == said.category]
        if not len(fitting):
            notes.append(Note("reject", file, said.row, *_no_hit(said, hits)))
        found += [
            {**hit, "signal": said.signal, "row": said.row, "note": said.note or pd.NA, "who": said.who or pd.NA}
            for hit in fitting.to_dict("records")
        ]
    return schema.from_rows("disputes", found), notes


def hits_of(tables: Mapping[str, pd.DataFrame], signal: str) -> pd.DataFrame:
    """The hits of one signal: the columns of a span, and `category`."""
    hits = about(signal)
    table = tables[hits.table]
    if "signal" in table:
        table = table[table["signal"] == signal]
    return table[[c[0] for c in schema.SPAN]].assign(category=table[hits.category])


def without(table: pd.DataFrame, signal: str, disputed: pd.DataFrame) -> pd.DataFrame:
    """A table of spans without the hits of a signal that are disputed, in its order.

    >>> found = pd.DataFrame({"article_id": ["a", "a"], "start": [0, 9], "end": [3, 12], "category": ["cause"] * 2})
    >>> disputed = found.tail(1).assign(signal="causes")
    >>> without(found, "causes", disputed)["start"].tolist()
    [0]
    """
    own = disputed[disputed["signal"] == signal]
    out = set(zip(own["article_id"], own["start"], own["end"], own["category"], strict=True))
    hits = zip(table["article_id"], table["start"], table["end"], table[about(signal).category], strict=True)
    of_signal = table["signal"] == signal if "signal" in table else pd.Series(True, index=table.index)
    struck = [hit in out and own for hit, own in zip(hits, of_signal, strict=True)]
    return table[~pd.Series(struck, index=table.index, dtype=bool)].reset_index(drop=True)


def _with_zeros(article_id: str, texts: Mapping[str, str]) -> str:
    """An id as the articles have it, where a spreadsheet took the zeros before it for those of a number.

    >>> _with_zeros("1", {"001": "", "010": ""}), _with_zeros("1", {"01": "", "001": ""}), _with_zeros("a", {"a": ""})
    ('001', '1', 'a')
    """
    same = [known for known in texts if known.lstrip("0") == article_id.lstrip("0")] if article_id not in texts else []
    return same[0] if len(same) == 1 and article_id.isdecimal() else article_id


def _no_hit(said: Dispute, hits: pd.DataFrame) -> tuple[str, str]:
    """Why a dispute is about no hit, and the way out."""
    which = f" as {said.category}" if said.category else ""
    reason = f"{said.signal} has no hit {shown(said.text)}{which}"
    reason += "" if said.start is None else f" at {said.start} to {said.end}"
    if not len(hits):
        return reason, "it has none in this article any more: take the row out"
    holding = hits[[said.text in text and said.text != text for text in hits["text"]]]
    if len(holding):
        whole = "a hit of stance is a whole sentence" if said.signal == "stance" else "the hit has more words"
        first = holding.loc[(holding["start"] - (said.start or 0)).abs().idxmin()]
        which = holding.loc[(holding["start"] == first["start"]) & (holding["end"] == first["end"]), "category"]
        taken = " or ".join(map(str, dict.fromkeys(which)))
        place = f"{shown(first['text'])} as {taken}, {first['start']} to {first['end']}"
        return reason, f"{whole}: give all its text and its place, {place}"
    if said.start is None:
        return reason, "write its words as the page has them; if the suite no longer finds it, take the row out"
    near = hits.loc[(hits["start"] - said.start).abs().idxmin()]
    place = f"{shown(near['text'])} as {near['category']}, {near['start']} to {near['end']}"
    return reason, f"if the suite no longer finds it, take the row out; its nearest hit is {place}"
