"""Repeated: text that stands more than once inside one article: a call at top and bottom, the title, a pull quote."""

from collections.abc import Mapping, Sequence

SHORT_WORDS = (3, 20)
"""A line of so many words that stands twice, once outside of the story, is a call of the page at both places."""
PULLED_WORDS = 5
"""A sentence of so many words that stands in a longer paragraph word for word, too, was pulled out of it."""
_MARKS = " \t\"'.,;:!?…-|"


def find(
    content: Mapping[int, str], headline: int | None, prose: Sequence[int], words: Sequence[int]
) -> dict[int, str]:
    """Which lines of an article repeat others, and what each repeats.

    Args:
        content: the lines that may repeat or be repeated, even (see `words.even`), by their index.
        headline: index of the headline.
        prose: indexes of the lines that are paragraphs by their form, in order.
        words: how many each line of the article has.

    Returns: for each line that is furniture because it repeats, the rule. Of a paragraph that stands twice the first
    stays; of a call that opens and ends the page none does.

    Note: a refrain, written twice on purpose, keeps its first place only.

    >>> page = ["Bridge closed", "Join us today", "It was closed, he said.", "Bridge closed", "Join us today"]
    >>> find(dict(enumerate(page)), 0, [2], [len(line.split()) for line in page])
    {3: 'repeats the headline', 1: 'stands twice', 4: 'stands twice'}
    """
    places: dict[str, list[int]] = {}
    folded = {i: line.casefold() for i, line in content.items()}
    for i, line in folded.items():
        places.setdefault(line.strip(_MARKS), []).append(i)
    repeats: dict[int, str] = {}
    for key, at in places.items():
        if len(at) == 1 or not key:
            continue
        length = len(key.split())
        if headline in at:
            repeats |= dict.fromkeys(at[1:], "repeats the headline") if length > 1 else {}
        elif length >= SHORT_WORDS[0]:
            is_call = length <= SHORT_WORDS[1] and _is_outside(at, prose)
            repeats |= dict.fromkeys(at if is_call else at[1:], "stands twice")
    paragraphs = {i: folded[i] for i in prose if i in folded}
    short = [i for i in prose[1:-1] if i in paragraphs and PULLED_WORDS <= words[i] <= SHORT_WORDS[1]]
    return repeats | _pulled([i for i in short if i not in repeats], paragraphs)


def _is_outside(at: Sequence[int], prose: Sequence[int]) -> bool:
    """Does a line stand above the first other paragraph, or below the last one?"""
    others = [i for i in prose if i not in at]
    return not others or at[0] < others[0] or at[-1] > others[-1]


def _pulled(short: Sequence[int], paragraphs: Mapping[int, str]) -> dict[int, str]:
    """Pull quotes: which of the short paragraphs stand in one of the longer ones too."""
    together = "\n".join(paragraphs.values())
    pulled = {}
    for i in short:
        words = paragraphs[i].strip(_MARKS)
        if together.count(words) < 2:
            continue  # it stands nowhere but here
        if any(words in text and len(text) > len(words) + 10 for j, text in paragraphs.items() if j != i):
            pulled[i] = "repeats words of a paragraph"
    return pulled
