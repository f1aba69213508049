"""From a study to every table: the one place where the wings meet."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from analysis import codebook, codings, corpus, disputes, schema, study
from analysis.comparison import findings, ledger, omission, reuse, variants
from analysis.comparison.reuse import copies, edits, passages
from analysis.evidence import agreement, correct, estimate, measure, sample, scores, sensitivity, units
from analysis.evidence import findings as rate_findings
from analysis.evidence import tone as lexicon_tone
from analysis.lexicon import in_stead, load, unconditional, without_conditions
from analysis.signals import agency, causes, demands, frames, hedges, naming, numbers, quotes, stance, tone, word_lists
from analysis.spans import assign_voice, assign_voices

Tables = dict[str, pd.DataFrame]


def analyse(the_study: study.Study | str | Path) -> Tables:
    """Read a study's articles and find every signal in them.

    Args:
        the_study: a `Study`, or the path of a study file, a folder of articles, or a table file.

    Returns: every table of `analysis.schema` by its name.

    Raises:
        InputError: the study file or the corpus cannot be read at all. A file that cannot be read is a row of
            `rejects` instead.
    """
    if not isinstance(the_study, study.Study):
        the_study = study.load(the_study)
    with in_stead(the_study.lexicons):
        if the_study.run is not None:
            return _of_run(the_study.run, the_study)
        tables = corpus.read(the_study)
        find_signals(tables, the_study)
        with uncollected():
            compare(tables, the_study)
            weigh(tables, the_study)
        tables["tone_agreement"] = lexicon_tone.agreement(tables["tone"], tables["copies"])
        judge(tables, the_study)
    return tables


def _of_run(folder: Path, the_study: study.Study) -> Tables:
    """The tables of a run; of a large one those of some stories, which are compared anew among each other."""
    from analysis.run import load as made  # which stands on this module

    tables, is_whole = made.read(folder)
    tables = {"tone": schema.empty("tone"), **tables}
    if "disputes" not in tables:  # else the run has obeyed them
        obey(tables, the_study)
    if not is_whole or not {"copies", "variants", "estimates", "paths"} <= set(tables):
        answer_for(tables, the_study)
        tables["claims"] = disputes.without(tables["claims"], "stance", tables["disputes"])  # they are made anew
        with uncollected():
            compare(tables, the_study)
            weigh(tables, the_study)
    tables["tone_agreement"] = lexicon_tone.agreement(tables["tone"], tables["copies"])
    judge(tables, the_study)
    return tables


WORD_LISTS: tuple[str, ...] = ()
"""Lexicons of the project whose entries are a signal by themselves, rows of `cues` beside the hedges."""
VOICED = ("cues", "mentions", "agency", "numbers", "causes", "demands", "frames")
"""Tables of spans that say who answers for the words."""


def disputable() -> tuple[str, ...]:
    """The signals whose hits a reader can call wrong: those with a table of their own, and the word lists."""
    return (*disputes.SIGNALS, *WORD_LISTS)


def find_signals(
    tables: Tables, the_study: study.Study, cast: Sequence[naming.Referent] | None = None, with_tone: bool = True
) -> None:
    """Add what one article at a time shows: `quotes, cues, claims, mentions, …, measures`.

    Hits that the study's `disputes` call wrong are taken out of them, see `analysis.disputes`.

    Args:
        cast: whom to look for, where it was learned of more articles than these.
    """
    find_spans(tables, the_study, naming.learn(tables["sentences"], the_study.actors) if cast is None else cast)
    if with_tone:
        wanted = the_study.settings.get("tone", True)
        tables["tone"] = tone.find(tables["articles"], tables["sentences"]) if wanted else schema.empty("tone")
    answer_for(tables, the_study)
    obey(tables, the_study)


def find_spans(tables: Tables, the_study: study.Study, cast: Sequence[naming.Referent]) -> None:
    """Add the spans of each signal; who answers for them is not said yet."""
    articles, lines, sentences = tables["articles"], tables["lines"], tables["sentences"]
    aliases = [(actor.name, actor.aliases) for actor in the_study.actors]
    tables["quotes"] = quotes.find(articles, lines, sentences, aliases=aliases)
    tables["cues"] = hedges.find(sentences)
    if WORD_LISTS:
        found = [tables["cues"], *(word_lists.find(sentences, name) for name in WORD_LISTS)]
        tables["cues"] = in_order(pd.concat(found).sort_values(["start", "end"], kind="stable"), articles)
    tables["mentions"] = naming.find(sentences, cast)
    tables["agency"] = agency.find(sentences)
    tables["numbers"] = numbers.find(sentences)
    tables["causes"] = causes.find(sentences)
    tables["demands"] = demands.find(sentences)
    tables["frames"] = frames.find(sentences, codebook.load(the_study.frames))


def answer_for(tables: Tables, the_study: study.Study) -> None:
    """Say who answers for each span, and add what rests on that: `claims, measures`."""
    tables |= assign_voices({name: tables[name] for name in VOICED}, tables["quotes"])
    tables["claims"] = stance.find(tables["sentences"], the_study.propositions, tables["quotes"])
    tables["measures"] = measure.find(tables, rules(the_study), the_study.actors)


def obey(tables: Tables, the_study: study.Study) -> None:
    """Take out the hits that the study's readers call wrong; add `disputes` and `dispute_changes`.

    A dispute that is about no hit is a row of `rejects`.
    """
    tables["disputes"], tables["dispute_changes"] = schema.empty("disputes"), schema.empty("dispute_changes")
    if the_study.disputes is None:
        return
    said, notes = disputes.read(the_study.disputes, disputable())
    notes += strike(tables, the_study, said, the_study.disputes.name)
    if notes:
        lines = [note._asdict() for note in sorted(notes, key=lambda note: note.row or 0)]
        tables["rejects"] = pd.concat([tables["rejects"], schema.from_rows("rejects", lines)], ignore_index=True)


def strike(tables: Tables, the_study: study.Study, said: Sequence[disputes.Dispute], file: str) -> list[disputes.Note]:
    """Take out the hits that some disputes are about; add `disputes` and `dispute_changes`.

    What rests on them (whose words the others are, measures) is made anew for the articles concerned, and for these
    alone.

    Returns: a line for each dispute that is about no hit.
    """
    tables["disputes"], unmet = disputes.match(said, tables, file)
    if not len(tables["disputes"]):
        return unmet
    ids = tables["disputes"]["article_id"].unique()
    names = ["articles", "sentences", "quotes", "claims", "measures", *VOICED]
    before = {name: tables[name][tables[name]["article_id"].isin(ids)] for name in names}
    after = dict(before)
    for signal in disputable():
        if signal != "stance":  # which is made anew
            table = disputes.about(signal).table
            after[table] = disputes.without(after[table], signal, tables["disputes"])
    answer_for(after, the_study)
    after["claims"] = disputes.without(after["claims"], "stance", tables["disputes"])
    after["mentions"] = after["mentions"].assign(first=naming.firsts(after["mentions"]))
    for name in ("quotes", "claims", "measures", *VOICED):
        rest = tables[name][~tables[name]["article_id"].isin(ids)]
        tables[name] = in_order(pd.concat([rest, after[name]]), tables["articles"])
    tables["dispute_changes"] = disputes.changes(before, after)
    return unmet


def in_order(rows: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Rows in the order of their articles; those of one article stay as they are."""
    place = pd.Series(range(len(articles)), index=articles["article_id"])
    order = rows["article_id"].map(place).to_numpy().argsort(kind="stable")
    return rows.iloc[order].reset_index(drop=True)


def compare(tables: Tables, the_study: study.Study) -> None:
    """Add what only comparison shows: `passages, copies, edits, variants, omissions, ledger, findings`.

    Counts obey the study's setting `copies` (see `counted`), and so do `omissions, findings`.
    """
    shared = reuse.Shared(tables["articles"], tables["lines"], tables["quotes"])
    tables["passages"] = passages.find(shared, tables["sentences"])
    tables["copies"] = copies.find(shared, tables["lines"])
    tables["edits"] = edits.find(shared, tables["copies"], tables)
    tables["ledger"] = ledger.find(tables)
    compare_stories(tables, the_study)


def compare_stories(tables: Tables, the_study: study.Study, apart: bool = False) -> None:
    """Add what articles of one story show beside each other: `variants, omissions, findings`.

    Without table `copies` every article counts as a text of its own.

    Args:
        apart: `findings` are looked for in one story at a time; else positions to a proposition are set beside each
            other whatever the story.
    """
    tables["variants"] = variants.find(tables["quotes"], tables["articles"], tables["sentences"])
    own = counted(tables, the_study) if "copies" in tables else dict(tables)
    if len(own["articles"]) < len(tables["articles"]):  # a statement that only copies share is not shared by two texts
        own["variants"] = variants.find(own["quotes"], own["articles"], own["sentences"])
    tables["omissions"] = omission.find(own, own.get("copies"))
    told = [findings.find(part, the_study) for part in (_by_story(own) if apart else [own])]
    tables["findings"] = pd.concat(told, ignore_index=True) if told else findings.find(own, the_study)


def _by_story(tables: Tables) -> Iterator[Tables]:
    """The tables of articles for one story at a time."""
    stories = tables["articles"]["story"].fillna("").tolist()
    numbers = {story: n for n, story in enumerate(dict.fromkeys(stories))}
    part_of = dict(zip(tables["articles"]["article_id"], map(numbers.__getitem__, stories), strict=True))
    yield from schema.parts({n: t for n, t in tables.items() if "article_id" in t.columns}, part_of)


def weigh(tables: Tables, the_study: study.Study) -> None:
    """Add what one may defend: `estimates, paths`, and to `findings` the rates that differ.

    Estimates stand for all articles and for one article a text. `measures`, until here of all articles, obey the
    study's setting `copies` from here on.
    """
    tables["estimates"] = estimate.find(tables["measures"], tables["copies"])
    tables["paths"] = sensitivity.find(tables, rules(the_study), other_lists(tables), the_study.actors)
    rates = rate_findings.find(tables, rules(the_study), the_study.actors, the_study.settings.get("copies", copies.ALL))
    tables["findings"] = pd.concat([tables["findings"], rates], ignore_index=True)
    tables["measures"] = counted(tables, the_study)["measures"]


def other_lists(tables: Tables) -> Tables:
    """The softening words that a stricter and a broader list find, by what the list is called."""
    lexicon = load("hedges")
    strict = {entry.match for entry in unconditional(lexicon).entries}
    own = tables["cues"][tables["cues"]["signal"] == "hedges"]
    broad = assign_voice(hedges.find(tables["sentences"], without_conditions(lexicon)), tables["quotes"])
    return {
        "only words that count wherever they stand": own[own["entry"].isin(strict)],
        "every word of the list, wherever it stands": disputes.without(broad, "hedges", tables["disputes"]),
    }


def counted(tables: Tables, the_study: study.Study) -> Tables:
    """The tables that counts are made of: where the setting `copies` says `one_per_text`, one article of each text.

    Which article stands for its text, table `copies` says (`kept`). Whatever prints how many, out of how many, or sets
    outlets side by side takes these tables; the texts themselves, the ledger of quotations and shared text take all
    articles.
    """
    return copies.counted(tables, the_study.settings.get("copies", copies.ALL))


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no collector look for cycles meanwhile: millions of small rows make none, and it would take half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def judge(tables: Tables, the_study: study.Study) -> None:
    """Add what coders say, and what follows: `coders, asked, codings, sampled, agreement, scores, corrected`.

    Judgements that do not fit the articles are rows of `rejects`.
    """
    folder, actors = the_study.codings, [actor.id for actor in the_study.actors]
    for name in ("coders", "asked", "codings", "sampled", "agreement", "corrected"):
        tables[name] = schema.empty(name)
    if folder is None:
        tables["scores"] = scores.find(tables, units.NO_UNITS)
        return
    articles, propositions = tables["articles"], [p.id for p in the_study.propositions]
    questions = codebook.load(the_study.frames).questions
    read = codings.read(folder, folder.name, articles, actors, propositions, questions)
    rejects = read.pop("rejects")
    if len(rejects):
        tables["rejects"] = pd.concat([tables["rejects"], rejects], ignore_index=True)
    tables.update(read)
    known = codings.known(folder, folder.name, actors, questions)
    coded, coders, sampled = tables["codings"], tables["coders"], tables["sampled"]
    tables["agreement"] = agreement.find(coded, coders, articles, sampled, known)
    population = units.find(tables) if len(sampled) else units.NO_UNITS
    tables["scores"] = scores.find(tables, population)
    texts = dict(zip(tables["copies"]["article_id"], tables["copies"]["text_id"], strict=True))
    tables["corrected"] = correct.find(population, sampled, coded, coders, sample.fingerprint(articles), texts)


def rules(the_study: study.Study | None = None) -> list[measure.Measure]:
    """The measures of the suite, with the meters of the hedges and those of each word list."""
    lists = {
        name: list(dict.fromkeys(c.get("meter", category) for category, c in load(name).categories.items()))
        for name in WORD_LISTS
    }
    return measure.measures(meters(the_study), lists)


def meters(the_study: study.Study | None = None) -> list[str]:
    """The meters of the hedges lexicon, in its order: uncertainty, vagueness, boosters, distancing."""
    hedging = load("hedges", the_study.lexicons.get("hedges") if the_study else None)
    found = dict.fromkeys(about.get("meter") for about in hedging.categories.values())
    return [meter for meter in found if meter and meter != hedges.UNCOUNTED]
