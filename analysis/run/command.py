"""The command itself: from its arguments to the run, and what it says at the end."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from analysis.errors import InputError
from analysis.lexicon import in_stead
from analysis.run import plan as plans
from analysis.run.plan import COMPLETE, WORK, Plan
from analysis.run.steps import NO_DISPUTES, OF_CODINGS, SIZE, Run, corpus_state, progress
from analysis.scale import Crew


def run(
    corpus: str,
    out: str,
    study: str | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
    size: int = SIZE,
    fresh: bool = False,
    **form: Any,
) -> int:
    """Run every signal over a corpus and write the tables to a folder; the number of articles and files left out.

    Raises:
        InputError: the corpus, the study file or the folder will not do, or the cluster; what is complete stays, and
            the same call goes on from there.
    """
    the_study = plans.source(corpus, study)
    plan = plans.make(out, the_study, size=size, **form)
    if the_study.settings.get("copies") == "one_per_text" and not plan.reuse:
        raise InputError(f"{study or corpus}: `copies: one_per_text` asks for what is shared: leave out --no-reuse")
    if study is not None:
        click.echo(f"{study}: its own articles are ignored, {corpus} is read in their place", err=True)
    if the_study.codings is not None:
        click.echo(f"{study or corpus}: its `codings` are read by the report of the study only, not here", err=True)
    now = corpus_state(the_study)
    with _alone(plan):
        state = plans.begin(plan, the_study, fresh)
        if state["state"] == COMPLETE and state["corpus"] != now:
            raise InputError(f"{corpus}: has changed since the run in {out} was made; name another folder, or --fresh")
        plan.folder.tidy()
        if state["state"] == COMPLETE:
            plans.clear(plan.folder, [WORK])  # it may have been killed before
        else:
            here = plan.folder.is_in_memory
            with in_stead(the_study.lexicons), Crew(workers or os.cpu_count() or 1, scheduler, here) as crew:
                a_run = Run(plan, the_study, crew, progress)
                try:
                    a_run.read()
                    a_run.signals()
                    a_run.compare()
                    state = a_run.publish()
                except MemoryError:
                    raise InputError(
                        f"{out}: memory is short; what is complete stays: try again with fewer --workers, or begin "
                        "anew with a smaller --size"
                    ) from None
    for line in _summary(out, state):
        click.echo(line)
    return int(state["left_out"])


@contextmanager
def _alone(plan: Plan) -> Iterator[None]:
    """Let no other run on this machine write into the folder; a run that was killed leaves nothing behind."""
    try:
        import fcntl
    except ImportError:  # Windows: nothing is said of a second run
        yield
        return
    folder = plan.folder.local
    if folder is None or (folder.exists() and not folder.is_dir()):
        yield
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise InputError(f"{plan.folder.address}: cannot be written: {error.strerror}") from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InputError(f"{plan.folder.address}: another run is writing into it; wait for it, or end it") from None
        _held.append(handle)
        yield
    finally:
        _held.clear()
        os.close(handle)


_held: list[int] = []


def _let_go() -> None:
    """A worker that outlives a killed run by a moment does not keep the next one out."""
    for handle in _held:
        os.close(handle)
    _held.clear()  # in a child of this process the number may be another file's


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _summary(out: str, state: dict[str, Any]) -> Iterator[str]:
    rows = sum(table["rows"] for table in state["tables"].values())
    yield f"{out}: {state['articles']:,} articles, {len(state['tables'])} tables with {rows:,} rows"
    if (disputed := state["disputes"])["said"]:
        yield f"disputes: {disputed['said']:,} read, {disputed['hits']:,} hits taken out of every count"
    by_reason: dict[str, list[str]] = {}
    for name, why in state["not_made"].items():
        if why not in (OF_CODINGS, NO_DISPUTES):
            by_reason.setdefault(why, []).append(name)
    for why, names in by_reason.items():
        yield f"not made: {', '.join(names)} ({why})"
    if state["left_out"] or state["doubts"]:
        where = "" if state["parameters"]["text"] else "; without texts it says neither file nor reason: see `check`"
        yield f"left out: {state['left_out']:,}, doubts: {state['doubts']:,}: see the table rejects{where}"
    sys.stdout.flush()
