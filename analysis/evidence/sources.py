"""Sources: who is given a word, how often, how prominently, by what verbs; who is named and given none.

Every function takes the table `quotes`, best after `identify`, which gives a speaker the same name in all articles.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd

from analysis import actors as cast
from analysis import schema
from analysis.lexicon import load
from analysis.spans import overlap
from analysis.study import Actor
from analysis.words import count_words

HEADS = ("headline", "alt_headline", "deck")
OFTEN = 3
"""Named this often in an outlet's articles, and given no word there, an actor is called silent."""
ASIDE = ("collective", "thing", "dead")
"""Kinds of actors whose silence says nothing: they cannot be asked."""
THINGS = ("document", "institution", "media")
"""Types of speakers that are no persons: that they have no personal name withholds nothing."""

NAMED = [
    *("actor", "name", "kind", "outlet_key", "articles", "named", "in_headline", "quoted", "reported"),
    *("aside", "silent"),
]
PROMINENCE = [
    *("article_id", "speaker", "paragraph", "paragraphs", "in_headline", "quoted", "reported"),
    *("words", "whole", "fragments"),
]


def identify(quotes: pd.DataFrame, actors: Sequence[Actor]) -> pd.DataFrame:
    """Give each speaker one name: the actor's of the study, else the one that the article uses.

    A speaker that an article knows only by office (`Iraq’s Prime Minister`) gets the actor's name where the study
    lists the office among the aliases. Where a pronoun was not resolved, nobody is named as speaker.

    Returns: table `quotes` with `speaker` so changed, and `actor` (id, else missing) added.
    """
    pronouns = set(load("sources").words("pronoun"))
    known: dict[tuple[Any, Any], tuple[Any, Any]] = {}
    pairs = [tuple(pair) for pair in schema.rows(quotes, ("speaker", "speaker_mention"), missing=None)]
    for pair in dict.fromkeys(pairs):
        stated = [words for words in pair if words is not None and words.lower() not in pronouns]
        actor = next((a for words in stated if (a := cast.speaker(words, tuple(actors)))), None) if actors else None
        known[pair] = (actor.name, actor.id) if actor else (_plain(stated[0]) if stated else pd.NA, pd.NA)
    return quotes.assign(
        speaker=pd.array([known[p][0] for p in pairs], dtype="string"),
        actor=pd.array([known[p][1] for p in pairs], dtype="string"),
    )


def statements(quotes: pd.DataFrame) -> pd.DataFrame:
    """The rows of `quotes` that count as a word given to a speaker, each stretch of the text once.

    A quotation inside a quotation belongs to the outer one. An indirect statement that holds quoted words of the same
    speaker (`said it was “a draft”`), or that goes on in quoted words without another verb (`if asked to leave, he
    said, “we go”`), is counted as a quotation, not again as a statement. Scare quotes and titles are
    nobody's statement.

    Returns: rows of `quotes`, in order of the text, with `direct` added: quoted, or told indirectly?
    """
    rows = quotes[quotes["kind"].isin(["speech", "indirect"])].assign(direct=lambda q: q["kind"] == "speech")
    rows = rows.sort_values(["article_id", "start", "end"], ascending=[True, True, False], kind="stable")
    spoken, cues = defaultdict(list), set()
    columns = (rows[c] for c in ("article_id", "start", "end", "speaker", "direct", "cue_start"))
    spans = list(zip(*columns, strict=True))
    for article_id, start, end, who, direct, cue in spans:
        if direct:
            spoken[article_id].append((start, end, who))
            if not pd.isna(cue):
                cues.add((article_id, cue))
    kept = []
    for article_id, start, end, who, direct, cue in spans:
        others = [o for o in spoken[article_id] if overlap(start, end, o[0], o[1])]
        inside = any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in others)
        mixed = not direct and ((article_id, cue) in cues or any(_same(who, other) for _, _, other in others))
        kept.append(not inside and not mixed)
    return rows[pd.Series(kept, index=rows.index, dtype=bool)]


def named_never_quoted(
    articles: pd.DataFrame, mentions: pd.DataFrame, quotes: pd.DataFrame, actors: Sequence[Actor]
) -> pd.DataFrame:
    """How often each outlet names each actor of the study, and how often it gives that actor a word.

    Namings are the rows of the table `mentions`: every name, role or description that the article has for the actor,
    so that these counts agree with the tables of names.

    Returns one row an actor and outlet, in the order of the study and of the articles: `actor, name, kind,
    outlet_key, articles` (that name the actor), `named, in_headline` (of these in headline or deck), `quoted,
    reported` (statements told indirectly), `aside` (kind whose silence says nothing), `silent` (not set aside, named
    `OFTEN` times or more, given no word). None without actors in the study.

    Note: pronouns are not counted as namings; a missed or misread speaker makes an actor silent, so look at the texts.
    """
    keys = dict(zip(articles["article_id"], articles["outlet_key"], strict=True))
    namings = list(zip(mentions["actor"], mentions["article_id"], mentions["part"], strict=True))
    named = Counter((who, keys[article_id]) for who, article_id, _ in namings)
    heads = Counter((who, keys[article_id], part in HEADS) for who, article_id, part in namings)
    where = Counter((who, keys[article_id]) for who, article_id in {(who, a) for who, a, _ in namings})
    given = statements(identify(quotes, actors))
    given = given[given["actor"].notna()]
    words = Counter(zip(given["actor"], given["article_id"].map(keys), given["direct"], strict=True))
    rows = []
    for actor in actors:
        for outlet in dict.fromkeys(keys.values()):
            key, aside = (actor.id, outlet), actor.kind in ASIDE
            quoted, reported = words[*key, True], words[*key, False]
            rows.append(
                {
                    "actor": actor.id,
                    "name": actor.name,
                    "kind": actor.kind or pd.NA,
                    "outlet_key": outlet,
                    "articles": where[key],
                    "named": named[key],
                    "in_headline": heads[*key, True],
                    "quoted": quoted,
                    "reported": reported,
                    "aside": aside,
                    "silent": not aside and named[key] >= OFTEN and not quoted + reported,
                }
            )
    return pd.DataFrame(rows, columns=NAMED)


def verbs(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """By what verbs each outlet introduces each speaker's words.

    A verb counts once where it stands, however many stretches of quoted words hang on it.

    Returns one row a speaker, outlet and verb: `speaker, outlet_key, verb_class, verb, count`. Words that introduce
    without being a reporting verb (`the admission that`) have no class, and stand in `verb` as the text has them.
    """
    found = cued(quotes).merge(articles[["article_id", "outlet_key"]], on="article_id")
    found = found.assign(verb=found["verb"].fillna(found["cue"].str.lower()))
    columns = ["speaker", "outlet_key", "verb_class", "verb"]
    return found.groupby(columns, dropna=False, sort=False).size().rename("count").reset_index()


def cued(quotes: pd.DataFrame) -> pd.DataFrame:
    """One row of `quotes` for each verb, noun or phrase that introduces words, however many hang on it."""
    found = quotes[quotes["kind"].isin(["speech", "indirect"]) & quotes["cue_start"].notna()]
    return found.drop_duplicates(["article_id", "cue_start"])


def how_named(quotes: pd.DataFrame) -> pd.Series:
    """How the text lets a reader know the source of each row.

    `named`: a person by name, or as an actor of the study; `described`: as somebody definite (`the mayor`, `Iraq’s
    Prime Minister`); `thing`: an institution, a medium or a text speaks, by whatever name (`the Pentagon`); a text
    whose author the article names counts as that author; `unnamed`: somebody or some people not told
    from others (`a senior adviser`, `officials`); `not said`.
    """
    lexicon = load("sources")
    joining, indefinite, pointing, bodies = (
        set(lexicon.words(c)) for c in ("joining", "indefinite", "definite", "body")
    )
    given_names = {*load("first_names").words("male"), *load("first_names").words("female")}

    @cache
    def kind(speaker: str | None, mention: str | None, named: bool, actor: str | None, type_: Any, title: Any) -> str:
        if speaker is None:
            return "not said"
        words = (mention if mention is not None else speaker).lower().split()
        end = next((i for i, word in enumerate(words) if i and word in joining), len(words))
        known = named or actor is not None
        person = speaker.split()[0] in given_names or title is not None
        named_thing = type_ == "institution" or (type_ == "media" and not person)
        body = words[end - 1] in bodies and (not known or words[0] in pointing)
        if named_thing or body:
            return "thing"
        if known:
            return "named"
        if type_ in THINGS:
            return "thing"
        definite = words[0] in pointing or any(word.endswith(("’s", "'s")) for word in words[:end])
        plural = words[end - 1].endswith("s") and not words[end - 1].endswith(("ss", "’s", "'s"))
        if type_ == "anonymous" or words[0] in indefinite or plural or not definite:
            return "unnamed"
        return "described"

    rows = quotes if "actor" in quotes else quotes.assign(actor=pd.NA)
    columns = ("speaker", "speaker_mention", "named", "actor", "speaker_type", "speaker_title")
    kinds = [kind(*row) for row in schema.rows(rows, columns, missing=None)]
    return pd.Series(kinds, index=quotes.index, dtype="string")


def by_origin(quotes: pd.DataFrame) -> pd.DataFrame:
    """Every statement with its origin: rows as `statements` gives them, `origin` (see `how_named`) added."""
    given = statements(quotes)
    return given.assign(origin=how_named(given))


def unnamed(quotes: pd.DataFrame) -> pd.DataFrame:
    """The statements whose source is unnamed in the sense of `how_named`: rows as `statements` gives them."""
    given = by_origin(quotes)
    return given[given["origin"] == "unnamed"].drop(columns="origin")


def second_hand(quotes: pd.DataFrame) -> pd.DataFrame:
    """The statements that a medium or another speaker tells: rows as `statements` gives them, `teller` added.

    `teller` is from whom the text has the speaker's words. What a medium says itself is not second-hand.
    """
    given = statements(quotes)
    return given.assign(teller=given["via"])[given["via"].notna()]


def origins(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """How many of each outlet's statements come from whom: the counts behind every share of unnamed sources.

    Returns one row an outlet: `outlet_key, statements, quoted`, then the kinds of `how_named` as `named, described,
    thing, unnamed, not said` (these add up to the statements), and `second_hand` (any of them may be).
    """
    given = by_origin(quotes)
    given = given.assign(second=given.index.isin(second_hand(quotes).index))
    given = given.merge(articles[["article_id", "outlet_key"]], on="article_id")
    rows = []
    for outlet in dict.fromkeys(articles["outlet_key"]):
        own = given[given["outlet_key"] == outlet]
        kinds = {k: int((own["origin"] == k).sum()) for k in ("named", "described", "thing", "unnamed", "not said")}
        rows.append(
            {"outlet_key": outlet, "statements": len(own), "quoted": int(own["direct"].sum())}
            | kinds
            | {"second_hand": int(own["second"].sum())}
        )
    return pd.DataFrame(rows)


def prominence(quotes: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Where and how largely each speaker has a word in each article.

    Returns one row an article and speaker, in order of first appearance: `article_id, speaker, paragraph` (of the
    body, from 1, in which the first statement stands; missing if none stands in the body), `paragraphs` (that the
    body has), `in_headline` (a statement in headline or deck), `quoted, reported` (statements), `words` (quoted),
    `whole, fragments` (quotations that hold a whole clause, and others).
    """
    body = sentences[sentences["part"] == "body"].sort_values(["article_id", "start"])
    numbers = {
        a: {p: n for n, p in enumerate(dict.fromkeys(own), 1)} for a, own in body.groupby("article_id")["paragraph"]
    }
    places = {(s.article_id, s.sentence_id): (s.part, s.paragraph) for s in sentences.itertuples()}
    given = statements(quotes)
    of_speaker = defaultdict(list)
    for row in given[given["speaker"].notna()].itertuples():
        of_speaker[row.article_id, row.speaker].append(row)
    rows = []
    for (article_id, speaker), own in of_speaker.items():
        stands = [places[key] for row in own if (key := (article_id, row.sentence_id)) in places]
        direct = [row for row in own if row.direct]
        rows.append(
            {
                "article_id": article_id,
                "speaker": speaker,
                "paragraph": min((numbers[article_id][p] for part, p in stands if part == "body"), default=pd.NA),
                "paragraphs": len(numbers.get(article_id, ())),
                "in_headline": any(part in HEADS for part, _ in stands),
                "quoted": len(direct),
                "reported": len(own) - len(direct),
                "words": sum(count_words(row.text) for row in direct),
                "whole": sum(row.form == "sentence" for row in direct),
                "fragments": sum(row.form == "fragment" for row in direct),
            }
        )
    return pd.DataFrame(rows, columns=PROMINENCE).astype({"paragraph": "Int64"})


def diversity(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Over how many speakers an article's quoted words are spread.

    The effective number of speakers is exp(H), H the Shannon entropy of the speakers' shares of the quoted words: as
    many speakers with equal shares would be spread as evenly. Two speakers with 50 words each give 2.0; with 90 and
    10 words 1.4. It describes; more is not better.

    Returns one row an article: `article_id, outlet_key, speakers, words` (quoted, speaker known), `unattributed`
    (quoted words whose speaker the text does not say; not in the number), `effective` (missing without words).

    References: Jost (2006), Entropy and diversity, Oikos 113: the effective number of order 1.
    """
    given = statements(quotes)
    words: dict[Any, Counter[Any]] = defaultdict(Counter)
    for row in given[given["direct"]].itertuples():
        words[row.article_id][None if pd.isna(row.speaker) else row.speaker] += count_words(str(row.text))
    rows = []
    for article_id, outlet_key in zip(articles["article_id"], articles["outlet_key"], strict=True):
        shares = [n for speaker, n in words[article_id].items() if speaker is not None and n]
        total = sum(shares)
        entropy = -sum(n / total * math.log(n / total) for n in shares)
        rows.append(
            {
                "article_id": article_id,
                "outlet_key": outlet_key,
                "speakers": len(shares),
                "words": total,
                "unattributed": words[article_id][None],
                "effective": math.exp(entropy) if total else pd.NA,
            }
        )
    columns = ["article_id", "outlet_key", "speakers", "words", "unattributed", "effective"]
    return pd.DataFrame(rows, columns=columns).astype({"effective": "Float64"})


def _plain(description: str) -> str:
    """A description without the capital that only the sentence gave it: `The draft` is `the draft`."""
    first, _, rest = description.partition(" ")
    return f"{first.lower()} {rest}" if first in ("The", "A", "An") and rest else description


def _same(one: Any, other: Any) -> bool:
    return (pd.isna(one) and pd.isna(other)) or (not pd.isna(one) and not pd.isna(other) and one == other)
