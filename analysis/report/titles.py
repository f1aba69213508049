"""The heads of the sections: what the run found, in a sentence of counts that is true of these articles.

With one article an outlet a sentence gives the range between articles, never an outlet as the one that does it most.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.report.annotate import labels, rows_by
from analysis.report.causes import asked
from analysis.report.deeds import doers
from analysis.report.opening import texts_sentence
from analysis.report.render import Fragment, render
from analysis.report.tables import file_name
from analysis.wording import listed, noun, percent, several

POSITIONS = {
    "for": ("speaks for", "speak for"),
    "against": ("speaks against", "speak against"),
    "observing": ("leaves", "leave"),
}
BY_NAME = ("full name", "surname")
"""Forms of an expression that has a person's name."""
FIRST_WORDS = 4
"""First expressions that a title gives."""
NAMED = 3
"""Articles or expressions that a title names before it only counts the others."""


def section(name: str, title: str, measure: str = "") -> Fragment:
    """The head of a section: `name` stands in the contents, `title` is what was found, `measure` how it is counted."""
    address = file_name(name)
    return render("section", {"section": name, "address": address}, name=name, id=address, title=title, measure=measure)


def corpus(articles: pd.DataFrame) -> str:
    """How many articles of how many outlets, and how long they are."""
    n, unstated = len(articles), int(articles["outlet"].isna().sum())
    outlets = articles["outlet"].nunique()
    said = []
    if outlets:
        said.append(f"{outlets:,} named outlet{'s' * (outlets != 1)}")
    if unstated:
        said.append(f"{unstated:,} that name{'s' * (unstated == 1)} none")
    low, high = int(articles["n_words"].min()), int(articles["n_words"].max())
    long = f"{low:,} words long" if low == high else f"{low:,} to {high:,} words long"
    return f"{n:,} article{'s' * (n != 1)}: {' and '.join(said)}; {long}"


def headlines(claims: pd.DataFrame, propositions: Sequence[Any], n: int) -> str:
    """How the headlines divide on the proposition that divides them most.

    >>> from types import SimpleNamespace
    >>> heads = pd.DataFrame({"part": "headline", "proposition": "P1", "stance": ["for", "against", "unrelated"]})
    >>> headlines(heads, [SimpleNamespace(id="P1", text="The dam is safe.")], 3)
    'Of 3 headlines, 1 speaks for “The dam is safe”, 1 speaks against it'
    """
    heads = claims[claims["part"] == "headline"]
    best, text, counts = (-1, -1, -1), "", {}
    for proposition in propositions:
        own = heads.loc[heads["proposition"] == proposition.id, "stance"].value_counts().to_dict()
        sides = (own.get("for", 0), own.get("against", 0))
        rank = (min(sides), max(sides), own.get("observing", 0))
        if rank > best:
            best, text, counts = rank, proposition.text.rstrip("."), own
    if not any(counts.get(s) for s in ("for", "against", "observing")):
        return "No headline takes a position that the rules can read"
    what, said = f"“{text}”", []
    for stance, (one, many) in POSITIONS.items():
        if k := counts.get(stance, 0):
            said.append(f"{k} {one if k == 1 else many} {what}{' open' * (stance == 'observing')}")
            what = "it"
    return f"Of {n:,} headline{'s' * (n != 1)}, {', '.join(said)}"


def softening(measures: pd.DataFrame, meter: str, words: str) -> str:
    """How far the articles lie apart in the words by which they soften their own wording."""
    own = measures[
        (measures["signal"] == "hedges") & (measures["measure"] == meter) & (measures["voice"] == "narrator")
    ]
    own = own[own["exposure"] > 0]
    if not own["count"].any():
        return f"No {words} in the articles’ own wording"
    key, names = rows_by(own.drop_duplicates("article_id"))
    rates = own.assign(rate=1000 * own["count"] / own["exposure"])
    if key == "outlet_key":
        middle = rates.groupby("outlet_key")["rate"].median()
        middle = middle[[k for k in names if k in middle.index]]
        low, high = middle.idxmin(), middle.idxmax()
        return (
            f"{words.capitalize()} per 1,000 words of own wording, median article: from {middle[low]:.1f} ({low}) "
            f"to {middle[high]:.1f} ({high})"
        )
    ordered = rates.sort_values("rate", kind="stable")
    top = ordered.iloc[-1]
    none = [names[a] for a in own.loc[own["count"] == 0, "article_id"]]
    bottom = f"none in {_listed(none)}" if none else _of(ordered.iloc[0], names)
    if len(ordered) == 1:
        return f"{words.capitalize()} in the article’s own wording: {_of(top, names)}"
    return f"{words.capitalize()} in the articles’ own wording: {bottom}; {_of(top, names)}"


def quoted(measures: pd.DataFrame) -> str:
    """Between which shares the words between quotation marks lie."""
    own = measures[
        (measures["signal"] == "quotes") & (measures["measure"] == "words") & (measures["voice"] == "quoted")
    ]
    key, names = rows_by(own.drop_duplicates("article_id"))
    sums = own.groupby(key, sort=False)[["count", "exposure"]].sum()
    shares = (sums["count"] / sums["exposure"])[sums["exposure"] > 0]
    shares = shares[[k for k in names if k in shares.index]]
    if not len(shares) or not shares.any():
        return "No words stand between quotation marks"
    low, high = shares.idxmin(), shares.idxmax()
    called = {k: k for k in names} if key == "outlet_key" else names
    if f"{percent(shares[low])}" == f"{percent(shares[high])}":
        return f"{percent(shares[high])} of the words stand between quotation marks"
    return (
        f"Between quotation marks stand from {percent(shares[low])} of the words ({called[low]}) "
        f"to {percent(shares[high])} ({called[high]})"
    )


def naming(found: pd.DataFrame) -> str:
    """The first expressions for the one whom the articles first call by most different words, and who has them.

    One who has a name goes before a group or a thing, whose words are often cut from longer ones (`troop withdrawal`).

    >>> rows = [("lind", "Bo Lind", "Echo", "first", "top general", "role"),
    ...         ("lind", "Bo Lind", "Post", "first", "Mayor Lind", "surname"),
    ...         ("crew", "the crew", "Post", "first", "crew", "term")]
    >>> named = pd.DataFrame(rows, columns=["actor", "name", "outlet_key", "place", "text", "form"])
    >>> naming(named.assign(wording=named["text"].str.lower()))
    'First words for Bo Lind: “top general” (Echo), “Mayor Lind” (Post)'
    """
    firsts = found[found["place"] == "first"] if len(found) else found
    if not len(firsts):
        return "Nobody is named often enough to be compared"
    by_name = firsts[firsts["actor"].isin(found.loc[found["form"].isin(BY_NAME), "actor"])]
    n_words = (by_name if len(by_name) else firsts).groupby("actor", sort=False)["wording"].nunique()
    own = firsts[firsts["actor"] == n_words.idxmax()]
    said = [
        f"“{of['text'].iloc[0]}” ({_listed(list(dict.fromkeys(of['outlet_key'])))})"
        for _, of in own.groupby("wording", sort=False)
    ]
    left = len(said) - FIRST_WORDS
    more = [f"{left} other expression{'s' * (left > 1)}"] if left > 0 else []
    return f"First words for {own['name'].iloc[0]}: {', '.join([*said[:FIRST_WORDS], *more])}"


def shared_text(tables: Mapping[str, pd.DataFrame]) -> str:
    """How many separately worded texts the articles are."""
    copies = tables["copies"]
    if len(copies) < 2:
        return "One article, one text"
    return texts_sentence(copies, labels(tables["articles"]), f"The {len(copies):,} articles").rstrip(".")


def deeds(together: pd.DataFrame, tables: Mapping[str, pd.DataFrame], names: Mapping[str, str]) -> str:
    """The first deed that some articles tell with its doer and others without; else the first that several tell."""
    if not len(together):
        return "Of no deed do two outlets tell alike who did it and to whom, as far as the rules see"
    articles = labels(tables["articles"])
    groups = [own for _, own in together.groupby("group", sort=True)]
    own = next((g for g in groups if g["says"].eq("who").any() and g["says"].ne("who").any()), groups[0])
    about = names.get(own["about"].iloc[0], own["about"].iloc[0])
    told = str(own["told"].iloc[0])
    deed = f"{told.capitalize()}: {about}" if own["kind"].iloc[0] == "harm" else f"To {told}: {about}"
    told_in = [f"{words} {_listed([articles[a] for a in some])}" for words, some in doers(own)]
    return f"{deed}. Who did it: {'; '.join(told_in)}" if told_in else deed


def causes(found: pd.DataFrame, demands: pd.DataFrame) -> str:
    """How many causes and demands the tables of the section hold, and how many of them are told how firmly."""
    acts = asked(demands)
    before = int((found["category"] == "sequence").sum())
    firm = int((acts["strength"] >= 3).sum())
    says = f"{noun('says', before, 'say')} only what came before or meanwhile"
    firmly = "demanded, ordered or decided by vote"
    causal = _with_part(f"{_several(len(found), 'expression')} of cause", len(found), before, "which", says)
    wanted = _with_part(f"{_several(len(acts), 'thing')} asked for", len(acts), firm, "them", firmly)
    return f"{causal[0].upper()}{causal[1:]}; {wanted}"


def _several(n: int, word: str) -> str:
    return several(n, word) if n else f"no {word}"


def _with_part(whole: str, n: int, part: int, of: str, what: str) -> str:
    """A number of things, and how many of them are something; nothing of a part that is none.

    >>> _with_part("3 things", 3, 1, "them", "demanded"), _with_part("1 thing", 1, 1, "them", "demanded")
    ('3 things, 1 of them demanded', '1 thing, demanded')
    >>> _with_part("1 expression", 1, 1, "which", "says so"), _with_part("no demand", 0, 0, "them", "demanded")
    ('1 expression, which says so', 'no demand')
    """
    if not part:
        return whole
    if n == 1:
        return f"{whole}, {'which ' if of == 'which' else ''}{what}"
    return f"{whole}, {part:,} of {of} {what}"


def _of(row: Any, names: Mapping[str, str]) -> str:
    return f"{int(row['count'])} in {int(row['exposure']):,} words of {names[row['article_id']]}"


def _listed(names: Sequence[str]) -> str:
    if len(names) > NAMED:
        return f"{len(names)} articles"
    return listed(names)
