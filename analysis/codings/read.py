"""Reading a folder of codings: CSV, filled sheets, INCEpTION, doccano; one file a coder, or the coder in the row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.codings import coders, doccano, inception, tabular, variables
from analysis.codings.check import Checker
from analysis.codings.coders import Coders
from analysis.codings.key import Key
from analysis.codings.rows import Judgement, Note
from analysis.errors import InputError

Tables = dict[str, pd.DataFrame]
IGNORED = (".md", ".txt", ".html", ".yaml", ".yml", ".pdf", "")
"""Kinds of files that may lie beside codings: codebooks, notes, `coders.yaml`."""
CODED = ("article_id", "variable", "value")
FILLED = ("item", "answer")


def read(
    folder: Path,
    given: str,
    articles: pd.DataFrame,
    actors: Iterable[str] = (),
    propositions: Iterable[str] = (),
    questions: Mapping[str, str] = {},
) -> Tables:
    """Read every judgement in a folder, and check each against the articles.

    Args:
        folder: with `coders.yaml`, and files of coders, in folders below too. CSV (also as spreadsheets save it) and
            `.xlsx` with the columns of the table `codings`, or filled coding sheets with their `key.csv`; INCEpTION's
            UIMA CAS JSON; doccano's JSONL.
        given: the folder as messages name it.
        articles: table `articles`.
        actors, propositions: ids of the study; others are refused where a variable is about them.
        questions: of the study's codebook of frames, which are answered by yes or no of a whole article.

    Returns: the tables `codings` (the judgements that fit, an empty cell is none; `hedge` is worked out from `hedges`),
        `coders`, `asked`, `sampled` (the key of the sheets) and `rejects` (each row that was left out, and why).

    Raises:
        InputError: the folder or `coders.yaml` cannot be read at all.
    """
    if not folder.is_dir():
        raise InputError(f"{given}: is no folder; `codings` names the folder that holds the coders' files")
    who = coders.load(folder, given)
    known_here = _known(who, actors, questions)
    checker = Checker(articles, known_here, frozenset(propositions))
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not _is_hidden(path, folder))
    named = [(path, f"{given}/{path.relative_to(folder).as_posix()}") for path in files]
    key, notes = _key(named, checker)
    sheets = Key(key)
    rows: list[dict] = []
    for path, file in named:
        judged, told = _file(path, file, sheets, checker)
        rows += judged
        notes += told
    kept, twice = _once(rows, known_here)
    notes += twice
    codings = schema.from_rows("codings", _derived(kept, known_here))
    return {
        "codings": codings,
        "coders": _coders(codings, who),
        "asked": _asked(who),
        "sampled": key,
        "rejects": schema.from_rows("rejects", [note._asdict() for note in notes]),
    }


def known(
    folder: Path, given: str, actors: Iterable[str] = (), questions: Mapping[str, str] = {}
) -> Mapping[str, variables.Variable]:
    """The variables by name: the project's, and those of the folder's `coders.yaml`, with the study's actors.

    >>> known(Path("nowhere"), "nowhere", ["ruiz"])["actor"].values
    ('ruiz', 'other')
    """
    return _known(coders.load(folder, given), actors, questions)


def _known(who: Coders, actors: Iterable[str], questions: Mapping[str, str]) -> Mapping[str, variables.Variable]:
    ids = tuple(actors)
    every = {**variables.of_questions(questions), **variables.load(), **who.variables}
    return {name: variable.in_study(ids) for name, variable in every.items()}


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def _key(named: Sequence[tuple[Path, str]], checker: Checker) -> tuple[pd.DataFrame, list[Note]]:
    """The key of the sheets, from the one table that has its columns."""
    found, notes = schema.empty("sampled"), []
    for path, file in named:
        if path.suffix.casefold() != ".csv" or not Key.is_key(path):
            continue
        if len(found):
            reason = "is a second key of coding sheets; a study is estimated from one draw"
            notes.append(Note("reject", file, None, reason, "keep the sheets of another draw in another folder"))
            continue
        found, told = Key.load(path, file, checker)
        notes += told
    return found, notes


def _file(path: Path, file: str, sheets: Key, checker: Checker) -> tuple[list[dict], list[Note]]:
    """What one file gives: rows of `codings`, with their place in the files, and notes."""
    suffix = path.suffix.casefold()
    if suffix in IGNORED or (suffix == ".csv" and Key.is_key(path)):
        return [], []
    if suffix in (".csv", ".tsv"):
        return _best(path, file, sheets, checker)
    if suffix == ".xlsx":
        return _checked(_table(tabular.from_workbook(path, file), path, file, sheets), checker)
    if suffix == ".jsonl":
        return _checked(doccano.read(path, file, checker.texts, checker.headlines), checker)
    if suffix == ".json":
        return _checked(inception.read(path, file, checker.texts, checker.files), checker)
    remedy = "save it as CSV; unpack an archive"
    return [], [Note("reject", file, None, f"is of no kind that is read here ({suffix})", remedy)]


def _best(path: Path, file: str, sheets: Key, checker: Checker) -> tuple[list[dict], list[Note]]:
    """A CSV file in the encoding in which most of its rows fit the articles."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return [], [Note("reject", file, None, f"cannot be read: {error.strerror}", "mend its permissions")]
    readings = []
    for encoding in tabular.encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        rows, notes = _checked(_table(tabular.from_text(text, file), path, file, sheets), checker)
        if encoding in ("cp1252", "mac_roman"):
            name = {"cp1252": "Windows-1252", "mac_roman": "Mac OS Roman"}[encoding]
            notes.insert(0, Note("doubt", file, None, f"not UTF-8; read as {name}, a guess", "save it as CSV UTF-8"))
        readings.append((rows, notes))
    if not readings:
        return [], [Note("reject", file, None, "is in no encoding that could be read", "save it as CSV UTF-8")]
    return max(readings, key=lambda reading: len(reading[0]))


def _table(rows: Iterable[tabular.Row | Note], path: Path, file: str, sheets: Key) -> Iterator[Judgement | Note]:
    """The judgements of a table: rows of `codings`, or a filled sheet."""
    first = True
    for row in rows:
        if isinstance(row, Note):
            yield row
            continue
        number, cells = row
        if first:
            first = False
            if all(name in cells for name in FILLED):
                if not sheets:
                    remedy = "put the key.csv that was made with it into the folder"
                    yield Note("reject", file, None, "is a filled coding sheet without its key", remedy)
                    return
            elif missing := [name for name in CODED if name not in cells]:
                columns = ", ".join(filter(None, cells)) or "none"
                remedy = f"give it the columns of the table `codings` ({', '.join(CODED)}, …); it has {columns}"
                yield Note("reject", file, None, f"has no column {missing[0]}", remedy)
                return
        if "answer" in cells and "item" in cells:
            yield sheets.judgement(cells, path.stem, file, number)
        else:
            get = cells.get
            coder = (get("coder") or "").strip() or path.stem
            place = (get("article_id", ""), get("start") or "", get("end") or "", get("text") or "")
            asked = ((get("unit") or "article").strip(), (get("variable") or "").strip())
            yield Judgement(file, number, *place, coder, *asked, get("value") or "", get("note") or "")


def _checked(rows: Iterable[Judgement | Note], checker: Checker) -> tuple[list[dict], list[Note]]:
    kept, notes = [], []
    for row in rows:
        judged = row if isinstance(row, Note) else checker.check(row)
        if isinstance(judged, Note):
            notes.append(judged)
        elif judged:
            kept.append(judged)
    return kept, notes


def _once(rows: Sequence[dict], known: Mapping[str, variables.Variable]) -> tuple[list[dict], list[Note]]:
    """Each judgement once. Of two different answers where one is allowed the first counts, and the second is told.

    Where any text is an answer there may be several: a statement can have two sources.
    """
    seen: dict[tuple, dict] = {}
    notes = []
    for row in rows:
        same = tuple(row[c] for c in ("coder", "article_id", "unit", "start", "end", "variable"))
        variable = variables.find(row["variable"], row["unit"], known)
        if variable is None or variable.is_free:
            same = (*same, row["value"])
        first = seen.setdefault(same, row)
        if first["value"] != row["value"]:
            reason = f"{row['coder']} judges `{row['variable']}` of the same {row['unit']} again: {row['value']!r}"
            reason += f", before {first['value']!r} ({first['file']}, row {first['row']})"
            notes.append(Note("reject", row["file"], row["row"], reason, "keep one of the two"))
    return list(seen.values()), notes


def _derived(rows: Sequence[dict], known: Mapping[str, variables.Variable]) -> list[dict]:
    """The rows with those that are worked out from others: `hedge` is yes where `hedges` is not 0."""
    sources = {v.source: v for v in known.values() if v.source}
    stated = {(r["coder"], r["article_id"], r["start"], r["end"], r["variable"]) for r in rows}
    found = []
    for row in rows:
        plain = {k: v for k, v in row.items() if k not in ("file", "row")}
        found.append(plain)
        target = sources.get(row["variable"])
        if target and (row["coder"], row["article_id"], row["start"], row["end"], target.name) not in stated:
            value = target.values[1 if row["value"] == "0" else 0]
            found.append({**plain, "variable": target.name, "value": value, "note": f"from `{row['variable']}`"})
    return found


def _coders(codings: pd.DataFrame, who: Coders) -> pd.DataFrame:
    rows = []
    for coder, n in codings["coder"].value_counts(sort=False).sort_index().items():
        known = who.known.get(str(coder), coders.Coder())
        rows.append(
            {
                "coder": coder,
                "who": known.who or pd.NA,
                "kind": known.kind or pd.NA,
                "when": known.when or pd.NA,
                "is_reference": coder == who.reference,
                "n_judgements": int(n),
            }
        )
    return schema.from_rows("coders", rows)


def _asked(who: Coders) -> pd.DataFrame:
    rows = [{"unit": unit, "value": value} for unit, values in who.asked.items() for value in values]
    rows += [{"unit": unit, "gap": why} for unit, why in who.incomplete.items()]
    return schema.from_rows("asked", rows + ([{"seen": who.seen}] if who.seen else []))
