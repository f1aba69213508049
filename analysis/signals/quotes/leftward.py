"""Single steps to the left in a sentence: over adverbs, to the verb before, to the noun that a phrase hangs on."""

from functools import cache

from analysis import lexicon
from analysis.signals.quotes import verbs
from analysis.signals.quotes.phrases import Phrases
from analysis.signals.quotes.tags import function_words


@cache
def _documents() -> frozenset[str]:
    """Nouns of texts, in singular and plural."""
    nouns = lexicon.load("roles").words("document")
    return frozenset(nouns) | {noun + "s" for noun in nouns}


@cache
def _having() -> frozenset[str]:
    """The forms of verbs by which somebody only has or shows a text."""
    return frozenset(form for verb in lexicon.load("telling").words("having") for form in verbs.all_forms(verb))


class Leftward(Phrases):
    """Phrases between which one can step to the left."""

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

    def _attached(self, j: int, first: int) -> int:
        """From a noun phrase over the prepositions that tie it to one before it: a letter [from Pike] [to the port]."""
        codes = self.codes
        while j - 2 >= first and codes[j - 1] in "IOt" and codes[j] == "n":
            if self.word(j - 1) in function_words("conjunction_like"):
                break
            before = j - 2
            if codes[before] == "A" and codes[before - 1 : before] == "n":
                j = before - 1  # a person close to the mayor; two people familiar with the talks
                continue
            while before > first and codes[before] in "IRYet":
                before -= 1
            if codes[before] != "n" or (before < j - 2 and not set("et") & set(codes[before:j])):
                break
            j = before
        return j

    def _named(self, k: int) -> bool:
        """Is the noun phrase a full name, or a name with a title?"""
        first, last = self.firsts[k], self.lasts[k]
        return self.tags[last - 2 : last] in ("XX", "TX") and last - first > 1

    def _inside(self, head: int, first: int) -> bool:
        """Is the noun phrase between two commas an apposition to one before them: Pike, a clerk at Ames, …?"""
        before = head - 2
        if before < first or self.codes[before] != "n" or self._named(head):
            return False
        while before - 2 >= first and self.codes[before - 2 : before] == "nC":
            before -= 2
        before = self._attached(before, first)
        return not (before - 1 >= first and self.codes[before - 1] in "IO")

    def quoting(self, k: int) -> int | None:
        """The verb that takes its object's words from it: the Gazette [quoted] Pike as saying."""
        first = self.sentence(k)[0]
        if k - 3 < first or self.word(k - 1) != "as" or self.codes[k - 2] not in "np":
            return None
        form = self.forms[k - 3]
        return k - 3 if form is not None and form.verb in function_words("quoting") else None

    def _has_only(self, verb: int) -> bool:
        """Is the subject of the verb not the one whose words its object holds: the paper obtained a memo saying?"""
        return self.words[self.lasts[verb] - 1] in _having()

    def _is_text(self, k: int) -> bool:
        """Is the noun phrase one of a text: a statement, a series of tweets?"""
        return self.word(k) in _documents() or (self.codes[k + 1 : k + 3] == "On" and self.word(k + 2) in _documents())
