"""Clauses of one paragraph: which verbs govern a quotation, and which of them open a clause on the way to it."""

import re

from analysis.signals.quotes.subjects import Subjects
from analysis.signals.quotes.tags import function_words, word_class

OWN_CLAUSE = re.compile(r"[npD](?:[IO]n)*R?v")
_COMPLEMENT = re.compile(r"(?:[It][npY])*[np]?(?:[It][npY])*S|[np]?[npD][^.;:v]*v")
_CLAUSE = re.compile(r"[npD](?:[IOt]n)*[RYC]?(?:[npR]|,[^.;]*?,|\([^.;]*?\))*v|gv?|D?M")


class Paragraph(Subjects):
    """A paragraph with its quotations masked, cut into tokens, phrases, sentences and clauses."""

    def passive(self, k: int) -> bool:
        """Is the verb group passive: was described, been called?"""
        form = self.forms[k]
        if form is None or form.form != "past" or self.codes[k] not in "ve":
            return False
        opens = k - 2 == self.sentence(k)[0] or self.codes[k - 3 : k - 2] == "S"
        if opens and self.codes[k - 2 : k] == "n," and form.verb in function_words("addressed"):
            return True  # the minister, asked whether it was over, left
        return not function_words("be").isdisjoint(self.words[self.firsts[k] : self.lasts[k] - 1])

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
        if len(chain) > 1 and codes[chain[0]] == "v" and codes[chain[1]] == "g":
            # A motion demanding that the port close [was fueled] by “outrage”: the second finite verb is the motion's.
            _, inner, since = codes[chain[1] + 1 : chain[0]].rpartition("v")
            if inner and not set(since) & set("CS,"):
                return [chain[0], *chain[2:]]
        if codes[k] != "Q" or word_class(self.pairs[self.quote_at[k]].text.split()[0]) != "M":
            return chain
        if chain and codes[chain[0] - 1 : chain[0] + 1] == "Wv":
            return chain[1:]  # anyone [who asks for a port] “is a fool”
        if codes[k - 1 : k] != "n":
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
            past = self.lasts[verb] + len(form.particle)
            while j < k and self.lasts[j] <= past:
                j += 1
        addressed = form is not None and form.verb in function_words("addressed")
        if addressed and codes[j:k] == "D":
            return False  # he asked his “people” to …
        while j < k:
            code = codes[j]
            if code in "RY(":
                j += 1
            elif code in "It" and codes[j + 1] in "npY" and self.word(j) not in ("about", "of", "over"):
                j += 2
            elif code in "np" and addressed and codes[j + 1 : k + 1][:1] in tuple("SitInpQ:,YRW"):
                j, addressed = j + 1, False
                if codes[j : k + 1] == "tQ":
                    return True  # urged the owners to “go”
            else:
                break
        if j < k and codes[j] == "I" and self.word(j) == "with" and not codes[j + 1 : k].strip(",:"):
            return True  # answered with, “…”
        if codes[k - 1] == ":" and "v" not in codes[j:k]:
            return True
        if not codes[j:k].strip("DAR") or (codes[j] in "np" and j + 1 == k):
            return True
        return codes[j] in "SiQ:,W" or _CLAUSE.match(codes, j, k + 1) is not None

    def takes_clause(self, verb: int, k: int) -> bool:
        """Does a clause of its own follow the verb before chunk `k`: said [that …], told her [he was …]?"""
        between = self.codes[verb + 1 : k].lstrip("RY")
        return _COMPLEMENT.match(between) is not None

    def set_off(self, verb: int, k: int) -> bool:
        """Does the verb stand in a clause that a comma has closed before chunk `k`: Pike, who said no, …; when he
        said no, …?"""
        codes, (first, _) = self.codes, self.sentence(k)
        for opener in range(verb - 1, first - 1, -1):
            if codes[opener] == "v":
                return False
            relative = codes[opener] == "W"
            if relative or (codes[opener] == "S" and self.word(opener) not in function_words("complementizer")):
                return relative or "," in codes[verb:k]
        return False

    def inverted(self, k: int) -> tuple[int, int] | None:
        """The subject that follows the verb group `k`: “…,” said Mr. Pike, a spokesman for the port."""
        codes, (_, last) = self.codes, self.sentence(k)
        j = k + 1
        while j < last and codes[j] == "R":
            j += 1
        if j >= last or codes[j] not in "np" or self.words[self.firsts[j]] in function_words("interrogative"):
            return None  # guess what
        end = j
        while (
            end + 2 < last
            and codes[end + 1] in "OI"
            and codes[end + 2] == "n"
            and self.word(end + 1) in ("of", "for", "at", "from")
        ):
            end += 2
        if codes[end + 1 : end + 4] in ("AIn", "Atn", "AIp") and end + 3 < last:
            end += 3  # a person close to the governor
        return j, end
