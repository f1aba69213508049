"""Publish: tables in the form that was asked for, where it is another than the one that they are made in."""

import csv
import io
from collections.abc import Sequence
from hashlib import sha256

import pandas as pd

from analysis import schema
from analysis.run import parts
from analysis.run.parts import Entry
from analysis.run.plan import Plan
from analysis.writing import harmless


def table(task: tuple[str, tuple[str, ...]], plan: Plan) -> Entry:
    """Write a table in the form that was asked for: as one file of CSV, or part by part without words of articles."""
    part, files = task
    columns = schema.TABLES[part].names if plan.text else schema.without_text(part)
    if plan.format == "csv":
        made = [_as_csv(plan, part, files, columns)]
    else:
        made = []
        for file in files:
            table = schema.to_arrow(_columns(plan, part, file, columns), part, plan.metadata())
            made.append(parts.written(plan, file.removeprefix(plan.tables), table))
    return parts.complete(plan, "publish", part, files=made)


def _columns(plan: Plan, name: str, file: str, columns: Sequence[str]) -> pd.DataFrame:
    table = parts.read(plan, name, file.rpartition("/")[2].removesuffix(".parquet"), columns)
    if not plan.text and "actor" in columns:  # of an actor that no study lists the id is made of the name
        table["actor"] = table["actor"].where(table["actor"].isin([a.id for a in plan.the_study.actors]))
    return table


def _as_csv(plan: Plan, name: str, files: Sequence[str], columns: Sequence[str]) -> Entry:
    """One file of CSV (UTF-8 with a byte order mark, as Excel asks); missing values are empty cells."""
    digest, n_rows = sha256(), 0
    with plan.folder.writing(f"{name}.csv") as out:
        for number, file in enumerate([None, *files]):
            text = io.StringIO()
            rows = csv.writer(text, lineterminator="\n")
            if file is None:
                rows.writerow(columns)
            else:
                table = _columns(plan, name, file, columns)
                values = table.astype(object).where(table.notna(), None)
                rows.writerows([harmless(cell) for cell in row] for row in values.itertuples(index=False))
                n_rows += len(table)
            data = text.getvalue().encode("utf-8" if number else "utf-8-sig")
            digest.update(data)
            out.write(data)
    return {"file": f"{name}.csv", "rows": n_rows, "sha256": digest.hexdigest()}
