"""Phrases of one paragraph: noun phrases, verb groups, sentences.

A paragraph is read as a string of chunk codes, so that "what stands left of the verb" is a question about characters:

    Milley , the chairman , told reporters that the plan was Q .
    n      , n            , v    n         S    n        v   Q .

`n` noun phrase, `p` personal pronoun, `v` finite verb group, `i` infinitive, `g` -ing form; other codes as in `tags`.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from analysis.signals.quotes import context, tags, verbs
from analysis.signals.quotes.marks import Pair
from analysis.signals.quotes.tokens import ends, tokenize

_CHUNK = re.compile(
    r"(?P<n>(?=[YDRANXTQsG])(?:(?:Ys|D)?R?(?:[ANXT]|(?<=[DsA])Q(?=[NXA])|s(?=[ANXTGVBR]|Q[NX])|(?<=[DAs])G(?=[NX]))*?(?:[NXT](?![NXT]|s[ANXTGV]|A[NXOYsV])|A(?=[OYV]))|D[RANXT]*A(?=[VMYR])|DYA?[NX]+|DA|D(?=[VMIOW,.FS])|Y(?=s)|AO?D?N))"
    r"|(?P<p>P)|(?P<i>tR*(?:M[MR]*)?[BV]|tM)|(?P<v>M[MR]*[VBG]|MR*M+|M|V|B)|(?P<g>G)|(?P<I>[IF])|(?P<x>.)"
)

_CODES = "-" + "".join(_CHUNK.groupindex)
"""The code of each group of the expression, by its number."""
_QUOTED = re.compile("Q")
_OTHER_CLAUSE = re.compile("[CSW.;]")
_GOES_ON = re.compile("(?:[IO]n)+R?v")
"""What follows a participle whose noun has its own verb: an official briefed [on the talks said]."""


class Phrases:
    """A paragraph with its quotations masked, cut into tokens, chunks and sentences.

    Chunk `k` has the code `codes[k]` and the tokens from `firsts[k]` to `lasts[k]` (one after).
    """

    def __init__(self, text: str, pairs: Sequence[Pair], start: int = 0):
        self.text = text
        self.start = start
        self.pairs = pairs
        self.masked = extents(text, pairs)
        self._plain = mask(text, self.masked)
        self.tokens = tokenize(self._plain)
        self.words = " ".join(self.tokens).lower().replace("’", "'").split(" ") if self.tokens else []
        self.tags = context.tag(self.tokens)
        self._cut()

    @cached_property
    def _ends(self) -> list[int]:
        return ends(self._plain, self.tokens)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the tokens `[first, last)`."""
        return self._ends[first] - len(self.tokens[first]), self._ends[last - 1]

    def _cut(self) -> None:
        self.quote_tokens = [match.start() for match in _QUOTED.finditer(self.tags)] if self.masked else []
        classes = self._with_ends()
        chunks = list(_CHUNK.finditer(classes))
        self.firsts = firsts = [chunk.start() for chunk in chunks]
        self.lasts = [*firsts[1:], len(self.tokens)]
        codes = [_CODES[chunk.lastindex or 0] for chunk in chunks]
        nouns = [k for k, code in enumerate(codes) if code == "n"]
        verb_groups = [k for k, code in enumerate(codes) if code in "vig"]
        for k, code in enumerate(codes):
            if code == "x":
                codes[k] = "Q" if classes[firsts[k]] == "q" else classes[firsts[k]]
            elif code == "v" and self.words[firsts[k]] in ("being", "having"):
                codes[k] = "g"
        self.forms: list[verbs.Form | None] = [None] * len(firsts)
        """The reporting verb of each verb group: the word that heads it."""
        self.reporting: list[int] = []
        """The verb groups that have one."""
        known = verbs.forms()
        for k in verb_groups:
            if self.words[self.lasts[k] - 1] in known:
                self.forms[k] = verbs.lookup(self.words, self.lasts[k] - 1)
                self.reporting.append(k)
        self._set_times(codes, nouns)
        self._set_reduced(codes, verb_groups)
        self.codes = "".join(codes)
        self.quote_chunks = [bisect_right(firsts, token) - 1 for token in self.quote_tokens]
        self.quote_at = {c: n for n, c in enumerate(self.quote_chunks)}
        self._sentences()

    def _with_ends(self) -> str:
        """The classes, where `q` is a quotation that ends with its own comma or stop: no attribute of what follows."""
        if not self.quote_tokens:
            return self.tags
        classes = list(self.tags)
        for token, pair in zip(self.quote_tokens, self.pairs, strict=False):
            if pair.text[-1:] in ",.?!":
                classes[token] = "q"
        return "".join(classes)

    def _set_times(self, codes: list[str], nouns: list[int]) -> None:
        """Noun phrases of time are no one's subject: last week, this month, two years."""
        times, words, lasts = tags.function_words("time_noun"), self.words, self.lasts
        for k in nouns:
            if words[lasts[k] - 1] not in times or self.tags[lasts[k] - 1] != "N":
                continue
            if lasts[k] - self.firsts[k] > 1 or codes[k - 1 : k] == ["Y"]:
                codes[k] = "Y"

    def _set_reduced(self, codes: list[str], verb_groups: list[int]) -> None:
        """A past form after its own object is no finite verb: the accord [adopted in Paris], a report compiled by X."""
        for k in verb_groups:
            if not 0 < k < len(codes) - 1 or codes[k] != "v" or codes[k - 1] != "n":
                continue
            first = self.firsts[k]
            if self.lasts[k] - first > 1:
                continue
            word = self.words[first]
            own = self.forms[k]
            if codes[k + 1] not in "ItFY" and not (own is not None and own.verb_class == "naming"):
                continue
            if own is not None and own.level == 3 and "W" in codes[:k]:
                continue  # the man who founded the paper said
            if not word.endswith(("ed", "en", "wn", "de", "ought", "ld")):
                continue
            if own is not None and own.verb_class == "attacking" and codes[k + 1] == "I" and "v" in codes[k + 2 :]:
                codes[k] = "e"  # the plant blamed for the spill said
                continue
            if "W" not in codes[:k] and self._goes_on(codes, k):
                codes[k] = "e"
                continue
            by = self.words[self.firsts[k + 1]] == "by" and codes[k + 2 : k + 3] != ["g"]  # responded by saying
            before = codes[k - 2] if k > 1 else ""
            form = self.forms[k - 2] if before in ("v", "i", "g") else None
            fronted = before == "I" and self.tags[first - 1] == "N" and (k < 3 or codes[k - 3] in ".,O")
            if (
                (before in ("v", "i", "g") and not (form and form.clause))
                or (before == "t" and k > 2 and self.words[self.firsts[k - 3]] == "according")
                or (by and before != "C")
                or (fronted and "v" in codes[k + 1 :])
                or (
                    (before in ("I", "O") or (before == "," and self.words[self.firsts[k - 1]] in ("a", "an")))
                    and own is not None
                    and own.verb_class == "naming"
                    and self._has_other_verb(codes, k)
                )
            ):
                codes[k] = "e"

    def _goes_on(self, codes: list[str], k: int) -> bool:
        """Has the noun before chunk `k` its own verb behind what hangs on the participle? Not: the council called for
        talks after the firm closed."""
        found = _GOES_ON.match("".join(codes), k + 1)
        if found is None:
            return False
        opens = tags.function_words("conjunction_like")
        return not any(self.words[self.firsts[n]] in opens for n in range(k + 1, found.end()))

    @staticmethod
    def _has_other_verb(codes: list[str], k: int) -> bool:
        """Has the clause of chunk `k` a finite verb besides it: a man in Ames called Pike [said]; not: a spokesman for
        Pike called it “absurd” and [left]?"""
        left, right = _OTHER_CLAUSE.split("".join(codes[: k - 2])), _OTHER_CLAUSE.split("".join(codes[k + 1 :]))
        return "v" in left[-1] or "v" in right[0]

    def _sentences(self) -> None:
        """First chunk of the sentence, and one after its last, for each chunk."""
        codes, count = self.codes, len(self.codes)
        if "Q" not in codes and codes.find(".") in (-1, count - 1):
            self.sentences = [(0, count)] if count else []
            self.sentence_of = self.sentences * count
            return
        stops = [k for k in range(count) if codes[k] == "." or (codes[k] == "Q" and self._ends_sentence(k))]
        starts = [0, *(k + 1 for k in stops)]
        self.sentences = [(a, b) for a, b in zip(starts, [*starts[1:], count], strict=True) if a < b]
        self.sentence_of = []
        for bounds in self.sentences:
            self.sentence_of += [bounds] * (bounds[1] - bounds[0])

    def _ends_sentence(self, k: int) -> bool:
        """A quotation whose last mark ends a sentence ends the sentence around it: “It is over.” The men left."""
        if k + 1 >= len(self.codes) or k not in self.quote_at:
            return False
        quoted = self.pairs[self.quote_at[k]].text.rstrip()
        following = self.tokens[self.firsts[k + 1]]
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
        return self.sentence_of[k]

    def word(self, k: int) -> str:
        """Last word of chunk `k`, in lower case."""
        return self.words[self.lasts[k] - 1]

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the paragraph that chunks `first` to `last` (inclusive) cover."""
        return self.span(self.firsts[first], self.lasts[last])


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


def mask(text: str, quotations: Sequence[tuple[int, int]]) -> str:
    """The paragraph with every quotation, at its `extents`, as one token of the same length.

    >>> from analysis.signals.quotes.marks import pair
    >>> text = "“No,” he said."
    >>> mask(text, extents(text, pair(text))).replace(chr(1), "Q")
    'QQQQQ he said.'
    """
    text = text.replace("\x01", " ").replace("\x02", " ")
    parts, at = [], 0
    for number, (start, end) in enumerate(quotations):
        parts += [text[at:start], "\x01\x02"[number % 2] * (end - start)]
        at = end
    return "".join([*parts, text[at:]]) if parts else text
