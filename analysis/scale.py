"""Scale: the same functions in this process, in several processes, or on the machines of a Dask cluster.

A task is a function of this package and what it needs to know, no more than a few numbers and where the tables are; it
reads tables, writes tables, and says what it wrote. Done twice it writes the same, so a worker that dies costs the time
of its tasks.
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from analysis.errors import InputError
from analysis.storage import reason

MANY = 20
"""From so many parts on each step is done by processes that end with it, be it one task of one worker: what it held
goes with them. A process that did all steps would hold the most of each."""
FRESH = 64
"""Tasks that a process does before another takes its place: words that it keeps, holes in its memory, go with it."""
WAITING = 2
"""Tasks that wait for each worker: enough that none is idle, few enough that what they hold is bounded."""
AGAIN = 3
"""So often a task is begun again whose worker died."""
SECONDS = 10
"""So long a scheduler is waited for, and then its first worker."""


class Crew:
    """Who does the tasks: this process, processes of this machine, or the workers of a cluster.

    Args:
        here: only this process can reach the tables, as they lie in its memory.
    """

    def __init__(self, workers: int = 1, scheduler: str | None = None, here: bool = False) -> None:
        self.workers, self.scheduler, self.here = workers, scheduler, here
        self.many = False  # parts, so that each step has processes of its own
        self._executor: Executor | None = None
        self._begun = 0  # tasks that were given to it
        self._client: Any = None

    def __enter__(self) -> "Crew":
        if self.scheduler:
            self._client = _client(self.scheduler)
            self.workers = max(1, len(self._client.nthreads()))
        return self

    def __exit__(self, *error: object) -> None:
        if self._client is not None:
            if self._executor is not None:
                self._executor.shutdown(wait=error[0] is None)  # without waiting it takes back what is not done
            self._client.close()
        elif self._executor is not None:
            self._executor.shutdown(wait=error[0] is None, cancel_futures=True)

    def each(self, function: Callable[..., Any], tasks: Iterable[Any], *known: Any) -> Iterator[Any]:
        """What `function(task, *known)` gives for each task, as they are done; tasks are taken when there is room.

        Raises:
            InputError: the cluster was lost, or workers died again and again at one task.
        """
        if self.here:
            yield from (function(task, *known) for task in tasks)
            return
        remaining = iter(tasks)
        least = 1 if self.many else MANY if self.workers == 1 else 2  # for fewer no process is worth its start
        first = list(islice(remaining, least))
        if not self.scheduler and len(first) < least:
            for task in first:
                yield function(task, *known)
            return
        remaining = chain(first, remaining)
        running: dict[Future, Any] = {}
        died: dict[Any, int] = {}
        again: list[Any] = []
        with _said(self.scheduler):
            while True:
                while len(running) < (1 + WAITING) * self._now() and self._begun < FRESH * self.workers:
                    if again:
                        task = again.pop()
                    elif (task := next(remaining, None)) is None:
                        break
                    running[self._submit(function, task, *known)] = task
                if not running:
                    if self._begun < (1 if self.many else MANY):
                        return
                    self._end()
                    continue
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                broken = [future for future in done if isinstance(future.exception(), BrokenProcessPool)]
                if broken:  # a process was killed, and with it all that the others had begun
                    done -= set(broken)
                    again += self._begun_again([running.pop(f) for f in broken], died)
                    again += [running.pop(f) for f in list(running) if f not in done]
                    self._executor, self._begun = None, 0
                for future in done:
                    del running[future]
                    yield future.result()

    def _now(self) -> int:
        """Workers at this moment: a cluster may grow and shrink."""
        return max(1, len(self._client.scheduler_info(n_workers=-1)["workers"])) if self._client else self.workers

    def _begun_again(self, tasks: list[Any], died: dict[Any, int]) -> list[Any]:
        for task in tasks:
            died[task] = died.get(task, 0) + 1
        if max(died.values()) > AGAIN:
            raise InputError(
                f"worker processes ended {AGAIN + 1} times before their tasks were done, as they do where memory is "
                "short; what is complete stays: try again with fewer --workers, or begin anew with a smaller --size"
            )
        return tasks

    def _submit(self, function: Callable[..., Any], *arguments: Any) -> Future:
        if self._executor is None:
            self._executor = (
                self._client.get_executor(pure=False, retries=AGAIN) if self._client else _processes(self.workers)
            )
        self._begun += not self._client
        return self._executor.submit(function, *arguments)

    def _end(self) -> None:
        """End the processes, which have nothing to do."""
        if self._executor is not None:
            self._executor.shutdown()
        self._executor, self._begun = None, 0


@contextmanager
def _said(scheduler: str | None) -> Iterator[None]:
    """Turn what a cluster raises into one line."""
    if not scheduler:
        yield
        return
    from concurrent.futures import CancelledError

    from distributed.client import FutureCancelledError
    from distributed.comm import CommClosedError
    from distributed.scheduler import KilledWorker

    try:
        yield
    except KilledWorker as error:
        raise InputError(
            f"{scheduler}: workers died again and again at one task: {reason(error)}; what is complete stays: give "
            "the workers more memory and run the same command again"
        ) from None
    except (CancelledError, FutureCancelledError, CommClosedError) as error:
        raise InputError(
            f"{scheduler}: the scheduler was lost: {reason(error)}; what is complete stays: run the same command again"
        ) from None


def _processes(workers: int) -> ProcessPoolExecutor:
    """Processes of this machine, with what they need imported once.

    A single one is a copy of this process, where that is safe, and shares what is loaded with it.
    """
    methods = multiprocessing.get_all_start_methods()
    method = (
        "fork" if workers == 1 and sys.platform == "linux" else "forkserver" if "forkserver" in methods else "spawn"
    )
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        multiprocessing.set_forkserver_preload(["analysis.run.tasks"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_follow, initargs=(dict(os.environ),))


def _follow(environment: dict[str, str]) -> None:
    """End this worker when the process that it works for ends: one that was killed cannot say so.

    It was begun by a server with an environment of its own, which may be an earlier one.
    """
    import signal

    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _client(scheduler: str) -> Any:
    """A client of the scheduler that has a worker.

    Raises:
        InputError: nobody answers, or there is no worker.
    """
    import logging

    from distributed import Client

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what fails is said in one line, below
    try:
        client = Client(scheduler, timeout=SECONDS)
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(
            f"{scheduler}: no scheduler answers ({reason(error)}); start one with `dask scheduler`, and name its "
            "address like tcp://host:8786"
        ) from None
    try:
        client.wait_for_workers(1, timeout=SECONDS)
        client.run(_importable)
    except TimeoutError:
        client.close()
        raise InputError(f"{scheduler}: has no worker; start some with `dask worker {scheduler}`") from None
    except ImportError as error:
        client.close()
        raise InputError(f"{scheduler}: a worker lacks the suite ({reason(error)}); install it there too") from None
    return client


def _importable() -> None:
    """Can the worker import what it is asked to do?"""
    import analysis.run.tasks  # noqa: F401
