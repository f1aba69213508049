"""Duplicates: the same article twice in one outlet, and the same text in two."""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from urllib.parse import urlsplit

from analysis.corpus.source import Note, Source

TOLD_APART_BY = ("outlet", "story", "url", "published")
"""What makes two articles of one text two. A URL or a date that only one of them states does not."""
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|cmpid)=[^&]*&?")


def left_out(items: Iterable[Source | Note], outlets: Mapping[str, str] | None = None) -> Iterator[Source | Note]:
    """Leave out what is there twice in one outlet and story, and mark what is there in two.

    An article is there twice if its URL is, or if its text is and nothing tells the two apart (`TOLD_APART_BY`).
    A text that another outlet has too is kept and marked: copy is something to study. Of each article a few numbers
    are held, about 250 bytes.

    Args:
        outlets: other names of outlets, and the one name of each.

    Note: texts count as the same if their words and marks are, whatever the spaces between them. Where nobody states
        an outlet, two files of the same words are one article saved twice.

    >>> found = list(left_out([Source("a", "a.txt", "It was shut."), Source("b", "b.txt", "It was  shut.")]))
    >>> found[1].reason
    'is a duplicate of a.txt: the same text'
    """
    seen = _Seen(outlets or {})
    for item in items:
        if isinstance(item, Note):
            yield item
            continue
        note, is_kept = seen.add(item)
        if is_kept:
            yield item
        if note:
            yield note


class _Seen:
    """Fingerprints of the articles so far; `n` counts them."""

    def __init__(self, outlets: Mapping[str, str]) -> None:
        self.outlets = outlets
        self.by_text: dict[int, int] = {}
        self.by_url: dict[int, int] = {}
        self.again: dict[int, list[int]] = {}
        self.files: list[str] = []
        self.places = array("q")
        self.told_apart = {name: array("Q") for name in TOLD_APART_BY}

    def add(self, source: Source) -> tuple[Note | None, bool]:
        """Remember an article; a note if it was there, and whether it is kept."""
        fields = {name: str(source.fields.get(name) or "") for name in TOLD_APART_BY}
        fields["outlet"] = self.outlets.get(fields["outlet"], fields["outlet"])
        fields["url"] = _even(fields["url"])
        prints = {name: _print(value) if value else 0 for name, value in fields.items()}
        text = _print(" ".join(source.text.split()))
        url = _print("\n".join((fields["outlet"], fields["story"], fields["url"])))
        remedy = "remove it, or state what tells the two apart (outlet, URL, date)"
        same = [self.by_text[text], *self.again.get(text, ())] if text in self.by_text else []
        for n in same:
            if not self._differences(n, prints):
                reason = f"is a duplicate of {self._place(n)}: the same text"
                return Note("reject", source.file, source.row, reason, remedy), False
        if fields["url"] and url in self.by_url:
            reason = f"is a duplicate of {self._place(self.by_url[url])}: the same URL, another text"
            return Note("reject", source.file, source.row, reason, "keep the version that you study"), False
        number = len(self.places) // 2
        if fields["url"]:
            self.by_url[url] = number
        if same:
            self.again.setdefault(text, []).append(number)
        else:
            self.by_text[text] = number
        if not self.files or self.files[-1] != source.file:
            self.files.append(source.file)
        self.places.extend((len(self.files) - 1, source.row or 0))
        for name, value in prints.items():
            self.told_apart[name].append(value)
        if not same:
            return None, True
        shown = {"published": "date", "url": "URL"}
        differ = " and ".join(shown.get(name, name) for name in self._differences(same[0], prints))
        reason = f"has the same text as {self._place(same[0])}, with another {differ}; kept as a copy"
        return Note("doubt", source.file, source.row, reason, "remove one if they are one article"), True

    def _differences(self, number: int, prints: Mapping[str, int]) -> list[str]:
        """What tells an article from the one with this number."""
        pairs = {name: (values[number], prints[name]) for name, values in self.told_apart.items()}
        return [
            name for name, (a, b) in pairs.items() if a != b and (name in ("outlet", "story") or (a != 0 and b != 0))
        ]

    def _place(self, number: int) -> str:
        file, row = self.files[self.places[2 * number]], self.places[2 * number + 1]
        return f"{file}, row {row}" if row else file


def _print(text: str) -> int:
    """A fingerprint: that two different texts have the same is less likely than one in ten million, in a million."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _even(url: str) -> str:
    """A URL without what leads to the same page.

    >>> _even("https://www.news.example/a/?utm_source=x#top") == _even("http://news.example/a")
    True
    """
    if not url:
        return ""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # http://[
        return url
    query = _TRACKING.sub("", parts.query).rstrip("&")
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' + query if query else ''}"
