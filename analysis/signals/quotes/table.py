"""From articles to the table of quotations."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

import pandas as pd

from analysis import schema, screen
from analysis.signals.quotes import addressees, attribution, carried, indirect, kinds, marks, nouns, sources, verbs
from analysis.signals.quotes.attribution import ASKER, BY_NOUN, TELLING, Attribution
from analysis.signals.quotes.cast import Cast
from analysis.signals.quotes.clauses import OWN_CLAUSE, Paragraph
from analysis.signals.quotes.mentions import Mention, role_of
from analysis.signals.quotes.tags import function_words


def find(
    articles: pd.DataFrame,
    lines: pd.DataFrame,
    sentences: pd.DataFrame,
    aliases: Sequence[tuple[str, Sequence[str]]] = (),
) -> pd.DataFrame:
    """Find direct quotations, quoted parts of mixed ones, and indirect statements, with their source and cue.

    Args:
        articles: the table `articles`; `article_id` and `text` are read.
        lines: the table `lines`; only lines with an analysed label are looked at.
        sentences: the table `sentences`; gives `sentence_id`, and may be empty.
        aliases: of the study, a canonical name and its other names each.

    Returns:
        Table `quotes`. The span is the words inside the marks without the marks, or the content of an indirect
        statement without its reporting clause. What the text does not say is missing, and so is `rule`.

    Note:
        A name is resolved within its article only.

    >>> text = "Bridge closed\\n\\n“It is unsafe,” Ada Pike, the mayor, told reporters. She said the bridge was old."
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    >>> lines = pd.DataFrame({"article_id": ["a"] * 2, "start": [0, 15], "end": [15, 99], "label": "body"})
    >>> found = find(articles, lines, schema.empty("sentences"))
    >>> found[["kind", "text", "speaker", "verb"]].values.tolist()
    [['speech', 'It is unsafe,', 'Ada Pike', 'tell'], ['indirect', 'the bridge was old', 'Ada Pike', 'say']]
    """
    rows: list[dict[str, Any]] = []
    names = {other.lower(): canonical for canonical, others in aliases for other in (canonical, *others)}
    paragraphs: dict[str, list[tuple[int, int, str]]] = {}
    columns = (lines[c].tolist() for c in ("article_id", "start", "end", "label"))
    for article_id, start, end, label in zip(*columns, strict=True):
        if label in schema.PARTS:
            paragraphs.setdefault(article_id, []).append((int(start), int(end), label))
    bounds_of: dict[str, list[Bounds]] = {}
    columns = (sentences[c].tolist() for c in ("article_id", "start", "end", "sentence_id"))
    reports = screen.holding(schema.texts(sentences), _reporting(), any_case=False)
    for article_id, *bounds in zip(*columns, reports, strict=True):
        bounds_of.setdefault(article_id, []).append(tuple(bounds))
    for article_id, text in zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True):
        bounds = sorted(bounds_of.get(article_id, []))
        found = _article(text, paragraphs.get(article_id, []), bounds, names)
        found.sort(key=itemgetter("end"), reverse=True)
        found.sort(key=itemgetter("start"))  # the outer one first
        for number, row in enumerate(found):
            row["article_id"], row["quote_id"] = article_id, number
            row["sentence_id"] = _sentence(bounds, row["start"])
        rows += found
    return schema.from_rows("quotes", rows)


Bounds = tuple[int, int, Any, bool]
"""Where a sentence of an article begins and ends, its id, and whether a word in it can report."""


def _sentence(bounds: list[Bounds], at: int) -> Any:
    """The id of the sentence that holds character `at`."""
    number = bisect_right(bounds, (at, float("inf"))) - 1
    return bounds[number][2] if number >= 0 and at < bounds[number][1] else pd.NA


@cache
def _reporting() -> frozenset[str]:
    """All that can report a clause, as a screen knows words: of Latin letters; a verb with its particle."""
    words = {
        " ".join((word, *form.particle))
        for word, forms in verbs.forms().items()
        for form in forms
        if indirect.reports(form)
    }
    words |= nouns.every() | {"according", "in which"}
    return frozenset(form for word in words if word.isascii() for form in (word, word.capitalize()))


def _worth_reading(text: str, start: int, end: int, bounds: list[Bounds]) -> Iterator[tuple[int, str]]:
    """The sentences of a line without quotations that may report something, with their places."""
    first, last = bisect_right(bounds, (start, -1)), bisect_right(bounds, (end, -1))
    for begin, stop, _, reports in bounds[first:last] or [(start, end, pd.NA, True)]:
        sentence = text[begin:stop].rstrip()
        if reports or sentence.endswith(":"):
            yield begin, sentence


def _article(
    text: str,
    paragraphs: Sequence[tuple[int, int, str]],
    bounds: list[Bounds],
    names: Mapping[str, str],
) -> list[dict[str, Any]]:
    read: list[tuple[int, Paragraph, list[Attribution | None], list[indirect.Statement]]] = []
    before: Attribution | None = None
    for start, end, _ in paragraphs:
        line = text[start:end].rstrip()
        pairs = marks.pair(line)
        stretches = [(start, line)] if pairs else list(_worth_reading(text, start, end, bounds))
        if not stretches:
            before = None
        for place, stretch in stretches:
            par = Paragraph(stretch, pairs, place)
            found = carried.attribute(par, before)
            told = {a.cue[1] for a in found if a is not None and a.cue and a.rule.endswith("after")}
            statements = list(indirect.statements(par, told))
            read.append((place, par, found, statements))
            before = next((a for a in reversed(found) if a is not None), None)
            if before is None:
                told_by = (said.attribution for said in reversed(statements) if said.attribution.rule not in BY_NOUN)
                before = carried.leading(par) or next(told_by, None)
    if not read:
        return []
    cast = Cast(
        text,
        [(s, e) for s, e, _ in paragraphs],
        [(s + p.start, s + p.end) for s, par, _, _ in read for p in par.pairs],
        names,
        [(start, end) for start, end, *_ in bounds],
    )
    rows: list[dict[str, Any]] = []
    for start, par, found, statements in read:
        waiting = [(row, a) for row, a in _quoted(start, par, found)]
        for said in statements:
            row = {"start": start + said.start, "end": start + said.end, "text": par.text[said.start : said.end]}
            waiting.append((row | {"kind": "indirect", "form": said.form, "closed": True}, said.attribution))
        if len(waiting) > 1:
            waiting.sort(key=lambda w: _place(w[1]) if w[1] is not None else w[0]["start"])
        rows += [row | _source(a, cast) for row, a in waiting]
    addressees.carry(rows, [start for start, _, _ in paragraphs])
    return rows


def _place(found: Attribution) -> int:
    """Where the text names the source: pronouns are resolved in this order."""
    at = found.subject or found.cue
    return found.paragraph.start + (found.paragraph.chars(*at)[0] if at else 0)


def _quoted(
    start: int, par: Paragraph, found: list[Attribution | None]
) -> Iterator[tuple[dict[str, Any], Attribution | None]]:
    for number, (pair, a) in enumerate(zip(par.pairs, found, strict=True)):
        kind = kinds.kind(par, number, a)
        row = {"start": start + pair.start, "end": start + pair.end, "text": pair.text, "kind": kind}
        token = par.firsts[par.quote_chunks[number]]
        before = par.words[token - 1] if token and par.tags[token] == "Q" else ""
        yield row | {"form": kinds.form(pair.text, before), "closed": pair.closed}, a if kind == "speech" else None


def _wants(found: Attribution) -> bool:
    """Does the verb ask for a deed or a thing: suggested measures for “the way out”, asked them to leave?

    Not where it states or asks: suggested “it is over”, asked whether it was.
    """
    par = found.paragraph
    if found.form is None or found.cue is None:
        return False
    verb, last = found.cue[1], par.sentence(found.cue[1])[1]
    if found.form.verb in function_words("requesting"):
        after = verb + 1 + (par.codes[verb + 1 : verb + 2] in ("n", "p"))
        return par.codes[after : after + 1] == "i"
    if found.form.verb not in function_words("proposing"):
        return False
    return par.codes[verb + 1 : verb + 2] == "n" and OWN_CLAUSE.match(par.codes, verb + 1, last) is None


def _source(found: Attribution | None, cast: Cast) -> dict[str, Any]:
    """The columns that say who, how, to whom."""
    if found is None:
        return {"named": False}
    par, base = found.paragraph, found.paragraph.start
    row: dict[str, Any] = {"rule": found.rule, "named": False}
    if found.cue is not None:
        start, end = attribution.cue_span(found)
        row |= {"cue": par.text[start:end], "cue_start": base + start, "cue_end": base + end}
        if found.form is not None:
            row |= {"verb": found.form.verb, "verb_class": "directive" if _wants(found) else found.form.verb_class}
        elif found.rule == TELLING and (verb := nouns.verb_of(par.word(found.cue[1]))) is not None:
            row |= {"verb": verb.verb, "verb_class": verb.verb_class}
        elif found.rule == "according to":
            row |= {"verb": "according to", "verb_class": "neutral"}
        row |= {"addressee": addressees.addressee(found), "via": addressees.via(found)}
    if found.subject is not None:
        mention = Mention(par, *found.subject, owner=found.owner)
        start, end = (mention.start, mention.end)
        if found.relative is not None:
            start, end = par.chars(found.relative, found.relative)
        row |= {"speaker_mention": par.text[start:end], "mention_start": base + start, "mention_end": base + end}
        in_focus = cast.last, cast.last_at
        told = row.get("addressee", pd.NA)
        told = told if isinstance(told, str) and told[:1].isupper() else ""
        who = cast.who(mention, base + mention.start, told)
        row |= {"speaker": who.name, "named": who.named, "speaker_title": who.title or pd.NA}
        row["speaker_type"] = sources.kind(mention, who)
        cast.learn(who, row["speaker_type"])
        cast.last = who._replace(kind=row["speaker_type"])
        if told and row.get("verb_class") == "asking":
            cast.ask(told, base + mention.start)
        if found.rule in (*BY_NOUN, ASKER) or (found.rule == "according to" and row["speaker_type"] == "document"):
            cast.last, cast.last_at = in_focus  # *he* after “Pike denied Rowe’s claim that …” is Pike
        if found.teller is not None and pd.isna(row.get("via", pd.NA)) and (who.named or not mention.pronoun):
            teller = Mention(par, *found.teller)
            if not teller.pronoun and cast.resolve(teller.name or teller.text, base + teller.start) != who.name:
                row["via"] = teller.text
        if row["speaker_type"] == "document" and who.named and not mention.pronoun and row.get("addressee") is pd.NA:
            row["addressee"] = mention.head  # the words stand in the letter
        if isinstance(where := row.get("addressee"), str) and role_of(where.split()[-1]) == "document":
            cast.wrote(who, where.split()[-1].lower())
    return row
