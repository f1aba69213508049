"""The headline-against-article ledger: what a headline, other headline or deck says otherwise than its own article.

A headline may drop the source of a statement, its hedge or its quotation marks, ask what the article does not answer,
or stand against its deck or its first lines (Dor 2003 on what headlines are for; Ecker et al. 2014 on what readers keep
of them). Each entry sets two sentences of one article side by side; whether the difference matters is the reader's
judgement.
"""

from collections.abc import Mapping

import pandas as pd

from analysis import schema
from analysis.comparison.ledger import by_claims, by_words
from analysis.comparison.ledger.article import articles
from analysis.comparison.ledger.entry import Entry
from analysis.comparison.versions import Versions


def find(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Find where headlines, other headlines and decks say something otherwise than their own article.

    Args:
        tables: tables `lines, sentences, quotes, cues, claims` by name. Where lines say that an article is an update
            laid over an earlier text, the entry tells which of its sentences may be of two times.

    Returns: table `ledger`, article by article. Kinds: `attribution lost` (flat in the headline, in the body only as
    somebody's word), `hedge lost` (flat in the headline, hedged in the body), `quotation marks lost` (in the body the
    words stand only between marks), `question not answered` (no sentence of the body was read as an answer),
    `deck contradicts headline` and `headline against lead` (opposite stances to a proposition; or a hedge in the lead
    that the headline has not).

    Note: it abstains where no sentence of the body has most of the headline's words and no proposition connects them;
    that an article has no entry does not show that its headline keeps to it. A body may say in other words what the
    rules did not find there.

    References: Dor (2003), On newspaper headlines as relevance optimizers, Journal of Pragmatics 35; Ecker,
    Lewandowsky, Chang & Pillai (2014), The effects of subtle misinformation in news headlines, JEP: Applied 20.
    """
    entries: dict[tuple, Entry] = {}
    versions = Versions.of(tables.get("lines"))
    for article in articles(tables):
        for head in article.heads:
            found = [*by_claims.find(article, head), *by_words.find(article, head)]
            for entry in sorted(found, key=lambda e: -e.likeness):
                row = head.row
                entries.setdefault((row.article_id, row.sentence_id, entry.kind), entry)
    rows = [entry.as_row() for entry in entries.values()]
    for row in rows:
        when = versions.told(row["article_id"], sorted([row["start"], row["other_start"]]))
        row["why"] = f"{row['why']} {when}".rstrip()
    return schema.from_rows("ledger", rows)
