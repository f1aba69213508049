"""Phrases of one paragraph: noun phrases, verb groups, sentences.

A paragraph is read as a string of chunk codes, so that "what stands left of the verb" is a question about characters:

    Milley , the chairman , told reporters that the plan was Q .
    n      , n            , v    n         S    n        v   Q .

`n` noun phrase, `p` personal pronoun, `v` finite verb group, `i` infinitive, `g` -ing form; other codes as in `tags`.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from analysis.signals.quotes import tags, verbs
from analysis.signals.quotes.marks import Pair
from analysis.signals.quotes.tokens import tokenize

_CHUNK = re.compile(
    r"(?P<n>(?:Ys|D)?R?(?:[ANXT]|(?<=[DsA])Q(?=[NXA])|s(?=[ANXTGVBR]|Q[NX])|(?<=[DAs])G(?=[NX]))*?(?:[NXT](?![NXT]|s[ANXTGV]|A[NXOYsV])|A(?=[OYV]))|D[RANXT]*A(?=[VMYR])|DYA?[NX]+|DA|D(?=[VMIOW,.FS])|Y(?=s)|AO?D?N)"
    r"|(?P<p>P)|(?P<i>tR*(?:M[MR]*)?[BV]|tM)|(?P<v>M[MR]*[VBG]|MR*M+|M|V|B)|(?P<g>G)|(?P<I>[IF])|(?P<x>.)"
)


class Chunk(NamedTuple):
    """A phrase: its code, and its tokens `first` to `last` (one after)."""

    code: str
    first: int
    last: int


class Phrases:
    """A paragraph with its quotations masked, cut into tokens, chunks and sentences."""

    def __init__(self, text: str, pairs: Sequence[Pair], start: int = 0):
        self.text = text
        self.start = start
        self.pairs = pairs
        self.masked = extents(text, pairs)
        self.tokens = tokenize(mask(text, pairs))
        self.words = [t[0].lower().replace("’", "'") for t in self.tokens]
        self.tags = tags.tag(self.tokens)
        self._cut()

    def _cut(self) -> None:
        chunks: list[Chunk] = []
        codes: list[str] = []
        nouns: list[int] = []
        verb_groups: list[int] = []
        for k, match in enumerate(_CHUNK.finditer(self._with_ends())):
            code = str(match.lastgroup)
            first, last = match.span()
            if code == "n":
                if match[0] == "Q":
                    code = "Q"
                else:
                    nouns.append(k)
            elif code == "x":
                code = "Q" if match[0] == "q" else match[0]
            elif code == "v" and self.words[first] in ("being", "having"):
                code = "g"
            if code in "vig":
                verb_groups.append(k)
            codes.append(code)
            chunks.append(Chunk(code, first, last))
        self.chunks = chunks
        self.forms: list[verbs.Form | None] = [None] * len(chunks)
        """The reporting verb of each verb group: the word that heads it."""
        for k in verb_groups:
            self.forms[k] = verbs.lookup(self.words, chunks[k].last - 1)
        self._set_times(codes, nouns)
        self._set_reduced(codes, verb_groups)
        self.codes = "".join(codes)
        firsts = [chunk.first for chunk in chunks] if self.masked else []
        quoted = [n for n, tag in enumerate(self.tags) if tag == "Q"] if self.masked else []
        self.quote_chunks = [bisect_right(firsts, token) - 1 for token in quoted]
        self.quote_at = {c: n for n, c in enumerate(self.quote_chunks)}
        self._sentences()

    def _with_ends(self) -> str:
        """The classes, where `q` is a quotation that ends with its own comma or stop: no attribute of what follows."""
        if not self.pairs or "Q" not in self.tags:
            return self.tags
        marks = iter(p.text[-1:] for p in self.pairs)
        return "".join("q" if tag == "Q" and next(marks) in ",.?!" else tag for tag in self.tags)

    def _set_times(self, codes: list[str], nouns: list[int]) -> None:
        """Noun phrases of time are no one's subject: last week, this month, two years."""
        for k in nouns:
            chunk = self.chunks[k]
            if self.words[chunk.last - 1] not in tags.function_words("time_noun") or self.tags[chunk.last - 1] != "N":
                continue
            if chunk.last - chunk.first > 1 or codes[k - 1 : k] == ["Y"]:
                codes[k] = "Y"

    def _set_reduced(self, codes: list[str], verb_groups: list[int]) -> None:
        """A past form after its own object is no finite verb: the accord [adopted in Paris], a report compiled by X."""
        for k in verb_groups:
            chunk = self.chunks[k]
            if not 0 < k < len(codes) - 1 or codes[k] != "v" or codes[k - 1] != "n" or chunk.last - chunk.first > 1:
                continue
            word = self.words[chunk.first]
            own = self.forms[k]
            if codes[k + 1] not in "ItFY" and not (own is not None and own.verb_class == "naming"):
                continue
            if own is not None and own.level == 3 and "W" in codes[:k]:
                continue  # the man who founded the paper said
            if not word.endswith(("ed", "en", "wn", "de", "ought", "ld")):
                continue
            by = self.words[self.chunks[k + 1].first] == "by" and codes[k + 2 : k + 3] != ["g"]  # responded by saying
            before = codes[k - 2] if k > 1 else ""
            form = self.forms[k - 2] if before in ("v", "i", "g") else None
            fronted = before == "I" and self.tags[chunk.first - 1] == "N" and (k < 3 or codes[k - 3] in ".,O")
            if (
                (before in ("v", "i", "g") and not (form and form.clause))
                or (by and before != "C")
                or (fronted and "v" in codes[k + 1 :])
                or (
                    before in ("I", "O")
                    and own is not None
                    and own.verb_class == "naming"
                    and "v" in (*codes[: k - 2], *codes[k + 1 :])
                )
            ):
                codes[k] = "e"

    def _sentences(self) -> None:
        """First chunk of the sentence, and one after its last, for each chunk."""
        bounds, start = [], 0
        count = len(self.codes)
        for k, code in enumerate(self.codes):
            if code == "." or (code == "Q" and self._ends_sentence(k)):
                bounds.append((start, k + 1))
                start = k + 1
        if start < count:
            bounds.append((start, count))
        self.sentences = bounds
        self.sentence_of = [n for n, (a, b) in enumerate(bounds) for _ in range(a, b)]

    def _ends_sentence(self, k: int) -> bool:
        """A quotation whose last mark ends a sentence ends the sentence around it: “It is over.” The men left."""
        if k + 1 >= len(self.codes) or k not in self.quote_at:
            return False
        quoted = self.pairs[self.quote_at[k]].text.rstrip()
        following = self.tokens[self.chunks[k + 1].first][0]
        if quoted[-1:] == "." and quoted[-3:-2] != ".":
            return following[0].isupper() or following[0] in "\x01\x02"
        if quoted[-1:] in "?!…—":
            if following[0] in "\x01\x02":
                return True
            return following[0].isupper() and not self._tag_follows(k + 1)
        return False

    def _tag_follows(self, k: int) -> bool:
        """Does a short reporting clause begin here: Trump said, Mr. Pike asked reporters?"""
        if self.codes[k] not in "np":
            return False
        ahead = next((j for j in range(k + 1, min(k + 14, len(self.codes))) if self.codes[j] == "v"), None)
        form = self.forms[ahead] if ahead is not None else None
        if ahead is None or form is None or not form.inverts or "." in self.codes[k:ahead]:
            return False
        return ahead + 1 >= len(self.codes) or self.codes[ahead + 1] in ".,ItnpYR:-giSQ"

    def sentence(self, k: int) -> tuple[int, int]:
        """The sentence of chunk `k`: first chunk and one after the last."""
        return self.sentences[self.sentence_of[k]]

    def word(self, k: int) -> str:
        """Last word of chunk `k`, in lower case."""
        return self.words[self.chunks[k].last - 1]

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the paragraph that chunks `first` to `last` (inclusive) cover."""
        return self.tokens[self.chunks[first].first][1], self.tokens[self.chunks[last].last - 1][2]


def extents(text: str, pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """Each quotation with its marks and the white space inside them: half-open characters."""
    found: list[tuple[int, int]] = []
    at = 0
    for p in pairs:
        start = p.start - 1
        while start > at and text[start].isspace():
            start -= 1
        if text[start - 1 : start + 1] in ("``", "''"):
            start -= 1
        start, end = max(at, start), p.end
        if p.closed:
            while end < len(text) and text[end].isspace():
                end += 1
            end += 2 if text[end : end + 2] == "''" else 1
        end = min(end, len(text))
        found.append((start, end))
        at = end
    return found


def mask(text: str, pairs: Sequence[Pair]) -> str:
    """The paragraph with every quotation, marks included, as one token of the same length.

    >>> from analysis.signals.quotes.marks import pair
    >>> mask("“No,” he said.", pair("“No,” he said.")).replace(chr(1), "Q")
    'QQQQQ he said.'
    """
    text = text.replace("\x01", " ").replace("\x02", " ")
    parts, at = [], 0
    for number, (start, end) in enumerate(extents(text, pairs)):
        parts += [text[at:start], "\x01\x02"[number % 2] * (end - start)]
        at = end
    parts.append(text[at:])
    return "".join(parts)
