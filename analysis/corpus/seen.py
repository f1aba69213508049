"""Seen: what is remembered of every article while the others are read, in as few bytes as can be."""

from array import array
from hashlib import blake2b


def fingerprint(text: str) -> int:
    """A number for a text, never 0: that two different texts have the same is less likely than one in ten million, in
    a million."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big") or 1


class Numbers:
    """A number for each fingerprint: some 25 bytes each, where a dictionary takes 150.

    >>> numbers = Numbers()
    >>> numbers[fingerprint("flood")] = 7
    >>> numbers.get(fingerprint("flood")), numbers.get(fingerprint("fire"))
    (7, None)
    """

    def __init__(self, slots: int = 1 << 10) -> None:
        self._keys, self._numbers = array("Q", bytes(8 * slots)), array("I", bytes(4 * slots))
        self._n = 0

    def get(self, key: int) -> int | None:
        at = self._slot(key)
        return self._numbers[at] if self._keys[at] else None

    def __setitem__(self, key: int, number: int) -> None:
        at = self._slot(key)
        self._n += not self._keys[at]
        self._keys[at], self._numbers[at] = key, number
        if 3 * self._n > 2 * len(self._keys):
            self._grow()

    def _slot(self, key: int) -> int:
        """The place of a key, or the free one where it would stand."""
        keys, last = self._keys, len(self._keys) - 1
        at = key & last
        while keys[at] and keys[at] != key:
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        larger = Numbers(2 * len(self._keys))
        for key, number in zip(self._keys, self._numbers, strict=True):
            if key:
                at = larger._slot(key)
                larger._keys[at], larger._numbers[at] = key, number
        self._keys, self._numbers = larger._keys, larger._numbers


class Origins:
    """File and row of articles, by the order in which they were given: twelve bytes each, and the names of the files.

    >>> origins = Origins()
    >>> origins.add("news.csv", 2), origins.add("a.txt", None)
    (0, 1)
    >>> origins[0], origins[1]
    ('news.csv, row 2', 'a.txt')
    """

    def __init__(self) -> None:
        self._names, self._begins = bytearray(), array("Q")
        self._files, self._rows = array("I"), array("I")
        self._last: str | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, file: str, row: int | None) -> int:
        """Remember an article; its number."""
        if file != self._last:
            self._begins.append(len(self._names))
            self._names += file.encode("utf-8", "surrogatepass")
            self._last = file
        self._files.append(len(self._begins) - 1)
        self._rows.append(row or 0)
        return len(self) - 1

    def __getitem__(self, number: int) -> str:
        file, row = self._files[number], self._rows[number]
        end = self._begins[file + 1] if file + 1 < len(self._begins) else len(self._names)
        name = self._names[self._begins[file] : end].decode("utf-8", "surrogatepass")
        return f"{name}, row {row}" if row else name
