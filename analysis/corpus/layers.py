"""Layers: an update laid over an earlier version of the article, told apart by the editor's notes."""

from collections.abc import Mapping, Sequence

UPDATE, ORIGINAL = "update", "original"


def find(marks: Mapping[int, str], headlines: Mapping[int, bool], n_lines: int) -> Sequence[str | None]:
    """Which lines belong to the update, which to the earlier version below it.

    Args:
        marks: the layer that begins below a note, by the index of its line.
        headlines: for each headline, by its index, whether it says that it is an update.
        n_lines: number of lines.

    Returns: one layer a line; none throughout, without a note that the earlier version follows.

    >>> find({1: "update", 3: "original"}, {0: True}, 5)
    ['update', 'update', 'update', 'original', 'original']
    >>> find({1: "update"}, {0: True}, 2)
    [None, None]
    """
    if ORIGINAL not in marks.values():
        return [None] * n_lines
    original = next(i for i, layer in marks.items() if layer == ORIGINAL)
    update = next((i for i, layer in marks.items() if layer == UPDATE and i < original), 0)
    layers = [ORIGINAL if i >= original else UPDATE if i >= update else None for i in range(n_lines)]
    return [(UPDATE if headlines[i] else None) if i in headlines else layer for i, layer in enumerate(layers)]
