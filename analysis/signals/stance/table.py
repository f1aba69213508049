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
from analysis.signals.stance.sides import TAKEN_BACK
from analysis.spans import Voices

ALWAYS = ("headline", "alt_headline", "deck")
"""Parts that have a row for each proposition, `unrelated` where they do not touch it."""

STATES_NOTHING = ("asking", "directive")
"""Classes of reporting verbs whose content the source does not state: `asked them to leave`."""
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
    rows: list[dict[str, Any]] = []
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
    return schema.from_rows("claims", rows)


def _row(row: Sentence, name: str, reading: Reading, by: str | None, source: str | None) -> dict[str, Any]:
    """A row of table `claims`."""
    return {
        "article_id": row.article_id,
        "sentence_id": row.sentence_id,
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "part": row.part,
        "proposition": name,
        "stance": reading.stance,
        "by": by or pd.NA,
        "source": source or pd.NA,
        "deciding": " … ".join(row.text[i:j] for i, j in reading.spans) or pd.NA,
        "deciding_spans": " ".join(f"{row.start + i}:{row.start + j}" for i, j in reading.spans) or pd.NA,
        "rule": reading.rule,
    }


class _Whose:
    """Whose words a sentence's deciding words are, by the quotations of its article."""

    def __init__(self, quotes: pd.DataFrame) -> None:
        columns = ["article_id", "quote_id", "kind", "verb_class", "speaker_mention", "speaker"]
        self.voices = Voices(quotes)
        self.verbs: dict[tuple[str, int], str | None] = {}
        self.speakers: dict[tuple[str, int], tuple[str | None, str | None]] = {}
        for article_id, quote_id, kind, verb_class, mention, name in schema.values(quotes, columns, None):
            self.speakers[article_id, quote_id] = (mention or name, name or mention)
            self.verbs[article_id, quote_id] = verb_class if kind == "indirect" else None

    def words(self, row: Sentence, reading: Reading) -> tuple[Reading, str | None, str | None, str | None]:
        """The reading as it stands for who answers for it: `by`, the source as it stands, and its full name.

        The voice is that of the deciding words without those that only hand them to a source, see `spans.Voices`. A
        headline gives its source in ways of its own (`Pentagon: …`, `… - reports`), which the reading knows; so does
        the act that decides (`The mayor denies …`, `authenticated by Reuters`).
        """
        by, source = reading.by, row.text[slice(*reading.source)] if reading.source else None
        places = [(row.start + i, row.start + j) for i, j in reading.spans if (i, j) != reading.cue]
        if not places:
            return reading, by, source, source
        voice, quote_id = self.voices.of(row.article_id, places)
        if quote_id is None or voice == "narrator":
            own = row.part not in ALWAYS and not reading.act
            return reading, *(("narrator", None, None) if own else (by, source, source))
        verb_class = self.verbs[row.article_id, quote_id]
        if verb_class in STATES_NOTHING or (verb_class == "denying" and reading.stance != "against"):
            reading = replace(reading, stance="observing")
        return reading, "attributed", *self.speakers[row.article_id, quote_id]
