"""Tables, folded tables and method boxes: what the sections of the page are built of."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from string import ascii_lowercase
from typing import Any

from markupsafe import Markup

from analysis.report.render import Fragment, data_uri, render
from analysis.writing import harmless

ROWS_SHOWN = 240
UNSCORED = (
    "no labelled texts of others were at hand; what a coding of these articles tells, if there is one, stands under "
    "How sure is this."
)
NONE = Markup('<span class="note">–</span>')


def method(title: str, scores: str = UNSCORED, **points: str) -> Fragment:
    """A folded box beside a measure: what it counts, an example it gets right, one wrong, its limits and its scores.

    `scores` is what `analysis.cards.in_words` says of the signal.
    """
    named = [*((f"{k.replace('_', ' ')}:", v) for k, v in points.items()), ("Scores:", scores)]
    return render("method", title=title, points=named)


def box(title: str, points: Sequence[tuple[str, str]]) -> Fragment:
    """A box that stands open: pairs of a label and a sentence."""
    return render("box", title=title, points=points)


def table(
    caption: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[Any]],
    notes: dict[str, str] | None = None,
    ids: Sequence[str] = (),
    most: int = ROWS_SHOWN,
    take: bool = True,
    fold: int = 0,
    heard: bool = False,
) -> Fragment:
    """A table with a caption and its data as a CSV file to take away.

    A column is its name and `num` for numbers; `ids` are the addresses of the rows, where links lead to them. Beyond
    `most` rows the caption says how many there are. Without `take` there is no file: for a list whose sentences another
    table gives already. With `fold` a table of more rows than that is folded. A caption that is only `heard`, by a
    reader of the screen, says what the line above it says to the eye.
    """
    if len(rows) > most:
        caption = f"{caption} (the first {most} of {len(rows):,})"
        rows = rows[:most]
    data = as_csv([name for name, _ in columns], rows) if take else ""
    shown = render(
        "table",
        notes,
        caption=caption,
        columns=columns,
        rows=rows,
        ids=ids,
        data=data,
        file=file_name(caption),
        heard=heard,
    )
    if fold and len(rows) > fold:
        return folded(f"{re.split(r'[:;.]| [(]', caption)[0]} ({len(rows)} rows)", shown)
    return shown


def rows_to_take(file: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Markup:
    """The way to rows as a CSV file, where the page has them in another form than a table."""
    data = data_uri(as_csv(columns, rows), "text/csv")
    return Markup('<p class="take"><a download="{}.csv" href="{}">These rows as CSV</a></p>').format(file, data)


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table of the page as CSV: markup left out, text that a spreadsheet would take for a formula made harmless.

    >>> as_csv(["a", "n"], [(Markup("<b>+1</b>"), 2), ("x,y", -1)]).splitlines()
    ['a,n', "'+1,2", '"x,y",-1']
    """
    written = io.StringIO()
    out = csv.writer(written)
    out.writerow([harmless(name) for name in columns])
    out.writerows([[harmless(_plain(cell)) for cell in row] for row in rows])
    return written.getvalue()


def file_name(title: str) -> str:
    """A file name made of the first words of a title.

    >>> file_name("Every quotation: who, where?")
    'every-quotation-who-where'
    """
    return "-".join(re.findall(r"[a-z0-9]+", title.lower())[:8]) or "table"


def _plain(cell: Any) -> Any:
    if not isinstance(cell, Markup):
        return cell
    return cell.replace("<br>", " ").striptags()


def folded(summary: str, inner: Fragment, printed: bool = True) -> Fragment:
    """A part that the reader opens; a long list of sentences need not be `printed`."""
    kind = Markup("") if printed else Markup(' class="listing"')
    html = Markup("<details{}><summary>{}</summary>\n{}\n</details>").format(kind, summary, Markup(inner.html))
    return Fragment(str(html), inner.notes)


def joined(*parts: Fragment | Markup) -> Fragment:
    """Parts one below the other."""
    return Fragment("\n".join(p.html if isinstance(p, Fragment) else str(p) for p in parts))


def lettered(notes: Sequence[Sequence[str]]) -> tuple[list[str], Markup]:
    """The notes of rows, with letters for the sentences that several share; and what the letters mean.

    >>> cells, legend = lettered([["Few units.", "No interval."], ["Few units."], []])
    >>> cells[:2], str(legend)
    (['No interval. (a)', '(a)'], "<p class='note'>(a) Few units.</p>")
    """
    notes = [list(dict.fromkeys(note)) for note in notes]
    counts = Counter(sentence for note in notes for sentence in note)
    letters = dict(zip((s for s, n in counts.items() if n > 1), ascii_lowercase, strict=False))
    cells = [
        " ".join([*(s for s in note if s not in letters), *(f"({letters[s]})" for s in note if s in letters)]) or NONE
        for note in notes
    ]
    told = " ".join(f"({letter}) {sentence}" for sentence, letter in letters.items())
    return cells, Markup("<p class='note'>{}</p>").format(told) if told else Markup("")
