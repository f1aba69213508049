"""The story-order strip: in what order each article tells what it shares with others, as a drawing."""

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Any

import pandas as pd

from analysis import schema
from analysis.report.annotate import ARTICLE, labels
from analysis.report.render import Chart, Fragment, render
from analysis.report.reuse import AGAIN
from analysis.report.tables import table
from analysis.wording import several

COLUMNS_MOST = 8
"""Articles that the drawing shows at most."""
WIDE, GAP, TOP, TALL, LEGEND = 118, 92, 62, 560, 520
"""In points: width of a column, between two, above them, height of the longest article, width of the key."""


def drawing(tables: dict[str, pd.DataFrame], order: Sequence[str], ribbons: pd.DataFrame) -> Chart:
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
        "story_order", columns=columns, ends=_ends(scale, runs), ribbons=drawn, alt=alt,
        width=max(scale.width, LEGEND), height=height, wide=WIDE, top=TOP,
    ).html  # fmt: skip
    measure = f"Passages that two articles share; height: characters; n = {len(order)} articles"
    return Chart(svg, alt, "story-order", measure, _shared_counts(order, names, tables["passages"]))


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
    columns = [(ARTICLE, ""), ("and", ""), ("Passages shared", "num"), ("of them quoted in both", "num")]
    return table(f"Passages that two articles of the drawing share. {AGAIN}", columns, rows)


def _two_lines(name: str) -> list[str]:
    """A name in at most two lines of a column's width."""
    words, lines = name.split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > 16:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [line if len(line) <= 18 else f"{line[:17]}…" for line in lines[:2]]
