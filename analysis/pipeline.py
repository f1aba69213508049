"""From a study to every table: the one place where the wings meet."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from analysis import codebook, codings, corpus, schema, study
from analysis.comparison import findings, ledger, omission, reuse, variants
from analysis.comparison.reuse import copies, edits, passages
from analysis.evidence import agreement, measure
from analysis.lexicon import in_stead, load
from analysis.signals import agency, causes, demands, frames, hedges, naming, numbers, quotes, stance, tone
from analysis.spans import assign_voice

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
        tables = corpus.read(the_study)
        find_signals(tables, the_study)
        with uncollected():
            compare(tables, the_study)
        judge(tables, the_study)
    return tables


def find_signals(tables: Tables, the_study: study.Study) -> None:
    """Add what one article at a time shows: `quotes, cues, claims, mentions, …, measures`."""
    articles, lines, sentences = tables["articles"], tables["lines"], tables["sentences"]
    aliases = [(actor.name, actor.aliases) for actor in the_study.actors]
    tables["quotes"] = quotes.find(articles, lines, sentences, aliases=aliases)
    tables["cues"] = assign_voice(hedges.find(sentences), tables["quotes"])
    tables["claims"] = stance.find(sentences, the_study.propositions, tables["quotes"])
    cast = naming.learn(sentences, the_study.actors)
    tables["mentions"] = assign_voice(naming.find(sentences, cast), tables["quotes"])
    tables["agency"] = assign_voice(agency.find(sentences), tables["quotes"])
    tables["numbers"] = assign_voice(numbers.find(sentences), tables["quotes"])
    tables["causes"] = assign_voice(causes.find(sentences), tables["quotes"])
    tables["demands"] = assign_voice(demands.find(sentences), tables["quotes"])
    tables["frames"] = assign_voice(frames.find(sentences, codebook.load(the_study.frames)), tables["quotes"])
    tables["tone"] = tone.find(articles, sentences)
    tables["measures"] = measure.find(articles, sentences, tables["quotes"], tables["cues"], meters(the_study))


def compare(tables: Tables, the_study: study.Study) -> None:
    """Add what only comparison shows: `passages, copies, edits, variants, omissions, ledger, findings`.

    Counts obey the study's setting `copies` (see `counted`), and so do `measures, omissions, findings`.
    """
    shared = reuse.Shared(tables["articles"], tables["lines"], tables["quotes"])
    tables["passages"] = passages.find(shared, tables["sentences"])
    tables["copies"] = copies.find(shared, tables["lines"])
    tables["edits"] = edits.find(shared, tables["copies"], tables)
    tables["variants"] = variants.find(tables["quotes"], tables["articles"], tables["sentences"])
    tables["ledger"] = ledger.find(tables)
    own = counted(tables, the_study)
    if len(own["articles"]) < len(tables["articles"]):  # a statement that only copies share is not shared by two texts
        own["variants"] = variants.find(own["quotes"], own["articles"], own["sentences"])
    tables["measures"] = own["measures"]
    tables["omissions"] = omission.find(own, own["copies"])
    tables["findings"] = findings.find(own, the_study)


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
    """Add what coders say, and how far they agree: `coders, asked, codings, sampled, agreement`.

    Judgements that do not fit the articles are rows of `rejects`.
    """
    folder, actors = the_study.codings, [actor.id for actor in the_study.actors]
    for name in ("coders", "asked", "codings", "sampled", "agreement"):
        tables[name] = schema.empty(name)
    if folder is None:
        return
    articles, propositions = tables["articles"], [p.id for p in the_study.propositions]
    read = codings.read(folder, folder.name, articles, actors, propositions)
    rejects = read.pop("rejects")
    if len(rejects):
        tables["rejects"] = pd.concat([tables["rejects"], rejects], ignore_index=True)
    tables.update(read)
    known = codings.known(folder, folder.name, actors)
    tables["agreement"] = agreement.find(tables["codings"], tables["coders"], articles, tables["sampled"], known)


def meters(the_study: study.Study | None = None) -> list[str]:
    """The meters of the hedges lexicon, in its order: uncertainty, vagueness, boosters, distancing."""
    hedging = load("hedges", the_study.lexicons.get("hedges") if the_study else None)
    return list(dict.fromkeys(c["meter"] for c in hedging.categories.values() if c.get("meter")))
