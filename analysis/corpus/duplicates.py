"""Duplicates: the same article twice in one outlet, and the same text in two."""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit
from zlib import crc32

from analysis.corpus.seen import Numbers, Origins, fingerprint
from analysis.corpus.source import Note, Source

TOLD_APART_BY = ("outlet", "story", "url", "published")
"""What makes two articles of one text two. A URL or a date that only one of them states does not."""
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|cmpid)=[^&]*&?")


def left_out(items: Iterable[Source | Note], outlets: Mapping[str, str] | None = None) -> Iterator[Source | Note]:
    """Leave out what is there twice in one outlet and story, and mark what is there in two.

    An article is there twice if its URL is, or if its text is and nothing tells the two apart (`TOLD_APART_BY`).
    A text that another outlet has too is kept and marked: copy is something to study. Of each article a few numbers
    are held, about a hundred bytes.

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
    """Fingerprints of the articles so far."""

    def __init__(self, outlets: Mapping[str, str]) -> None:
        self.outlets = outlets
        self.by_text, self.by_url = Numbers(), Numbers()
        self.next = array("I")  # of each article the next one with its text, or itself
        self.origins = Origins()
        self.told_apart = {name: array("I") for name in TOLD_APART_BY}

    def add(self, source: Source) -> tuple[Note | None, bool]:
        """Remember an article; a note if it was there, and whether it is kept."""
        fields = {name: str(source.fields.get(name) or "") for name in TOLD_APART_BY}
        fields["outlet"] = self.outlets.get(fields["outlet"], fields["outlet"])
        fields["url"] = _even(fields["url"])
        prints = {name: crc32(value.encode("utf-8", "replace")) or 1 if value else 0 for name, value in fields.items()}
        text = fingerprint(" ".join(source.text.split()))
        url = fingerprint("\n".join((fields["outlet"], fields["story"], fields["url"])))
        remedy = "remove it, or state what tells the two apart (outlet, URL, date)"
        same = list(self._of_text(text))
        for n in same:
            if not self._differences(n, prints):
                reason = f"is a duplicate of {self.origins[n]}: the same text"
                return Note("reject", source.file, source.row, reason, remedy), False
        if fields["url"] and (of_url := self.by_url.get(url)) is not None:
            reason = f"is a duplicate of {self.origins[of_url]}: the same URL, another text"
            return Note("reject", source.file, source.row, reason, "keep the version that you study"), False
        number = self.origins.add(source.file, source.row)
        if fields["url"]:
            self.by_url[url] = number
        self.next.append(number)
        for name, value in prints.items():
            self.told_apart[name].append(value)
        if not same:
            self.by_text[text] = number
            return None, True
        self.next[same[-1]] = number
        shown = {"published": "date", "url": "URL"}
        differ = " and ".join(shown.get(name, name) for name in self._differences(same[0], prints))
        reason = f"has the same text as {self.origins[same[0]]}, with another {differ}; kept as a copy"
        return Note("doubt", source.file, source.row, reason, "remove one if they are one article"), True

    def _of_text(self, text: int) -> Iterator[int]:
        """The articles of a text, in order."""
        if (n := self.by_text.get(text)) is not None:
            yield n
            while self.next[n] != n:
                n = self.next[n]
                yield n

    def _differences(self, number: int, prints: Mapping[str, int]) -> list[str]:
        """What tells an article from the one with this number."""
        pairs = {name: (values[number], prints[name]) for name, values in self.told_apart.items()}
        return [
            name for name, (a, b) in pairs.items() if a != b and (name in ("outlet", "story") or (a != 0 and b != 0))
        ]


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
