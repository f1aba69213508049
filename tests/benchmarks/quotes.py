"""Score quotations and their speakers on labelled articles, and keep `data/cards/quotes.yaml` true.

    LABELLED_SETS=FOLDER uv run python -m tests.benchmarks.quotes            print the figures
    LABELLED_SETS=FOLDER uv run python -m tests.benchmarks.quotes --write    and write them into the card

FOLDER holds `quotes.jsonl` (PolNeAR: `text`, `outlet`, and `quotes` with `quoted` spans, `speaker` and `cue` as they
stand, and an automatic antecedent of pronouns) and `quotes_basil.jsonl` (BASIL: `text` and `spans` with the resolved
`speaker`). Only words between marks are scored. A span is right if it shares four fifths of the longer one; a speaker,
if the last word of the name that was found is in the name that was labelled, or both have one head noun; a verb, if
the two cues share a word.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis import corpus
from analysis.signals import quotes
from analysis.signals.quotes import mentions, sources
from analysis.signals.quotes.cast import Cast
from analysis.signals.quotes.clauses import Paragraph
from tests.benchmarks import cards

ALIKE = 0.8
PRONOUNS = frozenset(["he", "she", "they", "we", "i", "it", "you", "who", "him", "her", "them", "one"])
_EDGE = " \t\r\u00a0\"“”„‘’'`"
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_CUT = re.compile(r"\s*[,(;]|\s+(?:of|from|for|at|in|and|with|on|to|who|whose|that|which|as|by)\s")
_GENERATION = ("jr", "sr", "ii", "iii", "iv")
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "to",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "has",
        "have",
        "had",
        "was",
        "is",
        "are",
        "were",
        "be",
        "been",
        "as",
        "that",
        "this",
        "it",
    ]
)
_GROUPS = frozenset(
    ["lawmakers", "democrats", "republicans", "campaign", "members", "party", "companies", "officials", "plaintiffs"]
)

Span = tuple[int, int]


def pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The span line by line, without marks, white space and closing punctuation at its ends.

    >>> [("“No,” he\\nsaid"[a:b]) for a, b in pieces("“No,” he\\nsaid", 0, 13)]
    ['No,” he', 'said']
    """
    for match in re.finditer(r"[^\n]+", text[start:end]):
        first, last = start + match.start(), start + match.end()
        while first < last and text[first] in _EDGE:
            first += 1
        while last > first and text[last - 1] in _EDGE + ",.":
            last -= 1
        if any(c.isalnum() for c in text[first:last]):
            yield first, last


def words(text: str | None) -> list[str]:
    return [re.sub(r"['’]s?$", "", w.lower()).strip(".'-") for w in _WORD.findall(text or "")]


def head(name: str) -> str:
    """The last word of a name, or the head noun of a description.

    >>> head("Ada Pike Jr."), head("a spokesman for the port")
    ('pike', 'spokesman')
    """
    first = next((part for part in _CUT.split(" " + name.strip()) if part.strip()), name)
    found = [w for w in words(first) if w not in _GENERATION] or words(first)
    return found[-1] if found else ""


def in_name(text: str) -> set[str]:
    """The capitalised words of a mention that are no titles.

    >>> sorted(in_name("former President Ada Pike of Ames"))
    ['ada', 'ames', 'pike']
    """
    titles = {w.lower().strip(".") for title in mentions.titles() for w in title.split()}
    return (
        {w for found in _WORD.findall(text) if found[:1].isupper() for w in words(found)}
        - titles
        - {"the", "a", "former"}
    )


def kind_of_mention(name: str | None) -> str:
    if not name:
        return "none"
    if name.strip().lower() in PRONOUNS:
        return "pronoun"
    return "name" if in_name(name) else "description"


def kind_of_source(name: str | None, cast: Cast, at: int) -> str:
    """What kind of source this suite makes of the labelled words at character `at`: its own titles, roles and media.

    >>> kind_of_source("the mayor of Ames", Cast("", [], [], {}), 0)
    'politician'
    """
    par = Paragraph(name or "", [])
    first = par.codes.find("n")
    if first < 0:
        return "not told"
    last = first
    while par.codes[last + 1 : last + 3] in ("On", "In"):
        last += 2
    mention = mentions.Mention(par, first, last)
    return sources.kind(mention, cast.who(mention, at))


def same_speaker(found: dict[str, Any], gold: dict[str, Any]) -> bool:
    label = gold["speaker"]
    if not label:
        return not found["speaker"]
    for name in (found["speaker"], found["speaker_mention"]):
        if not name:
            continue
        if kind_of_mention(label) == "pronoun":
            antecedent = gold.get("speaker_resolved_silver")
            if name.lower() == label.strip().lower() or (antecedent and head(name) in words(antecedent)):
                return True
        elif head(name) == head(label) or (kind_of_mention(label) == "name" and head(name) in in_name(label)):
            return True
    return False


def same_verb(found: str | None, gold: str | None) -> bool:
    return not gold or bool((set(words(found)) & set(words(gold))) - _EMPTY) or found == gold


def pairs(found: list[Span], gold: list[Span]) -> list[tuple[Span, Span]]:
    """Match spans one to one, the likest first."""
    alike = []
    for a in found:
        for b in gold:
            shared = min(a[1], b[1]) - max(a[0], b[0])
            if shared > 0 and shared / max(a[1] - a[0], b[1] - b[0]) >= ALIKE:
                alike.append((shared / max(a[1] - a[0], b[1] - b[0]), a, b))
    matched: list[tuple[Span, Span]] = []
    for _, a, b in sorted(alike, key=lambda x: (-x[0], x[1], x[2])):
        if all(a != m and b != n for m, n in matched):
            matched.append((a, b))
    return matched


def predict(records: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The spoken quotations of each record."""
    tables = corpus.from_texts([str(n) for n in range(len(records))], [r["text"] for r in records])
    found = quotes.find(tables["articles"], tables["lines"], tables["sentences"])
    rows: list[list[dict[str, Any]]] = [[] for _ in records]
    columns = ["article_id", "start", "end", "speaker", "speaker_mention", "cue"]
    spoken = found.loc[found["kind"] == "speech", columns].astype(object)
    for row in spoken.where(spoken.notna(), None).to_dict("records"):
        rows[int(row["article_id"])].append({str(k): v for k, v in row.items()})
    return rows


def count(record: dict[str, Any], found: list[dict[str, Any]]) -> Counter[str]:
    """Hits of one article of PolNeAR, in all, by how the label names the speaker, and by the kind of source."""
    text = record["text"]
    cast = Cast(text, [m.span() for m in re.finditer(r"[^\n]+", text)], [], {})
    gold: dict[Span, dict[str, Any]] = {}
    for label in record["quotes"]:
        for start, end in label["quoted"]:
            for span in pieces(text, start, end):
                gold.setdefault(span, label)
    markup = [m.span() for m in re.finditer(r"<[^<>\n]{1,400}>", text)]
    own: dict[Span, dict[str, Any]] = {}
    for row in found:
        for span in pieces(text, row["start"], row["end"]):
            if not any(a <= span[0] and span[1] <= b for a, b in markup):
                own.setdefault(span, row)
    n = Counter(found=len(own), gold=len(gold))
    kinds = {}
    for span, label in gold.items():
        named = label["speaker"] if kind_of_mention(label["speaker"]) != "pronoun" else None
        kinds[span] = kind_of_source(named or label.get("speaker_resolved_silver"), cast, span[0])
        n[f"source:{kinds[span]}:gold"] += 1
    for a, b in pairs(list(own), list(gold)):
        kind = kind_of_mention(gold[b]["speaker"])
        right = same_speaker(own[a], gold[b])
        n["span"] += 1
        n["speaker"] += right
        n["verb"] += right and same_verb(own[a]["cue"], gold[b]["cue"])
        n[f"{kind}:matched"] += 1
        n[f"{kind}:right"] += right
        n[f"source:{kinds[b]}:matched"] += 1
        n[f"source:{kinds[b]}:right"] += right
    return n


def f1(n: Counter[str], hit: str) -> dict[str, float]:
    """Precision, recall and F1, to three digits.

    >>> f1(Counter(span=3, found=4, gold=6), "span")
    {'precision': 0.75, 'recall': 0.5, 'f1': 0.6}
    """
    total = n["found"] + n["gold"]
    return {
        "precision": round(n[hit] / n["found"] if n["found"] else 0.0, 3),
        "recall": round(n[hit] / n["gold"] if n["gold"] else 0.0, 3),
        "f1": round(2 * n[hit] / total if total else 0.0, 3),
    }


def resolved(records: list[dict[str, Any]]) -> dict[str, Any]:
    """BASIL: is the speaker's full name right, where the label names one person and half of the span is found?"""
    n: Counter[str] = Counter()
    for record, found in zip(records, predict(records), strict=True):
        for span in record["spans"]:
            groups = span["speaker"].split()[-1].lower() in _GROUPS
            if span["direct"] == "indirect" or span["speaker"].startswith("other") or groups:
                continue
            n["labelled"] += 1
            shared = [(min(q["end"], span["end"]) - max(q["start"], span["start"]), q) for q in found]
            best = max(shared, key=lambda s: s[0], default=(0, {}))
            if sum(max(0, s) for s, _ in shared) < 0.4 * (span["end"] - span["start"]) or best[0] <= 0:
                continue
            n["covered"] += 1
            n["right"] += head(best[1]["speaker"] or "") == head(span["speaker"])
    return {
        "labelled": n["labelled"],
        "covered": round(n["covered"] / n["labelled"], 3),
        "speaker_right_of_covered": round(n["right"] / n["covered"], 3),
    }


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def figures(folder: Path) -> dict[str, Any]:
    records = read(folder / "quotes.jsonl")
    counts = [count(record, found) for record, found in zip(records, predict(records), strict=True)]
    total = sum(counts, Counter[str]())
    outlets: dict[str, Counter[str]] = {}
    for record, n in zip(records, counts, strict=True):
        outlets.setdefault(record["outlet"] or "not stated", Counter()).update(n)
    return {
        "articles": len(records),
        "quoted_spans": total["gold"],
        "span": f1(total, "span"),
        "span_and_speaker": f1(total, "speaker"),
        "span_speaker_and_verb": f1(total, "verb"),
        "speaker_right_by_mention": {
            kind: {
                "spans": total[f"{kind}:matched"],
                "right": round(total[f"{kind}:right"] / max(1, total[f"{kind}:matched"]), 3),
            }
            for kind in ("name", "pronoun", "description", "none")
        },
        "by_kind_of_source": {
            kind: {
                "quoted_spans": total[f"source:{kind}:gold"],
                "found": round(total[f"source:{kind}:matched"] / total[f"source:{kind}:gold"], 3),
                "speaker_right_of_found": round(
                    total[f"source:{kind}:right"] / max(1, total[f"source:{kind}:matched"]), 3
                ),
            }
            for kind in sorted({name.split(":")[1] for name in total if name.endswith(":gold")})
        },
        "by_outlet": {
            outlet: {"quoted_spans": n["gold"], "span": f1(n, "span")["f1"], "span_and_speaker": f1(n, "speaker")["f1"]}
            for outlet, n in sorted(outlets.items())
        },
        "resolved_speaker": resolved(read(folder / "quotes_basil.jsonl")),
    }


if __name__ == "__main__":
    cards.main("quotes", figures)
