"""Deeds and figures on the page: who is said to do what to whom, and the numbers given for the same thing.

The tables come from `comparison.agency` and `comparison.numbers`.
"""

from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.annotate import ARTICLE, Mark, Places, labels, marked
from analysis.report.render import Fragment, render
from analysis.report.tables import NONE, folded, table
from analysis.wording import listed, several

TELLINGS = {
    "subject": "the doer is the subject",
    "by_phrase": "the doer stands behind “by”",
    "participle": "an -ing clause",
    "agentless_passive": "a passive without a doer",
    "nominalisation": "a noun",
    "intransitive": "a verb that needs no doer",
}
"""The ways of telling a deed in plain words, from the doer in front to the doer left out."""
WHAT = "what did it (a weapon or an event)"
DOERS = {
    ("who",): "named in",
    ("what", "who"): f"named, and elsewhere only {WHAT}, in",
    ("nothing", "who"): "named and also left out in",
    ("nothing", "what", "who"): f"named, and elsewhere only {WHAT} or left out, in",
    ("what",): f"only {WHAT} is named, not who, in",
    ("nothing", "what"): f"only {WHAT} is named, not who, and elsewhere left out, in",
    ("nothing",): "left out in",
}
"""What is said of the articles by all that their tellings say of the doer (`comparison.doers.says_who`)."""
KINDS = {"harm": "harm", "decision": "decisions"}
VOICES = {"reported": "told indirectly", "quoted": "quoted"}
RELATIONS = {
    "different": "different figures",
    "rounded": "one is rounded",
    "other hedge": "one figure, more or less firmly",
    "same": "the same",
}
PRONOUNS = frozenset(("it", "they", "them", "he", "him", "she", "her", "this", "that"))
GROUPS_SHOWN, GROUPS_MOST = 1, 40
"""Deeds that stand open, and at most in all."""
ROWS_OPEN = 6
"""A table of more rows is folded."""
ROWS_SHOWN = 100


def agency_counts(found: pd.DataFrame) -> Fragment:
    """Outlet × way of telling: how the deeds of its own voice are told. Takes `comparison.agency.counts`."""
    ways = [*(form for form in TELLINGS if found[form].any()), "not_done"]
    if not found[ways].to_numpy().any():
        return Fragment("<p>No deed of harm or decision was found in the articles’ own wording.</p>")
    rows = [
        [f"{row['outlet_key']}: {KINDS[row['kind']]}", *(row[way] or NONE for way in ways)]
        for row in found.to_dict("records")
        if any(row[way] for way in ways)
    ]
    named = {**TELLINGS, "not_done": "apart: denied, or not said to have been done"}
    columns = [("Outlet and kind of deed", ""), *[(named[way], "num") for way in ways]]
    return table("How deeds are told in the article’s own wording: times", columns, rows, fold=ROWS_OPEN)


def same_deeds(found: pd.DataFrame, tables: dict[str, pd.DataFrame], names: dict[str, str]) -> Fragment:
    """The same deed, outlet beside outlet. Takes `comparison.agency.same_deeds`; `names` are the actors' names."""
    if not len(found):
        return Fragment("<p>No deed was found of which two outlets tell alike who did it and to whom.</p>")
    page = _Sentences(tables)
    groups = []
    for _, own in found.groupby("group", sort=True):
        about = names.get(own["about"].iloc[0], own["about"].iloc[0])
        sides: dict[str, list[dict[str, Any]]] = {}
        for row in own.to_dict("records"):
            marks = [Mark(row["start"], row["end"], "changed", why="the deed")]
            if not pd.isna(row["agent"]):
                marks.append(Mark(row["agent_start"], row["agent_end"], "decide", why="who or what did it"))
            passage = {"html": page.sentence(row, marks), "link": page.link(row), "how": _how(row, page.softened(row))}
            sides.setdefault(page.names[row["article_id"]], []).append(passage)
        told = str(own["told"].iloc[0])
        title = f"{told.capitalize()}: {about}" if own["kind"].iloc[0] == "harm" else f"To {told}: {about}"
        groups.append(
            {
                "title": title,
                "doers": " ".join(
                    filter(None, [_doers_in_words(own, page.names), _left_aside(own, tables["agency"], page.names)])
                ),
                "sides": [{"outlet": o, "told": passages} for o, passages in sides.items()],
            }
        )
    shown = render("deeds", groups=groups[:GROUPS_SHOWN])
    if len(groups) <= GROUPS_SHOWN:
        return shown
    rest = render("deeds", groups=groups[GROUPS_SHOWN:GROUPS_MOST])
    left = len(groups) - GROUPS_SHOWN
    summary = f"{several(left, 'more deed', 'more deeds')} that the rules found told by several outlets"
    return Fragment(shown.html + folded(summary, rest).html)


def all_deeds(agency: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Every deed with its sentence, doer and object, in every voice."""
    page = _Sentences(tables)
    rows = [
        (
            page.names[row["article_id"]],
            row["text"],
            _how(row, page.softened(row)),
            NONE if pd.isna(row["agent"]) else row["agent"],
            NONE if pd.isna(row["patient"]) else row["patient"],
            Markup("{} {}").format(
                page.sentence(row, [Mark(row["start"], row["end"], "changed", why="the deed")]), page.link(row)
            ),
        )
        for row in agency.head(ROWS_SHOWN).to_dict("records")
    ]
    columns = [
        (ARTICLE, ""),
        ("Deed", ""),
        ("How told", ""),
        ("Who did it, in the clause’s words", ""),
        ("Whom or what it met", ""),
        ("Sentence", ""),
    ]
    caption = "Every deed of harm or decision that the rules read"
    if len(agency) > ROWS_SHOWN:
        caption += f": the first {ROWS_SHOWN} of {len(agency)}; all are in the tables"
    return folded(f"Every deed ({len(agency)})", table(caption, columns, rows), printed=False)


def number_ledger(found: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Fragment:
    """Figures for the same thing, those that differ first. Takes `comparison.numbers.ledger`."""
    if not len(found):
        return Fragment("<p>No figure or date was found that two sentences give for the same thing.</p>")
    page = _Sentences(tables)
    rows = []
    for _, own in found.groupby("group", sort=True):
        for n, row in enumerate(own.to_dict("records")):
            rows.append(
                (
                    f"{_thing(row)}: {RELATIONS[row['relation']]}" if n == 0 else "″",
                    page.names[row["article_id"]],
                    row["said"],
                    "the article’s own wording" if pd.isna(row["source"]) else row["source"],
                    _place(row),
                    Markup("{} {}").format(
                        page.sentence(row, [Mark(row["start"], row["end"], "changed", why="the figure")]),
                        page.link(row),
                    ),
                )
            )
    columns = [("Of what", ""), (ARTICLE, ""), ("Figure", ""), ("Whose words", ""), ("Where", ""), ("Sentence", "")]
    caption = (
        "Figures and dates given for the same thing, those that differ first; without the days on which something was "
        "only said; days are compared where the same verb or noun tells what happened then (voted and passed are two)"
    )
    if len(rows) > ROWS_SHOWN:
        caption, rows = f"{caption}: the first {ROWS_SHOWN} of {len(rows):,} rows", rows[:ROWS_SHOWN]
    return table(caption, columns, rows, fold=ROWS_OPEN)


def doers(own: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """In which articles the tellings of a deed name who did it, only what did it, nothing, or now this and now that.

    An -ing clause has no place for a doer (it stands in the clause before), so it is not asked.

    >>> own = pd.DataFrame({"article_id": ["a", "b", "b", "c", "d"], "form": "subject",
    ...                     "says": ["who", "who", "nothing", "nothing", "what"]})
    >>> doers(own)[:2]
    [('named in', ['a']), ('named and also left out in', ['b'])]
    >>> doers(own)[2:]
    [('only what did it (a weapon or an event) is named, not who, in', ['d']), ('left out in', ['c'])]
    """
    asked = own[own["form"].ne("participle")]
    if not len(asked):
        return []
    said = asked.groupby("article_id", sort=False)["says"].agg(set)
    told: dict[str, list[str]] = {words: [] for words in DOERS.values()}
    for article, says in said.items():
        told[DOERS[tuple(sorted(says))]].append(str(article))
    return [(words, articles) for words, articles in told.items() if articles]


def _doers_in_words(own: pd.DataFrame, names: dict[str, str]) -> str:
    told = [f"{words} {', '.join(names[a] for a in articles)}" for words, articles in doers(own)]
    return f"Who did it: {'; '.join(told)}." if told else ""


def _left_aside(own: pd.DataFrame, agency: pd.DataFrame, names: dict[str, str]) -> str:
    """Tellings of such a deed by the same articles that name what it met by a pronoun: nobody knows if it is this one.

    >>> own = pd.DataFrame([("a", "decision", "send", "note", 5)],
    ...                    columns=["article_id", "kind", "deed", "category", "start"])
    >>> agency = pd.concat([own, own.assign(start=40, text="sent", told_as="done")]).assign(patient=["a note", "It"])
    >>> _left_aside(own, agency, {"a": "Herald"})
    'Left aside, as no rule follows the pronoun: “It … sent” (Herald).'
    """
    first = own.iloc[0]
    kin = "category" if first["kind"] == "harm" else "deed"
    same = agency[(agency[kin] == first[kin]) & agency["article_id"].isin(own["article_id"])]
    same = same[same["patient"].fillna("").str.lower().isin(PRONOUNS) & same["told_as"].fillna("done").ne("open")]
    said = [f"“{r.patient} … {r.text}” ({names[r.article_id]})" for r in same.itertuples()]
    return f"Left aside, as no rule follows the pronoun: {listed(list(dict.fromkeys(said)))}." if said else ""


def _how(row: dict[str, Any], softened: str | None = None) -> str:
    """How one deed is told, in words.

    >>> _how({"form": "subject", "agent_kind": "weapon or event", "told_as": "denied", "voice": "quoted"})
    'the doer is the subject, a weapon or event; said not to have been done; quoted'
    >>> _how({"form": "by_phrase", "agent_kind": None, "told_as": "done", "voice": "narrator"}, "presumably")
    'the doer stands behind “by”; softened by “presumably”'
    """
    parts = [TELLINGS[row["form"]]]
    if row["form"] == "nominalisation":
        parts = ["a noun that names who did it" if not pd.isna(row.get("agent", pd.NA)) else "a noun without a doer"]
    if not pd.isna(row["agent_kind"]):
        parts[0] += ", a weapon or event" + ", not who" * (row.get("says") == "what")
    if not pd.isna(row["told_as"]) and row["told_as"] != "done":
        parts.append({"denied": "said not to have been done", "open": "not said to have been done"}[row["told_as"]])
    if softened:
        parts.append(f"softened by “{softened}”")
    if row["voice"] in VOICES:
        parts.append(VOICES[row["voice"]])
    return "; ".join(parts)


def _thing(row: dict[str, Any]) -> str:
    """What a group of figures is of: *US troops*; money and shares have no noun of their own."""
    return {"money": "money", "percent": "a share"}.get(row["kind"], str(row["about"]))


def _place(row: dict[str, Any]) -> str:
    return f"{row['part'].replace('_', ' ')}, line {row['paragraph']}"


class _Sentences:
    """The sentence around a span, with marks, and the way to it."""

    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        self.names, self.places = labels(tables["articles"]), Places(tables)
        self.texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
        keys = zip(tables["sentences"]["article_id"], tables["sentences"]["sentence_id"], strict=True)
        spans = zip(tables["sentences"]["start"], tables["sentences"]["end"], strict=True)
        self.spans = dict(zip(keys, spans, strict=True))
        self.cues: dict[tuple[str, int], list[tuple[int, int, str]]] = {}
        if "cues" in tables:
            cues = tables["cues"][tables["cues"]["meter"] == "uncertainty"]
            for c in cues[~cues["category"].isin(["modal", "conditional", "question"])].itertuples():
                self.cues.setdefault((c.article_id, c.sentence_id), []).append((c.start, c.end, c.text))

    def sentence(self, row: dict[str, Any], marks: list[Mark]) -> Markup:
        start, end = self.spans[(row["article_id"], row["sentence_id"])]
        return marked(self.texts[row["article_id"]], start, end, marks)

    def softened(self, row: dict[str, Any]) -> str | None:
        """The softening word right before a deed, or between it and who did it: *presumably launched by rebels*."""
        text, (first, last) = self.texts[row["article_id"]], (row["start"], row["end"])
        behind = last if pd.isna(row["agent"]) else max(last, int(row["agent_start"]))
        for start, end, words in self.cues.get((row["article_id"], row["sentence_id"]), []):
            if (end <= first and not text[end:first].strip()) or last <= start < behind:
                return words
        return None

    def link(self, row: dict[str, Any]) -> Markup:
        return self.places.link(row["article_id"], row["start"])
