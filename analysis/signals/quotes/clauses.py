"""Phrases and clauses of one paragraph: noun phrases, verb groups, and the subject of a verb.

A paragraph is read as a string of chunk codes, so that "what stands left of the verb" is a question about characters:

    Milley , the chairman , told reporters that the plan was Q .
    n      , n            , v    n         S    n        v   Q .

`n` noun phrase, `p` personal pronoun, `v` finite verb group, `i` infinitive, `g` -ing form; other codes as in `tags`.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.signals.quotes import tags, verbs
from analysis.signals.quotes.marks import Pair

_CHUNK = re.compile(
    r"(?P<n>(?:Ys|D)?R?(?:[ANXT]|(?<=[DsA])Q(?=[NXA])|s(?=[ANXTGVBR]|Q[NX])|(?<=[DAs])G(?=[NX]))*?(?:[NXT](?![NXT]|s[ANXTGV]|A[NXOYs])|A(?=[OY]))|D[RANXT]*A(?=[VMYR])|DYA?[NX]+|DA|D(?=[VMIOW,.FS])|Y(?=s)|AO?D?N)"
    r"|(?P<p>P)|(?P<i>tR*(?:M[MR]*)?[BV]|tM)|(?P<v>M[MR]*[VBG]|MR*M+|M|V|B)|(?P<g>G)|(?P<I>[IF])|(?P<x>.)"
)
ADDRESSED = frozenset(
    ["tell", "inform", "notify", "assure", "remind", "warn", "advise", "ask", "urge", "brief", "reassure", "order", "instruct", "call", "on", "beg", "promise"]
)
OWN_CLAUSE = re.compile(r"[npD](?:[IO]n)*R?v")
_CLAUSE = re.compile(r"[npD](?:[IOt]n)*[RYC]?(?:[npR]|,[^.;]*?,|\([^.;]*?\))*v|gv?|D?M")
_DEEPEST = 40
_BE = frozenset(["is", "was", "are", "were", "be", "been", "being", "am", "'m", "'re", "'s", "gets", "got"])
_TIME_NOUNS = frozenset(
    ["week", "weeks", "month", "months", "year", "years", "day", "days", "morning", "afternoon", "evening", "night", "weekend", "hour", "hours", "minutes", "decade", "time", "times", "moment", "summer", "spring", "autumn", "fall", "winter"]
)
_COMPLEMENT = frozenset(("that", "how", "why", "whether", "where"))
_CONJUNCTIONS = frozenset(("after", "before", "since", "until", "than", "like", "except", "as"))
_OBJECT_CONTROL = frozenset(
    [
        "ask",
        "tell",
        "urge",
        "force",
        "allow",
        "encourage",
        "persuade",
        "order",
        "invite",
        "press",
        "challenge",
        "call_on",
    ]
)


class Chunk(NamedTuple):
    """A phrase: its code, and its tokens `first` to `last` (one after)."""

    code: str
    first: int
    last: int


class Paragraph:
    """A paragraph with its quotations masked, cut into tokens, chunks and sentences."""

    def __init__(self, text: str, pairs: Sequence[Pair], start: int = 0):
        self.text = text
        self.start = start
        self.pairs = pairs
        self.masked = extents(text, pairs)
        self.tokens = tags.tokenize(mask(text, pairs))
        self.words = [t[0].lower().replace("’", "'") for t in self.tokens]
        self.tags = tags.tag(self.tokens)
        self._subjects: dict[int, tuple[int, int] | None] = {}
        self._depth = 0
        self._cut()

    def _cut(self) -> None:
        chunks, codes = [], []
        for match in _CHUNK.finditer(self.tags):
            code = match.lastgroup or "x"
            code = match.group() if code == "x" else code
            if code == "n" and match.group() == "Q":
                code = "Q"
            if code == "v" and self.words[match.start()] in ("being", "having"):
                code = "g"
            codes.append(code)
            chunks.append(Chunk(code, match.start(), match.end()))
        self.chunks = chunks
        self._set_times(codes)
        self._set_reduced(codes)
        self.codes = "".join(codes)
        starts = {t[1]: n for n, t in enumerate(self.tokens) if self.tags[n] == "Q"}
        by_token = {}
        for number, chunk in enumerate(chunks):
            for token in range(chunk.first, chunk.last):
                by_token[token] = number
        self.quote_chunks = [by_token[starts[start]] for start, _ in self.masked]
        self.quote_at = {c: n for n, c in enumerate(self.quote_chunks)}
        self.forms = [self._form(c) for c in chunks]
        self._sentences()

    def _set_times(self, codes: list[str]) -> None:
        """Noun phrases of time are no one's subject: last week, this month, two years."""
        for k, chunk in enumerate(self.chunks):
            if codes[k] != "n" or self.words[chunk.last - 1] not in _TIME_NOUNS or self.tags[chunk.last - 1] != "N":
                continue
            if chunk.last - chunk.first > 1 or codes[k - 1 : k] == ["Y"]:
                codes[k] = "Y"

    def _set_reduced(self, codes: list[str]) -> None:
        """A past form after its own object is no finite verb: the accord [adopted in Paris], a report compiled by X."""
        for k in range(1, len(codes) - 1):
            chunk = self.chunks[k]
            if codes[k] != "v" or codes[k - 1] != "n" or chunk.last - chunk.first > 1:
                continue
            word = self.words[chunk.first]
            own = self._form(chunk)
            if codes[k + 1] not in "ItFY" and not (own is not None and own.verb_class == "naming"):
                continue
            if not word.endswith(("ed", "en", "wn", "de", "ought", "ld")):
                continue
            by = self.words[self.chunks[k + 1].first] == "by"
            before = codes[k - 2] if k > 1 else ""
            form = self._form(self.chunks[k - 2]) if before in ("v", "i", "g") else None
            fronted = before == "I" and self.tags[chunk.first - 1] == "N" and (k < 3 or codes[k - 3] in ".,O")
            if (before in ("v", "i", "g") and not (form and form.clause)) or (by and before != "C") or (fronted and "v" in codes[k + 1 :]) or (before in ("I", "O") and own is not None and own.verb_class == "naming" and "v" in (*codes[: k - 2], *codes[k + 1 :])):
                codes[k] = "e"

    def _form(self, chunk: Chunk) -> verbs.Form | None:
        """The reporting verb of a verb group: the word that heads it."""
        return verbs.lookup(self.words, chunk.last - 1) if chunk.code in "vig" else None

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

    # -- asking ------------------------------------------------------------------------------------------------------

    def sentence(self, k: int) -> tuple[int, int]:
        """The sentence of chunk `k`: first chunk and one after the last."""
        return self.sentences[self.sentence_of[k]]

    def word(self, k: int) -> str:
        """Last word of chunk `k`, in lower case."""
        return self.words[self.chunks[k].last - 1]

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the paragraph that chunks `first` to `last` (inclusive) cover."""
        return self.tokens[self.chunks[first].first][1], self.tokens[self.chunks[last].last - 1][2]

    def passive(self, k: int) -> bool:
        """Is the verb group passive: was described, been called?"""
        chunk, form = self.chunks[k], self.forms[k]
        if chunk.code != "v" or form is None or form.form != "past":
            return False
        return any(w in _BE for w in self.words[chunk.first : chunk.last - 1])

    def subject(self, k: int) -> tuple[int, int] | None:
        """Find the subject of the verb group `k` to its left: chunks from its head to its end (inclusive).

        Jumps over appositives, relative clauses and prepositional phrases; a participle and a second verb share the
        subject of the clause before them; a relative clause has its antecedent.
        """
        if k not in self._subjects:
            self._subjects[k] = None  # a verb that would need itself has no subject
            if self._depth < _DEEPEST:
                self._depth += 1
                self._subjects[k] = self._find_subject(k)
                self._depth -= 1
        return self._subjects[k]

    def _find_subject(self, k: int) -> tuple[int, int] | None:
        codes, (first, _) = self.codes, self.sentence(k)
        if codes[k] == "g":
            return self._of_participle(k)
        if codes[k] == "i":
            return self._of_infinitive(k)
        j = k - 1
        j = self._over_adverbs(j, first)
        if j < first:
            return None
        code = codes[j]
        if code == "n" and codes[j - 1] == "I" and codes[max(first, j - 3) : j - 1].strip(",") in ("C", "W"):
            j -= 3 if codes[j - 2] == "," else 2  # but in a later interview said
            code = codes[j]
        if code == "Q" and j > first and self.pairs[self.quote_at[j]].text.endswith(","):
            return self._jump(j, first)
        if code in "np":
            return self._climb(j, first, k)
        if code == "," and codes[j - 1 : j] == ")":
            j, code = j - 1, ")"  # Gov. Pike (R-Ohio), said
        if code == ")" and (start := codes.rfind("(", first, j)) > first and codes[start - 1] in "np":
            return self._climb(start - 1, first, k)
        if code in ",-)":
            return self._jump(j, first)
        if code == "W":
            return self._antecedent(j, first)
        if code in "Cvgie" or (code == "Q" and j > first):
            form = self.forms[k]
            nearest = self._finite_before(j + (code == "v"), first)
            before = self._main_before(j, first) if code == "C" and form is not None and form.strong else nearest
            return self.subject(before) if before is not None else None
        return None

    def _over_adverbs(self, j: int, first: int) -> int:
        """Left over adverbs and times: Pike [on Tuesday] [angrily] said."""
        codes = self.codes
        while j >= first and codes[j] in "RYe":
            j -= 1
            if j >= first and codes[j] == "I" and codes[j + 1] == "Y":
                j -= 1
        return j

    def _finite_before(self, j: int, first: int) -> int | None:
        """The nearest finite verb left of `j` that does not stand in a relative clause closed by a comma."""
        codes = self.codes
        j -= 1
        while j >= first:
            if codes[j] == "v":
                clause = codes.rfind("W", first, j)
                closed = clause >= 0 and "v" not in codes[clause + 1 : j] and "," in codes[j:]
                if not (clause >= 0 and closed and codes[clause - 1 : clause] == "," and "v" in codes[first:clause]):
                    return j
            j -= 1
        return None

    def _main_before(self, k: int, first: int) -> int | None:
        """The verb of the main clause before `k`: the nearest finite verb, or the one whose complement it stands in."""
        verb = self._finite_before(k, first)
        while verb is not None and (outer := self.parent(verb)) is not None and self.codes[outer] == "v" and outer < verb:
            subject = self.subject(verb)
            before = subject[0] - 1 if subject is not None else verb
            if self.codes[before] == "S" and self.word(before) not in _COMPLEMENT:
                break
            verb = outer
        return verb

    def _climb(self, j: int, first: int, k: int, *, clause: bool = True) -> tuple[int, int] | None:
        """From the noun phrase before the verb to its head: a spokesman [for the mayor] said."""
        codes, head = self.codes, self._attached(j, first)
        if codes[head - 2 : head] == "n," and head - 2 >= first and codes[k + 1 : k + 2] != ",":
            named = self._attached(head - 2, first)
            described = self.tags[self.chunks[head].first] == "D" and self.tags[self.chunks[head - 2].last - 1] == "X"
            if named == first and described:
                return named, j  # Ada Pike, the head of the port said
        if head > first and codes[head - 1] == "I" and head != j and self.word(head - 1) not in _CONJUNCTIONS:
            return j, j  # In the speech at Ames Clinton said
        if head - 2 >= first and codes[head - 2 : head] == "nC" and codes[head - 3 : head - 2] in ("", ",", "S", "Q"):
            head -= 2  # the former mayor and senator said
        if codes[j] == "n" and head - 1 >= first and codes[head - 1] in "vig" and clause:
            relative = codes.rfind("W", first, head)
            form, own = self.forms[head - 1], self.forms[k]
            if relative < 0 and codes[head - 1] == "v" and own and own.clause and not (form and form.clause):
                return self.subject(head - 1)  # He attacked the plan said it was dead
            if relative > first and "v" in codes[relative:head] and "S" not in codes[relative:head]:
                if form is None or not form.clause:
                    return self._antecedent(relative, first)
        if head > first and codes[head - 1] == "I" and codes[head - 2 : head - 1] in ("W", "") and clause:
            return j, j
        return head, j

    def _attached(self, j: int, first: int) -> int:
        """From a noun phrase over the prepositions that tie it to one before it: a letter [from Pike] [to the port]."""
        codes = self.codes
        while j - 2 >= first and codes[j - 1] in "IOt" and codes[j] == "n":
            if self.word(j - 1) in _CONJUNCTIONS:
                break
            before = j - 2
            while before > first and codes[before] in "IRYet":
                before -= 1
            if codes[before] != "n" or (before < j - 2 and not set("et") & set(codes[before:j])):
                break
            j = before
        return j

    def _antecedent(self, clause: int, first: int) -> tuple[int, int] | None:
        j = clause - 1
        codes = self.codes
        while j >= first and codes[j] in ",I-":
            j -= 1
        if j < first or codes[j] not in "np":
            return None
        head = j
        while head - 2 >= first and codes[head - 1] in "IO" and codes[head - 2] == "n" and not self._named(head):
            head -= 2
        if head - 2 >= first and codes[head - 2 : head] == "n," and not self._named(head):
            head -= 2
        return head, head if head != j and codes[head + 1] == "," else j

    def _named(self, k: int) -> bool:
        """Is the noun phrase a full name, or a name with a title?"""
        chunk = self.chunks[k]
        return self.tags[chunk.last - 2 : chunk.last] in ("XX", "TX") and chunk.last - chunk.first > 1

    def _jump(self, j: int, first: int) -> tuple[int, int] | None:
        """Over what commas, dashes or brackets enclose: Pike, who runs the port, said."""
        codes = self.codes
        mark = codes[j]
        opening = {")": "(", "Q": ","}.get(mark, mark)
        at = j
        while (at := codes.rfind(opening, first, at)) > first:
            before = at - 1
            while before > first and codes[before] in "YR":
                before -= 1
            if codes[before] == ")":
                before = max(first, codes.rfind("(", first, before) - 1)
            if codes[before] == "W":
                return self._antecedent(before, first)
            if codes[before] not in "np":
                continue
            head = before
            while head - 2 >= first and codes[head - 1] in "IOt" and codes[head - 2] == "n":
                head -= 2
            left = codes[head - 1] if head > first else ""
            if left == "I" and self.word(head - 1) in _CONJUNCTIONS:
                left = "S"
            if left in ("", "S", "C", "Q", ":", ";", "R", "Y", "W", "-") or (left == "," and not self._inside(head, first)):
                return head, before
            if left in "vig" and head > first:
                form = self.forms[head - 1]
                if form is not None and form.clause and codes[head] == "n":
                    return head, before
            if left == "I" and head == before:
                continue
        before_verb = self._finite_before(j, first)
        return self.subject(before_verb) if before_verb is not None else None

    def _inside(self, head: int, first: int) -> bool:
        """Is the noun phrase between two commas an apposition to one before them: Pike, a clerk at Ames, …?"""
        before = head - 2
        if before < first or self.codes[before] != "n" or self._named(head):
            return False
        while before - 2 >= first and self.codes[before - 2 : before] == "nC":
            before -= 2
        before = self._attached(before, first)
        return not (before - 1 >= first and self.codes[before - 1] == "I")

    def _of_participle(self, k: int) -> tuple[int, int] | None:
        codes, (first, last) = self.codes, self.sentence(k)
        j = self._over_adverbs(k - 1, first)
        if j >= first and codes[j] == "C":
            parallel = codes.rfind("g", first, j)
            if parallel >= 0 and "v" not in codes[codes.rfind(",", first, parallel) + 1 : parallel]:
                return self._of_participle(parallel)
        if j >= first and codes[j] in "np" and codes[j - 1 : j] != "v":
            return self._climb(j, first, k, clause=False)
        if j >= first and codes[j] == "I" and self.word(j) == "for" and codes[j - 1 : j] in ("n", "p"):
            return j - 1, j - 1  # criticised Pike for saying
        before = self._main_before(k, first)
        if before is not None:
            return self.subject(before)
        if j - 1 >= first and codes[j] == "," and codes[j - 1] in "np":
            return self._climb(j - 1, first, k, clause=False)  # Pike, noting that …
        for j in range(k + 1, last):
            if codes[j] == "v" and codes[j - 1] in "np,)R":
                return self.subject(j)
        return None

    def _of_infinitive(self, k: int) -> tuple[int, int] | None:
        codes, (first, _) = self.codes, self.sentence(k)
        j = k - 1
        if j > first and codes[j] in "np" and codes[j - 1] in "vig":
            form = self.forms[j - 1]
            if form is not None and form.verb in _OBJECT_CONTROL:
                return j, j
        while j >= first:
            if codes[j] in "vg":
                return self.subject(j)
            j -= 1
        return None

    def parent(self, k: int) -> int | None:
        """The verb whose complement the verb group `k` stands in: [said] that he was; [told] reporters he was."""
        codes, (first, _) = self.codes, self.sentence(k)
        if codes[k] in "ig":
            if codes[k] == "g" and k > first and codes[k - 1] in ",Q":
                return self._main_before(k, first)
            return next((j for j in range(k - 1, first - 1, -1) if codes[j] in "vig"), None)
        subject = self.subject(k)
        if subject is None:
            return None
        j = subject[0] - 1
        if subject[0] > k:
            return None
        between = codes[subject[1] + 1 : k]
        if between.endswith("W") or between.endswith("WR"):
            while j >= first and codes[j] not in "vig":
                j -= 1
            return j if j >= first else None
        j = self._over_adverbs(j, first)
        if j < first:
            return None
        if codes[j] == "S" or (codes[j] == "W" and codes[j - 1 : j] in ("v", "i", "g")):
            return next((n for n in range(j - 1, first - 1, -1) if codes[n] in "vig"), None)
        if codes[j] in "vig":
            form = self.forms[j]
            return j if form is not None and form.clause else self.parent(j) if codes[j] != "v" else None
        if codes[j] in "np" and j > first and codes[j - 1] in "vig":
            form = self.forms[j - 1]
            return j - 1 if form is not None and form.clause else None
        if codes[j] == "C" and codes[j - 1 : j] not in (",", ";", "Q"):
            before = self._finite_before(j, first)
            return self.parent(before) if before is not None else None
        return None

    def governors(self, k: int) -> list[int]:
        """The verbs that the chunk `k` depends on, from the nearest to the outermost."""
        codes, (first, _) = self.codes, self.sentence(k)
        start = k
        if codes[k - 1 : k] == ",":  # if Iraq asked, “…”
            clause = codes.rfind("S", first, k)
            if clause >= 0 and "," not in codes[clause : k - 1] and self.word(clause) not in ("that", "as"):
                start = clause
        verb = next((j for j in range(start - 1, first - 1, -1) if codes[j] in "vig"), None)
        chain: list[int] = []
        while verb is not None and verb not in chain and len(chain) < 8:
            chain.append(verb)
            verb = self.parent(verb) or self._opened_before(verb)
        return self._of_predicate(k, chain)

    def _of_predicate(self, k: int, chain: list[int]) -> list[int]:
        """Quoted words that begin with a finite verb belong to the noun before a participle: the letter informing the
        ministry that troops would leave “was a mistake”."""
        codes = self.codes
        if codes[k] != "Q" or codes[k - 1 : k] != "n" or tags.word_class(self.pairs[self.quote_at[k]].text.split()[0]) != "M":
            return chain
        for n, verb in enumerate(chain):
            if codes[verb] == "g" and codes[verb - 1 : verb] == "n" and n > 0:
                first = self.sentence(k)[0]
                outer = next((j for j in range(verb - 2, first - 1, -1) if codes[j] in "vig"), None)
                return self.governors(outer + 1) if outer is not None else []
        return chain

    def _opened_before(self, k: int) -> int | None:
        """A verb further left that opens a clause which nothing has closed: Pike said the plan, though cheap, was …"""
        codes, (first, _) = self.codes, self.sentence(k)
        for j in range(k - 1, first - 1, -1):
            if codes[j] in ";:" or codes[j : j + 3] in (",Cn", ",Cp"):
                return None
            if codes[j] in "vg" and (form := self.forms[j]) and form.level == 3 and form.clause and self.opens(j, k):
                return j
        return None

    def opens(self, verb: int, k: int) -> bool:
        """Does the reporting verb open a clause, an infinitive or a quotation on the way to chunk `k`?"""
        codes, form = self.codes, self.forms[verb]
        j = verb + 1
        if form is not None and form.particle:
            past = self.chunks[verb].last + len(form.particle)
            while j < k and self.chunks[j].last <= past:
                j += 1
        while j < k:
            code = codes[j]
            if code in "RY(":
                j += 1
            elif code in "It" and codes[j + 1] in "npY" and self.word(j) not in ("about", "of", "over"):
                j += 2
            elif code in "np" and form is not None and form.verb in ADDRESSED and set("SinQ:") & set(codes[j + 1 : k + 1]):
                return True
            else:
                break
        if codes[k - 1] == ":" and "v" not in codes[j:k]:
            return True
        if not codes[j:k].strip("DAR") or (codes[j] in "np" and j + 1 == k):
            return True
        return codes[j] in "SiQ:,W" or _CLAUSE.match(codes, j, k + 1) is not None

    def inverted(self, k: int) -> tuple[int, int] | None:
        """The subject that follows the verb group `k`: “…,” said Mr. Pike, a spokesman for the port."""
        codes, (_, last) = self.codes, self.sentence(k)
        j = k + 1
        while j < last and codes[j] == "R":
            j += 1
        if j >= last or codes[j] not in "np":
            return None
        end = j
        while (
            end + 2 < last
            and codes[end + 1] in "OI"
            and codes[end + 2] == "n"
            and self.word(end + 1) in ("of", "for", "at", "from")
        ):
            end += 2
        return j, end


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
