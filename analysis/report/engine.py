"""The papermill engine that also writes the page.

papermill imports every `papermill.engine` entry point at its start; importing this module makes `ReportEngine` its
default engine in this environment. A notebook whose metadata say `{"told_differently": {"page": true}}` gets a page
beside its output notebook, under the same stem; any other notebook runs exactly as under stock papermill.
Imports stay light here: every call of papermill pays for them.
"""

import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import click

KEY = "told_differently"
EXPECTED = "InputError"  # the error that a user is meant to read: analysis.errors.InputError


class ReportEngine:
    """Run a notebook as papermill does; then, if the notebook asks for it, write its page.

    It hands on to papermill's own engine instead of inheriting from it, so that this module can be imported before
    papermill is.

    The page is written only when every cell ran, and in one step. If anything fails, an earlier page is put aside and
    a line in its place says that the run failed, so that nobody takes it for the page of this run.

    Raises:
        click.ClickException: one line on an unknown parameter, an input that the user can mend, or a dead kernel.
    """

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, output_path: str | None = None, **kwargs: Any) -> Any:
        from papermill.engines import NBClientEngine

        if not nb.metadata.get(KEY, {}).get("page"):
            return NBClientEngine.execute_notebook(nb, kernel_name, output_path=output_path, **kwargs)
        from nbclient.exceptions import DeadKernelError

        target = page_path(nb.metadata.papermill.get("output_path"))
        with no_page_if_it_fails(target):
            refuse_unknown_parameters(nb)
            with tempfile.TemporaryFile() as said:
                try:
                    # No output path: a refused run leaves the earlier notebook as it was, too.
                    nb = NBClientEngine.execute_notebook(
                        nb, kernel_name, output_path=None, config=kernel_apart(said), **kwargs
                    )
                except RuntimeError as error:  # DeadKernelError is one; so is what a kernel that never began raises
                    if not isinstance(error, DeadKernelError) and "Kernel died" not in str(error):
                        raise
                    said.seek(0)
                    click.echo(said.read().decode(errors="replace"), err=True)
                    raise click.ClickException(
                        "the notebook's kernel died before the end; nothing was written"
                    ) from None
            raise_expected_error(nb)
            if target and not has_failed(nb):
                from analysis.errors import InputError
                from analysis.report.publish import write_page

                try:
                    write_page(nb, target)
                except InputError as error:
                    raise click.ClickException(str(error)) from None
        if target and has_failed(nb):  # papermill raises the cell's own error when the notebook is saved
            say_that_it_failed(target, "A cell of the notebook failed; the output notebook shows where, and why.")
        elif target:
            for notice in notices(nb):
                click.echo(notice, err=True)
        return nb

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        from papermill.utils import nb_kernel_name

        return nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:
        from papermill.utils import nb_language

        return nb_language(nb, language)


def kernel_apart(said: IO[bytes]) -> Any:
    """Settings under which the kernel writes its own standard error into a file, not among the lines for the user.

    What cells print comes as messages and is not touched. What a kernel says of itself is of use only when it died: one
    that is ended while it still sends a message (ipykernel 7) prints a traceback that means nothing.
    """
    from jupyter_client.manager import AsyncKernelManager, KernelManager
    from traitlets.config import Config

    class Apart(AsyncKernelManager):
        def start_kernel(self, **options: Any) -> Any:
            return super().start_kernel(stderr=said, **options)

    # Without the encryption ipykernel 7 prints a warning.
    return Config(
        {"NotebookClient": {"kernel_manager_class": Apart}, KernelManager.__name__: {"transport_encryption": "auto"}}
    )


@contextmanager
def no_page_if_it_fails(target: Path | None) -> Iterator[None]:
    """An earlier page gives way to a line that says why there is none of this run."""
    in_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, _stop) if in_main else None  # else nothing more is done
    try:
        yield
    except click.ClickException as error:
        say_that_it_failed(target, error.message)
        raise
    except Exception as error:
        say_that_it_failed(target, " ".join(f"{type(error).__name__}: {error}".split()))
        raise
    except BaseException:  # a signal, Ctrl-C
        say_that_it_failed(target, "It was stopped before its end.")
        raise
    finally:
        if in_main:
            signal.signal(signal.SIGTERM, before)


def _stop(number: int, frame: Any) -> None:
    raise SystemExit(128 + number)


def say_that_it_failed(target: Path | None, why: str) -> None:
    """Put the line in place of the page; where that cannot be written, the run's own error is what counts."""
    from analysis.errors import InputError
    from analysis.report.publish import write_failure

    if target:
        with suppress(OSError, InputError):
            write_failure(target, why)


def refuse_unknown_parameters(nb: Any) -> None:
    """Stop at a parameter that the notebook does not declare; stock papermill would run with the defaults."""
    from papermill.translators import papermill_translators

    given = nb.metadata.get("papermill", {}).get("parameters") or {}
    cells = [c for c in nb.cells if "parameters" in c.metadata.get("tags", [])]
    translator = papermill_translators.find_translator(nb.metadata.kernelspec.name, "python")
    known = [p.name for c in cells for p in translator.inspect(c)]
    if unknown := [name for name in given if name not in known]:
        raise click.ClickException(f"no parameter {unknown[0]!r}; this notebook's parameters are: {', '.join(known)}")


def page_path(output_path: str | None) -> Path | None:
    """Where the page goes: beside the output notebook, under the same stem; nowhere if that is no local file."""
    if not output_path or output_path == "-":
        return None
    if "://" in output_path:
        raise click.ClickException(f"the page is written beside the output notebook: {output_path} is no local path")
    path = Path(output_path)
    if path.suffix != ".ipynb":
        raise click.ClickException(f"the output notebook should end in .ipynb: {output_path}")
    if not path.parent.is_dir():
        raise click.ClickException(f"no folder {path.parent}: make it first")
    return path.with_suffix(".html")


def raise_expected_error(nb: Any) -> None:
    """Turn an error that the user can mend into one line."""
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error" and output.ename == EXPECTED:
                raise click.ClickException(output.evalue)
            if output.output_type == "error" and output.ename == "SystemExit":  # stock papermill calls this success
                raise click.ClickException("a cell left the notebook before its end; no page was written")


def has_failed(nb: Any) -> bool:
    """Did a cell fail, or was one never run?"""
    return any(
        cell.cell_type == "code"
        and (
            cell.metadata.get("papermill", {}).get("status") != "completed"
            or any(o.output_type == "error" for o in cell.outputs)
        )
        for cell in nb.cells
    )


def notices(nb: Any) -> list[str]:
    """Lines for the person at the terminal: outputs carry them in their metadata."""
    return [
        output.metadata[KEY]["notice"]
        for cell in nb.cells
        for output in cell.get("outputs", [])
        if output.get("metadata", {}).get(KEY, {}).get("notice")
    ]


from papermill.engines import papermill_engines  # noqa: E402  importing it imports this module: it must be whole by now

papermill_engines.register(None, ReportEngine)
