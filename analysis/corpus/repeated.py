"""Repeated: text that stands more than once inside one article: a call at top and bottom, the title, a pull quote."""

from collections.abc import Mapping, Sequence

SHORT_WORDS = (3, 20)
"""A line of so many words that stands twice, once outside of the story, is a call of the page at both places."""
PULLED_WORDS = 5
"""A sentence of so many words that stands in a longer paragraph word for word, too, was pulled out of it."""
_MARKS = " \t\"'.,;:!?…-|"


def find(content: Mapping[int, str], headline: int | None, prose: Sequence[int]) -> dict[int, str]:
    """Which lines of an article repeat others, and what each repeats.

    Args:
        content: the lines that may repeat or be repeated, even (see `words.even`), by their index.
        headline: index of the headline.
        prose: indexes of the lines that are paragraphs by their form, in order.

    Returns: for each line that is furniture because it repeats, the rule. Of a paragraph that stands twice the first
    stays; of a call that opens and ends the page none does.

    Note: a refrain, written twice on purpose, keeps its first place only.

    >>> page = ["Bridge closed", "Join us today", "It was closed, he said.", "Bridge closed", "Join us today"]
    >>> find(dict(enumerate(page)), 0, [2])
    {3: 'repeats the headline', 1: 'stands twice', 4: 'stands twice'}
    """
    places: dict[str, list[int]] = {}
    for i, line in content.items():
        places.setdefault(line.casefold().strip(_MARKS), []).append(i)
    repeats: dict[int, str] = {}
    for key, at in places.items():
        if len(at) == 1 or not key:
            continue
        words = len(key.split())
        if headline in at:
            repeats |= dict.fromkeys(at[1:], "repeats the headline") if words > 1 else {}
        elif words >= SHORT_WORDS[0]:
            is_call = words <= SHORT_WORDS[1] and _is_outside(at, prose)
            repeats |= dict.fromkeys(at if is_call else at[1:], "stands twice")
    return repeats | _pulled(content, repeats, prose)


def _is_outside(at: Sequence[int], prose: Sequence[int]) -> bool:
    """Does a line stand above the first other paragraph, or below the last one?"""
    others = [i for i in prose if i not in at]
    return not others or at[0] < others[0] or at[-1] > others[-1]


def _pulled(content: Mapping[int, str], repeats: Mapping[int, str], prose: Sequence[int]) -> dict[int, str]:
    """Pull quotes: sentences between paragraphs that stand in one of the longer paragraphs too."""
    paragraphs = {i: content[i].casefold() for i in prose if i in content}
    together = "\n".join(paragraphs.values())
    pulled = {}
    for i in prose[1:-1]:
        if i in content and i not in repeats and PULLED_WORDS <= len(content[i].split()) <= SHORT_WORDS[1]:
            words = paragraphs[i].strip(_MARKS)
            if together.count(words) < 2:
                continue  # it stands nowhere but here
            if any(words in text and len(text) > len(words) + 10 for j, text in paragraphs.items() if j != i):
                pulled[i] = "repeats words of a paragraph"
    return pulled
