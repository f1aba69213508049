"""Shared copy on the page: which articles are one text, how its editions differ, and in what order each tells."""

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis import schema
from analysis.report.annotate import Mark, Places, labels, marked
from analysis.report.render import Chart, Fragment, render
from analysis.report.tables import NONE, folded, table
from analysis.spans import offsets
from analysis.wording import percent, several
from analysis.words import WORD, even

COLUMNS_MOST = 8
"""Articles that the strip shows at most."""
PAIRS_SHOWN, EDITS_SHOWN, EDITS_MOST = 3, 3, 120
PASSAGES_MOST = 100
WIDE, GAP, TOP, TALL, LEGEND = 118, 92, 62, 560, 520
"""The strip in points: width of a column, between two, above them, height of the longest article, width of the key."""
KINDS = {
    "reworded": "in other words or another order",
    "part": "alike in part",
    "moved": "stands elsewhere",
    "only_here": "only in one",
    "cut": "no longer in the later one",
    "added": "new in the later one",
}
TOUCHED = {
    "attribution": "reporting clause: one has words of it that the other has not",
    "hedge": "softening word",
    "name": "how somebody is named",
    "verb": "reporting verb",
}


def texts(tables: dict[str, pd.DataFrame]) -> Fragment:
    """How many separately worded texts the articles are, and which articles are one text."""
    copies, names = tables["copies"], labels(tables["articles"])
    n_texts = copies["text_id"].nunique()
    said = Markup("<p>{} {}.</p>").format(
        f"{len(copies)} articles are" if len(copies) != 1 else "1 article is",
        "1 separately worded text" if n_texts == 1 else f"{n_texts} separately worded texts",
    )
    grouped = copies[(copies["n_articles"] > 1) | copies["credit"].notna()]
    if not len(grouped):
        return Fragment(str(said + Markup("<p>No two share much of their prose, and none credits an agency.</p>")))
    rows = []
    for row in grouped.sort_values(["text_id", "article_id"]).head(PASSAGES_MOST).itertuples():
        others = copies[(copies["text_id"] == row.text_id) & (copies["article_id"] != row.article_id)]["article_id"]
        rows.append(
            (
                names[row.article_id],
                ", ".join(names[a] for a in others) if len(others) else NONE,
                NONE if pd.isna(row.shared_prose) else percent(row.shared_prose),
                NONE if pd.isna(row.credit) else row.credit,
            )
        )
    columns = [
        ("Article", ""),
        ("One text with", ""),
        ("Prose shared, of the shorter one", "num"),
        ("Agency that it credits with the words", ""),
    ]
    shown = table("Articles that are one text, re-edited, or that credit an agency", columns, rows)
    return Fragment(str(said) + shown.html, shown.notes)


def strip(tables: dict[str, pd.DataFrame], order: Sequence[str], ribbons: pd.DataFrame) -> Chart:
    """The story-order strip: a column an article, its paragraphs from top to bottom, ribbons where words are shared.

    Args:
        tables: tables `articles, lines, passages` by name.
        order: the articles from left to right.
        ribbons: what runs between them, one row each, as the comparison gives it.
    """
    order = list(order)[:COLUMNS_MOST]
    names = labels(tables["articles"])
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    scale = _Scale(tables["lines"], order)
    runs = ribbons[ribbons["article_id"].isin(order) & ribbons["other_id"].isin(order)]
    columns: list[dict[str, Any]] = [
        {
            "x": scale.left(article),
            "name": _two_lines(names[article]),
            "height": scale.bottom(article) - TOP,
            "paragraphs": [
                {"y": scale.y(article, a), "h": scale.y(article, b) - scale.y(article, a)} for a, b in lines
            ],
        }
        for article, lines in scale.lines.items()
    ]
    drawn = [_ribbon(scale, row, texts) for row in runs.sort_values(["next", "quoted"], kind="stable").itertuples()]
    alt = _alt(tables["passages"], order, names)
    height = max((c["height"] for c in columns), default=0) + TOP + 40
    svg = render(
        "strip", columns=columns, ends=_ends(scale, runs), ribbons=drawn, alt=alt,
        width=max(scale.width, LEGEND), height=height, wide=WIDE, top=TOP,
    ).html  # fmt: skip
    measure = f"Passages that two articles share; height: characters; n = {len(order)} articles"
    return Chart(svg, alt, "story-order", measure, _shared_counts(order, names, tables["passages"]))


def passages(tables: dict[str, pd.DataFrame]) -> Fragment:
    """Every passage that articles share, with each article's own words: what the strip shows, as a table."""
    found, names, places = tables["passages"], labels(tables["articles"]), Places(tables)
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    rows = []
    clusters = list(found.groupby("cluster_id", sort=True))
    for _, members in clusters[:PASSAGES_MOST]:
        words = members.sort_values("n_words", ascending=False).iloc[0]
        longest = texts[words["article_id"]][words["start"] : words["end"]]
        where = Markup("; ").join(
            Markup("{} ({}{}) {}").format(
                names[m.article_id],
                "quoted" if m.quoted else "prose",
                "" if _plain(own := texts[m.article_id][m.start : m.end]) == _plain(longest) else f": “{own}”",
                places.link(m.article_id, m.start),
            )
            for m in members.itertuples()
        )
        rows.append((longest, int(members["n_outlets"].iloc[0]), where))
    columns = [("Words, as the article with most of them has them", ""), ("Outlets", "num"), ("Where", "")]
    left = len(clusters) - len(rows)
    caption = "Passages that two or more articles share" + (f"; {left} more are in the tables" if left else "")
    summary = f"All {len(rows)} passages as a table" if not left else f"The first {len(rows)} passages as a table"
    return (
        folded(summary, table(caption, columns, rows), printed=False)
        if rows
        else Fragment("<p>No two articles share a passage.</p>")
    )


def edits(tables: dict[str, pd.DataFrame]) -> Fragment:
    """The edit ledger: articles that are one text, sentence beside sentence, the words that differ marked."""
    found, places = tables["edits"], Places(tables)
    names = labels(tables["articles"])
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    pairs = []
    for _, own in found.groupby("pair", sort=True):
        row = own.iloc[0]
        first, second = sorted((row["article_id"], row["other_id"]), key=_first_side(own))
        entries = [_entry(r, texts, names, places) for r in own[own["kind"].isin(["reworded", "moved"])].itertuples()]
        alone = {
            side: [
                _alone(r, texts, places)
                for r in own[(own["article_id"] == side) & own["other_start"].isna()].itertuples()
            ]
            for side in (first, second)
        }
        dated = own["kind"].isin(["cut", "added"]).any()
        pairs.append(
            {
                "first": names[first],
                "second": names[second],
                "entries": entries[:EDITS_MOST],
                "alone": [
                    (KINDS[("cut", "added")[n]] if dated else "", names[side], alone[side])
                    for n, side in enumerate((first, second))
                ],
            }
        )
    return render("edits", pairs=pairs[:PAIRS_SHOWN], left=max(0, len(pairs) - PAIRS_SHOWN), shown=EDITS_SHOWN)


def _plain(text: str) -> list[str]:
    return WORD.findall(even(text).lower())


class _Scale:
    """Where things stand in the strip."""

    def __init__(self, lines: pd.DataFrame, order: Sequence[str]) -> None:
        own = lines[lines["article_id"].isin(order) & lines["label"].isin(schema.PARTS)]
        self.lines = {
            article: list(zip(part["start"], part["end"], strict=True))
            for article, part in ((a, own[own["article_id"] == a]) for a in order)
        }
        self.order = list(order)
        self.most = max((sum(b - a for a, b in spans) for spans in self.lines.values()), default=1) or 1
        self.width = len(order) * WIDE + max(0, len(order) - 1) * GAP + 2

    def left(self, article: str) -> int:
        return 1 + self.order.index(article) * (WIDE + GAP)

    def y(self, article: str, place: int) -> float:
        """Height of a character: furniture takes no room."""
        before = sum(min(place, b) - a for a, b in self.lines[article] if a < place)
        return round(TOP + TALL * before / self.most, 1)

    def bottom(self, article: str) -> float:
        return self.y(article, max((b for _, b in self.lines[article]), default=0))


def _ends(scale: _Scale, runs: pd.DataFrame) -> list[dict[str, Any]]:
    """The passages in the columns, each once."""
    places = {
        (article, start, end, "quoted" if quoted else "prose"): None
        for side in ("", "other_")
        for article, start, end, quoted in zip(
            runs["article_id" if not side else "other_id"], runs[f"{side}start"], runs[f"{side}end"], runs["quoted"],
            strict=True,
        )
    }  # fmt: skip
    return [
        {"x": scale.left(a), "y": (y := scale.y(a, start)), "h": round(max(2, scale.y(a, end) - y), 1), "kind": kind}
        for a, start, end, kind in sorted(places)
    ]


def _ribbon(scale: _Scale, row: Any, texts: dict[str, str]) -> dict[str, Any]:
    left, right = scale.left(row.article_id) + WIDE, scale.left(row.other_id)
    a, b = scale.y(row.article_id, row.start), scale.y(row.article_id, row.end)
    c, d = scale.y(row.other_id, row.other_start), scale.y(row.other_id, row.other_end)
    b, d = max(b, a + 2), max(d, c + 2)
    third, middle, other_middle = (right - left) / 3, (a + b) / 2, (c + d) / 2
    near, far = round(left + third, 1), round(right - third, 1)
    return {
        "path": f"M{left},{a} C{near},{a} {far},{c} {right},{c} L{right},{d} C{far},{d} {near},{b} {left},{b} Z",
        "line": f"M{left},{middle:.1f} C{near},{middle:.1f} {far},{other_middle:.1f} {right},{other_middle:.1f}",
        "kind": "quoted" if row.quoted else "prose",
        "next": row.next,
        "words": texts[row.article_id][row.start : row.end],
    }


def _shared(passages: pd.DataFrame, one: str, other: str) -> tuple[int, int]:
    """How many passages two articles both have, and how many of them between quotation marks in both.

    A ribbon runs only to the next column that has a passage, so ribbons are fewer.

    >>> found = pd.DataFrame([(0, "a", True), (0, "b", True), (0, "c", False), (1, "a", False), (1, "c", False)],
    ...                      columns=["cluster_id", "article_id", "quoted"])
    >>> _shared(found, "a", "b"), _shared(found, "a", "c")
    ((1, 1), (2, 0))
    """
    own = [passages[passages["article_id"] == article] for article in (one, other)]
    shared = set.intersection(*(set(passage["cluster_id"]) for passage in own))
    quoted = set.intersection(*(set(passage[passage["quoted"]]["cluster_id"]) for passage in own))
    return len(shared), len(quoted)


def _alt(passages: pd.DataFrame, order: Sequence[str], names: dict[str, str]) -> str:
    """The strip in words: the columns from left to right, and how much each two neighbours share."""
    said = [f"One column an article, from left to right {', '.join(names[a] for a in order)}."]
    for one, other in pairwise(order):
        n, quoted = _shared(passages, one, other)
        said.append(f"{names[one]} and {names[other]} share {several(n, 'passage')}, {quoted} of them quoted in both.")
    return " ".join(said)


def _shared_counts(order: Sequence[str], names: dict[str, str], passages: pd.DataFrame) -> Fragment:
    """How many passages each two articles of the strip share, and how many of them are quotations in both."""
    rows = []
    for one, other in combinations(order, 2):
        n, quoted = _shared(passages, one, other)
        if n:
            rows.append((names[one], names[other], n, quoted))
    columns = [("Article", ""), ("and", ""), ("Passages shared", "num"), ("of them quoted in both", "num")]
    return table("Passages that two articles of the drawing share", columns, rows)


def _two_lines(name: str) -> list[str]:
    """A name in at most two lines of a column's width."""
    words, lines = name.split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > 16:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [line if len(line) <= 18 else f"{line[:17]}…" for line in lines[:2]]


def _first_side(own: pd.DataFrame) -> Any:
    """The front article of a pair is the one that rows with two sides stand in."""
    front = own[own["other_start"].notna()]["article_id"]
    return lambda article: (len(front) > 0 and article != front.iloc[0], article)


def _entry(row: Any, texts: dict[str, str], names: dict[str, str], places: Places) -> dict[str, Any]:
    touched = [] if pd.isna(row.touches) else [TOUCHED[t] for t in str(row.touches).split(", ")]
    kind = "the same words, elsewhere" if row.kind == "moved" else KINDS["reworded" if _mostly_alike(row) else "part"]
    sides = [
        (row.article_id, row.start, row.end, row.differs),
        (row.other_id, row.other_start, row.other_end, row.other_differs),
    ]
    return {
        "tag": "; ".join(touched) or kind,
        "moved": row.moved and row.kind != "moved",
        "sides": [
            {
                "outlet": names[article],
                "html": marked(texts[article], start, end, _runs(texts[article], offsets(differs))),
                "link": places.link(article, start),
            }
            for article, start, end, differs in sides
        ],
    }


def _mostly_alike(row: Any) -> bool:
    """Do two thirds of the words of the shorter side stand in the other, too? Else a clause, or half of one, is alike.

    >>> row = {"text": "The port shut, adding to fears", "differs": "0:3 4:8 9:13"}
    >>> row |= {"other_text": "A new strike adds further to fears", "other_differs": "0:1 2:5 6:12 13:17 18:25"}
    >>> _mostly_alike(pd.Series(row))
    False
    """
    own, other = len(WORD.findall(row.text)), len(WORD.findall(row.other_text))
    alike = min(own - len(offsets(row.differs)), other - len(offsets(row.other_differs)))
    return alike >= 2 / 3 * min(own, other)


def _runs(text: str, differing: Sequence[tuple[int, int]]) -> list[Mark]:
    """Words that differ, marked; words in a row under one mark."""
    merged: list[tuple[int, int]] = []
    for start, end in differing:
        if merged and not any(c.isalnum() for c in text[merged[-1][1] : start]):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return [Mark(a, b, "changed") for a, b in merged]


def _alone(row: Any, texts: dict[str, str], places: Places) -> Markup:
    return Markup("{} {}").format(texts[row.article_id][row.start : row.end], places.link(row.article_id, row.start))
