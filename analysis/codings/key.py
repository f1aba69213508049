"""The key of the coding sheets: which unit each item is, from which group, with what chance. Coders do not see it."""

import math
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import schema
from analysis.codings import tabular
from analysis.codings.check import Checker, same_text
from analysis.codings.places import misfit
from analysis.codings.rows import Judgement, Note

NAME = "key.csv"
MOST_DIGITS = 18
"""Of a whole number of a key: one with more does not fit its column."""
MADE = ("n_stratum", "n_drawn", "probability")
"""Columns that only a key has."""
TAKE_AS_MADE = "take the key as it was made"


class Key:
    """The items of one draw, by their number."""

    def __init__(self, sampled: pd.DataFrame) -> None:
        self.items = {row.item: row for row in sampled.itertuples()}

    def __bool__(self) -> bool:
        return bool(self.items)

    @staticmethod
    def is_key(path: Path) -> bool:
        """Has a CSV file the columns of a key?"""
        try:
            with path.open("rb") as file:
                head = file.readline(10_000)
        except OSError:
            return False
        return all(name.encode() in head for name in MADE)

    @staticmethod
    def load(path: Path, file: str, checker: Checker) -> tuple[pd.DataFrame, list[Note]]:
        """The key of a file: table `sampled`; items whose text is no longer there are told and left out."""
        rows, notes = [], []
        columns = schema.TABLES["sampled"].columns
        data = path.read_bytes()
        text = data.decode(tabular.encodings(data)[0], errors="replace")
        for row in tabular.from_text(text, file):
            if isinstance(row, Note):
                notes.append(row)
                continue
            number, cells = row
            try:
                made = {c.name: _cell(cells.get(c.name, ""), c.dtype) for c in columns}
                if not 1 <= made["n_drawn"] <= made["n_stratum"] or not 0 < made["probability"] <= 1:
                    raise ValueError
            except ValueError:
                reason, remedy = "has a cell that no key can hold, or no number where one belongs", TAKE_AS_MADE
                notes.append(Note("reject", file, number, reason, remedy))
                continue
            wrong = Key._misfit(made, checker)
            if wrong:
                notes.append(Note("reject", file, number, *wrong))
            else:
                rows.append(made)
        return schema.from_rows("sampled", rows), notes

    @staticmethod
    def _misfit(made: dict, checker: Checker) -> tuple[str, str] | None:
        article = checker.texts.get(made["article_id"])
        if article is None:
            return f"is about article {made['article_id']!r}, which is no longer there", "draw new sheets"
        if pd.isna(made["start"]):
            return None
        for text in (made["text"], str(made["text"]).removeprefix("'")):
            if misfit(article, made["start"], made["end"], text) is None:
                made["text"] = text
                return None
        return misfit(article, made["start"], made["end"], made["text"])

    def judgement(self, cells: dict[str, str], coder: str, file: str, number: int) -> Judgement | Note:
        """The judgement that a row of a filled sheet is."""
        item = self.items.get(cells["item"].strip())
        if item is None:
            reason = f"item {cells['item'].strip()[:20]!r} is not in the key"
            return Note("reject", file, number, reason, "was the sheet made with another key, or the cell changed?")
        text = "" if pd.isna(item.text) else item.text
        cell = cells.get("text", text)
        if cells["answer"].strip() and not same_text(cell, text):
            reason = f"near miss: the text of item {item.item} was changed in the sheet"
            return Note(
                "reject", file, number, reason, "code on the sheet as it was made; write only answers and notes"
            )
        name = cells.get("coder", "").strip() or coder
        place = ("", "", "") if pd.isna(item.start) else (str(item.start), str(item.end), text)
        asked = (item.unit, item.variable, cells["answer"], cells.get("note") or "")
        return Judgement(file, number, item.article_id, *place, name, *asked)


def _cell(cell: str, dtype: str) -> Any:
    """A cell as its column has it.

    Raises:
        ValueError: it is no number where one belongs, or one that no key can have made.

    >>> _cell(" 12", "int64"), _cell("", "Int64"), _cell("0.5", "float64")
    (12, <NA>, 0.5)
    """
    cell = cell.strip() if dtype != "string" else cell
    if not cell and dtype not in ("int64", "float64"):
        return pd.NA
    if dtype in ("Int64", "int64"):
        if not cell.isascii() or not cell.isdecimal() or len(cell) > MOST_DIGITS:
            raise ValueError
        return int(cell)
    if dtype != "float64":
        return cell
    if not math.isfinite(value := float(cell)):
        raise ValueError
    return value
