"""Every table of the suite: its grain, its columns, their types and units. The one place where columns are named.

Grain first: one row is one ___. `start`, `end`: 0-based, half-open, in characters of `articles.text`. Missing is
`<NA>`, never `""` or `-1`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

STR, INT, INT_NA, FLOAT, FLOAT_NA, BOOL = "string", "int64", "Int64", "float64", "Float64", "bool"

PARTS = ("headline", "alt_headline", "deck", "subheading", "body", "caption")
"""Labels of lines that are analysed. Rates use `body` unless they say otherwise."""
HEADS = {"headline": "headline", "alt_headline": "second headline", "deck": "line under the headline"}
"""The parts that stand over an article, and what the page calls them."""
FURNITURE = ("byline", "dateline", "credit", "update_note", "boilerplate", "related")
"""Labels of lines that are shown greyed and never analysed."""
BLANK = "blank"
VOICES = ("narrator", "reported", "quoted")
STANCES = ("for", "against", "observing", "unrelated")
LEDGER_KINDS = (
    "attribution lost", "hedge lost", "quotation marks lost",
    "question not answered", "deck contradicts headline", "headline against lead",
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column of a table: its name, its pandas type, and what it says."""

    name: str
    dtype: str
    about: str


@dataclass(frozen=True)
class Table:
    """One table: what one row is, and its columns in order."""

    name: str
    grain: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [c.name for c in self.columns]


def _table(name: str, grain: str, *columns: tuple[str, str, str]) -> Table:
    return Table(name, grain, tuple(Column(*c) for c in columns))


ARTICLE = ("article_id", STR, "the article")
SPAN = (
    ARTICLE,
    ("sentence_id", INT_NA, "the sentence that holds the start; missing outside of sentences"),
    ("start", INT, "first character in `articles.text`"),
    ("end", INT, "one after the last character"),
    ("text", STR, "the very characters: `articles.text[start:end]`"),
)

TABLES = {
    t.name: t
    for t in (
        _table(
            "articles",
            "article",
            ARTICLE,
            ("outlet", STR, "who published it; missing where nothing states it"),
            ("outlet_key", STR, "the outlet; `article ID` where none is stated, so that nothing is pooled"),
            ("outlet_from", STR, "where the outlet comes from: study, column, dateline, furniture, …"),
            ("story", STR, "the event it is about; missing where the corpus is one story"),
            ("published", STR, "date of publication, ISO 8601 (`2020-01-07`); missing where not stated"),
            ("published_precision", STR, "day, month, year; missing where not stated"),
            ("published_from", STR, "where the date comes from"),
            ("place", STR, "where the dateline says that it was written, as it stands"),
            ("place_from", STR, "where the place comes from"),
            ("byline", STR, "author or editor, as it stands"),
            ("byline_from", STR, "where the byline comes from"),
            ("url", STR, "address, where given"),
            ("url_from", STR, "where the address comes from"),
            ("headline", STR, "the main headline, as it stands; missing where there is none"),
            ("headline_from", STR, "where the headline comes from, where a table or a page names it"),
            ("text", STR, "the article as read: decoded once, never changed"),
            ("text_from", STR, "how it was read: the file as it is, columns of a table, an extractor and its version"),
            ("genre", STR, "opinion, live blog or explainer, where the page says so"),
            ("genre_from", STR, "where it says so: headline, line, url"),
            ("n_words", INT, "words of the body"),
            ("file", STR, "file that it was read from, from the corpus folder on"),
            ("row", INT_NA, "row of that file (from 1, header not counted); missing for one-article files"),
        ),
        _table(
            "lines",
            "line of the text, line end included: the lines cover the text without gap or overlap",
            ARTICLE,
            ("line", INT, "number of the line, from 1"),
            ("start", INT, "first character"),
            ("end", INT, "one after the last character, line end included"),
            ("label", STR, f"{', '.join(PARTS)} (analysed); {', '.join(FURNITURE)} (furniture); {BLANK}"),
            ("layer", STR, "update or original, where an article is an update laid over an earlier version"),
            ("why", STR, "the rule that decided the label"),
        ),
        _table(
            "sentences",
            "sentence of an analysed line",
            ARTICLE,
            ("sentence_id", INT, "number of the sentence in the article, from 0"),
            *SPAN[2:],
            ("part", STR, f"label of its line: {', '.join(PARTS)}"),
            ("paragraph", INT, "line that it stands in, from 1"),
            ("n_words", INT, "words"),
        ),
        _table(
            "rejects",
            "thing in the input that was left out (reject) or read with a doubt",
            ("severity", STR, "reject or doubt"),
            ("file", STR, "file, from the corpus folder on"),
            ("row", INT_NA, "row of a table file, from 1"),
            ("reason", STR, "why"),
            ("remedy", STR, "the way out"),
        ),
        _table(
            "shared_lines",
            "line that texts of one outlet share, counted in a first pass; or, without a line, the outlet's texts",
            ("outlet", STR, "the outlet"),
            ("line", STR, "the line, marks made alike; missing where all texts are counted"),
            ("n_texts", INT, "separate texts of the outlet that have the line; versions of one article count once"),
        ),
        _table(
            "quotes",
            "stretch of quoted words, or indirect statement (its content, without the reporting clause)",
            *SPAN,
            ("quote_id", INT, "number of the quotation in the article, from 0"),
            ("kind", STR, "speech, scare, title, indirect"),
            ("cue", STR, "reporting verb, noun or phrase as it stands"),
            ("cue_start", INT_NA, "first character of the cue"),
            ("cue_end", INT_NA, "one after its last character"),
            ("verb", STR, "the cue's entry in the lexicon, in its base form: say, tell, according to"),
            ("verb_class", STR, "class of the reporting verb: neutral, affirming, distancing, directive, …"),
            ("speaker_mention", STR, "the speaker as the sentence names it"),
            ("mention_start", INT_NA, "first character of the mention"),
            ("mention_end", INT_NA, "one after its last character"),
            ("speaker", STR, "the speaker's full name in this article; missing where the text does not say"),
            ("speaker_title", STR, "title or role used for the speaker at the mention"),
            ("speaker_type", STR, "official, military, politician, expert, witness, document, media, anonymous, …"),
            ("named", BOOL, "is the speaker a name, not only a description?"),
            ("addressee", STR, "to whom or where: CNN, reporters at the Pentagon, a statement"),
            ("via", STR, "the medium or the other speaker that the words are taken from, where the text says so"),
            ("form", STR, "sentence where the words hold a whole clause, else fragment"),
            ("closed", BOOL, "does a closing mark end it?"),
            ("rule", STR, "the rule that decided the speaker; missing where it abstained"),
        ),
        _table(
            "cues",
            "matched expression of a lexicon signal",
            *SPAN,
            ("signal", STR, "hedges"),
            ("category", STR, "category of the lexicon entry"),
            ("entry", STR, "the lexicon entry that matched"),
            ("meter", STR, "what the category counts for: uncertainty, vagueness, boosters, distancing"),
            ("qualifies_start", INT_NA, "first character of the words that it qualifies"),
            ("qualifies_end", INT_NA, "one after their last character"),
            ("voice", STR, f"who answers for the words: {', '.join(VOICES)}"),
            ("quote_id", INT_NA, "the quotation that holds it"),
        ),
        _table(
            "claims",
            "sentence × proposition of the study that it touches",
            *SPAN,
            ("part", STR, "headline, alt_headline, deck, body, …"),
            ("proposition", STR, "id of the proposition"),
            ("stance", STR, ", ".join(STANCES)),
            ("by", STR, "narrator or attributed; missing where unrelated"),
            ("source", STR, "to whom it is attributed, as it stands"),
            ("deciding", STR, "the words that decided, in order, joined by ` … `"),
            ("deciding_spans", STR, "their places: `start:end start:end`, characters of `articles.text`"),
            ("rule", STR, "the rule that decided"),
        ),
        _table(
            "variants",
            "wording of a shared statement in one article: a stretch of quoted words, or the article's own paraphrase",
            *SPAN,
            ("cluster_id", INT, "the shared statement"),
            ("quote_id", INT, "the quotation or indirect statement in its article"),
            ("speaker", STR, "speaker, as resolved in the article"),
            ("base", BOOL, "is it the base text: the reading that most outlets share?"),
            ("kind", STR, "whole (as the base), cut, reworded; paraphrase where it is told in other words"),
            ("operations", STR, "how its words differ from the base's: JSON list of [op, base words, own words]"),
            ("declared", BOOL, "is every difference marked by an ellipsis or brackets?"),
            ("sure", BOOL, "is it the same statement by its words? False for a paraphrase, which shares only some"),
            ("adds", STR, "words of a paraphrase that no quotation of the statement has; missing where there are none"),
            ("cue", STR, "reporting verb, noun or phrase as it stands"),
            ("speaker_title", STR, "title at the mention, else the first that the article gives the speaker"),
            ("part", STR, "headline, deck, body, …"),
            ("paragraph", INT_NA, "paragraph of the body, from 1; missing outside of the body"),
            ("share", FLOAT_NA, "share of the body's words that stand before its sentence, 0–1; missing outside"),
        ),
        _table(
            "omissions",
            "item that two or more articles of a story carry × article of the story",
            ARTICLE,
            ("item_id", INT, "number of the item"),
            ("item", STR, "what is carried: the words of a statement, a name, a figure, a date"),
            ("kind", STR, "quotation, speaker, document, place, figure, event"),
            ("present", BOOL, "does the article carry it? A speaker: is he or she given a word there?"),
            ("start", INT_NA, "first character of the first place where it does, or where a speaker is only named"),
            ("end", INT_NA, "one after the last"),
            ("n_articles", INT, "articles of the story that carry it"),
            ("n_texts", INT, "separately worded texts that carry it: copies count once"),
            ("expected", FLOAT_NA, "share of the comparable texts that carry it, 0–1; missing with too few of them"),
            ("surprising", BOOL, "is it missing where length and date of the article made it expected?"),
            ("why", STR, "the reason, in words"),
        ),
        _table(
            "ledger",
            "difference between a headline, other headline or deck and a sentence of its own article",
            *SPAN,
            ("part", STR, "headline, alt_headline, deck"),
            ("kind", STR, ", ".join(LEDGER_KINDS)),
            ("proposition", STR, "id of the proposition that it is about; missing where shared words matched the two"),
            ("other_start", INT, "first character of the sentence (or headline) beside it"),
            ("other_end", INT, "one after its last character"),
            ("other_text", STR, "its very characters"),
            ("differs", STR, "places of the words that make the difference: `start:end start:end`"),
            ("why", STR, "the difference in words"),
        ),
        _table(
            "mentions",
            "expression for an actor: a name, a role, a description; no pronouns",
            *SPAN,
            ("actor", STR, "id of the actor"),
            ("name", STR, "the actor's name: the study's, or the fullest that the articles use"),
            ("form", STR, "full name, surname, given name, name, acronym, role, label, term"),
            ("title", STR, "title before the name, as it stands; missing where there is none"),
            ("wording", STR, "the expression freed of house style: spelling, abbreviation, article, number"),
            ("part", STR, "label of its line: headline, body, …"),
            ("first", BOOL, "is it the article's first expression for the actor in the body?"),
            ("listed", BOOL, "is it one of the names that the study lists?"),
            ("voice", STR, f"who answers for the words: {', '.join(VOICES)}"),
            ("quote_id", INT_NA, "the quotation that holds it"),
        ),
        _table(
            "agency",
            "deed of harm or decision as it is told",
            *SPAN,
            ("part", STR, "label of its line: headline, body, …"),
            ("deed", STR, "the verb in its base form, or the noun in the singular"),
            ("category", STR, "class of the deed: killing, attack, detention, ruling, …"),
            ("kind", STR, "harm or decision"),
            ("form", STR, "subject, by_phrase, participle, agentless_passive, nominalisation, intransitive"),
            ("told_as", STR, "done, denied, open (may, will, if); missing for most nouns, which do not say"),
            ("agent", STR, "who or what the text says did it; missing where the clause does not say"),
            ("agent_start", INT_NA, "first character of the agent"),
            ("agent_end", INT_NA, "one after its last character"),
            ("patient", STR, "whom or what it met; missing where the clause does not say or no rule is sure"),
            ("patient_start", INT_NA, "first character of the patient"),
            ("patient_end", INT_NA, "one after its last character"),
            ("agent_kind", STR, "`weapon or event` where the agent is no one who can decide; else missing"),
            ("voice", STR, f"who answers for the words: {', '.join(VOICES)}"),
            ("quote_id", INT_NA, "the quotation that holds it"),
        ),
        _table(
            "numbers",
            "figure or date, with what it is about",
            *SPAN,
            ("part", STR, "label of its line: headline, body, …"),
            ("paragraph", INT, "line that it stands in, from 1"),
            ("kind", STR, "count, money, percent, date"),
            ("value", FLOAT_NA, "the figure, of a range the lower end; missing for dates and for *hundreds of*"),
            ("high", FLOAT_NA, "the upper end of a range"),
            ("date", STR, "the date as far as it is said: `2019-11-18`, `--11-18`, `Sunday`"),
            (
                "hedge",
                STR,
                "about, more than, at least, less than, at most, exactly, vague; missing where none is said",
            ),
            (
                "name",
                STR,
                "one name for what is counted (troops for soldiers), the currency, or subject and verb of a date",
            ),
            ("owner", STR, "whose it is, as one name: `us` for *U.S.* and *American*; empty where not said"),
            ("thing", STR, "what it is about as it stands; missing for money and shares"),
            ("thing_start", INT_NA, "first character of the thing"),
            ("thing_end", INT_NA, "one after its last character"),
            ("voice", STR, f"who answers for the words: {', '.join(VOICES)}"),
            ("quote_id", INT_NA, "the quotation that holds it"),
        ),
        _table(
            "passages",
            "stretch of an article's text that another article shares",
            *SPAN,
            ("cluster_id", INT, "the passage: the same number in every article that has it"),
            ("n_articles", INT, "articles that have it"),
            ("n_outlets", INT, "outlets that have it"),
            ("n_words", INT, "words of the stretch"),
            ("quoted", BOOL, "does it stand between quotation marks here?"),
            (
                "likeness",
                FLOAT,
                "share of its words, 0-1, that the article most like it has too, in the same order",
            ),
            ("first", BOOL, "are all articles that have it dated to the day, and is this one alone the earliest?"),
        ),
        _table(
            "copies",
            "article, and the separately worded text that it is",
            ARTICLE,
            ("text_id", INT, "the text: articles that share much of their prose have one number"),
            ("n_articles", INT, "articles of that text"),
            ("kept", BOOL, "does it stand for its text where each text counts once?"),
            (
                "shared_prose",
                FLOAT_NA,
                "share of the shorter one's prose, 0-1, that it and one article of its text have in common",
            ),
            ("agency", STR, "wire agency or syndicate that the article credits with its words, as it stands"),
            ("credit", STR, "the words that say so"),
            ("credit_start", INT_NA, "first character of the credit; missing where it is in the metadata"),
            ("credit_end", INT_NA, "one after its last character"),
        ),
        _table(
            "edits",
            "difference between two articles that are one text: a sentence, and what stands for it in the other",
            *SPAN,
            ("pair", INT, "the two articles"),
            ("other_id", STR, "the other article"),
            ("other_start", INT_NA, "first character of what stands for it there; missing where nothing does"),
            ("other_end", INT_NA, "one after the last character"),
            ("other_text", STR, "the very characters there"),
            ("kind", STR, "reworded, moved, only_here; where dates tell which came first: cut, added"),
            ("moved", BOOL, "does it stand elsewhere in the order of the other?"),
            ("touches", STR, "what the words that differ hold: attribution, hedge, name, verb (a reporting one)"),
            ("differs", STR, "places of the words that the other has not: `start:end start:end`"),
            ("other_differs", STR, "places in the other article of the words that are not here"),
        ),
        _table(
            "causes",
            "expression that gives one thing as the cause of another, or as what came before it",
            *SPAN,
            ("part", STR, "label of its line: headline, body, …"),
            ("category", STR, "cause, trigger, sequence (only said to have come after), effect"),
            ("entry", STR, "the lexicon entry that matched"),
            ("told_as", STR, "denied (not) or open (could, may); missing where nothing takes it back"),
            ("cause", STR, "what is given as the cause, or as what came first"),
            ("cause_start", INT_NA, "first character of the cause"),
            ("cause_end", INT_NA, "one after its last character"),
            ("effect", STR, "what it is the cause of, or what came after it"),
            ("effect_start", INT_NA, "first character of the effect"),
            ("effect_end", INT_NA, "one after its last character"),
            ("voice", STR, f"who answers for the words: {', '.join(VOICES)}"),
            ("quote_id", INT_NA, "the quotation that holds it"),
        ),
        _table(
            "demands",
            "demand that is told, or word that takes weight from such an act",
            *SPAN,
            ("part", STR, "label of its line: headline, body, …"),
            ("category", STR, "ask, call, demand, order, decide, each as a verb or `…_noun`; qualifier"),
            ("strength", INT_NA, "1 (ask) to 5 (decide); missing for qualifiers"),
            ("word", STR, "the verb in its base form, the noun in the singular, or the qualifier"),
            ("told_as", STR, "denied (not) or open (if, would); missing where nothing takes it back"),
            ("by", STR, "who or what demands, as it stands"),
            ("by_start", INT_NA, "first character"),
            ("by_end", INT_NA, "one after its last character"),
            ("of", STR, "of whom it is demanded"),
            ("of_start", INT_NA, "first character"),
            ("of_end", INT_NA, "one after its last character"),
            ("what", STR, "what is demanded"),
            ("what_start", INT_NA, "first character"),
            ("what_end", INT_NA, "one after its last character"),
            ("noun", STR, "the noun that a qualifier takes weight from; missing for demands"),
            ("noun_start", INT_NA, "first character"),
            ("noun_end", INT_NA, "one after its last character"),
            ("voice", STR, f"who answers for the words: {', '.join(VOICES)}"),
            ("quote_id", INT_NA, "the quotation that holds it"),
        ),
        _table(
            "frames",
            "indicator term of a frame of the codebook",
            *SPAN,
            ("part", STR, "label of its line: headline, body, …"),
            ("frame", STR, "id of the frame"),
            ("entry", STR, "the codebook's term that matched"),
            ("voice", STR, f"who answers for the words: {', '.join(VOICES)}"),
            ("quote_id", INT_NA, "the quotation that holds it"),
        ),
        _table(
            "measures",
            "article × measure × voice",
            ARTICLE,
            ("outlet_key", STR, "the outlet, or `article ID` where none is stated"),
            ("signal", STR, "hedges, quotes"),
            ("measure", STR, "what is counted"),
            ("voice", STR, f"{', '.join(VOICES)}, or all"),
            ("count", FLOAT, "the count"),
            ("exposure", FLOAT, "what it is out of"),
            ("per", STR, "unit of the rate: `1,000 words`, `words`"),
        ),
        _table(
            "tone",
            "article × part (headline or body)",
            ARTICLE,
            ("outlet_key", STR, "the outlet, or `article ID` where none is stated"),
            ("part", STR, "headline or body"),
            ("polarity", FLOAT, "TextBlob's polarity, -1 to 1"),
            ("subjectivity", FLOAT, "TextBlob's subjectivity, 0 to 1"),
            ("words_known", INT, "words that the tone lexicon knows; with 0 the other two say nothing"),
        ),
        _table(
            "findings",
            "contrast worth telling, between two or more outlets",
            ("kind", STR, "stance, claim, wording, silence, verb"),
            ("sentence", STR, "the contrast in words"),
            ("sides", STR, "JSON list of sides: outlet_key and its spans (article_id, start, end)"),
            ("n", INT, "number of articles compared"),
        ),
        _table(
            "codings",
            "judgement by one coder",
            *SPAN[:2],
            ("start", INT_NA, "first character; missing where a whole article is judged"),
            ("end", INT_NA, "one after the last character"),
            SPAN[4],
            ("coder", STR, "who judged"),
            ("unit", STR, "line, quote, indirect, hedge, booster, mention, headline, alt_headline, deck, article"),
            ("variable", STR, "what was judged"),
            ("value", STR, "the judgement"),
            ("note", STR, "the coder's note"),
        ),
    )
}


def build(name: str, columns: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Make table `name` from columns of values; a column that is not given is missing throughout.

    >>> build("rejects", {"severity": ["reject"], "file": ["a.txt"], "reason": ["empty"]})["row"].isna().all()
    np.True_
    """
    table = TABLES[name]
    if unknown := set(columns) - set(table.names):
        raise KeyError(f"table {name} has no column {sorted(unknown)}; it has {table.names}")
    length = max((len(v) for v in columns.values()), default=0)
    return pd.DataFrame(
        {c.name: pd.array(list(columns.get(c.name, [pd.NA] * length)), dtype=c.dtype) for c in table.columns}
    )


def from_rows(name: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Make table `name` from one mapping a row; a key that is not given is missing."""
    names = {key for row in rows for key in row}
    return build(name, {n: [row.get(n, pd.NA) for row in rows] for n in names}) if rows else empty(name)


def empty(name: str) -> pd.DataFrame:
    """Table `name` without a row.

    >>> len(empty("quotes")), empty("lines").columns[0]
    (0, 'article_id')
    """
    return build(name, {})


def check(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return `frame` if it has exactly the columns and types of table `name`; else say what differs.

    Raises:
        ValueError: which columns are missing, unknown, out of order or of another type.
    """
    table = TABLES[name]
    if list(frame.columns) != table.names:
        raise ValueError(f"table {name}: columns are {list(frame.columns)}, should be {table.names}")
    wrong = {c.name: str(frame[c.name].dtype) for c in table.columns if str(frame[c.name].dtype) != c.dtype}
    if wrong:
        raise ValueError(f"table {name}: wrong types {wrong}")
    return frame


def dictionary() -> str:
    """The data dictionary as Markdown: every table with its grain, every column with its type. See `data/README.md`."""
    parts = []
    for table in TABLES.values():
        parts.append(f"### {table.name}\n\nOne row is one {table.grain}.\n\n| column | type | what |\n|---|---|---|")
        parts.extend(f"| `{c.name}` | {c.dtype} | {c.about} |" for c in table.columns)
        parts.append("")
    return "\n".join(parts)
