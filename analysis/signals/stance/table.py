"""Table `claims`: what each sentence of an article says of each proposition, and whose words it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, Protocol

import pandas as pd

from analysis import schema
from analysis.signals.stance import claim, screen
from analysis.signals.stance.reading import TAKEN_UP, UNRELATED, Reading, read_claim, take_up
from analysis.signals.stance.rules import DESCRIBED
from analysis.signals.stance.sentence import words_of
from analysis.signals.stance.sides import TAKEN_BACK
from analysis.spans import Voices, overlap

Span = tuple[int, int]

ALWAYS = ("headline", "alt_headline", "deck")
"""Parts that have a row for each proposition, `unrelated` where they do not touch it."""

STATES_NOTHING = ("asking", "directive")
"""Classes of reporting verbs whose content the source does not state: `asked them to leave`; see also *attitude* in
the lexicon of stance."""
_PRONOUN = re.compile(r"\W*(?:that|this|it)\b", re.IGNORECASE)


class Proposition(Protocol):
    """What a proposition of a study has; see `analysis.study`."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def terms(self) -> Sequence[str]: ...


class Sentence(NamedTuple):
    """A row of table `sentences`."""

    article_id: str
    sentence_id: int
    start: int
    end: int
    part: str
    text: str


def find(sentences: pd.DataFrame, propositions: Iterable[Proposition], quotes: pd.DataFrame) -> pd.DataFrame:
    """Find what each sentence says of each proposition that it touches.

    Args:
        sentences: table `sentences`.
        propositions: `id`, `text` and `terms` of each; see `claim.compile` for the terms.
        quotes: table `quotes`, which says whose the words are.

    Returns:
        Table `claims`: a headline, alternative headline or deck has a row for every proposition, another sentence
        only for those that it touches.
    """
    propositions = list(propositions)
    names = [p.id for p in propositions]
    claims = [claim.compile(p.text, tuple(p.terms or ())) for p in propositions]
    whose = _Whose(quotes)
    rows: list[tuple[Any, ...]] = []
    before: Sentence | None = None
    told: dict[int, tuple] = {}
    texts = schema.texts(sentences)
    columns = [sentences[name].tolist() for name in Sentence._fields if name != "text"]
    for values, touching in zip(zip(*columns, texts, strict=True), screen.touching(texts, claims), strict=True):
        if not touching and not told and values[-2] not in ALWAYS:
            continue  # it touches nothing, and there is nothing before it to take up
        row = Sentence(*values)
        follows = before is not None and (before.article_id, before.part) == (row.article_id, row.part)
        here: dict[int, tuple] = {}
        takes_up = told if follows and told and _PRONOUN.match(row.text) else {}
        for number in sorted({*touching, *takes_up, *(range(len(claims)) if row.part in ALWAYS else ())}):
            reading = UNRELATED
            if number in touching:
                reading = read_claim(row.text, claims[number], claim.HALF)
            if reading.stance == "unrelated" and number in takes_up and before is not None:
                reading = take_up(row.text, claims[number], before.text)
            reading, by, source, who = whose.words(row, reading)
            if reading.rule == TAKEN_UP and (told[number][0] == "against" or told[number] == ("for", who)):
                reading, by, source = UNRELATED, None, None  # nobody turns down what he has just said
            if by == "attributed" and reading.rule == DESCRIBED:
                reading, by, source = UNRELATED, None, None  # `he asked about the letter signed by …`: who calls it so?
            if reading.rule == TAKEN_BACK and row.part not in ALWAYS:
                reading = replace(reading, stance="observing")
            if reading.stance != "unrelated":
                here[number] = (reading.stance, who)
            elif row.part not in ALWAYS:
                continue
            rows.append(_row(row, names[number], reading, by, source))
        before, told = row, here
    return schema.from_tuples("claims", rows)


def _row(row: Sentence, name: str, reading: Reading, by: str | None, source: str | None) -> tuple[Any, ...]:
    """A row of table `claims`."""
    deciding = " … ".join(row.text[i:j] for i, j in reading.spans) or None
    places = " ".join(f"{row.start + i}:{row.start + j}" for i, j in reading.spans) or None
    return (
        row.article_id, row.sentence_id, row.start, row.end, row.text, row.part, name,
        reading.stance, by or None, source or None, deciding, places, reading.rule,
    )  # fmt: skip


class _Told(NamedTuple):
    """Of a quotation or an indirect statement: where it stands, the verb that hands it on, and whose it is."""

    start: int
    end: int
    cue: Span | None
    verb: str | None
    verb_class: str | None
    mention: str | None
    name: str | None

    def is_told_by(self, place: Span) -> bool:
        """Do the words at a place hand it to its source?"""
        return self.cue is not None and overlap(*self.cue, *place) > 0

    def holds(self, place: Span) -> bool:
        """Do the words at a place stand in it?"""
        return self.start <= place[0] and place[1] <= self.end


class _Whose:
    """Whose words a sentence's deciding words are, by the quotations of its article."""

    def __init__(self, quotes: pd.DataFrame) -> None:
        self.voices = Voices(quotes)
        self.told: dict[str, dict[int, _Told]] = {}
        columns = ["article_id", "quote_id", "kind", "start", "end", "cue_start", "cue_end", "verb", "verb_class"]
        columns += ["speaker_mention", "speaker"]
        for article_id, quote_id, kind, start, end, cue, after, verb, verb_class, mention, name in schema.values(
            quotes, columns, None
        ):
            if kind != "indirect":
                verb = verb_class = None  # what stands between marks is said, under whatever verb
            place = (cue, after) if cue is not None and after is not None else None
            told = _Told(start, end, place, verb, verb_class, mention or name, name or mention)
            self.told.setdefault(article_id, {})[quote_id] = told

    def words(self, row: Sentence, reading: Reading) -> tuple[Reading, str | None, str | None, str | None]:
        """The reading as it stands for who answers for it: `by`, the source as it stands, and its full name.

        The voice is that of the deciding words without those that only hand them to a source, see `spans.Voices`. A
        headline gives its source in ways of its own (`Pentagon: …`, `… - reports`), which the reading knows; so does
        the act that decides (`The mayor denies …`, `authenticated by Reuters`): who turns a claim down has said so,
        though the claim is another's.
        """
        by, source = reading.by, row.text[slice(*reading.source)] if reading.source else None
        spans = [span for span in reading.spans if reading.cue is None or not _is_within(span, reading.cue)]
        if not spans:
            return reading, by, source, source
        told = self._of(row.article_id, [(row.start + i, row.start + j) for i, j in spans])
        if told is not None and reading.act is not None:
            act = (row.start + reading.act[0], row.start + reading.act[1])
            if not told.is_told_by(act) and not told.holds(act):
                told = None
        if told is None:
            own = row.part not in ALWAYS and reading.act is None
            return reading, *(("narrator", None, None) if own else (by, source, source))
        leaves_open = told.verb_class in STATES_NOTHING or told.verb in words_of("attitude")
        if leaves_open or (told.verb_class == "denying" and reading.stance != "against"):
            reading = replace(reading, stance="observing")
        return reading, "attributed", told.mention, told.name

    def _of(self, article_id: str, places: list[Span]) -> _Told | None:
        """The quotation or statement that holds some places, but for the words by which it is told itself.

        Not where these ask for something: that *she asked the town to leave*, the writer tells.
        """
        voice, quote_id = self.voices.of(article_id, places)
        own = self.told.get(article_id, {})
        if quote_id is not None and voice != "narrator":
            return own[quote_id]
        telling = [told.cue for told in own.values() if told.cue is not None]
        cues = [(i, j) for i, j in places if any(start < j and i < end for start, end in telling)]
        rest = [place for place in places if place not in cues]
        if not cues or not rest:
            return None
        voice, quote_id = self.voices.of(article_id, rest)
        if quote_id is None or voice == "narrator":
            return None
        told = own[quote_id]
        asks = told.verb_class in STATES_NOTHING
        return told if not asks and all(told.is_told_by(place) for place in cues) else None


def _is_within(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]
