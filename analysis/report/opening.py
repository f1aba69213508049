"""The first screen: the event, the headlines side by side, what differs, what cannot be said."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import schema
from analysis.report.annotate import Mark, Places, labels, link, marked
from analysis.report.provenance import citation
from analysis.report.render import Fragment, render
from analysis.spans import offsets

PART_NAMES = schema.HEADS
STANCE_NAMES = {"for": "Speaks for", "against": "Speaks against", "observing": "Leaves open"}
LEADS = 2  # contrasts that the first screen names
FINDINGS_SHOWN = 4  # the rest is folded
FINDINGS_MOST = 40
BOARD_SHOWN = 60
NOT_COUNTED = 4
"""Articles that are named where they do not count; of more only the number is told."""


def opening(tables: dict[str, pd.DataFrame], study: Any, heard: Sequence[str] = ()) -> Fragment:
    """Title, background, the corpus in a sentence, who is heard, and the board of headlines, deciding words marked."""
    articles, places = tables["articles"], Places(tables)
    names = labels(articles)
    board = [
        {
            "outlet": link(places.article(row.article_id), names[row.article_id]),
            "units": head_units(row.article_id, row.text, tables, study.propositions),
        }
        for row in articles.head(BOARD_SHOWN).itertuples()
    ]
    return render(
        "opening",
        {"title": f"{study.title} · Told Differently"},
        title=study.title,
        question=study.question or "How do outlets tell the same story differently?",
        background=study.background,
        corpus=[
            s
            for s in (
                corpus_sentence(articles),
                texts_sentence(tables["copies"], names),
                setting_sentence(tables["copies"], names, study.settings),
                *heard,
            )
            if s
        ],
        board=board,
        n=len(articles),
        stories=max(1, articles["story"].nunique()),
        leads=tables["findings"]["sentence"].head(LEADS).tolist(),
        propositions=list(study.propositions),
    )


def head_units(
    article_id: str, text: str, tables: dict[str, pd.DataFrame], propositions: Sequence[Any]
) -> list[dict[str, Any]]:
    """The headline, other headline and deck of an article, with deciding words marked and readings named."""
    lines, claims = tables["lines"], tables["claims"]
    names = {p.id: p.text for p in propositions}
    own = lines[(lines["article_id"] == article_id) & lines["label"].isin(list(schema.HEADS))]
    units = []
    for line in own.itertuples():
        read = claims[
            (claims["article_id"] == article_id)
            & (claims["start"] >= line.start)
            & (claims["end"] <= line.end)
            & (claims["stance"] != "unrelated")
        ]
        marks = [Mark(s, e, "decide") for spans in read["deciding_spans"] for s, e in offsets(spans)]
        units.append(
            {
                "part": line.label,
                "label": PART_NAMES[str(line.label)],
                "html": marked(text, line.start, line.start + len(text[line.start : line.end].rstrip()), marks),
                "readings": [
                    {
                        "stance": STANCE_NAMES[str(c.stance)],
                        "by": "" if c.stance == "observing" and c.by == "narrator" else by_words(c.by, c.source),
                        "proposition": names[c.proposition],
                    }
                    for c in read.itertuples()
                ],
            }
        )
    return units


def by_words(by: Any, source: Any) -> str:
    """Who answers for a stance, in words.

    >>> by_words("attributed", "US"), by_words("narrator", None)
    (', as the word of “US”', ', in its own voice')
    """
    if by == "attributed":
        return ", as somebody’s word" if pd.isna(source) else f", as the word of “{source}”"
    return ", in its own voice"


def corpus_sentence(articles: pd.DataFrame) -> str:
    """How many articles, how many say who published them and when."""
    n = len(articles)
    stated = int(articles["outlet"].notna().sum())
    dated = int((articles["published_precision"] == "day").sum())
    outlets = articles["outlet"].nunique()
    parts = [f"{n} article{'s' * (n != 1)} ({int(articles['n_words'].sum()):,} words in the body)."]
    if stated == n:
        parts.append(f"They come from {outlets} outlet{'s' * (outlets != 1)}.")
    else:
        rest = "each goes" if stated == 0 else "the rest goes"
        parts.append(f"{stated or 'None'} of them name{'s' * (stated <= 1)} the outlet; {rest} by its number or file.")
    if dated < n:
        parts.append(f"{dated or 'None'} name{'s' * (dated <= 1)} the day of publication.")
    return " ".join(parts)


def texts_sentence(copies: pd.DataFrame, names: Mapping[str, str]) -> str:
    """How many separately worded texts the articles are; empty where each is a text of its own.

    >>> copies = pd.DataFrame({"article_id": ["a", "b", "c"], "text_id": [0, 1, 1]})
    >>> texts_sentence(copies, {"a": "Post", "b": "Echo", "c": "Sun"})
    'They are 2 separately worded texts: Echo and Sun share much of their wording.'
    """
    shared = [own["article_id"].tolist() for _, own in copies.groupby("text_id", sort=False) if len(own) > 1]
    if not shared:
        return ""
    n = copies["text_id"].nunique()
    said = f"They are {n} separately worded text{'s' * (n != 1)}"
    if len(shared) > 1 or len(shared[0]) > 4:
        return f"{said}: {sum(map(len, shared))} of them share a text with another one."
    *most, last = (names[a] for a in shared[0])
    return f"{said}: {', '.join(most)} and {last} share much of their wording."


def setting_sentence(copies: pd.DataFrame, names: Mapping[str, str], settings: Mapping[str, Any]) -> str:
    """What the setting `copies: one_per_text` does to this page; empty where all articles count.

    >>> copies = pd.DataFrame({"article_id": ["a", "b", "c"], "text_id": [0, 1, 1], "kept": [True, True, False]})
    >>> setting_sentence(copies, {"a": "Post", "b": "Echo", "c": "Sun"}, {"copies": "one_per_text"})[:82]
    'By a setting of the study each text counts once: 2 of 3 articles count, Sun does n'
    """
    if settings.get("copies") != "one_per_text":
        return ""
    left = copies.loc[~copies["kept"], "article_id"].tolist()
    if not left:
        return "By a setting of the study each text counts once; no article is a copy of another, so all count."
    who = ", ".join(names[a] for a in left) if len(left) <= NOT_COUNTED else f"{len(left)} (see table copies)"
    return (
        f"By a setting of the study each text counts once: {len(copies) - len(left)} of {len(copies)} articles count, "
        f"{who} {'does' if len(left) == 1 else 'do'} not. All articles stand in the board of headlines, the corpus, "
        "the ledger of statements, the lists of softening words and of quotations, shared text and the texts."
    )


def findings(tables: dict[str, pd.DataFrame], cannot: Sequence[str], title: str) -> Fragment:
    """The contrasts that the run found, the words of each side beside each other; then what cannot be said.

    Each has an address and a line to cite it by: version, `title` of the study, hash of the articles.
    """
    articles, places = tables["articles"], Places(tables)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    order = {a: i for i, a in enumerate(articles["article_id"])}
    told = []
    for row in tables["findings"].head(FINDINGS_MOST).itertuples():
        sides = []
        for side in json.loads(row.sides):
            passages = [
                {
                    "html": marked(
                        texts[s["article_id"]],
                        s["start"],
                        s["end"],
                        [Mark(a, b, "changed") for a, b in s.get("differs", [])],
                    ),
                    "link": places.link(s["article_id"], s["start"]),
                }
                for s in side["spans"]
            ]
            first = order[side["spans"][0]["article_id"]]
            sides.append({"outlet": side["outlet_key"], "passages": passages, "at": first})
        told.append({"sentence": row.sentence, "n": row.n, "sides": sorted(sides, key=lambda s: s["at"])})
    n, cite = len(tables["findings"]), citation(articles, title)
    return render("findings", findings=told, shown=FINDINGS_SHOWN, n=n, cannot=cannot, cite=cite)
