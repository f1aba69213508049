"""Coding sheets for people: the command `python -m analysis sheets STUDY OUT_DIR`."""

import csv
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click
import pandas as pd

from analysis import pipeline, schema, study
from analysis.codings import variables
from analysis.codings.key import NAME as KEY
from analysis.codings.variables import Variable
from analysis.errors import InputError
from analysis.evidence import sample, units
from analysis.outlets import masking
from analysis.outlets.masking import Masks
from analysis.report.render import environment
from analysis.writing import harmless, new_folder

CODERS = 2
COLUMNS = ("item", "question", "statement", "before", "text", "after", "answers", "answer", "note")
BEFORE, AFTER = 500, 250
"""Characters of the article that are shown around a unit, to the next word."""
HIDDEN = "[this outlet]"
FAR = 1500
"""Characters before a quotation: who speaks may have been named some paragraphs before."""


def run(path: str, out: str, n: int | None = None, seed: int = 1, n_coders: int = CODERS, outlets: bool = False) -> int:
    """Write a sheet for each coder, the codebook, and the key; the number of articles that were left out.

    Args:
        path: study, folder or table.
        out: folder to make. One that holds anything is refused.
        n: units a question; without it as many as `evidence.sample.size` says.
        outlets: show the outlet beside each item.

    Raises:
        InputError: the folder is there, or there is nothing to judge.
    """
    with new_folder(out) as folder:
        the_study = study.load(path)
        tables = pipeline.analyse(the_study)
        population = units.find(tables)
        if not the_study.actors:  # nobody to choose from
            population = population[population["variable"] != "actor"]
        sampled = sample.draw(population, tables["articles"], n, seed)
        if sampled.empty:
            raise InputError(
                f"{path}: no article has a sentence or headline to judge; see python -m analysis check {path}"
            )
        known = {name: variable.in_study(a.id for a in the_study.actors) for name, variable in variables.load().items()}
        items = _items(sampled, tables, the_study, known, outlets)
        _write(folder, items, sampled, the_study, known, n_coders, outlets)
    click.echo(f"{out}: {len(items)} items for {n_coders} coders; give each a sheet and the codebook, keep {out}/key")
    left_out = int((tables["rejects"]["severity"] == "reject").sum())
    if left_out:
        click.echo(f"{left_out} left out: python -m analysis check {path}", file=sys.stderr)
    return left_out


def _items(
    sampled: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    the_study: study.Study,
    known: Mapping[str, Variable],
    outlets: bool,
) -> list[dict[str, Any]]:
    """What coders see of each item: no answer of the suite, and no outlet unless asked for."""
    articles, lines = tables["articles"], tables["lines"]
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    story = lines[lines["label"].isin(schema.PARTS)]
    stories = {key: list(zip(own["start"], own["end"], strict=True)) for key, own in story.groupby("article_id")}
    hides = _blind(articles, the_study) if not outlets else {}
    statements = {p.id: p.text for p in the_study.propositions}
    items = []
    for row in sampled.itertuples():
        name, _, proposition = row.variable.partition(":")
        around = _around(texts[row.article_id], row, stories.get(row.article_id, []))
        before, after = map(hides[row.article_id], around) if not outlets else around
        items.append(
            {
                "item": row.item,
                "question": known[name].question,
                "statement": statements.get(proposition, ""),
                "before": before,
                "text": row.text,
                "after": after,
                "answers": known[name].answers,
                "options": known[name].values,
                "variable": name,
                "outlet": row.outlet_key if outlets else "",
            }
        )
    return items


def _blind(articles: pd.DataFrame, the_study: study.Study) -> dict[str, Callable[[str], str]]:
    """For each article what hides its own outlet, its author and all addresses in a text."""
    forms = masking.masks_of(articles, the_study.outlets).forms
    found: dict[str, Callable[[str], str]] = {}
    for article_id, outlet, byline in zip(*(articles[c] for c in ("article_id", "outlet_key", "byline")), strict=True):
        own = Masks({outlet: forms.get(outlet, [])}, {outlet: HIDDEN})
        found[article_id] = partial(own.hide, own=outlet, byline=None if pd.isna(byline) else byline)
    return found


def _around(text: str, row: Any, story: list[tuple[int, int]]) -> tuple[str, ...]:
    """The words of the story before and after a unit, cut between words; nothing of a headline: it is judged alone."""
    if pd.isna(row.start):
        return "", ""
    before = "".join(text[start : min(end, row.start)] for start, end in story if start < row.start)
    after = "".join(text[max(start, row.end) : end] for start, end in story if end > row.end)
    most = FAR if row.unit == "quote" else BEFORE
    if len(before) > most:
        before = "… " + before[-most:].partition(" ")[2]
    if len(after) > AFTER:
        after = after[:AFTER].rpartition(" ")[0] + " …"
    return before, after


def _write(
    folder: Path,
    items: list[dict[str, Any]],
    sampled: pd.DataFrame,
    the_study: study.Study,
    known: Mapping[str, Variable],
    n_coders: int,
    outlets: bool,
) -> None:
    key = folder / "key"
    key.mkdir()
    for number in range(1, n_coders + 1):
        columns = ("outlet", *COLUMNS) if outlets else COLUMNS
        _table(folder / f"coder_{number}.csv", columns, items)
    sampled_rows = sampled.astype(object).where(sampled.notna(), "").to_dict("records")
    _table(key / KEY, tuple(sampled.columns), sampled_rows, keep_lines=True)
    asked = [known[name] for name in dict.fromkeys(item["variable"] for item in items)]
    shared = {"title": the_study.title, "version": variables.version(), "variables": asked, "actors": the_study.actors}
    templates = environment()
    sheet = templates.get_template("sheet.html.j2").render(items=items, coder="", **shared)
    (folder / "sheet.html").write_text(sheet, encoding="utf-8")
    codebook = templates.get_template("codebook.html.j2").render(**shared)
    (folder / "codebook.html").write_text(codebook, encoding="utf-8")
    (key / "README.txt").write_text(_explained(sampled), encoding="utf-8")


def _table(path: Path, columns: tuple[str, ...], rows: list[dict[str, Any]], keep_lines: bool = False) -> None:
    """A CSV file that Excel opens as it is meant: UTF-8 told by a byte order mark, no cell taken for a formula."""
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            cells = (row.get(column, "") for column in columns)
            writer.writerow([harmless(_one_line(cell) if not keep_lines else cell) for cell in cells])


def _one_line(cell: Any) -> Any:
    return " ".join(cell.split()) if isinstance(cell, str) else cell


def _explained(sampled: pd.DataFrame) -> str:
    """What the key is, how many units were drawn and why."""
    lines = [
        "For whoever runs the study. Do not hand this folder to coders: key.csv says what the suite answered.",
        "",
        "1. Every coder fills the column `answer` of a sheet of his or her own (coder_1.csv, …), alone.",
        "   An empty answer is not coded. sheet.html is the same sheet for paper.",
        "2. Put the filled sheets and key.csv into the folder that `codings:` of the study file names.",
        "   The next run reads them: agreement, scores and corrected estimates. The file's name is the coder's.",
        "3. Say in coders.yaml there who the coders are.",
        "",
        f"Seed {sampled['seed'].iloc[0]}; articles {sampled['corpus'].iloc[0]} (SHA-256, first 16 digits).",
        "Coders do not see the outlet; what a text itself says of its outlet is hidden around an item, not in it.",
        "Drawn by chance within groups of one outlet and one answer of the suite; small groups get more than their",
        "share, so that rare answers are seen. key.csv holds each item's chance; every estimate takes it into account.",
        "",
        "question, unit: drawn of all | by Lacy and Riffe (1996)",
    ]
    first = sampled.drop_duplicates(["stratum", "variable", "unit"])
    for (question, unit), drawn in sampled.groupby([sampled["variable"].map(variables.base), "unit"], sort=False):
        if question in sample.FOLLOWS:
            continue
        groups = first[(first["variable"].map(variables.base) == question) & (first["unit"] == unit)]
        total = int(groups.drop_duplicates("stratum")["n_stratum"].sum())
        lines.append(f"{question}, {unit}: {len(drawn)} of {total} | {sample.size(total)}")
    lines += [
        "",
        f"The rule is for agreement: if {sample.AGREEMENT:.0%} of all answers are alike, so many units show",
        f"{sample.AGREEMENT - sample.MARGIN:.0%} or more in 95 of 100 samples. For estimates that are corrected for",
        "errors take several hundred units a question (--units 300).",
    ]
    return "\n".join(lines) + "\n"
