"""Tokens: words, marks of punctuation, and masked quotations, with their places."""

import re

_ABBREVIATIONS = (
    r"(?:[A-Z]\.)+[A-Z]?\.?(?![a-z])|(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|vs|Inc|Corp|Co|Ltd|No|Mt|Ft|Gov|Sen|Rep|Sens|Reps|Gen|Lt|Col|Maj|"
    r"Brig|Adm|Capt|Cmdr|Sgt|Cpl|Pvt|Prof|Rev|Hon|Pres|Sec|Amb|Del|Supt|Det|Fr|Msgr|Vice|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept|Sep|Oct|Nov|Dec|Calif|Fla|Tex|Ariz|Ala|Ark|Colo|Conn|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|"
    r"Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Va|Wash|Wis|Wyo|Spc|Rear|Ph\.D|[DRI]-(?:[A-Z]\.)*\w+|[ap]\.m)\."
)
TOKEN = re.compile(
    r"[a-z]+(?=[ ,])|[A-Z][a-z]+(?= |, )|(?=\S)(?:\x01+|\x02+|(?=[A-Zap])(?:"
    + _ABBREVIATIONS
    + r")|[^\W_]*[^\W_n]n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|‘s\b|(?<=s)['’](?!\w)|(?:[A-Z]['’])?[^\W_]+"
    r"(?:(?:[-‐‑&]|\.(?=[a-z0-9]))[^\W_]+|['’](?!(?:s|re|ve|ll|d|m)\b)[^\W_]+|,(?=\d\d\d))*|--+|\.\.+|[^\w\s]|_+)"
)
"""A word, a mark of punctuation, or a masked quotation (a run of \\x01 or \\x02); plain words first, as most are."""


def tokenize(masked: str) -> list[tuple[str, int, int]]:
    """The tokens of a paragraph whose quotations are masked: text, start, end.

    >>> [t for t, _, _ in tokenize("Sen. Pike’s aide didn’t say.")]
    ['Sen.', 'Pike', '’s', 'aide', 'didn’t', 'say', '.']
    """
    return [(m.group(), *m.span()) for m in TOKEN.finditer(masked)]
