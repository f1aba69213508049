"""Disputes of a run: hits that readers of the study call wrong, handed to the parts that hold their articles."""

from collections.abc import Sequence

from analysis import disputes, schema
from analysis.disputes import Dispute, Note
from analysis.run import parts
from analysis.run.plan import Plan

TABLES = ("disputes", "dispute_changes")


def known(said: Sequence[Dispute], plan: Plan, of: Sequence[str]) -> tuple[list[Dispute], list[Dispute]]:
    """The disputes whose article is in a part, by its id there; and those whose article is in none.

    A spreadsheet takes the zeros before a number away: an id that is one counts as the only id that has it with zeros.
    """
    wanted = {dispute.article_id for dispute in said}
    bare = {article_id.lstrip("0") for article_id in wanted if article_id.isdecimal()}
    found: set[str] = set()
    alike: dict[str, list[str]] = {}
    for part in of if said else ():
        for article_id in parts.read(plan, "articles", part, ["article_id"])["article_id"]:
            if article_id in wanted:
                found.add(article_id)
            elif article_id.lstrip("0") in bare:
                alike.setdefault(article_id.lstrip("0"), []).append(article_id)
    here, nowhere = [], []
    for dispute in said:
        same = alike.get(dispute.article_id.lstrip("0"), []) if dispute.article_id.isdecimal() else []
        if dispute.article_id in found:
            here.append(dispute)
        elif len(same) == 1:
            here.append(dispute._replace(article_id=same[0]))
        else:
            nowhere.append(dispute)
    return here, nowhere


def unmet(nowhere: Sequence[Dispute], file: str) -> list[Note]:
    """A line for each dispute whose article the corpus does not have."""
    return [
        Note("reject", file, d.row, f"article {d.article_id!r} is not in this corpus", "give the article_id as table "
             "`articles` has it")
        for d in nowhere
    ]  # fmt: skip


def rejected(plan: Plan, part: str, notes: Sequence[disputes.Note]) -> list[parts.Entry]:
    """Write notes as a part of table `rejects`, if there are any."""
    if not notes:
        return []
    rows = [note._asdict() for note in sorted(notes, key=lambda note: note.row or 0)]
    return [parts.write(plan, "rejects", part, schema.from_rows("rejects", rows))]
