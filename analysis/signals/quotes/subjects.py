"""The subject of a verb, and the verb that a clause depends on, by the order of phrases.

Left of a reporting verb stand appositives, relative clauses, places and times; decoys stand nearer than the speaker
(*Trump, who has a commanding lead, mocked Marco Rubio for “…”*). Each method knows one way to the left.
"""

import re
from collections.abc import Sequence

from analysis.signals.quotes.leftward import Leftward
from analysis.signals.quotes.marks import Pair
from analysis.signals.quotes.tags import function_words

_RELATIVE = re.compile(r"WR*vR*(?P<object>[np]?)(?:[IOt][npY]|[RYO])*")
_DEEPEST = 40
"""Clauses in clauses that are followed; deeper ones are left without a subject."""


class Subjects(Leftward):
    """Phrases whose verbs can be asked for their subject."""

    def __init__(self, text: str, pairs: Sequence[Pair], start: int = 0):
        super().__init__(text, pairs, start)
        self._subjects: dict[int, tuple[int, int] | None] = {}
        self._depth = 0

    def subject(self, k: int) -> tuple[int, int] | None:
        """Find the subject of the verb group `k` to its left: chunks from its head to its end (inclusive).

        Jumps over appositives, relative clauses and prepositional phrases; a participle and a second verb share the
        subject of the clause before them; a relative clause has its antecedent.
        """
        if k not in self._subjects:
            self._subjects[k] = None  # a verb that would need itself has no subject
            if self._depth < _DEEPEST:
                self._depth += 1
                self._subjects[k] = self._find_subject(k) or self._nearest(k)
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
        if code == "n" and codes[j - 1] == "I" and codes[max(first, j - 3) : j - 1].rstrip(",")[-1:] in tuple("CW"):
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

    def _nearest(self, k: int) -> tuple[int, int] | None:
        """Where no rule finds the subject of a finite verb: the nearest noun phrase that nothing governs."""
        codes, (first, _) = self.codes, self.sentence(k)
        if codes[k] != "v":
            return None
        for j in range(k - 1, first - 1, -1):
            if codes[j] in "vgi;:":
                return None
            if codes[j] in "np" and (j == first or codes[j - 1] in ",SC-"):
                return j, j
        return None

    def _main_before(self, k: int, first: int) -> int | None:
        """The verb of the main clause before `k`: the nearest finite verb, or the one whose complement it stands in."""
        verb = self._finite_before(k, first)
        if verb is not None and self.codes[k - 1 : k + 1] == ",C" and (opener := self._opener(verb, first)):
            verb = self._finite_before(opener, first) or verb  # Pike fled when it burned, but said …
        while (
            verb is not None and (outer := self.parent(verb)) is not None and self.codes[outer] == "v" and outer < verb
        ):
            subject = self.subject(verb)
            before = subject[0] - 1 if subject is not None else verb
            if self.codes[before] == "S" and self.word(before) not in function_words("complementizer"):
                break
            verb = outer
        return verb

    def _opener(self, verb: int, first: int) -> int | None:
        """The word that opens the clause of a verb, where it ties it to another: [after] water broke through."""
        subject = self.subject(verb)
        before = subject[0] - 1 if subject is not None and subject[0] < verb else -1
        if before <= first:
            return None
        code, word = self.codes[before], self.word(before)
        tied = code == "S" and word not in function_words("complementizer")
        return before if tied or (code == "I" and word in function_words("conjunction_like")) else None

    def _climb(self, j: int, first: int, k: int, *, clause: bool = True) -> tuple[int, int] | None:
        """From the noun phrase before the verb to its head: a spokesman [for the mayor] said."""
        codes, head = self.codes, self._attached(j, first)
        if codes[head - 2 : head] == "n," and head - 2 >= first and codes[k + 1 : k + 2] != ",":
            named = self._attached(head - 2, first)
            described = self.tags[self.firsts[head]] == "D" and self.tags[self.lasts[head - 2] - 1] == "X"
            if named == first and described:
                return named, j  # Ada Pike, the head of the port said
        if clause and (relative := self._restricted(j, first, k)):
            return self._antecedent(relative, first)
        fronted = head > first and codes[head - 1] == "I" and head != j
        if fronted and self.word(head - 1) not in function_words("conjunction_like") and self.word(head - 1) != "with":
            return j, j  # In the speech at Ames Clinton said
        if head - 2 >= first and codes[head - 2 : head] == "nC" and codes[head - 3 : head - 2] in ("", ",", "S", "Q"):
            head -= 2  # the former mayor and senator said
        if codes[j] == "n" and head - 1 >= first and codes[head - 1] in "vig" and clause:
            relative = codes.rfind("W", first, head)
            form, own = self.forms[head - 1], self.forms[k]
            if relative < 0 and codes[head - 1] == "v" and own and own.clause and not (form and form.clause):
                return self.subject(head - 1)  # He attacked the plan said it was dead
            inside = relative > first and "v" in codes[relative:head] and "S" not in codes[relative:head]
            if inside and (form is None or not form.clause):
                return self._antecedent(relative, first)
        if head > first and codes[head - 1] == "I" and codes[head - 2 : head - 1] in ("W", "") and clause:
            return j, j
        if codes[head - 2 : head] == "ni" and head - 2 >= first and not set("vg") & set(codes[first:head]):
            return self._attached(head - 2, first), j  # organisers of the push to close the port say
        return head, j

    def _restricted(self, j: int, first: int, k: int) -> int | None:
        """The *who* of a relative clause that ends before a reporting verb: a man [who saw the crash near Ames] said.

        Not where the clause reports itself: a man who said Pike had lied.
        """
        own, relative = self.forms[k], self.codes.rfind("W", first, j)
        if own is None or own.level < 3 or relative <= first or self.codes[relative - 1] not in "np":
            return None
        found = _RELATIVE.fullmatch(self.codes, relative, j + 1)
        form = self.forms[relative + found.group().index("v")] if found else None
        silent = form is None or form.level < 3
        return relative if found and (silent or not found["object"]) else None

    def _antecedent(self, clause: int, first: int) -> tuple[int, int] | None:
        j = clause - 1
        codes = self.codes
        while j >= first and codes[j] in ",I-Y":
            j -= 1
        if j < first or codes[j] not in "np":
            return None
        head = j
        while head - 2 >= first and codes[head - 1] in "IO" and codes[head - 2] == "n" and not self._named(head):
            head -= 2
        if head - 2 >= first and codes[head - 2 : head] == "n," and not self._named(head):
            head -= 2
        return head, head if head != j and codes[head + 1] == "," else j

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
            if left == "I" and self.word(head - 1) in function_words("conjunction_like"):
                left = "S"
            if left in ("", "S", "C", "Q", ":", ";", "R", "Y", "W", "-") or (
                left == "," and not self._inside(head, first)
            ):
                return head, before
            if left in "vig" and head > first:
                form = self.forms[head - 1]
                if form is not None and form.clause and codes[head] == "n":
                    return head, before
            if left == "I" and head == before:
                continue
        before_verb = self._finite_before(j, first)
        return self.subject(before_verb) if before_verb is not None else None

    def _of_participle(self, k: int) -> tuple[int, int] | None:
        codes, (first, last) = self.codes, self.sentence(k)
        if self.quoting(k) is not None:
            return k - 2, k - 2
        j = self._over_adverbs(k - 1, first)
        if j >= first and codes[j] == "C":
            parallel = codes.rfind("g", first, j)
            if parallel >= 0 and "v" not in codes[codes.rfind(",", first, parallel) + 1 : parallel]:
                return self._of_participle(parallel)
        head = self._attached(j, first) if j >= first and codes[j] == "n" else j
        if head > first and codes[head] == "n" and self._is_text(head):
            verb = head - 2 if self.word(head - 1) == "out" and head - 2 >= first else head - 1
            if codes[verb] in "vig":  # he issued a statement saying; he obtained [a memo] saying
                return (head, j) if self._has_only(verb) else self.subject(verb)
        if j >= first and codes[j] in "np" and codes[j - 1 : j] != "v":
            return self._climb(j, first, k, clause=False)
        if j >= first and codes[j] == "I" and self.word(j) == "for" and codes[j - 1 : j] in ("n", "p"):
            return j - 1, j - 1  # criticised Pike for saying
        if j - 2 >= first and codes[j - 2 : j] in ("Sn", "Sp") and codes[j] == "," and codes.find(",v", k, last) > 0:
            return j - 1, j - 1  # when the owners, having sworn that …, left
        before = self._main_before(k, first)
        if before is not None:
            return self.subject(before)
        if j - 1 >= first and codes[j] == "," and codes[j - 1] in "np":
            return self._climb(j - 1, first, k, clause=False)  # Pike, noting that …
        main = codes.find(",", k, last) + 1 or k + 1  # Insisting it was safe, Pike left
        for start in dict.fromkeys((main, k + 1)):
            for j in range(start, last):
                if codes[j] == "v" and codes[j - 1] in "np,)R":
                    return self.subject(j)
        return None

    def _of_infinitive(self, k: int) -> tuple[int, int] | None:
        codes, (first, _) = self.codes, self.sentence(k)
        j = k - 1
        if j > first and codes[j] in "np" and codes[j - 1] in "vig":
            form = self.forms[j - 1]
            if form is not None and form.verb in function_words("object_control"):
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
        if between.endswith(("W", "WR")):
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
