"""Agency: who is said to do what to whom, and where the doer is left out.

For verbs of harm and decision (`data/lexicons/agency.yaml`): the doer as subject, in a by-phrase, an agentless passive,
a noun in place of the clause (*the killing of*), a verb that needs no doer (*died*). An unknown doer is not an
accusation: who is not named may not be known, or may stand in the sentence before.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis import schema, screen
from analysis.phrases import Sentence
from analysis.signals.agency import deeds, telling

FORMS = {
    "subject": "the doer is the subject",
    "by_phrase": "the doer stands behind “by”",
    "participle": "an -ing clause without a subject of its own",
    "agentless_passive": "a passive without a doer",
    "nominalisation": "a noun in place of the clause",
    "intransitive": "a verb that needs no doer",
}
"""The ways a deed is told, from the doer in front to the doer left out."""


def find(sentences: pd.DataFrame) -> pd.DataFrame:
    """Find deeds of harm and decision, how each is told, and who the text says did it to whom.

    Args:
        sentences: table `sentences`.

    Returns: table `agency`, one row a deed as told, in the order of the text. `voice` and `quote_id` are missing until
        `spans.assign_voice` says who answers for the words.

    Note: Shallow rules, no parse. Infinitives (*voted to expel*) and gerunds (*charged with killing*) are left out, and
        so is an active clause whose subject no rule finds. That a doer is missing says nothing of why.

    References: Trew, T. (1979), Theory and ideology at work; van Dijk, T. A. (2008), Critical discourse analysis and
        nominalization, Discourse & Society 19(6).

    >>> text = "Two drivers were killed by a mine on Monday."
    >>> told = find(schema.from_rows("sentences", [
    ...     {"article_id": "a", "sentence_id": 0, "start": 0, "end": len(text), "text": text,
    ...      "part": "body", "paragraph": 1, "n_words": 9}])).iloc[0]
    >>> told["deed"], told["form"], told["agent"], told["agent_kind"], told["patient"]
    ('kill', 'by_phrase', 'a mine', 'weapon or event', 'Two drivers')
    """
    rows: list[list[Any]] = []
    keys = ("article_id", "sentence_id", "start", "part")
    for (article_id, sentence_id, offset, part), text, plain in screen.worth_reading(sentences, deeds.forms(), keys):
        sentence = Sentence(text, deeds.past_forms(), plain)
        for told in telling.read(sentence):
            start, end = sentence.span(told.at, told.at + 1)
            row = [
                article_id, sentence_id, offset + start, offset + end, text[start:end], part,
                told.deed.deed, told.deed.category, told.deed.kind, told.form, told.told_as or pd.NA,
            ]  # fmt: skip
            for words in (told.agent, told.patient):
                at = sentence.span(*words) if words else None
                row += [text[at[0] : at[1]], offset + at[0], offset + at[1]] if at else [pd.NA] * 3
            row.append(_kind(sentence, told.agent))
            rows.append(row)
    return schema.from_tuples("agency", rows)


def _kind(sentence: Sentence, agent: tuple[int, int] | None) -> object:
    if agent is None:
        return pd.NA
    head = next((n for n in range(*agent) if sentence.tags[n] in "IO"), agent[1]) - 1
    word = sentence.lower[head]
    instrument = {word, word.removesuffix("s")} & deeds.words("instrument")
    return "weapon or event" if instrument else pd.NA


def in_sentence(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """The deeds of one sentence: `(word, form, agent, patient)`.

    >>> in_sentence("The killing of two drivers by rebels shook Ames.")
    [('killing', 'nominalisation', 'rebels', 'two drivers')]
    """
    sentence = Sentence(text, deeds.past_forms())

    def words(span: tuple[int, int] | None) -> str | None:
        return sentence.words(*span) if span else None

    return [(sentence.tokens[t.at], t.form, words(t.agent), words(t.patient)) for t in telling.read(sentence)]


__all__: Sequence[str] = ("FORMS", "find", "in_sentence")
