"""The subject of a verb or noun of telling: who says it, who denies it, and how far what is said reaches."""

from analysis.signals.stance.sentence import Cue, Sentence, calendar, words_of

Span = tuple[int, int]


def subject(sentence: Sentence, cue: Cue) -> Span | None:
    """The words of the clause before a verb: who says, who denies; after `by`, where the verb is passive."""
    if agent := by(sentence, cue):
        return agent
    if before := coordinated(sentence, cue):
        return subject(sentence, before)
    if of := owner(sentence, cue):
        return of
    if cue.form.endswith("ing") and (carrier := _carrier(sentence, cue)):
        return carrier
    first, _ = sentence.clause(cue.first)
    comma = comma_before(sentence, first, cue.first)
    first = comma if comma is not None else first
    while first < cue.first and sentence.words[first].form in words_of("clause"):
        first += 1
    inner = [c.first for c in sentence.of("negator", "say", "affirm") if first < c.first < cue.first]
    after = min(inner, default=cue.first)
    while after > first and _is_function(sentence, after - 1):
        after -= 1
    return (sentence.words[first].start, sentence.words[after - 1].end) if after > first else None


def _is_function(sentence: Sentence, number: int) -> bool:
    """Is a word a function word, and no name in capitals (`WHO says`)?"""
    word = sentence.words[number]
    raw = sentence.text[word.start : word.end]
    return word.form in words_of("function") and (len(raw) < 2 or not raw.isupper() or sentence.text.isupper())


def is_passive(sentence: Sentence, cue: Cue) -> bool:
    """Is a verb passive (`is confirmed to be`, `was widely reported`), so that its subject is not who says it?"""
    return cue.form.endswith(("ed", "said", "told", "shown", "proven")) and _stands_after(sentence, cue, "be")


def coordinated(sentence: Sentence, cue: Cue) -> Cue | None:
    """The verb that shares its subject with this one: *confirmed* of `X confirmed the letter, but stated that …`."""
    stretch = sentence.stretch(cue.first)
    before = [c for c in sentence.of("say", "affirm", "denial") if stretch.first <= c.first and c.after < cue.first]
    return before[-1] if before and _stands_after(sentence, cue, "joining") else None


def _stands_after(sentence: Sentence, cue: Cue, category: str) -> bool:
    """Does a cue stand right after a word of a category, or after that and an adverb in -ly?"""
    *further, before = ["", "", *sentence.forms(cue.first - 2, cue.first)][-2:]
    return before in words_of(category) or (before.endswith("ly") and further[0] in words_of(category))


def by(sentence: Sentence, cue: Cue) -> Span | None:
    """Who stands after a participle and `by`: `confirmed by two officials`, not `confirmed by Friday`."""
    words = sentence.words
    first = cue.after + 1
    if sentence.forms(cue.after, first) != ["by"] or not cue.form.endswith("ed") or first >= len(words):
        return None
    _, after = sentence.clause(cue.after)
    after = next((i for i in range(first + 1, after) if sentence.is_parted(i)), after)
    named = words[first].form
    dated = any(named in group for group in calendar()) or named[0].isdigit() or named.endswith("ing")
    return None if dated or after <= first else (words[first].start, words[after - 1].end)


def owner(sentence: Sentence, cue: Cue) -> Span | None:
    """Who is named before a noun of telling: *the Pentagon* of `the Pentagon’s admission that …`."""
    words = sentence.words
    last = cue.first - 1
    if last < 0 or not words[last].form.endswith("'s") or sentence.is_parted(cue.first):
        return None
    if words[last].form in words_of("copula"):  # `it's`
        return None
    first = last
    while first and not sentence.is_parted(first) and words[first - 1].form not in words_of("function"):
        first -= 1
    if first and words[first - 1].form == "the":
        first -= 1
    return words[first].start, words[last].end - len("'s")


def _carrier(sentence: Sentence, cue: Cue) -> Span | None:
    """The noun that a participle tells more of: *a letter* of `sent a letter announcing that …`."""
    first, _ = sentence.clause(cue.first)
    words = sentence.words
    carriers = words_of("carrier") - words_of("function")
    last = next((i for i in range(cue.first - 1, first - 1, -1) if words[i].form in carriers), None)
    if last is None or comma_before(sentence, last, cue.first + 1) is not None:
        return None
    determined = last > first and words[last - 1].form in words_of("determiner")
    return words[last - determined].start, words[last].end


def scope(sentence: Sentence, cue: Cue) -> int:
    """One after the last word that a verb of saying can govern.

    It ends with the stretch; with the clause that opens the sentence, `Though the mayor said it will close, …`; and
    before a verb of saying that shares its subject, `confirmed the letter, but stated …`.
    """
    after = sentence.stretch(cue.first).after
    front = sentence.front(cue.first)
    if cue.first < front:
        after = front
    later = [c.first for c in sentence.of("say", "affirm") if cue.after <= c.first < after and coordinated(sentence, c)]
    return later[0] if later else after


def comma_before(sentence: Sentence, first: int, number: int) -> int | None:
    """Number of the word after the last comma between two words."""
    for i in range(number - 1, first, -1):
        if "," in sentence.plain[sentence.words[i - 1].end : sentence.words[i].start]:
            return i
    return None


def comma_after(sentence: Sentence, first: int, after: int) -> int:
    """Number of the word after the first comma between two words, or of the last one's follower."""
    for i in range(first + 1, after):
        if "," in sentence.plain[sentence.words[i - 1].end : sentence.words[i].start]:
            return i
    return after
