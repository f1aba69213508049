"""Who is named, how often, and who of these is given no word."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from analysis import schema
from analysis.evidence.sources.statements import identify, statements
from analysis.study import Actor

OFTEN = 3
"""Named this often in an outlet's articles, and given no word there, an actor is called silent."""
ASIDE = ("collective", "thing", "dead")
"""Kinds of actors whose silence says nothing: they cannot be asked."""
NAMED = [
    *("actor", "name", "kind", "outlet_key", "articles", "by_name", "named", "in_headline", "quoted", "reported"),
    *("told_in", "aside", "silent"),
]
BY_NAME = ("name", "full name", "surname", "acronym")
"""Forms of a mention that name somebody; an office (`the Prime Minister`) or a description may be anybody's."""


def named_never_quoted(
    articles: pd.DataFrame, mentions: pd.DataFrame, quotes: pd.DataFrame, actors: Sequence[Actor]
) -> pd.DataFrame:
    """How often each outlet names each actor of the study, and how often it gives that actor a word.

    Namings are the rows of the table `mentions`: every name, role or description that the article has for the actor,
    so that these counts agree with the tables of names.

    Returns one row an actor and outlet, in the order of the study and of the articles: `actor, name, kind,
    outlet_key, articles` (that mention the actor), `by_name` (of these, not only by office or description), `named,
    in_headline` (of these in headline or deck), `quoted, reported` (statements told indirectly), `told_in` (articles
    that tell one so), `aside` (kind whose silence says nothing), `silent` (not set aside, named
    `OFTEN` times or more, given no word). None without actors in the study.

    Note: pronouns are not counted as namings; a missed or misread speaker makes an actor silent, so look at the texts.
    """
    keys = dict(zip(articles["article_id"], articles["outlet_key"], strict=True))
    namings = list(zip(mentions["actor"], mentions["article_id"], mentions["part"], strict=True))
    named = Counter((who, keys[article_id]) for who, article_id, _ in namings)
    heads = Counter((who, keys[article_id], part in schema.HEADS) for who, article_id, part in namings)
    where = Counter((who, keys[article_id]) for who, article_id in {(who, a) for who, a, _ in namings})
    names = mentions[mentions["form"].isin(BY_NAME)]
    by_name = Counter((who, keys[a]) for who, a in set(zip(names["actor"], names["article_id"], strict=True)))
    given = statements(identify(quotes, actors))
    given = given[given["actor"].notna()]
    words = Counter(zip(given["actor"], given["article_id"].map(keys), given["direct"], strict=True))
    indirect = given[~given["direct"]]
    told = Counter((who, keys[a]) for who, a in set(zip(indirect["actor"], indirect["article_id"], strict=True)))
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
                    "by_name": by_name[key],
                    "named": named[key],
                    "in_headline": heads[*key, True],
                    "quoted": quoted,
                    "reported": reported,
                    "told_in": told[key],
                    "aside": aside,
                    "silent": not aside and named[key] >= OFTEN and not quoted + reported,
                }
            )
    return pd.DataFrame(rows, columns=NAMED)
