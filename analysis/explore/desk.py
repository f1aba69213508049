"""What lies on the desk: a corpus, the articles chosen, the words added, and every signal found in them."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from analysis import corpus, disputes, lexicon, pipeline, study
from analysis.errors import InputError
from analysis.signals import hedges, naming
from analysis.wording import listed
from analysis.words import count_words

CHOSEN = 5
"""Articles that are chosen at first: signals are found in these alone, so that a large corpus opens at once."""
NAMES = 10
"""So many are listed to choose of; of more, how many more there are."""
ADDED = Path("the words added here")


@dataclass(frozen=True)
class Desk:
    """A corpus, and what is found in the articles chosen: as the study has it, and with the words added here.

    `read` are the tables of all articles, before any signal, `cast` those who are named in them. `hedges` are pairs of
    words and category, `aliases` of an actor's id and a name. `told` is what the reader has to know of what was done
    last.
    """

    study: study.Study
    read: pipeline.Tables
    cast: Sequence[naming.Referent]
    chosen: tuple[str, ...]
    plain: pipeline.Tables
    tables: pipeline.Tables
    hedges: tuple[tuple[str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    told: str = ""

    @property
    def ids(self) -> list[str]:
        """The ids of all articles."""
        return self.read["articles"]["article_id"].tolist()


def lay(path: str | Path, chosen: Sequence[str] | None = None) -> Desk:
    """Read a corpus (a study file, a folder, a table file) and find every signal in the articles chosen.

    Args:
        chosen: ids of articles; the first few, if none are given.

    Raises:
        InputError: nothing can be read there, or it holds no article.

    >>> desk = lay("data/studies/iraq-letter.yaml", ["001"])
    >>> desk.chosen, len(desk.ids), set(desk.tables["cues"]["article_id"])
    (('001',), 5, {'001'})
    """
    the_study = study.load(path)
    with lexicon.in_stead(the_study.lexicons):
        read = corpus.read(the_study)
        cast = naming.learn(read["sentences"], the_study.actors)
    if not len(read["articles"]):
        raise InputError(f"{path}: holds no article that can be read; `python -m analysis check` says why")
    ids = read["articles"]["article_id"].tolist()
    taken = _chosen(ids, chosen or ids[:CHOSEN])
    found = find(the_study, read, cast, taken)
    return Desk(the_study, read, cast, taken, found, found)


def choose(desk: Desk, chosen: Sequence[str]) -> Desk:
    """The desk with other articles; words that were added stay."""
    taken = _chosen(desk.ids, chosen)
    return _again(replace(desk, chosen=taken, plain=find(desk.study, desk.read, desk.cast, taken)))


def add_hedge(desk: Desk, words: str, category: str) -> Desk:
    """The desk with one more entry of the hedges lexicon: `kind of`, `appear* to`.

    Raises:
        InputError: the words can be found in no text, or are there already in that category.
    """
    own = _hedges(desk.study)
    one_of(category, list(own.categories), "category")
    entry = lexicon.made(ADDED, own.categories, {}, [{"match": words.strip(), "category": category}]).entries[0]
    if any(e.match == entry.match and e.category == category for e in own.entries):
        raise InputError(f"{entry.match!r} is in the lexicon already, as {category}")
    return _again(replace(desk, hedges=tuple(dict.fromkeys((*desk.hedges, (entry.match, category))))))


def add_alias(desk: Desk, actor: str, name: str) -> Desk:
    """The desk with one more name for an actor of the study.

    Raises:
        InputError: there is no such actor, the name can be found in no text, or stands for an actor already.
    """
    by_name = {a.name: a.id for a in desk.study.actors}
    actor = by_name[one_of(actor, list(by_name), "actor")]
    name = " ".join(name.split())
    if not count_words(name):
        raise InputError(f"{name!r} can be found in no text; write a name")
    for other in desk.study.actors:
        if name in (other.name, *other.aliases):
            raise InputError(f"{name!r} stands for {other.name} already; a name stands for one actor")
    return _again(replace(desk, aliases=tuple(dict.fromkeys((*desk.aliases, (actor, name))))))


def without_additions(desk: Desk) -> Desk:
    """The desk as the study has it."""
    return _again(replace(desk, hedges=(), aliases=()))


def dispute(desk: Desk, said: disputes.Dispute) -> Desk:
    """Write a dispute into the study's file, and find everything anew.

    A study that names no file of disputes gets one beside it, and `told` says which line its file lacks.

    Raises:
        InputError: the corpus is no study file, or the file cannot be written.
    """
    path, hint = desk.study.disputes, ""
    if path is None:
        if desk.study.path.suffix.lower() not in study.STUDY_FILES:
            raise InputError(
                f"{desk.study.given} is no study file, and only a study can name disputes; draft one: "
                "python -m analysis new NAME PATH"
            )
        path = desk.study.path.with_suffix(".disputes.csv")
        hint = f"; write the line  disputes: {path.name}  into {desk.study.path.name}, so that the next run obeys it"
    disputes.append(path, [said])
    again = replace(desk, study=replace(desk.study, disputes=path))
    again = replace(again, plain=find(again.study, again.read, again.cast, again.chosen))
    return replace(_again(again), told=f"Saved in {path.name}{hint}.")


def find(
    the_study: study.Study,
    read: pipeline.Tables,
    cast: Sequence[naming.Referent],
    chosen: Sequence[str],
    added: Sequence[tuple[str, str]] = (),
) -> pipeline.Tables:
    """Every signal in the articles chosen, with entries added to the hedges lexicon; disputes are obeyed.

    A dispute of an article that is not chosen is no matter here, so that `rejects` are those of reading.
    """
    tables = {name: _of(table, chosen) for name, table in read.items()}
    with lexicon.in_stead(the_study.lexicons):
        pipeline.find_spans(tables, the_study, cast)
        if added:
            own = _hedges(the_study)
            entries = [{"match": words, "category": category} for words, category in added]
            more = lexicon.made(ADDED, own.categories, {}, entries).entries
            found = hedges.find(tables["sentences"], replace(own, entries=(*more, *own.entries)))
            rest = tables["cues"][tables["cues"]["signal"] != "hedges"]
            tables["cues"] = pipeline.in_order(pd.concat([found, rest]), tables["articles"])
        pipeline.answer_for(tables, the_study)
        pipeline.obey(tables, the_study)
    return {**tables, "rejects": read["rejects"]}


def one_of(name: str, names: Sequence[str], what: str) -> str:
    """A name that is one of some.

    Raises:
        InputError: it is none of them.

    >>> one_of("hedges", ["quotes", "hedges"], "signal")
    'hedges'
    """
    if name in names:
        return name
    near = difflib.get_close_matches(name, names, n=1)
    way_out = f"did you mean {near[0]}?" if near else f"choose of {listed(names, NAMES) or 'none'}"
    raise InputError(f"{name!r} is no {what}; {way_out}")


def _chosen(ids: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
    """The articles chosen, in the order of the corpus."""
    if not chosen:
        raise InputError(f"no article is chosen; choose of {listed(ids, NAMES) or 'none'}")
    wanted = {one_of(article_id, ids, "article") for article_id in chosen}
    return tuple(a for a in ids if a in wanted)


def _again(desk: Desk) -> Desk:
    """The desk with its additions found."""
    desk = replace(desk, told="")
    if not desk.hedges and not desk.aliases:
        return replace(desk, tables=desk.plain)
    names: dict[str, list[str]] = {}
    for actor, name in desk.aliases:
        names.setdefault(actor, []).append(name)
    actors = tuple(replace(a, aliases=(*a.aliases, *names.get(a.id, ()))) for a in desk.study.actors)
    changed = replace(desk.study, actors=actors)
    with lexicon.in_stead(changed.lexicons):
        cast = naming.learn(desk.read["sentences"], actors) if desk.aliases else desk.cast
    return replace(desk, tables=find(changed, desk.read, cast, desk.chosen, desk.hedges))


def _hedges(the_study: study.Study) -> lexicon.Lexicon:
    return lexicon.load("hedges", the_study.lexicons.get("hedges"))


def _of(table: pd.DataFrame, chosen: Sequence[str]) -> pd.DataFrame:
    return table[table["article_id"].isin(chosen)].reset_index(drop=True) if "article_id" in table else table
