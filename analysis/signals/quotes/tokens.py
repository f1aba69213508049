"""Tokens: words, marks of punctuation, and masked quotations, and their places."""

import re
from collections.abc import Sequence

_ABBREVIATIONS = (
    r"(?:[A-Z]\.)+[A-Z]?\.?(?![a-z])|(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|vs|Inc|Corp|Co|Ltd|No|Mt|Ft|Gov|Sen|Rep|Sens|Reps|Gen|Lt|Col|Maj|"
    r"Brig|Adm|Capt|Cmdr|Sgt|Cpl|Pvt|Prof|Rev|Hon|Pres|Sec|Amb|Del|Supt|Det|Fr|Msgr|Vice|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept|Sep|Oct|Nov|Dec|Calif|Fla|Tex|Ariz|Ala|Ark|Colo|Conn|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|"
    r"Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Va|Wash|Wis|Wyo|Spc|Rear|Ph\.D|[DRI]-(?:[A-Z]\.)*\w+|[ap]\.m)\."
)
TOKEN = re.compile(
    r"\s?([a-z]++(?=[ ,])|[,;:?!()]|\.(?!\.)|[A-Z][a-z]++(?= |, )|(?=\S)(?:\x01+|\x02+|(?=[A-Zap])(?:"
    + _ABBREVIATIONS
    + r")|[^\W_]++(?<=[^\W_n]n)['’]t\b|['’](?:s|re|ve|ll|d|m)\b|‘s\b|(?<=s)['’](?!\w)|(?:[A-Z]['’])?[^\W_]+"
    r"(?:(?:[-‐‑&]|\.(?=[a-z0-9]))[^\W_]+|['’](?!(?:s|re|ve|ll|d|m)\b)[^\W_]+|,(?=\d\d\d)[^\W_]+)*|--+|\.\.+|[^\w\s]|_+))"
)
"""A word, a mark of punctuation, or a masked quotation (a run of \\x01 or \\x02), in a group, with the space before it;
plain words and marks come first, as most are."""


def tokenize(masked: str) -> list[str]:
    """The tokens of a paragraph whose quotations are masked.

    >>> tokenize("Sen. Pike’s aide didn’t say.")
    ['Sen.', 'Pike', '’s', 'aide', 'didn’t', 'say', '.']
    """
    return TOKEN.findall(masked)


def ends(masked: str, tokens: Sequence[str]) -> list[int]:
    """Where each of the tokens of `tokenize` ends; between two of them is nothing but white space.

    >>> ends("Pike’s aide", ["Pike", "’s", "aide"])
    [4, 6, 11]
    """
    find, at = masked.find, 0
    return [at := find(token, at) + len(token) for token in tokens]
