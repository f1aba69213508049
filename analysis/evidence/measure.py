"""Measures: what is counted, out of what, for each article and voice. Count and exposure, never only the rate."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import schema
from analysis.evidence import sources
from analysis.spans import words_by_voice
from analysis.study import Actor
from analysis.words import count_words

BODY = "body"
ALL = "all"
"""The voice of measures that are not split by voice."""
WORDS = "1,000 words"
PER = {WORDS: 1000}
"""What a rate is multiplied by, by its unit; the others are shares, 0–1."""
METERS = {"boosters": "expressions that raise commitment"}
"""What the expressions of a meter are called where its name does not say it."""
VERBS = {
    "affirming": "reporting verbs that present what is said as so (pointed out, acknowledged)",
    "distancing": "reporting verbs that leave open, or doubt, whether what is said is so (claimed, alleged)",
}
"""The classes of reporting verbs that tell a reader how to take the words, of which articles have enough to count."""
HIDDEN, TOLD = "agentless_passive", ("subject", "by_phrase", "agentless_passive")
"""The way of telling that leaves the doer out, and those where the verb has a place for the doer."""
_SAID = [
    *("article_id", "start", "end", "kind", "cue_start"),
    *("speaker", "speaker_mention", "speaker_type", "speaker_title", "named"),
]
"""The columns of `quotes` by which the source of a statement is told."""

Counts = Mapping[tuple[str, str], Mapping[str, int]]
"""For each measure (`""`: any) and voice a number an article, by `article_id`; articles that are not there have 0."""


@dataclass(frozen=True)
class Measure:
    """A rule of counting: what counts, out of what, in words that the page can print.

    `voices` are those it is counted for. `own` is the one that outlets are compared by: the article's own wording
    where a measure is split by voice.
    """

    signal: str
    name: str
    counts: str
    out_of: str
    per: str
    voices: tuple[str, ...] = (ALL,)

    @property
    def of_cues(self) -> bool:
        """Does it count words that a lexicon lists: rows of `cues` with its signal and, as their meter, its name?"""
        return self.per == WORDS

    @property
    def own(self) -> str:
        return ALL if ALL in self.voices else "narrator"


def measures(meters: Sequence[str], lists: Mapping[str, Sequence[str]] | None = None) -> list[Measure]:
    """The measures of the suite with their rules: one a meter, one a class of telling verbs, and the fixed ones.

    Args:
        meters: of the hedges.
        lists: of each word list, its meters.

    >>> found = measures(["uncertainty"])
    >>> [(m.signal, m.name, m.per, m.own) for m in found][:2]
    [('hedges', 'uncertainty', '1,000 words', 'narrator'), ('quotes', 'words', 'words', 'narrator')]
    >>> print(found[2].counts, "out of", found[2].out_of)
    statements whose source is told, but not so that a reader knows who it is (officials, a senior adviser) out of \
statements whose source is told
    """
    words = [
        Measure(signal, meter, METERS.get(meter, f"expressions of {meter}"), "words of the body", WORDS, schema.VOICES)
        for signal, own in {"hedges": meters, **(lists or {})}.items()
        for meter in own
    ]
    verbs = [
        Measure("verbs", name, words, "reporting verbs of all classes, each once where it stands", "reporting verbs")
        for name, words in VERBS.items()
    ]
    deeds = [
        Measure(
            "agency",
            f"no doer: {kind}",
            f"{words} told in a passive that names no doer",
            f"{words} told as done by a verb with a place for the doer: as its subject, behind “by”, or left out",
            "deeds",
            schema.VOICES,
        )
        for kind, words in (("harm", "deeds of harm"), ("decision", "decisions"))
    ]
    return [
        *words,
        Measure("quotes", "words", "words of the body in one voice", "words of the body", "words", schema.VOICES),
        Measure(
            "sources",
            "unnamed",
            "statements whose source is told, but not so that a reader knows who it is (officials, a senior adviser)",
            "statements whose source is told",
            "statements",
        ),
        *verbs,
        *deeds,
    ]


def exposure(sentences: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """Words of each article's body by voice.

    Returns one row an article that has a body: `article_id` as index, columns narrator, reported, quoted (words).
    """
    read = ["article_id", "sentence_id", "part", "start", "text", "n_words"]
    words = words_by_voice(sentences.loc[sentences["part"] == BODY, read], quotes)
    return words.groupby("article_id")[list(schema.VOICES)].sum()


def in_body(cues: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The cues that stand in a sentence of the body."""
    return cues.merge(sentences.loc[sentences["part"] == BODY, ["article_id", "sentence_id"]])


def of_list(cues: pd.DataFrame, rule: Measure) -> pd.DataFrame:
    """The cues that a measure of listed words counts in its own voice."""
    return cues[(cues["signal"] == rule.signal) & (cues["meter"] == rule.name) & (cues["voice"] == rule.own)]


def of_share(tables: Mapping[str, pd.DataFrame], rule: Measure, actors: Sequence[Actor] = ()) -> pd.DataFrame:
    """What a share counts and is out of, in its own voice, one by one: verbs, deeds, statements.

    Returns one row a verb, deed or statement: `article_id`; `entry`, the word that it hangs on: the verb, the deed, the
    noun of an unnamed source (missing for other sources); `counted`, is it counted, or only what that is out of? No
    row where words of the body are counted.

    >>> quotes = pd.DataFrame({"article_id": "a", "kind": "indirect", "cue_start": [5, 40], "verb": ["say", "note"],
    ...     "verb_class": ["neutral", "affirming"]})
    >>> rule = next(m for m in measures([]) if m.name == "affirming")
    >>> of_share({"quotes": quotes}, rule)[["entry", "counted"]].values.tolist()
    [['say', False], ['note', True]]
    """
    if rule.signal == "verbs":
        found = _telling(tables["quotes"])
        found = found.assign(entry=found["verb"], counted=found["verb_class"] == rule.name)
    elif rule.signal == "agency":
        found = _told(tables["agency"])
        found = found[(found["name"] == rule.name) & (found["voice"] == rule.own)]
        found = found.assign(entry=found["deed"], counted=found["form"] == HIDDEN)
    elif rule.signal == "sources":
        found = _sourced(tables["quotes"], actors)
        found = found.assign(counted=found["origin"] == rule.name)
        found = found.assign(entry=sources.head(found).where(found["counted"]))
    else:
        found = pd.DataFrame({"article_id": [], "entry": [], "counted": []})
    return found[["article_id", "entry", "counted"]].astype({"entry": "string", "counted": bool})


def find(tables: Mapping[str, pd.DataFrame], rules: Sequence[Measure], actors: Sequence[Actor] = ()) -> pd.DataFrame:
    """Count what each article holds, by measure and voice.

    Args:
        tables: `articles, sentences, quotes, cues, agency`, voices assigned.
        rules: as `measures` gives them.
        actors: the study's actors, by whose names speakers are known.

    Softening words and words of each voice are counted in the body; statements, verbs and deeds in headings too, as
    they stand in the other tables. An article without a hit has a row with count 0; one without anything to count in
    has exposure 0.

    Returns: table `measures`.
    """
    ids = tables["articles"]["article_id"].tolist()
    words = exposure(tables["sentences"], tables["quotes"])
    of_voice: Counts = {("", voice): words[voice].to_dict() for voice in schema.VOICES}
    counted: dict[str, tuple[Counts, Counts]] = {
        "quotes": (of_voice, dict.fromkeys(of_voice, words.sum(axis=1).to_dict())),
        "sources": _sources(tables["quotes"], actors),
        "verbs": _verbs(tables["quotes"]),
        "agency": _deeds(tables["agency"]),
    }
    cues = in_body(tables["cues"][["article_id", "sentence_id", "signal", "meter", "voice"]], tables["sentences"])
    for signal in {rule.signal for rule in rules if rule.of_cues}:
        counted[signal] = _by(cues[cues["signal"] == signal], "meter", "voice"), of_voice
    parts = []
    for rule in rules:
        count, total = counted[rule.signal]
        for voice in rule.voices:
            of = (rule.name, voice)
            parts.append((rule, voice, _column(count, of, ids), _column(total, of, ids)))
    return _interleaved(tables["articles"], parts)


def _interleaved(articles: pd.DataFrame, parts: Sequence[tuple[Measure, str, np.ndarray, np.ndarray]]) -> pd.DataFrame:
    """Table `measures`, all rows of an article together."""
    n, m = len(articles), len(parts)
    repeated = {
        name: np.repeat(articles[name].to_numpy(dtype=object), m).tolist() for name in ("article_id", "outlet_key")
    }
    told = {
        "signal": [rule.signal for rule, *_ in parts],
        "measure": [rule.name for rule, *_ in parts],
        "voice": [voice for _, voice, *_ in parts],
        "per": [rule.per for rule, *_ in parts],
    }
    return schema.build(
        "measures",
        {
            **repeated,
            **{name: values * n for name, values in told.items()},
            "count": np.stack([count for *_, count, _ in parts], 1).ravel().tolist() if m else [],
            "exposure": np.stack([total for *_, total in parts], 1).ravel().tolist() if m else [],
        },
    )


def _column(counts: Counts, of: tuple[str, str], ids: Sequence[str]) -> np.ndarray:
    found = counts.get(of, counts.get(("", of[1]), {}))
    return np.array([found.get(article_id, 0) for article_id in ids], dtype=float)


def _by(rows: pd.DataFrame, name: str, voice: str | None = None) -> Counts:
    """The number of rows an article, by the columns that hold the measure and, where there is one, the voice."""
    columns = [rows[column].tolist() for column in ("article_id", name)]
    voices = rows[voice].tolist() if voice else [ALL] * len(rows)
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for (article_id, measure, of), n in Counter(zip(*columns, voices, strict=True)).items():
        counts.setdefault((measure, of), {})[article_id] = n
    return counts


def _sources(quotes: pd.DataFrame, actors: Sequence[Actor]) -> tuple[Counts, Counts]:
    told = _sourced(quotes, actors)
    return _by(told, "origin"), {("", ALL): Counter(told["article_id"].tolist())}


def _sourced(quotes: pd.DataFrame, actors: Sequence[Actor]) -> pd.DataFrame:
    """The statements whose source is told, with its `origin`."""
    given = sources.by_origin(sources.identify(quotes[_SAID], actors))
    return given[given["origin"] != "not said"]


def _telling(quotes: pd.DataFrame) -> pd.DataFrame:
    """The reporting verbs, each once where it stands."""
    cues = sources.cued(quotes)
    return cues[cues["verb_class"].notna()]


def _verbs(quotes: pd.DataFrame) -> tuple[Counts, Counts]:
    cues = _telling(quotes[["article_id", "kind", "cue_start", "verb_class"]])
    return _by(cues, "verb_class"), {("", ALL): Counter(cues["article_id"].tolist())}


def _deeds(agency: pd.DataFrame) -> tuple[Counts, Counts]:
    told = _told(agency[["article_id", "form", "told_as", "kind", "voice"]])
    return _by(told[told["form"] == HIDDEN], "name", "voice"), _by(told, "name", "voice")


def _told(agency: pd.DataFrame) -> pd.DataFrame:
    """Deeds told as done by a verb with a place for the doer; `name` is the measure that they count in."""
    told = agency[agency["form"].isin(TOLD) & ~agency["told_as"].isin(["denied", "open"])]
    return told.assign(name="no doer: " + told["kind"])


def hidden(agency: pd.DataFrame, name: str, voice: str) -> pd.DataFrame:
    """The deeds that the measure `no doer: …` counts in one voice: rows of table `agency`."""
    told = _told(agency)
    return told[(told["form"] == HIDDEN) & (told["name"] == name) & (told["voice"] == voice)]


def speaker_shares(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Share of each article's quoted words by speaker.

    Only words between marks that are someone's speech count, and each word once: a quotation inside a quotation
    belongs to the outer one. Words whose speaker the text does not say are a row of their own (speaker missing).

    Returns one row an article and speaker: `article_id, outlet_key, speaker, speaker_type, words, share` (0–1).
    """
    speech = quotes[quotes["kind"] == "speech"]
    outer = []
    for _, group in speech.sort_values(["start", "end"], ascending=[True, False]).groupby("article_id"):
        reach = -1
        for row in group.itertuples():
            if row.end > reach:
                outer.append(row.Index)
                reach = row.end
    speech = speech.loc[outer]
    speech = speech.assign(words=[count_words(t) for t in speech["text"]])
    speech = speech[speech["words"] > 0]
    shares = (
        speech.groupby(["article_id", "speaker"], dropna=False)
        .agg(words=("words", "sum"), speaker_type=("speaker_type", "first"))
        .reset_index()
    )
    shares["share"] = shares["words"] / shares.groupby("article_id")["words"].transform("sum")
    shares = shares.merge(articles[["article_id", "outlet_key"]], on="article_id")
    columns = ["article_id", "outlet_key", "speaker", "speaker_type", "words", "share"]
    return shares.sort_values(["article_id", "words"], ascending=[True, False])[columns].reset_index(drop=True)
