"""The first screen: the event, headlines side by side, what differs word for word, who is heard, what is not known."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from analysis import schema
from analysis.report.annotate import Mark, Places, excerpt, labels, link
from analysis.report.render import Fragment, render, stated
from analysis.wording import several
from analysis.words import even

SHOWN_FIRST = (("stance", "claim"), ("wording",))
"""Kinds of findings of which the first screen shows the first, word for word: a position, a variant of a quotation."""
SIDES_SHOWN = 3
EXCERPT = 110
"""Characters of a passage that the first screen gives, around the words that differ."""
BOARD_SHOWN = 10
"""Headlines that the first screen has room for."""
MANY = 6
"""Beside a board of more headlines than this there is room for one contrast more."""
CANNOT_SHOWN = 7
"""Things that cannot be said which the first screen names; the box behind its link has them all."""
NOT_COUNTED = 4
"""Articles that are named where they do not count; of more only the number is told."""


def opening(
    tables: dict[str, pd.DataFrame],
    study: Any,
    heard: Sequence[str] = (),
    cannot: Sequence[str] = (),
    uneven: Sequence[str] = (),
) -> Fragment:
    """Title, background, the board of headlines, contrasts word for word, the corpus, who is heard, what is not known.

    Args:
        heard: the sentences of `evidence.heard.heard`.
        cannot: the sentences of `evidence.limits.cannot_say`; the beginnings of the first ones stand here.
        uneven: the sentences of `evidence.imbalance`; the word each begins with stands here, before any contrast.
    """
    articles = tables["articles"]
    names = labels(articles)
    said = [
        corpus_sentence(articles),
        texts_sentence(tables["copies"], names),
        setting_sentence(tables["copies"], names, study.settings),
    ]
    return render(
        "opening",
        {"title": f"{study.title} · Told Differently"},
        title=study.title,
        question=study.question or "How do outlets tell the same story differently?",
        background=study.background,
        board=(rows := board(tables, names)),
        board_title=_board_title(tables, len(rows)),
        contrasts=list(word_for_word(tables, len(rows) > MANY)),
        corpus=[s for s in said if s],
        uneven=[sentence.split(":")[0].split(" (")[0].lower() for sentence in uneven],
        heard=heard,
        cannot=[sentence.split(". ")[0].rstrip(".") for sentence in cannot[:CANNOT_SHOWN]],
        n_more=max(0, len(cannot) - CANNOT_SHOWN),
    )


def board(tables: dict[str, pd.DataFrame], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The headlines, one row an article: what it is called, whether it says who published it, its headline and deck."""
    articles, lines, places = told_in(tables), tables["lines"], Places(tables)
    heads = lines[lines["label"].isin(list(schema.HEADS))]
    rows = []
    for row in articles.head(BOARD_SHOWN).itertuples():
        own = heads[heads["article_id"] == row.article_id]
        units = [
            {
                "part": str(line.label),
                "label": schema.HEADS[str(line.label)],
                "words": row.text[line.start : line.end].strip(),
            }
            for line in own.itertuples()
        ]
        is_stated = not pd.isna(row.outlet)
        name = names[row.article_id]
        name = name if is_stated else f"{name[:1].upper()}{name[1:]}"
        rows.append({"outlet": link(places.article(row.article_id), name), "is_stated": is_stated, "units": units})
    return rows


def told_in(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The articles of the board: all; of a corpus of many stories those of the story of the first finding."""
    articles = tables["articles"]
    if articles["story"].nunique() < 2:
        return articles
    sides = json.loads(tables["findings"]["sides"].iloc[0]) if len(tables["findings"]) else []
    first = sides[0]["spans"][0]["article_id"] if sides else articles["article_id"].iloc[0]
    story = articles.loc[articles["article_id"] == first, "story"].iloc[0]
    return articles[articles["story"] == story] if not pd.isna(story) else articles


def _board_title(tables: dict[str, pd.DataFrame], shown: int) -> str:
    """How many headlines the board shows, of how many, of which story."""
    articles = tables["articles"]
    n, stories = len(articles), articles["story"].nunique()
    of_story = told_in(tables)
    if len(of_story) < n:
        story = str(of_story["story"].iloc[0])
        which = f"The first {shown} headlines" if shown < len(of_story) else several(shown, "headline")
        return f"{which} of one story ({story}), of {stories:,} stories and {n:,} articles"
    which = f"The first {shown} of {n:,} headlines" if shown < n else f"{n} headline{'s' * (n != 1)}"
    if not stories:
        return which  # nobody has said that the articles are of one story
    return f"{which}, {'one story' if stories == 1 else f'{stories:,} stories'}"


class Side(NamedTuple):
    """One side of a contrast on the first screen: who has the words, what they do, the words."""

    who: list[str]
    said: str
    html: Markup
    anchor: str


def word_for_word(tables: dict[str, pd.DataFrame], one_more: bool = False) -> Iterator[dict[str, Any]]:
    """The strongest contrasts with the words of each side: the first finding of each of `SHOWN_FIRST`.

    Where a corpus has none of a kind, the next finding of any kind stands for it, and so for `one_more`.
    """
    found = tables["findings"]
    chosen: list[int] = []
    for kinds in SHOWN_FIRST:
        first = found.index[found["kind"].isin(kinds) & ~found.index.isin(chosen)]
        chosen += list(first[:1])
    chosen += [i for i in found.index if i not in chosen][: len(SHOWN_FIRST) + one_more - len(chosen)]
    for number in sorted(chosen):
        row = found.loc[number]
        yield {
            "title": row["title"],
            "number": number + 1,
            "notes": stated(row["note"], "").splitlines(),
            "quoted": row["kind"] in ("wording", "twice"),  # its passages are words between marks, without the marks
            "sides": few(sides_of(row["sides"], tables)),
        }


def few(sides: Sequence[Side], most: int = SIDES_SHOWN) -> list[Side]:
    """The first sides, so chosen that each thing that some side does (supports the claim, speaks against it) is there.

    >>> said = ["supports the claim, in its own voice"] * 3 + ["speaks against the claim, attributed to “Lee”"]
    >>> [side.said[:8] for side in few([Side([], words, Markup(), "") for words in said])]
    ['supports', 'supports', 'speaks a']
    """
    doing = [side.said.split(",")[0] for side in sides]
    by_novelty = sorted(range(len(sides)), key=lambda i: (doing.index(doing[i]) != i, i))
    return [sides[i] for i in sorted(by_novelty[:most])]


def sides_of(sides: str, tables: dict[str, pd.DataFrame]) -> list[Side]:
    """The sides of a finding; outlets with the same words share one, and each outlet does each thing once."""
    places = Places(tables)
    articles = tables["articles"].set_index("article_id")
    told: dict[tuple[str, str], Side] = {}
    done: set[tuple[str, str]] = set()
    for side in json.loads(sides):
        for span in side["spans"]:
            said = span.get("said", "")
            if (doing := (side["outlet_key"], said.split(" (")[0])) in done:
                continue
            done.add(doing)
            text = articles.at[span["article_id"], "text"]
            differing = even(" ".join(text[a:b] for a, b in span["differs"])).lower()
            own = told.setdefault(
                (said, differing),
                Side(
                    [],
                    said,
                    excerpt(
                        text, span["start"], span["end"], [Mark(a, b, "changed") for a, b in span["differs"]], EXCERPT
                    ),
                    places.line(span["article_id"], span["start"]),
                ),
            )
            if side["outlet_key"] not in own.who:
                own.who.append(side["outlet_key"])
    return list(told.values())


def corpus_sentence(articles: pd.DataFrame) -> str:
    """How many articles, how many say who published them and when."""
    n = len(articles)
    stated = int(articles["outlet"].notna().sum())
    dated = int((articles["published_precision"] == "day").sum())
    outlets = articles["outlet"].nunique()
    parts = [f"{n:,} article{'s' * (n != 1)}, {int(articles['n_words'].sum()):,} words in the body."]
    if stated == n:
        parts.append(f"They come from {outlets} outlet{'s' * (outlets != 1)}.")
    elif stated:
        one, other = stated == 1, n - stated
        rest = f"other {other:,} do not, and are called by the names of their files or rows"
        rest = rest if other > 1 else "other one does not, and is called by the name of its file or row"
        whom = "it" if one else "them"
        parts.append(f"{stated:,} of the {n:,} say{'s' * one} which outlet published {whom}; the {rest}.")
    else:
        parts.append("None says which outlet published it; each is called by the name of its file or row.")
    if dated < n:
        how_many = {0: "None", 1: "One"}.get(dated, f"{dated:,}")
        parts.append(f"{how_many} state{'s' * (dated <= 1)} the day of publication.")
    return " ".join(parts)


def texts_sentence(copies: pd.DataFrame, names: Mapping[str, str], who: str = "They") -> str:
    """How many separately worded texts the articles are: those that share much of their wording count as one.

    >>> copies = pd.DataFrame({"article_id": ["a", "b", "c"], "text_id": [0, 1, 1]})
    >>> texts_sentence(copies, {"a": "Post", "b": "Echo", "c": "Sun"})
    'They make only 2 separately worded texts: Echo and Sun share much of their wording.'
    >>> texts_sentence(copies.head(2), {"a": "Post", "b": "Echo"})
    'No two of them share much of their wording: each counts as a separately worded text.'
    """
    shared = [own["article_id"].tolist() for _, own in copies.groupby("text_id", sort=False) if len(own) > 1]
    if not shared:
        none = f"No two of {'them' if who == 'They' else who.lower()} share much of their wording"
        return f"{none}: each counts as a separately worded text." if len(copies) > 1 else ""
    n = copies["text_id"].nunique()
    said = f"{who} make only {n:,} separately worded text{'s' * (n != 1)}"
    if len(shared) > 1 or len(shared[0]) > 4:
        return f"{said}: {sum(map(len, shared)):,} of the articles share a text with another one."
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
