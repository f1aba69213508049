"""Places: is a coded stretch where it is said to be, in the article as it was read here? What is not is never moved."""

import unicodedata

SHOWN = 40
"""Characters of a stretch that a message shows."""
_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\ufeff": ""})


def misfit(article: str, start: int, end: int, text: str) -> tuple[str, str] | None:
    """Why `text` does not stand at `[start, end)` of an article, and the way out; nothing if it does.

    A near miss is told as one: the same words in other marks, spaces or line ends; the same words elsewhere.

    >>> misfit("A bridge may close.", 9, 12, "may")
    >>> misfit("A bridge may close.", 11, 14, "may")[0]
    'near miss: “may” stands at 9 to 12, 2 characters before where it is said to be'
    >>> misfit("It’s shut.", 0, 4, "It's")[0]
    'near miss: the article has “It’s” there, which differs only in marks, spaces or accents'
    >>> misfit("It’s shut.", 0, 4, "Open")[0]
    '“Open” is not in the article'
    """
    if article[start:end] == text and 0 <= start < end:
        return None
    if 0 <= start < end and plain(article[start:end]) == plain(text):
        reason = f"the article has {shown(article[start:end])} there, which differs only in marks, spaces or accents"
        return f"near miss: {reason}", "code the text as this suite reads it, or write these characters"
    here = places(article, text, 3)
    if len(here) == 1:
        first = here[0]
        moved = start - first
        side = "before" if moved > 0 else "after"
        length = "" if end - start == len(text) else " and is of another length"
        if not moved:
            reason = f"{shown(text)} begins at {first} and ends at {first + len(text)}, not at {end}"
        else:
            reason = f"{shown(text)} stands at {first} to {first + len(text)}, {abs(moved)} characters {side} where it "
            reason += f"is said to be{length}"
        return f"near miss: {reason}", "count in Unicode characters of the text as this suite reads it, from 0"
    if here:
        return f"near miss: {shown(text)} stands elsewhere, more than once", "give the place of the one that is meant"
    if plain(text) in plain(article):
        reason = f"{shown(text)} is in the article, but in other marks, spaces or line ends"
        return f"near miss: {reason}", "code the text as this suite reads it"
    return f"{shown(text)} is not in the article", "was another version of the article coded? Code this one"


def places(text: str, part: str, most: int) -> list[int]:
    """Where `part` stands in `text`, the first `most` places.

    >>> places("aXbXcX", "X", 2)
    [1, 3]
    """
    found: list[int] = []
    at = text.find(part) if part else -1
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(part, at + 1)
    return found


def plain(text: str) -> str:
    """Words alone: marks and dashes of one kind, spaces and line ends as one space, composed accents."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())


def shown(text: str) -> str:
    """A stretch as a message shows it."""
    one_line = " ".join(text.split())
    return f"“{one_line if len(one_line) <= SHOWN else one_line[: SHOWN - 1] + '…'}”"
