"""What one may defend: counts, estimates, and the codings that they are checked against."""

from analysis.schema.columns import ARTICLE, FLOAT, INT_NA, SPAN, STR, Table, table
from analysis.schema.words import VOICES

TABLES: tuple[Table, ...] = (
    table(
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
    table(
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
