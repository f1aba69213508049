"""Word classes in context: what the words beside a word make of it.

A verb after *the* is a noun, after *to* or *will* a base form; the classes are those of `tags`.
"""

from functools import cache
from itertools import compress

from analysis.known_names import given_names
from analysis.signals.quotes import verbs
from analysis.signals.quotes.tags import function_words, is_name_word, lexicon_class, many, word_class
from analysis.words import Kept

ADVERBIAL = {"V": ("first", "last"), "M": ("first", "last"), "Y": ("early", "late")}
"""Adjectives that are adverbs after a noun, by the class of the word after them."""


def tag(words: list[str]) -> str:
    """One letter a token, in context.

    >>> from analysis.signals.quotes.tokens import tokenize
    >>> tag(tokenize("The claims, he claims, will claim a claim."))
    'DN,PV,MBDN.'
    """
    tags = list(map(_classes().__getitem__, words))
    if "&" in words:
        _set_ampersands(tags, words)
    forms, small = verbs.forms(), _small()
    last = len(tags) - 1
    for i in compress(range(last + 1), map(_unsettled().__getitem__, words)):
        t, word = tags[i], words[i]
        before = tags[i - 1] if i else "."
        if t == "N" and before not in "PWt" and word not in forms and tags[i + 1 : i + 2] != ["D"]:
            continue
        if t == "X":
            if before == "," and _says_in_a_title(i, words):
                tags[i] = "V"
                continue
            if (i and before not in ".Q") or not word.istitle():
                continue
            if not is_name_word(word):
                named = i > 0 and before == "Q" and tags[i + 1 : i + 2] in (["X"], ["T"])  # “…,” Fed Chair Pike said
                tags[i] = "X" if named else lexicon_class(word.lower())
                continue
            if word.lower() not in many() or tags[i + 1 : i + 2] in (["X"], ["s"]):
                continue  # Banks’s plan
            tags[i] = t = "N"  # Residents say
        elif before in "QV" and t in "IOFSCRM" and 0 < i < last and word.istitle():
            named = tags[i + 1] == "X" and before == "V" and words[i - 1].islower()
            if named or words[i + 1] in forms:
                tags[i] = "X"  # “…,” From said; “…,” said Will Doyle
                continue
        after = tags[i + 1] if i < last else "."
        if t in "NBVAIR" and word in forms:
            tags[i] = _reporting(forms[word][0].form, t, i, tags, words, before, after)
        elif word in small:
            _set_small(i, tags, words, before, after)
        elif t in "NBVAGs":
            tags[i] = _by_class(t, i, words, before, after)
    return "".join(tags)


def _set_ampersands(tags: list[str], words: list[str]) -> None:
    """An *&* between capitalised words is a part of the name of a firm; between two people it is *and*."""
    for i, word in enumerate(words[1:-1], 1):
        if word == "&" and words[i - 1][0].isupper() and words[i + 1][0].isupper():
            surname = "".join(words[i + 2 : i + 3])
            if words[i + 1] in given_names() and surname[:1].isupper():
                tags[i] = "C"  # Susan Pike & John Rowe
            else:
                tags[i - 1 : i + 2] = "XXX"  # Next & Western


def _says_in_a_title(i: int, words: list[str]) -> bool:
    """Is it the verb of a headline whose words are capitalised: Port Closure Was A Mistake, Says Mayor?"""
    forms = verbs.forms().get(words[i].lower(), ())
    return (
        any(form.inverts and form.level == 3 and form.form in ("s", "past") for form in forms)
        and i > 2
        and all(word.istitle() for word in (words[i - 2], words[i - 3], *words[i + 1 : i + 2]))
    )


def _by_class(t: str, i: int, words: list[str], before: str, after: str) -> str:
    """The class of a word that the rules know by its class only."""
    if t in "VB" and before in "Ds" and after in "NXIOFV,.A":
        return "N" if after not in "NA," else "A"
    if t == "V":
        takes_noun = after in "NXT" and (before in "IA" or (before in ".Q,(" and words[i].endswith("ed")))
        return "A" if takes_noun else t
    if (
        t == "N"
        and before == "t"
        and words[i].islower()
        and (after in "DP" or (after not in "NX" and _is_to_do(i, words)))
    ):
        return "B"  # to end the war; threatened to vote against it
    if t == "N" and after == "D" and not words[i].endswith("s") and _many_before(i, before, words):
        return "V"  # drivers face a ban; women now face a ban
    if t == "B" and before in "PNXW":
        plural = words[i - 1].endswith("s") and after in "IDPRtS"
        return "V" if before in "PW" or plural else "N"
    if t == "N" and before in "PW" and (words[i].endswith("s") or words[i - 1].lower() in ("i", "we", "they", "you")):
        return "V"
    if t == "G" and ((after == "M" and before != "M") or (after == "O" and before == "D")):
        return "N"  # the sinking of the ferry
    if t == "A" and before == "X" and words[i].isdigit():
        return "X"
    if t == "s" and before in "PW" and i < len(words) - 1:
        return "M"
    return t


def _set_small(i: int, tags: list[str], words: list[str], before: str, after: str) -> None:
    """The class of a small word that has a rule of its own, and of the word beside it."""
    t, word = tags[i], words[i]
    if t not in "AIRPDS":
        return
    if t == "P" and word.lower() == "her" and after in "NAXTY":
        tags[i] = "D"
    elif before in "NXQ" and word in function_words("floating"):
        tags[i] = "R"
    elif t == "A" and word == "least" and before == "I":
        tags[i - 1] = "D" if after in "AN" else "R"  # [at least ten] boats
        tags[i] = "R"
    elif t == "A" and before in "NX" and word in ADVERBIAL.get(after, ()):
        tags[i] = "R"  # the employee first said; in a tweet early Friday
    elif word.lower() in ("more", "less", "fewer") and words[i + 1 : i + 2] == ["than"]:
        tags[i] = "D" if tags[i + 2 : i + 3] in (["A"], ["N"]) else "R"  # [more than half] of them
        tags[i + 1] = "R"
    elif t == "R" and word.lower() == "there" and after in "Ms":
        tags[i] = "P"
    elif word == "that" and before in "VBGNXYM," and i < len(words) - 1:
        relative = before in "NXY," and (after in "VM" or (after == "R" and tags[i + 2 : i + 3] in ("V", "M")))
        tags[i] = "W" if relative else "S" if before in "VBGNM" or after in "DPX" else t


@cache
def _classes() -> Kept:
    return Kept(word_class)


@cache
def _unsettled() -> Kept:
    """Can the words around it give a word another class, see `tag`?"""

    def is_unsettled(word: str) -> bool:
        own = word_class(word)
        if own in "NBVGs" or word in _small() or word in verbs.forms():
            return True
        return word.isdigit() if own == "A" else word.istitle() and own in "XIOFSCRM"

    return Kept(is_unsettled)


@cache
def _small() -> frozenset[str]:
    """The small words that have rules of their own."""
    small = {"her", "least", "more", "less", "fewer", "there", "that", *sum(ADVERBIAL.values(), ())}
    return frozenset((*function_words("floating"), *small, *map(str.title, small), *map(str.upper, small)))


def _reporting(form: str, t: str, i: int, tags: list[str], words: list[str], before: str, after: str) -> str:
    """The class of a word that can be a form of a reporting verb."""
    pronoun = before == "D" and words[i - 1].lower() in function_words("pronoun_like")
    numbered = before == "A" and words[i - 1][0].isdigit()
    if before in "DAs" and not numbered and not (pronoun and (form == "past" or after not in "NXA")):
        if form == "past" and before == "A" and after not in "NXABV":
            return "V"
        return "A" if form in ("past", "ing") and after in "NXABV" else "N"
    if form == "base" and before in "tM" and not (i > 1 and words[i - 2].lower() == "according"):
        return "B"
    if before == "Q" and i > 1 and tags[i - 2] in "sD" and form in ("base", "s"):
        return "N"  # the mayor’s “47 percent” comment
    if _takes_to(words, i) and (before in "NR" or pronoun):
        return "A"
    if form == "s" and before in "VG":
        return "N"  # had received offers
    if form == "base" and words[i] in verbs.unchanged() and before in "NXPTQ,":
        return "V"  # the letter read: “…”
    if form == "ing" and before in "MR," and t in "AN":
        return "G"
    if form == "past":
        described = before == "I" or (before == "R" and tags[i - 2 : i - 1] == ["D"])  # a softly spoken man
        return "A" if described and after in "NX" and t != "R" else "V"
    if form == "s" and t == "N" and after == "S" and tags[i + 2 : i + 3] in (["V"], ["M"], ["B"]):
        return "N"  # early states that follow it
    if form == "s" and before in "NXPYQWR),-":
        if t != "N" or before in "PWQ":
            return "V"
        return "V" if after in "DPQS:" and (after != "S" or words[i + 1] == "that") else "N"
    if form == "base" and t in "NBV" and before in "NXADP" and _is_one(i, tags, words):
        return "N"  # an initial police report that …
    if form == "base" and t in "NBV":
        many_do = words[i - 1].lower() in many() if before == "N" else pronoun and t == "N"
        if before == "N" and after in ".," and _is_tail(i, tags, words):
            return "V"  # it is weak, polls show; it is weak, rights campaigners claim
        if many_do and after in "DPS" and (after != "S" or words[i + 1] == "that"):
            return "V"  # officials fear that; some claim the
        if before in "PW" or (before in "NXR" and t != "N" and _plural(words, tags, i)):
            return "V"
        if before in "CR" and "t" in tags[max(0, i - 6) : i]:
            return "B"
        if before in "NX" and (t == "V" or after in ".,;:"):
            return "N"
    return t


def _is_to_do(at: int, words: list[str]) -> bool:
    """Does a verb before *to* say what somebody will do or not: threatened to vote; not: agreed to talks?"""
    at_verb = at - 3 if at > 2 and words[at - 2] in ("not", "never") else at - 2
    own = verbs.forms().get(words[at_verb].lower(), ()) if at > 1 else ()
    return not words[at].endswith("s") and any(
        f.verb_class in ("committing", "denying", "thinking") and f.verb != "commit" for f in own
    )


def _many_before(at: int, before: str, words: list[str]) -> bool:
    """Do people in the plural stand before the word, perhaps with an adverb between: women [now] face a ban?"""
    subject = words[at - 2 if before == "R" and at > 1 else at - 1].lower()
    return subject in many() or subject in function_words("irregular_plural")


def _phrase_before(at: int, tags: list[str], classes: str = "NAXG") -> int:
    """Where the noun phrase begins that stands before a word, with the word that opens it."""
    first = at - 1
    while first > 0 and tags[first] in classes:
        first -= 1
    return first


def _is_one(at: int, tags: list[str], words: list[str]) -> bool:
    """Does a word of one stand in the noun phrase before: [an] initial police report, [one] issue?"""
    first = _phrase_before(at, tags)
    return words[first].lower() in ("a", "an") or words[at - 1].lower() in function_words("single")


def _is_tail(at: int, tags: list[str], words: list[str]) -> bool:
    """Is it a verb after a bare plural that a comma sets off: …, union leaders [claim]?"""
    own = verbs.forms()[words[at]][0]
    subject = words[at - 1].lower()
    if subject not in many() and not (own.level == 3 and own.inverts and subject.endswith(("s", "men", "people"))):
        return False
    return tags[_phrase_before(at, tags, "NAX")] in ",Q"


def _takes_to(words: list[str], at: int) -> bool:
    """An adjective that takes *to* or *with*: a person close to the mayor."""
    return words[at] in function_words("adjective_with_to") and words[at + 1 : at + 2] == ["to"]


def _plural(words: list[str], tags: list[str], at: int) -> bool:
    """Can the word before be the plural subject of a base form: critics say, men in Ames say?"""
    while at > 1 and tags[at - 1] == "R":
        at -= 1
    for head in range(at - 2, max(-1, at - 8), -1):  # residents of the capital say
        if tags[head] not in "NXADTsIO":
            break
        if tags[head] in "NX" and tags[head + 1] in "IO" and words[head].endswith("s"):
            return True
    word = words[at - 1].lower()
    if word in function_words("collective") or word in function_words("irregular_plural"):
        return True  # her family say
    return word.endswith(("s", "people", "men", "women", "children", "police")) or (at > 1 and tags[at - 2] in "CI")
