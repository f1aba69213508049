"""Checking a judgement against the articles and against what was asked: kept as it is, or left out with the reason."""

import difflib
from collections.abc import Mapping

import pandas as pd

from analysis.codings import variables
from analysis.codings.places import misfit, places
from analysis.codings.rows import Judgement, Note
from analysis.codings.variables import Variable
from analysis.schema import HEADS

FORMULA_MARK = "'"
"""What a sheet sets before a text that a spreadsheet would take for a formula."""


class Checker:
    """Checks judgements against the articles of a study."""

    def __init__(
        self,
        articles: pd.DataFrame,
        known: Mapping[str, Variable],
        propositions: frozenset[str],
    ) -> None:
        ids = articles["article_id"]
        self.texts: dict[str, str] = dict(zip(ids, articles["text"], strict=True))
        heads = articles["headline"]
        self.headlines: dict[str, str] = {k: h for k, h in zip(ids, heads, strict=True) if not pd.isna(h)}
        names = articles["file"].dropna().str.rpartition("/")[2]
        self.files: dict[str, str] = dict(zip(names, ids[names.index], strict=True))
        self.known, self.propositions = known, propositions

    def check(self, row: Judgement) -> dict | Note | None:
        """A row of `codings`, a note that says why there is none, or nothing where the cell is empty: not coded."""
        if not row.value.strip():
            return None
        if row.article_id not in self.texts:
            return self._note(row, *self._no_article(row.article_id))
        if not row.variable:
            return self._note(row, "says of no variable that it is judged", "fill in `variable`")
        value = self._value(row)
        if isinstance(value, Note):
            return value
        place = self._place(row)
        if isinstance(place, Note):
            return place
        start, end, text = place
        return {
            "article_id": row.article_id,
            "start": start,
            "end": end,
            "text": text,
            "coder": row.coder,
            "unit": row.unit,
            "variable": row.variable,
            "value": value,
            "note": row.note.strip() or pd.NA,
            "file": row.file,
            "row": row.row,
        }

    def _value(self, row: Judgement) -> str | Note:
        variable = variables.find(row.variable, row.unit, self.known)
        if variable is None:
            return row.value.strip()
        if variable.for_each == "proposition" and self.propositions:
            asked = row.variable.partition(":")[2]
            if asked not in self.propositions:
                listed = ", ".join(sorted(self.propositions))
                return self._note(
                    row, f"is about proposition {asked!r}, which the study does not have", f"use {listed}"
                )
        value = variable.read(row.value)
        if value is None:
            reason = f"{row.value.strip()[:40]!r} is no answer to `{row.variable}`"
            return self._note(row, reason, f"answer with one of: {variable.answers}")
        return value

    def _place(self, row: Judgement) -> tuple[object, object, object] | Note:
        article = self.texts[row.article_id]
        if not row.start.strip() and not row.end.strip():
            if row.text and row.unit in HEADS and not places(article, row.text, 1):
                return self._note(row, *(misfit(article, -1, -1, row.text) or ("", "")))
            return pd.NA, pd.NA, pd.NA
        try:
            start, end = int(row.start), int(row.end)
        except ValueError:
            reason = f"has no place: start {row.start[:20]!r}, end {row.end[:20]!r}"
            return self._note(row, reason, "give both as whole numbers, counted in characters from 0")
        if not row.text:
            reason = "gives a place without the words that stand there, so that nothing can be checked"
            return self._note(row, reason, "fill in `text`")
        text = row.text
        if article[start:end] != text and text.startswith(FORMULA_MARK) and article[start:end] == text[1:]:
            text = text[1:]
        if wrong := misfit(article, start, end, text):
            return self._note(row, *wrong)
        return start, end, text

    def _no_article(self, article_id: str) -> tuple[str, str]:
        reason = f"is about article {article_id!r}, which is not of this study"
        bare = article_id.strip().lstrip("0")
        stripped = [key for key in self.texts if key.lstrip("0") == bare and bare != key]
        if len(stripped) == 1:
            remedy = f"a spreadsheet drops zeros in front; is {stripped[0]} meant? Write it as text"
            return f"near miss: {reason}", remedy
        near = difflib.get_close_matches(article_id, list(self.texts)[:5000], n=1)
        return reason, f"did you mean {near[0]}?" if near else "use the ids of the table `articles`"

    @staticmethod
    def _note(row: Judgement, reason: str, remedy: str) -> Note:
        return Note("reject", row.file, row.row, reason, remedy)


def same_text(cell: str, text: str) -> bool:
    """Is a cell of a sheet the text that was put there, with or without the mark against formulas?

    >>> same_text("'=1+1", "=1+1"), same_text("=1+1", "=1+1"), same_text("may", "might")
    (True, True, False)
    """
    return cell in (text, FORMULA_MARK + text) or " ".join(cell.split()) == " ".join(text.split())
