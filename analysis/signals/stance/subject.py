"""The subject of a verb or noun of telling: who says it, who denies it, and how far what is said reaches."""

import itertools

from analysis.signals.stance.sentence import Cue, Sentence, calendar, words_of

Span = tuple[int, int]
NEAR = 4
"""Words between a passive and the `by` that names who says it."""
VERBS = ("negator", "say", "affirm", "denial", "doubt", "modal", "matter", "demand", "calling")
"""Categories of expressions that end a subject."""


def subject(sentence: Sentence, cue: Cue) -> Span | None:
    """The words of the clause before a verb: who says, who denies; after `by`, where the verb is passive."""
    if agent := by(sentence, cue):
        return agent
    if before := coordinated(sentence, cue):
        return subject(sentence, before)
    if of := owner(sentence, cue):
        return of
    if antecedent := _antecedent(sentence, cue):
        return antecedent
    if cue.form.endswith("ing") and (carrier := _carrier(sentence, cue)):
        return carrier
    participle = cue.form.endswith("ing") and sentence.is_parted(cue.first)
    first, after = _subject_part(sentence, cue, participle)
    while first < after and sentence.words[first].form in words_of("clause"):
        first += 1
    verbs = [c.first for c in sentence.of(*VERBS) if first < c.first < after]
    verbs += [i for i in range(first + 1, after) if sentence.words[i].form in words_of("ask")]
    if participle and not verbs:
        return None  # `Jo Dow praised the plan, saying …`: where the subject ends is not known
    after = min(verbs, default=after)
    while after > first and _is_function(sentence, after - 1):
        after -= 1
    return (sentence.words[first].start, sentence.words[after - 1].end) if after > first else None


def _subject_part(sentence: Sentence, cue: Cue, participle: bool) -> tuple[int, int]:
    """What stands between two commas and holds the subject: *Jo Dow* of `Jo Dow, a lawyer, said`."""
    first, _ = sentence.clause(cue.first)
    commas = [i for i in range(first + 1, cue.first + 1) if sentence.is_parted(i)]
    parts = list(itertools.pairwise([first, *commas, cue.first]))
    if len(parts) > 1 and all(_is_light(sentence, i) for i in range(*parts[-1])):
        parts = parts[:-1] if participle or len(parts) == 2 else parts[:-2]
    return parts[-1]


def _is_light(sentence: Sentence, number: int) -> bool:
    """Is a word no name and no noun of a source: a function word or an adverb (`now`, `later`, `reportedly`)?"""
    form = sentence.words[number].form
    return _is_function(sentence, number) or form.endswith("ly") or form in words_of("adverb") | words_of("clause")


def _is_function(sentence: Sentence, number: int) -> bool:
    """Is a word a function word, and no name in capitals (`WHO says`)?"""
    word = sentence.words[number]
    raw = sentence.text[word.start : word.end]
    return word.form in words_of("function") and (len(raw) < 2 or not raw.isupper() or sentence.text.isupper())


def is_passive(sentence: Sentence, cue: Cue) -> bool:
    """Is a verb passive (`is confirmed to be`, `accused of lying`), so that its subject is not who says it?"""
    if cue.form in words_of("charging") and sentence.forms(cue.after, cue.after + 1) == ["of"]:
        return True
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
    _, end = sentence.clause(cue.first)
    reach = min(end, cue.after + (NEAR if is_passive(sentence, cue) else 1))
    agent = next((i for i in range(cue.after, reach) if words[i].form == "by"), None)
    if agent is None or not cue.form.endswith("ed") or agent + 1 >= end:
        return None
    first = agent + 1
    after = next((i for i in range(first + 1, end) if sentence.is_parted(i)), end)
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


def _antecedent(sentence: Sentence, cue: Cue) -> Span | None:
    """Who is meant by the *who* of a verb's clause: *Jo Dow* of `Jo Dow, who in June said that …`."""
    first = sentence.stretch(cue.first).first
    who = next((i for i in range(cue.first - 1, first, -1) if sentence.words[i].form == "who"), None)
    if who is None or sentence.of_range(who, cue.first):
        return None
    after = who
    start = sentence.part(who - 1)
    return (sentence.words[start].start, sentence.words[after - 1].end) if after > start else None


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
