"""Who says the quoted words, and by which verb: the rules, in the order in which they are asked.

Each rule has a name, and the name of the rule that decided stands in the table. Rules only look at one paragraph and
at what the paragraph before it left behind.
"""

from analysis.signals.quotes import governing, verbless
from analysis.signals.quotes.attribution import Attribution, by_verb, cue_place
from analysis.signals.quotes.clauses import OWN_CLAUSE, Paragraph
from analysis.signals.quotes.tags import function_words


def in_sentence(par: Paragraph, k: int) -> Attribution | None:
    """The first of the rules that answers; a verb that reports outweighs one that only goes well with quoted words."""
    governors = governing.chain_of(par, k)
    chain = [a for a in governors if not governing.left(a, k)]
    strong = next((a for a in chain if governing.level(a, k) == 3 and governing.real(a)), None)
    strong = strong or next((a for a in chain if governing.level(a, k) == 3), None)
    claimed = verbless.claimed(par, k)
    if claimed is not None and cue_place(claimed) > cue_place(strong):
        return claimed
    strong = governing.told(par, k, chain, governing.same_subject(chain, strong))
    headed = verbless.headed(par, k)
    if headed is not None:
        return headed
    after = _tag_after(par, k)
    apart = par.sentence(k)[0] == k or par.codes[k - 1] in "-:("
    if after is not None and (strong is None or apart or not governing.real(strong)):
        return after
    if strong is not None:
        return strong
    inserted = _inserted(par, k)
    if inserted is not None:
        return inserted
    phrase = verbless.phrase(par, k)
    if phrase is not None:
        return phrase
    middle = next((a for a in chain if governing.level(a, k) == 2), None)
    found = middle or governing.around(par, k) or verbless.noun(par, k)
    return found or governing.without_verb(governors, k) or next(iter(chain), None)


def _tag_after(par: Paragraph, k: int) -> Attribution | None:
    """“…,” Pike said; “…,” said Pike; “…,” Pike, who runs the port, told CNN."""
    codes, (_, last) = par.codes, par.sentence(k)
    j = k + 1
    ended = par.pairs[par.quote_at[k]].text.rstrip()[-1:] in tuple(",?!…—-–")
    while j < last and codes[j] in ",-R":
        ended = True
        j += 1
    if j >= last:
        return None
    if codes[j] == "S" and par.word(j) == "as" and j + 1 < last:
        j += 1
    if codes[j] == "v" and (form := par.forms[j]) and form.inverts and not par.passive(j):
        subject = par.inverted(j)
        if subject is not None:
            return by_verb(par, "verb and name after", subject, j, form)
    if not ended and par.tags[par.firsts[j]] == "N":
        return None  # the “Low Water” star Ada Pike
    if codes[j] in "np":
        for verb in range(j + 1, last):
            if codes[verb] == "Q":
                break
            if codes[verb] != "v" or codes[verb - 1] == "W" or codes[verb - 2 : verb] == "WR":
                continue
            form = par.forms[verb]
            subject = par.subject(verb)
            described = form is not None and form.inverts  # “…,” another friend, Ada Pike, told CNN
            if subject is None or not (
                subject[0] <= j <= subject[1] or (described and codes[j + 1 : subject[0]] == ",")
            ):
                continue
            if (
                form is not None
                and not (par.passive(verb) and form.verb not in function_words("spoken"))  # the mayor was told
                and not _own_clause(par, verb)
                and ((form.level > 1 and (form.inverts or ended)) or (form.inverts and par.sentence(k)[0] == k))
            ):
                return by_verb(par, "name and verb after", subject, verb, form)
            break
    return None


def _own_clause(par: Paragraph, verb: int) -> bool:
    """Does the verb open a clause of its own: the senator said his campaign was done?"""
    codes, (_, last) = par.codes, par.sentence(verb)
    return verb + 1 < last and (par.word(verb + 1) == "that" or OWN_CLAUSE.match(codes, verb + 1, last) is not None)


def _inserted(par: Paragraph, k: int) -> Attribution | None:
    """A reporting clause between commas or at the end: the port, Pike said, was “…”; it was “…” by then, Pike said."""
    codes, (first, last) = par.codes, par.sentence(k)
    found: list[tuple[int, Attribution]] = []
    for verb in range(first + 1, last):
        form = par.forms[verb]
        if codes[verb] != "v" or form is None or not form.inverts or form.level < 3 or par.passive(verb):
            continue
        following = codes[verb + 1 : verb + 2]
        if following not in ("", ".", ",", "Y", "I", "F", "-") and not (following in "np" and codes[verb - 1] in ",-Q"):
            continue
        subject = par.subject(verb)
        if following in "np" and following and codes[verb - 1] in ",-Q":
            subject = par.inverted(verb) if governing.ends_clause(par, verb) else subject
        elif subject is None or subject[0] <= first or codes[subject[0] - 1] not in ",-Q":
            continue
        if subject is not None and not subject[0] <= k <= subject[1]:
            found.append((abs(verb - k), by_verb(par, "inserted clause", subject, verb, form)))
    return min(found, key=lambda f: f[0])[1] if found else None
